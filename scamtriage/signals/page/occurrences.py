"""Which known words a page contains, by place. Exact positions are computed on demand."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from scamtriage.knowledge.language.vocabulary import OTHERWISE, Meaning, Vocabulary, fold
from scamtriage.knowledge.matcher import utf8
from scamtriage.records.facts import PageFacts
from scamtriage.signals.page.scan import Stretch, first

TEXT, TITLE, HEADING, SITE, LOGO, COPYRIGHT, DESCRIPTION, HIDDEN = range(8)
PLACES = (
    "page.text",
    "page.title",
    "page.headings",
    "page.site_name",
    "page.logos",
    "page.copyright",
    "page.description",
    "page.hidden_text",
)
_LONG = (TEXT, HIDDEN)
CLAIM_PLACES = (TITLE, HEADING, SITE, LOGO, COPYRIGHT)

SHORT_BYTES = 6_000
"""Texts up to this length are scanned for every occurrence at once."""
CLOSE = tuple(
    frozenset(group.split())
    for group in (
        "withdraw fee before",
        "task commission topup",
        "loan loanfee before",
        "loan nocheck",
        "account suspended verify",
        "parcel redeliver",
        "toll verify",
        "prize share",
        "subsidy verify",
        "accusation safeaccount",
        "accusation secrecy",
        "signals profit chat",
        "ticket transferfirst",
        "donate transferfirst",
        "romance deposit",
        "wallet claim",
        "giftcard sendcode",
        "profit guarantee invest",
        "refund callnow",
        "place perk",
        "ownname crime alone",
        "holdline codes",
        "callback codes",
        "guided codes",
        "recover lostmoney",
        "alarm callnow",
        "mule",
        "gamble rail deposit",
    )
)
"""Groups of concepts. If all of a group occur in a long text, all its occurrences are scanned."""
BREAK = " \n "
"""Separator between headings, and between logos."""


class Hit(NamedTuple):
    """One occurrence. `start` and `end` are characters in PageFacts.text for place TEXT, else in the place's own text."""

    start: int
    end: int
    place: int
    meaning: Meaning


_hit = tuple.__new__
"""tuple.__new__ directly, as a page makes hundreds of hits."""

Rank = tuple[int, int, int]
"""Order of an occurrence among all: (stretch, number in the stretch, number of the meaning)."""

_NEVER: Rank = (-1, -1, -1)

Literal = tuple[int, int, int, Meaning]
"""A found literal: (stretch, literal, number of its meaning, meaning)."""


