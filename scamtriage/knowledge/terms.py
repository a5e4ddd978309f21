"""The words of scams and of warnings against them, found in a page's text in one pass."""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from scamtriage.knowledge.folding import fold_term, without_accents
from scamtriage.knowledge.loading import BadRule, read_csv, read_text
from scamtriage.knowledge.matcher import Matcher, Pattern, character_offsets, escape, utf8
from scamtriage.knowledge.negation import negated

COLUMNS = ("term", "language", "scam_type", "specificity", "form", "match", "measured", "note")
TEXT_MATCH = "text"
"""Rows with another `match` are tokens of domain names and are not looked for in texts."""

MAX_HITS_PER_TERM = 50
"""Places kept of one term; a page that repeats it more often is not known better."""

SPREAD = 40
"""Characters within which all parts of a term stand that is written with spaces in a script that has none (definitions.text_match)."""

# First and last code points of the scripts that are written without spaces between words.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7FF))

# Case is folded in ASCII by this table, elsewhere by the patterns: folding the whole text would cost more than searching it.
_PLAIN = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\n", b"abcdefghijklmnopqrstuvwxyz ")

# Every letter of Vietnamese by its bare form, to look for a phrase with or without its accents.
_VIETNAMESE = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "d": "dđ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the lexicon. `scam_type` "benign-context" marks the words of warnings; `specificity` 3 hardly occurs elsewhere."""

    term: str
    language: str
    scam_type: str
    specificity: int


