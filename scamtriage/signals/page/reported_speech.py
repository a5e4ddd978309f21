"""Which stretches of a text are reported rather than asserted: quotations, and what a warning warns of."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re

QUOTE_WORDS, QUOTE_LETTERS = 5, 10
"""Fewest words of a quotation, or letters in a script without spaces. Shorter ones are names, buttons or emphasis."""
QUOTE_MOST = 800
"""Most characters of a quotation; an opening mark without a closing one within these opens none."""
QUOTED_MOST = 0.5
"""Largest share of a text in quotation marks; with more, the text counts as the page's own."""
HELD_MOST = 0.75
"""The same of a text that is asked whether it convicts by its quotations alone. Two quotations on a page of few words are soon more than
half of it; a page that is hardly anything but quotations is not asked."""
SENTENCE_SIDE = 150
"""Characters of a sentence on each side of a warning word. Thai, Lao and Khmer do not mark the end of sentences."""
PRAISE_REACH = 150
"""Most characters from "what our customers say" to a testimonial, and from one testimonial to the next."""
LISTED = 300
"""Characters of the list that a warning introduces."""

MARKED_CHARS = 8
"""Characters between a few words and the marks in which they stand."""

_CLOSED_BY = {
    "“": "”", "„": "“”", "‘": "’", "‚": "‘’", "”": "”", "«": "»", "‹": "›", "〈": "〉",
    "「": "」", "『": "』", "｢": "｣", "﹁": "﹂", "﹃": "﹄", "〝": "〟〞",
    '"': '"', "＂": "＂", "'": "'", "＇": "＇",
}  # fmt: skip
_OPENED_BY = {closing: [mark for mark in _CLOSED_BY if closing in _CLOSED_BY[mark]] for closing in "".join(_CLOSED_BY.values())}
_STRAIGHT = frozenset("\"＂'＇")
_SINGLE = frozenset("'’")
"""Marks that are also apostrophes."""
_TWO_FACED = frozenset("\"＂'＇‘”")
"""Marks that both open and close."""
_MARKS = tuple(dict.fromkeys(('"', "'", "’", "“", *_CLOSED_BY, *_OPENED_BY)))
"""All of them, the commonest first."""
_MARK = lazy_re.compile(f"[{''.join(_MARKS)}]")
_OPENING, _CLOSING = (lazy_re.compile(f"[{marks}]") for marks in ('“「『"‘«', '”」』"’»'))
_SPACELESS = lazy_re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]")
_WORD = lazy_re.compile(r"\w+(?:['’]\w+)?")
_ENDS = frozenset(".!?,;。！？，、…")
_END = lazy_re.compile(r"(?<!\[)[.!?](?=[\s\"”’»)\]]|$)|[。！？।॥။។]|\n")
_INTRODUCES = lazy_re.compile(r"[:：]\s*\Z")
_ENDED = " \n.!?。！？।॥။។\"'”’»」』)）"
"""What may stand behind the last word of a sentence."""
_UNCLICKABLE = lazy_re.compile(r"(?<![\w@\]-])[\w-]{1,63}(?:\[\.\]\w[\w-]{0,62})+")
"""A host written so that nobody clicks it, which only a warner does; the mail address of a shop that hides from robots is none."""

Range = tuple[int, int]


def quotations(text: str, most: float = QUOTED_MOST) -> list[Range]:
    """The quotations in a text, marks included; [] if they make up more than `most` of it."""
    return at_most(most, marked(text), text)


def marked(text: str) -> list[Range]:
    """All quotations in a text, marks included."""
    return _marked(text) if any(map(text.__contains__, _MARKS)) else []  # a quarter of the time of the expression where none stands


def at_most(most: float, quotes: list[Range], text: str) -> list[Range]:
    """The quotations of a text; [] if they make up more than `most` of it."""
    return quotes if sum([end - start for start, end in quotes]) <= most * len(text) else []


@cache
def _finder() -> Matcher[str]:
    return Matcher(Pattern(mark, mark) for mark in _MARKS)


def holds_marks(data: bytes) -> bool:
    """Whether a mark of quotation stands in a text in UTF-8. One pass for all of them: a long text is asked."""
    return bool(_finder().ends(data, limit=1))


def _marked(text: str) -> list[Range]:
    """All quotations in order, nested and overlapping ones merged. Each kind of mark is tracked separately, so that an unclosed one does
    not hide others."""
    found: list[Range] = []
    opened: dict[str, list[int]] = {mark: [] for mark in _CLOSED_BY}
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if mark in _SINGLE and _goes_on(text[at + 1 : at + 2]) and _goes_on(text[at - 1 : at]):
            continue
        for opening in _OPENED_BY.get(mark, ()):
            if (starts := opened[opening]) and (at - starts[-1] > QUOTE_MOST or (mark in _STRAIGHT and _leaves_line(text, starts[-1], at))):
                starts.clear()  # earlier ones are still farther away
            if starts and _closes(text, at, mark):
                for start, end in _paragraphs(text, starts, at):
                    if is_long(text[start + 1 : end - 1], 2 if mark in _STRAIGHT and "\n" in text[start:end] else 1):
                        while found and found[-1][1] > start:
                            start = min(start, found.pop()[0])
                        found.append((start, end))
                if mark in _STRAIGHT:
                    starts.clear()
                break
        else:
            if mark in _CLOSED_BY and _opens(text, at, mark):
                opened[mark].append(at)
    return found


