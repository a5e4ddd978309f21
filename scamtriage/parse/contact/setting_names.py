"""What the name of a setting or an attribute says that its value is: `data-wx`, `waNumber`, `telegram_username`, `fax`."""

import re
from functools import lru_cache

from scamtriage.knowledge.channels import channels

WORDS = {
    "whatsapp": ("whatsapp", "wa", "whats", "wasap", "wsapp"),
    "telegram": ("telegram", "tg", "tele"),
    "wechat": ("wechat", "weixin", "wx"),
    "kakaotalk": ("kakaotalk", "kakao"),
    **{kind: (kind,) for kind in ("line", "zalo", "viber", "signal", "skype", "qq")},
}
"""Kind of messenger -> the words for it in names. They are whole ones, and few."""
_LABELS = {
    "whatsapp": "WhatsApp: ", "telegram": "Telegram: ", "wechat": "WeChat ID: ", "kakaotalk": "KakaoTalk ID: ", "line": "LINE ID: ",
    "zalo": "Zalo: ", "viber": "Viber: ", "signal": "Signal: ", "skype": "Skype ID: ", "qq": "QQ: ", "phone": "Tel: ", "fax": "Fax: ",
}  # fmt: skip
BY_NUMBER_ALONE = ("whatsapp", "zalo", "viber")
BY_NUMBER = (*BY_NUMBER_ALONE, "telegram", "signal")
"""Messengers whose users are addressed by their phone number; those of the last two by an id too, those of all others by an id."""
_NUMBERED = frozenset(("phone", "fax", *BY_NUMBER_ALONE))
_OTHERWISE = frozenset(("line", "signal"))
"""Words for other things too: `lineHeight`, `signalColor`."""
_KINDS = {word: kind for kind, words in WORDS.items() for word in words}
_NUMBERS = {
    **dict.fromkeys(("telephone", "phone", "phonenumber", "tel", "mobile", "mobilenumber", "hotline", "contactnumber", "sdt"), "phone"),
    **dict.fromkeys(("fax", "faxnumber"), "fax"),
}
ACCOUNT = ("id", "oa", "uid", "user", "username", "account", "handle")
BEHIND = (*ACCOUNT, "name", "no", "num", "number", "phone", "link", "url")
_BESIDE = frozenset(
    (
        *BEHIND,
        *("mobile", "contact", "official", "my", "our", "main", "value", "chat"),
        *("support", "service", "customer", "cs", "care", "help", "admin", "agent", "manager", "sales", "group", "channel"),
    )
)
"""What may stand beside such a word in a name that surely speaks of it."""
_WITHIN = re.compile(r"(whatsapp|kakaotalk|telegram|wechat|weixin|kakao|viber|wasap|wsapp|zalo)", re.IGNORECASE)
"""Long enough to be told within a word: `whatsappnumber`, `zaloid`; "line" and "signal" are in too many."""
NAME, SET = r"[A-Za-z_$][A-Za-z0-9_$-]{1,40}", r"[\"']?\s?[:=]\s?[\"'`]"
"""How scripts and data write a setting, as parts of expressions: its name, and what stands between that and a value in quotes."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PLAIN_NUMBER = re.compile(r"\+?[0-9(][0-9 ().-]{6,24}\Z")
_ID = re.compile(r"@?[A-Za-z0-9][\w.:-]{3,40}\Z", re.ASCII)
_SURELY_ID = re.compile(r".*[@0-9_]")


def messenger_of(name: str) -> str:
    """The kind of messenger that a name speaks of; "" where none."""
    kind, _, surely = _meant(name)
    return kind if kind in WORDS and (surely or kind not in _OTHERWISE) else ""


def number_of_name(name: str) -> str:
    """As messenger_of, or "phone" or "fax" where the name speaks of such a number in several words: `phone_number`."""
    kind, _, _ = _meant(name)
    if kind not in ("phone", "fax"):
        return messenger_of(name)
    return kind if not name.isalpha() and _SHOWS_HOW.isdisjoint(word.lower() for word in _WORD.findall(name)) else ""


_SHOWS_HOW = frozenset(("placeholder", "example", "sample", "mask", "format", "pattern", "demo", "test"))


def told_by(name: str, value: str, *, captions: bool) -> str:
    """The value behind the word that its name stands for, as a reader would see it; "" where the name says nothing, or the value is not
    such a number or id. `captions`: such names stand above captions and files too, as in JSON, so both must be sure."""
    kind, account, surely = _meant(name)
    if not kind or (not surely and (captions or kind in _OTHERWISE)):
        return ""
    if kind in _NUMBERED or kind == "signal":
        if _PLAIN_NUMBER.match(value):
            bare = kind not in ("phone", "fax") and value[0] not in "+0(" and len(value) > 10
            return f"{_LABELS[kind]}{'+' if bare else ''}{value}"  # such buttons want all the digits without a plus
        if kind != "signal":
            return ""
    if _ID.match(value) is None or value.lower() in channels().spelling["no-ids"]:
        return ""
    sure = account or (value[0] == "@" if kind == "line" and captions else _SURELY_ID.match(value) is not None)
    return _LABELS[kind] + value if sure or not (captions or kind in _OTHERWISE) else ""  # {"line": "line_2"}, data-line="dashed"


@lru_cache(1_024)
def _meant(name: str) -> tuple[str, bool, bool]:
    """(the kind that a name speaks of or "", whether it says that an account is meant, whether all its words are of such a name)."""
    pieces = enumerate(_WITHIN.split(name[:60]))
    parts = [word.lower() for at, piece in pieces for word in ([piece] if at % 2 else _WORD.findall(piece))]
    joined = "".join(parts)
    if joined not in _NUMBERS and (kind := next((_KINDS[part] for part in parts if part in _KINDS), "")):  # telePhone
        others = [part for part in parts if part not in _KINDS]
        return kind, not set(ACCOUNT).isdisjoint(others), _BESIDE.issuperset(others)
    return next((_NUMBERS[part] for part in (joined, *parts[-1:]) if part in _NUMBERS), ""), False, True
