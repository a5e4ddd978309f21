"""What an expression of a script is worth where nothing has to be run to know it: texts, their sums, numbers, and what decodes a text."""

import re
from dataclasses import dataclass

from scamtriage.parse.html.script_location import SET, Location
from scamtriage.parse.html.script_methods import DECODERS, MADE_UP, MAX_TEXT, from_codes, method, number, size, spelt
from scamtriage.parse.html.script_scopes import Code, Function, Name, Names
from scamtriage.parse.html.script_tokens import VALUES, unquote

_MAX_DEPTH = 40
MAX_MADE = 4_000_000
"""Characters that sums, methods and decoders make of texts in one walk."""
OWNERS = frozenset(("window", "self", "top", "parent", "document", "globalThis", "this", "frames", "defaultView"))
"""Names of the page itself, before `.location`."""
_OWN = OWNERS | {"location", "super"}

# What stands in it is the host for certain, whatever comes behind: a sum may go on with what nobody knows.
_HOST_IS_WHOLE = re.compile(r"\s*(?:https?:)?[/\\]{2}[^/\\?#]+[/\\?#]", re.IGNORECASE)
_PLACE = re.compile(r"\$\{\s*((?:[^\W\d]|\$)[\w$]*(?:\.\w+){0,3})\s*\}")
_ADDS = frozenset((".", "+", "*", "/", "%", "(", "["))


class Page:
    """The window or the document: where a parameter stands for one, `w.location` is the page's."""


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """What an object that is written out holds."""

    held: "dict[str, Value]"


PAGE = Page()
Value = str | float | list[str] | Page | Location | Function | Members | None


