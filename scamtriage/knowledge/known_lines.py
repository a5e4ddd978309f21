"""Whose a telephone line, a mailbox or an account is that our own tables have: desks that take reports, public bodies, banks, companies.

Anybody may print such a line, and a page that imitates a bank prints the bank's own. So none is ever given to others as the operator's, and
where contacts are shown it is said whose it is. The numbers of desks are read out of the table of desks, so that no list of them can lag.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from scamtriage.knowledge import report_desks
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.language.sectors import OFFICES
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.records import lazy_re
from scamtriage.records.facts.contact import PAID, Contact

CALLING_CODES = {
    "AU": "61", "BN": "673", "CN": "86", "GB": "44", "HK": "852", "ID": "62", "IN": "91", "JP": "81", "KH": "855", "KR": "82", "LA": "856",
    "MM": "95", "MO": "853", "MY": "60", "PH": "63", "SG": "65", "TH": "66", "TW": "886", "US": "1", "VN": "84",
}  # fmt: skip
"""Calling codes of the countries of desks. libphonenumber has them all, but is slow to load where only stored evidence is judged."""
_MAILBOX = lazy_re.compile(r"[^\s@/]+@[^\s@/]+")
_NUMBER = lazy_re.compile(r"(?:tel\.|whatsapp|sms)?\s*([+#]?[0-9][0-9 -]*)", re.IGNORECASE)
_SHORT_DIGITS = 6
"""Digits at most of a short number."""
_CALLED = frozenset({"hotline", "phone"})
KNOWN_LINE = "known-line"
"""The flag, in what is printed for programs, of a contact that our tables have as a public body's, a bank's or a company's."""
PUBLIC, BANK, COMPANY = "public", "bank", "company"
"""Whose a short number is: of an authority or another service for everybody, of a bank, of a company."""


class Line(NamedTuple):
    """Whose a line is."""

    owner: str
    """The body, as our table names it."""
    country: str
    """ISO 3166-1 alpha-2; "" if the table does not say."""
    local: str = ""
    """Its name in the language of the country; "" if the table has none."""


def desk_of(kind: str, value: str) -> Line | None:
    """Whose line this is, if a public body takes reports there; None for any other. Short numbers are not among these."""
    return _desks().get(_written(kind, value))


def line_of(kind: str, value: str) -> Line | None:
    """Whose whole number, LINE account or mailbox this is by any of our tables; None for any other, and for short numbers."""
    key = _written(kind, value)
    return _desks().get(key) or _owned().get(key)


def is_known(kind: str, value: str) -> bool:
    """Whether our tables have the line, short numbers of any country included: "1155" is the tourist police."""
    return line_of(kind, value) is not None or (kind in _CALLED and value in _shorts())


def marked(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Return the contacts with KNOWN_LINE among the flags of each that is one: a list of what to block is made of them. Evidence does not
    hold it, as the tables of a later day may know more."""
    known = [is_known(contact.kind, contact.value) for contact in contacts]
    if not any(known):
        return contacts
    return tuple(
        replace(contact, flags=(*contact.flags, KNOWN_LINE)) if is_one else contact for contact, is_one in zip(contacts, known, strict=True)
    )


def brand_of(owner: str, country: str) -> brands.Brand | None:
    """The organisation that the owner of a short number is in the table of organisations, by any of its names; None if it is not there."""
    return next((brand for brand in _named().get(owner.casefold(), ()) if not country or brand.works_in(country)), None)


def at_home(owner: str, country: str, language: str) -> str:
    """The name of the owner of a line in the language of its country; "" for another language, or if no table has it."""
    brand = brand_of(owner, country)
    if brand is not None and brand.at_home and brand.language == language:
        return brand.at_home
    return channels().owners.at_home.get(language, {}).get(owner, "")


def sort_of(owner: str, country: str) -> str:
    """Whether the owner of a short number is a PUBLIC service, a BANK or a COMPANY. A railway that a state owns is a company, a help
    line of a charity a public service."""
    if owner in channels().owners.banks:
        return BANK
    if owner in channels().owners.companies:
        return COMPANY
    brand = brand_of(owner, country)
    if brand is None or brand.sector in OFFICES or brand.sector == "charity":
        return PUBLIC
    return BANK if brand.sector == "bank" else COMPANY


def numbers_of(desk: report_desks.Desk) -> Iterator[str]:
    """Yield where the desk is called or written to: whole numbers in E.164, short ones as dialled, mailboxes. Raises KeyError for a whole
    number in a country that CALLING_CODES lacks."""
    for way in desk.channel.split(";"):
        if mailbox := _MAILBOX.fullmatch(way.strip()):
            yield mailbox[0].lower()
        elif number := _NUMBER.match(way.strip()):
            digits = re.sub("[ -]", "", number[1])
            whole = digits[0] not in "+#" and len(digits) > _SHORT_DIGITS
            yield f"+{CALLING_CODES[desk.country]}{digits.removeprefix('0')}" if whole else digits


def _written(kind: str, value: str) -> str:
    """The value as the tables have it; "" if this kind of contact is none of a line."""
    low = value.lower()
    if kind in PAID or not low:
        return ""
    if low[0] == "@":
        return low if kind == "line" else ""
    return low if ("@" in low) == (kind == "email") else ""


@cache
def _desks() -> dict[str, Line]:
    found = {number: Line(owner, "") for number, owner in channels().lines.items()}
    for country, desks in report_desks.load().items():
        for desk in desks:
            line = Line(desk.body, "" if country == report_desks.WORLD else country, desk.local)
            found |= {number: line for number in numbers_of(desk) if number[0] == "+" or "@" in number}
    return found


@cache
def _owned() -> dict[str, Line]:
    """Numbers of banks, and those short ones that are written with a country code: 13 11 14 of Australia is +61 131 114."""
    found = {number: Line(owner, "") for number, owner in channels().bank_lines.items()}
    whole = ((number, owner) for number, owner in channels().hotlines["AU"].items() if len(number) == _SHORT_DIGITS)
    return found | {f"+{CALLING_CODES['AU']}{number}": Line(owner, "AU") for number, owner in whole}


@cache
def _shorts() -> frozenset[str]:
    desks = (number for some in report_desks.load().values() for desk in some for number in numbers_of(desk))
    return frozenset(number for numbers in channels().hotlines.values() for number in numbers).union(
        number for number in desks if number[0] != "+" and "@" not in number
    )


@cache
def _named() -> dict[str, tuple[brands.Brand, ...]]:
    """Owner of a short number, in small letters -> the organisations with this name."""
    owners = {owner.casefold() for numbers in channels().hotlines.values() for owner in numbers.values()}
    owners.update(owner.casefold() for owner in channels().bank_lines.values())
    found: dict[str, tuple[brands.Brand, ...]] = {}
    for _, _, name in brands.load().names:
        if (low := name.shown.casefold()) in owners:
            found[low] = (*found.get(low, ()), name.brand)
    return found
