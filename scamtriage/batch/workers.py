"""The worker processes of a batch: their interface, and its implementation on this machine."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from scamtriage.batch.stop_signals import stop_signals_blocked
from scamtriage.net.tasks import cancel_and_wait

MAX_LINE_BYTES = 16_000_000
"""Maximum line that a worker may send: twice the longest line of evidence that is read. A worker that sends a longer one is killed."""
_GONE_S = 5.0
"""Seconds to wait for killed workers to end. A process blocked on a dead network disk ends only when that returns."""


class WorkerLost(OSError):
    """A worker process ended unexpectedly and cannot be replaced. The journal is complete, and rerunning the command continues."""


class Worker(Protocol):
    """The connection to a process `python -m scamtriage.worker`, local or remote. Its methods raise WorkerLost if the process is lost."""

    async def send(self, line: bytes) -> None:
        """Send one line, given without its newline. Returns when more may be sent."""
        ...

    async def receive(self) -> bytes:
        """Return the next line with its newline; b"" when the worker has ended."""
        ...

    async def ended(self) -> int:
        """Wait for the process to end and return its exit code."""
        ...

    def kill(self) -> None: ...


class WorkerPool(Protocol):
    """A source of worker processes."""

    size: int
    """Number of workers that run at a time."""

    async def start(self) -> Worker:
        """Start one more worker: one of the first, or a replacement. Raises OSError."""
        ...

    def avoid(self, worker: Worker) -> bool:
        """Start no more workers on the machine of this one; return False, and change nothing, if there is no other machine."""
        ...


OpenedPool = AbstractAsyncContextManager[WorkerPool]
"""A context manager that opens a pool. On exit all workers are ended."""


def exit_in_words(code: int) -> str:
    """Return the exit code of a worker process in words."""
    if code >= 0:
        return f"code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"{name}, which the system sends when memory runs out" if name == "SIGKILL" else name


def how_to_continue(why: str) -> str:
    """Return what to do about workers that were lost for this reason, as the end of a sentence. The same processes with as many pages in
    hand meet the same end of the memory."""
    less = ", with fewer --processes or a lower --in-flight, which need less memory" if "memory" in why else ""
    return f"run the same command again to continue{less}"


class LocalWorker:
    """A worker that is a child process, with its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._process, self._in, self._out = process, process.stdin, process.stdout

    async def send(self, line: bytes) -> None:
        with contextlib.suppress(ConnectionError):  # `receive` and `ended` show better what happened
            self._in.write(line + b"\n")
            await self._in.drain()

    async def receive(self) -> bytes:
        line = await self._out.readline()
        return line if line.endswith(b"\n") else b""  # drop a truncated line of a killed process

    async def ended(self) -> int:
        return await self._process.wait()

    async def gone(self) -> None:
        """Drop what the killed process still sent, and wait for it to end. Only at the end of its output are its pipes closed."""
        with contextlib.suppress(RuntimeError):  # somebody else is still reading it, to its end
            while await self._out.read(MAX_LINE_BYTES):
                pass
        await self._process.wait()

    def kill(self) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()


async def start_worker(module: str) -> asyncio.subprocess.Process:
    """Start a worker process that runs `module` on this machine. It ends when its stdin is closed, and so with its parent."""
    with stop_signals_blocked():
        return await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", module,  # -P: do not import modules from the working folder
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=MAX_LINE_BYTES,
        )  # fmt: skip


class LocalPool:
    """The pool of worker processes on this machine."""

    def __init__(self, size: int, module: str) -> None:
        self.size = size
        self._module = module
        self._workers: list[LocalWorker] = []

    async def start(self) -> Worker:
        worker = LocalWorker(await start_worker(self._module))
        self._workers.append(worker)
        return worker

    def avoid(self, worker: Worker) -> bool:
        return False  # all of them run here

    async def close(self) -> None:
        for worker in self._workers:
            worker.kill()
        ends = [asyncio.ensure_future(worker.gone()) for worker in self._workers]
        try:
            if ends:
                await asyncio.wait(ends, timeout=_GONE_S)
        finally:
            await cancel_and_wait(ends)  # else one would read for as long as another process that inherited the pipe writes


@asynccontextmanager
async def local_pool(processes: int, module: str) -> AsyncIterator[WorkerPool]:
    """Yield a pool of `processes` workers on this machine that run `module`, and kill them at the end."""
    pool = LocalPool(processes, module)
    try:
        yield pool
    finally:
        await pool.close()
