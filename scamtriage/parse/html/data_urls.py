"""Documents and images embedded in an address: `data:text/html;base64,…`."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterable
from html import escape, unescape
from itertools import islice

from scamtriage.parse.html.charset import decode
from scamtriage.parse.html.reference import clean, scheme_of
from scamtriage.records import lazy_re

MAX_DRAWINGS = 200
"""Drawings of a document that are looked at: an honest page carries some dozens of icons."""

MAX_CARRIED_CHARS = 1_400_000
"""Of the address of an image: a megabyte in base64."""

_DATA = lazy_re.compile(r"data:([^,]*+),", re.IGNORECASE)
_MARKUP = lazy_re.compile(r"(?:text/(?:html|xml)|application/xml|[\w.-]{1,60}/[\w.-]{1,60}\+xml)\s*(?:;|\Z)", re.IGNORECASE)
_TEXT = lazy_re.compile(
    r"text/|application/(?:[\w.-]{1,60}\+)?json\s*(?:;|\Z)|application/(?:x-)?(?:java|ecma)script\s*(?:;|\Z)"
    r"|(?![^\s/;]{1,127}/[^\s/;]{1,127}\s*(?:;|\Z))",
    re.IGNORECASE,
)
"""What browsers show as text. What is no media type is one of plain text to them (WHATWG Fetch 6)."""
_BASE64 = lazy_re.compile(r";\s*base64\s*\Z", re.IGNORECASE)
_DRAWING = lazy_re.compile(r"data:image/svg\+xml", re.IGNORECASE)
_ENDS = {'"': lazy_re.compile('"'), "'": lazy_re.compile("'"), "(": lazy_re.compile(r"[\s)]"), ";": lazy_re.compile("&(?:quot|apos|#)")}
"""What stands before an address -> what ends it."""
_OTHERWISE = lazy_re.compile(r"[\s>\"']")
_SPEAKS = lazy_re.compile(r"<(?:[\w-]{1,20}:)?(?:text|foreignObject)[\s>]|data:image/svg\+xml", re.IGNORECASE)
_IMPORT = lazy_re.compile(r"@import\s{0,9}(?:url\(\s{0,9})?(?:\"([^\"\n]*)|'([^'\n]*)|([^\"')\s]+))", re.IGNORECASE)
_ESCAPED = lazy_re.compile(rb"%([0-9A-Fa-f]{2})")
"""Not `unquote_to_bytes`, which parts a text at each "%": two million of them took 350 MB."""
_OUTSIDE_BASE64 = lazy_re.compile(rb"[^A-Za-z0-9+/]+")


def is_data(source: str) -> bool:
    """Whether an address holds a document itself, as browsers read it."""
    return scheme_of(source) == "data"


def plain_data(source: str) -> str:
    """Return a `data:` address as it is usually written, and any other as it is."""
    return f"data:{clean(source).partition(':')[2]}" if is_data(source) else source


def markup_of(source: str) -> str:
    """Return the markup in a `data:` address (RFC 2397, WHATWG Fetch 6), without its fragment.

    Plain text is returned as markup that shows it; "" for images and other files.
    """
    source = clean(source)
    head = _DATA.match(source)
    if head is None:
        return ""
    kind = _BASE64.sub("", head[1]).strip()
    shown = _MARKUP.match(kind) is not None
    if not shown and _TEXT.match(kind) is None:
        return ""
    text = _decoded(source, head, kind)
    return text if shown or not text else f"<pre>{escape(text)}</pre>"


def drawings(markup: str, images: Iterable[str]) -> list[str]:
    """Return the drawings (SVG) in the addresses of a document that show words, each once. Linear in the markup.

    `images`: addresses of images as they are read, which may be written in the markup in any way.
    """
    found: dict[str, None] = {}
    end = 0
    for mark in islice(_DRAWING.finditer(markup), MAX_DRAWINGS):
        if mark.start() < end:  # within the drawing before
            continue
        stop = _ENDS.get(markup[mark.start() - 1 : mark.start()], _OTHERWISE).search(markup, mark.end())
        end = stop.start() if stop is not None else len(markup)
        drawing = markup_of(unescape(markup[mark.start() : end]))
        if _SPEAKS.search(drawing) is not None:
            found[drawing] = None
    for source in islice((image for image in images if _DRAWING.match(image) is not None), MAX_DRAWINGS):
        if _SPEAKS.search(drawing := markup_of(source)) is not None:
            found[drawing] = None
    return [*found]


def sheets_within(sheet: str) -> list[str]:
    """Return a style sheet, and before it those that it imports from addresses that hold them."""
    return [*(text_of(next(filter(None, address.groups()), "")) for address in islice(_IMPORT.finditer(sheet), MAX_DRAWINGS)), sheet]


def text_of(source: str) -> str:
    """Return the text in a `data:` address, of any media type."""
    source = clean(source)
    head = _DATA.match(source)
    return _decoded(source, head, "text/plain;charset=utf-8") if head is not None else ""


def bytes_of(source: str) -> bytes:
    """Return the bytes in a `data:` address, of any media type: browsers look at them to know an image. b"" for any other address, and for
    one of more than MAX_CARRIED_CHARS."""
    if len(source) > MAX_CARRIED_CHARS:
        return b""
    source = clean(source)
    head = _DATA.match(source)
    return _bytes(source, head) if head is not None else b""


def _decoded(source: str, head: re.Match[str], kind: str) -> str:
    return decode(_bytes(source, head), kind or "text/plain").text


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return bytes((int(escape[1], 16),))


def _bytes(source: str, head: re.Match[str]) -> bytes:
    data = _ESCAPED.sub(_unescaped, source[head.end() :].partition("#")[0].encode("utf-8", "replace"))
    if _BASE64.search(head[1]) is None:
        return data
    letters = _OUTSIDE_BASE64.sub(b"", data)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return b64decode(letters + b"=" * (-len(letters) % 4))
    except Error:
        return b""
