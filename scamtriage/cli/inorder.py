"""Rows in the order of the input, and what becomes of those before a fault of the list."""

import heapq
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from scamtriage.records.assessment import Assessment, Refusal, Written
from scamtriage.targets.read import Line

T = TypeVar("T")
Row = Assessment | Refusal | Written


class InOrder:
    """Holds a row back until the rows of all lines before it have left. Lines without a row, such as a CSV's heading, hold nothing back."""

    def __init__(self) -> None:
        self._due: deque[int] = deque()
        """Numbers of the lines that were read and whose rows have not left; filled by the thread that reads."""

    def noting(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines, whose numbers are remembered as they are read."""
        for line in lines:
            self._due.append(line.number)
            yield line

    def rows(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows by line number; what is left when no more come leaves then."""
        waiting: list[tuple[int, int, Row]] = []
        last = Last(rows)
        for count, row in enumerate(last):
            heapq.heappush(waiting, (row.line, count, row))
            while waiting and self._due and waiting[0][0] <= self._due[0]:
                line, _, first = heapq.heappop(waiting)
                if line == self._due[0]:
                    self._due.popleft()
                yield first
        while waiting:
            yield heapq.heappop(waiting)[2]
        last.fail()


def among(
    stored: Iterator[T], number: Callable[[T], int], row: Callable[[T], Row], left: Iterable[int], fresh: Iterator[Row]
) -> Iterator[Row]:
    """Rows that are made of what is stored, by their `number`, each in its place among fresh ones, which come in order. None is made
    before it is due. `left`: the numbers of the fresh rows that stand between stored ones, so that nobody waits for others."""
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


class Last(Generic[T]):
    """Items until there are no more, or until getting them fails: what came before is dealt with first, and then `fail` raises that."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items
        self._failure: Exception | None = None

    def __iter__(self) -> Iterator[T]:
        try:
            yield from self._items
        except Exception as exc:  # noqa: BLE001 - raised by `fail`
            self._failure = exc

    def fail(self) -> None:
        """Raise what ended the items early, if anything did."""
        if self._failure is not None:
            raise self._failure
