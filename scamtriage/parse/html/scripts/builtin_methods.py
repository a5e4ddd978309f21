"""What functions and methods of JavaScript make of texts that are known: they decode, join, cut and turn round."""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, trunc
from urllib.parse import quote
from urllib.parse import unquote as percent_decoded

from scamtriage.records import lazy_re

MAX_TEXT = 400_000
MAX_LIST = 50_000
_ESCAPED = lazy_re.compile(r"%(?:u([0-9a-fA-F]{4})|([0-9a-fA-F]{2}))")
_TO_ESCAPE = lazy_re.compile(r"[^A-Za-z0-9@*_+\-./]")
_WORDS = lazy_re.compile(r"\w+", re.ASCII)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PLAIN = lazy_re.compile(r"/((?:[\w\s~#@!%&=:;,<>\"'`-]|\\[^\w\s])+)/([gi]*)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A regular expression that stands for one text."""

    text: str
    all: bool


Known = str | float | list[str | float] | Wanted


def _from_base64(text: str) -> str:
    try:
        text = text[:MAX_TEXT]
        return b64decode(text + "=" * (-len(text) % 4)).decode("latin-1")
    except (binascii.Error, ValueError):
        return ""


def _unescape(text: str) -> str:
    """`%u0E01` is a character, and `%E9` another, whatever UTF-8 says."""
    return _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(lambda match: f"%{ord(match[0]):02X}" if match[0] <= "\xff" else f"%u{ord(match[0]):04X}", text)


DECODERS: dict[str, Callable[[str], str]] = {
    "atob": _from_base64,
    "decodeURIComponent": percent_decoded,
    "decodeURI": percent_decoded,
    "unescape": _unescape,
    "escape": _escape,
    "encodeURIComponent": lambda text: quote(text, safe="!~*'()"),
    "encodeURI": lambda text: quote(text, safe="!~*'();/?:@&=+$,#"),
    "String": str,
}

_MADE_UP: dict[tuple[str, ...], float] = {("Math", "random"): 0.5, ("Date", "now"): 1_700_000_000_000.0}
"""Numbers that nobody can know and that lead nowhere else: they keep an answer from being an old one, or choose one of like targets."""

_ROUNDED: dict[tuple[str, ...], Callable[[float], int]] = {
    ("Math", "floor"): floor,
    ("Math", "ceil"): ceil,
    ("Math", "trunc"): trunc,
    ("Math", "round"): lambda value: floor(value + 0.5),
}


def spelt(value: str | float) -> str:
    """As a script writes it into a text."""
    return value if isinstance(value, str) else str(int(value)) if value == value // 1 and abs(value) < 1e15 else repr(value)


def _from_codes(codes: Sequence[float]) -> str | None:
    if len(codes) > MAX_LIST or not all(0 <= code < 0xD800 for code in codes):
        return None
    return "".join(chr(int(code)) for code in codes)


def called(path: tuple[str, ...], given: Sequence[object]) -> float | str | None:
    """What a function of the language gives, `Math.floor(1.5)`; None where it is none that is known, or what it is given is not."""
    if path in _MADE_UP:
        return _MADE_UP[path]
    one = given[0] if given else None
    if path[:2] == ("String", "fromCharCode"):
        listed = given[1] if path[2:] == ("apply",) and len(given) > 1 else given
        numbers = [code for code in listed if isinstance(code, float)] if isinstance(listed, list) else []
        return _from_codes(numbers) if isinstance(listed, list) and len(numbers) == len(listed) else None
    if path in _ROUNDED and isinstance(one, float):
        return float(_ROUNDED[path](one)) if abs(one) < 1e15 else one
    decode = DECODERS.get(path[0]) if len(path) == 1 else None
    try:
        return decode(one) if decode is not None and isinstance(one, str) else None
    except UnicodeEncodeError:  # half a character, at which a browser stops the script as well
        return None


def unpacked(given: Sequence[object]) -> str | None:
    """What the packer of many scripts packed, `eval(function(p,a,c,k,e,d){…}("0 1", 62, 2, "a|b".split("|")))`: words for numbers."""
    match given:
        case (str() as packed, float() as base, float() as count, list() as words, *_) if 2 <= base <= 62 and 0 <= count <= MAX_LIST:
            named = {_numeral(number, int(base)): word for number, word in zip(range(int(count)), words, strict=False) if word}
            most = MAX_TEXT // (1 + max((len(word) for word in named.values()), default=0))
            return _WORDS.sub(lambda match: named.get(match[0], match[0]), packed) if len(packed) <= most * 2 else None
    return None


def _numeral(number: int, base: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, base)
        digits = _DIGITS[digit] + digits
    return digits


def wanted(expression: str) -> Wanted | None:
    """A regular expression that is written out; None for one that stands for more than one text."""
    match = _PLAIN.fullmatch(expression)
    return Wanted(match[1].replace("\\", ""), "g" in match[2]) if match is not None and "i" not in match[2] else None


def method(owner: str | list[str | float], name: str, given: Sequence[Known]) -> Known | bool | None:
    """What a method gives; None where it is none of those that are known, or what it is given is not."""
    if isinstance(owner, str) and name in ("replace", "replaceAll") and len(given) == 2 and isinstance(given[0], Wanted):
        return _replaced(owner, given[0], given[1])
    if isinstance(owner, str) and name in ("substring", "substr", "slice", "charAt", "charCodeAt"):
        return _cut(owner, name, [int(one) for one in given if isinstance(one, float) and abs(one) <= MAX_TEXT], len(given))
    texts = [spelt(one) for one in given if isinstance(one, str | float)]
    if len(texts) < len(given):
        return None
    return _of_list(owner, name, texts) if isinstance(owner, list) else _of_text(owner, name, texts)


def _of_list(owner: list[str | float], name: str, texts: list[str]) -> Known | None:
    if name == "reverse" and not texts:
        return owner[::-1]
    if name == "slice" and not texts:
        return owner
    if name == "join":
        mark, held = texts[0] if texts else ",", [*map(spelt, owner)]
        return mark.join(held) if sum(map(len, held)) + len(mark) * max(0, len(held) - 1) <= MAX_TEXT else None
    return None


def _of_text(owner: str, name: str, texts: list[str]) -> Known | bool | None:
    match name, texts:
        case "toString", []:
            return owner
        case "trim", []:
            return owner.strip()
        case "toLowerCase", []:
            return owner.lower()
        case "toUpperCase", []:
            return owner.upper()
        case "concat", _:
            whole = owner + "".join(texts)
            return whole if len(whole) <= MAX_TEXT else None
        case "split", [mark] if len(owner) <= MAX_LIST:
            return [*(owner.split(mark) if mark else owner)]
        case (("replace" | "replaceAll"), [old, new]):
            return _replaced(owner, Wanted(old, name == "replaceAll"), new)
        case "indexOf", [part]:
            return float(owner.find(part))
        case "includes", [part]:
            return part in owner
        case "startsWith", [part]:
            return owner.startswith(part)
        case "endsWith", [part]:
            return owner.endswith(part)
    return None


def _replaced(owner: str, what: Wanted, new: Known) -> str | None:
    if not isinstance(new, str | float) or "$" in (text := spelt(new)) or (what.all and not what.text):
        return None
    most = owner.count(what.text) if what.all else 1
    return owner.replace(what.text, text, most) if len(owner) + most * len(text) <= MAX_TEXT else None


def _cut(owner: str, name: str, given: list[int], count: int) -> str | float | None:
    """A part of a text, by where it begins and ends."""
    if len(given) < count or count > 2 or (not count and name not in ("slice", "charAt", "charCodeAt")):
        return None
    size = len(owner)
    first, last = (*given, *(0, size)[count:]) if count < 2 else given
    if name == "charAt":
        return owner[first : first + 1] if first >= 0 else ""
    if name == "charCodeAt":
        return float(ord(owner[first])) if 0 <= first < size else None
    if name == "substr":
        first = max(0, first + size) if first < 0 else first
        return owner[first : first + max(0, last)]
    if name == "substring":
        first, last = sorted((max(0, first), max(0, last)))
    return owner[first:last]


def size(value: Known) -> int:
    if isinstance(value, list):
        return len(value) + sum(len(one) for one in value if isinstance(one, str))
    return len(value) if isinstance(value, str) else 1


def number(text: str) -> float | None:
    text = text.replace("_", "")
    try:
        return float(int(text, 0)) if text[:2].lower() in ("0x", "0b", "0o") else float(text)
    except (ValueError, OverflowError):
        return None
