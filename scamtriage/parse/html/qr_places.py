"""Images that may be QR codes by the words beside them, and images that only a link or style refers to, or that the page carries."""

import re
from collections import deque
from collections.abc import Sequence
from functools import cache
from itertools import islice

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.html.document import Document, image_source
from scamtriage.parse.html.qr_pictures import Image
from scamtriage.parse.html.tokens import attributes, tag_end
from scamtriage.records import lazy_re

MAX_NEAR = 60
_AHEAD_BYTES, _BACK_BYTES, _BETWEEN_CHARS = 700, 500, 50
_IMG = lazy_re.compile(r"<img(?=[\s/])", re.IGNORECASE)
_TAG = lazy_re.compile(r"<[^<>]*>|<[^<>]*\Z|\A[^<>]*>")
_PICTURE = lazy_re.compile(r"\.(?:png|jpe?g|webp|gif|bmp)(?:[?#]|\Z)", re.IGNORECASE)
_CARRIED = lazy_re.compile(rb"data:image/(?:png|jpe?g|gif|webp|bmp)(?:;[a-z0-9=-]{1,40}){0,3},[A-Za-z0-9+/=%_-]{200,2000000}+")
"""No code is smaller, and icons mostly are."""
MOST_CARRIED = 16
"""More than are searched, so that a limit which leaves some out is told."""
_SAID = "qr"
"""The alternative text given to such an image, whatever the words beside it were."""


def qr_places(document: Document, markup: bytes, text: str, painted: Sequence[tuple[str, str]]) -> list[Image]:
    """Return images that may be QR codes by the words beside them. `text` is the visible text, `painted` the result of drawn.drawn."""
    found = [(source, "", hint) for source, hint in painted]
    if document.links:
        found += _linked(document.links)
    if document.images:
        found += _beside_words(markup, text)
    if b"data:image/" in markup:
        found += _carried(markup)
    return found


def _carried(markup: bytes) -> list[Image]:
    """Return the images that the page carries itself, in whatever element, style or script: no more than a few are searched for codes."""
    found = dict.fromkeys(match[0].decode() for match in islice(_CARRIED.finditer(markup), MOST_CARRIED))
    return [(source, "", "") for source in found]


def _beside_words(markup: bytes, text: str) -> list[Image]:
    """Return images right after words such as "scan to pay", or else right before them."""
    if not _words().ends(text, limit=1):
        return []
    found: dict[str, None] = {}
    for _, end in _words().ends(markup, limit=MAX_NEAR):
        if markup.rfind(b"<", max(0, end - _BACK_BYTES), end) > markup.rfind(b">", max(0, end - _BACK_BYTES), end):
            continue  # the words stand within a tag
        source = _behind(markup[end : end + _AHEAD_BYTES].decode("utf-8", "ignore"))
        source = source or _before(markup[max(0, end - _BACK_BYTES) : end].decode("utf-8", "ignore"))
        if source:
            found[source] = None
    return [(source, _SAID, "") for source in found]


def _linked(links: Sequence[tuple[str, str]]) -> list[Image]:
    """Return links to image files, with the link texts."""
    if not _suffixes().ends("\n".join([href for href, _ in links]), limit=1):
        return []
    return [(href, text[:200], "") for href, text in links if _PICTURE.search(href[:500])]


def _behind(piece: str) -> str:
    """Return the next image, if hardly any text stands in between."""
    image = _IMG.search(piece)
    return _source(piece, image) if image is not None and _chars(piece[: image.start()]) <= _BETWEEN_CHARS else ""


def _before(piece: str) -> str:
    """Return the last image, if hardly more than a caption stands after it."""
    image = next(iter(deque(_IMG.finditer(piece), maxlen=1)), None)
    return _source(piece, image) if image is not None and _chars(piece[image.start() :]) <= _BETWEEN_CHARS else ""


def _source(piece: str, image: re.Match[str]) -> str:
    end = tag_end(piece, image.end())
    return image_source(attributes(piece, image.end(), end)) if end >= 0 else ""


def _chars(piece: str) -> int:
    """Count the characters of text in a piece of markup."""
    return len("".join(_TAG.sub("", piece).split()))


@cache
def _words() -> Matcher[str]:
    """Words for a QR code. An ASCII word must match as a whole word; other words match anywhere."""
    spelling = channels().spelling
    words = sorted(word for word in spelling["qr-image"] | spelling["qr-near"] if "_" not in word)
    return Matcher(
        Pattern(word, rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word), literal=False, caseless=True) for word in words
    )


@cache
def _suffixes() -> Matcher[str]:
    return Matcher(Pattern(suffix, suffix, caseless=True) for suffix in (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"))
