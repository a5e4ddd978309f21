"""Accounts on cards whose bank only the name of a picture's file tells, as `html.contacts.bank_logos` hands them over."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from scamtriage.knowledge.pages.contact_table import Bank, channels
from scamtriage.parse.contact.account_places import NEAR_REGIONS
from scamtriage.parse.contact.bank_accounts import ACCOUNT
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.parse.contact.phone.shape import is_example
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

BANK_CARD = "bank card"
"""The `where` of an extra with one card: the key of the bank's name, and HEADED if words say that accounts stand there; then the numbers,
one a line.
"""
HEADED = "+"
_SHORTEST = 3
_EVERYDAY = frozenset(("one", "land", "public", "security", "union", "china", "world", "first", "alliance", "icon", "image", "now"))
"""Names of banks without their word for a bank that pictures of other things have, too."""
_PHONES = libphonenumber.MOBILE_TYPES | libphonenumber.HOTLINE_TYPES


@cache
def banks_by_key() -> dict[str, tuple[Bank, ...]]:
    """Return key -> banks: their names as files are named after them, in small letters, without gaps and without the word for a bank."""
    found: dict[str, dict[Bank, None]] = {}
    for bank in channels().banks:
        for word in filter(str.isascii, bank.words):
            plain = "".join(filter(str.isalnum, word))
            bare = plain.removeprefix("bank").removesuffix("bank")
            for key in (plain, bare):
                if len(key) >= _SHORTEST and key.isalpha() and key not in _EVERYDAY:
                    found.setdefault(key, {})[bank] = None
    return {key: tuple(banks) for key, banks in found.items()}


def accounts_of(extras: Iterable[tuple[str, str]], regions: Callable[[], tuple[str, ...]], budget: LookupBudget) -> dict[str, Bank]:
    """Return digits -> bank of the accounts on all cards. `regions` gives the page's countries, whose banks are meant."""
    accounts: dict[str, Bank] = {}
    for where, value in extras:
        if where != BANK_CARD:
            continue
        head, *numbers = value.split("\n")
        key, _, headed = head.partition(" ")
        near = regions()[:NEAR_REGIONS]
        banks = sorted((bank for bank in banks_by_key().get(key, ()) if bank.country in near), key=lambda bank: near.index(bank.country))
        for number in numbers:
            digits = digits_of(number)
            bank = next((bank for bank in banks if len(digits) in bank.digits), None)
            if bank is None or len(set(digits)) == 1 or is_example(number, 0, digits, called=True):
                continue
            if not _is_phone(number, digits, bank.country, budget, headed=headed == HEADED):
                accounts.setdefault(digits, bank)
    return accounts


def _is_phone(number: str, digits: str, country: str, budget: LookupBudget, *, headed: bool) -> bool:
    """Whether it is rather the bank's telephone. Below words for an account only one to a mobile or a hotline is, and one whose area
    stands apart: Permata writes 097 100 1666, and nobody in Merauke his number so.
    """
    if (digits[0] != "0" and libphonenumber.writes_zero(country)) or not libphonenumber.plausible(digits, country):
        return False
    if not budget.spend():
        return True
    read = libphonenumber.parse(digits, country, possible=False)
    if read is None:
        return False
    return not headed or read.type in _PHONES or libphonenumber.area_digits(read.e164) == len(_GROUP.split(number)[0])


_GROUP = lazy_re.compile("[^0-9]")


def find(window: Window, accounts: Callable[[], dict[str, Bank]]) -> Iterator[Found]:
    """Yield the accounts of cards where their numbers stand in the text."""
    known = accounts()
    if not known:
        return
    for number in ACCOUNT.finditer(window.text):
        digits = digits_of(number[0])
        if (bank := known.get(digits)) is not None:
            yield Found(kind="bank-account", value=digits, start=number.start(), end=number.end(), detail=bank.name, country=bank.country)
