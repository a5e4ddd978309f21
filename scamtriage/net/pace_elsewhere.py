"""The registries' pace as a worker knows it: the turns are handed out by the process that deals the work, in one place for all of them."""

from collections.abc import Awaitable, Callable
from typing import Any

from scamtriage.net.errors import Limited, NetError, Unreachable
from scamtriage.net.pace import Pace

Message = list[Any]
"""["turn", service, per_s], or news that wants no answer: ["answered" | "failed", service], ["limited", service, seconds or None]."""


class PaceElsewhere:
    """The interface of Pace over a wire. One question and answer a turn; news only when it changes something."""

    def __init__(self, ask: Callable[[Message], Awaitable[Message]], tell: Callable[[Message], None]) -> None:
        self._ask = ask
        self._tell = tell
        self._troubled: set[str] = set()
        self.waiting: dict[str, int] = {}
        """Service -> how many of this process wait for their turn now."""

    async def turn(self, service: str, per_s: float) -> tuple[float, NetError | None]:
        self.waiting[service] = self.waiting.get(service, 0) + 1
        try:
            left, outcome, sentence, troubled = await self._ask(["turn", service, per_s])
        finally:
            self.waiting[service] -= 1
            if not self.waiting[service]:
                del self.waiting[service]
        (self._troubled.add if troubled else self._troubled.discard)(service)
        if not sentence:
            return 0.0, None
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


async def answer(pace: Pace, message: Message) -> Message | None:
    """What the keeper of the pace says to a worker's message; None to news."""
    match message:
        case ["turn", str(service), float() | int() as per_s]:
            left, why = await pace.turn(service, per_s)
            return [left, why.outcome if why is not None else "", str(why or ""), pace.troubled(service)]
        case ["answered", str(service)]:
            await pace.answered(service)
        case ["failed", str(service)]:
            await pace.failed(service)
        case ["limited", str(service), float() | int() | None as retry_after_s]:
            await pace.limited(service, retry_after_s)
        case _:
            raise ValueError(f"no message about the pace: {message!r:.100}")
    return None
