"""The page as a whole: many weak traits, each with a fitted weight."""

from collections.abc import Iterable
from math import fsum
from operator import itemgetter

from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.language.quoting import LEFT_OUT, around
from scamtriage.records.facts.contact import UNCOUNTED
from scamtriage.signals.lazy import lazy
from scamtriage.signals.page.identity import is_seen
from scamtriage.signals.page.numbers import known_line, rented
from scamtriage.signals.page.occurrences import PLACES, TEXT, Hit
from scamtriage.signals.page.reporting import could_be_obeyed
from scamtriage.signals.page.stretches import Stretches
from scamtriage.signals.view import View

LOOKED_FOR = 1.0
"""Nats subtracted from the loudest stretch of a long text. Of several stretches some are loud by chance."""
WHOLE_CHARS = 10_000
"""Characters of text beyond which the whole is no longer weighed beside its stretches."""
WAYS_MOST = 3
_SAID = {"has no way to be obeyed": "asks for no more than a log-in and gives no private line"}
"""Trait -> its wording for readers."""
BEYOND_WORDS = 1.0
"""Most nats by which ways may accuse beyond the words. Any small shop gives a private line and no address."""
BELIEVED = 0.8
"""Factor on ways that acquit, as an address and a number are easily invented."""
BEYOND_DOUBT = 8.0
"""Nats of words at which ways no longer acquit; below, they acquit by at most the difference. A copy of a licensed firm shows that firm's
address and number."""
SAID_MOST = 4
"""Most words that a sentence quotes."""
AROUND_CHARS = 16
"""Characters shown on each side of a word in a script without spaces."""
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz") | {chr(code) for code in range(0xDF, 0x250)} | {chr(code) for code in range(0x1E00, 0x1F00)}


