"""Accounts whose bank only a picture names: a word for an account, and a number as long as that bank's accounts."""

import re
from collections.abc import Callable, Iterator

from scamtriage.knowledge.pages.contact_table import Bank
from scamtriage.parse.contact.account_places import LEADING, MASKED, points
from scamtriage.parse.contact.bank_accounts import ACCOUNT, NEAR_REGIONS, PAID_INTO_CHARS, is_phone
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.national import LookupBudget
from scamtriage.parse.contact.phone.shape import is_example
from scamtriage.parse.contact.windows import Window

_OF_A_FIRM = re.compile(r"(?: [^\W\d_]{2,10}){1,2} ?:\s{0,2}")
"""Whose account it is: "STK công ty:"."""


def find(
    window: Window, regions: Callable[[], tuple[str, ...]], logos: Callable[[], tuple[Bank, ...]], purse: LookupBudget
) -> Iterator[Found]:
    """Yield the accounts right behind a word for an account. `logos` gives the banks that the page's pictures name, `regions` its
    countries.
    """
    if not any("account" in label.classes for label in window.labels) or not logos():
        return
    for number in ACCOUNT.finditer(window.text):
        start, end = number.span()
        digits = "".join(filter(str.isdigit, number[0]))
        if end - start < PAID_INTO_CHARS or len(set(digits)) == 1 or is_example(window.low, start, digits, called=True):
            continue
        if not _is_named(window, start) or MASKED.match(window.low, end) or points().match(window.low, end):
            continue
        bank = next((one for one in logos() if len(digits) in one.digits and one.country in regions()[:NEAR_REGIONS]), None)
        if bank is not None and not is_phone(digits, regions()[:2], purse):
            yield Found(kind="bank-account", value=digits, start=start, end=end, detail=bank.name, country=bank.country)


def _is_named(window: Window, start: int) -> bool:
    """Whether a word for an account stands right before the number, or has only the word for a firm behind it."""
    label = window.caller_before(start)
    if label is None or "account" not in label.classes:
        return False
    return not window.text[label.end : start].strip(LEADING) or _OF_A_FIRM.fullmatch(window.text, label.end, start) is not None
