"""The head of an everyday HTTP/1.1 answer, read in one step; whatever is unusual in it is left to h11.

h11 reads line by line and keeps the state of both sides, which takes as long as the rest of a small exchange. Nearly every server answers
in one form: a final status, plain header lines, one Content-Length. That form, and nothing beside it, is read here; for it h11 says the
same, which the tests hold against each other.
"""

import re
from typing import NamedTuple

_STATUS = re.compile(r"HTTP/1\.1 ([2-5][0-9]{2})(?: [\t -~\x80-\xff]*)?")
_LINES = re.compile(r"(?:\r\n[-!#$%&'*+.^_`|~0-9A-Za-z]+:[\t -~\x80-\xff]*+)*+")
_BARE = ("204", "304")
"""Answers whose Content-Length says nothing about a body (RFC 9110 section 8.6)."""
_MAX_DIGITS = 15


class Head(NamedTuple):
    """Status, headers as h11 gives them, how long the body is, and whether another question may follow it."""

    status_code: int
    headers: tuple[tuple[str, str], ...]
    length: int
    keeps: bool


def read_head(data: bytes, *, max_bytes: int, max_lines: int) -> tuple[Head, bytes] | None:
    """(the head that `data` begins with, what follows it), or None when it is not there whole, too large, or not of the everyday form."""
    end = data.find(b"\r\n\r\n", 0, max_bytes)
    if end < 0:
        return None
    text = data[:end].decode("latin-1")
    status = _STATUS.match(text)
    if status is None or status[1] in _BARE or _LINES.fullmatch(text, status.end()) is None:
        return None
    lines = text[status.end() + 2 :].split("\r\n")
    if len(lines) > max_lines:
        return None
    headers = tuple([(name.lower(), value.strip(" \t")) for name, _, value in [line.partition(":") for line in lines]])
    length, keeps = "", True
    for name, value in headers:
        if name == "content-length":
            if length or not (value.isdigit() and value.isascii()) or len(value) > _MAX_DIGITS:
                return None
            length = value
        elif name == "transfer-encoding":
            return None
        elif name == "connection" and value.lower() != "keep-alive":
            if value.lower() != "close":
                return None
            keeps = False
    if not length:
        return None
    return Head(int(status[1]), headers, int(length), keeps), data[end + 4 :]
