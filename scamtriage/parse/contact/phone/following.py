"""Numbers written only by what differs from the previous one: last digits ("415 / 16"), or all after the area code."""

import re
from collections.abc import Iterator
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.digit_groups import Group
from scamtriage.parse.contact.phone.labels import WITH_NUMBERS, is_right_behind, label_of
from scamtriage.parse.contact.phone.libphonenumber import Number, parse
from scamtriage.parse.contact.phone.national import LookupBudget
from scamtriage.parse.contact.phone.short_numbers import is_service, is_year, owner_of
from scamtriage.parse.contact.phone.surroundings import extension
from scamtriage.parse.contact.windows import Window

_ENDS = re.compile(r"\s*(?:[,.;:/~&()|-]|\Z|\n)|\s[^\W\d_]{2,12} ?:")
"""Marks of punctuation, the end, or the word and the colon of what comes next."""
_MOST_ENDINGS = 6
_NEXT_LINES = 20
"""Digits closer than this to those that they replace are another line of the exchange, not a short number or a year."""
_CHANNELS = WITH_NUMBERS | {"phone", "hotline", "fax", "email"}
_HOURS = frozenset(("24", "7", "365"))
_MAILBOX = re.compile(r" [a-z][a-z0-9._-]{0,40}@[a-z0-9]")
"""An address behind a number, as in the head of a page."""


@cache
def _ending() -> re.Pattern[str]:
    """Return the pattern of an ending. "at" is excluded, because a time follows it."""
    return re.compile(
        rf"\s?(?:[/~]|(?P<list>[&,;]|(?!at\b)(?:{words_of('or', 'and').pattern}))|(?P<to>{words_of('up-to').pattern})) ?"
        r"(?P<few>[0-9]{1,4})(?![0-9])"
        r"|(?P<dash>-)(?P<lines>[0-9]{1,2})(?![0-9-])"
        rf"|\s?(?:[/,;&]|(?:{words_of('or', 'and').pattern})) ?(?P<line>[0-9]{{2}}(?!000)[0-9]{{3}})(?![0-9]|,-)"
    )


@cache
def _heads() -> frozenset[str]:
    """Return the first characters of all endings."""
    return frozenset("/~&,;-").union(word[0] for name in ("or", "and", "up-to") for word in channels().spelling[name])


@cache
def _second_of_two() -> re.Pattern[str]:
    return re.compile(rf"(?: \(?hunting(?: lines?)?\)?)?\s?(?:[/,;|-]|{words_of('or', 'and').pattern})\s?")


def endings(window: Window, first: Found, regions: tuple[str, ...], purse: LookupBudget) -> Iterator[tuple[Number, int, int]]:
    """Yield (number, start, end of its digits) for numbers that differ from `first` only in their last digits.

    Examples: "056-221 415 / 16", "… to 79".
    """
    at = first.end
    if window.low[at : at + 1] == "(" and (remark := _REMARK.match(window.low, at)) is not None:
        at = remark.end()
    if window.low[at : at + 2].strip()[:1] not in _heads():
        return
    for _ in range(_MOST_ENDINGS):
        match = _ending().match(window.low, at)
        if match is None or _is_time(window.low, match.end()) or not _is_last(window, match.end()):
            return
        digits = match["few"] or match["lines"] or match["line"]
        last = window.text[first.end - len(digits) : first.end]
        if match["line"] and not _is_line_of_five(window.text[first.start : first.end], digits):
            return  # a postcode
        if (
            (digits in _HOURS and not (match["to"] or match[0].lstrip()[:1] == "~" or _is_next(digits, last)))
            or not last.isdigit()
            or ((match["dash"] or match["to"]) and digits <= last)  # not "081-234-5678 ถึง 3"
        ):
            return
        if _stands_alone(digits, last, (first.country, *regions), listed=bool(match["list"])):
            return
        if not purse.spend():
            return
        number = parse(first.value[: -len(digits)] + digits, None, possible=False)
        if number is None or number.e164 == first.value:
            return
        yield number, match.end() - len(digits), match.end()
        at = match.end()


