"""Icons that replace a word before a contact, and images that replace the @ of an address.

For example `<img alt="Zalo"> 0905 217 336`, `<i class="fa-whatsapp"></i> +62 …`, `<i class="fa-phone"></i> 1600-3829`.
"""

import re
from functools import cache
from html import unescape

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact.fold import fold
from scamtriage.parse.html.features import AT_SIGN, ICON
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_ICONS = 40
MAX_HEADS = 400
_TAG_CHARS, _AFTER_CHARS, _LINE_CHARS = 300, 400, 60
_ICON = lazy_re.compile(rf"<(?:i|img|svg|span|em|b|use)\s([^<>]{{1,{_TAG_CHARS}}})>", re.IGNORECASE)
_NAME = lazy_re.compile(
    r"(?=/?[a-z])(?:(?<![a-z])(whatsapp|wechat|weixin|telegram|zalo|viber|kakaotalk|kakao)(?![a-z])"
    r"|(?:(?<![a-z])(?:fa|bi|ico|icon|iconfont|ri|mdi|social|logo)[-_]|/|(?:alt|title|aria-label)=[\"'])(line|wa|tg|tele|signal|skype)(?![a-z-])"
    r"|(?<![a-z-])(wa|line|tg)[-_](?:ico|icon|logo)(?![a-z])"
    r"|(?:(?<![a-z])(?:fa|bi|ico|icon|iconfont|icofont|ri|mdi|lni|uil|ti|la|glyphicon)[-_](?:[a-z]{1,9}[-_])?|/|(?:alt|title|aria-label)=[\"'])"
    r"(phone|tel|telephone|call|hotline|headset|envelope|e?mail)(?![a-z]))",
    re.IGNORECASE,
)
_WORDS = {
    "whatsapp": "WhatsApp", "wa": "WhatsApp", "wechat": "WeChat ID", "weixin": "WeChat ID", "telegram": "Telegram", "tg": "Telegram",
    "tele": "Telegram",
    "zalo": "Zalo", "viber": "Viber",
    "kakaotalk": "KakaoTalk ID", "kakao": "KakaoTalk ID", "line": "LINE ID", "signal": "Signal", "skype": "Skype ID",
    "phone": "Tel", "tel": "Tel", "telephone": "Tel", "call": "Tel", "hotline": "Hotline", "headset": "Tel",
    "envelope": "Email", "email": "Email", "mail": "Email",
}  # fmt: skip
_BLOCK = lazy_re.compile(r"<(?:/?(?:p|div|li|td|tr|th|dd|dt|ul|ol|table|h[1-6]|section|footer)|br)\b[^<>]{0,200}>", re.IGNORECASE)
_INLINE = lazy_re.compile(r"<[^<>]{0,300}>")
_NUMBER = lazy_re.compile(r"[+(]{0,2}[0-9][0-9 .()-]{5,}")
_NUMBERS = lazy_re.compile(rf"{_NUMBER.pattern}(?:[|/,;·] {{0,3}}{_NUMBER.pattern}){{0,3}}")
"""After a phone icon, all numbers on the same line are phone numbers."""
_ID = lazy_re.compile(
    r"@[A-Za-z0-9][\w.-]{2,30}(?=[\s,;|()·•]|\Z)|(?![vV]?[0-9.]+(?:\s|\Z))(?=[^\s]*[0-9_.])[A-Za-z][\w.-]{3,30}(?=\s?[,;|/()·•]|\s{2}|\Z)",
    re.ASCII,
)
"""After an "@" an id may be part of a sentence; otherwise a separator must follow it."""
_NAMED_ID = lazy_re.compile(
    r"(?:ID|Id|id|ไอดี|アイディー|아이디|आईडी|အိုင်ဒီ|ໄອດີ|អាយឌី|[账帳]号|帳號) ?[:：=] ?(@?[A-Za-z0-9][\w.-]{3,30})(?=\s?[,;|/()·•]|\s{2}|\Z)",
    re.ASCII,
)
"""An id after the word "ID", as in `<i class="fa-line"></i> ID : <b>name</b>`."""
_SPELLED_MAIL = lazy_re.compile(r"[A-Za-z0-9][\w.+-]{1,40} ?(?:@|[\[({]).{1,40}", re.ASCII)
_NEXT_ICON = lazy_re.compile(
    r"<(?:img|svg)\b|<(?:i|em|span)\s[^<>]{0,200}\b(?:icon|fa|bi|ico|ri|mdi)[-_ ][^<>]{0,100}>\s{0,4}</", re.IGNORECASE
)


