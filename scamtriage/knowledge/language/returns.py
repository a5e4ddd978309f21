"""Find promised returns in a text: percentages with the period for which they are paid."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple

from scamtriage.knowledge.loading import BadTable, Table, Text, Words, read_table
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re

FILE = "returns.toml"
PERIODS = ("day", "week", "month")
_NUMBER = r"(?P<number>\d(?<![\d.,]\d)\d{0,2}(?:[.,]\d{1,2})?) ?(?:%|％|percent|persen|peratus|เปอร์เซ็นต์|phần trăm)"
_SHORTENED = r"(?<=\b(?:max|min|avg|est))\.|(?<=\b(?:maks|incl))\.|(?<=\bapprox)\.|(?<=ชม)\.|(?<=[\s(.][^\W\d_])\.|(?<=\.)\."
"""A full stop that ends no sentence: after an abbreviation ("max.", "p.d."), or one of several."""
_WITHIN = rf"(?:[^%％。！？।॥။។៕.!?]|[.!?](?!\s)|{_SHORTENED})"
"""A character between a number and its period, which must not end a sentence."""
_BEGINS, _ENDS = "(?<![a-z\u00df-\u024f\u1e00-\u1eff])", "(?![a-z\u00df-\u024f\u1e00-\u1eff])"
"""Edges of Latin words; other scripts have no spaces between words."""
_YEAR_REACH = 30
"""Characters searched for "per year" before a number and after a sign."""
_BACK_REACH = 40
"""Characters searched before a number for words of paying back."""
_ALL = 100.0
"""Percent of what was paid; with more, it is no refund."""
_ODD_CASE = lazy_re.compile("[\u0130\u0131\u017f\u212a]")
"""Letters that case-insensitive regexes equate with ASCII ones, but `lower` does not."""


_UNLED = lazy_re.compile(r"\(\?<![^()]*\)")
"""What must not stand before an expression."""
_LED_BY = lazy_re.compile(rf"(?:\\b|{_UNLED.pattern})*([^\W_]|/)(?![?*{{])")
"""The first character of an expression, behind what takes none."""


class Rate(NamedTuple):
    """A percentage paid per period, or once after `days`. `start` and `end` are offsets in the text; `said` is the matched text."""

    percent: float
    period: str
    """One of PERIODS; "" if it is paid once, after some days or hours."""
    after: int
    start: int
    end: int
    said: str


class Period(Table, frozen=True, kw_only=True):
    """Regular expressions for a period: after a number, and before it."""

    after: Words
    ahead: Words


class Plans(Table, frozen=True, kw_only=True):
    """Regular expressions of a package that pays money day by day: what it pays, and the unit of how long."""

    income: Words
    days: Words


class Expressions(Table, frozen=True, kw_only=True):
    """returns.toml, which says in comments what each list is for."""

    as_of: date
    source: Text
    year: Words
    joins: Words
    units: Words
    gains: Words
    other: Words
    others: Words
    disowned: Words
    given_back: Words
    day: Period
    week: Period
    month: Period
    plans: Plans


@dataclass(frozen=True, slots=True)
class Returns:
    """The table, compiled."""

    behind: re.Pattern[str]
    """The period after the number: "3.5 % daily", "10% setiap hari", "5 % in 7 days"."""
    ahead: re.Pattern[str]
    """The period before the number: "日收益 2%", "วันละ 5%"."""
    late: re.Pattern[str]
    """A number that is gained after some time: "in 7 days you get 850%"."""
    plan: re.Pattern[str]
    """A package that pays money for some days: "daily income 4 USDT, 30 days"."""
    length: re.Pattern[str]
    """For how many days. It is in every match of `plan`, and digits are soon found."""
    words: tuple[tuple[str, ...], ...]
    """For each of the first three, substrings of which one occurs in every match: a fast filter, because mostly none occurs."""
    finder: Matcher[str]
    """Finds all of `words` in a text in small letters."""
    other: re.Pattern[str]
    others: re.Pattern[str]
    disowned: re.Pattern[str]
    given_back: re.Pattern[str]
    giving_back: re.Pattern[str]
    """The same at the end of what it is matched with."""
    year_before: re.Pattern[str]
    year_after: re.Pattern[str]
    """"Per year" after the rate, unless it belongs to the next number, as in "1% a day, 365% a year"."""
    year: re.Pattern[str]

    def standing(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Return which of `words` stand in a text, found in one pass: hardly any, so that its parts are soon looked through."""
        there = self.finder.found(text.lower())
        return tuple([tuple(filter(there.__contains__, words)) for words in self.words])

    def rates(self, text: str, start: int, end: int, standing: tuple[tuple[str, ...], ...]) -> Iterator[Rate]:
        """Yield at most one match of each regex in this part of the text. `standing`: of a text that holds the part."""
        window = text[start:end]
        low = window.lower()
        for expression, words in zip((self.behind, self.ahead, self.late), standing, strict=True):
            if not any(map(low.__contains__, words)) and (window.isascii() or not _ODD_CASE.search(window)):
                continue
            match = expression.search(text, start, end)
            if match is not None and not self._of_a_year(text, match):
                yield _read(match)

    def plans(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each package in this part of the text that pays money for some days."""
        if self.length.search(text, start, end) is not None:
            yield from (found.span() for found in self.plan.finditer(text, start, end))

    def of_another(self, around: str) -> bool:
        """Return whether the context says that the percentage is not a return."""
        return self.other.search(around) is not None

    def of_others(self, said: str, behind: str) -> bool:
        """Return whether a sentence, or the beginning of what follows it, says that others promise what it names, or that nobody can."""
        return bool(self.others.search(said) or self.disowned.search(said) or self.disowned.match(behind.lstrip()))

    def is_refund(self, text: str, rate: Rate) -> bool:
        """Return whether the number is the share of a payment that is returned: "hoàn 100% trong 7 ngày", "100% money-back in 30 days"."""
        if rate.percent > _ALL:
            return False
        before = text[max(0, rate.start - _BACK_REACH) : rate.start]
        return self.given_back.search(rate.said) is not None or self.giving_back.search(before) is not None

    def _of_a_year(self, text: str, match: re.Match[str]) -> bool:
        """Return whether it is a yearly rate that is only computed or paid daily: "4.25% p.a., paid daily", "harian 4% setahun"."""
        number = match.start("number")
        if self.year_before.search(text[max(0, number - _YEAR_REACH) : number]) or self.year.search(match[0]):
            return True
        return match.re is self.ahead and self.year_after.match(text[match.end() : match.end() + _YEAR_REACH]) is not None


@cache
def load() -> Returns:
    """Load the shipped table. Raises BadTable."""
    table = read_table(FILE, Expressions)
    periods = {"day": table.day, "week": table.week, "month": table.month}
    year, units = _led_by(*table.year) + any_of(*table.year), table.units
    term = _led_by(*table.joins) + any_of(*table.joins) + r" (?:just )?(?P<after>\d{1,3}) ?" + any_of(*units)
    income = rf"{any_of(*table.plans.income)}[^\d%％]{{0,24}}\d[\d.,]*(?! ?[\d%％])"
    length = rf"\d(?<![\d.,]\d)\d{{0,3}} ?{any_of(*table.plans.days)}"
    behind = "|".join(f"(?P<{name}>{any_of(*period.after)})" for name, period in periods.items())
    ahead = "|".join(f"(?P<{name}>{any_of(*period.ahead)})" for name, period in periods.items())
    between = rf"(?:(?!\d){_WITHIN}){{0,16}}(?:\d{{1,3}}(?:[.,]\d{{1,2}})? ?[%％]? ?[-–~至到] ?)?"
    between_words = rf"(?:(?!\d){_WITHIN})"
    after_words = [word for period in periods.values() for word in period.after]
    ahead_words = [word for period in periods.values() for word in period.ahead]
    words = (_cores(*after_words, *units), _cores(*ahead_words), _cores(*units))
    return Returns(
        behind=re.compile(rf"{_NUMBER}{_WITHIN}{{0,22}}?(?:{_led_by(*after_words)}(?:{behind})|{term})", re.IGNORECASE),
        ahead=re.compile(rf"{_led_by(*ahead_words)}(?:{ahead}){between}{_NUMBER}", re.IGNORECASE),
        late=re.compile(
            rf"{_BEGINS}{term}{between_words}{{0,30}}?{_BEGINS}{any_of(*table.gains)}{_ENDS}{between_words}{{0,24}}{_NUMBER}", re.IGNORECASE
        ),
        plan=re.compile(rf"{income}[^%％]{{0,60}}?{length}|{length}(?:(?!\d{{1,4}} ?day)[^%％]){{0,60}}?{income}", re.IGNORECASE),
        length=re.compile(length, re.IGNORECASE),
        words=words,
        finder=Matcher(Pattern(word, word) for word in dict.fromkeys(chain(*words))),
        other=re.compile(any_of(*table.other), re.IGNORECASE),
        others=re.compile(any_of(*table.others), re.IGNORECASE),
        disowned=re.compile(any_of(*table.disowned), re.IGNORECASE),
        given_back=re.compile(rf"{_BEGINS}{any_of(*table.given_back)}", re.IGNORECASE),
        giving_back=re.compile(rf"{_BEGINS}{any_of(*table.given_back)} ?$", re.IGNORECASE),
        year_before=re.compile(rf"(?<![%％])(?<![%％] ){year}[^\d\n%％.,;，。；、]{{0,20}}$", re.IGNORECASE),
        year_after=re.compile(rf"[\s(（]{{0,2}}(?:{year})(?![^\n\d%％]{{0,8}}\d)", re.IGNORECASE),
        year=re.compile(year, re.IGNORECASE),
    )


def any_of(*words: str) -> str:
    """Return a regex that matches any of these expressions."""
    return "(?:" + "|".join(words) + ")"


def _led_by(*words: str) -> str:
    """Return a test of the first character of these expressions, which fails faster than each of a hundred of them. Raises BadTable."""
    firsts = {word: _LED_BY.match(word) for word in words}
    if odd := [word for word, first in firsts.items() if first is None]:
        raise BadTable(f"{FILE}: line 1: {odd[0]}: an expression begins with a letter, a digit or a slash")
    return f"(?=[{''.join(sorted({first[1] for first in firsts.values() if first is not None}))}])"


def _read(match: re.Match[str]) -> Rate:
    found = match.groupdict()
    period = next((name for name in PERIODS if found.get(name)), "")
    return Rate(float(found["number"].replace(",", ".")), period, int(found.get("after") or 1), *match.span(), " ".join(match[0].split()))


def _cores(*words: str) -> tuple[str, ...]:
    """Return substrings of which one occurs in whatever any of the expressions matches."""
    fixed = sorted({re.sub(r".\?", "", _UNLED.sub("", word).removeprefix("/ ?")) for word in words}, key=len)
    return tuple(word for number, word in enumerate(fixed) if not any(shorter in word for shorter in fixed[:number]))
