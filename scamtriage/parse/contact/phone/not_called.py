"""What stands around short digit runs that nobody calls: houses and streets, rooms, prices, years and hours."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import any_word, expression
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

TABLE = "short_numbers"
ROAD_OR_BY = lazy_re.compile(r"[가-힣](?:로|길) \Z")
"""Matches 둔산로 100 (a street), but also 전화기로 112 ("by"), so it does not rule out a number of the table."""
HOUSE_OF = lazy_re.compile(
    r" (?:[A-Z][A-Za-z'.-]{0,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Boulevard|Blvd|Lane"
    r"|Ln|Court|Ct|Way|Place|Pl|Highway|Hwy|Parkway|Pkwy)\b"
)
"""The street of a house number."""
_OF_ADDRESSES = frozenset(("contact", "contact us", "office", "liên hệ", "lh", "hubungi", "hubungi kami", "kontak"))
_NEXT_NAME = lazy_re.compile(r" [^\W\d_][^\W\d_][^,.;:0-9\n]{0,48}")
"""The street behind the number of a house, "Liên hệ: 113 Trần Phú", or whose number it is: "Contact 1930 National Helpline"."""


@cache
def street() -> re.Pattern[str]:
    """Return what stands behind the number of a house."""
    return re.compile(rf"\s?(?:{expression(TABLE, 'street')})")


@cache
def street_before() -> re.Pattern[str]:
    """Return what stands before the number of a house."""
    return re.compile(rf"(?:{expression(TABLE, 'street_before')})[\s.]*\Z")


@cache
def thing_before() -> re.Pattern[str]:
    """Return words before a number of a room, floor, extension, case, or price, or before several: "loc. 114/115", "ext. 114 to 118"."""
    several = rf"(?:[0-9]{{1,5}} ?(?:[/~-]|{words_of('up-to').pattern}) ?){{0,3}}"
    return re.compile(rf"(?:(?<![^\W\d_])(?:{expression(TABLE, 'thing')})|{expression(TABLE, 'thing_in')})[\s.:#]*{several}\Z")


@cache
def time_before() -> re.Pattern[str]:
    """Return what stands before a year or an hour: "founded in 1930", "0900 - 1930"."""
    since, until = any_word(TABLE, "since"), any_word(TABLE, "until")
    return re.compile(rf"(?<![^\W\d_])(?:{since})\s\Z|[0-2][0-9][0-5][0-9]\s?(?:[-–~]|{until})\s?\Z")


def is_of_house(window: Window, label: Label | None, end: int) -> bool:
    """Whether a word that addresses stand behind too is before the number, and a name that is no body's behind it."""
    if label is None or window.low[label.start : label.end] not in _OF_ADDRESSES:
        return False
    name = _NEXT_NAME.match(window.text, end)
    if name is None or not name[0][1].isupper() or words_of("emergency").search(window.low, end, name.end()):
        return False
    behind = window.labels_near(name.end(), before=4, after=0)
    return not any(one.start > end and "hotline" in one.classes and window.text[one.end : one.end + 1] not in (":", " ") for one in behind)
