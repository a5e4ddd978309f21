"""Workers of a scan that stand still, are lost or are signalled: who is replaced, who is not waited for, whose signals stay."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from scamtriage import sessions
from scamtriage.batch import protocol, supervisor, workers
from scamtriage.batch.jobs import jobs
from scamtriage.batch.stop_signals import STOPS
from scamtriage.batch.worker_batch import WorkerBatch
from scamtriage.lab_worker import environment
from scamtriage.pipeline import number_lines
from scamtriage.sessions import open_batch
from tests.batch.keeping import one_by_one
from tests.batch.test_lost_workers import doing
from tests.batch.test_worker_batch import Desk, surroundings
from tests.waiting import until, when

STILL = """
import sys, time
print('[null, ["ready"]]', flush=True)
time.sleep(3600)
"""
PATIENT = """
import json, sys, threading, time
loaded = threading.Event()
def beat():
    while not loaded.wait(0.1):
        print('[null, ["alive", ""]]', flush=True)
beating = threading.Thread(target=beat)
beating.start()
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import BadTarget, LineStatus
loaded.set()
beating.join()
beat_s = json.loads(sys.stdin.readline())["heartbeat_s"]
print('[null, ["ready"]]', flush=True)
for _ in range(6):  # as if it waited for its turn at a registry
    time.sleep(beat_s)
    print('[null, ["alive", ""]]', flush=True)
for line in sys.stdin:
    if (job := json.loads(line)) is None:
        break
    target = BadTarget(given=job[1], status=LineStatus.SKIPPED, reason="a test")
    print(codec.to_line(Dossier(line=job[0], input=job[1], target=target, status=target.status)).decode(), flush=True)
"""
LINGERS = f"{PATIENT}time.sleep(3600)\n"


@asynccontextmanager
async def worked_by(programs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]) -> AsyncIterator[WorkerBatch]:
    """A batch whose workers are these programs, the last first."""
    monkeypatch.setattr(supervisor, "STALLED_S", 4.0)

    class Crew(workers.LocalPool):
        async def start(self) -> workers.Worker:
            pipe = subprocess.PIPE
            process = await asyncio.create_subprocess_exec(sys.executable, "-c", programs.pop(), stdin=pipe, stdout=pipe)
            self._workers.append(workers.LocalWorker(process))
            return self._workers[-1]

    hired = Crew(2, sessions.WORKER)
    async with (
        surroundings(tmp_path, {"com": Desk("record")}, deadline_s=0.5) as (config, router),
        open_batch(config, processes=2, environment=environment(router), say=said.append) as batch,
        asyncio.timeout(180),
    ):
        assert isinstance(batch, WorkerBatch)
        batch._opened = _entered(hired)
        yield batch
    await hired.close()


@pytest.mark.exhaustive
async def test_a_worker_that_stands_still_is_replaced_and_one_that_waits_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    async with worked_by([PATIENT, PATIENT, STILL], tmp_path, monkeypatch, said) as batch:
        found = [dossier.line async for dossier in one_by_one(batch, jobs(number_lines(f"name-{n}.com" for n in range(40))))]
    assert sorted(found) == list(range(1, 41))
    assert len(said) == 1 and said[0].startswith("A worker process stood still for 4 s and was killed; another takes its place and its ")


async def test_a_worker_for_which_nothing_is_left_is_not_waited_for_and_has_no_successor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "EXIT_S", 0.5)
    said: list[str] = []
    programs = [LINGERS, LINGERS]
    async with worked_by(programs, tmp_path, monkeypatch, said) as batch:
        found = [dossier.line async for dossier in one_by_one(batch, jobs(number_lines(f"name-{n}.com" for n in range(40))))]
        batch._on_lost(0)("a worker process ended by itself", 0)
    assert sorted(found) == list(range(1, 41))
    assert said == ["A worker process ended by itself; another takes its place."]


class _entered:  # noqa: N801 - a function that needs two ends
    def __init__(self, hired: workers.WorkerPool) -> None:
        self._hired = hired

    async def __aenter__(self) -> workers.WorkerPool:
        return self._hired

    async def __aexit__(self, *_: object) -> None:
        pass


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="NOT RUN: needs /proc")
@pytest.mark.parametrize("room", ["scamtriage.worker", "scamtriage.cli.scan.parallel"])
def test_a_worker_heeds_no_signal_that_stops_the_whole_group(room: str) -> None:
    program = subprocess.Popen([sys.executable, "-m", room], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    wanted, status = sum(1 << number - 1 for number in STOPS), Path(f"/proc/{program.pid}/status")
    until(lambda: int(status.read_text().partition("SigIgn:")[2].split()[0], 16) & wanted == wanted, program)
    for number in STOPS:
        program.send_signal(number)
    time.sleep(0.1)
    assert program.poll() is None
    program.kill()
    program.communicate()


async def test_a_worker_heeds_no_signal_from_its_very_beginning() -> None:
    """Stopped in its first second, a scan showed the tracebacks of its workers."""
    program = await workers.start_worker(sessions.WORKER)
    for number in STOPS:
        program.send_signal(number)
    await program.communicate(b"{}\n")
    assert program.returncode == protocol.OTHER_VERSION
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, ()) & set(STOPS)


@pytest.mark.parametrize("blocked", [set(), {signal.SIGTERM}, set(STOPS)])
async def test_starting_workers_leaves_the_signals_of_a_user_of_the_library_as_they_were(blocked: set[int]) -> None:
    """He may wait for them in a thread of his own, and have them blocked in all others: unblocked, SIGTERM ended his program."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, blocked)
    try:
        for program in await asyncio.gather(*(workers.start_worker(sessions.WORKER) for _ in range(3))):
            await program.communicate(b"{}\n")
        assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before | blocked
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def test_a_worker_whose_main_process_is_gone_ends_without_a_word() -> None:
    """Its output is often closed before its input is, and it showed a traceback beside the sentence of the scan."""
    tells = """
import asyncio
from scamtriage import worker
async def main():
    worker._Parent(asyncio.get_running_loop(), 1).tell(["ready"])
asyncio.run(main())
"""
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen([sys.executable, "-c", tells], stdin=subprocess.PIPE, stdout=writer, stderr=subprocess.PIPE) as program:
        os.close(writer)
        assert program.wait(60) == 1
        assert program.stderr is not None and program.stderr.read() == b""


async def test_a_worker_that_is_lost_after_the_scan_was_stopped_has_no_successor(tmp_path: Path) -> None:
    said: list[str] = []
    silent = """print('[null, ["ready"]]', flush=True); import sys; sys.stdin.read()"""
    async with (
        surroundings(tmp_path, {"com": Desk("record")}) as (config, router),
        open_batch(config, processes=2, environment=environment(router), say=said.append) as batch,
        asyncio.timeout(180),
    ):
        assert isinstance(batch, WorkerBatch)
        batch._opened, batch._per_worker = doing(silent), 1

        async def stop() -> None:
            await when(lambda: len(batch._supervisors) == 2 and all(one._accepting.is_set() for one in batch._supervisors))
            batch.stop()
            for one in batch._supervisors:
                os.kill(one._worker._process.pid, signal.SIGTERM)  # type: ignore[union-attr]

        async with asyncio.TaskGroup() as group:
            group.create_task(stop())
            assert [dossier async for dossier in one_by_one(batch, jobs(number_lines(f"name-{n}.com" for n in range(40))))] == []
    assert not said
