"""What traits and words of a page weigh beside all others: numbers fitted on labelled sites, and where they came from."""

import json
import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from scamtriage.knowledge.loading import BadRule, read_text, validated
from scamtriage.knowledge.matcher import Matcher, Pattern

FILE = "profile.json"
SCHEMA = "scamtriage.profile/1"
GREATEST = 60.0
"""Nats that one trait or word may weigh; a larger number is a slip of the fit."""
PIECES = (2, 3, 4)
"""Characters of the pieces into which a script without spaces is cut."""

FEW = 20
"""Added to the weighed words of a page before the root is taken by which they are divided: a page of a few words says little."""
HEARD = 15
"""Weighed words and concepts at which half is heard of what a page's wording says by itself: of a page of few words little is known."""
WORD_MOST = 1.5
"""Nats that one word counts at most, on however short a page: "or" acquits nobody, and no word convicts."""
LEAST_LETTERS = 3
"""Of a word that is weighed by itself; shorter ones are everybody's."""
WAYS = ("asks ", "gives ", "number ", "shows ", "has ")
"""How traits begin that are no words: what is asked for, how the owner can be reached, who it says it is."""
MEANT, ONCE = ("says ", "speaks of "), " 1"
"""How those begin that are concepts and kinds of scam, and how they end where one word means them."""

