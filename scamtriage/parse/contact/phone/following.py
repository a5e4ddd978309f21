"""Numbers written only by what differs from the previous one: last digits ("415 / 16"), or all after the area code."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.anchors import DIALLED
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.digit_groups import Group
from scamtriage.parse.contact.phone.hours import SHORT_LINE, is_hour, is_time
from scamtriage.parse.contact.phone.labels import WITH_NUMBERS, label_of
from scamtriage.parse.contact.phone.libphonenumber import Number, parse
from scamtriage.parse.contact.phone.same_area import parted
from scamtriage.parse.contact.phone.short_numbers import is_service, is_year, owner_of
from scamtriage.parse.contact.phone.surroundings import extension
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


@cache
def _ends() -> re.Pattern[str]:
    """Return marks of punctuation, the end, or the word of what comes next, with a colon or a number behind it. A word that counts is none:
    "/ 24 hours: open".
    """
    joined = rf"\s(?:{words_of('or', 'and').pattern})\s[+(]{{0,2}}[0-9]{{2}}"
    word = rf"\s(?!{words_of('units', 'units-short').pattern})[^\W\d_]{{2,12}} ?(?::|\(?0[0-9]{{1,3}}[ )-])"
    return re.compile(rf"\s*(?:[,.;:/~&()|-]|\Z|\n)|{joined}|{word}")


_MOST_ENDINGS = 6
_NEXT_LINES = 20
"""Digits closer than this to those that they replace are another line of the exchange, not a short number or a year."""
_CHANNELS = WITH_NUMBERS | {"phone", "hotline", "fax", "email"}
_HOURS = frozenset(("24", "7", "365"))
_MAILBOX = lazy_re.compile(r" [a-z][a-z0-9._-]{0,40}@[a-z0-9]")
"""An address behind a number, as in the head of a page."""


@cache
def _ending() -> re.Pattern[str]:
    """Return the pattern of an ending. "at" is excluded, because a time follows it."""
    return re.compile(
        rf"\s?(?:[/~]|(?P<list>[&,;]|(?!at\b)(?:{words_of('or', 'and').pattern}))|(?P<to>{words_of('up-to').pattern})) ?"
        r"(?P<few>[0-9]{1,4})(?![0-9])"
        r"|(?P<dash>-| - ?)(?P<lines>[0-9]{1,2}|(?<= )[0-9]{3,4})(?![0-9-])"
        rf"|\s?(?:[/,;&]|(?P<either>{words_of('or').pattern})|(?:{words_of('and').pattern})) ?"
        rf"(?P<line>[0-9]{{2}}(?!000)[0-9]{{3}})(?![0-9]|,-)"
    )


@cache
def _heads() -> frozenset[str]:
    """Return the first characters of all endings."""
    return frozenset("/~&,;-").union(word[0] for name in ("or", "and", "up-to") for word in channels().spelling[name])


class Ending(NamedTuple):
    """A number of which the text has only the last digits, at `start` to `end`."""

    number: Number
    start: int
    end: int
    between: bool = False
    """It lies between the first and the last of a range, and is not written at all."""


def endings(window: Window, first: Found, regions: tuple[str, ...], budget: LookupBudget) -> Iterator[Ending]:
    """Yield the numbers that differ from `first` only in their last digits, and those of a range between its two ends.

    Examples: "056-221 415 / 16", "… 415/16/17", "… 415-9", "… to 79".
    """
    before = ""  # the ending read last, which the next one may continue
    at = first.end
    if window.low[at : at + 2].lstrip()[:1] == "(" and (remark := _REMARK.match(window.low, at)) is not None:
        at = remark.end()
    if window.low[at : at + 2].strip()[:1] not in _heads():
        return
    for _ in range(_MOST_ENDINGS):
        match = _ending().match(window.low, at)
        if match is None:
            return
        digits = match["few"] or match["lines"] or match["line"]
        if is_time(window.low, match.end(), digits, dashed=match["dash"] is not None):
            return
        if (match["to"] or match["dash"] not in (None, "-")) and is_hour(window.low, match.end(), digits):
            return  # "… 4508 to 17, Monday to Friday"
        last = window.text[first.end - len(digits) : first.end]
        parted = not match["to"]  # "3734 to 37 or LINE …" may be more than two numbers
        if not (_is_last(window, match.end(), dashed=match["dash"] == "-", parted=parted) or _counts_on(window.low, match, digits, last)):
            return
        if match["line"] and not _is_line_of_five(window.text[first.start : first.end], digits, either=match["either"] is not None):
            return  # a postcode
        if (
            (
                digits in _HOURS
                and not (
                    match["to"]
                    or match[0].lstrip()[:1] == "~"
                    or _is_next(digits, last, rest=window.low[match.end() : match.end() + 3])
                    or _is_near(digits, last, match[0], rest=window.low[match.end() : match.end() + 3])
                    or (len(before) == len(digits) and _is_next(digits, before, rest=""))
                )
            )
            or not last.isdigit()
            or ((match["dash"] or match["to"]) and digits <= last)  # not "081-234-5678 ถึง 3"
            or (match["dash"] not in (None, "-") and not _is_apart(window.low, match.end(), digits, last, before))
        ):
            return
        if _stands_alone(digits, last, (first.country, *regions), listed=bool(match["list"])):
            return
        if not budget.spend():
            return
        number = parse(first.value[: -len(digits)] + digits, None, possible=False)
        if number is None or number.e164 == first.value:
            return
        if match["dash"] or match["to"] or match[0].lstrip()[:1] == "~":
            latest = before if len(before) == len(digits) else last
            yield from _between(number, latest, digits, match.end())
        yield Ending(number, match.end() - len(digits), match.end())
        at, before = match.end(), digits


def _is_apart(low: str, end: int, digits: str, last: str, before: str) -> bool:
    """Whether digits behind a dash with spaces end a range: they are near, and what has two of them is no house in an address or day."""
    if int(digits) - int(last) > _MOST_LINES:
        return False
    return len(digits) > SHORT_LINE or (not before and _nothing_behind().match(low, end) is not None)


@cache
def _nothing_behind() -> re.Pattern[str]:
    """Return the end of a list of numbers, or another whole number: "4471 - 72 hoặc 0918 …", "… - 72, fax: 028 …"."""
    return re.compile(
        rf" ?(?:[;|)\n]|\Z|(?:{words_of('or', 'and').pattern}) ?[(+]?0[0-9]|, ?(?:fax|faks|tel|mobile|hotline)[ .:]{{1,3}}[(+]?[0-9])"
    )


def _between(end: Number, first: str, last: str, at: int) -> Iterator[Ending]:
    """Yield the numbers between the ends of a range. They are of the same exchange as its ends, so that nothing is looked up."""
    if not 1 < int(last) - int(first) < _MOST_LINES:
        return
    head = end.e164[: -len(last)]
    for line in range(int(first) + 1, int(last)):
        yield Ending(replace(end, e164=f"{head}{line:0{len(last)}}"), at - len(last), at, between=True)


_MOST_LINES = 20
"""Of a range. Of one that is longer its ends alone are told: an exchange of an office has fewer, and a house's numbers may be more."""


