"""The forms in which an id follows the name of its messenger: spelled out, behind a title or a user's name, or some words later."""

import re
from collections.abc import Callable
from functools import cache, cached_property
from typing import NamedTuple

from scamtriage.knowledge.language.phrases import expression
from scamtriage.parse.contact.english_line import is_on_line
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.messenger_ids import accept
from scamtriage.parse.contact.messenger_words import ID_WORDS, id_behind, is_of_something
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_USER_NAME = lazy_re.compile(
    r"[^\n@:.;|0-9]{0,24}?(?<![A-Za-z])(?:nama pengguna|nama akun|user ?name|nome de (?:usuário|utilizador)|tên người dùng"
    r"|id(?= (?:dia|saya|kami|beliau|nya|niya|ko|namin|ay|na|is|adalah|ialah|là) ))"
    r"(?: (?:dia|saya|kami|beliau|nya|niya|ko|namin|ay|na|is|adalah|ialah|là|é))? {0,2}\"?"
    r"(?P<id>[A-Za-z][A-Za-z0-9._-]{3,31})(?![A-Za-z0-9@])",
    re.IGNORECASE,
)
"""A word for a user name some words behind the messenger: "Telegram saja, nama pengguna pos_88", "di Telegram, id dia alia_88"."""
_HANDLE = lazy_re.compile(
    r"(?:user ?name|handle)(?: (?:is|ay|adalah|ialah|:))? {0,2}\"?(?P<id>[A-Za-z][A-Za-z0-9]{0,30}_[A-Za-z0-9_]{2,30})"
    r"(?![A-Za-z0-9@_-]|\.[A-Za-z0-9])",
    re.IGNORECASE,
)
_HANDLE_CHARS, _ELSEWHERE = 50, lazy_re.compile(r"[\n@;|0-9]")
"""Within this many characters behind a messenger: "Telegram for documents - agent handle is doj_unit_0048"."""
_BEHIND_NAME = lazy_re.compile(r" (?:[A-Z][a-z]{1,14} ){0,2}[A-Z][a-z]{1,14}: ?(?P<id>[A-Za-z][A-Za-z0-9._-]{3,31})(?![A-Za-z0-9@])")
"""The name of a person: "WeChat Ah Meng: sejukjaya_88"."""
_REMARKED = lazy_re.compile(
    r" ?(?:ID|id|Id)? ?\([^()@\n0-9]{1,30}\) ?[:=>-] ?(?P<id>@?(?=[A-Za-z.-]{0,30}[0-9_])[A-Za-z][A-Za-z0-9._-]{3,31})"
)
"""Whose account it is, in brackets: "Telegram ID (पर्यवेक्षक) - office_mehra"."""
_REMARKED_NAME = lazy_re.compile(r" ?(?:ID|id|Id)? ?\([^()@\n0-9]{1,30}\) ?[:=>] ?(?P<id>[a-z]{2,15}\.[a-z]{3,15}(?![A-Za-z0-9.@/:-]))")
"""Letters and a dot are an account of Skype, and elsewhere rather a host: "Skype (interviews): ana.recruitment"."""
_OF_A_USER = lazy_re.compile(r"[0-9_]|[a-z][A-Z]")
"""What a word of a sentence has not: a digit, an underscore, a capital inside."""
_ID_LATER = lazy_re.compile(
    r" ?[^\x00-\x7f]{0,30}(?: ?\"[^\"\n]{2,40}\"| [^\x00-\x7f]{2,16})? ?[:>]?>? ?"
    r"(?:ไอดี|ໄອດີ|အိုင်ဒီ|អាយឌី|(?:ID|id|Id)(?![a-z])(?:検索|搜索|搜尋|검색)?) {0,2}[:=]? {0,2}\"?"
    r"(?P<id>@?[A-Za-z0-9][A-Za-z0-9._-]{3,31})"
)
"""Example: "แอดไลน์มาได้เลย ไอดี somying.99"."""
_ID_APART = lazy_re.compile(
    r"(?:[^\n@:0-9]{0,20}?(?:[,(;|-] ?|(?:my|our|the|saya|aku|ko|namin|cari|search|tìm|of|is) ))??"
    r"(?<![A-Za-z])(?:ID|Id|id|ไอดี|アイディー|아이디|आईडी|အိုင်ဒီ|ໄອດີ|អាយឌី) ?[:=] ?(?P<id>@?[A-Za-z0-9][A-Za-z0-9._-]{3,31})"
)
"""(LINE works too, ID: somying99): "ID" and a colon some words after the messenger. Ids of members or orders look the same."""
_TITLED = lazy_re.compile(
    r"[)\"]? ?[^\x00-\x7f]{0,12} ?(?:ID|id|Id)? ?[^\x00-\x7f]{1,16}(?: [^\x00-\x7f]{1,12}){0,3} ?(?:[:=>]|(?P<dash>- )) ?"
    r"(?P<id>@?[A-Za-z0-9][A-Za-z0-9._-]{3,31})"
)
_SOUGHT = lazy_re.compile(
    r" ?[(,:;-]? ?(?:search(?: for)?|look (?:up|for)|find|hanapin(?: ang)?|i-?search(?: ang)?|tìm(?: kiếm)?|cari|で|에서) ?:? ?"
    r"\"?(?P<id>@?[A-Za-z][A-Za-z0-9]{0,30}_[A-Za-z0-9_]{1,30})(?![A-Za-z0-9_@])",
    re.IGNORECASE,
)
"""Where one is to search there: "on Telegram (search "name_1")", テレグラムで「name_1」を検索. With an underscore it is no word."""
_FAR_HANDLE = lazy_re.compile(r"[^@\n]{0,28}?(?<![A-Za-z0-9._%+-])(?P<id>@[A-Za-z0-9][A-Za-z0-9._-]{2,31})")
_APART_HANDLE = lazy_re.compile(r"[^@\n]{0,28}?(?<![^\s:>(])@ (?P<id>[A-Za-z][A-Za-z0-9]{0,30}_[A-Za-z0-9_]{1,30})(?![A-Za-z0-9.@])")
"""Like _FAR_HANDLE, with a space after the @: "Telegram quản lý: @ name_1"."""
_BELOW = lazy_re.compile(r"[^\n@:.|;(0-9]{1,16}\n ?(?P<id>@[A-Za-z0-9][A-Za-z0-9._-]{2,31})[^\S\n]{0,3}(?=\n|\Z)")
"""What one does by the messenger, as the head of a row that holds a handle alone: "LINE予約" before "@name"."""
_HEAD_CHARS = 8
"""Characters before the messenger's name in such a head."""
_CHANNEL_HANDLE = lazy_re.compile(
    r"[^@\n]{0,8}(?:채널|플친|플러스 ?친구|검색)(?:명? ?: ?|[^@\n.]{0,28}?(?<![A-Za-z0-9._%+-])(?=@))"
    r"(?P<id>@?[A-Za-z0-9][A-Za-z0-9._-]{2,31})"
)
"""A channel by its name to search for, then by its handle: 카카오톡 채널 검색창에 "초록동물병원" 또는 @name24."""
_FARTHER_HANDLE = lazy_re.compile(r"[^@\n]{0,48}?(?<![A-Za-z0-9._%+-])(?P<id>@[A-Za-z][A-Za-z0-9]{0,30}_[A-Za-z0-9_]{1,30})")
"""A handle with an underscore. Of the messengers whose handles start with @, only Telegram allows it."""
_SINGLES = lazy_re.compile(
    rf"(?P<gap>[\s:=>|\-\"'()]{{0,6}}(?:(?P<word>{ID_WORDS})(?![A-Za-z])[\s:=>|\-\"'()]{{0,6}}){{0,2}})"
    r"(?P<id>@?[A-Za-z0-9](?: [A-Za-z0-9._@-]){4,31})"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""An id that is spelled out: "LINE ID: t a l a y m o r k"."""
_QQ_APART = lazy_re.compile(r"[1-9](?: [0-9]){6,10}")
"""After this word, bare digits can only be an id: 扣扣 2 8 8 4 1 7 0 3 9 5"""
_QQ_GROUPED = lazy_re.compile(
    r"[\s:=>号码號碼]{0,4}(?:[交流客服讨论討論官方]{0,4}群[号號]?[1-9一二三①-⑨]? ?[:=] ?|[①-⑨] ?[:=] ?)?"
    r"([1-9][0-9]{0,2}(?:[ -][0-9]{2,4}){2,3})(?![0-9]|[ -][0-9])"
)
"""Digits in groups that begin with a short one: 扣扣:87 4163 2905, QQ交流群：572 018 846, QQ②：864 1027 53."""
_WITH_AT = lazy_re.compile(r"\s?\([^()@\n]{0,12}@[^()@\n]{0,20}\)(?=\s?:?\s?@)")
"""A remark on the mark itself: "ไลน์ (มี @ ด้วยนะคะ) @shop.bkk"."""
_THAI_WORD = lazy_re.compile(
    r" ?[^\x00-\x7f]{0,24} ?(?:ชื่อ|ค้นหา|เสิร์ช) ?:? ?(?P<id>@?(?=[A-Za-z0-9.-]{0,20}[0-9_])[A-Za-z][A-Za-z0-9._-]{3,31})"
)
"""Words for a name and for searching, which need an id that is no word: "LINE ส่วนตัว ชื่อ somchai_99"."""
_THAI_PLEASE = lazy_re.compile(
    r" ?(?:(?:มา|ก็|ได้|เลย|ไป|ที่|นะ|จ้า|จ้ะ|คะ|ค่ะ|ครับ|คับ|ทาง) ?){1,8}"
    r"(?P<id>(?=[A-Za-z.-]{1,30}[0-9_])[A-Za-z][A-Za-z0-9._-]{3,31})(?![A-Za-z0-9@/])"
)
"""Words that make it a request, before an id that is no word: "แอดไลน์ก็ได้ aey_post9"."""
_NAMED_USERS = frozenset(("telegram", "wechat", "kakaotalk"))
"""Messengers whose name in Latin letters is no other word: behind "Line Manager" or "Signal Strength" stands no account."""
_MOST_BETWEEN = 3
_OTHERS = frozenset(("line", "telegram", "whatsapp", "wechat", "kakaotalk", "skype", "social", "email", "zalo", "viber", "qq", "messenger"))


class _Id(NamedTuple):
    """An id as one of the forms gives it."""

    start: int
    text: str
    """"" where the form is there, and what it introduces is no id."""
    sure: bool


class _Place:
    """Where the name of a messenger ends."""

    def __init__(self, window: Window, at: int, kind: str, written: str) -> None:
        self.window, self.at, self.kind, self.written = window, at, kind, written
        self.text = window.text

    @cached_property
    def following(self) -> Label | None:
        """The next word for a messenger, a call or a thing."""
        return self.window.label_after(self.at)

    def is_of_other(self, match: re.Match[str]) -> bool:
        """Whether the next of these words is another messenger's name and stands before the id."""
        return self.following is not None and self.following.start < match.start("id") and bool(self.following.classes & _OTHERS)


@cache
def _all_day() -> re.Pattern[str]:
    return re.compile(rf"\s?\(24 ?(?:/ ?7|h|{expression('around_contacts', 'hours')})\)", re.IGNORECASE)


def id_after(window: Window, at: int, kind: str, written: str) -> Found | None:
    """Return the id that follows a messenger's name, which ends at `at` and is written so. The first form that stands there decides."""
    if window.text[at : at + 2].lstrip()[:1] == "(" and (remark := _WITH_AT.match(window.text, at) or _all_day().match(window.text, at)):
        at = remark.end()
    place = _Place(window, at, kind, written)
    told = _first(_APART_FORMS, place)
    if told is None:
        if (found := id_behind(window, at, kind, written)) is not None:
            return found
        told = _first(_LATER_FORMS, place)
    return accept(window, told.start, told.text, kind, sure=told.sure) if told is not None and told.text else None


_Form = Callable[[_Place], _Id | None]


def _first(forms: tuple[_Form, ...], place: _Place) -> _Id | None:
    return next((told for form in forms if (told := form(place)) is not None), None)


def _of(match: re.Match[str], *, sure: bool = True) -> _Id:
    return _Id(match.start("id"), match["id"], sure)


def _spelled(place: _Place) -> _Id | None:
    match = _SINGLES.match(place.text, place.at)
    if match is None or is_on_line(place.text, place.at, place.written):
        return None
    named = match["word"] or ":" in match["gap"] or place.written.lower().endswith(("id", "ไอดี", "아이디", "号", "號"))
    if named or (place.kind == "qq" and _QQ_APART.fullmatch(match["id"])):
        return _Id(match.start("id"), match["id"].replace(" ", ""), True)
    return None


def _grouped(place: _Place) -> _Id | None:
    match = _QQ_GROUPED.match(place.text, place.at) if place.kind == "qq" else None
    return _Id(match.start(1), re.sub("[ -]", "", match[1]), True) if match is not None else None


def _remarked(place: _Place) -> _Id | None:
    if (match := _REMARKED.match(place.text, place.at)) is not None:
        return _of(match)
    match = _REMARKED_NAME.match(place.text, place.at) if place.kind == "skype" else None
    return _of(match, sure=False) if match is not None else None


def _titled(place: _Place) -> _Id | None:
    match = _TITLED.match(place.text, place.at)
    if match is None or _other_between(place.window, place.at, match.start("id")):
        return None
    # ไลน์แอดมิน: somying2535; a dash may introduce other things too
    if match["dash"] and not re.search("[0-9_.]", match["id"].rstrip("._-")):
        return _Id(match.start("id"), "", False)
    return _of(match, sure=False)


def _of_user(place: _Place) -> _Id | None:
    text, at, following = place.text, place.at, place.following
    match = _USER_NAME.match(text, at) or (_BEHIND_NAME.match(text, at) if place.kind in _NAMED_USERS else None)
    if match is None and (handle := _HANDLE.search(text, at, at + 3 * _HANDLE_CHARS)) is not None:
        said = text[at : handle.start()]
        match = handle if len(said) <= _HANDLE_CHARS and not _ELSEWHERE.search(said) else None
    if match is None or not _OF_A_USER.search(match["id"]):
        return None
    between = following is not None and following.start < match.start("id") and _is_other(place.window, following)
    return None if between else _of(match)


def _of_line(place: _Place) -> _Id | None:
    if place.kind != "line":
        return None
    match, following = _ID_LATER.match(place.text, place.at), place.following
    if match is not None and following is not None and following.end < match.start("id") and is_of_something(place.window, following):
        match = None  # the id of a member or an order
    match = match or _THAI_WORD.match(place.text, place.at) or _THAI_PLEASE.match(place.text, place.at)
    return _of(match) if match is not None else None


def _id_apart(place: _Place) -> _Id | None:
    match = _ID_APART.match(place.text, place.at)
    return None if match is None or place.is_of_other(match) else _of(match)


def _far_handle(place: _Place) -> _Id | None:
    if place.kind not in ("line", "telegram"):
        return None
    far = _FAR_HANDLE.match(place.text, place.at) or (_FARTHER_HANDLE.match(place.text, place.at) if place.kind == "telegram" else None)
    if far is not None:
        return None if place.is_of_other(far) else _of(far)
    apart = _APART_HANDLE.match(place.text, place.at)
    if apart is None or place.is_of_other(apart):
        return None
    return _Id(apart.start("id"), f"@{apart['id']}" if place.kind == "line" else apart["id"], True)


def _sought(place: _Place) -> _Id | None:
    match = _SOUGHT.match(place.text, place.at) if place.kind == "telegram" else None
    return None if match is None or place.is_of_other(match) else _of(match)


def _below(place: _Place) -> _Id | None:
    match = _BELOW.match(place.text, place.at) if place.kind in ("line", "telegram") else None
    if match is None or place.is_of_other(match):
        return None
    starts = place.at - len(place.written)
    if len(place.text[max(0, starts - _HEAD_CHARS - 1) : starts].rpartition("\n")[2]) > _HEAD_CHARS:
        return None
    english = place.kind == "line" and not place.written.isupper() and match[0].isascii()  # Line manager
    return None if english else _of(match)


def _channel(place: _Place) -> _Id | None:
    match = _CHANNEL_HANDLE.match(place.text, place.at) if place.kind == "kakaotalk" else None
    return None if match is None or _other_between(place.window, place.at, match.start("id")) else _of(match)


_APART_FORMS: tuple[_Form, ...] = (_spelled, _grouped)
"""Asked before the id that follows at once, of which they would be the beginning."""
_LATER_FORMS: tuple[_Form, ...] = (_remarked, _titled, _of_user, _of_line, _id_apart, _sought, _far_handle, _below, _channel)


def _other_between(window: Window, start: int, end: int) -> bool:
    """Whether any of the first words between is of another messenger or a thing: 微信客服单号：138… names whom to ask, then an order."""
    near = window.labels_near(start, before=0, after=_MOST_BETWEEN)
    return any(start <= label.start < end and _is_other(window, label) for label in near)


def _is_other(window: Window, label: Label) -> bool:
    """Whether the word names another messenger, or the thing whose id it is."""
    return bool(label.classes & _OTHERS) or is_of_something(window, label)
