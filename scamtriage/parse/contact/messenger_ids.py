"""Check a messenger's id against the form that its service gives to ids."""

import re

from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_SHAPES = {
    "line": lazy_re.compile(r"@?[a-z0-9][a-z0-9._-]{2,24}", re.I),
    "telegram": lazy_re.compile(r"@?[a-z][a-z0-9_]{3,31}", re.I),
    "wechat": lazy_re.compile(r"[a-z][a-z0-9_-]{4,19}|(?:86)?1[3-9]\d{9}|\d{6,12}", re.I),
    "qq": lazy_re.compile(r"[1-9]\d{4,10}"),
    "kakaotalk": lazy_re.compile(r"@?[a-z0-9][a-z0-9._-]{3,19}", re.I),
    "signal": lazy_re.compile(r"@?[a-z_][a-z0-9_]{2,31}\.\d{2,9}", re.I),
    "messenger": lazy_re.compile(r"[a-z][a-z0-9.]{4,49}", re.I),
    "skype": lazy_re.compile(r"live:[a-z0-9._:-]{3,40}|[a-z][a-z0-9._,-]{5,31}", re.I),
}
_COUNTED = lazy_re.compile(
    r"[0-9]{1,4}[ap]m|(?:step|phase|part|point|day|task|langkah|tahap|hakbang|buoc|plan|lesson)[._-]?[0-9]{1,2}", re.I
)
"""Counted steps, as in the next line of instructions, and times of day: "join the line @ 9am"."""
_PACKAGE = lazy_re.compile(r"(?:com|org|net|jp|kr|cn|vn|io|me)(?:\.[a-z][a-z0-9_]+){2,4}", re.I)
"""The name of a program in a store: "LINE: jp.naver.line.android"."""
_MOST_DOTS = 2
_SPACED_NUMBER = lazy_re.compile(r"\d{1,6}(?:[ .-]\d{2,4}(?![\d:]|\.\d)){1,4}")
_WHOLE_DIGITS = 8
"""After this many digits, a group after a space is a time or a year: QQ 384729104 10:00-22:00."""
CHINESE_MOBILE = lazy_re.compile(r"(?:86)?1[3-9]\d{9}")
_TLDS = lazy_re.compile(
    r"\.(?:com|net|org|me|io|ee|co|vn|th|my|id|sg|ph|tw|hk|cn|jp|kr|in|app|xyz|top|vip|cc|info|biz|site|online|shop)\Z", re.I
)


_PLACEHOLDER = lazy_re.compile(
    r"@?(?:your|insert)[._-]?(?:line|wa|whatsapp|telegram|tg|zalo|wechat|skype|messenger|page|shop|channel|bot|business|company)?[._-]?"
    r"(?:official)?[._-]?(?:id|username|user|account|handle|name|link|oa)"
    r"|@?your[._-]?(?:fan)?(?:page|shop|channel|bot|business|company|brand|site|group)|@?x{4,}(?:id)?",
    re.IGNORECASE,
)


_NEXT_ID = lazy_re.compile(r"/ |/ ?(?=[A-Za-z_]{0,30}[0-9_])[A-Za-z0-9][A-Za-z0-9_]{3,31}(?![A-Za-z0-9_./?-])")
"""A stroke that parts two ids, and no part of a path: "QQ:2903347718/1187766554"."""


def is_placeholder(value: str) -> bool:
    """Whether the id only shows where one is to be filled in, as in a template: @yourlineid."""
    return _PLACEHOLDER.fullmatch(value) is not None


_OF_OTHER = lazy_re.compile(r" ?\( ?(?:viber|whatsapp|zalo|telegram|wechat|signal) ?\)")
"""The messenger that a number belongs to; the word before it is that for a telephone line, which LINE's name is spelled as in Burmese."""
_FACEBOOK = lazy_re.compile(r"(?<![a-z])(?:fb|facebook) ?messenger ?: ?\Z")
_FACEBOOK_CHARS, _NO_WORD_CHARS = 24, 14


def _is_of_facebook(window: Window, start: int, end: int, name: str) -> bool:
    """Whether letters alone are an account: behind Facebook's name and a colon, longer than words, and nothing else in the clause."""
    if len(name) < _NO_WORD_CHARS or not name.islower() or window.text[end : end + 1].strip(" \n,;|)."):
        return False
    return _FACEBOOK.search(window.low, max(0, start - _FACEBOOK_CHARS), start) is not None


def accept(window: Window, start: int, candidate: str, kind: str, *, sure: bool) -> Found | None:
    """Check an id against its messenger's format. `sure`: an @ or the word "id" marks it, so it may end like a host name."""
    name = "qq" if kind == "qq-group" else kind
    end = start + len(candidate)
    body = candidate.rstrip("._-:+")
    if re.fullmatch(r"[\d.-]+", body):
        digits = digits_of(body)
        number = _SPACED_NUMBER.match(window.text, start) if len(digits) < _WHOLE_DIGITS else None
        if number is not None and number.end() > start + len(body):
            digits, end = digits_of(number[0]), number.end()
        version, body = body.count(".") > _MOST_DOTS, digits  # "QQ: 9.1.15.28340"
        if version or len(body) < 5 or (kind in ("line", "kakaotalk") and len(body) < 8):
            return None
    if (
        window.text[end : end + 1] == "@"
        or window.raw[end : end + 1] == "?"
        or window.raw[end : end + 2] == "**"  # kei****2: masked
        or (window.raw[end : end + 1] == "/" and ("." in body or _NEXT_ID.match(window.raw, end) is None))
        or window.text[end : end + 3] == "://"
        or (not sure and _TLDS.search(body))
    ):
        return None
    bare = body.lstrip("@")
    if _COUNTED.fullmatch(bare) or is_placeholder(bare) or _PACKAGE.fullmatch(bare):
        return None
    if (
        bare.lower() in channels().spelling["no-ids"]
        or _SHAPES[name].fullmatch(body.replace("O", "0") if body[:1] == "1" else body) is None
    ):
        return None
    if kind == "telegram" and (len(bare) < 4 or bare.isdigit()):
        return None
    if kind == "line" and bare.isdigit() and _OF_OTHER.match(window.low, end):
        return None
    if kind == "messenger" and bare.isalpha() and not _is_of_facebook(window, start, end, bare):
        return None  # "Messenger: available 24/7"
    flags: tuple[str, ...] = ()
    if kind == "line":
        flags = ("official-account",) if body.startswith("@") else ("personal",)
    elif kind == "qq-group":
        flags = ("group",)
    value = bare if name in ("telegram", "kakaotalk") else body
    if name == "wechat" and "O" in body and CHINESE_MOBILE.fullmatch(body.replace("O", "0")):
        body = body.replace("O", "0")
    if name == "wechat" and CHINESE_MOBILE.fullmatch(body):
        value = "+86" + body[-11:]  # WeChat ids do not start with a digit, so this is the account's phone number
    return Found(kind=name, value=value, start=start, end=end, flags=flags)
