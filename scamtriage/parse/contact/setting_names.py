"""Interpret names of settings and attributes by the contact that they hold: `data-wx`, `waNumber`, `telegram_username`, `fax`."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.anchors import utf8_expression
from scamtriage.records import lazy_re

WORDS = {
    "whatsapp": ("whatsapp", "wa", "whats", "wasap", "wsapp"),
    "telegram": ("telegram", "tg", "tele"),
    "wechat": ("wechat", "weixin", "wx"),
    "kakaotalk": ("kakaotalk", "kakao"),
    **{kind: (kind,) for kind in ("line", "zalo", "viber", "signal", "skype", "qq")},
}
"""Kind of messenger -> the words for it in names; each must be a whole word."""
_LABELS = {
    "whatsapp": "WhatsApp: ", "telegram": "Telegram: ", "wechat": "WeChat ID: ", "kakaotalk": "KakaoTalk ID: ", "line": "LINE ID: ",
    "zalo": "Zalo: ", "viber": "Viber: ", "signal": "Signal: ", "skype": "Skype ID: ", "qq": "QQ: ", "phone": "Tel: ", "fax": "Fax: ",
}  # fmt: skip
BY_NUMBER_ALONE = ("whatsapp", "zalo", "viber")
BY_NUMBER = (*BY_NUMBER_ALONE, "telegram", "signal")
"""Messengers that address users by phone number. Telegram and Signal also use ids; all other messengers use only ids."""
BY_NUMBER_OR_ID = (*BY_NUMBER, "wechat", "line")
"""The same, and those of the others whose users may be sought by their number, in the order in which they are named."""
CALLED = frozenset(("phone", "hotline", "fax", *BY_NUMBER))
"""Classes of labels, and kinds of settings, behind which a number is one to call."""
_NUMBERED = frozenset(("phone", "fax", *BY_NUMBER_ALONE))
_OTHERWISE = frozenset(("line", "signal"))
"""Words with other meanings too: `lineHeight`, `signalColor`."""
_KINDS = {word: kind for kind, words in WORDS.items() for word in words}
_NUMBERS = {
    **dict.fromkeys(("telephone", "phone", "phonenumber", "tel", "mobile", "mobilenumber", "hotline", "contactnumber"), "phone"),
    **dict.fromkeys(("office", "officephone", "landline", "cellphone"), "phone"),
    **dict.fromkeys(("sdt", "sodienthoai", "dienthoai", "hp", "nohp", "handphone", "telp", "notelp", "telepon", "telefon"), "phone"),
    **dict.fromkeys(("fax", "faxnumber"), "fax"),
}
ACCOUNT = ("id", "oa", "uid", "user", "username", "account", "handle")
ACCOUNT_NAME = lazy_re.compile(
    r"(?:bank)?(?:nomor|no|number|so)?(?:account|acc|acct|akaun|rek|rekening|stk|taikhoan|card)s?(?:no|num|number|nr|id)?"
    r"|계좌(?:번호)?|账[号户]|賬[號戶]|帳[號戶]|卡[号號]|口座番号"
)
"""Names under which objects hold the number of a bank account, in small letters and without strokes."""
_ACCOUNT_WORDS = ("계좌", "계좌번호", "账号", "账户", "賬號", "帳號", "帳戶", "卡号", "卡號", "口座番号")
BANK_OBJECT = (
    r"(?:(?:account|acc|acct|akaun|rek|rekening|stk|khoan|card)[_-]?(?:no|num|number|nr|id)?|[^a-z](?:number|no|num|nr)"
    r"|promptpay|gcash|paymaya|gopay|ovo|dana|momo|duitnow|paynow|kbzpay|wavepay|truemoney|shopeepay|zalopay|paypay|"
    + "|".join(utf8_expression(word) for word in _ACCOUNT_WORDS)
    + r")\\{0,3}[\"'`]?\s?:\s?\\{0,3}[\"'`]?[0-9][0-9 .-]{5}"
)
"""The name of an account in an object, and the beginning of its digits."""
BEHIND = (*ACCOUNT, "name", "no", "num", "number", "phone", "link", "url")
_BESIDE = frozenset(
    (
        *BEHIND,
        *("mobile", "contact", "official", "my", "our", "main", "value", "chat"),
        *("support", "service", "customer", "cs", "care", "help", "admin", "agent", "manager", "sales", "group", "channel"),
    )
)
"""Words that may accompany a messenger's word in a name without making it doubtful."""
_WITHIN = lazy_re.compile(r"(whatsapp|kakaotalk|telegram|wechat|weixin|kakao|viber|wasap|wsapp|zalo)", re.IGNORECASE)
"""Words long enough to be recognised inside another word: `whatsappnumber`, `zaloid`. "line" and "signal" occur in too many words."""
NAME, SET = r"[A-Za-z_$][A-Za-z0-9_$-]{1,40}", r"[\"']?\s?[:=]\s?[\"'`]"
"""Regular expressions for settings in scripts and data: the name, and the text between it and a quoted value."""
_WORD = lazy_re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PLAIN_NUMBER = lazy_re.compile(r"\+?[0-9(][0-9 ().-]{6,24}\Z")
_ID = lazy_re.compile(r"@?[A-Za-z0-9][\w.:-]{3,40}\Z", re.ASCII)
_SURELY_ID = lazy_re.compile(r".*[@0-9_]")


