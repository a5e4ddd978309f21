"""Finished lines, several at a time, and what the others wait for."""

import asyncio
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

MAX_PORTION = 16
"""Maximum number of finished dossiers in one portion. Judging them together is cheaper, but blocks the event loop meanwhile."""
PORTION_WAIT_S = 0.02
"""Seconds that the first dossier of a portion waits for others while targets are in flight. Larger portions save CPU time: fewer switches
between collecting and judging."""


async def next_portion(finished: "asyncio.Queue[T | None]", working: Mapping[int, str]) -> list[T]:
    """Return the next finished items, at least one, or [] after the last.

    None in the queue marks the end. `working`: the jobs in flight; without any there is no wait for more items.
    """
    first = await finished.get()
    if first is not None and working and finished.qsize() + 1 < MAX_PORTION:
        await asyncio.sleep(PORTION_WAIT_S)
    portion = [] if first is None else [first]
    while portion and len(portion) < MAX_PORTION and not finished.empty():
        if (another := finished.get_nowait()) is None:
            finished.put_nowait(None)
            break
        portion.append(another)
    return portion


def held_by(waiting: Mapping[str, int], aside: int) -> str:
    """Return the two registries with the most waiting queries, and how many lines are set aside, in words; "" if nothing waits."""
    lines = sorted(waiting.items(), key=lambda item: -item[1])[:2]
    said = [f"{count} for {service}" for service, count in lines if count]
    return ", ".join([*said, f"{aside:,} until their registry may be asked again"] if aside else said)
