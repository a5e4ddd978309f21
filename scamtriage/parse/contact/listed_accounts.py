"""Whether a list of numbers, each with a bank beside it, is one of accounts: hotlines, receipts and licences stand beside banks as well."""

import re
from functools import cache
from itertools import pairwise

from scamtriage.knowledge.language.phrases import compiled
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.account_labels import is_labelled_otherwise
from scamtriage.parse.contact.account_places import LABEL_REACH
from scamtriage.parse.contact.bank_gaps import LINE
from scamtriage.parse.contact.bank_sides import BankList
from scamtriage.parse.contact.phone.numbered import is_of_a_paper
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_HEAD_CHARS, _TAIL_CHARS, _JOINT_CHARS = 90, 60, 4
_ASKED = 2
"""Numbers of a list of which it is asked whether they are of another thing: what calls them so stands before the first. Each is asked when
it is read.
"""


def is_of_accounts(window: Window, listed: BankList) -> bool:
    """Whether a word for an account stands before the list or in its rows, an order to pay or the word for a holder beside it, or its shape
    tells it; and nothing that tells its numbers to be others'.
    """
    if listed.of_accounts is None:
        listed.of_accounts = _is_of_accounts(window, listed)
    return listed.of_accounts


def _is_of_accounts(window: Window, listed: BankList) -> bool:
    first = [pair.member.start for pair in listed.pairs[:_ASKED]]
    if any(is_of_a_paper(window.low, start) for start in first):
        return False
    if any(is_labelled_in(window, listed, at) for at in range(len(listed.pairs))):
        return True
    if any(is_labelled_otherwise(window, start) for start in first) or _is_series(listed):
        return False
    head = _head(window, listed.start)
    if _recorded().search(head):
        return False
    if words_of("pay-into", "paying", "holder").search(head) is not None or _ACCOUNTS.search(head) is not None:
        return True
    return _is_paid_into(window, listed) or _differs(window, listed)


def is_called(window: Window, listed: BankList) -> bool:
    """Whether a word for accounts stands before the list, or before one of its first numbers: they are none of telephones then."""
    return any(is_labelled_in(window, listed, at) for at in range(len(listed.pairs[:_ASKED]))) or (
        _ACCOUNTS.search(_head(window, listed.start)) is not None
    )


def is_labelled_in(window: Window, listed: BankList, at: int) -> bool:
    """Whether a word for an account stands right before a number of a list, behind the one before it."""
    start = listed.pairs[at].member.start
    floor = listed.pairs[at - 1].member.end if at else listed.start - _HEAD_CHARS
    label = window.caller_before(start)
    return (
        label is not None
        and "account" in label.classes
        and label.end > floor
        and start - label.end <= LABEL_REACH
        and _END.search(window.raw, label.end, start) is None
        and _recorded().search(window.low, label.end, start) is None
        and not (window.low[label.start : label.end] == _NUMBER_OF and _THAI.search(window.low, max(0, label.start - 1), label.end + 1))
    )


_NUMBER_OF = "เลขที่"
_THAI = lazy_re.compile(rf"[ก-๎]{_NUMBER_OF}|{_NUMBER_OF}[ก-๎]")
"""The word for the number of a house, an account or a paper, where it is a part of another: ใบอนุญาตเลขที่, เลขที่สัญญา."""
_END = lazy_re.compile(r"[0-9]{4}|[^\W\d_]{4}\.\s|[!?]\s|[\u3002\u0964\u104b\u17d4]")
"""A number, or the end of a sentence: what stands before tells nothing of a list behind it."""
_ACCOUNTS = lazy_re.compile(r"(?<![a-z])accounts?(?= ?(?:[:(\n0-9]|are|below|for|details|\Z))")


def _head(window: Window, start: int) -> str:
    """Return the sentence or the heading right before a list."""
    begin = max(0, start - _HEAD_CHARS)
    return window.low[max((end.end() for end in _END.finditer(window.raw, begin, start)), default=begin) : start]


def _is_series(listed: BankList) -> bool:
    """Whether the numbers begin alike and are equally long, as those of orders and receipts are: accounts at two banks are not."""
    digits = {pair.member.digits for pair in listed.pairs}
    first = listed.pairs[0].member.digits
    return len(digits) > 1 and all(len(one) == len(first) and one.startswith(first[: len(first) // 2]) for one in digits)


def _is_paid_into(window: Window, listed: BankList) -> bool:
    """Whether a word for who has an account stands in the list, or an order to pay right behind it."""
    end = listed.end + _TAIL_CHARS
    if words_of("holder").search(window.low, listed.start, end) is not None:
        return True
    order = words_of("pay-into").search(window.low, listed.end, end)
    return order is not None and _END.search(window.low, order.end(), end) is None


def _differs(window: Window, listed: BankList) -> bool:
    """Whether the numbers are as unlike each other as accounts at several banks are, or a choice is given between them, each right beside a
    bank that has such, and nothing calls them or is counted by them. Orders, members and firms have numbers of one length; sums end with
    zeros.
    """
    digits = [pair.member.digits for pair in listed.pairs]
    chosen = all(words_of("or").search(window.low, one.until, other.begin) for one, other in pairwise(listed.pairs))
    if (len(set(map(len, digits))) < 2 and not chosen) or len(set(digits)) < len(digits) or any(one.endswith("00") for one in digits):
        return False
    for pair in listed.pairs:
        if pair.gap.level >= LINE or pair.gap.chars > _JOINT_CHARS or not (pair.name.pays or pair.name.has(pair.member.digits)):
            return False
        if _GOES_ON.match(window.text, pair.until):
            return False
    begin = window.low.rfind("\n", 0, listed.start) + 1
    label = window.caller_before(listed.start)
    return _OF_NAMES.fullmatch(window.text, begin, listed.start) is not None and (label is None or label.end <= begin)


_GOES_ON = lazy_re.compile(r" (?!or\b|and\b|atau\b|dan\b|o\b|at\b|hoặc\b|và\b)[a-zà-ÿ]")
"""A word in small letters: "44711823604 Maybank cards"."""
_OF_NAMES = lazy_re.compile(r"(?:(?:[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][\w.'-]{0,20} ){2,6}|[0-9]{1,2}[.)] ?)?\W{0,3}")
"""What may stand in the line before such a list: a name, or the number of the row."""


@cache
def _recorded() -> re.Pattern[str]:
    """Return what is said of payments that were made: their history, receipts and codes."""
    return compiled("payments", "recorded")
