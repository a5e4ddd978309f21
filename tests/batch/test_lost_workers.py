"""A worker process that is lost is replaced, its lines are asked again, and a line that ends every worker ends as a row."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from dataclasses import replace as with_changes
from pathlib import Path
from typing import Any

import orjson
import pytest
from msgspec.structs import replace

from scamtriage import __version__
from scamtriage.batch import workers
from scamtriage.batch.jobs import Job, jobs
from scamtriage.batch.worker_batch import WorkerBatch
from scamtriage.batch.workers import WorkerLost, WorkerPool, exit_in_words, how_to_continue
from scamtriage.config import Config
from scamtriage.lab.router import Router
from scamtriage.lab_worker import environment
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Dossier, Mode, Outcome
from scamtriage.records.target import BadTarget, LineStatus
from scamtriage.sessions import WORKER, open_batch
from tests.batch.keeping import one_by_one
from tests.batch.programs import ended, start, verdicts
from tests.batch.test_worker_batch import Desk, alist, record, surroundings
from tests.net.dns_servers import Authority, serving
from tests.waiting import lines, until, when


class Killer:
    """A WHOIS server in this process that kills the worker that asks about a name of `fatal`, as a parser would that crashes."""

    def __init__(self, fatal: frozenset[str]) -> None:
        self._fatal = fatal
        self.workers: Callable[[], list[Any]] = list
        self.asked: list[str] = []
        self.address = ("", 0)

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator["Killer"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = server.sockets[0].getsockname()[:2]
        async with server:
            yield self

    def close(self) -> None:
        pass

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name = (await reader.readline()).decode().strip().lower()
        self.asked.append(name)
        if name in self._fatal:
            workers = self.workers()
            os.kill(workers[zlib.crc32(name.encode()) % len(workers)]._worker._process.pid, signal.SIGKILL)
        writer.write(record(name.encode()))
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        writer.close()


async def scanned(tmp_path: Path, fatal: set[str], names: list[str], processes: int) -> tuple[dict[int, Dossier], Killer, list[str]]:
    said: list[str] = []
    async with (
        Killer(frozenset(fatal)).serving() as desk,
        surroundings(tmp_path, {"com": desk}, whois_per_s=5_000.0) as (config, router),  # type: ignore[dict-item]
        open_batch(config, processes=processes, environment=environment(router), say=said.append) as batch,
        asyncio.timeout(180),
    ):
        assert isinstance(batch, WorkerBatch)
        desk.workers = lambda: batch._supervisors
        found = [dossier async for dossier in one_by_one(batch, jobs(number_lines(names)))]
    assert len({dossier.line for dossier in found}) == len(found)
    return {dossier.line: dossier for dossier in found}, desk, said


@contextlib.asynccontextmanager
async def batch_of(tmp_path: Path, program: str, **asked: Any) -> AsyncIterator[WorkerBatch]:
    """A batch of two workers that run this program in the place of ours."""
    async with (
        surroundings(tmp_path, {"com": Desk("record")}) as (config, router),
        open_batch(config, processes=2, environment=environment(router), **asked) as batch,
        asyncio.timeout(180),
    ):
        assert isinstance(batch, WorkerBatch)
        batch._opened = doing(program)
        yield batch


@pytest.mark.slow
async def test_a_line_that_ends_its_workers_is_found_and_every_other_line_is_answered(tmp_path: Path) -> None:
    names = [f"name-{n}.com" for n in range(100)]
    found, desk, said = await scanned(tmp_path, {"name-70.com"}, [*names, "hxxp://name-70[.]com", "https://name-70.com/"], 2)
    assert len(found) == 102
    failed = found.pop(71)
    assert failed.status is LineStatus.ERROR and isinstance(failed.target, BadTarget)
    assert "worker processes were lost over this line" in failed.target.reason and "SIGKILL" in failed.target.reason
    fatal = {line for line, dossier in found.items() if dossier.status is LineStatus.ERROR}
    assert fatal <= {101, 102}
    asked = [dossier for line, dossier in found.items() if line not in fatal]
    assert all(dossier.evidence["registration"].outcome is Outcome.OK for dossier in asked)
    assert 2 <= desk.asked.count("name-70.com") <= 8
    assert all("another takes its place" in sentence for sentence in said)


@pytest.mark.exhaustive
async def test_two_lines_that_end_their_workers_are_both_found(tmp_path: Path) -> None:
    names = [f"name-{n}.com" for n in range(40)]
    found, _, _ = await scanned(tmp_path, {"name-3.com", "name-30.com"}, names, 1 + 1)
    assert {line for line, dossier in found.items() if dossier.status is LineStatus.ERROR} == {4, 31}
    assert len(found) == 40


@pytest.mark.slow
async def test_a_killed_worker_is_replaced_and_its_unanswered_lines_are_asked_again(tmp_path: Path) -> None:
    said: list[str] = []
    async with surroundings(tmp_path, {"com": Desk("record")}, whois_per_s=200.0) as (config, router):  # noqa: SIM117 - too long a line
        async with open_batch(config, processes=2, environment=environment(router), say=said.append) as batch, asyncio.timeout(180):
            assert isinstance(batch, WorkerBatch)
            found: list[Dossier] = []
            async for dossier in one_by_one(batch, jobs(number_lines(f"name-{n}.com" for n in range(250)))):
                found.append(dossier)
                if (worker := {30: 0, 90: 1}.get(len(found))) is not None:
                    batch._supervisors[worker]._worker.kill()  # type: ignore[union-attr]
    assert sorted(dossier.line for dossier in found) == list(range(1, 251))
    assert {dossier.evidence["registration"].outcome for dossier in found} == {Outcome.OK}
    assert len(said) == 2 and "SIGKILL" in said[0] and "another takes its place" in said[0]


class _Doing(workers.LocalPool):
    """Workers that do nothing but this."""

    def __init__(self, program: str) -> None:
        super().__init__(2, WORKER)
        self._program = program

    async def start(self) -> workers.Worker:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", self._program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._workers.append(workers.LocalWorker(process))
        return self._workers[-1]


@contextlib.asynccontextmanager
async def doing(program: str) -> AsyncIterator[WorkerPool]:
    pool = _Doing(program)
    try:
        yield pool
    finally:
        await pool.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="NOT RUN: needs /proc")
async def test_a_pool_that_is_closed_leaves_no_pipe_of_a_worker_that_said_more_than_was_read() -> None:
    """It stayed open until its garbage was collected, mostly after the loop had ended, which then complained."""
    before = set(os.listdir("/proc/self/fd"))
    async with doing("import sys\nwhile True: sys.stdout.write('x' * 100 + '\\n')") as pool:
        worker = await pool.start()
        await worker.receive()
        while not worker._out._paused:  # type: ignore[attr-defined]  # until its pipe is read no more
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert set(os.listdir("/proc/self/fd")) <= before


async def test_a_pipe_that_another_process_still_writes_to_is_read_no_more_once_the_pool_is_closed(monkeypatch) -> None:
    monkeypatch.setattr(workers, "_GONE_S", 0.3)
    others = asyncio.all_tasks()
    heir = "import os, time\nend = time.monotonic() + 60\nwhile time.monotonic() < end: os.write(1, b'x' * 65536)"
    async with doing(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {heir!r}])") as pool:
        worker = await pool.start()
        out = worker._out  # type: ignore[attr-defined]
        while not out._buffer:
            await asyncio.sleep(0.01)
        before = time.monotonic()
    assert time.monotonic() - before < 20
    await asyncio.sleep(0)
    assert asyncio.all_tasks() <= others
    out._transport.close()  # the writer ends of its broken pipe


async def test_workers_that_never_start_end_the_batch_with_a_sentence_and_blame_no_line(tmp_path: Path) -> None:
    async with batch_of(tmp_path, "raise SystemExit(9)") as batch:
        with pytest.raises(WorkerLost, match="same command"):
            async for dossier in one_by_one(batch, jobs(number_lines(["name.com"]))):
                pytest.fail(f"{dossier.input} has a row")


async def test_lines_that_no_worker_answered_name_the_mode_of_their_run_and_the_program(tmp_path: Path) -> None:
    """One that is no target, one that ends its workers, and one that repeats it. They said "full", and not who observed."""
    fatal = """print('[null, ["ready"]]', flush=True); import sys; sys.stdin.readline(); sys.stdin.readline(); raise SystemExit(9)"""
    async with batch_of(tmp_path, fatal) as batch:
        found = {line.line: line async for line in one_by_one(batch, jobs(number_lines(["no name", "name.com", "name.com"])))}
    assert [found[line].status for line in (1, 2, 3)] == [LineStatus.REFUSED, LineStatus.ERROR, LineStatus.ERROR]
    assert {(line.mode, line.observed_by) for line in found.values()} == {(Mode.PASSIVE, f"scamtriage {__version__}")}


@pytest.mark.parametrize("after_s", [0.0, 0.3])
async def test_giving_up_ends_a_batch_whose_workers_have_their_hands_full(tmp_path: Path, after_s: float) -> None:
    silent = """print('[null, ["ready"]]', flush=True); import sys; sys.stdin.read()"""
    async with batch_of(tmp_path, silent) as batch:
        batch._per_worker = 1
        asyncio.get_running_loop().call_later(after_s, batch.abort)  # while the pool is opened, and while more lines wait for their hands
        found = [dossier async for dossier in one_by_one(batch, jobs(number_lines(f"name-{n}.com" for n in range(40))))]
    assert found == []


async def test_a_worker_whose_hands_are_full_of_one_domain_keeps_no_line_from_the_others(tmp_path: Path) -> None:
    told = tmp_path / "told"
    silent = f"""
