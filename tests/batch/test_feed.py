"""The feed: lazy, even between registries, never blocked by a slow source."""

import asyncio
import itertools
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from scamtriage.batch.feed import Feed
from tests.waiting import until, when


def suffix(name: str) -> str:
    return name.rpartition(".")[2]


async def drained(feed: Feed[str]) -> list[str]:
    taken = []
    while (item := await feed.take()) is not None:
        taken.append(item)
        feed.done(item)
    return taken


async def test_every_item_comes_once() -> None:
    names = [f"{n}.{tld}" for n in range(100) for tld in ("com", "top", "vn")]
    assert sorted(await drained(Feed(iter(names), suffix))) == sorted(names)


async def test_a_slow_registry_does_not_starve_the_others() -> None:
    read = threading.Event()

    def source() -> Iterator[str]:
        yield from [*(f"{n}.com" for n in range(50)), *(f"{n}.vn" for n in range(50))]
        read.set()

    feed = Feed(source(), suffix)
    await feed.take()
    await asyncio.to_thread(read.wait)
    held = [await feed.take() for _ in range(9)]
    assert sum(item is not None and item.endswith(".vn") for item in held) == 5


async def test_a_lane_without_room_holds_up_no_other_and_keeps_its_order() -> None:
    lanes, room = {"one": 1, "other": 2}, {1: 1, 2: 9}
    names = [*(f"one-{n}.com" for n in range(5)), *(f"other-{n}.com" for n in range(3)), "one-5.com"]
    feed = Feed(iter(names), suffix, lane=lambda name: lanes[name.partition("-")[0]], has_room=lambda lane: room[lane] > 0)

    async def taken() -> str | None:
        if (item := await feed.take()) is not None:
            room[lanes[item.partition("-")[0]]] -= 1
        return item

    assert [await taken() for _ in range(4)] == ["one-0.com", "other-0.com", "other-1.com", "other-2.com"]
    waiting = asyncio.create_task(taken())
    await asyncio.sleep(0.1)
    assert not waiting.done()  # the rest is of the lane that is full, and no end
    room[1] = 5
    feed.wake()
    assert [await waiting, *[await taken() for _ in range(5)]] == [*(f"one-{n}.com" for n in range(1, 6)), None]


async def test_lines_of_several_lanes_are_handed_out_as_they_were_read() -> None:
    names = [f"{n}.com" for n in range(40)]
    assert await drained(Feed(iter(names), suffix, lane=lambda name: int(name.partition(".")[0]) * 7 % 4)) == names


@pytest.mark.parametrize("ends", ["stop", "room"])
async def test_who_waits_for_room_is_woken(ends: str) -> None:
    room: list[int] = []
    feed = Feed(iter(["a.com"]), suffix, has_room=room.__contains__)
    waiting = asyncio.create_task(feed.take())
    await asyncio.sleep(0.1)
    assert not waiting.done()
    if ends == "stop":
        feed.stop()
    else:
        room.append(0)
        feed.wake()
    assert await asyncio.wait_for(waiting, 60) == ("a.com" if ends == "room" else None)


async def test_an_endless_source_is_read_only_so_far_ahead() -> None:
    read: list[int] = []
    feed = Feed((read.append(n) or f"{n}.com" for n in itertools.count()), suffix, lookahead=20)  # type: ignore[func-returns-value]
    await feed.take()
    await asyncio.to_thread(until, lambda: len(read) == 22)  # one is taken, and one waits for its place
    await asyncio.sleep(0.1)
    feed.stop()
    assert len(read) == 22


async def test_the_first_line_of_a_pipe_does_not_wait_for_the_second() -> None:
    gate = threading.Event()

    def source() -> Iterator[str]:
        yield "a.com"
        gate.wait()
        yield "b.com"

    feed = Feed(source(), suffix)
    try:
        assert await asyncio.wait_for(feed.take(), 60) == "a.com"
    finally:
        gate.set()
    assert await asyncio.wait_for(feed.take(), 60) == "b.com"


