"""Icons that stand for the word before a number or an id: `<img alt="Zalo"> 0905 217 336`, `<i class="fab fa-whatsapp"></i> +62 812 …`."""

import re
from html import unescape

MAX_ICONS = 40
_TAG_CHARS, _AFTER_CHARS, _LINE_CHARS = 300, 300, 60
_ICON = re.compile(rf"<(?:i|img|svg|span|em|b|use)\s([^<>]{{1,{_TAG_CHARS}}})>", re.IGNORECASE)
_NAME = re.compile(
    r"(?<![a-z])(whatsapp|wechat|weixin|telegram|zalo|viber|kakaotalk|kakao)(?![a-z])"
    r"|(?:(?<![a-z])(?:fa|bi|ico|icon|iconfont|ri|mdi|social|logo)[-_]|/|(?:alt|title|aria-label)=[\"'])(line|wa|tg|signal|skype)(?![a-z-])"
    r"|(?<![a-z-])(wa|line|tg)[-_](?:ico|icon|logo)(?![a-z])",
    re.IGNORECASE,
)
_WORDS = {
    "whatsapp": "WhatsApp", "wa": "WhatsApp", "wechat": "WeChat ID", "weixin": "WeChat ID", "telegram": "Telegram", "tg": "Telegram",
    "zalo": "Zalo", "viber": "Viber", "kakaotalk": "KakaoTalk ID", "kakao": "KakaoTalk ID", "line": "LINE ID", "signal": "Signal", "skype": "Skype ID",
}  # fmt: skip
_BLOCK = re.compile(r"<(?:/?(?:p|div|li|td|tr|th|dd|dt|ul|ol|table|h[1-6]|section|footer)|br)\b[^<>]{0,200}>", re.IGNORECASE)
_INLINE = re.compile(r"<[^<>]{0,300}>")
_NUMBER = re.compile(r"[+(]{0,2}[0-9][0-9 .()-]{5,}")
_ID = re.compile(r"@[A-Za-z0-9][\w.-]{2,30}\Z|(?=[^\s]*[0-9_.])[A-Za-z][\w.-]{3,30}\Z")


def labelled(html: str) -> list[str]:
    """A line of text for each icon, as if its word stood there: "Zalo: 0905217336". At most MAX_ICONS; linear in the markup."""
    lines: list[str] = []
    for tag in _ICON.finditer(html):
        name = _NAME.search(tag[1])
        if name is None:
            continue
        line = _line_after(html, tag.end())
        number = _NUMBER.match(line)
        if number is not None or _ID.match(line):
            lines.append(f"{_WORDS[next(filter(None, name.groups())).lower()]}: {line if number is None else number[0].strip()}")
        if len(lines) >= MAX_ICONS:
            break
    return lines


def _line_after(html: str, at: int) -> str:
    """The first line of text behind an icon."""
    after = html[at : at + _AFTER_CHARS]
    if (cut := after.rfind("<")) > after.rfind(">"):
        after = after[:cut]
    for line in _BLOCK.sub("\n", after).split("\n"):
        text = unescape(_INLINE.sub("", line)).strip(" \t\r\u00a0:：")
        if text:
            return text[:_LINE_CHARS]
    return ""
