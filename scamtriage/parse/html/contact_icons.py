"""Icons that stand for the word before a number or an id, `<img alt="Zalo"> 0905 217 336`, `<i class="fab fa-whatsapp"></i> +62 812 …`,
and images that stand for the @ of an address."""

import re
from functools import cache
from html import unescape

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.prescan import AT_SIGN, ICON

MAX_ICONS = 40
MAX_HEADS = 400
_TAG_CHARS, _AFTER_CHARS, _LINE_CHARS = 300, 400, 60
_ICON = re.compile(rf"<(?:i|img|svg|span|em|b|use)\s([^<>]{{1,{_TAG_CHARS}}})>", re.IGNORECASE)
_NAME = re.compile(
    r"(?<![a-z])(whatsapp|wechat|weixin|telegram|zalo|viber|kakaotalk|kakao)(?![a-z])"
    r"|(?:(?<![a-z])(?:fa|bi|ico|icon|iconfont|ri|mdi|social|logo)[-_]|/|(?:alt|title|aria-label)=[\"'])(line|wa|tg|signal|skype)(?![a-z-])"
    r"|(?<![a-z-])(wa|line|tg)[-_](?:ico|icon|logo)(?![a-z])",
    re.IGNORECASE,
)
_WORDS = {
    "whatsapp": "WhatsApp", "wa": "WhatsApp", "wechat": "WeChat ID", "weixin": "WeChat ID", "telegram": "Telegram", "tg": "Telegram",
    "zalo": "Zalo", "viber": "Viber",
    "kakaotalk": "KakaoTalk ID", "kakao": "KakaoTalk ID", "line": "LINE ID", "signal": "Signal", "skype": "Skype ID",
}  # fmt: skip
_BLOCK = re.compile(r"<(?:/?(?:p|div|li|td|tr|th|dd|dt|ul|ol|table|h[1-6]|section|footer)|br)\b[^<>]{0,200}>", re.IGNORECASE)
_INLINE = re.compile(r"<[^<>]{0,300}>")
_NUMBER = re.compile(r"[+(]{0,2}[0-9][0-9 .()-]{5,}")
_ID = re.compile(r"@[A-Za-z0-9][\w.-]{2,30}\Z|(?=[^\s]*[0-9_.])[A-Za-z][\w.-]{3,30}\Z")


def labelled(markup: bytes) -> list[str]:
    """A line of text for each icon, as if its word stood there: "Zalo: 0905217336". At most MAX_ICONS; linear in the markup (UTF-8)."""
    lines: list[str] = []
    last = -1
    for _, end in _heads().ends(markup, limit=MAX_HEADS):
        start = markup.rfind(b"<", max(0, end - _TAG_CHARS), end)
        if start <= last:
            continue
        last = start
        html = markup[start : start + _TAG_CHARS + _AFTER_CHARS].decode("utf-8", "ignore")
        tag = _ICON.match(html)
        name = _NAME.search(tag[1]) if tag is not None else None
        if tag is None or name is None:
            continue
        line = _line_after(html[tag.end() :])
        number = _NUMBER.match(line)
        if number is not None or _ID.match(line):
            lines.append(f"{_WORDS[next(filter(None, name.groups())).lower()]}: {line if number is None else number[0].strip()}")
        if len(lines) >= MAX_ICONS:
            break
    return lines


@cache
def _heads() -> Matcher[str]:
    return Matcher([Pattern("icon", ICON, literal=False, caseless=True)])


_LOCAL = re.compile(r"([A-Za-z0-9][A-Za-z0-9._+-]{0,62})([^\S\f]{0,40})\Z")
_HOST = re.compile(r"([^\S\f]{0,40})([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,5})(?![A-Za-z0-9@_-])")
_PASSING = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|big|code|tt|mark|nobr|svg|use|path|wbr)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_LOCAL_CHARS = 110
_OF_ONE_WORD = re.compile(r"[0-9._+-]")


def pictured_addresses(markup: bytes) -> list[str]:
    """Addresses whose @ is an image: `name<img alt="@">host.tld`. Spaces around it are the markup's only where the name can be no word of
    a sentence. At most MAX_ICONS; linear in the markup (UTF-8)."""
    found: dict[str, None] = {}
    for _, end in _at_signs().ends(markup, limit=MAX_HEADS):
        start = markup.rfind(b"<", max(0, end - _TAG_CHARS), end)
        tag = _ICON.match(markup[start : start + _TAG_CHARS + 1].decode("utf-8", "ignore")) if start >= 0 else None
        if tag is None or len(found) >= MAX_ICONS:
            continue
        after = start + len(tag[0].encode())
        local = _LOCAL.search(_line(markup[max(0, start - _AFTER_CHARS) : start])[-_LOCAL_CHARS:])
        host = _HOST.match(_line(markup[after : after + _AFTER_CHARS]))
        if local and host and (_OF_ONE_WORD.search(local[1]) or not (local[2] or host[1])):
            found[f"{local[1]}@{host[2]}"] = None
    return list(found)


def _line(markup: bytes) -> str:
    """The text of a piece of markup, with a form feed where anything but a part of a line begins or ends."""
    return unescape(_INLINE.sub("\f", _PASSING.sub("", markup.decode("utf-8", "ignore"))))


@cache
def _at_signs() -> Matcher[str]:
    return Matcher([Pattern("at sign", AT_SIGN, literal=False, caseless=True)])


def _line_after(after: str) -> str:
    """The first line of text behind an icon."""
    if (cut := after.rfind("<")) > after.rfind(">"):
        after = after[:cut]
    for line in _BLOCK.sub("\n", after).split("\n"):
        text = unescape(_INLINE.sub("", line)).strip(" \t\r\u00a0:：")
        if text:
            return text[:_LINE_CHARS]
    return ""
