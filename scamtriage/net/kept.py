"""Connections to registries that wait for the next question, and questions that wait for a connection."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Blocked, Unreachable
from scamtriage.net.stream import SocketStream
from scamtriage.net.url import WebAddress

_IDLE_EACH, _IDLE_ALL = 16, 32
"""Connections that wait for the next question: of one registry, and of all."""
_OPENING = 4
"""Connections to one registry that are being opened at a time. A handshake with its verification costs as much as a dozen questions over
a connection that stands, so a crowd of questions shares the few that come first instead of opening one each."""

Connect = Callable[[WebAddress, Deadline], Awaitable[SocketStream]]
_Origin = tuple[str, str, int]


class _Line:
    """One registry: what is idle, how many are being opened, and who waits for either."""

    __slots__ = ("idle", "opening", "waiting")

    def __init__(self) -> None:
        self.idle: list[SocketStream] = []
        self.opening = 0
        self.waiting: deque[asyncio.Future[SocketStream | None]] = deque()

    def hand_on(self, stream: SocketStream | None) -> bool:
        """To the first who still waits: a connection, or None for leave to open one. False when nobody does."""
        while self.waiting:
            turn = self.waiting.popleft()
            if not turn.done():
                turn.set_result(stream)
                return True
        return False


class Kept:
    """The connections of one run to its registries; the last one used is used next, so that the others may fall away."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._lines: dict[_Origin, _Line] = {}

    @property
    def idle(self) -> tuple[SocketStream, ...]:
        """What waits for a question now."""
        return tuple(stream for line in self._lines.values() for stream in line.idle)

    async def take(self, page: WebAddress, deadline: Deadline) -> tuple[SocketStream, bool]:
        """(a connection to the host of the page, whether it is new); its peer may have closed one that is not new. Raises NetError."""
        line = self._lines.setdefault(_origin(page), _Line())
        while True:
            while line.idle:
                stream = line.idle.pop()
                if stream.idle:
                    return stream, False
                stream.close()
            if line.opening < _OPENING:
                return await self._open(line, page, deadline), True
            if (handed := await self._wait(line)) is not None:
                return handed, False

    def give(self, page: WebAddress, stream: SocketStream) -> None:
        """A connection on which another question may be asked."""
        line = self._lines.setdefault(_origin(page), _Line())
        if line.hand_on(stream):
            return
        if len(line.idle) >= _IDLE_EACH:
            stream.close()
            return
        if len(self.idle) >= _IDLE_ALL:
            next(other for other in self._lines.values() if other.idle).idle.pop(0).close()
        line.idle.append(stream)

    def close(self) -> None:
        for line in self._lines.values():
            while line.idle:
                line.idle.pop().close()

    async def _open(self, line: _Line, page: WebAddress, deadline: Deadline) -> SocketStream:
        line.opening += 1
        try:
            return await self._connect(page, deadline)
        except (Unreachable, Blocked) as exc:  # what one was told at the door holds for all who stand there
            for turn in line.waiting:
                if not turn.done():
                    turn.set_exception(exc)
            line.waiting.clear()
            raise
        finally:
            line.opening -= 1
            line.hand_on(None)

    async def _wait(self, line: _Line) -> SocketStream | None:
        turn: asyncio.Future[SocketStream | None] = asyncio.get_running_loop().create_future()
        line.waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:  # handed to us in the same moment
                stream = turn.result()
                if not line.hand_on(stream) and stream is not None:
                    line.idle.append(stream)
            raise


def _origin(page: WebAddress) -> _Origin:
    return page.scheme, page.host, page.port