def labelled(markup: bytes, caps: list[str]) -> list[tuple[str, str]]:
    """Return (where, a line of text) for each icon, as if its word stood there: "Zalo: 0905217336".

    `where` is "icon" for a messenger, whose numbers are then not listed as phones, and "symbol" for phone or mail. At most MAX_ICONS;
    linear in the markup (UTF-8). Limits that were reached are added to `caps`.
    """
    lines: list[tuple[str, str]] = []
    last, told_before = -1, -1
    heads = _heads().ends(markup, limit=MAX_HEADS)
    if len(heads) >= MAX_HEADS:
        caps.append(limit("icons", MAX_HEADS))
    for _, end in heads:
        start = markup.rfind(b"<", max(0, end - _TAG_CHARS), end)
        if start <= last:
            continue
        last = start
        html = markup[start : start + _TAG_CHARS + _AFTER_CHARS].decode("utf-8", "ignore")
        tag = _ICON.match(html)
        name = _NAME.search(tag[1]) if tag is not None else None
        if tag is None or name is None:
            continue
        named = next(filter(None, name.groups())).lower()
        word = _WORDS[named]
        line = _line_after(html[tag.end() :], alone=word not in _NO_MESSENGERS)
        told = _told(word, line)
        if named == "tele" and not told.startswith("@"):
            continue  # or a telephone
        if not told and word not in _NO_MESSENGERS and _beside(markup, told_before, start) and _WORD_ID.fullmatch(line):
            told = line
        if told:
            told_before = start if word not in _NO_MESSENGERS and not _NUMBER.match(told) else -1
            lines.append(("symbol" if word in _NO_MESSENGERS else "icon", f"{word}: {told}"))
        if len(lines) >= MAX_ICONS:
            caps.append(limit("icons", MAX_ICONS))
            break
    return lines


_WORD_ID = lazy_re.compile(r"[a-z]{5,24}")
"""Letters alone count as an id only if the icon before them on the same line had an id too."""


def _beside(markup: bytes, before: int, start: int) -> bool:
    """Return whether the icon at `before`, which had an id, is on the same line."""
    return 0 <= start - before <= _AFTER_CHARS and before >= 0 and not _BLOCK.search(markup[before:start].decode("utf-8", "ignore"))


_NO_MESSENGERS = frozenset(("Tel", "Hotline", "Email"))


def _told(word: str, line: str) -> str:
    """Return the number, id or address with which the line after an icon begins; "" if it does not fit the icon."""
    if word == "Email":
        return line if _SPELLED_MAIL.match(line) else ""
    if (number := (_NUMBERS if word in _NO_MESSENGERS else _NUMBER).match(fold(line))) is not None:
        return number[0].strip()
    if word in _NO_MESSENGERS:
        return ""
    found = _ID.match(line) or _NAMED_ID.match(line)
    return found[found.lastindex or 0] if found is not None else ""


@cache
def _heads() -> Matcher[str]:
    return Matcher([Pattern("icon", ICON, literal=False, caseless=True)])


_LOCAL = lazy_re.compile(r"([A-Za-z0-9][A-Za-z0-9._+-]{0,62})([^\S\f]{0,40})\Z")
_HOST = lazy_re.compile(r"([^\S\f]{0,40})([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,5})(?![A-Za-z0-9@_-])")
_PASSING = lazy_re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|big|code|tt|mark|nobr|svg|use|path|wbr)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_LOCAL_CHARS = 110
_OF_ONE_WORD = lazy_re.compile(r"[0-9._+-]")


def pictured_addresses(markup: bytes, caps: list[str]) -> list[str]:
    """Return the addresses whose @ is an image: `name<img alt="@">host.tld`.

    Spaces around the image are ignored only if the name cannot be a word of a sentence. At most MAX_ICONS; linear in the markup (UTF-8).
    A limit that was reached is added to `caps`.
    """
    found: dict[str, None] = {}
    ends = _at_signs().ends(markup, limit=MAX_HEADS)
    if len(ends) >= MAX_HEADS:
        caps.append(limit("icons", MAX_HEADS))
    for _, end in ends:
        start = markup.rfind(b"<", max(0, end - _TAG_CHARS), end)
        tag = _ICON.match(markup[start : start + _TAG_CHARS + 1].decode("utf-8", "ignore")) if start >= 0 else None
        if tag is None or len(found) >= MAX_ICONS:
            continue
        after = start + len(tag[0].encode())
        local = _LOCAL.search(_line(markup[max(0, start - _AFTER_CHARS) : start])[-_LOCAL_CHARS:])
        host = _HOST.match(_line(markup[after : after + _AFTER_CHARS]))
        if local and host and (_OF_ONE_WORD.search(local[1]) or not (local[2] or host[1])):
            found[f"{local[1]}@{host[2]}"] = None
    if len(found) >= MAX_ICONS:
        caps.append(limit("icons", MAX_ICONS))
    return list(found)


def _line(markup: bytes) -> str:
    """Return the text of a piece of markup, with a form feed for each tag that is not inline."""
    return unescape(_INLINE.sub("\f", _PASSING.sub("", markup.decode("utf-8", "ignore"))))


@cache
def _at_signs() -> Matcher[str]:
    return Matcher([Pattern("at sign", AT_SIGN, literal=False, caseless=True)])


_LINK = lazy_re.compile(r"</?a(?=[\s>])", re.IGNORECASE)


def _line_after(after: str, *, alone: bool) -> str:
    """Return the first line of text after an icon; `alone`: no further than its own link, or the first one, behind which another number
    may have a link of its own.
    """
    if (cut := after.rfind("<")) > after.rfind(">"):
        after = after[:cut]
    after = _NEXT_ICON.sub(lambda tag: f"<br>{tag[0]}", after)
    if alone:
        after = _LINK.sub(lambda tag: f"<br>{tag[0]}", after)
    for line in _BLOCK.sub("\n", after).split("\n"):
        text = unescape(_INLINE.sub("", line)).replace("\u00a0", " ").strip(" \t\r:：")
        if text:
            return text[:_LINE_CHARS]
    return ""
