"""Read the context of a number: its owner, its country, and whether it is a number to call at all."""

import re
from functools import cache, lru_cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.anchors import CALLS
from scamtriage.parse.contact.fold import written_alike
from scamtriage.parse.contact.label_words import Label, refusal
from scamtriage.parse.contact.phone.labels import WITH_NUMBERS, is_right_behind
from scamtriage.parse.contact.phone.libphonenumber import Number
from scamtriage.parse.contact.phone.messengers import SAID_WITHIN, own_id_behind, says_same
from scamtriage.parse.contact.phone.numbered import is_of_a_thing
from scamtriage.parse.contact.setting_names import (
    ACCOUNT_NAME,
    BY_NUMBER,
    BY_NUMBER_ALONE,
    HELD,
    NAME,
    SET,
    TYPES,
    messenger_of,
    number_of_name,
)
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


def of_line_before(window: Window, label: Label, raw: str, start: int) -> bool:
    """Whether a not-phone label belongs to the line before: "Bahagian Rujukan" above "03 - 9799 5729"."""
    between = window.low[label.end : start]
    if "\n" not in between:
        return False
    if raw[0] in "(+0" and not raw.isdigit() and (own := _OWN_LINE.search(between)) is not None:
        return len(raw) - len(own[1]) >= _LONGER  # a heading with its cell, then the next cell: "110019", "011-4170 8825"
    value = _VALUE_ABOVE.search(between)
    used_up = value is not None and not written_alike(value[1], raw)  # written alike, both are what the label says
    alone = window.low[: label.start].rstrip(" ")[-1:] in ("", "\n") and not used_up
    return raw.startswith("+") or (not alone and raw.lstrip("(")[0] == "0" and not raw.isdigit())


_OWN_LINE = lazy_re.compile(r"\n ?([0-9]{4,8}) ?\n\Z")
_LONGER = 3
_VALUE_ABOVE = lazy_re.compile(r"(?<![0-9-])([0-9](?:[ -]?[0-9]){7,19})[^\S\n]{0,4}\n[^\S\n]{0,4}\Z")
"""The label's own value, at the end of the line above."""
GOES_ON = lazy_re.compile(r"-[0-9]")
"""Matches the rest of 1588-0000-12."""
_CODE = lazy_re.compile(r"[;{}<,\n]|[\"'].*[\"']")
_VALUE = lazy_re.compile(r"\\{0,3}[\"']?\s{0,8}[:=]\s{0,8}\[?\s{0,8}\\{0,3}[\"'`](?:[+(]?[0-9][0-9 ()-]{5,20}[\"'`],\s{0,8}[\"'`])*")
"""The text between a key and its value, or between its values: {"phone": ["081…", "089…"]}."""


def is_code(between: str) -> bool:
    """Whether script code separates a word from a number, so that the word is not its label.

    The quotes between a key and its value do not count as code.
    """
    return _CODE.search(between) is not None and _VALUE.fullmatch(between) is None


def is_added(text: str, start: int, end: int) -> bool:
    """Whether a script adds the number to the result of a call or to an element: f()+31536000000)."""
    return text[start - 1 : start] in (")", "]") and text[start + 1 : end].isdigit() and text[end : end + 1] in (")", ";", ",", "]")


_SETTING = lazy_re.compile(rf"({NAME}){SET}\Z")
_NAMED_VALUE = lazy_re.compile(rf"[:=]\s?[\"']({NAME})[\"']\s?,\s?[\"']?([A-Za-z_]{{1,12}})[\"']?\s?:\s?[\"']\Z")
"""The name as the value before, as builders of pages write what a button does: {"action": "phone", "to": "079…"}."""
_SETTING_REACH, _OBJECT_REACH = 40, 140
_A_NUMBER = r"[\"'][+(]?[0-9][0-9() -]{5,18}\\?[\"']"
_OF_OBJECT = lazy_re.compile(
    rf"(?:[\"']?({NAME})\\?[\"']?\s?:\s?\{{|(?:{'|'.join(TYPES)})\\?[\"']?\s?:\s?\\?[\"']({NAME})\\?[\"']\s?,)"
    rf"(?:(?!{_A_NUMBER})[^{{}}]){{0,80}}?(?<![A-Za-z_])(?:{'|'.join(HELD)})\\?[\"']?\s?:\s?\\?[\"']\Z",
    re.IGNORECASE,
)
"""The object that holds the number, and says of which messenger it is: {type: "whatsapp", number: "…"}, viber: {on: true, number: "…"}.

The first number of the object is the messenger's. Numbers without quotes are those of records, times and colours."""


