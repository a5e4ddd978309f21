"""Whether a number beside the name of a bank is an account or somebody's telephone."""

import re
from collections.abc import Callable, Iterable

from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of, written_alike
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.parse.contact.phone.readings import has_trunk
from scamtriage.parse.contact.setting_names import CALLED
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


def is_phone(digits: str, countries: Iterable[str], budget: LookupBudget, *, office: bool = False) -> bool:
    """Whether the digits are a phone number of one of the countries, or may be, because the budget is spent.

    `office`: accept only hotline types and fixed lines with a trunk prefix.
    """
    for country in dict.fromkeys(filter(None, countries)):
        if not libphonenumber.plausible(digits, country):
            continue
        if not budget.spend():
            return True
        number = libphonenumber.parse(digits, country, possible=False)
        if number is not None and (
            not office or number.type in libphonenumber.HOTLINE_TYPES or (number.type == "fixed" and digits[0] == "0")
        ):
            return True
    return False


def is_phone_listed(digits: str, countries: Iterable[str], budget: LookupBudget, *, called: bool) -> bool:
    """Whether a number in a list beside banks is somebody's telephone, or may be, because the budget is spent.

    Without the zero that its country writes before an area, it is no fixed line. `called`: the list calls its numbers accounts, of which
    many begin as fixed lines do; those that begin as mobile numbers and hotlines are none all the same.
    """
    countries = tuple(dict.fromkeys(filter(None, countries)))
    for country in countries:
        if not libphonenumber.plausible(digits, country):
            continue
        if not budget.spend():
            return True
        number = libphonenumber.parse(digits, country, possible=False)
        if number is None:
            continue
        dialled = has_trunk(digits, country, number, doubtful=True) and not (called and number.type == "fixed")
        if dialled or number.type in libphonenumber.HOTLINE_TYPES:
            return True
    number = libphonenumber.parse(f"+{digits}", None, possible=False) if digits[0] != "0" and budget.spend() else None
    return number is not None and number.country in countries and "mobile" in number.type


def may_be_called(window: Window, regions: Callable[[], tuple[str, ...]], budget: LookupBudget, start: int, end: int) -> bool:
    """Whether the number between two offsets may be a telephone's of the page's country, by its digits and what stands before them."""
    written = window.text[start:end]
    if AS_IN_THAILAND.fullmatch(written) is not None:
        return False
    if is_behind_code(window.text, start):
        return True
    if len(written) <= _REST_CHARS and _AREA_BEFORE.search(window.text, max(0, start - _CODE_CHARS), start):
        return True
    return is_phone_listed(digits_of(written), regions()[:1], budget, called=False)


def is_behind_code(text: str, start: int) -> bool:
    """Whether a calling code stands right before the digits: +91 95555 00119."""
    return _CODE_OF_COUNTRY.search(text, max(0, start - _CODE_CHARS), start) is not None


_CODE_OF_COUNTRY, _AREA_BEFORE = lazy_re.compile(r"\+[1-9][0-9]{0,2} ?(?:\(0\))?[ -]?\Z"), lazy_re.compile(r"\(0[0-9]{1,4}\) ?\Z")
"""What begins a telephone's number before the rest: +91 95555 00119, (021) 5092 7718."""
_CODE_CHARS, _REST_CHARS = 9, 9


AS_IN_THAILAND = lazy_re.compile(r"[0-9]{3}-[0-9]-?[0-9]{5}-[0-9]")
"""The account format of Thai banks, which nothing else in Thailand uses."""


def is_instead(window: Window, end: int, start: int, digits: str) -> bool:
    """Whether the account from `start` stands for the one before `end` of which a bracket tells that it is closed: the bracket names no
    telephone, and it does not begin as a telephone's number.
    """
    if digits[0] == "0" or ")" not in window.low[end:start]:
        return False
    between = window.labels_near(end, before=0, after=start - end)  # not all: a long line may hold thousands, and as many accounts
    return not any(end <= label.start < start and label.classes & CALLED for label in between)


def is_phone_below(window: Window, end: int, match: re.Match[str], written: str, countries: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the number in the line right below an account is the telephone of its holder: it has no word of its own, is written otherwise
    than the account, and begins as a telephone's number."""
    if not match[0].startswith("0") or not _NEXT_LINE.fullmatch(window.text, end, match.start()):
        return False
    if written_alike(match[0], written) or AS_IN_THAILAND.fullmatch(match[0]) is not None:
        return False
    return is_phone(digits_of(match[0]), countries, budget)


_NEXT_LINE = lazy_re.compile(r"[^\S\n]{0,4}\n[^\S\n]{0,4}")


def is_line(written: str, digits: str, countries: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the number after a bank's name is its phone: "Maybank 1-300-88-6688", "CIMB Bank 03-6204 7788".

    A number without separators may be an account and is not counted as a phone.
    """
    return written != digits and digits[0] in "014" and is_phone(digits, countries, budget, office=True)


def may_be_line(digits: str, country: str, regions: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the number behind an account and "or" may be a phone, to which the slip is sent; with the bank's calling code too."""
    if is_phone(digits, (country, *regions), budget):
        return True
    number = libphonenumber.parse(f"+{digits}", None, possible=False) if budget.spend() else None
    return number is not None and number.country == country
