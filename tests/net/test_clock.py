"""Deadlines: they stand still for our own pace, stretch on a busy machine, and end everything else."""

import asyncio
import time
from types import SimpleNamespace

import pytest

from scamtriage.net import clock
from scamtriage.net.clock import BEAT_S, CURRENT, Deadline, RunClock
from scamtriage.net.errors import TimedOut
from tests.watch import Watch


class Hands:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.at = 100.0

    def go_on(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    made = Hands()
    monkeypatch.setattr(clock, "time", SimpleNamespace(monotonic=lambda: made.at))
    return made


async def test_what_takes_too_long_is_cut_with_a_sentence() -> None:
    deadline = Deadline(RunClock(), 10)
    async with Watch() as watch:
        with pytest.raises(TimedOut, match=r"^no answer within [\d.]+ s$") as cut:
            async with deadline.limit(0.1):
                await asyncio.sleep(5)
    assert watch.seconds < 1
    assert 0.1 <= float(str(cut.value).split()[-2]) <= deadline.elapsed() + 0.05


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


async def test_pauses_that_overlap_count_once(hands: Hands) -> None:
    deadline = Deadline(RunClock(), 10)

    async def pause(turns: int) -> None:
        with deadline.paused(), deadline.paused():
            for _ in range(turns):
                await asyncio.sleep(0)

    async def go_on() -> None:
        for _ in range(6):
            hands.go_on(0.1)
            await asyncio.sleep(0)

    hands.go_on(0.25)
    await asyncio.gather(pause(2), pause(4), go_on())
    assert deadline.elapsed() == pytest.approx(0.25 + 6 * 0.1 - 4 * 0.1)


def test_followers_stand_still_with_the_deadline_whose_work_they_wait_for(hands: Hands) -> None:
    shared, before, meanwhile, left = (Deadline(RunClock(), 10) for _ in range(4))
    shared.lead(before)
    with shared.paused(), shared.paused():
        for follower in (meanwhile, left):
            shared.lead(follower)
        hands.go_on(0.2)
        shared.release(left)
        assert (before.pausing, meanwhile.pausing, left.pausing) == (True, True, False)
        hands.go_on(0.2)
    assert (before.elapsed(), meanwhile.elapsed(), left.elapsed()) == (0.0, 0.0, pytest.approx(0.2))
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


@pytest.mark.parametrize(
    ("budget_s", "lag_s", "noted"), [(28.0, 0.4, False), (9.0, 0.4, False), (9.0, 0.9, True), (0.4, 0.1, False), (0.4, 0.2, True)]
)
def test_lag_that_cost_nothing_is_given_back_without_a_word(hands: Hands, budget_s: float, lag_s: float, noted: bool) -> None:
    """The start of the program alone holds its loop up, on an idle machine too."""
    run = RunClock()
    for step in (False, True):
        deadline = Deadline(run, 60.0 if step else budget_s)
        left = deadline.limit(budget_s)._left if step else deadline.left
        hands.go_on(budget_s)
        run.lag_s += lag_s
        assert left() == pytest.approx(lag_s) and deadline.stretched is noted
        hands.go_on(lag_s + 0.01)
        assert left() < 0 and deadline.stretched is noted


@pytest.mark.parametrize(("beyond_s", "noted"), [(0.1, False), (1.0, True)])
def test_what_was_blocked_when_the_time_was_up_is_noted_at_the_end(hands: Hands, beyond_s: float, noted: bool) -> None:
    deadline = Deadline(RunClock(), 9.0)
    hands.go_on(9.0 + beyond_s)
    deadline.close()
    assert deadline.stretched is noted


async def test_a_loop_that_is_held_up_is_measured() -> None:
    run = RunClock()
    began = time.monotonic()
    run.start()
    run.start()
    await asyncio.sleep(0.15)
    time.sleep(0.3)
    await asyncio.sleep(0.15)
    run.stop()
    assert 0.15 < run.lag_s <= time.monotonic() - began - run.beats * BEAT_S  # the rest of the time it was on time


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


def test_a_part_stands_still_and_stretches_as_the_whole_does(hands: Hands) -> None:
    run = RunClock()
    deadline = Deadline(run, 10)
    with deadline.part(0.5) as part:
        with deadline.paused():
            hands.go_on(0.2)
        assert part.elapsed() == 0.0
        hands.go_on(0.6)
        run.lag_s = 0.3
        assert part.left() == pytest.approx(0.2)
    assert deadline.stretched and not deadline._followers
    with deadline.part(99) as part:
        assert part.budget_s <= 10
