"""Splits a style sheet into rules (selectors and declarations), including rules in blocks that apply on any screen and nested rules."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re

MAX_LOOKS = 4_000
"""Rules of one sheet that are examined."""

_MAX_PRELUDE, _MAX_BODY = 2_000, 2_000
_MAX_NESTED, _MAX_OUTER = 8, 8
_BRACE = lazy_re.compile(r"[{}]")
_HOLDS = lazy_re.compile(r"@(?:layer\b[^{},]*|supports\b(?!\s*\(?\s*not\b)[^{]*)", re.IGNORECASE)
"""Blocks whose rules apply. @supports counts unless negated, because pages test for features that browsers have."""
_ANYWHERE = (
    r"\(\s*(?:min-width\s*:\s*(?:[0-2]?\d?\d|3[01]\d)(?:\.\d+)?px|width\s*>=?\s*(?:[0-2]?\d?\d|3[01]\d)(?:\.\d+)?px"
    r"|max-width\s*:\s*\d{4,9}px|min-width\s*:\s*0[a-z]*|color|width)\s*\)"
)
_MEDIA = lazy_re.compile(rf"(?:only )?(?:all|screen)(?: and {_ANYWHERE})?|{_ANYWHERE}", re.IGNORECASE)
"""Media queries that match a phone and a desktop screen alike."""
_AT_MEDIA = lazy_re.compile(r"@media(?![\w-])", re.IGNORECASE)


class Rule(NamedTuple):
    """A rule of a style sheet for one selector.

    `parts`: the classes and ids that an element must have (with "." or "#"), or its name. `tag`: the element name beside these, "" for any.
    `rank`: specificity and order, the highest wins. `asked`: any other selector, which only a tree can match; it has no parts.
    """

    parts: frozenset[str]
    tag: str
    rank: tuple[int, int, bool, int]
    body: str
    asked: str = ""

    @property
    def selector(self) -> str:
        return self.asked or self.tag + "".join(sorted(self.parts))


def rules(sheet: str, cues: Matcher[str]) -> Iterator[tuple[list[str], str]]:
    """Yield (selectors, declarations) of the unconditional rules that contain a cue. Linear: each character is passed a few times.

    The sheet must be without comments and quotes (hiding.without_quotes). Selectors of nested rules are combined with the outer ones.
    """
    if not sheet.isascii():  # byte offsets must equal character offsets
        sheet = sheet.encode("ascii", "replace").decode()
    passed = 0
    # open blocks: the selectors of a rule, "" for a block that applies, None for a block that may not
    around: list[str | None] = []
    for _, at in cues.ends(sheet, limit=4 * MAX_LOOKS):
        if at <= passed:
            continue
        opened, closed = sheet.rfind("{", passed, at), sheet.find("}", at - 1)
        closed = len(sheet) if closed < 0 else closed
        if opened < 0 and sheet.find("{", at, min(closed, at + _MAX_PRELUDE)) >= 0:  # within an @supports condition or before a nested rule
            continue
        if opened < 0:  # a declaration of the outer rule, after a nested one
            del around[max(0, len(around) - sheet.count("}", passed, at)) :]
            passed = at
            continue
        _step(sheet, passed, opened, around)
        if len(around) <= _MAX_NESTED and None not in around:  # the depth first: thousands of blocks may stand open
            begin = _head(sheet, passed, opened)
            selectors = _split(sheet[begin:opened])
            for outer in reversed(around):
                selectors = _within(_outer(outer), selectors) if outer else selectors
            yield selectors, sheet[opened + 1 : min(closed, opened + _MAX_BODY)]
        passed = closed + 1


@cache
def own_cue() -> Matcher[str]:
    """The cue of a rule that sets a property of its own: a name that begins with two dashes."""
    return Matcher([Pattern("own", r"[\s;{]--[\w-]+\s{0,4}:", literal=False)])


def _split(prelude: str) -> list[str]:
    """Split a selector list."""
    if "(" not in prelude:
        return [part.strip() for part in prelude.split(",")]
    found, depth, last = [], 0, 0
    for at, mark in enumerate(prelude):
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth -= 1
        elif mark == "," and depth <= 0:
            found.append(prelude[last:at].strip())
            last = at + 1
    return [*found, prelude[last:].strip()]


def _step(sheet: str, start: int, stop: int, around: list[str | None]) -> None:
    """Update `around` to the blocks that are open at `stop`."""
    if sheet.find("{", start, stop) < 0:
        del around[max(0, len(around) - sheet.count("}", start, stop)) :]
        return
    if not around and sheet.count("{", start, stop) == sheet.count("}", start, stop):
        return
    last = start
    for brace in _BRACE.finditer(sheet, start, stop):
        if brace[0] == "{":
            head = sheet[_head(sheet, last, brace.start()) : brace.start()].strip()
            around.append(head if head[:1] != "@" else "" if _holds(head) else None)
        elif around:
            around.pop()
        last = brace.end()


def _holds(head: str) -> bool:
    """Return whether the rules of a block apply on any screen."""
    if (media := _AT_MEDIA.match(head)) is not None:
        return for_screen(head[media.end() :])
    return _HOLDS.fullmatch(" ".join(head.split())) is not None


def for_screen(media: str) -> bool:
    """Return whether one of these media queries matches any visitor. One for phones only does not: a folded menu hides nothing."""
    words = " ".join(media.split())
    return not words or any(_MEDIA.fullmatch(one.strip()) for one in words.split(","))


def _head(sheet: str, start: int, opened: int) -> int:
    """Return the offset at which the prelude of this brace begins."""
    begin = max(start, opened - _MAX_PRELUDE)
    return max(begin, *(sheet.rfind(mark, begin, opened) + 1 for mark in "{};"))


@lru_cache(maxsize=2 * _MAX_NESTED)
def _outer(prelude: str) -> list[str]:
    """Return the selectors of an outer rule. Cached, because each nested rule needs them."""
    return _split(prelude)[:_MAX_OUTER]


def _within(outer: list[str], inner: list[str]) -> list[str]:
    """Return the combined selectors of a nested rule. Bounded, because "&" can repeat the outer selector many times."""
    joined: list[str] = []
    room = _MAX_PRELUDE
    for one in outer:
        for part in inner:
            named = part.count("&")
            room -= len(part) + max(1, named) * (len(one) + 1)
            if room < 0:
                return joined
            joined.append(part.replace("&", one) if named else f"{one} {part}")  # lexbor does not support `:is(one) part`
    return joined
