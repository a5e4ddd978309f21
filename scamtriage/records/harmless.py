"""What a line of evidence may hold: text of a target is the same to every reader of JSON, and harmless to whoever looks at it."""

import re
from typing import Any


def harmless(line: bytes) -> bytes:
    r"""The line with whatever acts on a terminal or hides on a screen as \uXXXX."""
    if line.isascii() and b"\x7f" not in line:
        return line
    unseen = b"\x7f" in line or any(lead in line and tail.search(line) is not None for lead, tail in _LEADS)
    return _UNSEEN.sub(_escaped, line) if unseen else line


_UNSEEN = re.compile(
    rb"(?:\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]"
    rb"|\xf3\xa0[\x80\x81][\x80-\xbf])+"
)
"""UTF-8 of DEL, C1, U+061C, U+200B to 200F, U+2028 to 202E, U+2060 to 206F, U+FEFF, U+FFF9 to FFFB and the tags U+E0000 to E007F."""
_LEADS = (
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    (b"\xd8", re.compile(rb"\xd8(?:\x9c)")),
    (b"\xe2", re.compile(rb"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xaf])")),
    (b"\xef", re.compile(rb"\xef(?:\xbb\xbf|\xbf[\xb9-\xbb])")),
    (b"\xf3", re.compile(rb"\xf3(?:\xa0[\x80\x81])")),
)
"""A first byte of `_UNSEEN`, and what begins with it: looking for the byte, and then for what begins with this one, takes a tenth of the
time of looking for any of them at once. Nearly every line has something beyond ASCII, and hardly one has any of these."""


def _escaped(match: re.Match[bytes]) -> bytes:
    units = match[0].decode().encode("utf-16-be").hex(" ", 2)  # a page may hold a million of them
    return b"\\u" + units.replace(" ", "\\u").encode()


def without_surrogates(value: Any) -> Any:
    """The plain value with each lone surrogate, which no UTF-8 carries, as a question mark."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode("utf-8")
        case dict():
            return {without_surrogates(k): without_surrogates(v) for k, v in value.items()}
        case list() | tuple():
            return [without_surrogates(v) for v in value]
        case _:
            return value
