"""Numbers of orders, parcels and documents by the heads of their columns, which the plain text of a page has lost."""

from collections.abc import Iterable

from scamtriage.parse.contact.fold import digits_of, fold
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.labels import label_of
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.parse.contact.windows import Window
from scamtriage.records.facts.contact import LOCAL_PHONE

OF_THINGS = "thing column"
"""The `where` of an extra with such numbers, one a line."""
_BY_DIGITS = frozenset(("phone", "hotline", LOCAL_PHONE, "wechat", "qq", "line", *BY_NUMBER))


def of_things(extras: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the digits of all numbers of things."""
    return frozenset(digits_of(fold(line)) for where, value in extras if where == OF_THINGS for line in value.split("\n"))


def is_below_head_of_thing(window: Window, found: Found, written: str, things: frozenset[str]) -> bool:
    """Whether the number stands below the head of a thing. A word of its own line for a telephone or a messenger says otherwise, one of
    the line before may be the next column's head.
    """
    if not things or found.kind not in _BY_DIGITS or digits_of(fold(written)) not in things:
        return False
    label = label_of(window, found.start)
    return label is None or "not-phone" in label.classes or "\n" in window.text[label.end : found.start]
