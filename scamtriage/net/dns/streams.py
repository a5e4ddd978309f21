"""DNS over streams: TCP for answers too large for UDP, and TLS (RFC 7858) if the operator chose it.

For HTTPS see https.py.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Unreachable
from scamtriage.net.stream import SocketStream

MAX_MESSAGE_BYTES = 65_535
CONNECTIONS = 16
"""Connections to one resolver, and questions that it is asked at a time."""

_BROKEN = "the resolver closed the connection in the middle of an answer"

Open = Callable[[Deadline], Awaitable[SocketStream]]


class StreamServer:
    """A resolver over TCP, or over TLS if a context is given. Each connection has one question at a time; idle ones are kept.

    Callers acquire one of its `places` first; the wait for it does not count as the resolver's time.
    """

    def __init__(
        self, open_: Open, label: str, *, context: ssl.SSLContext | None = None, name: str | None = None, keep: bool = True
    ) -> None:
        self.label = label
        self._open = open_
        self._context = context
        self.encrypted = context is not None
        self.numbered = True
        """Its messages have random ids."""
        self._name = name
        self._keep = keep
        self._idle: list[SocketStream] = []
        self.places = asyncio.Semaphore(CONNECTIONS)
        self.last_heard = float("-inf")
        """Loop time of its last answer."""

    async def exchange(self, wire: bytes, deadline: Deadline) -> bytes:
        """Return the answer to one message. Raises NetError."""
        async with deadline.limit():
            used = self._take_idle()
            if used is not None:
                try:
                    return await self._ask(used, wire)
                except Unreachable:
                    pass  # closed while it was idle, which says nothing about the question
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