import os, sys
print('[null, ["ready"]]', flush=True)
sys.stdin.readline()
for line in sys.stdin:
    with open({str(told)!r}, "a") as file:
        print(os.getpid(), file=file)
"""
    names = [*(f"https://one.com/{n}" for n in range(100)), *(f"other-{n}.com" for n in range(20))]
    async with batch_of(tmp_path, silent) as batch:
        batch._per_worker = 1
        scan = asyncio.create_task(alist(one_by_one(batch, jobs(number_lines(names)))))
        await when(lambda: lines(told) == 4, within_s=60)  # two each
        assert sorted(Counter(told.read_text().split()).values()) == [2, 2]
        batch.abort()
        assert await scan == []


@pytest.mark.exhaustive
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="NOT RUN: needs /proc")
def test_a_scan_whose_workers_are_killed_has_the_rows_of_one_that_nobody_disturbed(
    tmp_path: Path, lab_file: Path, whole: tuple[Path, dict[int, object]]
) -> None:
    (source, known), output = whole, tmp_path / "many.ndjson"
    program = start(lab_file, source, output, processes=2, quiet=False)
    assert program.stderr is not None
    for _ in range(2):
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
        until(children.read_text, program)
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(children.read_text().split()[-1]), signal.SIGKILL)
    code, said = ended(program)
    assert code == 0 and "another takes its place" in said, said
    assert verdicts(output) == known


@pytest.mark.parametrize(
    "said",
    [
        "b'out of memory'", "b'[7, [1]]'", "b'x' * 17_000_000", 'b\'{"of":9,"first":true,"counts":{}}\\n{}\\n{}\'',
        *(
            pytest.param(said, marks=pytest.mark.exhaustive)
            for said in ("b'[1]'", "b'[7, 5]'", "b'[7, [[]]]'", 'b\'{"of":[1],"first":true,"counts":{}}\\n{}\\n{}\'')
        ),
    ],
)  # fmt: skip
async def test_a_worker_that_sends_what_is_no_answer_is_lost_and_the_line_that_it_had_in_hand_is_found(tmp_path: Path, said: str) -> None:
    program = f"""
