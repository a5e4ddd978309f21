"""Numbers to call in attributes that a reader is shown (title, aria-label, data-… of a badge)."""

import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact.windows import says_call
from scamtriage.parse.html.prescan import ATTRIBUTE, TOOLTIP
from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records.limits import limit

MAX_TOOLTIPS = 200
_MOST_BEFORE, MAX_VALUE_BYTES = 200, 300
_OPENED = re.compile(rb"([a-zA-Z][a-zA-Z-]{1,48})\s{0,4}=\s{0,4}([\"'])([^\"'<>]{0,200})\Z")
_READ_ELSEWHERE = re.compile(ATTRIBUTE, re.IGNORECASE)
_SHOWN = frozenset(("title", "aria-label"))
_HIDDEN = re.compile(rb"\shidden(?=[\s=>/])|display\s{0,2}:\s{0,2}none|<(?:meta|link|script|template)\b", re.IGNORECASE)
_TAG_BYTES = 400
_FOR_PROGRAMS = re.compile(r"[/\\{}\[\]=_;#]|\.(?:png|jpe?g|gif|svg|webp|js|css)", re.IGNORECASE)
"""What only a script reads: addresses, files, settings."""
_WITH_CODE = re.compile(r"(?:\A|[ :(])\+[1-9]")


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
    for _, end in ends:
        if end <= read:
            continue
        opened = _OPENED.search(markup, max(0, end - _MOST_BEFORE), end)
        if opened is None:
            continue
        name, start = opened[1].decode().lower(), opened.start(3)
        read = stop = markup.find(opened[2], end, start + MAX_VALUE_BYTES)
        if stop < 0 or _READ_ELSEWHERE.fullmatch(f" {name}=") or _is_hidden(markup, opened.start()):
            continue
        value = " ".join(attribute_text(markup[start:stop].decode("utf-8", "ignore")).split())
        if name in _SHOWN or (not _FOR_PROGRAMS.search(value) and (_WITH_CODE.search(value) or says_call(value))):
            found["tooltip", value] = None
    return list(found)


def _is_hidden(markup: bytes, at: int) -> bool:
    """Return whether the tag around a place hides its element or shows nothing."""
    start = markup.rfind(b"<", max(0, at - _TAG_BYTES), at)
    stop = markup.find(b">", at, at + _TAG_BYTES)
    return start >= 0 and markup.find(b">", start, at) < 0 and _HIDDEN.search(markup, start, stop if stop > 0 else at) is not None


@cache
def _marks() -> Matcher[str]:
    return Matcher([Pattern("tooltip", TOOLTIP, literal=False, caseless=True)])
