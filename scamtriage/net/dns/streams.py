"""DNS over streams: TCP for what does not fit a datagram, TLS (RFC 7858) and HTTPS (see https.py) where the operator wants them."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Unreachable
from scamtriage.net.stream import SocketStream

if TYPE_CHECKING:
    pass

MAX_MESSAGE_BYTES = 65_535
CONNECTIONS = 16
"""To one resolver, and so many questions it is asked at a time."""

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
        self.numbered = True
        """Its messages have ids of chance."""
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
