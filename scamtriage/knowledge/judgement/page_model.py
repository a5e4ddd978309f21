"""Weights of all traits and words of a page together, fitted on labelled sites, with their provenance."""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import Annotated

from msgspec import Meta, field
from msgspec.structs import replace

from scamtriage.knowledge.language import innocent_words
from scamtriage.knowledge.loading import Table, Text, one_of, read_table
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re

FILE, TONGUES = "profile.json", "tongues.toml"
SCHEMA = "scamtriage.profile/1"
Nats = Annotated[float, Meta(ge=-60, le=60)]
"""Weight of one trait or word; a larger one is an error of the fit."""
PIECES = (2, 3, 4)
"""Lengths of the character sequences into which scripts without spaces are cut."""

FEW = 20
"""Added to the number of weighed words before its square root divides their sum: a page with few words says little."""
HEARD = 15
"""Number of weighed words and concepts at which the constants count by half: little is known of a page with few words."""
WORD_MOST = 1.0
"""Maximum nats of one word, however short the page: no single word convicts or acquits."""
WORD_CHARS = 12
"""Characters of a word where spaces divide words; in a longer run several are written as one, and each counts by itself."""
LEAST_LETTERS = 3
"""Minimum letters of a word that is weighed by itself; shorter ones are too common."""
WAYS = ("asks ", "gives ", "number ", "shows ", "has ")
"""Prefixes of traits other than words: what is asked for, how to contact the owner, who they claim to be."""
MEANT, ONCE = ("says ", "speaks of "), " 1"
"""Prefixes of traits for concepts and scam types, and the suffix if a single word expresses them."""

_LATIN = "a-z\u00df-\u024f\u1e00-\u1eff"
_WHOLE = "\u0900-\u1cff\u2e80-\u2fff\u3005-\u3007\u3040-\ud7ff\uf900-\ufaff"
"""Scripts with few or no spaces between words, and those of India, whose words take endings."""
_SYLLABLE = lazy_re.compile("[ăđơư\u1ea0-\u1ef9]")
"""Letters that occur only in Vietnamese, which is written in syllables.

Single syllables ("mã", "nhập") mean nothing to a reader, pairs ("nhập mã") do.
"""
_APART = lazy_re.compile(f"[^{_LATIN}'’ \u00a0{_WHOLE}]+")
_APART_IN_ASCII = {code: "\n" for code in range(128) if _APART.match(chr(code))}
"""The same for ASCII, where a table is faster than the expression."""
_WORDS = lazy_re.compile(f"[{_LATIN}]+(?:['’][a-z]+)?")
_RUNS = lazy_re.compile(f"[{_WHOLE}]+")


class Head(Table, frozen=True, kw_only=True):
    """A linear model of one question about a page: a constant and a weight for each trait, in nats."""

    constant: Nats
    traits: dict[str, Nats]
    words: dict[str, Nats] = field(default_factory=dict)
    """Like `Profile.words`, which contains those of the head `scam`."""

    def of(self, traits: Iterable[str], words: Collection[str] = ()) -> float:
        """Return the nats of a page with these traits and these weighed words."""
        weights, said = self.traits, self.words
        nats = self.constant + math.fsum([weights[trait] for trait in traits if trait in weights])
        return nats + share(len(words)) * math.fsum([said[word] for word in words if word in said])


