"""A batch on several worker processes. All hosts of a registrable domain go to the same worker.

Workers send back lines of evidence, or judged lines (see batch/protocol.py). The main process holds the rate limiter of the registries:
workers request each turn from it. It also holds the limiter of connections per address, unless the workers share a lock file.
"""

import asyncio
import zlib
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator
from functools import partial
from typing import Any

from scamtriage import __version__
from scamtriage.batch.dedupe import Recall
from scamtriage.batch.feed import Feed
from scamtriage.batch.in_flight import failed
from scamtriage.batch.jobs import Job, keys, of_run, registry
from scamtriage.batch.portions import all_aside, held_by, next_portion
from scamtriage.batch.protocol import Judged, encode_job
from scamtriage.batch.set_aside import longest_wait_s
from scamtriage.batch.supervisor import WorkerSupervisor
from scamtriage.batch.workers import OpenedPool, WorkerLost, how_to_continue
from scamtriage.net.pace import SharedRateLimiter
from scamtriage.net.remote_limits import LimitServer
from scamtriage.net.semaphores import KeyedSemaphore
from scamtriage.net.tasks import cancel_and_wait
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import BadTarget

MOST_LOST = 60
"""Maximum number of lost workers that one scan replaces. More losses point to a fault of the machine, not to hostile pages."""

_NOBODY = -1
"""In place of the number of a worker: none is needed."""


