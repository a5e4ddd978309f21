"""Whether a page reports what scammers do, or does it. Diaries, victims' forums, news and warnings repeat every word of a script."""

from collections import Counter
from typing import TYPE_CHECKING

from scamtriage.records.facts.page import LOCAL_PHONE, MESSENGERS
from scamtriage.signals.page.distances import in_head
from scamtriage.signals.page.numbers import rented
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.page.sensitive_fields import PERSONAL, holds_visitors

if TYPE_CHECKING:
    from scamtriage.records.facts import Contact, PageFacts
    from scamtriage.signals.page.text import PageText

TRAITS = 3
"""Fewest traits of: retold words, several writers, reporters, a court's words, a lesson's or a study's, a warning title, advice, referral
to help. One or two are easily pasted into a scam."""
TWICE = 2
"""Different words that make a trait; a single one is common."""
GENRES = ("forum", "news", "court", "study")
"""Concepts of texts that report. `court` are words of judgments and law notes, `study` those of lessons, glossaries, research and books."""
QUIET_FIELDS = frozenset({"password", "username", "email", "search", "name"})
"""What a forum asks of its members."""
PRIVATE = frozenset({*MESSENGERS, "wallet", "payment-qr"}) - {"messenger", "viber", "signal", "skype"}
"""Contacts that an article's author rarely gives to readers. The four excluded ones are used by papers and victims' aid."""
REACHED = PRIVATE | {"phone", "hotline", "viber", "remote-tool"}
ORDERS = ("holdline", "secrecy", "safeaccount", "callback", "guided")
"""Orders to a visitor on the phone. Two of these concepts, not negated, are orders rather than a report of orders."""
NEWS_WORDS, FEW_WARNINGS = 2, 3
"""Spellings of words of the news from which a page is news, and most spellings of warning words of a page that dictates."""
PARROTED, PARROTED_BEFORE = 5, 10
"""How often one warning word must follow the same characters to count as boilerplate; and how many characters are compared."""


def tells(text: "PageText") -> bool:
    """Whether the whole page recounts or warns, with at least TRAITS traits, and offers no way to obey it (`could_be_obeyed`)."""
    return not could_be_obeyed(text) and _traits(text) >= TRAITS


def _traits(text: "PageText") -> int:
    told = (
        len({*text.different(text.words("retold")), *text.different(text.words("recounted"))}) >= TWICE,
        *(text.distinct(concept, meant=False) >= TWICE for concept in GENRES),
    )
    against = (
        in_head(text.warning_hits) is not None,
        len({*text.different(text.words("advice")), *text.different(text.words("rebuttal"))}) >= TWICE,
        bool(text.words("referral")),
    )
    return sum(told) + sum(against) if any(told) else 0


def could_be_obeyed(text: "PageText") -> bool:
    """Whether a visitor who believes the page could do what it says: load, pay, type a secret, write to somebody, be helped to money."""
    page = text.page
    if page.apps or page.wallet_calls or holds_visitors(page) or set(page.asks) - QUIET_FIELDS:
        return True
    own_mail = any(c.kind == "email" and _own(page, c.value) for c in page.contacts)
    if any(_private(c, own_mail=own_mail, own=_own(page, c.value)) for c in page.contacts):
        return True
    return in_head(h for h in text.words("recover") if not text.denied(h)) is not None


def _private(contact: "Contact", *, own_mail: bool, own: bool) -> bool:
    """Whether this is a contact that a scammer would give. A fixed line beside mail under the site's own name is not: a warning bank gives
    one to victims."""
    if contact.kind == LOCAL_PHONE or (contact.kind == "hotline" and not rented(contact)):  # a public short number
        return False
    if contact.kind == "phone" and contact.detail == "fixed":
        return not own_mail
    return not (contact.kind == "email" and own)


def _own(page: "PageFacts", mail: str) -> bool:
    domain = mail.rpartition("@")[2].lower()
    return page.final_host == domain or page.final_host.endswith("." + domain)


HELP_WORDS = 3
"""Different words of addiction and counselling that show a help page, one of them in title or heading. A casino's footer has one or two."""


def against_gambling(text: "PageText") -> bool:
    """Whether a page names games but offers none: it helps addicts, or title or heading reports a crackdown."""
    return helps_gamblers(text) or in_head(text.words("crackdown")) is not None


def helps_gamblers(text: "PageText") -> bool:
    """Whether title or heading names the harm, with enough help words. The page must take no secrets and offer no file."""
    page = text.page
    if page.apps or set(page.asks) - QUIET_FIELDS or "password" in page.asks:
        return False
    words = text.words("addiction")
    return in_head(words) is not None and len(text.different(words)) >= HELP_WORDS


def takes_more(page: "PageFacts") -> bool:
    """Whether a page takes something from the reader besides a password, or leads to a private channel."""
    acts = page.apps or page.wallet_calls or holds_visitors(page) or (PERSONAL - {"password"}) & set(page.asks)
    return bool(acts or any(c.kind in PRIVATE for c in page.contacts))


def dictates(text: "PageText") -> bool:
    """Whether a page dictates a fake officer's orders: it names crimes, gives orders, and offers a way to obey. Its warning words ("report
    to the police", "fraud ring") then quote nothing. Honest warnings rebut, and news takes nothing."""
    page = text.page
    if text.words("rebuttal") or len(text.spellings("news")) >= NEWS_WORDS or len(text.different(text.warning_hits)) > FEW_WARNINGS:
        return False
    if in_head(text.warning_hits) is not None:
        return False
    if not (page.apps or (PERSONAL - {"password"}) & set(page.asks) or any(c.kind in REACHED for c in page.contacts)):
        return False
    return sum(any(not text.denied(h) for h in text.words(concept)) for concept in ORDERS) >= 2


def parrots(text: "PageText") -> bool:
    """Whether one warning is repeated before or after everything the page says, so that it warns of nothing."""
    words = text.found.texts[TEXT]
    said = Counter(words[max(0, h.start - PARROTED_BEFORE) : h.end].lower().split("\n")[-1] for h in text.warning_hits if h.place == TEXT)
    return text.takes and max(said.values(), default=0) >= PARROTED
