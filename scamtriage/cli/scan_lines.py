"""The first stage of a scan: open the list, read its lines, and count them. Reading ends early once the scan is stopped."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO, cast

from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.scan_request import Scan

if TYPE_CHECKING:
    from scamtriage.targets.read import Line


class ScanLines:
    """The list of a scan."""

    def __init__(self, scan: Scan, interrupt: Interrupt, tell: Callable[[str], None]) -> None:
        """`tell`: called with a sentence about anything guessed, such as the column of the targets."""
        self._scan = scan
        self._interrupt = interrupt
        self._tell = tell
        self._count = 0
        self._ended = False
        self.columns: tuple[str, ...] = ()
        """Names of the columns beside the targets, of the lines read so far."""

    def read(self, files: ExitStack) -> "Iterator[Line]":
        """Open the list and return its lines. `files`: closes the list. Raises BadList, OSError."""
        from scamtriage.targets.read import open_list, read

        scan = self._scan
        opened = self._interrupt.waited(lambda: open_list(scan.source), None)  # opening a named pipe without a writer blocks
        if opened is None:
            return iter(())
        file = cast(BinaryIO, _Stoppable(files.enter_context(opened), self._interrupt))
        return self._counted(read(file, name=str(scan.source), column=scan.column, charset=scan.charset, tell=self._tell))

    def _counted(self, lines: "Iterator[Line]") -> "Iterator[Line]":
        for line in lines:
            if self._interrupt.asked:
                return
            self._count += 1
            if len(line.columns) > len(self.columns):
                self.columns = tuple(line.columns)
            yield line
        self._ended = not self._interrupt.asked  # after a stop, this may not be the end of the list

    def all_written(self, rows: int) -> bool:
        """Return whether the list was read to its end and `rows` is the number of its lines."""
        return self._ended and rows == self._count


class _Stoppable:
    """A reader of a list whose blocking reads on the main thread end when the scan is stopped."""

    def __init__(self, file: BinaryIO, interrupt: Interrupt) -> None:
        self._file, self._interrupt = file, interrupt

    def read(self, size: int) -> bytes:
        if threading.current_thread() is not threading.main_thread():
            return self._file.read(size)
        return self._interrupt.waited(lambda: self._file.read(size), b"")
