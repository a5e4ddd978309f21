"""All words that measures search for in a page, in one matcher: concepts, lexicon, organisations, remote tools."""

import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from scamtriage.knowledge.language import brands, folding
from scamtriage.knowledge.language.folding import composed, without_accents
from scamtriage.knowledge.language.lexicon_table import lexicon
from scamtriage.knowledge.loading import BadTable, Text, read_table, read_text
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.matcher_cache import kept
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.knowledge.small_tables import small_tables

BARE_CHARS = 9
"""Minimum length of a Vietnamese term of several words that is also searched without accents."""
LANGUAGES = ("en", "th", "vi", "id", "ms", "fil", "zh", "ja", "ko", "hi", "km", "my", "lo")
PARTLY = ("de", "es", "fr", "pt")
"""Languages of visitors, of which only words of some schemes are kept. They accuse where a scheme is whole. A page is not weighed by them
one by one, as the words that acquit are not kept."""
LEFT, BOTH, FREE = 1, 2, 0
FIGURES, DIALLED, SYLLABLE = 4, 8, 16
"""Added to an edge. FIGURES: digits at an end of the term must not continue. DIALLED: the term is a hotline number (see `hotlines`).
SYLLABLE: the term ends in a script that writes vowels as signs around a letter, none of which must follow."""
_SIGNED = range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800)
"""Thai and Lao, Burmese, Khmer."""
ZEROS = {"th": "๐", "lo": "໐", "km": "០", "my": "၀", "hi": "०", "ja": "０", "zh": "０", "ko": "０"}
"""Language -> the zero of its own digits; the other nine follow it."""
OTHERWISE = "otherwise"
"""The list of a language's words that have another meaning there: SIM, in Indonesian, is a driving licence."""
PART_GAP = 40
"""Characters within which the parts of a term with spaces may occur, in any order, in scripts without spaces."""


class Meaning(NamedTuple):
    """The meaning of a literal."""

    kind: str
    """"word", "lexicon", "brand", "tool" or OTHERWISE."""
    name: str
    """Concept, scam type, brand or tool."""
    strength: int = 0
    """Lexicon row: its specificity. Brand: 2 if the name may count alone, 1 if it has three letters, 0 if it is a common word.

    A common word counts only together with another of the brand's names.
    """
    row: int = 0
    """Number of the brand or lexicon row; several literals of one row count once."""
    part: int = 0
    parts: int = 1
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The compiled words. `meanings`, `concepts`, `edges`, `lengths` and `characters` are indexed like the matcher's patterns."""

    matcher: Matcher[int]
    meanings: tuple[tuple[Meaning, ...], ...]
    concepts: tuple[tuple[str, ...], ...]
    """Names of the concepts among the meanings of each literal."""
    edges: tuple[int, ...]
    lengths: tuple[int, ...]
    """In bytes."""
    characters: tuple[int, ...]
    longest: int
    """Bytes of the longest literal."""
    otherwise: dict[str, frozenset[int]]
    """Language -> literals that mean nothing on its pages."""


Concepts = dict[str, tuple[Text, ...]]
"""A file of words/: concept -> its terms."""
Literal = tuple[str, int, list[Meaning]]
"""Spelling, edge, meanings."""


@cache
def load_vocabulary() -> Vocabulary:
    """Load every word list, from the disk cache if possible. Raises BadTable."""
    import orjson

    every, groups, texts, edges, group_of = orjson.loads(kept(_made_of(), lambda: orjson.dumps(_shared(_literals()), default=tuple)))
    each = [Meaning(*one) for one in every]
    meanings = [tuple([each[number] for number in group]) for group in groups]
    concepts = [tuple([one.name for one in some if one.kind == "word"]) for some in meanings]
    elsewhere = {one.language for one in each if one.kind == OTHERWISE}
    meant_otherwise = [{one.language for one in some if one.kind == OTHERWISE} for some in meanings]
    lengths = tuple([len(text.encode()) for text in texts])
    return Vocabulary(
        matcher=Matcher(Pattern(key=number, expression=text) for number, text in enumerate(texts)),
        meanings=tuple([meanings[group] for group in group_of]),
        concepts=tuple([concepts[group] for group in group_of]),
        edges=tuple(edges),
        lengths=lengths,
        characters=tuple(map(len, texts)),
        longest=max(lengths),
        otherwise={
            language: frozenset(number for number, group in enumerate(group_of) if language in meant_otherwise[group])
            for language in elsewhere
        },
    )


def _shared(literals: list[Literal]) -> tuple[list[Meaning], list[tuple[int, ...]], list[str], list[int], list[int]]:
    """Return (meanings, groups of them by number, spellings, edges, the group of each spelling).

    Tens of thousands of literals have a few thousand meanings, and a process that reads pages keeps all of them.
    """
    meanings: dict[Meaning, int] = {}
    groups: dict[tuple[int, ...], int] = {}
    group_of = []
    for _, _, some in literals:
        group = tuple(meanings.setdefault(one, len(meanings)) for one in some)
        group_of.append(groups.setdefault(group, len(groups)))
    return list(meanings), list(groups), [text for text, _, _ in literals], [edge for _, edge, _ in literals], group_of


def _made_of() -> bytes:
    """Return the lists and the code that reads them, as the key of the cache."""
    lists = (*(f"words/{language}.toml" for language in (*LANGUAGES, *PARTLY)), "lexicon.csv", brands.FILE, "contacts.toml", "tables.toml")
    code = [Path(module.__file__).read_bytes() for module in (sys.modules[__name__], brands, folding) if module.__file__]
    return b"\0".join((unicodedata.unidata_version.encode(), *(read_text(name).encode() for name in lists), *code))


