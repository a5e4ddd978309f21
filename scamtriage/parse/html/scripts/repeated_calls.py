"""Calls of functions that have run already: what is done instead of going through them once more, and what that may cost."""

from collections.abc import Hashable, Sequence

from scamtriage.parse.html.scripts.environment import Environment
from scamtriage.parse.html.scripts.navigation import Navigation
from scamtriage.parse.html.scripts.scopes import Function
from scamtriage.parse.html.scripts.task_queue import TaskQueue
from scamtriage.parse.html.scripts.value_types import TIMERS, Timer, Value

_MAX_AGAIN = 40_000
"""Pieces of functions that run again."""
_LOOKS = 10
"""Pieces that are looked at for what a call would have written count for one that runs."""


class RepeatedCalls:
    """Of the scripts of one page. `key`: a function with what it is given."""

    def __init__(self, environment: Environment, navigation: Navigation, tasks: TaskQueue) -> None:
        self._environment, self._navigation, self._tasks = environment, navigation, tasks
        self.cut = False
        """Pieces were left out for their number."""
        self._left = _MAX_AGAIN
        self._passed: set[Function] = set()
        """Functions of which a call was not walked,"""
        self._doubted: set[Function] = set()
        """with something else than what it was given before."""
        self._led: dict[Hashable, tuple[str | None]] = {}
        """Where a call led, by the function, and by what it was given too."""

    def led(self, made: Function, key: Hashable, target: str | None) -> None:
        """Note where a call that was walked led."""
        self._led[made] = self._led[key] = (target,)

    def alike(self, made: Function, key: Hashable) -> None:
        """A call with what it was given before: it leads to where that one led, and is not walked."""
        self._pass(made)
        self._lead(key)

    def otherwise(self, made: Function, key: Hashable, values: Sequence[Value]) -> None:
        """A call with something else, of a function that may leave something behind: it is not walked, and what it sets is in doubt."""
        if made in self._led:
            self._led[key] = (None,)
        self._pass(made)
        if not values or self._differs(made, values):
            self._lead(key)

    def may_walk(self, made: Function) -> bool:
        """Whether a function that leaves nothing behind may run once more; what it set of its own is forgotten then."""
        if not self._pay(made.stop - made.parameters[0]):
            return False
        self._environment.forget(made.code.own(made))
        return True

    def _pass(self, made: Function) -> None:
        if made not in self._passed:
            self._passed.add(made)
            self._tasks.keep(Timer(made.code, at + 1) for at in range(made.start, made.stop) if made.code.pieces.texts[at] in TIMERS)

    def _differs(self, made: Function, values: Sequence[Value]) -> bool:
        """Note what may be otherwise for this call; False where that is not paid for."""
        if not self._pay(made.parameters[1] - made.parameters[0]):
            return False
        for name, value in zip(made.names(), values, strict=False):
            if name is not None:
                self._environment.differ(name, value)
        if made not in self._doubted and self._pay((made.stop - made.start) // _LOOKS):
            self._doubted.add(made)
            self._environment.doubt(made.code.sets(made))
        return True

    def _lead(self, key: Hashable) -> None:
        for target in self._led.get(key, ()):
            self._navigation.lead(target)

    def _pay(self, pieces: int) -> bool:
        self._left -= pieces
        self.cut = self.cut or self._left < 0
        return self._left >= 0
