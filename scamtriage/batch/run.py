"""Many targets: worker coroutines over one lazy iterator, every host observed once, one dossier a line."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import aclosing
from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

from scamtriage.batch.feed import Feed
from scamtriage.batch.investigate import investigate, status
from scamtriage.batch.offline import target_of
from scamtriage.collect import COLLECTORS
from scamtriage.collect.spec import Collector
from scamtriage.net.ending import end
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier, Evidence, Mode
from scamtriage.records.frozen import record
from scamtriage.records.target import BadTarget, Target
from scamtriage.targets.read import Line

if TYPE_CHECKING:
    from scamtriage.net.session import Session

T = TypeVar("T")
Recall = Callable[[str], bytes | None]
"""Host -> the line of its first evidence as it is kept, or URL -> that of another page of a host."""

_Known = tuple[int, int, asyncio.Future[dict[str, Evidence]], asyncio.Event]
"""The line that was asked first, the port of its certificate, its evidence, and whether its dossier was handed on."""

REMEMBERED_HOSTS = 1_024
"""Hosts whose evidence is kept in memory for duplicates that come soon, up to 200 KB each."""
REMEMBERED_BESIDE_RECALL = 128
"""When `recall` finds the others."""
MOST_AT_ONCE = 16
"""Finished dossiers that are handed on together. Judging so many side by side costs a sixth less than one by one, and that they do not
queue up behind what still arrives keeps a scan small; while they are judged nothing else happens, for some hundredths of a second."""
GATHERED_S = 0.02
"""So long the first of a portion waits for others while targets are in flight. Taken as they come they are fewer than two at a time, and
whoever goes to and fro between observing and judging finds neither in the caches of the processor: a tenth of a scan's CPU."""


@record
class Job:
    """A line that is to be investigated."""

    line: int
    given: str
    target: Target
    columns: dict[str, str] = field(default_factory=dict)


def jobs(lines: Iterator[Line]) -> Iterator[Job | Dossier]:
    """Lines to jobs; a line that is no target is a finished dossier at once."""
    for line in lines:
        target = target_of(line)
        if isinstance(target, BadTarget):
            yield Dossier(line=line.number, input=line.text, target=target, status=target.status, columns=line.columns)
        else:
            yield Job(line=line.number, given=line.text, target=target, columns=line.columns)


