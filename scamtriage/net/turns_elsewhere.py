"""Turns at addresses as a worker on another machine knows them: they are handed out by the process that deals the work."""

import asyncio
from collections import Counter

from scamtriage.net.pace_elsewhere import Ask, Message, Tell
from scamtriage.net.turns import Turns

WORDS = frozenset({"seize", "take", "give"})
"""How messages about turns begin: ["seize" or "take", address], answered by [whether it was given]; ["give", address], which is news."""


class TurnsElsewhere:
    """The interface of Turns over a wire."""

    def __init__(self, limit: int, ask: Ask, tell: Tell) -> None:
        self._limit = limit
        self._ask = ask
        self._tell = tell
        self._taken: Counter[str] = Counter()

    def free(self, key: str) -> bool:
        return self._taken[key] < self._limit

    async def seize(self, key: str) -> bool:
        return self.free(key) and await self._asked("seize", key)

    async def take(self, key: str) -> None:
        await self._asked("take", key)

    def give(self, key: str) -> None:
        self._taken -= Counter((key,))
        self._tell(["give", key])

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
        """Who asked has left: what he was given goes back."""
        if not asked.cancelled() and asked.exception() is None and asked.result()[0]:
            self._tell(["give", key])


class TurnsKeeper:
    """What the workers' messages come to: one Turns, and who holds what of it."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._held: dict[int, Counter[str]] = {}

    async def answer(self, worker: int, message: Message) -> Message | None:
        """What a worker is told, None to news. Raises ValueError for a message that is none."""
        match message:
            case ["seize", str(address)]:
                if not await self._turns.seize(address):
                    return [False]
            case ["take", str(address)]:
                await self._turns.take(address)
            case ["give", str(address)]:
                if self._held.get(worker, Counter())[address]:
                    self._held[worker] -= Counter((address,))
                    self._turns.give(address)
                return None
            case _:
                raise ValueError(f"no message about turns: {message!r:.100}")
        self._held.setdefault(worker, Counter())[address] += 1
        return [True]

    def lost(self, worker: int) -> None:
        """The worker has ended: all that it holds goes back."""
        for address in self._held.pop(worker, Counter()).elements():
            self._turns.give(address)
