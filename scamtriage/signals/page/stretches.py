"""A page in stretches: its text is cut where it is long, as a long text holds every word, and the loudest stretch speaks for it."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from math import fsum

from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.language.vocabulary import PARTLY
from scamtriage.signals.lazy import lazy
from scamtriage.signals.measurement import once
from scamtriage.signals.page.occurrences import DESCRIPTION, HEADING, HIDDEN, PLACES, TEXT, TITLE, Hit, Spelled
from scamtriage.signals.view import View

READ_CHARS = 1_500
"""Most characters of visible text for a page to be weighed in one piece. The weights are fitted on such pages."""
STRETCH_BYTES = 700
"""UTF-8 bytes of each stretch of a longer text. Stretches are weighed separately, as a long text holds every word. Bytes, because Han or
Thai text needs a third of the characters."""
MOST_STRETCHES = 4
"""Stretches of a long text whose words are weighed: those with the loudest concepts. The loudest stretch decides, so that honest text
around a scam does not hide it."""
STEPS = (1, 2, 4)
"""Numbers of different words of one concept at which a further trait counts. A kind of scam uses the first two."""


class Stretches:
    """The traits and words of each stretch of one page, and which of them is the loudest."""

    def __init__(self, view: View, *, in_one: bool, read_chars: int = READ_CHARS, halved: bool = False) -> None:
        """`in_one`: a long page is one stretch too. `read_chars`: a page of more characters is long. `halved`: the first stretch is half
        as long, so that all others begin in the middle of those that are not."""
        self._view = view
        self._in_one = in_one
        self._read_chars = read_chars
        self._halved = halved
        self.unseen: set[str] = set()
        """Traits found only in hidden text."""
        self._spoken: dict[int, str] = {}
        """Stretch -> the words of its text."""

    @lazy
    def size(self) -> int:
        """Characters of a stretch."""
        text, own = self._view.page.text, _own(self._view)
        size = said = len(text)
        if own is not text and size > self._read_chars:  # reported text does not make a page long
            said = len(own) - own.count("\n") + text.count("\n")
        return (
            max(size, self._read_chars)
            if said <= self._read_chars or self._in_one
            else STRETCH_BYTES * size // self._view.text.found.text_bytes
        )

    @lazy
    def shift(self) -> int:
        """Characters that the first stretch lacks."""
        return self.size // 2 if self._halved else 0

    def spoken(self, stretch: int = 0) -> str:
        """The words weighed for a stretch: of the stretch itself, and of title, headings, image texts and description."""
        return "\n".join((_spoken_beside(self._view)[0], self._spoken_within(stretch)))

    def _spoken_within(self, stretch: int) -> str:
        known = self._spoken.get(stretch)
        if known is None:
            known = self._spoken[stretch] = page_model.spoken(self._within(stretch))
        return known

    def _within(self, stretch: int) -> str:
        begin = stretch * self.size - self.shift
        return _own(self._view)[max(0, begin) : begin + self.size]

    @lazy
    def concepts(self) -> tuple[dict[str, Hit], list[dict[str, Hit]]]:
        """(traits outside the text, traits of each stretch). Traits are the concepts and kinds of scam that the page means, one per step in
        number of words, with the longest word. Traits outside the text count in every stretch."""
        size, shift = self.size, self.shift
        shared: dict[str, Hit] = {}
        found: list[dict[str, Hit]] = [{} for _ in range(max(1, -(-(len(self._view.page.text) + shift) // size)))]
        for steps, said in _meant(self._view):
            everywhere: list[Spelled] = []
            within: dict[int, list[Spelled]] = {}
            for one in said:
                start, _, place, _ = one[0]
                if place != TEXT:
                    everywhere.append(one)
                elif (some := within.get(at := (start + shift) // size)) is None:
                    within[at] = [one]
                else:
                    some.append(one)
            if everywhere:
                _note(shared, steps, everywhere)
                if HIDDEN in {hit.place for hit, _ in everywhere}:
                    self.unseen.update(_made(steps, said).keys() - _made(steps, [one for one in said if one[0].place != HIDDEN]).keys())
            for at, some in within.items():
                _note(found[at], steps, everywhere + some if everywhere else some)
        return shared, found

    @lazy
    def loudest(self) -> tuple[int, dict[str, float]]:
        """The stretch that accuses most, and its words with their nats."""
        shared, found = self.concepts
        if len(found) == 1:
            return 0, self._words(0)
        weights = page_model.load().scam.traits
        nats = [fsum([weights[trait] for trait in traits if trait in weights and trait not in shared]) for traits in found]
        heard = {at: self._words(at) for at in sorted(range(len(nats)), key=lambda at: (-nats[at], at))[:MOST_STRETCHES]}
        loudest = max(heard, key=lambda at: nats[at] + fsum(heard[at].values()))
        return loudest, heard[loudest]

    def _words(self, stretch: int) -> dict[str, float]:
        """The weighed words of `spoken` with their nats."""
        fitted, (_, beside) = page_model.load(), _spoken_beside(self._view)
        found = {**beside, **fitted.matcher.found(self._spoken_within(stretch))}  # a line holds whole words
        return page_model.bounded(fitted.weighed(found), self.spoken(stretch))

    @lazy
    def places(self) -> list[tuple[str, str, str]]:
        """(path, text, its words), in the order of weighing."""
        loudest = self.loudest[0]
        return [*_beside(self._view), (PLACES[TEXT], self._within(loudest), self._spoken_within(loudest))]


def _made(steps: Sequence[str], said: list[Spelled]) -> dict[str, Hit]:
    made: dict[str, Hit] = {}
    if said:
        _note(made, steps, said)
    return made


def _note(into: dict[str, Hit], steps: Sequence[str], said: list[Spelled]) -> None:
    """Add the traits of one, two, four different words that these occurrences make, each with the longest occurrence."""
    if len(said) == 1:
        into[steps[0]] = said[0][0]
        return
    words = [word for _, word in said]
    longest = said[words.index(max(words, key=len))][0]
    for trait in steps[: bisect_right(STEPS, len({*words}))]:
        into[trait] = longest


@once
def _own(view: View) -> str:
    """The text without what it quotes or warns of."""
    return view.text.own(TEXT)


@once
def _beside(view: View) -> list[tuple[str, str, str]]:
    """(path, text, its words) of title, headings, image texts and description, which count in every stretch."""
    page, own = view.page, view.text.own
    above, behind = [(PLACES[place], own(place)) for place in (TITLE, HEADING)], (PLACES[DESCRIPTION], own(DESCRIPTION))
    texts = [*above, ("page.image_alts", "\n".join(page.image_alts[:40])), behind]
    return [(path, text, page_model.spoken(text)) for path, text in texts]


@once
def _spoken_beside(view: View) -> tuple[str, dict[str, int]]:
    """The words of `_beside`, and those of them that are weighed: looked for once, not in every stretch anew."""
    spoken = "\n".join([words for _, _, words in _beside(view)])
    return spoken, page_model.load().matcher.found(spoken)


@once
def _meant(view: View) -> list[tuple[tuple[str, ...], list[Spelled]]]:
    """(traits for one, two, four different words, occurrences with their words) of each concept and kind of scam that the page means."""
    text = view.text
    meant = [(_steps("says", concept), text.spelled(_weighed(text.meant(concept)))) for concept in sorted(text.concepts)]
    return meant + [(_steps("speaks of", kind)[:2], text.spelled(terms)) for kind, terms in text.lexicon_meant.items()]


def _weighed(hits: list[Hit]) -> list[Hit]:
    """The occurrences without words of languages in which no page is weighed."""
    return [hit for hit in hits if hit.meaning.language not in PARTLY]


@cache
def _steps(said: str, name: str) -> tuple[str, ...]:
    """The traits of a concept or kind, one per step."""
    return tuple(f"{said} {name} {step}" for step in STEPS)
