"""One worker's place: who works there, what is in his hands, and what becomes of it when he is lost."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import orjson

from scamtriage.batch.crew import Crew, Worker, WorkerLost
from scamtriage.batch.judged import BEGINS, Judged, received
from scamtriage.batch.run import Job
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import BadTarget, LineStatus

OTHER_VERSION = 3
"""Exit code of a worker that is asked to work for another version."""
_SUSPECT = 2
"""A line that was in hand when so many workers were lost may be why: a successor gets it with a few others, or alone."""
_FEW = 15
"""So many at first; each of those that lose one more worker, alone. So a line that ends its worker is found, and no other is blamed."""
STILL_S = 20.0
"""A worker of which nothing is heard for so long, and for twice the deadline of a target (so far it stretches on a busy machine), stands
still. One that only waits, for a registry's turn or the end of an outage, tells now and then that it is alive."""
_BEATS = 5
"""It tells so often in that time."""
_LOOKS = 20
LEAVES_S = 5.0
"""A worker that has answered everything, and for whom nothing is left, may take so long to end: nobody waits for more."""
_MOST_IN_A_ROW = 5
"""Workers that are lost one after the other without any row between them: it is not the lines."""
_NONSENSE = (ValueError, KeyError, BadRecord)
"""What reading its lines raises where one is longer than any answer, no JSON, or of a job that it does not have: something in it may have
written there that has no business to."""
Message = list[Any]


@dataclass(slots=True)
class _Held:
    """A job that is in hand."""

    job: Job
    losses: int = 0
    """Workers that were lost with it in their hands."""
    sent: bool = False
    """The worker of now has it."""


class Station:
    """Takes jobs, gives them to its worker, and gives back each with its evidence, or judged. A worker that is lost is replaced."""

    def __init__(
        self,
        crew: Crew,
        settings: dict[str, Any],
        most: int,
        *,
        pack: Callable[[Job], bytes],
        answer: Callable[[Message], Awaitable[Message | None]],
        finish: Callable[[Job, Dossier | Judged], Awaitable[None]],
        lost: Callable[[str, int], None],
        deadline_s: float,
    ) -> None:
        """`most` jobs are in hand at a time. `pack`: a job as the worker's line. `answer`: what a worker's message is answered, None to
        news. `finish`: a job is done. `lost`: told why a worker was lost ("" when nothing was left for it), and how many lines were in
        hand; raises WorkerLost when there shall be no successor. `deadline_s`: of a target."""
        self._crew = crew
        self._still_s = max(STILL_S, 2 * deadline_s)
        self._settings = settings | {"beat_s": self._still_s / _BEATS}
        self._slots = asyncio.Semaphore(most)
        self._pack, self._answer, self._finish, self._lost = pack, answer, finish, lost
        self._worker: Worker | None = None
        self._hands: dict[int, _Held] = {}
        """By the number of its line."""
        self._open = asyncio.Event()
        """Jobs go straight to the worker: it is there, and what its predecessor left has been gone through."""
        self._answered = asyncio.Event()
        self._ready = asyncio.Event()
        self._no_more = False
        self._given_up = False
        self._listening = False
        self._silent_s = 0.0
        self._in_a_row = 0
        self.ending = False
        """Somebody has stopped the scan: a worker that is lost has no successor, and what it had in hand is left to a resume."""

    async def take(self, job: Job) -> None:
        """Have it done. Returns when more may be given, or when what is in hand was given up."""
        await self._slots.acquire()
        if self._given_up:
            return
        held = _Held(job)
        self._hands[job.line] = held
        if self._open.is_set():
            await self._send(held)

    async def no_more(self) -> None:
        """That was all; `work` ends when it is done."""
        self._no_more = True
        if self._open.is_set() and self._worker is not None:
            await self._worker.send(b"null")

    def kill(self) -> None:
        """Give up what is in hand. Whoever waits to hand over more is told; nobody else would ever make room."""
        self._given_up = True
        self._slots.release()
        if self._worker is not None:
            self._worker.kill()

    async def work(self) -> None:
        """Until all is done. Raises WorkerLost when that cannot be had, and OSError."""
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
        """The whole life of one worker; its exit code. Raises WorkerLost."""
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
                            if row:  # else it was lost in the middle of them
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
        """Its next line. Only while we listen it can be heard: who writes rows into a pipe that nobody empties may stand still himself."""
        self._silent_s, self._listening = 0.0, True
        try:
            return await worker.receive()
        finally:
            self._listening = False

    async def _watch(self, worker: Worker) -> None:
        """Kill it when it stands still or does not leave, and raise WorkerLost. Our own pauses and lateness count as little as one look."""
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
        """Nothing is left for any worker."""
        return self._no_more and not self._hands

    async def _hand_over(self, worker: Worker) -> None:
        """Give the worker what its predecessor left, with care; then open."""
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
        """Wait until the worker has answered all that was sent."""
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
        """A worker was lost: note which lines were in its hands, and answer the one that is to blame, if that is sure."""
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
        """Answer what the worker asks, or note its news."""
        if message == ["ready"]:
            self._ready.set()
        elif message != ["alive"] and (said := await self._answer(message)) is not None:
            await worker.send(orjson.dumps({"of": question, "is": said}))


def _message(line: bytes) -> tuple[int | None, Message]:
    """A worker's question with its number, or its news. Raises ValueError."""
    match orjson.loads(line):
        case [int() | None as question, [str(), *_] as message]:
            return question, message
    raise ValueError("no message")


def _head(line: bytes) -> dict[str, Any]:
    """The first line of what a worker has judged. Raises ValueError."""
    head: dict[str, Any] = orjson.loads(line)
    match head:
        case {"of": int(), "first": bool(), "counts": dict()}:
            return head
    raise ValueError("no head of a row")


def _portions(left: Iterable[_Held]) -> Iterator[list[_Held]]:
    """What may be in one worker's hands together, the least suspicious first."""
    for losses, group in groupby(sorted(left, key=lambda held: held.losses), key=lambda held: held.losses):
        members = list(group)
        size = len(members) if losses < _SUSPECT else _FEW if losses == _SUSPECT else 1
        yield from (members[at : at + size] for at in range(0, len(members), size))


def failed(job: Job, reason: str) -> Dossier:
    """The row of a line that ends whoever works on it."""
    bad = BadTarget(given=job.given, status=LineStatus.ERROR, reason=reason)
    return Dossier(line=job.line, input=job.given, target=bad, status=bad.status, columns=job.columns)


def _blamed(losses: int, why: str) -> str:
    return f"{losses} worker processes were lost over this line, the last with nothing else in hand: {why}; it is not asked again"


def _said(code: int) -> str:
    """An exit code in words."""
    if code >= 0:
        return f"code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"{name}, which the system sends when memory runs out" if name == "SIGKILL" else name
