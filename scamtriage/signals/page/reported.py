"""Which stretches of one page are reported: what it quotes, and what stands beside its warnings."""

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from scamtriage.signals.lazy import lazy
from scamtriage.signals.page.occurrences import HIDDEN, TEXT, Hit
from scamtriage.signals.page.reported_speech import (
    HELD_MOST,
    QUOTED_MOST,
    Range,
    asked,
    at_most,
    joined,
    marked,
    pointed_at,
    sentences,
    unclickable,
    within,
    without_praise,
)  # fmt: skip

if TYPE_CHECKING:
    from scamtriage.signals.page.text import PageText

QUOTE_GAP = 150
"""Characters around a warning word within which other words count as quoted, on a page about scams. Documented in
docs/decisions/scoring.md."""
ARTICLE_GAP = 450
"""The same on a page whose title warns. The first paragraph counts as beside the title."""
QUOTED_BY_TAKERS = 0.25
"""Largest quoted share of a page that takes something; with more, the quotations count as its own words."""
POINTED_MOST = 0.3
"""Largest share of a text that verdicts ("That is a scam.") and hosts of others (evil[.]example) point at; with more they are pasted behind
whatever the page says. A page that is about scams needs none of them."""
STAGE_WORDS = 2
"""Fewest different words of plays and novels for a text that may be all quotations."""


class Reported:
    """The reported stretches of one page, place by place."""

    def __init__(self, text: "PageText") -> None:
        self._text = text
        self._marked: dict[int, list[Range]] = {}
        self._quoted: dict[int, list[Range]] = {}
        self._told: dict[int, list[Range]] = {}

    @lazy
    def warnings(self) -> dict[int, list[int]]:
        """Place -> where words that warn begin; none on a page whose warnings quote nothing."""
        text = self._text
        marks: dict[int, list[int]] = defaultdict(list)
        if text.dictates or text.parrots:
            return marks
        for h in text.warning_hits:
            marks[h.place].append(h.start)
        if text.article:
            marks[TEXT].append(0)
        if self._others and not self._pasted:
            marks[TEXT] += self._others
        for starts in marks.values():
            starts.sort()
        return marks

    def told(self, place: int) -> list[Range]:
        """The stretches of a place that are reported: quotations, and sentences that warn, with the lists they introduce."""
        known = self._told.get(place)
        if known is None:
            text, condemned = self._text.found.texts[place], self._condemned.get(place, [])
            marks = {*self.warnings.get(place, ()), *condemned, *(h.start for h in self._text.words("reported") if h.place == place)}
            warned = [*sentences(text, sorted(marks)), *pointed_at(text, condemned)]
            known = self._told[place] = joined([*warned, *self.quotations(place)])
        return known

    @lazy
    def _condemned(self) -> dict[int, list[int]]:
        """Place -> where a sentence says that what was told before it is a scam."""
        text = self._text
        marks: dict[int, list[int]] = defaultdict(list)
        if self._verdicts and not (self._pasted or text.dictates or text.parrots):
            for h in self._verdicts:
                marks[h.place].append(h.start)
        return marks

    @lazy
    def _verdicts(self) -> list[Hit]:
        """Occurrences of "that is a scam" which no word takes back and no question asks."""
        text = self._text
        return [h for h in text.words("condemned") if not text.denied(h) and not asked(text.found.texts[h.place], h.end)]

    @lazy
    def _others(self) -> list[int]:
        """Where the text names hosts of others so that nobody opens them. A page writes its own so to get past filters."""
        return unclickable(self._text.found.texts[TEXT], self._text.page.final_host)

    @lazy
    def _pasted(self) -> bool:
        """Whether verdicts, with what they point at, and sentences with hosts are too much of the text to tell of anything."""
        text = self._text.found.texts[TEXT]
        verdicts = [(h.start, h.end) for h in self._verdicts if h.place == TEXT]
        taken = joined([*sentences(text, self._others), *pointed_at(text, [start for start, _ in verdicts]), *verdicts])
        return sum(end - start for start, end in taken) > POINTED_MOST * len(text)

    def beside(self, place: int, start: int) -> bool:
        """Whether a character of a page about scams is quoted or stands beside a warning."""
        return self._near_warning(place, start) or within(self.quotations(place), start)

    def _near_warning(self, place: int, start: int) -> bool:
        marks = self.warnings.get(place)
        if not marks:
            return False
        if place not in (TEXT, HIDDEN):
            return True
        at = bisect_left(marks, start)
        gap = ARTICLE_GAP if self._text.article else QUOTE_GAP
        return (at < len(marks) and marks[at] - start <= gap) or (at > 0 and start - marks[at - 1] <= gap)

    def quotations(self, place: int) -> list[Range]:
        """What a place quotes, as far as a page may quote that is not all quotations."""
        known = self._quoted.get(place)
        if known is None and place not in self._text.found.quoting:
            known = self._quoted[place] = []
        if known is None:
            praised = [h.start for h in self._text.words("praised") if h.place == place]
            text = self._text.found.texts[place]
            quotes = at_most(self._most_quoted, every := self.marked(place), text)
            if not quotes and place not in (TEXT, HIDDEN) and (quotes := every) and not self._speaks:
                quotes = []
            known = self._quoted[place] = without_praise(quotes, sorted(praised))
        return known

    def marked(self, place: int) -> list[Range]:
        """Everything between quotation marks in a place, which several ask for with another share of it in mind."""
        known = self._marked.get(place)
        if known is None:
            known = self._marked[place] = marked(self._text.found.texts[place])
        return known

    @property
    def held(self) -> list[Range]:
        """The quotations in the text, which may be counted as its own words; [] if they make up more than half of it, or more than
        `HELD_MOST` where the page takes nothing but a password. Praise by customers is no quotation."""
        praised = [h.start for h in self._text.words("praised") if h.place == TEXT]
        most = QUOTED_MOST if self._text.takes_more else HELD_MOST
        return without_praise(at_most(most, self.marked(TEXT), self._text.found.texts[TEXT]), sorted(praised))

    @lazy
    def _most_quoted(self) -> float:
        if self._text.distinct("stage", meant=False) >= STAGE_WORDS:
            return 1.0
        return QUOTED_BY_TAKERS if self._text.takes else QUOTED_MOST

    @lazy
    def _speaks(self) -> bool:
        """Whether the text has more words of its own than it quotes. If so, a heading may consist of a quotation."""
        text = self._text.found.texts[TEXT]
        return bool(text.strip()) and at_most(self._most_quoted, every := self.marked(TEXT), text) == every