import sys
print('[null, ["ready"]]', flush=True)
sys.stdin.readline(), sys.stdin.readline()
sys.stdout.buffer.write({said} + b'\\n'), sys.stdout.flush()
sys.stdin.read()
"""
    heard: list[str] = []
    async with batch_of(tmp_path, program, say=heard.append) as batch:
        (found,) = [dossier async for dossier in one_by_one(batch, jobs(number_lines(["name-1.com"])))]
    assert found.status is LineStatus.ERROR and isinstance(found.target, BadTarget)
    assert "sent what is no answer" in found.target.reason and len(heard) == 2
    [again] = jobs(number_lines(["NAME-1.com"]))
    assert isinstance(again, Job)  # another line of the same page is not asked any more, and has a row of its own
    assert batch._known_failure(again) == replace(found, input="NAME-1.com", target=replace(found.target, given="NAME-1.com"))


def test_a_worker_that_can_not_read_what_it_is_sent_ends_instead_of_standing_still() -> None:
    config = Config(mode=Mode.PASSIVE, resolvers=("127.0.0.1:9",), cache=False)
    settings = {
        "version": __version__,
        "config": asdict(config),
        "in_flight": 2,
        "dedupe": True,
        "turns": None,
        "rules": "",
        "hold_s": 0.0,
        "aside_s": 0.0,
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "scamtriage.worker"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert program.stdin is not None and program.stderr is not None
    program.stdin.write(orjson.dumps(settings | {"heartbeat_s": 1.0}) + b"\n[1,\n")  # and its stdin stays open
    program.stdin.flush()
    try:
        assert program.wait(60) == 1
        assert b"JSONDecodeError" in program.stderr.read()
    finally:
        program.kill()
        program.communicate()


EARLY = """
import os, pathlib, sys
from scamtriage.lab_worker import main
ended = pathlib.Path(__file__).with_name("ended")
if ended.exists():
    main()
else:
    ended.touch()
    sys.stdin.buffer.readline()
    print('[null,["ready"]]', flush=True)
    sys.stdin.buffer.readline()
    os._exit(0)
"""


async def test_a_worker_that_ends_well_before_its_lines_do_is_a_lost_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that ends the process, with 0 as its code. Its lines would have no row, and the scan no end."""
    (tmp_path / "ends_early.py").write_text(EARLY)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}")
    said: list[str] = []
    async with serving(Authority()) as resolver:
        router = Router()
        router.add_operator(*resolver.split(":")[:1], int(resolver.split(":")[1]))
        config = Config(mode=Mode.PASSIVE, resolvers=(resolver,), cache=False, deadline_s=2.0, whois_per_s=1_000.0, in_flight=10)
        early = with_changes(environment(router), worker="ends_early")
        async with open_batch(config, processes=2, environment=early, say=said.append) as batch, asyncio.timeout(60):
            found = [dossier.line async for dossier in one_by_one(batch, jobs(number_lines(f"n{n}.com" for n in range(20))))]
    assert sorted(found) == list(range(1, 21)) and said and "ended by itself (code 0)" in said[0]


@pytest.mark.parametrize(("code", "less"), [(-9, True), (-11, False), (1, False)])
def test_who_ran_out_of_memory_is_told_what_needs_less(code: int, less: bool) -> None:
    """The same command alone meets the same end."""
    told = how_to_continue(f"a worker process ended by itself ({exit_in_words(code)})")
    assert told.startswith("run the same command again to continue") and ("fewer --processes or a lower --in-flight" in told) == less
