"""Short numbers of authorities and services (1441, 997, 1799, #9110), and impossible ones that only forgers write (+1441)."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.anchors import CALLS, calling_words
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.parse.contact.phone.forgeries import behind_calling_codes, is_forged
from scamtriage.parse.contact.phone.joints import clause_over, is_joined, is_listed, is_named_next
from scamtriage.parse.contact.phone.not_called import HOUSE_OF, ROAD_OR_BY, is_of_house, street, street_before, thing_before, time_before
from scamtriage.parse.contact.phone.regions import guessed, is_of_eight_digits
from scamtriage.parse.contact.phone.short_called import (
    GAP,
    beside_body,
    call_after,
    follows_number,
    is_adjacent,
    is_asked,
    is_called,
    is_called_in_bracket,
    of_office,
    right_behind,
)
from scamtriage.parse.contact.phone.short_numbers import (
    is_nationwide,
    is_parted_in,
    is_service,
    is_year,
    known_country,
    owner_beside,
    owner_of,
)
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_SHORT = lazy_re.compile(
    r"(?<![0-9a-z*$€£¥฿₫₱₩₹=&_~])(?<![0-9][.:-])(?<![^0-9][0-9]/)(?<![^0-9][0-9]{2}/)(?<![a-z][/-])([+#]?)"
    r"(13[0-9] [0-9]{3}|13(?: [0-9]{2}){2}|116 [0-9]{3}|3[0-24-69] [0-9]{2}|95[0-9]{5,6}|9-1-1|[0-9]{3,6})"
    r"(?![0-9a-z%])(?![.:*-][0-9]|/[0-9]{1,2}(?![0-9])|/[0-9]{4})(?!\s?-\s?[0-9]|\s?\([0-9]{2,4}\))"
)
_NEXT = lazy_re.compile("[+#0-9](?<![0-9a-z*$€£¥฿₫₱₩₹=&_~].)")
"""Where one may begin. It stands apart because `re` jumps to a set of characters only where nothing is asked of what stands before it."""


def _runs(low: str) -> Iterator[re.Match[str]]:
    """Yield what `_SHORT.finditer` does."""
    at = 0
    while (begin := _NEXT.search(low, at)) is not None:
        run = _SHORT.match(low, begin.start())
        at = begin.end() if run is None else run.end()
        if run is not None:
            yield run


@cache
def _unit() -> re.Pattern[str]:
    """Return the pattern of units after a number; countable nouns are included. A word for calls may begin like one: 95118 座机."""
    unlike = "|".join(re.escape(word) for word in calling_words() if not word.isascii() and words_of("units", "units-short").match(word))
    return re.compile(rf"[^\S\n]?(?!{words_of('units-none').pattern}|{unlike})(?:%|{words_of('units', 'units-short').pattern})")


_MORE_DIGITS = lazy_re.compile(r"[ -]{1,2}[0-9]")
_AREA_THEN = lazy_re.compile(r"\s?/\s?[0-9]")
"""The rest of a number behind its area code: 0951 / 408 39 100."""
_OF_DOCUMENT, _DOCUMENT_CHARS = lazy_re.compile(r"[0-9]{2,4}-[^\W\d_]{1,10}-\Z"), 16
"""The year and the office of a licence: 2024-금감원-0441."""
_CALL_OR_COUNT = lazy_re.compile(r"(?<![^\W\d_])[A-Za-z_][A-Za-z0-9_.]*\(\Z")


def _is_argument(window: Window, start: int, end: int) -> bool:
    """Whether the digits stand in a bracket right behind a word that calls nobody: setValue(123), "Straps(188)"."""
    if window.low[start - 1 : start] != "(" or window.low[end : end + 1] not in (")", ","):
        return False
    word = _CALL_OR_COUNT.search(window.text, max(0, start - 40), start)
    if word is None:
        return False
    label = window.caller_before(start)
    if label is not None and label.end == start - 1 and label.chain & CALLS and (label.start == word.start()):
        return False
    return right_behind(window, "emergency", start) is None


_MOBILE_DIGITS = 4  # #2948: can be dialled only from mobile phones
_AU_DIGITS = 6  # 13 11 14: only service numbers are written like this
_MOST_ELSEWHERE = 6  # longer ones are telephones, but for those of China: 95105105


def find(window: Window, regions: tuple[str, ...]) -> Iterator[Found]:
    """Yield the short numbers that a label or the table identifies as numbers to call."""
    if not (window.may_call or "+" in window.low):
        return
    seen: list[_Seen] = []
    for match in _runs(window.low):
        number = _looked_at(window, match, regions, seen[-1].end if seen and seen[-1].taken else -1)
        if number is not None:
            seen.append(number)
    for number, following in zip(reversed(seen[:-1]), reversed(seen[1:]), strict=True):
        if following.taken and number.owner and not number.sign:  # "112 or 1332": evidence for the second number counts for the first too
            number.taken = number.taken or is_joined(window.low[number.end : following.start])
    yield from (_found(number, regions) for number in seen if number.taken)
    if "+" in window.low:
        for impossible in behind_calling_codes(window.low):
            label = window.caller_before(impossible.start)
            if is_forged(window.low, impossible.start, called=is_called(window, label, impossible.start, known=True)):
                yield impossible


class _Seen(Struct):
    """A digit run that may be a short number, with the decision."""

    digits: str
    sign: str
    start: int
    end: int
    owner: tuple[str, str] | None
    taken: bool


def _looked_at(window: Window, match: re.Match[str], regions: tuple[str, ...], previous_end: int) -> _Seen | None:
    sign, digits = match[1], match[2].replace(*(("-", "") if "-" in match[2] else (" ", "")))
    start, end = match.span()
    if (start == 0 and not window.first) or _unit().match(window.low, end) or street().match(window.low, end):
        return None
    if " " in match[2] and not is_parted_in(regions[:1], digits):
        return None
    if "," in (window.low[start - 1 : start], window.low[end : end + 1]) and _is_sum(window.low, start, end, regions):
        return None
    number = "#" + digits if sign == "#" else digits
    before = window.low[max(0, start - 2 * GAP) : start]
    anywhere = sign == "+" or (is_nationwide(number) and not is_of_eight_digits(regions))
    owner = owner_of(number, regions, anywhere=anywhere) or owner_beside(number, before)
    service = sign != "+" and is_service(number, regions)
    if not (owner or service or ("hotline" in window.keys and len(digits) <= _MOST_ELSEWHERE)):
        return None
    if _MORE_DIGITS.match(window.low, end) and (not owner or owner[0] in guessed(regions)):
        return None  # 3611 2233: half of a longer number
    if _is_of_a_thing(window, digits, start, end, known=owner is not None):
        return None
    label = window.caller_before(start)
    if is_of_house(window, label, end):
        return None
    between = window.low[previous_end:start] if previous_end >= 0 else None
    called = is_called(window, label, start, known=owner is not None) or bool(call_after().match(window.low, end))
    if sign == "+":
        taken = bool(owner) and is_forged(window.low, start, called=called or (between is not None and is_listed(between, known=True)))
        return _Seen(digits, sign, start, end, owner, taken) if taken else None
    sure = owner is not None or (service and not is_year(digits))
    if sure and not called:
        called = (
            (between is not None and is_listed(between, known=owner is not None))
            or (between is not None and is_named_next(between, known=owner is not None))
            or follows_number(window, label, start, end)
            or ((owner is not None or len(digits) == _AU_DIGITS) and beside_body(window, start, end))
            or (owner is not None and (is_asked(window, start, end) or of_office(window.low, start, end)))
            or (owner is not None and owner_beside(number, before[-GAP:]) == owner)
            or ("(" in window.low[end : end + 2] and is_called_in_bracket(window, start, end))
            or (owner is not None and (sign == "#" or owner[1].lower() in window.low[max(0, start - max(GAP, len(owner[1]) + 4)) : start]))
        )
    adjacent = label is not None and "hotline" in label.classes and is_adjacent(window, label, start)
    if sign == "#":
        shaped = len(digits) == _MOBILE_DIGITS and clause_over().match(window.low, end) is not None
    else:
        shaped = len(digits) >= _MOBILE_DIGITS and not sign
    adjacent = adjacent and (service or (shaped and not is_year(digits)))
    return _Seen(digits, sign, start, end, owner, (called and sure) or adjacent)


def _is_of_a_thing(window: Window, digits: str, start: int, end: int, *, known: bool) -> bool:
    """Whether the digits are a part of something else: an area code, a house or a street, what a script is given, a document, a year.
    `known`: the number stands in the table.
    """
    if (digits[0] == "0" and _AREA_THEN.match(window.low, end)) or HOUSE_OF.match(window.text, end):
        return True
    if _is_argument(window, start, end) or _OF_DOCUMENT.search(window.low, max(0, start - _DOCUMENT_CHARS), start):
        return True
    if thing_before().search(window.low, max(0, start - 24), start) or street_before().search(window.low, max(0, start - 16), start):
        return True
    if is_year(digits) and time_before().search(window.low, max(0, start - 16), start):
        return True
    return not known and ROAD_OR_BY.search(window.low, max(0, start - 4), start) is not None


_SUM_REACH = 24
_SUM_STARTS = lazy_re.compile(r"(?:(?<=[^0-9,])|\A)[0-9][0-9,]*\Z")
_SUM_ENDS = lazy_re.compile(r"[0-9,]*")
_BEFORE_SUMS = frozenset("$€£¥฿₫₱₩₹=.-_~")


def _is_sum(low: str, start: int, end: int, regions: tuple[str, ...]) -> bool:
    """Whether commas join the digits to a sum (110,500), not to a list of short numbers ("Gọi 113,114,115")."""
    before = _SUM_STARTS.search(low[max(0, start - _SUM_REACH) : end])
    if before is None:
        return True
    first, last = end - len(before[0]), _SUM_ENDS.match(low, end, end + _SUM_REACH).end()  # type: ignore[union-attr]
    parts = [part for part in low[first:last].split(",") if part]
    if len(parts) == 1:
        return False
    return (
        low[max(0, first - 1) : first] in _BEFORE_SUMS
        or bool(_unit().match(low, last))
        or not all(owner_of(part, regions, anywhere=False) for part in parts)
    )


def _found(seen: _Seen, regions: tuple[str, ...]) -> Found:
    if seen.sign == "+" and seen.owner is not None:
        flags, value = ("impossible-short-code",), "+" + seen.digits
        return Found(kind="hotline", value=value, start=seen.start, end=seen.end, detail=seen.owner[1], flags=flags)
    number = seen.sign + seen.digits
    if seen.owner is None:
        return _service(number, regions, seen.start, seen.end)
    country, owner = seen.owner
    flags = ("official-hotline",)
    if country == "AU" and len(number) == _AU_DIGITS and (whole := libphonenumber.parse(number, country, possible=False)) is not None:
        number = whole.e164
    return Found(kind="hotline", value=number, start=seen.start, end=seen.end, detail=f"short, {owner}", country=country, flags=flags)


def _service(number: str, regions: tuple[str, ...], start: int, end: int) -> Found:
    """Return a company's short number. A six-digit Australian one is known to libphonenumber too and is given in E.164."""
    country = known_country(regions)
    whole = libphonenumber.parse(number, country, possible=False) if country == "AU" and len(number) == 6 else None
    value, detail = (whole.e164, whole.type) if whole is not None else (number, "short")
    return Found(kind="hotline", value=value, start=start, end=end, detail=detail, country=country)


def of_link(digits: str, regions: tuple[str, ...]) -> Found | None:
    """Read a tel: link to a short number."""
    plus = digits.startswith("+")
    short = digits.lstrip("+")
    if not 3 <= len(short) <= 6 or not short.lstrip("#*").isdigit():
        return None
    owner = owner_of(short, regions, anywhere=plus)
    if owner is None and short[0] == "0":
        return None  # tel:0123 is a template's; no service has such a number
    if plus:
        return Found(kind="hotline", value=digits, detail=owner[1] if owner else "", flags=("impossible-short-code",))
    country = owner[0] if owner else known_country(regions)
    return Found(
        kind="hotline",
        value=digits,
        detail=f"short, {owner[1]}" if owner else "short",
        country=country,
        flags=("official-hotline",) if owner else (),
    )
