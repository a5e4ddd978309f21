"""Semaphores by key: within this process (`KeyedSemaphore`), or across all processes of one scan (`FileLockSemaphore`)."""

import asyncio
import contextlib
import hashlib
import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from scamtriage.net.locks import private_folder, try_lock_at, unlock_at

_LOOK_S = 0.05
"""Poll interval while other processes hold all turns."""
_MOST_TURNS = 64
"""Of one key; each key owns so many bytes of the file."""


class KeyedSemaphore:
    """A fair semaphore for each key, with at most `limit` holders. Idle keys use no memory."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._taken: dict[str, int] = {}
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    def available(self, key: str) -> bool:
        """Whether `acquire` would not wait."""
        return self._taken.get(key, 0) < self._limit

    async def try_acquire(self, key: str) -> bool:
        """Acquire a turn if one is available; return whether it was acquired."""
        if not self.available(key):
            return False
        self._taken[key] = self._taken.get(key, 0) + 1
        return True

    async def acquire(self, key: str) -> None:
        """Acquire a turn, waiting if all are taken. Release each one once, by `release`."""
        if await self.try_acquire(key):
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue = self._waiting.setdefault(key, deque())
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release(key)  # the turn was given to us at the moment of the cancellation
            else:
                with contextlib.suppress(ValueError):  # `release` may have skipped and removed us already
                    queue.remove(turn)
            raise

    def release(self, key: str) -> None:
        """Release a turn; the first waiter, if any, gets it."""
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
        """Number of turns taken now, over all keys."""
        return sum(self._taken.values())


class FileLockSemaphore:
    """`KeyedSemaphore` across all processes that use the same file and scan: a turn is a locked byte of the file.

    Nothing is written: the bytes lie far beyond the end, and the system releases a process's locks when it ends, however it ends. Within a
    process the first waiter is served first; between processes, the first to poll. A process without waiters does not delay others.
    """

    def __init__(self, limit: int, path: Path, scan: str) -> None:
        """`limit` holders per key, at most 64. Create one per process, for its lifetime: byte locks do not exclude within a process.

        Raises OSError.
        """
        self._limit = min(limit, _MOST_TURNS)
        self._scan = scan
        self._own = KeyedSemaphore(self._limit)
        self._held: dict[str, list[int]] = {}
        self._file = _open(path)

    def available(self, key: str) -> bool:
        """Whether this process holds fewer than `limit` turns at the key; other processes may hold the rest."""
        return self._own.available(key)

    async def try_acquire(self, key: str) -> bool:
        """Acquire a turn if one is available; return whether it was acquired."""
        if not await self._own.try_acquire(key):
            return False
        if self._lock(key):
            return True
        self._own.release(key)
        return False

    async def acquire(self, key: str) -> None:
        """Acquire a turn, waiting if all are taken. Release each one once, by `release`."""
        await self._own.acquire(key)
        try:
            while not self._lock(key):  # noqa: ASYNC110 - it is another process that gives it back
                await asyncio.sleep(_LOOK_S)
        except BaseException:
            self._own.release(key)
            raise

    def release(self, key: str) -> None:
        held = self._held[key]
        unlock_at(self._file, held.pop())
        if not held:
            del self._held[key]
        self._own.release(key)

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
    """Return the lock file in a private folder, or None if there is none or it supports no byte locks."""
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
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
