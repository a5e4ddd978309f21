"""Which words of the channels table share one number ("Tel/Zalo:"), and which only tell what the one before is for."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.anchors import CALLS
from scamtriage.parse.contact.fold import MIDDLE_DOTS
from scamtriage.parse.contact.label_words import NAMED, SYMBOLS, Label, refusal, refused_in_bracket
from scamtriage.parse.contact.payee_words import PAYS
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.records import lazy_re


@cache
def _refused_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{refusal().pattern})\S{{0,8}} ?\Z")


@cache
def _rather_than() -> re.Pattern[str]:
    return re.compile(
        rf"(?: only| sahaja| saja)?[\s,;:(/-]{{1,3}}(?:but )?(?:{expression('around_contacts', 'rather_than')})"
        r"(?: (?:via|on|by|through|for|to|qua|sa))?\s?\Z"
    )


@cache
def _joint() -> re.Pattern[str]:
    """Return the pattern of a joint between two labels: "Telp./WA". "at" is excluded ("Call us at WhatsApp"), though it means "and" in
    Filipino.
    """
    return re.compile(rf"(?: oa| official|\.)?(?:\s?(?:[/&,+|]|(?!at\b)(?:{words_of('or', 'and').pattern}))\s?(?:mag-)?|(?P<dot>\.))\Z")


_MIDDLE_DOT = frozenset(MIDDLE_DOTS)
"""Between two messengers a middle dot separates list items: "Telegram · Signal: +66 …". A slash there, or a dot after a word for calls,
joins both labels to the number.
"""
_BY_NUMBER = frozenset(BY_NUMBER)
_DASHES = frozenset((" - ", " – ", "-", "–"))
_QUALIFIED = lazy_re.compile(
    r" ?[^\W\d_]{0,8} ?\Z| ?[^\x00-\x7f]{1,10} ?\Z| (?:only )?(?:for|untuk|cho|para sa) [^\W\d_]{2,12}(?:['’]s?)? ?\Z"
)

_OBJECT = lazy_re.compile(r" (?:the|our|my|ang|aming|kantor|pejabat|kami|cho|tới)(?: [^\W\d_]{2,14}){0,3} ?\Z")
"""What is called and written to, up to the word for its line: "the rescue "."""


def _is_object(low: str, raw: str, label: Label, between: str) -> bool:
    """Whether a word for a line is what the two verbs before it mean, not the messenger LINE: "Call or Viber the rescue line"."""
    line = low[label.start : label.end] == "line" and raw[label.start : label.end] != "LINE"
    if not (line or label.classes <= CALLS) or _OBJECT.match(between) is None:
        return False
    return not refusal().search(between)


_REFUSAL_CHARS = 16
"""Words that refuse calls by the messenger: "WhatsApp ไม่รับ โทร 087…", "no WhatsApp, call …"."""
"""Between a word for calling and the messenger that it excludes: "phone, not WhatsApp: 012 …"."""
_GAP = lazy_re.compile(r"[\s:>|\x7f-]{0,4}")


def chained(low: str, raw: str, labels: list[Label]) -> list[Label]:
    previous: Label | None = None
    excluded = False
    kept: list[Label] = []
    for label in labels:
        named = previous is not None and (previous.classes & NAMED or any(name.startswith(PAYS) for name in previous.classes))
        if previous is not None and low[label.start : label.end] == "id" and label.start - previous.end <= 2 and named:
            continue  # "カカオトークID" is one label; a separate "id" would rule out a phone
        if (
            previous is not None
            and low[label.start] in SYMBOLS
            and previous.classes & NAMED
            and _GAP.fullmatch(low, previous.end, label.start)
        ):
            continue  # "WhatsApp 📱 +62 …" is WhatsApp
        if previous is not None and previous.classes <= _BY_NUMBER and _is_line_of(low, raw, previous, label):
            continue
        if label.classes <= _THINGS and _is_department(low, label):
            continue
        if previous is not None and _is_purpose(low, previous, label):
            continue
        label.chain = label.classes
        kept.append(label)
        before, excluded = excluded, False
        if previous is not None and label.start - previous.end <= 28:
            between = low[previous.end : label.start]
            joint = _joint().match(between)
            dotted = joint is not None and not _MIDDLE_DOT.isdisjoint(raw[previous.end : label.start])
            if (
                label.classes <= NAMED
                and previous.chain & CALLS
                and (
                    (before and joint is not None)
                    or _rather_than().match(between)
                    or refused_in_bracket().search(low, previous.start, label.start)
                )
            ):
                excluded, label.classes, label.chain = True, previous.chain, previous.chain
            elif label.classes <= _BY_NUMBER and between in _DASHES and (previous.classes <= _BY_NUMBER or _is_head(low, previous)):
                label.chain |= previous.chain  # "Zalo - Viber: 0373 …", "ĐT-Zalo: 0373 …"
            elif joint is not None and (previous.chain & CALLS if dotted else joint["dot"] is None):
                label.chain |= previous.chain
            elif (
                label.classes & CALLS
                and previous.classes <= _BY_NUMBER
                and _QUALIFIED.match(between)
                and not refusal().search(between)
                and not _refused_before().search(low, max(0, previous.start - _REFUSAL_CHARS), previous.start)
            ):
                label.chain = previous.chain  # "WhatsApp hotline:" is WhatsApp
            elif previous.chain & CALLS and previous.chain & _BY_NUMBER and _is_object(low, raw, label, between):
                label.chain = previous.chain  # "Call or Viber the rescue line"
        previous = label
    return kept


def _is_head(low: str, label: Label) -> bool:
    """Whether it heads numbers, "Tel", and asks for no call by what follows, "call - WhatsApp"."""
    return bool(label.classes & CALLS) and low[label.start : label.end] in channels().spelling["phone-head"]


_LINE_OF = lazy_re.compile(r"(?<![a-z])(?:our|the|an?|official|dedicated|via|by|through|this|text|message|use|new) \Z")
_LINE_AT = lazy_re.compile(r" (?:at|on|is|number|no)(?![a-z])")


def _is_line_of(low: str, raw: str, before: Label, label: Label) -> bool:
    """Whether "line" is the English word behind the messenger whose line it is: "our WhatsApp line at 8821-4930"."""
    if raw[label.start : label.end] != "line" or low[before.end : label.start] != " " or not raw[before.start].isupper():
        return False
    return _LINE_AT.match(low, label.end) is not None or _LINE_OF.search(low, max(0, before.start - 12), before.start) is not None


_THINGS = frozenset(("not-phone", "account"))
_DEPARTMENT_CHARS = 18


@cache
def _department() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what makes the word for a thing one for a department, before it and behind it."""
    return (
        re.compile(rf"(?:{words_of('department').pattern}) ?\Z"),
        re.compile(rf" ?(?:{words_of('department-behind').pattern})(?![^\W\d_])"),
    )


