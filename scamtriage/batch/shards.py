"""A batch on several worker processes. All hosts of a registrable domain go to the same worker.

Workers send back lines of evidence, or judged lines (see batch/judged.py). The main process holds the rate limiter of the registries:
workers request each turn from it. It also holds the limiter of connections per address, unless the workers share a lock file.
"""

import asyncio
import zlib
from collections.abc import AsyncGenerator, Callable, Iterator
from functools import partial
from typing import Any

import orjson

from scamtriage import __version__
from scamtriage.batch.dedupe import Recall
from scamtriage.batch.feed import Feed
from scamtriage.batch.host_index import page_keys
from scamtriage.batch.judged import Judged
from scamtriage.batch.run import Job, in_line, next_portion, registry
from scamtriage.batch.supervisor import WorkerSupervisor, failed
from scamtriage.batch.workers import Hiring, WorkerLost
from scamtriage.net.pace import Pace
from scamtriage.net.remote_limits import LimitServer
from scamtriage.net.semaphores import KeyedSemaphore
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import BadTarget

MOST_LOST = 60
"""Maximum number of lost workers that one scan replaces. More losses point to a fault of the machine, not to hostile pages."""


class Shards:
    """A batch that runs on worker processes, with the interface of `Batch` except `run`. Rows and resuming are the same."""

    def __init__(
        self,
        settings: dict[str, Any],
        hiring: Hiring,
        *,
        pace: Pace,
        turns: KeyedSemaphore,
        in_flight: int,
        dedupe: bool,
        recall: Recall | None,
        say: Callable[[str], None],
    ) -> None:
        """`settings`: sent to each worker as its first line; see scamtriage.worker. `pace`, `turns`: the rate limiter of the registries and
        the limiter of connections per address, shared by all workers. `say`: called with a sentence when a worker was lost."""
        self._settings = settings | {"in_flight": in_flight, "dedupe": dedupe, "version": __version__}
        self._hiring = hiring
        self._keeper = LimitServer(pace, turns)
        self._per_worker = in_flight
        self._recall = recall if dedupe else None
        self._say = say
        self._feed: Feed[Job | Dossier] | None = None
        self._finished: asyncio.Queue[Dossier | Judged | None] = asyncio.Queue(maxsize=2 * in_flight)
        self._stopped = False
        self._stations: list[WorkerSupervisor] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._aborted = False
        self._lost = 0
        self._fatal: dict[str, str] = {}
        """URL of a line that crashed its workers -> the reason in its row. The same URL is not tried again."""
        self.working: dict[int, str] = {}
        """id of each job in flight -> its host."""

    @property
    def held(self) -> str:
        """The registries whose rate limits the batch waits for, in words; "" if none."""
        return in_line(self._keeper.waiting)

    def stop(self) -> None:
        """Start no more lines; those in flight may finish."""
        self._stopped = True
        for station in self._stations:
            station.ending = True
        if self._feed is not None:
            self._feed.stop()

    def abort(self) -> None:
        """Cancel the lines in flight by killing the workers. They are retried on resume. Callable from any thread."""
        self._aborted = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._kill)

    async def portions(self, items: Iterator[Job | Dossier]) -> AsyncGenerator[list[Dossier | Judged], None]:
        """Yield exactly one dossier or judged line for each item, several at a time as in `Batch.portions`.

        Raises WorkerLost, what the crew raises, and what iterating over `items` raises.
        """
        self._loop = asyncio.get_running_loop()
        feed = self._feed = Feed(items, registry)
        if self._stopped:  # `stop` was called before `portions`
            return
        try:
            async with self._hiring as crew:
                self._stations = [
                    WorkerSupervisor(
                        crew, self._settings, 2 * self._per_worker,
                        pack=self._packed, finish=self._finish, answer=partial(self._keeper.answer, number), lost=self._noted(number),
                        deadline_s=float(self._settings["config"]["deadline_s"]),
                    )
                    for number in range(crew.size)
                ]  # fmt: skip
                for station in self._stations:
                    station.ending = self._stopped
                if self._aborted:  # while the crew was created
                    self._kill()
                conducting = asyncio.create_task(self._conduct(feed))  # no TaskGroup: each row may be requested by a different task
                try:
                    while portion := await next_portion(self._finished, self.working):  # type: ignore[misc]  # mypy cannot infer T here
                        yield portion
                    await conducting
                finally:
                    conducting.cancel()
                    await asyncio.wait({conducting})
        except BaseExceptionGroup as failures:
            first = failures.exceptions[0]
            while isinstance(first, BaseExceptionGroup):
                first = first.exceptions[0]
            raise first from None
        finally:
            feed.stop()  # the reader thread would keep the caller's iterator forever
            self._keeper.close()
        if feed.failure is not None and not self._stopped:
            raise feed.failure

    async def _conduct(self, feed: Feed[Job | Dossier]) -> None:
        """Run all stations and hand out the items. Puts None into `_finished` at the end, also after an error."""
        try:
            async with asyncio.TaskGroup() as group:
                for station in self._stations:
                    group.create_task(station.work())
                await self._deal(feed)
        except Exception:
            await self._finished.put(None)
            raise
        await self._finished.put(None)

    async def _deal(self, feed: Feed[Job | Dossier]) -> None:
        while (item := await feed.take()) is not None and not self._aborted:
            known = item if isinstance(item, Dossier) else self._fate(item)
            if known is not None:
                feed.done(item)
                await self._finished.put(known)
                continue
            assert isinstance(item, Job)
            self.working[id(item)] = item.target.host
            await self._stations[zlib.crc32(item.target.registrable.encode()) % len(self._stations)].take(item)
        for station in self._stations:
            await station.no_more()

    def _packed(self, job: Job) -> bytes:
        """Return the job as a line for a worker, with any stored evidence of its host and of its page.

        The two differ, because a host may have several pages.
        """
        kept = [] if self._recall is None else [(key, self._recall(key)) for key in (job.target.host, *page_keys(job.target))]
        return orjson.dumps([job.line, job.given, job.columns, *([key, line.decode()] for key, line in kept if line is not None)])

    async def _finish(self, job: Job, done: Dossier | Judged) -> None:
        self.working.pop(id(job), None)
        if self._feed is not None:
            self._feed.done(job)
        if isinstance(done, Dossier) and isinstance(done.target, BadTarget):
            self._fatal[job.target.url] = done.target.reason
        await self._finished.put(done)

    def _noted(self, worker: int) -> Callable[[str, int], None]:
        def lost(why: str, in_hand: int) -> None:
            """Note the loss of a worker. Raises WorkerLost after more than MOST_LOST losses."""
            self._keeper.lost(worker)
            if not why:
                return
            self._lost += 1
            if self._lost > MOST_LOST:
                raise WorkerLost(f"{why}; {MOST_LOST} were replaced before it; run the same command again to continue")
            unanswered = f" and its {in_hand} unanswered line{'s' * (in_hand != 1)}" if in_hand else ""
            self._say(f"{why[:1].upper()}{why[1:]}; another takes its place{unanswered}.")

        return lost

    def _fate(self, job: Job) -> Dossier | None:
        """Return the failed dossier of a job whose URL has crashed workers before; None for any other."""
        reason = self._fatal.get(job.target.url)
        return None if reason is None else failed(job, reason)

    def _kill(self) -> None:
        for station in self._stations:
            station.kill()
