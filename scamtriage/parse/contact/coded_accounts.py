"""Accounts behind the code of their bank, by which banks of Taiwan and Hong Kong are told: "中信822 帳號 774-54-…", "恒生 024-388-…"."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from scamtriage.knowledge.pages.contact_table import Bank, channels, words_of
from scamtriage.parse.contact.account_places import MASKED, NEAR_REGIONS
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.setting_names import CALLED
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_NUMBER = lazy_re.compile(r"[0-9](?: ?- ?[0-9]| ?[0-9]){8,16}(?![0-9A-Za-z@])(?![.,/-][0-9])")
_JOINT = lazy_re.compile(r"[ :)\n-]{1,3}")
_WORD_CHARS = 12
_NAME = lazy_re.compile(r"[\u4e00-\u9fff]{2,}\Z")
_LINK_CHARS = 3
"""Characters between a name or a word for an account and the code or number behind it."""
_WITH_CODE = frozenset(("HK",))
"""Countries in which the code is written as a part of the number, and is kept there unless a bracket parts it."""


def find(window: Window, regions: Callable[[], tuple[str, ...]]) -> Iterator[Found]:
    """Yield the accounts behind a bank's code where its name or an order to pay stands before it, or a word for an account behind it."""
    for match in _codes().finditer(window.text):
        country = next((region for region in regions()[:NEAR_REGIONS] if (region, match["code"]) in _banks()), None)
        if country is None:
            continue
        start, said = _account_at(window, match.end())
        number = _NUMBER.match(window.text, start) if start >= 0 else None
        if number is None or MASKED.match(window.low, number.end()):
            continue
        bank, digits = _banks()[country, match["code"]], digits_of(number[0])
        if len(digits) not in bank.digits or len(set(digits)) == 1 or _is_called(window, match.start("code")):
            continue
        if not (said or _is_named(window, bank, match.start("code"))):
            continue
        kept = match["code"] if country in _WITH_CODE and window.text[match.end() : match.end() + 1] != ")" else ""
        begin = match.start("code") if kept or not said else number.start()
        yield Found(kind="bank-account", value=kept + digits, start=begin, end=number.end(), detail=bank.name, country=country)


def _account_at(window: Window, end: int) -> tuple[int, bool]:
    """Return (where the number behind a code begins, whether a word for an account stands between); -1 if anything else does."""
    label = window.label_after(end)
    if label is not None and "account" in label.classes and not window.text[end : label.start].strip(" ):,/\n-"):
        behind = _JOINT.match(window.text, label.end)
        return (behind.end() if behind else label.end), True
    joint = _JOINT.match(window.text, end)
    return (joint.end() if joint else -1), False


def _is_called(window: Window, at: int) -> bool:
    label = window.label_before(at)
    return label is not None and at - label.end <= _LINK_CHARS and bool(label.classes & CALLED)


def _is_named(window: Window, bank: Bank, at: int) -> bool:
    """Whether the bank's name stands right before its code, or the beginning of the name, or an order to pay: 恒生 024, 轉帳 013."""
    before = window.low[max(0, at - _WORD_CHARS) : at].rstrip(" (")
    name = _NAME.search(before)
    if name is None:
        return False
    if any(before.endswith(word) or word.startswith(name[0]) for word in bank.words):
        return True
    return any(paid.end() == len(before) for paid in words_of("paying", "pay-into").finditer(before))


@cache
def _banks() -> dict[tuple[str, str], Bank]:
    return {(bank.country, bank.code): bank for bank in channels().banks if bank.code}


@cache
def _codes() -> re.Pattern[str]:
    """Return a code right behind a name in Chinese letters."""
    codes = "|".join(sorted({code for _, code in _banks()}))
    return re.compile(rf"[\u4e00-\u9fff] ?\(?(?P<code>{codes})(?![0-9.,%])")
