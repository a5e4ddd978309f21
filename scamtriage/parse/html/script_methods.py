"""What functions and methods of JavaScript make of texts that are known: they decode, join, cut and turn round."""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Sequence
from urllib.parse import quote
from urllib.parse import unquote as percent_decoded

MAX_TEXT = 400_000
MAX_LIST = 50_000
_ESCAPED = re.compile(r"%(?:u([0-9a-fA-F]{4})|([0-9a-fA-F]{2}))")
_TO_ESCAPE = re.compile(r"[^A-Za-z0-9@*_+\-./]")
Known = str | float | list[str]


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
    "encodeURI": str,
    "String": str,
}

MADE_UP: dict[tuple[str, str], float] = {("Math", "random"): 0.5, ("Date", "now"): 1_700_000_000_000.0}
"""Numbers that nobody can know and that lead nowhere else: they only keep an answer from being an old one."""


def spelt(value: str | float) -> str:
    """As a script writes it into a text."""
    return value if isinstance(value, str) else str(int(value)) if value == value // 1 and abs(value) < 1e15 else repr(value)


def from_codes(codes: Sequence[float]) -> str | None:
    """String.fromCharCode(…)"""
    if len(codes) > MAX_LIST or not all(0 <= code < 0xD800 for code in codes):
        return None
    return "".join(chr(int(code)) for code in codes)


def method(owner: Known, name: str, given: Sequence[Known]) -> Known | None:
    """What a method gives; None where it is none of those that are known, or what it is given is not."""
    texts = [spelt(one) for one in given if not isinstance(one, list)]
    if len(texts) < len(given):
        return None
    if isinstance(owner, list):
        return _of_list(owner, name, texts)
    return _of_text(owner, name, texts) if isinstance(owner, str) else None


def _of_list(owner: list[str], name: str, texts: list[str]) -> Known | None:
    if name == "reverse" and not texts:
        return owner[::-1]
    if name == "join":
        mark = texts[0] if texts else ","
        return mark.join(owner) if sum(map(len, owner)) + len(mark) * max(0, len(owner) - 1) <= MAX_TEXT else None
    return None


def _of_text(owner: str, name: str, texts: list[str]) -> Known | None:
    if name in ("toString", "trim", "toLowerCase", "toUpperCase") and not texts:
        return {"trim": owner.strip, "toLowerCase": owner.lower, "toUpperCase": owner.upper}.get(name, owner.__str__)()
    if name == "concat":
        whole = owner + "".join(texts)
        return whole if len(whole) <= MAX_TEXT else None
    if name == "split" and len(texts) == 1 and len(owner) <= MAX_LIST:
        return owner.split(texts[0]) if texts[0] else list(owner)
    if name == "replace" and len(texts) == 2 and "$" not in texts[1]:
        return owner.replace(texts[0], texts[1], 1)[: MAX_TEXT + 1]
    return None


def size(value: str | float | list[str]) -> int:
    return 1 if isinstance(value, float) else len(value) + (sum(map(len, value)) if isinstance(value, list) else 0)


def number(text: str) -> float | None:
    text = text.replace("_", "")
    try:
        return float(int(text, 0)) if text[:2].lower() in ("0x", "0b", "0o") else float(text)
    except (ValueError, OverflowError):
        return None
