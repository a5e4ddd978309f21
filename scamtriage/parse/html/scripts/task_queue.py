"""What the scripts of a page leave for later, in the order in which a browser runs it, and what has run."""

from collections.abc import Hashable, Iterable, Iterator
from heapq import heappop, heappush

from scamtriage.parse.html.scripts.scopes import Function, Script

LONGEST_WAIT_MS = 30_000


class TaskQueue:
    """The tasks of one page; nothing is waited for longer than LONGEST_WAIT_MS."""

    def __init__(self, fresh: Iterator[int]) -> None:
        """`fresh` gives growing numbers: of two that are due at once the first that was set runs first."""
        self.now = 0.0
        self._fresh = fresh
        self._later: list[tuple[float, int, Function | Script]] = []
        self._timers: dict[Hashable, int] = {}
        self._cancelled: set[int] = set()
        self._kept: set[Hashable] = set()
        self._ran: set[Hashable] = set()

    def reaches(self, delay_ms: float) -> bool:
        """Whether so long is waited from now."""
        return self.now + delay_ms <= LONGEST_WAIT_MS

    def put(self, delay_ms: float, task: Function | Script, timer: Hashable = None) -> None:
        """Run it then. `timer`: what cancels it."""
        if self.reaches(delay_ms):
            self._timers[timer] = number = next(self._fresh)
            heappush(self._later, (self.now + delay_ms, number, task))

    def start(self, timer: Hashable) -> None:
        """A timer is set anew."""
        self._timers.pop(timer, None)

    def cancel(self, timer: Hashable) -> None:
        """What was set last under it does not run."""
        if timer not in self._kept:
            self._cancelled.add(self._timers.get(timer, 0))

    def keep(self, timers: Iterable[Hashable]) -> None:
        """Of timers that are set once more nobody knows which is taken back."""
        for timer in timers:
            self._kept.add(timer)
            self._cancelled.discard(self._timers.get(timer, 0))

    def next(self) -> Function | Script | None:
        """What runs next, at the time that is now; None where nothing is left."""
        while self._later:
            self.now, number, task = heappop(self._later)
            if number not in self._cancelled:
                return task
        return None

    def has_run(self, task: Hashable) -> bool:
        return task in self._ran

    def is_first(self, task: Hashable) -> bool:
        """Whether it never ran; from now on it has."""
        if task in self._ran:
            return False
        self._ran.add(task)
        return True
