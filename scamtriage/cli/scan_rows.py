"""The rows of a scan: read the list, replay the journal, collect and judge. Evidence is stored before its row is yielded."""

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import ExitStack, aclosing
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from scamtriage.cli import wiring
from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.ordering import Row
from scamtriage.cli.progress import Progress
from scamtriage.cli.scan_request import Scan
from scamtriage.records.evidence import Dossier
from scamtriage.render.text import counted

if TYPE_CHECKING:
    from scamtriage.assess import Judge
    from scamtriage.batch.evidence_store import EvidenceStore
    from scamtriage.batch.journal import Journal
    from scamtriage.batch.judged import Judged
    from scamtriage.batch.resume import Resume
    from scamtriage.targets.read import Line

BLOCK = 512
"""Number of names judged together if rows need not appear at once."""


@dataclass(frozen=True, slots=True)
class ScanRows:
    """A scan that is running; iterate over `rows`."""

    scan: Scan
    judge: "Judge"
    interrupt: Interrupt
    progress: Progress
    listed: "LineCounter"

    def rows(self, journal: "Journal | None", files: ExitStack) -> Iterator[Row]:
        """Return an iterator over the rows, in input order with --in-order. Raises BadList, BadRecord, OSError.

        This call already compares the journal with the list and the options, before any row is requested. `files`: closes the list and
        the index; to be closed by the caller after the last row.
        """
        lines = self.listed.counted(self.progress.carried(self.scan.lines(files, self.progress.say, self.interrupt)))
        if journal is not None:
            return self._journalled(journal, lines, files)
        if not self.scan.names_alone:
            wiring.hint(self.scan.talking, "No -o and no --evidence: there is no journal, so this scan could not be resumed.")
        return self._ordered(lines, self._offline if self.scan.names_alone else self._unjournalled)

    def _ordered(self, lines: "Iterator[Line]", rows: "Callable[[Iterator[Line]], Iterator[Row]]") -> Iterator[Row]:
        from scamtriage.cli.ordering import InOrder

        if not self.scan.in_order:
            return rows(lines)
        order = InOrder()
        return order.rows(rows(order.noting(lines)))

    def _offline(self, lines: "Iterator[Line]") -> Iterator[Row]:
        from scamtriage.batch.gc_tuning import freeze_gc
        from scamtriage.batch.offline import offline
        from scamtriage.cli.ordering import Last
        from scamtriage.records.codec import NO_DIGEST

        freeze_gc()
        last = Last(offline(until_asked(lines, self.interrupt)))
        dossiers = iter(last)
        size = 1 if wiring.prompt(self.scan.source) else BLOCK
        while block := [(dossier, NO_DIGEST) for dossier in islice(dossiers, size)]:
            yield from self.judge.several(block)
        last.fail()

    def _unjournalled(self, lines: "Iterator[Line]") -> Iterator[Row]:
        """Yield the rows of a scan without a journal. Evidence for duplicates is kept in a temporary file, or nowhere with --no-dedupe."""
        from scamtriage.batch.evidence_store import EvidenceStore
        from scamtriage.batch.host_index import Scratch

        if not self.scan.dedupe:
            yield from self._observed(lines, None)
            return
        memory = EvidenceStore(Scratch())
        try:
            yield from self._observed(lines, memory)
        finally:
            memory.close()

    def _journalled(self, journal: "Journal", lines: "Iterator[Line]", files: ExitStack) -> Iterator[Row]:
        from scamtriage.batch.evidence_store import EvidenceStore
        from scamtriage.batch.resume import Resume
        from scamtriage.pipeline import asked

        resume = Resume(journal, lambda: self.interrupt.asked)
        files.callback(resume.close)
        resume.read(self.scan.config.mode, asked(self.scan.config))
        left = resume.compare(lines)
        if resume.count and not self.interrupt.asked:
            stand = f"{counted(resume.count, 'line')} {'stands' if resume.count == 1 else 'stand'}"
            wiring.hint(self.scan.talking, f"Resuming: {stand} in {journal.path} already.")
        return self._continued(
            journal, resume, left, self._ordered(chain(left, lines), lambda rest: self._observed(rest, EvidenceStore(journal, resume.seen)))
        )

    def _continued(self, journal: "Journal", resume: "Resume", left: "list[Line]", fresh: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows of the journal, then those of the rest of the list; merged in input order with --in-order."""
        from scamtriage.cli.ordering import among

        places, in_order = resume.places(in_order=self.scan.in_order), self.scan.in_order
        holes = [line.number for line in left] if in_order else []
        yield from among(places, lambda place: place[0], lambda place: self.judge(resume.dossier(place)), holes, fresh)
        journal.sync()
        if self.scan.packed is not None and not self.interrupt.asked:
            journal.pack(self.scan.packed, lambda: self.interrupt.asked)

    def _observed(self, lines: "Iterator[Line]", memory: "EvidenceStore | None") -> Iterator[Row]:
        """Yield rows in the order of completion, after their evidence is stored. Judge the lines that no worker judged."""
        if self.interrupt.asked:  # stopped while the journal was replayed: start nothing
            return
        for portion in wiring.steps(self._kept(lines, memory), self.interrupt):
            here = iter(self.judge.several([(done, digest) for done, digest in portion if isinstance(done, Dossier)]))
            yield from (next(here) if isinstance(done, Dossier) else done.row for done, _ in portion)

    async def _kept(
        self, lines: "Iterator[Line]", memory: "EvidenceStore | None"
    ) -> "AsyncGenerator[list[tuple[Dossier | Judged, str]], None]":
        """Yield portions of finished lines, stored in `memory`, each with the digest of its evidence ("": see `EvidenceStore.keep`)."""
        import asyncio

        from scamtriage.batch.gc_tuning import freeze_gc
        from scamtriage.batch.run import jobs
        from scamtriage.pipeline import open_batch

        scan = self.scan
        freeze_gc()
        async with open_batch(
            scan.config,
            dedupe=scan.dedupe,
            recall=memory.recall if memory is not None else None,
            processes=scan.observers,
            dask=scan.dask,
            route=scan.route,
            rules_digest=self.judge.rules.digest if scan.ndjson_alone else "",
            say=self.progress.say,
        ) as batch:
            self.progress.watch(batch)
            self.interrupt.ends(batch.stop, batch.abort)
            async with aclosing(batch.portions(jobs(lines))) as portions:  # on early exit, end the workers before the loop closes
                if memory is None:
                    async for portion in portions:
                        yield [(done, "") for done in portion]
                    return
                in_time = asyncio.create_task(memory.on_disk_in_time())
                try:
                    async for portion in portions:
                        kept = [(done, memory.keep(done)) for done in portion]
                        memory.write()
                        yield kept
                finally:
                    in_time.cancel()


class LineCounter:
    """Counts the lines of the list, and records whether it was read to its end."""

    def __init__(self, interrupt: Interrupt) -> None:
        self._interrupt = interrupt
        self._lines = 0
        self._ended = False

    def counted(self, lines: "Iterator[Line]") -> "Iterator[Line]":
        for line in lines:
            self._lines += 1
            yield line
        self._ended = not self._interrupt.asked  # after a stop, this may not be the end of the list

    def all(self, rows: int) -> bool:
        """Return whether the list was read to its end and `rows` is the number of its lines."""
        return self._ended and rows == self._lines


def until_asked(lines: "Iterator[Line]", interrupt: Interrupt) -> "Iterator[Line]":
    """Yield lines until the scan is stopped. For offline scans, which keep no journal, because rerunning is faster."""
    for line in lines:
        if interrupt.asked:
            return
        yield line