def is_set_for_other(text: str, start: int) -> bool:
    """Whether the number is the value of a setting that holds a bank account or a thing's number: {"account_no": "043-8-81275-9"},
    {"case_no": "061-558-9231", orderId: "…"}.
    """
    name = _setting_of(text, start)
    return ACCOUNT_NAME.fullmatch(name.replace("_", "").replace("-", "").lower()) is not None or _names_thing(name)


def _setting_of(text: str, start: int) -> str:
    """Return the name of the setting whose quoted value begins here, "" if none does."""
    setting = _SETTING.search(text, max(0, start - _SETTING_REACH), start) if text[start - 1 : start] in ("'", '"', "`") else None
    return setting[1] if setting is not None else ""


@lru_cache(1_024)
def _names_thing(name: str) -> bool:
    words = [word.lower() for word in _WORDS_OF_NAME.findall(name)]
    said = " ".join(words)
    return bool(words) and (words[-1] in _CODES or (len(words) > 1 and words[-1] == "id") or is_of_a_thing(said, len(said), grouped=True))


_WORDS_OF_NAME = lazy_re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CODES = frozenset(("sku", "barcode", "serial", "imei", "isbn", "ean", "upc", "code", "ref", "reference", "hash", "token", "nonce", "otp"))
"""Last words of names that hold no number to call, whatever has it."""


def set_for(text: str, start: int) -> str:
    """Return the messenger, "phone" or "fax" if the number is the value of such a setting: {"wa": "+66 …", "phone_number": "081…"}."""
    if text[start - 1 : start] not in ("'", '"', "`"):
        return ""
    if kind := number_of_name(_setting_of(text, start)):
        return kind
    held = _OF_OBJECT.search(text, max(0, start - _OBJECT_REACH), start)
    if held is not None and (kind := messenger_of(held[1] or held[2])) in BY_NUMBER:
        return kind
    named = _NAMED_VALUE.search(text, max(0, start - _SETTING_REACH), start)
    if named is None or not _HOLDS_NUMBER.fullmatch(named[2].lower()):
        return ""
    return "phone" if named[1].lower() in _TO_CALL else _SHORT_NAMES.get(named[1].lower()) or number_of_name(named[1])


_TO_CALL = frozenset(("phone", "tel", "telephone", "call", "mobile", "hotline"))
_SHORT_NAMES = {"vb": "viber", "zl": "zalo"}
"""Names of messengers as values only: as names of settings they mean other things."""
_HOLDS_NUMBER = lazy_re.compile(
    r"[a-z]|(?:value|val|to|target|number|num|no|phone|tel|href|link|url|data|content|text|contact|payload|param|arg)s?"
)
"""Settings that hold what a button opens, or are shortened to a letter. Others tell of a visitor or of a field: {"device": "mobile", …}."""


NAMELESS = frozenset((*BY_NUMBER_ALONE, "signal"))
"""Messengers that identify users by number or by names with digits. A long plain word after their name is not an account."""
NAMED = frozenset(("telegram", "wechat", "line", "kakaotalk"))
_ID_OF_LETTERS = r"|[A-Za-z]{9}|(?<![A-Za-z])(?!admin|agent|staff|sales|line|support)[A-Za-z]{4,8}[0-9]{1,4}\s+[^\W\d_:]"
"""A long word, or a shorter one that ends in digits and leads on to the next word: "Telegram: lucky89 OnePay 020 …"."""
_OWN_ID = tuple(lazy_re.compile(rf"@|[A-Za-z_]*[0-9_]+[A-Za-z]|[A-Za-z]_{more}|(?:[A-Za-z]+ ){{4}}") for more in (_ID_OF_LETTERS, ""))


