"""Find literals between the word boundaries of their script, lazily and with bounded work."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from scamtriage.knowledge.language import hotlines
from scamtriage.knowledge.language.vocabulary import BOTH, DIALLED, FIGURES, LEFT, Vocabulary

SECOND_LOOKS = 4
"""Further positions tried for a literal whose first position is inside another word."""
NUMBER_LOOKS = 40
"""The same for a hotline number, whose digits are more often part of prices and other numbers."""
MOST_OF_ONE = 40
"""Most occurrences kept of one literal in one place."""
HIT_LIMIT = 6_000
"""Most occurrences scanned in one place. A longer one has shown all its words by then."""

_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")
_LATIN_LEADS = frozenset(range(0xC3, 0xCA))
_LATIN_BEYOND, _LATIN_ADDITIONAL = 0xE1, range(0xB8, 0xBC)
"""The first byte of a Vietnamese letter, and its second byte. Burmese, Khmer and Georgian letters share the first."""
_DEVANAGARI, _DANDAS = 0xE0, (0xA4, 0xA5)
"""First byte of Devanagari, Thai and Lao letters, and last bytes of the dandas. Many letters share the dandas' second byte."""
_HANGUL = range(0xEA, 0xEE)
_OWN_LEADS = frozenset((_DEVANAGARI, *_HANGUL))
"""First bytes of scripts in which a preceding Latin letter or digit is not part of the word: "USDT입금"."""
_COUNTERS = frozenset(one.encode() for one in "일월주초등급인명만차배대단회")
"""Korean counters after a figure. 2주의 is "of two weeks", not 주의 (beware); 1인가구 is a household of one, not 인가 (licence)."""
_COUNTED = frozenset(one.encode() for one in ("주년", "회당"))
"""Beginnings of words that do count after a figure."""
_COPULAS = frozenset(one.encode() for one in ("이자", "인가"))
"""Endings after Latin letters: CEO이자 is "the CEO and", not 이자 (interest)."""
_MAY_GO_ON = _WORD | _LATIN_LEADS | {_LATIN_BEYOND, _DEVANAGARI}
"""Bytes after a word with which the word may continue."""
_BEGINS = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))
"""1 for a byte that begins a UTF-8 character."""
_STEP, _LONG_STEP, _LONG = 64, 512, 8_192
"""Bytes between positions with cached character counts; the longer step applies to texts of at least _LONG bytes."""
_BETWEEN = b"\0"
"""Separator of the places in one stretch. No literal contains it, and it bounds every word."""


Located = tuple[int, int, int, int]
"""An occurrence: (number of the finding, start, end, place), in characters of that place."""


