"""Find known strings in one label of a host name, each under its own rule of position."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

Rule = Literal["token", "prefix", "anywhere"]
"""Position rules.

token: bounded on both sides by an end of the label, a hyphen, or a change between letter and digit; prefix: at the start of the label or
after a hyphen; anywhere: inside the label, without its hyphens.
"""

_KEY_CHARS = 3


@dataclass(frozen=True, slots=True)
class Label:
    """A label without its hyphens, and the positions of its tokens."""

    text: str
    parts: frozenset[int]
    """Offsets of the removed hyphens, and both ends."""
    bounds: frozenset[int]
    """`parts`, and every change between letter and digit."""

    @classmethod
    def of(cls, label: str) -> "Label":
        if label.isalpha():
            ends = frozenset((0, len(label)))
            return cls(label, ends, ends)
        text = label.replace("-", "")
        parts = {0, len(text)}
        if len(text) < len(label):
            position = 0
            for part in label.split("-"):
                position += len(part)
                parts.add(position)
        bounds = set(parts)
        if not text.isalpha():
            bounds.update(i for i in range(1, len(text)) if text[i].isdigit() is not text[i - 1].isdigit())
        return cls(text, frozenset(parts), frozenset(bounds))


class LabelScan(Generic[T]):
    """Match a label against many strings: one lookup per position, independent of the number of strings."""

    def __init__(self, strings: Iterable[tuple[str, Rule, T]]) -> None:
        self._by_start: dict[str, list[tuple[str, Rule, T]]] = {}
        self._short: dict[str, list[tuple[str, Rule, T]]] = {}
        for text, rule, meaning in strings:
            table, key = (self._by_start, text[:_KEY_CHARS]) if len(text) >= _KEY_CHARS else (self._short, text)
            table.setdefault(key, []).append((text, rule, meaning))

    def scan(self, label: Label) -> list[tuple[str, int, int, T]]:
        """Return (string, start, end, meaning) of every hit, including overlaps; all but short tokens in order of start."""
        text = label.text
        hits: list[tuple[str, int, int, T]] = []
        get = self._by_start.get
        for start in range(len(text) - _KEY_CHARS + 1):
            entries = get(text[start : start + _KEY_CHARS])
            if entries is None:
                continue
            for string, rule, meaning in entries:
                if not text.startswith(string, start):
                    continue
                end = start + len(string)
                if _may_stand(rule, label, start, end):
                    hits.append((string, start, end, meaning))
        if self._short and (len(label.bounds) > 2 or len(text) < _KEY_CHARS):
            hits.extend(self._short_tokens(label))
        return hits

    def _short_tokens(self, label: Label) -> list[tuple[str, int, int, T]]:
        hits: list[tuple[str, int, int, T]] = []
        edges = sorted(label.bounds)
        for start, end in pairwise(edges):
            if end - start < _KEY_CHARS:
                hits.extend((string, start, end, meaning) for string, _, meaning in self._short.get(label.text[start:end], ()))
        return hits


def _may_stand(rule: Rule, label: Label, start: int, end: int) -> bool:
    if rule == "token":
        return start in label.bounds and end in label.bounds
    return rule == "anywhere" or start in label.parts


def longest(hits: list[tuple[str, int, int, T]]) -> list[tuple[str, int, int, T]]:
    """Return the hits without overlaps: the longest wins, then the first."""
    kept: list[tuple[str, int, int, T]] = []
    for hit in sorted(hits, key=lambda h: (h[1] - h[2], h[1])):
        if all(hit[2] <= other[1] or hit[1] >= other[2] for other in kept):
            kept.append(hit)
    return kept
