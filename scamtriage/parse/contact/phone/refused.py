"""Numbers and addresses that nobody is to use: "Do not answer 0917 …", "… , itu nombor mangsa", "03-… からの電話にご注意"."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.parse.contact.phone.reached import inviting

_BEFORE, _BEHIND = 64, 80
_TABLE = "around_contacts"
_ENDS = r"(?=[^\S\n]{0,2}(?:[|.,;:!。，、；！।។)\]\"”'–—-]|\n|\Z))"
"""The end of a clause, but not of a question: "9123 4567 is the victim's" is none of theirs, "… is the victim support line" is."""

_AND_OTHERS = (
    r"(?:[^\S\n]?(?:[/&及和與与或]|(?<![a-z])(?:and|or|dan|atau|và|at|o)(?![a-z])|และ)[^\S\n]?\+?[0-9](?:[ ()-]{0,2}[0-9]){5,14}){0,3}"
)
"""Of several numbers the others: "骗徒以 6441 8827 及 5177 4109 冒充 …"."""


@cache
def _before(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{expression(_TABLE, name)})[\s:+(]{{0,3}}\Z")


@cache
def _behind() -> re.Pattern[str]:
    told = rf"(?:{expression(_TABLE, 'not_theirs')}){_ENDS}|{expression(_TABLE, 'used_by_forgers')}"
    return re.compile(rf"{_AND_OTHERS}[\s,.;:)(-]{{0,4}}(?:{told})")


@cache
def _other_than() -> re.Pattern[str]:
    """Return what excepts the number behind it, with a word between: "other than our number 9123 4567"."""
    return re.compile(rf"(?:{expression(_TABLE, 'other_than')})(?:[^\S\n]?[^\s\d.,;:!?。，；]{{1,12}}){{0,2}}[\s:+(]{{0,3}}\Z")


@cache
def _supposed() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{expression(_TABLE, 'not_forbidding')})\Z")


@cache
def _at_times() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]?(?:{expression(_TABLE, 'at_times')})")


@cache
def _otherwise() -> re.Pattern[str]:
    """Return a way behind a number by which it is reached, unless that has a number or a name of its own."""
    way = expression(_TABLE, "rather_written_to")
    return re.compile(rf"[\s,;:()–—-]{{0,3}}(?:[^\W\d_]{{1,10}} ){{0,2}}(?:{way})(?![^.!?。！？\n]{{0,24}}[0-9@])")


def is_refused(low: str, start: int, end: int) -> bool:
    """Whether the text forbids to call the number from `start` to `end`, or says that it is a victim's, a swindler's or none of theirs."""
    before = low[max(0, start - _BEFORE) : start]
    if _behind().match(low, end, end + _BEHIND) is not None:
        return _other_than().search(before) is None
    if _before("of_forgers").search(before) is not None and ":" not in before[-3:]:
        return True
    return _forbids(before, "not_to_call") and _at_times().match(low, end) is None and _otherwise().match(low, end) is None


def is_not_written_to(low: str, start: int) -> bool:
    """Whether the text forbids to write to the number at `start`; it may be called all the same."""
    return _forbids(low[max(0, start - _BEFORE) : start], "not_to_write")


def _forbids(before: str, name: str) -> bool:
    before = inviting().sub(" ", before)
    forbidding = _before(name).search(before)
    return forbidding is not None and _supposed().search(before, 0, forbidding.start()) is None
