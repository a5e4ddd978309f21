"""What a page says, asks and shows, taken together: many traits of which none says much by itself, each with a fitted weight."""

from collections.abc import Iterable
from itertools import zip_longest
from math import fsum, sqrt
from typing import TYPE_CHECKING

from scamtriage.knowledge import profile
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NOT_APPLICABLE, in_page
from scamtriage.signals.name_weight import side
from scamtriage.signals.occurrences import TEXT, Hit
from scamtriage.signals.once import once
from scamtriage.signals.telling import could_be_obeyed

if TYPE_CHECKING:
    from scamtriage.signals.view import View

READ_CHARS = 4_000
"""Characters of visible text that are weighed: the fitted pages are short, and a long text holds a word of everything."""
STEPS = (1, 2, 4)
"""Different words of one concept from which on it counts once more."""
SAID_MOST = 4
"""Words that a sentence names."""
TOLD_LETTERS = 5
"""Of a Latin word by itself that a sentence names: shorter ones tell a reader nothing."""
AROUND_CHARS = 10
"""Characters shown on each side of a piece of a script without spaces."""
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz") | {chr(code) for code in range(0xDF, 0x250)} | {chr(code) for code in range(0x1E00, 0x1F00)}
KIND_MARGIN = 0.3
"""Nats below the likeliest kind at which another is named too."""


class PageProfile:
    """One page, weighed as a whole. Needs a page that could be read."""

    def __init__(self, view: "View") -> None:
        self._view = view

    @once
    def _fitted(self) -> profile.Profile:
        return profile.load()

    @once
    def traits(self) -> dict[str, Hit | None]:
        """Concepts that the page means (in one, two, four different words), what it asks for, how it can be reached and who it says it
        is; each with a place where it stands, None where it is no word."""
        view = self._view
        page, text, who = view.page, view.text, view.identity
        assert page is not None
        found: dict[str, Hit | None] = {}
        for concept in text.concepts():
            hits = [h for h in text.meant(concept) if h.place != TEXT or h.start < READ_CHARS]
            if hits:
                said = len(text.different(hits))
                found.update((f"says {concept} {step}", hits[0]) for step in STEPS if said >= step)
        for kind, terms in text.lexicon.items():
            hits = [h for h in terms if (h.place != TEXT or h.start < READ_CHARS) and text.asserts(h)]
            if hits:
                said = len(text.different(hits))
                found.update((f"speaks of {kind} {step}", hits[0]) for step in STEPS[:2] if said >= step)
        holds = {
            "shows address": who.address,
            "shows fixed line": who.fixed_line,
            "shows own mail": who.own_mail,
            "shows company number": who.company,
            "shows licence": who.licence,
            "has free mail": bool(who.freemail),
            "has private messenger": bool(who.personal_messengers),
            "has app file": bool(page.apps),
            "has form": bool(page.forms),
            "claims authority": bool(view.claims.authority),
            "tells of others": text.tells or text.article,
            "has no way to be obeyed": not could_be_obeyed(text),
        }
        found.update((trait, None) for trait, there in holds.items() if there)
        found.update((f"asks {what}", None) for what in page.asks)
        found.update((f"gives {contact.kind}", None) for contact in page.contacts)
        found.update((f"number {number.detail}", None) for number in who.numbers)
        return found

    @once
    def words(self) -> dict[str, float]:
        """Weighed words that stand on the page -> nats."""
        page = self._view.page
        assert page is not None
        parts = (page.title, *page.headings[:40], page.text[:READ_CHARS], *page.image_alts[:40], page.description)
        found = self._fitted.matcher.found(profile.spoken("\n".join(parts)))
        share = 1 / sqrt(len(found) + profile.FEW)
        weights = self._fitted.words
        return {word: weights[word] * share for word in found}

    @once
    def _weighed(self) -> dict[str, float]:
        weights = self._fitted.scam.traits
        return {trait: weights[trait] for trait in self.traits if trait in weights}

    @once
    def ways(self) -> float:
        """Nats of what is asked, how the owner can be reached and who it says it is."""
        return fsum(nats for trait, nats in self._weighed.items() if trait.startswith(profile.WAYS)) - self._fitted.ways_middle

    @once
    def wording(self) -> float:
        """Nats of the words and of what they mean, above 0 as on scam pages; the constant is theirs."""
        fitted = self._fitted
        said = [nats for trait, nats in self._weighed.items() if not trait.startswith(profile.WAYS)]
        return fitted.scam.constant + fitted.ways_middle + fsum(said) + fsum(self.words.values())

    @once
    def total(self) -> float:
        """Nats of the page as a whole."""
        return self.wording + self.ways

    @once
    def calls(self) -> float:
        """Nats of all traits together, above 0 as on pages of fake call centres."""
        return self._fitted.calls.of(self.traits)

    @once
    def kinds(self) -> tuple[str, ...]:
        """The likeliest kind of scam, if it is one, and others that are nearly as likely."""
        nats = sorted(((head.of(self.traits), kind) for kind, head in self._fitted.kinds.items()), reverse=True)
        return tuple(kind for value, kind in nats if value >= nats[0][0] - KIND_MARGIN)[:2]

    def said(self, *, scam: bool) -> tuple[str, ...]:
        """What weighs most on one side, as it stands on the page: by turns words for concepts, and words by themselves."""
        side = 1 if scam else -1
        hits = [(side * nats, trait, hit) for trait, nats in self._weighed.items() if (hit := self.traits[trait]) is not None]
        hits.sort(key=lambda one: (-one[0], one[1]))
        meant = [self._view.text.said(hit) for nats, _, hit in hits if nats > 0]
        weighed = sorted((-side * nats, word) for word, nats in self.words.items())
        alone = [self._around(word) for nats, word in weighed if nats < 0 and (word[0] not in LATIN or len(word) >= TOLD_LETTERS)]
        return _apart(word for pair in zip_longest(meant, alone, fillvalue="") for word in pair)

    def _around(self, word: str) -> str:
        """A word as it is; of a piece of a script without spaces what it stands in."""
        page = self._view.page
        assert page is not None
        if word[0] in LATIN:
            return word
        for text in (page.text, page.title, *page.headings):
            at = text.lower().find(word)
            if at >= 0:
                return text[max(0, at - AROUND_CHARS) : at + len(word) + AROUND_CHARS].strip()
        return word


