"""Scheduling of lines: read ahead in a thread, and balance registries, so that a slow one does not block others."""

import asyncio
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")

LOOKAHEAD = 2_000
"""Maximum number of items read ahead: enough to find other registries, and bounded to limit memory."""


class Feed(Generic[T]):
    """A fair queue over a lazy iterator that may block or be endless.

    The next item is one whose key (its registry) has the fewest items in flight. Items may belong to lanes (worker processes), of which
    one that is full holds up no other. Items of one key and lane keep their order.
    """

    def __init__(
        self,
        items: Iterator[T],
        key: Callable[[T], str],
        *,
        lookahead: int = LOOKAHEAD,
        names: Callable[[T], Iterable[str]] = lambda item: (),
        lane: Callable[[T], int] = lambda item: 0,
        has_room: Callable[[int], bool] = lambda lane: True,
    ) -> None:
        """`names`: what `awaits` may be asked about an item. `has_room`: whether an item of this lane may be handed out; call `wake` when
        that changes."""
        self._items = items
        self._key = key
        self._names = names
        self._lane = lane
        self._has_room = has_room
        self._ahead: Counter[str] = Counter()
        """Name -> how many of the items in `_waiting` have it."""
        self._slots: SimpleQueue[None] = SimpleQueue()  # no semaphore: `stop` in a signal handler would deadlock if it interrupts a release
        self._arrived: deque[T] = deque()  # filled by the reader thread, emptied in the event loop; append and popleft are atomic
        self._waiting: dict[tuple[str, int], deque[tuple[int, T]]] = {}  # by key and lane: each with its number, which breaks ties
        self._read_so_far = 0
        self._in_flight: dict[str, int] = {}
        self._ended = False
        self._stopped = False
        self.failure: BaseException | None = None
        """The exception raised by the iterator. Items read before it are handed out first."""
        self._wake = asyncio.Event()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        for _ in range(lookahead):
            self._slots.put(None)

    async def take(self) -> T | None:
        """Wait for the next item; return it, or None at the end: after the last item, a read error or `stop`.

        The owner of the feed raises `failure`. Call `done` for each item.
        """
        if self._thread is None:
            self._loop = asyncio.get_running_loop()
            self._thread = threading.Thread(target=self._read, args=(self._loop,), name="reader", daemon=True)
            self._thread.start()
        while (due := self._due()) is None:
            self._wake.clear()  # before the checks: an item or a `stop` that comes later sets it again
            over = self._ended or self._stopped  # before looking for an item: the last one and the end may come together
            if (due := self._due()) is not None:
                break
            if self._stopped or (over and not self._waiting):
                return None
            await self._wake.wait()
        if self._stopped:
            return None
        line = self._waiting[due]
        _, item = line.popleft()
        if not line:
            del self._waiting[due]
        key, _ = due
        self._in_flight[key] = self._in_flight.get(key, 0) + 1
        for name in self._names(item):
            self._ahead[name] -= 1
            if not self._ahead[name]:
                del self._ahead[name]
        self._slots.put(None)
        return item

    def wake(self) -> None:
        """Look again which lanes have room. Call it in the event loop."""
        self._wake.set()

    def _due(self) -> tuple[str, int] | None:
        """Return the key and lane of the next item; None if none has arrived in a lane that has room."""
        self._sort()
        found, fewest, first = None, 0, 0
        has_room: dict[int, bool] = {}
        for due, line in self._waiting.items():  # a loop: this is done for each item, and there may be some hundred
            key, lane = due
            if lane not in has_room:
                has_room[lane] = self._has_room(lane)
            if not has_room[lane]:
                continue
            number, in_flight = line[0][0], self._in_flight.get(key, 0)
            if found is None or in_flight < fewest or (in_flight == fewest and number < first):
                found, fewest, first = due, in_flight, number
        return found

    def awaits(self, name: str) -> bool:
        """Return whether an item with this name was read and is not handed out yet."""
        self._sort()
        return name in self._ahead

    def _sort(self) -> None:
        while self._arrived:
            item = self._arrived.popleft()
            self._read_so_far += 1
            self._waiting.setdefault((self._key(item), self._lane(item)), deque()).append((self._read_so_far, item))
            self._ahead.update(self._names(item))

    @property
    def left(self) -> bool:
        """Whether there are items that were not handed out, or may be."""
        return not self._ended or bool(self._arrived or self._waiting)

    @property
    def over(self) -> bool:
        """Whether no more items will be handed out: none is left, or `stop` was called."""
        return self._stopped or not self.left

    def done(self, item: T) -> None:
        """Mark an item as no longer in flight."""
        key = self._key(item)
        left = self._in_flight[key] - 1
        if left:
            self._in_flight[key] = left
        else:
            del self._in_flight[key]

    def stop(self) -> None:
        """Hand out no more items; those in flight may finish. Safe in a signal handler, whatever code it interrupts."""
        self._stopped = True
        self._slots.put(None)
        if self._loop is not None:
            self._call(self._loop)  # a signal handler must also wake a loop that sleeps

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            for item in self._items:
                self._slots.get()
                if self._stopped:
                    return
                self._arrived.append(item)
                del item  # the next line may be long in coming
                self._call(loop)
        except BaseException as exc:  # noqa: BLE001 - raised again in the loop by the owner of the feed
            self.failure = exc
        self._ended = True
        self._call(loop)

    def _call(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._wake.is_set():
            return
        try:
            loop.call_soon_threadsafe(self._wake.set)
        except RuntimeError:  # the loop is closed: no consumer is left
            self._stopped = True
