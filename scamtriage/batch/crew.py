"""The worker processes of a batch: what a station needs of one, and those of this machine."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from scamtriage.batch.stops import born_deaf

MAX_LINE_BYTES = 16_000_000
"""Of what a worker sends: twice the longest line of evidence that is read. Whoever sends a longer one is lost over it."""
_GONE_S = 5.0
"""So long the end of a worker that was killed is waited for: one that hangs in a dead disk of the network ends with that."""


class WorkerLost(OSError):
    """A worker process ended by itself, and none can take its place; the journal is whole and the same command continues."""


class Worker(Protocol):
    """`python -m scamtriage.worker` somewhere: lines go in, lines come out. Raises WorkerLost when it is lost."""

    async def send(self, line: bytes) -> None:
        """One line without its end. Returns when more may be sent."""
        ...

    async def receive(self) -> bytes:
        """The next line with its end; b"" when the worker has ended."""
        ...

    async def ended(self) -> int:
        """Wait for its end; the exit code."""
        ...

    def kill(self) -> None: ...


class Crew(Protocol):
    """Where workers come from."""

    size: int
    """How many work at a time."""

    async def start(self) -> Worker:
        """One more: the first ones, and later whoever takes the place of one that was lost. Raises OSError."""
        ...


Hiring = AbstractAsyncContextManager[Crew]
"""No worker is left when it is left."""


class LocalWorker:
    """A child process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._process, self._in, self._out = process, process.stdin, process.stdout

    async def send(self, line: bytes) -> None:
        with contextlib.suppress(ConnectionError):  # whoever waits for its lines says better what happened
            self._in.write(line + b"\n")
            await self._in.drain()

    async def receive(self) -> bytes:
        line = await self._out.readline()
        return line if line.endswith(b"\n") else b""  # what a killed process had not finished saying was not said

    async def ended(self) -> int:
        return await self._process.wait()

    def kill(self) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()


async def start_worker() -> asyncio.subprocess.Process:
    """A worker process of this machine. It ends when its stdin is closed, so it never outlives whoever started it."""
    with born_deaf():
        return await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "scamtriage.worker",  # -P: a json.py that lies in the working folder is not ours
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=MAX_LINE_BYTES,
        )  # fmt: skip


class LocalCrew:
    """Processes of this machine."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._workers: list[LocalWorker] = []

    async def start(self) -> Worker:
        worker = LocalWorker(await start_worker())
        self._workers.append(worker)
        return worker

    async def close(self) -> None:
        for worker in self._workers:
            worker.kill()
        ends = [asyncio.ensure_future(worker.ended()) for worker in self._workers]
        if ends:
            await asyncio.wait(ends, timeout=_GONE_S)


@asynccontextmanager
async def local(processes: int) -> AsyncIterator[Crew]:
    """So many processes on this machine."""
    crew = LocalCrew(processes)
    try:
        yield crew
    finally:
        await crew.close()
