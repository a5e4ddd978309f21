"""Parts of URLs: query arguments, path segments, and the messenger ids and numbers in them."""

import re
from functools import lru_cache
from urllib.parse import unquote

from scamtriage.parse.contact.fold import FOLD, digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.records import lazy_re

ID = lazy_re.compile(r"[\w@.~+-]{2,64}", re.ASCII)
SHORT_ID = lazy_re.compile(r"[A-Za-z0-9_-]{4,40}")


def argument(query: str, name: str) -> str:
    """Return the value of a query argument, percent-decoded, or "" if it is missing."""
    return unquote(written(query, name)).strip()


def written(query: str, name: str) -> str:
    """Return the value of a query argument as written, or ""."""
    match = _argument(name).search(query)
    return match[1] if match else ""


@lru_cache(maxsize=256)
def _argument(name: str) -> re.Pattern[str]:
    """Kept here: `re` keeps 512 expressions, and a long process has more, so that it would compile these anew for each page."""
    return re.compile(rf"(?:^|[&?;]){re.escape(name)}=([^&#;]*)", re.IGNORECASE)


def segments(path: str) -> list[str]:
    return [unquote(part) for part in path.split("/") if part]


def by_number(kind: str, text: str) -> Found | None:
    """Return a messenger account addressed by a phone number in international form, or None if the number is impossible."""
    digits = digits_of(text.translate(FOLD)).removeprefix("00")
    if not 7 <= len(digits) <= 15 or len(set(digits)) == 1:
        return None
    number = libphonenumber.parse("+" + digits, None, possible=True)
    if number is None:
        return None
    return Found(kind=kind, value=number.e164, detail="by number", country=number.country, flags=() if number.assigned else ("unassigned",))
