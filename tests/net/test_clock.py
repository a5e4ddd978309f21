"""Deadlines: they stand still for our own pace, stretch on a busy machine, and end everything else."""

import asyncio
import time

import pytest

from scamtriage.net.clock import CURRENT, Deadline, RunClock
from scamtriage.net.errors import TimedOut


async def test_what_takes_too_long_is_cut_with_a_sentence() -> None:
    deadline = Deadline(RunClock(), 10)
    started = time.monotonic()
    with pytest.raises(TimedOut, match=r"no answer within 0\.1"):
        async with deadline.limit(0.1):
            await asyncio.sleep(5)
    assert time.monotonic() - started < 1


async def test_the_deadline_cuts_although_the_limit_is_longer() -> None:
    with pytest.raises(TimedOut):
        async with Deadline(RunClock(), 0.1).limit(60):
            await asyncio.sleep(5)


async def test_waiting_for_our_own_pace_does_not_count() -> None:
    deadline = Deadline(RunClock(), 0.5)
    async with deadline.limit():
        with deadline.paused():
            await asyncio.sleep(0.6)
        assert deadline.left() > 0


async def test_pauses_that_overlap_count_once() -> None:
    deadline, paused_s = Deadline(RunClock(), 10), list[float]()

    async def pause(seconds: float) -> None:
        with deadline.paused(), deadline.paused():
            began = time.monotonic()
            await asyncio.sleep(seconds)
            paused_s.append(time.monotonic() - began)

    started = time.monotonic()
    await asyncio.gather(pause(0.2), pause(0.4))
    assert deadline.elapsed() == pytest.approx(time.monotonic() - started - max(paused_s), abs=0.15)


async def test_followers_stand_still_with_the_deadline_whose_work_they_wait_for() -> None:
    shared, before, meanwhile, left = (Deadline(RunClock(), 10) for _ in range(4))
    shared.lead(before)
    with shared.paused(), shared.paused():
        for follower in (meanwhile, left):
            shared.lead(follower)
        await asyncio.sleep(0.2)
        shared.release(left)
        assert (before.pausing, meanwhile.pausing, left.pausing) == (True, True, False)
        await asyncio.sleep(0.2)
    assert max(before.elapsed(), meanwhile.elapsed()) < 0.15 < left.elapsed()
    assert not any(deadline.pausing for deadline in (shared, before, meanwhile, left))


def test_measured_lag_is_given_back_to_at_most_twice_and_is_noted() -> None:
    run = RunClock()
    deadline = Deadline(run, 1.0)
    assert deadline.left() <= 1.0 and not deadline.stretched
    run.lag_s = 99.0
    deadline._started -= 1.5
    assert 0 < deadline.left() <= 0.5
    assert deadline.stretched
    deadline._started -= 1.0
    assert deadline.left() < 0


async def test_a_loop_that_is_held_up_is_measured() -> None:
    run = RunClock()
    run.start()
    run.start()
    await asyncio.sleep(0.15)
    time.sleep(0.3)
    await asyncio.sleep(0.15)
    run.stop()
    assert 0.15 < run.lag_s < 1.2


async def test_a_busy_machine_does_not_cut_what_would_have_come() -> None:
    run = RunClock()
    run.start()
    deadline = Deadline(run, 0.5)

    async def hog() -> None:
        for _ in range(2):
            time.sleep(0.35)
            await asyncio.sleep(0.01)

    async def answer() -> None:
        await asyncio.sleep(0.8)

    async with asyncio.TaskGroup() as group, deadline.whole():
        group.create_task(hog())
        await answer()
    run.stop()


async def test_the_reserve_is_kept_from_the_wire_and_not_from_the_collector() -> None:
    deadline = Deadline(RunClock(), 0.4, reserve_s=0.3)
    async with deadline.whole():
        with pytest.raises(TimedOut):
            async with deadline.limit():
                await asyncio.sleep(5)
        await asyncio.sleep(0.1)
        assert deadline.left() <= 0


async def test_a_time_out_of_somebody_else_is_not_ours() -> None:
    with pytest.raises(TimeoutError, match="theirs"):
        async with Deadline(RunClock(), 5).limit():
            raise TimeoutError("theirs")


async def test_cancelling_passes_through() -> None:
    async def work() -> None:
        async with Deadline(RunClock(), 5).whole():
            await asyncio.sleep(5)

    task = asyncio.ensure_future(work())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_cancelling_at_the_end_of_the_time_passes_through_too() -> None:
    async def work() -> None:
        async with Deadline(RunClock(), 0.02).limit():
            asyncio.get_running_loop().call_later(0.02, task.cancel)
            time.sleep(0.05)  # both are due in one turn of the loop
            await asyncio.sleep(5)

    task = asyncio.ensure_future(work())
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_code_below_libraries_finds_the_deadline_it_works_for() -> None:
    deadline = Deadline(RunClock(), 5)
    async with deadline.limit():
        assert CURRENT.get() is deadline
    assert CURRENT.get() is None


async def test_a_part_stands_still_and_stretches_as_the_whole_does() -> None:
    run = RunClock()
    deadline = Deadline(run, 10)
    with deadline.part(0.5) as part:
        with deadline.paused():
            await asyncio.sleep(0.2)
        assert part.elapsed() < 0.15
        part._started -= 0.6
        run.lag_s = 0.3
        assert 0 < part.left() <= 0.2
    assert deadline.stretched and not deadline._followers
    with deadline.part(99) as part:
        assert part.budget_s <= 10
