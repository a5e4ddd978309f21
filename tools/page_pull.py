"""What labelled pages of public repositories leave in the fit of the profile when they are gone: the slope of their loss.

They hold tokens and names of real people, so that they are no part of the project and do not outlive the machine on which they were collected. At
the weights where a fit comes to rest, the slopes of all its parts add to nothing; so the part of the pages can be written down as one number a
word and trait, and a later fit adds it in their place. It is exact for the same sites, and close while the weights stay near; farther away it
holds back neither more nor less than there. These numbers name no page and no person.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct, to_builtins
from msgspec import json as msgjson

FILE = Path(__file__).with_name("page_pull.json")
LEAST = 0.0005
"""Slopes below this are not kept: loss by fitted nat of a trait, or by a page on which the word stands alone."""


class Pull(Struct, frozen=True, kw_only=True):
    """Slopes of the loss of pages that are gone, by what they were measured on; positive where the pages want less."""

    pages: int = 0
    """How many pages they were."""
    constant: float = 0.0
    traits: dict[str, float] = {}
    words: dict[str, float] = {}

    def beside(self, other: "Pull") -> "Pull":
        """Return the sum of both."""
        return Pull(
            pages=self.pages + other.pages,
            constant=self.constant + other.constant,
            traits=_sum(self.traits, other.traits),
            words=_sum(self.words, other.words),
        )


def load() -> Pull:
    """Return the slopes that are kept beside this module."""
    return msgjson.decode(FILE.read_bytes(), type=Pull)


def write(pull: Pull) -> None:
    """Write them, with sorted keys."""
    FILE.write_text(json.dumps(to_builtins(pull), ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def named(slopes: Any, traits: Mapping[str, int], words: Mapping[str, int], *, pages: int) -> Pull:
    """Return a vector of slopes, of the traits, then of the words, last of the constant, by their names."""
    of_words = {word: slopes[len(traits) + at] for word, at in words.items()}
    return Pull(
        pages=pages,
        constant=round(float(slopes[-1]), 4),
        traits={trait: round(float(slopes[at]), 4) for trait, at in traits.items() if abs(slopes[at]) >= LEAST},
        words={word: round(float(slope), 4) for word, slope in of_words.items() if abs(slope) >= LEAST},
    )


def column(pull: Pull, traits: Mapping[str, int], words: Mapping[str, int]) -> Any:
    """Return the slopes as a vector in the order of a fit; 0 for what the pages were not measured on."""
    slopes = np.zeros(len(traits) + len(words) + 1)
    for names, kept, first in ((traits, pull.traits, 0), (words, pull.words, len(traits))):
        for name in names.keys() & kept.keys():
            slopes[first + names[name]] = kept[name]
    slopes[-1] = pull.constant
    return slopes


def _sum(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {name: round(one.get(name, 0.0) + other.get(name, 0.0), 4) for name in sorted(one.keys() | other.keys())}
