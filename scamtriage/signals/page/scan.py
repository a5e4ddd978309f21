"""Find literals between the word boundaries of their script, with bounded work."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from scamtriage.knowledge.language import hotlines
from scamtriage.knowledge.language.vocabulary import BOTH, DIALLED, FIGURES, LEFT, SYLLABLE, Vocabulary
from scamtriage.knowledge.matcher import character_offsets

SECOND_LOOKS = 4
"""Further positions tried for a literal whose first position is inside another word."""
NUMBER_LOOKS = 40
"""The same for a hotline number, whose digits are more often part of prices and other numbers."""
MOST_OF_ONE = 40
"""Most occurrences kept of one literal in one place."""
HIT_LIMIT = 6_000
"""Most occurrences scanned in one place. A longer one has shown all its words by then."""

HEAD_BYTES = 8_000
"""Beginning of a long text of which every word is looked for before it is known whether those of a scheme meet. Where they do, they mostly
meet there; where they do not, each word of the rest is handed over once, and a page repeats its words."""

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
_SIGNS = frozenset(
    chr(code).encode()
    for first, last in (
        (0x0E30, 0x0E3A), (0x0E45, 0x0E45), (0x0E47, 0x0E4E),  # Thai
        (0x0EB0, 0x0EBD), (0x0EC8, 0x0ECE),  # Lao
        (0x102B, 0x1036), (0x1039, 0x103E),  # Burmese, without the tones, which may change in a word: ကျွန်တော့် is of ကျွန်တော်
        (0x17B6, 0x17D3),  # Khmer
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""Signs that belong to the letter before them. A word behind which one stands is a part of a longer syllable: ပြန်ရုံ is "only to answer",
not ပြန်ရ (got back)."""
_FIRST_OF_BURMESE, _KILLERS, _DOT = 0xE1, frozenset(("\u103a".encode(), "\u1039".encode())), "\u1037".encode()
"""A Burmese letter with the first sign, or with the second and another letter below it, closes the syllable before it; a tone may stand
between."""
_BEGINS = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))
"""1 for a byte that begins a UTF-8 character."""
_PARTS, _WITHIN = 1, 2
_SIDES = bytes(0 if byte >= 0x80 else _WITHIN if byte in _WORD else _PARTS for byte in range(256))
"""_WITHIN for an ASCII byte that belongs to a word, _PARTS for any other ASCII byte. Of two such neighbours no more need be known."""
_BETWEEN = b"\0"
"""Separator of the places in one stretch. No literal contains it, and it bounds every word."""


Located = tuple[int, int, int, int]
"""An occurrence: (literal, start, end, place), in characters of that place."""


class Stretch(NamedTuple):
    """What was found in one or more places of a page that were scanned together."""

    place: int
    """The first of these places."""
    literals: Collection[int]
    """The found literals, including those only inside other words."""
    located: list[Located]
    """The bounded occurrences, in order: of a literal at most MOST_OF_ONE in each place."""
    firsts_only: bool = False
    """Only the first occurrence of each literal is located."""


def scan_every(places: Sequence[tuple[int, bytes]], vocabulary: Vocabulary) -> Stretch:
    """Find every occurrence in these (place, bytes)."""
    data = places[0][1] if len(places) == 1 else _BETWEEN.join([data for _, data in places])
    return _every(places, data, vocabulary.matcher.ends(data, limit=HIT_LIMIT * len(places)), vocabulary)


def scan_long(place: int, data: bytes, vocabulary: Vocabulary, groups: Sequence[frozenset[str]]) -> Stretch:
    """Find every occurrence in a long text if all concepts of one of the groups occur, else only the first of each literal."""
    matcher, rest = vocabulary.matcher, max(0, HEAD_BYTES - vocabulary.longest + 1)  # a word that begins earlier ends in the head
    hits = matcher.ends(data[:HEAD_BYTES], limit=HIT_LIMIT)
    firsts, full = dict(reversed(hits)), len(hits) == HIT_LIMIT
    if not _meet(data, firsts, vocabulary, groups):
        behind = matcher.found(data) if full else {literal: rest + end for literal, end in matcher.found(data[rest:]).items()}
        firsts = behind | firsts
        if len(data) <= HEAD_BYTES or not _meet(data, firsts, vocabulary, groups):
            return _firsts(place, data, firsts, vocabulary)
    if not full:
        hits += [(literal, rest + end) for literal, end in matcher.ends(data[rest:], limit=HIT_LIMIT) if rest + end > HEAD_BYTES]
    return _every([(place, data)], data, hits[:HIT_LIMIT], vocabulary)


