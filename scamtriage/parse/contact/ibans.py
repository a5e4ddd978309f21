"""Accounts by their international number: "IBAN: DE16 3506 …". Their check digits show what they are; no bank's name is needed."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.checksums import iban_holds
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_CHARS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29, "BY": 28, "CH": 21,
    "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18,
    "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23,
    "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27,
    "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "MZ": 25, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24,
    "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}  # fmt: skip
"""The length of the numbers of each country, as in the registry of SWIFT."""
_HEAD = lazy_re.compile(r"[A-Z]{2}[0-9]{2}(?<![A-Za-z0-9_./=@-][A-Z0-9]{4})(?=[ -]?[0-9A-Z]{3})")
_GROUP = lazy_re.compile(r"[ -]?[0-9A-Z]")
_GOES_ON = lazy_re.compile(r"[0-9A-Za-z_@]|[ -]?[0-9]")
_FEWEST_DIGITS = 8
"""Besides the check digits. Keys of products and parts of encoded data have fewer."""
_EXAMPLES = frozenset((
    "GB29NWBK60161331926819", "GB82WEST12345698765432", "GB33BUKB20201555555555", "DE89370400440532013000",
    "DE91100000000123456789", "FR1420041010050500013M02606", "FR7630006000011234567890189", "ES9121000418450200051332",
    "NL91ABNA0417164300", "IE29AIBK93115212345678", "IT60X0542811101000000123456", "CH9300762011623852957",
    "BE68539007547034", "AT611904300234573201", "PT50000201231234567890154", "PL61109010140000071219812874",
    "SE4550000000058398257466", "NO9386011117947", "DK5000400440116243", "FI2112345600000785",
))  # fmt: skip
"""Numbers that registries, banks and handbooks print as examples."""
_REACH = 24
EXAMPLE = "example"


def find(window: Window) -> Iterator[Found]:
    """Yield every account of the right length whose check digits hold; one that only shows the form has the flag EXAMPLE.

    A number with a digit too few or wrong, even behind the word, is none: no bank takes it, and which digit is meant cannot be told.
    """
    taken = set()
    for start, end in (*_heads(window), *_loosely_written(window)):
        value = _MARKS.sub("", window.text[start:end]).upper()
        if start in taken or sum(map(str.isdigit, value)) < _FEWEST_DIGITS + 2 or not iban_holds(value):
            continue
        taken.add(start)
        shown = value in _EXAMPLES or words_of("examples").search(window.low, max(0, start - _REACH), start) is not None
        flags = (EXAMPLE,) if shown else ()
        yield Found(kind="bank-account", value=value, start=start, end=end, detail="IBAN", country=value[:2], flags=flags)


def _heads(window: Window) -> Iterator[tuple[int, int]]:
    """Yield where numbers stand that are written as banks write them, or beside the word for them."""
    for head in _HEAD.finditer(window.text):
        start = head.start()
        end = _end(window.text, start, _GROUP)
        if end > 0 and _is_told(window, start, end):
            yield start, end


def _loosely_written(window: Window) -> Iterator[tuple[int, int]]:
    """Yield where the first number behind each word for it stands, in letters and with marks of any kind: "IBAN/fr 76.1350-6100 …"."""
    for word in _WORD.finditer(window.low):
        head = _LOOSE_HEAD.search(window.low, word.end(), word.end() + 2 * _REACH)
        if head is not None and (end := _end(window.text, head.start(), _LOOSE_GROUP)) > 0:
            yield head.start(), end


_WORD = lazy_re.compile("iban")
_LOOSE_HEAD = lazy_re.compile(r"(?:(?<=iban)|(?<![a-z0-9_@]))[a-z]{2}[ .-]?[0-9]{2}(?=[\s./-]{0,2}[0-9a-z]{2})")
_LOOSE_GROUP = lazy_re.compile(r"[\s./-]{0,2}[0-9A-Za-z]")
_MARKS = lazy_re.compile(r"[\s./-]")


def _is_told(window: Window, start: int, end: int) -> bool:
    """Whether it is written in fours, or beside the word for it. The check digits of one in a hundred numbers of orders hold too."""
    written = window.text[start:end]
    if _IN_FOURS.fullmatch(written):
        return True
    return "iban" in window.low[max(0, start - 2 * _REACH) : start] or _CODE.search(window.low, end, end + 2 * _REACH) is not None


_IN_FOURS = lazy_re.compile(r"[A-Z]{2}[0-9]{2}(?:[ -][0-9A-Z]{4}){2,7}(?:[ -][0-9A-Z]{1,4})?")
_CODE = lazy_re.compile(r"(?<![a-z])(?:bic|swift)(?![a-z])")


def _end(text: str, start: int, group: re.Pattern[str]) -> int:
    """Return where a number ends that has as many letters and digits as those of its country, or -1 if the text has fewer or more."""
    at = start
    for _ in range(_CHARS.get(text[start : start + 2].upper(), 0)):
        match = group.match(text, at)
        if match is None:
            return -1
        at = match.end()
    return -1 if at == start or _GOES_ON.match(text, at) else at
