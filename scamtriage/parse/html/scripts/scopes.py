"""Which names of a script mean one thing: where functions begin and end, what they declare, and how often each name is given a value."""

import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from scamtriage.parse.html.scripts.tokens import CONDITIONS, Tokens, unquote

GLOBAL = 0
_MAX_DEPTH = 40
_MOST_AROUND = 40
"""Functions around a place of which it is told what they are given to, the innermost."""
"""Functions in functions beyond this share a scope, so that names in them only look more often written than they are."""
_MAX_PATTERN = 200
_WRITES = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "**=", "&=", "|=", "^=", "&&=", "||=", "??=", "<<=", ">>=", ">>>="))
_CHANGING = frozenset(("push", "pop", "shift", "unshift", "splice", "sort", "fill"))
"""Methods of a list that make another of it."""

Binding = tuple[int, str]
"""A scope, and what is called so in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """What a function runs: the range inside its braces, or the one expression of an arrow function."""

    code: "Script"
    parameters: tuple[int, int]
    start: int
    stop: int
    after: int
    """The first piece behind the whole function."""
    block: bool = True
    runs: bool = True
    """False for a generator: to call it runs nothing."""

    def end(self, stop: int) -> int:
        """The first piece behind it, in a range up to `stop`."""
        return self.after if self.block else min(self.after, stop)

    def names(self) -> list[Binding | None]:
        """Its parameters; None for a pattern, or one that has a default."""
        return [self.code.name(first) if last == first + 1 else None for first, last in self.code.pieces.parts(*self.parameters)]


@dataclass(slots=True)
class SymbolTable:
    """What all scripts of a page know together."""

    written: Counter[Binding] = field(default_factory=Counter)
    """How often a name is given a value anywhere, for certain or not. Only what is written once is a constant."""
    changed: set[Binding] = field(default_factory=set)
    """Objects of which a member is given another value somewhere."""
    functions: dict[Binding, Function] = field(default_factory=dict)
    """Declared ones: they are known before the first statement runs."""
    fresh: Iterator[int] = field(default_factory=lambda: count(1))


class Script:
    """One script and its functions."""

    def __init__(self, pieces: Tokens, names: SymbolTable, within: "tuple[Script, int] | None" = None) -> None:
        """`within`: the script, and its piece, in which this stands: a place of a template."""
        self.pieces = pieces
        self._within = within
        self.functions: dict[int, Function] = {}
        """By the piece that begins one: `function`, or the first of the parameters."""
        self._names = names
        self._opens: dict[int, Function] = {}
        """By the first piece that belongs to its scope."""
        self._scopes: list[int] = []
        self._above: dict[int, int] = {}
        self._declared: dict[int, set[str]] = {}
        self._leaves: dict[int, list[int]] = {}
        self._closed: dict[Function, bool] = {}
        self._starts: list[tuple[int, int]] = []
        """(where the range of a function begins, its first piece), in order."""
        self._outer: list[int] = []
        """Of each of these the number of the one around it; -1 for none."""
        self._given: dict[int, tuple[tuple[str, Function], ...]] = {}
        self._find_functions()
        self._nest()
        self._declare()
        self._write()

    def name(self, index: int, text: str = "") -> Binding:
        """What the word that stands here means, or another that stood in its place."""
        scope, text = self._scopes[index], text or self.pieces.texts[index]
        while scope != GLOBAL and text not in self._declared.get(scope, ()):
            scope = self._above[scope]
        return self._within[0].name(self._within[1], text) if scope == GLOBAL and self._within is not None else (scope, text)

    def parameters(self) -> set[int]:
        """Where the parameters of functions stand, of methods too."""
        return set(self._words(one.parameters for one in (*self.functions.values(), *self._opens.values())))

    def leaves(self, start: int, stop: int) -> bool:
        """Whether the function around may end in this range, by `return` or `throw`."""
        found = self._leaves.get(self._scopes[start], [])
        at = bisect_left(found, start)
        return at < len(found) and found[at] < stop

    def is_closed(self, made: Function) -> bool:
        """Whether a function has parameters, writes to no name but its own, and makes no function that could run later."""
        if made not in self._closed:
            scope = self._scopes[made.parameters[0]] if made.block else None
            self._closed[made] = made.parameters[0] < made.parameters[1] and not any(
                self.pieces.texts[at] in ("function", "=>") or (self._sets_name(at) and self.name(at - 1)[0] != scope)
                for at in range(made.start, made.stop)
            )
        return self._closed[made]

    def sets(self, made: Function) -> set[Binding]:
        """The names that a function writes to."""
        return {self.name(at - 1) for at in range(made.start, made.stop) if self._sets_name(at)}

    def _sets_name(self, at: int) -> bool:
        texts, kinds = self.pieces.texts, self.pieces.kinds
        return texts[at] in _WRITES and kinds[at - 1] == "word" and texts[at - 2] != "." and texts[at - 1] != "location"

    def bodies(self) -> list[tuple[int, Function]]:
        """(its first piece, itself) of each function and method, in the order of their bodies; the outer one before those within it."""
        found = {made.start: (first, made) for held in (self._opens, self.functions) for first, made in held.items()}
        return [found[start] for start in sorted(found)]

    def given_around(self, at: int) -> tuple[tuple[str, Function], ...]:
        """(what a function is given to, itself) of each around this place: `on("click", …)`, `onclick = …`, `click(…)`. The functions are
        nested, and those around the last that begins before a place are found once: to ask all of them for each place takes seconds."""
        if not self._starts:
            self._starts = sorted((made.start, first) for first, made in self.functions.items())
            inside: list[int] = []
            for number, (start, _) in enumerate(self._starts):
                while inside and self.functions[self._starts[inside[-1]][1]].stop <= start:
                    inside.pop()
                self._outer.append(inside[-1] if inside else -1)
                inside.append(number)
        number = bisect_right(self._starts, (at, sys.maxsize)) - 1
        while number >= 0 and self.functions[self._starts[number][1]].stop <= at:
            number = self._outer[number]
        chain = []
        while number >= 0 and number not in self._given:
            chain.append(number)
            number = self._outer[number]
        known = self._given.get(number, ())
        for one in reversed(chain):
            known = self._given[one] = (*known, *self._given_to(self._starts[one][1]))[-_MOST_AROUND:]
        return known

    def _given_to(self, first: int) -> Iterator[tuple[str, Function]]:
        texts, made = self.pieces.texts, self.functions[first]
        if first > 1:
            first -= texts[first - 1] in ("(", "async") and texts[first - 2] in (",", "=", "(")
            if texts[first - 1] in (",", "=", "("):
                yield unquote(texts[first - 2]) if texts[first - 1] == "," else texts[first - 2], made

    def own(self, made: Function) -> list[Binding]:
        """The names that a function declares."""
        scope = self._scopes[made.parameters[0]]
        return [(scope, text) for text in self._declared.get(scope, ())] if made.block else []

    def is_declaration(self, index: int) -> bool:
        """Whether the word `function` begins a statement here."""
        pieces = self.pieces
        first = index - (pieces.texts[index - 1] == "async")
        return pieces.texts[first - 1] in ("", ";", "{", "}") or pieces.ends_line(first)

    # functions

    def _find_functions(self) -> None:
        texts, partner, kinds = self.pieces.texts, self.pieces.partner, self.pieces.kinds
        for index, text in enumerate(texts):
            if text == "function" and texts[index - 1] != ".":
                paren = next((at for at in range(index + 1, index + 4) if texts[at : at + 1] == ["("]), 0)
                if paren and texts[partner[paren] + 1 : partner[paren] + 2] == ["{"]:
                    self.functions[index] = self._function(paren, partner[paren] + 1, runs=texts[index + 1] != "*")
            elif text == "=>" and index:
                first = partner.get(index - 1, index - 1)
                self.functions[first] = self._function(first, index + 1)
            elif text == "{" and texts[index - 1] == ")":
                paren = partner.get(index - 1, 0)
                if paren not in self._opens and kinds[paren - 1] == "word" and texts[paren - 1] not in (*CONDITIONS, "catch"):
                    self._function(paren, index)  # a method

    def _function(self, paren: int, body: int, *, runs: bool = True) -> Function:
        pieces = self.pieces
        parameters = (paren + 1, pieces.partner.get(paren, paren)) if pieces.texts[paren] == "(" else (paren, paren + 1)
        if pieces.texts[body] != "{":
            stop = pieces.expression_end(body)
            return Function(self, parameters, body, stop, stop, block=False)
        stop = pieces.partner[body]
        made = self._opens[paren] = Function(self, parameters, body + 1, stop, min(stop + 1, pieces.count), runs=runs)
        return made

    def _nest(self) -> None:
        """The scope of every piece."""
        inside: list[tuple[int, int]] = []
        scope = GLOBAL
        for index in range(len(self.pieces.texts)):
            while inside and index >= inside[-1][0]:
                inside.pop()
                scope = inside[-1][1] if inside else GLOBAL
            if (made := self._opens.get(index)) is not None and len(inside) < _MAX_DEPTH:
                self._above[own := next(self._names.fresh)] = scope
                scope = own
                inside.append((made.stop, scope))
            self._scopes.append(scope)
            if self.pieces.texts[index] in ("return", "throw"):
                self._leaves.setdefault(scope, []).append(index)

    # names

    def _declare(self) -> None:
        pieces = self.pieces
        for index, text in enumerate(pieces.texts):
            if text in ("var", "let", "const"):
                for first in self._declarators(index + 1):
                    self._bind(first)
            elif text == "catch" and pieces.texts[index + 1] == "(":
                self._bind(index + 1)
            elif text == "function" and index in self.functions and self.is_declaration(index):
                at = index + 1 + (pieces.texts[index + 1] == "*")
                name = self._scopes[at], pieces.texts[at]
                self._declared.setdefault(name[0], set()).add(name[1])
                before = self._names.functions.get(name)
                self._names.written[name] += before is None or before.code is not self  # of two in one script the last counts
                self._names.functions[name] = self.functions[index]
        made = dict.fromkeys((*self.functions.values(), *self._opens.values()))
        for at in self._words(one.parameters for one in made if one.block):
            self._declared.setdefault(self._scopes[at], set()).add(pieces.texts[at])
        for at in self._words(one.parameters for one in made):
            self._names.written[self._scopes[at], pieces.texts[at]] += 1

    def _words(self, ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
        """Where words stand in any of these ranges, each once: parameters can stand in those of another."""
        kinds, passed = self.pieces.kinds, 0
        for first, last in sorted(ranges):
            if last > passed:
                yield from (at for at in range(first if first > passed else passed, last) if kinds[at] == "word")
                passed = last

    def _declarators(self, index: int) -> Iterator[int]:
        """Where the names stand that one `var` declares."""
        pieces, expected = self.pieces, True
        while index < pieces.count:
            text = pieces.texts[index]
            if text in (";", ")", "]", "}", "var", "let", "const") or (not expected and pieces.lines[index] and pieces.ends_line(index)):
                return
            if expected:
                yield index
            expected = text == ","
            index = pieces.partner.get(index, index) + 1

    def _bind(self, first: int) -> None:
        """A name that is declared, or the names of a pattern, whose values nobody follows."""
        pieces = self.pieces
        if pieces.kinds[first] == "word":
            self._declared.setdefault(self._scopes[first], set()).add(pieces.texts[first])
        for at in range(first, min(pieces.partner.get(first, first), first + _MAX_PATTERN)):
            if pieces.kinds[at] == "word":
                self._declared.setdefault(self._scopes[at], set()).add(pieces.texts[at])
                self._names.written[self._scopes[at], pieces.texts[at]] += 2

    def _write(self) -> None:
        texts, kinds, written = self.pieces.texts, self.pieces.kinds, self._names.written
        for index, text in enumerate(texts):
            if text in _WRITES:
                self._write_before(index)
            elif text in ("assign", "extend") and texts[index + 1] == "(":
                self._change(index + 2)
            elif text in _CHANGING and texts[index + 1] == "(" and texts[index - 1] == ".":
                self._change(index - 2)
            elif text in ("++", "--"):
                for at in (index - 1, index + 1):
                    if kinds[at] == "word" and texts[at - 1] != ".":
                        written[self.name(at)] += 2
            elif text in ("in", "of") and kinds[index - 1] == "word" and texts[index - 2] in ("(", "var", "let", "const"):
                written[self.name(index - 1)] += 2

    def _write_before(self, index: int) -> None:
        """What stands before a sign that gives a value: a name, a member of an object, or a pattern of names."""
        texts, kinds, written = self.pieces.texts, self.pieces.kinds, self._names.written
        if kinds[index - 1] == "word" and texts[index - 2] != ".":
            written[self.name(index - 1)] += 1 if texts[index] == "=" else 2
        elif kinds[index - 1] == "word":
            self._change(index - 3)
        elif texts[index - 1] in ("]", "}") and self._is_pattern(opened := self.pieces.partner.get(index - 1, index)):
            for at in range(opened, min(index, opened + _MAX_PATTERN)):
                if kinds[at] == "word":
                    written[self.name(at)] += 2
        elif texts[index - 1] == "]":
            self._change(opened - 1)

    def _change(self, at: int) -> None:
        """The object to which the member before this piece, or this name, belongs."""
        pieces = self.pieces
        while at > 1 and pieces.texts[at - 1] == ".":
            at -= 2
        if at >= 0 and pieces.kinds[at] == "word":
            self._names.changed.add(self.name(at))

    def _is_pattern(self, opened: int) -> bool:
        """Not the brackets of `rows[key] = …`."""
        before = self.pieces.kinds[opened - 1]
        return self.pieces.texts[opened] == "{" or not (before == "word" or self.pieces.texts[opened - 1] in (")", "]"))