def _paragraphs(text: str, starts: list[int], at: int) -> list[Range]:
    """The paragraphs that a closing mark ends, from the open marks. By convention each paragraph of a long quotation opens anew, and only
    the last is closed."""
    start, end = starts.pop(), at + 1
    found = [(start, end)]
    while starts and start - starts[-1] <= QUOTE_MOST and (line := text[starts[-1] : start].rstrip(" ")).endswith("\n"):
        if "\n" in line.strip("\n"):
            break
        start, end = starts.pop(), start
        found.append((start, end))
    return found[::-1]


def _leaves_line(text: str, start: int, end: int) -> bool:
    """Whether straight marks are too far apart: more than one line break between them, or any for apostrophes."""
    return text.count("\n", start, end) > (0 if text[start] in "'＇" else 1)


def is_long(quoted: str, times: int) -> bool:
    """Whether the quotation is long enough to be speech rather than a name set apart."""
    if len(_SPACELESS.findall(quoted)) >= times * QUOTE_LETTERS:
        return True
    return sum(1 for _ in _WORD.finditer(quoted)) >= times * QUOTE_WORDS


def _opens(text: str, at: int, mark: str) -> bool:
    """Whether a mark opens a quotation. One that may also close must not follow a word, or a number (inches), and must precede text."""
    if mark not in _TWO_FACED:
        return True
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    if mark not in '"＂‘' and (not behind or behind.isspace() or (mark == "”" and before in _ENDS)):
        return False
    return not _goes_on(before)


def _closes(text: str, at: int, mark: str) -> bool:
    """Whether a mark closes a quotation. A single mark within a word is an apostrophe."""
    return mark not in _SINGLE or not _goes_on(text[at + 1 : at + 2])


def _goes_on(letter: str) -> bool:
    """Whether a character continues a word, in a script that separates words by spaces."""
    return letter.isalnum() and _SPACELESS.match(letter) is None


def sentences(text: str, marks: Sequence[int]) -> list[Range]:
    """The sentences around these sorted positions, each with the list that it introduces."""
    found: list[Range] = []
    for at in marks:
        if found and at < found[-1][1]:
            continue
        start = _begin(text, at)
        stop = _END.search(text, at, min(len(text), at + 2 * SENTENCE_SIDE))
        end = stop.end() if stop is not None else min(len(text), at + SENTENCE_SIDE)
        if stop is not None and stop[0] == "\n" and _INTRODUCES.search(text, start, stop.start()):
            end = _list_behind(text, end)
        found.append((max(start, found[-1][1]) if found else start, end))
    return found


def pointed_at(text: str, marks: Iterable[int]) -> list[Range]:
    """The sentence before the one around each position, which says of it what it is: "That is a scam.". It is of the same paragraph, so
    that one line below a page takes nothing from it."""
    found: list[Range] = []
    for at in marks:
        own = _begin(text, at)
        first = max(0, own - SENTENCE_SIDE)
        before = text[first:own]
        end = first + len(before.rstrip(_ENDED))
        if end > first and "\n" not in before[end - first :]:
            found.append((_begin(text, end), own))
    return found


def unclickable(text: str, own: str) -> list[int]:
    """Positions of the hosts that the text names so that nobody opens them: evil[.]example. Not those of this host, which is lower-case."""
    if "[.]" not in text:
        return []
    found = ((host.start(), host[0].replace("[.]", ".").lower()) for host in _UNCLICKABLE.finditer(text))
    return [start for start, host in found if not f".{own}".endswith(f".{host}")]


def asked(text: str, end: int) -> bool:
    """Whether the sentence in which these words end is a question: "Is it a scam?"."""
    stop = _END.search(text, end, min(len(text), end + SENTENCE_SIDE))
    return stop is not None and stop[0] in "?？"


def _begin(text: str, at: int) -> int:
    """Where the sentence around a position begins, at most SENTENCE_SIDE characters before it."""
    first = max(0, at - SENTENCE_SIDE)
    return max((found.end() for found in _END.finditer(text, first, at)), default=first)


def _list_behind(text: str, start: int) -> int:
    """End of the lines that follow a line ending in a colon."""
    limit = min(len(text), start + LISTED)
    end = text.rfind("\n", start, limit)
    return limit if limit == len(text) else end + 1 if end >= start else start


def joined(ranges: Iterable[Range]) -> list[Range]:
    """The stretches in order, adjacent and overlapping ones merged."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def without_praise(quotes: Sequence[Range], praised: Sequence[int]) -> list[Range]:
    """The quotations without testimonials: those under a heading of what customers say, and those following one. Testimonials count as the
    page's own words."""
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
    """Whether a character is in one of these sorted stretches."""
    number = bisect_left(ranges, (at + 1, 0))
    return number > 0 and at < ranges[number - 1][1]


def blanked(text: str, ranges: Sequence[Range]) -> str:
    """The text with these stretches replaced by line breaks of equal length."""
    pieces: list[str] = []
    reached = 0
    for start, end in ranges:
        pieces += (text[reached:start], "\n" * (end - start))
        reached = end
    return "".join((*pieces, text[reached:])) if pieces else text


def between_marks(text: str, start: int, end: int) -> bool:
    """Whether a few words, too few for a quotation, stand in marks, as words of somebody else's do."""
    opened = _OPENING.search(text, max(0, start - MARKED_CHARS), end)
    return bool(opened and _CLOSING.search(text, max(end - 1, opened.end()), end + MARKED_CHARS))
