"""What an expression of a script is worth where nothing has to be run to know it: texts, their sums, numbers, and what decodes a text."""

from itertools import zip_longest

from scamtriage.parse.html.scripts.location import Location
from scamtriage.parse.html.scripts.methods import (
    DECODERS,
    MADE_UP,
    MAX_LIST,
    MAX_TEXT,
    ROUNDED,
    Wanted,
    from_codes,
    method,
    number,
    size,
    spelt,
    unpacked,
    wanted,
)
from scamtriage.parse.html.scripts.operators import MAX_DEPTH, Operators
from scamtriage.parse.html.scripts.scopes import GLOBAL, Code, Function, Name, Names
from scamtriage.parse.html.scripts.things import PAGE, Builtin, Members, Value, member, truth
from scamtriage.parse.html.scripts.tokens import lex, places, unquote

_A_PIECE, _A_PLACE = 20, 200
"""What each piece of a function that gives a value costs of the characters that may be made, and each place of a template."""
_MAX_PLACE = 1_000
"""Characters of an expression in such a place."""
OWNERS = frozenset(("window", "self", "top", "parent", "document", "globalThis", "this", "frames", "defaultView"))
"""Names of the page itself, before `.location`."""
_OWN = OWNERS | {"location", "super"}

_BUILTIN = frozenset((*((name,) for name in DECODERS), ("String", "fromCharCode"), ("open",), ("eval",)))

_PACKER = [*"packe"]
"""What the packer of many scripts calls the first that its function is given."""


