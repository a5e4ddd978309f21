"""What the calls of a script do to its page: they lead on, write, run texts, or leave something for later."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scamtriage.parse.html.scripts.scopes import Code, Function
from scamtriage.parse.html.scripts.sinks import SINK_METHODS, script_in
from scamtriage.parse.html.scripts.timers import counted_down, delay_of
from scamtriage.parse.html.scripts.value_types import WINDOW, Timer, Value, part_of

if TYPE_CHECKING:
    from scamtriage.parse.html.scripts.interpreter import Interpreter

_HERE = ("_self", "_top", "_parent")
_BINDS = frozenset(("on", "one", "bind"))
"""Methods of jQuery that take the name of an event, and what is done then."""
EVENTS = (
    *("load", "DOMContentLoaded", "pageshow"),
    *("pointermove", "mousemove", "mouseover", "mouseenter", "pointerover", "pointerenter", "pointerdown", "touchstart", "touchmove"),
    *("scroll", "wheel", "mousewheel", "DOMMouseScroll"),
)
"""What a page has to itself, and what no visitor can help doing on it. Of values that may be lists it can be asked whether they are one."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is reached for certain: the path of what is called, and where its brackets open."""

    page: "Interpreter"
    code: Code
    path: tuple[str, ...]
    opened: int
    depth: int
    given: list[tuple[int, int]]

    def value(self, number: int) -> Value:
        """Of the argument at this place."""
        return self.page.values.of(self.code, *self.given[number])

    def go(self, number: int, part: str = "href") -> None:
        """To the address that stands at this place."""
        self.page.navigation.set(self.code, *self.given[number], part)

    def later(self, number: int = 0, *, delay_ms: float = 0.0, timer: Timer | None = None) -> None:
        """What stands at this place."""
        self.page.later(delay_ms, self.code, self.given[number], self.depth, timer=timer)

    def chained(self) -> "Call":
        """The call of a method of what this one gives, `$(…).ready(…)`; of no path where there is none."""
        pieces, close = self.code.pieces, self.code.pieces.partner[self.opened]
        if pieces.texts[close + 1] != "." or pieces.texts[close + 3] != "(":
            return Call(self.page, self.code, ("",), close, self.depth, [])
        return Call(self.page, self.code, (pieces.texts[close + 2],), close + 3, self.depth, pieces.arguments(close + 3))


def perform(call: Call) -> None:
    """What a call does, as far as it matters here."""
    page, path = call.page, call.path
    if path in _EFFECTS:
        _EFFECTS[path](call)
    elif path[-1] in SINK_METHODS and len(path) > 1:
        page.sinks.call(call.code, call.given)
    elif path[-1] in ("write", "writeln"):
        page.sinks.write(call.code, call.given)
        for number in range(len(call.given)):
            page.run_text(script_in(call.value(number)), call.depth)
    elif len(path) == 1:
        _own(call)


def _own(call: Call) -> None:
    made = call.page.values.environment.value(call.code.name(call.opened - 1))
    if isinstance(made, Function):
        call.page.call(made, call.code, call.given, call.depth + 1)


def _timeout(call: Call) -> None:
    page, made = call.page, call.value(0)
    if isinstance(made, Function):
        page.bind(made, call.code, call.given[2:], later=True)
    call.later(delay_ms=delay_of(page.values, call.code, call.given), timer=Timer(call.code, call.opened))


def _interval(call: Call) -> None:
    page, made, timer = call.page, call.value(0), Timer(call.code, call.opened)
    delay_ms = delay_of(page.values, call.code, call.given)
    if isinstance(made, Function) and (last := counted_down(made, page.values.environment)) is not None:
        page.tasks.put(delay_ms * last[0], last[1], timer)
    else:
        call.later(delay_ms=delay_ms, timer=timer)


def _open(call: Call) -> None:
    if len(call.given) > 1 and call.value(1) in _HERE:
        call.go(0)
    else:
        _own(call)


def _listen(call: Call) -> None:
    if len(call.given) > 1 and not call.page.loaded and call.value(0) in EVENTS:
        call.later(1)


def _promise(call: Call) -> None:
    if (then := call.chained()).path == ("then",):
        then.later()


def _text(call: Call) -> None:
    """A text that is run as a script: by `eval` at once, by `Function` where its function is called on the spot."""
    close = call.code.pieces.partner[call.opened]
    if call.path == ("eval",) or call.code.pieces.texts[close + 1] == "(":
        call.page.run_text(call.value(-1), call.depth)


def _jquery(call: Call) -> None:
    owner, method = call.value(0), call.chained()
    name = method.path[0]
    if name in ("attr", "prop") and len(method.given) > 1 and (part := part_of(owner, method.value(0))):
        method.go(1, part)
    elif owner is WINDOW and (name in EVENTS or name in _BINDS):
        events = method.value(0) if name in _BINDS else name
        few = len(method.given) == 1 + (name in _BINDS)  # with more, it waits for an element, or fetches an address
        if few and not call.page.loaded and isinstance(events, str) and not {*EVENTS, "ready"}.isdisjoint(events.split()):
            method.later(-1)
    else:
        (method if name == "ready" else call).later()


_EFFECTS: dict[tuple[str, ...], Callable[[Call], None]] = {
    ("location", "replace"): lambda call: call.go(0),
    ("location", "assign"): lambda call: call.go(0),
    ("navigation", "navigate"): lambda call: call.go(0),
    **dict.fromkeys((("location", method, by) for method in ("replace", "assign") for by in ("call", "apply")), lambda call: call.go(-1)),
    ("open",): _open,
    ("setTimeout",): _timeout,
    ("setInterval",): _interval,
    ("Promise", "resolve"): _promise,
    ("requestAnimationFrame",): Call.later,
    ("queueMicrotask",): Call.later,
    ("setImmediate",): Call.later,
    ("requestIdleCallback",): Call.later,
    ("addEventListener",): _listen,
    ("body", "addEventListener"): _listen,
    ("$",): _jquery,
    ("jQuery",): _jquery,
    ("eval",): _text,
    ("Function",): _text,
}
