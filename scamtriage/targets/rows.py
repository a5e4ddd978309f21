"""Group the lines of a table into rows. A quoted cell may span lines (RFC 4180), but an unclosed quote must not swallow the rows after
it."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from scamtriage.targets.columns import addressed
from scamtriage.targets.lines import MAX_ROW_CHARS
from scamtriage.targets.parse import MAX_LINE_CHARS

UNCLOSED = "a quote is not closed"
STRAY = "a quote is not closed, or only behind what looks like other rows"
ENDLESS = f"a quoted cell does not end within {MAX_ROW_CHARS} characters"
_FEWEST_ROWS = 2
"""Of so many lines that look like rows a quoted cell is not made: one may be a note about another site."""


class Row(NamedTuple):
    """A row below the heading."""

    number: int
    """Number of its first line."""
    text: str
    cells: list[str]
    """Empty for a blank row and a row that is too long."""
    problem: str = ""
    """Why its last cell has no end; the cells before it are whole."""


def split(text: str, delimiter: str) -> list[str]:
    """Return the cells of a row, or none if it cannot be parsed."""
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def spanning(first: str, lines: Iterator[str], delimiter: str) -> tuple[list[str], Iterator[str]]:
    """Return the lines of the row that `first` begins, and the lines after it. If its quoted cell is never closed, the row is the first
    line alone."""
    if '"' not in first or not _opens(first, delimiter):
        return [first], lines
    ahead = _Ahead(lines, delimiter, 0, most=MAX_LINE_CHARS)
    return [first, *ahead.closing(len(first), any_lines=True)], ahead.left()


def quotes(text: str, delimiter: str) -> bool:
    """Whether a cell of this row is in quotes, as a program writes that quotes: then an open quote is no stray one."""
    return '"' in text and re.search(rf'(?:^|{re.escape(delimiter)})"(?:[^"]|"")*"(?={re.escape(delimiter)}|$)', text) is not None


def rows_of(
    lines: Iterator[str], delimiter: str, number: int, columns: int = 0, *, at: int | None = None, quoted: bool = False
) -> Iterator[Row]:
    """Yield the rows of a table below its heading, which is line `number`.

    If a quote is never closed, is closed wrongly, or only behind what looks like other rows, the row is its first line alone, and the next
    lines are rows of their own. `columns`: number of cells of the heading; 0: it has none. `at`: the index of the column of the targets, if
    it is known. `quoted`: whether the heading is in quotes. In such a table, and behind another quoted cell, a cell may hold any lines.
    Each line is examined at most three times.
    """
    ahead = _Ahead(lines, delimiter, columns, at)
    while (text := ahead.take()) is not None:
        number += 1
        if len(text) > MAX_ROW_CHARS or '"' not in text or not _opens(text, delimiter):
            yield Row(number, text, split(text, delimiter) if text.strip() and len(text) <= MAX_ROW_CHARS else [])
        elif more := ahead.closing(len(text), any_lines=quoted or quotes(text, delimiter)):
            text = "\n".join((text, *more))
            yield Row(number, text, split(text, delimiter))
            number += len(more)
        else:
            yield Row(number, text, split(text, delimiter), ahead.problem)


class _Ahead:
    """Lines that were read ahead to find the end of a quoted cell, and are not taken yet.

    At the end of each of these lines, except perhaps the last, that cell is open. Any cell opened anew in one of them is open at the same
    point. So the next search continues at the last line, and a file full of open quotes takes linear time.
    """

    def __init__(self, lines: Iterator[str], delimiter: str, columns: int, at: int | None = None, *, most: int = MAX_ROW_CHARS) -> None:
        """`columns`, `at`: as in `rows_of`. `most`: characters that a row may have."""
        self._lines = lines
        self._delimiter = delimiter
        self._columns = columns
        self._at = at
        self._most = most
        self._kept: deque[tuple[str, bool]] = deque()
        """Each line, and whether it looks like a row."""
        self._chars = self._rows = 0
        """Number of their characters, and of those that look like rows."""
        self._ends = self._bad = False
        """`_ends`: the cell is closed in the last of these lines. `_bad`: that line has a quote that cannot close a cell."""
        self.problem = UNCLOSED
        """Why `closing` last returned nothing."""

    def take(self) -> str | None:
        """Return the next line; None after the last."""
        if not self._kept:
            return next(self._lines, None)
        text, like_row = self._kept.popleft()
        self._chars -= len(text) + 1
        self._rows -= like_row
        if not self._kept:
            self._ends = self._bad = False
        return text

    def left(self) -> Iterator[str]:
        """Return all lines that were not taken."""
        return chain((text for text, _ in self._kept), self._lines)

    def closing(self, chars: int, *, any_lines: bool) -> list[str]:
        """Take and return the lines up to the end of the quoted cell that the last taken line opened. `chars`: length of that line. Returns
        none if the cell does not end within a row's length, or, unless it may hold `any_lines`, if most of these lines look like rows: a
        stray quote that a second one further down seems to close would swallow them, and nobody would know."""
        while not (self._ends or self._bad or self._stray(any_lines)) and chars + self._chars <= self._most:
            if (text := next(self._lines, None)) is None:
                self.problem = UNCLOSED
                return []
            like_row = self._like_row(text)
            self._kept.append((text, like_row))
            self._chars += len(text) + 1
            self._rows += like_row
            closed = _closes(text, self._delimiter)
            self._ends, self._bad = bool(closed), closed is None
        if (stray := self._stray(any_lines)) or not self._ends or chars + self._chars > self._most:
            self.problem = STRAY if stray else UNCLOSED if self._bad else ENDLESS
            return []
        found = [text for text, _ in self._kept]
        self._kept.clear()
        self._chars, self._rows, self._ends = 0, 0, False
        return found

    def _like_row(self, text: str) -> bool:
        """Whether a line has as many cells as the heading, and an address among them, in the column of the targets if that is known. A
        blank behind the delimiter is a sentence's: behind a blank no quote opens a cell, so no such table has stray ones."""
        if not self._columns or text.count(self._delimiter) < self._columns - 1:
            return False
        cells = split(text, self._delimiter)
        if len(cells) != self._columns or any(cell.startswith(" ") for cell in cells[1:]):
            return False
        return bool(addressed([cells if self._at is None else [cells[self._at]]]))

    def _stray(self, any_lines: bool) -> bool:
        return not any_lines and self._rows >= _FEWEST_ROWS and self._rows * 2 > len(self._kept)


def _opens(text: str, delimiter: str) -> bool:
    """Whether a quoted cell is still open at the end of the line. A quote inside an unquoted cell, as in 5" screens, opens nothing."""
    try:
        next(csv.reader([f"{text}\n"], delimiter=delimiter, strict=True), [])
    except csv.Error as exc:
        return "unexpected end" in str(exc)
    return False


def _closes(text: str, delimiter: str) -> bool | None:
    """Whether a cell quoted in an earlier line, and every cell that this line opens, is closed in this line. None: the line has a quote
    that cannot close the cell."""
    rest = text.replace('""', "")  # a doubled quote is a literal quote
    at = rest.find('"')
    if at < 0:
        return False
    behind = rest[at + 1 :].lstrip(" ")
    if not behind:
        return True
    return None if not behind.startswith(delimiter) else not _opens(behind[len(delimiter) :], delimiter)
