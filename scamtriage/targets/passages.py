"""The lines of a running text, long ones in several pieces, in constant memory. No address is cut."""

import re
from collections.abc import Iterable, Iterator

from scamtriage.records import lazy_re
from scamtriage.targets.lines import LINE_END, MAX_ROW_CHARS
from scamtriage.targets.parse import MAX_LINE_CHARS

_ENDS = '<>"，、！'
"""What no address holds, beside blanks. A Chinese full stop or colon may be that of a defanged one."""
_GAP = lazy_re.compile(rf"[\s{_ENDS}]")
_BETWEEN_WORDS = lazy_re.compile(
    rf".+ (?: (?<![\s.:/()\[\]{{}}-]) (?<!\bdot) (?=\s[^\W_]) (?!\sdot\b) | (?<=[{_ENDS}]) )", re.VERBOSE | re.DOTALL | re.IGNORECASE
)
"""Matches up to the last place between two words, but not within "evil . top", "evil dot top" or "http:// evil.top". The blank begins the
next piece: so do the lines of a header of a mail that goes on."""
_AT_A_GAP = lazy_re.compile(rf".+(?:(?=\s)|(?<=[{_ENDS}]))", re.DOTALL)


def cut_of(text: str) -> int:
    """Return the last index at which a text may be cut, if possible between two words; 0 if there is none."""
    found = _BETWEEN_WORDS.match(text) or _AT_A_GAP.match(text)
    return 0 if found is None else found.end()


def pieces_of(text: str) -> Iterator[str]:
    """Yield a line in pieces of at most MAX_LINE_CHARS. Of a word that is longer, yield its beginning with one character more, by which it
    is recognised as too long, and not its end, which alone may be the address of a stranger."""
    start = 0
    while len(text) - start > MAX_LINE_CHARS:
        end = start + MAX_LINE_CHARS
        cut = cut_of(text[start:end])
        yield text[start : start + cut if cut else end + 1]
        start = start + cut if cut else _end_of_word(text, end)
    if start < len(text) or not text:
        yield text[start:]


def passages_of(chunks: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield (number of the line, text) for each line, and for each piece of a long one. They do not depend on where the chunks end: each
    piece is cut from what follows the piece before it."""
    number, rest, within = 1, "", False  # within: in a word whose beginning was yielded as too long

    def pieces(text: str) -> Iterator[tuple[int, str]]:
        text = text[_end_of_word(text, 0) :] if within else text
        return ((number, piece) for piece in (pieces_of(text) if text or not within else ()))

    for chunk in chunks:
        text = rest + chunk
        held = "\r" if text.endswith("\r") else ""  # perhaps the first half of a line end
        *lines, rest = LINE_END.split(text.removesuffix("\r"))
        for line in lines:
            yield from pieces(line)
            number, within = number + 1, False
        if len(rest) > MAX_ROW_CHARS:
            *some, (_, last) = [*pieces(rest)] or [(number, "")]
            yield from some
            within = len(last) > MAX_LINE_CHARS or (within and not (some or last))
            if len(last) > MAX_LINE_CHARS:
                yield number, last
            rest = "" if within else last
        rest += held
    if rest.removesuffix("\r"):
        yield from pieces(rest.removesuffix("\r"))


def _end_of_word(text: str, start: int) -> int:
    """Return the index of the first gap from `start` on, or the end of the text."""
    gap = _GAP.search(text, start)
    return len(text) if gap is None else gap.start()
