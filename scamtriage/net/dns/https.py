"""DNS over HTTPS (RFC 8484): httpx over our own connections."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import httpcore
import httpx

from scamtriage.net.clock import CURRENT, Deadline
from scamtriage.net.dns.streams import CONNECTIONS, MAX_MESSAGE_BYTES
from scamtriage.net.errors import Blocked, Malformed, NetError, Unreachable, translated
from scamtriage.net.stream import SocketStream
from scamtriage.net.tls import client_context

Connect = Callable[[str, int, Deadline], Awaitable[SocketStream]]
_HEADERS = {
    "Accept": "application/dns-message",
    "Content-Type": "application/dns-message",
    "Accept-Encoding": "identity",
    "User-Agent": "Mozilla/5.0",  # else httpx sends its own name
}
_FURTHER = 2
"""Additional connections for probes, which must not wait in the queue that they judge."""

_KEEP_S = 15.0
"""Seconds for which an idle connection is kept."""


class HttpsServer:
    """A resolver over HTTPS: messages are POSTed over our own connections, and its certificate is verified."""

    encrypted = True
    numbered = False
    """Its messages have the id 0, so that HTTP caches can store them (RFC 8484 section 4.1)."""

    def __init__(self, url: str, label: str, connect: Connect, *, roots: Path | None) -> None:
        self.label = label
        self._url = url
        self._backend = Backend(connect)
        self._roots = roots
        self._client: httpx.AsyncClient | None = None
        self.places = asyncio.Semaphore(CONNECTIONS)
        self.last_heard = float("-inf")

    async def exchange(self, wire: bytes, deadline: Deadline) -> bytes:
        """Return the answer to one message. Raises NetError."""
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
            raise (_cause_of(exc) or Unreachable(f"{self.label} can't be used")) from exc

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    def _connected(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(
                transport=PoolTransport(self._backend, max_connections=CONNECTIONS + _FURTHER, roots=self._roots),
                headers=_HEADERS,
                trust_env=False,
                follow_redirects=False,
                timeout=None,  # noqa: S113 - the deadline is around the request
            )
        return self._client


class PoolTransport(httpx.AsyncBaseTransport):
    """A keep-alive pool over our own backend, without proxy, retries, HTTP/2 or environment variables. Errors are NetError.

    A request that is cancelled inside httpcore keeps its place in the pool for ever (encode/httpcore#1093). So the pool is replaced then;
    the old one is closed after its last request.
    """

    def __init__(self, backend: httpcore.AsyncNetworkBackend, *, max_connections: int, roots: Path | None = None) -> None:
        self._context = client_context(roots)
        self._backend = backend
        self._max_connections = max_connections
        self._pool = self._new_pool()
        self._active: dict[httpcore.AsyncConnectionPool, int] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        pool = self._pool
        self._active[pool] = self._active.get(pool, 0) + 1
        try:
            assert isinstance(request.stream, httpx.AsyncByteStream)
            response = await pool.handle_async_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except BaseException as exc:
            await self._left(pool, spoilt=True)
            if isinstance(exc, Exception) and (meaning := _cause_of(exc)) is not None:
                raise meaning from exc
            raise
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response.stream, self, pool),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        for pool in {self._pool, *self._active}:
            await pool.aclose()
        self._active.clear()

    def _new_pool(self) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=self._context,
            max_connections=self._max_connections,
            max_keepalive_connections=self._max_connections,
            keepalive_expiry=_KEEP_S,
            http1=True,
            http2=False,
            network_backend=self._backend,
        )

    async def _left(self, pool: httpcore.AsyncConnectionPool, *, spoilt: bool) -> None:
        """Note that a request has ended. Replace a spoilt pool, and close an old one after its last request."""
        if spoilt and pool is self._pool:
            self._pool = self._new_pool()
        left = self._active.pop(pool, 1) - 1
        if left > 0:
            self._active[pool] = left
        elif pool is not self._pool:
            await pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, stream: object, transport: PoolTransport, pool: httpcore.AsyncConnectionPool) -> None:
        self._stream = stream
        self._transport = transport
        self._pool = pool
        self._whole = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._stream:  # type: ignore[attr-defined] # httpcore types it as either kind of iterable
                yield part
        except Exception as exc:
            if (meaning := _cause_of(exc)) is not None:
                raise meaning from exc
            raise
        self._whole = True

    async def aclose(self) -> None:
        try:
            await self._stream.aclose()  # type: ignore[attr-defined]
        finally:
            await self._transport._left(self._pool, spoilt=not self._whole)


def _cause_of(exc: BaseException) -> NetError | None:
    """Return the NetError that our backend wrapped for httpcore, else the translation of the exception itself."""
    step: BaseException | None = exc
    while step is not None:
        if isinstance(step, NetError):
            return step
        if isinstance(step, _Carried):
            return step.meaning
        step = step.__cause__ or step.__context__
    return translated(exc)


class _Carried(httpcore.ConnectError):
    """Carries a NetError through httpcore, which drops causes; `meaning` is the NetError."""

    def __init__(self, meaning: NetError) -> None:
        super().__init__(str(meaning))
        self.meaning = meaning


class Backend(httpcore.AsyncNetworkBackend):
    """Connects by `connect`, within the `limit` around the request."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        deadline = CURRENT.get()
        assert deadline is not None
        try:
            return _BackendStream(await self._connect(host, port, deadline))
        except NetError as exc:
            raise _Carried(exc) from exc

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        raise _Carried(Blocked("a local socket is not a server on the internet"))


class _BackendStream(httpcore.AsyncNetworkStream):
    """A stream for httpcore. Its timeouts are ignored: the `limit` around the request applies."""

    def __init__(self, stream: SocketStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return await self._stream.read(max_bytes)
        except Malformed as exc:
            raise httpcore.RemoteProtocolError(str(exc)) from exc
        except NetError as exc:
            raise httpcore.ReadError(str(exc)) from exc

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            await self._stream.write(buffer)
        except NetError as exc:
            raise httpcore.WriteError(str(exc)) from exc

    async def aclose(self) -> None:
        self._stream.close()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            await self._stream.start_tls(ssl_context, server_hostname)
        except BaseException as exc:
            self._stream.close()
            if isinstance(exc, NetError):
                raise _Carried(exc) from exc
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        match info:
            case "ssl_object":
                return self._stream.tls
            case "server_addr":
                return (self._stream.address, 0)
            case "is_readable":
                return not self._stream.idle
            case _:
                return None
