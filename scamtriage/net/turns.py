"""At most so many at a time for each key: within this process (`Turns`), or over all processes of one scan (`SharedTurns`)."""

import asyncio
import contextlib
import hashlib
import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from scamtriage.net.locks import private_folder, try_lock_at, unlock_at

_LOOK_S = 0.05
"""Whoever waits for a turn that another process has looks this often."""
_MOST_TURNS = 64
"""Of one key; so many bytes belong to each."""


class Turns:
    """A semaphore for each key, first come, first served, of which nothing is left while the key is idle. `limit` holders a key."""

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


class SharedTurns:
    """The interface of Turns over all processes that name the same file and the same scan: a turn is a byte of the file that is locked.

    Nothing is ever written: those bytes lie far beyond the end, and the system takes the locks of a process away when it ends, however it
    ends. A turn that nobody else wants costs two calls of the system. Within a process the first in line is
    served first; between processes it is whoever looks first, and a process whose own line is empty stands in nobody's way.
    """

    def __init__(self, limit: int, path: Path, scan: str) -> None:
        """`limit` holders a key, at most 64. One object a process, which ends with it: a process takes no lock from itself. Raises
        OSError."""
        self._limit = min(limit, _MOST_TURNS)
        self._scan = scan
        self._own = Turns(self._limit)
        self._held: dict[str, list[int]] = {}
        self._file = _open(path)

    def free(self, key: str) -> bool:
        """Whether no line of this process stands at the key; another process may have all turns."""
        return self._own.free(key)

    async def seize(self, key: str) -> bool:
        """Take a turn if one can be had without waiting."""
        if not await self._own.seize(key):
            return False
        if self._lock(key):
            return True
        self._own.give(key)
        return False

    async def take(self, key: str) -> None:
        """Take a turn; wait for one if all are taken. Each one taken is given back once, by `give`."""
        await self._own.take(key)
        try:
            while not self._lock(key):  # noqa: ASYNC110 - it is another process that gives it back
                await asyncio.sleep(_LOOK_S)
        except BaseException:
            self._own.give(key)
            raise

    def give(self, key: str) -> None:
        """Give a turn back."""
        held = self._held[key]
        unlock_at(self._file, held.pop())
        if not held:
            del self._held[key]
        self._own.give(key)

    def _lock(self, key: str) -> bool:
        held = self._held.get(key, [])
        for offset in self._bytes_of(key):
            if offset not in held and try_lock_at(self._file, offset):
                self._held.setdefault(key, []).append(offset)
                return True
        return False

    def _bytes_of(self, key: str) -> Iterator[int]:
        number = int.from_bytes(hashlib.blake2b(f"{self._scan} {key}".encode(), digest_size=7).digest())
        return iter(range(number * _MOST_TURNS, number * _MOST_TURNS + self._limit))


def turns_file(folder: Path) -> Path | None:
    """The file for this, in a folder that is the user's alone; None where there is none, or where it knows no such locks."""
    path = folder / "addresses"
    try:
        if not private_folder(folder):
            return None
        file = _open(path)
        try:
            if try_lock_at(file, 0):
                unlock_at(file, 0)
        finally:
            os.close(file)
    except OSError:
        return None
    return path


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0), 0o600)
