"""When a script does what it leaves for later: after a time that is written, each time it passes, or once a count has run down."""

from math import inf

from scamtriage.parse.html.scripts.conditions import counted_down
from scamtriage.parse.html.scripts.scopes import GLOBAL, Code, Function, Name, Names
from scamtriage.parse.html.scripts.things import Value
from scamtriage.parse.html.scripts.values import Values

LONGEST_WAIT_MS = 30_000
SOON = frozenset(("requestAnimationFrame", "queueMicrotask", "setImmediate", "requestIdleCallback"))
EVENTS = (
    *("load", "DOMContentLoaded", "pageshow"),
    *("pointermove", "mousemove", "mouseover", "mouseenter", "pointerover", "pointerenter", "pointerdown", "touchstart", "touchmove"),
    *("scroll", "wheel", "mousewheel", "DOMMouseScroll"),
)
"""What a page has to itself, and what no visitor can help doing on it. Of values that may be lists it can be asked whether they are one."""
HANDLERS = frozenset(path for event in EVENTS for path in ((f"on{event}",), ("body", f"on{event}")))
Ranges = list[tuple[int, int]]


class Timers:
    """What is known of the times and counts of the scripts of a page."""

    def __init__(self, names: Names, values: Values) -> None:
        self._names = names
        self._values = values
        self._counts: dict[Name, float] = {}
        """The first number of each name that is given one and is changed by one step somewhere."""

    def put(self, name: Name, value: Value) -> None:
        """A name is given its value."""
        if self._names.written[name] in (2, 3) and isinstance(value, float):  # one for the first value, one or two for a step
            self._counts.setdefault(name, value)

    def delay(self, code: Code, given: Ranges) -> float:
        """Milliseconds of a timer. What can't be read is long: pages that end a session say how long it lasts in many ways."""
        if len(given) < 2:
            return 0.0
        value = self._values.of(code, *given[1])
        try:
            return max(0.0, float(value)) if isinstance(value, str | float) else inf
        except ValueError:
            return inf

    def at_last(self, made: Function) -> tuple[int, Function] | None:
        """(how often a function that counts has to run, what it does then)."""
        down = counted_down(made.code, made, self._counts.get)
        if down is None:
            return None
        ticks, (start, stop) = down
        return ticks, Function(made.code, (start, start), start, stop, stop)

    def sets_itself(self, made: Function) -> float | None:
        """Milliseconds after which a function has itself run again; None where it does not."""
        code = made.code
        for at in range(made.start, made.stop):
            if code.pieces.texts[at] == "setTimeout" and code.pieces.texts[at + 1] == "(":
                given = code.pieces.parts(at + 2, code.pieces.partner[at + 1])
                value = self._values.of(code, *given[0])
                if isinstance(value, str):
                    value = self._names.functions.get((GLOBAL, value.strip().removesuffix(";").removesuffix("()")))
                return self.delay(code, given) if value is made else None
        return None
