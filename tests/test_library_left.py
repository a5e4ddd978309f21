"""A scan of the library that is left, cancelled or interrupted leaves nothing behind, and says what failed."""

import asyncio
import gc
import itertools
import os
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import aclosing, suppress

import pytest

from scamtriage.assess import Rules
from scamtriage.lab.internet import Lab
from scamtriage.lab_worker import environment
from scamtriage.pipeline import in_own_task, number_lines, triage
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.evidence import Mode
from tests.running import lab_config

Rows = AsyncGenerator[Assessment | Refusal, None]
UNDER_WAY_S = 0.1


async def left_and_closed(rows: Rows) -> None:
    await anext(rows)
    await asyncio.sleep(UNDER_WAY_S)
    await rows.aclose()


async def left_alone(rows: Rows) -> None:
    async for _ in rows:
        await asyncio.sleep(UNDER_WAY_S)
        return


async def cancelled(rows: Rows, *, times: int = 1) -> None:
    async def taken() -> None:
        async for _ in rows:
            begun.set()

    begun = asyncio.Event()
    task = asyncio.create_task(taken())
    await begun.wait()
    await asyncio.sleep(UNDER_WAY_S)
    for _ in range(times):
        task.cancel()
        await asyncio.sleep(0)
    with suppress(asyncio.CancelledError):
        await task


async def cancelled_thrice(rows: Rows) -> None:
    await cancelled(rows, times=3)


async def cancelled_thrice_at_work(rows: Rows) -> None:
    """The caller is busy with its first row when it is cancelled, and as many rows wait for it as there is room for."""

    async def taken() -> None:
        async with aclosing(rows):
            async for _ in rows:
                begun.set()
                await asyncio.Event().wait()

    begun = asyncio.Event()
    task = asyncio.create_task(taken())
    await begun.wait()
    await asyncio.sleep(10 * UNDER_WAY_S)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    with suppress(asyncio.CancelledError):
        await task


WAYS: tuple[Callable[[Rows], Awaitable[None]], ...] = (
    cancelled, cancelled_thrice, cancelled_thrice_at_work, left_and_closed, left_alone,
)  # fmt: skip


@pytest.fixture
def frozen() -> Iterator[None]:
    """What earlier tests of this process keep, thousands of judged pages, is looked through by no collection."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs /proc")
@pytest.mark.usefixtures("frozen")
async def test_a_scan_that_is_left_leaves_nothing(lab: Lab, caplog: pytest.LogCaptureFixture) -> None:
    """The list is endless, so that its reader waits for room when nobody takes more."""

    def left_over() -> tuple[int, int, int]:
        return len(os.listdir("/proc/self/fd")), threading.active_count(), len(asyncio.all_tasks())

    loaded, before = Rules.load(), left_over()
    for leave in WAYS:
        endless = number_lines(itertools.chain(["no target"], (f"nobody-{number}.com" for number in itertools.count())))
        await leave(triage(endless, lab_config(lab, mode=Mode.PASSIVE), loaded, environment=environment(lab.router)))
        gc.collect()
        for _ in range(100):  # what the lab itself has open goes in its own time, also what it had before
            left = left_over()
            if all(now <= then for now, then in zip(left, before, strict=True)):
                break
            await asyncio.sleep(0.01)
        else:
            raise AssertionError(f"{leave.__name__} left {left}, and {before} were there before")
    assert not caplog.messages  # such as "Task exception was never retrieved"


LEAVING = """
import asyncio, sys
from scamtriage import Config, Mode, scan

async def first():
    global rows
    names = (f"n{n}.top" for n in range(50))
    rows = scan(["no target", *names], Config(mode=Mode.PASSIVE, resolvers=(sys.argv[1],), cache=False))
    async for row in rows:
        await asyncio.sleep(0.3)
        return row.line

print(asyncio.run(first()), asyncio.run(first()))
"""


def test_a_program_that_leaves_a_scan_at_its_first_row_ends_without_a_word() -> None:
    """Other targets still wait for their resolver: sockets and tasks are ended from the inside, and not by the end of the loop."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        resolver = f"127.0.0.1:{silent.getsockname()[1]}"
        command = [sys.executable, "-W", "always", "-c", LEAVING, resolver]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "1 1\n", "")


async def test_who_leaves_a_scan_early_is_told_what_failed_when_it_was_closed() -> None:
    """Its evidence is written to the disk only then, and the disk may be full."""

    async def rows() -> AsyncGenerator[int, None]:
        try:
            for number in itertools.count():
                yield number
                await asyncio.sleep(0)
        finally:
            await asyncio.sleep(0)  # as a batch that ends its connections first
            raise OSError("no space left")

    async def leave_at(number: int) -> None:
        async with aclosing(in_own_task(rows())) as found:
            async for row in found:
                if row == number:
                    return

    with pytest.raises(OSError, match="no space left"):
        await leave_at(3)
    for times in (1, 2, 3):
        waiting = asyncio.create_task(leave_at(-1))
        await asyncio.sleep(0.05)
        for _ in range(times):
            waiting.cancel()
            await asyncio.sleep(0)
        with pytest.raises(OSError, match="no space left"):
            await waiting


async def test_a_scan_ends_though_the_cancellation_was_lost_below_it() -> None:
    """As where an answer comes in its moment. It waited to be asked for one more row, for ever, and no second cancellation helped."""
    closed = list[bool]()

    async def rows() -> AsyncGenerator[int, None]:
        try:
            yield 0
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
            for number in itertools.count(1):
                yield number
        finally:
            closed.append(True)

    async def all_of_it() -> None:
        async with aclosing(in_own_task(rows())) as found:
            async for row in found:
                taken.append(row)

    taken = list[int]()
    leaving = asyncio.create_task(all_of_it())
    await asyncio.sleep(0.05)
    leaving.cancel()
    await asyncio.wait({leaving}, timeout=60)  # and not cancelled again, which was no help
    assert (leaving.cancelled(), taken, closed) == (True, [0], [True])
