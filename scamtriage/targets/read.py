"""A list of any common kind to numbered lines, in constant memory; what cannot be read is a line that says so."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from scamtriage.records.frozen import record
from scamtriage.targets.columns import addressed, column_of, known
from scamtriage.targets.decode import BadList as BadList
from scamtriage.targets.decode import decoded

MAX_LINE_CHARS = 8_192
_FIRST_ROWS = 20
"""Rows by whose cells the column of the targets is told, where its heading is none that is known."""
_TABLE = re.compile(r"\.[ct]sv(?:\.gz)?\Z", re.IGNORECASE)
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?')
"""The first line by which Excel is told how a CSV is cut: no line of the list."""
_LINE_END = re.compile(r"\r\n|\n|\r(?!\n)")


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


def read(
    source: BinaryIO, *, name: str = "-", column: str | None = None, charset: str = "", tell: Callable[[str], None] = lambda _: None
) -> Iterator[Line]:
    """The lines of a list: plain, CSV or TSV, gzip or not, in UTF-8, UTF-16 or a local charset. Endless streams are fine.

    `column` names the column of a CSV; without it a heading that looks like one is found, else the one column of addresses. `charset`
    names what the bytes are, where they do not say it. `tell` hears what was taken for likely. Raises BadList when the named column
    does not exist, when none is found in a file that is called a table, and for a file that is no text, such as a workbook.
    """
    lines = _lines(decoded(source, name, charset, tell))
    number = 1
    first = next(lines, None)
    told = _SEPARATOR.fullmatch(first or "")
    if told is not None:
        number, first = 2, next(lines, None)
    if first is None:
        return
    delimiter = told[1] if told is not None else _delimiter(first, name, column)
    heading = _split(first, delimiter) if delimiter else []
    index = column_of(heading, column) if column is not None else known(heading)
    if delimiter is not None and index is not None:
        yield from _targets(_rows(lines, delimiter, number), heading, index)
        return
    if column is not None:
        raise BadList(f"{name}: there is no column {column!r}; the heading is: {first[:200]}")
    if delimiter is not None and len(heading) > 1 and (told is not None or _TABLE.search(name)):
        yield from _by_cells(_rows(lines, delimiter, number), heading, first, name, tell)
        return
    yield _plain(number, first)
    yield from (_plain(at, text) for at, text in enumerate(lines, start=number + 1))


def _by_cells(rows: "Iterator[_Row]", heading: list[str], first: str, name: str, tell: Callable[[str], None]) -> Iterator[Line]:
    """The rows of a table whose heading is not known. Raises BadList unless one column, and no other, holds addresses mostly."""
    some = [*islice(rows, _FIRST_ROWS)]
    headed = "://" not in first and not addressed([heading])
    found = addressed([row.cells for row in some]) if headed else []
    if len(found) == 1 and found[0] < len(heading):
        tell(f"{name}: the targets are those of the column {heading[found[0]]!r}, which holds addresses; --column names another")
        yield from _targets(chain(some, rows), heading, found[0])
        return
    several = " or ".join(repr(heading[index]) for index in found if index < len(heading))
    advice = f"name it with --column{f' ({several})' if several else ''}, or write the heading url above it"
    if "://" in first:
        advice = "write a heading such as url,note above it; or call the file .txt, if all of a line is the target"
    raise BadList(f"{name}: no column is known to hold the targets: {advice}; the first line is: {first[:200]}")


def open_list(path: Path) -> BinaryIO:
    """The file, unbuffered reads, or stdin for "-"."""
    if str(path) == "-":
        import sys

        return sys.stdin.buffer
    return path.open("rb")


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
    return best if known(_split(first, best)) is not None else None


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


class _Row(NamedTuple):
    """A row behind the heading."""

    number: int
    """Of its first line."""
    text: str
    cells: list[str]
    """None of a blank row, and of one that is too long."""


def _rows(lines: Iterator[str], delimiter: str, number: int) -> Iterator[_Row]:
    """Rows of a CSV behind its heading, which is line `number`. A quoted cell may span lines."""
    for text in lines:
        number += 1
        start = number
        while '"' in text and len(text) <= MAX_LINE_CHARS and _is_open(text, delimiter):
            more = next(lines, None)
            if more is None:
                break
            number += 1
            text += "\n" + more
        yield _Row(start, text, _split(text, delimiter) if text.strip() and len(text) <= MAX_LINE_CHARS else [])


def _targets(rows: Iterable[_Row], heading: list[str], index: int) -> Iterator[Line]:
    """The cells of one column, each with the other cells of its row."""
    names = [cell.strip() or f"column {i}" for i, cell in enumerate(heading, start=1)]
    for start, text, cells in rows:
        columns = {name: cell[:1_000] for i, (name, cell) in enumerate(zip(names, cells, strict=False)) if i != index}
        if not text.strip():
            yield _plain(start, "")
        elif len(text) > MAX_LINE_CHARS:
            yield _plain(start, text)
        elif index >= len(cells):
            yield Line(number=start, text=text[:200], columns=columns, problem=f"the row has no column {names[index]!r}")
        elif not cells[index].strip():
            yield Line(number=start, text="", columns=columns, problem=f"the cell in column {names[index]!r} is empty")
        else:
            yield _plain(start, cells[index], columns)
