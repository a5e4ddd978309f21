"""What is sold or let against a transfer by those who let nobody see it: the transfer is to be made twice, or goes to somebody else than
the seller."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page, quoted
from scamtriage.signals.page.marks import laid_bare, may_say, unwarned
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.page.reporting import could_be_obeyed, recounts
from scamtriage.signals.view import View

AGAIN, UNSEEN = "paid_again", "sold_unseen"
"""The tables of the two stories."""
OWN = ("moved", "called", "hush", "bond")
"""Parts of the second story of which one is asked for: the account is a clerk's and why, or changes with each buyer; what the money is to
be called, and what not, or whom the buyer must not ask; a second sum that he is promised back."""
BESIDE = ("onway", "other", "unseen", "late", "shut")
"""Parts that honest sellers know, too: more is paid while the goods are under way, the account is a sister's or a treasurer's, nobody
receives visitors, a ticket comes late, and no card will do for now."""
DENIABLE = frozenset({"moved", "bond", "onway", "other"})
EXCUSED = {"moved": ("issued", 80), "called": ("wished", 10), "hush": ("reminded", 5), "bond": ("lent", 80)}
"""Part -> what makes it none, and so many characters before and behind it in which that is looked for: a bank makes an account for each
bill, a cake is written on, the booking's number is not to be forgotten, and what is hired is had back."""
ONE_ACCOUNT = "other"
"""What says nothing more where "moved" is said: it is about the same account."""
LEAST, QUOTED = 2, 3
MANY = 3
"""Fewest parts where none is of OWN, and more is paid on the way."""
AFTER_CHARS, OVERLAP_CHARS = 130, 12
"""Characters after what is to be paid again in which the first sum comes back; the ends of the two may share some of them."""
BEFORE_CHARS, NEAR_CHARS, DENIED_CHARS = 60, 30, 45
"""Characters before and after the two in which it is said that it is about a card, or what was paid twice by mistake; and before, or
behind, a part in which it is denied."""
TOLD = 2
"""Different words of who tells of frauds from which nothing on the page is its own. One is written by sellers, who warn of others; it
silences a page that hands nothing over."""
_ENDS = lazy_re.compile(r"[.\n。!！?？।។။]")
_CLAUSES = lazy_re.compile(r"[.;；\n。!！?？।។။]")


def paid_again(view: View) -> Measurement:
    """1 if a transfer is to be made a second time, and the first is said to come back then. Who returns what he cannot book, and asks for
    the right sum afterwards, says it in the other order; cards, double payments and refunds on request are no such transfer."""
    bare, text = _laid_bare(view, AGAIN)
    if not bare or "back" not in _foreseen(bare, AGAIN, ("again", "back")):
        return NO
    for again in compiled(AGAIN, "again").finditer(bare):
        back = compiled(AGAIN, "back").search(bare, again.end() - OVERLAP_CHARS, again.end() + AFTER_CHARS)
        if back is None or view.text.warned(TEXT, again.start()):
            continue
        first, last = max(0, again.start() - BEFORE_CHARS), back.end() + NEAR_CHARS
        if compiled(AGAIN, "otherwise").search(bare, first, last) or compiled(AGAIN, "retold").search(bare, first, again.end()):
            continue
        if compiled(AGAIN, "first_back").search(_CLAUSES.split(bare[first : again.start()])[-1]):
            continue
        quote = quotation([Find(text, again.start(), max(again.end(), back.end()))])
        return Measurement(value=1.0, shown={"quote": quote}, pointers=in_page("page.text", quote))
    return NO


def sold_unseen(view: View) -> Measurement:
    """How many parts of the story a page tells, if `LEAST` or more and not only what honest sellers say, too; else `MANY` or more."""
    bare, text = _laid_bare(view, UNSEEN)
    if not bare:
        return NO
    foreseen = _foreseen(bare, UNSEEN, (*OWN, *BESIDE))
    if len(foreseen) < LEAST:
        return NO
    found = {name: match for name in (*OWN, *BESIDE) if name in foreseen and (match := _said(view, bare, name))}
    if "moved" in found:
        found.pop(ONE_ACCOUNT, None)
    if len(found) < LEAST or (found.keys().isdisjoint(OWN) and (len(found) < MANY or "onway" not in found)):
        return NO
    parts = sorted(found.values(), key=re.Match.start)
    return quoted(float(len(parts)), text, parts[:QUOTED], count=len(parts))


def _laid_bare(view: View, table: str) -> tuple[str, str]:
    """The text in which a story is looked for, and the one that is quoted; two empty ones of a page that cannot tell it as its own."""
    if not may_say(view, table):
        return "", ""
    bare, text = laid_bare(view)
    told = {match[0] for match in compiled(table, "told").finditer(bare)}
    silent = len(told) >= TOLD or (told and (not could_be_obeyed(view.text) or recounts(view.text)))
    return ("", "") if silent else (bare, text)


def _foreseen(bare: str, table: str, names: tuple[str, ...]) -> set[str]:
    return {name for name, _ in foreseer(table, *names).found(bare)}


def _said(view: View, bare: str, name: str) -> re.Match[str] | None:
    return next(_occurrences(view, bare, name), None)


def _occurrences(view: View, bare: str, name: str) -> Iterator[re.Match[str]]:
    for match in unwarned(view, UNSEEN, name):
        if (name in DENIABLE and _denied(bare, match)) or _excused(bare, match, name):
            continue
        if name != "called" or _nowhere_else(bare, match):
            yield match


def _nowhere_else(bare: str, match: re.Match[str]) -> bool:
    """Whether what the money is to be called stands there alone: a dinner is paid as one, and a club of savers as such."""
    *_, word = compiled(UNSEEN, "pretext").finditer(match[0])
    return bare.count(word[0]) == 1


def _excused(bare: str, match: re.Match[str], name: str) -> bool:
    if name not in EXCUSED:
        return False
    excuse, near = EXCUSED[name]
    return compiled(UNSEEN, excuse).search(bare, max(0, match.start() - near), match.end() + near) is not None


def _denied(bare: str, match: re.Match[str]) -> bool:
    before = _ENDS.split(bare[max(0, match.start() - DENIED_CHARS) : match.start()])[-1]
    behind = _ENDS.split(bare[match.end() : match.end() + DENIED_CHARS])[0]
    return bool(compiled(UNSEEN, "denied").search(before) or compiled(UNSEEN, "denied_behind").search(behind))
