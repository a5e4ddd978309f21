"""At most so many at a time for each key, first come, first served."""

import asyncio
import contextlib
from collections import deque


class Turns:
    """A semaphore for each key that costs nothing while a key is idle. `limit` is the number of holders a key may have."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._taken: dict[str, int] = {}
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    def free(self, key: str) -> bool:
        """Whether `take` would not wait."""
        return self._taken.get(key, 0) < self._limit

    async def seize(self, key: str) -> bool:
        """Take a turn if one can be had without waiting."""
        if not self.free(key):
            return False
        self._taken[key] = self._taken.get(key, 0) + 1
        return True

    async def take(self, key: str) -> None:
        """Take a turn; wait for one if all are taken. Each one taken is given back once, by `give`."""
        if await self.seize(key):
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue = self._waiting.setdefault(key, deque())
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give(key)  # it was handed to us in the same moment
            else:
                with contextlib.suppress(ValueError):  # who gave a turn back in the same moment has passed us over already
                    queue.remove(turn)
            raise

    def give(self, key: str) -> None:
        """Give a turn back: to the first who waits for it, if any does."""
        queue = self._waiting.get(key)
        while queue:
            turn = queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._waiting.pop(key, None)
        if self._taken[key] == 1:
            del self._taken[key]
        else:
            self._taken[key] -= 1

    @property
    def holders(self) -> int:
        """How many turns are taken now, over all keys."""
        return sum(self._taken.values())
