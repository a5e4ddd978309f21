"""Find the label of a number: the nearest one before it, unless it belongs to another number or is already used up."""

import re
from functools import cache

from msgspec.structs import replace

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.anchors import CALLS, DIALLED
from scamtriage.parse.contact.label_words import SYMBOLS, Label
from scamtriage.parse.contact.phone.line_ends import number_before
from scamtriage.parse.contact.phone.messengers import belongs_before, only
from scamtriage.parse.contact.setting_names import BY_NUMBER_OR_ID
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

LABEL_REACH = 48  # maximum characters between a label and its number
WITH_NUMBERS = frozenset(BY_NUMBER_OR_ID)
"""Messengers after whose name a phone number may follow: the account's, or another one of the same person."""
USED_UP = lazy_re.compile(
    r"[0-9][0-9 .()-]{5,}(?:\([^()]*\)|[^0-9(])*?[^\W\d_]{4}[^()]*\Z"
    r"|[0-9]{3}[^0-9\n]*\n(?:[^0-9\n]{0,24}(?<![0-9])[0-9]{1,3}(?![0-9.-])){0,2}[^0-9\n]*[^\W\d_][^0-9\n]*\Z"
)
"""A number and words after the label, which then no longer applies. A number with a name in brackets may be one of several. On a line of
their own the words may hold a house's number."""
_BRACKET_ENDS = lazy_re.compile(r"[^()0-9\n]{0,30}\)")
_REST_OF_BRACKET = lazy_re.compile(r"\A(?: [^()0-9:,;\n]{1,14})? *[,;/] *[^()0-9:\n]{1,30}\)(?= *:)")
"""Who answers, behind the messenger that both share a bracket: "Tel (WA, Bu Tini): 0813 …", "(Viber only, Manila): 0965 …"."""
_INITIAL = lazy_re.compile(r"(?:\n|[0-9A-Z] ?[.;|] ?|[0-9][0-9 -]{6}[0-9] {1,2})[TMF](?:[:.]? |: ?)\(?\Z")
"""T for telephone, M for mobile, after a break or a number: "GST Reg. M2-8471936-0. T 6284 7193 M 9284 7160"."""
_PARTED_OFF = lazy_re.compile(r"[^\W_][^|\n]{0,46} [.|] [^|\n0-9]{0,46}\Z|(?<![0-9-])[1-9][0-9.-]{5,17} ?[,;/] ?\Z")
"""A thing and the dot or stroke behind it: "Licence of the ministry 214 · Advertising"; its long number and a comma: "NIP 19880412, "."""
_A_THING = frozenset(("not-phone",))
_SENT_TO = lazy_re.compile(r"\A(?: [^\W\d_]{2,12}){0,2} (?:ke|kepada|to|sa|tới|đến|về|cho)(?: [^\W\d_]{2,12}){0,2}\.? ?\Z")
"""Where a code goes, which is no number of the code: "kirim kode OTP ke 0812…", "… ke admin kami 0812…"."""
_WHOLE_THING = lazy_re.compile(r"[^0-9\n]{0,16}(?<![0-9-])[0-9]{5,18}[A-Z号號]? ")
SHOWN_WHOLE = lazy_re.compile(r"(?:0[0-9]{1,3}|[48]00|1[3-9][0-9])-[0-9]{3,4}-[0-9]{3,4}(?![0-9-])")
"""The number of a thing in one piece, and a telephone's beside it, which is parted by dashes: 邮编：215123 400-8859-112."""
_VALUE_SAID = lazy_re.compile(
    r"[\s:#=.]{0,3}@?(?=[A-Za-z._/-]{0,30}[0-9])(?=[0-9._/-]{0,30}[A-Za-z])[A-Za-z0-9][A-Za-z0-9._/-]{4,30}\s[\s,;|]{0,3}[^\W\d_][^0-9\n]{0,40}"
)
"""The thing's own number, which has letters, and the next words: "ID: stock8812 Assistant Mei"."""
_TELEPHONE_BEFORE = lazy_re.compile(r"(?<![0-9-])\(?0[0-9]{0,3}[ ).-][0-9][0-9-]{5,12}(?![0-9])[^\n]{0,12}[^\W\d_]")
"""A number to call and a word behind it: "案號 … (03)833-8127 分機 33;行動 "."""
_SHOWN_FROM = lazy_re.compile(r"\(?(?:\+[0-9]|0[0-9]{0,3}[ ).-][0-9(]|1[ -][38]00[ -][0-9])")
"""A number that shows where it begins, and is parted as telephone numbers are."""
_NUMBER_BEFORE = lazy_re.compile(r"(?:[0-9][ .-]?){3}\([^()0-9]*\Z")
"""A number before the label's bracket. Three digits are required, to skip counts: "Admin 2 (WhatsApp): 0812 …"."""
_OTHER_LABEL = lazy_re.compile(r"(?:[.;|\n,]|[0-9]\s)[^.;|\n,:]*[^\W\d_]{2}[^.;|\n,:]{0,20}: ?\Z")
"""An unknown word and a colon after a break; the number belongs to that word."""


