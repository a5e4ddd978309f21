"""Reads hostile JSON: size and depth are measured before the parser sees a byte, and every value is asked for its type."""

import re
from itertools import accumulate
from typing import Any

import orjson

MAX_DEPTH = 64
MAX_BYTES = 1_048_576  # of our own, for stored and foreign bytes: a little more than the wire hands over
MAX_ITEMS = 500  # of any list that is walked

# An unfinished string runs to the end, even to a backslash with nothing behind it: tried anew at each quote in it, it would cost the square
# of its length. Possessive: it never goes back.
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_PLAIN_STRINGS = re.compile(rb'"[^"]*+(?:"|\Z)')
_NO_BRACKETS_NOR_QUOTES = bytes(sorted(set(range(256)) - set(b'[]{}"')))
_NO_BRACKETS = bytes(sorted(set(range(256)) - set(b"[]{}")))
_STEPS = [1 if byte in b"[{" else -1 for byte in range(256)]


class NotJson(ValueError):
    """The bytes are no JSON object that we read; the message says why in a sentence."""


def read(raw: bytes) -> dict[str, Any]:
    """The object in `raw`. Raises NotJson when it is too large, too deep, no JSON (NaN and Infinity are none), or not an object."""
    if len(raw) > MAX_BYTES:
        raise NotJson(f"larger than {MAX_BYTES} bytes")
    body = raw.removeprefix(b"\xef\xbb\xbf").strip()
    if not body.startswith(b"{"):
        raise NotJson("not a JSON object")
    if _too_deep(body):
        raise NotJson(f"nested deeper than {MAX_DEPTH}")
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        document = _repaired(body)
    if not isinstance(document, dict):
        raise NotJson("not a JSON object")
    return document


def _repaired(body: bytes) -> Any:
    """A second reading with broken UTF-8 replaced; some registries send Latin-1 inside JSON."""
    try:
        return orjson.loads(body.decode("utf-8", "replace"))
    except orjson.JSONDecodeError as exc:
        raise NotJson(f"no JSON: {str(exc)[:100]}") from None


def _too_deep(body: bytes) -> bool:
    """Whether brackets nest deeper than MAX_DEPTH, strings left out; at the speed of C."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return False
    if b"\\" in body:
        brackets = _STRINGS.sub(b"", body).translate(None, _NO_BRACKETS)
    else:  # every quote begins or ends a string, so the rest of a text need not be looked at
        brackets = _PLAIN_STRINGS.sub(b"", body.translate(None, _NO_BRACKETS_NOR_QUOTES))
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > MAX_DEPTH


def text(value: object) -> str:
    """The value when it is a string or a whole number, else ""."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def items(value: object) -> list[Any]:
    """The value as a list of at most MAX_ITEMS: one that is no list counts as a list of one, null as an empty one."""
    if value is None:
        return []
    return value[:MAX_ITEMS] if isinstance(value, list) else [value]


def objects(value: object) -> list[dict[str, Any]]:
    """The objects of a list; a single object counts as a list of one."""
    return [item for item in items(value) if isinstance(item, dict)]


def texts(value: object) -> list[str]:
    """The strings of a list; a single string counts as a list of one."""
    return [item for item in items(value) if isinstance(item, str)]