class Values(Operators):
    """What is known of names so far, for all scripts of a page."""

    def __init__(self, names: Names, url: str = "") -> None:
        super().__init__()
        self._names = names
        self.location = Location(url)
        self._known: dict[Name, tuple[int, Value]] = {}
        """How much of what is written to a name has been seen, and what it stands for then."""
        self._running: set[Function] = set()

    # names

    def put(self, name: Name, value: Value) -> None:
        """A name is given its value. It has one where all that is written to it anywhere, for certain or not, has been seen by then."""
        self._known[name] = self._known.get(name, (0, None))[0] + 1, value

    def give(self, name: Name, value: Value, *, later: bool) -> None:
        """A parameter is given its value. `later`: for a call that is to come; of two that differ nobody knows which is first."""
        if later and name in self._known and self._known[name][1] != value:
            self._names.written[name] += 1
        self._known[name] = 1, value

    def grow(self, name: Name, value: Value) -> None:
        """`name += …`, which counts for two writes."""
        seen, old = self._known.get(name, (0, None))
        self._known[name] = seen + 2, self._added(old, value)

    def hold(self, name: Name, value: Value) -> None:
        """A name has this value, whatever else is written to it."""
        self._known[name] = self._names.written[name], value

    def of_name(self, code: Code, index: int) -> Value:
        name = code.name(index)
        seen, value = self._known.get(name) or (1, self._names.functions.get(name))
        if seen != self._names.written[name] or (isinstance(value, Members | list) and name in self._names.changed):
            return None
        return value

    def path(self, code: Code, start: int, stop: int, depth: int = 0) -> tuple[tuple[str, ...], int]:
        """The names of `window.location.href` without those of the page itself, and where they end. A name that a function has for itself
        begins with "?": its `location` is not the page's."""
        texts, kinds, partner = code.pieces.texts, code.pieces.kinds, code.pieces.partner
        names: list[str] = []
        at = start
        while at < stop and kinds[at] == "word":
            names.append(texts[at])
            at += 1
            while texts[at] == "[" and partner[at] < stop and isinstance(name := self.of(code, at + 1, partner[at], depth + 1), str):
                names.append(name)
                at = partner[at] + 1
            if texts[at] != "." or at + 1 >= stop or kinds[at + 1] != "word":
                break
            at += 1
        if not names:
            return (), start
        own = names[0] not in ("this", "super") and code.name(start)[0] != 0
        if own or names[0] not in _OWN:
            value = self.of_name(code, start)
            if isinstance(value, Location):
                return ("location", *names[1:]), at
            if isinstance(value, Builtin):
                return (*value.path, *names[1:]), at
            if value is PAGE:
                names = names[1:]
            elif own:
                return ("?" + names[0], *names[1:]), at
        first = next((number for number, name in enumerate(names[:-1]) if name not in OWNERS), len(names) - 1)
        return tuple(names[max(0, first) :]), at

    # operands

    def _term(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        """(value, where it ends, whether all of it is known) of one operand, with its members, and with what is called of it."""
        value, after, whole = self._operand(code, at, stop, depth)
        texts, partner = code.pieces.texts, code.pieces.partner
        while whole and isinstance(value, str | list | Members | Function) and after < stop and (sign := texts[after]) in (".", "[", "("):
            if sign == "(":
                given = self._given(code, after + 1, partner[after], depth)
                value, after = self._result(value, given, depth) if isinstance(value, Function) else None, partner[after] + 1
            elif sign == "[":
                value, after = member(value, self.of(code, after + 1, partner[after], depth + 1)), partner[after] + 1
            elif texts[after + 2] == "(" and after + 2 < stop and not isinstance(value, Members):
                name, close = texts[after + 1], partner[after + 2]
                value, after = self._method(value, name, self._given(code, after + 3, close, depth), depth), close + 1
            else:
                value, after = member(value, texts[after + 1]), after + 2
        return value, after, whole

    def _operand(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        pieces = code.pieces
        if at >= stop or depth > MAX_DEPTH:
            return None, at, True
        text, kind = pieces.texts[at], pieces.kinds[at]
        made = code.functions.get(at + (text == "async"))
        if made is not None and (end := code.end(made, stop)) <= stop:
            return made, end, True
        if kind == "string":
            return unquote(text), at + 1, True
        if kind == "template":
            told, whole = self._filled(code, at, depth)
            return told, at + 1, whole
        if kind == "number":
            return number(text), at + 1, True
        if kind == "regex":
            return wanted(text), at + 1, True
        if text == "(":
            last = pieces.parts(at + 1, close := pieces.partner[at])[-1]
            value, whole = self._choice(code, *last, depth + 1)
            return value, close + 1, whole
        if text == "[":
            given = self._given(code, at + 1, close := pieces.partner[at], depth)
            held = [one for one in given if isinstance(one, str | float)]
            return held if len(held) == len(given) else None, close + 1, True
        if text == "{" and at < pieces.partner[at] < stop:
            return self._literal(code, at, depth), pieces.partner[at] + 1, True
        if text in ("!", "-", "typeof"):
            value, after, whole = self._term(code, at + 1, stop, depth + 1)
            return _unary(text, value), after, whole
        return self._word(code, at, stop, depth) if kind == "word" else (None, at, True)

    def _word(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        pieces = code.pieces
        text = pieces.texts[at]
        if text == "new":
            return self._made(code, at + 1, depth)
        if text in ("true", "false"):
            return text == "true", at + 1, True
        if pieces.texts[at + 1] in (".", "[") and isinstance(known := self.of_name(code, at), str | list | Members):
            return known, at + 1, True
        path, after = self.path(code, at, stop, depth)
        called = pieces.texts[after] == "(" and after < stop
        if len(path) == 3 and path[0] == "location" and (called or path[2] == "length"):
            return self.location.part(path[1]), after - 2, True
        if called:
            close = pieces.partner[after]
            given = self._given(code, after + 1, close, depth)
            made = self.of_name(code, at) if after == at + 1 else None
            value = self._result(made, given, depth) if isinstance(made, Function) else self._of_builtin(path, given, depth)
            return value, close + 1, True
        if path == ("location",):
            return self.location, after, True
        if len(path) == 2 and path[0] == "location":
            return self.location.part(path[1]), after, True
        if path in (("URL",), ("documentURI",)) and after > at + 1:
            return self.location.part("href"), after, True
        if path and path[-1] in OWNERS and all(pieces.texts[piece] in OWNERS for piece in range(at, after, 2)):
            return PAGE, after, True
        if path in _BUILTIN:
            return Builtin(path), after, True
        return self.of_name(code, at) if after == at + 1 else None, after, True

    def _literal(self, code: Code, at: int, depth: int) -> "Members | None":
        """`{name: value, …}`; None where names are put together, or taken from elsewhere."""
        pieces, held = code.pieces, dict[str, Value]()
        for start, stop in pieces.parts(at + 1, pieces.partner[at]) if depth < MAX_DEPTH else ():
            if pieces.texts[start] in (".", "["):
                return None
            if start + 2 < stop and pieces.texts[start + 1] == ":":
                name = pieces.texts[start]
                held[unquote(name) if pieces.kinds[start] == "string" else name] = self.of(code, start + 2, stop, depth + 1)
        return Members(held)

    def _given(self, code: Code, start: int, close: int, depth: int) -> list[Value]:
        """The values between two brackets; `...list` stands for as many as it holds."""
        found: list[Value] = []
        for first, last in code.pieces.parts(start, close) if start < close and depth < MAX_DEPTH else ():
            spread = code.pieces.texts[first : first + 3] == [".", ".", "."]
            value = self.of(code, first + 3 * spread, last, depth + 1)
            listed = self._listed(value) if spread else None
            found += [None if spread else value] if listed is None else listed
        return found

    def _listed(self, value: Value) -> list[str | float] | None:
        """What a text or a list holds, one by one."""
        fits = isinstance(value, str | list) and len(value) <= MAX_LIST and self._spend(len(value))
        return [*value] if fits and isinstance(value, str | list) else None

    # calls

    def _of_builtin(self, path: tuple[str, ...], given: list[Value], depth: int) -> Value:
        """What a function of the language gives for what stands in its brackets."""
        given = [one.part("href") if isinstance(one, Location) else one for one in given]
        if path in MADE_UP:
            return MADE_UP[path]
        if path == ("location", "toString"):
            return self.location.part("href")
        if path[:2] == ("String", "fromCharCode"):
            listed = given[1] if path[2:] == ("apply",) and len(given) > 1 else given
            numbers = [one for one in listed if isinstance(one, float)] if isinstance(listed, list) else []
            return from_codes(numbers) if isinstance(listed, list) and len(numbers) == len(listed) else None
        one = given[0] if given else None
        if path == ("Array", "from") and len(given) == 1:
            return self._listed(one)
        if path in ROUNDED and isinstance(one, float):
            return float(ROUNDED[path](one)) if abs(one) < 1e15 else one
        decode = DECODERS.get(path[0]) if len(path) == 1 else None
        if decode is None or not isinstance(one, str) or not self._spend(len(one)):
            return None
        try:
            return decode(one)
        except UnicodeEncodeError:  # half a character, at which a browser stops the script as well
            return None

    def _method(self, owner: Value, name: str, given: list[Value], depth: int) -> Value:
        if name == "map" and isinstance(owner, list) and given:
            return self._mapped(owner, given[0], depth)
        if name == "bind" and isinstance(owner, Function) and len(given) < 2:
            return owner
        known = [one for one in given if isinstance(one, str | float | list | Wanted)]
        if not isinstance(owner, str | list) or len(known) < len(given) or not self._spend(sum(map(size, (owner, *known)))):
            return None
        return method(owner, name, known)

    def _mapped(self, owner: list[str | float], called: Value, depth: int) -> list[str | float] | None:
        """No further than to the first that is not known, so that what may be made bounds how often it is tried."""
        found: list[str | float] = []
        for one in owner:
            value = self._applied(called, one, depth) if self._spend(1) else None
            if not isinstance(value, str | float):
                return None
            found.append(value)
        return found

    def _applied(self, called: Value, one: str | float, depth: int) -> Value:
        """What a function that stands as a value gives for this."""
        if isinstance(called, Builtin):
            return self._of_builtin(called.path, [one], depth)
        return self._result(called, [one], depth) if isinstance(called, Function) else None

    def _result(self, made: Function, given: list[Value], depth: int) -> Value:
        """What a function gives that does no more than to make a value of what it is given."""
        if made in self._running or depth > MAX_DEPTH or not made.runs or not self._spend(_A_PIECE * (made.stop - made.parameters[0] + 10)):
            return None
        own = [made.code.name(first) for first, last in made.code.pieces.parts(*made.parameters) if last == first + 1]
        if [name for _, name in own[:5]] == _PACKER:
            return unpacked(given)
        before = {name: self._known.get(name) for name in own}
        self._running.add(made)
        for name, value in zip_longest(own, given[: len(own)]):
            self.hold(name, value)
        value = self._returned(made, depth) if made.block else self.of(made.code, made.start, made.code.end(made, made.stop), depth + 1)
        self._running.discard(made)
        for name, held in before.items():
            self._known[name] = held or (0, None)
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
            self.hold(name, self.of(code, at + 2, stop, depth + 1))
            at = stop + (texts[stop] in (",", ";"))
        return None

    def _made(self, code: Code, at: int, depth: int) -> tuple[Value, int, bool]:
        """`new URL(reference, base)`, whose href is its text."""
        pieces = code.pieces
        if pieces.texts[at] != "URL" or pieces.texts[at + 1] != "(" or code.name(at)[0] != 0:
            return None, at, True
        close = pieces.partner[at + 1]
        given = [self.of(code, *part, depth + 1) for part in pieces.parts(at + 2, close)]
        texts = [one.part("href") if isinstance(one, Location) else one for one in given]
        after = close + 1 + 2 * (pieces.texts[close + 1 : close + 3] == [".", "href"])
        if len(texts) not in (1, 2) or not isinstance(texts[0], str) or not isinstance(texts[-1], str):
            return None, after, True
        return self.location.joined(texts[0], texts[-1]), after, True

    def _filled(self, code: Code, at: int, depth: int) -> tuple[str, bool]:
        """A template with what is known put in its places, up to the first place that is not."""
        told = ""
        for text, place in places(code.pieces.texts[at]):
            told += unquote(f"`{text}`")
            if not place:
                continue
            if len(place) > _MAX_PLACE or len(told) > MAX_TEXT or not self._spend(_A_PLACE):
                return told, False
            inner = Code(lex(place, _MAX_PLACE), self._names, within=(code, at))
            value = self.of(inner, 0, inner.pieces.count, depth + 1)
            value = value.part("href") if isinstance(value, Location) else value
            if not isinstance(value, str | float) or not self._spend(len(told) + size(value)):
                return told, False
            told += spelt(value)
        return told, True


def _unary(sign: str, value: Value) -> Value:
    if sign == "!":
        held = truth(value)
        return None if held is None else not held
    if sign == "-":
        return -value if isinstance(value, float) else None
    names = {str: "string", float: "number", bool: "boolean", Function: "function", Builtin: "function", type(None): None}
    return names.get(type(value), "object")
