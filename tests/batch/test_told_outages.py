"""What a worker says of an outage of the resolvers is told while it runs, and no longer."""

import asyncio

import pytest

from scamtriage.batch import protocol
from scamtriage.batch.protocol import Judged
from scamtriage.batch.run import Job, NoResolver
from scamtriage.batch.supervisor import WorkerSupervisor
from scamtriage.net.remote_limits import Message
from scamtriage.records.evidence import Dossier

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
    supervisor = supervised(worker)
    running = asyncio.create_task(supervisor.run())
    async with asyncio.timeout(30):
        while supervisor.paused != OUTAGE:
            await asyncio.sleep(0)
        await supervisor.no_more()
        worker.may_end.set()
        await running
    assert supervisor.paused == ""


@pytest.mark.parametrize("stopped", [False, True])
async def test_a_worker_that_gives_up_while_the_user_stops_the_scan_does_not_end_it_as_a_failure(stopped: bool) -> None:
    worker = Ending(protocol.NO_RESOLVER)
    worker.may_end.set()
    supervisor = supervised(worker)
    supervisor.stopping = stopped
    async with asyncio.timeout(30):
        if stopped:
            await supervisor.run()
        else:
            with pytest.raises(NoResolver):
                await supervisor.run()
