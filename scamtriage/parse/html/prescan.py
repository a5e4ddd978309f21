"""Whether a page may be shown to the tree builder: a bound on what building its tree can cost, from counts over the bytes.

Lexbor is fast on honest pages and quadratic on some that no honest author writes: many attributes in a tag, deep nesting under
many end tags, formatting elements that are opened anew in every block. Whatever the context of a tag turns out to be, the bounds
below hold, so a page cannot argue its way past them; one that exceeds them is read by the linear token stream instead.
"""

import re
from dataclasses import dataclass
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact.setting_names import BEHIND, WORDS
from scamtriage.parse.html.scripts.handlers import HANDLER

MAX_ATTRIBUTES = 256
"""Attributes of one tag (limits of the threat model; honest pages stay below 60)."""

MAX_DEPTH = 512
MAX_TAGS = 50_000

_STEP_NS = 3.5
"""Nanoseconds that lexbor spends for one element of the stack of open elements it walks (measured, 12,000 nested elements)."""

_FORMATTING_STEP_NS = 120.0
"""The same for an end tag of a formatting element: up to eight rounds of the adoption agency (measured)."""

_MAX_COST_NS = 0.8e9
_FEW = 5_000
"""Tags of any kind that cannot exceed the cost: at most half of them can be elements and half their ends."""

_MAX_CLONES = 400_000
"""Elements and attributes that reopened formatting may add; about 150 bytes each."""

_MAX_ROOTS = 8
"""`<html>` and `<body>` tags, whose attributes are merged into one element."""

_MAX_CANDIDATES = 2_000
_LONG = 2 * MAX_ATTRIBUTES

