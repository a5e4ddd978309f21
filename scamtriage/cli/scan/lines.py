"""The first stage of a scan: open the list, read its lines, and count them. Reading ends early once the scan is stopped."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, cast

from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.scan.request import Scan
from scamtriage.knowledge.speech import Speech, speech
from scamtriage.render.text import grouped, plain

if TYPE_CHECKING:
    from scamtriage.targets.lines import Line
    from scamtriage.targets.running_text import RunningText


_MOST_SHOWN = 60
"""Most characters shown of a word of the text."""


class ScanLines:
    """The list of a scan."""

    def __init__(self, scan: Scan, interrupt: Interrupt, tell: Callable[[str], None]) -> None:
        """`tell`: called with a sentence about anything guessed, such as the column of the targets."""
        self._scan = scan
        self._interrupt = interrupt
        self._tell = tell
        self._count = 0
        self._ended = False
        self._text: RunningText | None = None
        self.columns: tuple[str, ...] = ()
        """Names of the columns beside the targets, of the lines read so far."""

    def read(self, files: ExitStack) -> "Iterator[Line]":
        """Open the list and return its lines. `files`: closes the list. Raises BadList, OSError.

        The first line is read before this returns. What makes a list unreadable as a whole, such as a misspelled --column, is raised here,
        while the outputs still hold the rows of an earlier scan.
        """
        from scamtriage.targets.lines import open_list
        from scamtriage.targets.read import read, read_text

        scan = self._scan
        opened = self._interrupt.interruptible(lambda: open_list(scan.source), None)  # opening a named pipe without a writer blocks
        if opened is None:
            return iter(())
        file = cast(BinaryIO, _Stoppable(files.enter_context(opened), self._interrupt))
        name, charset = str(scan.source), scan.charset
        if not scan.extract:
            return _begun(self._counted(read(file, name=name, column=scan.column, charset=charset, tell=self._tell)))
        from scamtriage.targets.running_text import RunningText

        self._text = RunningText(self._tell)
        return _begun(self._counted(self._text.addresses(read_text(file, name=name, charset=charset, tell=self._tell))))

    def _counted(self, lines: "Iterator[Line]") -> "Iterator[Line]":
        for line in lines:
            if self._interrupt.stopping:
                return
            self._count += 1
            if len(line.columns) > len(self.columns):
                self.columns = tuple(line.columns)
            yield line
        self._ended = not self._interrupt.stopping  # after a stop, this may not be the end of the list

    def all_written(self, rows: int) -> bool:
        """Return whether the list was read to its end and `rows` is the number of its lines."""
        return self._ended and rows == self._count

    @property
    def of_text(self) -> str:
        """With --extract: how many lines of the text have an address, as a sentence; "" for a list."""
        if (text := self._text) is None:
            return ""
        spoken = speech(self._scan.config.language)
        told = "{count} lines of text, {given} of them with an address; each address counts as a line"
        said = [spoken.say(told, count=grouped(text.lines), given=grouped(text.lines_with_address))]
        doubted = (
            (text.numbers, "{count} bare numbers such as {example}", _some(text.left_out["numbers"], spoken)),
            (text.seams, "{count} sentence seams such as {example}", _some(text.left_out["seams"], spoken)),
            (text.within, "{count} glued names such as {example}", _some(text.left_out["within"], spoken)),
            (text.unlisted, "{count} names without a public ending such as {example}", _some(text.left_out["unlisted"], spoken)),
        )
        if left_out := _each(doubted, spoken):
            said.append(spoken.say("{list} left out: if it is an address, write http:// before it, behind a blank", list=left_out))
        meant_otherwise = (
            (text.markup, "{count} markup names (as in {example})", "xmlns"),
            (text.code, "{count} script names (as in {example})", "event.target"),
            (text.passed, "{count} mail header names (as in {example})", spoken.joined(("Received", "To"), "{sentence} or {more}")),
        )
        if nobodys := _each(meant_otherwise, spoken):
            said.append(spoken.say("{list} left out, which lead nobody to a site", list=nobodys))
        return spoken.joined(said)


def _begun(lines: "Iterator[Line]") -> "Iterator[Line]":
    """Return the lines, of which the first is read already."""
    first = [*islice(lines, 1)]
    return chain(first, lines)


def _some(words: list[str], spoken: Speech) -> str:
    return spoken.say(", ").join(plain(word, _MOST_SHOWN) for word in words)


def _each(found: Iterable[tuple[int, str, str]], spoken: Speech) -> str:
    """Join (count, phrase, example) as text, without what was not found."""
    said = [spoken.say(phrase, count=grouped(count), example=example) for count, phrase, example in found if count]
    return spoken.joined(said, "{sentence} and {more}")


class _Stoppable:
    """A reader of a list whose blocking reads on the main thread end when the scan is stopped."""

    def __init__(self, file: BinaryIO, interrupt: Interrupt) -> None:
        self._file, self._interrupt = file, interrupt

    def read(self, size: int) -> bytes:
        if threading.current_thread() is not threading.main_thread():
            return self._file.read(size)
        return self._interrupt.interruptible(lambda: self._file.read(size), b"")
