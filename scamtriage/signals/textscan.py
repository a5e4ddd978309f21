"""Where literals stand between the word boundaries of their script; bounded work, whatever the text."""

from scamtriage.knowledge.vocabulary import BOTH, Vocabulary

SECOND_LOOKS = 4
"""Further places tried of a literal whose first place is inside another word."""
MOST_OF_ONE = 40
"""Occurrences kept of one literal; where it stands once more says nothing new."""
HIT_LIMIT = 6_000
"""Occurrences read of one page; the distinct words of a longer one were all seen by then."""

_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")
_LATIN_LEADS = frozenset(range(0xC3, 0xCA)) | {0xE1, 0xC6}
_DEVANAGARI = 0xE0


def every(data: bytes, vocabulary: Vocabulary) -> list[tuple[int, int, int]]:
    """(start, end, literal) of every occurrence between its boundaries, at most MOST_OF_ONE of each literal."""
    lengths, edges = vocabulary.lengths, vocabulary.edges
    seen: dict[int, int] = {}
    kept: list[tuple[int, int, int]] = []
    for index, end in vocabulary.matcher.ends(data, limit=HIT_LIMIT):
        count = seen.get(index, 0)
        if count >= MOST_OF_ONE:
            continue
        start = end - lengths[index]
        if edges[index] and not _bounded(data, start, end, edges[index]):
            continue
        seen[index] = count + 1
        kept.append((start, end, index))
    return kept


def first(data: bytes, vocabulary: Vocabulary) -> list[tuple[int, int, int]]:
    """(start, end, literal) of the first occurrence of each literal between its boundaries."""
    lengths, edges = vocabulary.lengths, vocabulary.edges
    kept: list[tuple[int, int, int]] = []
    for index, end in vocabulary.matcher.found(data).items():
        start = end - lengths[index]
        if edges[index] and not _bounded(data, start, end, edges[index]):
            literal = data[start:end]
            for _ in range(SECOND_LOOKS):
                start = data.find(literal, start + 1)
                if start < 0 or _bounded(data, start, start + len(literal), edges[index]):
                    break
            else:
                continue
            if start < 0:
                continue
            end = start + len(literal)
        kept.append((start, end, index))
    kept.sort()
    return kept


def _bounded(data: bytes, start: int, end: int, edge: int) -> bool:
    """Whether a literal stands between the boundaries that its script has."""
    if start and _continues(data, start - 1, start):
        return False
    if edge != BOTH or end >= len(data):
        return True
    byte = data[end]
    return not (byte in _WORD or byte in _LATIN_LEADS or _devanagari(data, end))


def _continues(data: bytes, at: int, start: int) -> bool:
    """Whether the byte before a word belongs to a letter of the same kind."""
    byte = data[at]
    if byte < 0x80:
        return byte in _WORD
    if data[start] == 0xE0:  # Devanagari term: any Devanagari neighbour
        return at >= 2 and data[at - 2] == 0xE0
    if data[start] >= 0xEA and data[start] <= 0xED:  # Hangul
        return at >= 2 and 0xEA <= data[at - 2] <= 0xED
    while at and 0x80 <= data[at] < 0xC0:
        at -= 1
    return data[at] in _LATIN_LEADS


def _devanagari(data: bytes, at: int) -> bool:
    return data[at] == _DEVANAGARI and at + 1 < len(data) and data[at + 1] in (0xA4, 0xA5)
