"""Which words of the knowledge a page means and does not merely quote, and how they stand to each other."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from scamtriage.knowledge.negation import negated
from scamtriage.knowledge.quoting import QUOTE_CHARS, Find, quotation
from scamtriage.knowledge.vocabulary import PART_GAP, Vocabulary
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.page import MESSENGERS
from scamtriage.signals.page import distances
from scamtriage.signals.page.asks import PERSONAL, holds_visitors
from scamtriage.signals.page.occurrences import HEADING, HIDDEN, TEXT, TITLE, Hit, Occurrences
from scamtriage.signals.page.told import QUOTED_MOST, Range, blanked, joined, quotations, sentences, within, without_praise
from scamtriage.signals.telling import against_gambling, tells

UNWARNED = ("accusation", "crime", "lostmoney", "fraudunit", "holdline")
"""What a warning may stand inside of without warning: a "fake passport" that somebody is said to have, a "fraud prevention unit"."""
QUOTE_GAP = 150
"""Characters around a word of warning within which other words count as quoted, on a page that is about that. Documented in
docs/decisions/scoring.md."""
ARTICLE_GAP = 450
"""The same on a page whose title warns; its first paragraph counts as beside the title."""
ABOUT_SHARE, ABOUT_SENTENCES = 0.3, 3
"""Of a text, in sentences that warn, and so many of these, from which on the page is about that: one or two are pasted in a minute."""
QUOTED_BY_TAKERS = 0.25
"""Of the text of a page that takes something: what it quotes beyond that it says itself."""
PARROTED, PARROTED_BEFORE = 5, 10
"""Times that one word of warning stands behind the same characters, from which on it is put before whatever the page says."""
STAGE_WORDS = 2
"""Different words of plays and novels, of which all may stand in quotation marks."""
PRIVATE = frozenset({*MESSENGERS, "wallet", "payment-qr"}) - {"messenger", "viber", "signal", "skype"}
"""What the author of an article seldom gives his readers. Papers, and those who help victims, are written to by the four left out."""
REACHED = PRIVATE | {"phone", "hotline", "viber", "remote-tool"}
ORDERS = ("holdline", "secrecy", "safeaccount", "callback", "guided")
"""What somebody says who has the visitor on the phone; two kinds of these, undenied, are orders and no account of orders."""
NEWS_WORDS, FEW_WARNINGS = 2, 3
BESIDE_CHARS = 30
"""Quoted on each side of each of several words: a reader has to see which ones are meant."""


class PageText:
    """The words found on one page. Which of them stand there is known at once, where exactly when it is asked."""

    def __init__(self, page: PageFacts, vocabulary: Vocabulary) -> None:
        self.page = page
        self.found = Occurrences(page, vocabulary)
        self._words: dict[str, list[Hit]] = {}
        self._meant: dict[str, list[Hit]] = {}
        self._quoted: dict[int, list[Range]] = {}
        self._told: dict[int, list[Range]] = {}
        self._denied: dict[tuple[int, ...], bool] = {}
        """By start, end and place: one word is of several concepts, and stands in the lexicon too."""

    # what was found

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Concepts of which a word stands on the page, meant or not: cheap to ask, and most answers are that none does."""
        return self.found.concepts

    def words(self, concept: str) -> list[Hit]:
        """Every occurrence of a concept, quoted ones too."""
        if concept not in self.concepts:
            return []
        hits = self._words.get(concept)
        if hits is None:
            hits = self._words[concept] = self.found.of("word", concept)
        return hits

    def holds(self, concepts: Iterable[str]) -> bool:
        """Whether a word of one of the concepts stands anywhere, meant or not."""
        return not self.concepts.isdisjoint(concepts)

    def meant(self, concept: str) -> list[Hit]:
        """Occurrences that the page itself asserts: neither denied nor told."""
        if concept not in self.concepts:
            return []
        hits = self._meant.get(concept)
        if hits is None:
            hits = self._meant[concept] = [h for h in self.words(concept) if self.asserts(h)]
        return hits

    @cached_property
    def lexicon(self) -> dict[str, list[Hit]]:
        """Scam type -> occurrences of its lexicon rows."""
        return {name: self._joined(hits) for name, hits in self.found.terms().items()}

    @cached_property
    def organisations(self) -> dict[str, list[Hit]]:
        """Name of an organisation -> occurrences of its names."""
        return self.found.all("brand")

    @cached_property
    def named(self) -> dict[str, list[Hit]]:
        """The same, where occurrences in long text or hidden may be left out: for who asks for the places of a claim alone."""
        return self.found.all("brand", heads=True)

    @cached_property
    def tools(self) -> list[Hit]:
        """Names of remote-support tools that the page itself says."""
        return [h for hits in self.found.all("tool").values() for h in hits if self.asserts(h)]

    def distinct(self, concept: str, *, meant: bool = True) -> int:
        """How many different spellings of a concept stand on the page, an ending more or less aside."""
        return len(self.different(self.meant(concept) if meant else self.words(concept)))

    def different(self, hits: Iterable[Hit]) -> set[str]:
        """The different spellings of these occurrences; what stands inside a longer one of them is no word of its own."""
        texts = self.found.texts
        found: set[str] = set()
        before, reached = -1, -1
        for place, start, minus_end in sorted([(place, start, -end) for start, end, place, _ in hits]):  # of one start the longest first
            end = -minus_end
            if place == before and end <= reached:
                continue
            before, reached = place, end
            found.add(texts[place][start:end].lower())
        return found

    def said(self, hit: Hit) -> str:
        """The characters of an occurrence, on one line."""
        return " ".join(self.found.texts[hit.place][hit.start : hit.end].lower().split())

    def around(self, hits: Iterable[Hit]) -> str:
        """A quotation of these occurrences, as they follow each other."""
        finds = [Find(self.found.texts[h.place], h.start, h.end) for h in hits]
        return quotation(finds, room=QUOTE_CHARS if len(finds) == 1 else BESIDE_CHARS)

    def spellings(self, concept: str) -> set[str]:
        """The literals of a concept that stand on the page, inside other words alone too."""
        return self.found.spellings("word", concept)

    # how they stand to each other

    def gap(self, first: Sequence[Hit], second: Sequence[Hit]) -> tuple[int, Hit | None, Hit | None]:
        """See distances.gap."""
        return distances.gap(first, second)

    def near(self, hit: Hit, others: Iterable[Hit], gap: int) -> list[Hit]:
        """See distances.near."""
        return distances.near(hit, others, gap)

    def span(self, *groups: Sequence[Hit]) -> tuple[int, tuple[Hit, ...]]:
        """See distances.span."""
        return distances.span(groups, len(self.found.texts[TITLE]) + 1)

    def asserts(self, hit: Hit) -> bool:
        """Whether the page says it itself: not told, and not denied."""
        return not self.warned(hit.place, hit.start) and not self.denied(hit)

    def quoted(self, hit: Hit) -> bool:
        """It is told, not said: in a quotation or beside a warning, or the whole page tells of others."""
        return self.warned(hit.place, hit.start)

    def warned(self, place: int, start: int) -> bool:
        """Whether a word that begins at this character is told: quoted, or warned of, or on a page of which all is."""
        if self.tells:
            return True
        if self.about:
            return self._near_warning(place, start) or within(self._quotations(place), start)
        return within(self.told(place), start)

    def _near_warning(self, place: int, start: int) -> bool:
        marks = self._warnings.get(place)
        if not marks:
            return False
        if place not in (TEXT, HIDDEN):
            return True
        at = bisect_left(marks, start)
        gap = ARTICLE_GAP if self.article else QUOTE_GAP
        return (at < len(marks) and marks[at] - start <= gap) or (at > 0 and start - marks[at - 1] <= gap)

    def told(self, place: int) -> list[Range]:
        """The stretches of a place that are quotations, or sentences that warn, with what they introduce."""
        known = self._told.get(place)
        if known is None:
            marks = {*self._warnings.get(place, ()), *(h.start for h in self.words("reported") if h.place == place)}
            known = self._told[place] = joined([*sentences(self.found.texts[place], sorted(marks)), *self._quotations(place)])
        return known

    def _quotations(self, place: int) -> list[Range]:
        known = self._quoted.get(place)
        if known is None:
            praised = [h.start for h in self.words("praised") if h.place == place]
            text = self.found.texts[place]
            quotes = quotations(text, self._most_quoted)
            if not quotes and place not in (TEXT, HIDDEN) and (quotes := quotations(text, 1.0)) and not self._speaks:
                quotes = []
            known = self._quoted[place] = without_praise(quotes, sorted(praised))
        return known

    @cached_property
    def _most_quoted(self) -> float:
        if self.distinct("stage", meant=False) >= STAGE_WORDS:
            return 1.0
        return QUOTED_BY_TAKERS if self.takes else QUOTED_MOST

    @cached_property
    def _speaks(self) -> bool:
        """The text has words of its own, more than it quotes: a heading of that page may be a quotation altogether."""
        text = self.found.texts[TEXT]
        return bool(text.strip()) and quotations(text, self._most_quoted) == quotations(text, 1.0)

    def own(self, place: int) -> str:
        """The text of a place without what is told there, unless the whole page is about that."""
        text = self.found.texts[place]
        return text if self.tells or self.about else blanked(text, self.told(place))

    @cached_property
    def about(self) -> bool:
        """The page is about scams: title or heading warns and it takes nothing, or much of what it says warns."""
        if self.article or not self._warnings or self.takes:
            return self.article
        warned = self.warned_of
        return len(warned) >= ABOUT_SENTENCES and self.warned_share >= ABOUT_SHARE

    @cached_property
    def warned_of(self) -> list[Range]:
        """The sentences of the text that warn, each with what it introduces."""
        return sentences(self.found.texts[TEXT], sorted({h.start for h in self.warning_hits if h.place == TEXT}))

    @cached_property
    def warned_share(self) -> float:
        """Of the text, what stands in them."""
        return sum(end - start for start, end in self.warned_of) / max(1, len(self.found.texts[TEXT]))

    @cached_property
    def takes(self) -> bool:
        """Something is taken from the reader, or he is led to where nobody looks on."""
        page = self.page
        acts = page.apps or page.wallet_calls or holds_visitors(page) or PERSONAL & set(page.asks)
        return bool(acts or any(c.kind in PRIVATE for c in page.contacts))

    @cached_property
    def article(self) -> bool:
        """Title or heading warns, and the page takes nothing from its reader: what follows is told, not asked."""
        return not self.takes and any(h.place in (TITLE, HEADING) for h in self.warning_hits)

    @cached_property
    def tells(self) -> bool:
        """The whole page recounts or warns, and nobody could obey it."""
        return tells(self)

    @cached_property
    def against_gambling(self) -> bool:
        """The page is there for those who want to stop, or tells what was done against those who offer it."""
        return against_gambling(self)

    @cached_property
    def dictates(self) -> bool:
        """The page names crimes as a fake officer does ("report to the police", "fraud ring"), but rebuts nothing, gives orders, and has
        a way for the visitor to obey: then a word of warning quotes nothing. Who warns says what to do against it, and who tells news
        takes nothing."""
        page = self.page
        if self.words("rebuttal") or len(self.spellings("news")) >= NEWS_WORDS or len(self.different(self.warning_hits)) > FEW_WARNINGS:
            return False
        if any(h.place in (TITLE, HEADING) for h in self.warning_hits):
            return False
        if not (page.apps or (PERSONAL - {"password"}) & set(page.asks) or any(c.kind in REACHED for c in page.contacts)):
            return False
        return sum(any(not self.denied(h) for h in self.words(concept)) for concept in ORDERS) >= 2

    @cached_property
    def parrots(self) -> bool:
        """One warning is put before, or behind, whatever the page says: it warns of nothing."""
        text = self.found.texts[TEXT]
        said = Counter(
            text[max(0, h.start - PARROTED_BEFORE) : h.end].lower().split("\n")[-1] for h in self.warning_hits if h.place == TEXT
        )
        return self.takes and max(said.values(), default=0) >= PARROTED

    @cached_property
    def warning_hits(self) -> list[Hit]:
        """Words of warning that warn: not those inside the name of a crime or of a desk against fraud."""
        warning = [*self.words("warning"), *self.lexicon.get("benign-context", ())]
        if not warning:
            return []
        names = distances.Placed(h for concept in UNWARNED for h in self.words(concept))
        return [h for h in warning if not names.holds(h)]

    @cached_property
    def _warnings(self) -> dict[int, list[int]]:
        marks: dict[int, list[int]] = defaultdict(list)
        if self.dictates or self.parrots:
            return marks
        for h in self.warning_hits:
            marks[h.place].append(h.start)
        if self.article:
            marks[TEXT].append(0)
        for starts in marks.values():
            starts.sort()
        return marks

    def denied(self, hit: Hit) -> bool:
        """A negation stands before or behind it, as its language does it."""
        where = hit[:3]
        known = self._denied.get(where)
        if known is None:
            known = self._denied[where] = negated(self.found.texts[hit.place], hit.start, hit.end)
        return known

    def _joined(self, hits: list[Hit]) -> list[Hit]:
        """Lexicon terms of several parts count where all parts stand close together."""
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
