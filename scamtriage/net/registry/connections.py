"""Pool of connections to registries, and the questions that wait for one."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Blocked, Queued, TimedOut, Unreachable
from scamtriage.net.stream import SocketStream
from scamtriage.net.tasks import wake
from scamtriage.net.url import WebAddress

_OPEN_EACH, _IDLE_ALL = 32, 64
"""Limits: connections to one registry; idle connections to all registries."""
_OPENING = 4
"""Limit of connections to one registry being opened; also of those opened before questions wait for a returned one.

A verified handshake costs far more than a question on an open connection, so many questions share the first few.
"""
_PATIENCE_S = 0.05
"""How long a question waits for a returned connection before it opens another, which pays off if answers are slow."""

Connect = Callable[[WebAddress, Deadline], Awaitable[SocketStream]]
_Origin = tuple[str, str, int]


class _Line:
    """One registry: its open and idle connections, and the tasks that wait."""

    __slots__ = ("idle", "open", "opening", "waiting")

    def __init__(self) -> None:
        self.idle: list[SocketStream] = []
        self.open = 0
        """Includes those being opened."""
        self.opening = 0
        self.waiting: deque[asyncio.Future[SocketStream | None]] = deque()

    def hand_on(self, stream: SocketStream | None) -> bool:
        """Give the first waiter a connection, or None as the permission to open one. Return False if no task waits."""
        while self.waiting:
            turn = self.waiting.popleft()
            if not turn.done():
                turn.set_result(stream)
                return True
        return False


class ConnectionPool:
    """The connections of one run to its registries. The last one used is reused first, so that the others can be closed."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._lines: dict[_Origin, _Line] = {}

    @property
    def idle(self) -> tuple[SocketStream, ...]:
        """The connections that are idle now."""
        return tuple(stream for line in self._lines.values() for stream in line.idle)

    def ready(self, page: WebAddress) -> SocketStream | None:
        """Return an idle connection to the host of the page, or None; its peer may be closing it."""
        line = self._lines.get(_origin(page))
        while line is not None and line.idle:
            stream = line.idle.pop()
            if stream.idle:
                return stream
            self._close(line, stream)
        return None

    async def turn(self, page: WebAddress, deadline: Deadline, seconds: float) -> SocketStream | None:
        """Wait for a connection to the host of the page; None: one may be opened (`fresh`). Its peer may have closed what is returned.

        Raises Queued if others use all connections for that long.
        """
        line = self._lines.setdefault(_origin(page), _Line())
        patient = True
        try:
            with deadline.part(seconds) as part:
                while True:
                    if (stream := self.ready(page)) is not None:
                        return stream
                    if line.opening < _OPENING and line.open < (_OPENING if patient else _OPEN_EACH):
                        return None
                    async with part.limit():
                        handed = await self._wait(line)
                    if handed is not None:
                        return handed
                    patient = False
        except TimedOut:
            raise Queued(f"no connection to {page.host} came free within {seconds:.2g} s") from None

    async def fresh(self, page: WebAddress, deadline: Deadline) -> SocketStream:
        """Open a new connection. Raises NetError."""
        return await self._open(self._lines.setdefault(_origin(page), _Line()), page, deadline)

    def release(self, page: WebAddress, stream: SocketStream) -> None:
        """Put a reusable connection back into the pool, or pass it to the first waiter."""
        line = self._lines.setdefault(_origin(page), _Line())
        if line.hand_on(stream):
            return
        if len(self.idle) >= _IDLE_ALL:
            other = next(other for other in self._lines.values() if other.idle)
            self._close(other, other.idle.pop(0))
        line.idle.append(stream)

    def discard(self, page: WebAddress, stream: SocketStream) -> None:
        """Close a connection that can't be reused; the first waiter may open another."""
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
            # the failure holds for every task that waits
            for turn in line.waiting:
                if not turn.done():
                    turn.set_exception(exc)
            line.waiting.clear()
            raise
        finally:
            line.opening -= 1
            line.hand_on(None)

    async def _wait(self, line: _Line) -> SocketStream | None:
        """Wait for a returned connection; None if one may be opened or the wait took too long."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[SocketStream | None] = loop.create_future()
        line.waiting.append(turn)
        patience = loop.call_later(_PATIENCE_S, wake, turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:  # handed to us at the moment of the cancellation
                stream = turn.result()
                if not line.hand_on(stream) and stream is not None:
                    line.idle.append(stream)
            raise
        finally:
            patience.cancel()


def _origin(page: WebAddress) -> _Origin:
    return page.scheme, page.host, page.port
