"""Words and labels of everyday, by which the lint tells terms that would be found anywhere. Nothing is judged by them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from scamtriage.knowledge.folding import without_accents
from scamtriage.knowledge.labelscan import Label, LabelScan, Rule
from scamtriage.knowledge.loading import read_text, read_toml
from scamtriage.knowledge.vocabulary import BOTH, LEFT, edge_of, fold

FILE = "innocent.toml"
SHORTEST = {BOTH: 2, LEFT: 1, 0: 1}
"""Fewest characters of a term, by the boundaries its script has."""


@dataclass(frozen=True, slots=True)
class Innocent:
    """The list, folded as terms are."""

    grammar: frozenset[str]
    """Words that stand on any page."""
    words: frozenset[str]
    """Words and phrases of everyday, of trades and of offices."""
    labels: tuple[str, ...]
    """What stands in host names: words and names in ASCII, and what sites are called."""


@cache
def load() -> Innocent:
    """The shipped list."""
    raw = read_toml(FILE, read_text(FILE))
    of = {section: [fold(word.replace("_", " ")) for text in raw[section].values() for word in text.split()] for section in _SECTIONS}
    grammar, words = frozenset(of["grammar"]), frozenset(of["words"] + of["phrases"])
    spelled = [without_accents(word).replace(" ", "") for word in (*of["words"], *of["names"], *of["labels"])]
    return Innocent(grammar, words, tuple(dict.fromkeys(word for word in spelled if word.isascii())))


_SECTIONS = ("grammar", "words", "phrases", "names", "labels")


def too_common(term: str) -> str:
    """Why a term would be found on any page; "" when it would not. A star at its end stands for whatever follows."""
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


def everyday(term: str) -> str:
    """Why a term says too little to weigh by itself: it is a word or a phrase of everyday, or in a script without spaces a part of one."""
    bare = fold(term).strip()
    words = load().words
    if bare in words:
        return f"{term!r} is a word of everyday"
    if edge_of(bare) & (BOTH | LEFT) or " " in bare:
        return ""
    inside = sorted(word for word in words if bare in word)
    return f"{term!r} stands in words of everyday: {', '.join(inside[:3])}" if inside else ""


def hits(strings: Iterable[tuple[str, Rule]]) -> dict[tuple[str, Rule], list[str]]:
    """(string, rule) -> the innocent labels in which it would be found."""
    found: dict[tuple[str, Rule], list[str]] = {}
    scan = LabelScan((text, rule, (text, rule)) for text, rule in dict.fromkeys(strings))
    for label in load().labels:
        for meaning in dict.fromkeys(meaning for _, _, _, meaning in scan.scan(Label.of(label))):
            found.setdefault(meaning, []).append(label)
    return found
