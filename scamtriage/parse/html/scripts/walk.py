"""A walk over what the scripts of a page run for certain: where they go, and what they write into the page.

Nothing is run. Every statement is walked at most once, loops and conditions that only a run would settle are stepped over, and behind a
`return` that may happen nothing counts. What is not understood has no value, and a redirect to no known address is none.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest

from scamtriage.parse.html.scripts.conditions import branches
from scamtriage.parse.html.scripts.event_loop import Turns
from scamtriage.parse.html.scripts.location import SET
from scamtriage.parse.html.scripts.scopes import GLOBAL, Code, Function, Names
from scamtriage.parse.html.scripts.things import PAGE, Value, part_of, truth
from scamtriage.parse.html.scripts.timers import EVENTS, HANDLERS, SOON, Timers
from scamtriage.parse.html.scripts.tokens import CONDITIONS, lex, unquote
from scamtriage.parse.html.scripts.values import Values
from scamtriage.parse.html.scripts.writes import CALLED, Writes, script_in
from scamtriage.parse.html.scripts.writes import SET as WRITTEN

_EACH = 20
"""Pieces that a script counts for beyond its own, however short it is."""
_MAX_DEPTH = 40

_LEAVES = frozenset(("return", "throw", "break", "continue"))
_UNARY = frozenset(("!", "+", "-", "~", "void", "await", "return", "throw", "async", "new"))
_CHOOSE = frozenset(("&&", "||", "?"))
_HERE = ("_self", "_top", "_parent")
_BINDS = frozenset(("on", "one", "bind"))
"""Methods of jQuery that take the name of an event, and what is done then."""
_OTHERS = re.compile(r"\s*(?!https?:|javascript:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""An address that another program opens, as of a mail: the page stays."""


