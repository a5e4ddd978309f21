"""Contacts that only attributes hold: `onclick="location='https://wa.me/…'"`, `data-wa`, `data-copy`, the settings of chat buttons."""

import re
from functools import cache
from html import unescape

from scamtriage.knowledge.channels import channels
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact.setting_names import messenger_of
from scamtriage.parse.html.prescan import ATTRIBUTE
from scamtriage.parse.html.tokens import attribute_text

MAX_HEADS = 6_000
MAX_ATTRIBUTES = 300
"""Of values that are no number and no address by themselves; the others are read up to MAX_HEADS."""
MAX_LINE_CHARS = 40_000
MAX_VALUE_BYTES, _BEFORE_BYTES, _TAG_BYTES, _CONTEXT_CHARS = 2_000, 400, 300, 70
_NAME = re.compile(rb"([a-z][a-z0-9_-]{1,40})\s{0,4}=\s{0,4}\Z", re.IGNORECASE)
_TELLING = re.compile(r"[0-9](?:[ ().-]{0,2}[0-9]){5}|@")
_TAGS = re.compile(r"<[^<>]{0,400}>|<[^<>]*\Z|\A[^<>]*>")
_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}:|//)\S+\Z", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"\+?[0-9(][0-9 ().-]{6,24}\Z")
_CHATS = {
    "whatsapp": "WhatsApp: ", "zalo": "Zalo: ", "viber": "Viber: ", "signal": "Signal: ", "telegram": "Telegram: ", "line": "LINE ID: ",
    "wechat": "WeChat ID: ", "kakaotalk": "KakaoTalk ID: ", "skype": "Skype ID: ", "qq": "QQ: ",
}  # fmt: skip
_BUTTONS = re.compile(r"joinchat|ht-ctc|qlwapp|wa__")
"""Of WhatsApp, though their names do not say so."""
_OTHERS = (("Email: ", re.compile(r"e?mail")), ("Tel: ", re.compile(r"phone|tel(?:$|[-_])|mobile|hotline|number|call|sdt")))
"""What a name says that the value is, in order; the first counts."""
_BY_NUMBER = ("Tel: ", "WhatsApp: ", "Zalo: ", "Viber: ", "Signal: ")
_ID = re.compile(r"@?[A-Za-z0-9][\w.:-]{3,40}\Z", re.ASCII)
_SURE_ID = re.compile(r".*[@0-9_.]")
_NAMES_ACCOUNT = re.compile(r"(?<![a-z])(?:id|oa|uid|user|username|account|handle)(?![a-z])")
_SETTING = re.compile(
    r"\"(telephone|phone|phone_?number|mobile|number|whatsapp|wa|whatsapp_number|tel|zalo|viber|telegram|line|email)\"\s?:\s?\"([^\"]{5,80})\"",
    re.IGNORECASE,
)
_CHAT_BUTTON = re.compile(r"joinchat|whatsapp|ht-ctc|qlwapp|wa__|(?:^|[\s\"'_-])wa[-_]", re.IGNORECASE)


