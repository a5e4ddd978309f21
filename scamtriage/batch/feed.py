"""Which line is next: read ahead in a thread, hand out so that a slow registry does not starve the others."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")

LOOKAHEAD = 2_000
"""Items read ahead of the one that is taken: enough to meet other registries, little enough for constant memory."""


class Feed(Generic[T]):
    """Hands out the items of a lazy, possibly blocking, possibly endless iterator.

    Among the items that have arrived, the next is one whose key (its registry) is least in flight; within a key the order stands.
    """

    def __init__(self, items: Iterator[T], key: Callable[[T], str], *, lookahead: int = LOOKAHEAD) -> None:
        self._items = items
        self._key = key
        self._slots: SimpleQueue[None] = SimpleQueue()  # no semaphore: a signal that stops us while we give one back would wait for ever
        self._arrived: deque[T] = deque()  # filled by the reader thread, emptied by the loop; append and popleft are atomic
        self._waiting: dict[str, deque[T]] = {}  # insertion order breaks ties
        self._in_flight: dict[str, int] = {}
        self._ended = False
        self._stopped = False
        self.failure: BaseException | None = None
        """What the iterator raised; what came before it is handed out first."""
        self._wake = asyncio.Event()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        for _ in range(lookahead):
            self._slots.put(None)

    async def take(self) -> T | None:
        """The next item; None when there is none left, or reading failed: what was read before is worked on, and whoever began all this
        raises `failure`. Give each back with `done`."""
        if self._thread is None:
            self._loop = asyncio.get_running_loop()
            self._thread = threading.Thread(target=self._read, args=(self._loop,), name="reader", daemon=True)
            self._thread.start()
        while not (self._arrived or self._waiting):
            self._wake.clear()  # before looking: whatever comes after that, a signal that stops it all too, sets it again
            over = self._ended or self._stopped  # before looking, too: the last item may come with the end
            if self._arrived:
                break
            if over:
                return None
            await self._wake.wait()
        while self._arrived:
            item = self._arrived.popleft()
            self._waiting.setdefault(self._key(item), deque()).append(item)
        if self._stopped:
            return None
        key = min(self._waiting, key=lambda name: self._in_flight.get(name, 0))
        line = self._waiting[key]
        item = line.popleft()
        if not line:
            del self._waiting[key]
        self._in_flight[key] = self._in_flight.get(key, 0) + 1
        self._slots.put(None)
        return item

    def done(self, item: T) -> None:
        """The item is no longer in flight."""
        key = self._key(item)
        left = self._in_flight[key] - 1
        if left:
            self._in_flight[key] = left
        else:
            del self._in_flight[key]

    def stop(self) -> None:
        """Hand out nothing more; what is in flight may finish. Callable from a signal, whatever step of ours it breaks into."""
        self._stopped = True
        self._slots.put(None)
        if self._loop is not None:
            self._call(self._loop)  # from a signal, between two steps of a loop that sleeps: it must be woken too

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            for item in self._items:
                self._slots.get()
                if self._stopped:
                    return
                self._arrived.append(item)
                self._call(loop)
        except BaseException as exc:  # noqa: BLE001 - raised again in the loop, by whoever began all this
            self.failure = exc
        self._ended = True
        self._call(loop)

    def _call(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._wake.is_set():
            return
        try:
            loop.call_soon_threadsafe(self._wake.set)
        except RuntimeError:  # the loop was closed: nobody waits any more
            self._stopped = True
