"""Numbers that lack the area of the one before them: "07-556 1234 / 556 1235", "Tel. (0518) 214551 Fax. 214571"."""

import re
from functools import cache

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.anchors import DIALLED
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.labels import is_right_behind, label_of
from scamtriage.parse.contact.phone.libphonenumber import Number, parse
from scamtriage.parse.contact.phone.surroundings import extension
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


@cache
def _second_of_two() -> re.Pattern[str]:
    return re.compile(rf"(?: \(?hunting(?: lines?)?\)?| ?\([^()0-9\n]{{1,14}}\))?\s?(?:[/,;|-]|{words_of('or', 'and').pattern})\s?")


def sibling(window: Window, last: Found, start: int, end: int, budget: LookupBudget, *, lead: Found) -> Number | None:
    """Return the second number of "07-556 1234 / 556 1235", located at `start` to `end`, or None.

    It has the length of the first number, `lead`, without its area code, which it shares; `last` is the one right before it. After a dash
    it must also start like the first, since dates, sums and codes follow dashes too.
    """
    digits = digits_of(window.text[start:end])
    if (
        last.country == "BR"
        and last.kind == "phone"
        and len(digits) in _BRAZILIAN
        and _second_of_two().fullmatch(window.low, last.end, start)
    ):
        return parse(last.value[: len("+5583")] + digits, None, possible=False) if budget.spend() else None
    area, local = _area_of(window, lead, len(digits))
    if last.kind != "phone" or area[:1] not in ("0", "+") or not local:
        return None
    glued = window.text[lead.end - len(local) - 1 : lead.end - len(local)].isdigit()
    if glued and digits[0] != local[0]:
        return None
    if "-" in window.low[last.end : start] and digits[:_EXCHANGE_DIGITS] != digits_of(local)[:_EXCHANGE_DIGITS]:
        return None
    apart = _second_of_two().fullmatch(window.low, last.end, start) or is_next_line(
        window.low, last.end, start, end, window.text[lead.start : lead.end]
    )
    if not apart or not budget.spend():
        return None
    number = parse(area + digits, last.country, possible=False)
    return number if number is None or not glued or number.type == _FIXED else None


def is_next_line(text: str, last: int, start: int, end: int, lead: str) -> bool:
    """Whether nothing but spaces part two lines of one exchange, which end at `last` and begin at `start`: "0755-67318842 67314260".

    They have the first four digits behind the area of `lead` in common, the second is no day ("010-20268842 20261130"), and counts nothing.
    """
    between, digits = text[last:start], digits_of(text[start:end])
    if not between.isspace() or "\n" in between or len(between) > _WIDEST_GAP or len(digits) < _OF_CITY:
        return False
    before = digits_of(parted(lead, len(digits))[1])
    if digits[:_EXCHANGE_OF_CITY] != before[:_EXCHANGE_OF_CITY] or digits == before:
        return False
    return _DAY.fullmatch(digits) is None and (_NOT_COUNTED.match(text, end) is not None or extension().match(text, end) is not None)


_EXCHANGE_OF_CITY, _WIDEST_GAP = 4, 4
_NOT_COUNTED = lazy_re.compile(r"\W|\Z")
_DAY = lazy_re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")


def labelled_sibling(
    window: Window, last: Found, start: int, end: int, budget: LookupBudget, *, lead: Found
) -> tuple[Number, frozenset[str]] | None:
    """Return (the number, its classes) of "Tel. (0518) 214551 Fax. 214571", located at `start` to `end`, or None.

    A word for calls or for a fax stands right before it, and right behind `last`; it shares the area of `lead`, as in `sibling`. Where
    another word has the colon or the cell before, as a department's, or the word is for a hotline, it must also be of the same exchange:
    "总机：0757-86334417 急诊：86334419". Hotlines are numbers of their own as a rule: "Telp (0271) 714555 Hotline 150044".
    """
    digits = digits_of(window.text[start:end])
    area, local = _area_of(window, lead, len(digits))
    if lead.kind != "phone" or area[:1] not in ("0", "+") or not local or digits[0] == "0" or window.text[start] == "+":
        return None
    if start - last.end > _LABELLED_REACH:
        return None
    label = label_of(window, start)
    classes = label.chain & DIALLED if label is not None and is_right_behind(window, label, start) else frozenset()
    if classes and label is not None:
        between = window.low[last.end : label.start]
        if not classes & _OF_A_DESK and not _of_same_exchange(digits, local, _EXCHANGE_DIGITS):
            return None
    elif (word := _OTHER_WORD.search(window.low, last.end, start)) is not None and not (label and label.end > last.end):
        between = window.low[last.end : word.start()]
        alike = len(digits) - _COUNTED_ON if "\n" in word[0] else _EXCHANGE_DIGITS
        if len(digits) < _OF_CITY or not _of_same_exchange(digits, local, alike):
            return None
    else:
        return None
    if (inside := extension().match(between)) is not None:
        between = between[inside.end() :]
    if _APART.fullmatch(between) is None or not budget.spend():
        return None
    number = parse(area + digits, lead.country, possible=False)
    return (number, classes or frozenset(("phone",))) if number is not None and number.type == _FIXED else None


def _of_same_exchange(digits: str, local: str, alike: int) -> bool:
    return digits[:alike] == digits_of(local)[:alike]


