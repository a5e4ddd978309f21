"""The supervisor of one worker process: tracks its jobs, replaces it when it is lost, and reassigns the jobs."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import orjson

from scamtriage.batch import protocol
from scamtriage.batch.in_flight import SUSPECT, InFlight, failed, in_words, portions
from scamtriage.batch.jobs import Job
from scamtriage.batch.protocol import Judged
from scamtriage.batch.run import NoResolver
from scamtriage.batch.workers import Worker, WorkerLost, WorkerPool, exit_in_words, how_to_continue
from scamtriage.net.remote_limits import Message
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from scamtriage.records.evidence import Dossier

STALLED_S = 20.0
"""A worker that sends nothing for this long, and for twice the deadline of a target, is stuck. Twice, because deadlines stretch on a busy
machine. A worker that only waits, for a rate limit or during an outage, sends heartbeats."""
_HEARTBEATS = 5
"""Number of heartbeats in that time."""
_POLLS = 20
"""Number of polls in that time."""
EXIT_S = 5.0
"""Seconds that a worker may take to end after its last job, before it is killed."""
_MOST_IN_A_ROW = 5
"""Maximum number of losses in a row without a finished job. More of them cannot be due to the jobs."""
MOVE_S = 120.0
"""Seconds after which the jobs of a worker whose resolvers do not answer go to another machine, if the resolvers there do."""
_UNRESOLVED = "a machine of the cluster knows no resolver, or has had no answer of any resolver for too long, and gets no more lines"
_BAD_OUTPUT = (ValueError, KeyError, BadRecord)
"""Errors for output of a worker that is too long, not JSON, or about an unknown job. Other code in it may have written to stdout."""


class _Unresolved(WorkerLost):
    """The machine of the worker has no resolver that answers. No job is to blame."""


class WorkerSupervisor:
    """The supervisor of one worker process. It sends jobs, receives their results, and replaces a worker that is lost."""

    def __init__(
        self,
        pool: WorkerPool,
        settings: dict[str, Any],
        most: int,
        *,
        encode: Callable[[Job], bytes],
        answer: Callable[[Message], Awaitable[Message | None]],
        finish: Callable[[Job, Dossier | Judged], Awaitable[None]],
        lost: Callable[[str, int], None],
        deadline_s: float,
        elsewhere: Callable[[], bool] = lambda: False,
        freed: Callable[[], None] = lambda: None,
    ) -> None:
        """`most`: maximum number of jobs in flight. `deadline_s`: time limit of a target.

        `encode`: encodes a job as a line for the worker. `answer`: returns the answer to a worker's message, None if it needs none.
        `finish`: called with each finished job. `lost`: called with the reason for a loss ("" if no job was left) and the number of
        jobs in flight; raises WorkerLost to prevent a replacement. `elsewhere`: returns whether another worker's resolvers answer.
        `freed`: called when `has_room` may have become true.
        """
        self._pool = pool
        self._stalled_s = max(STALLED_S, 2 * deadline_s)
        self._settings = settings | {"heartbeat_s": self._stalled_s / _HEARTBEATS}
        self._slots = asyncio.Semaphore(most)
        self._freed = freed
        self._encode, self._answer, self._finish, self._lost, self._elsewhere = encode, answer, finish, lost, elsewhere
        self._worker: Worker | None = None
        self._jobs: dict[int, InFlight] = {}
        """Line number -> job in flight."""
        self._accepting = asyncio.Event()
        """Set while new jobs are sent to the worker at once. It is then ready, and has received the jobs of its predecessor."""
        self._job_done = asyncio.Event()
        self._ready = asyncio.Event()
        self._no_more = False
        self._killed = False
        self._receiving = False
        self._silent_s = 0.0
        self._losses_in_a_row = 0
        self.aside: Counter[str] = Counter()
        """Registry -> number of jobs that are set aside for it. Other threads may copy it."""
        self.paused = ""
        """Which outage of the resolvers the worker waits out, in words; "" if none."""
        self.stopping = False
        """Whether the scan is stopping: a lost worker is then not replaced, and its jobs are left to a resume."""

    @property
    def has_room(self) -> bool:
        """Whether `submit` accepts a job at once."""
        return not self._slots.locked()

    def _free_slot(self) -> None:
        self._slots.release()
        self._freed()

    async def submit(self, job: Job) -> None:
        """Accept a job. Waits until fewer than `most` jobs are in flight; returns at once after `kill`."""
        await self._slots.acquire()
        if self._killed:
            return
        held = InFlight(job)
        self._jobs[job.line] = held
        if self._accepting.is_set():
            await self._send(held)

    async def no_more(self) -> None:
        """Announce that no more jobs come; `run` then ends when all are finished."""
        self._no_more = True
        if self._accepting.is_set() and self._worker is not None:
            await self._worker.send(protocol.NO_MORE_JOBS)

    def kill(self) -> None:
        """Drop all jobs and kill the worker. This also wakes a caller that waits in `submit`."""
        self._killed = True
        self._free_slot()
        if self._worker is not None:
            self._worker.kill()

    async def run(self) -> None:
        """Run workers until all jobs are finished. Raises WorkerLost if a worker cannot be replaced, NoResolver, and OSError."""
        while not self._killed:
            try:
                code = await self._run_worker()
            except WorkerLost as exc:
                if self._finished:
                    self._lost("", 0)
                    return
                why, blamed = str(exc), not isinstance(exc, _Unresolved)
            else:
                if self._killed or self._finished:
                    return
                blamed = code != protocol.NO_RESOLVER
                if not blamed and not self.stopping and not self._moves():  # stopping: it is the user who ended the scan
                    raise NoResolver(
                        "a worker process knows no resolver, or has had no answer of any for too long; the lines that are left were not"
                        " asked; scamtriage doctor says more"
                    )
                if code == protocol.OTHER_VERSION:
                    raise WorkerLost("a worker process is of another version of scamtriage; install the same everywhere")
                why = f"a worker process ended by itself ({exit_in_words(code)})" if blamed else _UNRESOLVED
            self._accepting.clear()
            if self.stopping:
                self.kill()
                return
            await self._record_loss(why, blamed=blamed)

    async def _run_worker(self) -> int:
        """Run one worker from start to end, and return its exit code. Raises WorkerLost."""
        self._ready.clear()
        worker = self._worker = await self._pool.start()
        if self._killed:
            worker.kill()
        await worker.send(orjson.dumps(self._settings))
        tasks: set[asyncio.Task[None]] = set()
        try:
            async with asyncio.TaskGroup() as group:
                tasks.add(group.create_task(self._send_backlog(worker)))
                tasks.add(group.create_task(self._kill_if_stuck(worker)))
                try:
                    while line := await self._receive(worker):
                        if line.startswith(b"["):
                            task = group.create_task(self._handle_message(worker, *protocol.decode_message(line)))
                            tasks.add(task)
                            task.add_done_callback(tasks.discard)
                        else:
                            await self._receive_result(worker, line)
                    return await worker.ended()
                finally:
                    for task in tuple(tasks):
                        task.cancel()
                    self.paused = ""  # a worker that has ended waits for nothing
        except BaseExceptionGroup as failures:
            first = failures.exceptions[0]
            if not isinstance(first, _BAD_OUTPUT):
                raise first from None
            worker.kill()
            raise WorkerLost(f"a worker process sent what is no answer ({type(first).__name__}) and was killed") from first

    async def _receive(self, worker: Worker) -> bytes:
        """Return the worker's next line. Its silence counts only while this waits: this process may itself be blocked on its output."""
        self._silent_s, self._receiving = 0.0, True
        try:
            return await worker.receive()
        finally:
            self._receiving = False

    async def _receive_result(self, worker: Worker, line: bytes) -> None:
        """Finish the job whose dossier or judged line begins with `line`."""
        if not line.startswith(protocol.JUDGED):
            dossier = codec.from_line(line)
            await self._done(self._jobs[dossier.line], dossier)
            return
        evidence, row = await self._receive(worker), await self._receive(worker)
        if row:  # else the worker ended within the message
            head = protocol.decode_head(line)
            held = self._jobs[head["of"]]
            await self._done(held, protocol.decode_judged(held.job, head, evidence, row))

    async def _kill_if_stuck(self, worker: Worker) -> None:
        """Kill the worker if it is stuck or does not end, and raise WorkerLost.

        Time is counted in polls, so that a pause of this process counts as one poll, whatever its length.
        """
        poll_s = self._stalled_s / _POLLS
        exiting_s = paused_s = 0.0
        while self._silent_s <= self._stalled_s and exiting_s <= EXIT_S:
            await asyncio.sleep(poll_s)
            if self._receiving:
                self._silent_s += poll_s
            if self._finished:
                exiting_s += poll_s
            paused_s = paused_s + poll_s if self.paused else 0.0
            if paused_s > MOVE_S and self._moves():
                worker.kill()
                raise _Unresolved(_UNRESOLVED)
        worker.kill()
        raise WorkerLost(f"a worker process stood still for {self._silent_s:.0f} s and was killed")

    def _moves(self) -> bool:
        """Whether the jobs of a worker without a resolver go to another machine, which has one."""
        return self._worker is not None and self._elsewhere() and self._pool.avoid(self._worker)

    @property
    def _finished(self) -> bool:
        """Whether no jobs are in flight and no more will come."""
        return self._no_more and not self._jobs

    async def _send_backlog(self, worker: Worker) -> None:
        """Send the jobs of the predecessor, suspect ones in small portions; then let new jobs go straight to the worker."""
        await self._ready.wait()
        for portion in portions(held for held in self._jobs.values() if held.losses):
            suspect = portion[0].losses >= SUSPECT
            if suspect:
                await self._wait_until_idle()
            for held in portion:
                await self._send(held)
            if suspect:
                await self._wait_until_idle()
        while (new := next((held for held in self._jobs.values() if not held.sent), None)) is not None:
            await self._send(new)
        self._accepting.set()
        if self._no_more:
            await worker.send(protocol.NO_MORE_JOBS)

    async def _wait_until_idle(self) -> None:
        """Wait until the worker has finished or set aside all jobs sent to it."""
        while any(held.sent and not held.aside for held in self._jobs.values()):
            self._job_done.clear()
            await self._job_done.wait()

    async def _send(self, held: InFlight) -> None:
        assert self._worker is not None
        held.sent = True
        await self._worker.send(self._encode(held.job))

    async def _done(self, held: InFlight, result: Dossier | Judged) -> None:
        del self._jobs[held.job.line]
        self._losses_in_a_row = 0
        self._set_aside(held, None)
        if not held.placeless:
            self._free_slot()
        self._job_done.set()
        await self._finish(held.job, result)

    async def _record_loss(self, why: str, *, blamed: bool) -> None:
        """Count the loss of a worker for each job sent to it, if jobs may be to blame. If one certainly is at fault, finish it as failed.

        Raises WorkerLost after too many losses.
        """
        suspects = [held for held in self._jobs.values() if held.sent and not held.aside]
        for held in self._jobs.values():
            held.sent = False
            self._set_aside(held, None)
        for held in suspects:
            held.losses += blamed
        self._losses_in_a_row += 1
        if self._losses_in_a_row > _MOST_IN_A_ROW:
            raise WorkerLost(f"{why}, and so did {_MOST_IN_A_ROW} before it; {how_to_continue(why)}")
        self._lost(why, len(suspects))
        if blamed and len(suspects) == 1 and suspects[0].losses >= SUSPECT:
            await self._done(suspects[0], failed(suspects[0].job, in_words(suspects[0].losses, why)))

    def _set_aside(self, held: InFlight, service: str | None) -> None:
        """Note the registry for which a job is set aside; None: it is not. Once it was, another may be sent in its place."""
        if held.aside:
            self.aside[held.aside_for] -= 1
        held.aside, held.aside_for = service is not None, service or ""
        self.aside[held.aside_for] += held.aside
        self._job_done.set()
        if held.aside and not held.placeless:
            held.placeless = True
            self._free_slot()

    async def _handle_message(self, worker: Worker, question: int | None, message: Message) -> None:
        """Handle a message of the worker, and send the answer if there is one."""
        match message:
            case [protocol.READY]:
                self._ready.set()
            case [protocol.ALIVE, str(paused)]:
                self.paused = paused
            case [protocol.ASIDE, int(line), str() | None as service]:
                if (held := self._jobs.get(line)) is not None:
                    self._set_aside(held, service)
            case _ if (answer := await self._answer(message)) is not None:
                await worker.send(protocol.encode_answer(question, answer))
