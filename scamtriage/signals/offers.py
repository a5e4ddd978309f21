"""What only such sites offer, where a page offers it and does not tell of those who do."""

from msgspec.structs import replace

from scamtriage.knowledge.language.quoting import within_marks
from scamtriage.records.findings import Measurement
from scamtriage.signals.content import lexicon_medium, lexicon_strong
from scamtriage.signals.gambling import parasite
from scamtriage.signals.measurement import NO, once
from scamtriage.signals.page.distances import in_head
from scamtriage.signals.page.occurrences import HIDDEN
from scamtriage.signals.returns import impossible_return, plan_table
from scamtriage.signals.schemes import told
from scamtriage.signals.view import View
from scamtriage.signals.wallets import one_door

TRADES = frozenset({"gambling", "invest-crypto", "task-job", "wallet-drainer", "prize-subsidy"})
"""Kinds of scam whose sites offer something, in words of their own. The others imitate or frighten, and are quoted in as many words."""
TERMS, PLANS = 2.0, 3.0
"""Fewest terms of one trade, one more for title or heading, and fewest plans. A single term is quoted by anybody."""
BESIDE = 0.5
"""What a term of the same trade counts that few honest pages say, beside one that hardly any says."""
OFFERED = 2
"""Least specificity of a term that a page offers in."""
TOLD_BY = ("news", "study", "court", "forum", "addiction", "retold", "recounted", "crackdown")
"""Concepts of pages that tell of a trade: reports, lessons, judgments, talk, counselling, diaries. The words of the trade are the same."""
TELLING, WARNING = 2, 3
"""Different words of these together, or of warning, from which a page tells. Guides to betting houses warn of one another with one or
two."""
AGAINST = ("advice", "rebuttal", "retold", "recounted")
"""Concepts of who speaks against such offers; one word suffices. Licensed houses say that nobody can pay such rates, schools what not to
type."""
OF_LENDERS, LICENSED = "loan", 2
"""Concept of whose rates are what a borrower pays; and different words of licences that a page of rates may not reach."""


@once
def plain_offer(view: View) -> Measurement:
    """1 if a page says several terms that only such sites use, promises what no market pays, sells plans that do, or mends whatever is the
    matter with a wallet behind one door, and tells of nobody.

    The rows that find these count a quarter beside the wording of the page, which may acquit by its everyday words."""
    if _tells(view) or _put_there(view):
        return NO
    terms, beside = lexicon_strong(view), lexicon_medium(view)
    agreeing = (beside.value or 0.0) if TRADES.intersection(terms.types, beside.types) else 0.0
    if terms.value and terms.value + BESIDE * agreeing >= TERMS and not TRADES.isdisjoint(terms.types):
        return Measurement(value=1.0, shown={"what": terms.shown["terms"]}, pointers=terms.pointers, types=terms.types)
    if one_door(view):
        found = told(view, 1.0, *view.text.meant("wallet")[:2])
        return replace(found, shown={"what": _in_marks(found.shown["quote"])}, types=("wallet-drainer",))
    if not _promises(view):
        return NO
    rate, plans = impossible_return(view), plan_table(view)
    if (rate.value or 0.0) >= 1.0:
        return Measurement(value=1.0, shown={"what": _in_marks(rate.shown["rate"])}, pointers=rate.pointers, types=rate.types)
    if (plans.value or 0.0) >= PLANS:
        return Measurement(value=1.0, shown={"what": _in_marks(plans.shown["quote"])}, pointers=plans.pointers, types=("invest-crypto",))
    return NO


def _tells(view: View) -> bool:
    """Whether a page that takes nothing tells of a trade. One that takes something may have pasted a reassuring sentence, and counts as an
    offer unless it tells as a whole."""
    text = view.text
    if text.tells or text.about:
        return True
    if text.takes:
        return False
    if in_head(text.warning_hits) is not None or any(map(text.words, AGAINST)):
        return True
    return len(text.different(text.warning_hits)) >= WARNING or sum(text.distinct(concept, meant=False) for concept in TOLD_BY) >= TELLING


def _put_there(view: View) -> bool:
    """Whether an old site holds terms of a trade in hidden text, and neither these nor the everyday words of betting where they are seen.
    An intruder put them there for search engines, and the page offers nothing."""
    hits = [hit for trade in TRADES for hit in view.text.lexicon_meant.get(trade, ()) if hit.meaning.strength >= OFFERED]
    hits += view.text.meant("gamble")
    return bool(hits) and all(hit.place == HIDDEN for hit in hits) and bool(parasite(view).value)


def _promises(view: View) -> bool:
    """Whether rates on the page may be its own promise: it speaks of investing, and of no loans and licences. Beside a word of warning or
    advice it must name a wallet to pay to, as lessons and papers quote rates too."""
    text = view.text
    if text.words(OF_LENDERS) or not text.meant("invest") or text.distinct("licence", meant=False) >= LICENSED:
        return False
    doubted = text.warning_hits or any(map(text.words, AGAINST))
    return not doubted or any(contact.kind == "wallet" for contact in view.page.contacts)


def _in_marks(words: object) -> str:
    return f"“{within_marks(str(words))}”"