class Occurrences:
    """What was found on one page."""

    def __init__(self, page: PageFacts, vocabulary: Vocabulary) -> None:
        self.texts: dict[int, str] = {
            TITLE: page.title,
            HEADING: BREAK.join(page.headings[:40]),
            SITE: page.site_name,
            LOGO: BREAK.join(page.logos[:20]),
            COPYRIGHT: page.copyright,
            DESCRIPTION: page.description,
            TEXT: page.text,
            HIDDEN: page.hidden_text,
        }
        """Place -> its text, in reading order."""
        self._vocabulary = vocabulary
        self._stretches = list(_scanned(self.texts, vocabulary))
        self._otherwise = vocabulary.otherwise.get(page.language, frozenset())

    @cached_property
    def literals(self) -> dict[str, dict[str, list[Literal]]]:
        """Kind -> name -> its literals, including those found only inside other words."""
        literals: dict[str, dict[str, list[Literal]]] = {"word": {}, "lexicon": {}, "brand": {}, "tool": {}, OTHERWISE: {}}
        meanings = self._vocabulary.meanings
        for number, stretch in enumerate(self._stretches):
            for literal in stretch.literals:
                if literal in self._otherwise:
                    continue
                for which, meaning in enumerate(meanings[literal]):
                    named = literals[meaning.kind]
                    if (known := named.get(meaning.name)) is None:
                        known = named[meaning.name] = []
                    known.append((number, literal, which, meaning))
        return literals

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Concepts with a literal that occurs as a whole word. Most lookups end here with a no."""
        concepts = self._vocabulary.concepts
        return frozenset(
            [name for stretch in self._stretches for literal in stretch.standing() - self._otherwise for name in concepts[literal]]
        )

    def spellings(self, kind: str, name: str) -> set[str]:
        """The literals of a name on the page, including those found only inside other words."""
        patterns = self._vocabulary.matcher.patterns
        return {patterns[literal].expression for _, literal, _, _ in self.literals[kind].get(name, ())}

    def of(self, kind: str, name: str) -> list[Hit]:
        """The occurrences of a name, in the order of the scan."""
        literals = self.literals[kind].get(name)
        return self._ranked(literals)[1] if literals else []

    def all(self, kind: str, *, heads: bool = False) -> dict[str, list[Hit]]:
        """Name -> occurrences for a kind, ordered by first occurrence. `heads`: visible and hidden text may be left out."""
        found = [(*self._ranked(literals, heads=heads), name) for name, literals in self.literals[kind].items()]
        found.sort(key=itemgetter(0))
        return {name: hits for _, hits, name in found if hits}

    def terms(self) -> dict[str, list[Hit]]:
        """Name -> occurrences of lexicon terms, without multi-part terms that lack a part."""
        found = []
        for name, literals in self.literals["lexicon"].items():
            parts = {
                (m.row, m.part) for stretch, literal, _, m in literals if m.parts > 1 and literal in self._stretches[stretch].standing()
            }
            whole = [one for one in literals if (m := one[3]).parts == 1 or all((m.row, part) in parts for part in range(m.parts))]
            rank, hits = self._ranked(whole)
            found.append((rank if len(whole) == len(literals) else self._rank(literals), hits, name))
        found.sort(key=itemgetter(0))
        return {name: hits for rank, hits, name in found if rank != _NEVER}

    def _ranked(self, literals: Sequence[Literal], *, heads: bool = False) -> tuple[Rank, list[Hit]]:
        """The occurrences of one name's literals, and the rank of the first."""
        stretches = self._stretches
        if len(literals) == 1:  # the common case
            [(stretch, literal, which, meaning)] = literals
            located = stretches[stretch].located(literal) if not heads or stretches[stretch].places[0] not in _LONG else ()
            rank = (stretch, located[0][0], which) if located else _NEVER
            return rank, [_hit(Hit, (begin, end, place, meaning)) for _, begin, end, place in located]
        found = [
            (stretch, number, which, begin, end, place, meaning)
            for stretch, literal, which, meaning in literals
            if not heads or stretches[stretch].places[0] not in _LONG
            for number, begin, end, place in stretches[stretch].located(literal)
        ]
        if not found:
            return _NEVER, []
        if len(found) > 1:
            found.sort()
        return found[0][:3], [_hit(Hit, one[3:]) for one in found]

    def _rank(self, literals: Iterable[Literal]) -> Rank:
        """The rank of the first occurrence."""
        spans = [(stretch, which, self._stretches[stretch].spans(literal)) for stretch, literal, which, _ in literals]
        return min([(stretch, found[0][0], which) for stretch, which, found in spans if found], default=_NEVER)


def _scanned(texts: dict[int, str], vocabulary: Vocabulary) -> Iterator[Stretch]:
    """Scan the places in order; consecutive short ones form one stretch. Of a long text only first occurrences are found, unless words of a
    scheme (CLOSE) meet in it."""
    short: list[tuple[int, bytes]] = []
    for place, text in texts.items():
        if not text or (place not in _LONG and not text.strip()):
            continue
        data = _lowered(text) if place in _LONG else utf8(_same_length(text))
        if len(data) <= SHORT_BYTES:
            short.append((place, data))
            continue
        if short:
            yield Stretch(short, None, vocabulary)
            short = []
        yield Stretch([(place, data)], first(data, vocabulary, CLOSE), vocabulary)
    if short:
        yield Stretch(short, None, vocabulary)


def _lowered(text: str) -> bytes:
    """Lower-case ASCII letters in bytes, which is fast. The vocabulary also holds capitalised spellings of words that begin otherwise."""
    return utf8(text).lower()


def _same_length(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = fold(text)
    return folded if len(folded) == len(text) else text.lower()[: len(text)] if len(text.lower()) == len(text) else text
