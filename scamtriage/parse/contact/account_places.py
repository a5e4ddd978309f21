"""What stands around accounts of banks: counts behind a number, Chinese branches before one, names of banks, lines of a card."""

import re
from functools import cache

from scamtriage.knowledge.pages.contact_table import Bank, channels, words_of
from scamtriage.parse.contact.fold import fold
from scamtriage.parse.contact.windows import Window

HOLDER_LINE = re.compile(r"(?: ?\([^()\n]{1,40})?\)?\n[^0-9\n:]{3,48}\n ?")
A_LINE = re.compile(r"\n[^\n]*[^\W\d_][^\n]*\n")
"""What stands between the bank and the number on a card whose lines are the bank, its customer and the number; and any line."""


@cache
def points() -> re.Pattern[str]:
    """Return what is counted behind a number: "Maybank savings 1200450088 points"."""
    return re.compile(rf"[^\S\n](?=[a-z])(?!only|free)(?:{words_of('units', 'units-short').pattern})")


_BRANCH_THEN = re.compile(
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


_BARE_WORD = 2
_NAME = re.compile(r"[^0-9\n,;.|]{3,16}")


def is_name_of_bank(words: str) -> bool:
    """Whether the words between "account" and the number end with "bank", as names of East Asian banks do."""
    last = max((match.end() for match in words_of("bank").finditer(words)), default=0)
    return last == len(words) > _BARE_WORD and _NAME.fullmatch(words) is not None


def above(window: Window, position: int) -> str:
    """Return the lines above that of this place, in small letters, as far as a card with an account reaches and none of its numbers."""
    end = window.base + position
    text = fold(window.whole[max(0, end - _CARD_CHARS) : end]).lower()
    return _LONG.split(text[: text.rfind("\n") + 1])[-1]


def is_card(lines: str) -> bool:
    """Whether the lines above a number belong to an account: one speaks of a bank, one begins with a word for a branch or a holder."""
    return _line_of_card().search(lines) is not None and (words_of("bank").search(lines) is not None or bank_of_card(lines, 0) is not None)


def bank_of_card(lines: str, digits: int, countries: tuple[str, ...] = ()) -> Bank | None:
    """Return the last bank of the table in these lines whose accounts have so many digits, any if 0; of one name, that of these countries."""
    for label in reversed(Window(lines, lines, 0, True, "text", frozenset()).labels):
        named = [channels().banks[int(name[5:])] for name in sorted(label.classes) if name[:5] == "bank:"]
        named = [bank for bank in named if not digits or digits in bank.digits]
        if named:
            return min(named, key=lambda bank: bank.country not in countries)
    return None


_CARD_CHARS = 320
_LONG = re.compile(r"[0-9](?:[ -]?[0-9]){7,}")
"""A number as long as an account's, which is of another card."""


@cache
def _line_of_card() -> re.Pattern[str]:
    """Return the head of a line that gives the branch or the holder."""
    return re.compile(rf"(?:\A|\n)[^\w\n]{{0,4}}(?:{words_of('branch', 'holder').pattern})[^:\n]{{0,12}}[:\n-]")
