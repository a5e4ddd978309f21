"""What shows that a short number is one to call: a label or a telephone before it, the service whose it is, a word for help."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression, words
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.anchors import CALLS
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.phone.joints import after_number, behind_stroke, body_then, clause_over
from scamtriage.parse.contact.phone.labels import without_hours
from scamtriage.parse.contact.phone.short_numbers import is_year
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


@cache
def call_after() -> re.Pattern[str]:
    """Return what marks the digits before it as a number to call."""
    behind = "|".join(word for word in words("short_numbers", "called_after") if word != "번")
    return re.compile(rf"\s?(?:(?:{behind})(?!s\b)|번으로|번\b|\(?(?:{expression('short_numbers', 'free_of_charge')}))")


_LINE_ENDS = lazy_re.compile(r"[0-9]+\s?(?:\n|\Z)")
_CLAUSE_ENDS = lazy_re.compile(r"[,;!?\n][\s]*[^\W\d_]|\. [^\W\d_]{3}|,\s?\Z|(?:\b[a-z]+\s){3}")
GAP = 26  # maximum characters between the label and a number of the table
_COLUMN_REACH = 80  # characters before a label searched for the heading of an extension column


def is_called(window: Window, label: Label | None, start: int, *, known: bool) -> bool:
    """Whether a phone label precedes in the same sentence, within GAP and without another number between.

    If the number is not in the table, the label must be in the same clause.
    """
    if label is None or not label.chain & CALLS or start - label.end > GAP:
        return False
    between = without_hours(window.low[label.end : start])
    if any(c.isdigit() for c in between) or "\n" in between.strip("\n :"):
        return False
    cell = between.endswith("\n") and _LINE_ENDS.match(window.low, start) is not None
    if not known and not cell and "hotline" not in label.chain and _CLAUSE_ENDS.search(between):
        return False
    return "\n" not in between or not words_of("extension").search(window.low, max(0, label.start - _COLUMN_REACH), start)


def follows_number(window: Window, label: Label | None, start: int, end: int) -> bool:
    """Whether a telephone that has a label precedes, with no more between than parts two numbers of one desk."""
    if label is None or not label.chain & CALLS or start - label.end > 2 * GAP:
        return False
    between = window.low[label.end : start]
    return after_number().match(between) is not None or (clause_over().match(window.low, end) is not None and behind_stroke(between))


def beside_body(window: Window, start: int, end: int) -> bool:
    """Whether an emergency service is named directly before or after the number: "công an 113", "191 (ตำรวจ)"."""
    if right_behind(window, "emergency", start) is not None:
        return True
    bodies = words_of("emergency")
    return window.low[end : end + 2].strip()[:1] in ("(", "-", ":") and bodies.search(window.low, end, end + GAP) is not None


def is_asked(window: Window, start: int, end: int) -> bool:
    """Whether a word for help or reporting precedes directly and the clause ends: "I-report sa 1326.", but not "report 1930"."""
    between = right_behind(window, "asking", start)
    if between is None or not clause_over().match(window.low, end):
        return False
    return bool(between.strip()) or not is_year(window.low[start:end])


_OFFICE = r"[가-힣]{2,14}(?:센터|상담소|상담원)"
_OFFICE_BEFORE, _OFFICE_BEHIND = lazy_re.compile(rf"{_OFFICE} ?\( ?\Z"), lazy_re.compile(rf" ?\(?{_OFFICE}")


def of_office(low: str, start: int, end: int) -> bool:
    """Whether the centre that answers a number of the table stands right beside it: 1372 소비자상담센터, 도박문제센터(1336)."""
    return _OFFICE_BEHIND.match(low, end) is not None or _OFFICE_BEFORE.search(low, max(0, start - GAP), start) is not None


def right_behind(window: Window, name: str, start: int) -> str | None:
    """Return the text between the last word of a word list and the number if it is only filler, else None."""
    last = max((match.end() for match in words_of(name).finditer(window.low, max(0, start - GAP), start)), default=-1)
    return window.low[last:start] if last >= 0 and body_then().fullmatch(window.low, last, start) else None


def is_adjacent(window: Window, label: Label, start: int) -> bool:
    """Whether a label stands right before the number."""
    between = without_hours(window.low[label.end : start])
    return len(between) <= 4 and not between.strip(" :.-\n)")


_ITEM, _ITEM_CHARS = lazy_re.compile(r"(?:\A|[\n,;|/•·])[\s*-]{0,3}\Z"), 5
_BRACKET = lazy_re.compile(r" ?\([^()0-9\n]{2,40}\)(?=\s{0,2}(?:[\n,;.|/•·]|\Z))")


def is_called_in_bracket(window: Window, start: int, end: int) -> bool:
    """Whether a number is an item of its own, which the bracket behind it says to call: "1441 (สายด่วน)", "95588（客服热线）"."""
    bracket = _BRACKET.match(window.low, end)
    if bracket is None or _ITEM.search(window.low, max(0, start - _ITEM_CHARS), start) is None:
        return False  # "คดีออนไลน์ 191 (โทรศัพท์)" is a count
    return any(label.classes & CALLS for label in window.labels_between(end, bracket.end()))