_AREA_CODE = lazy_re.compile(r"[,;]? ?\barea code\b")
"""The rest of "direct line, area code nine one five: 915.274.8306", whose digits were words."""


@cache
def _all_day() -> re.Pattern[str]:
    """Return "24 hours", as often stands beside a number that is answered all day."""
    return re.compile(rf"(?<![0-9])24 ?(?:/ ?7(?![0-9])|{expression('around_contacts', 'hours')})(?![a-z])", re.IGNORECASE)


@cache
def _titles() -> re.Pattern[str]:
    words = sorted((word[:-1] for word in channels().spelling["roles"] if word[-1] == "."), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![^\W\d_])({'|'.join(map(re.escape, words))})\.", re.IGNORECASE)


def without_titles(text: str) -> str:
    """Remove the dots of titles such as "En. Hafiz" and "Ms. Lee", which end no sentence. The length stays the same."""
    return _titles().sub(r"\1 ", text) if "." in text else text


def without_hours(text: str) -> str:
    """Remove "24 jam" and "24/7", so that their digits are not taken for another number."""
    return _all_day().sub(" ", text) if "24" in text else text


_HANDSET = lazy_re.compile(rf" ?[{SYMBOLS}]")


def is_served(low: str, end: int) -> bool:
    """Whether "24 jam" or the picture of a telephone directly follows: such a number is one to call."""
    return bool(_HANDSET.match(low, end) or _all_day().match(low, end + low[end : end + 1].isspace()))


_BRACKET = lazy_re.compile(r"\(([^()\n]{1,40})\)(?=[\s:=>-]{0,4}\Z)")


def without_bracket(before: str) -> str:
    """Remove a bracket directly before a number: "Cik Siti (staff no. 4471): 017 …"."""
    return _BRACKET.sub(" ", before) if ")" in before else before


_BY_VIDEO = lazy_re.compile(r"\b(?:video ?(?:call|chat)s?|panggilan video|gọi video)\b")


def _outside_bracket(window: Window, label: Label | None, position: int) -> Label | None:
    """Resolve a label inside a bracket between a messenger's name and the number.

    In "WhatsApp (order and booking): 0812 …" the label is the messenger. A word for calls makes the number a phone as well, if it is in the
    bracket or before it: "Phone (also Zalo): 0967 …".
    """
    if label is None:
        return label
    bracket = _BRACKET.search(window.low, max(0, position - LABEL_REACH), position)
    if bracket is None or label.start < bracket.start():
        return label
    if _BY_VIDEO.search(bracket[1]):
        return window.label_before(bracket.start())  # WhatsApp (video call): 012 …
    if label.classes & CALLS and only().search(bracket[1]):
        named = next((one for one in window.labels_between(bracket.start(), position) if one.classes & WITH_NUMBERS), None)
        if named is not None and only().search(window.low, named.end, label.start):
            return replace(named, chain=named.chain - CALLS)  # (WhatsApp only, do not call): 0967 …
    before = window.caller_before(bracket.start())
    if before is None or any(c.isdigit() for c in window.text[before.end : bracket.start()]):
        return label
    if label.classes & WITH_NUMBERS:
        told = window.low[before.start : before.end] in channels().spelling["phone-head"] and not only().search(bracket[1])
        return replace(label, chain=label.chain | {"phone"}) if told else label
    if not before.chain & WITH_NUMBERS:
        return label
    calls = label.chain & CALLS if not only().search(bracket[1]) else frozenset()
    return replace(before, chain=before.chain | calls)


