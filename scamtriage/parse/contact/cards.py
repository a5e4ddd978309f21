"""Cards of people in links and codes: vCard (RFC 6350) in a data: URL or a QR code, and the MECARD of older telephones."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote

HEADS = ("begin:vcard", "mecard:")
_OF_CARD = re.compile(r"data:text/(?:x-)?vcard(?:;[a-z0-9=.-]{1,40}){0,3}?(;base64)?,", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:^|[;:])(?:item[0-9]{1,2}\.)?(TEL|EMAIL)(?:;[^:\r\n]{0,80})?:(?:tel:|mailto:)?([^;\r\n]{3,120})", re.IGNORECASE | re.MULTILINE
)
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
    whole = rest[: len(rest) // 4 * 4]  # a link may be cut
    try:
        return b64decode(whole, validate=True).decode("utf-8", "replace")
    except binascii.Error:
        return ""


def fields(card: str) -> Iterator[tuple[str, str]]:
    """Yield ("tel" or "email", its value) of a card, at most eight."""
    for at, field in enumerate(_FIELD.finditer(card)):
        if at == _MOST_FIELDS:
            return
        yield field[1].lower(), field[2].strip()
