"""The fitted model of host names: numbers, where they came from, and how reliable they were on sources it never saw."""

import math
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from scamtriage.knowledge.loading import BadRule, read_text

FILE = "name_model.json"
SCHEMA = "scamtriage.names/1"

_UNKNOWN_LETTER = 3.0
"""Nats for a letter that belongs to no word: a word wins when it is likelier than its letters one by one."""
_KEY_CHARS = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that labels are cut into, each with its cost in nats (minus the logarithm of its share)."""

    by_start: dict[str, tuple[tuple[str, int, float], ...]]

    @classmethod
    def of(cls, counts: dict[str, int]) -> "Vocabulary":
        total = math.log(sum(counts.values()) or 1)
        by_start: dict[str, list[tuple[str, int, float]]] = {}
        for word, count in counts.items():
            by_start.setdefault(word[:_KEY_CHARS], []).append((word, len(word), total - math.log(count)))
        return cls({start: tuple(words) for start, words in by_start.items()})

    def is_word(self, text: str) -> bool:
        return any(word == text for word, _, _ in self.by_start.get(text[:_KEY_CHARS], ()))

    def cut(self, letters: str) -> list[tuple[str, int]]:
        """(word, where it starts) of the likeliest way to read a run of letters; letters that fit no word are left out."""
        size = len(letters)
        best = [0.0] + [math.inf] * size
        back = [""] * (size + 1)
        get = self.by_start.get
        for start in range(size):
            here = best[start]
            if here + _UNKNOWN_LETTER < best[start + 1]:
                best[start + 1], back[start + 1] = here + _UNKNOWN_LETTER, ""
            for word, length, cost in get(letters[start : start + _KEY_CHARS], ()):
                if letters.startswith(word, start) and here + cost < best[start + length]:
                    best[start + length], back[start + length] = here + cost, word
        words: list[tuple[str, int]] = []
        end = size
        while end > 0:
            word = back[end]
            end -= len(word) or 1
            if word:
                words.append((word, end))
        words.reverse()
        return words


@dataclass(frozen=True, slots=True, kw_only=True)
class NameModel:
    """Weights in nats by signal and term, in the unit of the catalogue (before shrinkage)."""

    name: str
    trained_on: str
    """SHA-256 of the training file."""
    weights: dict[str, dict[str, float]]
    vocabulary: Vocabulary
    bigrams: dict[str, float]
    """Minus log-probability in nats of each pair of letters of honest names; "^" and "$" are the ends."""
    reliability: tuple[dict[str, Any], ...] = field(default=())

    def weight(self, signal: str, term: str) -> float:
        return self.weights[signal].get(term, 0.0)


@cache
def load() -> NameModel:
    """The shipped model. Raises BadRule."""
    return parse(read_text(FILE))


def parse(text: str) -> NameModel:
    """Read a model file. Raises BadRule naming the key."""
    import orjson

    try:
        raw = orjson.loads(text)
    except orjson.JSONDecodeError as exc:
        raise BadRule(f"{FILE}: {exc}") from None
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        raise BadRule(f"{FILE}: schema: must be {SCHEMA}")
    try:
        return NameModel(
            name=str(raw["name"]),
            trained_on=str(raw["trained_on"]),
            weights={signal: {term: float(w) for term, w in terms.items()} for signal, terms in raw["weights"].items()},
            vocabulary=Vocabulary.of(raw["vocabulary"]),
            bigrams={pair: float(cost) for pair, cost in raw["bigrams"].items()},
            reliability=tuple(raw["reliability"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as exc:
        raise BadRule(f"{FILE}: {exc!r}: the file is not complete") from None
