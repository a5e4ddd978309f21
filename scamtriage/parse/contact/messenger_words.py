"""An id right behind the name of its messenger, where a word of the sentence, an order's number or a thing may stand instead."""

import re
from dataclasses import dataclass

from scamtriage.parse.contact.english_line import is_english_line
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.messenger_ids import CHINESE_MOBILE, accept
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

ID_WORDS = "|".join((
    r"official account|official|username|user name|user id|account|group id|number|handle|contact|id no|id|i\.d\.|oa|us|at|add|on|na|no\.?",
    r"(?:saya|kami|aku|gue|ku|ko|namin|mình|em|của (?:em|tôi|mình|anh|chị|chúng tôi|bên em))(?= ?[:=])",
    r"(?:is|ay|adalah|ialah|là)(?= \"?@?[a-z]{1,30}(?:_[a-z0-9]|[0-9.][a-z0-9][a-z0-9_.]{0,24}\"?"
    r"(?:[.,;:!?)|\n]| ?\Z| (?:and|or|for|dan|atau|untuk|và|hoặc|at|o|para|po|nhé|nha|ạ"
    r"|add|please|pls|kindly|join|contact|thanks?|if|now|message|msg|dm|text|chat|call|my|our|you|let|feel"
    r"|silakan|silahkan|sila|hubungi|kalau|jika|ya|nhắn|liên hệ|kết bạn|nếu|em|anh)\b)))",  # not "is mp4player friendly"
    "のid|のアカウント|ไอดี|ทางการ|ออฟฟิเชียล|แอด|アカウント|アイディー|公式アカウント|公式",
    "を友だち追加|友だち追加|追加|아이디|문의|상담|친구 ?추가|추가",
    "ឈ្មោះ|ชื่อ|tên là|tên|bernama|nama|pangalan|名字|名称|名為|名为|名前|이름|नाम|အမည်|ຊື່|အိုင်ဒီ|ໄອດີ|as|name|のID",
    "官方帳號|官方账号|帳號|账号|帳号",
    "(?:線上|线上|在線|在线)?客服|官方(?:id|(?= ?[:=@]))|号码|號碼|号|號|群|小编",
    "ใช้เบอร์|ด้วยเบอร์|(?:มา)?ที่เบอร์|ตามเบอร์|มาที่|검색창에서|검색창에|검색|联系|联系方式|同号|同步|搜索|搜尋|搜|社群|請加|请加|加|検索|आईडी|អាយឌី|အကောင့်",
))  # fmt: skip
_GAP = r"[\s:=>|\-\"'(\[.,_は는은]{0,6}"
_LEAD = lazy_re.compile(
    rf"(?P<gap>[\s:=>|\-\"'()\[.,_\x7fのは는은♥❤♡]{{0,6}}(?:(?P<word>{ID_WORDS})(?![a-z]){_GAP}){{0,3}})"
    r"(?P<id>@? ?[A-Za-z0-9][A-Za-z0-9._+:-]{2,40})",
    re.IGNORECASE,
)
_SITE_TLDS = lazy_re.compile(r"\.(?:com|net|org|me|io|ee|co)\Z", re.I)
_EVERYDAY = frozenset(("飞机", "飛機", "电报", "電報", "企鹅", "企鵝", "賴", "カカオ", "薇", "✈", "카카오", "톡", "เทเล", "ไลน", "球球"))
"""Nicknames of messengers that are also everyday words. An id after them needs a colon, an @, the word "id" or an underscore."""
_FOREIGN_CHARS = 24
"""Characters up to the word "Messenger" among which a letter of another script shows that it is the service, not the English word."""
_DOUBTFUL = frozenset(("line", "ลาย"))
"""Words that usually do not mean the messenger. An id after them needs a colon and a digit, dot or underscore, or the word "id"."""
_APART = lazy_re.compile(r"(?: ?[._-] ?[A-Za-z0-9][A-Za-z0-9_-]{0,19}){1,3}")
"""The rest of an id written with spaces: "@ law-refund . th"."""
_SENTENCE_GOES_ON = lazy_re.compile(r" (?:[a-z]{2,}|a [a-z])")


def id_behind(window: Window, at: int, kind: str, written: str) -> Found | None:
    """Return the id that follows a messenger's name, which ends at `at` and is written so, at once or behind a word for an id."""
    match = _LEAD.match(window.text, at)
    if match is None:
        return None
    candidate, (start, end) = match["id"], match.span("id")
    if window.text[end : end + 1] == "?":
        return None  # "LINE@ name? We left it."
    if candidate[0] == "@" or written.endswith("@"):
        return accept(window, start, _with_mark(window, candidate, end), kind, sure=True)
    bare = _bare(window, match, kind, written)
    if not (bare.colon or bare.named or bare.marked) or bare.is_of_order():
        return None
    if kind == "qq" or kind == "qq-group":
        return accept(window, start, candidate, kind, sure=False)
    if bare.is_word():
        return None
    return accept(window, start, candidate, kind, sure=bare.named or bare.is_dotted_name())


def _with_mark(window: Window, candidate: str, end: int) -> str:
    """Return the id with its @, which may be a part of the messenger's name, and with the rest of one that is written with spaces."""
    if candidate.startswith("@ "):
        apart = _APART.match(window.text, end)
        return (candidate + (apart[0] if apart else "")).replace(" ", "")
    return candidate if candidate[0] == "@" else "@" + candidate


