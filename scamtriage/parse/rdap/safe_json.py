"""Read hostile JSON: check size and depth before parsing, and the type of every value."""

import re
from itertools import accumulate
from typing import Any

import orjson

from scamtriage.records import lazy_re

MAX_DEPTH = 64
MAX_BYTES = 1_048_576  # our own limit for stored and foreign bytes, slightly above what the transport returns
MAX_ITEMS = 500  # of any list that is walked

# An unfinished string extends to the end, even to a final backslash. Otherwise the match would be retried at each quote inside it, in
# quadratic time. The quantifiers are possessive, so they never backtrack.
_STRINGS = lazy_re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_PLAIN_STRINGS = lazy_re.compile(rb'"[^"]*+(?:"|\Z)')
_NO_BRACKETS_NOR_QUOTES = bytes(sorted(set(range(256)) - set(b'[]{}"')))
_NO_BRACKETS = bytes(sorted(set(range(256)) - set(b"[]{}")))
_STEPS = [1 if byte in b"[{" else -1 for byte in range(256)]
_CONTROLS_TO_BLANKS = bytes(32 if byte < 32 else byte for byte in range(256))  # outside strings a blank means the same
_ESCAPE = lazy_re.compile(r"\\(?:u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F]|(?P<half>[dD][89a-fA-F]))[0-9a-fA-F]{2}|.)", re.DOTALL)


class NotJson(ValueError):
    """The bytes are not an acceptable JSON object; the message gives the reason."""


def read(raw: bytes) -> dict[str, Any]:
    """Return the object in `raw`. Raises NotJson if it is too large, too deep, not an object, or not JSON (NaN and Infinity are not)."""
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
    """Parse again what may stand in one text and would lose the whole record: broken UTF-8 (some registries send Latin-1), control
    characters and halves of surrogate pairs. The text of a registrant is passed on as he typed it.
    """
    text = body.translate(_CONTROLS_TO_BLANKS).decode("utf-8", "replace")
    try:
        return orjson.loads(_ESCAPE.sub(lambda escape: r"\ufffd" if escape["half"] else escape[0], text))
    except orjson.JSONDecodeError as exc:
        raise NotJson(f"no JSON: {str(exc)[:100]}") from None


def _too_deep(body: bytes) -> bool:
    """Whether brackets outside strings nest deeper than MAX_DEPTH; uses only C-level operations for speed."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return False
    if b"\\" in body:
        brackets = _STRINGS.sub(b"", body).translate(None, _NO_BRACKETS)
    else:  # without backslashes every quote begins or ends a string, so all other characters can be dropped first
        brackets = _PLAIN_STRINGS.sub(b"", body.translate(None, _NO_BRACKETS_NOR_QUOTES))
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > MAX_DEPTH


def text(value: object) -> str:
    """Return the value if it is a string or an integer, else ""."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def items(value: object) -> list[Any]:
    """Return the value as a list of at most MAX_ITEMS. A value that is not a list becomes a list of one; null becomes an empty list."""
    if value is None:
        return []
    return value[:MAX_ITEMS] if isinstance(value, list) else [value]


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list; a single object counts as a list of one."""
    return [item for item in items(value) if isinstance(item, dict)]


def texts(value: object) -> list[str]:
    """Return the strings of a list; a single string counts as a list of one."""
    return [item for item in items(value) if isinstance(item, str)]
