"""A bounded queue between two threads that is safe to interrupt by a signal."""

from queue import Empty, Full, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class InterruptibleQueue(Generic[T]):
    """A bounded queue made of two `SimpleQueue`s, to be used instead of `queue.Queue`.

    `queue.Queue` uses a lock at Python level. A second Ctrl-C that interrupts one of its methods can leave it locked, and the shutdown
    then deadlocks.
    """

    def __init__(self, most: int) -> None:
        self._items: SimpleQueue[T] = SimpleQueue()
        self._places: SimpleQueue[None] = SimpleQueue()
        for _ in range(most):
            self._places.put(None)

    def put(self, item: T, timeout: float) -> None:
        """Add an item. Raises Full if the queue stays full for `timeout` seconds."""
        try:
            self._places.get(timeout=timeout)
        except Empty:
            raise Full from None
        self._items.put(item)

    def get(self) -> T:
        """Remove and return the first item; block until there is one."""
        item = self._items.get()
        self._places.put(None)
        return item

    def empty(self) -> bool:
        return self._items.empty()
