"""What the calls of a script do to its page: they lead on, write, run texts, or leave something for later."""

from dataclasses import dataclass
from typing import Protocol

from scamtriage.parse.html.scripts.evaluator import Evaluator
from scamtriage.parse.html.scripts.navigation import Navigation
from scamtriage.parse.html.scripts.pressed import FINDERS, JQUERY, PRESSING, Element, Pressable
from scamtriage.parse.html.scripts.scopes import GLOBAL, Function, Script
from scamtriage.parse.html.scripts.sinks import SINK_METHODS, Sinks, script_in
from scamtriage.parse.html.scripts.task_queue import TaskQueue
from scamtriage.parse.html.scripts.timers import counted_down, delay_of
from scamtriage.parse.html.scripts.value_types import WINDOW, Timer, Value, part_of

_HERE = ("_self", "_top", "_parent")
_SOON = frozenset(("requestAnimationFrame", "queueMicrotask", "setImmediate", "requestIdleCallback"))
_BINDS = frozenset(("on", "one", "bind"))
"""Methods of jQuery that take the name of an event, and what is done then."""
EVENTS = (
    *("load", "DOMContentLoaded", "pageshow"),
    *("pointermove", "mousemove", "mouseover", "mouseenter", "pointerover", "pointerenter", "pointerdown", "touchstart", "touchmove"),
    *("scroll", "wheel", "mousewheel", "DOMMouseScroll"),
)
"""What a page has to itself, and what no visitor can help doing on it. Of values that may be lists it can be asked whether they are one."""


