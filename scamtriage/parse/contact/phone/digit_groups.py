"""The groups of digits in a run, and where among them a number ends: before hours, behind a sentence, not within a longer run."""

import re
from itertools import pairwise

from msgspec import Struct

from scamtriage.records import lazy_re

FEWEST_LOCAL_DIGITS = 6
"""Of a number without its area code; four digits may be a year."""


class Group(Struct, frozen=True):
    """Digits that nothing parts, and their place in the text, with brackets and plus."""

    digits: str
    start: int
    end: int


def keycaps(groups: list[Group], *, scores: bool) -> list[Group]:
    """Merge a row of single digits, such as key-cap emoji, into one group. Where no scores are expected, it may stand behind a prefix:
    020 5 9 7 7 2 1 3 0.
    """
    first = len(groups)
    while first and len(groups[first - 1].digits) == 1:
        first -= 1
    behind_prefix = not scores and first == 1 and groups[0].digits[0] == "0" and 1 < len(groups[0].digits) <= _PREFIX_DIGITS
    row = "".join(group.digits for group in groups[first:])
    if len(row) < (_FEWEST_BEHIND_PREFIX if behind_prefix else _FEWEST_KEYCAPS) or (first and not behind_prefix):
        return groups
    if behind_prefix and (row in _COUNTED or row[::-1] in _COUNTED):
        return groups
    return [*groups[:first], Group(row, groups[first].start, groups[-1].end)]


_FEWEST_KEYCAPS, _FEWEST_BEHIND_PREFIX, _PREFIX_DIGITS = 7, 6, 4
_COUNTED = "0123456789"
"""Days or steps: 07 1 2 3 4 5 6 7 8."""


def up_to_dash(text: str, groups: list[Group]) -> list[Group]:
    """Return the groups before the next dash with spaces around it."""
    gaps = (text[one.end : other.start] for one, other in pairwise(groups))
    return groups[: next((at for at, gap in enumerate(gaps, 1) if gap == " - "), len(groups))]


def opens_only(text: str, group: Group) -> bool:
    """Whether the group opens a bracket that it does not close."""
    return text[group.start] == "(" and text[group.end - 1] != ")"


def ends_before(text: str, part: list[Group]) -> bool:
    """Whether a sentence ends before the last group: the only full stop between the groups, a space, and enough digits before it."""
    if text[part[-2].end : part[-1].start] != ". ":
        return False
    earlier = (text[one.end : other.start] for one, other in pairwise(part[:-1]))
    return not any("." in gap for gap in earlier) and sum(len(group.digits) for group in part[:-1]) >= _WHOLE_DIGITS


_WHOLE_DIGITS = 10
"""Fewer may be the beginning of a number that a full stop parts: +39 02 1234. 5678."""


def hours_behind(text: str, part: list[Group]) -> bool:
    """Whether the last group is the first of hours: "1-800-275-8777 24/7"."""
    gaps = [text[one.end : other.start] for one, other in pairwise(part)]
    hours = len(gaps) > 2 and gaps[-1] == " " and len(part[-1].digits) <= 2 and set(gaps[:-1]) == {"-"}
    return hours and (part[-1].digits == "24" or _TIME_GOES_ON.match(text, part[-1].end) is not None)


_TIME_GOES_ON = lazy_re.compile(r"[:/.][0-9]| ?(?:[ap]\.?m|hrs?|hours?|h\b|-|giờ|jam|น\.|ชม)", re.IGNORECASE)


def is_glued(text: str, groups: list[Group], at: int) -> bool:
    """Whether group `at` follows the previous one without a space."""
    if at >= len(groups):
        return False
    between = text[groups[at - 1].end : groups[at].start]
    if text[groups[at].start] == "+" or "(" in text[groups[at].start : groups[at].start + 1]:
        return False
    return " " not in between and not (len(groups[at].digits) <= 2 and between == "-")  # 02-123-4567-9: a range of lines


def is_cut(text: str, groups: list[Group], first: int, last: int) -> bool:
    """Whether the groups are only the start of a longer run: 9123 4567 of "9123 4567 8901".

    A number with a trunk zero or a plus shows where it starts, so that an extension may follow it; a second number is longer. One with
    dashes ends where they end, and what has a word or a unit behind it counts or names something: "1588-1234 365일", "650 Jurong Road".
    """
    if last == len(groups) or groups[first].digits[0] == "0" or text[groups[first].start] == "+":
        return False
    rest = groups[last:]
    if any("-" in text[one.end : other.start] for one, other in pairwise(groups[first:last])) or _COUNTS.match(text, rest[-1].end):
        return False
    return (
        text[groups[last - 1].end : rest[0].start] == " "
        and text[rest[0].start].isdigit()
        and rest[0].digits[0] != "0"
        and _FEWEST_CUT <= sum(len(group.digits) for group in rest) < FEWEST_LOCAL_DIGITS
    )


_FEWEST_CUT = 3
"""Fewer digits after a number may be hours or a count."""
_COUNTS = lazy_re.compile(r" ?[^\W\d_]|%")


def is_beginning(text: str, groups: list[Group], first: int, last: int) -> bool:
    """Whether the groups are too few for a number with a zero, and go on: 020 7183 of "020 7183 8750", 0532 123 45 of "0532 123 45 67".

    Where the country is only guessed, the longer run is a number of one that is not.
    """
    if last == len(groups) or groups[first].digits[0] != "0":
        return False
    if groups[last].digits[0] == "0" and sum(len(group.digits) for group in groups[last:]) >= _FEWEST_WITH_TRUNK:
        return False  # another number
    few = sum(len(group.digits) for group in groups[first:last]) < _FEWEST_WITH_TRUNK
    paired = last == len(groups) - 1 and len(groups[last].digits) == len(groups[last - 1].digits) == _PAIR
    return (few or paired) and text[groups[last - 1].end : groups[last].start] in (" ", "-")


_FEWEST_WITH_TRUNK, _PAIR = 9, 2
