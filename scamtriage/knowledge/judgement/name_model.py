"""The fitted model of host names: its weights, its dates and the words it cuts labels into."""

import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from string import ascii_lowercase
from typing import Annotated

from msgspec import field

from scamtriage.knowledge.loading import Count, Many, Nats, Table, Text, matching, one_of, read_table, read_text

FILE = "name_model.json"
SCHEMA = "scamtriage.names/1"

_UNKNOWN_LETTER = 3.0
"""Cost in nats of a letter outside any word. A word is chosen if it is likelier than its letters separately."""
_LETTERS = [_UNKNOWN_LETTER * count for count in range(64)]
"""The cost of so many letters, for labels as the DNS has them."""
_SHORT, _KEY = 3, 4
"""Length of the shortest words, and number of letters by which words are looked up."""
_END = "$"
Chars = tuple[str, ...]
"""Neighbouring characters as a key: `zip` yields those of all positions of a text several times faster than slices are made."""
Pieces = tuple[dict[Chars, float], ...]
"""Weights in nats of character sequences: of three, of four and of five characters."""
GRAMS = (3, 4, 5)
"""Lengths of the pieces of spelling. Shorter ones say nothing, longer ones are words."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words into which labels are cut, each with its cost in nats (minus the logarithm of its frequency)."""

    starts: dict[Chars, list[tuple[str, int, float]]]
    """First four letters -> (word, length, cost) of the words that begin so. A word of three letters is there with each letter that may
    follow it, and with `_END`."""

    @classmethod
    def of(cls, counts: dict[str, int]) -> "Vocabulary":
        total = math.log(sum(counts.values()) or 1)
        starts: dict[Chars, list[tuple[str, int, float]]] = {}
        for word, count in counts.items():
            entry = (word, len(word), total - math.log(count))
            for start in [word[:_KEY]] if len(word) >= _KEY else [f"{word}{letter}" for letter in f"{ascii_lowercase}{_END}"]:
                starts.setdefault(tuple(start), []).append(entry)
        return cls(starts)

    def is_word(self, text: str) -> bool:
        return any(word == text for word, _, _ in self.starts.get(tuple(f"{text}{_END}"[:_KEY]), ()))

    def cut(self, letters: str) -> list[tuple[str, int]]:
        """Return (word, start) for the likeliest segmentation of a run of letters; letters outside words are omitted."""
        size = len(letters)
        if size < _SHORT:
            return []
        found = self._found(letters)
        if not found:
            return []
        if len(found) == 1:  # the usual case: at most one word, so nothing to compare
            start, word, end, cost = found[0]
            return [(word, start)] if cost < _UNKNOWN_LETTER * (end - start) else []
        best = _LETTERS[: size + 1] if size < len(_LETTERS) else [_UNKNOWN_LETTER * end for end in range(size + 1)]
        back = [""] * (size + 1)
        reached = size  # no letter is cheaper behind others before the first word ends
        for start, word, end, cost in found:
            while reached < start:  # count the letters up to here one by one
                reached += 1
                if best[reached - 1] + _UNKNOWN_LETTER < best[reached]:
                    best[reached], back[reached] = best[reached - 1] + _UNKNOWN_LETTER, ""
            if best[start] + cost < best[end]:
                best[end], back[end] = best[start] + cost, word
                if end <= reached:
                    reached = end - 1
        for end in range(reached + 1, size + 1):
            if best[end - 1] + _UNKNOWN_LETTER < best[end]:
                best[end], back[end] = best[end - 1] + _UNKNOWN_LETTER, ""
        return _trace(back)

    def _found(self, letters: str) -> list[tuple[int, str, int, float]]:
        """Return (start, word, end, cost) of every word in the letters, in order of start."""
        found: list[tuple[int, str, int, float]] = []
        four = zip(letters, letters[1:], letters[2:], letters[3:] + _END)  # noqa: B905 -- `strict` takes as long as `zip`
        for start, words in enumerate(map(self.starts.get, four)):
            if words is not None:
                for word, length, cost in words:
                    if length <= _KEY or letters.startswith(word, start):  # a short one is found by all its letters
                        found.append((start, word, start + length, cost))
        return found


