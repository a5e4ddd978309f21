"""Labels that the eye takes for another one: equal by their shapes, or one to three slips of the finger away."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Generic, Literal, NamedTuple, TypeVar

from scamtriage.knowledge.loading import read_csv, read_text

T = TypeVar("T")

FILE = "confusables.csv"
"""Letters and digits that look like a Latin one: a selection of the Unicode confusables (UTS 39, single characters only). Names have
none of the capitals, pages have."""

SKELETON_LEAST = 5
ONE_SLIP_LEAST = 6
TWO_SLIPS_LEAST = 10
THREE_SLIPS_LEAST = 13
"""Least length of the official label for each kind of likeness: shorter words are near each other by chance."""

_ASCII_SHAPES = (("rn", "m"), ("vv", "w"))  # the two pairs of the confusables that consist of letters
_END_CHARS = 3


class Likeness(NamedTuple, Generic[T]):
    """What a label was taken for, and how."""

    official: str
    how: Literal["shape", "slip", "two slips", "three slips"]
    meaning: T


_Official = tuple[str, int, int, frozenset[str]]
"""An official label, its length, the slips that it allows, and its letters."""
_BY_SLIPS: tuple[Literal["slip", "two slips", "three slips"], ...] = ("slip", "two slips", "three slips")


class Lookalikes(Generic[T]):
    """Finds the official label that a label imitates; a few dictionary look-ups, whatever the number of official labels."""

    def __init__(self, official: Mapping[str, T]) -> None:
        self._official = dict(official)
        self._by_shape: dict[str, str] = {}
        self._by_head: dict[str, list[_Official]] = {}
        self._by_tail: dict[str, list[_Official]] = {}
        for label in sorted(self._official):
            if len(label) >= SKELETON_LEAST:
                self._by_shape.setdefault(skeleton(label), label)
            size = len(label)
            if size < ONE_SLIP_LEAST:
                continue
            kept = (label, size, 1 if size < TWO_SLIPS_LEAST else 2 if size < THREE_SLIPS_LEAST else 3, frozenset(label))
            self._by_head.setdefault(label[:_END_CHARS], []).append(kept)
            self._by_tail.setdefault(label[-_END_CHARS:], []).append(kept)
            if size == 2 * _END_CHARS:  # a swap in its very middle touches both ends
                self._by_head.setdefault(label[: _END_CHARS - 1], []).append(kept)

    def find(self, label: str) -> Likeness[T] | None:
        """The official label it could be taken for, or None; None too when it is official itself.

        Optimal string alignment: a slip is one letter added, dropped or replaced, or two neighbours swapped. Several slips
        count only where the first or the last three letters are untouched, which is how people read and where most imitations keep
        still. What has no twin and no neighbour as it is written is sought by its shapes: "arnazan" is one slip from "amazon".
        """
        if label in self._official:
            return None
        shapes = skeleton(label)
        if (twin := self._by_shape.get(shapes)) is not None:
            return Likeness(twin, "shape", self._official[twin])
        if len(label) < ONE_SLIP_LEAST - 1:
            return None
        near = self._near(label)
        if not near and shapes != label:
            near = self._near(shapes)
        if not near:
            return None
        slips, official = min(near)
        return Likeness(official, _BY_SLIPS[slips - 1], self._official[official])

    def _near(self, label: str) -> list[tuple[int, str]]:
        """(slips, official label) of all that are near enough. One slip leaves the first or the last three letters whole."""
        near: list[tuple[int, str]] = []
        size = len(label)
        candidates = [self._by_head.get(label[:_END_CHARS]), self._by_tail.get(label[-_END_CHARS:])]
        if size == 2 * _END_CHARS:
            candidates.append(self._by_head.get(label[: _END_CHARS - 1]))
        for some in candidates:
            if some is None:
                continue
            for official, its_size, allowed, letters in some:
                if not -allowed <= its_size - size <= allowed:
                    continue
                if len(letters.symmetric_difference(label)) > 2 * allowed:  # cheap, and excludes most
                    continue
                if (slips := distance(label, official)) <= allowed:
                    near.append((slips, official))
        return near


def distance(one: str, other: str) -> int:
    """Optimal string alignment distance (Damerau-Levenshtein without editing a swapped pair again)."""
    one, other = _where_they_differ(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        two_before, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Both without what they begin and end alike with, which costs nothing to align: of a misspelling little is left."""
    start, end = 0, min(len(one), len(other))
    while start < end and one[start] == other[start]:
        start += 1
    back, end = 0, end - start
    while back < end and one[-1 - back] == other[-1 - back]:
        back += 1
    return one[start : len(one) - back], other[start : len(other) - back]


def skeleton(label: str) -> str:
    """The label by its shapes: marks off, look-alike letters and digits as the Latin letter they resemble."""
    if not label.isascii():
        label = "".join(c for c in unicodedata.normalize("NFD", label) if not unicodedata.combining(c))
    elif "0" not in label and "1" not in label:
        return _paired(label)
    return _paired(label.translate(_shapes()))


def _paired(shapes: str) -> str:
    for pair, single in _ASCII_SHAPES:
        if pair in shapes:
            shapes = shapes.replace(pair, single)
    return shapes


@cache
def _shapes() -> dict[int, str]:
    return confusables() | {ord("0"): "o", ord("1"): "l"}


@cache
def confusables() -> dict[int, str]:
    """Code point -> the Latin letter that it looks like."""
    return {int(row["code"], 16): row["looks_like"] for _, row in read_csv(FILE, read_text(FILE), ("code", "looks_like", "name"))}
