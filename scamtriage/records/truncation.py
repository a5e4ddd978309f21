"""Which limits left parts of a page unread, so that "none was found" would be false."""

from collections.abc import Iterable

from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from scamtriage.records.limits import Unread, in_words, named


def contacts_unread(page: PageFacts, caps: Iterable[Cap]) -> str:
    """Say why a page without found contacts may still have some; "" if it was fully read."""
    return page.unseen_because or more_unread(page, caps)


def more_unread(page: PageFacts, caps: Iterable[Cap]) -> str:
    """Say why a page may have more contacts than were found; "" if it was fully read. What stands behind a notice, as of a name for sale,
    is as unknown as what stands behind a door."""
    met = where_unread(caps)
    cut = "" if page.complete else page.incomplete_because
    return page.hidden_because or cut or (not_all_read(met) if met else "")


def not_all_read(met: str) -> str:
    """Say that limits, which `met` names, left a part of a page unread."""
    return f"of a page this long not all is read ({met})"


def where_unread(caps: Iterable[Cap]) -> str:
    """Name the limits that may have cut off contacts; "" if none did."""
    return _met(caps, Unread.CONTACTS, Unread.PAGE)


def words_unread(caps: Iterable[Cap]) -> str:
    """Name the limits that cut off words of a fully read page; "" if none did."""
    return _met(caps, Unread.WORDS)


def _met(caps: Iterable[Cap], *unread: Unread) -> str:
    return ", ".join(dict.fromkeys(in_words(cap.cap) for cap in caps if cap.stage == "page" and named(cap.cap)[0].unread in unread))
