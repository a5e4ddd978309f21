"""Numbers that nobody is to use: "Do not answer 0917 …", "… , itu nombor mangsa", "03-… からの電話にご注意"."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.parse.contact.phone.reached import inviting

_BEFORE, _BEHIND = 64, 80


@cache
def _before(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{expression('around_contacts', name)})[\s:+(]{{0,3}}\Z")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[\s,;:)(-]{{0,4}}(?:{expression('around_contacts', 'not_theirs')})")


@cache
def _at_times() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]?(?:{expression('around_contacts', 'at_times')})")


def is_refused(low: str, start: int, end: int) -> bool:
    """Whether the text forbids to call the number from `start` to `end`, or says that it is a victim's or none of theirs."""
    if _behind().match(low, end, end + _BEHIND) is not None:
        return True
    return _forbids(low, start, "not_to_call") and _at_times().match(low, end) is None


def is_not_written_to(low: str, start: int) -> bool:
    """Whether the text forbids to write to the number at `start`; it may be called all the same."""
    return _forbids(low, start, "not_to_write")


def _forbids(low: str, start: int, name: str) -> bool:
    before = low[max(0, start - _BEFORE) : start]
    return _before(name).search(inviting().sub(" ", before)) is not None
