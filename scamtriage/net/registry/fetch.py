"""Files of third parties by httpx: our own guarded connections, redirects by hand, every byte counted."""

from urllib.parse import urlsplit

import httpx

from scamtriage.net.backend import guarded_backend
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.connect import Connector
from scamtriage.net.errors import TimedOut, Unreachable
from scamtriage.net.inflate import Unpacker, codings_of
from scamtriage.net.policy import NetPolicy
from scamtriage.net.registry.rdap import HEADERS, RdapAnswer, location, need_answer, step_s
from scamtriage.net.transport import PoolTransport, cause_of
from scamtriage.net.url import REDIRECTS

_CONNECTIONS = 2


class Fetcher:
    """httpx over guarded connections; cookies are never kept, the environment is never read. For the few files that `update` fetches."""

    def __init__(self, connector: Connector, run: RunClock, policy: NetPolicy) -> None:
        backend = guarded_backend(connector, run, ports=policy.ports, budget_s=policy.rdap_timeout_s)
        self._policy = policy
        self._run = run
        self._client = httpx.AsyncClient(
            transport=PoolTransport(backend, max_connections=_CONNECTIONS, roots=policy.roots),
            headers=HEADERS,
            trust_env=False,
            follow_redirects=False,
            timeout=None,  # noqa: S113 - the deadline is around the request
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def once(self, url: str, deadline: Deadline) -> RdapAnswer | str:
        """The answer, or where it redirects to. One request takes at most half of the time that is left.

        Raises Limited, Blocked, TimedOut, Unreachable or Malformed."""
        host = urlsplit(url).hostname or "the registry"
        try:
            async with deadline.limit(step_s(self._policy, deadline)), self._client.stream("GET", url) as response:
                self._client.cookies.clear()
                code = response.status_code
                if code in REDIRECTS:
                    return location(url, response.headers.get("location", ""))
                need_answer(host, code, response.headers.get("retry-after", ""), self._run.now())
                body, complete = await self._body(response, deadline)
                return RdapAnswer(url=url, status_code=code, body=body, complete=complete)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, OSError) as exc:
            raise (cause_of(exc) or Unreachable(f"{host} can't be reached")) from exc

    async def _body(self, response: httpx.Response, deadline: Deadline) -> tuple[bytes, bool]:
        policy = self._policy
        cap = policy.max_rdap_bytes
        encoding = response.headers.get("content-encoding", "")
        unpacker = Unpacker.of(encoding, max_bytes=cap, max_ratio=policy.max_ratio, ratio_after_bytes=policy.ratio_after_bytes)
        body = unpacker.body if unpacker is not None else bytearray()
        wire, began = 0, deadline.elapsed()
        async for part in response.aiter_raw():
            wire += len(part)
            if unpacker is not None:
                unpacker.feed(part)
            else:
                body += part
            if len(body) > cap or wire > cap or (unpacker is not None and unpacker.cap):
                return bytes(body[:cap]), False
            took = deadline.elapsed() - began
            if took > policy.slow_window_s and wire < policy.min_bytes_per_s * took:
                raise TimedOut(f"the registry sends less than {policy.min_bytes_per_s} bytes a second")
        problem = unpacker.finish() if unpacker is not None else "".join(codings_of(encoding))
        return bytes(body), not problem
