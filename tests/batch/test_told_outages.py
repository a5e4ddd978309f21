"""What a worker says of an outage of the resolvers is told while it runs, and no longer."""

import asyncio

import orjson
import pytest

from scamtriage.batch import protocol, supervisor
from scamtriage.batch.cluster import DaskPool, DaskWorker
from scamtriage.batch.jobs import Job
from scamtriage.batch.protocol import Judged
from scamtriage.batch.run import NoResolver
from scamtriage.batch.supervisor import WorkerSupervisor
from scamtriage.batch.workers import Worker
from scamtriage.net.remote_limits import Message
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.targets.parse import parse_target

OUTAGE = "no resolver answers since 12:00:00 UTC; paused"


class Ending:
    """A worker that tells of an outage, and ends when it may."""

    def __init__(self, code: int = 0) -> None:
        self.may_end = asyncio.Event()
        self._code = code
        self._said = [b'[null,["ready"]]\n', b'[null,["alive","%s"]]\n' % OUTAGE.encode()]

    async def send(self, line: bytes) -> None:
        pass

    async def receive(self) -> bytes:
        await asyncio.sleep(0)
        if self._said:
            return self._said.pop(0)
        await self.may_end.wait()
        return b""

    async def ended(self) -> int:
        return self._code

    def kill(self) -> None:
        self.may_end.set()


class Pool:
    size = 1

    def __init__(self, worker: Ending) -> None:
        self._worker = worker

    async def start(self) -> Ending:
        return self._worker


async def no_answer(message: Message) -> Message | None:
    raise AssertionError(message)


async def nothing_done(job: Job, done: Dossier | Judged) -> None:
    raise AssertionError(job)


def supervised(worker: Ending) -> WorkerSupervisor:
    return WorkerSupervisor(
        Pool(worker), {}, 2,
        encode=lambda job: protocol.NO_MORE_JOBS, answer=no_answer, finish=nothing_done, lost=lambda why, jobs: None, deadline_s=5.0,
    )  # fmt: skip


async def test_the_outage_of_a_worker_that_has_ended_is_told_no_more() -> None:
    worker = Ending()
    tested = supervised(worker)
    running = asyncio.create_task(tested.run())
    async with asyncio.timeout(30):
        while tested.paused != OUTAGE:
            await asyncio.sleep(0)
        await tested.no_more()
        worker.may_end.set()
        await running
    assert tested.paused == ""


@pytest.mark.parametrize("stopped", [False, True])
async def test_a_worker_that_gives_up_while_the_user_stops_the_scan_does_not_end_it_as_a_failure(stopped: bool) -> None:
    worker = Ending(protocol.NO_RESOLVER)
    worker.may_end.set()
    tested = supervised(worker)
    tested.stopping = stopped
    async with asyncio.timeout(30):
        if stopped:
            await tested.run()
        else:
            with pytest.raises(NoResolver):
                await tested.run()


class Deaf(Ending):
    """A worker on a machine without a resolver: it takes jobs, says that it is alive, and answers none."""

    def __init__(self) -> None:
        super().__init__(-9)
        self.taken: list[bytes] = []

    async def send(self, line: bytes) -> None:
        self.taken.append(line)


class Hearing(Deaf):
    """A worker on another machine, which answers each job."""

    def __init__(self) -> None:
        super().__init__()
        self._said = [b'[null,["ready"]]\n']

    async def receive(self) -> bytes:
        while not self._said:
            await asyncio.sleep(0.01)
            job = self.taken.pop(0) if self.taken else b""
            if job == protocol.NO_MORE_JOBS:
                return b""
            if job.startswith(b"["):
                line, text, columns = orjson.loads(job)
                bad = BadTarget(given=text, status=LineStatus.REFUSED, reason="answered")
                self._said.append(codec.to_line(Dossier(line=line, input=text, target=bad, status=bad.status, columns=columns)) + b"\n")
        return self._said.pop(0)

    async def ended(self) -> int:
        return 0


class Machines:
    size = 1

    def __init__(self, *workers: Ending) -> None:
        self._workers = list(workers)
        self.avoided: list[Worker] = []

    async def start(self) -> Ending:
        return self._workers.pop(0)

    def avoid(self, worker: Worker) -> bool:
        self.avoided.append(worker)
        return bool(self._workers)


@pytest.mark.parametrize("elsewhere", [True, False])
async def test_the_lines_of_a_machine_without_a_resolver_go_to_one_that_has_and_none_is_blamed(
    elsewhere: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "MOVE_S", 0.2)
    monkeypatch.setattr(supervisor, "STALLED_S", 2.0)
    deaf, hearing, done = Deaf(), Hearing(), asyncio.Event()
    finished: list[str] = []
    said: list[str] = []

    async def finish(job: Job, result: Dossier | Judged) -> None:
        assert isinstance(result, Dossier) and isinstance(result.target, BadTarget)
        finished.append(result.target.reason)
        done.set()

    machines = Machines(deaf, hearing)
    tested = WorkerSupervisor(
        machines, {}, 2,
        encode=lambda job: protocol.encode_job(job, []), answer=no_answer, finish=finish, lost=lambda why, jobs: said.append(why),
        deadline_s=0.5, elsewhere=lambda: elsewhere,
    )  # fmt: skip
    running = asyncio.create_task(tested.run())
    target = parse_target("example.com")
    assert isinstance(target, Target)
    await tested.submit(Job(line=7, given="example.com", target=target))
    await tested.no_more()
    if elsewhere:
        async with asyncio.timeout(30):
            await running
        assert finished == ["answered"] and machines.avoided == [deaf]
        assert len(said) == 1 and "no answer of any resolver" in said[0]
    else:  # an outage of everybody is waited out where one is
        await asyncio.sleep(1.0)
        assert not finished and not machines.avoided
        running.cancel()


def test_a_cluster_avoids_a_machine_and_never_the_last_one() -> None:
    pool = DaskPool(None, "tcp://10.0.0.1:8786", 2, "scamtriage.worker")
    pool._known = {"tcp://10.0.0.7:1", "tcp://10.0.0.7:2", "tcp://10.0.0.8:1"}
    assert pool.avoid(DaskWorker("tcp://10.0.0.7:1")) and pool._avoided == {"tcp://10.0.0.7"}
    pool._known = {"tcp://10.0.0.8:1"}
    assert not pool.avoid(DaskWorker("tcp://10.0.0.8:1")) and pool._avoided == {"tcp://10.0.0.7"}