@dataclass(frozen=True, slots=True)
class _Bare:
    """An id without an @, and what tells it from a word."""

    window: Window
    match: re.Match[str]
    """Of `_LEAD`."""
    kind: str
    written: str
    """The messenger's name as it stands there."""
    body: str
    """The id without the marks at its end."""
    colon: bool
    """A colon or the like stands before it, or quotes around it."""
    named: bool
    """The word "id" or the like stands before it."""
    marked: bool
    """It has a digit, an underscore or a dot, or is one by its place in Chinese text."""

    def is_of_order(self) -> bool:
        """Whether the digits right behind WeChat's letters are those of an order."""
        if self.kind != "wechat" or self.match["gap"] or not self.body.isdigit():
            return False
        return CHINESE_MOBILE.fullmatch(self.body) is None and _of_an_order(self.window, self.match.start())

    def is_word(self) -> bool:
        """Whether it is a word of the sentence, or the messenger's name is one."""
        window, match, gap, word = self.window, self.match, self.match["gap"], self.match["word"]
        colon, named, marked = self.colon, self.named, self.marked
        before = window.text[max(0, match.start() - _FOREIGN_CHARS) : match.start()]
        if self.kind == "messenger" and not (colon or named) and before.isascii():
            return True  # "Messenger Rooms2024"; a page in another script speaks of no other messenger
        if self.kind == "line" and self.written in _DOUBTFUL and not named and not (colon and marked):
            return True  # "the line: keep calm", "product line ABC123"
        if self.kind == "line" and is_english_line(window, match, self.written, self.body, colon=colon):
            return True
        end = match.start("id") + len(self.body)
        if not marked and self.kind in _IN_CJK and not self.body.islower() and _WORD_GOES_ON.match(window.text, end):
            return True  # "LINE 友だち追加 Amazonギフト券"
        if not marked and not (named and colon) and _SENTENCE_GOES_ON.match(window.text, match.end("id")):
            return True
        if "," in gap and not (marked or colon):
            return True  # "QQ、微信群，Lepus开发团队"
        if not colon and not named and len(self.body) < 5:
            return True
        if word and word.lower() in ("as", "name", "na", "no") and not marked:
            return True  # "on Telegram as always", "Telegram na ito", "on LINE. No refunds"
        return not colon and not named and self.written in _EVERYDAY and "_" not in self.body  # 飛機 CI123 is an aeroplane

    def is_dotted_name(self) -> bool:
        """Whether it may end like a host name: "LINE: somying.vip". The caller drops ids that are hosts of the page."""
        if ":" not in self.match["gap"] or self.match["word"] or self.written in _DOUBTFUL:
            return False
        return self.body.count(".") == 1 and not _SITE_TLDS.search(self.body)


def _bare(window: Window, match: re.Match[str], kind: str, written: str) -> _Bare:
    gap, (start, end) = match["gap"], match.span("id")
    body = match["id"].rstrip("._-:+")
    quoted = gap.endswith('"') and window.text[end : end + 1] == '"'
    marked = any(c.isdigit() for c in body) or "_" in body or "." in body
    return _Bare(
        window,
        match,
        kind,
        written,
        body,
        colon=quoted or any(c in gap for c in ":=>") or written.endswith((":", "@")),
        named=bool(match["word"]) or written.lower().endswith(("id", "ไอดี", "아이디", "号", "號", "官方賴")),
        marked=marked or (kind == "wechat" and _is_added(window, match.start() - len(written), start, start + len(body))),
    )


_IN_CJK = frozenset(("line", "kakaotalk"))
_WORD_GOES_ON = lazy_re.compile("(?![をでへにとがはまも]|으?로|[을를에])[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""A letter without a blank that is no particle: Amazonギフト券, USDT충전."""
_DASHED = lazy_re.compile(r"[a-z]{3,16}(?:-[a-z]{3,16}){1,3}")
_ADDS, _ENDS_A_POST = frozenset("加或找搜添聯系係络絡,:;|("), frozenset("理服师師员員姐")
_OF_COMPOUNDS = frozenset((
    "add", "and", "anti", "app", "based", "built", "check", "click", "code", "cost", "cross", "day", "demand", "drag", "drop", "end",
    "face", "free", "for", "full", "high", "house", "live", "log", "long", "low", "mini", "multi", "new", "non", "off", "open", "opt",
    "out", "party", "pay", "plug", "post", "pre", "program", "real", "scan", "self", "short", "sign", "source", "state", "step", "the",
    "third", "time", "top", "touch", "two", "user", "wallet", "web", "well",
))  # fmt: skip
"""Parts of English words with a dash, which stand in Chinese text as they are: mini-program, real-time, check-out."""
_CLAUSE_ENDS = frozenset(("", "\n", ",", ";", "|", ")"))
"""What stands before WeChat's Chinese name where somebody is to be added; behind 使用 and 支持 stands what it does."""


def _is_added(window: Window, label: int, start: int, end: int) -> bool:
    """Whether words with a dash in small letters are an id: 或微信 hkexp-danny, but not 使用微信 drag-and-drop."""
    if window.text[label : label + 1] < "\u2e80" or _DASHED.fullmatch(window.text, start, end) is None:
        return False
    if not _OF_COMPOUNDS.isdisjoint(window.text[start:end].split("-")):
        return False
    before = window.text[max(0, label - 2) : label].rstrip(" ")[-1:]
    if before in _ADDS:
        return True
    return (before in _ENDS_A_POST or not before.strip()) and window.text[end : end + 1] in _CLAUSE_ENDS


def _of_an_order(window: Window, end: int) -> bool:
    """Whether the letters that end here begin the number of an order or a document: 单号WX20261127003."""
    label = window.label_before(end - 1)
    return label is not None and end - _LETTERS_OF_ORDER - 1 <= label.end < end and is_of_something(window, label)


_LETTERS_OF_ORDER = 3


def is_of_something(window: Window, label: Label) -> bool:
    """Whether the word marks the id of something else, such as an order, a member or a document; "id" alone does not."""
    return "not-phone" in label.classes and window.low[label.start : label.end] not in ("id", "id no")
