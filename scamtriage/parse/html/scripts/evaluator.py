"""What an expression of a script is worth where nothing has to be run to know it: texts, their sums, numbers, and what decodes a text."""

from itertools import zip_longest

from scamtriage.parse.html.reference import join
from scamtriage.parse.html.scripts.builtin_methods import (
    DECODERS,
    MAX_LIST,
    MAX_TEXT,
    Wanted,
    called,
    method,
    number,
    size,
    spelt,
    unpacked,
    wanted,
)
from scamtriage.parse.html.scripts.environment import Environment
from scamtriage.parse.html.scripts.location import Location
from scamtriage.parse.html.scripts.operators import MAX_DEPTH, Operators, key_of
from scamtriage.parse.html.scripts.scopes import GLOBAL, Function, Script, SymbolTable
from scamtriage.parse.html.scripts.tokens import places, tokenize, unquote
from scamtriage.parse.html.scripts.value_types import TIMERS, WINDOW, Builtin, ObjectLiteral, Prefix, Timer, Value, as_text, member, truth

A_PIECE, _A_PLACE = 20, 200
"""What each piece of a function that gives a value costs of the characters that may be made, and each place of a template."""
_MAX_PLACE = 1_000
"""Characters of an expression in such a place."""
OWNERS = frozenset(("window", "self", "top", "parent", "document", "globalThis", "this", "frames", "defaultView"))
"""Names of the page itself, before `.location`."""
_OWN = OWNERS | {"location", "super"}

_BUILTIN = frozenset((*((name,) for name in DECODERS), ("String", "fromCharCode"), ("open",), ("eval",)))

_PACKER = [*"packe"]
"""What the packer of many scripts calls the first that its function is given."""