@dataclass(frozen=True, slots=True)
class TermHit:
    """One place of a term: offsets in the text that was searched, `end` exclusive. A negated term says the opposite of itself."""

    term: str
    language: str
    scam_type: str
    specificity: int
    start: int
    end: int
    negated: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one compiled pattern stands for: a whole term, or one part of a term whose parts may stand in any order."""

    text: str
    whole_of: tuple[int, ...]
    part_of: tuple[tuple[int, int], ...]
    left: bool
    right: bool


class TermFinder:
    """A compiled lexicon. Compiled at the first text; may be shared by threads."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._part_counts: dict[int, int] = {}
        wholes: dict[tuple[str, bool], list[int]] = defaultdict(list)
        parts: dict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)
        for index, term in enumerate(self.terms):
            text = fold_term(term.term)
            pieces = text.split(" ")
            if len(pieces) > 1 and any(_is_in(c, _UNSPACED) or _is_in(c, _HANGUL) for c in text):
                self._part_counts[index] = len(pieces)
                for number, piece in enumerate(pieces):
                    parts[piece, False].append((index, number))
                continue
            wholes[text, term.language == "vi" and len(pieces) > 1].append(index)
        self._pieces: list[_Piece] = []
        patterns: list[Pattern[int]] = []
        for text, bare in dict.fromkeys((*wholes, *parts)):
            left, right = _bounds(text)
            self._pieces.append(_Piece(text, tuple(wholes.get((text, bare), ())), tuple(parts.get((text, bare), ())), left, right))
            plain = not bare and all(c.isascii() or c.upper() == c for c in text)
            patterns.append(Pattern(len(patterns), text) if plain else Pattern(len(patterns), _spellings(text, bare), literal=False))
        self._matcher = Matcher(patterns)

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Every term in a text, by place. Matching is as in `definitions.text_match`; a term inside a longer one of the same
        scam type does not count again. The text is taken as `folding.normalise` leaves it; offsets count in it."""
        data = utf8(text).translate(_PLAIN)
        places = self._places(text, data)
        spans: list[tuple[int, int, int]] = []
        seen_parts: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for piece, found in places:
            spans += ((start, end, index) for start, end in found for index in piece.whole_of)
            for index, number in piece.part_of:
                seen_parts[index] += ((start, end, number) for start, end in found)
        for index, standing in seen_parts.items():
            spans += ((start, end, index) for start, end in _gathered(standing, self._part_counts[index]))
        return tuple(self._hit(text, *span) for span in self._outermost(spans))

    def _places(self, text: str, data: bytes) -> list[tuple[_Piece, list[tuple[int, int]]]]:
        """Where each piece stands between its boundaries, in characters."""
        ends = self._matcher.ends(data)
        if not ends:
            return []
        ends.sort()
        kept = [(piece, [end for _, end in group][: MAX_HITS_PER_TERM * 4]) for piece, group in groupby(ends, key=lambda pair: pair[0])]
        characters = None if len(data) == len(text) else character_offsets(data, [end for _, group in kept for end in group])
        places = []
        for number, group in kept:
            piece = self._pieces[number]
            length = len(piece.text)
            found = []
            for byte_end in group:
                end = byte_end if characters is None else characters[byte_end]
                start = end - length
                if (piece.left and start and _joins(text[start - 1])) or (piece.right and end < len(text) and _joins(text[end])):
                    continue
                found.append((start, end))
                if len(found) == MAX_HITS_PER_TERM:
                    break
            if found:
                places.append((piece, found))
        return places

    def _outermost(self, spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """The spans by place, without those that lie in a longer one of the same scam type."""
        spans = sorted(set(spans), key=lambda span: (span[0], -span[1], span[2]))
        reach: dict[str, tuple[int, int]] = {}
        kept = []
        for start, end, index in spans:
            kind = self.terms[index].scam_type
            outer_start, outer_end = reach.get(kind, (-1, -1))
            if end <= outer_end and (start, end) != (outer_start, outer_end):
                continue
            if end > outer_end:
                reach[kind] = (start, end)
            kept.append((start, end, index))
        return kept

    def _hit(self, text: str, start: int, end: int, index: int) -> TermHit:
        term = self.terms[index]
        return TermHit(term.term, term.language, term.scam_type, term.specificity, start, end, negated(text, start, end))


def find_terms(text: str) -> tuple[TermHit, ...]:
    """Every term of the shipped lexicon in a text, by place: see `TermFinder.find`."""
    return shipped_finder().find(text)


@cache
def shipped_finder() -> TermFinder:
    """The finder of the shipped lexicon, made once a process."""
    return TermFinder(load_terms())


@cache
def load_terms() -> tuple[Term, ...]:
    """The rows of lexicon.csv that are looked for in texts. Raises BadRule."""
    terms = []
    for line, row in read_csv("lexicon.csv", read_text("lexicon.csv"), COLUMNS):
        if row["match"] != TEXT_MATCH:
            continue
        if row["specificity"] not in ("1", "2", "3"):
            raise BadRule(f"lexicon.csv: line {line}: specificity: must be 1, 2 or 3")
        if not row["term"].strip():
            raise BadRule(f"lexicon.csv: line {line}: term: is empty")
        terms.append(Term(row["term"], row["language"], row["scam_type"], int(row["specificity"])))
    return tuple(terms)


def _gathered(standing: Sequence[tuple[int, int, int]], wanted: int) -> list[tuple[int, int]]:
    """The shortest spans, none longer than SPREAD, that hold every part. `standing` is (start, end, number of the part)."""
    by_part: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end, number in standing:
        by_part[number].append((start, end))
    if len(by_part) < wanted:
        return []
    ordered = sorted(standing)
    starts = [start for start, _, _ in ordered]
    spans: list[tuple[int, int]] = []
    for position, (start, _, _) in enumerate(ordered):
        window = ordered[position : bisect_left(starts, start + SPREAD)]
        firsts: dict[int, int] = {}
        for _, end, number in window:
            firsts.setdefault(number, end)
        if len(firsts) == wanted and (end := max(firsts.values())) - start <= SPREAD and (not spans or start >= spans[-1][1]):
            spans.append((start, end))
    return spans


def _bounds(text: str) -> tuple[bool, bool]:
    """Whether a term must begin, and end, where a word does: Latin and Devanagari both, Hangul its beginning, other scripts neither."""
    if any(_is_in(c, _UNSPACED) for c in text):
        return text[0].isascii() and text[0].isalnum(), text[-1].isascii() and text[-1].isalnum()
    hangul = any(_is_in(c, _HANGUL) for c in text)
    return _joins(text[0]), _joins(text[-1]) and not hangul


def _joins(character: str) -> bool:
    """Whether a character next to a word makes it another word. Scripts without spaces do not: "加LINE領" holds LINE."""
    return (character.isalnum() or unicodedata.category(character)[0] == "M") and not _is_in(character, _UNSPACED)


def _is_in(character: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in blocks)


def _spellings(text: str, any_accent: bool) -> str:
    """A pattern for a folded term in either case, and with any Vietnamese accents or none. Each alternative is one character."""
    if any_accent:
        text = without_accents(text)
    return "".join(_letter(c, _VIETNAMESE.get(c, c) if any_accent else c) for c in text)


def _letter(plain: str, letters: str) -> str:
    """One letter; ASCII stands in lower case in the text that is searched."""
    forms = dict.fromkeys(form for letter in letters for form in (letter, letter.upper()) if len(form) == 1)
    if plain.isascii():
        forms = dict.fromkeys(form for form in forms if form == plain or not form.isascii())
    spelled = [escape(form).decode() if form.isascii() else "".join(f"\\x{byte:02x}" for byte in form.encode()) for form in forms]
    return spelled[0] if len(spelled) == 1 else f"(?:{'|'.join(spelled)})"
