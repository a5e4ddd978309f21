"""What stands around accounts of banks: counts behind a number, Chinese branches before one, names of banks, lines of a card."""

import re
from functools import cache

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

LEADING = " :.-#()|\n"
"""What stands between a word for an account and the number."""
BANK_BEFORE, BANK_AFTER, LABEL_REACH = 70, 50, 40
"""Characters within which a bank stands before an account or behind it, and a word for an account before it."""
PAID_INTO_CHARS = 9
"""Fewest of an account that only a word for it tells: shorter ones are amounts and references."""
NEAR_REGIONS = 4
"""Regions of a page, likeliest first, whose banks it may mean without saying so."""
MASKED = lazy_re.compile(r"[ -]?(?:[*●]|[|]{2}|x(?![a-wyz]))")
"""The beginning of hidden digits behind a number."""
ENDS = r"(?![0-9A-Za-z])(?![.,/-][0-9])"
"""What follows no account number: it would go on, or be a part of something longer."""

HOLDER_LINE = lazy_re.compile(r"(?: ?\([^()\n]{1,40})?\)?\n[^0-9\n:]{3,48}\n ?")
A_LINE = lazy_re.compile(r"\n[^\n]*[^\W\d_][^\n]*\n")
"""What stands between the bank and the number on a card whose lines are the bank, its customer and the number; and any line."""


@cache
def points() -> re.Pattern[str]:
    """Return what is counted behind a number: "Maybank savings 1200450088 points"."""
    return re.compile(rf"[^\S\n](?=[a-z])(?!only|free)(?:{words_of('units', 'units-short').pattern})")


_DAY, _SUM = r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{2,4}", r"[0-9]{1,3}(?:[,.][0-9]{3}){0,3}[,.][0-9]{2}(?![0-9,.])"
_DAY_BEFORE = lazy_re.compile(rf"(?:\A|\n) ?{_DAY} ?\n([^\n]{{0,40}})\Z")
_SUM_BEHIND = lazy_re.compile(rf"[^\n0-9]{{0,24}}\n[^\n0-9]{{0,6}}{_SUM}")
_ROW_BEHIND = lazy_re.compile(rf"[^\n0-9]{{0,6}}\n ?{_DAY} ?\n")
_ROW_BEFORE = lazy_re.compile(rf"{_SUM}[^\n0-9]{{0,6}}\Z")
_STATEMENT_CHARS, _SUM_CHARS = 90, 30


def is_of_statement(window: Window, start: int, end: int) -> bool:
    """Whether the number is a reference in a row of a statement: a day in the cell before its own, a sum in the next, and another such row
    before or behind. One day, account and sum alone are a bill, and a cell that tells to pay is one too.
    """
    low = window.low
    sum_behind, day = _SUM_BEHIND.match(low, end), _DAY_BEFORE.search(low, max(0, start - _STATEMENT_CHARS), start)
    if sum_behind is None or day is None or words_of("pay-into").search(day[1]):
        return False
    return (
        _ROW_BEHIND.match(low, sum_behind.end()) is not None
        or _ROW_BEFORE.search(low, max(0, day.start() - _SUM_CHARS), day.start()) is not None
    )


_BRANCH_THEN = lazy_re.compile(
    r"(?:[银銀]行|信用[社合]|[工农農中建交招]行|农信)[^0-9\n,，;；:：]{0,24}(?:支行|分行|分理[处處]|[营營][业業][部室])[ :：]{0,3}\Z"
)
_BRANCH_CHARS, _OF_A_FIRM = 40, 9
"""A firm's account has as many digits as its bank likes; those of persons have those of the table."""


def of_branch(window: Window, start: int, digits: int, *, reach: int) -> bool:
    """Whether a Chinese bank's branch stands right before the number, and a word for an account at most `reach` characters earlier:
    对公账户 …银行…支行 1219….
    """
    if digits < _OF_A_FIRM or _BRANCH_THEN.search(window.low, max(0, start - _BRANCH_CHARS), start) is None:
        return False
    near = window.labels_near(start, before=8, after=0)
    return any("account" in label.classes and start - label.end <= reach for label in near)


def is_of_tk(window: Window, start: int, end: int, bank: int) -> bool:
    """Whether the short word for an account in Viet Nam, a kindergarten elsewhere, is before the number and right behind
    it the bank, whose name begins at `bank`."""
    if _TK.search(window.low, max(0, start - _TK_CHARS), start) is None:
        return False
    return _AT_BANK.fullmatch(window.low, end, bank) is not None


_TK, _TK_CHARS = lazy_re.compile(r"(?<![^\W\d_])tk ?:? ?\Z"), 6
_AT_BANK = lazy_re.compile(r"[\s(|/:,-]{0,3}(?:(?:tại|ở|của) )?(?:(?:nh|ngân hàng)[ .:]{0,2})?")


_BARE_WORD = 2
_NAME = lazy_re.compile(r"[^0-9\n,;.|]{3,16}")


def is_name_of_bank(words: str) -> bool:
    """Whether the words between "account" and the number end with "bank", as names of East Asian banks do."""
    last = max((match.end() for match in words_of("bank").finditer(words)), default=0)
    return last == len(words) > _BARE_WORD and _NAME.fullmatch(words) is not None
