"""Everyday words and labels: the lint finds with them terms that would match anywhere, and a text of them is legible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Annotated

from msgspec.structs import asdict

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.label_scan import Label, LabelScan, Rule
from scamtriage.knowledge.language.vocabulary import BOTH, LANGUAGES, LEFT, edge_of, fold
from scamtriage.knowledge.loading import Table, Text, matching, one_of, read_table

FILE = "innocent.toml"
SHORTEST = {BOTH: 2, LEFT: 1, 0: 1}
"""Minimum characters of a term, by the word boundaries of its script."""
_HALF_LEAST = 3
"""Fewest letters of each of two words that a label is read as. Shorter ones stand at the ends of any name."""


Language = Annotated[str, one_of(LANGUAGES)]


Lines = Annotated[str, matching(r"(?s:.)*\S(?s:.)*", "must be words with spaces between")]


class Names(Table, frozen=True, kw_only=True):
    people: Text
    places: Text


class Labels(Table, frozen=True, kw_only=True):
    sites: Lines


class InnocentFile(Table, frozen=True, kw_only=True):
    """innocent.toml. Words have spaces between them, those of a phrase "_"."""

    as_of: date
    source: Text
    grammar: dict[Language, Text]
    words: dict[Language, Lines]
    common: dict[Language, Lines]
    phrases: dict[Language, Text]
    names: Names
    labels: Labels


@dataclass(frozen=True, slots=True)
class Innocent:
    """The list, folded like terms."""

    grammar: frozenset[str]
    """Words that occur on any page."""
    words: frozenset[str]
    """Everyday words and phrases, those of trades and offices, and the commonest of each language."""
    labels: tuple[str, ...]
    """Parts of host names: words and names in ASCII, and common names of sites."""


@cache
def load() -> Innocent:
    """Load the shipped list."""
    raw = read_table(FILE, InnocentFile)
    sections = {
        "grammar": raw.grammar,
        "words": raw.words,
        "common": raw.common,
        "phrases": raw.phrases,
        "names": asdict(raw.names),
        "labels": asdict(raw.labels),
    }
    of = {name: [fold(word.replace("_", " ")) for text in texts.values() for word in text.split()] for name, texts in sections.items()}
    grammar, words = frozenset(of["grammar"]), frozenset(of["words"] + of["common"] + of["phrases"])
    spelled = [without_accents(word).replace(" ", "") for word in (*of["words"], *of["names"], *of["labels"])]
    return Innocent(grammar, words, tuple(dict.fromkeys(word for word in spelled if word.isascii())))


@cache
def _spelled() -> frozenset[str]:
    return load().words | frozenset(load().labels)


def is_spelled(text: str) -> bool:
    """Return whether a part of a host name is an everyday word, a name of people or places, or an English plural of one."""
    return text in _spelled() or (text.endswith("s") and text[:-1] in _spelled())


def are_two(text: str) -> bool:
    """Return whether a part of a host name without hyphens is two of these: "studentloans"."""
    return any(is_spelled(text[:at]) and is_spelled(text[at:]) for at in range(_HALF_LEAST, len(text) - _HALF_LEAST + 1))


@lru_cache(maxsize=8_192)  # a lexicon, asked again with a row more
def too_common(term: str) -> str:
    """Return why a term would match on any page, or "". A trailing star stands for any continuation."""
    bare = fold(term.removesuffix("*")).strip()
    edge = edge_of(bare) & (BOTH | LEFT)
    if len(bare) < SHORTEST[edge]:
        return f"{term!r} is too short to mean anything"
    stem = bare != fold(term).strip()
    words = load().grammar
    if edge == BOTH:
        inside = sorted(word for word in words if word.startswith(bare)) if stem else [bare] if bare in words else []
    else:
        inside = sorted(word for word in words if bare in word)
    return f"{term!r} stands in ordinary words: {', '.join(inside[:3])}" if inside else ""


@lru_cache(maxsize=8_192)
def everyday(term: str) -> str:
    """Return why a term is too ordinary to weigh alone, or "".

    It is an everyday word or phrase or, in a script without spaces, part of one.
    """
    bare = fold(term).strip()
    words = load().words
    if bare in words:
        return f"{term!r} is a word of everyday"
    if edge_of(bare) & (BOTH | LEFT) or " " in bare:
        return ""
    inside = sorted(word for word in words if bare in word)
    return f"{term!r} stands in words of everyday: {', '.join(inside[:3])}" if inside else ""


def hits(strings: Iterable[tuple[str, Rule]]) -> dict[tuple[str, Rule], list[str]]:
    """Return (string, rule) -> the innocent labels that it matches."""
    found: dict[tuple[str, Rule], list[str]] = {}
    scan = LabelScan((text, rule, (text, rule)) for text, rule in dict.fromkeys(strings))
    for label in load().labels:
        for meaning in dict.fromkeys(meaning for _, _, _, meaning in scan.scan(Label(label))):
            found.setdefault(meaning, []).append(label)
    return found