def messenger_of(name: str) -> str:
    """Return the kind of messenger that a name denotes, or ""."""
    kind, _, surely = _meant(name)
    return kind if kind in WORDS and (surely or kind not in _OTHERWISE) else ""


def number_of_name(name: str) -> str:
    """Like messenger_of, but also "phone" or "fax" if the name says so in several words: `phone_number`."""
    kind, _, _ = _meant(name)
    if kind not in ("phone", "fax"):
        return messenger_of(name)
    return kind if not name.isalpha() and _SHOWS_HOW.isdisjoint(word.lower() for word in _WORD.findall(name)) else ""


_SHOWS_HOW = frozenset(("placeholder", "example", "sample", "mask", "format", "pattern", "demo", "test"))


TYPES = ("type", "kind", "platform", "channel", "app", "provider", "network", "social", "service", "name", "label", "title", "icon", "key")
"""Names under which an object says of which messenger it is."""
HELD = ("account", "username", "user", "handle", "uid", "number", "phone", "no", "value", "contact", "content", "id")
"""Names under which it holds the account; the last one is often that of the object."""
_TYPE_CHARS, _VALUE_CHARS = 24, 80
_NO_ACCOUNT = lazy_re.compile(
    r"\A(?:[0-9a-f-]{16,64}|[0-9]{1,6})\Z|\.(?:svg|png|webp|gif|jpe?g)\Z|whatsapp|telegram|wechat|kakao|viber|zalo|skype"
)
"""Numbers of records, names of files, and values that name the messenger again: what the object itself is called."""
_OF_PAGE = lazy_re.compile(r"(?:\A|[_-])(?:share|btn|button|icon|token|login|widget|event|click|field|mch)(?:[_-]|\Z)")
"""Parts of a page, where the name does not say that the value is an account: {"network": "telegram", "id": "share_1"}."""
_HOLDS_CALLED = frozenset(("value", "number", "phone", "contact", "content"))
_OF_ACCOUNT = frozenset(("account", "username", "user", "handle", "uid"))


def owner_of(name: str, item: Mapping[str, object]) -> str:
    """Return the kind of messenger of which an object under this name says something, "phone", or ""."""
    kind = messenger_of(name) if name else ""
    if kind or len(item) < 2:
        return kind
    for key in TYPES:
        told = item.get(key)
        if isinstance(told, str) and len(told) <= _TYPE_CHARS and (kind := messenger_named(told) or _CALLED.get(told.lower(), "")):
            return kind
    return ""


