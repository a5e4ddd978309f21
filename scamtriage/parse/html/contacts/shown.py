"""Contacts that a reader sees after a word although no text contains them.

An id as an image (`Telegram: <img alt="@name">`), or the value of a read-only input (`Solana: <input readonly value="…">`).
"""

import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.contacts.attributes import words_before
from scamtriage.parse.html.features import FIXED_FIELD, PICTURED_ID
from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_SHOWN = 60
_TAG_BYTES = 600
_ALT = lazy_re.compile(r"\salt\s{0,2}=\s{0,2}(?:\"([^\"<>]{4,60})\"|'([^'<>]{4,60})')", re.IGNORECASE)
_VALUE = lazy_re.compile(r"\svalue\s{0,2}=\s{0,2}(?:\"([^\"<>]{5,120})\"|'([^'<>]{5,120})')", re.IGNORECASE)
_ID = lazy_re.compile(r"@?[A-Za-z0-9][\w.-]{2,40}", re.ASCII)
_FILE = lazy_re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|ico|avif)\Z", re.IGNORECASE)
_LEADS_ON = lazy_re.compile(r"[:：=–—-]\Z")
_TOLD = lazy_re.compile(r"[^0-9@|]*\Z")
"""The words after the last number or address. Words before that belong to it."""


def shown(markup: bytes, caps: list[str]) -> list[str]:
    """Return a line of text for each such contact, as if it stood in the text. Linear in the markup (UTF-8).

    A limit that was reached is added to `caps`.
    """
    lines: dict[str, None] = {}
    ends = _marks().ends(markup, limit=MAX_SHOWN)
    if len(ends) >= MAX_SHOWN:
        caps.append(limit("contact attributes", MAX_SHOWN))
    for number, end in ends:
        start = markup.rfind(b"<", max(0, end - _TAG_BYTES), end)
        stop = markup.find(b">", end - 1, end + _TAG_BYTES)
        if start < 0 or stop < 0:
            continue
        pictured = _marks().patterns[number].key == "alt"
        match = (_ALT if pictured else _VALUE).search(markup[start:stop].decode("utf-8", "ignore"))
        words = _TOLD.search(words_before(markup, start))
        if match is None or words is None or not words[0].strip():
            continue
        value = attribute_text(match[1] or match[2]).strip()
        if not pictured or _is_id(value, words[0].strip()):
            lines[f"{words[0].strip()} {value}"] = None
    return list(lines)


def _is_id(value: str, words: str) -> bool:
    """Return whether the alternative text of an image may be the id that the words before it announce."""
    if not _ID.fullmatch(value) or _FILE.search(value):
        return False
    return value[0] == "@" or _LEADS_ON.search(words) is not None


@cache
def _marks() -> Matcher[str]:
    return Matcher(
        [Pattern("alt", PICTURED_ID, literal=False, caseless=True), Pattern("field", FIXED_FIELD, literal=False, caseless=True)],
    )
