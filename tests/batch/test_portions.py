"""Portions: what finishes together is handed on together, and nobody waits where nothing more can come."""

import asyncio
import threading
import weakref
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from scamtriage.batch.jobs import jobs
from scamtriage.batch.portions import MAX_PORTION, PORTION_WAIT_S, next_portion
from scamtriage.batch.run import Batch
from scamtriage.net.clock import RunClock
from scamtriage.net.dns.outage import Health
from scamtriage.net.pace import SharedRateLimiter
from scamtriage.net.remote_limits import LimitServer
from scamtriage.net.semaphores import KeyedSemaphore
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.facts import PageFacts
from tests.samples import dossier, page_evidence

IN_FLIGHT = {7: "slow.example"}


def queued(*items: int | None) -> "asyncio.Queue[int | None]":
    queue: asyncio.Queue[int | None] = asyncio.Queue()
    for item in items:
        queue.put_nowait(item)
    return queue


async def test_what_finishes_soon_after_comes_with_it() -> None:
    finished = queued(1)
    asyncio.get_running_loop().call_later(PORTION_WAIT_S / 10, finished.put_nowait, 2)
    assert await next_portion(finished, IN_FLIGHT) == [1, 2]


async def test_nobody_waits_when_nothing_is_in_flight_or_enough_is_there() -> None:
    def come_at_once(finished: "asyncio.Queue[int | None]", working: dict[int, str]) -> Sequence[int]:
        """The portion, of which nothing has to be waited for: its first step is its last."""
        try:
            next_portion(finished, working).send(None)
        except StopIteration as end:
            found: list[int] = end.value
            return found
        raise AssertionError("it waits")

    assert come_at_once(queued(1), {}) == [1]
    many = queued(*range(MAX_PORTION + 1))
    assert come_at_once(many, IN_FLIGHT) == list(range(MAX_PORTION))
    assert many.qsize() == 1


async def test_none_ends_and_is_left_for_the_next_look() -> None:
    finished = queued(1, None)
    assert await next_portion(finished, {}) == [1]
    assert await next_portion(finished, {}) == []


async def test_a_fault_of_ours_is_raised_where_rows_are_asked_for_and_not_in_the_middle_of_something_else() -> None:
    def recall(host: str) -> bytes | None:
        raise OSError("the journal cannot be read")

    batch = Batch(SimpleNamespace(resolver=SimpleNamespace(health=Health()), clock=RunClock()), Mode.FULL, in_flight=2, recall=recall)  # type: ignore[arg-type]
    rows = batch.run(jobs(number_lines(["no target", "a.example"])))
    assert (await anext(rows)).input == "no target"  # what was finished is handed on
    await asyncio.sleep(0.05)
    with pytest.raises(OSError, match="cannot be read"):
        await anext(rows)


def test_an_outage_that_ends_while_it_is_told_is_told_once_more() -> None:
    since = iter([datetime(2026, 11, 24, 12, tzinfo=UTC), None])

    class Ending:
        silent = "no resolver answers"

        @property
        def down_since(self) -> datetime | None:
            return next(since)

    session = SimpleNamespace(resolver=SimpleNamespace(health=Ending()), registry=None, clock=RunClock())
    batch = Batch(session, Mode.FULL)  # type: ignore[arg-type]
    assert [batch.held, batch.held] == ["no resolver answers since 12:00:00 UTC; paused", ""]


def test_who_waits_for_a_registry_is_counted_while_lines_are_added() -> None:
    keeper = LimitServer(SharedRateLimiter(None), KeyedSemaphore(1))

    class Growing(dict[int, int]):
        def __bool__(self) -> bool:
            keeper._lines["rdap:new.example"] = {}
            return True

    keeper._lines |= {"rdap:a.example": Growing({1: 2}), "rdap:b.example": {1: 3}}
    assert keeper.waiting == {"rdap:a.example": 2, "rdap:b.example": 3}


class _Seen(PageFacts, frozen=True, weakref=True):
    """The facts of a page of which can be told whether somebody still has them."""


async def test_nobody_holds_a_page_that_was_handed_on_while_he_waits_for_the_next_line() -> None:
    """The tasks of a batch wait for lines and for places, 500 of them: each that kept its last page would keep it all that time."""
    pages: list[weakref.ref[_Seen]] = []
    wanted = threading.Semaphore(1)

    def lines() -> Iterator[Dossier]:
        for number in range(1, 5):
            wanted.acquire(timeout=10)
            yield seen(number)
        wanted.acquire(timeout=10)

    def seen(number: int) -> Dossier:
        facts = _Seen(final_url="https://a.example/", status_code=200)
        pages.append(weakref.ref(facts))
        return replace(dossier(number), evidence={"page": replace(page_evidence(), facts=facts)})

    session = SimpleNamespace(resolver=SimpleNamespace(health=Health()), clock=RunClock())
    portions = Batch(session, Mode.FULL, in_flight=4, dedupe=False).portions(lines())  # type: ignore[arg-type]
    for _ in range(3):
        await anext(portions)
        wanted.release()
    await anext(portions)
    waiting = asyncio.ensure_future(anext(portions, None))
    await asyncio.sleep(0.05)
    assert [number for number, page in enumerate(pages, start=1) if page() is not None] == [] and len(pages) == 4
    wanted.release()
    assert await waiting is None
