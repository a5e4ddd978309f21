"""Whether digits behind a number are a time, a date or another number, and no last digits of the next line."""

import re
from functools import cache
from itertools import pairwise

from scamtriage.knowledge.language.phrases import expression
from scamtriage.records import lazy_re

_LINE_AND_NEXT = 2
_DIGITS_FOLLOW = lazy_re.compile(r"[.,:/-][0-9]| ?\([0-9]")
_CHAIN = lazy_re.compile(r"(?:/[0-9]{1,4}){1,6}(?![0-9/])")
"""Further endings, 40064896/97/98/99: as long as each other, and counting up, which the parts of no date do."""
_AREA_ENDS = lazy_re.compile(r"\) ?[0-9]{3}")
"""The bracket behind an area code that nothing opens, as Koreans write it: 02)545-7219."""
_NEXT_BEGINS = lazy_re.compile(r" - ?[0-9]{3}")
"""The rest of another number: "012 - 4478812 / 017 - 4478813"."""
_NEXT_LINE = lazy_re.compile(r" - ?([0-9]{3,4})(?![0-9-])")
SHORT_LINE = 2
"""Most digits of the end of a line that may be an hour, or a count."""
_HOURS_BEHIND = lazy_re.compile(
    r" ?\([0-9]{1,2}(?:[:.][0-9]{2})? ?(?:-|am|pm|น\.|h|โมง|pagi|tengah|petang|malam|giờ|sáng|jam|ng |点|點|时|時|시|बजे|ម៉ោង|နာရီ|ໂມງ)"
)
"""The hours of a line: 076 215 406-8 (08:30-17:30)."""
_LAST_HOUR = 24


def is_time(low: str, end: int, line: str, *, dashed: bool) -> bool:
    """Whether the text behind digits makes them a time, a decimal, a date or a new number: 08:30, 1.200, 3/2025, 03(1234)5679. `dashed`: a
    dash stands before them, and may before the next line: 3822 4567 - 4568 - 4569.
    """
    if _HOURS_BEHIND.match(low, end):
        return False
    if (
        dashed
        and len(line) > SHORT_LINE
        and (more := _NEXT_LINE.match(low, end)) is not None
        and len(more[1]) == len(line)
        and more[1] > line
    ):
        return False
    if _AREA_ENDS.match(low, end) or _NEXT_BEGINS.match(low, end):
        return True
    if not _DIGITS_FOLLOW.match(low, end):
        return False
    chain = _CHAIN.match(low, end)
    if chain is None:
        return True
    lines = [line, *chain[0].split("/")[1:]]
    return len(lines) > _LINE_AND_NEXT and any(len(line) != len(other) or line >= other for line, other in pairwise(lines))


def is_hour(low: str, end: int, digits: str) -> bool:
    """Whether digits behind "to" or a dash with spaces are an hour, since days follow. A range is glued: 4508~15，週一至週五."""
    return len(digits) <= SHORT_LINE and int(digits) <= _LAST_HOUR and _days_behind().match(low, end) is not None


@cache
def _days_behind() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]?[,;(|][^\S\n]?(?:{expression('around_contacts', 'days')})(?![a-z])")
