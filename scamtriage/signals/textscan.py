"""Where literals stand between the word boundaries of their script; bounded work, and little of it before it is asked."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

from scamtriage.knowledge.vocabulary import BOTH, Vocabulary

SECOND_LOOKS = 4
"""Further places tried of a literal whose first place is inside another word."""
MOST_OF_ONE = 40
"""Occurrences kept of one literal in one place; where it stands once more says nothing new."""
HIT_LIMIT = 6_000
"""Occurrences read of one place; the distinct words of a longer one were all seen by then."""

_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")
_LATIN_LEADS = frozenset(range(0xC3, 0xCA)) | {0xE1, 0xC6}
_DEVANAGARI = 0xE0
_MAY_GO_ON = _WORD | _LATIN_LEADS | {_DEVANAGARI}
"""Bytes behind a word with which it may go on."""
_CONTINUATION = bytes(range(0x80, 0xC0))
_STEP = 1_024
"""Bytes between two places whose characters were counted."""
_BETWEEN = b"\0"
"""Between the places of one stretch: no literal holds it, and it is a boundary of every word."""


class Stretch:
    """One or more places of a page that were scanned together."""

    __slots__ = ("_ascii", "_counted", "_data", "_firsts", "_known", "_raw", "_standing", "_starts", "_vocabulary", "at", "places")

    def __init__(self, places: Sequence[tuple[int, bytes]], raw: Sequence[tuple[int, int]] | None, vocabulary: Vocabulary) -> None:
        """`places`: each with its bytes. `raw`: (literal, end) of what was found in a single place; None: everything is yet to be found."""
        self.places = [place for place, _ in places]
        self._data = places[0][1] if len(places) == 1 else _BETWEEN.join([data for _, data in places])
        self._raw = vocabulary.matcher.ends(self._data, limit=HIT_LIMIT * len(places)) if raw is None else raw
        self._vocabulary = vocabulary
        self._known: dict[int, list[tuple[int, int]]] = {}
        self._ascii = self._data.isascii()
        self._counted = [0]
        self._standing: set[int] | None = None
        self._starts = [0]
        for _, data in places[:-1]:
            self._starts.append(self._starts[-1] + len(data) + len(_BETWEEN))
        self._firsts = list(map(self._character, self._starts))
        self.at: dict[int, list[int]] = defaultdict(list)
        """Literal -> which of the findings are its own."""
        for number, (literal, _) in enumerate(self._raw):
            self.at[literal].append(number)

    def spans(self, literal: int) -> list[tuple[int, int]]:
        """(number of the finding, start) of each occurrence between its boundaries, in the order of the scan."""
        known = self._known.get(literal)
        if known is not None:
            return known
        length, edge = self._vocabulary.lengths[literal], self._vocabulary.edges[literal]
        data, raw, alone = self._data, self._raw, len(self._starts) == 1
        kept: list[tuple[int, int]] = []
        for number in self.at[literal]:
            end = raw[number][1]
            if not edge or _bounded(data, end - length, end, edge):
                kept.append((number, end - length))
                if alone and len(kept) == MOST_OF_ONE:
                    break
        if len(kept) > MOST_OF_ONE:
            kept = self._most(kept)
        self._known[literal] = kept
        return kept

    def standing(self) -> set[int]:
        """The literals that stand there between their boundaries at all."""
        if self._standing is None:
            data, raw, lengths, edges = self._data, self._raw, self._vocabulary.lengths, self._vocabulary.edges
            self._standing = found = set()
            for literal, numbers in self.at.items():
                length, edge = lengths[literal], edges[literal]
                for number in numbers:
                    end = raw[number][1]
                    if not edge or _bounded(data, end - length, end, edge):
                        found.add(literal)
                        break
        return self._standing

    def _most(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """At most MOST_OF_ONE of each place."""
        seen = [0] * len(self._starts)
        kept = []
        for span in spans:
            at = bisect_right(self._starts, span[1]) - 1
            seen[at] += 1
            if seen[at] <= MOST_OF_ONE:
                kept.append(span)
        return kept

    def whereabouts(self, literal: int, start: int) -> tuple[int, int, int]:
        """(place, start, end) in characters of that place."""
        at = bisect_right(self._starts, start) - 1 if len(self._starts) > 1 else 0
        first = self._character(start) - self._firsts[at]
        return self.places[at], first, first + self._vocabulary.characters[literal]

    def _character(self, offset: int) -> int:
        """The same offset in characters."""
        if self._ascii:
            return offset
        counted, at = self._counted, offset // _STEP
        while len(counted) <= at:  # no further than anybody asks
            last = len(counted) - 1
            counted.append(counted[last] + len(self._data[last * _STEP : (last + 1) * _STEP].translate(None, _CONTINUATION)))
        return counted[at] + len(self._data[at * _STEP : offset].translate(None, _CONTINUATION))


def every(data: bytes, vocabulary: Vocabulary) -> list[int]:
    """Literals in the order in which they stand in a short text, as often as they stand there between their boundaries."""
    stretch = Stretch([(0, data)], None, vocabulary)
    return [literal for _, literal in sorted((number, literal) for literal in stretch.at for number, _ in stretch.spans(literal))]


def first(data: bytes, vocabulary: Vocabulary, enough: Callable[[Sequence[int]], bool] = lambda _: False) -> list[tuple[int, int]] | None:
    """(literal, end) of the first occurrence of each literal between its boundaries, in the order in which they begin; of one that stands
    inside other words alone, its first. None as soon as the literals that are known to stand between boundaries are `enough` for more."""
    lengths, edges = vocabulary.lengths, vocabulary.edges
    kept: list[tuple[int, int, int]] = []
    inside: list[tuple[int, int, int]] = []
    for literal, end in vocabulary.matcher.found(data).items():
        start, edge = end - lengths[literal], edges[literal]
        (kept if not edge or _bounded(data, start, end, edge) else inside).append((start, end, literal))
    if enough([literal for _, _, literal in kept]):
        return None
    found = [(_second_look(data, start, end, edges[literal]), literal) for start, end, literal in inside]
    standing = [(*span, literal) for span, literal in found if span is not None]
    if standing and enough([literal for _, _, literal in kept + standing]):
        return None
    alone = [one for one, (span, _) in zip(inside, found, strict=True) if span is None]
    return [(literal, end) for _, end, literal in sorted(kept + standing + alone)]


def _second_look(data: bytes, start: int, end: int, edge: int) -> tuple[int, int] | None:
    """The next place between boundaries of a literal that stands inside another word."""
    text = data[start:end]
    for _ in range(SECOND_LOOKS):
        start = data.find(text, start + 1)
        if start < 0:
            break
        if _bounded(data, start, start + len(text), edge):
            return start, start + len(text)
    return None


def _bounded(data: bytes, start: int, end: int, edge: int) -> bool:
    """Whether a literal stands between the boundaries that its script has."""
    if start:
        before = data[start - 1]
        if before in _WORD if before < 0x80 else _continues(data, start - 1, start):
            return False
    if edge != BOTH or end >= len(data):
        return True
    after = data[end]
    return after not in _MAY_GO_ON or (after == _DEVANAGARI and not _devanagari(data, end))


def _continues(data: bytes, at: int, start: int) -> bool:
    """Whether the last byte of a letter beyond ASCII, before a word, belongs to a letter of the same kind."""
    if data[start] == 0xE0:  # Devanagari term: any Devanagari neighbour
        return at >= 2 and data[at - 2] == 0xE0
    if data[start] >= 0xEA and data[start] <= 0xED:  # Hangul
        return at >= 2 and 0xEA <= data[at - 2] <= 0xED
    while at and 0x80 <= data[at] < 0xC0:
        at -= 1
    return data[at] in _LATIN_LEADS


def _devanagari(data: bytes, at: int) -> bool:
    return data[at] == _DEVANAGARI and at + 1 < len(data) and data[at + 1] in (0xA4, 0xA5)
