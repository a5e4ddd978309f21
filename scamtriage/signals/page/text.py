"""Which known words a page asserts rather than quotes, and how they relate to each other."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.negation import negated
from scamtriage.knowledge.language.quoting import QUOTE_CHARS, Find, quotation
from scamtriage.knowledge.language.vocabulary import PART_GAP, Vocabulary
from scamtriage.records.facts import PageFacts
from scamtriage.signals.lazy import lazy
from scamtriage.signals.page import distances
from scamtriage.signals.page.narration import narrates
from scamtriage.signals.page.occurrences import TEXT, TITLE, Hit, Occurrences, Spelled
from scamtriage.signals.page.reported import Reported
from scamtriage.signals.page.reported_speech import Range, blanked, sentences, within
from scamtriage.signals.page.reporting import against_gambling, dictates, parrots, takes_more, tells

UNWARNED = ("accusation", "crime", "lostmoney", "fraudunit", "holdline")
"""Concepts whose words may contain a warning word without warning: a "fake passport" in an accusation, a "fraud prevention unit"."""
ARTICLE_SENTENCES = 2
"""Fewest sentences of the text that warn, a heading among them, where title or heading does."""
ABOUT_SHARE, ABOUT_SENTENCES = 0.3, 3
"""Smallest share of the text in sentences that warn, and fewest such sentences, for a page about scams. One or two sentences are easily
pasted in."""
REPEATED_WARNINGS = 2
"""Different words of warning and advice from which a page repeats the rules or offers of others."""
BEGINNING_CHARS = 6_000
"""Characters in which stories are searched for that stand in no word list."""
BESIDE_CHARS = 30
"""Characters quoted on each side of each of several words."""


def _order(hit: Hit) -> tuple[int, int, int]:
    return hit.place, hit.start, -hit.end


class PageText:
    """The words found on one page, and which of them it means."""

    def __init__(self, page: PageFacts, vocabulary: Vocabulary) -> None:
        self.page = page
        self.found = Occurrences(page, vocabulary)
        self._meant: dict[str, list[Hit]] = {}
        self.reported = Reported(self)
        self._denied: dict[tuple[int, ...], bool] = {}
        """Keyed by start, end and place, as one word may belong to several concepts and to the lexicon."""

    @lazy
    def beginning(self) -> str:
        """The first BEGINNING_CHARS of the visible text in small letters."""
        return self.page.text[:BEGINNING_CHARS].lower()

    @lazy
    def bare_beginning(self) -> str:
        """The same without accents. Of another length where a mark stands on no letter that bears it."""
        return without_accents(self.beginning)

    # what was found

    @lazy
    def concepts(self) -> frozenset[str]:
        """Concepts with a word on the page, asserted or not. Cheap; most lookups end here."""
        return self.found.concepts

    def words(self, concept: str) -> list[Hit]:
        """Every occurrence of a concept, quoted ones too."""
        return self.found.words(concept)

    def holds(self, concepts: Iterable[str]) -> bool:
        """Whether a word of one of the concepts occurs, asserted or not."""
        return not self.concepts.isdisjoint(concepts)

    def meant(self, concept: str) -> list[Hit]:
        """Occurrences that the page itself asserts: neither negated nor reported."""
        hits = self._meant.get(concept)
        if hits is None:
            hits = self._meant[concept] = self._asserted(self.words(concept))
        return hits

    def meant_everywhere(self, concepts: Iterable[str]) -> list[Hit]:
        """The same of several concepts, with what stands behind a first occurrence in a long text; see Occurrences.every."""
        words = self.found.every["word"]
        return [h for concept in concepts for h in self._asserted(words.get(concept, []))]

    @lazy
    def lexicon(self) -> dict[str, list[Hit]]:
        """Scam type -> occurrences of its lexicon rows."""
        return {name: self._joined(hits) for name, hits in self.found.terms().items()}

    @lazy
    def lexicon_meant(self) -> dict[str, list[Hit]]:
        """The same, but only those that the page itself asserts."""
        return {name: self._asserted(hits) for name, hits in self.lexicon.items()}

    @lazy
    def organisations(self) -> dict[str, list[Hit]]:
        """Organisation -> occurrences of its names."""
        return self.found.all("brand")

    @lazy
    def named(self) -> dict[str, list[Hit]]:
        """The same, but visible and hidden text may be left out; for the places of a claim."""
        return self.found.all("brand", heads=True)

    @lazy
    def tools(self) -> list[Hit]:
        """Names of remote-support tools that the page itself asserts."""
        return [h for hits in self.found.all("tool").values() for h in self._asserted(hits)]

    def distinct(self, concept: str, *, meant: bool = True) -> int:
        """Number of different spellings of a concept on the page."""
        return len(self.different(self.meant(concept) if meant else self.words(concept)))

    def different(self, hits: Iterable[Hit]) -> set[str]:
        """The different spellings of these occurrences; one inside a longer one does not count."""
        return {word for _, word in self.spelled(hits)}

    def spelled(self, hits: Iterable[Hit]) -> list[Spelled]:
        """These occurrences with their characters, in order, without those inside a longer one."""
        texts, found = self.found.texts, list[Spelled]()
        before, reached = -1, -1
        for hit in sorted(hits, key=_order):  # at equal starts the longest first
            start, end, place, _ = hit
            if place == before and end <= reached:
                continue
            before, reached = place, end
            found.append((hit, texts[place][start:end].lower()))
        return found

    def said(self, hit: Hit) -> str:
        """The characters of an occurrence, lower-case, on one line."""
        return " ".join(self.found.texts[hit.place][hit.start : hit.end].lower().split())

    def around(self, hits: Iterable[Hit]) -> str:
        """A quotation of these occurrences, in order."""
        finds = [Find(self.found.texts[h.place], h.start, h.end) for h in hits]
        return quotation(finds, room=QUOTE_CHARS if len(finds) == 1 else BESIDE_CHARS)

    def spellings(self, concept: str) -> set[str]:
        """The literals of a concept on the page, including those only inside other words."""
        return self.found.spellings(concept)

    # how they stand to each other

    def span(self, *groups: Sequence[Hit]) -> tuple[int, tuple[Hit, ...]]:
        """See distances.span."""
        return distances.span(groups, len(self.found.texts[TITLE]) + 1)

    def _asserted(self, hits: list[Hit]) -> list[Hit]:
        """Those that the page asserts: neither reported nor negated."""
        if not hits or self.tells:
            return []
        if self.about:
            return [h for h in hits if not self.warned(h.place, h.start) and not self.denied(h)]
        texts, known, kept = self.found.texts, self._denied, []
        here, ranges = -1, list[Range]()
        for h in hits:  # written out, as this is asked of every word of every page
            start, end, place, _ = h
            if place != here:
                here, ranges = place, self.reported.told(place)
            if ranges and (number := bisect_left(ranges, (start + 1, 0))) and start < ranges[number - 1][1]:  # see `within`
                continue
            where = (start, end, place)
            denied = known.get(where)
            if denied is None:
                denied = known[where] = negated(texts[place], start, end)
            if not denied:
                kept.append(h)
        return kept

    def quoted(self, hit: Hit) -> bool:
        """Whether the page only reports it: in a quotation or beside a warning, or because the whole page reports."""
        return self.warned(hit.place, hit.start)

    def warned(self, place: int, start: int) -> bool:
        """Whether a word that begins at this character is reported: quoted, warned of, or on a page that only reports."""
        if self.tells:
            return True
        return self.reported.beside(place, start) if self.about else within(self.reported.told(place), start)

    def own(self, place: int) -> str:
        """The text of a place without what it reports; complete if the whole page reports."""
        text = self.found.texts[place]
        return text if self.tells or self.about else blanked(text, self.reported.told(place))

    @lazy
    def about(self) -> bool:
        """Whether the page is about scams. Title or heading warns and it takes nothing, or much of its text warns."""
        if self.article or not self.reported.warnings or self.takes:
            return self.article
        warned = self.warned_of
        return len(warned) >= ABOUT_SENTENCES and self.warned_share >= ABOUT_SHARE

    @lazy
    def warned_of(self) -> list[Range]:
        """The sentences of the text that warn, each with the list it introduces."""
        return sentences(self.found.texts[TEXT], sorted({h.start for h in self.warning_hits if h.place == TEXT}))

    @lazy
    def warned_share(self) -> float:
        """Share of the text in sentences that warn."""
        return sum(end - start for start, end in self.warned_of) / max(1, len(self.found.texts[TEXT]))

    @lazy
    def takes(self) -> bool:
        """Whether the page takes something from the reader, or leads to a private channel."""
        return self.takes_more or "password" in self.page.asks

    @lazy
    def takes_more(self) -> bool:
        """The same, but that a page asks for a password, as every forum does, is not enough."""
        return takes_more(self.page)

    @lazy
    def article(self) -> bool:
        """Whether title or heading warns, another sentence of the text does, and the page takes nothing. The rest is then reported, not
        asked. One headline is added to any page in a minute."""
        if self.takes or distances.in_head(self.warning_hits) is None:
            return False
        return len(self.warned_of) >= ARTICLE_SENTENCES

    @lazy
    def tells(self) -> bool:
        """Whether the whole page recounts or warns, and offers no way to obey it."""
        return tells(self) or narrates(self)

    @lazy
    def against_gambling(self) -> bool:
        """Whether the page helps people to stop gambling, or reports action against those who offer it."""
        return against_gambling(self)

    @lazy
    def dictates(self) -> bool:
        """Whether the page dictates a fake officer's orders, so that its warning words quote nothing."""
        return dictates(self)

    @lazy
    def parrots(self) -> bool:
        """Whether one warning is repeated before or after everything the page says, so that it warns of nothing."""
        return parrots(self)

    @lazy
    def warning_hits(self) -> list[Hit]:
        """Warning words that warn: not those inside the name of a crime or an anti-fraud desk."""
        warning = [*self.words("warning"), *self.lexicon.get("benign-context", ())]
        if not warning:
            return []
        names = distances.Placed(h for concept in UNWARNED for h in self.words(concept))
        return [h for h in warning if not names.holds(h)]

    @lazy
    def repeats(self) -> bool:
        """Whether the page warns or advises in so many words that it repeats what others say. One is said by drainers, too, and stands in
        the rules of programmes: no spam, no fraud."""
        return len(self.different([*self.warning_hits, *self.words("advice"), *self.words("rebuttal")])) >= REPEATED_WARNINGS

    def denied(self, hit: Hit) -> bool:
        """Whether a negation precedes or follows it, by the rules of its language."""
        where = hit[:3]
        known = self._denied.get(where)
        if known is None:
            known = self._denied[where] = negated(self.found.texts[hit.place], hit.start, hit.end)
        return known

    def _joined(self, hits: list[Hit]) -> list[Hit]:
        """Multi-part lexicon terms count if all parts are close together."""
        if all(h.meaning.parts == 1 for h in hits):
            return hits
        whole = [h for h in hits if h.meaning.parts == 1]
        rows: dict[int, list[Hit]] = defaultdict(list)
        for h in hits:
            if h.meaning.parts > 1:
                rows[h.meaning.row].append(h)
        for members in rows.values():
            groups = [[h for h in members if h.meaning.part == n] for n in range(members[0].meaning.parts)]
            if all(groups):
                length, found = self.span(*groups)
                if found and length <= PART_GAP + sum(h[0].end - h[0].start for h in groups):
                    whole.append(found[-1])
        return whole
