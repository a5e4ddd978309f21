"""Accounts at banks that nobody names, or that no table knows: told by a branch, a bank code, the holder, or an order to pay."""

import re
from collections.abc import Callable
from functools import cache

from scamtriage.knowledge.language.phrases import any_word, expression
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.account_or_phone import is_phone
from scamtriage.parse.contact.account_places import BANK_AFTER, BANK_BEFORE, LABEL_REACH, LEADING, MASKED, PAID_INTO_CHARS, is_name_of_bank
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


def speaks_of_bank(low: str) -> bool:
    """Whether the text speaks of a bank, a branch, a holder or of paying anywhere. Only then may an unnamed bank be looked for."""
    return (
        any(words_of(name).search(low) for name in ("bank", "bank-code", "branch", "pay-into", "holder"))
        or _NUMBER_OF_BRANCH.search(low) is not None
    )


def of_unknown_bank(window: Window, start: int, end: int) -> bool:
    """Whether the context shows an account at a bank that is unnamed or not in the table.

    A word for an account must directly precede the number. In addition it needs the word "bank" or a payment instruction shortly before it,
    a bank code before it, or a bank code or branch after it.
    """
    label = window.caller_before(start)
    if label is None or "account" not in label.classes or start - label.end > LABEL_REACH or MASKED.match(window.low, end):
        return False
    if between := _CURRENCY.sub("", window.text[label.end : start]).strip(LEADING):
        return end - start >= PAID_INTO_CHARS and is_name_of_bank(between)
    before = window.low[max(0, start - BANK_BEFORE) : start]
    if (
        words_of("bank").search(before)
        or _NUMBER_OF_BRANCH.search(before)
        or (words_of("pay-into").search(before) and end - start >= PAID_INTO_CHARS)
    ):
        return True
    ahead = [match.end() for match in words_of("bank-code").finditer(window.low, max(0, label.start - BANK_BEFORE), label.start)]
    if (
        ahead
        and window.low[label.start : label.end] != "account"
        and _code_then().fullmatch(window.low, ahead[-1], label.start) is not None
    ):
        return True
    behind = window.low[end : end + BANK_AFTER]
    if (code := words_of("bank-code").search(behind)) is not None:
        return _code_value().match(behind, code.end()) is not None and not _LONG_NUMBER.search(behind, 0, code.start())
    named = _bank_named().match(behind) or _BANK_IS_NAMED.match(window.text, end, end + BANK_AFTER)
    if named is not None and end - start >= PAID_INTO_CHARS:
        return True
    branch = words_of("branch").search(behind)
    return (
        branch is not None and _HEADED.fullmatch(behind[: branch.start()]) is not None and behind[branch.end() :].lstrip()[:1] in (":", "-")
    )


_CURRENCY = lazy_re.compile(r"\A ?\([A-Z]{3}\)")
"""In which an account is kept, behind the word for it: "Current A/C (USD)"."""
_BANK_IS_NAMED = lazy_re.compile(
    r" ?[,(/|-] ?(?!(?:Blood|Power|Food|Data|Piggy|Left|Right|West|East|South|North|River) )"
    r"(?:(?:[A-Z][A-Za-z]*|of|and|&) ){1,4}(?:Bank|BANK)"
    r"(?= (?:of|Ltd|LTD|Limited|LIMITED|Plc|PLC)\b| ?[.,;)|\n]|\Z)"
)
"""The bank's name right behind: "Account number: 0101010006756, Nabil Bank Ltd"."""
_NUMBER_OF_BRANCH = lazy_re.compile(r"(?<![^\W\d_])ag(?:\.|ência|encia)?[ :]{0,2}[0-9]{3,4}(?:-[0-9x])?(?![0-9])")
"""The branch that Brazilians give with every account: ag 0041, agência 0001-9."""


@cache
def _bank_named() -> re.Pattern[str]:
    """Return the head of the next line, which gives the bank: "Account number: 1130 …, Bank name: Riverbend"."""
    return re.compile(rf"[\s,;|/(-]{{0,4}}(?:{expression('payments', 'bank_named')})(?: ?[:=]|\n[^\n]{{1,30}}bank)")


def of_coded_bank(window: Window, start: int, digits: str, budget: LookupBudget) -> bool:
    """Whether the code of a bank of Taiwan that no table knows stands before the number, behind a name: 農會 (617) 28471-93-602847."""
    if len(digits) not in _CODED_DIGITS or _NAME_AND_CODE.search(window.text, max(0, start - _CODED_CHARS), start) is None:
        return False
    return not is_phone(digits, ("TW",), budget)


_NAME_AND_CODE, _CODED_CHARS, _CODED_DIGITS = lazy_re.compile(r"[會社行部局庫] ?\([0-9]{3}\) ?\Z"), 12, range(10, 15)


def of_holder(window: Window, start: int, end: int, regions: Callable[[], tuple[str, ...]], budget: LookupBudget) -> bool:
    """Whether a word for an account directly precedes the number and the account holder is named nearby: 认证账户 6222 … 户名.

    A number with the form of a phone in the page's countries is the name of a mobile wallet and does not count.
    """
    label = window.caller_before(start)
    if label is None or "account" not in label.classes or window.text[label.end : start].strip(LEADING):
        return False
    if end - start < PAID_INTO_CHARS or MASKED.match(window.low, end):
        return False
    behind, before = window.low[end : end + BANK_AFTER], window.low[max(0, label.start - BANK_AFTER) : label.start]
    after, ahead = words_of("holder").search(behind), words_of("holder").search(before)
    if (after is None or _HEADED.fullmatch(behind[: after.start()]) is None) and (
        ahead is None or any(c.isdigit() for c in before[ahead.end() :])
    ):
        return False
    return not is_phone(digits_of(window.text[start:end]), regions()[:2], budget)


_LONG_NUMBER = lazy_re.compile(r"[0-9]{5}")
_HEADED = lazy_re.compile(r"(?:[^0-9\n]{0,40}[\s,;|/(])?|\n")
"""The text between a number and the bank's code or branch: names and a separator, but no other number."""


@cache
def _code_value() -> re.Pattern[str]:
    return re.compile(rf"[\s:.#-]{{0,4}}(?:{any_word('payments', 'code')})?[\s:.#-]{{0,4}}[a-z0-9][a-z0-9-]{{5,}}")


@cache
def _code_then() -> re.Pattern[str]:
    """Return the text between a bank code's label and the account's label: "sort code 04-00-04, account number 12345678"."""
    word = rf"(?:{any_word('payments', 'code')}|no\.?|number)"
    return re.compile(rf"{word}?[\s:.#-]{{0,4}}[a-z0-9][a-z0-9-]{{5,10}}(?:[\s,;|/.-]|and|&){{1,5}}")