class PageProfile:
    """The sum over one page. Needs a page that could be read."""

    def __init__(self, view: View, *, in_one: bool = False) -> None:
        """`in_one`: weigh long pages in one piece too, as for fitting."""
        self._view = view
        self._in_one = in_one
        self.stretches = Stretches(view, in_one=in_one)
        self._unseen_ways: set[str] = set()
        """Those given only in hidden text."""

    @lazy
    def _fitted(self) -> page_model.Profile:
        return page_model.load()

    def reads(self, language: str) -> bool:
        """Whether the weights were fitted on pages in this language; "", a text too short or mixed to tell, counts as read."""
        return not language or language in self._fitted.languages

    @lazy
    def words(self) -> dict[str, float]:
        """Weighed words of the page -> nats."""
        return self.stretches.loudest[1]

    @lazy
    def traits(self) -> dict[str, Hit | None]:
        """Trait -> an occurrence, or None if the trait is not a word. Traits are concepts (in one, two, four different words), what is
        asked, ways to reach the owner, and identity."""
        view = self._view
        page, text, who = view.page, view.text, view.identity
        shared, within = self.stretches.concepts
        found: dict[str, Hit | None] = {**shared, **within[0 if len(within) == 1 else self.stretches.loudest[0]]}
        holds = {
            "shows address": who.address,
            "shows fixed line": who.fixed_line,
            "shows own mail": who.own_mail,
            "shows company number": who.company,
            "shows licence": who.licence,
            "has free mail": bool(who.freemail),
            "has private messenger": bool(who.personal_messengers),
            "has app file": bool(page.apps),
            "claims authority": bool(view.claims.authority),
            "tells of others": text.tells or text.article,
            "has no way to be obeyed": not could_be_obeyed(text),
        }
        found.update((trait, None) for trait, there in holds.items() if there)
        found.update((f"asks {what}", None) for what in page.asks)
        ways = [
            (f"gives {'hotline' if known_line(contact) else contact.kind}", contact)
            for contact in page.contacts
            if contact.kind not in UNCOUNTED and not rented(contact)
        ]
        said = [number for number in who.phones if number.value not in who.quoted and not known_line(number)]
        ways += [(f"number {number.detail}", number) for number in said if number.kind == "phone" or rented(number)]
        found.update((way, None) for way, _ in ways)
        self._unseen_ways = {way for way, _ in ways} - {way for way, contact in ways if is_seen(contact)}
        return found

    @lazy
    def _weighed(self) -> dict[str, float]:
        weights = self._fitted.scam.traits
        return {trait: weights[trait] for trait in self._counted if trait in weights}

    @lazy
    def _counted(self) -> list[str]:
        """The traits without hidden ones that acquit. Hidden text may be shown to chosen visitors, so it may accuse; but it may also be
        there only for scanners."""
        weights, traits = self._fitted.scam.traits, self.traits
        unseen = self.stretches.unseen | self._unseen_ways
        return [trait for trait in traits if trait not in unseen or weights.get(trait, 0.0) > 0]

    @lazy
    def _ways(self) -> float:
        """Nats of what is asked, the ways to reach the owner, and identity, as fitted."""
        ways = [nats for trait, nats in self._weighed.items() if trait.startswith(page_model.WAYS)]
        return fsum(ways) - self._fitted.ways_middle * self._heard

    @lazy
    def ways(self) -> float:
        """The same within bounds, see BELIEVED, BEYOND_DOUBT and BEYOND_WORDS."""
        if self._ways < 0:
            return max(BELIEVED * self._ways, min(0.0, self.wording - BEYOND_DOUBT))
        return min(self._ways, max(self.wording, 0.0) + BEYOND_WORDS)

    @lazy
    def wording(self) -> float:
        """Nats of the words and concepts, above 0 as on scam pages, the model's constant included. For a long page: its loudest stretch
        minus LOOKED_FOR, but at least the whole up to WHOLE_CHARS."""
        if self._in_one or len(self.stretches.concepts[1]) == 1:
            return self._heard_said
        loudest = self._heard_said - LOOKED_FOR
        page = self._view.page
        return loudest if len(page.text) > WHOLE_CHARS else max(loudest, PageProfile(self._view, in_one=True).wording)

    @lazy
    def _heard_said(self) -> float:
        said = [nats for trait, nats in self._weighed.items() if not trait.startswith(page_model.WAYS)]
        return self._fitted.wording(self._heard, said, self.words.values())

    @lazy
    def _heard(self) -> float:
        return page_model.constant_share(self._counted, len(self.words))

    @lazy
    def known(self) -> int:
        """Number of known words and concepts on the page."""
        return len(self.words) + sum(hit is not None for hit in self.traits.values())

    @lazy
    def calls(self) -> float:
        """Nats of all traits together, above 0 as on pages of fake call centres."""
        return self._fitted.calls.of(self.traits, self.words)

    @lazy
    def kinds(self) -> tuple[tuple[str, float], ...]:
        """Every kind of scam, likeliest first, with its nats beside the first (0 or less); assuming that it is one."""
        nats = sorted(((nats, kind) for kind, nats in self._fitted.by_kind(self.traits, self.words).items()), reverse=True)
        return tuple([(kind, value - nats[0][0]) for value, kind in nats])

    def ways_told(self, *, scam: bool) -> str:
        """The strongest ways on one side, in words; "" if only absent ways speak for it."""
        sign = 1 if scam else -1
        page = self._view.page
        unsure = () if page.complete else ("has no way to be obeyed",)  # the unread part may hold one
        ways = [(nats, trait) for trait, nats in self._weighed.items() if trait.startswith(page_model.WAYS) and trait not in unsure]
        weighed = sorted((-sign * nats, trait) for nats, trait in ways)
        told = ", ".join(_SAID.get(trait, trait) for nats, trait in weighed[:WAYS_MOST] if nats < 0)
        return f" ({told})" if told else ""

    def said(self, *, scam: bool) -> dict[str, str]:
        """The strongest words on one side, strongest first: word as on the page -> path of its place."""
        return self._strongest(self._weighed, self.words, 1 if scam else -1)

    def said_as_callers(self) -> dict[str, str]:
        """The same of the words that occur on pages of fake call centres."""
        head = self._fitted.calls
        return self._strongest(head.traits, {word: head.words[word] for word in self.words if word in head.words}, 1)

    def _strongest(self, traits: dict[str, float], words: dict[str, float], side: int) -> dict[str, str]:
        """The words of these nats on one side, 1 or -1: word as on the page -> path of its place."""
        meant = [(-side * traits[trait], trait, hit) for trait, hit in self.traits.items() if hit and side * traits.get(trait, 0.0) > 0]
        alone = [(-side * nats, word, None) for word, nats in words.items() if side * nats > 0]
        strongest = sorted((*meant, *alone), key=itemgetter(0, 1))
        said = self._view.text.said
        told = (self._around(name) if hit is None else (said(hit), PLACES[hit.place]) for _, name, hit in strongest)  # as many as are shown
        return _apart((word, place) for word, place in told if len(word) > 1 or not word.isascii())  # "%" says nothing to a reader

    def _around(self, word: str) -> tuple[str, str]:
        """A word with its path; in a script without spaces with the surrounding characters up to the next gap."""
        path, text = next(((path, text) for path, text, said in self.stretches.places if page_model.holds(said, word)), (PLACES[TEXT], ""))
        low = text.lower()
        if word[0] in LATIN:  # two words of letters may stand on either side of words of another script
            return (word if word in low or word in " ".join(low.split()) else LEFT_OUT.join(word.split())), path
        at = low.find(word)
        return (word if at < 0 else around(low, at, at + len(word), AROUND_CHARS)), path


def _apart(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first few words that do not contain each other, nor half of each other."""
    chosen: dict[str, str] = {}
    for word, place in words:
        half = word[len(word) // 4 : len(word) // 4 + max(4, len(word) // 2)]
        if word and not any(half in other or other in word for other in chosen):
            chosen[word] = place
        if len(chosen) == SAID_MOST:
            break
    return chosen
