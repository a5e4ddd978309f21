"""Find labels that look like an official one: by similar character shapes, or by one to three typos."""

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Generic, Literal, NamedTuple, TypeVar

from scamtriage.knowledge.loading import CsvRow, Text, matching, read_rows
from scamtriage.records import lazy_re

T = TypeVar("T")

FILE = "confusables.csv"
"""Letters and digits that look like a Latin letter: single characters selected from the Unicode confusables (UTS 39).

Host names contain no capitals, pages do.
"""

SKELETON_LEAST = 5
ONE_SLIP_LEAST = 6
TWO_SLIPS_LEAST = 10
THREE_SLIPS_LEAST = 13
"""Minimum length of the official label for each kind of likeness; shorter words are similar by chance."""
OVERLOOKED_LEAST, DOUBLED_LEAST, ALIKE_LEAST = 10, 9, 8
"""Minimum length of an official label in which a reader overlooks any one slip, a doubled letter, and a swap or letters that look alike.
Such a label copies it like one of similar characters: fewer than ten of 337,860 labelled honest names do, and 1,800 of 444,876 scams. Not
by a hyphen or as its plural, nor by any slip where others have the name as well."""
MIXED_LEAST = 3
"""The same where letters of another script stand among Latin ones, which no word does: "bcа" with a Cyrillic letter."""

_SPOKEN = str.maketrans("01345678", "oieasgtb")
"""Letters for which digits are written."""
_ASCII_SHAPES = (("rn", "m"), ("vv", "w"))  # the two pairs of letters among the confusables
_END_CHARS = 3
_DOUBLED = lazy_re.compile(r"(.)\1+")
_BY_EYE, _BY_EYE_LEAST = str.maketrans("jlvnq", "iiumg"), 3
"""Letters that are read for each other in haste, in names that are longer than an abbreviation: "AM" and "AN" are two banks."""


class Confusable(CsvRow, frozen=True, kw_only=True):
    """A character and the Latin letter that it looks like."""

    unique = ("code",)
    code: Annotated[str, matching("[0-9A-F]{4,6}", "must be a code point")]
    looks_like: Text
    name: Text


class Likeness(NamedTuple, Generic[T]):
    """The official label that a label resembles, and in which way."""

    official: str
    how: Literal["shape", "slip", "two slips", "three slips"]
    meaning: T


_Official = tuple[str, int, frozenset[str]]
"""An official label, the number of typos allowed, and its letters."""
_BY_SLIPS: tuple[Literal["slip", "two slips", "three slips"], ...] = ("slip", "two slips", "three slips")


