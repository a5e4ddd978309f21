"""A bound on a `Watch` is broken by whatever is slow, and by no neighbour."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.watch import Watch, within

LONG_S = 0.3


def computes() -> None:
    began = time.thread_time()
    while time.thread_time() - began < LONG_S:
        pass


@pytest.mark.parametrize("hold_up", [computes, lambda: time.sleep(LONG_S)], ids=["computing", "blocking"])
async def test_who_holds_up_the_loop_is_slow(hold_up) -> None:
    with pytest.raises(AssertionError):
        async with within(LONG_S - 0.05):
            await asyncio.sleep(0)
            hold_up()
            await asyncio.sleep(0)


async def test_what_waits_is_slow() -> None:
    with pytest.raises(AssertionError):
        async with within(LONG_S - 0.05):
            await asyncio.sleep(LONG_S)


@contextmanager
def crowd(neighbours: int) -> Iterator[None]:
    """This thread shares one processor with so many that never rest."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    busy = [
        subprocess.Popen([sys.executable, "-Sc", "print(flush=True)\nwhile True: pass"], stdout=subprocess.PIPE) for _ in range(neighbours)
    ]
    try:
        for one in busy:
            assert one.stdout is not None and one.stdout.readline()
        yield
    finally:
        for one in busy:
            one.kill()
            one.communicate()
        os.sched_setaffinity(0, before)


@pytest.mark.skipif(not Path("/proc/thread-self/schedstat").exists(), reason="NOT RUN: needs /proc")
async def test_what_the_neighbours_take_does_not_count() -> None:
    with crowd(3):
        began = time.monotonic()
        async with Watch() as watch:
            computes()
        taken = time.monotonic() - began
    assert taken > 2 * LONG_S and LONG_S <= watch.seconds < 1.2 * LONG_S
