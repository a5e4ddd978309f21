"""A queue of so many places between two threads."""

from queue import Empty, Full, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class Bounded(Generic[T]):
    """What `queue.Queue` is, without a lock of Python's own: a second Ctrl-C that breaks into a step of that one leaves it locked, and
    whoever uses it to end well waits for ever."""

    def __init__(self, most: int) -> None:
        self._items: SimpleQueue[T] = SimpleQueue()
        self._places: SimpleQueue[None] = SimpleQueue()
        for _ in range(most):
            self._places.put(None)

    def put(self, item: T, timeout: float) -> None:
        """Raises Full when there was no place for so many seconds."""
        try:
            self._places.get(timeout=timeout)
        except Empty:
            raise Full from None
        self._items.put(item)

    def get(self) -> T:
        """The first; waits for it."""
        item = self._items.get()
        self._places.put(None)
        return item

    def empty(self) -> bool:
        return self._items.empty()
