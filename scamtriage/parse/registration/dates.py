"""Read a date as a registry wrote it, or say why it cannot be trusted. Never guesses."""

import re
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from scamtriage.knowledge.registry.registries import Order
from scamtriage.records import lazy_re

Problem = Literal["", "blank", "ambiguous", "impossible", "unreadable"]
"""An "ambiguous" reading may have a value: the bound that the registry gives instead of a day ("before Aug-1996", "before 2020-01-05")."""

EARLIEST_YEAR = 1980  # the DNS itself dates from 1983 (RFC 882)
LATEST_YEAR = 2100  # no registry sells a century; years such as 2999 and 9999 mean "never"
_MAX_CHARS = 100  # a date with its remarks; longer texts are not dates
_LAST_CENTURY, _THIS_CENTURY = (
    range(70, 100),
    range(50),
)  # years of two digits; 50..69 (also of the Buddhist 2550s and 2560s) are of neither

_MINGUO = 1911  # the year before the first of Taiwan's era
_Day = tuple[int, int, int]
_Found = tuple[tuple[_Day, ...], str]  # the candidate days, and the rest of the text, which holds time and zone


class DateReading(Struct, frozen=True, kw_only=True):
    """A moment in UTC, or the reason why there is none.

    A time without a zone is in the registry's zone, or UTC if that is unknown. A date without a time is midnight UTC, so its day is the
    printed one. The problem "blank" means that the registry states no date.
    """

    value: datetime | None = None
    problem: Problem = ""


_MONTH_NAMES = (  # one line per month: its names and abbreviations in English and in the other languages of registries
    "jan january januari januar janvier janeiro enero ene gennaio gen",
    "feb february februari februar fevrier fev fevereiro febrero febbraio",
    "mar march maart marz mars marco marzo maret mrt mac",
    "apr april avril avr abril abr aprile",
    "may mei mai maio mayo maggio mag",
    "jun june juni juin junho junio giugno giu",
    "jul july juli juillet julho julio luglio lug julai",
    "aug august augustus aout agosto ago agustus agu ogos",
    "sep sept september septembre setembro septiembre settembre set",
    "oct october oktober octobre outubro octubre ottobre ott okt",
    "nov november novembre novembro noviembre",
    "dec december dezember decembre dezembro diciembre dicembre dic des desember disember",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_ACCENTS = str.maketrans("áàâãäåéèêëíìîïóòôõöúùûüçñ", "aaaaaaeeeeiiiiooooouuuucn")

_BLANK = frozenset(
    {
        "",
        "-",
        "--",
        "n/a",
        "na",
        "null",
        "none",
        "nil",
        "not set",
        "not available",
        "unknown",
        "undefined",
        "not defined",
        "never",
        "nan",
        "0",
    }
)
_ZONES_BY_HOUR = {  # hours east of UTC; abbreviations of two zones (CST, IST) are left out
    -8: "pst",
    -7: "pdt mst",
    -6: "mdt",
    -5: "est cdt pet",
    -4: "clt vet edt",
    -3: "brt art clst",
    -2: "brst",
    0: "utc gmt z wet",
    1: "cet met bst west wat",
    2: "cest mest eet sast cat",
    3: "eest msk eat trt ast",
    4: "msd gst",
    5: "uzt pkt",
    6: "almt",
    7: "ict wib",
    8: "sgt hkt myt pht awst",
    9: "jst kst",
    10: "aest",
    11: "aedt",
    12: "nzst",
    13: "nzdt",
}
_ZONES_H = {name: hours for hours, names in _ZONES_BY_HOUR.items() for name in names.split()}

_OTHER_WORDS = "t z st nd rd th am pm de del of on at before after until about circa prior cst ist year month day 年 月 日 년 월 일"
_WEEKDAYS = "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday"
_DATE_WORDS = frozenset((*_MONTHS, *_ZONES_H, *_OTHER_WORDS.split(), *_WEEKDAYS.split()))
_LETTERS = lazy_re.compile(r"[^\W\d_]+")
_TIME = lazy_re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?!\d)(?:\s?(am|pm)\b)?", re.ASCII)
_OFFSET = lazy_re.compile(r"(?:utc|gmt)?\s?([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)")
_COMPACT = lazy_re.compile(r"(?<!\d)((?:19|20|21)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?(?!\d)")
_NUMBERS = lazy_re.compile(r"(?<!\d)(\d{1,4})\s?([-./]|年|년)\s?(\d{1,2})\s?([-./]|月|월)\s?(\d{1,4})(?!\d)")
_DAY_MONTH_YEAR = lazy_re.compile(
    r"(?<!\d)(\d{1,4})(?:st|nd|rd|th)?[-\s./,]{1,3}(?:de |of )?([a-z]{3,10})\.?,?[-\s./,]{1,3}(?:de |del )?(\d{1,4})(?!\d|:)"
)
_MONTH_DAY_YEAR = lazy_re.compile(
    r"(?<![a-z])([a-z]{3,10})\.?[-\s./]{1,3}(\d{1,2})(?:st|nd|rd|th)?(?!\d|:)(?:,|\s|-|/)[^\d]{0,3}(?:\d{1,2}:\d{2}(?::\d{2})?\s{1,3}(?:[a-z]{3,5}\s{1,3})?)?(\d{4})(?!\d)"
)
_THREE_PARTS = lazy_re.compile(r"(?<![\w./-])(\d{1,4}|[^\W\d]{3,10})[^\w]{1,3}(?:\d{1,2}|[^\W\d]{3,10})[^\w]{1,3}(\d{1,2})$")
_WHOLE_YEAR = r"(?<![\d#])(?:19|20|21)\d{2}(?!\d)"
_SECOND = lazy_re.compile(
    rf"{_WHOLE_YEAR}[-./年년]\s?\d{{1,2}}[-./月월]\s?\d{{1,2}}|(?<![\d#])(?:19|20|21)\d{{2}}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"
    rf"|(?<![\d:])\d{{1,2}}[-./ ](?:\d{{1,2}}|[a-z]{{3,10}})[-./ ]{_WHOLE_YEAR}"
)  # a date with all of its year
_REMARKS = lazy_re.compile(r"[(\[][^()\[\]]{0,99}[)\]]")
_OTHER_ERA = lazy_re.compile(r"令和|平成|昭和|大正|民[國国]|พ\.? ?ศ|(?<![a-z\d])(?:reiwa|heisei|showa|minguo|[rhs])\.? ?\d{1,3} ?[-./年]")
_VAGUE = lazy_re.compile(r"^(?:after|about|circa|until|prior)\b")
_BEFORE_DAY = lazy_re.compile(r"before\b[\s:]*(?=[^\s:])")
_BEFORE = lazy_re.compile(r"before\s+([a-z]{3,9}|\d{1,2})?[-\s/]?(\d{4})(?:-(\d{2}))?$")


