"""What was asked of a scan, and what follows from that alone: the forms of its rows, its files, its processes."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from scamtriage.cli import wiring
from scamtriage.cli.again import JOURNAL
from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.needs import is_packed
from scamtriage.cli.options import Talking
from scamtriage.config import Config
from scamtriage.records.evidence import Mode
from scamtriage.render import format_of

if TYPE_CHECKING:
    from scamtriage.net.seams import Route
    from scamtriage.targets.read import Line

LONG_LIST_BYTES = 30_000
LONG_NAMES_BYTES = 300_000
"""Of names alone, which take less than a hundredth of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was asked for."""

    source: Path
    column: str | None
    config: Config
    format: str
    outputs: tuple[Path, ...]
    evidence: Path | None
    in_order: bool
    dedupe: bool
    talking: Talking
    charset: str = ""
    """Of the list; "": its bytes tell it."""
    dask: str = ""
    """Address of a scheduler whose workers observe; "": this machine does."""
    again: tuple[str, ...] = ()
    """The options that were typed, for a scan of what is incomplete."""
    route: "Route | None" = None
    """The lab's last hop; None: the world's."""

    @property
    def names_alone(self) -> bool:
        """Nothing is asked of the world and nothing kept: no loop runs beside the rows."""
        return self.config.mode is Mode.OFFLINE and self.evidence is None

    @property
    def formats(self) -> list[str | None]:
        """In which rows are wanted; None: one of the extras."""
        return [format_of(path.name) for path in self.outputs] or [self.format]

    @property
    def ndjson_alone(self) -> bool:
        """Rows are wanted as lines of NDJSON and in no other form, so that another process can write them."""
        return set(self.formats) == {"ndjson"}

    @property
    def journal_path(self) -> Path | None:
        """The plain journal; a compressed one is packed at the end. None where none is kept."""
        if self.evidence is not None:
            return self.evidence.with_suffix("") if is_packed(self.evidence) else self.evidence
        return self.outputs[0].with_name(self.outputs[0].name + JOURNAL) if self.outputs and not self.names_alone else None

    @property
    def packed(self) -> Path | None:
        """Where the journal is packed to when the scan is done."""
        return self.evidence if self.evidence is not None and is_packed(self.evidence) else None

    @property
    def observers(self) -> int:
        """Processes that observe; 0: the cluster knows its own."""
        return self._processes(LONG_LIST_BYTES)

    @property
    def judges(self) -> int:
        """Processes that judge the names of this list: several when nothing is asked and one file of NDJSON is all that is wanted."""
        plain = self.names_alone and len(self.outputs) < 2 and self.ndjson_alone and not wiring.prompt(self.source)
        return self._processes(LONG_NAMES_BYTES) if plain else 1

    def _processes(self, long_bytes: int) -> int:
        """One a core when the list is long enough to pay for their start; 0: the cluster knows its own."""
        if self.config.processes or self.dask:
            return self.config.processes
        long = str(self.source) != "-" and self.source.stat().st_size > long_bytes
        return (os.cpu_count() or 1) if long else 1

    def lines(self, files: ExitStack, tell: Callable[[str], None], interrupt: Interrupt) -> "Iterator[Line]":
        """Of the list; `tell` hears how it was read where it did not say so itself. Who reads on the main thread must be told there that
        no more of a silent pipe is wanted."""
        from scamtriage.targets.read import open_list, read

        opened = interrupt.waited(lambda: open_list(self.source), None)  # a named pipe that nobody writes waits here already
        if opened is None:
            return iter(())
        file = cast(BinaryIO, _Stoppable(files.enter_context(opened), interrupt))
        return read(file, name=str(self.source), column=self.column, charset=self.charset, tell=tell)


class _Stoppable:
    """Reads a list until somebody stops it, be it in the middle of waiting for more on the main thread."""

    def __init__(self, file: BinaryIO, interrupt: Interrupt) -> None:
        self._file, self._interrupt = file, interrupt

    def read(self, size: int) -> bytes:
        if threading.current_thread() is not threading.main_thread():
            return self._file.read(size)
        return self._interrupt.waited(lambda: self._file.read(size), b"")