def _is_department(low: str, label: Label) -> bool:
    """Whether a word for an order, an account or the like names who is called: "Bagian pesanan: (021) …", ฝ่ายบัญชี 02-…, 订单部：021-…"""
    before, behind = _department()
    return bool(behind.match(low, label.end) or before.search(low, max(0, label.start - _DEPARTMENT_CHARS), label.start))


_CODE_OF = lazy_re.compile(r"(?<![a-z])(?:id|code|kode|kod|ref|reference)(?![a-z])")
_AND_CALLED = lazy_re.compile(r"(?: [^\W\d_]{2,14}){0,2} ?(?P<colon>:)\s?\(?(?=[+0])(?P<parted>\+|[0-9]{2,4}\)?[ .-])?")
"""The rest of what it is for, a colon, and a number that shows where it begins. Account numbers begin with zeros too, but are seldom parted
so.
"""


@cache
def _for_what() -> re.Pattern[str]:
    """Return what stands between a messenger and the thing that it is for: "WhatsApp untuk status pesanan: 012 …"."""
    return re.compile(rf" ?(?:{expression('around_contacts', 'for_what')})(?: ?[^\W\d_]{{2,14}}){{0,2}} ?")


_AND_NUMBER, _AND_WHOLE_NUMBER = lazy_re.compile(r" ?:\s?[+(]{0,2}[0-9]"), lazy_re.compile(r" ?\(?[+0]")


def _is_purpose(low: str, before: Label, label: Label) -> bool:
    """Whether a word for an order only tells what the account or line before it is for: "WhatsApp pesanan: 012 …", "Telp. order: 021 …".

    Without a colon the number must show where it starts, and a messenger be named: "phone order 0812345678" is the number of an order.
    """
    spelling = channels().spelling
    if label.classes == _A_THING and is_hotline_for(low, before, label.start, label.end):
        return True
    called = _AND_CALLED.match(low, label.end) if before.classes <= _BY_NUMBER else None
    if called is not None and (called["parted"] or "account" not in label.classes) and _for_what().fullmatch(low, before.end, label.start):
        what = low[label.start : called.start("colon")]
        return not (words_of("number-before", "number-behind").search(what) or _CODE_OF.search(what))
    if low[label.start : label.end] not in spelling["purposes"] or low[before.end : label.start] not in _JOINS_PURPOSE:
        return False
    by_number = before.classes <= _BY_NUMBER
    if _AND_NUMBER.match(low, label.end):
        return by_number or low[before.start : before.end] in spelling["phone-head"]
    return by_number and _AND_WHOLE_NUMBER.match(low, label.end) is not None


_A_THING = frozenset(("not-phone",))
_HOTLINE_NUMBER = lazy_re.compile(
    r"(?: [^\W\d_]{2,7})?\.? ?:? ?(?:\+[1-9]|\(?0[0-9]{1,3}\)?[ .-](?=[0-9])|1[3589]00[ .-]?[0-9]|1[ -]8[0-9]{2}[ -][0-9])"
)
"""The rest of what the line is for, and a number that shows where it begins and is parted as telephones are, or one of service lines."""


def is_hotline_for(low: str, before: Label, start: int, end: int) -> bool:
    """Whether the thing named from `start` to `end` is what a hotline is for: "Hotline hợp đồng số 1900 55 88 92".

    The word for the hotline must stand right before it. Words for calls in general may be verbs: "call order no 0812-…".
    """
    return "hotline" in before.classes and low[before.end : start] == " " and _HOTLINE_NUMBER.match(low, end) is not None


_JOINS_PURPOSE = frozenset(("", " ", ". "))
