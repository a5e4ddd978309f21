"""Which bank a number is an account at, by its name right before or behind it."""

from collections.abc import Callable

from scamtriage.knowledge.pages.contact_table import Bank, channels
from scamtriage.parse.contact.account_places import BANK_AFTER, BANK_BEFORE, HOLDER_LINE, NEAR_REGIONS
from scamtriage.parse.contact.label_words import Label, banks_of
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_OWN_NUMBER = lazy_re.compile(r"[ :.-]{0,3}[0-9]")  # in "…, BRI 0029" that bank has a number of its own
_LONG = lazy_re.compile(r"[0-9](?:[ -]?[0-9]){8}")
_OTHER_NUMBER = lazy_re.compile(r"[0-9][0-9 -]{6,}[^0-9]*(?:[^\W\d_]{3}|[\u0900-\u109f\u1780-\u17ff]{3})")
"""Text between a bank and a number: the bank's real account, then words about something else. Marks of vowels are no letters in Python."""

_SORT_CODE = lazy_re.compile(
    r"(?<![0-9-])[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9-])|[0-9]{3}-[0-9]{3}(?=[^0-9-])"
    r"|(?<=[Rr]outing) (?:no\.? |number )?[:#]? ?[0-9]{9}(?![0-9])"
)
EVERYDAY = {
    "하나": ("Hana", lazy_re.compile(r"[0-9]{3}-[0-9]{6}-[0-9]{5}")),
    "기업": ("IBK", lazy_re.compile(r"[0-9]{3}-[0-9]{6}-[0-9]{2}-[0-9]{3}")),
    "우리": ("Woori", lazy_re.compile(r"1[0-9]{3}-[0-9]{3}-[0-9]{6}")),
}
"""Banks whose names alone are everyday words ("one", "firm", "we"), and the form of their accounts."""
_EVERYDAY_CHARS = 4

ADJACENT = 16
"""Characters between a bank's name and an account that needs no word for one."""


def nearest_bank(
    window: Window, start: int, end: int, length: int, regions: Callable[[], tuple[str, ...]], spent: frozenset[int]
) -> tuple[Bank | None, int]:
    """Return (nearest bank whose accounts have this length, its distance); of banks of one name, that of the page's country.

    `spent`: starts of the names that are other numbers' (`bank_sides`).
    """
    best: tuple[Bank | None, int] = (None, 10_000)
    near = window.labels_near(start, before=8, after=4)
    before = [label for label in near if label.end <= start]
    for label in (*reversed(before), *near[len(before) :]):  # the nearest before it first: those beyond need not be looked at
        if label.start in spent:
            continue
        if label.end <= start:
            if start - label.end > BANK_BEFORE or start - label.end >= best[1] or bank_named(label, length, regions) is None:
                continue
            if _OTHER_NUMBER.search(_SORT_CODE.sub("", window.text[label.end : start])) or _is_of_row_before(window.text, label, start):
                continue
            distance, reach = start - label.end, BANK_BEFORE
        elif best[0] is not None and HOLDER_LINE.fullmatch(window.text, start - best[1], start):
            break  # the bank behind is of the next card
        elif label.start >= end and not (_OWN_NUMBER.match(window.text, label.end) or _LONG.search(window.text, end, label.start)):
            distance, reach = label.start - end + ADJACENT, BANK_AFTER  # a bank name after the number needs a label
        else:
            continue
        if distance > reach or distance >= best[1]:
            continue
        bank = bank_named(label, length, regions)
        if bank is not None:
            best = (bank, distance)
    return best


def bank_named(label: Label, length: int, regions: Callable[[], tuple[str, ...]]) -> Bank | None:
    """Return the bank of a name whose accounts have this length; of banks of one name, that of the page's country."""
    named = [bank for bank in banks_of(label) if length in bank.digits]
    near = regions()[:NEAR_REGIONS] if len(named) > 1 else ()
    return min(named, key=lambda bank: bank.country not in near, default=None)


def _is_of_row_before(text: str, label: Label, start: int) -> bool:
    """Whether a bank's name is that of a number before it, in a row above: "0441000611823 – Vietcombank", and below it another."""
    return "\n" in text[label.end : start] and _OWN_BEFORE.search(text, max(0, label.start - _OWN_CHARS), label.start) is not None


_OWN_BEFORE, _OWN_CHARS = lazy_re.compile(r"[0-9]{4} ?[–—|(-] ?(?:[^\W\d_][^0-9\n]{0,20})?\Z"), 32


def everyday_bank(text: str, start: int, written: str) -> Bank | None:
    """Return the bank whose name is an everyday word right before an account of its form."""
    name, form = EVERYDAY.get(text[max(0, start - _EVERYDAY_CHARS) : start].rstrip(" :")[-2:], ("", None))
    return next(one for one in channels().banks if one.name == name) if form is not None and form.fullmatch(written) else None
