"""One RDAP question over HTTPS (RFC 7480): guarded connections that are kept, redirects by hand, every byte counted."""

from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.connect import Connector
from scamtriage.net.errors import Blocked, Limited, Malformed, Unreachable
from scamtriage.net.http import HttpGet
from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import Exchange
from scamtriage.net.stream import SocketStream
from scamtriage.net.trust import client_context
from scamtriage.net.url import WebAddress, read_url

MAX_REDIRECTS = 5
_HEADERS = (
    ("Accept", "application/rdap+json, application/json;q=0.9"),
    ("Accept-Encoding", "gzip"),
    ("User-Agent", "scamtriage"),
)
_SLOW_DOWN = (429, 503)
_REDIRECTS = (301, 302, 303, 307, 308)
_IDLE_EACH, _IDLE_ALL = 4, 16
"""Connections that wait for the next question: of one registry, and of all."""

_Origin = tuple[str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RdapAnswer:
    """A final answer, 200 or 404."""

    url: str
    """After redirects."""
    status_code: int
    body: bytes
    complete: bool


class RdapClient:
    """Asks registries, whose certificates must be right. Nothing is sent but the question: no cookie, no Referer."""

    def __init__(self, connector: Connector, run: RunClock, policy: NetPolicy) -> None:
        self._connector = connector
        self._run = run
        self._ports = policy.ports
        self._policy = replace(
            policy,
            max_wire_bytes=policy.max_rdap_bytes,
            max_decoded_bytes=policy.max_rdap_bytes,
            answer_timeout_s=min(policy.answer_timeout_s, policy.rdap_timeout_s),
        )
        self._context = client_context(policy.roots)
        self._idle: list[tuple[_Origin, SocketStream]] = []

    async def get(self, url: str, deadline: Deadline) -> RdapAnswer:
        """Follow redirects to an answer. One request takes at most half of the time that is left, so that WHOIS can still be asked.

        Raises Limited, Blocked, TimedOut, Unreachable or Malformed.
        """
        seen: set[str] = set()
        for _ in range(MAX_REDIRECTS + 1):
            if url in seen:
                raise Malformed(f"{urlsplit(url).hostname} redirects in a circle")
            seen.add(url)
            answer = await self._once(url, deadline)
            if isinstance(answer, RdapAnswer):
                return answer
            if urlsplit(url).scheme == "https" and urlsplit(answer).scheme == "http":
                raise Blocked("the registry redirects to an address without encryption")
            url = answer
        raise Malformed(f"more than {MAX_REDIRECTS} redirects")

    async def close(self) -> None:
        while self._idle:
            self._idle.pop()[1].close()

    async def _once(self, url: str, deadline: Deadline) -> RdapAnswer | str:
        """The answer, or where it redirects to."""
        page = read_url(url)
        async with deadline.limit(min(self._policy.rdap_timeout_s, max(1.0, deadline.left() / 2))):
            exchange = await self._exchange(page, deadline)
        code = exchange.status_code
        if code in _REDIRECTS:
            return location(url, exchange.header("location"))
        if code in _SLOW_DOWN or code in (401, 403):
            said = "asks us to slow down" if code in _SLOW_DOWN else "refuses to answer us"
            raise Limited(f"{page.host} {said} (HTTP {code})", retry_after_s(exchange.header("retry-after"), self._run.now()))
        if code >= 500:
            raise Unreachable(f"{page.host} is out of order (HTTP {code})")
        if code not in (200, 404):
            raise Malformed(f"{page.host} answers HTTP {code}")
        if not exchange.complete and not exchange.body:
            raise Unreachable(f"{page.host}: {exchange.incomplete_because}")
        return RdapAnswer(url=str(page), status_code=code, body=exchange.body, complete=exchange.complete)

    async def _exchange(self, page: WebAddress, deadline: Deadline) -> Exchange:
        kept = self._take_idle(page)
        if kept is not None:
            try:
                return await self._ask(kept, page, deadline)
            except Unreachable:
                pass  # it was closed while it was idle; that is no answer to anything
        return await self._ask(await self._connect(page, deadline), page, deadline)

    async def _ask(self, stream: SocketStream, page: WebAddress, deadline: Deadline) -> Exchange:
        request = HttpGet(stream, page, _HEADERS, policy=self._policy, deadline=deadline, stage="rdap")
        reusable = False
        try:
            exchange = await request.exchange()
            reusable = request.reusable
        finally:
            if reusable:
                self._keep(page, stream)
            else:
                stream.close()
        return exchange

    async def _connect(self, page: WebAddress, deadline: Deadline) -> SocketStream:
        stream = await self._connector.connect(page.host, page.port, deadline, ports=self._ports)
        if page.scheme == "https":
            try:
                await stream.start_tls(self._context, page.host)
            except BaseException:
                stream.close()
                raise
        return stream

    def _take_idle(self, page: WebAddress) -> SocketStream | None:
        origin = (page.scheme, page.host, page.port)
        for index in range(len(self._idle) - 1, -1, -1):
            if self._idle[index][0] == origin:
                stream = self._idle.pop(index)[1]
                if stream.idle:
                    return stream
                stream.close()
        return None

    def _keep(self, page: WebAddress, stream: SocketStream) -> None:
        origin = (page.scheme, page.host, page.port)
        if sum(1 for known, _ in self._idle if known == origin) >= _IDLE_EACH:
            stream.close()
            return
        if len(self._idle) >= _IDLE_ALL:
            self._idle.pop(0)[1].close()
        self._idle.append((origin, stream))


def retry_after_s(text: str, now: datetime) -> float | None:
    """Seconds, from either form of the header (RFC 9110 section 10.2.3); None when it says nothing we can read."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 8:
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def location(url: str, target: str) -> str:
    """Where a redirect leads. Raises Malformed when that is no usable address."""
    try:
        target = urljoin(url, target) if target else ""
        parts = urlsplit(target)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None and len(target) <= 2000
    except ValueError:
        usable = False
    if not usable:
        raise Malformed(f"{urlsplit(url).hostname} redirects to no usable address")
    return target