class Walk:
    """One walk over the scripts of a page, in their order, then over what they leave for later, in its order."""

    def __init__(self, scripts: Iterable[str], onload: str, url: str, *, most: int) -> None:
        """At most so many pieces of them."""
        self._names = Names()
        self._values = Values(self._names, url)
        self._timers = Timers(self._names, self._values)
        self._left = most
        self.cut = False
        self.codes = [self._read(script) for script in scripts]
        self._onload = self._read(onload)
        self._turns = Turns(self._names.fresh)
        self._loaded = False
        """The page is there: handlers of its loading that are set from now on come too late."""
        self._making = False
        """Within a function that is called for an object of its own: `this` is not the page."""
        self._going: list[str | None] = []
        """Where this turn went, None for an address that is not known: the last one counts, as in a browser."""
        self.writes = Writes(self._values, self._going)
        self._decisive: set[str] = set()

    def run(self) -> None:
        for code in self.codes:
            self._block(code, 0, code.pieces.count, 0)
        self._turns.wait(0.0, self._onload)
        self._loaded = True
        while not self._going and (what := self._turns.next()) is not None:
            if isinstance(what, Function):
                self._call(what, 0)
            else:
                self._block(what, 0, what.pieces.count, 0)

    @property
    def now(self) -> float:
        """Milliseconds after which the last turn ran."""
        return self._turns.now

    @property
    def target(self) -> str:
        """Where the scripts go; "" for nowhere, or nowhere that is known."""
        return (self._going[-1] if self._going else "") or ""

    @property
    def lost(self) -> bool:
        """They go somewhere for certain, and nobody knows where."""
        return self._going[-1:] == [None]

    def named(self) -> set[str]:
        """Names of all scripts that decide where this one goes: those in addresses, and functions that go somewhere."""
        called = {
            text
            for (scope, text), made in self._names.functions.items()
            if scope == GLOBAL and "location" in made.code.pieces.texts[made.start : made.stop]
        }
        return self._decisive | called

    def _read(self, script: str) -> Code:
        pieces = lex(script, self._left)
        self._left = max(0, self._left - pieces.count - _EACH)
        self.cut = self.cut or pieces.cut
        return Code(pieces, self._names)

    # statements

    def _block(self, code: Code, at: int, stop: int, depth: int) -> bool:
        """Walk the statements of a range; False where the function around ends in it, or may."""
        pieces = code.pieces
        texts, partner = pieces.texts, pieces.partner
        while at < stop:
            text = texts[at]
            if depth > _MAX_DEPTH:
                return False
            if text == "{":
                if not self._block(code, at + 1, partner[at], depth + 1):
                    return False
                at = partner[at] + 1
            elif text == "if" and texts[at + 1] == "(" and (held := truth(self._values.of(code, at + 2, partner[at + 1]))) is not None:
                then, otherwise = branches(code, at, stop)
                if not self._block(code, *(then if held else otherwise), depth + 1):
                    return False
                at = otherwise[1]
            elif text in CONDITIONS or text in ("else", "catch", "class"):
                after = pieces.behind(at, stop)
                if code.leaves(at, after) and text != "catch":
                    return False
                if self._going and text != "catch" and "location" in texts[at:after]:
                    self._going.append(None)  # it may go elsewhere after all
                at = after
            elif text in ("do", "try", "finally"):
                at += 1
            elif (made := code.functions.get(at + (text == "async"))) is not None and texts[at + (text == "async")] == "function":
                at = made.after
            elif text in ("var", "let", "const"):
                at = self._declared(code, at + 1, stop, depth, own=text != "var")
            elif pieces.kinds[at] == "word" and texts[at + 1] == ":":
                at += 2
            else:
                parts = pieces.parts(at, stop)
                for start, end in parts:
                    self._part(code, start, end, depth)
                if text in _LEAVES:
                    return False
                at = max(at + 1, parts[-1][1])
        return True

    def _declared(self, code: Code, at: int, stop: int, depth: int, *, own: bool) -> int:
        """`own`: a `location` that is declared for all is not the page's, but of a module; any other script does not begin."""
        parts = code.pieces.parts(at, stop)
        for start, end in parts:
            if code.pieces.kinds[start] == "word" and code.pieces.texts[start + 1] == "=":
                if own and code.name(start) == (GLOBAL, "location"):
                    self._part(code, start + 2, end, depth + 1)
                else:
                    self._assigned(code, start, start + 2, end, depth)
        return parts[-1][1]

    def _assigned(self, code: Code, name: int, start: int, stop: int, depth: int) -> None:
        if code.name(name) == (GLOBAL, "location"):
            self._go(code, start, stop)
        else:
            value = self._values.of(code, start, stop)
            self._values.put(code.name(name), value)
            self._timers.put(code.name(name), value)
        self._part(code, start, stop, depth + 1)

    def _part(self, code: Code, at: int, stop: int, depth: int) -> None:
        """What an expression does when it is reached."""
        texts, partner = code.pieces.texts, code.pieces.partner
        begin = at
        while at < stop and texts[at] in _UNARY:
            at += 1
        if at >= stop or depth > _MAX_DEPTH:
            return
        if (made := code.functions.get(at)) is not None:
            self._called_on_the_spot(made, code.end(made, stop), depth)
        elif texts[at] == "(":
            self._bracketed(code, at, stop, depth)
        else:
            path, after = self._values.path(code, at, stop)
            after = after if path else at + 1
            sign = texts[after] if after < stop else ""
            if sign in _CHOOSE:
                self._chosen(code, begin, after, stop, depth)
            elif not path:
                return
            elif sign == "(":
                before, self._making = self._making, "new" in texts[begin:at]
                self._called(code, path, after, depth)
                self._making = before
                self._behind(code, partner[after] + 1, stop)
            elif sign in ("=", "+=") and path[-1] in WRITTEN and len(path) > 1:
                self.writes.set(path[-1], code, after + 1, stop)
            elif sign == "+=" and after == at + 1:
                self._values.grow(code.name(at), self._values.of(code, after + 1, stop))
            elif self._making and texts[at] == "this":
                return
            elif sign == "=" and path[:1] == ("location",) and (len(path) == 1 or (len(path) == 2 and path[1] in SET)):
                self._go(code, after + 1, stop, path[1] if len(path) == 2 else "href")
            elif sign == "=" and path in HANDLERS and not self._loaded:
                self._hand_over(0.0, code, (after + 1, stop), depth)
            elif sign == "=" and after == at + 1:
                self._assigned(code, at, after + 1, stop, depth)
            elif sign == "=":
                self._part(code, after + 1, stop, depth + 1)

    def _chosen(self, code: Code, at: int, sign: int, stop: int, depth: int) -> None:
        """`… && …`, `… || …` and `… ? … : …` as statements."""
        held = truth(self._values.of(code, at, sign))
        if held is None:
            return
        if code.pieces.texts[sign] == "?":
            self._part(code, *self._values.branches(code, sign, stop)[not held], depth + 1)
        elif held == (code.pieces.texts[sign] == "&&"):
            self._part(code, sign + 1, stop, depth + 1)

    def _bracketed(self, code: Code, at: int, stop: int, depth: int) -> None:
        """`(function () {…})()` in its spellings, or an expression in brackets."""
        texts, close = code.pieces.texts, code.pieces.partner[at]
        inner = code.functions.get(at + 1 + (texts[at + 1] == "async"))
        if inner is None:
            for start, end in code.pieces.parts(at + 1, close) if close + 1 >= stop else ():
                self._part(code, start, end, depth + 1)
            return
        end = code.end(inner, close)
        if end < close:
            self._called_on_the_spot(inner, end, depth)
        elif close + 1 < stop:
            self._called_on_the_spot(inner, close + 1, depth)

    def _called_on_the_spot(self, made: Function, at: int, depth: int) -> None:
        """A function behind which stands `(…)`, `.call(…)` or `.apply(…)`; what it is given are its parameters."""
        pieces = made.code.pieces
        bound = pieces.texts[at] == "." and pieces.texts[at + 1] in ("call", "apply")
        at += 2 * bound
        if pieces.texts[at] != "(":
            return
        self._give(made, made.code, pieces.parts(at + 1, pieces.partner[at])[bound:])
        self._call(made, depth + 1)

    def _give(self, made: Function, code: Code, given: list[tuple[int, int]], *, later: bool = False) -> None:
        if self._turns.has_run(made):
            return
        for (first, last), what in zip_longest(made.code.pieces.parts(*made.parameters), given, fillvalue=(0, 0)):
            if last == first + 1:
                self._values.give(made.code.name(first), self._values.of(code, *what), later=later)

    def _called(self, code: Code, path: tuple[str, ...], paren: int, depth: int) -> None:
        pieces = code.pieces
        close = pieces.partner[paren]
        given = pieces.parts(paren + 1, close)
        match path:
            case ("location", "replace" | "assign") | ("navigation", "navigate"):
                self._go(code, *given[0])
            case ("location", "replace" | "assign", "call" | "apply"):
                self._go(code, *given[-1])
            case ("setTimeout",):
                if isinstance(made := self._values.of(code, *given[0]), Function):
                    self._give(made, code, given[2:], later=True)
                self._hand_over(self._timers.delay(code, given), code, given[0], depth, text=True)
            case ("setInterval",):
                delay_ms, value = self._timers.delay(code, given), self._values.of(code, *given[0])
                if isinstance(value, Function) and (last := self._timers.at_last(value)) is not None:
                    self._turns.wait(delay_ms * last[0], last[1])
                else:
                    self._hand_over(delay_ms, code, given[0], depth, text=True)
            case ("open",) if len(given) > 1 and self._values.of(code, *given[1]) in _HERE:
                self._go(code, *given[0])
            case (_, *_, name) if name in CALLED:
                self.writes.call(code, given)
            case (*_, "write" | "writeln"):
                self.writes.write(code, given)
                for written in given:
                    self._run(script_in(self._values.of(code, *written)), depth)
            case ("Promise", "resolve"):
                if pieces.texts[close + 1 : close + 4] == [".", "then", "("]:
                    self._hand_over(0.0, code, pieces.parts(close + 4, pieces.partner[close + 3])[0], depth)
            case (name,) if name in SOON:
                self._hand_over(0.0, code, given[0], depth)
            case ("addEventListener",) | ("body", "addEventListener"):
                if len(given) > 1 and not self._loaded and self._values.of(code, *given[0]) in EVENTS:
                    self._hand_over(0.0, code, given[1], depth)
            case ("$",) | ("jQuery",):
                owner = self._values.of(code, *given[0])
                name = pieces.texts[close + 2] if pieces.texts[close + 1] == "." and pieces.texts[close + 3] == "(" else ""
                more = pieces.parts(close + 4, pieces.partner[close + 3]) if name else []
                if name in ("attr", "prop") and len(more) > 1 and (part := part_of(owner, self._values.of(code, *more[0]))):
                    self._go(code, *more[1], part)
                elif owner is PAGE and (name in EVENTS or name in _BINDS):
                    events = self._values.of(code, *more[0]) if name in _BINDS else name
                    few = len(more) == 1 + (name in _BINDS)  # with more, it waits for an element, or fetches an address
                    if few and not self._loaded and isinstance(events, str) and not {*EVENTS, "ready"}.isdisjoint(events.split()):
                        self._hand_over(0.0, code, more[-1], depth)
                else:
                    self._hand_over(0.0, code, more[0] if name == "ready" else given[0], depth)
            case ("eval",) | ("Function",):
                run = path == ("eval",) or pieces.texts[close + 1] == "("
                self._run(self._values.of(code, *given[-1]) if run else None, depth)
            case (_,):
                if isinstance(known := self._values.of_name(code, paren - 1), Function):
                    self._give(known, code, given)
                    self._call(known, depth + 1)

    def _behind(self, code: Code, at: int, stop: int) -> None:
        """What is done with what a call gives: `document.getElementById("a").innerHTML = …`."""
        texts, kinds, partner = code.pieces.texts, code.pieces.kinds, code.pieces.partner
        while at + 1 < stop and (texts[at] == "[" or (texts[at] == "." and kinds[at + 1] == "word")):
            if texts[at] == "[":
                at = partner[at] + 1
                continue
            name, sign, at = texts[at + 1], texts[at + 2], at + 2
            if sign == "(":
                if name in CALLED:
                    self.writes.call(code, code.pieces.parts(at + 1, partner[at]))
                at = partner[at] + 1
            elif sign in ("=", "+=") and name in WRITTEN and at < stop:
                self.writes.set(name, code, at + 1, stop)

    # what runs, and when

    def _call(self, made: Function, depth: int) -> None:
        if not made.runs or not self._turns.is_first(made):
            return
        if (again_ms := self._timers.sets_itself(made)) is not None and (last := self._timers.at_last(made)) is not None:
            self._turns.wait(again_ms * (last[0] - 1), last[1])
        if made.block:
            self._block(made.code, made.start, made.stop, depth)
        else:
            self._part(made.code, made.start, made.code.end(made, made.stop), depth)

    def _hand_over(self, delay_ms: float, code: Code, what: tuple[int, int], depth: int, *, text: bool = False) -> None:
        """A function, or for timers a text, that the browser runs later; an expression that is neither has run by then."""
        value = self._values.of(code, *what)
        if isinstance(value, Function):
            self._turns.wait(delay_ms, value)
        elif isinstance(value, str):
            if text and self._turns.reaches(delay_ms) and (made := self._text(value)) is not None:
                self._turns.wait(delay_ms, made)
        else:
            self._part(code, *what, depth + 1)

    def _run(self, text: Value, depth: int) -> None:
        """Walk a text that is run as a script where it stands."""
        if isinstance(text, str) and (read := self._text(text)) is not None:
            self._block(read, 0, read.pieces.count, depth + 1)

    def _text(self, script: str) -> Code | None:
        """A text that is run as a script; each once."""
        return self._read(script) if script and self._turns.is_first(script) else None

    def _go(self, code: Code, start: int, stop: int, part: str = "href") -> None:
        pieces = code.pieces
        if pieces.texts[start][1:2] == "#" and pieces.kinds[start] == "string":  # a place on the page itself
            return
        self._decisive |= {pieces.texts[at] for at in range(start, stop) if pieces.kinds[at] == "word" and pieces.texts[at - 1] != "."}
        value = self._values.of(code, start, stop)
        value = value if isinstance(value, str) else self._but_for_the_place(code, start, stop)
        if value is not None or pieces.kinds[start] != "string" or _OTHERS.match(unquote(pieces.texts[start])) is None:
            self._going.append(self._values.location.with_part(part, value) if value is not None else None)

    def _but_for_the_place(self, code: Code, start: int, stop: int) -> str | None:
        """An address of which no more is unknown than the place on its page: `location.pathname + "#" + name`."""
        pieces, at = code.pieces, start
        while at < stop:
            if pieces.kinds[at] == "string" and "#" in pieces.texts[at] and pieces.texts[at + 1] == "+":
                value = self._values.of(code, start, at + 1)
                return value.partition("#")[0] + "#" if isinstance(value, str) else None
            at = pieces.partner.get(at, at) + 1
        return None
