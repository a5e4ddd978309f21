"""Whether digits in a text are a hotline, and not part of a price, a year or a longer number."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.records import lazy_re

_REACH = 96
"""Bytes read on each side: about thirty letters of the region's scripts, or a hundred of English."""
_BESIDE = 24
"""The same for what continues a number: a sign and three digits."""
_DIGITS = frozenset(b"0123456789")
_NEAR = 32
"""Maximum distance in characters between a short number and a word for calling."""
_LONG = 5
"""Number of digits from which a short code is unambiguous and needs no word for calling."""
_SPACED_BEFORE, _SPACED_AFTER = lazy_re.compile(r"(?:\d{3}|[+(]\d+\)?|\b0\d+) $"), lazy_re.compile(r" \d{3}")
"""Three digits after a space belong to the same phone number; two are more likely opening hours."""
_JOINED_BEFORE, _JOINED_AFTER = (
    lazy_re.compile(r"[\w)][-\u2010\u2011/]$|\d[.,:\u2013~]$"),
    lazy_re.compile(r"[-\u2010\u2011/]\w|[.,:\u2013~]\d"),
)
_GROUPED_BEFORE, _GROUPED_AFTER = lazy_re.compile(r"\d[.,]$"), lazy_re.compile(r"[.,]\d{3}(?!\d)")
"""Digits before or after a point or comma that make one number with the term: "0.85%", "$1000,000"."""
_JOINED = frozenset(b"0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_CLAUSE = lazy_re.compile(r"[\n\0!?\u3002\uff01\uff1f\u0964\u104b\u17d4]|\.\s")


_SIGNS = r"[$\u00a2-\u00a5\u0e3f\u17db\u20a0-\u20bf\uff04\uffe5]"


def _any(name: str) -> str:
    return f"(?:{expression('hotlines', name)})"


@cache
def _priced() -> re.Pattern[str]:
    return re.compile(rf"(?:{_SIGNS}|\b{_any('currency')}\.?) ?$")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf" ?(?:[%\uff05\u00b0]|{_SIGNS}|{_any('money')}\b|{_any('count')}\b|{_any('count_in')})")


@cache
def _year() -> re.Pattern[str]:
    return re.compile(rf"(?:\b{_any('year')}|{expression('hotlines', 'year_in')})\.? ?$")


@cache
def _extension() -> re.Pattern[str]:
    return re.compile(rf"{_any('extension')}\.? ?$")


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"\b{_any('called')}\b|{expression('hotlines', 'called_in')}")


def whole(data: bytes, start: int, end: int) -> bool:
    """Return whether the term is not part of a longer number. Only digits at its ends can continue."""
    begins, ends = data[start] in _DIGITS, data[end - 1] in _DIGITS
    if (begins and start and data[start - 1] in _DIGITS) or (ends and end < len(data) and data[end] in _DIGITS):
        return False  # as of most, in the figures of prices and dates
    before, term, after = _around(data, start, end, _BESIDE)
    if term[:1].isdecimal() and (before[-1:].isdecimal() or _GROUPED_BEFORE.search(before[-2:])):
        return False
    return not (term[-1:].isdecimal() and (after[:1].isdecimal() or _GROUPED_AFTER.match(after)))


def dialled(data: bytes, start: int, end: int) -> bool:
    """Return whether a term of only digits is a number to call.

    It must stand by itself and be no price, count, year or extension. A short one also needs a word for calling nearby.
    """
    if (start and data[start - 1] in _JOINED) or (end < len(data) and data[end] in _JOINED):  # `_written_on`, without decoding
        return False
    before, term, after = _around(data, start, end, _REACH)
    if _written_on(before[-1:]) or _written_on(after[:1]) or _JOINED_BEFORE.search(before[-2:]) or _JOINED_AFTER.match(after):
        return False
    near = before[-_NEAR:]
    if _SPACED_BEFORE.search(near) or _SPACED_AFTER.match(after) or _priced().search(near) or _counted().match(after):
        return False
    if _extension().search(near) or (len(term) == len("1930") and term[:2] in ("19", "20") and _year().search(near)):
        return False
    if len(term) >= _LONG:
        return True
    return bool(_called().search(_CLAUSE.split(near)[-1]) or _called().search(_CLAUSE.split(after[:_NEAR], maxsplit=1)[0]))


def _around(data: bytes, start: int, end: int, reach: int) -> tuple[str, str, str]:
    """Return the text before a span of UTF-8 in lower case, the span itself, and the text after it in lower case; so many bytes of each."""
    before, after = data[max(0, start - reach) : start], data[end : end + reach]
    return before.decode(errors="ignore").lower(), data[start:end].decode(errors="ignore"), after.decode(errors="ignore").lower()


def _written_on(neighbour: str) -> bool:
    """Return whether the character continues a number next to it: a digit of any script or an ASCII letter ("RM188", "1930s")."""
    return neighbour.isdecimal() or (neighbour.isascii() and (neighbour.isalpha() or neighbour == "_"))