def read(raw: str, order: Order = "", utc_offset: int = 0) -> DateReading:
    """Read one date.

    `order` resolves all-numeric dates like 01/02/03. Without it they are ambiguous, unless all readings give the same day. `utc_offset` is
    the number of hours east of UTC for times without a zone or with an ambiguous abbreviation.

    A date that starts with a four-digit year is year-month-day (ISO 8601). A dotted date that ends with the year is day-first. Both hold
    regardless of `order`: no registry writes them otherwise. A year of another era ("令和8年", "R08.11.20") is unreadable, and a text with
    two dates ("2020-01-05 - 2027-01-05") is ambiguous, unless the second is a remark in brackets.
    """
    text = raw.strip().lower().translate(_ACCENTS)[:_MAX_CHARS].strip(" .;")
    if text.strip("()[]<>") in _BLANK:
        return DateReading(problem="blank")
    if (before := _BEFORE.match(text)) is not None:
        return _bound(before)
    if (day := _BEFORE_DAY.match(text)) is not None:
        bound = read(text[day.end() :], order, utc_offset)
        return DateReading(value=bound.value, problem="ambiguous") if bound.value is not None else bound
    if _VAGUE.match(text) or _OTHER_ERA.search(text) is not None:
        return DateReading(problem="unreadable")
    if text.startswith("0000"):
        return DateReading(problem="impossible")
    found = _compact(text) or _named(text) or _numeric(text, order)
    if found is None:
        return DateReading(problem="unreadable")
    days, rest = found
    if any((second := _days(match[0], order)) and second.isdisjoint(days) for match in _SECOND.finditer(_REMARKS.sub(" ", rest))):
        return DateReading(problem="ambiguous")
    moments = {moment for day in days if (moment := _moment(day, rest, utc_offset)) is not None}
    if not moments:
        return DateReading(problem="impossible")
    if len(moments) > 1:
        return DateReading(problem="ambiguous")
    return DateReading(value=moments.pop())


def _days(text: str, order: Order) -> frozenset[_Day]:
    found = _compact(text) or _named(text) or _numeric(text, order)
    return frozenset(found[0]) if found is not None else frozenset()


def _bound(before: re.Match[str]) -> DateReading:
    """Read Nominet's "before Aug-1996": return the bound as value, marked ambiguous because the day is unknown."""
    word = before[3] or before[1] or "jan"
    value = _moment((int(before[2]), int(word) if word.isdigit() else _MONTHS.get(word, 0), 1), "")
    return DateReading(value=value, problem="ambiguous" if value is not None else "unreadable")


def words_of_date(raw: str) -> str:
    """Return the words that can belong to a date. "…" replaces the others, such as the mail address of the person who changed a record."""
    words = [word if _is_of_date(word) else "…" for word in raw[: 2 * _MAX_CHARS].split()]
    return " ".join(word for word, before in zip(words, ["", *words], strict=False) if word != "…" or before != "…")


