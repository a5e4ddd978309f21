"""Decides whether a page may be parsed into a tree: bounds the cost of building that tree by counting over its bytes.

Lexbor is fast on honest pages, and quadratic on some hostile ones: many attributes in a tag, deep nesting under many end tags, formatting
elements that are reopened in every block. The bounds hold in whatever context a tag stands, so a page cannot evade them. A page that
exceeds them is read by the linear token stream instead.
"""

import re
from functools import cache

from msgspec import Struct

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact.anchors import bytes_expression
from scamtriage.parse.contact.setting_names import BANK_OBJECT, BEHIND, WORDS
from scamtriage.parse.html.drawn import DRAWN
from scamtriage.parse.html.scripts.handlers import GESTURE, HANDLER
from scamtriage.parse.html.styles.generated import SPEAKING
from scamtriage.parse.html.styles.reordered import REORDERED
from scamtriage.parse.html.text_copies import ATTRIBUTES, copies_too_much

MAX_ATTRIBUTES = 256
"""Attributes of one tag (a limit of the threat model; honest pages stay below 60)."""

MAX_DEPTH = 512
MAX_TAGS = 50_000

_STEP_NS = 3.5
"""Nanoseconds per element when lexbor walks the stack of open elements (measured with 12,000 nested elements)."""

_FORMATTING_STEP_NS = 120.0
"""The same for an end tag of a formatting element: up to eight rounds of the adoption agency algorithm (measured)."""

_MAX_COST_NS = 0.8e9
_FEW = 5_000
"""Number of "<" up to which no nesting exceeds _MAX_COST_NS: the cost is highest with half start tags and half end tags."""

_MAX_CLONES = 400_000
"""Elements and attributes that reopened formatting may add, at about 150 bytes each."""

_MAX_ROOTS = 8
"""Number of `<html>` and `<body>` tags. Their attributes are merged into one element."""

_MAX_CANDIDATES = 2_000
_LONG = 2 * MAX_ATTRIBUTES

