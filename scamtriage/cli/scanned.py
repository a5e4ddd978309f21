"""The rows of a scan: read from its list, replayed from its journal, observed, judged, and kept before anybody sees them."""

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import ExitStack, aclosing
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from scamtriage.cli import wiring
from scamtriage.cli.asked_for import Scan
from scamtriage.cli.inorder import Row
from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.progress import Progress
from scamtriage.records.evidence import Dossier
from scamtriage.render.text import counted

if TYPE_CHECKING:
    from scamtriage.assess import Judge
    from scamtriage.batch.journal import Journal
    from scamtriage.batch.judged import Judged
    from scamtriage.batch.memory import Memory
    from scamtriage.batch.resume import Resume
    from scamtriage.targets.read import Line

BLOCK = 512
"""Names that are judged together when nobody waits for the first of them."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """One scan under way: iterate over `rows`."""

    scan: Scan
    judge: "Judge"
    interrupt: Interrupt
    progress: Progress
    listed: "Listed"

    def rows(self, journal: "Journal | None", files: ExitStack) -> Iterator[Row]:
        """In input order when that was asked for: a row waits for those before it. What a journal holds is compared with the list, and with
        what is asked, before the first of them is wanted. `files` are closed when the last was had. Raises BadList, BadRecord, OSError."""
        lines = self.listed.counted(self.progress.carried(self.scan.lines(files, self.progress.say, self.interrupt)))
        if journal is not None:
            return self._journalled(journal, lines, files)
        if not self.scan.names_alone:
            wiring.hint(self.scan.talking, "No -o and no --evidence: there is no journal, so this scan could not be resumed.")
        return self._ordered(lines, self._offline if self.scan.names_alone else self._unjournalled)

    def _ordered(self, lines: "Iterator[Line]", rows: "Callable[[Iterator[Line]], Iterator[Row]]") -> Iterator[Row]:
        from scamtriage.cli.inorder import InOrder

        if not self.scan.in_order:
            return rows(lines)
        order = InOrder()
        return order.rows(rows(order.noting(lines)))

    def _offline(self, lines: "Iterator[Line]") -> Iterator[Row]:
        from scamtriage.batch.garbage import settle
        from scamtriage.batch.offline import offline
        from scamtriage.cli.inorder import Last
        from scamtriage.records.codec import NO_DIGEST

        settle()
        last = Last(offline(until_asked(lines, self.interrupt)))
        dossiers = iter(last)
        size = 1 if wiring.prompt(self.scan.source) else BLOCK
        while block := [(dossier, NO_DIGEST) for dossier in islice(dossiers, size)]:
            yield from self.judge.several(block)
        last.fail()

    def _unjournalled(self, lines: "Iterator[Line]") -> Iterator[Row]:
        """Only as much is kept as duplicates need, and no longer than the scan: nothing, when each line is asked by itself."""
        from scamtriage.batch.memory import Memory
        from scamtriage.batch.seen import Scratch

        if not self.scan.dedupe:
            yield from self._observed(lines, None)
            return
        memory = Memory(Scratch())
        try:
            yield from self._observed(lines, memory)
        finally:
            memory.close()

    def _journalled(self, journal: "Journal", lines: "Iterator[Line]", files: ExitStack) -> Iterator[Row]:
        from scamtriage.batch.memory import Memory
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
            journal, resume, left, self._ordered(chain(left, lines), lambda rest: self._observed(rest, Memory(journal, resume.seen)))
        )

    def _continued(self, journal: "Journal", resume: "Resume", left: "list[Line]", fresh: Iterator[Row]) -> Iterator[Row]:
        """What stands in the journal, then the rest of the list; each in its place when that was asked for."""
        from scamtriage.cli.inorder import among

        places, in_order = resume.places(in_order=self.scan.in_order), self.scan.in_order
        holes = [line.number for line in left] if in_order else []
        yield from among(places, lambda place: place[0], lambda place: self.judge(resume.dossier(place)), holes, fresh)
        journal.sync()
        if self.scan.packed is not None and not self.interrupt.asked:
            journal.pack(self.scan.packed, lambda: self.interrupt.asked)

    def _observed(self, lines: "Iterator[Line]", memory: "Memory | None") -> Iterator[Row]:
        """Rows as their lines finish, each kept before anybody sees it. What no worker has judged is judged here, a portion together."""
        if self.interrupt.asked:  # while what was there already was told: nothing is begun any more
            return
        for portion in wiring.steps(self._kept(lines, memory), self.interrupt):
            here = iter(self.judge.several([(done, digest) for done, digest in portion if isinstance(done, Dossier)]))
            yield from (next(here) if isinstance(done, Dossier) else done.row for done, _ in portion)

    async def _kept(self, lines: "Iterator[Line]", memory: "Memory | None") -> "AsyncGenerator[list[tuple[Dossier | Judged, str]], None]":
        """What finishes, some lines at a time, each with the digest of its evidence where keeping it gave one."""
        import asyncio

        from scamtriage.batch.garbage import settle
        from scamtriage.batch.run import jobs
        from scamtriage.pipeline import open_batch

        scan = self.scan
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
            settle()
            self.progress.watch(batch)
            self.interrupt.ends(batch.stop, batch.abort)
            async with aclosing(batch.portions(jobs(lines))) as portions:  # whoever stops us ends what it began before the loop goes
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


class Listed:
    """Counts the lines that are read, and knows when there are no more."""

    def __init__(self, interrupt: Interrupt) -> None:
        self._interrupt = interrupt
        self._lines = 0
        self._ended = False

    def counted(self, lines: "Iterator[Line]") -> "Iterator[Line]":
        for line in lines:
            self._lines += 1
            yield line
        self._ended = not self._interrupt.asked  # else its end may be that somebody would read no more

    def all(self, rows: int) -> bool:
        """Whether so many rows are one for each line of the whole list."""
        return self._ended and rows == self._lines


def until_asked(lines: "Iterator[Line]", interrupt: Interrupt) -> "Iterator[Line]":
    """Lines until somebody stops it. No journal is kept: running it again is faster than reading one."""
    for line in lines:
        if interrupt.asked:
            return
        yield line
