"""Quote a text: each find with a few characters around it, never cutting a word or letter."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from scamtriage.records import lazy_re

QUOTE_CHARS = 160
"""Maximum characters of a quotation, including the marks for omitted parts."""
HALF_WORD = 20
"""Characters that may be dropped at an end to avoid cutting a word."""
LEFT_OUT = " … "
BREAK = " \n "
"""Stands between texts that were put together to be searched, such as headings, and that are apart on the page."""
_MARKS = str.maketrans("“”„‟", "‘’‘‘")
_STOPS = frozenset("。，、！？；：「」『』（）【】《》｜·•|។၊။")
"""A new word begins after these, without a space."""
_HELD_BEHIND = frozenset("ะาำๅๆฯະາຳໆ\u200c\u200d")
"""Letters in Thai and Lao that belong to the preceding one, and joiners."""
_LEADING = frozenset("เแโใไເແໂໃໄ")
_HELD_BEFORE = _LEADING | frozenset("\u200d\u094d\u09cd\u1039\u17d2")
"""Vowels written before their letter, and signs that join a letter to the next."""
_GAP = lazy_re.compile(r"[\s\d.,:;!?()\[\]\"'“”‘’…/|·—–，。、：；！？（）「」《》-]+")
"""Characters that no word of a script without spaces contains."""


class Find(NamedTuple):
    """Characters `start` to `end` of a text."""

    text: str
    start: int
    end: int


def quotable(bare: str, written: str) -> str:
    """Return the text that positions in `bare` are quoted from: the one that was laid bare, as it is written; `bare` itself where marks
    stood that no letter bears, so that positions in one are not those in the other."""
    return written if len(written) == len(bare) else bare


def quotation(finds: Sequence[Find], room: int = QUOTE_CHARS // 2) -> str:
    """Quote the finds in order, each with at most `room` characters on each side. Long gaps between them are omitted.

    The result is one line. It is raw text of the target: escape it when rendering.
    """
    longest = max((find.end - find.start for find in finds), default=0)
    room = max(0, min(room, (QUOTE_CHARS - 2 - longest) // 2))
    stretches = _stretches(finds, room)
    if _length(stretches) > QUOTE_CHARS:
        room = bisect_right(range(room), QUOTE_CHARS, key=lambda tried: _length(_stretches(finds, tried))) - 1
        stretches = _stretches(finds, max(0, room))
    while len(stretches) > 1 and _length(stretches) > QUOTE_CHARS:
        stretches.pop()
    pieces = [piece for piece in (_between_words(*stretch) for stretch in stretches) if piece[1]]
    said = LEFT_OUT.join(dict.fromkeys(words for _, words, _ in pieces))
    return f"{'…' if pieces and pieces[0][0] else ''}{said}{'…' if pieces and pieces[-1][2] else ''}"


Stretch = tuple[Find, int, int]
"""A find, or the span from one find to another, and the start and end of its context."""


def _stretches(finds: Sequence[Find], room: int) -> list[Stretch]:
    """Return the context of each find; overlapping or adjacent ones are merged."""
    stretches: list[Stretch] = []
    order = {id(find.text): number for number, find in reversed(list(enumerate(finds)))}  # a text is placed where its first find is
    for find in sorted(finds, key=lambda find: (order[id(find.text)], find.start, find.end)):
        first, last = max(0, find.start - room), min(len(find.text), find.end + room)
        if stretches and stretches[-1][0].text is find.text and first <= stretches[-1][2] + len(LEFT_OUT):
            before, begins, ends = stretches[-1]
            stretches[-1] = Find(find.text, before.start, max(before.end, find.end)), begins, max(ends, last)
        else:
            stretches.append((find, first, last))
    return stretches


def _length(stretches: Sequence[Stretch]) -> int:
    return sum(last - first for _, first, last in stretches) + len(LEFT_OUT) * (len(stretches) - 1) + 2


def _between_words(find: Find, first: int, last: int) -> tuple[bool, str, bool]:
    """Return the context on one line, and whether it is cut within a word before and after (not every script has spaces)."""
    text, start, end = find
    end = min(end, first + QUOTE_CHARS - 2)
    last = min(last, first + QUOTE_CHARS - 2)
    begins = ends = None
    for at in range(first, min(start, first + HALF_WORD) + 1):
        if at == start or _begins(text, at):
            begins = at
            break
    for at in range(last, max(end, last - HALF_WORD) - 1, -1):
        if at == find.end or _ends(text, at):
            ends = at
            break
    cut_before, cut_behind = begins is None, ends is None
    if begins is None:
        begins = _first_letter(text, first, start)
    if ends is None:
        ends = next((at for at in range(last, end, -1) if _between_letters(text, at)), end)
    apart = dict.fromkeys(" ".join(part.split()) for part in text[begins:ends].split(BREAK))
    return cut_before, LEFT_OUT.join(filter(None, apart)), cut_behind


def within_marks(words: str) -> str:
    """Return words of a target as they may stand between “ and ”: with single marks for its own double ones. It could otherwise end the
    quotation, and go on as if the tool spoke."""
    return words.translate(_MARKS)


def around(text: str, start: int, end: int, room: int) -> str:
    """Return a span of a script without spaces with its context, up to the next gap or `room` characters."""
    before = _GAP.split(text[max(0, start - room) : start])[-1]
    behind = _GAP.split(text[end : end + room])[0]
    first, last = start - len(before), end + len(behind)
    cut_before, cut_behind = len(before) == room < start, len(behind) == room < len(text) - end
    if cut_before:
        first = _first_letter(text, first, start)
    last = next(at for at in range(last, end - 1, -1) if at in (len(text), end) or _between_letters(text, at))
    return f"{'…' if cut_before else ''}{text[first:last]}{'…' if cut_behind else ''}"


def _begins(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or text[at - 1] in _STOPS


def _ends(text: str, at: int) -> bool:
    return at == len(text) or text[at].isspace() or text[at - 1] in _STOPS


def _first_letter(text: str, first: int, start: int) -> int:
    """Return where the context may begin, preferably at a vowel that begins a syllable (written before its letter)."""
    near = range(first, min(start, first + HALF_WORD))
    leading = (at for at in near if text[at] in _LEADING and _between_letters(text, at))
    return next(leading, next((at for at in range(first, start) if _between_letters(text, at)), start))


def _between_letters(text: str, at: int) -> bool:
    """Return whether a cut here separates no letter from its vowels and marks."""
    return text[at] not in _HELD_BEHIND and text[at - 1] not in _HELD_BEFORE and not unicodedata.category(text[at]).startswith("M")