class Stretch:
    """One or more places of a page that were scanned together."""

    __slots__ = (
        *("_ascii", "_begins", "_begun", "_counted", "_data", "_ends", "_firsts", "_known", "_located", "_numbers", "_standing"),
        *("_starts", "_step", "_vocabulary", "literals", "places"),
    )

    def __init__(self, places: Sequence[tuple[int, bytes]], firsts: dict[int, int] | None, vocabulary: Vocabulary) -> None:
        """`places`: (place, bytes). `firsts`: for a single place, the result of `first`; None scans for everything now."""
        self.places = [place for place, _ in places]
        self._data = places[0][1] if len(places) == 1 else _BETWEEN.join([data for _, data in places])
        self._vocabulary = vocabulary
        self._known: dict[int, list[tuple[int, int]]] = {}
        self._located: dict[int, list[Located]] = {}
        self._ascii = self._data.isascii()
        self._begins = b"" if self._ascii else self._data.translate(_BEGINS)
        self._counted = [0]
        self._step = _STEP if len(self._data) < _LONG else _LONG_STEP
        self._standing: set[int] | None = None
        self._starts = [0]
        for _, data in places[:-1]:
            self._starts.append(self._starts[-1] + len(data) + len(_BETWEEN))
        self._firsts = firsts
        self._ends: list[int] = []
        self._numbers: dict[int, list[int]] = {}
        """Literal -> indices into `_ends` of its occurrences."""
        if firsts is None:
            self._ends, self._numbers = vocabulary.matcher.places(self._data, limit=HIT_LIMIT * len(places))
        self.literals: Collection[int] = self._numbers if firsts is None else firsts
        """The found literals, including those only inside other words."""
        self._begun = list(map(self._character, self._starts))

    def spans(self, literal: int) -> list[tuple[int, int]]:
        """(number of the finding, start) of each bounded occurrence, in scan order. With `firsts` only the first one, numbered so that
        literals sort by where they begin."""
        known = self._known.get(literal)
        if known is None:
            known = self._known[literal] = self._most(literal) if self._firsts is None else self._first(literal, self._firsts)
        return known

    def _every(self, literal: int) -> Iterator[tuple[int, int]]:
        length, edge = self._vocabulary.lengths[literal], self._vocabulary.edges[literal]
        data, ends = self._data, self._ends
        for number in self._numbers.get(literal, ()):
            start = (end := ends[number]) - length
            if not edge or _bounded(data, start, end, edge):
                yield number, start

    def _most(self, literal: int) -> list[tuple[int, int]]:
        """At most MOST_OF_ONE in each place."""
        every = self._every(literal)
        if len(self._starts) == 1:
            return list(islice(every, MOST_OF_ONE))
        seen = [0] * len(self._starts)
        kept = []
        for span in every:
            at = bisect_right(self._starts, span[1]) - 1
            seen[at] += 1
            if seen[at] <= MOST_OF_ONE:
                kept.append(span)
        return kept

    def _first(self, literal: int, firsts: dict[int, int]) -> list[tuple[int, int]]:
        start = _first_between(self._data, literal, firsts[literal], self._vocabulary)
        return [] if start is None else [((start << 20 | self._vocabulary.lengths[literal]) << 20 | literal, start)]

    def standing(self) -> set[int]:
        """The literals with at least one bounded occurrence."""
        if self._standing is None:
            self._standing = set(filter(self._stands, self.literals))
        return self._standing

    def _stands(self, literal: int) -> bool:
        """Whether it has a bounded occurrence. Mostly the first one is, so that the others need no look."""
        return any(self._every(literal)) if self._firsts is None else bool(self.spans(literal))

    def located(self, literal: int) -> list[Located]:
        """The occurrences with their character positions; cached, as several concepts share a literal."""
        known = self._located.get(literal)
        if known is None:
            known = self._located[literal] = self._locate(self.spans(literal), self._vocabulary.characters[literal])
        return known

    def _locate(self, spans: list[tuple[int, int]], length: int) -> list[Located]:
        """`length`: characters of the literal."""
        starts, place, begun = self._starts, self.places[0], self._begun[0]
        if self._ascii and len(starts) == 1:
            return [(number, start, start + length, place) for number, start in spans]
        located = []
        for number, start in spans:
            if len(starts) > 1:
                at = bisect_right(starts, start) - 1
                place, begun = self.places[at], self._begun[at]
            first = self._character(start) - begun
            located.append((number, first, first + length, place))
        return located

    def _character(self, offset: int) -> int:
        """The character offset of a byte offset."""
        if self._ascii:
            return offset
        begins, step, counted = self._begins, self._step, self._counted
        at = offset // step
        while len(counted) <= at:  # extend the counts only as far as needed
            last = len(counted) - 1
            counted.append(counted[last] + begins.count(1, last * step, (last + 1) * step))
        return counted[at] + begins.count(1, at * step, offset)


def every(data: bytes, vocabulary: Vocabulary) -> list[int]:
    """Literals of a short text, one per bounded occurrence, in order."""
    stretch = Stretch([(0, data)], None, vocabulary)
    return [literal for _, literal in sorted((number, literal) for literal in stretch.literals for number, _ in stretch.spans(literal))]