def _is_next(digits: str, last: str) -> bool:
    """Whether the digits count on from those that they replace, as lines of an exchange do: 1123/24, 4436/7."""
    return last.isdigit() and int(digits) == int(last) + 1


def _is_line_of_five(number: str, digits: str) -> bool:
    """Whether the number is of a town whose lines have five digits, as in Indonesia, and these are of the same exchange."""
    area, local = _parted(number, len(digits))
    return len(area) > 1 and local[:_ALIKE_OF_FIVE] == digits[:_ALIKE_OF_FIVE]


_ALIKE_OF_FIVE = 2


def short_fax(window: Window, first: Found, end: int, purse: LookupBudget) -> tuple[Number, int, int] | None:
    """Return (number, start, end of its digits) of a fax line of five digits behind one of the same town, which ends at `end`.

    "(0542) 21234 Fax 21235": so few digits open no candidate of their own.
    """
    label = window.label_after(end)
    if label is None or "fax" not in label.classes or _BEFORE_FAX.fullmatch(window.low, end, label.start) is None:
        return None
    match = _LINE_OF_FIVE.match(window.low, label.end)
    area, local = _parted(window.text[first.start : first.end], 5)
    if match is None or len(area) < 2 or len(local) != 5 or not purse.spend():
        return None
    number = parse(area + match[1], first.country, possible=False)
    return (number, match.start(1), match.end()) if number is not None and number.type == _FIXED else None


_BEFORE_FAX = re.compile(r"[\s,;/.|-]{0,3}")
_LINE_OF_FIVE = re.compile(r"[\s:.-]{0,3}([1-9][0-9]{4})(?![0-9]|[.,-][0-9])")
_REMARK = re.compile(r"\([^()0-9\n]{1,12}\) ?(?=/ ?[0-9])")
"""What is said of the first line: 086-239-7415(代表)/7416."""


def prefixed(window: Window, last: Found, purse: LookupBudget) -> Iterator[tuple[Number, int, int]]:
    """Yield (number, start, end of its prefix) for the prefixes of other networks before one: "011/070 641 827" are two numbers."""
    if window.text[last.start - 1 : last.start] not in ("/", " ") or window.text[last.start] != "0":
        return
    before = _PREFIXES.search(window.text, max(0, last.start - _PREFIX_CHARS), last.start)
    head = _PREFIX.match(window.text, last.start, last.end)
    if before is None or head is None:
        return
    rest = window.text[head.end() : last.end]
    for prefix in _ONE_PREFIX.finditer(window.text, before.start(), last.start):
        number = parse(prefix[0] + rest, last.country, possible=False) if purse.spend() else None
        if number is not None and number.type == _MOBILE and number.country == last.country:
            yield number, prefix.start(), prefix.end()


_PREFIXES = re.compile(r"(?<![0-9/.,-])(?<![0-9] )(?:0[1-9][0-9]{1,2} ?/ ?){1,4}\Z")
_ONE_PREFIX, _PREFIX = re.compile(r"0[1-9][0-9]{1,2}"), re.compile(r"0[1-9][0-9]{1,2}(?=[ -])")
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


def _is_last(window: Window, end: int) -> bool:
    """Whether the digits that end here count or name nothing: a separator follows, or the label of another number."""
    if _ENDS.match(window.low, end) or extension().match(window.low, end) or _MAILBOX.match(window.low, end):
        return True
    label = window.label_after(end)
    return label is not None and label.start - end <= 2 and bool(label.classes & _CHANNELS)


def _is_time(low: str, end: int) -> bool:
    """Whether the following text makes it a time, a decimal, a date or a new number: 08:30, 1.200, 3/2025, 03(1234)5679."""
    if _HOURS_BEHIND.match(low, end):
        return False
    if _AREA_ENDS.match(low, end) or _NEXT_BEGINS.match(low, end):
        return True
    return bool(re.match(r"[.,:/-][0-9]| ?\([0-9]", low[end : end + 3])) and not re.match(r"/[0-9]{1,4}(?![0-9/])", low[end : end + 6])


