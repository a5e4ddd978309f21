"""A list of any common kind to numbered lines, in constant memory; what cannot be read is a line that says so."""

import codecs
import csv
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import BinaryIO

from scamtriage.knowledge.filetypes import GZIP, by_signature
from scamtriage.records.frozen import record

MAX_LINE_CHARS = 8_192
_CHUNK = 65_536
_LOOKED_AT = 512
"""Bytes by which a list without a mark is told to be UTF-16; of a longer first line only these."""
_COLUMNS = (
    "url",
    "urls",
    "uri",
    "link",
    "domain",
    "domains",
    "domain name",
    "domain_name",
    "hostname",
    "host name",
    "host",
    "fqdn",
    "website",
    "target",
    "site",
    "indicator",
    "网址",
    "域名",
)
"""Headings under which lists of targets keep them, most telling first."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TABLE = re.compile(r"\.[ct]sv(?:\.gz)?\Z", re.IGNORECASE)
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?')
"""The first line by which Excel is told how a CSV is cut: no line of the list."""
_LINE_END = re.compile(r"\r\n|\n|\r(?!\n)")


class BadList(Exception):
    """The list cannot be read at all. The message says what to try."""


@record
class Line:
    """One line of the input."""

    number: int
    """1-based, as an editor counts; the heading of a CSV counts too."""
    text: str
    """The target's words."""
    columns: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    """Why there are no words: too long, not text, a row without the column."""


def read(source: BinaryIO, *, name: str = "-", column: str | None = None) -> Iterator[Line]:
    """The lines of a list: plain, CSV or TSV, gzip or not, UTF-8 or UTF-16. Endless streams are fine.

    `column` names the column of a CSV; without it a heading that looks like one is found. Raises BadList when the named column
    does not exist, when none is found in a file that is called a table, and for a file that is no text, such as a workbook.
    """
    lines = _lines(_decoded(source, name))
    number = 1
    first = next(lines, None)
    told = _SEPARATOR.fullmatch(first or "")
    if told is not None:
        number, first = 2, next(lines, None)
    if first is None:
        return
    delimiter = told[1] if told is not None else _delimiter(first, name, column)
    heading = _split(first, delimiter) if delimiter else []
    index = _column(heading, column)
    if delimiter is None or index is None:
        if column is not None:
            raise BadList(f"{name}: there is no column {column!r}; the heading is: {first[:200]}")
        if len(heading) > 1 and (told is not None or _TABLE.search(name)):
            advice = "name it with --column, or write the heading url above it"
            if "://" in first:
                advice = "write a heading such as url,note above it; or call the file .txt, if all of a line is the target"
            raise BadList(f"{name}: no column is known to hold the targets: {advice}; the first line is: {first[:200]}")
        yield _plain(number, first)
        yield from (_plain(at, text) for at, text in enumerate(lines, start=number + 1))
        return
    yield from _rows(lines, heading, index, delimiter, number)


def open_list(path: Path) -> BinaryIO:
    """The file, unbuffered reads, or stdin for "-"."""
    if str(path) == "-":
        import sys

        return sys.stdin.buffer
    return path.open("rb")


def _decoded(source: BinaryIO, name: str) -> Iterator[str]:
    """Chunks of text; bytes that are no text become U+FFFD. Raises BadList for a file of another kind."""
    chunks = _inflated(_pieces(source))
    first = _head(chunks)
    if (known := by_signature(first)) is not None:
        raise BadList(f"{name}: is no list that can be read, but looks like {known[0]}; save the list as CSV or plain text, and give that")
    encoding = next((name for bom, name in _BOMS if first.startswith(bom)), None) or _guessed(first)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    yield decoder.decode(first)
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    """What has arrived, as it arrives: a line of a pipe is not kept waiting for the next."""
    reader = getattr(source, "read1", source.read)
    while piece := reader(_CHUNK):
        yield piece


def _head(pieces: Iterator[bytes]) -> bytes:
    """The first line, or as much of it as is looked at: what kind of list it is must not depend on how a pipe cuts it."""
    head = next(pieces, b"")
    while b"\n" not in head and len(head) < _LOOKED_AT and (more := next(pieces, b"")):
        head += more
    return head


