"""Whether a number beside the name of a bank is an account or somebody's telephone."""

import re
from collections.abc import Iterable

from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.parse.contact.setting_names import CALLED
from scamtriage.parse.contact.windows import Window


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


AS_IN_THAILAND = re.compile(r"[0-9]{3}-[0-9]-?[0-9]{5}-[0-9]")
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
    if _DIGIT.sub("0", match[0]) == _DIGIT.sub("0", written) or AS_IN_THAILAND.fullmatch(match[0]) is not None:
        return False
    return is_phone("".join(filter(str.isdigit, match[0])), countries, budget)


_NEXT_LINE = re.compile(r"[^\S\n]{0,4}\n[^\S\n]{0,4}")
_DIGIT = re.compile("[0-9]")


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
