"""What an expression of a script is worth where nothing has to be run to know it: texts, their sums, numbers, and what decodes a text."""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable
from urllib.parse import quote
from urllib.parse import unquote as percent_decoded

from scamtriage.parse.html.script_scopes import Code, Function, Name, Names
from scamtriage.parse.html.script_tokens import unquote

MAX_TEXT = 8_192
_MAX_DEPTH = 40
OWNERS = frozenset(("window", "self", "top", "parent", "document", "globalThis", "this", "frames", "defaultView"))
"""Names of the page itself, before `.location`."""

# What stands in it is the host for certain, whatever comes behind: a sum may go on with what nobody knows.
_HOST_IS_WHOLE = re.compile(r"\s*(?:https?:)?[/\\]{2}[^/\\?#]+[/\\?#]", re.IGNORECASE)
_PLACE = re.compile(r"\$\{\s*((?:[^\W\d]|\$)[\w$]*)\s*\}")
_ADDS = frozenset((".", "+", "*", "/", "%", "(", "["))
_VALUES = frozenset(("word", "string", "template", "number", "regex"))


class Page:
    """The window or the document: where a parameter stands for one, `w.location` is the page's."""


PAGE = Page()
Value = str | float | Page | Function | None


class Values:
    """What is known of names so far, for all scripts of a page."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[Name, Value] = {}

    def put(self, name: Name, value: Value) -> None:
        """A name is given its value; what is written more than once has none."""
        if value is not None and self._names.written[name] == 1:
            self._known[name] = value

    def of_name(self, code: Code, index: int) -> Value:
        name = code.name(index)
        if self._names.written[name] > 1:
            return None
        return self._known.get(name, self._names.functions.get(name))

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
            if not isinstance(value, str | float):
                return None
            if found is None:
                found = value
            elif isinstance(found, float) and isinstance(value, float):
                found += value
            else:
                found = _spelt(found) + _spelt(value)
                if len(found) > MAX_TEXT:
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
        if names[0] not in ("this", "super") and code.name(start)[0] != 0:
            if self.of_name(code, start) is not PAGE:
                return ("?" + names[0], *names[1:]), at
            names = names[1:]
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
        """(value, where it ends, whether all of it is known) of one operand."""
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
            return _number(text), at + 1, True
        if text == "(":
            close = pieces.partner[at]
            return self.of(code, at + 1, close, depth + 1), close + 1, True
        if kind != "word":
            return None, at, True
        path, after = self.path(code, at, stop)
        if len(path) == 1 and pieces.texts[after] == "(" and (decode := _DECODERS.get(path[0])) is not None:
            close = pieces.partner[after]
            inner = self.of(code, after + 1, close, depth + 1)
            return decode(inner) if isinstance(inner, str) else None, close + 1, True
        if after == at + 1 and text in OWNERS and path == (text,):
            return PAGE, after, True
        if after == at + 1:
            return self.of_name(code, at), after, True
        return None, after, True

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
            told, last = told + _spelt(value), match.end()
        rest = body[last:]
        return told + unquote(f"`{rest.partition('${')[0]}`"), "${" not in rest

    def _named(self, code: Code, at: int, text: str) -> Value:
        name = code.name(at, text)
        return None if self._names.written[name] > 1 else self._known.get(name)

    def _open(self, code: Code, told: str, at: int, stop: int) -> str | None:
        """A text of which more would follow, where it names a host and what follows only adds to it."""
        if _HOST_IS_WHOLE.match(told) is None:
            return None
        pieces = code.pieces
        while at < stop:
            text = pieces.texts[at]
            if text in ("in", "instanceof") or (text not in _ADDS and pieces.kinds[at] not in _VALUES):
                return None
            at = pieces.partner.get(at, at) + 1
        return told


def _number(text: str) -> float | None:
    text = text.replace("_", "")
    try:
        return float(int(text, 0)) if text[:2].lower() in ("0x", "0b", "0o") else float(text)
    except (ValueError, OverflowError):
        return None


def _spelt(value: str | float) -> str:
    """As a script writes it into a text."""
    return value if isinstance(value, str) else str(int(value)) if value == value // 1 and abs(value) < 1e15 else repr(value)


def _from_base64(text: str) -> str:
    try:
        text = text[:MAX_TEXT]
        return b64decode(text + "=" * (-len(text) % 4)).decode("latin-1")
    except (binascii.Error, ValueError):
        return ""


def _as_component(text: str) -> str:
    return quote(text[:MAX_TEXT], safe="-_.!~*'()")


_DECODERS: dict[str, Callable[[str], str]] = {
    "atob": _from_base64,
    "decodeURIComponent": percent_decoded,
    "decodeURI": percent_decoded,
    "unescape": percent_decoded,
    "encodeURI": str,
    "encodeURIComponent": _as_component,
    "String": str,
}