class Evaluator(Operators):
    """The evaluator of the expressions of a page at `url`: operands, member access and calls. Every range is read where it stands."""

    def __init__(self, names: SymbolTable, url: str = "") -> None:
        super().__init__()
        self.environment = Environment(names)
        self.location = Location(url)
        self._running: set[Function] = set()

    def path(self, code: Script, start: int, stop: int, depth: int = 0) -> tuple[tuple[str, ...], int]:
        """The names of `window.location.href` without those of the page itself, and where they end. A name that a function has for itself
        begins with "?": its `location` is not the page's."""
        texts, kinds, partner = code.pieces.texts, code.pieces.kinds, code.pieces.partner
        names: list[str] = []
        at = start
        while at < stop and kinds[at] == "word":
            names.append(texts[at])
            at += 1
            while texts[at] == "[" and partner[at] < stop and (name := key_of(names[-1], self.of(code, at + 1, partner[at], depth + 1))):
                names.append(name)
                at = partner[at] + 1
            if texts[at] != "." or at + 1 >= stop or kinds[at + 1] != "word":
                break
            at += 1
        if not names:
            return (), start
        own = names[0] not in ("this", "super") and code.name(start)[0] != GLOBAL
        if own or names[0] not in _OWN:
            value = self.environment.value(code.name(start))
            if isinstance(value, Location):
                return ("location", *names[1:]), at
            if isinstance(value, Builtin):
                return (*value.path, *names[1:]), at
            if value is WINDOW:
                names = names[1:]
            elif own:
                return ("?" + names[0], *names[1:]), at
        first = next((number for number, name in enumerate(names[:-1]) if name not in OWNERS), len(names) - 1)
        return tuple(names[max(0, first) :]), at

    # operands

    def _operand(self, code: Script, at: int, stop: int, depth: int) -> tuple[Value, int]:
        value, after = self._primary(code, at, stop, depth)
        pieces = code.pieces
        while isinstance(value, str | list | ObjectLiteral | Function) and not isinstance(value, Prefix) and after < stop:
            sign = pieces.texts[after]
            if sign == "(":
                given = self._given(code, after, depth)
                value, after = self._result(value, given, depth) if isinstance(value, Function) else None, pieces.partner[after] + 1
            elif sign == "[":
                value, after = member(value, self.of(code, after + 1, pieces.partner[after], depth + 1)), pieces.partner[after] + 1
            elif sign != ".":
                break
            elif pieces.texts[after + 2] == "(" and after + 2 < stop and not isinstance(value, ObjectLiteral):
                value = self._method(value, pieces.texts[after + 1], self._given(code, after + 2, depth), depth)
                after = pieces.partner[after + 2] + 1
            else:
                value, after = member(value, pieces.texts[after + 1]), after + 2
        return value, after

    def _primary(self, code: Script, at: int, stop: int, depth: int) -> tuple[Value, int]:
        """A literal, a function, what stands in brackets, or a name with the members and the call that belong to it."""
        pieces = code.pieces
        if at >= stop or depth > MAX_DEPTH:
            return None, at
        text, kind = pieces.texts[at], pieces.kinds[at]
        made = code.functions.get(at + (text == "async"))
        if made is not None and (end := made.end(stop)) <= stop:
            return made, end
        match kind:
            case "string":
                return unquote(text), at + 1
            case "template":
                return self._template(code, at, depth), at + 1
            case "number":
                return number(text), at + 1
            case "regex":
                return wanted(text), at + 1
            case "word" if text != "typeof":
                return self._word(code, at, stop, depth)
        if text == "(":
            return self._choice(code, *pieces.arguments(at)[-1], depth + 1), pieces.partner[at] + 1
        if text == "[":
            given = self._given(code, at, depth)
            held = [one for one in given if isinstance(one, str | float)]
            return held if len(held) == len(given) else None, pieces.partner[at] + 1
        if text == "{" and at < pieces.partner[at] < stop:
            return self._object(code, at, depth), pieces.partner[at] + 1
        if text in ("!", "-", "typeof"):
            value, after = self._operand(code, at + 1, stop, depth + 1)
            return None if isinstance(value, Prefix) else _unary(text, value), after
        return None, at

    def _word(self, code: Script, at: int, stop: int, depth: int) -> tuple[Value, int]:
        pieces = code.pieces
        text = pieces.texts[at]
        if text == "new":
            return self._new_url(code, at + 1, depth)
        if text in ("true", "false"):
            return text == "true", at + 1
        own = self.environment.value(code.name(at))
        if pieces.texts[at + 1] in (".", "[") and isinstance(own, str | list | ObjectLiteral):
            return own, at + 1
        path, after = self.path(code, at, stop, depth)
        own = own if after == at + 1 else None
        is_called = pieces.texts[after] == "(" and after < stop
        if len(path) == 3 and path[0] == "location" and (is_called or path[2] == "length"):
            return self.location.part(path[1]), after - 2
        if is_called and len(path) == 1 and path[0] in TIMERS:
            return Timer(code, after), pieces.partner[after] + 1
        if is_called:
            given = self._given(code, after, depth)
            value = self._result(own, given, depth) if isinstance(own, Function) else self._called(path, given)
            return value, pieces.partner[after] + 1
        if path == ("location",):
            return self.location, after
        if len(path) == 2 and path[0] == "location":
            return self.location.part(path[1]), after
        if path in (("URL",), ("documentURI",)) and after > at + 1:
            return self.location.part("href"), after
        if path and path[-1] in OWNERS and all(pieces.texts[piece] in OWNERS for piece in range(at, after, 2)):
            return WINDOW, after
        return Builtin(path) if path in _BUILTIN else own, after

    def _object(self, code: Script, at: int, depth: int) -> ObjectLiteral | None:
        """`{name: value, …}`; None where names are put together, or taken from elsewhere."""
        pieces, held = code.pieces, dict[str, Value]()
        for start, stop in pieces.arguments(at) if depth < MAX_DEPTH else ():
            if pieces.texts[start] in (".", "["):
                return None
            if start + 2 < stop and pieces.texts[start + 1] == ":":
                name = pieces.texts[start]
                held[unquote(name) if pieces.kinds[start] == "string" else name] = self.of(code, start + 2, stop, depth + 1)
        return ObjectLiteral(held)

    def _template(self, code: Script, at: int, depth: int) -> str:
        """A template with what is known put in its places, up to the first place that is not."""
        told = ""
        for text, place in places(code.pieces.texts[at]):
            told += unquote(f"`{text}`")
            if not place:
                continue
            if len(place) > _MAX_PLACE or len(told) > MAX_TEXT or not self.spend(_A_PLACE):
                return Prefix(told)
            inner = Script(tokenize(place, _MAX_PLACE), self.environment.names, within=(code, at))
            value = as_text(self.of(inner, 0, inner.pieces.count, depth + 1))
            if not isinstance(value, str | float) or not self.spend(len(told) + size(value)):
                return Prefix(told)
            told += spelt(value)
        return told

    def _new_url(self, code: Script, at: int, depth: int) -> tuple[Value, int]:
        """`new URL(reference, base)`, whose href is its text."""
        pieces = code.pieces
        if pieces.texts[at] != "URL" or pieces.texts[at + 1] != "(" or code.name(at)[0] != GLOBAL:
            return None, at
        close = pieces.partner[at + 1]
        given = [self.of(code, *part, depth + 1) for part in pieces.arguments(at + 1)]
        texts = [*map(as_text, given)]
        after = close + 1 + 2 * (pieces.texts[close + 1 : close + 3] == [".", "href"])
        if len(texts) not in (1, 2) or not isinstance(texts[0], str) or not isinstance(texts[-1], str):
            return None, after
        absolute = texts[-1].lower().startswith(("http://", "https://"))
        return join(texts[-1], texts[0]) if absolute else None, after

    # calls

    def _given(self, code: Script, opened: int, depth: int) -> list[Value]:
        """The values between two brackets; `...list` stands for as many as it holds."""
        found: list[Value] = []
        empty = opened + 1 >= code.pieces.partner[opened]
        for first, last in code.pieces.arguments(opened) if not empty and depth < MAX_DEPTH else ():
            spread = code.pieces.texts[first : first + 3] == [".", ".", "."]
            value = self.of(code, first + 3 * spread, last, depth + 1)
            listed = self._listed(value) if spread else None
            found += [None if spread else value] if listed is None else listed
        return found

    def _listed(self, value: Value) -> list[str | float] | None:
        """What a text or a list holds, one by one."""
        fits = isinstance(value, str | list) and len(value) <= MAX_LIST and self.spend(len(value))
        return [*value] if fits and isinstance(value, str | list) else None

    def _called(self, path: tuple[str, ...], given: list[Value]) -> Value:
        """What a function of the language or of the page gives for what stands in its brackets."""
        if path == ("location", "toString"):
            return self.location.part("href")
        given = [*map(as_text, given)]
        if path == ("Array", "from") and len(given) == 1:
            return self._listed(given[0])
        decodes = len(path) == 1 and path[0] in DECODERS and given
        return called(path, given) if not decodes or not isinstance(given[0], str) or self.spend(len(given[0])) else None

    def _method(self, owner: Value, name: str, given: list[Value], depth: int) -> Value:
        if name == "map" and isinstance(owner, list) and given:
            return self._mapped(owner, given[0], depth)
        if name == "bind" and isinstance(owner, Function) and len(given) < 2:
            return owner
        known = [one for one in given if isinstance(one, str | float | list | Wanted)]
        if not isinstance(owner, str | list) or len(known) < len(given) or not self.spend(sum(map(size, (owner, *known)))):
            return None
        return method(owner, name, known)

    def _mapped(self, owner: list[str | float], applied: Value, depth: int) -> list[str | float] | None:
        """No further than to the first that is not known, so that what may be made bounds how often it is tried."""
        found: list[str | float] = []
        for one in owner:
            value: Value = None
            if isinstance(applied, Builtin | Function) and self.spend(1):
                value = self._called(applied.path, [one]) if isinstance(applied, Builtin) else self._result(applied, [one], depth)
            if not isinstance(value, str | float):
                return None
            found.append(value)
        return found

    def _result(self, made: Function, given: list[Value], depth: int) -> Value:
        """What a function gives that does no more than to make a value of what it is given."""
        if made in self._running or depth > MAX_DEPTH or not made.runs or not self.spend(A_PIECE * (made.stop - made.parameters[0] + 10)):
            return None
        own = made.names()
        if [name and name[1] for name in own[:5]] == _PACKER:
            return unpacked(given)
        before = self.environment.saved(filter(None, own))
        self._running.add(made)
        for name, value in zip_longest(own, given[: len(own)]):
            if name is not None:
                self.environment.hold(name, value)
        value = self._returned(made, depth) if made.block else self.of(made.code, made.start, made.end(made.stop), depth + 1)
        self._running.discard(made)
        self.environment.restore(before)
        return value

    def _returned(self, made: Function, depth: int) -> Value:
        """What stands behind the `return` of a function that only gives values to names of its own before."""
        code, texts, at = made.code, made.code.pieces.texts, made.start
        while at < made.stop:
            if texts[at] == "return":
                return self.of(code, *code.pieces.parts(at + 1, made.stop)[-1], depth + 1)
            at += texts[at] in ("var", "let", "const")
            name = code.name(at)
            if texts[at + 1] != "=" or name[0] == GLOBAL:
                return None
            stop = code.pieces.parts(at + 2, made.stop)[0][1]
            self.environment.hold(name, self.of(code, at + 2, stop, depth + 1))
            at = stop + (texts[stop] in (",", ";"))
        return None


def _unary(sign: str, value: Value) -> Value:
    if sign == "!":
        held = truth(value)
        return None if held is None else not held
    if sign == "-":
        return -value if isinstance(value, float) else None
    names = {str: "string", float: "number", Timer: "number", bool: "boolean", Function: "function", Builtin: "function", type(None): None}
    return names.get(type(value), "object")
