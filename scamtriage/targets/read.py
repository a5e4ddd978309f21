"""Read a list of any common format as numbered lines, in constant memory. An unreadable line says why."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from msgspec.structs import replace

from scamtriage.records import lazy_re
from scamtriage.targets.columns import MOST_COLUMNS, addressed, columns_of, distinct, doubting_pages, is_data, is_ours, known, rivals
from scamtriage.targets.decode import BadList, NoColumn, decoded
from scamtriage.targets.delimiter import FIRST_ROWS, MARKS, TABLE_NAME, delimiter_of, delimiter_of_rows, table_delimiter
from scamtriage.targets.lines import MAX_ROW_CHARS, Line, line_of, lines_of
from scamtriage.targets.no_list import need_list, need_text
from scamtriage.targets.parse import MAX_LINE_CHARS
from scamtriage.targets.passages import passages_of, pieces_of
from scamtriage.targets.rows import STRAY, Row, quotes, rows_of, spanning, split
from scamtriage.targets.torn import BREAKS, first_half, of_two

_MOST_CELL_CHARS = 1_000
_MOST_ABOVE = 10
"""Number of lines after the first in which a table's heading is searched."""
_SEPARATOR = lazy_re.compile(r'"?sep=([,;\t|])"?')
"""A first line that tells Excel the delimiter of a CSV; it is not part of the list."""


def read(
    source: BinaryIO, *, name: str = "-", column: str | None = None, charset: str = "", tell: Callable[[str], None] = lambda _: None
) -> Iterator[Line]:
    """Yield the lines of a list: plain, CSV or TSV, gzip or not, in UTF-8, UTF-16 or a local charset. Works on endless streams.

    `column`: name or 1-based number of a CSV column; by default a known heading, else the only column with addresses, whatever the file is
    called. `charset`: charset of the bytes, if they do not say. `tell`: called with messages about what was guessed.

    Raises BadList if the named column does not exist, if a file named as a table has no target column or a table has several, for JSON, for
    a saved page, and for files that are not text.
    """
    counted = column if column is not None and column.isascii() and column.isdigit() else ""
    number, top, lines, separator = _top_of(
        lines_of(decoded(source, name, charset, tell), MAX_ROW_CHARS), None if counted else column, name, tell
    )
    if not top:
        return
    first = "\n".join(top)
    delimiter = separator or delimiter_of(first, name, column)
    if delimiter is None:
        delimiter, lines = delimiter_of_rows(first, lines)
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
        rows = rows_of(lines, delimiter, number + len(top) - 1, len(heading), at=index, quoted=quotes(first, delimiter))
        if column is None and not is_ours(heading):
            rows = _unrivalled(rows, heading, index, name, tell) if len(heading) > 1 else _doubting_cells(rows, delimiter, name, tell)
        yield from _targets(rows, heading, index, name, tell)
        return
    if column is not None:
        raise BadList(f"{name}: there is no column {column!r}; the heading is: {first[:200]}")
    if delimiter is not None and len(heading) > 1:
        rows = rows_of(lines, delimiter, number + len(top) - 1, len(heading), quoted=quotes(first, delimiter))
        yield from _by_cells(rows, heading, first, name, tell)
        return
    need_list(first, name, lines)
    yield from _plain_lines(chain(top, lines), number, name, tell)


def _plain_lines(lines: Iterator[str], number: int, name: str, tell: Callable[[str], None]) -> Iterator[Line]:
    """Yield the lines of a list without columns, the first of which has this number. One that goes on with an address torn at the end of
    the line before is refused."""
    begun = ""
    for at, text in enumerate(doubting_pages(lines, name, tell), start=number):
        line = line_of(at, text)
        if begun and not line.problem and (word := "".join(text.split()[:1]))[:1].isalnum() and "." in word:
            line = replace(line, problem=of_two(begun, word, ""))
        yield line
        begun = first_half(text) if text.endswith(BREAKS) and len(text.split()) == 1 and not text.startswith("#") else ""


