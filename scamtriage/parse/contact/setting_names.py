"""Which messenger the name of a setting speaks of: `data-wx`, `waNumber`, `telegram_username`. Its words are whole ones, and few."""

import re

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_KINDS = {
    **dict.fromkeys(("wa", "whatsapp", "whats", "wasap", "wsapp"), "whatsapp"),
    **dict.fromkeys(("tg", "telegram", "tele"), "telegram"),
    **dict.fromkeys(("wx", "wechat", "weixin"), "wechat"),
    **dict.fromkeys(("kakao", "kakaotalk"), "kakaotalk"),
    **{kind: kind for kind in ("line", "zalo", "viber", "signal", "skype", "qq")},
}
_LONG = {word: kind for word, kind in _KINDS.items() if len(word) > 4 or word == "zalo"}
"""Long enough to be told within a word: `whatsappnumber`, `zaloid`; "line" and "signal" are in too many."""
for _word in ("signal", "skype"):
    del _LONG[_word]


def messenger_of(name: str) -> str:
    """The kind of messenger that a name speaks of; "" where none."""
    for word in _WORD.findall(name):
        if (kind := _KINDS.get(word.lower())) is not None:
            return kind
    low = name.lower()
    return next((kind for word, kind in _LONG.items() if word in low), "")