class Lookalikes(Generic[T]):
    """Find the official label that a label imitates, with a few dictionary lookups however many official labels there are."""

    def __init__(self, official: Mapping[str, T], trade_words: Iterable[str] = (), common: Container[str] = ()) -> None:
        """`trade_words`: words that many organisations' labels begin or end with, such as "bank". `common`: labels that others
        have as a name as well, such as "securitybank"."""
        self._official = dict(official)
        self._common = frozenset(label for label in official if label in common)
        self._trade_words = sorted(trade_words, key=lambda word: (-len(word), word))
        self._by_shape: dict[str, str] = {}
        self._by_digits: dict[str, str] = {}
        """The same with letters for all digits."""
        self._by_end: dict[int, tuple[dict[str, list[_Official]], dict[str, list[_Official]]]] = {}
        """Length of an imitation -> (its first letters -> the labels that it may imitate, its last letters -> the same)."""
        self._twisted: dict[str, str] = {}
        """Labels of five letters, but common ones, with two of them swapped or one doubled. Any other slip in so few is chance."""
        for label in sorted(self._official):
            if len(label) >= SKELETON_LEAST:
                self._by_shape.setdefault(skeleton(label), label)
                self._by_digits.setdefault(skeleton(label.translate(_SPOKEN)), label)
            size = len(label)
            if size < ONE_SLIP_LEAST:
                if size == SKELETON_LEAST and label not in self._common:
                    self._twisted.update(dict.fromkeys(_twists(label), label))
                continue
            allowed = _slips_in(size)
            entry = label, allowed, frozenset(label)  # one for all ends: a set of letters weighs more than its label
            for its_size in range(size - allowed, size + allowed + 1):
                begun, ended = self._by_end.setdefault(its_size, ({}, {}))
                begun.setdefault(label[:_END_CHARS], []).append(entry)
                ended.setdefault(label[-_END_CHARS:], []).append(entry)
                if size == 2 * _END_CHARS:  # a swap of the two middle letters changes both ends
                    begun.setdefault(label[: _END_CHARS - 1], []).append(entry)

    def __contains__(self, label: str) -> bool:
        """Whether the label is official itself."""
        return label in self._official

    def find(self, label: str) -> Likeness[T] | None:
        """Return the official label it resembles, or None; also None if the label is official itself.

        Distance is optimal string alignment: a slip is one letter added, dropped or replaced, or two neighbours swapped. Several slips
        count only if the first or last three letters match, as in most imitations. If nothing matches as written, the label's skeleton is
        tried: "arnazan" is one slip from "amazon".
        """
        if label in self._official:
            return None
        shapes = skeleton(label)
        if (twin := self._by_shape.get(shapes)) is not None:
            return Likeness(twin, "shape", self._official[twin])
        if shapes is not label and shapes in self._official and len(shapes) >= MIXED_LEAST and _mixes(label):
            return Likeness(shapes, "shape", self._official[shapes])
        if not label.isalpha() and (twin := self._in_digits(label, shapes)) is not None:
            return Likeness(twin, "shape", self._official[twin])
        if len(label) <= SKELETON_LEAST + 1 and (twin := self._twisted.get(label)) is not None:
            return Likeness(twin, "slip", self._official[twin])
        if len(label) < ONE_SLIP_LEAST - 1:
            return None
        near = self._near(label)
        if not near and shapes != label:
            near = self._near(shapes)
        if not near:
            return None
        slips, official = min(near)
        overlooked = slips == 1 and _overlooked(label, official, common=official in self._common)
        how = "shape" if overlooked else _BY_SLIPS[slips - 1]
        return Likeness(official, how, self._official[official])

    def _in_digits(self, label: str, shapes: str) -> str | None:
        """Return the official label that this one is with digits for some of the letters: "s1ngpass". A digit at either end is a number.
        `shapes`: its skeleton."""
        if not (label[0].isalpha() and label[-1].isalpha()):
            return None
        spoken = label.translate(_SPOKEN)
        return self._by_digits.get(shapes if spoken == label else skeleton(spoken))

    def _near(self, label: str) -> list[tuple[int, str]]:
        """Return (slips, official label) of all matches. One slip leaves the first or the last three letters unchanged."""
        near: list[tuple[int, str]] = []
        size = len(label)
        if (by_end := self._by_end.get(size)) is None:
            return near
        begun, ended = by_end[0].get(label[:_END_CHARS]), by_end[1].get(label[-_END_CHARS:])
        swapped = by_end[0].get(label[: _END_CHARS - 1]) if size == 2 * _END_CHARS else None
        if begun is None and ended is None and swapped is None:
            return near
        own = frozenset(label)
        for some in (begun, ended, swapped):
            for official, allowed, letters in some or ():
                if len(letters ^ own) > 2 * allowed:  # a cheap test that excludes most
                    continue
                if (slips := distance(label, official, allowed)) <= allowed and not self._differs_in_its_own(label, official, slips):
                    near.append((slips, official))
        return near

    def _differs_in_its_own(self, label: str, official: str, slips: int) -> bool:
        """Whether both bear one word of a trade, and what is the label's own beside it is another name: "gxbank" is a bank like "ghbank",
        and imitates none. Beside the word as many slips count as in a label without one. A swap, a doubled letter and one that looks
        alike ("lamdbank") always count: they are chosen for the eye, and few names differ by them."""
        for word in self._trade_words:
            if label.endswith(word) and official.endswith(word):
                own, its = label[: -len(word)], official[: -len(word)]
            elif label.startswith(word) and official.startswith(word):
                own, its = label[len(word) :], official[len(word) :]
            else:
                continue
            own, its = own.strip("-"), its.strip("-")
            if len(its) < len(word) and its in self._trade_words:  # of two such words the longer is its own: "thailandpost"
                continue
            alike = sorted(own) == sorted(its) or _at_a_glance(own) == _at_a_glance(its)
            return not alike and min(slips, distance(own, its)) > _slips_in(len(its))
        return False


