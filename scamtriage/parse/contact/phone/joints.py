"""The text between two short numbers of one list ("112 or 1332"). Evidence for one number then counts for the other too."""

import re
from functools import cache

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.records import lazy_re

_REACH = 80  # maximum characters between two numbers of one list
_LISTED = lazy_re.compile(r"[,;|/\n]\s?\Z")


@cache
def _conjunction() -> str:
    return f"{words_of('or', 'and').pattern}|[,;/]"


@cache
def _chained() -> re.Pattern[str]:
    return re.compile(rf"(?:\s?\([^()0-9\n]{{1,28}}\))?[\s,/;+]*(?:{_conjunction()})?[\s,/;]*\Z")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{_conjunction()})\s?(?:sa |sa|ke |di |to |at |qua |theo số )?")


@cache
def _named_next() -> re.Pattern[str]:
    """Return the pattern of the next body in a list of bodies and numbers: 신고 112, 금융감독원 1332."""
    return re.compile(
        r"\s?(?:\([^()0-9\n]{1,28}\)\s?)?"
        rf"(?:[.,/;|\n]\s?[^0-9\n.|]{{2,28}}\n?|(?:{_conjunction()})(?=[\s\u0e00-\u9fff])[^0-9\n|]{{1,28}})\Z"
    )


@cache
def clause_over() -> re.Pattern[str]:
    """Return the pattern that ends a number's clause, or starts the next item."""
    return re.compile(rf"\s?(?:[.,;!?|/()\[\]\n-]|\Z|(?:{_conjunction()})(?=[\s\u0e00-\u9fff]))")


@cache
def after_number() -> re.Pattern[str]:
    """Return the pattern of a full number followed by the separator of a short one: 069 234 2593 - 113."""
    return re.compile(
        r"[^\n]*[0-9]{3}[ .()\d]*[-/,;]?\s?[-/,;]\s?\Z"
        rf"|[^\n]*(?:[0-9]{{4}}|[0-9]{{3}}[ .-][0-9]{{3}})\s?(?:{words_of('or').pattern})\s?\Z"
    )


_STROKE_THEN, _STROKE_CHARS = lazy_re.compile(r"[0-9]{3}\)?(?: ?\| ?| \. )\Z"), 3


def behind_stroke(between: str) -> bool:
    """Whether a full number and a stroke, or the full stop for which a middle dot is read, precede a short one: "1900.0368 · 113"."""
    return not {"\n", "|"} & {*between[:-_STROKE_CHARS]} and _STROKE_THEN.search(between) is not None


@cache
def body_then() -> re.Pattern[str]:
    """Return the pattern of filler between a body and its number. Latin verbs are not included."""
    return re.compile(
        r"[\s:=|.\->\"'(]*(?:(?:hotline|line|number|no\.|at|on|to|dial|di|ke|sa|qua|theo|đầu|số|đt|service|assistance|control|station"
        r"|immediately|agad|segera|ngay|portal|desk|nearest|terdekat|rs|mitra|kami|kita|24 ?jam"
        rf"|{words_of('or').pattern})[\s:]{{1,2}}){{0,3}}"
        r"| ?[^\x00-\x7f]{1,16}[\s:-]{0,3}"
    )


def is_listed(between: str, *, known: bool) -> bool:
    """Whether the text joins a short number to the previous one of a list. A number that is not in the table allows only a joint."""
    if len(between) > _REACH:
        return False
    return _chained().match(between) is not None or (known and len(between) < 48 and _LISTED.search(between) is not None)


def is_joined(between: str) -> bool:
    """Whether only a word like "or" is between two numbers, or a separator and another body: "금융 1332, 경찰 신고 112"."""
    return _joint().fullmatch(between) is not None or (_named_next().match(between) is not None and between.lstrip()[:1] not in (".", "\n"))


def is_named_next(between: str, *, known: bool) -> bool:
    """Whether the text names the next body of a list. If the number is not in the table, a comma or full stop is not enough to start it."""
    if len(between) > _REACH:
        return False
    return _named_next().match(between) is not None and (known or between.lstrip()[:1] not in (",", "."))