_AREA_ENDS = re.compile(r"\) ?[0-9]{3}")
"""The bracket behind an area code that nothing opens, as Koreans write it: 02)545-7219."""
_NEXT_BEGINS = re.compile(r" - ?[0-9]{3}")
"""The rest of another number: "012 - 4478812 / 017 - 4478813"."""
_HOURS_BEHIND = re.compile(r" ?\([0-9]{1,2}(?:[:.][0-9]{2})? ?(?:-|am|pm|น\.|h)")
"""The hours of a line: 076 215 406-8 (08:30-17:30)."""


def is_listed(text: str, last: Found, start: int, digits: str) -> bool:
    """Whether the digits from `start` stand right behind a number, are as long and begin alike: what is said of it holds for them."""
    if start - last.end > _LIST_MARK_CHARS or _LIST_MARK.fullmatch(text, last.end, start) is None:
        return False
    before = "".join(filter(str.isdigit, text[last.start : last.end]))
    return len(digits) == len(before) and digits[:_ALIKE] == before[:_ALIKE]


_LIST_MARK = re.compile(r" ?[,;/|] ?\n? ?")
_LIST_MARK_CHARS, _ALIKE = 4, 3


def sibling(window: Window, last: Found, start: int, end: int, purse: LookupBudget, *, lead: Found) -> Number | None:
    """Return the second number of "07-556 1234 / 556 1235", located at `start` to `end`, or None.

    It has the length of the first number, `lead`, without its area code, which it shares; `last` is the one right before it. After a dash
    it must also start like the first, since dates, sums and codes follow dashes too.
    """
    digits = "".join(filter(str.isdigit, window.text[start:end]))
    if (
        last.country == "BR"
        and last.kind == "phone"
        and len(digits) in _BRAZILIAN
        and _second_of_two().fullmatch(window.low, last.end, start)
    ):
        return parse(last.value[: len("+5583")] + digits, None, possible=False) if purse.spend() else None
    area, local = _area_of(window, lead, len(digits))
    if last.kind != "phone" or area[:1] not in ("0", "+") or not local:
        return None
    if "-" in window.low[last.end : start] and digits[:_EXCHANGE_DIGITS] != re.sub(r"\D", "", local)[:_EXCHANGE_DIGITS]:
        return None
    if not _second_of_two().fullmatch(window.low, last.end, start) or not purse.spend():
        return None
    return parse(area + digits, last.country, possible=False)


def labelled_sibling(
    window: Window, last: Found, start: int, end: int, purse: LookupBudget, *, lead: Found
) -> tuple[Number, frozenset[str]] | None:
    """Return (the number, its classes) of "Tel. (0518) 214551 Fax. 214571", located at `start` to `end`, or None.

    A word for calls or for a fax stands right before it, and right behind `last`; it shares the area of `lead`, as in `sibling`. Where
    another word has the colon, as a department's, or the word is for a hotline, it must also be of the same exchange: "总机：0757-86334417
    急诊：86334419". Hotlines are numbers of their own as a rule: "Telp (0271) 714555 Hotline 150044".
    """
    digits = "".join(filter(str.isdigit, window.text[start:end]))
    area, local = _area_of(window, lead, len(digits))
    if lead.kind != "phone" or area[:1] not in ("0", "+") or not local or digits[0] == "0" or window.text[start] == "+":
        return None
    if start - last.end > _LABELLED_REACH:
        return None
    label = label_of(window, start)
    classes = label.chain & _DIALLED if label is not None and is_right_behind(window, label, start) else frozenset()
    if classes and label is not None:
        between = window.low[last.end : label.start]
        if not classes & _OF_A_DESK and not _of_same_exchange(digits, local):
            return None
    elif (word := _OTHER_WORD.search(window.low, last.end, start)) is not None and not (label and label.end > last.end):
        between = window.low[last.end : word.start()]
        if len(digits) < _OF_CITY or not _of_same_exchange(digits, local):
            return None
    else:
        return None
    if (inside := extension().match(between)) is not None:
        between = between[inside.end() :]
    if _APART.fullmatch(between) is None or not purse.spend():
        return None
    number = parse(area + digits, lead.country, possible=False)
    return (number, classes or frozenset(("phone",))) if number is not None and number.type == _FIXED else None


