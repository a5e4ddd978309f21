"""Find known strings in one label of a host name, each under its own rule of position."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from scamtriage.records import lazy_re

T = TypeVar("T")

Rule = Literal["token", "prefix", "anywhere"]
Place = Literal[Rule, "beside"]
"""Position rules, and what the scanner alone knows: `beside` is a token, or stands next to one of the scanner's words.

token: bounded on both sides by an end of the label, a hyphen, or a change between letter and digit; prefix: at the start of the label or
after a hyphen; anywhere: inside the label, without its hyphens. A single letter beside a digit is no token: "4x4", "10x", "0x80".
"""

_KEY_CHARS = 3
_TOKENS = lazy_re.compile(r"[0-9]+|[^0-9-]+")
"""The tokens of an ASCII label."""


class Label:
    """A label without its hyphens, and the positions of its tokens."""

    __slots__ = ("_places", "given", "text")

    def __init__(self, given: str) -> None:
        self.given = given
        self.text = given.replace("-", "") if "-" in given else given
        self._places: tuple[frozenset[int], frozenset[int]] | None = None

    @property
    def parts(self) -> frozenset[int]:
        """Offsets of the removed hyphens, and both ends."""
        return (self._places or self._placed())[0]

    @property
    def bounds(self) -> frozenset[int]:
        """`parts`, and every change between letter and digit."""
        return (self._places or self._placed())[1]

    def bound_before(self, place: int) -> int:
        """The last bound at or before an offset."""
        return max(bound for bound in self.bounds if bound <= place)

    def bound_after(self, place: int) -> int:
        """The first bound at or after an offset."""
        return min(bound for bound in self.bounds if bound >= place)

    def _placed(self) -> tuple[frozenset[int], frozenset[int]]:
        """Find the positions: few labels hold a known string, and only they ask."""
        text, position = self.text, 0
        parts = {0, len(text)}
        for part in self.given.split("-"):
            position += len(part)
            parts.add(position)
        placed = frozenset(parts)
        if text.isalpha():
            self._places = placed, placed
        else:
            self._places = placed, placed.union(i for i in range(1, len(text)) if text[i].isdigit() is not text[i - 1].isdigit())
        return self._places


_Entries = list[tuple[str, Place, T]]


class LabelScan(Generic[T]):
    """Match a label against many strings: one lookup per position, independent of the number of strings."""

    def __init__(
        self, strings: Iterable[tuple[str, Place, T]], words: frozenset[str] = frozenset(), more: frozenset[str] = frozenset()
    ) -> None:
        """`words`: those next to which a string of the rule `beside` may stand, if nothing else stands between it and the next bound:
        "verifikasi" in "verifikasibca". One of `more` may stand there with it: "verifikasiakunbca"."""
        self._words, self._more = words, more
        self._by_start: dict[tuple[str, ...], dict[str, _Entries[T]]] = {}
        """First characters -> the next one -> strings; "": strings of no more, if it is any other. The first ones are a tuple: `zip` yields
        those of all positions faster than slices are made."""
        self._short: dict[str, _Entries[T]] = {}
        begun: dict[tuple[str, ...], _Entries[T]] = {}
        for text, rule, meaning in strings:
            if len(text) >= _KEY_CHARS:
                begun.setdefault(tuple(text[:_KEY_CHARS]), []).append((text, rule, meaning))
            else:
                self._short.setdefault(text, []).append((text, rule, meaning))
        for start, entries in begun.items():
            next_ones = {"", *(text[_KEY_CHARS : _KEY_CHARS + 1] for text, _, _ in entries)}
            self._by_start[start] = {one: [e for e in entries if e[0][_KEY_CHARS : _KEY_CHARS + 1] in ("", one)] for one in next_ones}

    def scan(self, label: Label) -> list[tuple[str, int, int, T]]:
        """Return (string, start, end, meaning) of every hit, including overlaps; all but short tokens in order of start."""
        text = label.text
        hits: list[tuple[str, int, int, T]] = []
        three = zip(text, text[1:], text[2:])  # noqa: B905 -- `strict` takes as long as `zip`
        for start, begun in enumerate(map(self._by_start.get, three)):
            if begun is None:
                continue
            for string, rule, meaning in begun.get(text[start + _KEY_CHARS : start + _KEY_CHARS + 1]) or begun[""]:
                if text.startswith(string, start) and self._may_stand(rule, label, start, end := start + len(string)):
                    hits.append((string, start, end, meaning))
        if (not text.isalpha() or text is not label.given or len(text) < _KEY_CHARS) and self._holds_short(label):
            hits.extend(self._short_tokens(label))
        return hits

    def _holds_short(self, label: Label) -> bool:
        """Whether a short string may stand as a token; a cheap test that excludes most labels."""
        return not label.given.isascii() or not self._short.keys().isdisjoint(_TOKENS.findall(label.given))

    def _short_tokens(self, label: Label) -> list[tuple[str, int, int, T]]:
        hits: list[tuple[str, int, int, T]] = []
        edges = sorted(label.bounds)
        for start, end in pairwise(edges):
            if 1 < end - start < _KEY_CHARS or {start, end} <= label.parts:
                hits.extend((string, start, end, meaning) for string, _, meaning in self._short.get(label.text[start:end], ()))
        return hits

    def _may_stand(self, rule: Place, label: Label, start: int, end: int) -> bool:
        if rule == "anywhere":
            return True
        if rule == "prefix":
            return start in label.parts
        begins, ends = start in label.bounds, end in label.bounds
        if begins is ends or rule == "token":
            return begins and ends
        beside = label.text[end : label.bound_after(end)] if begins else label.text[label.bound_before(start) : start]
        if beside in self._words:
            return True
        halves = ((beside[:at], beside[at:]) for at in range(1, len(beside)))
        return any((a in self._words and b in self._more) or (a in self._more and b in self._words) for a, b in halves)


def longest(hits: list[tuple[str, int, int, T]]) -> list[tuple[str, int, int, T]]:
    """Return the hits without overlaps: the longest wins, then the first."""
    kept: list[tuple[str, int, int, T]] = []
    for hit in sorted(hits, key=lambda h: (h[1] - h[2], h[1])):
        if all(hit[2] <= other[1] or hit[1] >= other[2] for other in kept):
            kept.append(hit)
    return kept
