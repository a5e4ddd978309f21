"""A scan as a whole: list in, rows out, a journal beside them that the same command resumes from."""

import os
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from scamtriage.cli import wiring
from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.needs import PARQUET, need_extra, need_formats, need_open_files
from scamtriage.cli.options import Talking, ToldStop
from scamtriage.cli.progress import Progress
from scamtriage.cli.summary import JOURNAL
from scamtriage.config import Config
from scamtriage.records.assessment import Assessment, Refusal, Written
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.render import format_of

if TYPE_CHECKING:
    from scamtriage.assess import Judge, Rules
    from scamtriage.batch.journal import Journal
    from scamtriage.batch.judged import Judged
    from scamtriage.batch.memory import Memory
    from scamtriage.net.seams import Route
    from scamtriage.targets.read import Line

Row = Assessment | Refusal | Written
LONG_LIST_BYTES = 30_000
LONG_NAMES_BYTES = 300_000
"""Of names alone, which take less than a hundredth of the time."""
BLOCK = 512
"""Names that are judged together when nobody waits for the first of them."""
GRACE_S = 4.0
"""After the first Ctrl-C, for what is in hand; what follows takes less than a second."""


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
    dask: str = ""
    """Address of a scheduler whose workers observe; "": this machine does."""
    route: "Route | None" = None
    """The lab's last hop; None: the world's."""

    def run(self, tally: wiring.Tally) -> None:
        """Do it. Raises BadList, BadConfig, BadRule, JournalBusy, OSError; KeyboardInterrupt when it was stopped early."""
        from scamtriage.cli.leaving import Leaving, need_reporter
        from scamtriage.cli.sinks import Sinks, write_through
        from scamtriage.pipeline import rules

        need_formats(self.outputs)
        need_reporter(self._formats, self.config)
        if not self._names_alone:
            need_open_files()
        for path in (*self.outputs, *([self.evidence] if self.evidence is not None else [])):
            need_extra(path)
        self._need_distinct_files()
        processes = self._apart()
        pages = self._processes() == 1 or not self._ndjson_alone  # else the workers judge them
        knowledge = rules(self.config, pages=pages) if processes == 1 else None  # they load it themselves, side by side
        style = wiring.style(self.talking, several=True, config=self.config, to_terminal=None if not self.outputs else False)
        leaving = Leaving(self._formats, style.sharing)
        with self._journal() as journal, Interrupt() as interrupt, Progress(self.talking, self.source) as progress:
            rows = (
                self._watched(self._ordered(journal, knowledge, interrupt, progress), tally, progress)
                if knowledge is not None
                else iter(())
            )
            rows = leaving.watch(rows) if not self._ndjson_alone else rows  # type: ignore[arg-type]
            try:
                if knowledge is None:
                    self._write_apart(processes, interrupt, tally, progress)
                elif self._names_alone and len(self.outputs) < 2 and not any(path.suffix == PARQUET for path in self.outputs):
                    write_through(rows, next(iter(self.outputs), None), self.format, style, prompt=wiring.prompt(self.source))
                else:
                    with Sinks(self.outputs, sys.stdout, self.format, style) as sinks:
                        for row in rows:
                            sinks.write(row)
            except BrokenPipeError:
                raise wiring.ReaderGone from None
            except OSError:
                if self._journal_path() is not None and not self._names_alone:
                    wiring.hint(self.talking, "\nStopped; the journal is whole. When the fault is mended, the same command continues.")
                raise
        if interrupt.asked:
            kept = not self._names_alone and self._journal_path() is not None
            how = "nothing is lost. Continue with" if kept else "no journal was kept. To start anew, give"
            wiring.hint(self.talking, f"\nStopped early; {how} the same command:\n  {interrupt.command()}")
            raise ToldStop
        written = [path for path in self.outputs if format_of(path.name) == "ndjson"]
        progress.summary(next(iter(written), None) or (None if self._names_alone else self._journal_path()))
        for line in leaving.lines():
            wiring.hint(self.talking, line)

    def _need_distinct_files(self) -> None:
        """Raises BadParameter when one file would be read and written, or written twice."""
        given = (self.config.model, *self.config.allow_lists, *self.config.block_lists)
        journal = None if self._names_alone else self._journal_path()
        packed = None if self._names_alone else self._packed
        written = [path for path in (*self.outputs, journal, packed) if path is not None]
        wiring.distinct((self.source, *(Path(path) for path in given if path)), written)

    @property
    def _names_alone(self) -> bool:
        """Nothing is asked of the world and nothing kept: no loop runs beside the rows."""
        return self.config.mode is Mode.OFFLINE and self.evidence is None

    @property
    def _ndjson_alone(self) -> bool:
        """Rows are wanted as lines of NDJSON and in no other form, so that another process can write them."""
        return set(self._formats) == {"ndjson"}

    @property
    def _formats(self) -> list[str | None]:
        """In which rows are wanted; None: one of the extras."""
        return [format_of(path.name) for path in self.outputs] or [self.format]

    def _apart(self) -> int:
        """How many processes judge the names of this list: several when nothing is asked and one file of NDJSON is all that is wanted."""
        plain = self._names_alone and len(self.outputs) < 2 and self._ndjson_alone and not wiring.prompt(self.source)
        return self._processes(LONG_NAMES_BYTES) if plain else 1

    def _write_apart(self, processes: int, interrupt: Interrupt, tally: wiring.Tally, progress: Progress) -> None:
        from scamtriage.cli.apart import apart
        from scamtriage.targets.read import open_list, read

        with ExitStack() as files:
            lines = _until_asked(read(files.enter_context(open_list(self.source)), name=str(self.source), column=self.column), interrupt)
            out = files.enter_context(self.outputs[0].open("wb")) if self.outputs else sys.stdout.buffer
            for rows, counts in apart(lines, self.config, processes, progress.say):
                out.write(rows)
                tally.add(counts)
                progress.add(counts)
            out.flush()

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
        path = None if self._names_alone else self._journal_path()
        if path is None:
            yield None
            return
        from scamtriage.batch.journal import Journal

        with closing(Journal(path, self._packed)) as journal:
            yield journal

    @property
    def _packed(self) -> Path | None:
        """Where the journal is packed to when the scan is done."""
        return self.evidence if self.evidence is not None and self.evidence != self._journal_path() else None

    def _ordered(self, journal: "Journal | None", knowledge: "Rules", interrupt: Interrupt, progress: Progress) -> "Iterator[Row]":
        """In input order when that was asked for: a row waits for those before it."""
        from scamtriage.cli.inorder import InOrder
        from scamtriage.targets.read import open_list, read

        with open_list(self.source) as file:
            lines = read(file, name=str(self.source), column=self.column)
            if not self.in_order:
                yield from self._rows(lines, journal, knowledge, interrupt, progress)
                return
            order = InOrder()
            yield from order.rows(self._rows(order.noting(lines), journal, knowledge, interrupt, progress))

    def _rows(
        self, lines: "Iterator[Line]", journal: "Journal | None", knowledge: "Rules", interrupt: Interrupt, progress: Progress
    ) -> "Iterator[Row]":
        from scamtriage.batch.garbage import settle
        from scamtriage.batch.offline import offline
        from scamtriage.pipeline import judge_of
        from scamtriage.records.codec import NO_DIGEST

        judged = judge_of(self.config, knowledge)
        if self._names_alone:
            settle()
            dossiers = offline(_until_asked(lines, interrupt))
            size = 1 if wiring.prompt(self.source) else BLOCK
            while block := [(dossier, NO_DIGEST) for dossier in islice(dossiers, size)]:
                yield from judged.several(block)
            return
        if journal is None:
            wiring.hint(self.talking, "No -o and no --evidence: there is no journal, so this scan could not be resumed.")
            yield from self._unjournalled(lines, judged, interrupt, progress)
            return
        yield from self._journalled(journal, lines, judged, interrupt, progress)

    def _unjournalled(self, lines: "Iterator[Line]", judged: "Judge", interrupt: Interrupt, progress: Progress) -> "Iterator[Row]":
        """Only as much is kept as duplicates need, and no longer than the scan: nothing, when each line is asked by itself."""
        from scamtriage.batch.memory import Memory
        from scamtriage.batch.seen import Scratch

        if not self.dedupe:
            yield from self._observed(lines, judged, None, interrupt, progress)
            return
        memory = Memory(Scratch())
        try:
            yield from self._observed(lines, judged, memory, interrupt, progress)
        finally:
            memory.close()

    def _processes(self, long_bytes: int = LONG_LIST_BYTES) -> int:
        """One a core when the list is long enough to pay for their start; 0: the cluster knows its own."""
        if self.config.processes or self.dask:
            return self.config.processes
        long = str(self.source) != "-" and self.source.stat().st_size > long_bytes
        return (os.cpu_count() or 1) if long else 1

    def _journal_path(self) -> Path | None:
        """The plain journal; a compressed one is packed at the end."""
        if self.evidence is not None:
            return self.evidence.with_suffix("") if self.evidence.suffix in (".gz", ".zst") else self.evidence
        return self.outputs[0].with_name(self.outputs[0].name + JOURNAL) if self.outputs else None

    def _journalled(
        self,
        journal: "Journal",
        lines: "Iterator[Line]",
        judged: "Judge",
        interrupt: Interrupt,
        progress: Progress,
    ) -> "Iterator[Row]":
        from scamtriage.batch.memory import Memory

        memory = Memory(journal)
        try:
            resumed = 0
            for resumed, dossier in enumerate(memory.replayed(journal), start=1):  # noqa: B007 -- counted
                yield judged(dossier)
            if resumed:
                wiring.hint(self.talking, f"Resuming: {resumed} lines stand in {journal.path} already.")
            yield from self._observed(memory.unfinished(lines, str(journal.path)), judged, memory, interrupt, progress)
            journal.sync()
            if self._packed is not None and not interrupt.asked:
                journal.pack(self._packed)
        finally:
            memory.close()

    def _observed(
        self,
        lines: "Iterator[Line]",
        judged: "Judge",
        memory: "Memory | None",
        interrupt: Interrupt,
        progress: Progress,
    ) -> "Iterator[Row]":
        """Rows as their lines finish, each kept before anybody sees it. What no worker has judged is judged here, a portion together."""
        rules_digest = judged.rules.digest if self._ndjson_alone else ""
        for portion in wiring.steps(self._kept(lines, rules_digest, memory, interrupt, progress)):
            here = iter(judged.several([(done, digest) for done, digest in portion if isinstance(done, Dossier)]))
            yield from (next(here) if isinstance(done, Dossier) else done.row for done, _ in portion)

    async def _kept(
        self,
        lines: "Iterator[Line]",
        rules_digest: str,
        memory: "Memory | None",
        interrupt: Interrupt,
        progress: Progress,
    ) -> "AsyncGenerator[list[tuple[Dossier | Judged, str]], None]":
        """What finishes, some lines at a time, each with the digest of its evidence where keeping it gave one. `rules_digest`: see
        `open_batch`."""
        from scamtriage.batch.garbage import settle
        from scamtriage.batch.run import jobs
        from scamtriage.pipeline import open_batch

        async with open_batch(
            self.config,
            dedupe=self.dedupe,
            recall=memory.recall if memory is not None else None,
            processes=self._processes(),
            dask=self.dask,
            route=self.route,
            rules_digest=rules_digest,
            say=progress.say,
        ) as batch:
            settle()
            progress.watch(batch)
            interrupt.on_first(batch.stop)
            interrupt.after(GRACE_S, batch.abort)
            async for portion in batch.portions(jobs(lines)):
                yield [(done, memory.keep(done) if memory is not None else "") for done in portion]


def _until_asked(lines: "Iterator[Line]", interrupt: Interrupt) -> "Iterator[Line]":
    """No journal is kept: running it again is faster than reading one."""
    for line in lines:
        if interrupt.asked:
            return
        yield line
