"""Make evidence lines safe: valid for every JSON parser, and without characters that control a terminal or are invisible."""

import re
from typing import Any


def escape_unseen(line: bytes) -> bytes:
    r"""Return the line with terminal control characters and invisible characters escaped as \uXXXX."""
    if line.isascii() and b"\x7f" not in line:
        return line
    unseen = b"\x7f" in line or any(lead in line and tail.search(line) is not None for lead, tail in _LEADS)
    return _UNSEEN.sub(_escaped, line) if unseen else line


_UNSEEN = re.compile(
    rb"(?:\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]"
    rb"|\xf3\xa0[\x80\x81][\x80-\xbf])+"
)
"""UTF-8 of DEL, C1, U+061C, U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF, U+FFF9 to U+FFFB and the tags U+E0000 to
U+E007F."""
_LEADS = (
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    (b"\xd8", re.compile(rb"\xd8(?:\x9c)")),
    (b"\xe2", re.compile(rb"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xaf])")),
    (b"\xef", re.compile(rb"\xef(?:\xbb\xbf|\xbf[\xb9-\xbb])")),
    (b"\xf3", re.compile(rb"\xf3(?:\xa0[\x80\x81])")),
)
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
