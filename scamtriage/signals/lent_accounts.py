"""Offers for other people's accounts, by what nobody honest wants of a customer: the means by which an account is used."""

import re

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled_in, words_in
from scamtriage.knowledge.language.quoting import quotable
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, once, quoted
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.page.reporting import could_be_obeyed
from scamtriage.signals.page.text import BEGINNING_CHARS
from scamtriage.signals.view import View

TABLE = "lent_accounts"
AROUND_CHARS, OTHERWISE_CHARS = 70, 40
"""Characters around a word of handing over in which the means stand, and in which it is denied, or a bank's own."""
LEAST_MEANS = 2
"""Fewest different means and secrets: one of them alone is shown at counters, and sent by banks."""

_THOUSANDS = lazy_re.compile(r"(?<=\d)\.(?=\d)")
"""A point within an amount ends no sentence."""


def _blank(match: re.Match[str]) -> str:
    """As many spaces: for what an allowance is paid is no card that is handed over."""
    return " " * len(match[0])


@once
def handed_over(view: View) -> Measurement:
    """How many means of an account (card, token, log-in) and secrets (PIN, password, SIM) the visitor of a page is to hand over for pay, if
    they are `LEAST_MEANS` or more. Secrets alone are left with repairers of telephones. Bookkeepers, guardians and homes are handed both,
    and who lets terminals sends a SIM card, but they are paid: the account must be rented or bought, or its owner paid, by the time, a
    share or the card. Papers, courts and schools that tell of such offers give no way to follow them."""
    page = view.page
    low, title = view.text.beginning, page.title.lower()
    language = (page.language or page.declared_language).partition("-")[0].lower()
    if not any(mark in low or mark in title for mark in words_in(TABLE, "marks", language)):
        return NO
    hand, means, secrets, hired, per_card, otherwise = (
        compiled_in(TABLE, name, language) for name in ("hand", "means", "secrets", "hired", "per_card", "otherwise")
    )
    text = _THOUSANDS.sub(",", view.text.bare_beginning)
    if not (hand and means and secrets and hired and otherwise):
        return NO
    handed = per_card.sub(_blank, text) if per_card else text
    if handed == text and not (hired.search(text) or hired.search(without_accents(title))):
        return NO
    if view.text.tells or view.text.about or not could_be_obeyed(view.text):
        return NO
    for match in hand.finditer(text):
        first, last = max(0, match.start() - AROUND_CHARS), match.end() + AROUND_CHARS
        own = {one[0]: one for one in means.finditer(handed, first, last)}
        found = own | {one[0]: one for one in secrets.finditer(handed, first, last)}
        if not own or len(found) < LEAST_MEANS or view.text.warned(TEXT, match.start()):
            continue
        if otherwise.search(text, max(0, match.start() - OTHERWISE_CHARS), match.end() + OTHERWISE_CHARS):
            continue
        shown = quotable(text, page.text[:BEGINNING_CHARS])
        return quoted(float(len(found)), shown, (match, *found.values()), count=len(found))
    return NO
