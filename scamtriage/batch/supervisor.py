"""The supervisor of one worker process: tracks its jobs, replaces it when it is lost, and reassigns the jobs."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import orjson

from scamtriage.batch.judged import BEGINS, Judged, received
from scamtriage.batch.run import Job
from scamtriage.batch.workers import Worker, WorkerLost, WorkerPool
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import BadTarget, LineStatus

OTHER_VERSION = 3
"""Exit code of a worker whose version differs from that of the main process."""
_SUSPECT = 2
"""A job that was in flight at this many losses is suspect. The replacement gets it with a few others, or alone."""
_FEW = 15
"""Number of suspect jobs sent together. After one more loss each is sent alone, so that only the job at fault is blamed."""
STILL_S = 20.0
"""A worker that sends nothing for this long, and for twice the deadline of a target, is stuck. Twice, because deadlines stretch on a busy
machine. A worker that only waits, for a rate limit or during an outage, sends heartbeats."""
_BEATS = 5
"""Number of heartbeats in that time."""
_LOOKS = 20
LEAVES_S = 5.0
"""Seconds that a worker may take to end after its last job, before it is killed."""
_MOST_IN_A_ROW = 5
"""Maximum number of losses in a row without a finished job. More of them cannot be due to the jobs."""
_NONSENSE = (ValueError, KeyError, BadRecord)
"""Errors for output of a worker that is too long, not JSON, or about an unknown job. Other code in it may have written to stdout."""
Message = list[Any]


@dataclass(slots=True)
class _Held:
    """A job in flight."""

    job: Job
    losses: int = 0
    """Number of workers that were lost while they had this job."""
    sent: bool = False
    """Whether it was sent to the current worker."""


class WorkerSupervisor:
    """The supervisor of one worker process. It sends jobs, receives their results, and replaces a worker that is lost."""

    def __init__(
        self,
        crew: WorkerPool,
        settings: dict[str, Any],
        most: int,
        *,
        pack: Callable[[Job], bytes],
        answer: Callable[[Message], Awaitable[Message | None]],
        finish: Callable[[Job, Dossier | Judged], Awaitable[None]],
        lost: Callable[[str, int], None],
        deadline_s: float,
    ) -> None:
        """`most`: maximum number of jobs in flight. `deadline_s`: time limit of a target.

        `pack`: encodes a job as a line for the worker. `answer`: returns the answer to a worker's message, None if it needs none.
        `finish`: called with each finished job. `lost`: called with the reason for a loss ("" if no job was left) and the number of
        jobs in flight; raises WorkerLost to prevent a replacement.
        """
        self._crew = crew
        self._still_s = max(STILL_S, 2 * deadline_s)
        self._settings = settings | {"beat_s": self._still_s / _BEATS}
        self._slots = asyncio.Semaphore(most)
        self._pack, self._answer, self._finish, self._lost = pack, answer, finish, lost
        self._worker: Worker | None = None
        self._hands: dict[int, _Held] = {}
        """Line number -> job in flight."""
        self._open = asyncio.Event()
        """Set while new jobs are sent to the worker at once. It is then ready, and has received the jobs of its predecessor."""
        self._answered = asyncio.Event()
        self._ready = asyncio.Event()
        self._no_more = False
        self._given_up = False
        self._listening = False
        self._silent_s = 0.0
        self._in_a_row = 0
        self.ending = False
        """Whether the scan is stopping: a lost worker is then not replaced, and its jobs are left to a resume."""

    async def take(self, job: Job) -> None:
        """Accept a job. Waits until fewer than `most` jobs are in flight; returns at once after `kill`."""
        await self._slots.acquire()
        if self._given_up:
            return
        held = _Held(job)
        self._hands[job.line] = held
        if self._open.is_set():
            await self._send(held)

    async def no_more(self) -> None:
        """Announce that no more jobs come; `work` then ends when all are finished."""
        self._no_more = True
        if self._open.is_set() and self._worker is not None:
            await self._worker.send(b"null")

    def kill(self) -> None:
        """Drop all jobs and kill the worker. This also wakes a caller that waits in `take`."""
        self._given_up = True
        self._slots.release()
        if self._worker is not None:
            self._worker.kill()

    async def work(self) -> None:
        """Run workers until all jobs are finished. Raises WorkerLost if a worker cannot be replaced, and OSError."""
        while not self._given_up:
            try:
                code = await self._served()
            except WorkerLost as exc:
                if self._over:
                    self._lost("", 0)
                    return
                why = str(exc)
            else:
                if code == 0 or self._given_up or self._over:
                    return
                if code == OTHER_VERSION:
                    raise WorkerLost("a worker process is of another version of scamtriage; install the same everywhere")
                why = f"a worker process ended by itself ({_said(code)})"
            self._open.clear()
            if self.ending:
                self.kill()
                return
            await self._mourn(why)

    async def _served(self) -> int:
        """Run one worker from start to end, and return its exit code. Raises WorkerLost."""
        self._ready.clear()
        worker = self._worker = await self._crew.start()
        if self._given_up:
            worker.kill()
        await worker.send(orjson.dumps(self._settings))
        tasks: set[asyncio.Task[None]] = set()
        try:
            async with asyncio.TaskGroup() as group:
                tasks.add(group.create_task(self._hand_over(worker)))
                tasks.add(group.create_task(self._watch(worker)))
                try:
                    while line := await self._heard(worker):
                        if line.startswith(b"["):
                            task = group.create_task(self._pass_on(worker, *_message(line)))
                            tasks.add(task)
                            task.add_done_callback(tasks.discard)
                        elif line.startswith(BEGINS):
                            evidence, row = await self._heard(worker), await self._heard(worker)
                            if row:  # else the worker ended within the message
                                head = _head(line)
                                held = self._hands[head["of"]]
                                await self._done(held, received(held.job, head, evidence, row))
                        else:
                            dossier = codec.from_line(line)
                            await self._done(self._hands[dossier.line], dossier)
                    return await worker.ended()
                finally:
                    for task in tuple(tasks):
                        task.cancel()
        except BaseExceptionGroup as failures:
            first = failures.exceptions[0]
            if not isinstance(first, _NONSENSE):
                raise first from None
            worker.kill()
            raise WorkerLost(f"a worker process sent what is no answer ({type(first).__name__}) and was killed") from first

    async def _heard(self, worker: Worker) -> bytes:
        """Return the worker's next line. Its silence counts only while this waits: this process may itself be blocked on its output."""
        self._silent_s, self._listening = 0.0, True
        try:
            return await worker.receive()
        finally:
            self._listening = False

    async def _watch(self, worker: Worker) -> None:
        """Kill the worker if it is stuck or does not end, and raise WorkerLost.

        Time is counted in polls, so that a pause of this process counts as one poll, whatever its length.
        """
        look_s = self._still_s / _LOOKS
        leaving_s = 0.0
        while self._silent_s <= self._still_s and leaving_s <= LEAVES_S:
            await asyncio.sleep(look_s)
            if self._listening:
                self._silent_s += look_s
            if self._over:
                leaving_s += look_s
        worker.kill()
        raise WorkerLost(f"a worker process stood still for {self._silent_s:.0f} s and was killed")

    @property
    def _over(self) -> bool:
        """Whether no jobs are in flight and no more will come."""
        return self._no_more and not self._hands

    async def _hand_over(self, worker: Worker) -> None:
        """Send the jobs of the predecessor, suspect ones in small portions; then let new jobs go straight to the worker."""
        await self._ready.wait()
        for portion in _portions(held for held in self._hands.values() if held.losses):
            suspect = portion[0].losses >= _SUSPECT
            if suspect:
                await self._empty_hands()
            for held in portion:
                await self._send(held)
            if suspect:
                await self._empty_hands()
        while (new := next((held for held in self._hands.values() if not held.sent), None)) is not None:
            await self._send(new)
        self._open.set()
        if self._no_more:
            await worker.send(b"null")

    async def _empty_hands(self) -> None:
        """Wait until the worker has finished all jobs sent to it."""
        while any(held.sent for held in self._hands.values()):
            self._answered.clear()
            await self._answered.wait()

    async def _send(self, held: _Held) -> None:
        assert self._worker is not None
        held.sent = True
        await self._worker.send(self._pack(held.job))

    async def _done(self, held: _Held, done: Dossier | Judged) -> None:
        del self._hands[held.job.line]
        self._in_a_row = 0
        self._slots.release()
        self._answered.set()
        await self._finish(held.job, done)

    async def _mourn(self, why: str) -> None:
        """Record the loss of a worker for the jobs sent to it. If one job is certainly at fault, finish it as failed.

        Raises WorkerLost after too many losses.
        """
        suspects = [held for held in self._hands.values() if held.sent]
        for held in suspects:
            held.sent = False
            held.losses += 1
        self._in_a_row += 1
        if self._in_a_row > _MOST_IN_A_ROW:
            raise WorkerLost(f"{why}, and so did {_MOST_IN_A_ROW} before it; run the same command again to continue")
        self._lost(why, len(suspects))
        if len(suspects) == 1 and suspects[0].losses >= _SUSPECT:
            await self._done(suspects[0], failed(suspects[0].job, _blamed(suspects[0].losses, why)))

    async def _pass_on(self, worker: Worker, question: int | None, message: Message) -> None:
        """Handle a message of the worker, and send the answer if there is one."""
        if message == ["ready"]:
            self._ready.set()
        elif message != ["alive"] and (said := await self._answer(message)) is not None:
            await worker.send(orjson.dumps({"of": question, "is": said}))


