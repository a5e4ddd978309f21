"""Limits behind which a contact may stand that nobody has read: then "none was found" would be a lie."""

from collections.abc import Iterable

from scamtriage.records.evidence import Cap

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
)


def where_unread(caps: Iterable[Cap]) -> str:
    """Which limits of reading the page cut off what may hold a contact; "" when none did."""
    met = [cap.cap for cap in caps if cap.stage == "page" and (cap.cap == "links to elsewhere 2000" or not cap.cap.startswith(_HIDES_NONE))]
    return ", ".join(dict.fromkeys(met))
