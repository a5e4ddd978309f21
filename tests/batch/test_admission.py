"""Lines are begun as this machine keeps up with them: more while its loop is on time, fewer while it is late, never more than asked for."""

import asyncio
import time

from scamtriage.batch.admission import FIRST, LEAST, UNPROVED, WAITED_BEATS, Admission
from scamtriage.net.clock import BEAT_S, RunClock


async def _a_line() -> str:
    return "a.example"


class Crowd:
    """Lines that take a moment each, on a loop that is as late as the test says, however late this machine is."""

    def __init__(self, most: int, late_s: float = 0.0) -> None:
        self.clock = RunClock()
        self.clock.late_s = late_s
        self.places = Admission(most, self.clock)
        self.inside = self.most_inside = self.done = 0

    async def line(self) -> None:
        async with self.places.place(_a_line):
            self.inside += 1
            self.most_inside = max(self.most_inside, self.inside)
            await asyncio.sleep(0.02)
            self.clock.beats += 1
            self.inside -= 1
        self.done += 1

    async def run(self, lines: int) -> None:
        await asyncio.gather(*(self.line() for _ in range(lines)))


async def test_a_loop_that_is_on_time_takes_as_many_as_the_user_allows() -> None:
    crowd = Crowd(300)
    await crowd.run(3_000)
    assert crowd.most_inside == crowd.places.allowed == 300


async def test_of_lines_whose_cost_is_not_known_yet_few_more_are_begun() -> None:
    """They all wait for their first answers, so that the loop is on time."""
    clock = RunClock()
    places = Admission(500, clock)
    left = asyncio.Event()

    async def line() -> None:
        async with places.place(_a_line):
            await left.wait()

    lines = [asyncio.ensure_future(line()) for _ in range(500)]
    for _ in range(6):
        await asyncio.sleep(1.5 * BEAT_S)
        clock.beats += 1
    assert FIRST < places.allowed <= FIRST + 6 * UNPROVED
    left.set()
    await asyncio.gather(*lines)


async def _allowed_after(beats: int, late_s: float) -> int:
    """Return how many of lines that get no answer at all are in flight after so many beats."""
    clock = RunClock()
    clock.late_s = late_s
    places = Admission(500, clock)

    async def line() -> None:
        async with places.place(_a_line):
            await asyncio.Event().wait()

    lines = [asyncio.ensure_future(line()) for _ in range(500)]
    for _ in range(beats):
        for _ in range(3):
            await asyncio.sleep(0)
        clock.beats += 1
        with places.without():  # the door looks again
            pass
        await asyncio.sleep(0.001)
    for one in lines:
        one.cancel()
    await asyncio.gather(*lines, return_exceptions=True)
    return places.allowed


async def test_lines_that_have_waited_for_long_hold_up_no_others() -> None:
    """Of dead hosts none ends for a quarter of a minute, and waiting for them costs nothing."""
    assert await _allowed_after(WAITED_BEATS, 0.0) <= FIRST + WAITED_BEATS * UNPROVED
    assert await _allowed_after(3 * WAITED_BEATS, 0.0) == 500
    assert await _allowed_after(3 * WAITED_BEATS, 1.0) == LEAST  # they wait for the processor


async def test_who_waits_for_a_line_has_not_begun_one() -> None:
    """A list may be long in coming, as from a program that writes it: its silence says nothing about what its lines cost."""
    clock, silent = RunClock(), asyncio.Event()
    places, begun = Admission(500, clock), 0

    async def line() -> None:
        nonlocal begun
        async with places.place(silent.wait):
            begun += 1
            await asyncio.Event().wait()

    lines = [asyncio.ensure_future(line()) for _ in range(500)]
    for _ in range(3 * WAITED_BEATS):
        await asyncio.sleep(0.001)
        clock.beats += 1
        with places.without():  # the door looks again
            pass
    assert (begun, places.allowed) == (0, FIRST)
    silent.set()
    await asyncio.sleep(0.01)
    assert begun <= FIRST + UNPROVED
    for one in lines:
        one.cancel()
    await asyncio.gather(*lines, return_exceptions=True)


async def test_it_begins_with_some_and_never_takes_more_than_it_may() -> None:
    few, many = Crowd(10), Crowd(5_000)
    await few.run(100)
    assert (few.most_inside, few.done) == (10, 100)
    await many.run(FIRST)
    assert many.places.allowed == many.most_inside == FIRST


async def test_a_loop_that_is_late_takes_fewer_but_never_too_few() -> None:
    crowd = Crowd(500, late_s=1.0)
    await crowd.run(400)
    assert (crowd.done, crowd.places.allowed, crowd.most_inside) == (400, LEAST, FIRST)


async def test_a_loop_that_is_a_little_late_takes_neither_more_nor_fewer() -> None:
    crowd = Crowd(500, late_s=0.1)
    await crowd.run(400)
    assert crowd.places.allowed == crowd.most_inside == FIRST


async def test_the_clock_says_how_late_its_last_beat_was() -> None:
    clock = RunClock()
    clock.start()
    await asyncio.sleep(0.01)
    time.sleep(0.5)
    while not clock.beats:
        await asyncio.sleep(0.01)
    assert 0.35 < clock.late_s == clock.lag_s
    clock.stop()


async def test_one_that_is_cancelled_at_the_door_or_inside_takes_no_place_with_it() -> None:
    crowd = Crowd(3)
    lines = [asyncio.ensure_future(crowd.line()) for _ in range(30)]
    await asyncio.sleep(0.01)
    for line in lines[:20]:  # three inside, one that watches the door, some that queue
        line.cancel()
    await asyncio.gather(*lines, return_exceptions=True)
    assert crowd.done == 10
    crowd.done = 0
    await crowd.run(9)
    assert crowd.done == 9
