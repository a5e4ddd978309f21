"""An abstract interpreter of what the scripts of a page run for certain: where they go, and what they write into the page.

Nothing is run. Loops and conditions that only a run would settle are stepped over, and behind a `return` that may happen nothing counts.
What is not understood has no value, and a redirect to no known address is none.
"""

from collections.abc import Iterable
from itertools import zip_longest

from scamtriage.parse.html.scripts.calls import EVENTS, Call, perform
from scamtriage.parse.html.scripts.evaluator import Evaluator
from scamtriage.parse.html.scripts.navigation import Navigation
from scamtriage.parse.html.scripts.pressed import Led, Pressable
from scamtriage.parse.html.scripts.repeated_calls import RepeatedCalls
from scamtriage.parse.html.scripts.scopes import GLOBAL, Function, Script, SymbolTable
from scamtriage.parse.html.scripts.script_reader import ScriptReader
from scamtriage.parse.html.scripts.sinks import SINK_PROPERTIES, Sinks
from scamtriage.parse.html.scripts.task_queue import TaskQueue
from scamtriage.parse.html.scripts.timers import counted_down, loops_for_certain, repeats_after
from scamtriage.parse.html.scripts.tokens import CONDITIONS
from scamtriage.parse.html.scripts.value_types import Builtin, Timer, Value, truth

_MAX_DEPTH = 40

_LEAVES = frozenset(("return", "throw", "break", "continue"))
_BEFORE = frozenset(("return", "throw", "await", "void"))
_UNARY = frozenset(("!", "+", "-", "~", "void", "await", "async", "new"))
_CHOOSE = ("&&", "||", "?")
_HANDLERS = frozenset(path for event in EVENTS for path in ((f"on{event}",), ("body", f"on{event}")))