def _trace(back: list[str]) -> list[tuple[str, int]]:
    """Return the words of the best segmentation, in order."""
    words: list[tuple[str, int]] = []
    end = len(back) - 1
    while end > 0:
        word = back[end]
        end -= len(word) or 1
        if word:
            words.append((word, end))
    words.reverse()
    return words


Number = Annotated[str, matching(r"-?\d{1,3}(?:\.\d+)?", "must be a number of nats")]


class Spelling(Table, frozen=True, kw_only=True):
    """Nats -> the pieces that weigh so much, with spaces between."""

    label: dict[Number, Text]
    left: dict[Number, Text]


class Bin(Table, frozen=True, kw_only=True):
    """What was stated of some names that no fit saw, and what was found."""

    least: Nats = field(name="from")
    most: Nats = field(name="to")
    names: Count
    stated: Nats
    found: Nats


class ModelFile(Table, frozen=True, kw_only=True):
    """name_model.json, which tools/names_shipped.py writes."""

    schema: Annotated[str, one_of((SCHEMA,))]
    name: Text
    trained_on: Annotated[str, matching("[0-9a-f]{64}", "must be a SHA-256")]
    as_of: date
    expires: date
    rows: Count
    suffix_times: dict[str, Nats]
    weights: dict[Annotated[str, matching("name-[a-z0-9-]+", "must be a signal of names")], dict[str, Nats]]
    spelling: Spelling
    vocabulary: dict[Text, Count]
    bigrams: dict[str, Nats]
    reliability: Many[Bin]

    def __post_init__(self) -> None:
        if self.expires <= self.as_of:
            raise ValueError("expires must be a day after as_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameModel:
    """Weights in nats by signal and term, as in the catalogue (before shrinkage)."""

    as_of: date
    """The date of the training names."""
    expires: date
    """The last day on which the weights of suffixes apply. The spelling of names does not expire."""
    weights: dict[str, dict[str, float]]
    spelling: Pieces
    """Weights of character sequences of the label; "^" and "$" are its ends."""
    spelling_left: Pieces
    """The same for the labels left of the registered name."""
    vocabulary: Vocabulary
    bigrams: dict[Chars, float]
    """Negative log-probability in nats of each letter pair in honest names; "^" and "$" are the ends."""
    suffix_times: dict[str, float]
    """Suffix -> ratio of its frequency on scam lists to that among popular sites. Only reported, not weighed."""

    def weight(self, signal: str, term: str) -> float:
        return self.weights[signal].get(term, 0.0)


@cache
def load() -> NameModel:
    """Load the shipped model. Raises BadTable."""
    return parse(read_text(FILE))


def parse(text: str) -> NameModel:
    """Parse a model file. Raises BadTable naming the key."""
    file = read_table(FILE, ModelFile, text)
    return NameModel(
        as_of=file.as_of,
        expires=file.expires,
        weights=file.weights,
        spelling=_pieces(file.spelling.label),
        spelling_left=_pieces(file.spelling.left),
        vocabulary=Vocabulary.of(file.vocabulary),
        bigrams={tuple(pair): cost for pair, cost in file.bigrams.items()},
        suffix_times=file.suffix_times,
    )


def _pieces(lines: dict[str, str]) -> Pieces:
    """Convert from the file's format, one line for all pieces of one weight, to a lookup."""
    known: dict[int, dict[Chars, float]] = {length: {} for length in GRAMS}
    for nats, pieces in lines.items():
        weight = float(nats)
        for piece in pieces.split():
            known.setdefault(len(piece), {})[tuple(piece)] = weight
    return tuple(known[length] for length in GRAMS)