_WHAT_TO_SEND = lazy_re.compile(r"\A ?(?:(?:us|me) )?(?:a|an|the|your|some|any) [a-z ]{3,40}(?=:\s?[+(]?\Z)")
"""What is to be sent: "WhatsApp us a photo of the leak: +44 …"."""
_SENT_TO = lazy_re.compile(r"\A ?[a-z][a-z -]{2,40} (?:to|ke|kepada|sa) ?[+(]?\Z")
"""The same as a sentence: "WhatsApp gambar luka atau ruam ke 011-…"."""
_WRITTEN_TO = lazy_re.compile(r"\A(?: [A-Za-z]{2,14}\.?){1,5} (?:at|on|di) ?[+(]?\Z")
"""Who is written to there: "WhatsApp Officer Desmond Lim at 8847 2160"."""
_FEWEST_TO_SEND = 8
_SAID_IN_BRACKET = lazy_re.compile(
    r"\([^()@0-9_\n]* [^()@0-9_\n]*\)|\(24 ?h(?:rs?|ours?)?\)|\([0-9]{1,2} ?[ap]\.?m\.? ?[-–] ?[0-9]{1,2} ?[ap]\.?m\.?\)", re.IGNORECASE
)


def without_own_id(messengers: list[str], between: str) -> list[str]:
    """Return the messengers without an id of their own between their name and the number.

    If one messenger in a joint label accepts no plain word as id, the text is not an id: "Viber/Telegram ng telemedicine". Words in
    brackets, "(text only, he is at sea)", are not ids either.
    """
    between = _SAID_IN_BRACKET.sub(" ", between)
    if len(between) > _FEWEST_TO_SEND:
        between = _WHAT_TO_SEND.sub(" ", between)
        if (_SENT_TO.match(between) or _WRITTEN_TO.match(between)) and not refusal().search(between):
            return messengers
    kept = [kind for kind in messengers if not _OWN_ID[kind in NAMELESS].search(between)]
    return (
        messengers if len(kept) < len(messengers) and any(kind in NAMELESS for kind in kept) and not _OWN_ID[True].search(between) else kept
    )


@cache
def _call_behind() -> re.Pattern[str]:
    """Return what marks the number before it as one to call."""
    return re.compile(rf"\s?(?:{expression('around_contacts', 'call_behind')})")


@cache
def extension() -> re.Pattern[str]:
    """Return the pattern of an extension after a number; only a telephone has one."""
    words = words_of("extension", "extension-alone").pattern
    return re.compile(rf"[\s,]{{0,2}}\(?(?:{words})[\s.:]{{0,2}}[0-9]{{1,5}}(?:[~/-][0-9]{{1,5}}){{0,3}}(?![0-9])")


def is_called(low: str, end: int) -> bool:
    """Whether the text directly after a number says that it is one to call."""
    return bool(_call_behind().match(low, end) or extension().match(low, end))


def names_messenger(window: Window, end: int) -> bool:
    """Whether a messenger's name follows within the text that may describe the number."""
    clause = SAID_WITHIN.match(window.low, end)
    if clause is None:
        return False
    near = window.labels_near(end, before=0, after=4)
    return any(label.start < clause.end() and label.classes & WITH_NUMBERS for label in near)