class Interpreter:
    """Goes through the scripts of a page in their order, then through what they leave for later, in its order."""

    def __init__(self, scripts: Iterable[str], onload: str, url: str, *, most: int, pressed: Led | None = None) -> None:
        """At most so many pieces of them. `pressed`: see scripts.pressed."""
        self._names = SymbolTable()
        self.values = Evaluator(self._names, url)
        self.navigation = Navigation(self.values)
        self.pressed = Pressable(pressed or {})
        self.sinks = Sinks(self.values, self.navigation)
        self.tasks = TaskQueue(self._names.fresh)
        self._reader = ScriptReader(self._names, most)
        self.codes = [self._reader.read(script) for script in scripts]
        self._onload = self._reader.read(onload)
        self.loaded = False
        """The page is there: handlers of its loading that are set from now on come too late."""
        self._making = False
        """Within a function that is called for an object of its own: `this` is not the page."""
        self._running: set[Function] = set()
        self._repeated = RepeatedCalls(self.values.environment, self.navigation, self.tasks)

    def run(self) -> None:
        """Until the page is left, or nothing is left to do."""
        for code in self.codes:
            self._enter(code, 0)
        self.tasks.put(0.0, self._onload)
        self.loaded = True
        while not self.navigation and (task := self.tasks.next()) is not None:
            self._enter(task, 0)

    @property
    def cut(self) -> bool:
        """Whether pieces were left out for their number."""
        return self._reader.cut or self._repeated.cut

    @property
    def texts_run(self) -> tuple[str, ...]:
        """The texts that were run as scripts, as far as they were known."""
        return self._reader.texts

    def named(self) -> set[str]:
        """Names of all scripts that decide where this one goes: those in addresses, and functions that go somewhere."""
        called = {
            text
            for (scope, text), made in self._names.functions.items()
            if scope == GLOBAL and "location" in made.code.pieces.texts[made.start : made.stop]
        }
        return self.navigation.decisive | called

    # statements

    def _statements(self, code: Script, at: int, stop: int, depth: int) -> bool:
        """Those of a range; False where the function around ends in it, or may."""
        pieces = code.pieces
        texts, partner = pieces.texts, pieces.partner
        if depth > _MAX_DEPTH:
            return at >= stop
        while at < stop:
            text = texts[at]
            if text == "{":
                if not self._statements(code, at + 1, partner[at], depth + 1):
                    return False
                at = partner[at] + 1
            elif text == "if" and texts[at + 1] == "(" and (held := truth(self.values.of(code, at + 2, partner[at + 1]))) is not None:
                then, otherwise = pieces.branches(at, stop)
                if not self._statements(code, *(then if held else otherwise), depth + 1):
                    return False
                at = otherwise[1]
            elif text in CONDITIONS or text in ("else", "catch", "class"):
                after = pieces.statement_end(at, stop)
                if text != "catch" and not self._stepped_over(code, at, after, depth):
                    return False
                at = after
            elif text in ("do", "try", "finally"):
                at += 1
            elif (made := code.functions.get(at + (text == "async"))) is not None and texts[at + (text == "async")] == "function":
                at = made.after
            elif text in ("var", "let", "const"):
                at = self._declaration(code, at + 1, stop, depth, own=text != "var")
            elif pieces.kinds[at] == "word" and texts[at + 1] == ":":
                at += 2
            else:
                after = self._expressions(code, at, stop, depth)
                if text in _LEAVES:
                    return False
                at = max(at + 1, after)
        return True

    def _stepped_over(self, code: Script, at: int, after: int, depth: int) -> bool:
        """A statement that only a run would settle; False where the function around may end in it."""
        if loops_for_certain(self.values, code, at, after):
            self._statements(code, code.pieces.partner[at + 1] + 1, after, depth + 1)
        if code.leaves(at, after):
            return False
        if self.navigation or self._in_doubt(code, at, code.pieces.partner.get(at + 1, at)):
            self._may_lead(code, at, after)
        return True

    def _expressions(self, code: Script, at: int, stop: int, depth: int) -> int:
        """Those of one statement, parted by commas; where they end."""
        parts = code.pieces.parts(at, stop)
        for start, end in parts:
            self._expression(code, start, end, depth)
        return parts[-1][1]

    def _declaration(self, code: Script, at: int, stop: int, depth: int, *, own: bool) -> int:
        """`own`: a `location` that is declared for all is not the page's, but of a module; any other script does not begin."""
        parts = code.pieces.parts(at, stop)
        for start, end in parts:
            if code.pieces.kinds[start] == "word" and code.pieces.texts[start + 1] == "=":
                if code.name(start) != (GLOBAL, "location"):
                    self.values.environment.assign(code.name(start), self.values.of(code, start + 2, end))
                elif not own:
                    self.navigation.set(code, start + 2, end)
                self._expression(code, start + 2, end, depth + 1)
        return parts[-1][1]

    # expressions

    def _expression(self, code: Script, at: int, stop: int, depth: int) -> None:
        """What an expression does when it is reached."""
        texts = code.pieces.texts
        while at < stop and texts[at] in _BEFORE:
            at += 1
        begin = at
        while at < stop and texts[at] in _UNARY:
            at += 1
        if at >= stop or depth > _MAX_DEPTH:
            return
        if (made := code.functions.get(at)) is not None:
            self._called_on_the_spot(code, (at, made.end(stop)), made.end(stop), depth)
            return
        path, after = self.values.path(code, at, stop)
        after = after if path else at + 1
        sign = texts[after] if after < stop else ""
        if path and sign in ("=", "+="):
            self._assignment(code, at, path, after, stop, depth)
            return
        if texts[at] == "(":
            self._in_brackets(code, at, stop, depth)
        elif path and sign == "(":
            before, self._making = self._making, "new" in texts[begin:at]
            perform(Call(self, code, path, after, depth, code.pieces.arguments(after)))
            self._making = before
            self.sinks.chained(code, code.pieces.partner[after] + 1, stop)
        if (chosen := self.values.next_of(_CHOOSE, code, at, stop)) < stop:
            self._choice(code, begin, chosen, stop, depth)

    def _assignment(self, code: Script, at: int, path: tuple[str, ...], sign: int, stop: int, depth: int) -> None:
        plain, environment = sign == at + 1, self.values.environment
        if path[-1] in SINK_PROPERTIES and len(path) > 1:
            self.sinks.set(path[-1], code, sign + 1, stop)
        elif code.pieces.texts[sign] == "+=":
            if plain:
                value = self.values.of(code, sign + 1, stop)
                environment.assign(code.name(at), self.values.added(environment.last(code.name(at)), value), writes=2)
        elif (self._making and code.pieces.texts[at] == "this") or self.navigation.set_at(path, code, sign + 1, stop):
            return
        elif path in _HANDLERS and not self.loaded:
            self.later(0.0, code, (sign + 1, stop), depth)
        else:
            if plain:
                value = self.values.of(code, sign + 1, stop)
                environment.assign(code.name(at), self._appended(code, at, sign, stop) if value is None else value)
            self._expression(code, sign + 1, stop, depth + 1)

    def _appended(self, code: Script, at: int, sign: int, stop: int) -> Value:
        """The text of `name = name + …`, where what is added is one."""
        texts = code.pieces.texts
        if texts[sign + 1 : sign + 3] != [texts[at], "+"] or self.values.next_of(_CHOOSE, code, sign + 1, stop) < stop:
            return None
        value = self.values.of(code, sign + 3, stop)
        return self.values.added(self.values.environment.last(code.name(at)), value) if isinstance(value, str) else None

    def _choice(self, code: Script, at: int, sign: int, stop: int, depth: int) -> None:
        """`… && …`, `… || …` and `… ? … : …` as statements."""
        held = truth(self.values.of(code, at, sign))
        if held is None:
            if self._in_doubt(code, at, sign):
                self._may_lead(code, sign, stop)
            return
        if code.pieces.texts[sign] == "?":
            self._expression(code, *self.values.branches(code, sign, stop)[not held], depth + 1)
        elif held == (code.pieces.texts[sign] == "&&"):
            self._expression(code, sign + 1, stop, depth + 1)
        elif not held and (other := self.values.next_of(_CHOOSE[1:], code, sign + 1, stop)) < stop:
            self._choice(code, at, other, stop, depth + 1)

    def _in_doubt(self, code: Script, at: int, stop: int) -> bool:
        """Whether a condition is not settled for what a call that was not walked may have changed."""
        doubted, pieces = self.values.environment.doubted, code.pieces
        return bool(doubted) and any(pieces.kinds[word] == "word" and code.name(word) in doubted for word in range(at, stop))

    def _may_lead(self, code: Script, at: int, stop: int) -> None:
        """It may go elsewhere after all."""
        if "location" in code.pieces.texts[at:stop]:
            self.navigation.lead(None)

    def _in_brackets(self, code: Script, at: int, stop: int, depth: int) -> None:
        """`(function () {…})()` in its spellings, `(0, eval)("…")`, or an expression in brackets."""
        parts, behind = code.pieces.arguments(at), code.pieces.partner[at] + 1
        for start, end in parts:
            self._expression(code, start, end, depth + 1)
        if behind < stop:
            self._called_on_the_spot(code, parts[-1], behind, depth)

    def _called_on_the_spot(self, code: Script, callee: tuple[int, int], at: int, depth: int) -> None:
        """What is called where it stands, as `(…)`, `.call(…)` or `.apply(…)` stands here behind it."""
        texts = code.pieces.texts
        bound = texts[at] == "." and texts[at + 1] in ("call", "apply")
        opened = at + 2 * bound
        if texts[opened] != "(":
            return
        called, given = self.values.of(code, *callee), code.pieces.arguments(opened)[bound:]
        if isinstance(called, Function):
            self.call(called, code, given, depth + 1)
        elif isinstance(called, Builtin) and given:
            perform(Call(self, code, called.path, opened, depth, given))

    # what runs, and when

    def call(self, made: Function, code: Script, given: list[tuple[int, int]], depth: int) -> None:
        """Enter a function with what it is given, and once more with anything else, unless the first call may leave something behind."""
        if made in self._running:
            return
        values = [self.values.of(code, *what) for what in given]
        key = made, *((type(value), tuple(value) if isinstance(value, list) else value) for value in values)
        again, before = self.tasks.has_run(made), self.navigation.count
        if not self.tasks.is_first(key):
            self._repeated.alike(made, key)
            return
        if again and not made.code.is_closed(made):
            self._repeated.otherwise(made, key, values)
            return
        if again and not self._repeated.may_walk(made):
            return
        self.bind(made, values)
        self._enter(made, depth, again=again)
        if self.navigation.count > before:
            self._repeated.led(made, key, self.navigation.last)

    def bind(self, made: Function, values: list[Value], *, later: bool = False) -> None:
        """Give its arguments to a function."""
        for name, value in zip_longest(names := made.names(), values[: len(names)]):
            if name is not None:
                self.values.environment.bind(name, value, later=later)

    def _enter(self, task: Function | Script, depth: int, *, again: bool = False) -> None:
        """Go through a script, or a function that has not run."""
        if isinstance(task, Script):
            if self.tasks.is_first(task):
                self._statements(task, 0, task.pieces.count, depth)
            return
        if not task.runs or not (self.tasks.is_first(task) or again):
            return
        again_ms = repeats_after(self.values, task)
        if again_ms is not None and (last := counted_down(task, self.values.environment)) is not None:
            self.tasks.put(again_ms * (last[0] - 1), last[1])
        self._running.add(task)
        if task.block:
            self._statements(task.code, task.start, task.stop, depth)
        else:
            self._expression(task.code, task.start, task.end(task.stop), depth)
        self._running.discard(task)

    def later(self, delay_ms: float, code: Script, what: tuple[int, int], depth: int, *, timer: Timer | None = None) -> None:
        """A function, or for timers a text, that the browser runs later; an expression that is neither has run by then."""
        value = self.values.of(code, *what)
        if isinstance(value, Function):
            self.tasks.put(delay_ms, value, timer)
        elif not isinstance(value, str):
            self._expression(code, *what, depth + 1)
        elif timer is not None and self.tasks.reaches(delay_ms) and value:
            self.tasks.put(delay_ms, self._reader.text(value), timer)

    def run_text(self, text: Value, depth: int) -> None:
        """Go through a text that is run as a script where it stands."""
        if text is None:
            self.sinks.unread = True
        if isinstance(text, str) and text:
            self._enter(self._reader.text(text), depth + 1)
