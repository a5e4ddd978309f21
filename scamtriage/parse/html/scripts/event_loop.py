"""What the scripts of a page leave for later, in the order in which a browser runs it, and what has run."""

from collections.abc import Iterator
from heapq import heappop, heappush

from scamtriage.parse.html.scripts.scopes import Code, Function
from scamtriage.parse.html.scripts.timers import LONGEST_WAIT_MS


class Turns:
    """The turns of one walk; nothing is waited for longer than LONGEST_WAIT_MS."""

    def __init__(self, fresh: Iterator[int]) -> None:
        """`fresh` gives growing numbers: of two that are due at once the first that was set runs first."""
        self.now = 0.0
        self._fresh = fresh
        self._later: list[tuple[float, int, Function | Code]] = []
        self._ran: set[Function | str] = set()

    def reaches(self, delay_ms: float) -> bool:
        """Whether so long is waited from now."""
        return self.now + delay_ms <= LONGEST_WAIT_MS

    def wait(self, delay_ms: float, what: Function | Code) -> None:
        """Run it then."""
        if self.reaches(delay_ms):
            heappush(self._later, (self.now + delay_ms, next(self._fresh), what))

    def next(self) -> Function | Code | None:
        """What runs next, at the time that is now; None where nothing is left."""
        if not self._later:
            return None
        self.now, _, what = heappop(self._later)
        return what

    def has_run(self, made: Function) -> bool:
        """Whether it did."""
        return made in self._ran

    def is_first(self, what: Function | str) -> bool:
        """Whether it never ran; from now on it has."""
        if what in self._ran:
            return False
        self._ran.add(what)
        return True
