"""A worker behind an actor: lines that are lost on the way there, and lines without an end."""

import asyncio

import pytest

from scamtriage.batch import cluster
from scamtriage.batch.cluster import DaskWorker
from scamtriage.batch.workers import WorkerLost


class Actor:
    """Says the same again and again; what is sent to it may be lost on the way."""

    def __init__(self, says: bytes, reached: bool = True) -> None:
        self._says = says
        self._reached = reached

    async def receive(self) -> bytes:
        await asyncio.sleep(0)
        return self._says

    async def send(self, data: bytes) -> None:
        if not self._reached:
            raise OSError("the connection was closed")


async def test_a_worker_that_lines_did_not_reach_is_lost_however_often_it_says_that_it_is_alive() -> None:
    worker = DaskWorker("tcp://far:1")
    worker.actor = Actor(b'[null,["alive",""]]\n', reached=False)
    await worker.send(b"[1]")
    with pytest.raises(WorkerLost, match="far:1"):
        async with asyncio.timeout(60):
            while await worker.receive():
                pass


async def test_a_line_that_is_longer_than_any_answer_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "MAX_LINE_BYTES", 1_000)
    worker = DaskWorker("tcp://far:1")
    worker.actor = Actor(b"x" * 300)
    with pytest.raises(ValueError, match="longer"):
        async with asyncio.timeout(60):
            await worker.receive()
