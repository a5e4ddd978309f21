"""Whether a page leads its reader to a tool that its text names: points for what it does there, and for what the whole page is about.

Phrases of those who warn are endless, and every author has others. What does not change is that who leads to a tool wants something back:
somebody of theirs waits, a code is read out, a number is called. And who warns has it in the title, tells what happened, names many tools.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from scamtriage.knowledge.channels import channels, words_of
from scamtriage.knowledge.matcher import Matcher, Pattern, utf8
from scamtriage.knowledge.vocabulary import BOTH, FREE, LEFT, load_vocabulary
from scamtriage.parse.contact.fold import fold

ORDERED = 16
"""The sentence says to install, open or use it. The points were fitted to all labelled pages, each set left out in turn, and rounded."""
AGENT = 6
"""Somebody of theirs stands beside it: "our technician", "we"."""
CODE = 6
"""A code, an ID or a number is spoken of behind it."""
SERVED, MOST_SERVED = 2, 3
"""For each word of service and support beside it."""
NUMBER = 2
"""A telephone number beside it."""
OTHER_TOOL, MOST_TOOLS = -4, 4
"""For each other tool of the page: who leads to one names two at most."""
HEADED, MOST_HEADED = -4, 3
"""For each word of warning in title and headings."""
WARNED, MOST_WARNED, MOST_OF_KIND = -1, 8, 6
"""For each different word of warning in the text."""
REPORTED, MOST_REPORTED = -8, 3
"""For each different word of who reports, or tells what happened to him."""
AUTHORITY = -16
"""The site is a government's: such ones warn."""
EXAMPLE = -16
"""It stands as an example: "such as AnyDesk", "AnyDesk, TeamViewer and others"."""
LEADS_FROM = 8

_WARNING = ("warning", "rebuttal", "advice", "referral")
_REPORT = ("recounted", "news")
_SERVICE = ("service", "support")
_ALL = frozenset((*_WARNING, *_REPORT, *_SERVICE))
SIDE, AGENT_SIDE, CODE_SIDE = 200, 130, 160
"""Characters beside the name."""
_TOOL = "tool:"
MAX_WORDS, MAX_CHARS, MAX_HEAD_CHARS = 2_000, 12_000, 4_000
_AUTHORITY = re.compile(r"(?:^|\.)(?:gov|go|gob|gouv|lg|mil)(?:\.[a-z]{2})?\Z")
_NUMBER = re.compile(r"(?:\+|\b[01])\d(?:[\s().-]?\d){6,18}")
_WAITS = re.compile("等[待候我你您他她]")
_CLOSED = " '\"’)*,"
"""What stands between the last tool of a list and the word for others."""


@dataclass(frozen=True)
class ToolPage:
    """What of a page says whether it leads to a tool. Looked through when the first tool asks: most pages have none."""

    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    suffix: str = ""

    @cached_property
    def points(self) -> int:
        """Of the page as a whole; never more than 0."""
        heads = sum(name in _WARNING for name in _standing("\n".join((self.title, *self.headings))[:MAX_HEAD_CHARS]))
        different = Counter(_standing(self.text[:MAX_CHARS], once=True))
        warned = sum(min(MOST_OF_KIND, different[name]) for name in _WARNING)
        reported = sum(different[name] for name in _REPORT)
        tools = sum(name[:5] == _TOOL for name in different)
        return (
            HEADED * min(MOST_HEADED, heads)
            + WARNED * min(MOST_WARNED, warned)
            + REPORTED * min(MOST_REPORTED, reported)
            + OTHER_TOOL * max(0, min(MOST_TOOLS, tools - 1))
            + (AUTHORITY if _AUTHORITY.search(self.suffix) else 0)
        )

    def leads(self, text: str, start: int, end: int, *, ordered: bool, example: bool) -> bool:
        """Whether it leads to the tool whose name stands from `start` to `end` of this text of it."""
        own = (ORDERED if ordered else 0) + (EXAMPLE if example else 0)
        if own >= LEADS_FROM and own + self.points >= LEADS_FROM:
            return True
        own += _beside(text, start, end)
        return own >= LEADS_FROM and own + self.points >= LEADS_FROM


def _beside(text: str, start: int, end: int) -> int:
    """Points of what stands around a name; never fewer than 0."""
    around = text[max(0, start - SIDE) : end + SIDE]
    by_name = Counter(_standing(around))
    served = sum(min(MOST_SERVED, by_name[name]) for name in _SERVICE)
    near = fold(text[max(0, start - AGENT_SIDE) : end + AGENT_SIDE]).lower()
    behind = fold(text[end : end + CODE_SIDE]).lower()
    return (
        SERVED * min(MOST_SERVED, served)
        + (AGENT if words_of("tool-agents").search(near) else 0)
        + (CODE if words_of("tool-codes").search(behind) else 0)
        + (NUMBER if _NUMBER.search(fold(around)) else 0)
    )


def is_example(before: str, behind: str) -> bool:
    """Whether tools between these two texts are named as examples: a word for "such as" before the first, or for "and others" behind the
    last. Both are in lower case."""
    such = list(words_of("such-as").finditer(before[-40:]))
    if such and len(before[-40:]) - such[-1].end() <= 12:
        return True
    rest = behind[:48].lstrip(_CLOSED)
    return words_of("and-others").match(rest) is not None and _WAITS.match(rest) is None


def _standing(text: str, *, once: bool = False) -> Iterator[str]:
    """The concept, or the tool, of every word of ours that stands in a text; `once`: of each word for the first time alone."""
    data = utf8(text).lower()  # the words hold capitals of what is no ASCII
    matcher = _words()
    seen: set[int] = set()
    for index, end in matcher.ends(data, limit=MAX_WORDS):
        if index in seen:
            continue
        names, edge = matcher.patterns[index].key
        if edge != FREE and (_goes_on(data, end - _lengths()[index]) or (edge == BOTH and _goes_on(data, end))):
            continue
        if once:
            seen.add(index)
        yield from names


def _goes_on(data: bytes, at: int) -> bool:
    """Whether a word goes on over this place."""
    if data[at - 1 : at] in _PARTING or data[at : at + 1] in _PARTING:
        return False
    before, behind = data[max(0, at - 4) : at].decode("utf-8", "ignore")[-1:], data[at : at + 4].decode("utf-8", "ignore")[:1]
    return before.isalnum() and behind.isalnum()


_PARTING = frozenset((b"", *(bytes((byte,)) for byte in range(128) if not chr(byte).isalnum())))
"""What ends a word, in one byte; nothing at the end of a text."""


@cache
def _words() -> Matcher[tuple[frozenset[str], int]]:
    vocabulary = load_vocabulary()
    rows = zip(vocabulary.matcher.patterns, vocabulary.meanings, vocabulary.edges, strict=True)
    named = ((p, frozenset(m.name for m in meanings if m.kind == "word" and m.parts == 1) & _ALL, edge) for p, meanings, edge in rows)
    words = [Pattern((names, edge & (LEFT | BOTH)), p.expression) for p, names, edge in named if names]
    tools = [Pattern((frozenset((_TOOL + tool.name,)), FREE), word) for tool in channels().tools for word in tool.words]
    return Matcher([*words, *tools])


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(len(pattern.expression.encode()) for pattern in _words().patterns)
