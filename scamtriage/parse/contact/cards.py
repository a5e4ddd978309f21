"""Cards of people in links and codes: vCard (RFC 6350) in a data: URL or a QR code, and the MECARD of older telephones."""

import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote

from scamtriage.records import lazy_re

HEADS = ("begin:vcard", "mecard:")
_OF_CARD = lazy_re.compile(r"data:text/(?:x-)?vcard(?:;[a-z0-9=.-]{1,40}){0,3}?(;base64)?,", re.IGNORECASE)
_FIELD = lazy_re.compile(
    r"(?:^|[;:])(?:item[0-9]{1,2}\.)?(TEL|EMAIL)((?:;[^:\r\n]{0,80})?):(?:tel:|mailto:)?([^;\r\n]{3,120})", re.IGNORECASE | re.MULTILINE
)
_FAX = lazy_re.compile(r"(?<![a-z])fax(?![a-z])", re.IGNORECASE)
_MOST_FIELDS = 8


def card_in(url: str) -> str:
    """Return the card that a data: URL holds, or that is the text itself; "" if it is none."""
    if url[: len(HEADS[0])].lower().startswith(HEADS):
        return url
    head = _OF_CARD.match(url)
    if head is None:
        return ""
    rest = unquote(url[head.end() :])
    if not head[1]:
        return rest
    rest = "".join(rest.split())  # as browsers read it
    whole = rest[: len(rest) // 4 * 4]  # a link may be cut
    try:
        return b64decode(whole, validate=True).decode("utf-8", "replace")
    except ValueError:  # also of letters that are not ASCII
        return ""


def fields(card: str) -> Iterator[tuple[str, str]]:
    """Yield ("tel", "fax" or "email", its value) of a card, at most eight."""
    for at, field in enumerate(_FIELD.finditer(card)):
        if at == _MOST_FIELDS:
            return
        kind = field[1].lower()
        yield "fax" if kind == "tel" and _FAX.search(field[2]) else kind, field[3].strip()