def _apart(words: Iterable[str]) -> tuple[str, ...]:
    """The first few that do not stand in each other."""
    chosen: list[str] = []
    for word in words:
        if word and not any(word in other or other in word for other in chosen):
            chosen.append(word)
        if len(chosen) == SAID_MOST:
            break
    return tuple(chosen)


def wording(view: "View") -> Measurement:
    """Nats of the page's words and of what they mean."""
    if view.page is None or view.owners:
        return NOT_APPLICABLE
    whole = view.profile
    scam = whole.wording > 0
    words = whole.said(scam=scam)
    return Measurement(
        value=whole.wording,
        weight=whole.wording,
        types=whole.kinds if scam else (),
        shown={"words": ", ".join(f"“{word}”" for word in words) or "…", "side": side(whole.wording)},
        pointers=tuple(pointer for word in words for pointer in in_page("page.text", word)),
    )


def ways(view: "View") -> Measurement:
    """Nats of what the page asks for, how its owner can be reached and who it says it is."""
    if view.page is None or view.owners:
        return NOT_APPLICABLE
    whole = view.profile
    return Measurement(value=whole.ways, weight=whole.ways, types=whole.kinds if whole.ways > 0 else (), shown={"side": side(whole.ways)})


def like_call_centres(view: "View") -> Measurement:
    """Nats of all traits together, above 0 as on pages of fake call centres."""
    if view.page is None or view.owners:
        return NOT_APPLICABLE
    return Measurement(value=view.profile.calls)
