"""Rows in the order of the input."""

import heapq
from collections.abc import Iterator

from scamtriage.records.assessment import Assessment, Refusal

Row = Assessment | Refusal


def in_order(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows by line number. A CSV has gaps (its heading), so a row also leaves when so many wait that no earlier one can come."""
    waiting: list[tuple[int, int, Row]] = []
    due = 1
    for count, row in enumerate(rows):
        heapq.heappush(waiting, (row.line, count, row))
        while waiting and waiting[0][0] <= due:
            due = waiting[0][0] + 1
            yield heapq.heappop(waiting)[2]
    while waiting:
        yield heapq.heappop(waiting)[2]
