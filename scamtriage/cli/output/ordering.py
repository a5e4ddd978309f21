"""Iterators that put rows into the order of the input, and that defer an error until earlier items are processed."""

import heapq
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from typing import Generic, TypeVar

from scamtriage.records.assessment import Assessment, Refusal, Written
from scamtriage.targets.lines import Line

T = TypeVar("T")
Row = Assessment | Refusal | Written
MOST_AHEAD = 4_000
"""Lines read ahead of the oldest one whose row is not out: twice as many as a feed looks at to keep other registries busy."""


class InOrder:
    """A buffer that delays each row until the rows of all earlier lines are out.

    Lines without a row, such as the heading of a CSV file, delay nothing.
    """

    def __init__(self) -> None:
        self._due: deque[int] = deque()
        """Numbers of the lines that were read and whose rows are not out yet; filled by the reader thread."""
        self._places: SimpleQueue[None] = SimpleQueue()
        for _ in range(MOST_AHEAD):
            self._places.put(None)

    def noting(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Yield the lines and record their numbers. Waits while MOST_AHEAD rows are not out: they are kept in memory."""
        for line in lines:
            self._places.get()
            self._due.append(line.number)
            yield line

    def rows(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows by line number. At the end, yield all that are still delayed."""
        waiting: list[tuple[int, int, Row]] = []
        last = DeferredError(rows)
        for count, row in enumerate(last):
            heapq.heappush(waiting, (row.line, count, row))
            while waiting and self._due and waiting[0][0] <= self._due[0]:
                line, _, first = heapq.heappop(waiting)
                if line == self._due[0]:
                    self._due.popleft()
                    self._places.put(None)
                yield first
        while waiting:
            yield heapq.heappop(waiting)[2]
        last.fail()


def merge_by_line(
    stored: Iterator[T], number: Callable[[T], int], row: Callable[[T], Row], left: Iterable[int], fresh: Iterator[Row]
) -> Iterator[Row]:
    """Merge rows of stored items with fresh rows, by line number.

    Both come in order. `row` makes the row of a stored item, and `number` returns its line number; `row` is called only when the item is
    due. `left`: line numbers of the fresh rows that belong between stored ones: only for these do stored rows wait.
    """
    waiting = next(stored, None)
    holes = deque(left)

    def due() -> Iterator[Row]:
        nonlocal waiting
        while waiting is not None and not (holes and holes[0] < number(waiting)):
            yield row(waiting)
            waiting = next(stored, None)

    yield from due()
    for one in fresh:
        yield one
        while holes and holes[0] <= one.line:
            holes.popleft()
        yield from due()
    holes.clear()
    yield from due()


class DeferredError(Generic[T]):
    """An iterable that ends when its iterator raises; `fail` then raises the error, after earlier items were processed."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items
        self._failure: Exception | None = None

    def __iter__(self) -> Iterator[T]:
        try:
            yield from self._items
        except Exception as exc:  # noqa: BLE001 - raised by `fail`
            self._failure = exc

    def fail(self) -> None:
        """Raise the iterator's error, if there was one."""
        if self._failure is not None:
            raise self._failure
