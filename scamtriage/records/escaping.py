"""Make evidence lines safe: valid for every JSON parser, and without characters that control a terminal or are invisible."""

import re
from itertools import groupby
from typing import Any

from scamtriage.records import lazy_re
from scamtriage.records.invisible_characters import ESCAPED, members, utf8


def escape_unseen(line: bytes) -> bytes:
    r"""Return the line with terminal control characters and invisible characters escaped as \uXXXX."""
    if line.isascii() and b"\x7f" not in line:
        return line
    unseen = b"\x7f" in line or any(lead in line and tail.search(line) is not None for lead, tail in _LEADS)
    return _UNSEEN.sub(_escaped, line) if unseen else line


_CLASSES = [pattern.encode() for pattern in utf8(members(ESCAPED)[1:])]  # behind DEL, which is the only ASCII character
_UNSEEN = lazy_re.compile(b"(?:\\x7f|" + b"|".join(_CLASSES) + b")+")
_LEADS = [(bytes.fromhex(lead.decode()), lazy_re.compile(b"|".join(same))) for lead, same in groupby(_CLASSES, lambda one: one[2:4])]
"""Each first byte of `_UNSEEN`, with a pattern for the sequences that begin with it. Testing for the byte first is faster than one search
for all of them, since nearly every line has non-ASCII text and hardly any has these."""


def _escaped(match: re.Match[bytes]) -> bytes:
    units = match[0].decode().encode("utf-16-be").hex(" ", 2)  # one call for the whole run: a page may hold a million of them
    return b"\\u" + units.replace(" ", "\\u").encode()


def without_surrogates(value: Any) -> Any:
    """Return the plain value with each lone surrogate, which UTF-8 cannot encode, replaced by a question mark."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode("utf-8")
        case dict():
            return {without_surrogates(k): without_surrogates(v) for k, v in value.items()}
        case list() | tuple():
            return [without_surrogates(v) for v in value]
        case _:
            return value
