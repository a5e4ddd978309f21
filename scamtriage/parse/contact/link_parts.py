"""What addresses are made of: arguments, segments, and the ids and numbers of messengers in them."""

import re
from urllib.parse import unquote

from scamtriage.parse.contact.fold import FOLD
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone import libphonenumber

ID = re.compile(r"[\w@.~+-]{2,64}", re.ASCII)
SHORT_ID = re.compile(r"[A-Za-z0-9_-]{4,40}")


def argument(query: str, name: str) -> str:
    """The value of one argument of a query, percent-decoded; "" when it is not there."""
    return unquote(written(query, name)).strip()


def written(query: str, name: str) -> str:
    """The value of one argument as it is written."""
    match = re.search(rf"(?:^|[&?;]){re.escape(name)}=([^&#;]*)", query, re.IGNORECASE)
    return match[1] if match else ""


def segments(path: str) -> list[str]:
    return [unquote(part) for part in path.split("/") if part]


def by_number(kind: str, text: str) -> Found | None:
    """A messenger addressed by a phone number in international form."""
    digits = "".join(c for c in text.translate(FOLD) if c.isdigit()).removeprefix("00")
    if not 7 <= len(digits) <= 15 or len(set(digits)) == 1:
        return None
    number = libphonenumber.parse("+" + digits, None, possible=True)
    if number is None:
        return None
    return Found(kind=kind, value=number.e164, detail="by number", country=number.country, flags=() if number.assigned else ("unassigned",))
