"""Which places of a script are reached without its visitor, as far as that stands in the script: perhaps under a condition, or later."""

from scamtriage.parse.html.scripts.calls import EVENTS
from scamtriage.parse.html.scripts.scopes import Function, Script
from scamtriage.parse.html.scripts.tokens import unquote

_CALL = frozenset(
    (
        *("setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback", "queueMicrotask", "then", "catch", "finally"),
        *("forEach", "map", "some", "every", "find", "filter", "call", "apply", "ready", "$", "jQuery", "done", "always", "fail"),
        *("get", "post", "getJSON", "ajax", "Promise", "MutationObserver", "IntersectionObserver", "PerformanceObserver"),
    )
)
"""What calls by itself a function that it is given."""
_KEYS = frozenset(("success", "complete", "error", "mounted", "created", "beforeMount", "beforeCreate", "onload", "onerror"))
"""Members of an object that are called by themselves."""
_HANDLERS = frozenset((*(f"on{event.lower()}" for event in EVENTS), "onerror", "onreadystatechange", "onloadend", "ontimeout"))
_OCCURS = frozenset((*EVENTS, "error", "readystatechange", "loadend", "visibilitychange"))
_TELLING = frozenset(("then", "get", "getJSON", "post", "done", "success"))
"""What gives a function what a server answered."""
_ANSWERS = frozenset(("responseText", "responseURL", "response", "await"))
_OPERATORS = frozenset(("return", "void", "typeof", "await", "delete", "new", "in", "of", "case", "throw", "yield", "else", "do"))
"""Words before a bracket that call nothing."""
_MAX_DEPTH = 20
"""Of functions that call each other."""


class SelfStarted:
    """The functions of a script that are called where they stand, by what they are given to, or by their names, without a visitor.

    A method of a class or an object is none: who calls it, only a run would tell. Each function is looked at once."""

    def __init__(self, code: Script) -> None:
        self._code, self._bodies = code, code.bodies()
        self._around: list[int] = []
        """Of each piece the number of the innermost function around it; -1 for none."""
        self._outer: list[int] = []
        """Of each function the number of the one around it; -1 for none."""
        self._places: dict[str, list[int]] = {}
        """Word -> where it stands."""
        self._known: dict[int, bool] = {}
        self._depth = 0
        around = [-1]
        for at in range(code.pieces.count):
            while around[-1] >= 0 and self._bodies[around[-1]][1].stop <= at:
                around.pop()
            while len(self._outer) < len(self._bodies) and self._bodies[len(self._outer)][1].start <= at:
                self._outer.append(around[-1])
                around.append(len(self._outer) - 1)
            self._around.append(around[-1])
            if code.pieces.kinds[at] == "word":
                self._places.setdefault(code.pieces.texts[at], []).append(at)

    def reaches(self, at: int) -> bool:
        """Whether every function around this place is one of these."""
        number, chain = self._around[at], list[int]()
        while number >= 0 and number not in self._known:
            chain.append(number)
            number = self._outer[number]
        called = number < 0 or self._known[number]
        for one in reversed(chain):
            self._known[one] = False  # while it is looked at: what only itself calls is not called
            self._known[one] = called = called and self._is_called(*self._bodies[one])
        return called

    def answers(self, start: int, stop: int) -> bool:
        """Whether an expression is what a server answered, or a part of it."""
        texts = self._code.pieces.texts
        if not _ANSWERS.isdisjoint(texts[start:stop]):
            return True
        number = self._around[start]
        while number >= 0:
            first, made = self._bodies[number]
            if texts[start] in texts[slice(*made.parameters)]:
                before, _ = self._bare(first, made)
                return texts[before - 2] in _TELLING or (texts[before - 1] == "," and "/" in texts[before - 2])
            number = self._outer[number]
        return False

    def _bare(self, first: int, made: Function) -> tuple[int, int]:
        """Where a function begins and what follows it, with brackets that hold nothing else, as packers write them."""
        texts, kinds = self._code.pieces.texts, self._code.pieces.kinds
        before, behind = first - (texts[first - 1] == "async"), made.after
        while texts[before - 1] == "(" and texts[behind] == ")" and behind + 1 < self._code.pieces.count:
            callee = texts[before - 2]
            if callee in (")", "]") or (kinds[before - 2] == "word" and callee not in _OPERATORS):
                break
            before, behind = before - 1, behind + 1
        return before, behind

    def _is_called(self, first: int, made: Function) -> bool:
        texts, kinds = self._code.pieces.texts, self._code.pieces.kinds
        if texts[first] == "function" and kinds[first + 1] == "word" and self._code.is_declaration(first):
            return self._is_named(texts[first + 1], made)
        before, behind = self._bare(first, made)
        if texts[behind] == "(" or texts[made.after] == "(" or (texts[behind] == "." and texts[behind + 1] in ("call", "apply")):
            return True  # where it stands
        what = texts[before - 2]
        match texts[before - 1]:
            case "(":
                return what in _CALL
            case ",":  # what it is told of, or an address that is asked
                return kinds[before - 2] == "string" and (unquote(what) in _OCCURS or "/" in what)
            case "=":
                named = kinds[before - 2] == "word" and texts[before - 3] != "."
                return what in _HANDLERS or (named and self._is_named(what, made))
            case ":":
                return what in _KEYS
        return False

    def _is_named(self, name: str, made: Function) -> bool:
        """Whether a function is called by its name, or given to what calls it."""
        if self._depth >= _MAX_DEPTH:
            return False
        self._depth += 1
        found = any(self._calls(at) for at in self._places[name] if not made.start <= at < made.stop)
        self._depth -= 1
        return found

    def _calls(self, at: int) -> bool:
        """Whether the function whose name stands here is called here, at once or later."""
        texts = self._code.pieces.texts
        before, behind = texts[at - 1], texts[at + 1]
        if behind == "(" and before not in (".", "function"):
            return self.reaches(at)
        return (
            (before == "(" and texts[at - 2] in _CALL)
            or (before == "," and unquote(texts[at - 2]) in _OCCURS)
            or (before == "=" and texts[at - 2] in _HANDLERS)
        )
