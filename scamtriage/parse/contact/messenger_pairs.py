"""Second ids behind a messenger's name: another handle of the same one, or the value of a label that is joined to it."""

import re
from collections.abc import Iterator
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.messenger_ids import accept
from scamtriage.parse.contact.phone.messengers import own_id_behind
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


@cache
def _handle() -> re.Pattern[str]:
    """Return a handle of the same messenger, before which a word for the account of a business may stand."""
    joint, official = words_of("or", "and").pattern, expression("around_contacts", "official")
    return re.compile(
        rf"(?: ?\([^()@\n]{{0,30}}\))?[\s()\]\"]{{0,3}}(?:,?(?:{joint})|[/,&])\s{{0,2}}(?:(?:{official}) ?)?"
        r"(@[a-z0-9][a-z0-9._-]{2,31})"
    )


@cache
def _spare() -> re.Pattern[str]:
    spare = expression("around_contacts", "spare")
    return re.compile(rf"(?: ?\([^()@\n]{{0,30}}\))?[\s,;/|()]{{0,4}}(?:{spare})(?:号|號)? ?[:=] ?(@?[A-Za-z][A-Za-z0-9._-]{{3,31}})")


@cache
def _other() -> re.Pattern[str]:
    """Return an id that can be no word behind "or" or a stroke, or any behind "or", the word for an id and a colon."""
    named = r"(?:(?:id|ไอดี|アイディー|아이디|आईडी|အိုင်ဒီ|ໄອດີ|អាយឌី) ?[:=] ?|(?:ไอดี|アイディー|아이디|आईडी) )"
    return re.compile(
        rf"(?: ?\([^()@\n]{{0,30}}\))?\s?(?:[/|]|,? ?(?:{words_of('or').pattern})) ?"
        rf"(?:{named}([a-z0-9][a-z0-9._-]{{3,31}})|((?=[a-z_]{{0,30}}[0-9_])(?=[a-z0-9_]{{0,30}}[a-z])[a-z][a-z0-9_]{{3,31}}))(?![a-z0-9@._/-])"
    )


_BY_ID = frozenset(("line", "telegram", "wechat", "kakaotalk"))


@cache
def _next_qq() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[/|,;]|{words_of('or', 'and').pattern})\s?([1-9][0-9]{{5,10}})(?![0-9A-Za-z@.-])(?<!1[3-9][0-9]{{9}})")


_MOST_QQ = 6


def further_qq(window: Window, found: Found) -> Iterator[Found]:
    """Yield the numbers that stand in one list with one of QQ: QQ：2903347718、1187766554. A mobile number is a telephone's."""
    for _ in range(_MOST_QQ if found.kind == "qq" else 0):
        match = _next_qq().match(window.text, found.end)
        if match is None:
            return
        found = Found(kind="qq", value=match[1], start=match.start(1), end=match.end(1), flags=found.flags)
        yield found


def second_handle(window: Window, found: Found) -> Iterator[Found]:
    """Yield a second handle for the same messenger: "LINE ID: somying or @somying", "微信号：kf_888 / kf_999", "LINE @a หรือ id: b"."""
    match = _handle().match(window.low, found.end) or _spare().match(window.text, found.end)
    other = _other().match(window.low, found.end) if match is None and found.kind in _BY_ID else None
    if other is not None:
        at = other.lastindex or 0
        written = window.text[other.start(at) : other.end(at)]
        second = accept(window, other.start(at), written, found.kind, sure=True) if at == 1 or not written.isupper() else None
        if second is not None:
            yield second
    elif match is not None and found.kind in ("line", "telegram"):
        second = accept(window, match.start(1), window.text[match.start(1) : match.end(1)], found.kind, sure=True)
        if second is not None:
            yield second


_WORD_AND_NUMBER = lazy_re.compile(r"\s?[/,|]\s?(?:([1-9][0-9]{5,10})|([A-Za-z][A-Za-z0-9_-]{5,19}))(?![A-Za-z0-9@.])")


def of_other_label(window: Window, found: Found, label: Label) -> Iterator[Found]:
    """Yield the second value of two joined labels, of which one is a number: 微信/QQ：lao_wang575 / 874163290."""
    match = _WORD_AND_NUMBER.match(window.text, found.end) if {"wechat", "qq"} <= label.chain else None
    if match is None or found.kind not in ("wechat", "qq") or (found.kind == "wechat") is not bool(match[1]):
        return
    other = accept(window, match.start(match.lastindex or 0), match[match.lastindex or 0], "qq" if match[1] else "wechat", sure=True)
    if other is not None:
        yield other


_NUMBER_FIRST = lazy_re.compile(r"[\s:]{0,4}[+(]{0,2}[0-9](?:[ ().-]{0,2}[0-9]){6,15}")


def behind_number(window: Window, label: Label, kind: str) -> Found | None:
    """Return the second value of two joined labels if the first value is a number: "WhatsApp/WeChat: +82 10-… / name_intl"."""
    number = _NUMBER_FIRST.match(window.text, label.end) if len(label.chain) > 1 else None
    match = own_id_behind(window.text, number.end()) if number is not None else None
    return accept(window, match.start(1), match[1], kind, sure=True) if match is not None else None
