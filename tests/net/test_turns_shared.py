"""Turns of several processes: together they have no more than one would, and whoever dies keeps none."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scamtriage.net.pace import SharedRateLimiter
from scamtriage.net.remote_limits import LimitServer, Message, RemoteSemaphore
from scamtriage.net.semaphores import FileLockSemaphore, KeyedSemaphore, turns_file

HOLD = """
import asyncio, sys
from pathlib import Path
from scamtriage.net.semaphores import FileLockSemaphore
async def main():
    turns = FileLockSemaphore(4, Path(sys.argv[1]), "scan")
    had = [await turns.try_acquire("here") for _ in range(int(sys.argv[2]))]
    print(sum(had), flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    if had.count(True):
        turns.release("here")
        print("gave", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
asyncio.run(main())
"""


class Other:
    """Another process that tries to have so many turns."""

    def __init__(self, path: Path, wanted: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path), str(wanted)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.got = int(self.process.stdout.readline())

    def gives_one(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "gave\n"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[tuple[FileLockSemaphore, Path]]:
    path = turns_file(tmp_path / "private")
    assert path is not None
    turns = FileLockSemaphore(4, path, "scan")
    yield turns, path
    os.close(turns._file)


async def test_what_another_process_has_cannot_be_had_here(shared: tuple[FileLockSemaphore, Path]) -> None:
    turns, path = shared
    other = Other(path, 3)
    assert other.got == 3
    assert [await turns.try_acquire("here") for _ in range(2)] == [True, False]
    assert [await turns.try_acquire("there") for _ in range(5)] == [True] * 4 + [False]
    other.gives_one()
    assert await turns.try_acquire("here")
    assert turns._own.holders == 6
    other.kill()


async def test_a_killed_process_keeps_no_turn_and_who_waits_gets_it(shared: tuple[FileLockSemaphore, Path]) -> None:
    turns, path = shared
    other = Other(path, 4)
    waiting = asyncio.ensure_future(turns.acquire("here"))
    await asyncio.sleep(0.2)
    assert other.got == 4 and not waiting.done()
    other.kill()
    await asyncio.wait_for(waiting, 5)
    turns.release("here")
    assert turns._own.holders == 0


async def test_who_leaves_the_line_takes_nothing_with_him(shared: tuple[FileLockSemaphore, Path]) -> None:
    turns, path = shared
    other = Other(path, 4)
    waiting = asyncio.ensure_future(turns.acquire("here"))
    await asyncio.sleep(0.1)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert turns._own.holders == 0
    other.kill()
    assert [await turns.try_acquire("here") for _ in range(4)] == [True] * 4


async def test_another_scan_has_turns_of_its_own(shared: tuple[FileLockSemaphore, Path]) -> None:
    _, path = shared
    other = Other(path, 4)
    mine = FileLockSemaphore(4, path, "another scan")
    assert await mine.try_acquire("here")
    os.close(mine._file)
    other.kill()


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o777)
    (tmp_path / "open").chmod(0o777)
    assert turns_file(tmp_path / "open") is None


def far(keeper: LimitServer, worker: int) -> RemoteSemaphore:
    """A worker's side; the wire is a loop that runs later."""

    async def ask(message: Message) -> Message:
        await asyncio.sleep(0)
        return await keeper.answer(worker, message) or []

    return RemoteSemaphore(4, ask, lambda message: asyncio.ensure_future(keeper.answer(worker, message)) and None)


async def test_far_workers_have_four_between_them_and_a_lost_one_keeps_none() -> None:
    kept = KeyedSemaphore(4)
    keeper = LimitServer(SharedRateLimiter(None), kept)
    one, two = far(keeper, 1), far(keeper, 2)
    assert [await one.try_acquire("here") for _ in range(3)] == [True] * 3
    assert [await two.try_acquire("here") for _ in range(2)] == [True, False]
    assert not await far(keeper, 3).try_acquire("here")
    assert 3 not in keeper._held  # what was refused is not remembered
    waiting = asyncio.ensure_future(two.acquire("here"))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    keeper.lost(1)
    await asyncio.wait_for(waiting, 1)
    assert (kept.holders, two._taken.total()) == (2, 2)
    two.release("here")
    two.release("here")
    await asyncio.sleep(0.01)
    assert (kept.holders, two._taken.total()) == (0, 0)


async def test_a_far_turn_that_comes_when_its_asker_has_left_goes_back() -> None:
    kept = KeyedSemaphore(1)
    keeper = LimitServer(SharedRateLimiter(None), kept)
    one, two = far(keeper, 1), far(keeper, 2)
    await one.acquire("here")
    leaving = asyncio.ensure_future(two.acquire("here"))
    await asyncio.sleep(0.01)
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    one.release("here")
    await asyncio.sleep(0.05)
    assert (kept.holders, two._taken.total()) == (0, 0)