def _guessed(head: bytes) -> str:
    """UTF-16 without a mark has a zero beside each ASCII letter: after it, or before it."""
    sample = head[:_LOOKED_AT].partition(b"\n")[0]
    least = len(sample) // 2 * 0.8
    if len(sample) >= 8 and sample[1::2].count(0) > least:
        return "utf-16-le"
    return "utf-16-be" if len(sample) >= 8 and sample[::2].count(0) > least else "utf-8"


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Bounded pieces; gzip is inflated in bounded steps, so a bomb costs time in proportion to what is asked of it, never memory."""
    pending = _head(pieces)
    if not pending.startswith(GZIP):
        yield pending
        yield from pieces
        return
    inflater = zlib.decompressobj(wbits=31)
    while pending:
        try:
            piece = inflater.decompress(pending, _CHUNK)
        except zlib.error as exc:
            raise BadList(f"the gzip data is damaged ({exc}); lines before the damage were read") from None
        if piece:
            yield piece
        if inflater.eof:
            pending = inflater.unused_data
            while len(pending) < len(GZIP) and (more := next(pieces, b"")):
                pending += more
            if not pending.startswith(GZIP):
                return
            inflater = zlib.decompressobj(wbits=31)
        else:
            pending = inflater.unconsumed_tail or next(pieces, b"")
    raise BadList("the gzip data is cut short; the lines before the cut were read")


def _lines(chunks: Iterable[str]) -> Iterator[str]:
    """Lines without their ends; of a line beyond the limit only a start that is longer than it is kept."""
    rest = ""
    for chunk in chunks:
        text = rest + chunk
        parts = _LINE_END.split(text[:-1] if text.endswith("\r") else text) if text else [""]
        rest = parts.pop() + ("\r" if text.endswith("\r") else "")
        yield from (part[: MAX_LINE_CHARS + 1] for part in parts)
        if len(rest) > 2 * MAX_LINE_CHARS:
            rest = rest[: MAX_LINE_CHARS + 1] + ("\r" if rest.endswith("\r") else "")
    if rest.removesuffix("\r"):
        yield rest.removesuffix("\r")[: MAX_LINE_CHARS + 1]


def _plain(number: int, text: str, columns: dict[str, str] | None = None) -> Line:
    if len(text) > MAX_LINE_CHARS:
        return Line(number=number, text=text[:200], columns=columns or {}, problem=f"the line is longer than {MAX_LINE_CHARS} characters")
    if "\x00" in text:
        return Line(number=number, text=text[:200], columns=columns or {}, problem="the line holds NUL bytes: it is not text")
    return Line(number=number, text=text, columns=columns or {})


def _delimiter(first: str, name: str, column: str | None) -> str | None:
    lower = name.lower().removesuffix(".gz")
    if lower.endswith(".tsv"):
        return "\t"
    counts = {mark: first.count(mark) for mark in (",", "\t", ";")}
    best = max(counts, key=lambda mark: counts[mark])
    if lower.endswith(".csv") or column is not None:
        return best if counts[best] else ","
    if not counts[best] or "://" in first or len(first) > MAX_LINE_CHARS:
        return None
    return best if _column(_split(first, best), None) is not None else None


def _split(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def _is_open(row: str, delimiter: str) -> bool:
    """A quoted cell has not ended yet (RFC 4180). A quote within a cell that is not quoted, as of 5" screens, opens nothing."""
    try:
        next(csv.reader([f"{line}\n" for line in row.split("\n")], delimiter=delimiter, strict=True), [])
    except csv.Error as exc:
        return "unexpected end" in str(exc)
    return False


def _column(heading: list[str], wanted: str | None) -> int | None:
    names = [cell.strip().lstrip("\ufeff").lower() for cell in heading]
    if wanted is not None:
        return names.index(wanted.strip().lower()) if wanted.strip().lower() in names else None
    return next((names.index(name) for name in _COLUMNS if name in names), None)


def _rows(lines: Iterator[str], heading: list[str], index: int, delimiter: str, number: int) -> Iterator[Line]:
    """Rows of a CSV behind its heading, which is line `number`. A quoted cell may span lines; a row keeps the number of its first line."""
    names = [cell.strip() or f"column {i}" for i, cell in enumerate(heading, start=1)]
    for text in lines:
        number += 1
        start = number
        while '"' in text and len(text) <= MAX_LINE_CHARS and _is_open(text, delimiter):
            more = next(lines, None)
            if more is None:
                break
            number += 1
            text += "\n" + more
        if not text.strip():
            yield _plain(start, "")
            continue
        cells = _split(text, delimiter) if len(text) <= MAX_LINE_CHARS else []
        columns = {name: cell[:1_000] for i, (name, cell) in enumerate(zip(names, cells, strict=False)) if i != index}
        if len(text) > MAX_LINE_CHARS:
            yield _plain(start, text)
        elif index >= len(cells):
            yield Line(number=start, text=text[:200], columns=columns, problem=f"the row has no column {names[index]!r}")
        elif not cells[index].strip():
            yield Line(number=start, text="", columns=columns, problem=f"the cell in column {names[index]!r} is empty")
        else:
            yield _plain(start, cells[index], columns)