def _of_same_exchange(digits: str, local: str) -> bool:
    return digits[:_EXCHANGE_DIGITS] == re.sub(r"\D", "", local)[:_EXCHANGE_DIGITS]


_DIALLED = frozenset(("phone", "hotline", "fax"))
_OF_A_DESK = frozenset(("phone", "fax"))
_LABELLED_REACH, _OF_CITY = 40, 7
"""Fewer digits than a city's lines have may count visitors or name a district."""
_OTHER_WORD = re.compile(r"[^\W\d_]{2,12}(?: [^\W\d_]{2,12})? ?: ?\Z")
_APART = re.compile(r"(?: ?#[0-9]{1,5}|-[0-9]{2,5}| ?\([^()0-9\n]{1,14}\))?[\s,;/|.()-]{0,4}")
"""An extension or a remark, "(hunting)", and marks of punctuation."""
_FIXED = "fixed"


@cache
def _area_behind() -> re.Pattern[str]:
    return re.compile(rf" ?[(,] ?(?:{expression('around_contacts', 'area_code')}) ?:? ?\(?(0[0-9]{{1,4}})(?![0-9])")


def with_area_behind(window: Window, start: int, end: int, regions: tuple[str, ...], purse: LookupBudget) -> Number | None:
    """Return the fixed line whose area code stands behind it: "869 307 (area code 0274)"."""
    if window.text[end : end + 2].lstrip()[:1] not in ("(", ",") or not regions or window.text[start] in "0+":
        return None
    digits = "".join(filter(str.isdigit, window.text[start:end]))
    if len(digits) not in _LOCAL_DIGITS:
        return None
    area = _area_behind().match(window.low, end)
    if area is None or not purse.spend():
        return None
    number = parse(area[1] + digits, regions[0], possible=False)
    return number if number is not None and number.type == "fixed" and number.country == regions[0] else None


_LOCAL_DIGITS = range(5, 9)


_BRAZILIAN = (8, 9)
"""The digits of a line and of a mobile number in Brazil, which share an area: (83) 3341-8273 / 9 8827-4183."""
_EXCHANGE_DIGITS = 3


def _area_of(window: Window, lead: Found, local_digits: int) -> tuple[str, str]:
    """Return what `_parted` does, with a plus where the number begins with its calling code alone: (855) 63 964 812."""
    area, local = _parted(window.text[lead.start : lead.end], local_digits)
    whole = area[:1] not in ("", "0", "+") and lead.value == "+" + area + "".join(filter(str.isdigit, local))
    return ("+" + area if whole else area), local


def _parted(number: str, local_digits: int) -> tuple[str, str]:
    """Return (area code with prefix, local number) if a written number ends in a separate local part of this many digits; else ("", "").

    Older Thai pages part the trunk zero alone: 0-2719-4400.
    """
    at, left = len(number), local_digits
    while at > 0 and left > 0:
        at -= 1
        left -= number[at].isdigit()
    area = "".join(c for c in number[:at] if c in "+0123456789")
    return (area, number[at:]) if not left and (len(area) > 1 or area == "0") and not number[at - 1].isdigit() else ("", "")


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
    return label is not None and bool(label.chain & _DIALLED)


_CHINESE = frozenset(("CN", "TW"))
_EXTENSION = re.compile(r"[1-9][0-9]{2,4}")
_CHINESE_LINE = re.compile(
    r"(?:\(?0[1-9][0-9]{0,2}|\+86[ -]?(?:10|2[0-9]|[3-9][0-9]{2})|\+886[ -]?[2-8])[) -]{1,2}[2-9][0-9]{2,3}[ -]?[0-9]{4}"
)