_CALLED = dict.fromkeys(("phone", "telephone", "mobile", "hotline", "call", "hp", "电话", "電話", "전화"), "phone")
"""What an object says of a number to call: {"type": "phone", "value": "…"}. "tel" is the type of a field."""


def messenger_named(told: str) -> str:
    """Like messenger_of, for words that a page shows as well: 微信, 텔레그램."""
    return messenger_of(told) if told.isascii() else _shown().get(told.strip(), "")


@cache
def _shown() -> dict[str, str]:
    return {word: kind for kind in WORDS for word in channels().labels[kind] if not word.isascii()}


def held_by(owner: str, name: str, value: object) -> str:
    """Return the name of a value of an object that speaks of this messenger: with the messenger's word if it may be the account."""
    if name.lower() not in HELD or not isinstance(value, str):
        return name
    if owner == "phone":
        return owner if name.lower() in _HOLDS_CALLED and _PLAIN_NUMBER.match(value) else name
    told = value[:_VALUE_CHARS].lower()
    if _NO_ACCOUNT.search(told) is not None or (name.lower() not in _OF_ACCOUNT and _OF_PAGE.search(told) is not None):
        return name
    return f"{owner}_value" if owner in _OTHERWISE else f"{owner}_{name.lower()}"


def told_by(name: str, value: str, *, captions: bool) -> str:
    """Return the value with the label that its name implies, as a reader would see it.

    "" if the name implies nothing, or if the value is not such a number or id. `captions`: the names may also hold captions and file names,
    as in JSON, so both the name and the value must be unambiguous.
    """
    if not name.isascii():
        return _told_in_words(name, value)
    kind, account, surely = _meant(name)
    if not kind or (not surely and (captions or kind in _OTHERWISE)):
        return ""
    if kind in _NUMBERED or kind == "signal":
        if _PLAIN_NUMBER.match(value):
            bare = kind not in ("phone", "fax") and value[0] not in "+0(" and len(value) > 10
            return f"{_LABELS[kind]}{'+' if bare else ''}{value}"  # click-to-chat buttons take all digits without a plus
        if kind != "signal":
            return ""
    if _ID.match(value) is None or value.lower() in channels().spelling["no-ids"]:
        return ""
    sure = account or (value[0] == "@" if kind == "line" and captions else _SURELY_ID.match(value) is not None)
    return _LABELS[kind] + value if sure or not (captions or kind in _OTHERWISE) else ""  # {"line": "line_2"}, data-line="dashed"


def _told_in_words(name: str, value: str) -> str:
    """Return the same for names that a page shows as well: {"ไลน์": "shop_55", "โทร": "081-…"}."""
    if name in _called_in_words() and _PLAIN_NUMBER.match(value):
        return f"{name}: {value}"  # which tells the country as well
    kind = messenger_named(name)
    return told_by(f"{kind}_id", value, captions=True) if kind and _SURELY_ID.match(value) else ""


@cache
def _called_in_words() -> frozenset[str]:
    return frozenset(word for word in channels().labels["phone"] if not word.isascii())


@lru_cache(1_024)
def _meant(name: str) -> tuple[str, bool, bool]:
    """Return (the kind that a name denotes or "", whether it says "account", whether all its other words fit such a name)."""
    pieces = enumerate(_WITHIN.split(name[:60]))
    parts = [word.lower() for at, piece in pieces for word in ([piece] if at % 2 else _WORD.findall(piece))]
    joined = "".join(parts)
    if joined not in _NUMBERS and (kind := next((_KINDS[part] for part in parts if part in _KINDS), "")):  # telePhone
        others = [part for part in parts if part not in _KINDS]
        return kind, not set(ACCOUNT).isdisjoint(others), _BESIDE.issuperset(others)
    return next((_NUMBERS[part] for part in (joined, *parts[-1:]) if part in _NUMBERS), ""), False, True
