"""Read a list of any common format as numbered lines, in constant memory. An unreadable line says why."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Self, cast

from msgspec import Struct, field

from scamtriage.targets.columns import MOST_COLUMNS, addressed, columns_of, distinct, doubting_pages, known, may_be_target, rivals
from scamtriage.targets.decode import BadList as BadList
from scamtriage.targets.decode import decoded
from scamtriage.targets.no_list import need_list, need_text
from scamtriage.targets.parse import MAX_LINE_CHARS as MAX_LINE_CHARS
from scamtriage.targets.rows import Row, rows_of, spanning, split

_MOST_CELL_CHARS = 1_000
_MOST_ABOVE = 10
"""Number of lines after the first in which a table's heading is searched."""
_FIRST_ROWS = 20
"""Number of rows used to find the target column if no heading is known."""
_TABLE = re.compile(r"\.[ct]sv(?:\.gz)?\Z", re.IGNORECASE)
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?')
"""A first line that tells Excel the delimiter of a CSV; it is not part of the list."""
_MARKS = ",\t;"
"""Possible delimiters of a table without such a line."""
_LINE_END = re.compile(r"\r\n|\n|\r(?!\n)")


class Line(Struct, frozen=True, kw_only=True):
    """One line of the input."""

    number: int
    """1-based line number in the file; the heading of a CSV counts too."""
    text: str
    """The text of the target."""
    columns: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    """Why there is no text: too long, not text, or a row without the column."""


def read(
    source: BinaryIO, *, name: str = "-", column: str | None = None, charset: str = "", tell: Callable[[str], None] = lambda _: None
) -> Iterator[Line]:
    """Yield the lines of a list: plain, CSV or TSV, gzip or not, in UTF-8, UTF-16 or a local charset. Works on endless streams.

    `column`: name or 1-based number of a CSV column; by default a known heading, else the only column with addresses, whatever the file is
    called. `charset`: charset of
    the bytes, if they do not say. `tell`: called with messages about what was guessed.

    Raises BadList if the named column does not exist, if a file named as a table has no target column or a table has several, for JSON, for
    a saved page, and for files that are not text.
    """
    lines = _lines(decoded(source, name, charset, tell))
    number = 1
    first = next(lines, None)
    told = _SEPARATOR.fullmatch(first or "")
    if told is not None:
        number, first = 2, next(lines, None)
    if first is None:
        return
    counted = column if column is not None and column.isascii() and column.isdigit() else ""
    if (column is not None and not counted) or told is not None or _TABLE.search(name):
        above, first, lines = _heading_of(first, lines, _MARKS if told is None else told[1], None if counted else column)
        if above:
            tell(f"{name}: the heading is line {number + above}; what stands above it was passed over")
        number += above
    top = [first]
    for mark in _MARKS if told is None else told[1]:  # quoted headings may span lines, as form exports do
        if len(top) == 1:
            top, lines = spanning(first, lines, mark)
    first = "\n".join(top)
    delimiter = told[1] if told is not None else _delimiter(first, name, column)
    if delimiter is None:
        delimiter, lines = _of_rows_alike(first, lines)
    if delimiter is None and "\t" in first:
        counted, lines = _without_heading(first, lines, name, tell)
        delimiter = "\t" if counted else None
    heading = split(first, delimiter) if delimiter else []
    index = _named(heading, column, name) if column is not None else known(heading)
    if counted and delimiter is not None and 0 < int(counted[:4]) <= len(heading) and (index is None or addressed([heading])):
        index = int(counted) - 1
        if addressed([heading]):  # it is a data row: the table has no heading
            heading, lines, number, top = [""] * len(heading), chain(top, lines), number - 1, top[:1]
    if delimiter is not None and index is not None:
        rows = rows_of(lines, delimiter, number + len(top) - 1)
        if column is None:
            rows = _unrivalled(rows, heading, index, name, tell) if len(heading) > 1 else _doubting_cells(rows, delimiter, name, tell)
        yield from _targets(rows, heading, index)
        return
    if column is not None:
        raise BadList(f"{name}: there is no column {column!r}; the heading is: {first[:200]}")
    if delimiter is not None and len(heading) > 1:
        yield from _by_cells(rows_of(lines, delimiter, number + len(top) - 1), heading, first, name, tell)
        return
    need_list(first, name)
    yield from (_plain(at, text) for at, text in enumerate(doubting_pages(chain(top, lines), name, tell), start=number))


def read_text(source: BinaryIO, *, name: str = "-", charset: str = "", tell: Callable[[str], None] = lambda _: None) -> Iterator[Line]:
    """Yield the lines of a running text, without columns; otherwise like `read`. Cells of a table are parted by tabs, for a delimiter
    directly behind an address would be read as a part of its page. Bytes of a mail that are not UTF-8 stand as lone surrogates
    (PEP 383), since each of its parts has a charset of its own."""
    lines = _lines(decoded(source, name, charset, tell, mails_as_bytes=True))
    first = next(lines, None)
    if first is None:
        return
    need_text(first, name)
    delimiter = table_delimiter(first, name)
    for row in rows_of(chain((first,), lines), delimiter, 0) if delimiter else _unparted(chain((first,), lines)):
        for number, text in enumerate("\t".join(row.cells).split("\n") if row.cells else [row.text], start=row.number):
            yield _plain(number, text)