def _is_of_date(word: str) -> bool:
    return "@" not in word and all(part in _DATE_WORDS for part in _LETTERS.findall(word.lower().translate(_ACCENTS)))


def may_go_on(raw: str) -> bool:
    """Whether a truncated text ends in a date that could continue, because its last number has room for a digit.

    A day has at most two digits; a year may have four.
    """
    match = _THREE_PARTS.search(raw[-_MAX_CHARS:])
    return match is not None and (len(match[2]) == 1 or not (len(match[1]) == 4 and match[1].isdigit()))


def hinted_order(text: str) -> Order:
    """Return the order that a text declares ("dd/mm/yyyy", "JJ/MM/AAAA"), or ""."""
    match = re.search(
        r"(?<![a-z])(d{1,2}|j{1,2}|m{1,2}|y{4}|y{2}|a{4})[-./](d{1,2}|m{1,2}|mmm)[-./](y{4}|y{2}|a{4}|d{1,2})(?![a-z])", text.lower()
    )
    if match is None:
        return ""
    letters = "".join(part[0] for part in match.groups()).replace("j", "d").replace("a", "y")
    orders: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd"}
    return orders.get(letters, "")


def shown_order(raw: str) -> Order:
    """Return the only possible order of a numeric date with slashes or dashes and the year last; "" if two are possible."""
    match = _NUMBERS.search(raw[:_MAX_CHARS])
    if match is None or match[2] not in "-/" or len(match[5]) != 4:
        return ""
    first, second = int(match[1]), int(match[3])
    if (first > 12) == (second > 12):
        return ""
    return "dmy" if first > 12 else "mdy"


def _compact(text: str) -> _Found | None:
    match = _COMPACT.search(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = match.groups()
    rest = f"{hour}:{minute}:{second}" if hour is not None else text[match.end() :]
    return ((int(year), int(month), int(day)),), rest


def _named(text: str) -> _Found | None:
    for match in _DAY_MONTH_YEAR.finditer(text):
        month = _MONTHS.get(match[2])
        if month is None:
            continue
        first, last = match[1], match[3]
        if len(first) == 4:
            return ((int(first), month, int(last)),), _without(text, match.span())
        if len(last) in (2, 4):
            return ((_year(last), month, int(first)),), _without(text, match.span())
    for match in _MONTH_DAY_YEAR.finditer(text):
        month = _MONTHS.get(match[1])
        if month is not None:
            return ((int(match[3]), month, int(match[2])),), text  # the text is kept whole, because the time may be inside the date
    return None


def _numeric(text: str, order: Order) -> _Found | None:
    match = _NUMBERS.search(text)
    if match is None:
        return None
    first, separator, middle, other, last = match.groups()
    rest = _without(text, match.span())
    if (separator != other and separator in "-./") or (separator in "年년" and len(first) != 4):
        return None
    a, b, c = int(first), int(middle), int(last)
    if len(first) == 4:
        return ((a, b, c),), rest
    if len(last) == 4:
        if separator == ".":
            return ((c, b, a),), rest
        by_order = {"dmy": ((c, b, a),), "mdy": ((c, a, b),)}
        return by_order.get(order, ((c, b, a), (c, a, b))), rest
    if len(last) != 2 or len(first) > 2:
        return None
    by_order = {"dmy": ((_year(last), b, a),), "mdy": ((_year(last), a, b),), "ymd": ((_year(first), b, c),)}
    minguo = (a + _MINGUO, b, c)  # "99/09/09" is of 2010 in Taiwan
    return by_order.get(order, ((_year(last), b, a), (_year(last), a, b), (_year(first), b, c), minguo)), rest


def _moment(day: _Day, rest: str, utc_offset: int = 0) -> datetime | None:
    year, month, number = day
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        midnight = datetime(year, month, number, tzinfo=UTC)
    except ValueError:
        return None
    time = _TIME.search(rest)
    if time is None:
        return midnight
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    if time[4] is not None:
        hour = hour % 12 + (12 if time[4] == "pm" else 0)
    if hour > 24 or minute > 59 or second > 60:  # 24:00 and leap seconds are ISO 8601
        return None
    return midnight + timedelta(hours=hour, minutes=minute, seconds=min(second, 59)) - _offset(rest[time.end() :], utc_offset)


def _offset(text: str, default: int) -> timedelta:
    """Return the offset of the zone after a time, or `default` if there is none or its abbreviation is ambiguous."""
    text = text.strip(" ()[],;")
    if (match := _OFFSET.match(text)) is not None:
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours <= 14 and minutes < 60:
            return timedelta(hours=hours, minutes=minutes) * (1 if match[1] == "+" else -1)
    word = re.match(r"[a-z]{1,5}", text)
    return timedelta(hours=_ZONES_H.get(word[0], default) if word is not None else default)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + 1900 if year in _LAST_CENTURY else year + 2000 if year in _THIS_CENTURY else year


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"
