"""What a test is run with in short; the rest of its cases are the long form (`make exhaustive`)."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def in_short(names: Iterable[str], short: Collection[str]) -> list[Any]:
    """All the names as parameters; those outside of `short` are marked as exhaustive. Raises ValueError for one that is none of them."""
    every = list(names)
    if strange := set(short) - set(every):
        raise ValueError(f"{sorted(strange)} are no cases")
    return [pytest.param(name, marks=() if name in short else pytest.mark.exhaustive) for name in every]
