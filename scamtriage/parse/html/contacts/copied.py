"""Whose id a button copies: `onclick="copyText('xiaoyu_1');alert('已复制，请打开Telegram搜索')"`, or "复制飞机号" on the button itself."""

import re
from functools import cache
from html import unescape

from scamtriage.knowledge.language.phrases import expression
from scamtriage.parse.contact.label_words import labels_of
from scamtriage.parse.contact.setting_names import WORDS, told_by
from scamtriage.parse.html.embedded import TAG
from scamtriage.records import lazy_re

_BUTTON_BYTES, _BUTTON_CHARS, _BESIDE_CHARS = 240, 40, 16
_AN_ID = lazy_re.compile(r"@?[A-Za-z0-9][A-Za-z0-9._-]{3,39}|\+?[0-9][0-9 -]{6,18}")
_SAID = lazy_re.compile(r"['\"`]([^'\"`]{2,80})['\"`]")
_MOST_SAID = 4
_ENDS = lazy_re.compile(r"</(?:a|button|div|li|p|td|tr)\b|<br|<(?:button|a|div|li|p|td|script|style)\b", re.IGNORECASE)


def copied_id(value: str, *, behind: str, button: str, before: str) -> str:
    """Return a copied value behind the label of the messenger that its button names, "" if it names none or several.

    `behind`: the rest of the handler, whose strings are shown once it is copied; `button`: what stands on the button; `before`: the words
    before it, which name another messenger where the value stands in its own line.
    """
    if _AN_ID.fullmatch(value) is None:
        return ""
    shown = " ".join(_SAID.findall(behind)[:_MOST_SAID])
    if not shown and not button:
        return ""
    told, opens = _told()
    if told.search(f"{shown} {button}".lower()):
        return ""  # a code or a link, which is shared by the messenger
    named = _named(button) or (_named(shown) if opens.search(shown.lower()) else set())
    if len(named) != 1 or (_named(before[-_BESIDE_CHARS:]) - named):
        return ""
    return told_by(f"{named.pop()}_id", value, captions=False)


def on_button(markup: bytes, end: int) -> str:
    """Return the text of the element whose attribute begins at `end`; "" if its tag does not end nearby."""
    at = end + len(markup[end : end + 4]) - len(markup[end : end + 4].lstrip())
    quote = markup[at : at + 1]
    stop = markup.find(quote, at + 1, at + 2_000) if quote in (b'"', b"'") else at
    close = markup.find(b">", stop, stop + _BUTTON_BYTES) if stop >= 0 else -1
    if close < 0:
        return ""
    text = _ENDS.split(markup[close + 1 : close + 1 + _BUTTON_BYTES].decode("utf-8", "ignore"), maxsplit=1)[0]
    text = " ".join(unescape(TAG.sub(" ", text)).split())
    return text if len(text) <= _BUTTON_CHARS else ""


@cache
def _told() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return words for what is shared and no account, and words that send to an account."""
    return re.compile(expression("around_contacts", "shared")), re.compile(expression("around_contacts", "sought"))


def _named(said: str) -> set[str]:
    """Return the kinds of messengers that the words name. "line" in small letters is an English word."""
    low = said.lower()
    found = {kind: match for kind in WORDS if (match := labels_of(kind).search(low)) is not None}
    return {kind for kind, match in found.items() if kind != "line" or said[match.start() : match.end()] != "line"}
