"""Bootstrap intervals over sets of sites. Whole sets are resampled, since sites of one author are alike."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

DRAWS = 1_000
LEAST_SETS = 10
"""Minimum number of sets to resample. With fewer, sites are resampled, and the interval ignores their similarity."""
_TAILS = 0.025


def blocks(sets: Sequence[Sequence[T]]) -> list[list[T]]:
    """Return the units to resample: whole sets, or single sites if there are few sets."""
    return [list(rows) for rows in sets] if len(sets) >= LEAST_SETS else [[row] for rows in sets for row in rows]


def drawn_from(sets: Sequence[Sequence[T]]) -> str:
    """Return the name of the units that `blocks` returns."""
    return "sets" if len(sets) >= LEAST_SETS else "sites"


def interval(of: Sequence[T], figure: Callable[[Sequence[T]], float | None]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a figure. Draws without a value (None) are skipped. Deterministic."""
    rng, found = random.Random(0), []
    for _ in range(DRAWS):
        value = figure(rng.choices(of, k=len(of)))
        if value is not None:
            found.append(value)
    found.sort()
    return found[int(_TAILS * len(found))], found[min(int((1 - _TAILS) * len(found)), len(found) - 1)]