def _is_next(digits: str, last: str, *, rest: str) -> bool:
    """Whether the digits count on from those that they replace, as lines of an exchange do: 1123/24, 4436/7. "24/7" says how long."""
    return last.isdigit() and int(digits) == int(last) + 1 and _WEEK.match(rest) is None


def _is_near(digits: str, last: str, written: str, *, rest: str) -> bool:
    """Whether the digits are another line of the same ten, right behind a stroke, and nothing is said of hours: 44926/24."""
    alike = len(digits) > 1 and digits[:-1] == last[:-1] and digits != last
    return alike and written[0] == "/" and written[1:] == digits and _NO_HOURS.match(rest) is not None


_NO_HOURS = lazy_re.compile(r"\Z|\s{0,2}(?:\n|[,;|)]|\Z)|\s(?:fax|faks|tel)")
_WEEK = lazy_re.compile(r" ?/ ?7(?![0-9])")


def _is_line_of_five(number: str, digits: str, *, either: bool) -> bool:
    """Whether the number is of a town whose lines have five digits, as in Indonesia and Germany, and these are of the same exchange, or
    stand behind a word for "or": neither a postcode nor a sum does.
    """
    area, local = parted(number, len(digits))
    return len(area) > 1 and (local[:_ALIKE_OF_FIVE] == digits[:_ALIKE_OF_FIVE] or (either and digits[0] != "0"))


_ALIKE_OF_FIVE = 2


_REMARK = lazy_re.compile(r"\([^()0-9\n]{1,12}\) ?(?=/ ?[0-9])| ?\( ?(?=(?:/ ?[0-9]{1,4} ?){1,6}\))")
"""What is said of the first line, 086-239-7415(代表)/7416, or the bracket around further endings: 0452-2744715(/16/17)."""


def prefixed(window: Window, last: Found, budget: LookupBudget) -> Iterator[tuple[Number, int, int]]:
    """Yield (number, start, end of its prefix) for the prefixes of other networks before one: "011/070 641 827" are two numbers."""
    if window.text[last.start - 1 : last.start] not in ("/", " ") or window.text[last.start] != "0":
        return
    before = _PREFIXES.search(window.text, max(0, last.start - _PREFIX_CHARS), last.start)
    head = _PREFIX.match(window.text, last.start, last.end)
    if before is None or head is None:
        return
    rest = window.text[head.end() : last.end]
    for prefix in _ONE_PREFIX.finditer(window.text, before.start(), last.start):
        number = parse(prefix[0] + rest, last.country, possible=False) if budget.spend() else None
        if number is not None and number.type == _MOBILE and number.country == last.country:
            yield number, prefix.start(), prefix.end()


