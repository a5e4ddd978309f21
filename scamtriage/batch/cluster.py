"""Worker processes on a dask.distributed cluster: a dask actor on a cluster worker owns the pipes of one process.

Dask transports opaque bytes, the same lines that a local pipe carries; no data from a target is pickled or unpickled. Use only a cluster
of your own: anyone who can connect to a dask scheduler can run code on it.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from scamtriage.batch.workers import MAX_LINE_BYTES, Worker, WorkerLost, WorkerPool, start_worker
from scamtriage.knowledge.extras import missing

_CONNECT_S = 10.0
_READ_BYTES = 1 << 20
_PATIENCE = 5
"""Number of polls, a second apart, for a cluster without workers to get one; also the number of attempts to start a worker process."""
_START_S = 15.0
_OWNED_EVERY_S = 1.0


class NoCluster(OSError):
    """The cluster cannot be used. The message is a sentence for the user."""


class DaskActor:
    """The dask actor on a cluster worker that owns one worker process. Its methods run in dask's event loop and only move bytes."""

    def __init__(self) -> None:
        from distributed import get_worker

        self._here = get_worker()
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, module: str) -> None:
        self._process = await start_worker(module)
        self._watching = asyncio.create_task(self._end_with_owner())

    async def _end_with_owner(self) -> None:
        """Kill the process when dask has dropped this actor: whoever scans was killed, or his machine is gone.

        The call that waits for output would keep actor and process for as long as the cluster runs.
        """
        while any(actor is self for actor in self._here.state.actors.values()):  # noqa: ASYNC110 - dask tells nobody
            await asyncio.sleep(_OWNED_EVERY_S)
        await self.kill()

    async def send(self, data: bytes) -> None:
        assert self._process is not None and self._process.stdin is not None
        with contextlib.suppress(ConnectionError):
            self._process.stdin.write(data)
            await self._process.stdin.drain()

    async def receive(self) -> bytes:
        """Return bytes that the process wrote; b"" at the end of its output."""
        assert self._process is not None and self._process.stdout is not None
        return await self._process.stdout.read(_READ_BYTES)

    async def ended(self) -> int:
        assert self._process is not None
        return await self._process.wait()

    async def kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()


class DaskWorker:
    """A `Worker` that talks to a `DaskActor`. Lines sent while a call is in progress are batched into the next call."""

    def __init__(self, address: str) -> None:
        self.actor: Any = None
        self.address = address
        self.gone = False
        """Whether the cluster lost the worker that ran the actor."""
        self._outgoing: list[bytes] = []
        self._sending: asyncio.Task[None] | None = None
        self._arrived = bytearray()
        self._searched = 0

    async def send(self, line: bytes) -> None:
        self._outgoing.append(line)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._flush())

    async def receive(self) -> bytes:
        while (end := self._arrived.find(b"\n", self._searched)) < 0:
            self._searched = len(self._arrived)
            if self._searched > MAX_LINE_BYTES:
                raise ValueError("a line that is longer than any answer")
            if not (data := await self._call("receive")):
                return b""
            self._arrived += data
        line = bytes(self._arrived[: end + 1])
        del self._arrived[: end + 1]
        self._searched = 0
        return line

    async def ended(self) -> int:
        return int(await self._call("ended"))

    def kill(self) -> None:
        self._killing = asyncio.ensure_future(self.close())

    async def close(self) -> None:
        if self._sending is not None:
            self._sending.cancel()
        if self.actor is None or self.gone:
            return
        with contextlib.suppress(WorkerLost, TimeoutError):
            async with asyncio.timeout(2.0):
                await self._call("kill")

    async def _flush(self) -> None:
        with contextlib.suppress(WorkerLost):  # `receive` raises it
            while self._outgoing:
                data = b"\n".join(self._outgoing) + b"\n"
                self._outgoing.clear()
                await self._call("send", data)

    async def _call(self, method: str, *arguments: Any) -> Any:
        if self.gone:  # sent lines may be lost: a later call could succeed, and its answers would be awaited forever
            raise WorkerLost(f"the cluster lost its worker {self.address}")
        try:
            return await getattr(self.actor, method)(*arguments)
        except Exception as exc:
            self.gone = True
            raise WorkerLost(f"the cluster lost its worker {self.address} ({type(exc).__name__})") from exc


