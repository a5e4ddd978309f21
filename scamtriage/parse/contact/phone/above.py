"""Messengers of a number that stands further above: "WhatsApp us on the mobile number above", "i-add sa Viber ang unang number"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter

from scamtriage.knowledge.language.phrases import any_word
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.fold import digits_of, fold
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import Label, refusal, says
from scamtriage.parse.contact.phone.labels import WITH_NUMBERS
from scamtriage.parse.contact.phone.libphonenumber import MOBILE_TYPES
from scamtriage.parse.contact.phone.reached import inviting
from scamtriage.parse.contact.setting_names import BY_NUMBER_OR_ID
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

KEY = "above"
"""The anchor of such phrases."""
_REACH, _FIRST_REACH = 600, 200
"""Characters above a phrase in which its number stands: the last one, or the first of those that a sentence lists."""
_BETWEEN = lazy_re.compile(r"[^0-9A-Z@\n.;:,()]{0,26}")
"""No name: "the Globe number above" is one of several, and this does not tell which."""
_READERS = lazy_re.compile(r"(?<![a-z])(?:your|their|his|her) \Z")
"""Whose account it is, if not the page's: "your WhatsApp number above must match your card"."""
_COUNTS = lazy_re.compile(r"\s(?!24\b|[0-9]{1,2}(?:[:.][0-9]{2}|\s?-\s?[0-9]|\s?(?:[ap]\.?m|days?|hari|araw|ngày|h|giờ)\b))[0-9]")
"""What is above what: "numbers above 2 billion", "số trên 2 triệu". "24 hours", "9am-5pm", "8h-17h" and "7 days a week" say when."""
_CLAUSE = lazy_re.compile(r"[.,;:!?|\n(]| [-–—] ")
_CLAUSE_CHARS, _DENIED_CHARS = 60, 14
_REFUSAL_CHARS, _LABELS = 32, 3


def pointed_at(window: Window, numbers: Sequence[tuple[int, Found]]) -> Iterator[Found]:
    """Yield the messengers that phrases of the window give to one of `numbers`: (where it stands in the text, the telephone, or what else
    goes by its number), in order.

    Offsets are those of the phrase. Of several numbers above, messengers have a mobile one.
    """
    for phrase in _phrases().finditer(window.low):
        label = next(
            (one for one in reversed(window.labels_near(phrase.start(), before=_LABELS, after=0)) if one.classes & WITH_NUMBERS), None
        )
        if label is None or _BETWEEN.fullmatch(window.text, label.end, phrase.start()) is None:
            label = _behind(window, phrase.end())
        if label is None:
            continue
        start, end = min(label.start, phrase.start()), max(label.end, phrase.end())
        before = inviting().sub(" ", window.low[max(0, start - _REFUSAL_CHARS) : max(phrase.start(), label.start)])
        if refusal().search(before) or _is_denied(window.low, start, end):
            continue
        if _COUNTS.match(window.low, phrase.end()) or _READERS.search(window.low, max(0, label.start - _REFUSAL_CHARS), label.start):
            continue
        kinds = [kind for kind in BY_NUMBER_OR_ID if kind in label.chain]
        at = window.base + phrase.start()
        near_above = numbers[bisect_left(numbers, at - _REACH, key=itemgetter(0)) : bisect_left(numbers, at, key=itemgetter(0))]
        number = _meant(at, [one for one in near_above if one[1].kind == "phone"], first=phrase["first"] is not None)
        if number is not None and not any(_is_meant(one, than=number) for one in near_above if one[1].kind in kinds):
            yield from (
                Found(
                    kind=kind,
                    value=_written(window, *number) if kind == "line" else number[1].value,
                    country=number[1].country,
                    detail="by number",
                    flags=number[1].flags,
                    start=phrase.start(),
                    end=phrase.end(),
                )
                for kind in kinds
            )


def _is_meant(account: tuple[int, Found], *, than: tuple[int, Found]) -> bool:
    """Whether a messenger's own number above is meant rather than a telephone: it stands nearer, or the telephone is no mobile one."""
    return account[0] >= than[0] or than[1].detail not in MOBILE_TYPES


_BEHIND = lazy_re.compile(r"[^0-9A-Z@\n.;:,()。、]{0,14}")
_ITS_OWN = lazy_re.compile(r"\s?(?:id|ID|number)?\s?[:=@+0-9(]|\s[A-Za-z.]{0,30}+[0-9_]")


def _behind(window: Window, end: int) -> Label | None:
    """Return the messenger that is named behind such a phrase, if it has no account of its own there: "上記番号にWhatsAppで"."""
    label = next((one for one in window.labels_near(end, before=0, after=_LABELS) if one.start >= end and one.classes & WITH_NUMBERS), None)
    if label is None or _BEHIND.fullmatch(window.text, end, label.start) is None:
        return None
    if words_of("or", "and").search(window.low, end, label.start) or _ITS_OWN.match(window.text, label.end):
        return None
    return label


def _is_denied(low: str, start: int, end: int) -> bool:
    """Whether the clause warns or denies: "scams reach people by WhatsApp from the number above", "… is not ours"."""
    before = inviting().sub(" ", _CLAUSE.split(low[max(0, start - _CLAUSE_CHARS) : start])[-1])
    behind = _CLAUSE.split(low[end : end + _DENIED_CHARS], maxsplit=1)[0]
    return says("negation", before) or says("negation", behind) or refusal().search(behind) is not None


def _written(window: Window, at: int, number: Found) -> str:
    """Return the digits of a number further above as the page gives them, by which LINE finds an account."""
    return digits_of(fold(window.whole[at : at + number.end - number.start]))


def _meant(at: int, numbers: Sequence[tuple[int, Found]], *, first: bool) -> tuple[int, Found] | None:
    begin = bisect_left(numbers, at - (_FIRST_REACH if first else _REACH), key=itemgetter(0))
    near = [one for one in numbers[begin : bisect_left(numbers, at, key=itemgetter(0))] if "fax" not in one[1].flags]
    if first or not near:
        return near[0] if near else None
    return next((one for one in reversed(near) if one[1].detail in MOBILE_TYPES), near[-1])


@cache
def _phrases() -> re.Pattern[str]:
    above, first = any_word("same_number", "above"), any_word("same_number", "first_above")
    return re.compile(rf"(?:(?:mobile|cell|phone|telephone|contact) )?(?:{above}|(?P<first>{first}))")
