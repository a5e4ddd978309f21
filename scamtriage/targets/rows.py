"""Group the lines of a table into rows. A quoted cell may span lines (RFC 4180), but an unclosed quote must not swallow the rows after
it."""

import csv
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from scamtriage.targets.lines import MAX_ROW_CHARS
from scamtriage.targets.parse import MAX_LINE_CHARS

UNCLOSED = "a quote is not closed"


class Row(NamedTuple):
    """A row below the heading."""

    number: int
    """Number of its first line."""
    text: str
    cells: list[str]
    """Empty for a blank row, a row that is too long and a row with a problem."""
    problem: str = ""


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
    ahead = _Ahead(lines, delimiter)
    return [first, *ahead.closing(len(first))], ahead.left()


def rows_of(lines: Iterator[str], delimiter: str, number: int) -> Iterator[Row]:
    """Yield the rows of a table below its heading, which is line `number`.

    If a quote is never closed, or is closed wrongly, the row is its first line alone, and the next lines are rows of their own. Each line
    is examined at most twice.
    """
    ahead = _Ahead(lines, delimiter)
    while (text := ahead.take()) is not None:
        number += 1
        if len(text) > MAX_ROW_CHARS or '"' not in text or not _opens(text, delimiter):
            yield Row(number, text, split(text, delimiter) if text.strip() and len(text) <= MAX_ROW_CHARS else [])
        elif more := ahead.closing(len(text)):
            text = "\n".join((text, *more))
            yield Row(number, text, split(text, delimiter))
            number += len(more)
        else:
            yield Row(number, text, [], UNCLOSED)


class _Ahead:
    """Lines that were read ahead to find the end of a quoted cell, and are not taken yet.

    At the end of each of these lines, except perhaps the last, that cell is open. Any cell opened anew in one of them is open at the same
    point. So the next search continues at the last line, and a file full of open quotes takes linear time.
    """

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._kept: deque[str] = deque()
        self._chars = 0
        self._ends = self._bad = False
        """`_ends`: the cell is closed in the last of these lines. `_bad`: that line has a quote that cannot close a cell."""

    def take(self) -> str | None:
        """Return the next line; None after the last."""
        if not self._kept:
            return next(self._lines, None)
        text = self._kept.popleft()
        self._chars -= len(text) + 1
        if not self._kept:
            self._ends = self._bad = False
        return text

    def left(self) -> Iterator[str]:
        """Return all lines that were not taken."""
        return chain(self._kept, self._lines)

    def closing(self, chars: int) -> list[str]:
        """Take and return the lines up to the end of the quoted cell that the last taken line opened. `chars`: length of that line. Returns
        none if the cell does not end within MAX_LINE_CHARS: the further one looks, the more rows a stray quote may swallow."""
        while not (self._ends or self._bad) and chars + self._chars <= MAX_LINE_CHARS:
            if (text := next(self._lines, None)) is None:
                return []
            self._kept.append(text)
            self._chars += len(text) + 1
            closed = _closes(text, self._delimiter)
            self._ends, self._bad = bool(closed), closed is None
        if not self._ends or chars + self._chars > MAX_LINE_CHARS:
            return []
        found = [*self._kept]
        self._kept.clear()
        self._chars, self._ends = 0, False
        return found


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
