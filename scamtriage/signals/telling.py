"""Whether a page tells what gangs do, or does it: diaries, forums of victims, news and warnings repeat every word of a script."""

from typing import TYPE_CHECKING

from scamtriage.signals.page.asks import holds_visitors
from scamtriage.signals.page.identity import rented
from scamtriage.signals.page.occurrences import HEADING, TITLE

if TYPE_CHECKING:
    from scamtriage.records.facts import Contact, PageFacts
    from scamtriage.signals.page.text import PageText

TRAITS = 3
"""So many of: a title that warns, others' words retold, several who write, reporters, advice, whom to turn to. One or two are pasted into
a scam in a minute."""
TWICE = 2
"""Different words that make a manner of writing, where one is anybody's."""
QUIET_FIELDS = frozenset({"password", "username", "email", "search", "name"})
"""What a forum asks of its members."""


def tells(text: "PageText") -> bool:
    """The page recounts or warns, in three traits at least, and nobody could obey it: no private channel, no secret taken, no file, no
    locked screen, no offer to bring back what was lost."""
    return not could_be_obeyed(text) and _traits(text) >= TRAITS


def _traits(text: "PageText") -> int:
    told = (
        len({*text.different(text.words("retold")), *text.different(text.words("recounted"))}) >= TWICE,
        text.distinct("forum", meant=False) >= TWICE,
        text.distinct("news", meant=False) >= TWICE,
    )
    against = (
        any(h.place in (TITLE, HEADING) for h in text.warning_hits),
        len({*text.different(text.words("advice")), *text.different(text.words("rebuttal"))}) >= TWICE,
        bool(text.words("referral")),
    )
    return sum(told) + sum(against) if any(told) else 0


def could_be_obeyed(text: "PageText") -> bool:
    page = text.page
    if page.apps or page.wallet_calls or holds_visitors(page) or set(page.asks) - QUIET_FIELDS:
        return True
    own_mail = any(c.kind == "email" and _own(page, c.value) for c in page.contacts)
    if any(_private(c, own_mail=own_mail, own=_own(page, c.value)) for c in page.contacts):
        return True
    return any(h.place in (TITLE, HEADING) and not text.denied(h) for h in text.words("recover"))


def _private(contact: "Contact", *, own_mail: bool, own: bool) -> bool:
    """Whether this way to be reached is one that a gang would give. A fixed line is none beside mail under the site's own name: what a bank
    that warns gives for who has paid already."""
    if contact.kind == "hotline" and not rented(contact):  # the short number of a state
        return False
    if contact.kind == "phone" and contact.detail == "fixed":
        return not own_mail
    return not (contact.kind == "email" and own)


def _own(page: "PageFacts", mail: str) -> bool:
    domain = mail.rpartition("@")[2].lower()
    return page.final_host == domain or page.final_host.endswith("." + domain)


HELP_WORDS = 3
"""So many different words of addiction and counsel, one of them in title or heading, are those of who helps to stop; a casino's footer has
one or two."""


def against_gambling(text: "PageText") -> bool:
    """A page that names games and offers none: it helps those who want to stop, or its title or heading says what police or law did."""
    return helps_gamblers(text) or any(h.place in (TITLE, HEADING) for h in text.words("crackdown"))


def helps_gamblers(text: "PageText") -> bool:
    """Its title or heading names the harm, and it neither takes secrets nor offers a file."""
    page = text.page
    if page.apps or set(page.asks) - QUIET_FIELDS or "password" in page.asks:
        return False
    words = text.words("addiction")
    return any(h.place in (TITLE, HEADING) for h in words) and len(text.different(words)) >= HELP_WORDS
