"""Values of data that a page carries (JSON), each with its name, and what the name says that the value is."""

import re
from functools import lru_cache
from itertools import islice

MAX_VALUES = 10_000
MAX_VALUE_CHARS = 20_000

_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MESSENGERS = {
    **dict.fromkeys(("whatsapp", "wa", "wasap"), "WhatsApp: "),
    **dict.fromkeys(("telegram", "tg", "tele"), "Telegram: "),
    **dict.fromkeys(("wechat", "weixin", "wx"), "WeChat ID: "),
    **dict.fromkeys(("kakao", "kakaotalk"), "KakaoTalk ID: "),
    "line": "LINE ID: ",
    "zalo": "Zalo: ",
    "viber": "Viber: ",
    "signal": "Signal: ",
    "skype": "Skype ID: ",
    "qq": "QQ: ",
}
_NUMBERS = {
    **dict.fromkeys(("telephone", "phone", "phonenumber", "tel", "mobile", "mobilenumber", "hotline", "contactnumber", "sdt"), "Tel: "),
    **dict.fromkeys(("fax", "faxnumber"), "Fax: "),
}
_ACCOUNT = frozenset(("id", "oa", "uid", "user", "username", "account", "handle"))
_BESIDE = _ACCOUNT | frozenset(
    (
        *("name", "no", "num", "number", "phone", "mobile", "contact", "link", "url", "official", "my", "our", "main", "value", "chat"),
        *("support", "service", "customer", "cs", "care", "help", "admin", "agent", "manager", "sales", "group", "channel"),
    )
)
"""What may stand beside such a word in a name; `lineHeight` and `signalColor` are something else."""
_BY_NUMBER = ("Tel: ", "Fax: ", "WhatsApp: ", "Zalo: ", "Viber: ")
_PLAIN_NUMBER = re.compile(r"\+?[0-9(][0-9 ().-]{6,24}\Z")
_ID = re.compile(r"@?[A-Za-z0-9][\w.:-]{3,40}\Z", re.ASCII)
_SURELY_ID = re.compile(r".*[@0-9_]")


def strings_of(value: object) -> tuple[list[tuple[str, str]], bool]:
    """(name, text) of every string of a JSON value, in order, and whether there are more; a list hands its name down. Without recursion."""
    stack: list[tuple[str, object]] = [("", value)]
    found: list[tuple[str, str]] = []
    left = MAX_VALUES
    while stack and left:
        left -= 1
        key, item = stack.pop()
        if isinstance(item, str):
            found.append((key, item[:MAX_VALUE_CHARS]))
        elif isinstance(item, dict):
            stack.extend(reversed(list(islice(item.items(), left + 1))))
        elif isinstance(item, list):
            stack.extend([(key, inner) for inner in reversed(item[: left + 1])])
    return found, bool(stack)


def told_by(name: str, value: str) -> str:
    """The value behind the word that its name stands for, as a reader would see it; "" where the name says nothing, or the value is not
    such a number or id."""
    word, account = _word(name)
    if not word:
        return ""
    if word in _BY_NUMBER:
        if not _PLAIN_NUMBER.match(value):
            return ""
        if word not in ("Tel: ", "Fax: ") and value[0] not in "+0(" and len(value) > 10:
            value = "+" + value  # such buttons want all the digits without a plus
        return word + value
    if _ID.match(value) is None or not (account or _SURELY_ID.match(value)):
        return ""
    if word == _MESSENGERS["line"] and not account and value[0] != "@":
        return ""  # {"line": "line_2"}
    return word + value


@lru_cache(1_024)
def _word(name: str) -> tuple[str, bool]:
    """The word that a name stands for, and whether it says that an account is meant."""
    parts = [part.lower() for part in _PART.findall(name[:60])]
    word = next((_MESSENGERS[part] for part in parts if part in _MESSENGERS), "")
    if word:
        others = [part for part in parts if part not in _MESSENGERS]
        return (word, not _ACCOUNT.isdisjoint(others)) if _BESIDE.issuperset(others) else ("", False)
    joined = "".join(parts)
    return next((_NUMBERS[part] for part in (joined, *parts[-1:]) if part in _NUMBERS), ""), False
