"""How late this machine is: what of it counts, and what a step of the work is given for it."""

import asyncio
import time

import pytest

from scamtriage.net.clock import BEAT_S, STALL_S, Deadline, RunClock
from scamtriage.net.errors import TimedOut


async def after_standing_still_for(seconds: float) -> RunClock:
    """A clock whose loop was held up once: its beat was due so long ago."""
    run = RunClock()
    run._beat(time.monotonic() - seconds)
    run.stop()
    return run


async def test_a_beat_that_is_a_little_late_is_on_time() -> None:
    """One of many tries, for this machine may really be late at any of them."""
    assert 0.0 in {(await after_standing_still_for(BEAT_S / 100)).lag_s for _ in range(50)}


@pytest.mark.parametrize(("seconds", "stalls"), [(STALL_S / 2, 0), (STALL_S + 1, 1)])
async def test_a_loop_that_stood_still_for_long_is_told_from_one_that_is_slow(seconds: float, stalls: int) -> None:
    run = await after_standing_still_for(seconds)
    assert run.stalls == stalls
    assert seconds - 0.5 < run.late_s == run.lag_s <= seconds + 0.5


async def test_a_step_gets_the_time_back_that_this_machine_took_from_it_and_that_is_noted() -> None:
    run = RunClock()
    deadline = Deadline(run, 60)
    async with deadline.limit(1.0):
        assert not deadline.stretched
        run.lag_s += 1.0
        while deadline.elapsed() < 1.1:
            await asyncio.sleep(0.01)
    assert deadline.stretched


async def test_a_step_gets_no_more_than_twice_its_time() -> None:
    run = RunClock()
    deadline = Deadline(run, 60)
    started = time.monotonic()
    with pytest.raises(TimedOut):
        async with deadline.limit(0.2):
            run.lag_s += 99.0
            await asyncio.sleep(30)
    assert 0.35 < time.monotonic() - started < 15


async def test_what_was_late_before_a_step_gives_it_nothing() -> None:
    run = RunClock()
    run.lag_s = 99.0
    deadline = Deadline(run, 60)
    with pytest.raises(TimedOut):
        async with deadline.limit(0.1):
            await asyncio.sleep(30)
    assert not deadline.stretched