class DaskPool:
    """The pool of worker processes on a cluster, spread over its current workers in proportion to their threads."""

    def __init__(self, client: Any, address: str, size: int, module: str) -> None:
        self._client = client
        self._address = address
        self._module = module
        self._workers: list[DaskWorker] = []
        self._known: set[str] = set()
        """Addresses of the cluster workers when one was last started."""
        self._avoided: set[str] = set()
        """Machines that get no more workers."""
        self.size = size

    async def start(self) -> Worker:
        """Start a worker process on the cluster worker with the fewest of ours per thread. Raises NoCluster.

        If that fails, retry on another cluster worker.
        """
        why: Exception | None = None
        for _ in range(_PATIENCE):
            threads = await _threads(self._client, self._address, but=self._unusable)
            self._known = set(threads)
            here = Counter(worker.address for worker in self._workers)
            where = min(sorted(threads), key=lambda address: here[address] / threads[address])
            worker = DaskWorker(where)
            self._workers.append(worker)  # before the first await, so that a concurrent `start` counts it
            try:
                async with asyncio.timeout(_START_S):  # dask waits forever for a worker that has gone
                    worker.actor = await self._client.submit(DaskActor, actor=True, workers=[where], allow_other_workers=False, pure=False)
                    await worker._call("start", self._module)
                return worker
            except Exception as exc:  # noqa: BLE001 - whatever dask raises, try another cluster worker
                worker.gone = True
                why = exc
        raise NoCluster(f"{where} cannot start a worker ({why}); scamtriage must be installed there in the same version") from why

    def _unusable(self, address: str) -> bool:
        return _machine(address) in self._avoided or any(worker.gone and worker.address == address for worker in self._workers)

    def avoid(self, worker: Worker) -> bool:
        assert isinstance(worker, DaskWorker)
        machine = _machine(worker.address)
        if all(_machine(address) == machine for address in self._known):
            return False
        self._avoided.add(machine)
        return True

    async def close(self) -> None:
        await asyncio.gather(*(worker.close() for worker in self._workers))


@asynccontextmanager
async def dask_pool(address: str, processes: int, module: str) -> AsyncIterator[WorkerPool]:
    """Connect to the scheduler at `address` and yield a pool. Raises NoCluster, WorkerLost.

    `processes`: size of the pool; 0: one process for each thread of each cluster worker. `module`: what each process runs.
    """
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster(f"--dask, here and on the cluster: {missing('dask')}") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # errors that matter are raised and reported in a sentence
    try:
        client = await Client(address, asynchronous=True, timeout=_CONNECT_S)  # actors use the default client, which this sets
    except (OSError, ValueError, TypeError, TimeoutError) as exc:
        raise NoCluster(f"no dask scheduler answers at {address} ({type(exc).__name__}); give its address as tcp://HOST:PORT") from exc
    try:
        pool = DaskPool(client, address, processes or sum((await _threads(client, address)).values()), module)
        try:
            yield pool
        finally:
            await pool.close()
    finally:
        with contextlib.suppress(Exception):  # the cluster may be gone; errors that matter were raised before
            await client.close(timeout=2)


def _machine(address: str) -> str:
    """Return the machine of a cluster worker, whose address is like tcp://10.0.0.7:41234."""
    return address.rpartition(":")[0]


async def _threads(client: Any, address: str, *, but: Callable[[str], bool] | None = None) -> dict[str, int]:
    """Return address -> number of threads of the current cluster workers, without those for which `but` is true.

    Polls while there is none. Raises NoCluster after `_PATIENCE` polls.
    """
    for _ in range(_PATIENCE):
        found = {where: info["nthreads"] for where, info in (await client.scheduler.identity(n_workers=-1))["workers"].items()}
        if living := {where: count for where, count in found.items() if but is None or not but(where)}:
            return living
        await asyncio.sleep(1.0)
    raise NoCluster(f"the cluster at {address} has no workers" + (" that can start ours" if found else ""))
