"""One batch on several processes: a registrable domain always goes to the same one, and what they send back are lines of evidence.

The registries' pace is kept here, in the process that deals: workers ask for each turn, wherever they run.
"""

import asyncio
import zlib
from collections import deque
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace
from typing import Any

import orjson

from scamtriage import __version__
from scamtriage.batch.crew import Crew, Worker, WorkerLost
from scamtriage.batch.feed import Feed
from scamtriage.batch.run import Job, Recall, in_line, registry
from scamtriage.net.pace import Pace
from scamtriage.net.pace_elsewhere import PaceKeeper
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier

_OTHER_VERSION = 3  # scamtriage.worker


class Shards:
    """The interface of Batch over worker processes. Rows and resume are the same; only the CPU is another's."""

    def __init__(
        self, settings: dict[str, Any], crew: Crew, *, pace: Pace, in_flight: int, dedupe: bool, recall: Recall | None = None
    ) -> None:
        """`settings`: the first line that each worker reads; see scamtriage.worker. `pace`: the one place of the registries' turns."""
        self._settings = settings | {"in_flight": in_flight, "dedupe": dedupe, "version": __version__}
        self._crew = crew
        self._pace = PaceKeeper(pace)
        self._per_worker = in_flight
        self._recall = recall if dedupe else None
        self._feed: Feed[Job | Dossier] | None = None
        self._stopped = False
        self._workers: list[Worker] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._jobs: dict[int, deque[Job]] = {}
        self._aborted = False
        self.working: dict[int, str] = {}
        """Line -> host of what is in flight."""

    @property
    def held(self) -> str:
        """The registries whose pace is waited for, in words; mostly ""."""
        return in_line(self._pace.waiting)

    def stop(self) -> None:
        """Take no more lines; what is in flight may finish."""
        self._stopped = True
        if self._feed is not None:
            self._feed.stop()

    def abort(self) -> None:
        """Give up what is in flight; its lines are taken up by a resume. Callable from any thread."""
        self._aborted = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._kill)

    async def run(self, items: Iterator[Job | Dossier]) -> AsyncGenerator[Dossier, None]:
        """Exactly one dossier for each item, as they finish. Raises WorkerLost, and what the crew raises."""
        self._loop = asyncio.get_running_loop()
        feed = self._feed = Feed(items, registry)
        if self._stopped:  # before it began
            return
        finished: asyncio.Queue[Dossier | None] = asyncio.Queue(maxsize=2 * self._per_worker)
        try:
            async with self._crew as workers:
                self._workers = list(workers)
                conducting = asyncio.create_task(self._conduct(feed, finished))  # no group: each row may be asked for by another task
                try:
                    while (dossier := await finished.get()) is not None:
                        yield dossier
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
            self._pace.close()

    async def _conduct(self, feed: Feed[Job | Dossier], finished: "asyncio.Queue[Dossier | None]") -> None:
        """Send and collect everything; None is the last that is finished, also when it went wrong."""
        try:
            for worker in self._workers:
                await worker.send(orjson.dumps(self._settings))
            slots = [asyncio.Semaphore(2 * self._per_worker) for _ in self._workers]
            async with asyncio.TaskGroup() as group:
                for number, slot in enumerate(slots):
                    group.create_task(self._collect(number, slot, feed, finished))
                await self._deal(feed, slots, finished)
        except Exception:
            await finished.put(None)
            raise
        await finished.put(None)

    async def _deal(self, feed: Feed[Job | Dossier], slots: list[asyncio.Semaphore], finished: "asyncio.Queue[Dossier | None]") -> None:
        while (item := await feed.take()) is not None and not self._aborted:
            of_host = self._recall(item.target.host) if isinstance(item, Job) and self._recall is not None else None
            known = item if isinstance(item, Dossier) else self._known(item, of_host)
            if known is not None:
                feed.done(item)
                await finished.put(known)
                continue
            assert isinstance(item, Job)
            shard = zlib.crc32(item.target.registrable.encode()) % len(self._workers)
            await slots[shard].acquire()
            self.working[item.line] = item.target.host
            self._jobs.setdefault(item.line, deque()).append(item)
            seen = [[item.target.host, codec.to_line(of_host[1]).decode()]] if of_host is not None else []
            await self._workers[shard].send(orjson.dumps([item.line, item.given, *seen]))
        for worker in self._workers:
            await worker.send(b"null")

    async def _collect(
        self, number: int, slot: asyncio.Semaphore, feed: Feed[Job | Dossier], finished: "asyncio.Queue[Dossier | None]"
    ) -> None:
        worker = self._workers[number]
        async with asyncio.TaskGroup() as group:
            while line := await worker.receive():
                if line.startswith(b"["):
                    group.create_task(self._pass_turn(number, *orjson.loads(line)))
                    continue
                dossier = codec.from_line(line)
                waiting = self._jobs[dossier.line]
                job = waiting.popleft()
                if not waiting:
                    del self._jobs[dossier.line]
                    self.working.pop(dossier.line, None)
                feed.done(job)
                slot.release()
                await finished.put(replace(dossier, columns=job.columns))
            if (code := await worker.ended()) != 0 and not self._aborted:
                why = "it is of another version of scamtriage" if code == _OTHER_VERSION else f"code {code}"
                raise WorkerLost(f"a worker process ended by itself ({why}); run the same command again to continue")

    async def _pass_turn(self, worker: int, question: int | None, message: list[Any]) -> None:
        """Answer what a worker asks about the pace, or note its news."""
        if (said := await self._pace.answer(worker, message)) is not None:
            await self._workers[worker].send(orjson.dumps({"of": question, "is": said}))

    def _known(self, job: Job, of_host: tuple[int, Dossier] | None) -> Dossier | None:
        """The evidence of the very same page, when it is kept: it was the first of its host, or has been asked as another page."""
        if of_host is None or self._recall is None:
            return None
        found = of_host if getattr(of_host[1].target, "url", "") == job.target.url else self._recall(job.target.url)
        if found is None:
            return None
        line, dossier = found
        return replace(dossier, line=job.line, input=job.given, target=job.target, columns=job.columns, same_as=line)

    def _kill(self) -> None:
        for worker in self._workers:
            worker.kill()