_OF_CALLS = lazy_re.compile(
    r"(?<![a-z])(?:toll[- ]?free|free|press|media|land|phone|telephone|direct|help|support|service|care|customer|office|main|sales"
    r"|clinic|hospital|ward|reception|shop|store|school|hotel|parish|barangay|order|billing|claims|complaints?|fraud|crisis|emergency|dedicated|certified|verified|secured?|authori[sz]ed|private|business|local|international|national|reservations?"
    r"|booking|enquir(?:y|ies)|inquir(?:y|ies)|information|review|24[- ]hour|24/7|desk|(?<!add )(?:our|this|the|us|uk))[ -]\Z"
)
"""Words before a "line" that is a telephone line. The messenger is usually written LINE."""
_CONNECTED = lazy_re.compile(r"(?<![a-z])on \Z")
"""Before "line" in small letters: "on line" means the internet."""
_PROSE = lazy_re.compile(r"(?!phone|number|mobile)\b[a-z]{2,}\b[^a-z]+(?!phone|number|mobile)[a-z]{2,}")
"""Two words of a sentence."""


def is_telephone_line(window: Window, label: Label, between: str = "") -> bool:
    """Whether "line" means a telephone line, not the messenger: "the toll free line +1 …", "Press line: 0917 …".

    `between` is the text before the number, which may be a sentence: "our US line is open, or simply +1 …".
    """
    if window.low[label.start : label.end] != "line":
        return False
    small = window.text[label.start : label.end] == "line"
    if _PROSE.search(between) or (small and _CONNECTED.search(window.low, max(0, label.start - 4), label.start)):
        return True
    shouted = window.text[label.start : label.end].isupper() and not window.text[max(0, label.start - 6) : label.start].isupper()
    return not shouted and _OF_CALLS.search(window.low, max(0, label.start - 16), label.start) is not None


def is_line_account(window: Window, label: Label, start: int, end: int, number: Number) -> bool:
    """Whether LINE's name stands right before a mobile number with spaces, "มือถือ/ไลน์ 086 293 7714": such a one is no id by its form."""
    if number.type != "mobile" or "line" not in label.chain or not is_right_behind(window, label, start):
        return False
    if own_id_behind(window.text, end) is not None:
        return False  # โทร/ไลน์ไอดี 087 945 1160 / name_1
    if "line" in label.classes and ":" in window.text[label.end : start]:
        return False  # behind a colon any id is read
    return not is_telephone_line(window, label)


def same_before(window: Window, label: Label | None, start: int) -> list[str]:
    """Return the messengers before the word for a phone whose account is said to be its number: "ไอดีไลน์คือเบอร์มือถือ 095 …"."""
    if label is None or not label.classes & CALLS or _NO_OTHER.fullmatch(window.low, label.end, start) is None:
        return []
    first = label.start
    for before in reversed(window.labels_near(label.start, before=3, after=0)):
        if before.end == first and before.classes & CALLS:
            first = before.start  # เบอร์มือถือ
        elif before.end <= first:
            named = [kind for kind in (*BY_NUMBER, "line") if kind in before.classes]
            rest = window.low[before.end : start].rstrip(_LEADS_ON)  # "LINE เบอร์เดียวกัน": the word is of what says that they are one
            same = says_same(window.low[before.end : first]) or says_same(rest) or _ACCORDING_TO.search(window.low, label.end, start)
            return named if named and same else []
    return []


def same_in_bracket(window: Window, label: Label | None, start: int) -> list[str]:
    """Return the messengers of names that the bracket right before a number says to have it: "电话（微信同号）：159 …"."""
    if label is None or not label.classes & _OF_NUMBERS_TOO or _REST_OF_BRACKET.fullmatch(window.low, label.end, start) is None:
        return []
    return sorted(label.classes & _OF_NUMBERS_TOO) if says_same(window.low[label.end : start].partition(")")[0]) else []


_LEADS_ON = " :>-)("
_OF_NUMBERS_TOO = frozenset(("wechat", "line"))
_REST_OF_BRACKET = lazy_re.compile(r"[^()0-9\n]{1,24}\)[\s:>-]{0,3}")
_ACCORDING_TO = lazy_re.compile("အတိုင်း")
"""Behind the word for a phone, as Burmese has it."""
_NO_OTHER = lazy_re.compile(r"[^0-9\n,;]{0,16}")
