"""Programmes that live of what is paid in: a yield for a sum that is left there, and a share of what those pay in who are brought along."""

import re

from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import laid_bare, may_say, unwarned
from scamtriage.signals.returns import impossible_return, plan_table
from scamtriage.signals.view import View

TABLE = "yield_shares"
SHARED, YIELDS, OF_FEES, CHARGED, PAID_IN = "shared", "yields", "of_fees", "charged", "paid_in"
PLANS = 3.0
"""Fewest plans with a deposit, a percentage and a term that say as much as a yield does."""
AROUND_CHARS = 60
"""Characters around a share in which it is said that it is one of fees, or of goods that were sold."""
RATE_CHARS = 4
"""Characters behind a match in which its rate ends."""
LEAST_RATE = 1.0
"""Per cent from which a rate by the day, week or month is heard as a yield: banks, licensed platforms and services that stake pay less."""
_RATE = lazy_re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?) ?%")
_ENDS = lazy_re.compile(r"[.\n。।။។!?！？]")


def paid_from_below(view: View) -> Measurement:
    """1 if the page pays so much a day, a week or a month for what is left with it, and a share of what those pay in who are brought along,
    or of theirs down several levels. Houses of exchange share their fees, sellers what they sold, and
    lenders take something off, which is no share of either; what borrowers are charged, and what any bank pays, is no yield."""
    if not may_say(view, TABLE):
        return NO
    bare, text = laid_bare(view)
    if not foreseer(TABLE, SHARED).found(bare):
        return NO
    shared = next((one for one in unwarned(view, TABLE, SHARED) if not _beside(bare, one, OF_FEES)), None)
    if shared is None or not compiled(TABLE, PAID_IN).search(bare) or view.text.repeats:
        return NO
    paid = next((one for one in unwarned(view, TABLE, YIELDS) if _is_yield(bare, one)), None)
    if paid is None and not ((impossible_return(view).value or 0.0) >= 1.0 or (plan_table(view).value or 0.0) >= PLANS):
        return NO
    return quoted(1.0, text, filter(None, (shared, paid)))


def _is_yield(bare: str, match: re.Match[str]) -> bool:
    """Whether so much is paid, and not charged to who borrows, and more than any bank pays where it is a rate."""
    around = bare[match.start() : match.end() + RATE_CHARS]
    rates = [float(rate.replace(",", ".")) for rate in _RATE.findall(around)]
    return (not rates or max(rates) >= LEAST_RATE) and not _beside(bare, match, CHARGED)


def _beside(bare: str, match: re.Match[str], name: str) -> bool:
    """Whether the sentence around a match has an expression of a class."""
    before = _ENDS.split(bare[max(0, match.start() - AROUND_CHARS) : match.start()])[-1]
    after = _ENDS.split(bare[match.end() : match.end() + AROUND_CHARS])[0]
    return compiled(TABLE, name).search(before + match[0] + after) is not None