_LATIN = "a-z\u00df-\u024f\u1e00-\u1eff"
_WHOLE = "\u0900-\u1cff\u2e80-\u2fff\u3005-\u3007\u3040-\ud7ff\uf900-\ufaff"
"""Scripts that put no spaces between words, or few, and those of India, whose words take endings."""
_SYLLABLE = re.compile("[ăđơư\u1ea0-\u1ef9]")
"""Letters of Vietnamese, which is written syllable by syllable: "mã" and "nhập" say nothing that a reader could check, "nhập mã" does."""
_APART = re.compile(f"[^{_LATIN}'’ \u00a0{_WHOLE}]+")
_WORDS = re.compile(f"[{_LATIN}]+(?:['’][a-z]+)?")
_RUNS = re.compile(f"[{_WHOLE}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A weighed question about a page: nats of a page without any trait, and of each trait."""

    constant: float
    traits: dict[str, float]
    words: dict[str, float] = field(default_factory=dict)
    """As `Profile.words`, which holds those of the head for scams."""

    def of(self, traits: Iterable[str], words: Collection[str] = ()) -> float:
        """Nats of a page with these traits, and these of the weighed words."""
        weights, said = self.traits, self.words
        nats = self.constant + math.fsum([weights[trait] for trait in traits if trait in weights])
        return nats + share(len(words)) * math.fsum([said[word] for word in words if word in said])


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Whether a page looks like those of scams, of call centres, of each kind."""

    schema: str
    fitted_on: str
    """Date, ISO 8601."""
    sites: int
    """Labelled sites that it was fitted on."""
    digest: str
    """SHA-256 over these sites."""
    scam: Head
    ways_middle: float
    """Nats of what is asked, how the owner can be reached and who it says it is, halfway between the mean scam page and the mean honest
    one: there they speak for neither side."""
    calls: Head
    kinds: dict[str, Head]
    words: dict[str, float]
    """Word, two words in a row, or piece of a script without spaces -> nats, divided by the root of FEW more than stand there."""

    @cached_property
    def matcher(self) -> Matcher[str]:
        """Finds the words in the text that `spoken` makes."""
        return Matcher([Pattern(word, f" {word} " if _WORDS.match(word) else word) for word in self.words])

    def by_kind(self, traits: Iterable[str], words: Collection[str]) -> dict[str, float]:
        """What the head of each kind says of a page, as `Head.of` has it."""
        nothing = (0.0,) * len(self.kinds)
        meant = zip(nothing, *filter(None, map(self._kinds_of_traits.get, traits)), strict=True)
        said = zip(nothing, *filter(None, map(self._kinds_of_words.get, words)), strict=True)
        each = share(len(words))
        return {
            kind: head.constant + math.fsum(of_traits) + each * math.fsum(of_words)
            for (kind, head), of_traits, of_words in zip(self.kinds.items(), meant, said, strict=True)
        }

    @cached_property
    def _kinds_of_traits(self) -> dict[str, list[float]]:
        return _across([head.traits for head in self.kinds.values()])

    @cached_property
    def _kinds_of_words(self) -> dict[str, list[float]]:
        return _across([head.words for head in self.kinds.values()])


def _across(tables: Sequence[dict[str, float]]) -> dict[str, list[float]]:
    """Name -> what it weighs in each of the tables: a page is asked for all of them at once."""
    rows = {name: [0.0] * len(tables) for name in set().union(*tables)}
    for at, table in enumerate(tables):
        for name, nats in table.items():
            rows[name][at] = nats
    return rows


def share(words: int) -> float:
    """What each weighed word counts of its weight on a page that holds so many of them."""
    return 1 / math.sqrt(words + FEW)


def heard(traits: Iterable[str], words: int) -> float:
    """How far the constants count of a page that has these traits, concepts among them, and so many weighed words: 0 to 1."""
    known = words + sum([trait.startswith(MEANT) and trait.endswith(ONCE) for trait in traits])
    return known / (known + HEARD)


def weighed(nats: float, share: float) -> float:
    """What a word of this weight counts, with this share."""
    return max(-WORD_MOST, min(WORD_MOST, nats * share))


def spoken(text: str) -> str:
    """The words of a text for the matcher: lower case, each between spaces, stretches and scripts on lines of their own."""
    lines = []
    for stretch in _APART.split(text.lower()):
        runs = () if stretch.isascii() else _RUNS.findall(stretch)
        if runs and len(runs[0]) == len(stretch):
            lines += runs
            continue
        plain = not runs and "'" not in stretch and "’" not in stretch  # spaces and letters of words, which split() takes apart at speed
        if words := stretch.split() if plain else _WORDS.findall(stretch):
            lines.append(f" {' '.join(words)} ")
        lines += runs
    return "\n".join(lines)


def holds(spoken_text: str, word: str) -> bool:
    """Whether a weighed word stands in such a text: as words by themselves, or as a piece of a script without spaces."""
    return f" {word} " in spoken_text or (not _WORDS.match(word) and word in spoken_text)


def pieces(spoken_text: str) -> Iterator[str]:
    """Every word, pair of words and piece of such a text, for fitting."""
    for line in spoken_text.split("\n"):
        if line.startswith(" "):
            words = line.split()
            yield from (word for word in words if len(word) >= LEAST_LETTERS and not _SYLLABLE.search(word))
            yield from (f"{one} {other}" for one, other in pairwise(words))
        else:
            yield from (line[at : at + size] for size in PIECES for at in range(len(line) - size + 1))


@cache
def load() -> Profile:
    """The shipped profile. Raises BadRule."""
    return parse(read_text(FILE))


def parse(text: str) -> Profile:
    """Check the text of a profile. Raises BadRule."""
    try:
        table = json.loads(text)
    except ValueError as exc:
        raise BadRule(f"{FILE}: is no JSON: {exc}") from None
    profile = validated(FILE, text, Profile, table if isinstance(table, dict) else {})
    if profile.schema != SCHEMA:
        raise BadRule(f"{FILE}: schema: must be {SCHEMA}")
    if not profile.kinds:
        raise BadRule(f"{FILE}: kinds: there must be one at least")
    heads = {"scam": profile.scam, "calls": profile.calls, **profile.kinds}
    for name, head in heads.items():
        for weights in ({"constant": head.constant}, head.traits, head.words):
            _check(f"{name}.", weights)
    _check("", profile.words)
    return profile


def _check(head: str, weights: dict[str, float]) -> None:
    """Raises BadRule for a number that is none, or too large."""
    nats = weights.values()
    if not nats or (all(map(math.isfinite, nats)) and min(nats) >= -GREATEST and max(nats) <= GREATEST):
        return  # thousands of numbers, and a name is made of none of them
    bad = next(name for name, one in weights.items() if not abs(one) <= GREATEST)
    raise BadRule(f"{FILE}: {head}{bad}: must be a number within {GREATEST:g} nats")
