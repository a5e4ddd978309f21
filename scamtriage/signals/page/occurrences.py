"""Which known words a page contains, and where."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scamtriage.knowledge.language.folding import lowered
from scamtriage.knowledge.language.quoting import BREAK
from scamtriage.knowledge.language.vocabulary import OTHERWISE, Meaning, Vocabulary, fold
from scamtriage.knowledge.matcher import utf8
from scamtriage.records.facts import PageFacts
from scamtriage.signals.lazy import lazy
from scamtriage.signals.page.reported_speech import holds_marks
from scamtriage.signals.page.scan import Stretch, scan_every, scan_long

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
_ALONE = frozenset(_LONG)
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


class Hit(NamedTuple):
    """One occurrence. `start` and `end` are characters in PageFacts.text for place TEXT, else in the place's own text."""

    start: int
    end: int
    place: int
    meaning: Meaning


_hit = tuple.__new__
"""tuple.__new__ directly, as a page makes hundreds of hits."""

Spelled = tuple[Hit, str]
"""An occurrence and its characters in lower case."""

Named = dict[str, list[Hit]]
"""Name -> its occurrences, in the order of the scan; names by their first occurrence."""


class Occurrences:
    """What was found on one page."""

    def __init__(self, page: PageFacts, vocabulary: Vocabulary) -> None:
        self.texts: dict[int, str] = {
            TITLE: page.title,
            HEADING: BREAK.join(page.headings[:40]),
            SITE: page.site_name,
            LOGO: BREAK.join(page.logos[:20]).replace("_", " "),
            COPYRIGHT: page.copyright,
            DESCRIPTION: page.description,
            TEXT: page.text,
            HIDDEN: page.hidden_text,
        }
        """Place -> its text, in reading order."""
        data = [(place, _folded(place, text)) for place, text in self.texts.items() if text and (place in _LONG or text.strip())]
        self.text_bytes = max([len(of) for place, of in data if place == TEXT], default=0)
        """Length of the visible text in UTF-8."""
        self.quoting = frozenset([place for place, of in data if place not in _LONG or holds_marks(of)])
        """Places in which quotation marks may stand."""
        self._vocabulary = vocabulary
        self._stretches = list(_scanned(data, vocabulary))
        self._otherwise = vocabulary.otherwise.get(page.language, frozenset())

    @lazy
    def _by_kind(self) -> dict[str, Named]:
        """Kind -> name -> its occurrences."""
        return self._hits(self._stretches)

    def _hits(self, stretches: Iterable[Stretch]) -> dict[str, Named]:
        by_kind: dict[str, Named] = {"word": {}, "lexicon": {}, "brand": {}, "tool": {}, OTHERWISE: {}}
        meanings, otherwise = self._vocabulary.meanings, self._otherwise
        # literal -> each of its meanings with the occurrences of that name. Most literals of a page occur several times
        lists: dict[int, list[tuple[Meaning, list[Hit]]]] = {}
        for stretch in stretches:
            for literal, start, end, place in stretch.located:
                if (meant := lists.get(literal)) is None:
                    meant = lists[literal] = []
                    for meaning in () if literal in otherwise else meanings[literal]:
                        meant.append((meaning, by_kind[meaning.kind].setdefault(meaning.name, [])))
                for meaning, known in meant:
                    known.append(_hit(Hit, (start, end, place, meaning)))
        return by_kind

    @lazy
    def concepts(self) -> frozenset[str]:
        """Concepts with a literal that occurs as a whole word. Most lookups end here with a no."""
        return frozenset(self._by_kind["word"])

    def spellings(self, concept: str) -> set[str]:
        """The literals of a concept on the page, including those found only inside other words."""
        patterns, concepts = self._vocabulary.matcher.patterns, self._vocabulary.concepts
        found = [literal for stretch in self._stretches for literal in stretch.literals if concept in concepts[literal]]
        return {patterns[literal].expression for literal in found if literal not in self._otherwise}

    def words(self, concept: str) -> list[Hit]:
        """The occurrences of a concept."""
        return self._by_kind["word"].get(concept, [])

    def all(self, kind: str, *, heads: bool = False) -> Named:
        """The occurrences of a kind. `heads`: visible and hidden text are left out where they were scanned by themselves."""
        found = self._by_kind[kind]
        if not heads or not (alone := {stretch.place for stretch in self._stretches} & _ALONE):
            return found
        left_out = _ALONE if TEXT in alone else alone  # hidden text is scanned behind the text, or with it
        kept = ((name, [h for h in hits if h.place not in left_out]) for name, hits in found.items())
        return {name: hits for name, hits in kept if hits}

    @lazy
    def every(self) -> dict[str, Named]:
        """Kind -> name -> its occurrences, all of them in a long visible text too. A second scan of that text if only first occurrences are
        known; so ask only where few pages get."""
        if not any(stretch.firsts_only and stretch.place == TEXT for stretch in self._stretches):
            return self._by_kind
        others = [stretch for stretch in self._stretches if stretch.place != TEXT]
        return self._hits([*others, scan_every([(TEXT, _lowered(self.texts[TEXT]))], self._vocabulary)])

    def terms(self) -> Named:
        """The occurrences of lexicon terms, without multi-part terms that lack a part."""
        found = self._by_kind["lexicon"]
        parts = {(h.meaning.row, h.meaning.part) for hits in found.values() for h in hits if h.meaning.parts > 1}
        if not parts:
            return found
        return {
            name: [h for h in hits if (m := h.meaning).parts == 1 or all((m.row, part) in parts for part in range(m.parts))]
            for name, hits in found.items()
        }


def _folded(place: int, text: str) -> bytes:
    return _lowered(text) if place in _LONG else utf8(_same_length(text))


def _scanned(places: Iterable[tuple[int, bytes]], vocabulary: Vocabulary) -> Iterator[Stretch]:
    """Scan the places in order; consecutive short ones form one stretch. Of a long text only first occurrences are found, unless words of a
    scheme (CLOSE) meet in it."""
    short: list[tuple[int, bytes]] = []
    for place, data in places:
        if len(data) <= SHORT_BYTES:
            short.append((place, data))
            continue
        if short:
            yield scan_every(short, vocabulary)
            short = []
        yield scan_long(place, data, vocabulary, CLOSE)
    if short:
        yield scan_every(short, vocabulary)


def _lowered(text: str) -> bytes:
    """Lower-case ASCII letters in bytes, which is fast. The vocabulary also holds capitalised spellings of words that begin otherwise."""
    return utf8(text).lower()


def _same_length(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = fold(text)
    return folded if len(folded) == len(text) else lowered(text)