def read_text(source: BinaryIO, *, name: str = "-", charset: str = "", tell: Callable[[str], None] = lambda _: None) -> Iterator[Line]:
    """Yield the lines of a running text, without columns; otherwise like `read`. Cells of a table are parted by tabs, for a delimiter
    directly behind an address would be read as a part of its page. Bytes of a mail that are not UTF-8 stand as lone surrogates
    (PEP 383), since each of its parts has a charset of its own."""
    chunks = decoded(source, name, charset, tell, mails_as_bytes=True)
    begun, first = _first_of(chunks)
    if first is None:
        return
    chunks = chain((begun,), chunks)
    need_text(first, name, islice(lines_of(chunks, MAX_ROW_CHARS), 1, None))
    delimiter = table_delimiter(first, name)
    told = 0
    for number, text in _passages_of_rows(lines_of(chunks, MAX_ROW_CHARS), delimiter) if delimiter else passages_of(chunks):
        line = line_of(number, text)
        if not line.problem or number != told:  # one row tells that of this line not all could be read
            yield line
        told = number if line.problem else told


def _first_of(chunks: Iterator[str]) -> tuple[str, str | None]:
    """Return (the first chunks of a text, its first line; None if it has none)."""
    begun = ""
    while not (len(begun) > MAX_ROW_CHARS or "\n" in begun or "\r" in begun[:-1]) and (more := next(chunks, None)) is not None:
        begun += more
    return begun, next(lines_of((begun,), MAX_ROW_CHARS), None)


def _passages_of_rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, str]]:
    """Yield (number of the line, text) for the rows of a table, whose cells are parted by tabs; each cell alone if they are long."""
    for row in rows_of(lines, delimiter, 0):
        if len(row.text) > MAX_ROW_CHARS or not row.text.strip():  # its end was not kept
            yield row.number, row.text
            continue
        if not row.cells or row.problem:
            yield from ((row.number, piece) for piece in pieces_of(row.text))
            continue
        for number, text in enumerate("\t".join(row.cells).split("\n"), start=row.number):
            cells = filter(None, text.split("\t")) if len(text) > MAX_LINE_CHARS else (text,)
            yield from ((number, piece) for cell in cells for piece in pieces_of(cell))


class _Top(NamedTuple):
    """How a list begins."""

    number: int
    """Of the line in which the heading begins, or the first target."""
    lines: list[str]
    """The heading, or the first target; a quoted heading may span lines, as in form exports. Empty for an empty list."""
    below: Iterator[str]
    separator: str
    """The delimiter that the list names itself; "" if it names none."""


def _top_of(lines: Iterator[str], column: str | None, name: str, tell: Callable[[str], None]) -> _Top:
    """Return the first line of a list, or the heading if it is called a table, names its delimiter or must have a column of this name."""
    number, first, separator = 1, next(lines, None), ""
    if (told := _SEPARATOR.fullmatch(first or "")) is not None:
        number, first, separator = 2, next(lines, None), told[1]
    if first is None:
        return _Top(number, [], lines, separator)
    marks = separator or MARKS
    if column is not None or separator or TABLE_NAME.search(name):
        above, first, lines = _heading_of(first, lines, marks, column)
        number += above
        if above:
            tell(f"{name}: the heading is line {number}; what stands above it was passed over")
    top = [first]
    for mark in marks:
        if len(top) == 1:
            top, lines = spanning(first, lines, mark)
    return _Top(number, top, lines, separator)