_OF_A_DESK = frozenset(("phone", "fax"))
_LABELLED_REACH, _OF_CITY = 40, 7
"""Fewer digits than a city's lines have may count visitors or name a district."""
_OTHER_WORD = lazy_re.compile(r"[^\W\d_]{2,12}(?: [^\W\d_]{2,12})? ?(?:: ?|\n ?)\Z|(?<= )[\u4e00-\u9fff]{2,6} \Z")
_APART = lazy_re.compile(r"(?: ?#[0-9]{1,5}|-[0-9]{2,5}| ?\([^()0-9\n]{1,14}\))?[\s,;/|.()-]{0,4}")
"""An extension or a remark, "(hunting)", and marks of punctuation."""
_FIXED = "fixed"


def short_fax(window: Window, first: Found, end: int, budget: LookupBudget) -> tuple[Number, int, int] | None:
    """Return (number, start, end of its digits) of a fax line of few digits behind one of the same town, which ends at `end`: five of a
    small town, "(0542) 21234 Fax 21235", or those behind a dash that take the place of the last ones, "… 8447-4508, Fax -21".

    So few digits open no candidate of their own.
    """
    label = window.label_after(end)
    if label is None or "fax" not in label.classes or _BEFORE_FAX.fullmatch(window.low, end, label.start) is None:
        return None
    if (ending := _FAX_ENDING.match(window.low, label.end)) is not None:
        written = _EXTENSION_WRITTEN.search(window.text, first.start, first.end)
        replaced = len(ending[1] if written is None else written[1])
        number = parse(first.value[:-replaced] + ending[1], None, possible=False) if budget.spend() else None
        return (number, ending.start(1), ending.end()) if number is not None and number.type == first.detail == _FIXED else None
    match = _LINE_OF_FIVE.match(window.low, label.end)
    area, local = parted(window.text[first.start : first.end], 5)
    if match is None or len(area) < 2 or len(local) != 5 or not budget.spend():
        return None
    number = parse(area + match[1], first.country, possible=False)
    return (number, match.start(1), match.end()) if number is not None and number.type == _FIXED else None


_BEFORE_FAX = lazy_re.compile(r"[\s,;/.|-]{0,3}")
_FAX_ENDING = lazy_re.compile(r"[ :.]{0,3}-([0-9]{1,4})(?![0-9%]|[.,/:-][0-9]|[^\W\d_])")
_EXTENSION_WRITTEN = lazy_re.compile(r"(?<=[0-9])-([0-9]{1,3})\Z")
"""What the fax has in place of it: "+49 228 4474-0, Fax -21"."""
_LINE_OF_FIVE = lazy_re.compile(r"[\s:.-]{0,3}([1-9][0-9]{4})(?![0-9]|[.,-][0-9]|\s?/\s?[a-z]|\s?(?:per|rupiah|rp|ribu|lembar)\b)")
"""Not what a page of fax costs: "Fax 15000 per lembar", "Fax 15000/lembar"."""


_BRAZILIAN = (8, 9)
"""The digits of a line and of a mobile number in Brazil, which share an area: (83) 3341-8273 / 9 8827-4183."""
_EXCHANGE_DIGITS, _COUNTED_ON = 3, 3
"""The first digits that lines of one exchange have in common, and the last ones in which lines of one office differ."""


def _area_of(window: Window, lead: Found, local_digits: int) -> tuple[str, str]:
    """Return what `parted` does, with a plus and the calling code where the area has no zero, (855) 63 964 812, (495) 783-76-10, or
    where it is not today's: (08) 3822 1234 is +84 28 3822 1234.
    """
    written = window.text[lead.start : lead.end]
    area, local = parted(written, local_digits)
    head = lead.value[:-local_digits]
    if lead.country == "VN" and area and lead.value == head + digits_of(local):
        return head, local
    if not area and lead.detail == _FIXED and "+" + digits_of(written) == lead.value:
        return _glued(window, lead, local_digits)
    if area[:1] in ("", "0"):
        return area, local
    whole = lead.value == head + digits_of(local) and (area[0] == "+" or head == "+" + area or "(" in written)
    return (head if whole else area), local


def _glued(window: Window, lead: Found, local_digits: int) -> tuple[str, str]:
    """Return (area with its plus, local number) of one whose last group holds the area too, 977-14540920, if what follows begins alike."""
    last = _LAST_GROUP.search(window.text, lead.start, lead.end)
    if last is None or not _OF_CITY <= local_digits < len(last[0]):
        return "", ""
    return lead.value[:-local_digits], last[0][-local_digits:]


_LAST_GROUP = lazy_re.compile(r"[0-9]{8,12}\Z")


def parted(number: str, local_digits: int) -> tuple[str, str]:
    """Return (area code with prefix, local number) if a written number ends in a separate local part of this many digits; else ("", "").

    Older Thai pages part the trunk zero alone: 0-2719-4400.
    """
    at, left = len(number), local_digits
    while at > 0 and left > 0:
        at -= 1
        left -= number[at].isdigit()
    area = "".join(c for c in number[:at] if c in "+0123456789")
    return (area, number[at:]) if not left and (len(area) > 1 or area == "0") and not number[at - 1].isdigit() else ("", "")