class Values:
    """What is known of names so far, for all scripts of a page."""

    def __init__(self, names: Names, url: str = "", *, grow: bool = False) -> None:
        self._names = names
        self._grow = grow
        self.location = Location(url)
        self._known: dict[Name, Value] = {}
        self._grown: dict[Name, tuple[int, str | None]] = {}
        """Of texts that are put together step by step: how much of what is written to the name was seen, and the text so far."""
        self._purse = MAX_MADE

    def put(self, name: Name, value: Value) -> None:
        """A name is given its value; what is written more than once has none."""
        if value is not None and self._names.written[name] == 1:
            self._known[name] = value
        elif isinstance(value, str) and self._grow:
            self._grown[name] = 1, value

    def give(self, name: Name, value: Value, *, later: bool) -> None:
        """A parameter is given its value. `later`: for a call that is to come; of two that differ nobody knows which is first."""
        if later and self._known.get(name, value) != value:
            self._names.written[name] += 1
        self._known.pop(name, None)
        self.put(name, value)

    def grow(self, name: Name, value: Value) -> None:
        """`name += …`, which counts for two writes."""
        if not self._grow:
            return
        seen, text = self._grown.get(name, (0, None))
        whole = isinstance(text, str) and isinstance(value, str | float) and self._spend(len(text))
        self._grown[name] = seen + 2, f"{text}{spelt(value)}"[: MAX_TEXT + 1] if whole and isinstance(value, str | float) else None

    def _spend(self, chars: int) -> bool:
        """Whether so many characters may still be made."""
        self._purse -= chars
        return self._purse >= 0

    def of_name(self, code: Code, index: int) -> Value:
        name = code.name(index)
        if (written := self._names.written[name]) > 1:
            seen, text = self._grown.get(name, (0, None))
            return text if seen == written else None
        value = self._known.get(name, self._names.functions.get(name))
        return None if isinstance(value, Members | list) and name in self._names.changed else value

    def of(self, code: Code, start: int, stop: int, depth: int = 0) -> Value:
        """The value of a range; None where it can't be told. A text of which only the end is unknown goes as far as it is known, if it has
        named a host by then."""
        if start >= stop or depth > _MAX_DEPTH:
            return None
        found: str | float | None = None
        at = start
        while True:
            value, after, whole = self._product(code, at, stop, depth)
            if value is None or not whole:
                told = found if isinstance(found, str) else ""
                return self._open(code, told + (value if isinstance(value, str) else ""), at, stop)
            if found is None and after >= stop:
                return value
            value = value.part("href") if isinstance(value, Location) else value
            if not isinstance(value, str | float):
                return None
            if found is None:
                found = value
            elif isinstance(found, float) and isinstance(value, float):
                found += value
            else:
                found = spelt(found) + spelt(value)
                if len(found) > MAX_TEXT or not self._spend(len(found)):
                    return None
            if after >= stop:
                return found
            if code.pieces.texts[after] != "+":
                return None
            at = after + 1

    def path(self, code: Code, start: int, stop: int) -> tuple[tuple[str, ...], int]:
        """The names of `window.location.href` without those of the page itself, and where they end. A name that a function has for itself
        begins with "?": its `location` is not the page's."""
        texts, kinds = code.pieces.texts, code.pieces.kinds
        names: list[str] = []
        at = start
        while at < stop and kinds[at] == "word":
            names.append(texts[at])
            at += 1
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
            if value is PAGE:
                names = names[1:]
            elif own:
                return ("?" + names[0], *names[1:]), at
        first = next((number for number, name in enumerate(names[:-1]) if name not in OWNERS), len(names) - 1)
        return tuple(names[max(0, first) :]), at

    def _product(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        value, at, whole = self._term(code, at, stop, depth)
        while whole and isinstance(value, float) and at < stop and (sign := code.pieces.texts[at]) in ("*", "/"):
            more, at, whole = self._term(code, at + 1, stop, depth)
            if not isinstance(more, float) or (sign == "/" and not more):
                return None, at, True
            value = value * more if sign == "*" else value / more
        return value, at, whole

    def _term(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        """(value, where it ends, whether all of it is known) of one operand, with the methods that are called on it."""
        value, after, whole = self._operand(code, at, stop, depth)
        pieces = code.pieces
        while isinstance(value, Members) and after + 1 < stop and pieces.texts[after] == ".":
            value, after = value.held.get(pieces.texts[after + 1]), after + 2
        if isinstance(value, list) and pieces.texts[after] == "[" and pieces.texts[after + 2] == "]" and after + 2 < stop:
            index = pieces.texts[after + 1]
            value, after = value[int(index)] if index.isdecimal() and int(index[:6]) < len(value) else None, after + 3
        while (
            whole and isinstance(value, str | list) and after + 2 < stop and pieces.texts[after] == "." and pieces.texts[after + 2] == "("
        ):
            name, close = pieces.texts[after + 1], pieces.partner[after + 2]
            given = [self.of(code, *part, depth + 1) for part in pieces.parts(after + 3, close)] if close > after + 3 else []
            known = [one for one in given if isinstance(one, str | float | list)]
            cost = sum(map(size, (value, *known)))
            value = method(value, name, known) if len(known) == len(given) and self._spend(cost) else None
            after = close + 1
        return value, after, whole

    def _operand(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        pieces = code.pieces
        if at >= stop:
            return None, at, True
        text, kind = pieces.texts[at], pieces.kinds[at]
        made = code.functions.get(at + (text == "async"))
        if made is not None and (end := code.end(made, stop)) <= stop:
            return made, end, True
        if kind == "string":
            return unquote(text), at + 1, True
        if kind == "template":
            told, whole = self._filled(code, at)
            return told, at + 1, whole
        if kind == "number":
            return number(text), at + 1, True
        if text == "(":
            close = pieces.partner[at]
            return self.of(code, at + 1, close, depth + 1), close + 1, True
        if text == "[":
            close = pieces.partner[at]
            held = [self.of(code, *part, depth + 1) for part in pieces.parts(at + 1, close)] if depth < _MAX_DEPTH else [None]
            texts = [one for one in held if isinstance(one, str)]
            return texts if len(texts) == len(held) else None, close + 1, True
        if text == "{" and at < pieces.partner[at] < stop:
            return self._literal(code, at, depth), pieces.partner[at] + 1, True
        if kind != "word":
            return None, at, True
        if text == "new":
            return self._made(code, at + 1, depth)
        if pieces.texts[at + 1] == "." and isinstance(known := self.of_name(code, at), str | list | Members):
            return known, at + 1, True
        path, after = self.path(code, at, stop)
        if len(path) == 3 and path[0] == "location" and pieces.texts[after] == "(":
            return self.location.part(path[1]), after - 2, True
        if pieces.texts[after] == "(":
            close = pieces.partner[after]
            return self._called(code, path, after + 1, close, depth), close + 1, True
        if path == ("location",):
            return self.location, after, True
        if len(path) == 2 and path[0] == "location":
            return self.location.part(path[1]), after, True
        if path in (("URL",), ("documentURI",)) and after > at + 1:
            return self.location.part("href"), after, True
        if path and path[-1] in OWNERS and all(pieces.texts[piece] in OWNERS for piece in range(at, after, 2)):
            return PAGE, after, True
        if after == at + 1:
            return self.of_name(code, at), after, True
        return None, after, True

    def _literal(self, code: Code, at: int, depth: int) -> "Members | None":
        """`{name: value, …}`; None where names are put together, or taken from elsewhere."""
        pieces, held = code.pieces, dict[str, Value]()
        for start, stop in pieces.parts(at + 1, pieces.partner[at]) if depth < _MAX_DEPTH else ():
            if pieces.texts[start] in (".", "["):
                return None
            if start + 2 < stop and pieces.texts[start + 1] == ":":
                name = pieces.texts[start]
                held[unquote(name) if pieces.kinds[start] == "string" else name] = self.of(code, start + 2, stop, depth + 1)
        return Members(held)

    def _called(self, code: Code, path: tuple[str, ...], start: int, close: int, depth: int) -> Value:
        """What a function of the language gives for what stands in its brackets."""
        if path in MADE_UP:
            return MADE_UP[path]
        if path == ("location", "toString"):
            return self.location.part("href")
        if path == ("String", "fromCharCode"):
            codes = [self.of(code, *part, depth + 1) for part in code.pieces.parts(start, close)]
            numbers = [one for one in codes if isinstance(one, float)]
            return from_codes(numbers) if len(numbers) == len(codes) else None
        decode = DECODERS.get(path[0]) if len(path) == 1 else None
        inner = self.of(code, start, close, depth + 1) if decode is not None else None
        inner = inner.part("href") if isinstance(inner, Location) else inner
        if decode is None or not isinstance(inner, str) or not self._spend(len(inner)):
            return None
        try:
            return decode(inner)
        except UnicodeEncodeError:  # half a character, at which a browser stops the script as well
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

    def _filled(self, code: Code, at: int) -> tuple[str, bool]:
        """A template with what is known put in its places, up to the first place that is not."""
        text, told, last = code.pieces.texts[at], "", 0
        if "${" not in text:
            return unquote(text), True
        body = text[1:-1] if text[-1] == "`" and len(text) > 1 else text[1:]
        for match in _PLACE.finditer(body):
            value = self._named(code, at, match[1])
            before = body[last : match.start()]
            told += unquote(f"`{before}`") if "${" not in before else ""
            if "${" in before or not isinstance(value, str | float) or len(told) > MAX_TEXT:
                return told, False
            told, last = told + spelt(value), match.end()
            if not self._spend(len(told)):
                return "", False
        rest = body[last:]
        return told + unquote(f"`{rest.partition('${')[0]}`"), "${" not in rest

    def _named(self, code: Code, at: int, text: str) -> Value:
        if "." in text:
            names = text.removeprefix("window.").removeprefix("document.").split(".")
            own = len(names) == 2 and names[0] == "location" and code.name(at, "location")[0] == 0
            return self.location.part(names[1]) if own else None
        name = code.name(at, text)
        return None if self._names.written[name] > 1 else self._known.get(name)

    def _open(self, code: Code, told: str, at: int, stop: int) -> str | None:
        """A text of which more would follow, where it names a host and what follows only adds to it."""
        if _HOST_IS_WHOLE.match(told) is None:
            return None
        pieces = code.pieces
        while at < stop:
            text = pieces.texts[at]
            if text in ("in", "instanceof") or (text not in _ADDS and pieces.kinds[at] not in VALUES):
                return None
            at = pieces.partner.get(at, at) + 1
        return told


def part_of(owner: Value, name: Value) -> str:
    """The part of the page's address that `owner[name] = …` sets, "" for none."""
    if isinstance(owner, Location) and isinstance(name, str) and name in SET:
        return name
    return "href" if owner is PAGE and name == "location" else ""
