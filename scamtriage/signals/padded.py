"""Words of a scheme that stand among honest ones: a good word attack, as filters of mail know it."""

from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.page.occurrences import PLACES, TEXT
from scamtriage.signals.page.stretches import STRETCH_BYTES, Stretches
from scamtriage.signals.profile import LEAST_KNOWN, accuses_by_itself, can_be_obeyed
from scamtriage.signals.view import View

QUIET = -3.0
"""Nats of the loudest stretch up to which no other cut would be loud enough: of 905 pages on which one is, 3 have so few, and of all that
are weighed two fifths."""
QUOTED = 3
"""Concepts of it that are quoted."""


def wording(view: View) -> Measurement:
    """Nats of the words of the loudest stretch of the page, as if the rest were not there. Nothing is said of a page that is hardly longer
    than a stretch or accuses as a whole, which needs no more, nor of one that nobody can obey, on which somebody tells of others."""
    if view.text.found.text_bytes <= STRETCH_BYTES or accuses_by_itself(view) or not can_be_obeyed(view).value:
        return NO
    known = view.profile.stretches
    cut = known if len(known.concepts[1]) > 1 else Stretches(view, in_one=False, read_chars=0)
    nats, quote = heard = _heard(view, cut)
    if nats > QUIET:
        nats, quote = max(heard, _heard(view, Stretches(view, in_one=False, read_chars=0, halved=True)))
    return Measurement(value=nats, shown={"quote": quote}, pointers=in_page(PLACES[TEXT], quote)) if nats > 0 else NO


def _heard(view: View, stretches: Stretches) -> tuple[float, str]:
    """(nats of the loudest of these, what accuses most in it); 0 and "" if no concept in it does, or hardly a word is known."""
    shared, within = stretches.concepts
    loudest, words = stretches.loudest
    traits = shared | within[loudest]
    fitted = page_model.load()
    weights = {trait: fitted.scam.traits.get(trait, 0.0) for trait in traits}
    spoken = (trait for trait, hit in traits.items() if hit.place == TEXT and weights[trait] > 0)
    accusing = sorted(spoken, key=lambda trait: (-weights[trait], trait))[:QUOTED]
    if not accusing or len(traits) + len(words) < LEAST_KNOWN:
        return 0.0, ""
    nats = fitted.wording(page_model.constant_share(traits, len(words)), weights.values(), words.values())
    return nats, quotation([Find(view.page.text, traits[trait].start, traits[trait].end) for trait in accusing])
