"""httpx on our own connections: one small transport, whose pool is thrown away as soon as a request in it was cancelled."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpcore
import httpx

from scamtriage.net.backend import Refused
from scamtriage.net.errors import NetError
from scamtriage.net.foreign import translated
from scamtriage.net.trust import client_context

_KEEP_S = 15.0
"""How long a connection is kept idle."""


class PoolTransport(httpx.AsyncBaseTransport):
    """A keep-alive pool over a backend of ours; it knows no proxy, no retries, no HTTP/2 and no environment. Errors are NetError.

    A request that is cancelled inside httpcore keeps its place in the pool for ever (encode/httpcore#1093). So the pool is
    replaced then; the old one ends with its last request.
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
            if isinstance(exc, Exception) and (meaning := cause_of(exc)) is not None:
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
        """One request has ended."""
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
            if (meaning := cause_of(exc)) is not None:
                raise meaning from exc
            raise
        self._whole = True

    async def aclose(self) -> None:
        try:
            await self._stream.aclose()  # type: ignore[attr-defined]
        finally:
            await self._transport._left(self._pool, spoilt=not self._whole)


def cause_of(exc: BaseException) -> NetError | None:
    """The NetError that a backend of ours wrapped for httpcore, else what the exception means by itself."""
    step: BaseException | None = exc
    while step is not None:
        if isinstance(step, NetError):
            return step
        if isinstance(step, Refused):
            return step.meaning
        step = step.__cause__ or step.__context__
    return translated(exc)