def _literals() -> list[Literal]:
    """Read every word list."""
    literals: dict[tuple[str, int], list[Meaning]] = {}
    _read_organisations(literals)
    _read_concepts(literals)
    _read_lexicon(literals)
    _read_tools(literals)
    return [(text, edge, meanings) for (text, edge), meanings in literals.items()]


def fold(text: str) -> str:
    """Return the spelling in which literals are compared: NFC, lower case, Thai and Lao AM as one character."""
    return composed(text).lower().replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")


def edge_of(term: str) -> int:
    """Return which sides of the term must be word boundaries, and how digits at its ends are treated.

    Both sides for scripts with spaces, the left one for Hangul, none for others.
    """
    edge = _letters_edge(term)
    if term.isdecimal():
        return DIALLED
    return edge | FIGURES if edge != BOTH and (term[:1].isdecimal() or term[-1:].isdecimal()) else edge


def _letters_edge(term: str) -> int:
    if term.isascii():
        return BOTH if term.lower() != term.upper() else FREE
    letters = [c for c in term if c.isalpha()]
    if not letters:
        return FREE
    if all(_spaced(c) for c in letters):
        return BOTH
    if all("가" <= c <= "힣" or _spaced(c) for c in letters):
        return LEFT
    return FREE


def _spaced(letter: str) -> bool:
    return letter < "\u0250" or "\u0900" <= letter <= "\u097f" or "\u1e00" <= letter <= "\u1eff"


def _add(literals: dict[tuple[str, int], list[Meaning]], term: str, meaning: Meaning, edge: int) -> None:
    folded = fold(term)
    if any(ord(folded[-1]) in block for block in _SIGNED):
        edge |= SYLLABLE
    for spelling in dict.fromkeys(s for one in (folded, folded.replace("臺", "台"), folded.replace("台", "臺")) for s in _spellings(one)):
        meanings = literals.setdefault((spelling, edge), [])
        if meaning not in meanings:
            meanings.append(meaning)


def _spellings(folded: str) -> list[str]:
    """Return the variants of a term for a text in which only ASCII letters are lower-cased.

    Other letters may be lower case, capital at the start of the term or of each word, or all capital.
    """
    if folded.isascii() or folded.upper() == folded:  # most scripts have no capitals
        return [folded]
    first = folded[0].upper() + folded[1:] if folded[0] > "\x7f" else folded
    title = "".join(c.upper() if c > "\x7f" and (not i or folded[i - 1] == " ") else c for i, c in enumerate(folded))
    capital = "".join(c.upper() if c > "\x7f" else c for c in folded)
    return [spelling for spelling in dict.fromkeys((folded, first, title, capital)) if len(spelling) == len(folded)]


def _read_concepts(literals: dict[tuple[str, int], list[Meaning]]) -> None:
    known: set[str] = set()
    for language in (*LANGUAGES, *PARTLY):
        name = f"words/{language}.toml"
        for concept, terms in read_table(name, Concepts).items():
            if language == "en":
                known.add(concept)
            elif concept not in known:
                raise BadTable.at(name, read_text(name), (concept,), "no such concept in words/en.toml")
            for term in terms:
                bare = term.removesuffix("*")
                edge = LEFT if bare != term and edge_of(bare) == BOTH else edge_of(bare)
                for spelled in _typed(bare, language):
                    kind = OTHERWISE if concept == OTHERWISE else "word"
                    _add(literals, spelled, Meaning(kind, concept, language=language), edge)


def _read_lexicon(literals: dict[tuple[str, int], list[Meaning]]) -> None:
    for line, row in lexicon():
        if row.match != "text":
            continue
        term = fold(row.term)
        edge = edge_of(term)
        parts = term.split() if edge & ~FIGURES == FREE else [term]
        for number, part in enumerate(parts):
            meaning = Meaning("lexicon", row.scam_type, row.specificity, line, number, len(parts), row.language)
            for spelled in _typed(part, row.language):
                own = edge if len(parts) == 1 else FIGURES if part[0].isdecimal() or part[-1].isdecimal() else FREE
                _add(literals, spelled, meaning, own)


def _typed(term: str, language: str) -> tuple[str, ...]:
    """Return the term in all forms in which it is typed.

    Long Vietnamese terms of several words also without accents (short ones could be words of another language). Numbers also in the
    language's digits.
    """
    if term.isascii() and term.isdecimal() and language in ZEROS:
        return (term, "".join(chr(ord(ZEROS[language]) + int(digit)) for digit in term))
    bare = without_accents(term) if language == "vi" and " " in term and len(term) >= BARE_CHARS else term
    return (term,) if bare == term else (term, bare)


def _read_organisations(literals: dict[tuple[str, int], list[Meaning]]) -> None:
    known = brands.load()
    everyday = frozenset(small_tables().everyday_names.names)
    numbers = {id(brand): number for number, brand in enumerate(known.rows)}
    for _, _, name in known.names:
        shown = name.shown.strip()
        edge = edge_of(shown)
        long_enough = len(shown) >= (4 if edge == BOTH else 3)
        common = shown.casefold() in everyday
        strength = 0 if common else 2 if long_enough else 1 if len(shown) == 3 else 0
        if common or (name.alone and strength):  # other names count for nothing, whatever else is on the page
            meaning = Meaning("brand", name.brand.name, strength, numbers[id(name.brand)])
            _add(literals, shown, meaning, edge)


def _read_tools(literals: dict[tuple[str, int], list[Meaning]]) -> None:
    for number, tool in enumerate(channels().tools):
        for word in tool.words:
            _add(literals, word, Meaning("tool", tool.name, 1, number), edge_of(word))
