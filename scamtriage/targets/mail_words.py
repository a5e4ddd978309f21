"""Words that a mail writes in encoded form, as in a subject in Thai or Chinese (RFC 2047)."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from scamtriage.records import lazy_re
from scamtriage.targets.charset import declared, likely
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import MAX_LINE_CHARS

_WORD = lazy_re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?]{0,1000})\?=", re.IGNORECASE | re.ASCII)
"""Groups: charset, encoding, the text. Mail programs write longer words than the 75 characters of the standard."""
_GOES_ON = lazy_re.compile(r"\s+=\?")
_ESCAPED = lazy_re.compile(rb"=([0-9A-F]{2})", re.IGNORECASE)


def with_plain_words(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines with the encoded words in plain letters. A line that ends in such a word is joined with the folded one after it,
    since an address may stand in both; it has the number of the first."""
    held: Line | None = None
    for line in lines:
        if held is not None:
            if _GOES_ON.match(line.text) and not line.problem and len(held.text) + len(line.text) <= MAX_LINE_CHARS:
                line, held = replace(held, text=held.text + line.text), None
            else:
                yield _plain(held)
                held = None
        if line.text.rstrip().endswith("?=") and not line.problem:
            held = line
        else:
            yield _plain(line)
    if held is not None:
        yield _plain(held)


def _plain(line: Line) -> Line:
    return line if "=?" not in line.text or line.problem else replace(line, text=plain_words(line.text))


def plain_words(text: str) -> str:
    """Return the text with its encoded words decoded. Blanks between two of them are no part of the text, and a letter may begin in one and
    end in the next. A word that cannot be decoded stays."""
    said: list[str] = []
    held, codec, at = b"", "", 0
    for word in _WORD.finditer(text):
        if (raw := _bytes(word[2], word[3])) is None:
            continue
        between, named = text[at : word.start()], declared(word[1])
        if between.strip() or named != codec or not at:
            said += held.decode(codec or likely(held), "replace"), between if between.strip() or not at else ""
            held, codec = b"", named
        held, at = held + raw, word.end()
    said += held.decode(codec or likely(held), "replace"), text[at:]
    return "".join(said).replace("\x00", " ")


def unquoted(data: bytes) -> bytes:
    """Return bytes in quoted-printable as they were. What is no two digits behind a "=" stays; `binascii` reads it otherwise."""
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), data)


def _bytes(encoding: str, text: str) -> bytes | None:
    if encoding in "qQ":
        return unquoted(text.replace("_", " ").encode())
    try:
        return base64.b64decode(f"{text.rstrip('=')}{'=' * (-len(text.rstrip('=')) % 4)}", validate=True)
    except (binascii.Error, ValueError):
        return None
