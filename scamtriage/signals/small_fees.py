"""A card that is typed in for next to nothing, by which a parcel or a passage is to be settled with nobody."""

import re

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled
from scamtriage.knowledge.language.quoting import quotable
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.shops import demonstration
from scamtriage.signals.view import View

TABLE = "small_fees"
MOST_CHARS = 3_000
"""Characters of text up to which a page is about one parcel or one passage. Posts, carriers and roads say more, and who they are."""
NEAR_CHARS = 350
"""Characters before and after what happened in which the fee stands."""
BEFORE_CHARS, BEHIND_CHARS = 45, 20
"""Characters before and behind what happened in which it is said that it may happen: terms of sale."""
_ENDS = lazy_re.compile(r"[.!！?？।။។;；] ?")


def card_for_a_fee(view: View) -> Measurement:
    """1 if a page that shows no owner takes the number of a card, says that a parcel could not be delivered or a passage was not paid, and
    names beside it a fee of next to nothing. Who sends a parcel, parks or buys a sticker pays as little, and nothing happened to him."""
    page, said = view.page, view.text
    if "card" not in page.asks or len(page.text) > MOST_CHARS or view.identity.shows_an_owner:
        return NO
    if said.tells or said.about or demonstration(view):
        return NO
    bare = without_accents(page.text.lower()).replace("\n", " ")  # what a heading begins the next block ends
    text = quotable(bare, page.text)
    for why in compiled(TABLE, "why").finditer(bare):
        amount = compiled(TABLE, "amount").search(bare, max(0, why.start() - NEAR_CHARS), why.end() + NEAR_CHARS)
        if amount and not said.warned(TEXT, why.start()) and not _supposed(bare, why):
            return quoted(1.0, text, (why, amount))
    return NO


def _supposed(bare: str, why: re.Match[str]) -> bool:
    before = _ENDS.split(bare[max(0, why.start() - BEFORE_CHARS) : why.start()])[-1] + why[0]
    return bool(
        compiled(TABLE, "supposed").search(before) or compiled(TABLE, "supposed_behind").search(bare[why.end() : why.end() + BEHIND_CHARS])
    )