def _message(line: bytes) -> tuple[int | None, Message]:
    """Parse a message: return the number of the question, or None if it wants no answer, and the message. Raises ValueError."""
    match orjson.loads(line):
        case [int() | None as question, [str(), *_] as message]:
            return question, message
    raise ValueError("no message")


def _head(line: bytes) -> dict[str, Any]:
    """Parse the first line of a judged line, see batch/judged.py. Raises ValueError."""
    head: dict[str, Any] = orjson.loads(line)
    match head:
        case {"of": int(), "first": bool(), "counts": dict()}:
            return head
    raise ValueError("no head of a row")


def _portions(left: Iterable[_Held]) -> Iterator[list[_Held]]:
    """Group jobs into portions to be sent together, the least suspicious first."""
    for losses, group in groupby(sorted(left, key=lambda held: held.losses), key=lambda held: held.losses):
        members = list(group)
        size = len(members) if losses < _SUSPECT else _FEW if losses == _SUSPECT else 1
        yield from (members[at : at + size] for at in range(0, len(members), size))


def failed(job: Job, reason: str) -> Dossier:
    """Return the dossier of a job that crashes its workers: an error with this reason."""
    bad = BadTarget(given=job.given, status=LineStatus.ERROR, reason=reason)
    return Dossier(line=job.line, input=job.given, target=bad, status=bad.status, columns=job.columns)


def _blamed(losses: int, why: str) -> str:
    return f"{losses} worker processes were lost over this line, the last with nothing else in hand: {why}; it is not asked again"


def _said(code: int) -> str:
    """Return an exit code in words."""
    if code >= 0:
        return f"code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"{name}, which the system sends when memory runs out" if name == "SIGKILL" else name
