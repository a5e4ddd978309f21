"""Contacts that stand only in attributes: `onclick="location='https://wa.me/…'"`, `data-wa`, `data-copy`, settings of chat buttons."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact.setting_names import NAME, told_by
from scamtriage.parse.html.contacts.copied import copied_id, on_button
from scamtriage.parse.html.features import ATTRIBUTE, FRAMEWORK
from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_HEADS = 6_000
MAX_ATTRIBUTES = 300
"""Attributes read whose values contain neither a number nor an "@". The others are read up to MAX_HEADS."""
MAX_LINE_CHARS = 40_000
MAX_VALUE_BYTES, _BEFORE_BYTES, _TAG_BYTES, _CONTEXT_CHARS = 2_000, 400, 300, 70
_READ = lazy_re.compile(ATTRIBUTE, re.IGNORECASE)
_NAME = lazy_re.compile(rb"([a-z@:][a-z0-9_:.-]{1,40})\s{0,4}=\s{0,4}\Z", re.IGNORECASE)
_UNQUOTED_END = lazy_re.compile(rb"[\s>]")
_TELLING = lazy_re.compile(r"[0-9](?:[ ().-]{0,2}[0-9]){5}|@")
_TAGS = lazy_re.compile(r"<[^<>]{0,400}>|<[^<>]*\Z|\A[^<>]*>")
_UNREAD = lazy_re.compile(r"</(?:script|style|template)\s{0,4}>", re.IGNORECASE)
"""The end of what no reader sees: the settings before it are no words for the value behind it."""
_LINK = lazy_re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}:|//)\S+\Z", re.IGNORECASE)
_SETTING = lazy_re.compile(rf"\"({NAME})\"\s?:\s?\"([^\"]{{5,80}})\"")
_BY_FRAMEWORK = lazy_re.compile(FRAMEWORK)
_STRING = lazy_re.compile(r"['\"`:+]")
_GIVEN = lazy_re.compile(
    r"(?:(copy|clipboard|write_?text)\w{0,20}|(?<![a-z])(?:dial|call|phone|tel)(?:_?(?:now|us|me|to|phone|number))?)"
    r" ?\( ?(?:this ?, ?)?['\"`]([^'\"`<>]{5,80})['\"`]",
    re.IGNORECASE,
)
"""What a button copies (first group), or the number that it dials."""
_CHAT_BUTTON = lazy_re.compile(r"joinchat|whatsapp|ht-ctc|qlwapp|wa__|(?:^|[\s\"'_-])wa[-_]", re.IGNORECASE)


def read_attributes(markup: bytes, caps: list[str]) -> tuple[list[tuple[str, str]], str]:
    """Return ((where, text) as in ContactSources.extras, the scripts of event handlers joined by line ends). Linear in the markup (UTF-8).

    Limits that were reached are added to `caps`.
    """
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
        if called.startswith("on") or _BY_FRAMEWORK.fullmatch(called):
            if _STRING.search(value):
                handlers[_as_script(value)] = None
            if (given := _GIVEN.search(value)) is not None:
                lines[_copied(markup, end, given, value)] = None
        elif called == "download":
            extras.append(("href", f"./{value}"))  # the name under which a file is saved may be a tool's
        elif _LINK.match(value) and not value.startswith("live:"):  # "live:" begins a Skype id
            extras.append(("href", value))
        elif called == "data-oaid":
            if value.isascii() and value.isdigit() and "zalo" in _whole_tag(markup, end):
                extras.append(("href", f"https://zalo.me/{value}"))  # Zalo's chat widget
        elif value[:1] in "{[":
            lines |= dict.fromkeys(_settings(markup, end, value))
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
        caps.append(limit("contact attributes", MAX_ATTRIBUTES))
    return extras, "\n".join(handlers)


def _as_script(value: str) -> str:
    """Return the code of an attribute as a script has it, where an object is given to a name."""
    return f"_={value}" if value[:1] in "{[" else value


def reads(name: str) -> bool:
    """Return whether attributes of this name are read here, whatever they hold."""
    return _READ.fullmatch(f" {name}=") is not None


@cache
def _heads() -> Matcher[str]:
    return Matcher([Pattern("attribute", ATTRIBUTE, literal=False, caseless=True)])


def _value(markup: bytes, start: int) -> str:
    """Return the value of the attribute whose "=" ends at `start`; "" if it does not end."""
    at = start + (len(markup[start : start + 4]) - len(markup[start : start + 4].lstrip()))
    quote = markup[at : at + 1]
    if quote in (b'"', b"'"):
        at += 1
        stop = markup.find(quote, at, at + MAX_VALUE_BYTES)
    else:
        end = _UNQUOTED_END.search(markup, at, at + MAX_VALUE_BYTES)
        stop = end.start() if end is not None else -1
    return attribute_text(markup[at:stop].decode("utf-8", "ignore")).strip() if stop > 0 else ""


def _tag(markup: bytes, end: int) -> str:
    """Return the beginning of the tag around the value, if it is near."""
    piece = markup[max(0, end - _TAG_BYTES) : end]
    return piece[piece.rfind(b"<") + 1 :].decode("utf-8", "ignore")


def _whole_tag(markup: bytes, end: int) -> str:
    """Return the tag around the value in lower case; "" if it does not end nearby."""
    stop = markup.find(b">", end, end + _TAG_BYTES)
    return (_tag(markup, end) + markup[end:stop].decode("utf-8", "ignore")).lower() if stop > 0 else ""


def _line(markup: bytes, end: int, name: str, value: str) -> str:
    """Return a line of text for a value, after a label from its name, or else after the visible words before it."""
    name = name.removeprefix("data-")
    if name == "lineid" and (value[0] == "@" or "line-it" in _tag(markup, end)):
        name = "line-id"  # of LINE's button; elsewhere it numbers the lines of a cart
    told = _told(name, value)
    if name in _COPIED and (copied := copied_id(value, behind="", button=on_button(markup, end), before=words_before(markup, end))):
        return copied
    if told and (name not in ("number", "phone") or not _CHAT_BUTTON.search(_tag(markup, end))):
        return told
    if told:
        return _told("whatsapp", value)
    return f"{words_before(markup, end)} {value}"


_COPIED = frozenset(("copy", "clipboard", "clipboard-text"))


def _settings(markup: bytes, end: int, value: str) -> Iterator[str]:
    """Yield a line of text for each setting in a value, as `told_by` does; a telephone of a chat button is one of WhatsApp."""
    button = _CHAT_BUTTON.search(_tag(markup, end)) is not None
    for match in _SETTING.finditer(value):
        told = _told(match[1], match[2], captions=True)
        yield _told("whatsapp", match[2]) if button and told.startswith("Tel: ") else told


def _copied(markup: bytes, end: int, given: re.Match[str], handler: str) -> str:
    """Return a line of text for what a button copies or dials, as `_line` does for data-copy and data-phone."""
    if given[1]:
        behind, before = handler[given.end() :], words_before(markup, end)
        if told := copied_id(given[2], behind=behind, button=on_button(markup, end), before=before):
            return told
    return _line(markup, end, "copy" if given[1] else "phone", given[2])


def words_before(markup: bytes, end: int) -> str:
    """Return what a reader sees right before a place in the markup."""
    before = markup[max(0, end - _BEFORE_BYTES) : end].decode("utf-8", "ignore")
    return " ".join(unescape(_TAGS.sub(" ", _UNREAD.split(before)[-1])).split())[-_CONTEXT_CHARS:]


def _told(name: str, value: str, *, captions: bool = False) -> str:
    """Return the same as told_by, also for names that mean a contact only in attributes (number, email, mail)."""
    if name.lower() in ("email", "mail"):
        return f"Email: {value}"
    return told_by("phone" if name.lower() == "number" else name, value, captions=captions)
