"""A style sheet as rules: what stands before each brace and in it, in blocks that hold on any screen and in rules within rules."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scamtriage.knowledge.matcher import Matcher

MAX_LOOKS = 4_000
"""Rules of one sheet that are looked at closely."""

_MAX_PRELUDE, _MAX_BODY = 2_000, 2_000
_MAX_NESTED, _MAX_OUTER = 8, 8
_BRACE = re.compile(r"[{}]")
_HOLDS = re.compile(r"@(?:layer\b[^{},]*|supports\b(?!\s*\(?\s*not\b)[^{]*)", re.IGNORECASE)
"""Blocks that hold; of @supports nobody asks for what no browser knows."""
_ANYWHERE = (
    r"\(\s*(?:min-width\s*:\s*(?:[0-2]?\d?\d|3[01]\d)(?:\.\d+)?px|width\s*>=?\s*(?:[0-2]?\d?\d|3[01]\d)(?:\.\d+)?px"
    r"|max-width\s*:\s*\d{4,9}px|min-width\s*:\s*0[a-z]*|color|width)\s*\)"
)
_MEDIA = re.compile(rf"(?:only )?(?:all|screen)(?: and {_ANYWHERE})?|{_ANYWHERE}", re.IGNORECASE)
"""Media that are a phone and a desk alike."""
_AT_MEDIA = re.compile(r"@media(?![\w-])", re.IGNORECASE)


class Rule(NamedTuple):
    """`parts`: the classes and ids that an element must have, with their mark, or its name; `rank`: what counts before what; `asked`: a
    selector that is more than that, and has no parts."""

    parts: frozenset[str]
    tag: str
    rank: tuple[int, int, bool, int]
    body: str
    asked: str = ""

    @property
    def selector(self) -> str:
        return self.asked or self.tag + "".join(sorted(self.parts))


def rules(sheet: str, cues: Matcher[str]) -> Iterator[tuple[list[str], str]]:
    """(selectors, what stands in the braces) of the rules in which a cue stands, outside any condition. The sheet is free of comments and
    quotes. Linear: each character is passed a few times."""
    if not sheet.isascii():  # offsets of bytes are to be those of characters
        sheet = sheet.encode("ascii", "replace").decode()
    passed = 0
    around: list[str | None] = []
    """What stands open: a rule by its selectors, "" for a block that holds, None for one that may not."""
    for _, at in cues.ends(sheet, limit=4 * MAX_LOOKS):
        if at <= passed:
            continue
        opened, closed = sheet.rfind("{", passed, at), sheet.find("}", at - 1)
        closed = len(sheet) if closed < 0 else closed
        if opened < 0 and sheet.find("{", at, min(closed, at + _MAX_PRELUDE)) >= 0:  # of what @supports asks, or before a rule in a rule
            continue
        if opened < 0:  # a declaration of the rule around a rule
            del around[max(0, len(around) - sheet.count("}", passed, at)) :]
            passed = at
            continue
        _step(sheet, passed, opened, around)
        if None not in around and len(around) <= _MAX_NESTED:
            begin = _head(sheet, passed, opened)
            selectors = _split(sheet[begin:opened])
            for outer in reversed(around):
                selectors = _within(_outer(outer), selectors) if outer else selectors
            yield selectors, sheet[opened + 1 : min(closed, opened + _MAX_BODY)]
        passed = closed + 1


def _split(prelude: str) -> list[str]:
    """The selectors of a list."""
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
    """What stands open behind this stretch of a sheet."""
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
    """Whether the rules of a block count wherever the page is looked at."""
    if (media := _AT_MEDIA.match(head)) is not None:
        return for_screen(head[media.end() :])
    return _HOLDS.fullmatch(" ".join(head.split())) is not None


def for_screen(media: str) -> bool:
    """Whether one of these media is what any visitor looks at: a menu that folds away on a phone hides nothing."""
    words = " ".join(media.split())
    return not words or any(_MEDIA.fullmatch(one.strip()) for one in words.split(","))


def _head(sheet: str, start: int, opened: int) -> int:
    """Where begins what stands before this brace."""
    begin = max(start, opened - _MAX_PRELUDE)
    return max(begin, *(sheet.rfind(mark, begin, opened) + 1 for mark in "{};"))


@lru_cache(maxsize=2 * _MAX_NESTED)
def _outer(prelude: str) -> list[str]:
    """The selectors of a rule around others, which is asked for each of these."""
    return _split(prelude)[:_MAX_OUTER]


def _within(outer: list[str], inner: list[str]) -> list[str]:
    """The selectors of a rule in a rule, as many as there is room for: those of the inner can name the outer many times."""
    joined: list[str] = []
    room = _MAX_PRELUDE
    for one in outer:
        for part in inner:
            named = part.count("&")
            room -= len(part) + max(1, named) * (len(one) + 1)
            if room < 0:
                return joined
            joined.append(part.replace("&", one) if named else f"{one} {part}")  # `:is(one) part` is more than the library understands
    return joined