def _every(places: Sequence[tuple[int, bytes]], data: bytes, hits: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> Stretch:
    """Locate the bounded ones of these (literal, end). One loop makes of each a place in characters, as nearly all are asked for."""
    edges, lengths, characters = vocabulary.edges, vocabulary.lengths, vocabulary.characters
    begins = b"" if data.isascii() else data.translate(_BEGINS)
    sides = b"%c%b%c" % (_PARTS, data.translate(_SIDES), _PARTS)
    located: list[Located] = []
    left = iter(places)
    place, begun, until = -1, 0, 0  # a place with its first character and the byte behind it
    counted, before = 0, 0  # bytes whose characters are counted, and these characters
    seen: dict[int, int] = {}
    for literal, end in hits:
        while end > until:
            start = until + len(_BETWEEN) if place >= 0 else 0
            place, of = next(left)
            until = start + len(of)
            begun = before = before + begins.count(1, counted, start) if begins else start
            counted = start
            seen.clear()
        if (kept := seen.get(literal, 0)) >= MOST_OF_ONE:
            continue
        if edge := edges[literal]:
            start = end - lengths[literal]
            opens, closes = sides[start], sides[end + 1]
            if edge <= BOTH and opens == _PARTS and (closes == _PARTS or edge == LEFT):
                pass  # it stands alone, as most do
            elif edge <= BOTH and ((opens == _WITHIN and sides[start + 1]) or (closes == _WITHIN and sides[end] and edge == BOTH)):
                continue  # ASCII within an ASCII word, as most others are
            elif not _bounded(data, start, end, edge):
                continue
        seen[literal] = kept + 1
        if begins:
            before += begins.count(1, counted, end)
            counted = end
            last = before - begun
        else:
            last = end - begun
        located.append((literal, last - characters[literal], last, place))
    return Stretch(places[0][0], dict(hits), located)


def _firsts(place: int, data: bytes, firsts: dict[int, int], vocabulary: Vocabulary) -> Stretch:
    """Locate of each literal the first bounded occurrence, given the end of its first of any kind. They are ordered by where they begin."""
    starts = {literal: _first_between(data, literal, end, vocabulary) for literal, end in firsts.items()}
    standing = sorted([(start, vocabulary.lengths[literal], literal) for literal, start in starts.items() if start is not None])
    at = None if data.isascii() else character_offsets(data, [start for start, _, _ in standing])
    located = []
    for byte, _, literal in standing:
        start = byte if at is None else at[byte]
        located.append((literal, start, start + vocabulary.characters[literal], place))
    return Stretch(place, firsts, located, firsts_only=True)


def every(data: bytes, vocabulary: Vocabulary) -> list[int]:
    """Literals of a short text, one per bounded occurrence, in order."""
    return [literal for literal, _, _, _ in scan_every([(0, data)], vocabulary).located]


def _meet(data: bytes, found: dict[int, int], vocabulary: Vocabulary, groups: Sequence[frozenset[str]]) -> bool:
    """Whether all concepts of one group occur, given the end of the first occurrence of each literal."""
    lengths, edges, concepts = vocabulary.lengths, vocabulary.edges, vocabulary.concepts
    present: set[str] = set()
    inside: list[int] = []
    asked = frozenset().union(*groups)
    for literal, end in found.items():
        if (named := concepts[literal]) and not asked.isdisjoint(named):
            if not (edge := edges[literal]) or _bounded(data, end - lengths[literal], end, edge):
                present.update(named)
            else:
                inside.append(literal)
    if any(map(present.issuperset, groups)):
        return True
    possible = present.union(*[concepts[literal] for literal in inside])
    for group in filter(possible.issuperset, groups):  # depends on further positions, which need a search each
        for literal in inside:
            if (
                not (group - present).isdisjoint(concepts[literal])
                and _first_between(data, literal, found[literal], vocabulary) is not None
            ):
                present.update(concepts[literal])
        if present.issuperset(group):
            return True
    return False


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
    if edge & SYLLABLE and _cuts(data, end):
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


def _cuts(data: bytes, end: int) -> bool:
    """Whether the syllable before this byte goes on behind it, in scripts without spaces that write signs around letters. A sign written
    twice is one to a reader."""
    if (sign := data[end : end + 3]) in _SIGNS:
        return sign != data[end - 3 : end]
    if end + 6 > len(data) or data[end] != _FIRST_OF_BURMESE:
        return False
    behind = data[end + 3 : end + 6]
    return (data[end + 6 : end + 9] if behind == _DOT else behind) in _KILLERS


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
