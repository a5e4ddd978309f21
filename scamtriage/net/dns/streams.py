"""DNS over streams: TCP for what does not fit a datagram, and the operator's resolvers over TLS (RFC 7858) and HTTPS (RFC 8484)."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scamtriage.net.clock import Deadline
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.upstreams import Upstream
from scamtriage.net.errors import Malformed, Unreachable
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy
from scamtriage.net.stream import SocketStream

if TYPE_CHECKING:
    import httpcore
    import httpx

MAX_MESSAGE_BYTES = 65_535
CONNECTIONS = 16
"""To one resolver, and so many questions it is asked at a time."""
_HEADERS = {
    "Accept": "application/dns-message",
    "Content-Type": "application/dns-message",
    "Accept-Encoding": "identity",
    "User-Agent": "Mozilla/5.0",  # else the library would write its own name
}
_FURTHER = 2
"""Connections beside them, for probes: whether a resolver answers is asked without standing in its line."""

_BROKEN = "the resolver closed the connection in the middle of an answer"

Open = Callable[[Deadline], Awaitable[SocketStream]]


class StreamServer:
    """A resolver over TCP, or over TLS when a context is given. One question a connection at a time; idle ones are kept.

    Whoever asks takes one of its `places` first: waiting for one is our own pace, and no time of the resolver's.
    """

    def __init__(
        self, open_: Open, label: str, *, context: ssl.SSLContext | None = None, name: str | None = None, keep: bool = True
    ) -> None:
        self.label = label
        self._open = open_
        self._context = context
        self.encrypted = context is not None
        self._name = name
        self._keep = keep
        self._idle: list[SocketStream] = []
        self.places = asyncio.Semaphore(CONNECTIONS)
        self.last_heard = float("-inf")
        """On the clock of the loop: when it last said anything."""

    async def exchange(self, wire: bytes, deadline: Deadline) -> bytes:
        """The answer to one message. Raises NetError."""
        async with deadline.limit():
            used = self._take_idle()
            if used is not None:
                try:
                    return await self._ask(used, wire)
                except Unreachable:
                    pass  # it was closed while it was idle; that is no answer to anything
            return await self._ask(await self._connect(deadline), wire)

    async def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def _take_idle(self) -> SocketStream | None:
        while self._idle:
            stream = self._idle.pop()
            if stream.idle:
                return stream
            stream.close()
        return None

    async def _connect(self, deadline: Deadline) -> SocketStream:
        stream = await self._open(deadline)
        if self._context is not None:
            try:
                await stream.start_tls(self._context, self._name)
            except BaseException:
                stream.close()
                raise
        return stream

    async def _ask(self, stream: SocketStream, wire: bytes) -> bytes:
        try:
            await stream.write(len(wire).to_bytes(2, "big") + wire)
            length = int.from_bytes(await stream.exactly(2, _BROKEN), "big")
            answer = await stream.exactly(length, _BROKEN)
        except BaseException:
            stream.close()
            raise
        self.last_heard = asyncio.get_running_loop().time()
        if self._keep:
            self._idle.append(stream)
        else:
            stream.close()
        return answer


class HttpsServer:
    """A resolver over HTTPS: the message is POSTed through our own door, certificate checked."""

    encrypted = True

    def __init__(self, url: str, label: str, backend: "httpcore.AsyncNetworkBackend", *, roots: Path | None = None) -> None:
        self.label = label
        self._url = url
        self._backend = backend
        self._roots = roots
        self._client: httpx.AsyncClient | None = None
        self.places = asyncio.Semaphore(CONNECTIONS)
        self.last_heard = float("-inf")

    async def exchange(self, wire: bytes, deadline: Deadline) -> bytes:
        """The answer to one message. Raises NetError."""
        import httpx

        from scamtriage.net.transport import cause_of

        try:
            async with deadline.limit(), self._connected().stream("POST", self._url, content=wire) as response:
                self.last_heard = asyncio.get_running_loop().time()
                if response.status_code != 200:
                    raise Unreachable(f"{self.label} answers HTTP {response.status_code}")
                body = bytearray()
                async for part in response.aiter_raw():
                    body += part
                    if len(body) > MAX_MESSAGE_BYTES:
                        raise Malformed(f"{self.label} answers with more than a DNS message")
                return bytes(body)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as exc:
            raise (cause_of(exc) or Unreachable(f"{self.label} can't be used")) from exc

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    def _connected(self) -> "httpx.AsyncClient":
        import httpx

        from scamtriage.net.transport import PoolTransport

        if self._client is None:
            self._client = httpx.AsyncClient(
                transport=PoolTransport(self._backend, max_connections=CONNECTIONS + _FURTHER, roots=self._roots),
                headers=_HEADERS,
                trust_env=False,
                follow_redirects=False,
                timeout=None,  # noqa: S113 - the deadline is around the request
            )
        return self._client


class Streams:
    """Makes the resolvers that are asked over streams; they are the operator's own, so nobody judges their addresses."""

    def __init__(self, policy: NetPolicy, dialer: Dialer, proxy: Proxy | None) -> None:
        self._policy = policy
        self._dialer = dialer
        self._proxy = proxy

    def server(self, upstream: Upstream) -> StreamServer | HttpsServer:
        """A resolver over TLS or HTTPS."""
        from scamtriage.net.trust import client_context

        if upstream.kind == "https":
            from scamtriage.net.backend import Backend  # httpcore is slow to import

            return HttpsServer(upstream.url, upstream.label, Backend(self._connect), roots=self._policy.roots)
        context = client_context(self._policy.roots)
        opens = partial(self._connect, upstream.host, upstream.port)
        return StreamServer(opens, upstream.label, context=context, name=upstream.host)

    def plain(self, address: str, port: int, label: str) -> StreamServer:
        """The same resolver that was asked over UDP, over TCP."""
        return StreamServer(partial(self._connect, address, port), label, keep=False)

    async def _connect(self, host: str, port: int, deadline: Deadline) -> SocketStream:
        if self._proxy is not None:
            return await self._proxy.open(host, port, deadline)
        return await self._dialer.dial_operator(host, port, deadline)
