"""What a number or handle is for, where its line ends with it: "+66 81 234 5671 - WhatsApp", and below "+66 2 234 5674 - Head office".

A label belongs to the number behind it, as a rule. Here the next line has its own.
"""

import re
from functools import cache

from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_NUMBER = r"[+(]{0,2}[0-9](?:[0-9 ().-]|/(?=[0-9])){5,24}[0-9]\)?"
_BULLET = r"[^\w\n|+(@]{0,6}"
_LED = r"(?P<mark>[^\S\n][-:>(\[]?[^\S\n]?|[:>(\[][^\S\n]?|-[^\S\n])"
_NUMBER_FIRST = lazy_re.compile(rf"{_BULLET}{_NUMBER}{_LED}")
_PERSON_FIRST = lazy_re.compile(rf"{_BULLET}{_NUMBER}(?P<mark>[^\S\n]?[-:,]?[^\S\n])[^\d\n|()@:]{{2,40}}\(")
"""The number of somebody who is named: "012-345 6007 - Ms Lim (WhatsApp)"."""
_HANDLE_FIRST = lazy_re.compile(rf"{_BULLET}(?P<id>@[a-z0-9][a-z0-9._-]{{2,31}}){_LED}")
_NUMBER_ALONE = lazy_re.compile(rf"{_BULLET}{_NUMBER}[^\w\n|]{{0,4}}")
_LINE = lazy_re.compile(r"[^\n|]{0,60}")
_LINE_CHARS = 96
"""Most characters of such a line before the name at its end."""
_ENDS = lazy_re.compile(r"[^\w\n|:=>@+(]{0,4}")
_WORDS = lazy_re.compile(r"[^\d\n|@]{2,40}")
_MOST_LABELS = 6
_CALLS = frozenset(("phone",))


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"[^\w\n|:=>@+(]{{0,3}}(?:(?:{words_of('or', 'and').pattern})[^\S\n]?)?")


def number_before(window: Window, label: Label) -> int:
    """Where the number ends that begins the line which this label ends, alone or with others: "081 234 5678 - WhatsApp / Telegram"; -1 if
    it is no such line. What begins the next line with the mark of an account is the label's own, unless a dash joins it to the number."""
    return max(_first_of(window, label, begins, "mark") for begins in (_NUMBER_FIRST, _PERSON_FIRST))


def is_behind_handle(window: Window, label: Label) -> bool:
    """Whether a handle begins the line which this label ends: "@name_1 - Telegram"."""
    return _first_of(window, label, _HANDLE_FIRST, "id") >= 0


def _first_of(window: Window, label: Label, begins: re.Pattern[str], group: str) -> int:
    low, begin = window.low, _begin(window.low, label.start)
    first = begins.match(low, begin)
    if first is None or first.end() > label.start:
        return -1
    end = _labelled_to_end(window, first.end())
    if end < label.end:
        return -1
    handle = low[end : end + 3].lstrip("\n |")[:1] == "@"
    return first.end("id") if group == "id" else -1 if handle and first["mark"].isspace() else first.start("mark")


def _begin(low: str, at: int) -> int:
    """Where the line, or the cell of a row in one line, begins in which this character stands."""
    before = max(0, at - _LINE_CHARS)
    return max(low.rfind("\n", before, at), low.rfind("|", before, at)) + 1


def _labelled_to_end(window: Window, start: int) -> int:
    """Where the line ends if labels alone stand from `start` on; -1 if there is anything else, or nothing."""
    low, reached = window.low, start
    line = _LINE.match(low, start)
    for one in window.labels_near(start, before=0, after=_MOST_LABELS):
        if line is None or one.end > line.end():
            break
        if one.start > reached and (reached == start or _joins().fullmatch(low, reached, one.start) is None):
            return -1
        reached = max(reached, one.end)
    return line.end() if line is not None and reached > start and _ENDS.fullmatch(low, reached, line.end()) else -1


def named_behind(window: Window, end: int) -> frozenset[str]:
    """The classes of the labels that end the line of a number that begins it and ends here. Those of the next line are meant in cards of
    two lines, a number and below it what it is for, where a card stands above and no number below."""
    low = window.low
    begin = _begin(low, end)
    for begins in (_NUMBER_FIRST, _PERSON_FIRST):
        first = begins.match(low, begin)
        if first is not None and first.start("mark") == end and (stop := _labelled_to_end(window, first.end())) >= 0:
            handle = low[stop : stop + 3].lstrip("\n |")[:1] == "@" and first["mark"].isspace()
            return frozenset() if handle else _classes(window, end, stop)
    alone = _NUMBER_ALONE.match(low, begin)
    if alone is None or alone.end() < end or low[alone.end() : alone.end() + 1] != "\n" or not _is_below_a_card(low, begin):
        return frozenset()
    stop = _labelled_to_end(window, alone.end() + 1)
    below = "" if stop < 0 else low[stop : stop + _LINE_CHARS]
    return frozenset() if stop < 0 or any(c.isdigit() or c == "@" for c in below) else _classes(window, alone.end(), stop)


def _is_below_a_card(low: str, begin: int) -> bool:
    """Whether words stand on the line above the one that begins here, and above them a number alone."""
    if begin < 2:
        return False
    words = _begin(low, begin - 1)
    return (
        words > 1
        and _WORDS.fullmatch(low, words, begin - 1) is not None
        and _NUMBER_ALONE.fullmatch(low, _begin(low, words - 1), words - 1) is not None
    )


def _classes(window: Window, start: int, end: int) -> frozenset[str]:
    return frozenset().union(*[label.classes for label in window.labels_between(start, end)])


def is_below_number(window: Window, label: Label) -> bool:
    """Whether the label is alone on its line, below a line with nothing but a number that no line above names."""
    low, begin = window.low, _begin(window.low, label.start)
    if begin < 2 or low[begin - 1] != "\n" or _labelled_to_end(window, begin) < label.end:
        return False
    above = _begin(low, begin - 1)
    return _NUMBER_ALONE.fullmatch(low, above, begin - 1) is not None and not _is_labelled(window, above)


def _is_labelled(window: Window, begin: int) -> bool:
    """Whether the line above the one that begins here names what follows it. A heading such as "Contact us" is over all that follows."""
    if begin < 2 or window.low[begin - 1] != "\n":
        return False
    near = [label for label in window.labels_near(begin, before=1, after=0) if label.start >= _begin(window.low, begin - 1)]
    return any(label.classes != _CALLS or window.low[label.start : label.end] in channels().spelling["phone-head"] for label in near)