_FORMATTING = "b|big|code|em|font|i|s|small|strike|strong|tt|u"  # WHATWG HTML 13.2.4.3; of `a` and `nobr` at most one is ever reopened
_TAG = re.compile(rb"<[a-zA-Z][^\s/>]*+")
_ATTRIBUTES = re.compile(rb"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?+)*+""")
_ATTRIBUTE = re.compile(rb"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+""")
_FORMATTING_END = re.compile(rb"</(?:a|nobr|" + _FORMATTING.encode() + rb")[\s/>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prescan:
    """`treeable`: the tree of this page costs less than a second and some 150 MB, however it is built."""

    treeable: bool
    written: frozenset[str] = frozenset()
    """Of MARKING, "icon" (of a messenger), "at sign" (as an image), "attribute" (that may hold a contact), "value" (that may be one,
    whatever its attribute is called), "data" (JSON for scripts), "handler" (a script of what happens by itself), "shown" (an id that is
    an image, a field with a fixed value), "form" (as an attribute, or formaction), "table", "guest" and "board" (where others write),
    "editable", "template", "noscript", "bdo" and "coded mail" (that Cloudflare hides): the names that seem to be written somewhere in the
    markup. Others are not."""


def prescan(data: bytes) -> Prescan:
    """Judge UTF-8 markup. Counting alone settles ordinary pages; only what is odd is looked at."""
    tags = data.count(b"<")
    if tags > _FEW:
        ends = data.count(b"</")
        tags -= ends + data.count(b"<!")
        if _dear(data, tags, ends):
            return Prescan(False, names_written(data))
    hits = _matcher().ends(data, limit=_MAX_CANDIDATES + 1 + len(_WRITTEN))
    odd = [(number, end) for number, end in hits if number >= len(_WRITTEN)]
    starts = _long_tags(data)
    if len(odd) + len(starts) > _MAX_CANDIDATES:
        return Prescan(False, names_written(data))
    broken = _odd(data, odd, starts, tags)
    return Prescan(not broken, frozenset(_WRITTEN[number].key for number, _ in hits if number < len(_WRITTEN)))


def names_written(data: bytes) -> frozenset[str]:
    """`Prescan.written`, for markup that needs no pre-scan, or that has too many of its other hits."""
    return frozenset(_names().found(data))


def _dear(data: bytes, tags: int, ends: int) -> bool:
    """Whether so many start and end tags may cost too much, however they are nested."""
    if tags * (tags + ends) * _STEP_NS > _MAX_COST_NS:
        return True
    if tags * ends * _FORMATTING_STEP_NS <= _MAX_COST_NS:
        return False
    closers = sum(1 for _ in _FORMATTING_END.finditer(data))
    return tags * closers * _FORMATTING_STEP_NS > _MAX_COST_NS


def _long_tags(data: bytes) -> set[int]:
    """Where a tag may begin that goes on for _LONG bytes without a ">"."""
    starts: set[int] = set()
    position, size = 0, len(data)
    while position + _LONG <= size:
        if (last := data.rfind(b">", position, position + _LONG)) >= 0:
            position = last + 1
            continue
        stop = data.find(b">", position + _LONG)
        stop = size if stop < 0 else stop
        for match in _TAG.finditer(data, position, stop - _LONG):
            starts.add(match.start())
            if len(starts) > _MAX_CANDIDATES:
                return starts
        position = stop + 1
    return starts


def _odd(data: bytes, hits: list[tuple[int, int]], starts: set[int], tags: int) -> bool:
    """Whether the suspicious places break a bound."""
    roots = 0
    formatting: list[int] = []
    for number, end in hits:
        name = _PATTERNS[number].key
        if name == "root":
            roots += 1
        elif name == "formatting":
            formatting.append(end)
        else:
            run = data.rfind(b">", 0, end - 1) + 1
            begins = [match.start() for match in _TAG.finditer(data, run, end)]
            if len(begins) > 64:
                return True
            starts.update(begins)
    if roots > _MAX_ROOTS:
        return True
    purse = 4 * len(data) + 65_536
    for start in starts:
        attributes, length = _measure(data, start)
        purse -= length
        if attributes > MAX_ATTRIBUTES or purse < 0:
            return True
    return bool(formatting) and _clones(data, formatting, bool(starts)) * tags > _MAX_CLONES


def _clones(data: bytes, ends: list[int], exact: bool) -> int:
    """Elements and attributes that one block can reopen: of equal formatting tags the parser keeps three (the "Noah's Ark clause")."""
    kept: dict[bytes, int] = {}
    total = 3 * 12  # the names without attributes
    for end in ends:
        if exact:
            region = _ATTRIBUTES.match(data, end)
            tag = data[end : region.end() if region else end]
        else:
            tag = data[end : data.find(b">", end)]
        count = kept.get(tag, 0)
        kept[tag] = count + 1
        if count < 3:
            separators = len(tag) - len(tag.translate(None, b" \t\n\f\r/"))
            total += 2 + separators + (tag.count(b'"') + tag.count(b"'")) // 2
    return total


def _measure(data: bytes, start: int) -> tuple[int, int]:
    """(attributes, bytes) of the tag that would begin here."""
    name = _TAG.match(data, start)
    if name is None:
        return 0, 1
    region = _ATTRIBUTES.match(data, name.end())
    end = region.end() if region else name.end()
    if end - name.end() <= _LONG:
        return 0, end - start
    return sum(1 for _ in _ATTRIBUTE.finditer(data, name.end(), end)), end - start


MARKING = ("style", "hidden", "popover", "data-hidden-template", "data-cfemail")
"""Attributes that may stand on any element, and are looked for only where they are written."""

ICON = (
    r"[-_/\"'](?:whatsapp|wechat|weixin|telegram|zalo|viber|kakao|wa[-_]ico|line[-_]ico"
    r"|(?:line|wa|tg|signal|skype)(?:[\"' ]|\.(?:png|svg|webp|gif|jpg)))"
    r"|(?:(?:fa|bi|ico|icon|iconfont|icofont|ri|mdi|lni|uil|ti|la|glyphicon)[-_](?:[a-z]+[-_])?|(?:alt|title|aria-label)=[\"'])"
    r"(?:phone|tel|telephone|call|hotline|headset|envelope|e?mail)[-_\"' ]"
    r"|/(?:phone|tel|call|hotline|e?mail)(?:[-_][a-z]{1,8})?\.(?:png|svg|webp|gif|jpg)"
)
"""What may be the icon of a messenger, of a phone or of mail, by its class, its file or its alternative text."""

_AT = r"(?:@|&#64;|[\[(]?at[\])]?|a)"
AT_SIGN = (
    rf"(?:(?:alt|title|aria-label)=(?:\" ?{_AT} ?\"|' ?{_AT} ?'|{_AT}[\s>/])|[-\s\"'](?:fa|icon|bi|mdi|ri)-at[\s\"']"
    r"|[/\"'](?:at|at[-_]?sign|arroba)\.(?:gif|png|svg|webp|jpg))"
)
"""What may be an image that stands for the @ of an address."""

_MESSENGER_NAMES = "|".join(word for words in WORDS.values() for word in words)
ATTRIBUTE = (
    r"[\s\"'](?:onclick|onmousedown|ontouchstart|onpointerdown|formaction|download"
    r"|data-(?:href|url|link|open|goto|redirect|target-url"
    r"|phone|tel|telephone|mobile|number|hotline|copy|clipboard-text|clipboard|address|addr|wallet-address|wallet|email|mail|oaid"
    r"|contact|settings|config|options"
    rf"|(?:[a-z]+[-_])?(?:{_MESSENGER_NAMES})(?:[-_]?(?:{'|'.join(BEHIND)}))?))\s*="
)
"""Attributes that may hold a contact which no text and no link shows."""

_MESSENGER_HOSTS = (
    r"t\.me|telegram\.me|line\.me|lin\.ee|wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|zalo\.me|m\.me|u\.wechat\.com|open\.kakao\.com"
    r"|pf\.kakao\.com|signal\.me"
)
VALUE = (
    r"[\s\"'](?:data-[a-z0-9_-]+|title|aria-label|value|xlink:href)\s*=\s*[\"']\s*"
    rf"(?:000201[0-9][0-9]|(?:https?:)?//(?:www\.)?(?:{_MESSENGER_HOSTS})/|(?:{_MESSENGER_HOSTS})/|(?:tg|line|weixin|viber|zalo)://"
    r"|(?:T|0x|bc1|ltc1|[EU]Q|[13LDAr])[0-9a-z]{22})"
)
"""The beginning of an attribute's value that can be a payment code, a messenger's link or a wallet."""

MICRODATA = (
    r"(?:itemprop\s*=\s*[\"']?(?:telephone|faxnumber|email)"
    r"|property\s*=\s*[\"']?(?:business:contact_data|og|place):(?:phone_number|fax_number|email))[\"'\s>]"
)

DATA_ATTRIBUTE = r"[\s\"']data-(?:page|props|react-props|state|initial-state)\s*=\s*[\"']\s*(?:\{|&)"
"""JSON for scripts in an attribute, as Inertia and others hand it over."""

PICTURED_ID = r"\salt\s*=\s*[\"'](?:@?[a-z0-9][a-z0-9._-]*[0-9_.][a-z0-9._-]*|@[a-z0-9._-]{3,40})[\"']"
"""The alternative text of an image that may be somebody's id."""

FIXED_FIELD = r"<input\s(?:[^<>]*[\s\"'])?readonly[\s=/>]"
"""A field whose value is shown, and cannot be changed."""

GUEST_PLACE = r"(?:class|id|itemprop|itemtype)\s*=\s*[\"']?[^\"'<>]{0,120}(?:comment|review|repl(?:y|ies)|guestbook)"
"""The name of an element in which visitors may write."""
BOARD_PLACE = r"(?:class|id|itemprop|itemtype)\s*=\s*[\"']?[^\"'<>]{0,120}(?:post|topic|thread|listing|classified|advert|answer)"

_AROUND = r"[\s\"'/]"
_WRITTEN = (
    # in the same scan, because a second one over the markup would cost half as much again
    Pattern("style", _AROUND + r"style\s*=", literal=False, caseless=True, once=True),
    Pattern("hidden", _AROUND + r"hidden[\s=/>]", literal=False, caseless=True, once=True),
    Pattern("popover", _AROUND + r"popover[\s=/>]", literal=False, caseless=True, once=True),
    Pattern("data-hidden-template", _AROUND + r"data-hidden-template[\s=/>]", literal=False, caseless=True, once=True),
    Pattern("data-cfemail", _AROUND + r"data-cfemail\s*=", literal=False, caseless=True, once=True),
    Pattern("icon", ICON, literal=False, caseless=True, once=True),
    Pattern("at sign", AT_SIGN, literal=False, caseless=True, once=True),
    Pattern("table", r"<table[\s>]", literal=False, caseless=True, once=True),
    Pattern("value", VALUE, literal=False, caseless=True, once=True),
    Pattern("value", MICRODATA, literal=False, caseless=True, once=True),
    Pattern("data", DATA_ATTRIBUTE, literal=False, caseless=True, once=True),
    Pattern("handler", HANDLER, literal=False, caseless=True, once=True),
    Pattern("attribute", ATTRIBUTE, literal=False, caseless=True, once=True),
    Pattern("shown", PICTURED_ID, literal=False, caseless=True, once=True),
    Pattern("shown", FIXED_FIELD, literal=False, caseless=True, once=True),
    Pattern("guest", GUEST_PLACE, literal=False, caseless=True, once=True),
    Pattern("board", BOARD_PLACE, literal=False, caseless=True, once=True),
    Pattern("form", _AROUND + r"form(?:action)?\s*=", literal=False, caseless=True, once=True),
    Pattern("editable", _AROUND + r"contenteditable[\s=/>]", literal=False, caseless=True, once=True),
    Pattern("template", r"</?template[\s/>]", literal=False, caseless=True, once=True),
    Pattern("noscript", r"<noscript[\s/>]", literal=False, caseless=True, once=True),
    Pattern("bdo", r"<bdo[\s/>]", literal=False, caseless=True, once=True),
    Pattern("coded mail", "/cdn-cgi/l/email", once=True),
)
_PATTERNS = (
    *_WRITTEN,
    # a tag can be longer than its first ">" only where that stands in a quoted value
    Pattern("quoted", r"<[a-zA-Z][^>]*=\s*\"[^\">]*>", literal=False),
    Pattern("quoted", r"<[a-zA-Z][^>]*=\s*'[^'>]*>", literal=False),
    Pattern("formatting", rf"<({_FORMATTING})[\s/]", literal=False, caseless=True),
    Pattern("root", r"<(html|body)[\s/]", literal=False, caseless=True),
)


@cache
def _names() -> Matcher[str]:
    return Matcher(_WRITTEN)


@cache
def _matcher() -> Matcher[str]:
    return Matcher(_PATTERNS)