def _unparted(lines: Iterator[str]) -> Iterator[Row]:
    return (Row(number, text, []) for number, text in enumerate(lines, start=1))


def _heading_of(first: str, lines: Iterator[str], marks: str, column: str | None) -> tuple[int, str, Iterator[str]]:
    """Return (number of lines above the heading, the heading, the lines below). Reports put a title and blank lines above it. If none of
    the first lines is a known heading or contains the named column, the first line is taken."""

    def heads(line: str) -> bool:
        cells = [split(line, mark) for mark in marks if mark in line] or [[line]]
        return any((known(row) is not None if column is None else columns_of(row, column)) for row in cells)

    if '"' in first or heads(first):
        return 0, first, lines
    some = [first, *islice(lines, _MOST_ABOVE)]
    at = next((at for at, line in enumerate(some) if heads(line)), 0)
    return at, some[at], chain(some[at + 1 :], lines)


def _without_heading(first: str, lines: Iterator[str], name: str, tell: Callable[[str], None]) -> tuple[str, Iterator[str]]:
    """Return (the 1-based number of the column of the targets as text, or ""; the lines below `first`) of a list whose lines have tabs, and
    whose first is a row. No target holds a tab, so that all its lines would be refused."""
    some = [*islice(lines, _FIRST_ROWS)]
    cells = [split(line, "\t") for line in (first, *some) if line.strip()]
    found = addressed(cells)
    if len(found) != 1 or addressed([split(first, "\t")]) != found:
        return "", chain(some, lines)
    tell(f"{name}: it has no heading; the targets are those of column {found[0] + 1}, which holds addresses; --column names another")
    return str(found[0] + 1), chain(some, lines)


def _named(heading: list[str], column: str, name: str) -> int | None:
    """Return the index of the named column, None if there is none. Raises BadList if there are several: one would be taken in silence."""
    found = columns_of(heading, column)
    if len(found) > 1:
        counted = " or ".join(f"--column {at + 1}" for at in found)
        raise BadList(f"{name}: {len(found)} columns are called {column!r}: count them instead, {counted}")
    return found[0] if found else None


def _unrivalled(rows: Iterator[Row], heading: list[str], index: int, name: str, tell: Callable[[str], None]) -> Iterator[Row]:
    """Return the rows of a table with a known heading. Raises BadList if another column may hold the targets as well: beside the address of
    a scam there often stands that of whom it imitates."""
    some = [*islice(rows, _FIRST_ROWS)]
    cells = [row.cells for row in some]
    others = [other for other in addressed(cells) if other != index and other < len(heading)]
    if doubtful := rivals(cells, index, others):
        several = " and ".join(repr(heading[at]) for at in sorted((index, *doubtful)))
        raise BadList(
            f"{name}: more than one column may hold the targets, {several}: name theirs with --column, by its heading or counted from 1"
        )
    if others:
        also = " and ".join(repr(heading[at]) for at in others)
        tell(f"{name}: the targets are those of the column {heading[index]!r}; addresses stand in {also} too; --column names another")
    return chain(some, rows)


def _doubting_cells(rows: Iterator[Row], delimiter: str, name: str, tell: Callable[[str], None]) -> Iterator[Row]:
    """Yield the rows of a table of one column. Of the first with more cells, tell that it was cut: a list under a heading, whose addresses
    have commas and no quotes, looks the same as a table whose other columns have no heading."""
    told = False
    for row in rows:
        if len(row.cells) > 1 and not told:
            told = True
            tell(f"{name}: line {row.number}: {delimiter!r} ends the target; if it is a part of its page, write the address in quotes")
        yield row


def _by_cells(rows: Iterator[Row], heading: list[str], first: str, name: str, tell: Callable[[str], None]) -> Iterator[Line]:
    """Yield the lines of a table with an unknown heading. Raises BadList unless exactly one column holds mostly addresses."""
    some = [*islice(rows, _FIRST_ROWS)]
    headed = "://" not in first and not addressed([heading])
    found = addressed([row.cells for row in some]) if headed else []
    if len(found) == 1 and found[0] < len(heading):
        names = distinct(heading)
        words = [
            names[at]
            for at in range(len(names))
            if at != found[0] and any("://" in cell for row in some for cell in row.cells[at : at + 1])
        ]
        also = f"; addresses among the words of {' and '.join(map(repr, words))} are found with --extract" if words else ""
        tell(f"{name}: the targets are those of the column {names[found[0]]!r}, which holds addresses; --column names another{also}")
        yield from _targets(chain(some, rows), heading, found[0])
        return
    several = " or ".join(repr(heading[index]) for index in found if index < len(heading))
    advice = f"name it with --column ({several})" if several else "name it with --column, or write the heading url above it"
    if at := addressed([heading]):
        advice = f"it has no heading: write one, such as url,note, above it, or count the columns: --column {at[0] + 1}"
    elif "://" in first:
        advice = "write a heading such as url,note above it; or call the file .txt, if all of a line is the target"
    raise BadList(f"{name}: no column is known to hold the targets: {advice}; the first line is: {first[:200]}")


