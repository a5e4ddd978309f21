"""Score whether a page leads its reader to install a remote-access tool that its text names.

The score has points for the words around the name and for the whole page. Phrases of warning differ from author to author, so the score
relies on stable differences instead. A page that leads to a tool wants something: an agent is waiting, a code is to be read out, or a
number is to be called. A page that warns says so in its title, reports what happened, and names many tools.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from scamtriage.knowledge.language.vocabulary import BOTH, FREE, LEFT, load_vocabulary
from scamtriage.knowledge.matcher import Matcher, Pattern, utf8
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.fold import fold
from scamtriage.records import lazy_re

ORDERED = 16
"""The sentence says to install, open or use the tool.

All points were fitted to the labelled pages, with each set left out in turn, and rounded.
"""
AGENT = 6
"""An agent is mentioned beside the name: "our technician", "we"."""
CODE = 6
"""A code, an id or a number is mentioned after the name."""
TOGETHER = 8
"""The sentence says that the agent acts with or for the reader, or asks for the code: "together with you", "tell us the number"."""
SERVED, MOST_SERVED = 2, 3
"""For each word of service or support beside the name."""
NUMBER = 2
"""A telephone number is beside the name."""
OTHER_TOOL, MOST_TOOLS = -4, 4
"""For each other tool on the page: pages that lead to a tool name at most two."""
HEADED, MOST_HEADED = -4, 3
"""For each word of warning in the title and headings."""
WARNED, MOST_WARNED, MOST_OF_KIND = -1, 8, 6
"""For each different word of warning in the text."""
REPORTED, MOST_REPORTED = -8, 3
"""For each different word of reporting or of telling what happened."""
AUTHORITY = -16
"""The site is a government's, and such sites warn."""
TRANSCRIPT = -24
"""The page gives a talk in turns, as those who lead callers on do: "CALLER: type anydesk. ME: one moment"."""
EXAMPLE = -16
"""The name is given as an example: "such as AnyDesk", "AnyDesk, TeamViewer and others"."""
LEADS_FROM = 8

_TOOL, _REMOTE = "tool:", "remote"
_WARNING = ("warning", "rebuttal", "advice", "referral")
_REPORT = ("recounted", "news")
_SERVICE = ("service", "support")
_ALL = frozenset((*_WARNING, *_REPORT, *_SERVICE, _REMOTE))
SIDE, AGENT_SIDE, CODE_SIDE = 200, 130, 160
"""Characters on each side of the name."""
MAX_WORDS, MAX_CHARS, MAX_HEAD_CHARS = 2_000, 12_000, 4_000
_AUTHORITY = lazy_re.compile(r"(?:^|\.)(?:gov|go|gob|gouv|lg|mil)(?:\.[a-z]{2})?\Z")


def _turns(*names: str) -> re.Pattern[str]:
    """Return the pattern of turns of these people. What stands before a turn is asked behind its first letter, to which `re` can jump."""
    firsts = "".join(sorted({name[0] for name in names}))
    rests = "|".join(f"(?<={name[0]}){name[1:]}" for name in names)
    return re.compile(rf"[{firsts}](?:(?<![^\n].)|(?<=[.?!…)\]\"'”] .))(?:{rests}): ")


_OWN_NAMES = ("ME", "VICTIM", "Me", "Victim")
_OWN = tuple(f"{name}: " for name in _OWN_NAMES)
_OWN_TURN = _turns(*_OWN_NAMES)
_OTHERS_TURN = _turns(*(name for low in ("him", "her", "them", "caller", "scammer", "agent") for name in (low.upper(), low.title())))
"""A turn begins a line or follows a sentence: "WhatsApp me: +44 …" and "CONTACT AGENT: John" are none."""
_NUMBER = lazy_re.compile(r"(?:\+|\b[01])\d(?:[\s().-]?\d){6,18}")
_WAITS = lazy_re.compile("等[待候我你您他她]")
_CLOSED = " '\"’)*,"
"""Characters allowed between the last tool of a list and the words for "and others"."""


