"""Offers to get back what was lost to a fraud, by what no lawyer and no supervisor asks of its victims."""

import re

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import holds_mark, laid_bare
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.page.reported_speech import between_marks
from scamtriage.signals.page.reporting import could_be_obeyed, recounts
from scamtriage.signals.view import View

TABLE = "recovery_fees"
PARTS = ("returned", "ahead", "hushed", "sole", "wallet", "reached", "listed")
"""Classes of the story: a fee that comes back with the sum, is paid before it or cannot be taken out of it; nobody else may be asked,
or charged with it; a wallet is opened for it; the swindler's accounts are reached into; and the reader's name is on a list."""
ASKED = frozenset({"returned", "ahead", "hushed", "sole"})
"""Of these one is asked for: who traces coins opens wallets, and administrators of estates have lists of names."""
BY_LAW = frozenset({"returned", "ahead", "sole", "wallet", "reached", "listed"})
"""Of PARTS, what courts and markets do, too, that take a security and give it back. Where a page says two of these alone, the fee must be
one that they do not take."""
DEMANDS = frozenset({"returned", "ahead", "wallet", "reached"})
"""What who takes no fee and breaks no law denies."""
LEAST, AMONG_WARNINGS, QUOTED = 2, 3, 3
"""Fewest parts; and on a page that warns of frauds, as those do who rob their victims again and those who guard them."""
TOLD_CHARS, DENIED_CHARS, FEE_CHARS = 80, 40, 45
"""Characters around a part in which it is warned of, before a demand in the same sentence in which it is denied, and around a fee in which
it is said what it is."""
_ENDS = lazy_re.compile(r"[.!?;\n。！？，।။៖]")


def asked_before(view: View) -> Measurement:
    """How many parts of the story of a fee ahead a page tells that gets back what was lost, `LEAST` or more. A page that nobody can answer,
    and one that warns of such offers, tells none."""
    if not holds_mark(view, TABLE) or view.text.tells or not (view.page.forms or could_be_obeyed(view.text)):
        return NO
    bare, text = laid_bare(view)
    seen = {name for name, _ in foreseer(TABLE, *PARTS).found(bare)}
    if len(seen) < LEAST or seen.isdisjoint(ASKED) or not _gets_back(view, bare):
        return NO
    told = {name: match for name in PARTS if name in seen and (match := _told(view, bare, name))}
    if len(told) < (AMONG_WARNINGS if view.text.about else LEAST) or ASKED.isdisjoint(told) or recounts(view.text):
        return NO
    if len(told) < AMONG_WARNINGS and BY_LAW.issuperset(told) and not any(_is_unlawful(bare, match) for match in told.values()):
        return NO
    found = sorted(told.values(), key=lambda match: match.start())
    return quoted(float(len(found)), text, found[:QUOTED], count=len(found))


def _gets_back(view: View, bare: str) -> bool:
    """Whether the page speaks of getting back what was lost to a fraud."""
    if view.text.words("recover") and view.text.words("lostmoney"):
        return True
    title = without_accents(view.page.title.lower())
    return any(compiled(TABLE, "regain").search(one) for one in (title, bare))


def _told(view: View, bare: str, name: str) -> re.Match[str] | None:
    """The first place where the page itself says a class. On a page that is about frauds as a whole nothing stands beside a warning by
    chance, so that there only what is warned of in the same words is left out."""
    for match in compiled(TABLE, name).finditer(bare):
        start, end = match.span()
        if not view.text.about and view.text.warned(TEXT, start):
            continue
        if between_marks(bare, start, end) or compiled(TABLE, "told").search(bare, max(0, start - TOLD_CHARS), end + TOLD_CHARS):
            continue
        if name in DEMANDS and compiled(TABLE, "denied").search(_ENDS.split(bare[max(0, start - DENIED_CHARS) : start])[-1]):
            continue
        return match
    return None


def _is_unlawful(bare: str, fee: re.Match[str]) -> bool:
    return bool(compiled(TABLE, "unlawful").search(bare, max(0, fee.start() - FEE_CHARS), fee.end() + FEE_CHARS))
