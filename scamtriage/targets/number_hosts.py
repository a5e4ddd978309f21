"""Addresses in a text whose host is a number or an IPv6 address, was cut before its first dot, or is written in wide letters: `mentions`
looks for plain names."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from scamtriage.knowledge.hosts.url_passwords import WIDE, WRITTEN
from scamtriage.records import lazy_re
from scamtriage.targets.boundaries import page_end
from scamtriage.targets.extract import Mention, mentions
from scamtriage.targets.url_ends import trimmed

_HOST = r"\[[0-9a-f:.]{2,45}\] | (?:0x[0-9a-f]{1,8}|[0-9]{1,12})(?:\.(?:0x[0-9a-f]{1,8}|[0-9]{1,12})){1,3} | 0x[0-9a-f]{6,8} | [0-9]{8,12}"
_NUMBERED = lazy_re.compile(
    rf"""(?<![a-z0-9@/\\%=&?\#.-]){WRITTEN} [/\\]{{0,2}} (?P<host> {_HOST}) (?: :[0-9]{{1,5}} )?
    (?! [\w%\\-] | [.:。．｡﹒․点點：][\w%-] | [^\s/?\#]{{0,300}}[@＠﹫] )
    (?P<page> [/?\#][^\s<>"、。，；：！？「」『』【】《》（）]{{0,2000}})?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""A host as browsers read it (WHATWG URL, "IPv4 parser"): 1 to 4 decimal, octal or hexadecimal numbers, behind a scheme. A single number of
fewer digits may be a year or an amount, and would be an address of the networks 0 to 5. No other host stands behind the number: browsers
open evil.com for "http://8.8.8.8@evil.com/"."""
_CUT_NAME = lazy_re.compile(
    rf"(?<![a-z0-9@/\\%=&?\#.-]){WRITTEN} [/\\]{{0,2}} (?P<host>[a-z0-9-]{{1,63}}) (?:\.{{3}}|[…‥]) (?![\w./-])",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""A link as it was shortened to be shown, "https://secure-ba…": its row says that its end was left out."""
_BEFORE_CHARS = 12
_WIDE = lazy_re.compile(r"(?<![\x21-\x7e])[\uff01-\uff5e]{4,2000}(?![\x21-\x7e])")
_WIDE_NAME = lazy_re.compile(r"[０-９Ａ-Ｚａ-ｚ]．[０-９Ａ-Ｚａ-ｚ]")


def all_mentions(text: str) -> Iterator[Mention]:
    """Yield all candidate addresses of a running text, those of numbers and those cut short too, in the order of the text."""
    numbers = sorted((*_numbered(text), *_cut(text)), key=lambda found: found.start) if "/" in text else []
    others = list(mentions(text)) if numbers else []
    begun = [other.start for other in others]
    at = 0
    for number in numbers:
        last = bisect_left(begun, number.start)
        if number.start < at or (last and _holds(others[last - 1], number)):
            continue
        yield from _from(text, at, number.start)
        yield number
        at = number.start + len(number.address)
    yield from _from(text, at, len(text)) if at else mentions(text)


def _holds(address: Mention, number: Mention) -> bool:
    """Return whether a number is a part of the page of an address, such as that to which it redirects."""
    before = address.address[: max(0, number.start - address.start)].rpartition("://")[2]
    return number.start < address.start + len(address.address) and not {"/", "?", "#"}.isdisjoint(before)


def _from(text: str, start: int, end: int) -> Iterator[Mention]:
    for mention in mentions(text[start:end]):
        yield mention._replace(start=start + mention.start)


def _numbered(text: str) -> Iterator[Mention]:
    for match in _NUMBERED.finditer(text):
        page = match["page"] or ""
        kept, _ = trimmed(page[: page_end(page, text[max(0, match.start() - _BEFORE_CHARS) : match.start()])])
        yield Mention(match.start(), match[0][: len(match[0]) - len(page)] + kept, True, match["host"])


def _cut(text: str) -> Iterator[Mention]:
    if "…" in text or "‥" in text or "..." in text:
        for match in _CUT_NAME.finditer(text):
            yield Mention(match.start(), match[0], True, match["host"])


def without_wide_letters(text: str) -> str:
    """Return the text with the plain letters of addresses that are written in wide ones throughout. Its length stays the same."""
    if text.isascii() or "．" not in text:
        return text
    return _WIDE.sub(lambda run: run[0].translate(WIDE) if _WIDE_NAME.search(run[0]) else run[0], text)
