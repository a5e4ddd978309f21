"""Accounts beside the number of their bank in its country's clearing, Russia's БИК, Germany's Bankleitzahl, or of its branch, Brazil's
agência. No bank need be named.
"""

import re
from collections.abc import Iterator

from scamtriage.parse.contact.account_places import ENDS
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_WORDS = ("бик", "счет", "счёт", "р/с", "blz", "bankleitzahl", "conta", "c/c")
_RUSSIAN = lazy_re.compile(rf"(?<![0-9.,/-])(?<![0-9] )40[0-9](?:[ .]?[0-9]){{2}}(?:[ .]?[0-9]){{15}}{ENDS}")
"""An account of a firm or a person: its first five digits are of the balance sheet, the next three of the currency."""
_CURRENCIES = frozenset(("810", "643", "840", "978", "156", "398", "756", "826"))
_BIK = lazy_re.compile(r"бик[^0-9\n]{0,12}\n?[^0-9\n]{0,4}(04[0-9](?: ?[0-9]){6})(?![0-9])")
_BIK_REACH, _WORD_CHARS = 260, 48
_RUSSIAN_WORD = lazy_re.compile(r"(?:р/сч?\b|рас(?:ч|четный|чётный|чет)?\.? ?сч|сч[её]т)[^0-9]*\Z")
_OF_BANK = lazy_re.compile(r"(?:к/сч?|корр?(?:еспондентский)?\.? ?/?сч)[^0-9]*\Z")
"""The account of the bank itself at the central bank."""
_WEIGHTS = (7, 1, 3)

_SORT_CODE = r"(?:blz|bankleitzahl)\.?[\s:]{0,3}[0-9]{3} ?[0-9]{3} ?[0-9]{2}(?![0-9])"
_GERMAN_NUMBER = r"(?P<number>[0-9](?: ?[0-9]){3,9})"
_GERMAN_WORD = r"(?<![a-z])(?:kto|konto|kontonummer|konto-?(?:nr|nummer))[.:]{0,2}[\s:]{0,3}"
_BETWEEN = r"[^0-9]{0,24}"
_GERMAN = (
    lazy_re.compile(rf"{_GERMAN_WORD}{_GERMAN_NUMBER}(?![0-9]){_BETWEEN}{_SORT_CODE}"),
    lazy_re.compile(rf"{_SORT_CODE}{_BETWEEN}{_GERMAN_WORD}{_GERMAN_NUMBER}{ENDS}"),
)
_BRAZILIAN = lazy_re.compile(
    r"(?<![^\W\d_])ag(?:\.|[eê]ncia)?[\s:.-]{0,4}(?:n[.º°o]{0,2} ?)?[0-9]{3,4}(?: ?- ?[0-9x])?[\s,;|/–-]{1,5}(?:e )?"
    r"(?:c/[cp]|cc|conta(?: corrente| poupan[cç]a)?)(?: (?:n[.º°o]{0,2}|número))?[\s:.-]{0,4}"
    r"(?P<number>[0-9]{4,9} ?- ?[0-9x]|[0-9]{1,2}(?:\.[0-9]{3}){1,2}-[0-9x]|[0-9]{5,9}(?! [a-zà-ú]))"
    rf"{ENDS}"
)
"""Brazil's branch and the account, of which many have no more than five digits and a check digit: "Ag. 0412 C/C 44120-3"."""


def find(window: Window) -> Iterator[Found]:
    """Yield such accounts. Where the bank's number stands near, those of Russia have a check digit, which must hold for it."""
    if not any(word in window.low for word in _WORDS):
        return
    for match in _RUSSIAN.finditer(window.text):
        digits = digits_of(match[0])
        if digits[5:8] in _CURRENCIES and _is_of_customer(window.low, match.start(), match.end(), digits):
            yield Found(kind="bank-account", value=digits, start=match.start(), end=match.end(), country="RU")
    if "blz" in window.low or "bankleitzahl" in window.low:
        for shape in _GERMAN:
            for match in shape.finditer(window.low):
                digits = match["number"].replace(" ", "")
                yield Found(kind="bank-account", value=digits, start=match.start("number"), end=match.end("number"), country="DE")
    if "ag" in window.low and ("conta" in window.low or "c/c" in window.low):
        for match in _BRAZILIAN.finditer(window.low):
            digits = re.sub(r"[^0-9x]", "", match["number"]).upper()
            if len(set(digits)) > 1:
                yield Found(kind="bank-account", value=digits, start=match.start("number"), end=match.end("number"), country="BR")


def _is_of_customer(low: str, start: int, end: int, digits: str) -> bool:
    before = low[max(0, start - _WORD_CHARS) : start]
    if _OF_BANK.search(before):
        return False
    behind = _BIK.search(low, end, end + _BIK_REACH)
    near = behind if behind is not None else _BIK.search(low, max(0, start - _BIK_REACH), start)
    if near is not None:
        return _holds(near[1].replace(" ", "")[-3:] + digits)
    return _RUSSIAN_WORD.search(before) is not None


def _holds(digits: str) -> bool:
    """Whether the check digit of an account holds behind the last three digits of its bank's number (Bank of Russia, 1997)."""
    return sum(int(digit) * _WEIGHTS[at % 3] % 10 for at, digit in enumerate(digits)) % 10 == 0
