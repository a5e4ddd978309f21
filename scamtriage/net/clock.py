"""One clock for a run and a deadline for each collector: it stands still while we wait for ourselves, and stretches on a busy machine."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime

from scamtriage.net.errors import TimedOut

_BEAT_S = 0.1
_PATIENCE_S = 0.02
"""A beat that comes this much late is ordinary; what goes beyond is counted as lag."""

CURRENT: ContextVar["Deadline | None"] = ContextVar("deadline", default=None)
"""The deadline of the innermost `limit`, for code below libraries that do not carry it (the httpcore backends)."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class RunClock:
    """Wall time for evidence, monotonic time for durations, and how late this event loop has been running."""

    def __init__(self, now: Callable[[], datetime] = _utc_now) -> None:
        self.now = now
        self.lag_s = 0.0
        """All lateness of this loop so far; it only grows."""
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to measure lag; needs a running loop."""
        if self._timer is None:
            self._schedule()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _schedule(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(_BEAT_S, self._beat, time.monotonic() + _BEAT_S)

    def _beat(self, due: float) -> None:
        self.lag_s += max(0.0, time.monotonic() - due - _PATIENCE_S)
        self._schedule()


class Deadline:
    """The time that one collector may take for one target.

    Waiting for our own pace does not count, and the measured lag of the event loop is given back, to at most twice the
    budget. `reserve_s` of the budget is kept from the wire, for reading what has arrived.
    """

    def __init__(self, run: RunClock, budget_s: float, *, reserve_s: float = 0.0) -> None:
        self.run = run
        self.budget_s = budget_s
        self.reserve_s = reserve_s
        self.stretched = False
        """The budget was used up and the lag of this machine was given back."""
        self.followers: list[Deadline] = []
        """Deadlines that stand still with this one, because they wait for work that is done in its time."""
        self._started = time.monotonic()
        self._lag_at_start = run.lag_s
        self._paused_s = 0.0
        self._paused_since = 0.0
        self._pauses = 0

    def elapsed(self) -> float:
        """Seconds of active time."""
        now = self._paused_since if self._pauses else time.monotonic()
        return now - self._started - self._paused_s

    def left(self) -> float:
        """Seconds that are left for the wire; 0 or less: time is up."""
        return self._left(self.budget_s - self.reserve_s)

    def check(self) -> None:
        """Raises TimedOut when time is up."""
        if self.left() <= 0:
            raise TimedOut(f"no answer within {self.budget_s:g} s")

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Time in here is our own doing and does not count. May be nested and may overlap between tasks."""
        stopped = (self, *self.followers)
        for deadline in stopped:
            deadline._stop()
        try:
            yield
        finally:
            for deadline in stopped:
                deadline._resume()

    @contextlib.asynccontextmanager
    async def limit(self, seconds: float | None = None) -> AsyncIterator[None]:
        """Cut what runs inside after `seconds` of active time or when the time for the wire is up. Raises TimedOut."""
        started, lag_at_start = self.elapsed(), self.run.lag_s

        def left() -> float:
            whole = self.left()
            if seconds is None or whole <= 0:
                return whole
            own = seconds - (self.elapsed() - started)
            return min(whole, own if own > 0 else own + min(seconds, self.run.lag_s - lag_at_start))

        token = CURRENT.set(self)
        try:
            async with self._cut(left):
                yield
        finally:
            CURRENT.reset(token)

    @contextlib.asynccontextmanager
    async def whole(self) -> AsyncIterator[None]:
        """Cut what runs inside when all of the budget, reserve included, is used up. Raises TimedOut."""
        async with self._cut(lambda: self._left(self.budget_s)):
            yield

    def _stop(self) -> None:
        if self._pauses == 0:
            self._paused_since = time.monotonic()
        self._pauses += 1

    def _resume(self) -> None:
        self._pauses -= 1
        if self._pauses == 0:
            self._paused_s += time.monotonic() - self._paused_since

    def _left(self, budget_s: float) -> float:
        left = budget_s - self.elapsed()
        if left > 0:
            return left
        extended = left + min(budget_s, self.run.lag_s - self._lag_at_start)
        if extended > 0:
            self.stretched = True
        return extended

    @contextlib.asynccontextmanager
    async def _cut(self, left: Callable[[], float]) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        began = self.elapsed()
        timeout = asyncio.timeout(None)
        handle: asyncio.TimerHandle | None = None

        def look() -> None:
            nonlocal handle
            remaining = left()
            if remaining > 0 or self._pauses:
                handle = loop.call_later(max(remaining, _BEAT_S), look)
            else:
                timeout.reschedule(loop.time())

        try:
            async with timeout:
                try:
                    handle = loop.call_later(max(left(), 0.0), look)
                    yield
                finally:
                    if handle is not None:
                        handle.cancel()
        except TimeoutError:
            if not timeout.expired():
                raise
            raise TimedOut(f"no answer within {self.elapsed() - began:.3g} s") from None
