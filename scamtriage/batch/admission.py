"""How many lines are worked on at once: as many as this machine keeps up with, and at most as many as the user allows.

A line that is begun has its deadlines. Where hundreds wait for the processor, their answers are there and nobody reads them in time: every
row would be incomplete, and the registries would be blamed. So a batch begins with some lines and takes more while the loop is on time.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TypeVar

from scamtriage.net.clock import BEAT_S, RunClock

FIRST, LEAST = 64, 32
"""Lines at the beginning, and however late the loop is. Thirty-two that wait for the network keep a slow processor busy."""
UNPROVED = 4
"""Lines more a beat although nothing is known of the others. What a line costs is known when it ends: its page arrives after a second of
round trips, and a loop that only waits is on time. More are begun for those that ended or waited, at most a tenth a beat."""
WAITED_BEATS = 80
"""After so long a line on a loop that is on time waits for what does not answer, and costs nothing until it ends; dead hosts are begun
nearly as fast as others. A page is five round trips away, six seconds on a slow link: after three, nothing is known of it yet."""
CALM_S, BUSY_S = 0.05, 0.15
"""Lateness of a beat below which more lines are begun, and beyond which fewer."""

T = TypeVar("T")


class Admission:
    """The places of the lines in flight."""

    def __init__(self, most: int, clock: RunClock) -> None:
        self._most = most
        self._clock = clock
        self._allowed = min(most, FIRST)
        self._seen = clock.beats
        self._inside = 0
        self._begun = self._ended = 0
        self._begun_by: deque[int] = deque(maxlen=WAITED_BEATS + 1)
        """How many were begun by each of the last beats at which somebody wanted a place."""
        self._proved = 0
        """How many had ended, or waited for so long, when it was last looked how late the loop is."""
        self._wanted = False
        """Whether somebody had to wait since the number was last changed."""
        self._door = asyncio.Lock()
        self._freed = asyncio.Event()

    @property
    def allowed(self) -> int:
        """How many lines may be in flight now."""
        return self._allowed

    @contextlib.asynccontextmanager
    async def place(self, take: Callable[[], Awaitable[T]]) -> AsyncIterator[T]:
        """Wait for a place, then for a line, which `take` returns; hold the place inside the block.

        One task waits for a line, the others behind it: a place taken before the line is there would count as a line that waits for the
        network, and after a silence of the list all that may be in flight would be begun at once.
        """
        async with self._door:
            while self._inside >= self._places():
                self._wanted = True
                self._freed.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(BEAT_S):
                        await self._freed.wait()
            line = await take()
            self._inside += 1
            self._begun += 1
        try:
            yield line
        finally:
            self._inside -= 1
            self._ended += 1
            self._freed.set()

    @contextlib.contextmanager
    def without(self) -> Iterator[None]:
        """Leave the place to another line inside the block."""
        self._inside -= 1
        self._freed.set()
        try:
            yield
        finally:
            self._inside += 1

    def _places(self) -> int:
        """Return how many lines may be in flight, once a beat more or fewer than before."""
        if self._clock.beats != self._seen:
            self._seen = self._clock.beats
            self._begun_by.append(self._begun)
            waited = self._begun_by[0] if len(self._begun_by) > WAITED_BEATS else 0
            proved = max(self._ended, waited)
            if self._clock.late_s > BUSY_S:
                self._allowed = max(min(self._most, LEAST), self._allowed * 9 // 10)
            elif self._clock.late_s < CALM_S and self._wanted:
                self._allowed = min(self._most, self._allowed + min(self._allowed // 10 + 1, proved - self._proved + UNPROVED))
                self._wanted = False
            self._proved = proved
        return self._allowed