async def test_what_was_read_before_the_source_failed_is_handed_out_to_all_who_work() -> None:
    def source() -> Iterator[str]:
        yield from ("a.com", "b.com", "c.com")
        raise OSError("the disk is gone")

    feed = Feed(source(), suffix)
    assert [await feed.take() for _ in range(5)] == ["a.com", "b.com", "c.com", None, None]
    assert isinstance(feed.failure, OSError)


async def test_a_last_item_that_comes_just_after_somebody_looked_is_not_lost_with_the_end() -> None:
    gate = threading.Event()

    class Late(deque[str]):
        """Between two steps of whoever finds nothing here the source gives its last item and ends."""

        def __bool__(self) -> bool:
            found = len(self) > 0
            if not found and not gate.is_set():
                gate.set()
                assert feed._thread is not None
                feed._thread.join(60)
            return found

    def source() -> Iterator[str]:
        gate.wait(60)
        yield "last.com"

    feed = Feed(source(), suffix)
    feed._arrived = Late()
    assert [await asyncio.wait_for(feed.take(), 60) for _ in range(2)] == ["last.com", None]


async def test_a_stop_between_two_steps_of_a_loop_that_is_about_to_sleep_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()

    def source() -> Iterator[str]:
        yield "a.com"
        gate.wait()

    feed = Feed(source(), suffix)
    assert await feed.take() == "a.com"
    feed._wake.set()  # as it may be from what came before
    clear = feed._wake.clear

    def stopped_before() -> None:
        feed.stop()
        clear()

    monkeypatch.setattr(feed._wake, "clear", stopped_before)
    try:
        assert await asyncio.wait_for(feed.take(), 60) is None
    finally:
        gate.set()


async def test_a_loop_that_sleeps_is_woken_when_a_signal_stops_its_feed() -> None:
    gate = threading.Event()

    def source() -> Iterator[str]:
        gate.wait()
        yield from ()

    feed = Feed(source(), suffix)
    before = signal.signal(signal.SIGINT, lambda *_: feed.stop())
    try:
        threading.Timer(0.2, lambda number: os.kill(os.getpid(), number), [signal.SIGINT]).start()
        assert await asyncio.wait_for(feed.take(), 60) is None
    finally:
        signal.signal(signal.SIGINT, before)
        gate.set()


def test_a_signal_may_stop_it_in_the_middle_of_any_step_of_handing_out() -> None:
    """Of each step of `take`, and of whatever it calls: what holds a lock there would be waited for by itself."""

    async def stopped_at(step: int) -> bool:
        feed, left = Feed(iter(["a.com", "b.com"]), suffix), itertools.count(step, -1)
        await feed.take()

        def traced(frame: FrameType, event: str, _: object) -> Callable[..., object]:
            if frame.f_code is not Feed.stop.__code__ and next(left) == 0:
                feed.stop()
            return traced

        sys.settrace(traced)
        try:
            await feed.take()
        finally:
            sys.settrace(None)
        return next(left) < 0

    async def at_every_step() -> None:
        step = 1
        while await stopped_at(step):
            step += 1
        steps.append(step)

    steps: list[int] = []
    signalled = threading.Thread(target=asyncio.run, args=(at_every_step(),), daemon=True)
    signalled.start()
    signalled.join(180)
    assert steps and steps[0] > 10


async def test_it_says_which_names_are_read_ahead() -> None:
    feed = Feed(iter(["a.com", "b.com", "a.com"]), suffix, names=lambda item: (item, f"page of {item}"))
    assert not feed.awaits("a.com") and await feed.take() == "a.com"
    await when(lambda: feed.awaits("a.com"))
    await when(lambda: feed.awaits("b.com"))
    assert feed.awaits("page of a.com") and not feed.awaits("c.com")
    assert [await feed.take(), await feed.take(), await feed.take()] == ["b.com", "a.com", None]
    assert not any(map(feed.awaits, ("a.com", "b.com", "page of a.com")))
