"""Accounts by their international number: "IBAN: DE16 3506 …". Their check digits show what they are; no bank's name is needed."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.checksums import iban_holds
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.windows import Window

_CHARS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28, "CH": 21, "CY": 28,
    "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GR": 27, "HR": 21,
    "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "MU": 30, "MZ": 25, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29,
    "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip
"""The length of the numbers of each country, as in the registry of SWIFT."""
_HEAD = re.compile(r"[A-Z]{2}[0-9]{2}(?<![A-Za-z0-9_./=@-][A-Z0-9]{4})(?=[ -]?[0-9A-Z]{3})")
_GROUP = re.compile(r"[ -]?[0-9A-Z]")
_GOES_ON = re.compile(r"[0-9A-Za-z_@]|[ -]?[0-9]")
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
    """Yield every account of the right length whose check digits hold; one that only shows the form has the flag EXAMPLE."""
    for head in _HEAD.finditer(window.text):
        country, start = head[0][:2], head.start()
        chars = _CHARS.get(country)
        end = _end(window.text, start, chars) if chars else -1
        if end < 0:
            continue
        value = re.sub("[ -]", "", window.text[start:end])
        if sum(map(str.isdigit, value)) < _FEWEST_DIGITS + 2 or not (_is_told(window, start, end) and iban_holds(value)):
            continue
        shown = value in _EXAMPLES or words_of("examples").search(window.low, max(0, start - _REACH), start) is not None
        flags = (EXAMPLE,) if shown else ()
        yield Found(kind="bank-account", value=value, start=start, end=end, detail="IBAN", country=country, flags=flags)


def _is_told(window: Window, start: int, end: int) -> bool:
    """Whether it is written in fours, or beside the word for it. The check digits of one in a hundred numbers of orders hold too."""
    written = window.text[start:end]
    if _IN_FOURS.fullmatch(written):
        return True
    return "iban" in window.low[max(0, start - 2 * _REACH) : start] or _CODE.search(window.low, end, end + 2 * _REACH) is not None


_IN_FOURS = re.compile(r"[A-Z]{2}[0-9]{2}(?:[ -][0-9A-Z]{4}){2,7}(?:[ -][0-9A-Z]{1,4})?")
_CODE = re.compile(r"(?<![a-z])(?:bic|swift)(?![a-z])")


def _end(text: str, start: int, chars: int) -> int:
    """Return where a number of so many letters and digits ends, or -1 if the text has fewer or more."""
    at = start
    for _ in range(chars):
        match = _GROUP.match(text, at)
        if match is None:
            return -1
        at = match.end()
    return -1 if _GOES_ON.match(text, at) else at
