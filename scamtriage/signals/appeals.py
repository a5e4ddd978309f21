"""Appeals for gifts that refuse every look at what becomes of them."""

import re

from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import laid_bare, may_say, unwarned
from scamtriage.signals.page.reporting import recounts
from scamtriage.signals.view import View

TABLE = "appeals"
REFUSED = ("worded", "codes", "turning", "unused", "repaired", "receipt_costs", "clinic")
"""Classes of which one is asked for: the bank must not see what the money is for, codes of cards are taken, accounts change, the body's
own is not in use or under repair, a receipt costs money, the hospital is not to be asked."""
BESIDE = ("unseen", "unproved", "identified", "coins", "doubled", "money_only", "full")
"""Classes that are said by some honest bodies, too: a refuge is kept secret, small groups give no receipts, revenue offices ask for
identity cards, a wallet is full, gifts are matched."""
QUIET = frozenset({"clinic", "unused"})
"""Of REFUSED, what wards have honest families and foundations say, and who changes his bank. Without another of
REFUSED they are too few."""
INSTEAD = frozenset({"unused", "coins"})
"""What is more than a change of banks: coins in place of the account."""
LEAST, CERTAIN, QUOTED = 2, 3, 3
"""Fewest parts; how many are no report of others, however much the page reads like one, as appeals dress as papers; and how many are
quoted."""
TOLD_CHARS = 60
"""Characters around a part in which it is warned of."""


def unseen(view: View) -> Measurement:
    """How many things an appeal says that lead past its bank's questions, or that some honest bodies say, too: `LEAST` or more, with one of
    the first. An address makes one less of them, as anybody can show one."""
    if not may_say(view, TABLE):
        return NO
    bare, text = laid_bare(view)
    seen = {name for name, _ in foreseer(TABLE, *REFUSED, *BESIDE).found(bare)}
    if len(seen) < LEAST or seen.isdisjoint(REFUSED):
        return NO
    said = {name: match for name in (*REFUSED, *BESIDE) if name in seen and (match := _said(view, bare, name))}
    count = len(said) - view.identity.address
    if count < LEAST or not compiled(TABLE, "ways").search(bare):
        return NO
    refused = said.keys() & set(REFUSED)
    if QUIET.issuperset(refused) and not INSTEAD.issubset(said):
        return NO
    if count < CERTAIN and recounts(view.text):
        return NO
    found = sorted(said.values(), key=lambda match: match.start())
    return quoted(float(count), text, found[:QUOTED], count=len(found))


def _said(view: View, bare: str, name: str) -> re.Match[str] | None:
    """The first place where the page itself says a class, and warns of nobody who does."""
    told = compiled(TABLE, "told")
    near = ((match, max(0, match.start() - TOLD_CHARS), match.end() + TOLD_CHARS) for match in unwarned(view, TABLE, name))
    return next((match for match, first, last in near if not told.search(bare, first, last)), None)