@dataclass(frozen=True)
class ToolPage:
    """The parts of a page that show whether it leads to a tool. Evaluated on first use, because most pages name none."""

    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    suffix: str = ""

    @cached_property
    def points(self) -> int:
        """The points of the whole page; never more than 0."""
        heads = sum(name in _WARNING for name in _standing("\n".join((self.title, *self.headings))[:MAX_HEAD_CHARS]))
        different = self._different
        warned = sum(min(MOST_OF_KIND, different[name]) for name in _WARNING)
        reported = sum(different[name] for name in _REPORT)
        tools = sum(name[:5] == _TOOL for name in different)
        return (
            HEADED * min(MOST_HEADED, heads)
            + WARNED * min(MOST_WARNED, warned)
            + REPORTED * min(MOST_REPORTED, reported)
            + OTHER_TOOL * max(0, min(MOST_TOOLS, tools - 1))
            + (AUTHORITY if _AUTHORITY.search(self.suffix) else 0)
            + (TRANSCRIPT if _is_transcript(self.text[:MAX_CHARS]) else 0)
        )

    @cached_property
    def _different(self) -> Counter[str]:
        return Counter(_standing(self.text[:MAX_CHARS], once=True))

    def is_of_remote_help(self, text: str, start: int, end: int) -> bool:
        """Whether the page, or this text around the name, has a word for remote control or a tool whose name means nothing else."""
        return _REMOTE in self._different or _REMOTE in _standing(text[max(0, start - SIDE) : end + SIDE])

    def is_called(self, name: str) -> bool:
        """Whether this single word names the page's own matter in its title or a heading, and nothing there is of remote help."""
        return " " not in name and name in self._own_heads

    def is_about(self, name: str) -> bool:
        """Whether the title or a heading has these words and none of remote help."""
        return name in self._heads and bool(self._own_heads)

    @cached_property
    def _own_heads(self) -> str:
        """The title and the headings without spaces; "" if they have a word for remote control."""
        return "" if _REMOTE in set(_standing(self._heads)) else self._heads.replace(" ", "")

    @cached_property
    def _heads(self) -> str:
        return fold("\n".join((self.title, *self.headings))[:MAX_HEAD_CHARS]).lower()

    def leads(self, text: str, start: int, end: int, *, ordered: bool, example: bool, together: bool) -> bool:
        """Whether the page leads to the tool named at `start` to `end` of this text."""
        own = (ORDERED if ordered else 0) + (EXAMPLE if example else 0) + (TOGETHER if ordered and together else 0)
        if own >= LEADS_FROM and own + self.points >= LEADS_FROM:
            return True
        own += _beside(text, start, end)
        return own >= LEADS_FROM and own + self.points >= LEADS_FROM


def _is_transcript(text: str) -> bool:
    """Whether the text gives a talk, with turns of the one who was called and of the other."""
    return any(map(text.__contains__, _OWN)) and _OWN_TURN.search(text) is not None and _OTHERS_TURN.search(text) is not None


def _beside(text: str, start: int, end: int) -> int:
    """Return the points for the text around a name; never fewer than 0."""
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
    """Whether the tools between these two lower-case texts are examples.

    They are if "such as" ends the first text, or "and others" begins the second.
    """
    such = list(words_of("such-as").finditer(before[-40:]))
    if such and len(before[-40:]) - such[-1].end() <= 12:
        return True
    rest = behind[:48].lstrip(_CLOSED)
    return words_of("and-others").match(rest) is not None and _WAITS.match(rest) is None


def _standing(text: str, *, once: bool = False) -> Iterator[str]:
    """Yield the concepts or the tool of every known word in the text; with `once`, each word only the first time."""
    data = utf8(text).lower()  # the word list has capitals only outside ASCII
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
    """Whether a word continues across this position."""
    if data[at - 1 : at] in _PARTING or data[at : at + 1] in _PARTING:
        return False
    before, behind = data[max(0, at - 4) : at].decode("utf-8", "ignore")[-1:], data[at : at + 4].decode("utf-8", "ignore")[:1]
    return before.isalnum() and behind.isalnum()


_PARTING = frozenset((b"", *(bytes((byte,)) for byte in range(128) if not chr(byte).isalnum())))
"""ASCII bytes that end a word; the empty string is the end of the text."""


@cache
def _words() -> Matcher[tuple[frozenset[str], int]]:
    vocabulary = load_vocabulary()
    rows = zip(vocabulary.matcher.patterns, vocabulary.meanings, vocabulary.edges, strict=True)
    everyday = channels().everyday_tools
    named = (
        (p, frozenset(m.name for m in meanings if m.kind == "word" and m.parts == 1) & _ALL, edge)
        for p, meanings, edge in rows
        if p.expression not in everyday
    )
    words = [Pattern((names, edge & (LEFT | BOTH)), p.expression) for p, names, edge in named if names]
    tools = [
        Pattern((frozenset((_TOOL + tool.name,) if word in everyday else (_TOOL + tool.name, _REMOTE)), FREE), word)
        for tool in channels().tools
        for word in tool.spellings
    ]
    return Matcher([*words, *tools])


@cache
def service_words() -> frozenset[str]:
    """Return the words of service or support, in small letters."""
    named = ((pattern.expression, pattern.key[0]) for pattern in _words().patterns)
    return frozenset(word.lower() for word, names in named if not names.isdisjoint(_SERVICE))


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(len(pattern.expression.encode()) for pattern in _words().patterns)