_PREFIXES = lazy_re.compile(r"(?<![0-9/.,-])(?<![0-9] )(?:0[1-9][0-9]{1,2} ?/ ?){1,4}\Z")
_ONE_PREFIX, _PREFIX = lazy_re.compile(r"0[1-9][0-9]{1,2}"), lazy_re.compile(r"0[1-9][0-9]{1,2}(?=[ -])")
_PREFIX_CHARS, _MOBILE = 24, "mobile"


def _stands_alone(digits: str, last: str, countries: tuple[str, ...], *, listed: bool) -> bool:
    """Whether the digits are a separate number, not an ending: "02-123-4567 หรือ 1441", "9123 4567, 2026".

    That is a year or a short number of these countries. After a comma or a word, it is also anything whose first digit differs from the
    replaced one's.
    """
    if len(digits) < 3 or abs(int(digits) - int(last)) < _NEXT_LINES:
        return False
    if is_year(digits) or owner_of(digits, countries, anywhere=False) or any(is_service(digits, (country,)) for country in countries[:2]):
        return True
    return listed and digits[0] != last[0]


_NEXT_WITH_ZERO = lazy_re.compile(r"\s{1,9}\(?0[0-9]{0,3}[ )-]")


def _is_last(window: Window, end: int, *, dashed: bool, parted: bool) -> bool:
    """Whether the digits that end here count or name nothing: a separator follows, or the label of another number; behind the dash of a
    range also another number with its zero. `parted`: a word for "or" may part it from that label.
    """
    if dashed and _NEXT_WITH_ZERO.match(window.low, end):
        return True
    if _ends().match(window.low, end) or extension().match(window.low, end) or _MAILBOX.match(window.low, end):
        return True
    label = window.label_after(end)
    if label is None or not label.classes & _CHANNELS:
        return False
    return label.start - end <= 2 or (parted and _or().fullmatch(window.low, end, label.start) is not None)


@cache
def _or() -> re.Pattern[str]:
    """Return what parts a number from the label of the next: "02-580-3374-6 หรือมือถือ 081-…", "6221 4087 / 8 or WhatsApp 8114 …"."""
    return re.compile(rf"\s?(?:{words_of('or', 'and').pattern})\s?")


def _counts_on(low: str, match: re.Match[str], digits: str, last: str) -> bool:
    """Whether one digit behind a stroke is the next line, whatever word comes then, unless that counts: "Call 6221 4087/8 for a table"."""
    if len(digits) > 1 or match[0].strip()[0] != "/" or not _is_next(digits, last, rest=low[match.end() : match.end() + 3]):
        return False
    return _counted().match(low, match.end()) is None


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{words_of('units', 'units-short').pattern}|[0-9/%]|[^\W\d_]{{1,2}}(?![^\W\d_]))")


def is_listed(text: str, last: Found, start: int, digits: str, budget: LookupBudget) -> bool:
    """Whether the digits from `start` stand right behind a number: what is said of it holds for them. They are as long and begin alike, or
    are a mobile number of its country: "040 - 44751049, 9849695326".
    """
    if start - last.end > _LIST_MARK_CHARS or _LIST_MARK.fullmatch(text, last.end, start) is None:
        return False
    before = digits_of(text[last.start : last.end])
    if len(digits) == len(before) and digits[:_ALIKE] == before[:_ALIKE]:
        return True
    number = parse(digits, last.country, possible=False) if len(digits) in _MOBILE_DIGITS and budget.spend() else None
    return number is not None and number.type == _MOBILE


_MOBILE_DIGITS = range(9, 12)
_LIST_MARK = lazy_re.compile(r" ?[,;/|] ?\n? ?")
_LIST_MARK_CHARS, _ALIKE = 4, 3


def is_extended(window: Window, groups: list[Group], last: int, regions: tuple[str, ...]) -> bool:
    """Whether the last group of the run, behind a dash, is an extension as the Chinese write it: 0755-82774418-805.

    Without a word for calls the digits may be of anything.
    """
    text = window.text
    if last != len(groups) - 1 or not _CHINESE.intersection(regions[:1]) or text[groups[last - 1].end : groups[last].start] != "-":
        return False
    if not _EXTENSION.fullmatch(groups[last].digits) or not _CHINESE_LINE.fullmatch(text, groups[0].start, groups[last - 1].end):
        return False
    label = label_of(window, groups[0].start)
    return label is not None and bool(label.chain & DIALLED)


_CHINESE = frozenset(("CN", "TW"))
_EXTENSION = lazy_re.compile(r"[1-9][0-9]{2,4}")
_CHINESE_LINE = lazy_re.compile(
    r"(?:\(?0[1-9][0-9]{0,2}|(?:\+|00)?86[ -]?\(?0?\)?(?:10|2[0-9]|[3-9][0-9]{2})|(?:\+|00)?886[ -]?\(?0?\)?[2-8])"
    r"[) -]{1,2}[2-9][0-9]{2,3}[ -]?[0-9]{4}"
)
