"""Local numbers whose country or area cannot be told: they are listed as they are written, and are nobody's number for any rule.

A word for a telephone must stand right before them. Of an English page under .com "Tel. 0917 555 1234" may be of many countries, and a
guessed one would make it a stranger's. So is a number beside words in the language of another country than the text's.
"""

from collections.abc import Sequence

from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.phone.labels import is_right_behind, label_of
from scamtriage.parse.contact.phone.letters import countries_of, countries_of_messenger
from scamtriage.parse.contact.phone.libphonenumber import Number, parse
from scamtriage.parse.contact.phone.numbered import is_of_a_thing
from scamtriage.parse.contact.phone.regions import Regions, home_of, in_passing
from scamtriage.parse.contact.phone.shape import is_drawn, is_example, is_something_else, payee_or_unit_around
from scamtriage.parse.contact.phone.surroundings import extension
from scamtriage.parse.contact.setting_names import BY_NUMBER_ALONE
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re
from scamtriage.records.facts.contact import LOCAL_PHONE

_LEAST, _MOST = 7, 11
_MOST_WITH_TRUNK = 13
"""Mobile numbers of Indonesia, 0812-7744-12089, are longer than all others."""
_FEWEST_WITH_TRUNK = 8
"""Digits of a national number. With a zero before the area it has more than without an area."""
_CALLED = frozenset(("phone", "hotline", "fax", *BY_NUMBER_ALONE))
_LAST_GROUP = 4
_COUNTED = "01234567890 09876543210"
"""Digits in order, as in a template."""
_CLOCK = lazy_re.compile(r"(?:[01][0-9]|2[0-4])[0-5][05]")
_YEAR = lazy_re.compile(r"(?:19|20)[0-9]{2}")
_BEHIND = lazy_re.compile(r"[^\S\n]?[/-][^\S\n]?[0-9]")


def unplaced(window: Window, groups: Sequence[str], start: int, end: int, regions: tuple[str, ...]) -> Found | None:
    """Return the number that these groups of digits are, from `start` to `end`, if the page tells no country, or if an extension behind
    it shows that it lacks its area: "463-8127 local 204". None if they may be anything else.
    """
    placed = home_of(regions) and not in_passing(regions)
    if (placed and extension().match(window.low, end) is None) or window.place == "script":
        return None
    digits, raw = "".join(groups), window.text[start:end]
    if _is_time(groups):
        return None
    if not _is_spelled_so(digits, groups, raw) or _BEHIND.match(window.text, end):
        return None
    label = label_of(window, start)
    if label is None or not label.chain & _CALLED or "not-phone" in label.classes or not is_right_behind(window, label, start):
        return None
    if payee_or_unit_around(window.low, start, end, called=True, follows=False) or is_something_else(raw, list(groups), called=True):
        return None
    if is_example(window.low, start, digits, called=True) or is_drawn(window.low, start, list(groups)):
        return None
    if is_of_a_thing(window.low, start, grouped=len(groups) > 1):
        return None
    return as_written(raw, start, end)


def is_of_others(
    window: Window, label: Label | None, start: int, end: int, digits: str, number: Number, regions: tuple[str, ...], budget: LookupBudget
) -> bool:
    """Whether a number that was read in the country of the page's language may as well be of another, in whose language the words beside it
    are: "Zalo 0912 345 678" in a report in Thai, or a line in Vietnamese. Under a country's suffix only one that is nobody's there may."""
    if not isinstance(regions, Regions) or (number.assigned and not regions.by_language):
        return False
    low = window.low
    line = low.rfind("\n", max(0, start - _MOST_BEFORE), start) + 1 or max(0, start - _MOST_BEFORE)
    behind = low[end : end + _MOST_BEHIND].partition("\n")[0]
    said = low[label.start : start] if label is not None else ""
    told = countries_of_messenger(said) or (countries_of(said) if "\n" not in said else frozenset[str]())
    told = told or countries_of(low[line:start] + " " + behind) or countries_of(said)
    if number.country in told and number.assigned:
        return False
    return any(budget.spend() and parse(digits, country, possible=False) is not None for country in sorted(told))


_MOST_BEFORE, _MOST_BEHIND = 80, 40
"""Characters of a line that are looked at for its language."""


def as_written(raw: str, start: int, end: int) -> Found:
    """Return a number as it is written, which is nobody's for any rule."""
    return Found(kind=LOCAL_PHONE, value=" ".join(raw.split()), start=start, end=end)


def of_link(digits: str, regions: tuple[str, ...]) -> Found | None:
    """Return the number of a tel: link, which shows by itself that it is one, if the page tells no country."""
    if (
        not isinstance(regions, Regions)
        or (home_of(regions) and not in_passing(regions))
        or not _LEAST <= len(digits) <= _most(digits)
        or digits in _COUNTED
        or digits.endswith("0000000")
    ):
        return None
    return Found(kind=LOCAL_PHONE, value=digits)


def _most(digits: str) -> int:
    return _MOST_WITH_TRUNK if digits.startswith("08") else _MOST


def _is_time(groups: Sequence[str]) -> bool:
    """Whether the groups are hours (0830 - 1730), years (2019 2024) or a date (24 11 2026)."""
    if len(groups) == 2:
        return groups[0] < groups[1] and (all(map(_CLOCK.fullmatch, groups)) or all(map(_YEAR.fullmatch, groups)))
    return len(groups) == 3 and _YEAR.fullmatch(groups[-1]) is not None and all(int(group) <= 31 for group in groups[:-1])


def _is_spelled_so(digits: str, groups: Sequence[str], raw: str) -> bool:
    """Whether the digits are as many as of a number, with a trunk zero or an area in brackets, or grouped as subscribers' numbers are."""
    if raw.startswith("+") or not _LEAST <= len(digits) <= _most(digits):
        return False
    if digits[0] == "0" or raw[0] == "(":
        return len(digits) >= _FEWEST_WITH_TRUNK and digits[:2] != "00" and (len(groups) < 2 or max(map(len, groups)) > 1)
    return 1 < len(groups) < 4 and len(groups[-1]) == _LAST_GROUP and all(2 <= len(group) <= _LAST_GROUP for group in groups)