class Batch:
    """One batch on one session. `run` yields dossiers as they finish, `portions` several at a time; everything else is for watching and
    stopping."""

    def __init__(
        self,
        session: "Session",
        mode: Mode,
        *,
        in_flight: int = 100,
        dedupe: bool = True,
        recall: "Recall | None" = None,
        remembered: int | None = None,
        collectors: Mapping[str, Collector] = COLLECTORS,
        asked: tuple[str, ...] = (),
    ) -> None:
        """`recall` finds the evidence of hosts that are no longer remembered here. `remembered`: how many are; None: as many as pay.
        `asked`: what each line is said to have been asked beyond its mode."""
        self._session = session
        self._mode = mode
        self._asked = asked
        self._dedupe = dedupe
        self._recall = recall
        self._collectors = {name: collector for name, collector in collectors.items() if collector.asks(mode)}
        self._workers = in_flight
        remembered = (REMEMBERED_HOSTS if recall is None else REMEMBERED_BESIDE_RECALL) if remembered is None else remembered
        self._most_known = 2 * max(remembered, 2 * in_flight)  # by host and by URL; what is in flight is not forgotten
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._feed: Feed[Job | Dossier] | None = None
        self._stopped = False
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self.working: dict[int, str] = {}
        """Job, by its identity -> host of what is in flight: names that were discovered have the line of whoever led to them."""

    @property
    def held(self) -> str:
        """What holds the batch up, in words: the resolver, or registries whose pace is waited for; mostly ""."""
        resolver, pace = getattr(self._session, "resolver", None), getattr(self._session.registry, "pace", None)
        if resolver is not None and resolver.health.down_since is not None:
            return f"{resolver.health.silent} since {resolver.health.down_since:%H:%M:%S}; paused"
        return in_line(pace.waiting) if pace is not None else ""

    def stop(self) -> None:
        """Take no more lines; what is in flight may finish."""
        self._stopped = True
        if self._feed is not None:
            self._feed.stop()

    def abort(self) -> None:
        """Give up what is in flight; its lines have no row and are taken up by a resume. Callable from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(lambda: [task.cancel() for task in self._tasks])

    async def run(self, items: Iterator[Job | Dossier]) -> AsyncGenerator[Dossier, None]:
        """Exactly one dossier for each item, as they finish."""
        async with aclosing(self.portions(items)) as portions:
            async for portion in portions:
                for dossier in portion:
                    yield dossier

    async def portions(self, items: Iterator[Job | Dossier]) -> AsyncGenerator[list[Dossier], None]:
        """The same; those that finish within a fiftieth of a second come together, at most 16."""
        feed = self._feed = Feed(items, registry)
        if self._stopped:  # before it began
            return
        finished: asyncio.Queue[Dossier | None] = asyncio.Queue(maxsize=self._workers)
        self._loop = asyncio.get_running_loop()
        # no group: it would cancel whoever asks for rows in the middle of something else
        workers = self._tasks = [self._loop.create_task(self._work(feed, finished)) for _ in range(self._workers)]
        ending = self._loop.create_task(_end(workers, finished))
        try:
            while portion := await next_portion(finished, self.working):
                yield portion
            failures = [worker.exception() for worker in workers if worker.done() and not worker.cancelled()]
        finally:
            feed.stop()  # who reads ahead would hold the caller's list for ever
            await end((*workers, ending))
        if failure := next(filter(None, failures), None):
            raise failure
        if feed.failure is not None and not self._stopped:
            raise feed.failure

    async def _work(self, feed: Feed[Job | Dossier], finished: "asyncio.Queue[Dossier | None]") -> None:
        while (item := await feed.take()) is not None:
            handed_on = asyncio.Event()
            try:
                dossier = item if isinstance(item, Dossier) else await self._dossier(item, handed_on)
            finally:
                feed.done(item)
            await finished.put(dossier)
            handed_on.set()

    async def _dossier(self, job: Job, handed_on: asyncio.Event) -> Dossier:
        self.working[id(job)] = job.target.host
        try:
            evidence, first = await self._evidence(job, handed_on)
        finally:
            del self.working[id(job)]
        return Dossier(
            line=job.line,
            input=job.given,
            target=job.target,
            status=status(evidence),
            mode=self._mode,
            same_as=first,
            evidence=evidence,
            columns=job.columns,
            flags=self._asked,
        )

    async def _evidence(self, job: Job, handed_on: asyncio.Event) -> tuple[dict[str, Evidence], int | None]:
        """Evidence of the job, and the line of the same host that was asked first, which was handed on by then: who reads the journal finds
        the evidence before whoever points to it. Another page of a known host is asked as a page only, and for its certificate too where
        that stands at another port. `handed_on`: whether this job was."""
        if not self._dedupe:
            return await investigate(job.target, self._session, self._mode, collectors=self._collectors), None
        known = self._found(job.target.host)
        if known is None:
            asked = asyncio.ensure_future(investigate(job.target, self._session, self._mode, collectors=self._collectors))
            self._remember((job.line, job.target.tls_port, asked, handed_on), job.target.host, job.target.url)
            return await asked, None
        page = self._found(job.target.url)
        if page is not None:
            evidence = await asyncio.shield(page[2])
            await page[3].wait()
            return evidence, page[0]
        both = asyncio.ensure_future(self._another_page(job, known))
        self._remember((job.line, job.target.tls_port, both, handed_on), job.target.url)
        return await both, None

    async def _another_page(self, job: Job, known: _Known) -> dict[str, Evidence]:
        of_host = await asyncio.shield(known[2])
        asked = {"page"} if job.target.tls_port == known[1] else {"page", "certificate"}  # another port shows its own
        only = {name: collector for name, collector in self._collectors.items() if name in asked}
        of_page = await investigate(job.target, self._session, self._mode, collectors=only) if only else {}
        return {**of_host, **of_page}

    def _found(self, key: str) -> _Known | None:
        """What is known of a host, or of a page by its URL: remembered, or recalled as if it had just been asked."""
        if (known := self._known.get(key)) is not None:
            self._known.move_to_end(key)
            return known
        found = self._recall(key) if self._recall is not None else None
        if found is None:
            return None
        dossier = codec.from_line(found)
        remembered: asyncio.Future[dict[str, Evidence]] = asyncio.get_running_loop().create_future()
        remembered.set_result(dict(dossier.evidence))
        assert isinstance(dossier.target, Target)  # no other has evidence
        long_ago = asyncio.Event()
        long_ago.set()
        known = (dossier.line, dossier.target.tls_port, remembered, long_ago)
        self._remember(known, key, dossier.target.url)
        return known

    def _remember(self, known: _Known, *keys: str) -> None:
        """For whoever asks the same soon; what was asked longest ago is forgotten for it, unless it is in flight or
        was not yet handed on, so that nobody could recall it."""
        for key in keys:
            self._known[key] = known
        for _ in range(len(self._known)):
            if len(self._known) <= self._most_known:
                break
            key, oldest = self._known.popitem(last=False)
            if not oldest[2].done() or not oldest[3].is_set():
                self._known[key] = oldest


async def _end(workers: "list[asyncio.Task[None]]", finished: "asyncio.Queue[Dossier | None]") -> None:
    await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
    await finished.put(None)


async def next_portion(finished: "asyncio.Queue[T | None]", working: Mapping[int, str]) -> list[T]:
    """What finishes together, at least one; none after the last, which None follows. `working`: what is in flight."""
    first = await finished.get()
    if first is not None and working and finished.qsize() + 1 < MOST_AT_ONCE:
        await asyncio.sleep(GATHERED_S)
    portion = [] if first is None else [first]
    while portion and len(portion) < MOST_AT_ONCE and not finished.empty():
        if (another := finished.get_nowait()) is None:
            finished.put_nowait(None)
            break
        portion.append(another)
    return portion


def in_line(waiting: Mapping[str, int]) -> str:
    """The two registries whose turn most wait for, in words."""
    lines = sorted(waiting.items(), key=lambda item: -item[1])[:2]
    return ", ".join(f"{count} for {service}" for service, count in lines if count)


def registry(item: Job | Dossier) -> str:
    """Whose pace this line will wait for: the registry of its suffix."""
    return item.target.suffix.rpartition(".")[2] if isinstance(item, Job) else ""
