"""What readers of markup look for only where its bytes seem to hold it: each feature by an expression that is searched once."""

from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact.anchors import utf8_expression
from scamtriage.parse.contact.setting_names import BANK_OBJECT, BEHIND, WORDS
from scamtriage.parse.html.covers import FIXED
from scamtriage.parse.html.drawn import DRAWN
from scamtriage.parse.html.scripts.handlers import GESTURE, HANDLER
from scamtriage.parse.html.styles.generated import SPEAKING
from scamtriage.parse.html.styles.reordered import REORDERED

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
FRAMEWORK = (
    r"(?:(?:@|v-on:|x-on:|wire:|ng-)click[a-z.]*|v-clipboard[a-z:.]*|(?:v-bind:|:)(?:href|url|to|link|info|data|contacts?)"
    r"|x-data|v-html|props|wire:snapshot|data-(?:chat|cs|contacts|info|widget))"
)
"""Attributes that hold code or an object of it, of Vue, Alpine, Livewire, Angular and Astro, and of small widgets."""
ATTRIBUTE = (
    rf"[\s\"'](?:{FRAMEWORK}|onclick|onmouse(?:down|up)|ontouch(?:start|end)|onpointer(?:down|up)|formaction|download"
    r"|data-(?:href|url|link|open|goto|redirect|target-url"
    r"|phone|tel|telephone|mobile|number|hotline|copy|clipboard-text|clipboard|address|addr|wallet-address|wallet|email|mail|oaid"
    r"|contact|settings|config|options"
    rf"|(?:[a-z]+[-_])?(?:{_MESSENGER_NAMES})(?:[-_]?(?:{'|'.join(BEHIND)}))?))\s*="
)
"""Attributes that may hold a contact which stands in no text and no link."""

_MESSENGER_HOSTS = (
    r"t\.me|telegram\.me|line\.me|page\.line\.me|lin\.ee|wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|zalo\.me|m\.me|u\.wechat\.com|open\.kakao\.com"
    r"|pf\.kakao\.com|signal\.me"
)
VALUE = (
    r"[\s\"'](?:data-[a-z0-9_-]+|title|aria-label|value|text|url|link|to|xlink:href|hx-get|ng-href)\s*=\s*[\"']\s*"
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
    utf8_expression(word) for word in ("微信", "微信号", "賴", "ไลน์", "ไอดีไลน์", "라인", "카톡", "텔레그램")
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
FEATURES = (  # `prescan` looks for them in the same scan as for its bounds, so that the markup is passed only once
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
    Pattern("fixed", FIXED, literal=False, caseless=True, once=True),
    Pattern("speaking style", SPEAKING, literal=False, caseless=True, once=True),
    Pattern("picture", r"data:image/svg\+xml", literal=False, caseless=True, once=True),
    Pattern("sheet", "data:text/css", caseless=True, once=True),
    Pattern("heading", _AROUND + r"role\s*=\s*[\"']?heading", literal=False, caseless=True, once=True),
    Pattern("bdo", r"<bdo[\s/>]", literal=False, caseless=True, once=True),
    Pattern("coded mail", "/cdn-cgi/l/email", once=True),
    Pattern("bank object", BANK_OBJECT, literal=False, caseless=True, once=True),
)
"""What a name stands for:

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
- "fixed": a style by which an element stands still in the window.
- "bank object": digits under a name for an account, as in an object of a script.
- "language": an element with a language of its own, or <html> after another attribute.
- "heading": an element that a role may make one.
- "table", "template", "noscript", "bdo"; "coded mail": an address obfuscated by Cloudflare.
"""


def names_written(data: bytes) -> frozenset[str]:
    """Return `Prescan.written` for markup that needs no pre-scan, or that has too many other matches."""
    return frozenset(_names().found(data))


@cache
def _names() -> Matcher[str]:
    return Matcher(FEATURES)