class Profile(Table, frozen=True, kw_only=True, dict=True):
    """Models of whether a page resembles those of scams, of call centres, and of each scam type."""

    schema: Annotated[str, one_of((SCHEMA,))]
    fitted_on: str
    """Date, ISO 8601."""
    sites: int
    """Number of labelled sites in the fit."""
    digest: str
    """SHA-256 of these sites, and of those beside them that show no text."""
    real_pages: int = 0
    """Number of real pages learnt from beside them (`tools/real_pages.py`), those that are gone included (`tools/page_pull.py`)."""
    real_digest: str = ""
    """SHA-256 of those of packages as they were read, "" without any."""
    languages: tuple[str, ...]
    """Languages in which there were enough pages to learn from."""
    scam: Head
    ways_middle: float
    """Nats of the traits in `WAYS`, halfway between the mean scam page and the mean honest page. There they are neutral."""
    calls: Head
    kinds: Annotated[dict[str, Head], Meta(min_length=1)]
    words: dict[str, Nats]
    """Weighed term -> nats: a word, two consecutive words, or a piece of a script without spaces.

    The sum is divided by the square root of FEW plus the number of terms on the page.
    """

    @cached_property
    def matcher(self) -> Matcher[str]:
        """Finds the words in the output of `spoken`."""
        return Matcher([Pattern(word, f" {word} " if _WORDS.match(word) else word) for word in self.words])

    def weighed(self, words: Collection[str]) -> dict[str, float]:
        """Return the nats of each of the weighed words of a page, at most WORD_MOST either way."""
        each, weights = share(len(words)), self.words
        nats = {word: weights[word] * each for word in words}
        for word, weight in nats.items():
            if not -WORD_MOST <= weight <= WORD_MOST:
                nats[word] = math.copysign(WORD_MOST, weight)
        return nats

    def wording(self, known: float, traits: Iterable[float], words: Iterable[float]) -> float:
        """Return the nats of the words and concepts of a page, given the nats of each. `known`: how far the constants count."""
        return (self.scam.constant + self.ways_middle) * known + math.fsum(traits) + math.fsum(words)

    def by_kind(self, traits: Iterable[str], words: Collection[str]) -> dict[str, float]:
        """Return the nats of each scam type's head, as `Head.of` would."""
        meant, said = self._by_kind(traits, self._kinds_of_traits), self._by_kind(words, self._kinds_of_words)
        each = share(len(words))
        return {
            kind: head.constant + math.fsum(of_traits) + each * math.fsum(of_words)
            for (kind, head), of_traits, of_words in zip(self.kinds.items(), meant, said, strict=True)
        }

    def _by_kind(self, names: Iterable[str], weights: "Weights") -> list[list[float]]:
        found: list[list[float]] = [[] for _ in self.kinds]
        add = [of_kind.append for of_kind in found]
        for name in names:
            for at, nats in weights.get(name, ()):
                add[at](nats)
        return found

    @cached_property
    def _kinds_of_traits(self) -> "Weights":
        return _across([head.traits for head in self.kinds.values()])

    @cached_property
    def _kinds_of_words(self) -> "Weights":
        return _across([head.words for head in self.kinds.values()])


Weights = dict[str, list[tuple[int, float]]]
"""Name -> (number of the table, its weight there) of the tables that weigh it: of twenty a few."""


def _across(tables: Sequence[dict[str, float]]) -> Weights:
    """Return the weights of all tables, so that one lookup serves all of them."""
    rows: Weights = {}
    for at, table in enumerate(tables):
        for name, nats in table.items():
            rows.setdefault(name, []).append((at, nats))
    return rows


