"""The same worker processes on a dask.distributed cluster: an actor on each of its workers holds the pipes of one.

What goes through dask is opaque bytes, the lines that a pipe would carry; nothing that a target sent is ever pickled or unpickled. The
cluster itself must be one's own: whoever reaches a dask scheduler may run any code on it.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Any

from scamtriage.batch.crew import MAX_LINE_BYTES, Crew, Worker, WorkerLost, start_worker

_CONNECT_S = 10.0
_READ_BYTES = 1 << 20
_PATIENCE = 5
"""Looks, a second apart, for a cluster that has lost its last worker to have another; and places where a worker is tried to be started."""
_START_S = 15.0


class NoCluster(OSError):
    """The cluster cannot be used. The message is a sentence."""


class Outpost:
    """Lives on a worker of the cluster and holds one worker process there. Its methods run in dask's own loop and only move bytes."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await start_worker()

    async def send(self, data: bytes) -> None:
        assert self._process is not None and self._process.stdin is not None
        with contextlib.suppress(ConnectionError):
            self._process.stdin.write(data)
            await self._process.stdin.drain()

    async def receive(self) -> bytes:
        """What the process wrote, b"" at its end."""
        assert self._process is not None and self._process.stdout is not None
        return await self._process.stdout.read(_READ_BYTES)

    async def ended(self) -> int:
        assert self._process is not None
        return await self._process.wait()

    async def kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()


class FarWorker:
    """A Worker behind an outpost. Lines that are sent while a call is on its way travel together with the next one."""

    def __init__(self, address: str) -> None:
        self.outpost: Any = None
        self.address = address
        self.gone = False
        """The cluster has lost whoever held the outpost."""
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
        if self.outpost is None or self.gone:
            return
        with contextlib.suppress(WorkerLost, TimeoutError):
            async with asyncio.timeout(2.0):
                await self._call("kill")

    async def _flush(self) -> None:
        with contextlib.suppress(WorkerLost):  # whoever waits for its lines says so
            while self._outgoing:
                data = b"\n".join(self._outgoing) + b"\n"
                self._outgoing.clear()
                await self._call("send", data)

    async def _call(self, method: str, *arguments: Any) -> Any:
        if self.gone:  # lines were lost on their way there: it still says that it is alive, and would be waited for without end
            raise WorkerLost(f"the cluster lost its worker {self.address}")
        try:
            return await getattr(self.outpost, method)(*arguments)
        except Exception as exc:
            self.gone = True
            raise WorkerLost(f"the cluster lost its worker {self.address} ({type(exc).__name__})") from exc


class DaskCrew:
    """A process for each thread of each worker of the cluster, or so many, dealt round those that it has at the moment."""

    def __init__(self, client: Any, address: str, size: int) -> None:
        self._client = client
        self._address = address
        self._workers: list[FarWorker] = []
        self.size = size

    async def start(self) -> Worker:
        """Where the fewest of ours are for each thread; elsewhere, when the cluster loses that place meanwhile. Raises NoCluster."""
        why: Exception | None = None
        for _ in range(_PATIENCE):
            threads = await _threads(self._client, self._address, but={worker.address for worker in self._workers if worker.gone})
            here = Counter(worker.address for worker in self._workers)
            where = min(sorted(threads), key=lambda address: here[address] / threads[address])
            worker = FarWorker(where)
            self._workers.append(worker)  # before any waiting, so that the next one sees it
            try:
                async with asyncio.timeout(_START_S):  # dask waits for ever for a worker that is no more
                    worker.outpost = await self._client.submit(Outpost, actor=True, workers=[where], allow_other_workers=False, pure=False)
                    await worker._call("start")
                return worker
            except Exception as exc:  # noqa: BLE001 - whatever dask raises, another place is tried
                worker.gone = True
                why = exc
        raise NoCluster(f"{where} cannot start a worker ({why}); scamtriage must be installed there in the same version") from why

    async def close(self) -> None:
        await asyncio.gather(*(worker.close() for worker in self._workers))


@asynccontextmanager
async def dask(address: str, processes: int = 0) -> AsyncIterator[Crew]:
    """One process for each thread of each worker of the cluster, or so many, dealt round. Raises NoCluster, WorkerLost."""
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster("--dask needs one more package, here and on the cluster: pip install distributed") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is raised, and said in a sentence
    try:
        client = await Client(address, asynchronous=True, timeout=_CONNECT_S)  # an actor finds its client as the default one
    except (OSError, ValueError, TypeError, TimeoutError) as exc:
        raise NoCluster(f"no dask scheduler answers at {address} ({type(exc).__name__})") from exc
    try:
        crew = DaskCrew(client, address, processes or sum((await _threads(client, address)).values()))
        try:
            yield crew
        finally:
            await crew.close()
    finally:
        with contextlib.suppress(Exception):  # the cluster may be gone; what matters was raised before
            await client.close(timeout=2)


async def _threads(client: Any, address: str, *, but: Collection[str] = ()) -> dict[str, int]:
    """Address of each worker that the cluster has now -> its threads. Raises NoCluster when it has none for a while."""
    for _ in range(_PATIENCE):
        found = {where: info["nthreads"] for where, info in (await client.scheduler.identity(n_workers=-1))["workers"].items()}
        if living := {where: count for where, count in found.items() if where not in but}:
            return living
        await asyncio.sleep(1.0)
    raise NoCluster(f"the cluster at {address} has no workers" + (" that can start ours" if but else ""))