def _heading_of(first: str, lines: Iterator[str], marks: str, column: str | None) -> tuple[int, str, Iterator[str]]:
    """Return (number of lines above the heading, the heading, the lines below). Reports put a title and blank lines above it. If none of
    the first lines is a known heading or contains the named column, or an address stands above it, the first line is taken: what would be
    passed over are rows."""

    def cells(line: str) -> list[list[str]]:
        return [split(line, mark) for mark in marks if mark in line] or [[line]]

    def heads(line: str) -> bool:
        return any((known(row) is not None if column is None else columns_of(row, column)) for row in cells(line))

    if '"' in first or heads(first) or any(known(row) is not None for row in cells(first)):
        return 0, first, lines
    some = [first, *islice(lines, _MOST_ABOVE)]
    at = next((at for at, line in enumerate(some) if heads(line)), 0)
    at = 0 if any(is_data(row) for line in some[:at] for row in cells(line)) else at
    return at, some[at], chain(some[at + 1 :], lines)


def _without_heading(first: str, lines: Iterator[str], name: str, tell: Callable[[str], None]) -> tuple[str, Iterator[str]]:
    """Return (the 1-based number of the column of the targets as text, or ""; the lines below `first`) of a list whose lines have tabs, and
    whose first is a row. No target holds a tab, so that all its lines would be refused."""
    some = [*islice(lines, FIRST_ROWS)]
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
    some = [*islice(rows, FIRST_ROWS)]
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
    some = [*islice(rows, FIRST_ROWS)]
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
        yield from _targets(chain(some, rows), heading, found[0], name, tell)
        return
    several = " or ".join(repr(heading[index]) for index in found if index < len(heading))
    advice = f"name it with --column ({several})" if several else "name it with --column, or write the heading url above it"
    if at := addressed([heading]):
        advice = f"it has no heading: write one, such as url,note, above it, or count the columns: --column {at[0] + 1}"
    elif "://" in first:
        advice = "write a heading such as url,note above it; or call the file .txt, if all of a line is the target"
    raise NoColumn(f"{name}: no column is known to hold the targets: {advice}; the first line is: {first[:200]}")


def _targets(rows: Iterable[Row], heading: list[str], index: int, name: str, tell: Callable[[str], None]) -> Iterator[Line]:
    """Yield the cells of one column, each with the other cells of its row, including cells beyond the last heading. Of the first row whose
    last cell has no end, tell how such rows are read."""
    names = distinct(heading)
    told = False
    for start, text, cells, problem in rows:
        if problem and not told:
            told = True
            but = "; if the lines are one cell, put the heading in quotes" if problem == STRAY else ""
            tell(
                f"{name}: line {start}: {problem}; a target before that is asked, one behind it refused, and each line below is a row{but}"
            )
        if len(names) < min(len(cells), MOST_COLUMNS):
            names = distinct([*heading, *[""] * (min(len(cells), MOST_COLUMNS) - len(heading))])
        # a row with fewer cells, or none, gets all columns too: the first row of an output defines its columns
        row = cells if len(cells) >= len(heading) else [*cells, *[""] * (len(heading) - len(cells))]
        columns = {name: _capped(cell) for i, (name, cell) in enumerate(zip(names, row, strict=False)) if i != index}
        if problem and (index >= len(cells) - 1 or not cells[index].strip()):
            yield Line(number=start, text=text[:200], columns=columns, problem=problem)
        elif not text.strip():
            yield line_of(start, "", columns)
        elif len(text) > MAX_ROW_CHARS:
            yield line_of(start, text, columns, MAX_ROW_CHARS)
        elif index >= len(cells) and text.lstrip().startswith("#"):  # feeds put comments above and below their rows
            yield line_of(start, text[:200], columns)
        elif index >= len(cells):
            yield Line(number=start, text=text[:200], columns=columns, problem=f"the row has no column {names[index]!r}")
        elif not cells[index].strip():
            yield Line(number=start, text="", columns=columns, problem=f"the cell in column {names[index]!r} is empty")
        else:
            yield line_of(start, cells[index], columns)


def _capped(cell: str) -> str:
    """Return a cell that is carried along, cut with a note if it is long."""
    return cell if len(cell) <= _MOST_CELL_CHARS else f"{cell[:_MOST_CELL_CHARS]} […] (cut: {len(cell):,} characters)"
