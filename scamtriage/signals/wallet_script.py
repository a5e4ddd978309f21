"""What pages that empty wallets say of a signature: the fullest wallet is to give it, whatever it warns of."""

import re

from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import laid_bare, may_say
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.view import View

TABLE = "wallet_script"
ALARM, FULLEST, APPROVED, ASKED, HEEDED = "alarm", "fullest", "approved", "asked", "heeded"
"""That the wallet's warning is to be disregarded, as no honest page says; that the fullest wallet is wanted, and that all of it is
approved, of which honest ones say one: a distribution counts no empty wallets, markets have tokens approved, and devices sign blindly.
Beside them, that a wallet is to be connected, without which a page is a manual; and that a warning is to be read, as manuals say alone."""
_NAMED = lazy_re.compile("wallet|metamask|phantom|contract")
"""What stands in an alarm that counts alone: in other languages manuals say of any warning that it is normal."""
LEAST = 2
"""Fewest of them without ALARM."""


def signs_away(view: View) -> Measurement:
    """How many of three things the page says of what its visitor's wallet is to sign: that its warnings mean nothing, that the fullest one
    is wanted, and that all of it is approved. Without the first, both others. Who tells of such pages, has nothing
    connected or says what to look at before one signs says none."""
    if not may_say(view, TABLE):
        return NO
    bare, text = laid_bare(view)
    seen = {name for name, _ in foreseer(TABLE, ALARM, FULLEST, APPROVED).found(bare)}
    if ALARM not in seen and len(seen) < LEAST:
        return NO
    if not (view.page.wallet_calls or compiled(TABLE, ASKED).search(bare)) or compiled(TABLE, HEEDED).search(bare):
        return NO
    said = {name: match for name in seen if (match := _said(view, bare, name))}
    alone = ALARM in said and _NAMED.search(said[ALARM][0]) is not None
    if (not alone and len(said) < LEAST) or view.text.repeats:
        return NO
    return quoted(float(len(said)), text, said.values())


def _said(view: View, bare: str, name: str) -> re.Match[str] | None:
    """The first occurrence of a class that nobody reports. What the wallet warns of is no warning of the page's, although it says so."""
    found = compiled(TABLE, name).finditer(bare)
    return next((match for match in found if name == ALARM or not view.text.warned(TEXT, match.start())), None)
