"""Decides whether a page may be parsed into a tree: bounds the cost of building that tree by counting over its bytes.

Lexbor is fast on honest pages, and quadratic on some hostile ones: many attributes in a tag, deep nesting under many end tags, formatting
elements that are reopened in every block. The bounds hold in whatever context a tag stands, so a page cannot evade them. A page that
exceeds them is read by the linear token stream instead.
"""

import re
from functools import cache

from msgspec import Struct

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.features import FEATURES, names_written
from scamtriage.parse.html.text_copies import ATTRIBUTES, copies_too_much
from scamtriage.records import lazy_re

MAX_ATTRIBUTES = 256
"""Attributes of one tag (a limit of the threat model; honest pages stay below 60)."""

MAX_DEPTH = 512
MAX_TAGS = 50_000

_STEP_NS = 3.5
"""Nanoseconds per element when lexbor walks the stack of open elements (measured with 12,000 nested elements)."""

_FORMATTING_STEP_NS = 120.0
"""The same for an end tag of a formatting element: up to eight rounds of the adoption agency algorithm (measured)."""

PAGE_COST_NS, FRAME_COST_NS = 0.8e9, 0.1e9
"""Of a page, and of each of the documents that it carries, of which there may be twenty."""
_FEW = 5_000
"""Number of "<" up to which no nesting exceeds PAGE_COST_NS: the cost is highest with half start tags and half end tags."""

_MAX_CLONES = 400_000
"""Elements and attributes that reopened formatting may add, at about 150 bytes each."""

_MAX_ROOTS = 8
"""Number of `<html>` and `<body>` tags. Their attributes are merged into one element."""

_MAX_CANDIDATES = 2_000
_LONG = 2 * MAX_ATTRIBUTES

_FORMATTING = "b|big|code|em|font|i|s|small|strike|strong|tt|u"  # WHATWG HTML 13.2.4.3; `a`, `nobr`: at most one of each is reopened
_TAG = lazy_re.compile(rb"<[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = lazy_re.compile(rb"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+""")
_FORMATTING_END = lazy_re.compile(rb"</(?:a|nobr|" + _FORMATTING.encode() + rb")[\s/>]", re.IGNORECASE)


class Prescan(Struct, frozen=True):
    """The verdict on a page's markup. `treeable`: its tree costs less than a second and about 150 MB."""

    treeable: bool
    written: frozenset[str] = frozenset()
    """Names of `features.FEATURES` that seem to be present in the markup. A feature that is not named is certainly absent."""


def prescan(data: bytes, *, most_ns: float = PAGE_COST_NS) -> Prescan:
    """Judge UTF-8 markup. Counting alone settles ordinary pages; only suspicious places are examined. `most_ns`: what its tree may cost."""
    tags = all_tags = data.count(b"<")
    if tags > _FEW:
        ends = data.count(b"</")
        tags -= ends + data.count(b"<!")
        if _dear(data, tags, ends, most_ns):
            return Prescan(False, names_written(data))
    if copies_too_much(data, all_tags):
        return Prescan(False, names_written(data))
    hits = _matcher().ends(data, limit=_MAX_CANDIDATES + 1 + len(FEATURES))
    odd = [(number, end) for number, end in hits if number >= len(FEATURES)]
    starts = _long_tags(data)
    if len(odd) + len(starts) > _MAX_CANDIDATES:
        return Prescan(False, names_written(data))
    broken = _odd(data, odd, starts, tags)
    return Prescan(not broken, frozenset(FEATURES[number].key for number, _ in hits if number < len(FEATURES)))


def _dear(data: bytes, tags: int, ends: int, most_ns: float) -> bool:
    """Return whether so many start and end tags may cost too much, however they are nested."""
    if tags * (tags + ends) * _STEP_NS > most_ns:
        return True
    if tags * ends * _FORMATTING_STEP_NS <= most_ns:
        return False
    closers = sum(1 for _ in _FORMATTING_END.finditer(data))
    return tags * closers * _FORMATTING_STEP_NS > most_ns


def _long_tags(data: bytes) -> set[int]:
    """Return the offsets at which a tag may begin that has no ">" in its first _LONG bytes."""
    starts: set[int] = set()
    position, size = 0, len(data)
    while position + _LONG <= size:
        if (last := data.rfind(b">", position, position + _LONG)) >= 0:
            position = last + 1
            continue
        stop = data.find(b">", position + _LONG)
        stop = size if stop < 0 else stop
        for match in _TAG.finditer(data, position, stop - _LONG):
            starts.add(match.start())
            if len(starts) > _MAX_CANDIDATES:
                return starts
        position = stop + 1
    return starts


def _odd(data: bytes, hits: list[tuple[int, int]], starts: set[int], tags: int) -> bool:
    """Return whether the suspicious places exceed a bound."""
    roots = 0
    formatting: list[int] = []
    for number, end in hits:
        name = _PATTERNS[number].key
        if name == "root":
            roots += 1
        elif name == "formatting":
            formatting.append(end)
        else:
            run = data.rfind(b">", 0, end - 1) + 1
            begins = [match.start() for match in _TAG.finditer(data, run, end)]
            if len(begins) > 64:
                return True
            starts.update(begins)
    if roots > _MAX_ROOTS:
        return True
    budget = 4 * len(data) + 65_536
    for start in starts:
        attributes, length = _measure(data, start)
        budget -= length
        if attributes > MAX_ATTRIBUTES or budget < 0:
            return True
    return bool(formatting) and _clones(data, formatting, bool(starts)) * tags > _MAX_CLONES


def _clones(data: bytes, ends: list[int], exact: bool) -> int:
    """Return how many elements and attributes one block can reopen. Of equal formatting tags the parser keeps three (the "Noah's Ark
    clause")."""
    kept: dict[bytes, int] = {}
    total = 3 * 12  # the formatting names without attributes, three of each
    for end in ends:
        if exact:
            region = ATTRIBUTES.match(data, end)
            tag = data[end : region.end() if region else end]
        else:
            tag = data[end : data.find(b">", end)]
        count = kept.get(tag, 0)
        kept[tag] = count + 1
        if count < 3:
            separators = len(tag) - len(tag.translate(None, b" \t\n\f\r/"))
            total += 2 + separators + (tag.count(b'"') + tag.count(b"'")) // 2
    return total


def _measure(data: bytes, start: int) -> tuple[int, int]:
    """Return (attributes, bytes) of the tag that would begin here."""
    name = _TAG.match(data, start)
    if name is None:
        return 0, 1
    region = ATTRIBUTES.match(data, name.end())
    end = region.end() if region else name.end()
    if end - name.end() <= _LONG:
        return 0, end - start
    return sum(1 for _ in _ATTRIBUTE.finditer(data, name.end(), end)), end - start


_PATTERNS = (
    *FEATURES,
    # a tag goes on after its first ">" only if that stands in a quoted value
    Pattern("quoted", r"<[a-zA-Z][^>]*=\s*\"[^\">]*>", literal=False),
    Pattern("quoted", r"<[a-zA-Z][^>]*=\s*'[^'>]*>", literal=False),
    Pattern("formatting", rf"<({_FORMATTING})[\s/]", literal=False, caseless=True),
    Pattern("root", r"<(html|body)[\s/]", literal=False, caseless=True),
)


@cache
def _matcher() -> Matcher[str]:
    return Matcher(_PATTERNS)
