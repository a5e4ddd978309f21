"""A scan as a whole: what was asked for, which files are read and written, and how it ends."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from scamtriage.cli import wiring
from scamtriage.cli.again import JOURNAL
from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.needs import PARQUET, is_packed, need_extra, need_formats, need_open_files, need_packing
from scamtriage.cli.options import Talking, ToldStop
from scamtriage.cli.progress import Progress
from scamtriage.cli.scanned import Row, Scanned, until_asked
from scamtriage.config import Config
from scamtriage.records.assessment import Written
from scamtriage.records.evidence import Mode
from scamtriage.records.named import Named
from scamtriage.render import format_of

if TYPE_CHECKING:
    from scamtriage.batch.journal import Journal
    from scamtriage.net.seams import Route
    from scamtriage.render.style import Style
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

    def run(self, tally: wiring.Tally) -> None:
        """Do it. Raises BadList, BadConfig, BadRule, JournalBusy, OSError; KeyboardInterrupt when it was stopped early."""
        from scamtriage.cli.leaving import Leaving, need_reporter
        from scamtriage.pipeline import judge_of, policy, rules

        need_formats(self.outputs)
        need_reporter(self._formats, self.config)
        if not self.names_alone:
            need_open_files()
        for path in (*self.outputs, *([self.evidence] if self.evidence is not None else [])):
            need_extra(path)
        if self.evidence is not None:
            need_packing(self.evidence)
        self._need_distinct_files()
        if not self.names_alone:
            policy(self.config)  # what cannot be begun must not cost the rows of yesterday
        processes = self._apart()
        pages = self.observers == 1 or not self.ndjson_alone  # else the workers judge them
        knowledge = rules(self.config, pages=pages) if processes == 1 else None  # they load it themselves, side by side
        wiring.hint(self.talking, knowledge.caution if knowledge is not None else wiring.caution(self.config))
        style = wiring.style(self.talking, several=True, config=self.config, to_terminal=None if not self.outputs else False)
        leaving = Leaving(self._formats, style.sharing)
        with self._journal() as journal, Interrupt() as interrupt, Progress(self.talking, self.source) as progress:
            try:
                if knowledge is None:
                    self._write_apart(processes, interrupt, tally, progress)
                else:
                    scanned = Scanned(self, judge_of(self.config, knowledge), interrupt, progress)
                    rows = self._watched(scanned.rows(journal), tally, progress)
                    self._write(rows if self.ndjson_alone else leaving.watch(rows), style)  # type: ignore[arg-type]
            except BrokenPipeError:
                raise wiring.ReaderGone from None
            except OSError:
                if self._journal_path() is not None and not self.names_alone:
                    wiring.hint(self.talking, "\nStopped; the journal is whole. When the fault is mended, the same command continues.")
                raise
        if interrupt.asked:
            kept = not self.names_alone and self._journal_path() is not None
            how = "nothing is lost. Continue with" if kept else "no journal was kept. To start anew, give"
            wiring.hint(self.talking, f"\nStopped early; {how} the same command:\n  {interrupt.command()}")
            raise ToldStop
        written = [path for path in self.outputs if format_of(path.name) == "ndjson"]
        progress.summary(next(iter(written), None) or (None if self.names_alone else self._journal_path()), self.again)
        for line in leaving.lines():
            wiring.hint(self.talking, line)

    def _need_distinct_files(self) -> None:
        """Raises BadParameter when one file would be read and written, or written twice."""
        given = (self.config.model, *self.config.allow_lists, *self.config.block_lists)
        journal = None if self.names_alone else self._journal_path()
        packed = None if self.names_alone else self.packed
        written = [path for path in (*self.outputs, journal, packed) if path is not None]
        wiring.distinct((self.source, *(Path(path) for path in given if path)), written)

    @property
    def names_alone(self) -> bool:
        """Nothing is asked of the world and nothing kept: no loop runs beside the rows."""
        return self.config.mode is Mode.OFFLINE and self.evidence is None

    @property
    def ndjson_alone(self) -> bool:
        """Rows are wanted as lines of NDJSON and in no other form, so that another process can write them."""
        return set(self._formats) == {"ndjson"}

    @property
    def _formats(self) -> list[str | None]:
        """In which rows are wanted; None: one of the extras."""
        return [format_of(path.name) for path in self.outputs] or [self.format]

    def _apart(self) -> int:
        """How many processes judge the names of this list: several when nothing is asked and one file of NDJSON is all that is wanted."""
        plain = self.names_alone and len(self.outputs) < 2 and self.ndjson_alone and not wiring.prompt(self.source)
        return self._processes(LONG_NAMES_BYTES) if plain else 1

    def _write(self, rows: "Iterator[Row]", style: "Style") -> None:
        from scamtriage.cli.inorder import Last
        from scamtriage.cli.sinks import Sinks, write_through

        if self.names_alone and len(self.outputs) < 2 and not any(path.suffix == PARQUET for path in self.outputs):
            last = Last(rows)  # the document gets its end even where the list has none
            write_through(last, next(iter(self.outputs), None), self.format, style, prompt=wiring.prompt(self.source))
            last.fail()
            return
        with Sinks(self.outputs, sys.stdout, self.format, style) as sinks:
            for row in rows:
                sinks.write(row)

    def _write_apart(self, processes: int, interrupt: Interrupt, tally: wiring.Tally, progress: Progress) -> None:
        from scamtriage.cli.apart import apart

        with ExitStack() as files:
            lines = until_asked(self.lines(files, progress.say, interrupt), interrupt)
            out = files.enter_context(self.outputs[0].open("wb")) if self.outputs else sys.stdout.buffer
            named = Named(self.outputs[0] if self.outputs else "stdout")
            for rows, counts in apart(lines, self.config, processes, progress.say):
                with named:
                    out.write(rows)
                tally.add(counts)
                progress.add(counts)
            with named:
                out.flush()

    def lines(self, files: ExitStack, tell: Callable[[str], None], interrupt: Interrupt) -> "Iterator[Line]":
        """Of the list; `tell` hears how it was read where it did not say so itself. Who judges names alone reads on the main thread, and
        must be told there that no more of a silent pipe is wanted."""
        from scamtriage.targets.read import open_list, read

        opened = interrupt.waited(lambda: open_list(self.source), None)  # a named pipe that nobody writes waits here already
        if opened is None:
            return iter(())
        file = files.enter_context(opened)
        if self.names_alone:
            file = cast(BinaryIO, _Stoppable(file, interrupt))
        return read(file, name=str(self.source), column=self.column, charset=self.charset, tell=tell)

    def _watched(self, rows: "Iterator[Row]", tally: wiring.Tally, progress: Progress) -> "Iterator[Row]":
        for row in rows:
            yield row
            if isinstance(row, Written):
                tally.add(row.counts)
                progress.add(row.counts)
            else:
                tally.see(row)
                progress.see(row)

    @contextmanager
    def _journal(self) -> "Iterator[Journal | None]":
        """Ours alone, before any output is begun anew: what another run writes stays whole. None where none is kept."""
        path = None if self.names_alone else self._journal_path()
        if path is None:
            yield None
            return
        from scamtriage.batch.journal import Journal

        with closing(Journal(path, self.packed)) as journal:
            yield journal

    @property
    def packed(self) -> Path | None:
        """Where the journal is packed to when the scan is done."""
        return self.evidence if self.evidence is not None and is_packed(self.evidence) else None

    @property
    def observers(self) -> int:
        """Processes that observe; 0: the cluster knows its own."""
        return self._processes(LONG_LIST_BYTES)

    def _processes(self, long_bytes: int) -> int:
        """One a core when the list is long enough to pay for their start; 0: the cluster knows its own."""
        if self.config.processes or self.dask:
            return self.config.processes
        long = str(self.source) != "-" and self.source.stat().st_size > long_bytes
        return (os.cpu_count() or 1) if long else 1

    def _journal_path(self) -> Path | None:
        """The plain journal; a compressed one is packed at the end."""
        if self.evidence is not None:
            return self.evidence.with_suffix("") if is_packed(self.evidence) else self.evidence
        return self.outputs[0].with_name(self.outputs[0].name + JOURNAL) if self.outputs else None


class _Stoppable:
    """Reads a list until somebody stops it, be it in the middle of waiting for more."""

    def __init__(self, file: BinaryIO, interrupt: Interrupt) -> None:
        self._file, self._interrupt = file, interrupt

    def read(self, size: int) -> bytes:
        return self._interrupt.waited(lambda: self._file.read(size), b"")