def read_attributes(markup: bytes, caps: list[str]) -> tuple[list[tuple[str, str]], str]:
    """((where, text) as in ContactSources.extras, scripts of event handlers joined by line ends). Linear in the markup (UTF-8). `caps`
    takes the limits that were reached."""
    extras: list[tuple[str, str]] = []
    lines: dict[str, None] = {}
    handlers: dict[str, None] = {}
    ends = _heads().ends(markup, limit=MAX_HEADS)
    left, too_many = MAX_ATTRIBUTES, len(ends) >= MAX_HEADS
    for _, end in ends:
        value = _value(markup, end)
        name = _NAME.search(markup[max(0, end - 50) : end])
        if name is None or len(value) < 4:
            continue
        called = name[1].decode().lower()
        if called.startswith("on"):
            if ":" in value or "+" in value:
                handlers[value] = None
        elif _LINK.match(value) and not value.startswith("live:"):  # an id of Skype
            extras.append(("href", value))
        elif value[:1] in "{[":
            button = _CHAT_BUTTON.search(_tag(markup, end)) is not None
            for match in _SETTING.finditer(value):
                lines[_told("whatsapp" if button and match[1].lower()[:2] in ("te", "ph", "mo", "nu") else match[1], match[2])] = None
        elif left > 0 or _TELLING.search(value):
            left -= not _TELLING.search(value)
            lines[_line(markup, end, called, value)] = None
        else:
            too_many = True
    lines.pop("", None)
    if lines:
        told = "\n".join(sorted(lines, key=lambda line: _TELLING.search(line) is None) if len(lines) > MAX_ATTRIBUTES else lines)
        too_many |= len(told) > MAX_LINE_CHARS
        extras.append(("attribute", told[:MAX_LINE_CHARS]))
    if too_many:
        caps.append(f"contact attributes {MAX_ATTRIBUTES}")
    return extras, "\n".join(handlers)


@cache
def _heads() -> Matcher[str]:
    return Matcher([Pattern("attribute", ATTRIBUTE, literal=False, caseless=True)])


def _value(markup: bytes, start: int) -> str:
    """The value of the attribute whose "=" ends here; "" of one without quotes."""
    at = start + (len(markup[start : start + 4]) - len(markup[start : start + 4].lstrip()))
    quote = markup[at : at + 1]
    if quote not in (b'"', b"'"):
        return ""
    stop = markup.find(quote, at + 1, at + 1 + MAX_VALUE_BYTES)
    return attribute_text(markup[at + 1 : stop].decode("utf-8", "ignore")).strip() if stop > 0 else ""


def _tag(markup: bytes, end: int) -> str:
    """The tag before the value, as far as it is near."""
    piece = markup[max(0, end - _TAG_BYTES) : end]
    return piece[piece.rfind(b"<") + 1 :].decode("utf-8", "ignore")


def _line(markup: bytes, end: int, name: str, value: str) -> str:
    """A line of text for a value: behind what its name says, or else behind the words that the reader sees before it."""
    name = name.removeprefix("data-")
    if name == "lineid" and (value[0] == "@" or "line-it" in _tag(markup, end)):
        name = "line-id"  # of LINE's own button; elsewhere it counts the lines of a cart
    told = _told(name, value)
    if told and (name not in ("number", "phone") or not _CHAT_BUTTON.search(_tag(markup, end))):
        return told
    if told:
        return _told("whatsapp", value)
    return f"{words_before(markup, end)} {value}"


def words_before(markup: bytes, end: int) -> str:
    """What a reader sees right before a place in the markup."""
    before = markup[max(0, end - _BEFORE_BYTES) : end].decode("utf-8", "ignore")
    return " ".join(unescape(_TAGS.sub(" ", before)).split())[-_CONTEXT_CHARS:]


def _told(name: str, value: str) -> str:
    """The value behind the word that a name stands for; "" when it stands for none, or the value is no number, id or address."""
    word = _word(name)
    if word in _BY_NUMBER and not _PLAIN_NUMBER.match(value):
        return ""
    if word in _CHATS.values() and not _PLAIN_NUMBER.match(value):
        if not _ID.match(value) or value.lower() in channels().spelling["no-ids"]:
            return ""
        if word == _CHATS["line"] and not (_SURE_ID.match(value) or _NAMES_ACCOUNT.search(name.lower())):
            return ""  # data-line="dashed"
    if word in ("WhatsApp: ", "Zalo: ", "Viber: ", "Tel: ") and value[0] not in "+0(" and len(value) > 10:
        value = "+" + value  # such buttons want all the digits without a plus
    return word + value if word else ""


def _word(name: str) -> str:
    """The word that a name stands for, with its colon."""
    if (kind := messenger_of(name)) or _BUTTONS.search(name.lower()):
        return _CHATS[kind or "whatsapp"]
    return next((word for word, says in _OTHERS if says.search(name.lower())), "")
