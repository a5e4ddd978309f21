"""Whether a page tells what others did to people, and leads its reader to nobody: diaries of victims, papers, judgments, helpers' reports.

What a narrator says of a scam are the scam's own words, so that words alone accuse him as loudly as the scam. He differs in whom he speaks
of, which goes through all that he writes, and in what he hands over, which is nothing.
"""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from scamtriage.knowledge.language.negation import negated
from scamtriage.knowledge.language.phrases import compiled_in
from scamtriage.signals.page.doors import leads_out
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.page.reported_speech import Range, within
from scamtriage.signals.page.reporting import ALONG, GENRES, MENTIONED, TWICE, holds_out, strangers
from scamtriage.signals.page.sensitive_fields import unread_ids, writes_more

if TYPE_CHECKING:
    from scamtriage.records.facts import Contact
    from scamtriage.signals.page.text import PageText

TABLE = "telling"
KINDS = ("deceived", "captive", "said", "sequel", "hindsight")
"""Classes of what a narrator says: who was deceived, who was held, what others said, what came of it, and that he looks back."""
HARMED = ("deceived", "captive", "sequel")
"""Those without which no harm is told of."""
VOIDING = ("regained", "invites")
"""What a page says that advertises: that it ended well, and whom to write to. What it quotes or denies it does not say."""
LEAST, LEAST_KINDS = 4, 2
"""Fewest places that tell, and of how many kinds. With all that is asked of such a page, none of 4,356 labelled scams reaches both, and 279
of 4,978 honest sites."""
TELLING = ("retold", "recounted", "renamed", *GENRES)
"""Concepts of who tells."""
OF_SCAMS = ("warning", "referral", "lostmoney")
"""Concepts of which each page that tells of a scam says a word, or one of TELLING; of others no expression is tried."""
SILENT = 0.45
"""Largest share of the text between two places that tell: smaller than for words alone, since more of them are known."""
LAST_DIGITS = 4
OFFERED_BEHIND = 60
"""Characters behind a word for reaching somebody within which a line is offered."""
APART = 20
"""Characters between two places that tell; nearer ones are one."""


def narrates(text: "PageText") -> bool:
    """Whether a page tells of harm that was done to people, all along its text, and hands its reader nothing: no form, no file, no line of
    its own but a fixed or a public one, and no story that ended well."""
    genres = {concept: text.words(concept) for concept in TELLING}
    words = [h.start for hits in genres.values() for h in hits if h.place == TEXT]
    if not (words or text.holds(OF_SCAMS)) or _leads_on(text):
        return False
    bare = text.bare_beginning
    told = {kind: [found.start() for found in _sought(text, kind).finditer(bare)] for kind in KINDS}
    if not (any(told[kind] for kind in HARMED) or text.warning_hits or text.words("referral")):
        return False
    kinds = sum(map(bool, told.values())) + sum(len(text.different(hits)) >= TWICE for hits in genres.values())
    places = _apart(sorted([*words, *(at for found in told.values() for at in found)]))
    quoted = text.reported.quotations(TEXT)
    if kinds < LEAST_KINDS or len(places) < LEAST or not _goes_through(places, quoted, len(text.found.texts[TEXT])):
        return False
    own = (found for kind in VOIDING for found in _sought(text, kind).finditer(bare))
    return all(within(quoted, found.start()) or negated(bare, *found.span()) for found in own)


def _leads_on(text: "PageText") -> bool:
    """Whether the page hands its reader a way to obey it. A line that it names is the other's of whom it tells where what follows is that
    he was gone with the money, or judged: who offers a line tells of what it brought, and offers it again."""
    if holds_out(text) or writes_more(text.page) or text.page.iframes or leads_out(text.page):
        return True
    lines, quoted = strangers(text), text.reported.quotations(TEXT)
    first = [*(c.position for c in lines), *(at for at in unread_ids(text.page, text.beginning) if not within(quoted, at))]
    if not first:
        return False
    ends = [found.start() for found in _sought(text, "ended").finditer(text.bare_beginning)]
    if not ends or any(c.where != MENTIONED for c in lines) or any(at is None or at > ends[-1] for at in first):
        return True
    return any(_is_offered(text, at) for c in lines for at in _named(text, c) if at > ends[-1])


def _named(text: "PageText", line: "Contact") -> list[int]:
    """Where a line is named: a number is known by its last digits, as it is written in many ways."""
    spelled = line.value[-LAST_DIGITS:] if line.value.lstrip("+").isdecimal() else line.value.lower()
    return [found.start() for found in re.finditer(re.escape(spelled), text.beginning)]


def _is_offered(text: "PageText", at: int) -> bool:
    """Whether the sentence before a line says how to reach somebody, and neither quotes nor warns."""
    before = text.bare_beginning[max(0, at - OFFERED_BEHIND) : at].rpartition("\n")[2]
    return _sought(text, "reached").search(before) is not None and not within(text.reported.told(TEXT), at)


def _sought(text: "PageText", kind: str) -> re.Pattern[str]:
    """A class in the language of the page, and in English, which others mix in."""
    return _in_language(kind, text.page.language)


@cache
def _in_language(kind: str, language: str) -> re.Pattern[str]:
    own = (compiled_in(TABLE, kind, code) for code in dict.fromkeys((language.partition("-")[0], "en")))
    return re.compile("|".join(one.pattern for one in own if one is not None))


def _apart(starts: list[int]) -> list[int]:
    places: list[int] = []
    for at in starts:
        if not places or at - places[-1] >= APART:
            places.append(at)
    return places


def _goes_through(places: list[int], quoted: list[Range], length: int) -> bool:
    """Whether places that tell go through the text: in both halves, along ALONG of it, and nowhere silent for more than SILENT of it. What
    is quoted between them is not silent."""
    if not places[0] <= length / 2 <= places[-1] or places[-1] - places[0] < ALONG * length:
        return False
    spoken = sorted((*((at, at) for at in places), *quoted))
    return max(after[0] - before[1] for before, after in pairwise(spoken)) <= SILENT * length