class Page(Protocol):
    """The page that a call is made on: what it knows, and what can be done to it. The interpreter is one."""

    values: Evaluator
    navigation: Navigation
    sinks: Sinks
    tasks: TaskQueue
    pressed: Pressable
    loaded: bool

    def call(self, made: Function, code: Script, given: list[tuple[int, int]], depth: int) -> None: ...

    def bind(self, made: Function, values: list[Value], *, later: bool = False) -> None: ...

    def later(self, delay_ms: float, code: Script, what: tuple[int, int], depth: int, *, timer: Timer | None = None) -> None: ...

    def run_text(self, text: Value, depth: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is reached for certain: the path of what is called, and where its brackets open."""

    page: Page
    code: Script
    path: tuple[str, ...]
    opened: int
    depth: int
    given: list[tuple[int, int]]

    @property
    def bare(self) -> bool:
        """Whether nothing stands in its brackets."""
        return all(start == end for start, end in self.given)

    def value(self, number: int) -> Value:
        """The value of an argument."""
        return self.page.values.of(self.code, *self.given[number])

    def go(self, number: int, part: str = "href") -> None:
        """Set the address of the page, or a part of it, to an argument."""
        self.page.navigation.set(self.code, *self.given[number], part)

    def later(self, number: int = 0, *, delay_ms: float = 0.0, timer: Timer | None = None) -> None:
        """Leave an argument for later."""
        self.page.later(delay_ms, self.code, self.given[number], self.depth, timer=timer)

    def chained(self) -> "Call":
        """The call of a method of what this one gives, `$(…).ready(…)`, or of one of these, `$(…)[0].click()`, whose number is then the
        first part of the path; it is ("",) where there is none."""
        pieces, close = self.code.pieces, self.code.pieces.partner[self.opened]
        number = (pieces.texts[close + 2],) if pieces.texts[close + 1 : close + 4 : 2] == ["[", "]"] else ()
        at = close + 3 * len(number)
        if pieces.texts[at + 1] != "." or pieces.texts[at + 3] != "(":
            return Call(self.page, self.code, ("",), close, self.depth, [])
        return Call(self.page, self.code, (*number, pieces.texts[at + 2]), at + 3, self.depth, pieces.arguments(at + 3))


def perform(call: Call) -> None:
    """What a call does, as far as it matters here."""
    if not (_lead_on(call) or _leave_for_later(call)):
        _run_or_write(call)


def _lead_on(call: Call) -> bool:
    """Perform a call that leads to an address; False for any other."""
    page, given = call.page, call.given
    match call.path:
        case ("location", "replace" | "assign") | ("navigation", "navigate"):
            call.go(0)
        case ("location", "replace" | "assign", "call" | "apply"):
            call.go(-1)
        case ("location", "reload") | ("navigation", "reload"):
            page.navigation.lead(page.values.location.href)
        case ("history", "go") if not given or call.value(0) == 0:
            page.navigation.lead(page.values.location.href)
        case ("open",) if len(given) > 1 and call.value(1) in _HERE:
            call.go(0)
        case ("Reflect", "set") if len(given) > 2 and (part := part_of(call.value(0), call.value(1))):
            call.go(2, part)
        case (finder,) if finder in FINDERS and given and (press := call.chained()).path[-1] in PRESSING and press.bare:
            *number, how = press.path
            named = call.value(0)
            if isinstance(named, str) and not (finder in JQUERY and how == "click" and not number):  # which runs handlers alone
                _press(call, Element(finder, named, "".join(number) or "0"), how)
        case (*_, name, how) if how in PRESSING and call.bare:
            element = page.pressed.held(call.code, name.removeprefix("?"))
            (_press_made if element.made else _press)(call, element, how)
        case _:
            return False
    return True


def _press(call: Call, element: Element, how: str) -> None:
    """Press an element of the page, or send a form, as its visitor would."""
    key = element.key(how)
    if key in call.page.pressed.led:
        call.page.navigation.lead(call.page.pressed.led[key])


def _press_made(call: Call, element: Element, how: str) -> None:
    """Press a link that the script made, or send such a form, whose answer nobody knows."""
    page, code, address = call.page, call.code, element.address
    if element.named == "form" and how != "click":
        page.navigation.lead(None)
    elif element.named == "a" and how == "click" and address and isinstance(page.values.of(code, *address), str):  # else a file, perhaps
        page.navigation.set(code, *address)


def _leave_for_later(call: Call) -> bool:
    """Perform a call that leaves something for later, or takes it back; False for any other."""
    page, given = call.page, call.given
    match call.path:
        case ("setTimeout" | "setInterval" as name,):
            _set_timer(call, repeats=name == "setInterval")
        case ("clearTimeout" | "clearInterval" as name,) if (GLOBAL, name) not in page.values.environment.names.written:
            if isinstance(timer := call.value(0), Timer):
                page.tasks.cancel(timer)
        case (name,) if name in _SOON:
            call.later()
        case ("Promise", "resolve"):
            if (then := call.chained()).path == ("then",):
                then.later()
        case ("addEventListener",) | ("body", "addEventListener"):
            if len(given) > 1 and not page.loaded and call.value(0) in EVENTS:
                call.later(1)
        case ("$",) | ("jQuery",):
            _jquery(call, call.chained())
        case _:
            return False
    return True


def _run_or_write(call: Call) -> None:
    """Perform a call that runs a text or a function, or puts something into the page."""
    page, given = call.page, call.given
    match call.path:
        case ("eval",):
            page.run_text(call.value(-1), call.depth)
        case ("Function",):
            if call.code.pieces.texts[call.code.pieces.partner[call.opened] + 1] == "(":
                page.run_text(call.value(-1), call.depth)
        case (_, *_, "fillText" | "strokeText") if given:
            page.sinks.draw(call.code, given[0])
        case (_, *_, name) if name in SINK_METHODS:
            page.sinks.call(call.code, given)
        case ("alert" | "confirm" | "prompt" | "createTextNode",):
            page.sinks.call(call.code, given)
        case (*_, "write" | "writeln"):
            page.sinks.write(call.code, given)
            for number in range(len(given)):
                page.run_text(script_in(call.value(number)), call.depth)
        case (_,) if isinstance(made := page.values.environment.value(call.code.name(call.opened - 1)), Function):
            page.call(made, call.code, given, call.depth + 1)


def _set_timer(call: Call, *, repeats: bool) -> None:
    page, made, timer = call.page, call.value(0), Timer(call.code, call.opened)
    page.tasks.start(timer)
    if isinstance(made, Function) and not page.tasks.has_run(made):
        page.bind(made, [call.value(number) for number in range(2, len(call.given))], later=True)
    delay_ms = delay_of(page.values, call.code, call.given)
    if isinstance(made, Function) and repeats and (last := counted_down(made, page.values.environment)) is not None:
        page.tasks.put(delay_ms * last[0], last[1], timer)
    else:
        call.later(delay_ms=delay_ms, timer=timer)


def _jquery(call: Call, method: Call) -> None:
    """`$(location).attr("href", …)`, `$(window).on("load", …)`, `$(document).ready(…)`, `$(…)`"""
    owner, name, given = call.value(0), method.path[0], method.given
    if name in ("attr", "prop") and len(given) > 1 and (part := part_of(owner, method.value(0))):
        method.go(1, part)
    elif owner is WINDOW and (name in EVENTS or name in _BINDS):
        events = method.value(0) if name in _BINDS else name
        few = len(given) == 1 + (name in _BINDS)  # with more, it waits for an element, or fetches an address
        if few and not call.page.loaded and isinstance(events, str) and not {*EVENTS, "ready"}.isdisjoint(events.split()):
            method.later(-1)
    else:
        (method if name == "ready" else call).later()
