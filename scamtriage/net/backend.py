"""Our connections for httpx and httpcore, by which the operator's resolvers over HTTPS are asked."""

import ssl
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore

from scamtriage.net.clock import CURRENT, Deadline
from scamtriage.net.errors import Blocked, Malformed, NetError
from scamtriage.net.stream import SocketStream


class Refused(httpcore.ConnectError):
    """A NetError on its way through httpcore, which cuts off causes: `meaning` is the NetError itself."""

    def __init__(self, meaning: NetError) -> None:
        super().__init__(str(meaning))
        self.meaning = meaning


class Backend(httpcore.AsyncNetworkBackend):
    """Connects by `connect`, in the time of the `limit` around the request."""

    def __init__(self, connect: Callable[[str, int, Deadline], Awaitable[SocketStream]]) -> None:
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
            raise Refused(exc) from exc

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        raise Refused(Blocked("a local socket is not a server on the internet"))


class _BackendStream(httpcore.AsyncNetworkStream):
    """Time-outs are those of the `limit` around the request."""

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
                raise Refused(exc) from exc
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
