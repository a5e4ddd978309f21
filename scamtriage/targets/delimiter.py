"""What separates the cells of a table, by its name, its heading or its rows; and whether a text is a table at all."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from scamtriage.records import lazy_re
from scamtriage.targets.columns import MOST_COLUMNS, addressed, known, may_be_target
from scamtriage.targets.parse import MAX_LINE_CHARS
from scamtriage.targets.rows import rows_of, split

MARKS = ",\t;"
"""Possible delimiters of a table whose first line does not tell it to Excel (`sep=;`)."""
FIRST_ROWS = 20
"""Number of rows that are read to know what a table's columns hold."""
TABLE_NAME = lazy_re.compile(r"\.[ct]sv(?:\.gz)?\Z", re.IGNORECASE)


def delimiter_of(first: str, name: str, column: str | None) -> str | None:
    """Return the delimiter that a first line with a heading has, or the name of the file tells; None if neither makes it a table. `column`:
    what the user named, for whom it is one."""
    lower = name.lower().removesuffix(".gz")
    if lower.endswith(".tsv"):
        return "\t"
    counts = {mark: first.count(mark) for mark in MARKS}
    best = max(counts, key=lambda mark: counts[mark])
    if not counts[best] and "|" in first and known(split(first, "|")) is not None:
        return "|"  # which may stand in an address too, so that a heading must tell it
    if lower.endswith(".csv") or column is not None:
        return best if counts[best] else ","
    if not counts[best] or "://" in first or len(first) > MAX_LINE_CHARS:
        return None
    return best if known(split(first, best)) is not None else None


def table_delimiter(first: str, name: str = ".csv") -> str | None:
    """Return the delimiter of a text that is a table; None if it is none. A file named as a table has one only if its first line is not one
    address alone, as in `read`; any other if that is a heading, and no words with a comma ("Hi, link")."""
    delimiter = delimiter_of(first, name, None)
    if delimiter is None or not TABLE_NAME.search(name):
        return None if delimiter is None or f"{delimiter} " in first else delimiter
    return None if delimiter not in first and known([first]) is None and may_be_target(first) else delimiter


def delimiter_of_rows(first: str, lines: Iterator[str]) -> tuple[str | None, Iterator[str]]:
    """Return (the delimiter of a table that no name and no known heading tells, or None; the lines). Most of its first rows have as many
    cells as its heading, and one of its columns holds addresses. Read as plain lines, its rows would be refused or read with words.

    No heading is a line that may be a target itself, even one that is refused, for it would be lost; nor a sentence above addresses, whose
    commas have blanks behind them that those of the pages below have not. One row alone tells no table.

    Lines are read ahead only behind a first line that may be a heading: a pipe of addresses is not waited for.
    """
    mark = max(MARKS, key=first.count)
    heading = split(first, mark)
    if len(heading) < 2 or len(first) > MAX_LINE_CHARS or first.lstrip().startswith("#") or any(map(may_be_target, heading[:MOST_COLUMNS])):
        return None, lines
    some = [*islice(lines, FIRST_ROWS)]
    rows = [row for row in rows_of(iter(some), mark, 1) if any(cell.strip() for cell in row.cells)]
    spaced = f"{mark} " in first
    alike = sum(len(row.cells) == len(heading) and (not spaced or f"{mark} " in row.text) for row in rows)
    table = len(rows) > 1 and alike * 2 > len(rows) and addressed([row.cells for row in rows])
    return mark if table else None, chain(some, lines)
