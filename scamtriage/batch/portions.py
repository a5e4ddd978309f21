"""Finished lines, several at a time, and what the others wait for."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeVar

from scamtriage.batch.feed import Feed

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


def all_aside(feed: Feed[Any] | None, working: Mapping[int, str], aside: Counter[str]) -> bool:
    """Whether all lines that are left are set aside. `aside`: registry -> number of lines set aside for it."""
    return feed is not None and feed.over and 0 < len(working) <= aside.total()


def held_by(waiting: Mapping[str, int], aside: Mapping[str, int], longest_s: float) -> str:
    """Return the two registries with the most waiting queries, and those for which lines are set aside, in words; "" if nothing waits.

    `longest_s`: how long lines are set aside at most since their registry last answered.
    """
    said = [f"{count} for {service}" for service, count in _most(waiting)]
    if aside:
        registries = " and ".join(service for service, _ in _most(aside))
        until = f"until they may be asked again, {longest_s / 60:.0f} min after their last answer at most"
        said.append(f"{sum(aside.values()):,} set aside for {registries} {until}")
    return ", ".join(said)


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(((name, count) for name, count in counts.items() if count), key=lambda item: -item[1])[:2]