def is_used_up(between: str) -> bool:
    """Whether the text between a label and a number shows that the label was for another number. "Or" alone joins two of one label."""
    return USED_UP.search(_or().sub(" ", between)) is not None


@cache
def _or() -> re.Pattern[str]:
    return re.compile(rf"(?<=[0-9)]) ?,? ?(?:{words_of('or', 'and').pattern}) ?\Z")


def _has_passed(between: str) -> bool:
    """Whether what stands behind a thing's word shows that the thing is over."""
    return any((_PARTED_OFF.search(between), _VALUE_SAID.fullmatch(between), _TELEPHONE_BEFORE.search(between)))


def is_parted_off(between: str) -> bool:
    """Whether a stroke or a comma and a word in other letters part it from the messenger's number: WhatsApp 5612 7661 | 分行 2794 1276."""
    return _NEXT_ITEM.search(between) is not None


_NEXT_ITEM = lazy_re.compile(r"[0-9]{3} ?[|,] ?[^\x00-\x7f]{2}")


def label_of(window: Window, position: int) -> Label | None:
    """Return the label of the number at the position, or None. Other numbers may be between ("Tel: 1, 2")."""
    label = _outside_bracket(window, window.caller_before(position), position)
    if label is None or position - label.end > LABEL_REACH:
        return None
    between = window.text[label.end : position]
    initial = label.end - label.start == 1 and label.classes <= DIALLED  # it is read with the number behind it alone
    if not initial and ("\n" in between or "|" in between) and number_before(window, label) >= 0:
        return None  # +66 81 234 5671 - WhatsApp, and on the next line +66 2 234 5674 - Office
    if "area code" in between:
        between = _AREA_CODE.sub("", between)
    ahead = _REST_OF_BRACKET.sub("", between) if ")" in between else between
    if _OTHER_LABEL.search(without_hours(without_titles(without_bracket(ahead)))) or ("not-phone" in label.classes and is_used_up(between)):
        return None
    if not initial and is_in_bracket_of_number(window, label):
        return None  # 0912 345 678 (WhatsApp, Ms Lee), 02 123 4567: the label belongs to the first number
    if label.classes == _A_THING and _SENT_TO.search(between):
        return None
    if "not-phone" in label.classes and (
        (_WHOLE_THING.fullmatch(between) and SHOWN_WHOLE.match(window.text, position))
        or _INITIAL.search(between)
        or (_SHOWN_FROM.match(window.text, position) and _has_passed(between))
    ):
        return None
    if label.chain & WITH_NUMBERS and belongs_before(window.low, label.start, label.end, position):
        return None
    return label


def is_in_bracket_of_number(window: Window, label: Label) -> bool:
    """Whether it stands in the bracket behind a number: 0912 345 678 (WhatsApp, Ms Lee)."""
    rest = window.text[label.end : label.end + LABEL_REACH]
    return bool(_BRACKET_ENDS.match(without_hours(rest)) and _NUMBER_BEFORE.search(window.low, max(0, label.start - 30), label.start))


_RIGHT_BEFORE = lazy_re.compile(r"[\s:.=|>(-]{0,5}|[^\S\n]{0,2}(?:us|me|now|at|on|number|no|is)(?:[^\S\n](?:at|on|is))?[\s:.=-]{1,4}")


def is_right_behind(window: Window, label: Label, start: int) -> bool:
    """Whether nothing but "us at", "number is" and the like stands between a label and the number that begins at `start`."""
    return _RIGHT_BEFORE.fullmatch(window.low, label.end, start) is not None
