"""Limits behind which something may stand that nobody has read: then "none was found" would be a lie."""

from collections.abc import Iterable

from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from scamtriage.records.limits import Unread, in_words, named


def contacts_unread(page: PageFacts, caps: Iterable[Cap]) -> str:
    """Why a page on which no contact was found may give some; "" when it gives none."""
    met = where_unread(caps)
    cut = "" if page.complete else page.incomplete_because
    return page.unseen_because or cut or (f"of a page this long not all is read ({met})" if met else "")


def where_unread(caps: Iterable[Cap]) -> str:
    """Which limits of reading the page cut off what may hold a contact; "" when none did."""
    return _met(caps, Unread.CONTACTS, Unread.PAGE)


def words_unread(caps: Iterable[Cap]) -> str:
    """Which limits cut off words of a page that was read to its end; "" when none did."""
    return _met(caps, Unread.WORDS)


def _met(caps: Iterable[Cap], *unread: Unread) -> str:
    return ", ".join(dict.fromkeys(in_words(cap.cap) for cap in caps if cap.stage == "page" and named(cap.cap)[0].unread in unread))
