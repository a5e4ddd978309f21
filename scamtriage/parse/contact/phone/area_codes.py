"""Numbers whose area stands apart from them, behind a word for one: "869 307 (area code 0274)", or a row of its own, 区号 0731."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.parse.contact.anchors import DIALLED
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.phone.labels import label_of
from scamtriage.parse.contact.phone.libphonenumber import Number, parse
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

KEY = "area code"
"""The anchor of a word for an area code and the digits behind it."""
_LOCAL_DIGITS = range(5, 9)
_AREA = r"\(?(0(?: ?[0-9]){1,4})\)?(?![0-9])"
_BEFORE_CHARS = 160


@cache
def _area_behind() -> re.Pattern[str]:
    return re.compile(rf" ?[(,] ?(?:{expression('around_contacts', 'area_code')}) ?:? ?\(?(0[0-9]{{1,4}})(?![0-9])")


@cache
def _row_behind() -> re.Pattern[str]:
    return re.compile(rf"\s{{1,3}}(?:{expression('around_contacts', 'area_code')})[^\n0-9]{{0,40}}\n?[ :]{{0,2}}{_AREA}")


@cache
def _row_before() -> re.Pattern[str]:
    """Return the row of an area, and at most two rows of other numbers of the same office."""
    return re.compile(
        rf"(?<![^\W\d_])(?:{expression('around_contacts', 'area_code')})[^\n0-9]{{0,40}}\n?[ :]{{0,2}}{_AREA}"
        rf"(?:\s{{1,3}}[^\n0-9]{{2,30}}\n?[ :]{{0,2}}[1-9][0-9 -]{{4,8}}){{0,2}}\s{{1,3}}\Z"
    )


def with_area(window: Window, start: int, end: int, regions: tuple[str, ...], budget: LookupBudget) -> Number | None:
    """Return the fixed line from `start` to `end` whose area code stands behind it in a bracket, or in the row below or above."""
    if not regions or window.text[start] in "0+":
        return None
    digits = digits_of(window.text[start:end])
    if len(digits) not in _LOCAL_DIGITS:
        return None
    area = _area_behind().match(window.low, end) if window.text[end : end + 2].lstrip()[:1] in ("(", ",") else None
    if area is None and KEY in window.keys:
        label = label_of(window, start)
        if label is None or not label.chain & DIALLED or not _ends_with(window, label.end, start):
            return None
        area = _row_behind().match(window.low, end) or _row_before().search(window.low, max(0, label.start - _BEFORE_CHARS), label.start)
    if area is None or not budget.spend():
        return None
    number = parse(area[1].replace(" ", "") + digits, regions[0], possible=False)
    return number if number is not None and number.type == "fixed" and number.country == regions[0] else None


def _ends_with(window: Window, end: int, start: int) -> bool:
    """Whether the cell of a label, which ends at `end`, is followed by the number alone."""
    return _CELL.fullmatch(window.low, end, start) is not None


_CELL = lazy_re.compile(r"[^\n0-9:]{0,30}[:\n]\s?")
