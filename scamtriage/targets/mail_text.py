"""The text of a mail as it was written, where a mail program has wrapped and encoded it as quoted-printable (RFC 2045, 6.7)."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from scamtriage.targets.parse import MAX_LINE_CHARS
from scamtriage.targets.read import Line

_ENCODING = re.compile(r"content-transfer-encoding:\s*([a-z0-9-]+)", re.IGNORECASE)
_BYTES = re.compile(r"(?:=[0-9A-F]{2})+", re.IGNORECASE)
_LONG = MAX_LINE_CHARS // 2
"""Number of characters after which a line is not joined any further: HTML in a mail may be a single line."""


def decoded_mail(text: Iterable[Line], tell: Callable[[str], None]) -> Iterator[Line]:
    """Yield the lines of a text. Those of a part of a mail in quoted-printable are joined where they were wrapped, and decoded: the second
    half of a wrapped address would be a stranger's. A joined line has the number of its first one.

    `tell`: called once with a sentence if a part is in base64, whose addresses cannot be read.
    """
    quoted = told = False
    kept: Line | None = None
    for line in text:
        if (header := _ENCODING.match(line.text)) is not None:
            quoted = header[1].lower() == "quoted-printable"
            if header[1].lower() == "base64" and not told:
                told = True
                tell(f"line {line.number}: the mail is encoded from here on, and its addresses are unreadable; save it as text")
        if not quoted or line.problem:
            if kept is not None:
                yield _decoded(kept)
                kept = None
            yield line
            continue
        joined = line if kept is None else replace(kept, text=kept.text + line.text)
        kept = None
        wrapped = joined.text.rstrip()
        if not wrapped.endswith("="):
            yield _decoded(joined)
            continue
        kept = replace(joined, text=wrapped[:-1])
        if len(kept.text) > _LONG:
            head, _, tail = kept.text.rpartition(" ")
            yield _decoded(replace(kept, text=head or tail))
            kept = replace(line, text=tail) if head else None
    if kept is not None:
        yield _decoded(kept)


def _decoded(line: Line) -> Line:
    text = _BYTES.sub(lambda found: bytes.fromhex(found[0].replace("=", "")).decode(errors="replace"), line.text)
    return replace(line, text=text.replace("\x00", " "))
