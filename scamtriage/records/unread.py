"""Limits behind which something may stand that nobody has read: then "none was found" would be a lie."""

from collections.abc import Iterable

from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts

_HIDES_NONE = (
    # of the lists that are kept, while all of the page was read
    *(
        "text_bytes ",
        "hidden_text_bytes ",
        "script hosts ",
        "image hosts ",
        "foreign hosts ",
        "links to elsewhere 200",
        "iframes ",
        "apps ",
    ),
    *("link elements ", "structure ", "headers ", "header chars ", "cookies ", "forms ", "hidden elements ", "steps "),
    *("depth", "attributes", "tags"),
    *("headings ", "logos ", "image alts ", "title chars ", "site name chars ", "description chars "),
    *("kit paths ", "trackers ", "chat widgets ", "technologies "),
)
_WORDS = ("text_bytes ",)
"""What stands behind these was looked through for contacts, and is not weighed as words."""


def contacts_unread(page: PageFacts, caps: Iterable[Cap]) -> str:
    """Why a page on which no contact was found may give some; "" when it gives none."""
    met = where_unread(caps)
    cut = "" if page.complete else page.incomplete_because
    return page.unseen_because or cut or (f"of a page this long not all is read ({met})" if met else "")


def where_unread(caps: Iterable[Cap]) -> str:
    """Which limits of reading the page cut off what may hold a contact; "" when none did."""
    met = [cap.cap for cap in caps if cap.stage == "page" and (cap.cap == "links to elsewhere 2000" or not cap.cap.startswith(_HIDES_NONE))]
    return ", ".join(dict.fromkeys(met))


def words_unread(caps: Iterable[Cap]) -> str:
    """Which limits cut off words of a page that was read to its end; "" when none did."""
    return ", ".join(dict.fromkeys(cap.cap for cap in caps if cap.stage == "page" and cap.cap.startswith(_WORDS)))
