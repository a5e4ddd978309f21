"""Cards of accounts: the bank stands some lines above the number, with those of its branch and the holder between."""

import re
from functools import cache

from scamtriage.knowledge.pages.contact_table import Bank, channels, words_of
from scamtriage.parse.contact.account_places import LEADING, MASKED
from scamtriage.parse.contact.fold import fold
from scamtriage.parse.contact.windows import Window

_SHORTEST = 8
_CARD_CHARS = 320
_LONG = re.compile(r"[0-9](?:[ -]?[0-9]){7,}")
"""A number as long as an account's, which is of another card."""


def has_card(window: Window) -> bool:
    """Whether lines above a word for an account are a card's, though they stand further above than the window reaches."""
    return any("account" in label.classes and _is_card(_above(window, label.start)) for label in window.labels)


def card_of(window: Window, start: int, end: int) -> str:
    """Return the lines above the number of a card, in small letters, "" if it is none's. A word for an account stands right before it."""
    label = window.caller_before(start)
    if label is None or "account" not in label.classes or window.text[label.end : start].strip(LEADING):
        return ""
    if end - start < _SHORTEST or MASKED.match(window.low, end):
        return ""
    lines = _above(window, label.start)
    return lines if _is_card(lines) else ""


def _above(window: Window, position: int) -> str:
    """Return the lines above that of this place, in small letters, as far as a card reaches and none of its numbers."""
    end = window.base + position
    text = fold(window.whole[max(0, end - _CARD_CHARS) : end]).lower()
    return _LONG.split(text[: text.rfind("\n") + 1])[-1]


def _is_card(lines: str) -> bool:
    """Whether one line speaks of a bank, and one begins with a word for a branch or a holder."""
    return _line_of_card().search(lines) is not None and (words_of("bank").search(lines) is not None or bank_of_card(lines, 0) is not None)


_LOGOS_CHARS = 2_000


def banks_named(texts: tuple[str, ...]) -> tuple[Bank, ...]:
    """Return the banks of the table that short texts name, in order, such as those of pictures."""
    lines = fold("\n".join(texts)[:_LOGOS_CHARS])
    names = (name for label in Window(lines, lines, 0, True, "text", frozenset()).labels for name in sorted(label.classes))
    return tuple(channels().banks[int(name[5:])] for name in names if name[:5] == "bank:")


def bank_of_card(lines: str, digits: int, countries: tuple[str, ...] = ()) -> Bank | None:
    """Return the last bank of the table in these lines, if `digits` is not 0 one whose accounts have so many.

    Of banks of one name it is that of one of the countries.
    """
    for label in reversed(Window(lines, lines, 0, True, "text", frozenset()).labels):
        named = [channels().banks[int(name[5:])] for name in sorted(label.classes) if name[:5] == "bank:"]
        named = [bank for bank in named if not digits or digits in bank.digits]
        if named:
            return min(named, key=lambda bank: bank.country not in countries)
    return None


@cache
def _line_of_card() -> re.Pattern[str]:
    """Return the head of a line that gives the branch or the holder."""
    return re.compile(rf"(?:\A|\n)[^\w\n]{{0,4}}(?:{words_of('branch', 'holder').pattern})[^:\n]{{0,12}}[:\n-]")
