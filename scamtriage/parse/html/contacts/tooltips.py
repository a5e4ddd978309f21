"""Numbers to call, and ids of messengers, in attributes that a reader is shown (title, aria-label, data-… of a badge)."""

import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact.label_words import says_call
from scamtriage.parse.html.contacts import attributes
from scamtriage.parse.html.features import TOOLTIP, TOOLTIP_ID
from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_TOOLTIPS = 200
_MOST_BEFORE, MAX_VALUE_BYTES = 200, 300
_OPENED = lazy_re.compile(rb"([a-zA-Z][a-zA-Z-]{1,48}+)\s{0,4}+=\s{0,4}+([\"'])([^\"'<>]{0,200}+)\Z")
_SHOWN = frozenset(("title", "aria-label"))
_HIDDEN = lazy_re.compile(rb"\shidden(?=[\s=>/])|display\s{0,2}:\s{0,2}none|<(?:meta|link|script|template)\b", re.IGNORECASE)
_TAG_BYTES = 400
_FOR_PROGRAMS = lazy_re.compile(r"[/\\{}\[\]=_;#]|\.(?:png|jpe?g|gif|svg|webp|js|css)", re.IGNORECASE)
"""What only a script reads: addresses, files, settings."""
_OF_THINGS = lazy_re.compile(
    r"price|amount|total|order|sku|offset|coord|template|pixel|(?:\A|-)(?:id|gtm|pos(?:ition)?|lat(?:itude)?|lng|lon(?:gitude)?|(?:date)?time(?:stamp)?|date)\Z"
)
"""Names of data- attributes that hold what is no number to call, whatever it looks like."""
_INERT = lazy_re.compile(rb"<!--|<(script|template)(?=[\s>/])", re.IGNORECASE)
_WITH_CODE = lazy_re.compile(r"(?:\A|[ :(])\+[1-9]")


def tooltips(markup: bytes, caps: list[str]) -> list[tuple[str, str]]:
    """Return ((where, text) as in ContactSources.extras) of each such text. Linear in the markup (UTF-8).

    Values of data- attributes count only with a calling code or a word for calling: others number orders and positions.
    A limit that was reached is added to `caps`.
    """
    found: dict[tuple[str, str], None] = {}
    read = 0
    ends = _marks().ends(markup, limit=MAX_TOOLTIPS)
    if len(ends) >= MAX_TOOLTIPS:
        caps.append(limit("contact attributes", MAX_TOOLTIPS))
    unread = _Unread(markup)
    for _, end in ends:
        if end <= read or unread.holds(end):
            continue
        opened = _OPENED.search(markup, max(0, end - _MOST_BEFORE), end)
        if opened is None:
            continue
        name, start = opened[1].decode().lower(), opened.start(3)
        read = stop = markup.find(opened[2], end, start + MAX_VALUE_BYTES)
        if stop < 0 or attributes.reads(name) or _is_hidden(markup, opened.start()):
            continue
        value = " ".join(attribute_text(markup[start:stop].decode("utf-8", "ignore")).split())
        if name in _SHOWN or _is_to_call(name, value):
            found["tooltip", value] = None
    return list(found)


def _is_to_call(name: str, value: str) -> bool:
    """Return whether the value of a data- attribute is a number to call."""
    if _OF_THINGS.search(name) or _FOR_PROGRAMS.search(value):
        return False
    return _WITH_CODE.search(value) is not None or says_call(value)


class _Unread:
    """The comments, scripts and templates of a page, which no reader sees. Places are asked about in their order; linear in the markup."""

    def __init__(self, markup: bytes) -> None:
        self._markup = markup
        self._start = self._end = 0

    def holds(self, at: int) -> bool:
        while self._end <= at and (opened := _INERT.search(self._markup, self._end)) is not None:
            self._start = opened.start()
            close = re.compile(rb"</" + opened[1] if opened[1] else rb"-->", re.IGNORECASE).search(self._markup, opened.end())
            self._end = close.end() if close is not None else len(self._markup) + 1
        return self._start <= at < self._end


def _is_hidden(markup: bytes, at: int) -> bool:
    """Return whether the tag around a place hides its element or shows nothing."""
    start = markup.rfind(b"<", max(0, at - _TAG_BYTES), at)
    stop = markup.find(b">", at, at + _TAG_BYTES)
    return start >= 0 and markup.find(b">", start, at) < 0 and _HIDDEN.search(markup, start, stop if stop > 0 else at) is not None


@cache
def _marks() -> Matcher[str]:
    return Matcher([Pattern("tooltip", sought, literal=False, caseless=True) for sought in (TOOLTIP, TOOLTIP_ID)])
