"""A batch in one process: worker tasks over a lazy iterator, each host investigated once, one dossier per line."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import AsyncExitStack, aclosing
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from scamtriage.batch.admission import Admission
from scamtriage.batch.asking import Asker
from scamtriage.batch.dedupe import REMEMBERED_BESIDE_RECALL, REMEMBERED_HOSTS, Deduper, Investigation, Recall, adapted_to, same_page
from scamtriage.batch.feed import LOOKAHEAD, Feed
from scamtriage.batch.host_index import page_keys
from scamtriage.batch.investigate import status
from scamtriage.batch.jobs import Job, keys, of_run, registry
from scamtriage.batch.offline import THIS_PROGRAM
from scamtriage.batch.places import OnAside, Places
from scamtriage.batch.portions import MAX_PORTION, all_aside, held_by, next_portion
from scamtriage.batch.set_aside import ASIDE_S, longest_wait_s
from scamtriage.collect import COLLECTORS
from scamtriage.collect.spec import Collector
from scamtriage.net.tasks import cancel_and_wait
from scamtriage.records.evidence import Dossier, Evidence, Mode
from scamtriage.records.target import Target

if TYPE_CHECKING:
    from scamtriage.net.session import Session

_LOOK_S = 1.0
"""Interval at which a duplicate checks whether the line that it waits for was set aside."""


class NoResolver(OSError):
    """An outage of the resolvers has lasted for longer than a batch waits, and lines are left. The message is a sentence for the user."""


class Batch:
    """A batch on one session.

    `run` yields dossiers as they finish, `portions` several at a time. The other methods are for monitoring and stopping.
    """

    def __init__(
        self,
        session: "Session",
        mode: Mode,
        *,
        in_flight: int = 100,
        dedupe: bool = True,
        recall: "Recall | None" = None,
        recalls_all: bool = True,
        collectors: Mapping[str, Collector] = COLLECTORS,
        asked: tuple[str, ...] = (),
        aside_s: float = ASIDE_S,
        on_aside: OnAside = lambda line, service: None,
    ) -> None:
        """`recall`: finds the evidence of hosts that were evicted from memory. `recalls_all`: False if it finds only what was known when a
        line was given to this process: what the lines that were read ahead name is not evicted then. `asked`: names of options,
        recorded in the `flags` of each dossier. `aside_s`: see `set_aside.ASIDE_S`; only a session that waits for outages (`hold_s`) sets
        lines aside."""
        self._session = session
        self._mode = mode
        self._asked = asked
        self._dedupe = dedupe
        self._collectors = {name: collector for name, collector in collectors.items() if collector.asks(mode)}
        self._workers = in_flight
        self._gate = Admission(in_flight, session.clock)
        self._recalls_all = recalls_all
        self._known = Deduper(REMEMBERED_HOSTS if recall is None else REMEMBERED_BESIDE_RECALL, recall, self._unwritten, self._awaited)
        self._finished: asyncio.Queue[Dossier | None] = asyncio.Queue(maxsize=in_flight)
        self._feed: Feed[Job | Dossier] | None = None
        self._stopped = False
        self._gave_up = ""
        """Why no further line is taken up, if an outage of the resolvers outlasted the patience of the session. Lines in hand without any
        answer get no row then."""
        self._left = False
        """Whether there was such a line."""
        self._aside_s = aside_s
        self._on_aside = on_aside
        self._begun: Asker | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.most_at_once = in_flight
        """Most targets looked at in parallel."""
        self.working: dict[int, str] = {}
        """id of each job in flight -> its host. Not keyed by line: a discovered name shares the line it was discovered from."""

    @property
    def paused(self) -> str:
        """Which outage of the resolvers the batch waits out, in words; "" if none."""
        health = self._session.resolver.health
        since = health.down_since  # read once: the progress display runs in another thread
        return "" if since is None else f"{health.silent} since {since:%H:%M:%S} UTC; paused"

    @property
    def held(self) -> str:
        """What the batch waits for, in words: the resolver, or the rate limits of registries; "" if nothing."""
        pace = getattr(self._session.registry, "pace", None)
        no_more = self._feed is not None and self._feed.over
        return self.paused or held_by(pace.waiting if pace is not None else {}, self._aside, longest_wait_s(self._aside_s, no_more=no_more))

    @property
    def ending(self) -> bool:
        """Whether all lines that are left are set aside."""
        return all_aside(self._feed, self.working, self._aside)

    @property
    def _aside(self) -> Counter[str]:
        """Registry -> number of lines set aside for it."""
        return Counter() if self._begun is None else Counter(self._begun.places.waited_for.copy().values())

    @property
    def _asker(self) -> Asker:
        """Who asks for the lines of this batch, which has begun."""
        assert self._begun is not None
        return self._begun

    def stop(self) -> None:
        """Start no more lines; those in flight may finish."""
        self._stopped = True
        if self._feed is not None:
            self._feed.stop()

    def abort(self) -> None:
        """Cancel the lines in flight. They get no row and are retried on resume. Callable from any thread."""
        if self._loop is not None and self._begun is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._begun.places.cancel)

    async def run(self, items: Iterator[Job | Dossier]) -> AsyncGenerator[Dossier, None]:
        """Yield exactly one dossier for each item, in the order of completion."""
        async with aclosing(self.portions(items)) as portions:
            async for portion in portions:
                for dossier in portion:
                    yield dossier

    async def portions(self, items: Iterator[Job | Dossier]) -> AsyncGenerator[list[Dossier], None]:
        """Like `run`, but yield dossiers that finish within `PORTION_WAIT_S` together, at most `MAX_PORTION`.

        Raises NoResolver, and what iterating over `items` raises.
        """
        ahead = max(LOOKAHEAD, 2 * self._workers)  # all that a main process sends
        feed = self._feed = Feed(items, registry, lookahead=ahead, names=(lambda item: ()) if self._recalls_all else keys)
        if self._stopped:  # `stop` was called before `portions`
            return
        finished = self._finished
        self._loop = asyncio.get_running_loop()
        # no TaskGroup: a failure would cancel the consumer's task in the middle of other work
        places = Places(lambda: self._work(feed, finished), self._on_aside)
        asker = self._begun = Asker(self._session, self._mode, self._gate, places, feed, self._aside_s, self._loop.time())
        places.begin(self._workers)  # only now: a loop may run new tasks at once
        ending = self._loop.create_task(_end(places, finished))
        try:
            while portion := await next_portion(finished, self.working):
                yield portion
                del portion  # else its pages would be held until the next lines end
        finally:
            feed.stop()  # the reader thread would keep the caller's iterator forever
            async with AsyncExitStack() as ends:  # from the last to the first, each also when a second cancellation interrupts another
                ends.push_async_callback(asker.close)
                ends.push_async_callback(cancel_and_wait, [ending])
                ends.push_async_callback(places.end)
        if places.failure is not None:
            raise places.failure
        if feed.failure is not None and not self._stopped:
            raise feed.failure
        if self._gave_up and (feed.left or self._left) and not self._stopped:
            raise NoResolver(self._gave_up)

    async def _work(self, feed: Feed[Job | Dossier], finished: "asyncio.Queue[Dossier | None]") -> None:
        while not self._asker.places.leaves():
            async with self._gate.place(feed.take) as item:
                if item is None:
                    break
                handed_on = asyncio.Event()
                try:
                    if isinstance(item, Dossier):
                        dossier = of_run(item, self._mode)
                    else:
                        dossier = await self._dossier(item, handed_on)
                finally:
                    feed.done(item)
            self._give_up_in_time(feed)
            if self._gave_up and dossier.evidence and not any(one.outcome.conclusive for one in dossier.evidence.values()):
                self._left = True
            else:
                await finished.put(dossier)
            self._known.hand_on(handed_on)
            del dossier, item  # else each worker would hold its last page while it waits for a place
        if feed.over:
            self._asker.no_more()

    def _unwritten(self) -> int:
        """Return how many lines may be finished or being written: their evidence cannot be recalled yet."""
        return self._finished.qsize() + 2 * min(MAX_PORTION, self._workers)

    def _awaited(self, key: str) -> bool:
        return self._feed is not None and self._feed.awaits(key)

    def _give_up_in_time(self, feed: Feed[Job | Dossier]) -> None:
        """End the batch if an outage has outlasted our patience.

        Rows without answers help nobody, and a resume would not ask for them again: what has no answer is left to it.
        """
        if (health := self._session.resolver.health).given_up and not self._gave_up:
            since = f"{health.silent} since {health.down_since:%H:%M:%S} UTC"
            self._gave_up = f"{since}; the lines that are left were not asked; scamtriage doctor says more"
            feed.stop()

    async def _dossier(self, job: Job, handed_on: asyncio.Event) -> Dossier:
        self.working[id(job)] = job.target.host
        try:
            evidence, first, observed_by = await self._evidence(job, handed_on)
        finally:
            del self.working[id(job)]
        return Dossier(
            line=job.line,
            input=job.given,
            target=job.target,
            status=status(evidence),
            mode=self._mode,
            same_as=first,
            evidence=dict(evidence),  # its own: a caller may empty it, and later lines share what was observed
            columns=job.columns,
            day=self._session.clock.now().date() if self._mode is Mode.OFFLINE else UNSET,
            observed_by=observed_by,
            flags=self._asked,
        )

    async def _evidence(self, job: Job, handed_on: asyncio.Event) -> tuple[dict[str, Evidence], int | None, str | UnsetType]:
        """Return the evidence of the job, for a duplicate the line whose evidence it shares, else None, and which program observed.

        The dossier of that line has been handed on by then. For another page of a known host, collect only the page, and the certificate
        if the port differs. `handed_on`: set when the dossier of this job is handed on.
        """
        target = job.target
        if not self._dedupe:
            return await self._asker.investigated(job.line, target, self._collectors), None, THIS_PROGRAM
        first = self._known.find(target.host)
        if first is None:
            asked = asyncio.ensure_future(self._asker.investigated(job.line, target, self._collectors))
            self._known.remember(target.host, Investigation(job.line, target, asked, handed_on))
            return await asked, None, THIS_PROGRAM
        if (page := await self._same_page(job, target, first)) is not None:
            evidence = await self._of(page, job.line)
            await page.handed_on.wait()
            return evidence, page.line if page.as_written else None, page.observed_by
        asked = asyncio.ensure_future(self._another_page(job, target, first))
        self._known.remember(page_keys(target)[0], Investigation(job.line, target, asked, handed_on))
        return await asked, None, THIS_PROGRAM

    async def _same_page(self, job: Job, target: Target, first: Investigation) -> Investigation | None:
        """Return the earlier line that collected the same page, else None. `first`: the first line of the same host."""
        tried: set[int] = set()
        while True:  # while this awaits one line, another may be registered under the same key
            others = (self._known.find(key) for key in page_keys(target))
            pages = chain((first,) * (first.target.url == target.url), others)
            page = next((page for page in pages if page is not None and page.line not in tried), None)
            if page is None or same_page(target, page.target, await self._of(page, job.line)):
                return page
            tried.add(page.line)

    async def _another_page(self, job: Job, target: Target, first: Investigation) -> dict[str, Evidence]:
        evidence = adapted_to(target, await self._of(first, job.line))
        names = {"page"} if target.tls_port == first.target.tls_port else {"page", "certificate"}  # another port may have its own
        only = {name: collector for name, collector in self._collectors.items() if name in names}
        return evidence | await self._asker.investigated(job.line, target, only)

    async def _of(self, other: Investigation, line: int) -> dict[str, Evidence]:
        """Return the evidence of another line, for `line`. If that line is set aside, so is this one."""
        while not other.evidence.done():
            places = self._asker.places
            if other.line in places.aside:
                with self._asker.without_place(line, places.waited_for[other.line]):
                    return await asyncio.shield(other.evidence)
            await asyncio.wait({other.evidence}, timeout=_LOOK_S)
        return await other.evidence


async def _end(places: Places, finished: "asyncio.Queue[Dossier | None]") -> None:
    await places.over.wait()
    await finished.put(None)
