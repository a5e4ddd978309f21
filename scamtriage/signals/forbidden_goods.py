"""Offers of what nobody may sell: false money, copied cards, papers of examinations that nobody sat."""

import re
from collections.abc import Iterable
from itertools import islice

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.knowledge.language.quoting import quotable
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import MOST_CHARS, beginning, holds_mark
from scamtriage.signals.view import View

TABLE = "forbidden_goods"
OFFERED, SAID, MOST_OFFERS = 2, 1, 2
"""What an offer counts, what a buyer wants to hear beside it, and how many different offers count."""
LEAST, MOST_TRIED = 3, 40
"""Fewest points of an offer, and how many phrases of a page are tried."""
TOLD = 2
"""Different words of who tells of such goods, warns of them or makes stage money, from which no sentence of the page is an offer. One is
written by sellers, too, who boast of officials."""
SENTENCE_CHARS = 200
"""Most characters of a sentence on each side of an offer."""
BEGUN_CHARS = 5
"""Characters of an offer that may be a part of its denial: "không làm giấy tờ giả"."""
_ENDS = lazy_re.compile(r"[.!?\n。！？।။]")


def offered(view: View) -> Measurement:
    """Points of an offer of what nobody may sell: two for each of two different offers, one if what is sold passes for true or nobody is
    examined, one for how it comes unseen. Fewer than `LEAST` are none, as is a page that tells of such goods, renews papers, teaches or
    makes money for games."""
    if not holds_mark(view, TABLE) or view.text.tells:
        return NO
    title = view.page.title
    bare = without_accents(f"{title.lower()}\n{beginning(view)}")
    if not foreseer(TABLE, "offer").found(bare):
        return NO
    tried = list(islice(compiled(TABLE, "offer").finditer(bare), MOST_TRIED))
    if not tried or len({word[0] for word in compiled(TABLE, "told").finditer(bare)}) >= TOLD:
        return NO
    offers: dict[str, re.Match[str]] = {}
    for match in tried:
        if match[0] not in offers and not _told_of(bare, match):
            offers[match[0]] = match
        if len(offers) == MOST_OFFERS:
            break
    if not offers:
        return NO
    found = list(offers.values())
    beside = [name for name in ("passes", "unseen") if any(_apart(one, found) for one in compiled(TABLE, name).finditer(bare))]
    points = OFFERED * len(found) + SAID * len(beside)
    if points < LEAST or compiled(TABLE, "otherwise").search(bare):
        return NO
    text = quotable(bare, f"{title}\n{view.page.text[:MOST_CHARS]}")
    return quoted(float(points), text, found)


def _apart(match: re.Match[str], offers: Iterable[re.Match[str]]) -> bool:
    """Whether something is said besides the offers: "without exam" is a part of many."""
    return all(match.end() <= offer.start() or match.start() >= offer.end() for offer in offers)


def _told_of(bare: str, match: re.Match[str]) -> bool:
    """Whether the sentence of an offer tells of it, or forbids it."""
    first = max(0, match.start() - SENTENCE_CHARS)
    first = max((end.end() for end in _ENDS.finditer(bare, first, match.start())), default=first)
    if compiled(TABLE, "denied").search(bare, first, match.start() + BEGUN_CHARS):
        return True
    after = _ENDS.search(bare, match.end(), match.end() + SENTENCE_CHARS)
    return compiled(TABLE, "told").search(bare, first, after.start() if after else match.end() + SENTENCE_CHARS) is not None
