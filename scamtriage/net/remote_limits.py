"""Rate limits and semaphores for worker processes: they request both from the parent process, whose `LimitServer` serves all workers.

Pace: the request ["turn", service, per_s, number waiting] is answered by [seconds, outcome, message, whether the service is troubled], and
so is ["closed", service], which waits for no turn. ["heard", service] is answered by [whether it has answered in this run].
Notifications without an answer: ["answered" or "failed", service], ["limited", service, seconds].

Semaphores: the request ["try" or "acquire", address] is answered by [whether it was granted]. Notification: ["release", address].
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from scamtriage.net.errors import Limited, NetError, Unreachable
from scamtriage.net.pace import SharedRateLimiter
from scamtriage.net.semaphores import KeyedSemaphore

Message = list[Any]
Ask = Callable[[Message], Awaitable[Message]]
Tell = Callable[[Message], None]
_BELIEVED_S = 1.0
"""How long a worker trusts that a registry is closed without asking again."""


class RemoteRateLimiter:
    """The interface of a rate limiter over a wire.

    A worker requests one turn at a time per service, so that a suspended worker never holds several and spends them at once.
    """

    def __init__(self, ask: Ask, tell: Tell) -> None:
        self._ask = ask
        self._tell = tell
        self._turns: dict[str, asyncio.Lock] = {}
        self._closed: dict[str, tuple[float, float, str, str]] = {}
        self._troubled: set[str] = set()
        self._alive: set[str] = set()
        self.waiting: dict[str, int] = {}
        """Service -> number of tasks of this process that wait for a turn now."""

    async def turn(self, service: str, per_s: float) -> tuple[float, NetError | None]:
        self.waiting[service] = self.waiting.get(service, 0) + 1
        try:
            async with self._turns.setdefault(service, asyncio.Lock()):
                believed_until, until, outcome, sentence = self._closed.get(service, (0.0, 0.0, "", ""))
                if time.monotonic() >= believed_until:
                    left, outcome, sentence, troubled = await self._ask(["turn", service, per_s, self.waiting[service]])
                    until = time.monotonic() + left
                    self._closed[service] = (min(until, time.monotonic() + _BELIEVED_S), until, outcome, sentence)
                    (self._troubled.add if troubled else self._troubled.discard)(service)
        finally:
            self.waiting[service] -= 1
            if not self.waiting[service]:
                del self.waiting[service]
        return _told(until - time.monotonic(), outcome, sentence)

    async def closed_s(self, service: str) -> tuple[float, NetError | None]:
        left, outcome, sentence, _ = await self._ask(["closed", service])
        return _told(left, outcome, sentence)

    async def is_alive(self, service: str) -> bool:
        [alive] = await self._ask(["heard", service])
        return bool(alive)

    async def answered(self, service: str) -> None:
        if service in self._troubled or service not in self._alive:
            self._alive.add(service)
            self._tell(["answered", service])

    async def failed(self, service: str) -> None:
        self._troubled.add(service)
        self._tell(["failed", service])

    async def limited(self, service: str, retry_after_s: float | None) -> None:
        self._troubled.add(service)
        self._tell(["limited", service, retry_after_s])

    def close(self) -> None:
        """Do nothing: nothing is held here."""


def _told(left: float, outcome: str, sentence: str) -> tuple[float, NetError | None]:
    """Return what a rate limiter returns, from an answer; an empty sentence says that the service may be asked."""
    if not sentence:
        return 0.0, None
    return left, Limited(sentence, left) if outcome == Limited.outcome else Unreachable(sentence)


class RemoteSemaphore:
    """The interface of a KeyedSemaphore over a wire."""

    def __init__(self, limit: int, ask: Ask, tell: Tell) -> None:
        self._limit = limit
        self._ask = ask
        self._tell = tell
        self._taken: Counter[str] = Counter()

    def available(self, key: str) -> bool:
        return self._taken[key] < self._limit

    async def try_acquire(self, key: str) -> bool:
        return self.available(key) and await self._asked("try", key)

    async def acquire(self, key: str) -> None:
        await self._asked("acquire", key)

    def release(self, key: str) -> None:
        self._taken -= Counter((key,))
        self._tell(["release", key])

    async def _asked(self, word: str, key: str) -> bool:
        asking = asyncio.ensure_future(self._ask([word, key]))
        try:
            [given] = await asyncio.shield(asking)
        except asyncio.CancelledError:
            asking.add_done_callback(lambda done: self._unwanted(done, key))
            raise
        self._taken[key] += bool(given)
        return bool(given)

    def _unwanted(self, asked: "asyncio.Future[Message]", key: str) -> None:
        """Release a turn that was granted after its requester was cancelled."""
        if not asked.cancelled() and asked.exception() is None and asked.result()[0]:
            self._tell(["release", key])


class LimitServer:
    """Answers the workers' messages from one rate limiter and one semaphore; tracks which worker waits for or holds what."""

    def __init__(self, pace: SharedRateLimiter, turns: KeyedSemaphore) -> None:
        self._pace = pace
        self._turns = turns
        self._lines: dict[str, dict[int, int]] = {}
        self._held: dict[int, Counter[str]] = {}

    @property
    def waiting(self) -> dict[str, int]:
        """Service -> number of tasks of all workers that wait for it.

        Copies the items, because a thread reads this while entries are added.
        """
        return {service: sum(line.values()) for service, line in list(self._lines.items()) if line}

    async def answer(self, worker: int, message: Message) -> Message | None:
        """Return the answer to a worker's message, None for a notification. Raises ValueError for an unknown message."""
        match message:
            case ["turn", str(service), float() | int() as per_s, int(waiting)]:
                return await self._paced(worker, service, per_s, waiting)
            case ["closed", str(service)]:
                return self._told(service, *await self._pace.closed_s(service))
            case ["heard", str(service)]:
                return [await self._pace.is_alive(service)]
            case ["answered", str(service)]:
                await self._pace.answered(service)
            case ["failed", str(service)]:
                await self._pace.failed(service)
            case ["limited", str(service), float() | int() | None as retry_after_s]:
                await self._pace.limited(service, retry_after_s)
            case ["try", str(address)]:
                given = await self._turns.try_acquire(address)
                if given:
                    self._hold(worker, address)
                return [given]
            case ["acquire", str(address)]:
                await self._turns.acquire(address)
                self._hold(worker, address)
                return [True]
            case ["release", str(address)]:
                if self._held.get(worker, Counter())[address]:
                    self._held[worker] -= Counter((address,))
                    self._turns.release(address)
            case _:
                raise ValueError(f"no message about pace or turns: {message!r:.100}")
        return None

    def lost(self, worker: int) -> None:
        """Release everything that an ended worker held."""
        for address in self._held.pop(worker, Counter()).elements():
            self._turns.release(address)

    def close(self) -> None:
        self._pace.close()

    async def _paced(self, worker: int, service: str, per_s: float, waiting: int) -> Message:
        line = self._lines.setdefault(service, {})
        line[worker] = waiting
        try:
            left, why = await self._pace.turn(service, per_s)
        finally:
            line.pop(worker, None)  # a worker that cancelled and asked again has two requests here; both remove the entry
        return self._told(service, left, why)

    def _told(self, service: str, left: float, why: NetError | None) -> Message:
        return [left, why.outcome if why is not None else "", str(why or ""), self._pace.troubled(service)]

    def _hold(self, worker: int, address: str) -> None:
        self._held.setdefault(worker, Counter())[address] += 1
