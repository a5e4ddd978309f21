"""What a page carries and does not show at first: hidden text, and the strings of its scripts and data."""

from collections.abc import Collection, Iterable, Iterator
from itertools import compress
from math import fsum
from operator import not_

from msgspec import UNSET

from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.knowledge.language.sentence import is_sentence
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, UNKNOWN, in_page
from scamtriage.signals.page.stretches import Stretches
from scamtriage.signals.profile import LEAST_KNOWN, accuses_by_itself
from scamtriage.signals.view import View

LEAST_WORDS = 4
"""Words of a line that counts by itself: choices of a list, labels and keys have fewer, and are in themselves no part of any scheme."""
LEAST_CHARS = 120
"""Characters of such lines. A hidden notice or skip link is shorter."""
PART_CHARS = 1_200
"""Characters that are weighed together. Of a long text the part that accuses most speaks, as honest words around a scam do not hide it."""
WEIGHED = 2
"""Parts whose concepts are looked for too: those with the loudest words."""
QUOTED = 3
"""Concepts of it that are quoted."""
OF_MESSAGES = frozenset(("account", "alarm", "codes", "suspended", "typein", "verify"))
"""Concepts that do not accuse here: the data of every application with accounts hold messages for all cases, of codes, refused entries and
locked accounts, side by side as no page shows them. Where a page asks for such things its fields tell."""
_PATHS = ("page.hidden_text", "page.carried_text")


def wording(view: View) -> Measurement:
    """Nats of the words that the page carries and does not show at first, as if they were a page of their own. A page that accuses by what
    it shows needs no more. Unknown where these words do not accuse and those for scripts were not looked for, as in older evidence."""
    page = view.page
    if accuses_by_itself(view):
        return NO
    silent = UNKNOWN if page.carried_text is UNSET else NO
    if sum(map(len, page.unshown)) < LEAST_CHARS:
        return silent
    fitted = page_model.load()
    heard = [(_nats(fitted, (), fitted.weighed(fitted.matcher.found(page_model.spoken(part)))), part, path) for part, path in _parts(view)]
    loudest = sorted(heard, key=lambda one: -one[0])[:WEIGHED]
    nats, quote, path = max(((*_weighed(view, part), path) for _, part, path in loudest), default=(0.0, "", ""))
    return Measurement(value=nats, shown={"quote": quote}, pointers=in_page(path, quote)) if nats > 0 else silent


def _parts(view: View) -> Iterator[tuple[str, str]]:
    """Yield (text, path) of lines, as many as are weighed together: of sentences, and of hidden text also of the pieces between them, put
    together again."""
    for path, text in zip(_PATHS, view.page.unshown, strict=True):
        lines = text.split("\n") if text else []
        spoken = [is_sentence(line, LEAST_WORDS) for line in lines]
        yield from ((part, path) for part in _joined(compress(lines, spoken), "\n"))
        if path == _PATHS[0]:
            yield from ((part, path) for part in _joined(compress(lines, map(not_, spoken)), " "))


def _joined(lines: Iterable[str], between: str) -> Iterator[str]:
    part = ""
    for line in lines:
        if part and len(part) + len(line) > PART_CHARS:
            yield part
            part = ""
        part = f"{part}{between}{line}" if part else line
    if len(part) >= LEAST_CHARS:
        yield part


def _weighed(view: View, part: str) -> tuple[float, str]:
    """(nats of a text as if it were the page's only one, what accuses most in it); 0 and "" if hardly a word of it is known."""
    stretches = Stretches(view.saying(part), in_one=True)
    shared, (within,) = stretches.concepts
    traits, words = shared | within, stretches.loudest[1]
    if len(traits) + len(words) < LEAST_KNOWN:
        return 0.0, ""
    fitted = page_model.load()
    weights = {trait: fitted.scam.traits.get(trait, 0.0) for trait in traits}
    of_messages = fsum(weights.pop(trait) for trait in traits if weights[trait] > 0 and _is_of_messages(trait))
    accusing = sorted(weights, key=lambda trait: (-weights[trait], trait))[:QUOTED]
    finds = [Find(part, traits[trait].start, traits[trait].end) for trait in accusing]
    return _nats(fitted, traits, words) - of_messages, quotation(finds)


def _is_of_messages(trait: str) -> bool:
    return trait.startswith("says ") and trait.split()[1] in OF_MESSAGES


def _nats(fitted: page_model.Profile, traits: Collection[str], words: dict[str, float]) -> float:
    """What `PageProfile.wording` makes of such a page."""
    weights = fitted.scam.traits
    return fitted.wording(page_model.constant_share(traits, len(words)), (weights.get(one, 0.0) for one in traits), words.values())
