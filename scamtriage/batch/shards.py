"""One batch on several processes: a registrable domain always goes to the same one, and what they send back are lines of evidence."""

import asyncio
import contextlib
import sys
import zlib
from collections import deque
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace
from typing import Any

import orjson

from scamtriage.batch.feed import Feed
from scamtriage.batch.run import Job, Recall, registry
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier

_MAX_LINE_BYTES = 16_000_000


class WorkerLost(OSError):
    """A worker process ended by itself; the journal is whole and the same command continues."""


class Shards:
    """The interface of Batch over worker processes. Rows and resume are the same; only the CPU is another's."""

    def __init__(self, settings: dict[str, Any], *, processes: int, in_flight: int, dedupe: bool, recall: Recall | None = None) -> None:
        """`settings`: the first line that each worker reads; see scamtriage.worker."""
        self._settings = settings | {"in_flight": in_flight, "dedupe": dedupe}
        self._processes = processes
        self._per_worker = in_flight
        self._recall = recall if dedupe else None
        self._feed: Feed[Job | Dossier] | None = None
        self._workers: list[asyncio.subprocess.Process] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._jobs: dict[int, deque[Job]] = {}
        self._aborted = False
        self.working: dict[int, str] = {}
        """Line -> host of what is in flight."""
        self.held = ""

    def stop(self) -> None:
        """Take no more lines; what is in flight may finish."""
        if self._feed is not None:
            self._feed.stop()

    def abort(self) -> None:
        """Give up what is in flight; its lines are taken up by a resume. Callable from any thread."""
        self._aborted = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._kill)

    async def run(self, items: Iterator[Job | Dossier]) -> AsyncGenerator[Dossier, None]:
        """Exactly one dossier for each item, as they finish. Raises WorkerLost."""
        self._loop = asyncio.get_running_loop()
        feed = self._feed = Feed(items, registry)
        finished: asyncio.Queue[Dossier | None] = asyncio.Queue(maxsize=2 * self._per_worker)
        try:
            self._workers = [await self._start() for _ in range(self._processes)]
            slots = [asyncio.Semaphore(2 * self._per_worker) for _ in self._workers]
            async with asyncio.TaskGroup() as group:
                group.create_task(self._conduct(feed, slots, finished))
                while (dossier := await finished.get()) is not None:
                    yield dossier
        except BaseExceptionGroup as failures:
            first = failures.exceptions[0]
            while isinstance(first, BaseExceptionGroup):
                first = first.exceptions[0]
            raise first from None
        finally:
            self._kill()
            await asyncio.gather(*(worker.wait() for worker in self._workers))

    async def _conduct(self, feed: Feed[Job | Dossier], slots: list[asyncio.Semaphore], finished: "asyncio.Queue[Dossier | None]") -> None:
        async with asyncio.TaskGroup() as group:
            for worker, slot in zip(self._workers, slots, strict=True):
                group.create_task(self._collect(worker, slot, feed, finished))
            await self._deal(feed, slots, finished)
        await finished.put(None)

    async def _deal(self, feed: Feed[Job | Dossier], slots: list[asyncio.Semaphore], finished: "asyncio.Queue[Dossier | None]") -> None:
        while (item := await feed.take()) is not None and not self._aborted:
            known = item if isinstance(item, Dossier) else self._known(item)
            if known is not None:
                feed.done(item)
                await finished.put(known)
                continue
            assert isinstance(item, Job)
            shard = zlib.crc32(item.target.registrable.encode()) % self._processes
            await slots[shard].acquire()
            self.working[item.line] = item.target.host
            self._jobs.setdefault(item.line, deque()).append(item)
            pipe = self._workers[shard].stdin
            assert pipe is not None
            with contextlib.suppress(ConnectionError):  # its reader says better what happened
                pipe.write(orjson.dumps([item.line, item.given]) + b"\n")
                await pipe.drain()
        for worker in self._workers:
            if worker.stdin is not None:
                worker.stdin.close()

    async def _collect(
        self,
        worker: asyncio.subprocess.Process,
        slot: asyncio.Semaphore,
        feed: Feed[Job | Dossier],
        finished: "asyncio.Queue[Dossier | None]",
    ) -> None:
        assert worker.stdout is not None
        while line := await worker.stdout.readline():
            dossier = codec.from_line(line)
            waiting = self._jobs[dossier.line]
            job = waiting.popleft()
            if not waiting:
                del self._jobs[dossier.line]
                self.working.pop(dossier.line, None)
            feed.done(job)
            slot.release()
            await finished.put(replace(dossier, columns=job.columns))
        if await worker.wait() != 0 and not self._aborted:
            raise WorkerLost(f"a worker process ended with code {worker.returncode}; run the same command again to continue")

    def _known(self, job: Job) -> Dossier | None:
        """The evidence of the very same page, when the journal has it."""
        found = self._recall(job.target.host) if self._recall is not None else None
        if found is None or getattr(found[1].target, "url", "") != job.target.url:
            return None
        line, dossier = found
        return replace(dossier, line=job.line, input=job.given, target=job.target, columns=job.columns, same_as=line)

    async def _start(self) -> asyncio.subprocess.Process:
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "scamtriage.worker",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_MAX_LINE_BYTES,
        )  # fmt: skip
        assert worker.stdin is not None
        worker.stdin.write(orjson.dumps(self._settings) + b"\n")
        return worker

    def _kill(self) -> None:
        for worker in self._workers:
            if worker.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    worker.kill()
