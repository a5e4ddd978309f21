"""The registries' pace as a worker knows it: the turns are handed out by the process that deals the work, in one place for all of them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from scamtriage.net.errors import Limited, NetError, Unreachable
from scamtriage.net.pace import Pace

Message = list[Any]
"""["turn", service, per_s, how many wait]; news that wants no answer: ["answered" or "failed", service], ["limited", service, seconds]."""
Ask = Callable[[Message], Awaitable[Message]]
Tell = Callable[[Message], None]
_BELIEVED_S = 1.0
"""For so long a worker believes that a registry is closed without asking again."""


class PaceElsewhere:
    """The interface of Pace over a wire. Of each service a worker asks for one turn at a time, so that one that is off the processor
    never holds several and spends them at once."""

    def __init__(self, ask: Ask, tell: Tell) -> None:
        self._ask = ask
        self._tell = tell
        self._turns: dict[str, asyncio.Lock] = {}
        self._closed: dict[str, tuple[float, float, str, str]] = {}
        self._troubled: set[str] = set()
        self.waiting: dict[str, int] = {}
        """Service -> how many of this process wait for their turn now."""

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
        if not sentence:
            return 0.0, None
        left = until - time.monotonic()
        return left, Limited(sentence, left) if outcome == Limited.outcome else Unreachable(sentence)

    async def answered(self, service: str) -> None:
        if service in self._troubled:
            self._tell(["answered", service])

    async def failed(self, service: str) -> None:
        self._troubled.add(service)
        self._tell(["failed", service])

    async def limited(self, service: str, retry_after_s: float | None) -> None:
        self._troubled.add(service)
        self._tell(["limited", service, retry_after_s])

    def close(self) -> None:
        """Nothing is held here."""


class PaceKeeper:
    """What the workers' messages come to: one Pace, and how many stand in line in all of them."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._lines: dict[str, dict[int, int]] = {}

    @property
    def waiting(self) -> dict[str, int]:
        """Service -> how many of all workers wait for their turn. Who shows it asks from a thread of his own, while lines are added."""
        return {service: sum(line.values()) for service, line in list(self._lines.items()) if line}

    async def answer(self, worker: int, message: Message) -> Message | None:
        """What a worker is told, None to news. Raises ValueError for a message that is none."""
        match message:
            case ["turn", str(service), float() | int() as per_s, int(waiting)]:
                line = self._lines.setdefault(service, {})
                line[worker] = waiting
                try:
                    left, why = await self._pace.turn(service, per_s)
                finally:
                    line.pop(worker, None)  # one that has left the line and come back asks twice, and both turns end
                return [left, why.outcome if why is not None else "", str(why or ""), self._pace.troubled(service)]
            case ["answered", str(service)]:
                await self._pace.answered(service)
            case ["failed", str(service)]:
                await self._pace.failed(service)
            case ["limited", str(service), float() | int() | None as retry_after_s]:
                await self._pace.limited(service, retry_after_s)
            case _:
                raise ValueError(f"no message about the pace: {message!r:.100}")
        return None

    def close(self) -> None:
        self._pace.close()
