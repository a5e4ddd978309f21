"""Cards of accounts: the bank stands some lines above the number, with those of its branch and the holder between."""

import re
from collections.abc import Callable
from functools import cache

from scamtriage.knowledge.pages.contact_table import Bank, words_of
from scamtriage.parse.contact.account_places import LEADING, MASKED
from scamtriage.parse.contact.bank_beside import bank_named
from scamtriage.parse.contact.fold import fold
from scamtriage.parse.contact.label_words import Label, banks_of
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_SHORTEST = 8
_CARD_CHARS = 320
_LONG = lazy_re.compile(r"[0-9](?:[ -]?[0-9]){7,}")
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
    return _line_of_card().search(lines) is not None and (words_of("bank").search(lines) is not None or any(map(banks_of, _labels(lines))))


_LOGOS_CHARS = 2_000


def banks_named(texts: tuple[str, ...]) -> tuple[Bank, ...]:
    """Return the banks of the table that short texts name, in order, such as those of pictures."""
    return tuple(bank for label in _labels(fold("\n".join(texts)[:_LOGOS_CHARS])) for bank in banks_of(label))


def bank_of_card(lines: str, length: int, regions: Callable[[], tuple[str, ...]]) -> Bank | None:
    """Return the last bank in these lines whose accounts have this length; of banks of one name, that of the page's country."""
    return next((bank for label in reversed(_labels(lines)) if (bank := bank_named(label, length, regions))), None)


def _labels(lines: str) -> list[Label]:
    return Window(lines, lines, 0, True, "text", frozenset()).labels


@cache
def _line_of_card() -> re.Pattern[str]:
    """Return the head of a line that gives the branch or the holder."""
    return re.compile(rf"(?:\A|\n)[^\w\n]{{0,4}}(?:{words_of('branch', 'holder').pattern})[^:\n]{{0,12}}[:\n-]")
