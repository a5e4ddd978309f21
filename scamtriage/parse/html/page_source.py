"""The markup of a page, decoded and made ready for the readers."""

import re
from codecs import BOM_UTF8
from collections.abc import Sequence

from msgspec import Struct

from scamtriage.parse.html.apps import looks_like_app, told_app
from scamtriage.parse.html.charset import Decoded, decode
from scamtriage.parse.html.noscript import scanned
from scamtriage.parse.html.plain_source import as_text, is_source
from scamtriage.parse.html.prescan import Prescan
from scamtriage.parse.html.xml import as_html, is_transformed, is_xml
from scamtriage.records import lazy_re

# a drawing that is opened by itself is a document, with scripts, links and forms of HTML
_NOT_HTML = lazy_re.compile(
    r"\s*(?:image/(?!svg\+xml)|(?:video|audio|font)/)|\s*application/(?:pdf|zip|octet-stream|vnd\.|x-|java-archive|json)", re.IGNORECASE
)


class PageSource(Struct, frozen=True, kw_only=True):
    """The markup of one page, as both readers take it."""

    decoded: Decoded
    markup: bytes
    """UTF-8, without a byte order mark."""
    text: str
    """The same markup as text."""
    checked: Prescan
    plain: bool
    """The browser shows the source itself (`text/plain`, `view-source`), so that nothing in it acts."""
    transformed: bool
    """XML that a style sheet turns into what the visitor sees."""


def is_page(data: bytes, content_type: str, headers: Sequence[tuple[str, str]]) -> bool:
    """Return whether a browser would show this body as a page, rather than save it or play it."""
    if told_app(headers) or looks_like_app(data):
        return False
    return _NOT_HTML.match(content_type) is None or is_source(content_type, headers) or _looks_like_html(data)


def read_source(data: bytes, content_type: str, headers: Sequence[tuple[str, str]]) -> PageSource:
    """Decode a body. Never raises."""
    decoded, plain = decode(data, content_type), is_source(content_type, headers)
    text = decoded.text
    if plain:
        text = as_text(text)
    elif is_xml(content_type):
        text = as_html(text)
    unchanged = decoded.charset == "utf-8" and not decoded.replacements and text is decoded.text
    markup, text, checked = scanned(data.removeprefix(BOM_UTF8) if unchanged else text.encode("utf-8", "replace"), text)
    transformed = is_transformed(decoded.text, content_type)
    return PageSource(decoded=decoded, markup=markup, text=text, checked=checked, plain=plain, transformed=transformed)


def _looks_like_html(data: bytes) -> bool:
    head = data[:1_024].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<body" in head or b"<head" in head
