"""The lines of an input: how it is opened, where they end, and what each is."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Self, cast

from msgspec import Struct, field

from scamtriage.records import lazy_re
from scamtriage.targets.parse import MAX_LINE_CHARS

MAX_ROW_CHARS = 65_536
"""Longest row of a table: one of its cells may be a whole chat or mail (Excel's hold 32,767 characters). Python's csv takes twice that."""
LINE_END = lazy_re.compile(r"\r\n|\n|\r(?!\n)")


class Line(Struct, frozen=True, kw_only=True):
    """One line of the input."""

    number: int
    """1-based line number in the file; the heading of a CSV counts too."""
    text: str
    """The text of the target."""
    columns: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    """Why the text is no target: too long, not text, a row without the column, or an empty cell, which alone has no text."""


def lines_of(chunks: Iterable[str], most: int = MAX_LINE_CHARS) -> Iterator[str]:
    """Yield lines without line ends. One of more than `most` characters is cut to just over that, so that it is still recognised as too
    long."""
    rest = ""
    for chunk in chunks:
        if "\n" not in chunk and "\r" not in chunk and not rest.endswith("\r"):  # a long line that comes in small pieces is searched once
            rest += chunk if len(rest) <= most else ""
            continue
        text = rest + chunk
        parts = LINE_END.split(text[:-1] if text.endswith("\r") else text) if text else [""]
        rest = parts.pop() + ("\r" if text.endswith("\r") else "")
        yield from (part[: most + 1] for part in parts)
        if len(rest) > 2 * most:
            rest = rest[: most + 1] + ("\r" if rest.endswith("\r") else "")
    if rest.removesuffix("\r"):
        yield rest.removesuffix("\r")[: most + 1]


def line_of(number: int, text: str, columns: dict[str, str] | None = None, most: int = MAX_LINE_CHARS) -> Line:
    """Return the line with this text, or with its beginning and the problem that it has. `most`: characters it may have."""
    if len(text) > most:
        return Line(number=number, text=text[:200], columns=columns or {}, problem=f"the line is longer than {most} characters")
    if "\x00" in text:
        return Line(number=number, text=text[:200], columns=columns or {}, problem="the line holds NUL bytes: it is not text")
    return Line(number=number, text=text, columns=columns or {})


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
