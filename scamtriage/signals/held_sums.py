"""A sum that waits for the visitor, and is let go for a fee."""

import re

from scamtriage.knowledge.language.phrases import compiled
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import laid_bare, may_say
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.view import View

TABLE = "held_sums"
WAITS, STOPPED = "waits", "stopped"
"""What is said beside the fee on every such page: that the sum is the visitor's, and that something holds it."""
NEAR_CHARS = 500
"""Characters before and after the fee in which that is said. Price lists and conditions of banks say all of it, far apart."""
BEFORE_CHARS = 40
"""Characters of the same sentence before what stops the sum in which it may only be supposed."""
LISTED = 4
"""Different amounts of fees, within the same stretch, from which it is a list of prices: whoever holds a sum asks for one, or for two."""
AMOUNT_CHARS = 90
_ENDS = lazy_re.compile(r"[.\n。!！?？]")
_ASKED = lazy_re.compile(r"[^.\n。!！]{0,12}[?？]")
_AMOUNT = lazy_re.compile(r"\d{2}")
"""The fee stands there with its amount: who says that he takes none, or tells of others, names hardly any."""


def let_go_for_a_fee(view: View) -> Measurement:
    """1 if the page says that a sum of the visitor's is held until a fee of so much is paid. A page that warns of it, or says that it takes
    no such fee, is none."""
    if not may_say(view, TABLE):
        return NO
    bare, text = laid_bare(view)
    for fee in compiled(TABLE, "fee").finditer(bare):
        first, last = max(0, fee.start() - NEAR_CHARS), fee.end() + NEAR_CHARS
        beside = [compiled(TABLE, WAITS).search(bare, first, last), _stopped(bare, first, last)]
        priced = _AMOUNT.search(bare, max(0, fee.start() - AMOUNT_CHARS), fee.end() + AMOUNT_CHARS)
        if not priced or not all(beside) or view.text.warned(TEXT, fee.start()):
            continue
        if compiled(TABLE, "told").search(bare) or _is_listed(bare, first, last):
            return NO
        return quoted(1.0, text, (fee, *filter(None, beside)))
    return NO


def _stopped(bare: str, first: int, last: int) -> re.Match[str] | None:
    """What holds the sum within a stretch, as a fact: neither supposed nor asked about."""
    return next((found for found in compiled(TABLE, STOPPED).finditer(bare, first, last) if not _is_supposed(bare, found)), None)


def _is_supposed(bare: str, found: re.Match[str]) -> bool:
    before = _ENDS.split(bare[max(0, found.start() - BEFORE_CHARS) : found.start()])[-1]
    return bool(compiled(TABLE, "supposed").search(before + found[0]) or _ASKED.match(bare, found.end()))


def _is_listed(bare: str, first: int, last: int) -> bool:
    amounts = ("".join(filter(None, found.groups())).strip(".,") for found in compiled(TABLE, "priced").finditer(bare, first, last))
    return len(set(amounts)) >= LISTED
