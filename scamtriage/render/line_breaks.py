"""Where a line may end in scripts that put no blank between words. Imports rich, so it is imported in functions.

rich breaks a line at blanks alone, and anywhere in what is longer than a line. Chinese and Japanese may be broken beside almost every
character, and then need no half-empty lines, but punctuation stays with what it closes or opens (UAX #14, JIS X 4051). Words of Thai, Lao,
Khmer and Burmese could be told apart by a dictionary alone; a break within one at least leaves no vowel or mark without its consonant.
"""

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

from scamtriage.records import lazy_re

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod, OverflowMethod

_IDEOGRAPHS = "\u2e80-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
"""Han, kana, and the punctuation and full-width forms that stand among them. Korean puts blanks between words."""
_CLOSING = r"，。、；：！？％）］｝》〉」』】〕〗〞”’…·々〻ー゛゜ヽヾゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.;:!?%)\]}"
"""What no line begins with: it belongs to what stands before."""
_OPENING = r"（［｛《〈「『【〔〖〝“‘(\[{"
"""What no line ends with."""
_CLOSES, _OPENS = lazy_re.compile(f"[{_CLOSING}]"), lazy_re.compile(f"[{_OPENING}]")
_BETWEEN = lazy_re.compile(
    rf"(?<=[{_IDEOGRAPHS}])(?<![{_OPENING}])(?=\S)(?![{_CLOSING}])|(?<=\S)(?<![{_OPENING}])(?=[{_IDEOGRAPHS}])(?![{_CLOSING}])"
)
_RUN = lazy_re.compile(r"\s*\S+\s*")
_UNSPACED = lazy_re.compile(f"[{_IDEOGRAPHS}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_VOWELS_BEFORE = "เแโใไເແໂໃໄ"
"""Vowels of Thai and Lao that are written before their consonant."""
_VOWELS_AFTER = "ะาำๅๆฯอະາຳຽອ"
"""Vowels and signs that are written behind their consonant. The last of either script is a consonant, too: before a word that begins with
it, one place to break is lost."""
_MOST_KEPT = 8
"""Most characters that are moved to the next line so that what belongs together stays so: a target may write marks without end."""


class Folded(Text):
    """Text whose lines end where its script lets them."""

    def blank_copy(self, plain: str = "") -> Text:
        return Folded(plain, style=self.style, justify=self.justify, overflow=self.overflow, no_wrap=self.no_wrap, end=self.end)

    def wrap(
        self,
        console: "Console",
        width: int,
        *,
        justify: "JustifyMethod | None" = None,
        overflow: "OverflowMethod | None" = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        if no_wrap or self.no_wrap or not _UNSPACED.search(self.plain):
            return super().wrap(console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap)
        lines = Lines()
        for paragraph in self.split(allow_blank=True):
            parts = paragraph.divide(list(breaks(paragraph.plain, width)))
            for part in parts:
                part.rstrip_end(width)
            parts.justify(console, width, justify=justify or self.justify or "default", overflow="fold")
            lines.extend(parts)
        return lines


def breaks(text: str, width: int) -> Iterator[int]:
    """Yield where lines of at most `width` cells begin, the first excepted."""
    used = 0
    for start, word in _words(text):
        bare = word.rstrip()
        if used + cell_len(bare) <= width:
            used += cell_len(word)
            continue
        if used and start:
            yield start
        at = 0
        while (cut := _fitting(bare[at:], width)) < len(bare) - at:
            at += cut
            yield start + at
        used = cell_len(word[at:])


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, word) of what is kept on one line, if a line has room for it: with the blanks behind it."""
    for run in _RUN.finditer(text):
        start = run.start()
        for at in (*(between.start() for between in _BETWEEN.finditer(text, *run.span())), run.end()):
            yield start, text[start:at]
            start = at


def _fitting(word: str, width: int) -> int:
    """Return how many characters of a word, at least one, one line has room for."""
    cells = 0
    for most, letter in enumerate(word):
        cells += cell_len(letter)
        if cells > width:
            return next((cut for cut in range(most, max(0, most - _MOST_KEPT), -1) if not _within(word, cut)), max(1, most))
    return len(word)


def _within(word: str, at: int) -> bool:
    """Whether a line that ends here tears a syllable, or punctuation from what it closes or opens."""
    before, after = word[at - 1], word[at]
    torn = before in _VOWELS_BEFORE or after in _VOWELS_AFTER or unicodedata.category(after).startswith("M")
    return torn or _CLOSES.match(after) is not None or _OPENS.match(before) is not None
