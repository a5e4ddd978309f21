"""How sure a figure over sets of sites is: the sets are drawn anew, since sites of one author are alike."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

DRAWS = 1_000
LEAST_SETS = 10
"""Below so many there are too few to draw from: then sites are drawn, and their likeness is not in the interval."""
_TAILS = 0.025


def blocks(sets: Sequence[Sequence[T]]) -> list[list[T]]:
    """What is drawn: whole sets, or single sites where these are few."""
    return [list(rows) for rows in sets] if len(sets) >= LEAST_SETS else [[row] for rows in sets for row in rows]


def drawn_from(sets: Sequence[Sequence[T]]) -> str:
    """What `blocks` draws, in words."""
    return "sets" if len(sets) >= LEAST_SETS else "sites"


def interval(of: Sequence[T], figure: Callable[[Sequence[T]], float | None]) -> tuple[float, float]:
    """The 95 % interval of a figure over these, each draw as many of them; draws that have no such figure (None) do not count. The same
    give the same."""
    rng, found = random.Random(0), []
    for _ in range(DRAWS):
        value = figure(rng.choices(of, k=len(of)))
        if value is not None:
            found.append(value)
    found.sort()
    return found[int(_TAILS * len(found))], found[min(int((1 - _TAILS) * len(found)), len(found) - 1)]
