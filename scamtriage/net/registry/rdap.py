"""RDAP over HTTPS (RFC 7480): guarded, pooled connections, redirects followed step by step, bounded size."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.connect import Connector
from scamtriage.net.errors import Blocked, Limited, Malformed, TimedOut, Unreachable
from scamtriage.net.http import HttpGet
from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import HttpResponse, RawAnswer
from scamtriage.net.registry.answers import is_whole
from scamtriage.net.registry.connections import ConnectionPool
from scamtriage.net.registry.retry import FOR_THE_ANSWER_S
from scamtriage.net.stream import SocketStream
from scamtriage.net.tls import client_context
from scamtriage.net.url import REDIRECTS, WebAddress, join_url, location_of, read_url
from scamtriage.records.limits import limit

MAX_REDIRECTS = 5
USER_AGENT = "Mozilla/5.0 (compatible; RDAP client)"
"""Names the kind of client, but neither the tool nor its user. A referral may lead to a server of the suspects."""
_HEADERS = (
    ("Accept", "application/rdap+json, application/json;q=0.9"),
    ("Accept-Encoding", "gzip"),
    ("User-Agent", USER_AGENT),
)
_SLOW_DOWN = (429, 503)


class RdapClient:
    """Asks registries and verifies their certificates. Sends no cookie and no Referer."""

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
        self._kept = ConnectionPool(self._connect)

    def close(self) -> None:
        self._kept.close()

    async def once(self, url: str, deadline: Deadline) -> RawAnswer | str:
        """Send one request; return the answer, 200 or 404, or the URL that it redirects to.

        It takes at most half of the time left (at least 1 s), so that WHOIS can still be asked; so does the wait for a connection before,
        which tells nothing of the registry. Raises Limited, Blocked, TimedOut, Unreachable or Malformed.
        """
        page = read_url(url)
        exchange, cut, late = await self._exchange(page, deadline)
        code = exchange.status_code
        if code in REDIRECTS:
            return _location(page, location_of(code, exchange.headers))
        _need_answer(page.host, code, retry_after_s(exchange.header("retry-after"), exchange.header("date"), self._run.now()))
        if not exchange.complete and (late or not cut) and not is_whole(exchange.body):  # a complete JSON text will do
            raise (TimedOut if late else Unreachable)(f"{page.host}: {exchange.incomplete_because}")
        cut = "" if exchange.complete else cut or limit("broken off")
        return RawAnswer(
            body=exchange.body, server=f"rdap:{page}", status_code=code, observed_at=self._run.now(), complete=exchange.complete, cut=cut
        )

    async def _exchange(self, page: WebAddress, deadline: Deadline) -> tuple[HttpResponse, str, bool]:
        """Return (the exchange, our cap that cut it or "", whether it was too slow)."""
        stream, fresh = self._kept.ready(page), False
        if stream is None:
            stream = await self._kept.turn(page, deadline, min(self._budget_s(deadline), max(0.0, deadline.left() - FOR_THE_ANSWER_S)))
        with deadline.part(self._budget_s(deadline)) as part:
            if stream is None:
                async with part.limit():
                    stream, fresh = await self._kept.fresh(page, deadline), True
            try:
                return await self._ask(stream, page, part)
            except Unreachable:
                if fresh:
                    raise
            # it was closed while idle, which says nothing about the question
            async with part.limit():
                stream = await self._kept.fresh(page, deadline)
            return await self._ask(stream, page, part)

    def _budget_s(self, deadline: Deadline) -> float:
        return min(self._policy.rdap_timeout_s, max(FOR_THE_ANSWER_S, deadline.left() / 2))

    async def _ask(self, stream: SocketStream, page: WebAddress, deadline: Deadline) -> tuple[HttpResponse, str, bool]:
        request = HttpGet(stream, page, _HEADERS, policy=self._policy, deadline=deadline, stage="rdap")
        reusable = False
        try:
            exchange = await request.exchange()
            reusable = request.reusable
        finally:
            if reusable:
                self._kept.release(page, stream)
            else:
                self._kept.discard(page, stream)
        return exchange, next((cap.cap for cap in request.caps), ""), request.late

    async def _connect(self, page: WebAddress, deadline: Deadline) -> SocketStream:
        stream = await self._connector.connect(page.host, page.port, deadline, ports=self._ports)
        if page.scheme == "https":
            try:
                await stream.start_tls(client_context(self._policy.roots), page.host)
            except BaseException:
                stream.close()
                raise
        return stream


async def follow(url: str, once: Callable[[str], Awaitable[RawAnswer | str]]) -> RawAnswer:
    """Return the answer at the end of the redirects; `once` sends one request. Raises Malformed or Blocked."""
    seen: set[str] = set()
    for _ in range(MAX_REDIRECTS + 1):
        if url in seen:
            raise Malformed(f"{urlsplit(url).hostname} redirects in a circle")
        seen.add(url)
        answer = await once(url)
        if isinstance(answer, RawAnswer):
            return answer
        if urlsplit(url).scheme == "https" and urlsplit(answer).scheme == "http":
            raise Blocked("the registry redirects to an address without encryption")
        url = answer
    raise Malformed(f"more than {MAX_REDIRECTS} redirects")


def _need_answer(host: str, code: int, retry_after: float | None) -> None:
    """Raise the error for a status other than 200 and 404: Limited, Unreachable or Malformed."""
    if code in _SLOW_DOWN or code in (401, 403):
        said = "asks us to slow down" if code in _SLOW_DOWN else "refuses to answer us"
        raise Limited(f"{host} {said} (HTTP {code})", retry_after)
    if code >= 500:
        raise Unreachable(f"{host} is out of order (HTTP {code})")
    if code not in (200, 404):
        raise Malformed(f"{host} answers HTTP {code}")


def retry_after_s(text: str, date: str, now: datetime) -> float | None:
    """Parse either form of Retry-After (RFC 9110 section 10.2.3) to seconds; None if it is unreadable or not ahead.

    A moment is counted from `date`, the Date of the same answer: it is the server's clock that set both. Only without one it is counted
    from `now`, which would make a rest of hours one of nothing where our own clock is ahead.
    """
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 8:
        return float(text)
    until, since = _moment(text), _moment(date) or now
    if until is None or until <= since:
        return None
    return (until - since).total_seconds()


def _moment(text: str) -> datetime | None:
    """Parse a date of HTTP; None if it is unreadable or without a zone."""
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None


def _location(page: WebAddress, led: str) -> str:
    """Return the URL that a redirect leads to. Raises Malformed if it is not usable."""
    try:
        if led:
            return str(join_url(page, led))
    except (Blocked, Malformed):
        pass
    raise Malformed(f"{page.host} redirects to no usable address")