def first(data: bytes, vocabulary: Vocabulary, groups: Sequence[frozenset[str]]) -> dict[int, int] | None:
    """Literal -> end of its first occurrence, even inside another word. None if all concepts of one group occur: then every occurrence is
    needed."""
    lengths, edges, concepts = vocabulary.lengths, vocabulary.edges, vocabulary.concepts
    found = vocabulary.matcher.found(data)
    present: set[str] = set()
    inside: list[int] = []
    for literal, end in found.items():
        if named := concepts[literal]:
            if not (edge := edges[literal]) or _bounded(data, end - lengths[literal], end, edge):
                present.update(named)
            else:
                inside.append(literal)
    if any(map(present.issuperset, groups)):
        return None
    possible = present.union(*[concepts[literal] for literal in inside])
    for group in filter(possible.issuperset, groups):  # depends on further positions, which need a search each
        for literal in inside:
            if (
                not (group - present).isdisjoint(concepts[literal])
                and _first_between(data, literal, found[literal], vocabulary) is not None
            ):
                present.update(concepts[literal])
        if present.issuperset(group):
            return None
    return found


def _first_between(data: bytes, literal: int, end: int, vocabulary: Vocabulary) -> int | None:
    """Start of the first bounded occurrence, given the end of the first one of any kind; tries SECOND_LOOKS further positions."""
    edge, start = vocabulary.edges[literal], end - vocabulary.lengths[literal]
    if not edge or _bounded(data, start, end, edge):
        return start
    text = data[start:end]
    for _ in range(NUMBER_LOOKS if edge & DIALLED else SECOND_LOOKS):
        start = data.find(text, start + 1)
        if start < 0:
            break
        if _bounded(data, start, start + len(text), edge):
            return start
    return None


def _bounded(data: bytes, start: int, end: int, edge: int) -> bool:
    """Whether a literal is bounded as its script requires, and its digits are not part of another number."""
    if edge & DIALLED:
        return hotlines.dialled(data, start, end)
    if edge & FIGURES and not hotlines.whole(data, start, end):
        return False
    edge &= BOTH | LEFT
    if start and edge:
        before = data[start - 1]
        if (before in _WORD and not _own(data, start)) if before < 0x80 else _continues(data, start - 1, start):
            return False
    if edge != BOTH or end >= len(data) or data[end] not in _MAY_GO_ON:
        return True
    if data[end] < 0x80:
        return _devanagari(data, end - 3)
    return not (_devanagari(data, end) and _devanagari(data, end - 3)) if data[end] == _DEVANAGARI else not _latin(data, end)


def _own(data: bytes, start: int) -> bool:
    """Whether a word begins here although a Latin letter or digit directly precedes it."""
    if data[start] not in _OWN_LEADS:
        return False
    head = data[start : start + 6]  # two syllables
    if data[start - 1 : start].isdigit():
        return head[:3] not in _COUNTERS or head in _COUNTED
    return head not in _COPULAS


def _continues(data: bytes, at: int, start: int) -> bool:
    """Whether the non-ASCII letter before a word is of the same script, so that the word continues it."""
    if data[start] == _DEVANAGARI:
        return _devanagari(data, at - 2)
    if data[start] in _HANGUL:
        return at >= 2 and data[at - 2] in _HANGUL
    while at and 0x80 <= data[at] < 0xC0:
        at -= 1
    return _latin(data, at)


def _latin(data: bytes, at: int) -> bool:
    """Whether a non-ASCII Latin letter begins here."""
    return data[at] in _LATIN_LEADS or (data[at] == _LATIN_BEYOND and data[at + 1] in _LATIN_ADDITIONAL)


def _devanagari(data: bytes, at: int) -> bool:
    """Whether a Devanagari letter, sign or digit begins here; dandas do not count."""
    if at < 0 or data[at] != _DEVANAGARI:
        return False
    return data[at + 1] == 0xA4 or (data[at + 1] == 0xA5 and data[at + 2] not in _DANDAS)
