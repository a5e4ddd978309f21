"""One clock for a run and a deadline for each collector.

A deadline pauses while we wait for our own limits, and stretches on a busy machine.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, cast

from scamtriage.net.errors import TimedOut

BEAT_S = 0.1
"""Interval at which it is looked how late the loop is."""
_PATIENCE_S = 0.02
"""A beat that is late by this much is ordinary; only more counts as lag."""

STALL_S = 5.0
"""A beat that is late by more finds time limits run out that cannot stretch so far, and peers that have given us up."""

LATE_S = 2 * BEAT_S
"""A deadline is looked at every beat: what it ends later than this was held up by this machine."""

_NOTED = 0.1
"""Share of a time limit that this machine must have been late before the evidence says so. Lag is given back, so that little of it costs
nothing; the program's own start takes a twentieth of a limit on an idle machine, and whoever reads "busy machine" asks again in vain."""


def weighs(lag_s: float, limit_s: float) -> bool:
    """Whether this machine was so late within a limit that what the limit ended may be our fault: as late as a tenth of it, and by
    no less than LATE_S."""
    return lag_s >= max(LATE_S, _NOTED * limit_s)


CURRENT: ContextVar["Deadline | None"] = ContextVar("deadline", default=None)
"""The deadline of the innermost `limit`, for code called by libraries that do not pass it on (the httpcore backends)."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class RunClock:
    """Wall time for evidence, monotonic time for durations, and how late this event loop has been running."""

    def __init__(self, now: Callable[[], datetime] = _utc_now) -> None:
        self.now = now
        self.lag_s = 0.0
        """Total lateness of this loop so far; it only grows."""
        self.late_s = 0.0
        """How late the last beat was."""
        self.beats = 0
        self.stalls = 0
        """How often this loop stood still for longer than STALL_S: nobody read our rows, or the process was suspended."""
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start measuring lag; needs a running loop."""
        if self._timer is None:
            self._schedule()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _schedule(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(BEAT_S, self._beat, time.monotonic() + BEAT_S)

    def _beat(self, due: float) -> None:
        late = time.monotonic() - due - _PATIENCE_S
        self.beats += 1
        self.late_s = max(0.0, late)
        self.lag_s += self.late_s
        self.stalls += late > STALL_S
        self._schedule()


class Deadline:
    """The time that one collector may take for one target.

    Waiting for our own rate limits does not count. The measured lag of the event loop extends it, at most to twice the budget. `reserve_s`
    of the budget is not available to the network; it is for processing what has arrived.
    """

    def __init__(self, run: RunClock, budget_s: float, *, reserve_s: float = 0.0) -> None:
        self.run = run
        self.budget_s = budget_s
        self.reserve_s = reserve_s
        self.stretched = False
        """Whether the budget, or that of a step, was used up and was extended by lag of this machine that weighs."""
        self._started = time.monotonic()
        self._lag_at_start = run.lag_s
        self._paused_s = 0.0
        self._paused_since = 0.0
        self._pauses = 0
        self._followers: list[Deadline] = []
        self._ordered = 0
        """Number of active `paused` blocks of this deadline; each pauses its followers too."""

    def elapsed(self) -> float:
        """Seconds of active time, without pauses."""
        now = self._paused_since if self._pauses else time.monotonic()
        return now - self._started - self._paused_s

    def left(self) -> float:
        """Seconds left for the network; at 0 or less, time is up."""
        return self._left(self.budget_s - self.reserve_s)

    def close(self) -> None:
        """Note what was held up beyond the budget: the loop was blocked after the last look at it, or for longer than any stretch."""
        beyond_s = self.elapsed() - self.budget_s
        self.stretched |= beyond_s > 0 and weighs(max(beyond_s, self.run.lag_s - self._lag_at_start), self.budget_s)

    @property
    def pausing(self) -> bool:
        """Whether it is paused now."""
        return self._pauses > 0

    def paused(self) -> "_Pause":
        """Return a context manager whose time does not count. May be nested and may overlap between tasks."""
        return _Pause(self)

    def lead(self, follower: "Deadline") -> None:
        """Pause `follower` whenever this deadline is paused: it waits for work that is done under this one."""
        self._followers.append(follower)
        for _ in range(self._ordered):
            follower._stop()

    def release(self, follower: "Deadline") -> None:
        self._followers.remove(follower)
        for _ in range(self._ordered):
            follower._resume()

    @contextlib.contextmanager
    def part(self, seconds: float) -> "Iterator[Deadline]":
        """Yield a deadline for one step: `seconds`, at most what is left. It pauses and stretches as this one does."""
        part = Deadline(self.run, max(0.0, min(seconds, self.left())))
        self.lead(part)
        try:
            yield part
        finally:
            self.release(part)
            self.stretched |= part.stretched

    def limit(self, seconds: float | None = None) -> "TimeLimit":
        """Limit an `async with` block to `seconds` of active time, and to what is left. Raises TimedOut."""
        if seconds is None:
            return TimeLimit(self, self.left, named=True)
        allowed, started, lag_at_start = seconds, self.elapsed(), self.run.lag_s

        def left() -> float:
            whole = self.left()
            if whole <= 0:
                return whole
            own = allowed - (self.elapsed() - started)
            if own <= 0:
                lag_s = self.run.lag_s - lag_at_start
                own += min(allowed, lag_s)
                self.stretched |= own > 0 and weighs(lag_s, allowed)
            return min(whole, own)

        return TimeLimit(self, left, named=True)

    def whole(self) -> "TimeLimit":
        """Limit an `async with` block to the whole budget, including the reserve. Raises TimedOut."""
        return TimeLimit(self, lambda: self._left(self.budget_s), named=False)

    def _stop(self) -> None:
        if self._pauses == 0:
            self._paused_since = time.monotonic()
        self._pauses += 1

    def _resume(self) -> None:
        self._pauses -= 1
        if self._pauses == 0:
            self._paused_s += time.monotonic() - self._paused_since

    def _left(self, budget_s: float) -> float:
        now = self._paused_since if self._pauses else time.monotonic()
        left = budget_s - (now - self._started - self._paused_s)
        if left > 0:
            return left
        lag_s = self.run.lag_s - self._lag_at_start
        extended = left + min(budget_s, lag_s)
        self.stretched |= extended > 0 and weighs(lag_s, budget_s)
        return extended


class _Pause:
    """Context manager that pauses a deadline and its followers.

    A class, not a generator, for speed: one is entered for every turn at a registry.
    """

    __slots__ = ("_leader",)

    def __init__(self, leader: Deadline) -> None:
        self._leader = leader

    def __enter__(self) -> None:
        leader = self._leader
        leader._ordered += 1
        for deadline in (leader, *leader._followers):
            deadline._stop()

    def __exit__(self, *_: object) -> None:
        leader = self._leader
        leader._ordered -= 1
        for deadline in (leader, *leader._followers):
            deadline._resume()


class TimeLimit:
    """Async context manager that ends its block when `left()` reaches 0.

    A class of its own, neither a generator nor `asyncio.timeout`, for speed: one is entered for every question.
    """

    __slots__ = ("_began", "_cancelling", "_deadline", "_handle", "_left", "_loop", "_named", "_over", "_task", "_token")

    def __init__(self, deadline: Deadline, left: Callable[[], float], *, named: bool) -> None:
        """`named`: code inside the block finds the deadline in CURRENT."""
        self._deadline = deadline
        self._left = left
        self._named = named
        self._over = False

    async def __aenter__(self) -> None:
        loop = self._loop = asyncio.get_running_loop()
        self._task = cast("asyncio.Task[Any]", asyncio.current_task(loop))
        self._cancelling = self._task.cancelling()
        self._began = self._deadline.elapsed()
        if self._named:
            self._token = CURRENT.set(self._deadline)
        self._handle = loop.call_later(max(self._left(), 0.0), self._look)

    async def __aexit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        self._handle.cancel()
        if self._named:
            CURRENT.reset(self._token)
        # as asyncio.Timeout does: a cancellation by somebody else goes on
        if self._over and self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise TimedOut(f"no answer within {self._deadline.elapsed() - self._began:.2g} s") from None

    def _look(self) -> None:
        remaining = self._left()
        if remaining > 0 or self._deadline.pausing:
            self._handle = self._loop.call_later(max(remaining, BEAT_S), self._look)
        else:
            self._over = True
            self._task.cancel()
