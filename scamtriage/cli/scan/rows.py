"""The middle of a scan: lines -> dossiers -> stored evidence -> rows. Evidence is stored before its row is yielded."""

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import ExitStack, aclosing, closing, nullcontext
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from scamtriage.batch import today
from scamtriage.cli.interrupt import Interrupt, iterate_async
from scamtriage.cli.notices.progress import Progress
from scamtriage.cli.output import printing
from scamtriage.cli.output.ordering import DeferredError, InOrder, Row, merge_by_line
from scamtriage.cli.scan.request import Scan
from scamtriage.records.evidence import Dossier
from scamtriage.render.text import counted

if TYPE_CHECKING:
    from scamtriage.assess import Judge
    from scamtriage.batch.evidence_store import EvidenceStore
    from scamtriage.batch.journal import Journal
    from scamtriage.batch.protocol import Judged
    from scamtriage.batch.resume import Resume
    from scamtriage.targets.lines import Line

BLOCK = 512
"""Number of names judged together if rows need not appear at once."""


@dataclass(frozen=True, slots=True)
class ScanRows:
    """The stages between the list and the outputs."""

    scan: Scan
    judge: "Judge"
    interrupt: Interrupt
    progress: Progress

    def rows(self, lines: "Iterator[Line]", journal: "Journal | None", files: ExitStack) -> Iterator[Row]:
        """Return an iterator over the rows of the lines. Raises BadList, BadRecord, OSError.

        This call already compares the journal with the list and the options, before any row is requested. `files`: closes the index and
        the temporary file; to be closed by the caller after the last row.
        """
        if self.scan.names_alone:
            return self._judge_names(lines)
        if journal is None:
            return self._in_order(self._unkept(lines), self._temporary_store(files))
        from scamtriage.batch.evidence_store import EvidenceStore

        resume, left = self._resume(journal, lines, files)
        fresh = self._in_order(chain(left, lines), EvidenceStore(journal, resume.seen))
        return self._replay(journal, resume, left, fresh)

    def _unkept(self, lines: "Iterator[Line]") -> "Iterator[Line]":
        """Yield the lines. Once there is one, and the list is known to be readable, remark that nothing is kept of them."""
        for line in lines:
            self.progress.remark("No -o and no --evidence: no evidence is kept, so this scan could not be resumed.")
            yield line
            break
        yield from lines

    def _judge_names(self, lines: "Iterator[Line]") -> Iterator[Row]:
        """Yield the rows of an offline scan that stores no evidence, in input order."""
        from scamtriage.batch.gc_tuning import freeze_gc
        from scamtriage.batch.offline import Repeated, offline
        from scamtriage.records.codec import NO_DIGEST

        freeze_gc()
        last = DeferredError(offline(lines, Repeated() if self.scan.dedupe else None, day=today.now().date()))
        dossiers = iter(last)
        size = 1 if printing.prompt(self.scan.source) else BLOCK
        while block := [(dossier, NO_DIGEST) for dossier in islice(dossiers, size)]:
            yield from self.judge.several(block)
        last.fail()

    def _in_order(self, lines: "Iterator[Line]", store: "EvidenceStore | None") -> Iterator[Row]:
        """Return the rows of `_investigate`, in input order with --in-order, else as they finish."""
        if not self.scan.in_order:
            return self._investigate(lines, store)
        order = InOrder()
        return order.rows(self._investigate(order.noting(lines), store))

    def _investigate(self, lines: "Iterator[Line]", store: "EvidenceStore | None") -> Iterator[Row]:
        """Yield the rows of the lines in the order of completion: lines -> dossiers -> stored evidence -> rows.

        Judging runs outside the event loop, where a second signal interrupts it: the judging of some long pages takes seconds.
        """
        if self.interrupt.stopping:  # stopped while the journal was replayed: start nothing
            return
        with closing(iterate_async(self._stored(lines, store), self.interrupt)) as portions:
            for portion in portions:
                yield from self._judge(portion)
                del portion

    async def _stored(
        self, lines: "Iterator[Line]", store: "EvidenceStore | None"
    ) -> "AsyncGenerator[Sequence[tuple[Dossier | Judged, str]], None]":
        """Yield finished lines, several at a time and stored, each with the digest of its evidence ("": see `EvidenceStore.keep`)."""
        from scamtriage.batch.gc_tuning import freeze_gc
        from scamtriage.batch.jobs import jobs
        from scamtriage.batch.set_aside import ASIDE_S, IN_ORDER_S
        from scamtriage.sessions import need_resolver, open_batch

        def stop() -> None:
            self.progress.stop()
            batch.stop()

        scan = self.scan
        freeze_gc()
        async with (
            open_batch(
                scan.config,
                dedupe=scan.dedupe,
                recall=store.recall if store is not None else None,
                processes=scan.observers,
                dask=scan.dask,
                environment=scan.environment,
                rules_digest=self.judge.rules.digest if scan.ndjson_alone else "",
                aside_s=IN_ORDER_S if scan.in_order else ASIDE_S,
                say=self.progress.remark,
            ) as batch,
            aclosing(
                batch.portions(jobs(lines) if scan.dask else need_resolver(jobs(lines), scan.config))
            ) as portions,  # on early exit, end the workers before the loop closes
            store.synced() if store is not None else nullcontext(),
        ):
            self.progress.watch(batch, resumable=store is not None and self.scan.journal_path is not None)
            self.interrupt.on_stop(stop, batch.abort)
            async for portion in portions:
                stored = [(done, store.keep(done) if store is not None else "") for done in portion]
                if store is not None:
                    store.write()
                yield stored
                del portion, stored  # here and below: else their pages would be held until the next lines end

    def _judge(self, portion: "Sequence[tuple[Dossier | Judged, str]]") -> Sequence[Row]:
        """Return the rows of a portion, each given with the digest of its evidence. Lines judged by a worker have their row already."""
        rows = iter(self.judge.several([(done, digest) for done, digest in portion if isinstance(done, Dossier)]))
        return [next(rows) if isinstance(done, Dossier) else done.row for done, _ in portion]

    def _temporary_store(self, files: ExitStack) -> "EvidenceStore | None":
        """Return the store of a scan without a journal: a temporary file with the evidence for duplicates; None with --no-dedupe."""
        if not self.scan.dedupe:
            return None
        from scamtriage.batch.evidence_store import EvidenceStore
        from scamtriage.batch.host_index import TemporaryStore

        store = EvidenceStore(TemporaryStore())
        files.callback(store.close)
        return store

    def _resume(self, journal: "Journal", lines: "Iterator[Line]", files: ExitStack) -> "tuple[Resume, list[Line]]":
        """Compare the journal with the list and the options; return its finished lines, and the unfinished ones before the last of them."""
        from scamtriage.batch.resume import ELSE, Resume
        from scamtriage.sessions import enabled_options

        resume = Resume(journal, lambda: self.interrupt.stopping)
        files.callback(resume.close)
        resume.read(self.scan.config.mode, enabled_options(self.scan.config), dedupe=self.scan.dedupe)
        left = resume.compare(lines)
        if resume.count and not self.interrupt.stopping:
            stand = f"{counted(resume.count, 'line')} {'stands' if resume.count == 1 else 'stand'}"
            until = f", observed until {resume.observed_until:%Y-%m-%d %H:%M} UTC" if resume.observed_until is not None else ""
            self.progress.resume(resume.count)
            kept = self.scan.packed or journal.path
            self.progress.remark(f"Resuming: {stand} in {kept} already{until}: not asked again. To ask anew, {ELSE}.")
        return resume, left

    def _replay(self, journal: "Journal", resume: "Resume", left: "list[Line]", fresh: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows of the journal, then those of the rest of the list; merged in input order with --in-order."""
        places, in_order = resume.places(in_order=self.scan.in_order), self.scan.in_order
        holes = [line.number for line in left] if in_order else []
        yield from merge_by_line(places, lambda place: place[0], lambda place: self.judge(*resume.dossier(place)), holes, fresh)
        journal.sync()
        if self.scan.packed is not None and not self.interrupt.stopping:
            journal.pack(self.scan.packed, lambda: self.interrupt.stopping)
