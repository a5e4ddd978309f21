"""Repair a response head that h11 refuses, as browsers do: they skip invalid lines and show the page.

Only what browsers skip or repair is changed. Contradictory lengths, unknown transfer codings and NULs stay, and h11 refuses them again:
browsers show no page of such a response.
"""

import re

from scamtriage.records import lazy_re

MAX_SLOP = 4
"""Bytes of line ends before the status line that browsers skip."""

_END = lazy_re.compile(rb"\n\r?\n")
_STATUS = lazy_re.compile(rb"HTTP/(?:(1\.0|0\.[0-9])|[0-9](?:\.[0-9])?)[ \t]+([0-9]{3})(?![0-9])", re.IGNORECASE)
_TOKEN = lazy_re.compile(rb"[-!#$%&'*+.^_`|~0-9A-Za-z]+")
_SPACES = lazy_re.compile(rb"[\x0b\x0c]")
_LENGTH = lazy_re.compile(rb"[0-9]{1,20}")
_FRAMES = (b"content-length", b"transfer-encoding")


def slop_of(data: bytes | bytearray) -> int:
    """Return how many bytes of line ends to skip before the status line."""
    return len(data[:MAX_SLOP]) - len(data[:MAX_SLOP].lstrip(b"\r\n"))


def begins(data: bytes | bytearray) -> bool:
    """Whether the data may still become an HTTP response."""
    at = slop_of(data)
    return b"HTTP/".startswith(data[at : at + 5].upper())


def end_of_head(data: bytes | bytearray, searched: int = 0) -> int:
    """Return the end of the first head, including its empty line; 0 if it is incomplete. The first `searched` bytes hold no end."""
    found = _END.search(data, max(slop_of(data), searched - 2))
    return found.end() if found else 0


def mended(head: bytes) -> bytes:
    """Return the head without what browsers skip; unchanged if it can't be repaired. Takes linear time."""
    first, *lines = re.split(rb"[\r\n]+", head.strip(b"\r\n"))
    status = _STATUS.match(first)
    if status is None or b"\0" in head:
        return head
    version = b"1.0" if status[1] else b"1.1"
    fields = [line for line in map(_field, _unfolded(lines)) if line is not None]
    kept = [line for line in fields if not line.lower().startswith(_FRAMES)]
    return b"\r\n".join((b"HTTP/%b %b " % (version, status[2]), *kept, *_framing(fields), b"", b""))


def _unfolded(lines: list[bytes]) -> list[bytes]:
    """Return the field lines, each joined with its continuation lines."""
    parts: list[list[bytes]] = []
    for line in lines:
        if line[:1] not in b" \t":
            parts.append([line])
        elif parts:
            parts[-1].append(line.lstrip(b" \t"))
    return [b" ".join(part) for part in parts]


def _field(line: bytes) -> bytes | None:
    """Return a field line in a form that h11 accepts; None if it is no field line."""
    name, colon, value = line.partition(b":")
    name = name.rstrip(b" \t")
    return b"%b: %b" % (name, _SPACES.sub(b" ", value).strip(b" \t")) if colon and _TOKEN.fullmatch(name) else None


def _framing(fields: list[bytes]) -> list[bytes]:
    """Return the fields that determine the body's length, as browsers understand them.

    "identity" is ignored, repeated "chunked" counts once. A length that is no number is dropped, unless there is another length.
    """
    codings = {coding.strip(b" \t").lower() for value in _values(fields, b"transfer-encoding") for coding in value.split(b",")}
    lengths = set(_values(fields, b"content-length"))
    if codings - {b"", b"identity", b"chunked"}:
        return [b"Transfer-Encoding: %b" % b", ".join(sorted(codings))]
    numbers = {part.strip(b" \t") for value in lengths for part in value.split(b",")}
    readable = all(map(_LENGTH.fullmatch, numbers))
    if b"chunked" in codings:  # chunked decides; a valid length beside it stays as evidence
        return [b"Transfer-Encoding: chunked", *(b"Content-Length: %b" % one for one in numbers if readable and len(numbers) == 1)]
    if len(numbers) == 1 and not readable:
        return []
    return [b"Content-Length: %b" % value for value in sorted(lengths)]


def _values(fields: list[bytes], name: bytes) -> list[bytes]:
    return [value.strip(b" \t") for key, _, value in (field.partition(b":") for field in fields) if key.lower() == name]
