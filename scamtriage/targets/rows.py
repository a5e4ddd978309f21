"""Lines of a table to rows: a quoted cell may span lines (RFC 4180), and a quote that nobody closed must not swallow the rows behind it."""

import csv
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from scamtriage.targets.parse import MAX_LINE_CHARS

UNCLOSED = "a quote is not closed"


class Row(NamedTuple):
    """A row behind the heading."""

    number: int
    """Of its first line."""
    text: str
    cells: list[str]
    """None of a blank row, of one that is too long, and of one with a problem."""
    problem: str = ""


def split(text: str, delimiter: str) -> list[str]:
    """The cells of a row; none of what cannot be one."""
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def spanning(first: str, lines: Iterator[str], delimiter: str) -> tuple[list[str], Iterator[str]]:
    """The lines of the row that `first` begins, and those behind them. A quoted cell that ends nowhere is one of the first line alone."""
    if '"' not in first or not _opens(first, delimiter):
        return [first], lines
    ahead = _Ahead(lines, delimiter)
    return [first, *ahead.closing(len(first))], ahead.left()


def rows_of(lines: Iterator[str], delimiter: str, number: int) -> Iterator[Row]:
    """Rows of a table behind its heading, which is line `number`. Of a row whose quote is closed nowhere, or not as a quote is closed, the
    first line alone is taken, and the others are read as rows of their own. Each line is looked at twice at most."""
    ahead = _Ahead(lines, delimiter)
    while (text := ahead.take()) is not None:
        number += 1
        if len(text) > MAX_LINE_CHARS or '"' not in text or not _opens(text, delimiter):
            yield Row(number, text, split(text, delimiter) if text.strip() and len(text) <= MAX_LINE_CHARS else [])
        elif more := ahead.closing(len(text)):
            text = "\n".join((text, *more))
            yield Row(number, text, split(text, delimiter))
            number += len(more)
        else:
            yield Row(number, text, [], UNCLOSED)


class _Ahead:
    """Lines that were read to see where a quoted cell ends, and are not taken yet.

    At the end of each of them, but perhaps the last, that cell is open. Whatever opens a cell anew in one of them leaves it open at the
    same place: so the next search goes on where the last one stopped, and a file of nothing but open quotes takes no longer than another.
    """

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._kept: deque[str] = deque()
        self._chars = 0
        self._ends = self._bad = False
        """In the last of them the cell ends; or a quote stands in it as none stands that ends one."""

    def take(self) -> str | None:
        """The next line; None after the last."""
        if not self._kept:
            return next(self._lines, None)
        text = self._kept.popleft()
        self._chars -= len(text) + 1
        if not self._kept:
            self._ends = self._bad = False
        return text

    def left(self) -> Iterator[str]:
        """All lines that were not taken."""
        return chain(self._kept, self._lines)

    def closing(self, chars: int) -> list[str]:
        """The lines up to the one in which the cell ends that the line just taken, of so many characters, has opened: they are taken with
        it. None when it ends nowhere within the length of a row."""
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
    """A quoted cell has not ended at the end of the line. A quote within a cell that is not quoted, as of 5" screens, opens nothing."""
    try:
        next(csv.reader([f"{text}\n"], delimiter=delimiter, strict=True), [])
    except csv.Error as exc:
        return "unexpected end" in str(exc)
    return False


def _closes(text: str, delimiter: str) -> bool | None:
    """Whether a quoted cell that began in a line before, and whatever this line opens itself, ends in this one. None: it has a quote in its
    middle, where none stands that was meant to close the cell."""
    rest = text.replace('""', "")  # a quote that is doubled is a quote of the text
    at = rest.find('"')
    if at < 0:
        return False
    behind = rest[at + 1 :].lstrip(" ")
    if not behind:
        return True
    return None if not behind.startswith(delimiter) else not _opens(behind[len(delimiter) :], delimiter)
