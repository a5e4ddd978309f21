"""What a page carries and does not show at first: hidden text, and the strings of its scripts and data."""

from collections.abc import Iterator
from math import fsum

from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.language.sentence import is_sentence
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.page.stretches import Stretches
from scamtriage.signals.profile import LEAST_KNOWN, LEAST_SAID
from scamtriage.signals.view import View

LEAST_WORDS = 4
"""Words of a line that counts: choices of a list, labels and keys have fewer, and are in themselves no part of any scheme."""
LEAST_CHARS = 120
"""Characters of such lines. A hidden notice or skip link is shorter."""
PART_CHARS = 1_200
"""Characters that are weighed together. Of a long text the part that accuses most speaks, as honest words around a scam do not hide it."""
WEIGHED = 2
"""Parts whose concepts are looked for too: those with the loudest words."""
LEAST_NATS = -3.0
"""Nats of the words of a part below which its concepts, which say more, are not looked for: that is dear. Of 89 scams behind scripts two
have words between -2 and -3, and none that concepts betray has fewer."""
_PATHS = ("page.hidden_text", "page.carried_text")


def wording(view: View) -> Measurement:
    """Nats of the words that the page carries and does not show at first, as if they were a page of their own. A page whose shown words
    accuse needs no more."""
    page = view.page
    if len(page.hidden_text) + len(page.carried_text) < LEAST_CHARS or view.profile.wording >= LEAST_SAID:
        return NO
    fitted = page_model.load()
    heard = [(_nats(fitted, (), fitted.weighed(fitted.matcher.found(page_model.spoken(part)))), part, path) for part, path in _parts(view)]
    loudest = sorted(heard, key=lambda one: -one[0])[:WEIGHED]
    nats, part, path = max(
        ((_weighed(view, part), part, path) for words, part, path in loudest if words >= LEAST_NATS), default=(0.0, "", "")
    )
    return Measurement(value=nats, pointers=in_page(path, part)) if nats > 0 else NO


def _parts(view: View) -> Iterator[tuple[str, str]]:
    """Yield (text, path) of lines, as many as are weighed together."""
    for path, text in zip(_PATHS, (view.page.hidden_text, view.page.carried_text), strict=True):
        part = ""
        for line in text.split("\n") if text else ():
            if not is_sentence(line, LEAST_WORDS):
                continue
            if part and len(part) + len(line) > PART_CHARS:
                yield part, path
                part = ""
            part = f"{part}\n{line}" if part else line
        if len(part) >= LEAST_CHARS:
            yield part, path


def _weighed(view: View, part: str) -> float:
    """Nats of a text as if it were the page's only one; 0 if hardly a word of it is known."""
    alone = view.saying(part)
    stretches = Stretches(alone, in_one=True)
    shared, (within,) = stretches.concepts
    traits, words = {*shared, *within}, stretches.loudest[1]
    return _nats(page_model.load(), traits, words) if len(traits) + len(words) >= LEAST_KNOWN else 0.0


def _nats(fitted: page_model.Profile, traits: "set[str] | tuple[()]", words: dict[str, float]) -> float:
    """What `PageProfile.wording` makes of such a page."""
    known, weights = page_model.constant_share(traits, len(words)), fitted.scam.traits
    return (fitted.scam.constant + fitted.ways_middle) * known + fsum(weights.get(one, 0.0) for one in traits) + fsum(words.values())