class WorkerBatch:
    """A batch that runs on worker processes, with the interface of `Batch` except `run`. Rows and resuming are the same."""

    def __init__(
        self,
        settings: dict[str, Any],
        opened: OpenedPool,
        *,
        pace: SharedRateLimiter,
        turns: KeyedSemaphore,
        in_flight: int,
        dedupe: bool,
        recall: Recall | None,
        say: Callable[[str], None],
    ) -> None:
        """`settings`: sent to each worker as its first line; see scamtriage.worker. `pace`, `turns`: the rate limiter of the registries and
        the limiter of connections per address, shared by all workers. `say`: called with a sentence when a worker was lost."""
        self._settings = settings | {"in_flight": in_flight, "dedupe": dedupe, "version": __version__}
        self._mode = Mode(settings["config"]["mode"])
        self._opened = opened
        self._limits = LimitServer(pace, turns)
        self._per_worker = in_flight
        self._recall = recall if dedupe else None
        self._say = say
        self._feed: Feed[Job | Dossier] | None = None
        self._results: asyncio.Queue[Dossier | Judged | None] = asyncio.Queue(maxsize=2 * in_flight)
        self._stopped = False
        self._supervisors: list[WorkerSupervisor] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._aborted = False
        self._lost = 0
        self._fatal: dict[str, str] = {}
        """URL of a line that crashed its workers -> the reason in its row. The same URL is not tried again."""
        self.working: dict[int, str] = {}
        """id of each job in flight -> its host."""

    @property
    def paused(self) -> str:
        """Which outage of the resolvers it waits out, as in `Batch.paused`. Of several, as on machines of a cluster, one is told."""
        return next((supervisor.paused for supervisor in self._supervisors if supervisor.paused), "")

    @property
    def held(self) -> str:
        """What the batch waits for, in words, as in `Batch.held`."""
        no_more = self._feed is not None and self._feed.over
        return self.paused or held_by(self._limits.waiting, self._aside, longest_wait_s(self._settings["aside_s"], no_more=no_more))

    @property
    def ending(self) -> bool:
        """Whether all lines that are left are set aside, as in `Batch.ending`."""
        return all_aside(self._feed, self.working, self._aside)

    @property
    def _aside(self) -> Counter[str]:
        return sum((supervisor.aside.copy() for supervisor in self._supervisors), Counter())

    def stop(self) -> None:
        """Start no more lines; those in flight may finish."""
        self._stopped = True
        for supervisor in self._supervisors:
            supervisor.stopping = True
        if self._feed is not None:
            self._feed.stop()

    def abort(self) -> None:
        """Cancel the lines in flight by killing the workers. They are retried on resume. Callable from any thread."""
        self._aborted = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._kill)

    async def portions(self, items: Iterator[Job | Dossier]) -> AsyncGenerator[list[Dossier | Judged], None]:
        """Yield exactly one dossier or judged line for each item, several at a time as in `Batch.portions`.

        Raises WorkerLost, NoResolver, what the pool raises, and what iterating over `items` raises.
        """
        self._loop = asyncio.get_running_loop()
        feed = self._feed = Feed(items, registry, lane=self._worker_of, has_room=self._has_room)
        if self._stopped:  # `stop` was called before `portions`
            return
        try:
            async with self._opened as pool:
                self._supervisors = [
                    WorkerSupervisor(
                        pool, self._settings, 2 * self._per_worker,
                        encode=self._encode, finish=self._finish, answer=partial(self._limits.answer, number), lost=self._on_lost(number),
                        deadline_s=float(self._settings["config"]["deadline_s"]), elsewhere=partial(self._answers_beside, number),
                        freed=feed.wake,
                    )
                    for number in range(pool.size)
                ]  # fmt: skip
                for supervisor in self._supervisors:
                    supervisor.stopping = self._stopped
                if self._aborted:  # while the pool was opened
                    self._kill()
                running = asyncio.create_task(self._run(feed))  # no TaskGroup: each row may be requested by a different task
                try:
                    while portion := await next_portion(self._results, self.working):  # type: ignore[misc]  # mypy cannot infer T here
                        yield portion
                    await running
                finally:
                    await cancel_and_wait([running])
        except BaseExceptionGroup as failures:
            first = failures.exceptions[0]
            while isinstance(first, BaseExceptionGroup):
                first = first.exceptions[0]
            raise first from None
        finally:
            feed.stop()  # the reader thread would keep the caller's iterator forever
            self._limits.close()
        if feed.failure is not None and not self._stopped:
            raise feed.failure

    async def _run(self, feed: Feed[Job | Dossier]) -> None:
        """Run all supervisors and hand out the items. Puts None into `_results` at the end, also after an error."""
        try:
            async with asyncio.TaskGroup() as group:
                for supervisor in self._supervisors:
                    group.create_task(supervisor.run())
                await self._dispatch(feed)
        except Exception:
            await self._results.put(None)
            raise
        await self._results.put(None)

    async def _dispatch(self, feed: Feed[Job | Dossier]) -> None:
        while (item := await feed.take()) is not None and not self._aborted:
            known = of_run(item, self._mode) if isinstance(item, Dossier) else self._known_failure(item)
            if known is not None:
                feed.done(item)
                await self._results.put(known)
                continue
            assert isinstance(item, Job)
            self.working[id(item)] = item.target.host
            await self._supervisors[self._worker_of(item)].submit(item)  # which has room
        for supervisor in self._supervisors:
            await supervisor.no_more()

    @property
    def most_at_once(self) -> int:
        """Most targets looked at in parallel, over all workers. `working` also holds those that wait in a worker."""
        return self._per_worker * len(self._supervisors)

    def _worker_of(self, item: Job | Dossier) -> int:
        """Return the number of the worker for a job, or `_NOBODY` for a line that is done."""
        return zlib.crc32(item.target.registrable.encode()) % len(self._supervisors) if isinstance(item, Job) else _NOBODY

    def _has_room(self, worker: int) -> bool:
        return worker == _NOBODY or self._supervisors[worker].has_room

    def _answers_beside(self, number: int) -> bool:
        """Return whether the resolvers of another worker than this one answer."""
        return any(not other.paused for at, other in enumerate(self._supervisors) if at != number)

    def _encode(self, job: Job) -> bytes:
        """Return the job as a line for a worker, with any stored evidence of its host and of its page.

        The two differ, because a host may have several pages.
        """
        stored = [] if self._recall is None else [(key, self._recall(key)) for key in keys(job)]
        return encode_job(job, [(key, line) for key, line in stored if line is not None])

    async def _finish(self, job: Job, done: Dossier | Judged) -> None:
        self.working.pop(id(job), None)
        if self._feed is not None:
            self._feed.done(job)
        if isinstance(done, Dossier) and isinstance(done.target, BadTarget):
            self._fatal[job.target.url] = done.target.reason
            done = of_run(done, self._mode)
        await self._results.put(done)

    def _on_lost(self, worker: int) -> Callable[[str, int], None]:
        def lost(why: str, in_flight: int) -> None:
            """Note the loss of a worker. Raises WorkerLost after more than MOST_LOST losses."""
            self._limits.lost(worker)
            if not why:
                return
            self._lost += 1
            if self._lost > MOST_LOST:
                raise WorkerLost(f"{why}; {MOST_LOST} were replaced before it; {how_to_continue(why)}")
            unanswered = f" and its {in_flight} unanswered line{'s' * (in_flight != 1)}" if in_flight else ""
            self._say(f"{why[:1].upper()}{why[1:]}; another takes its place{unanswered}.")

        return lost

    def _known_failure(self, job: Job) -> Dossier | None:
        """Return the failed dossier of a job whose URL has crashed workers before; None for any other."""
        reason = self._fatal.get(job.target.url)
        return None if reason is None else of_run(failed(job, reason), self._mode)

    def _kill(self) -> None:
        for supervisor in self._supervisors:
            supervisor.kill()
