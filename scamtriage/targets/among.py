"""An address among words: what lists and chats put before it, what sticks to it, and where it begins and ends."""

import re
from collections.abc import Container, Iterator

from scamtriage.targets.refang import DOT, WRITTEN

_FULL = "、。，；：！？…《》〈〉「」『』【】〔〕〖〗（）｛｝［］“”‘’«»‹›"
NOT_IN_HOSTS = re.compile("[、，；！？…《》〈〉「」『』【】〔〕〖〗（）“”]")
NOT_IN_PAGES = re.compile(f"{NOT_IN_HOSTS.pattern[:-1]}。：]")
"""Marks that end what came before them. A browser copies none of them; in a host the last two may be a dot and a colon."""
_WITHOUT_BLANKS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_PICTURES = "\u2190-\u21ff\u2460-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_GLUED = re.compile(rf"(?<=[A-Za-z0-9])[{_WITHOUT_BLANKS}{_PICTURES}]")

_SCHEME_AHEAD = r"(?=h[tx*_+]{2}p)"
_MARK = re.compile(
    rf"(?:[•●○◦▪■□◆◇★☆►▶→➡✓✔⚠👉🔗·‣]\ufe0f?|[-*+–—>](?=\s)|\(?(?:\d{{1,4}}|[a-z])\)|（\d{{1,4}}）|\d{{1,4}}[、．）]"
    rf"|\d{{1,4}}\.(?:(?=\s)|{_SCHEME_AHEAD})|[①-⑳])\s*",
    re.IGNORECASE,
)
_WORD = re.compile(rf"([^\s:：/\\@.。#?&=<>][^:：/\\@.。#?&=<>]{{0,39}})(?:：\s*|:\s+|:{_SCHEME_AHEAD})", re.IGNORECASE)

_LABEL = rf"[^\s\x00-\x2c./:;<=>?@\[\\\]^`{{|}}~{_FULL}]{{1,63}}"
_POINT = rf"(?:{DOT}|\.|[。．](?=[a-z0-9]))"
_ENDING = r"(?:xn--[a-z0-9-]{1,59}|[a-z]{2,24}|[^\x00-\x7f]{1,20})"
_ADDRESS = re.compile(
    rf"""(?:{WRITTEN}*+ (?:{_LABEL}{_POINT}){{1,8}} {_ENDING}
    | (?<![a-z0-9@._/:%\\=&?-]) (?:[a-z0-9_-]{{1,63}}(?:{_POINT}|[点點](?=[a-z]))){{1,8}}
      (?:xn--[a-z0-9-]{{1,59}}|[a-z]{{2,24}}) (?![a-z0-9@-]))
    (?: :\d{{1,5}})? (?P<page>[/?#][^\s<>"{_FULL}]{{0,2000}})?""",
    re.VERBOSE | re.IGNORECASE,
)
_END = ".,;:!?)]}'\"*"


def glued(page: str) -> int | None:
    """Where, in the last part of a page, a script that sets no blanks between words follows a letter or digit of ours at once."""
    last = max(page.rfind(mark) for mark in "/?&=")
    found = _GLUED.search(page, last + 1)
    return found.start() if found is not None else None


def without_mark(text: str, no_label: Container[str]) -> str:
    """What follows a bullet, a number or "word:", or "". `no_label`: words that with a colon are a scheme, unless a web address follows."""
    if (mark := _MARK.match(text)) is not None:
        return text[mark.end() :]
    word = _WORD.match(text)
    if word is None:
        return ""
    rest = text[word.end() :]
    blank = text[word.end() - 1].isspace()
    if word[1].lower() in no_label and not (blank and rest[:1] in "hH"):
        return ""
    return "" if rest.startswith(("/", "\\")) else rest


def addresses(text: str) -> Iterator[str]:
    """What may be an address, as it is written. Some are none: they are to be read."""
    for match in _ADDRESS.finditer(text):
        page = match["page"] or ""
        cut = glued(page)
        yield match[0][: len(match[0]) - len(page) + (len(page) if cut is None else cut)].rstrip(_END)