def bounded(nats: dict[str, float], spoken_text: str) -> dict[str, float]:
    """Return the nats of a page's weighed words with at most WORD_MOST either way for all pieces of one word in the scripts of India and in
    Hangul, which are weighed in pieces though spaces divide them: a city's name in six pieces convicted whoever has his office there. A
    piece of several words counts in the first."""
    if spoken_text.isascii():
        return nats
    words: dict[int, list[str]] = {}
    for piece in nats:
        if "\u0900" <= piece < "\u0e00" or "\uac00" <= piece < "\ud7a4":  # in a script of India, or in Hangul
            words.setdefault(spoken_text.rfind("\n", 0, spoken_text.find(piece)) + 1, []).append(piece)
    if not words:
        return nats
    made = dict(nats)
    for first, own in words.items():
        last = spoken_text.find("\n", first)
        chars = (last if last >= 0 else len(spoken_text)) - first
        total, most = abs(math.fsum([nats[piece] for piece in own])), WORD_MOST * -(-chars // WORD_CHARS)
        if total > most:
            made.update((piece, nats[piece] * most / total) for piece in own)
    return made


def share(words: int) -> float:
    """Return the factor for the weight of each word on a page with this many weighed words."""
    return 1 / math.sqrt(words + FEW)


def constant_share(traits: Iterable[str], words: int) -> float:
    """Return how far the constants count on a page with these traits (including concepts) and this many weighed words, 0 to 1."""
    known = words + sum([trait.startswith(MEANT) and trait.endswith(ONCE) for trait in traits])
    return known / (known + HEARD)


def spoken(text: str) -> str:
    """Return the words of a text for the matcher: lower case, between spaces, one line for each stretch and script."""
    if not text:
        return ""
    lines = []
    low = text.lower()
    if low.isascii():
        for stretch in low.translate(_APART_IN_ASCII).split("\n"):
            if words := _WORDS.findall(stretch) if "'" in stretch else stretch.split():
                lines.append(f" {' '.join(words)} ")
        return "\n".join(lines)
    whole, marked = _RUNS.search(low) is not None, "'" in low or "’" in low
    for stretch in _APART.split(low):
        runs = _RUNS.findall(stretch) if whole and not stretch.isascii() else ()
        if runs and len(runs[0]) == len(stretch):
            lines += runs
            continue
        plain = not runs and not (marked and ("'" in stretch or "’" in stretch))  # only letters and spaces: the faster split() is enough
        if words := stretch.split() if plain else _WORDS.findall(stretch):
            lines.append(f" {' '.join(words)} ")
        lines += runs
    return "\n".join(lines)


def holds(spoken_text: str, word: str) -> bool:
    """Return whether the text contains the term, as whole words or, in a script without spaces, as a substring."""
    return f" {word} " in spoken_text or (not _WORDS.match(word) and word in spoken_text)


def pieces(spoken_text: str) -> Iterator[str]:
    """Yield every word, word pair and character sequence of the text, for fitting."""
    for line in spoken_text.split("\n"):
        if line.startswith(" "):
            words = line.split()
            yield from (word for word in words if len(word) >= LEAST_LETTERS and not _SYLLABLE.search(word))
            yield from (f"{one} {other}" for one, other in pairwise(words))
        else:
            yield from (line[at : at + size] for size in PIECES for at in range(len(line) - size + 1))


@cache
def load() -> Profile:
    """Load the shipped profile. Raises BadTable."""
    read = read_table(FILE, Profile)
    one: dict[str, str] = {}
    each: dict[float, float] = {}

    def sharing(weights: dict[str, float]) -> dict[str, float]:
        """The heads weigh the same words, often alike: each is kept once, not once a head (6 MB)."""
        return {one.setdefault(name, name): each.setdefault(nats, nats) for name, nats in weights.items()}

    words = sharing(read.words)
    kinds = {kind: replace(head, traits=sharing(head.traits), words=sharing(head.words)) for kind, head in read.kinds.items()}
    return replace(read, words=words, kinds=kinds)


class Tongues(Table, frozen=True, kw_only=True):
    """tongues.toml."""

    as_of: date
    source: Text
    words: dict[str, Text]


def tongues() -> dict[str, str]:
    """Return language -> its most common words, of languages in Latin letters that have no list of their own."""
    return read_table(TONGUES, Tongues).words


@cache
def known_words() -> frozenset[str]:
    """Return every word in the profile, alone or in a pair, and the everyday words: about twelve thousand, from pages of every kind."""
    innocent = innocent_words.load()
    return frozenset(word for words in (*load().words, *innocent.words, *innocent.grammar) for word in words.split())


@cache
def other_words() -> tuple[frozenset[str], ...]:
    """Return the most common words of each other language in Latin letters, without those of `known_words`."""
    return tuple(frozenset(words.split()) - known_words() for words in tongues().values())
