"""Attributes of any name whose value is a wallet, a payment code or a messenger link.

Such values appear in no text, because scripts copy or draw them. Plain numbers are not read, because an order number looks like a phone
number.
"""

import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact import mail
from scamtriage.parse.html.contacts import attributes
from scamtriage.parse.html.document import Document
from scamtriage.parse.html.features import MICRODATA, VALUE
from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

_LINKS = frozenset(("xlink:href", "url", "link", "to", "hx-get", "ng-href"))
MAX_VALUES = 300
MAX_VALUE_BYTES, _TAG_BYTES, _NAME_BYTES = 2_000, 600, 60
_NAME = lazy_re.compile(rb"([a-zA-Z][a-zA-Z0-9:_-]{1,48})\s{0,4}=\s{0,4}\Z")
_TAG_NAME = lazy_re.compile(rb"<([a-zA-Z][a-zA-Z0-9-]{0,30})(?=[\s/])")
_CONTENT = lazy_re.compile(r"\scontent\s{0,4}=\s{0,4}(?:\"([^\"<>]{5,80})\"|'([^'<>]{5,80})')", re.IGNORECASE)
_OPTION = lazy_re.compile(rb"[^<>]{0,80}>([A-Za-z0-9 ()/-]{2,24})<")
"""The short text of an option: <option value="0x…">USDT (ERC20)</option>"""
_PROPERTIES = (
    *(("Tel: ", b"telephone"), ("Tel: ", b"phone_number"), ("Fax: ", b"faxnumber"), ("Fax: ", b"fax_number")),
    ("Email: ", b"email"),
)


def read_values(markup: bytes, caps: list[str]) -> list[tuple[str, str]]:
    """Return ((where, text) as in ContactSources.extras). Linear in the markup (UTF-8). A limit that was reached is added to `caps`."""
    found: dict[tuple[str, str], None] = {}
    ends = _marks().ends(markup, limit=MAX_VALUES)
    if len(ends) >= MAX_VALUES:
        caps.append(limit("contact attributes", MAX_VALUES))
    for number, end in ends:
        one = _property(markup, end) if _marks().patterns[number].key == "microdata" else _value(markup, end)
        if one is not None:
            found[one] = None
    return list(found)


def hidden_mails(document: Document) -> list[tuple[str, str]]:
    """Return the addresses that Cloudflare obfuscates in links, unless an element with data-cfemail holds the same."""
    known = {mail.decode_cloudflare(value) for where, value in document.extras if where == "cfemail"}
    found: dict[str, str] = {}
    for href, _ in document.links:
        path, _, coded = href.partition("#")
        if path.endswith("/cdn-cgi/l/email-protection") and (address := mail.decode_cloudflare(coded)) and address not in known:
            found.setdefault(address, coded)
    return [("cfemail", coded) for coded in found.values()]


@cache
def _marks() -> Matcher[str]:
    return Matcher(
        [Pattern("value", VALUE, literal=False, caseless=True), Pattern("microdata", MICRODATA, literal=False, caseless=True)],
    )


def _value(markup: bytes, end: int) -> tuple[str, str] | None:
    """Return the value that begins before this place, after the name of its attribute or the text of its option."""
    quote = max(markup.rfind(b'"', max(0, end - _NAME_BYTES), end), markup.rfind(b"'", max(0, end - _NAME_BYTES), end))
    name = _NAME.search(markup[max(0, quote - _NAME_BYTES) : quote]) if quote >= 0 else None
    stop = markup.find(markup[quote : quote + 1], end - 1, quote + MAX_VALUE_BYTES) if quote >= 0 else -1
    if name is None or stop < 0:
        return None
    called = name[1].decode().lower()
    tag = _tag(markup, quote) if called == "value" else b""
    if attributes.reads(called) or (called == "value" and tag in (b"input", b"")):
        return None
    value = attribute_text(markup[quote + 1 : stop].decode("utf-8", "ignore")).strip()
    if called in _LINKS:
        return "href", value
    named = _OPTION.match(markup, stop + 1) if tag == b"option" else None
    return "value", f"{named[1].decode().strip() if named is not None else called.removeprefix('data-')}: {value}"


def _property(markup: bytes, end: int) -> tuple[str, str] | None:
    """Return a phone or mail property that is not shown: <meta itemprop="telephone" content="…">"""
    start, stop = markup.rfind(b"<", max(0, end - _TAG_BYTES), end), markup.find(b">", end - 1, end + _TAG_BYTES)
    if start < 0 or stop < 0:
        return None
    tag = markup[start:stop]
    content = _CONTENT.search(tag.decode("utf-8", "ignore"))
    low = tag.lower()
    word = next((word for word, name in _PROPERTIES if name in low), "")
    return ("attribute", word + attribute_text(content[1] or content[2]).strip()) if content is not None else None


def _tag(markup: bytes, at: int) -> bytes:
    """Return the name of the tag around a place, in lower case; b"" if none is near."""
    start = markup.rfind(b"<", max(0, at - _TAG_BYTES), at)
    match = _TAG_NAME.match(markup, start) if start >= 0 else None
    return match[1].lower() if match is not None else b""