def _mixes(label: str) -> bool:
    """Whether letters of another script that look like Latin ones stand among Latin ones."""
    if label.isascii() or not any(char.isascii() and char.isalpha() for char in label):
        return False
    return any(ord(char) in confusables() and not unicodedata.name(char).startswith("LATIN") for char in label)


def _twists(label: str) -> Iterator[str]:
    """Yield the label with each two neighbours swapped, and with each letter doubled."""
    for at in range(len(label)):
        yield label[:at] + label[at] + label[at:]
        if at + 1 < len(label) and label[at] != label[at + 1]:
            yield label[:at] + label[at + 1] + label[at] + label[at + 2 :]


def _overlooked(label: str, official: str, *, common: bool) -> bool:
    """Whether a reader overlooks the one slip in the label. Near a `common` name stand others: "canadianbank"."""
    size = len(official)
    if label.replace("-", "") == official.replace("-", "") or official in (f"{label}s", label.removesuffix("s")):
        return False
    if (size >= OVERLOOKED_LEAST and not common) or (size >= DOUBLED_LEAST and _DOUBLED.sub(r"\1", label) == _DOUBLED.sub(r"\1", official)):
        return True
    return size >= ALIKE_LEAST and (label.translate(_BY_EYE) == official.translate(_BY_EYE) or sorted(label) == sorted(official))


def _at_a_glance(own: str) -> str:
    """Return a name with one letter for doubled ones and for those that look alike."""
    return _DOUBLED.sub(r"\1", own.translate(_BY_EYE) if len(own) >= _BY_EYE_LEAST else own)


def _slips_in(size: int) -> int:
    """Return how many slips count in an official label of this length."""
    return (size >= ONE_SLIP_LEAST) + (size >= TWO_SLIPS_LEAST) + (size >= THREE_SLIPS_LEAST)


def distance(one: str, other: str, most: int | None = None) -> int:
    """Return the optimal string alignment distance (Damerau-Levenshtein that never edits a swapped pair again). Beyond `most`, any number
    beyond it.

    A column of the table is a few integers, whose bits say where the distance rises and falls from one row to the next, and from the
    column before (H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003).
    """
    one, other = _where_they_differ(one, other)
    if not one or not other:
        return len(one) or len(other)
    if most == 1:  # the ends differ, so that one slip is all that is left
        return 1 if len(one) == len(other) == 1 or (len(one) == 2 and one == other[::-1]) else 2
    places: dict[str, int] = {}
    for at, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << at
    last, every = 1 << len(one) - 1, (1 << len(one)) - 1
    slips, up, down, same, before = len(one), every, 0, 0, 0
    for char in other:
        at = places.get(char, 0)
        swapped = (~same & at) << 1 & before
        same = ((at & up) + up ^ up) & every | at | down | swapped
        right, left = down | every & ~(same | up), same & up
        slips += bool(right & last) - bool(left & last)
        right, left = right << 1 & every | 1, left << 1 & every
        up, down, before = left | every & ~(same | right), right & same, at
    return slips


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Remove the common prefix and suffix, which do not change the distance."""
    start, end = 0, min(len(one), len(other))
    while start < end and one[start] == other[start]:
        start += 1
    back, end = 0, end - start
    while back < end and one[-1 - back] == other[-1 - back]:
        back += 1
    return one[start : len(one) - back], other[start : len(other) - back]


def skeleton(label: str) -> str:
    """Return the label with marks removed and look-alike letters and digits replaced by the Latin letters they resemble."""
    if not label.isascii():
        label = "".join(c for c in unicodedata.normalize("NFD", label) if not unicodedata.combining(c)).translate(_shapes())
    elif "0" in label or "1" in label:
        label = label.translate(_shapes())
    for pair, single in _ASCII_SHAPES:
        if pair in label:
            label = label.replace(pair, single)
    return label


@cache
def _shapes() -> dict[int, str]:
    return confusables() | {ord("0"): "o", ord("1"): "l"}


@cache
def confusables() -> dict[int, str]:
    """Code point -> the Latin letter that it resembles."""
    return {int(row.code, 16): row.looks_like for _, row in read_rows(FILE, Confusable)}