def open_list(path: Path) -> BinaryIO:
    """Open the file, or stdin for "-", unbuffered. A thread that waits on a pipe holds the buffer's lock; closing the file or exiting would
    then block on that lock and ignore Ctrl-C."""
    if str(path) == "-":
        import sys

        return cast(BinaryIO, _LeftOpen(getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)))
    return cast(BinaryIO, path.open("rb", buffering=0))


class _LeftOpen:
    """A wrapper that reads from a file of another owner and does not close it."""

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the file open."""


def _lines(chunks: Iterable[str]) -> Iterator[str]:
    """Yield lines without line ends. An overlong line is cut to just over the limit, so that it is still recognised as too long."""
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
    counts = {mark: first.count(mark) for mark in _MARKS}
    best = max(counts, key=lambda mark: counts[mark])
    if lower.endswith(".csv") or column is not None:
        return best if counts[best] else ","
    if not counts[best] or "://" in first or len(first) > MAX_LINE_CHARS:
        return None
    return best if known(split(first, best)) is not None else None


def table_delimiter(first: str, name: str = ".csv") -> str | None:
    """Return the delimiter of a text that is a table; None if it is none. A file named as a table has one only if its first line is not one
    address alone, as in `read`; any other if that is a heading, and no words with a comma ("Hi, link")."""
    delimiter = _delimiter(first, name, None)
    if delimiter is None or not _TABLE.search(name):
        return None if delimiter is None or f"{delimiter} " in first else delimiter
    return None if delimiter not in first and known([first]) is None and may_be_target(first) else delimiter


def _of_rows_alike(first: str, lines: Iterator[str]) -> tuple[str | None, Iterator[str]]:
    """Return (the delimiter of a table that no name and no known heading tells, or None; the lines). Most of its first rows have as many
    cells as its heading, and one of its columns holds addresses. Read as plain lines, its rows would be refused or read with words.

    No heading is a line that may be a target itself, even one that is refused, for it would be lost; nor a sentence above addresses, whose
    commas have blanks behind them that those of the pages below have not. One row alone tells no table.

    Lines are read ahead only behind a first line that may be a heading: a pipe of addresses is not waited for.
    """
    mark = max(_MARKS, key=first.count)
    heading = split(first, mark)
    if len(heading) < 2 or len(first) > MAX_LINE_CHARS or first.lstrip().startswith("#") or any(map(may_be_target, heading[:MOST_COLUMNS])):
        return None, lines
    some = [*islice(lines, _FIRST_ROWS)]
    rows = [row for row in rows_of(iter(some), mark, 1) if any(cell.strip() for cell in row.cells)]
    spaced = f"{mark} " in first
    alike = sum(len(row.cells) == len(heading) and (not spaced or f"{mark} " in row.text) for row in rows)
    table = len(rows) > 1 and alike * 2 > len(rows) and addressed([row.cells for row in rows])
    return mark if table else None, chain(some, lines)


def _targets(rows: Iterable[Row], heading: list[str], index: int) -> Iterator[Line]:
    """Yield the cells of one column, each with the other cells of its row, including cells beyond the last heading."""
    names = distinct(heading)
    for start, text, cells, problem in rows:
        if len(names) < min(len(cells), MOST_COLUMNS):
            names = distinct([*heading, *[""] * (min(len(cells), MOST_COLUMNS) - len(heading))])
        # a row with fewer cells, or none, gets all columns too: the first row of an output defines its columns
        row = cells if len(cells) >= len(heading) else [*cells, *[""] * (len(heading) - len(cells))]
        columns = {name: _capped(cell) for i, (name, cell) in enumerate(zip(names, row, strict=False)) if i != index}
        if problem:
            yield Line(number=start, text=text[:200], columns=columns, problem=problem)
        elif not text.strip():
            yield _plain(start, "", columns)
        elif len(text) > MAX_LINE_CHARS:
            yield _plain(start, text, columns)
        elif index >= len(cells):
            yield Line(number=start, text=text[:200], columns=columns, problem=f"the row has no column {names[index]!r}")
        elif not cells[index].strip():
            yield Line(number=start, text="", columns=columns, problem=f"the cell in column {names[index]!r} is empty")
        else:
            yield _plain(start, cells[index], columns)


def _capped(cell: str) -> str:
    """Return a cell that is carried along, cut with a note if it is long."""
    return cell if len(cell) <= _MOST_CELL_CHARS else f"{cell[:_MOST_CELL_CHARS]} […] (cut: {len(cell):,} characters)"