_FORMATTING = "b|big|code|em|font|i|s|small|strike|strong|tt|u"  # WHATWG HTML 13.2.4.3; `a`, `nobr`: at most one of each is reopened
_TAG = re.compile(rb"<[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(rb"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+""")
_FORMATTING_END = re.compile(rb"</(?:a|nobr|" + _FORMATTING.encode() + rb")[\s/>]", re.IGNORECASE)


class Prescan(Struct, frozen=True):
    """The verdict on a page's markup. `treeable`: its tree costs less than a second and about 150 MB."""

    treeable: bool
    written: frozenset[str] = frozenset()
    """Names of features that seem to be present in the markup. A feature that is not named is certainly absent.

    - The attributes of MARKING, "form" (also formaction, and where htmx sends a form), "editable" (contenteditable, and the inputs of
      component libraries).
    - "icon": an icon of a messenger, phone or mail; "at sign": an image of an @.
    - "attribute": an attribute that may hold a contact; "value": a value that may be a contact, whatever its attribute is called.
    - "tooltip": a number in an attribute that a reader is shown.
    - "data": JSON for scripts in an attribute; "handler": an event handler that runs without a click.
    - "gesture": a handler of what a visitor does, or a link to a script; "drawn": an image that is shown without `<img src>`; "masked":
      a style by which dots are shown in place of what is typed.
    - "shown": an image whose alternative text may be an id, or a read-only input.
    - "guest", "board", "maybe guest": elements whose content may be written by visitors.
    - "speaking style": words in a style sheet; "picture", "sheet": a drawing (SVG) or a style sheet within an address.
    - "reordered": a style in an attribute or a sheet that may show letters in another order.
    - "bank object": digits under a name for an account, as in an object of a script.
    - "language": an element with a language of its own, or <html> after another attribute.
    - "table", "template", "noscript", "bdo"; "coded mail": an address obfuscated by Cloudflare.
    """


def prescan(data: bytes) -> Prescan:
    """Judge UTF-8 markup. Counting alone settles ordinary pages; only suspicious places are examined."""
    tags = all_tags = data.count(b"<")
    if tags > _FEW:
        ends = data.count(b"</")
        tags -= ends + data.count(b"<!")
        if _dear(data, tags, ends):
            return Prescan(False, names_written(data))
    if copies_too_much(data, all_tags):
        return Prescan(False, names_written(data))
    hits = _matcher().ends(data, limit=_MAX_CANDIDATES + 1 + len(_WRITTEN))
    odd = [(number, end) for number, end in hits if number >= len(_WRITTEN)]
    starts = _long_tags(data)
    if len(odd) + len(starts) > _MAX_CANDIDATES:
        return Prescan(False, names_written(data))
    broken = _odd(data, odd, starts, tags)
    return Prescan(not broken, frozenset(_WRITTEN[number].key for number, _ in hits if number < len(_WRITTEN)))


def names_written(data: bytes) -> frozenset[str]:
    """Return `Prescan.written` for markup that needs no pre-scan, or that has too many other matches."""
    return frozenset(_names().found(data))


def _dear(data: bytes, tags: int, ends: int) -> bool:
    """Return whether so many start and end tags may cost too much, however they are nested."""
    if tags * (tags + ends) * _STEP_NS > _MAX_COST_NS:
        return True
    if tags * ends * _FORMATTING_STEP_NS <= _MAX_COST_NS:
        return False
    closers = sum(1 for _ in _FORMATTING_END.finditer(data))
    return tags * closers * _FORMATTING_STEP_NS > _MAX_COST_NS


def _long_tags(data: bytes) -> set[int]:
    """Return the offsets at which a tag may begin that has no ">" in its first _LONG bytes."""
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
    """Return whether the suspicious places exceed a bound."""
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
    budget = 4 * len(data) + 65_536
    for start in starts:
        attributes, length = _measure(data, start)
        budget -= length
        if attributes > MAX_ATTRIBUTES or budget < 0:
            return True
    return bool(formatting) and _clones(data, formatting, bool(starts)) * tags > _MAX_CLONES


def _clones(data: bytes, ends: list[int], exact: bool) -> int:
    """Return how many elements and attributes one block can reopen. Of equal formatting tags the parser keeps three (the "Noah's Ark
    clause")."""
    kept: dict[bytes, int] = {}
    total = 3 * 12  # the formatting names without attributes, three of each
    for end in ends:
        if exact:
            region = ATTRIBUTES.match(data, end)
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
    """Return (attributes, bytes) of the tag that would begin here."""
    name = _TAG.match(data, start)
    if name is None:
        return 0, 1
    region = ATTRIBUTES.match(data, name.end())
    end = region.end() if region else name.end()
    if end - name.end() <= _LONG:
        return 0, end - start
    return sum(1 for _ in _ATTRIBUTE.finditer(data, name.end(), end)), end - start


MARKING = ("style", "hidden", "popover", "data-hidden-template", "data-cfemail")
"""Attributes that may stand on any element. The readers look for them only if the pre-scan has found them."""

ICON = (
    r"[-_/\"'](?:whatsapp|wechat|weixin|telegram|zalo|viber|kakao|wa[-_]ico|line[-_]ico"
    r"|(?:line|wa|tg|tele|signal|skype)(?:[\"' ]|\.(?:png|svg|webp|gif|jpg)))"
    r"|(?:(?:fa|bi|ico|icon|iconfont|icofont|ri|mdi|lni|uil|ti|la|glyphicon)[-_](?:[a-z]+[-_])?|(?:alt|title|aria-label)=[\"'])"
    r"(?:phone|tel|telephone|call|hotline|headset|envelope|e?mail)[-_\"' ]"
    r"|/(?:phone|tel|call|hotline|e?mail)(?:[-_][a-z]{1,8})?\.(?:png|svg|webp|gif|jpg)"
)
"""A possible icon of a messenger, a phone or mail, by its class, file name or alternative text."""

_AT = r"(?:@|&#64;|[\[(]?at[\])]?|a)"
AT_SIGN = (
    rf"(?:(?:alt|title|aria-label)=(?:\" ?{_AT} ?\"|' ?{_AT} ?'|{_AT}[\s>/])|[-\s\"'](?:fa|icon|bi|mdi|ri)-at[\s\"']"
    r"|[/\"'](?:at|at[-_]?sign|arroba)\.(?:gif|png|svg|webp|jpg))"
)
"""A possible image of the @ of an address."""

_MESSENGER_NAMES = "|".join(word for words in WORDS.values() for word in words)
ATTRIBUTE = (
    r"[\s\"'](?:onclick|onmouse(?:down|up)|ontouch(?:start|end)|onpointer(?:down|up)|formaction|download"
    r"|data-(?:href|url|link|open|goto|redirect|target-url"
    r"|phone|tel|telephone|mobile|number|hotline|copy|clipboard-text|clipboard|address|addr|wallet-address|wallet|email|mail|oaid"
    r"|contact|settings|config|options"
    rf"|(?:[a-z]+[-_])?(?:{_MESSENGER_NAMES})(?:[-_]?(?:{'|'.join(BEHIND)}))?))\s*="
)
"""Attributes that may hold a contact which stands in no text and no link."""

_MESSENGER_HOSTS = (
    r"t\.me|telegram\.me|line\.me|lin\.ee|wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|zalo\.me|m\.me|u\.wechat\.com|open\.kakao\.com"
    r"|pf\.kakao\.com|signal\.me"
)
VALUE = (
    r"[\s\"'](?:data-[a-z0-9_-]+|title|aria-label|value|xlink:href)\s*=\s*[\"']\s*"
    rf"(?:000201[0-9][0-9]|(?:https?:)?//(?:www\.)?(?:{_MESSENGER_HOSTS})/|(?:{_MESSENGER_HOSTS})/|(?:tg|line|weixin|viber|zalo)://"
    r"|(?:T|0x|bc1|ltc1|[EU]Q|[13LDAr])[0-9a-z]{22})"
)
"""The beginning of an attribute value that may be a payment code, a messenger link or a wallet."""

TOOLTIP = (
    r"[\s\"'](?:title|aria-label|data-[a-z-]+)\s*=\s*[\"'][^\"'<>]*"
    r"(?:\+[1-9]|[ :\"'(]0[1-9]|[ :\"'(]1?[ .(-]*8[0-8][0-8])[0-9() .-]{7}"
)
"""The beginning of a number to call in a tooltip or a badge."""
_WORDS_OF_IDS = "line(?: ?id)?|wechat(?: ?id)?|telegram|zalo|kakao(?:talk)?|skype|" + "|".join(
    bytes_expression(word.encode().decode("latin-1")) for word in ("微信", "微信号", "賴", "ไลน์", "ไอดีไลน์", "라인", "카톡", "텔레그램")
)
TOOLTIP_ID = rf"[\s\"'](?:title|aria-label)\s*=\s*[\"'](?:[^\"'<>]*[^a-z\"'<>])?(?:{_WORDS_OF_IDS})\s?(?::|\xef\xbc\x9a)?\s?@?[a-z0-9]"
"""The same of a messenger's id: title="加LINE：helper_77"."""

MICRODATA = (
    r"(?:itemprop\s*=\s*[\"']?(?:telephone|faxnumber|email)"
    r"|property\s*=\s*[\"']?(?:business:contact_data|og|place):(?:phone_number|fax_number|email))[\"'\s>]"
)

DATA_ATTRIBUTE = r"[\s\"']data-(?:page|props|react-props|state|initial-state)\s*=\s*[\"']\s*(?:\{|&)"
"""JSON for scripts in an attribute, as Inertia and other frameworks write it."""

PICTURED_ID = r"\salt\s*=\s*[\"'](?:@?[a-z0-9][a-z0-9._-]*[0-9_.][a-z0-9._-]*|@[a-z0-9._-]{3,40})[\"']"
"""Alternative text of an image that may be an account id."""

FIXED_FIELD = r"<input\s(?:[^<>]*[\s\"'])?readonly[\s=/>]"
"""A read-only input: its value is shown and cannot be changed."""

GUEST_PLACE = r"(?:class|id|itemprop|itemtype)\s*=\s*[\"']?[^\"'<>]{0,120}(?:comment|review|repl(?:y|ies)|guestbook)"
"""A name of an element in which visitors may write."""
BOARD_PLACE = r"(?:class|id|itemprop|itemtype)\s*=\s*[\"']?[^\"'<>]{0,120}(?:post|topic|thread|listing|classified|advert|answer)"
MAYBE_PLACE = (
    r"(?:class|id|itemprop|itemtype)\s*=\s*[\"']?[^\"'<>]{0,120}"
    r"(?:testimonial|feedback|rating|opinion|message|user-content|user-generated|shout)"
)
"""A name of an element in which visitors write, or the site in their name."""
_PLACE = (
    r"(?i)(?:ss|id|op|pe)\s*=\s*[\"']?[^\"'<>]*"
    r"(?:comment|review|repl(?:y|ies)|guestbook|post|topic|thread|listing|classified|advert|answer"
    r"|testimonial|feedback|rating|opinion|message|user-content|user-generated|shout)"
)
"""What all contain, and cheap beside them: the names by endings of one length, and no count of characters."""

_AROUND = r"[\s\"'/]"
_WRITTEN = (
    # in the same scan as the bounds, so that the markup is passed only once
    Pattern("style", _AROUND + r"style\s*=", literal=False, caseless=True, once=True),
    Pattern("hidden", _AROUND + r"hidden[\s=/>]", literal=False, caseless=True, once=True),
    Pattern("popover", _AROUND + r"popover[\s=/>]", literal=False, caseless=True, once=True),
    Pattern("data-hidden-template", _AROUND + r"data-hidden-template[\s=/>]", literal=False, caseless=True, once=True),
    Pattern("data-cfemail", _AROUND + r"data-cfemail\s*=", literal=False, caseless=True, once=True),
    Pattern("icon", ICON, literal=False, caseless=True, once=True),
    Pattern("at sign", AT_SIGN, literal=False, caseless=True, once=True),
    Pattern("language", r"(?:[^l]|[^m]l|[^t]ml|[^h]tml)\slang\s*=", literal=False, caseless=True, once=True),
    Pattern("table", r"<table[\s>]", literal=False, caseless=True, once=True),
    Pattern("value", VALUE, literal=False, caseless=True, once=True),
    Pattern("tooltip", TOOLTIP, literal=False, caseless=True, once=True),
    Pattern("tooltip", TOOLTIP_ID, literal=False, caseless=True, once=True),
    Pattern("value", MICRODATA, literal=False, caseless=True, once=True),
    Pattern("data", DATA_ATTRIBUTE, literal=False, caseless=True, once=True),
    Pattern("handler", HANDLER, literal=False, caseless=True, once=True),
    Pattern("gesture", GESTURE, literal=False, caseless=True, once=True),
    Pattern("drawn", "|".join(DRAWN), literal=False, caseless=True, once=True),
    Pattern("masked", "text-security", caseless=True, once=True),
    Pattern("attribute", ATTRIBUTE, literal=False, caseless=True, once=True),
    Pattern("shown", PICTURED_ID, literal=False, caseless=True, once=True),
    Pattern("shown", FIXED_FIELD, literal=False, caseless=True, once=True),
    Pattern("guest", GUEST_PLACE, literal=False, caseless=True, once=True, hint=_PLACE),
    Pattern("board", BOARD_PLACE, literal=False, caseless=True, once=True, hint=_PLACE),
    Pattern("maybe guest", MAYBE_PLACE, literal=False, caseless=True, once=True, hint=_PLACE),
    Pattern("guest", r"<[a-z]{1,15}-(?:comment|review)", literal=False, caseless=True, once=True),
    Pattern("maybe guest", r"<[a-z]{1,15}-(?:message|testimonial)", literal=False, caseless=True, once=True),
    Pattern("form", _AROUND + r"(?:form(?:action)?|(?:data-)?hx-p(?:os|u)t)\s*=", literal=False, caseless=True, once=True),
    Pattern("editable", _AROUND + r"contenteditable[\s=/>]", literal=False, caseless=True, once=True),
    Pattern("editable", r"<[a-z]{1,15}-[a-z-]{0,30}(?:input|field|textarea|otp|pin)[\s/>]", literal=False, caseless=True, once=True),
    Pattern("template", r"</?template[\s/>]", literal=False, caseless=True, once=True),
    Pattern("noscript", r"<noscript[\s/>]", literal=False, caseless=True, once=True),
    Pattern("reordered", REORDERED, literal=False, caseless=True, once=True),
    Pattern("speaking style", SPEAKING, literal=False, caseless=True, once=True),
    Pattern("picture", r"data:image/svg\+xml", literal=False, caseless=True, once=True),
    Pattern("sheet", "data:text/css", caseless=True, once=True),
    Pattern("heading", _AROUND + r"role\s*=\s*[\"']?heading", literal=False, caseless=True, once=True),
    Pattern("bdo", r"<bdo[\s/>]", literal=False, caseless=True, once=True),
    Pattern("coded mail", "/cdn-cgi/l/email", once=True),
    Pattern("bank object", BANK_OBJECT, literal=False, caseless=True, once=True),
)
_PATTERNS = (
    *_WRITTEN,
    # a tag goes on after its first ">" only if that stands in a quoted value
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
