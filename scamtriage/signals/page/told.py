"""Which stretches of a text are told and not said: quotations, and what a warning warns of."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

QUOTE_WORDS, QUOTE_LETTERS = 5, 10
"""Words that a quotation holds at least, or letters of a script without spaces; fewer are a name, a button or a word set apart."""
QUOTE_MOST = 800
"""Characters of a quotation; what opens and is not closed within so many is none."""
QUOTED_MOST = 0.5
"""Of a text: what stands in quotation marks for the greater part is the page's own."""
SENTENCE_SIDE = 150
"""Characters of a sentence on each side of a word of warning: Thai, Lao and Khmer mark no end of one."""
PRAISE_REACH = 150
"""Characters between "what our customers say" and what they say, and from one of them to the next."""
LISTED = 300
"""Characters of the list that a warning introduces."""

_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’", "〈": "〉", '"': '"', "＂": "＂"}
_STRAIGHT = frozenset('"＂')
_MARK = re.compile('[“”„«»‹›「」『』‘’〈〉"＂]')
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_END = re.compile(r"[.!?](?=[\s\"”’»)\]]|$)|[。！？।॥။។]|\n")
_INTRODUCES = re.compile(r"[:：]\s*\Z")

Range = tuple[int, int]


def quotations(text: str, most: float = QUOTED_MOST) -> list[Range]:
    """Where quotations of some length stand in a text, marks included; [] where they are more than so much of it."""
    if _MARK.search(text) is None:
        return []
    found: list[Range] = []
    opened, depth = -1, 0
    opening = closing = ""
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if opened >= 0 and (at - opened > QUOTE_MOST or (closing in _STRAIGHT and "\n" in text[opened:at])):
            opened = -1
        if opened < 0:
            if mark in _CLOSED_BY and _opens(text, at, mark):
                opened, depth, opening, closing = at, 1, mark, _CLOSED_BY[mark]
        elif mark in closing and _closes(text, at, mark):
            depth -= 1
            if not depth:
                if is_long(text[opened + 1 : at]):
                    found.append((opened, at + 1))
                opened = -1
        elif mark == opening:
            depth += 1
    return found if sum(end - start for start, end in found) <= most * len(text) else []


def is_long(quoted: str) -> bool:
    """Whether so much stands there that somebody's speech is told, and no name set apart."""
    return len(_SPACELESS.findall(quoted)) >= QUOTE_LETTERS or sum(1 for _ in _WORD.finditer(quoted)) >= QUOTE_WORDS


def _opens(text: str, at: int, mark: str) -> bool:
    """A straight mark opens where no word ends: that behind a number is one of inches."""
    return mark not in '‘"＂' or at == 0 or not text[at - 1].isalnum() or _SPACELESS.match(text[at - 1]) is not None


def _closes(text: str, at: int, mark: str) -> bool:
    """A curved single mark within a word is an apostrophe."""
    return mark != "’" or at + 1 == len(text) or not text[at + 1].isalnum()


def sentences(text: str, marks: Sequence[int]) -> list[Range]:
    """The sentences around these places, which are in their order, each with the list that it introduces."""
    found: list[Range] = []
    for at in marks:
        if found and at < found[-1][1]:
            continue
        first = max(0, at - SENTENCE_SIDE)
        start = max((m.end() for m in _END.finditer(text, first, at)), default=first)
        stop = _END.search(text, at, min(len(text), at + 2 * SENTENCE_SIDE))
        end = stop.end() if stop is not None else min(len(text), at + SENTENCE_SIDE)
        if stop is not None and stop[0] == "\n" and _INTRODUCES.search(text, start, stop.start()):
            end = _list_behind(text, end)
        found.append((max(start, found[-1][1]) if found else start, end))
    return found


def _list_behind(text: str, start: int) -> int:
    """Where the lines end that follow a line with a colon."""
    limit = min(len(text), start + LISTED)
    end = text.rfind("\n", start, limit)
    return limit if limit == len(text) else end + 1 if end >= start else start


def joined(ranges: Iterable[Range]) -> list[Range]:
    """The same stretches in their order, those that meet as one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def without_praise(quotes: Sequence[Range], praised: Sequence[int]) -> list[Range]:
    """Those quotations that do not stand under a heading of what customers say, nor behind another that does: praise is what the page says
    of itself, whoever is said to have written it."""
    told: list[Range] = []
    reached = -QUOTE_MOST
    for start, end in quotes:
        number = bisect_right(praised, start)
        if max(reached, praised[number - 1] if number else reached) >= start - PRAISE_REACH:
            reached = end
        else:
            told.append((start, end))
    return told


def within(ranges: Sequence[Range], at: int) -> bool:
    """Whether a character stands in one of these stretches, which are in their order."""
    number = bisect_right(ranges, at, key=itemgetter(0))
    return number > 0 and at < ranges[number - 1][1]


def blanked(text: str, ranges: Sequence[Range]) -> str:
    """The text with lines' ends in the place of these stretches, as long as before."""
    pieces: list[str] = []
    reached = 0
    for start, end in ranges:
        pieces += (text[reached:start], "\n" * (end - start))
        reached = end
    return "".join((*pieces, text[reached:])) if pieces else text
