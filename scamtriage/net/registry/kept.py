"""Connections to registries that wait for the next question, and questions that wait for a connection."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from scamtriage.net.clock import Deadline
from scamtriage.net.ending import wake
from scamtriage.net.errors import Blocked, Unreachable
from scamtriage.net.stream import SocketStream
from scamtriage.net.url import WebAddress

_OPEN_EACH, _IDLE_ALL = 32, 64
"""Connections to one registry; and those, to all of them, that wait for the next question."""
_OPENING = 4
"""Connections to one registry that are being opened at a time, and that are opened without waiting for one to come back. A handshake
with its verification costs far more than a question over a connection that stands, so a crowd shares the few that come first."""
_PATIENCE_S = 0.05
"""How long a question waits for one to come back before it opens another: where answers take their time, more are worth their price."""

Connect = Callable[[WebAddress, Deadline], Awaitable[SocketStream]]
_Origin = tuple[str, str, int]


class _Line:
    """One registry: what is open, what of it is idle, how many are being opened, and who waits for either."""

    __slots__ = ("idle", "open", "opening", "waiting")

    def __init__(self) -> None:
        self.idle: list[SocketStream] = []
        self.open = 0
        """Those that are being opened included."""
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

    def ready(self, page: WebAddress) -> SocketStream | None:
        """A connection to the host of the page that waits for a question; its peer may have closed it in this moment."""
        line = self._lines.get(_origin(page))
        while line is not None and line.idle:
            stream = line.idle.pop()
            if stream.idle:
                return stream
            self._close(line, stream)
        return None

    async def take(self, page: WebAddress, deadline: Deadline) -> tuple[SocketStream, bool]:
        """(a connection to the host of the page, whether it is new); its peer may have closed one that is not new. Raises NetError."""
        line = self._lines.setdefault(_origin(page), _Line())
        patient = True
        while True:
            if (stream := self.ready(page)) is not None:
                return stream, False
            if line.opening < _OPENING and line.open < (_OPENING if patient else _OPEN_EACH):
                return await self._open(line, page, deadline), True
            if (handed := await self._wait(line)) is not None:
                return handed, False
            patient = False

    async def fresh(self, page: WebAddress, deadline: Deadline) -> SocketStream:
        """A new connection, for a question whose kept one turned out to be closed. Raises NetError."""
        return await self._open(self._lines.setdefault(_origin(page), _Line()), page, deadline)

    def give(self, page: WebAddress, stream: SocketStream) -> None:
        """A connection on which another question may be asked."""
        line = self._lines.setdefault(_origin(page), _Line())
        if line.hand_on(stream):
            return
        if len(self.idle) >= _IDLE_ALL:
            other = next(other for other in self._lines.values() if other.idle)
            self._close(other, other.idle.pop(0))
        line.idle.append(stream)

    def drop(self, page: WebAddress, stream: SocketStream) -> None:
        """A connection on which nothing more can be asked."""
        line = self._lines.setdefault(_origin(page), _Line())
        self._close(line, stream)
        line.hand_on(None)

    def close(self) -> None:
        for line in self._lines.values():
            while line.idle:
                self._close(line, line.idle.pop())

    @staticmethod
    def _close(line: _Line, stream: SocketStream) -> None:
        stream.close()
        line.open -= 1

    async def _open(self, line: _Line, page: WebAddress, deadline: Deadline) -> SocketStream:
        line.opening += 1
        line.open += 1
        try:
            return await self._connect(page, deadline)
        except BaseException as exc:
            line.open -= 1
            if not isinstance(exc, Unreachable | Blocked):
                raise
            # what one was told at the door holds for all who stand there
            for turn in line.waiting:
                if not turn.done():
                    turn.set_exception(exc)
            line.waiting.clear()
            raise
        finally:
            line.opening -= 1
            line.hand_on(None)

    async def _wait(self, line: _Line) -> SocketStream | None:
        """A connection that came back, or None when one may be opened or patience is at its end."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[SocketStream | None] = loop.create_future()
        line.waiting.append(turn)
        patience = loop.call_later(_PATIENCE_S, wake, turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:  # handed to us in the same moment
                stream = turn.result()
                if not line.hand_on(stream) and stream is not None:
                    line.idle.append(stream)
            raise
        finally:
            patience.cancel()


def _origin(page: WebAddress) -> _Origin:
    return page.scheme, page.host, page.port
