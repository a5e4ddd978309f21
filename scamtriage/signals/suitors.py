"""Offers of love or company that come to money before anybody has met."""

import re

from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import laid_bare, may_say, unwarned
from scamtriage.signals.page.reported_speech import between_marks
from scamtriage.signals.page.reporting import recounts
from scamtriage.signals.view import View

TABLE = "suitors"
MONEY = ("trader", "followed", "box", "repaid", "leave", "sincerity", "cards", "deposit", "shared")
"""Classes of what leads to money: somebody close who trades, and whom the reader may follow; a box that waits, and what is paid back when
they meet; a leave that is bought, cards of shops, a deposit before the first meeting, an account of both."""
HALVES = frozenset({"trader", "followed", "box", "deposit"})
"""Of MONEY, what says nothing alone: uncles trade, parcels lie at the customs, and clubs take a deposit for an evening."""
PLAIN = frozenset({"leave", "sincerity"})
"""Of MONEY, what counts twice: nobody sells the leave of a soldier, or takes a deposit of sincerity."""
BESIDE = ("faraway", "unreached", "hushed", "moved")
"""Classes that are told beside it, and by honest seafarers, too."""
LEAST, LEAST_MONEY, LEAST_SEEKING, QUOTED = 3, 2, 2, 3
"""Fewest classes; of MONEY, without others beside them; and different words of who looks for somebody beside two HALVES: who teaches to
trade may say that he is divorced."""
TOLD_MOST, TOLD_CHARS = 2, 80
"""Different words of who warns or tells of others from which the page tells no story of its own; and characters around a part in which
one voids it."""


def come_to_money(view: View) -> Measurement:
    """How many parts of the story a page tells that looks for somebody: two that lead to money, or one beside two others. What people say
    anyway, too (an uncle trades, a parcel lies at the customs), is too little alone."""
    if not may_say(view, TABLE) or not _answered(view):
        return NO
    bare, text = laid_bare(view)
    seen = {name for name, _ in foreseer(TABLE, "seeking", *MONEY, *BESIDE).found(bare)}
    if "seeking" not in seen or seen.isdisjoint(MONEY) or not _seeking(bare):
        return NO
    money = {name: match for name in MONEY if name in seen and (match := _said(view, bare, name))}
    if "deposit" in money and "repaid" in money and _overlap(money["deposit"], money["repaid"]):
        del money["repaid"]
    if not money or (len(money) < LEAST_MONEY and HALVES.issuperset(money)):
        return NO
    beside = [match for name in BESIDE if name in seen and (match := _said(view, bare, name))]
    count = len(money) + len(beside)
    alone = len(money) < LEAST_MONEY or (HALVES.issuperset(money) and len(_seeking(bare)) < LEAST_SEEKING)
    if alone and count + len(PLAIN & money.keys()) < LEAST:
        return NO
    if len({word[0] for word in compiled(TABLE, "told").finditer(bare)}) >= TOLD_MOST or recounts(view.text):
        return NO
    return quoted(float(count), text, sorted(money.values(), key=re.Match.start)[:QUOTED], count=count)


def _seeking(bare: str) -> set[str]:
    """The different words by which a page looks for somebody."""
    return {match[0] for match in compiled(TABLE, "seeking").finditer(bare)}


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _answered(view: View) -> bool:
    """Whether somebody can be written to or called."""
    return bool(view.page.forms or view.identity.messengers or view.identity.mails or view.identity.phones)


def _said(view: View, bare: str, name: str) -> re.Match[str] | None:
    """The first place where the page itself says a class, and neither quotes a few words nor warns of them."""
    for match in unwarned(view, TABLE, name):
        start, end = match.span()
        if not (between_marks(bare, start, end) or compiled(TABLE, "told").search(bare, max(0, start - TOLD_CHARS), end + TOLD_CHARS)):
            return match
    return None
