"""Digits written as words: "nol delapan dua satu, 7744, 1876", "ศูนย์เก้าสอง-774-4180", 공삼삼 육사사 사일팔칠."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from scamtriage.knowledge.language import phrases
from scamtriage.knowledge.language.folding import lowered
from scamtriage.knowledge.loading import Words
from scamtriage.parse.contact.fold import digits_of, tells_again
from scamtriage.records import lazy_re

FILLER = "\x7f"
"""Pads a word after its first character became the digit, so that offsets stay valid."""

_GOES_ON = "(?:[, -]{1,3}[0-9]{3,4}){1,3}(?![0-9])"
"""Groups of digits after the words, possibly separated by commas."""


def _sorted(rows: tuple[Words, ...]) -> tuple[list[str], list[str]]:
    """Return (every word, the words for zero) of one language; the first list is sorted longest first."""
    return sorted((word for spellings in rows for word in spellings), key=len, reverse=True), list(rows[0])


def _expression(rows: tuple[Words, ...]) -> re.Pattern[str]:
    """Build the pattern of one language: three or more digit words, or a zero word and one more before digits."""
    every, zeros = _sorted(rows)
    bound, unbound = (r"(?<![^\W\d_])", r"(?![^\W\d_])") if zeros[0][0] < "\u0250" else ("", "")
    word = f"{bound}(?:{'|'.join(map(re.escape, every))}){unbound}"
    zero = f"{bound}(?:{'|'.join(map(re.escape, zeros))}){unbound}"
    return re.compile(
        f"({word}(?:[ ,-]{{0,2}}{word}){{2,15}}|{zero}[ -]?{word}(?=(?:[ -]{{1,3}}| ?の ?)[0-9]))({_GOES_ON})?", re.IGNORECASE
    )


@cache
def _runs() -> tuple[re.Pattern[str], ...]:
    return tuple(map(_expression, phrases.spoken_digits()))


@cache
def _values() -> dict[str, str]:
    """Return word -> digit."""
    return {word: str(value) for rows in phrases.spoken_digits() for value, spellings in enumerate(rows) for word in spellings}


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _values()), key=len, reverse=True)))


def anchor_rows() -> Iterator[tuple[list[str], list[str]]]:
    """Yield (every word, the words for zero) of each language for the anchor patterns."""
    return map(_sorted, phrases.spoken_digits())


def read(text: str) -> str:
    """Replace digit words of a number by digits, padded to the same length. Linear, because runs are bounded."""
    for expression in _runs():
        text = expression.sub(_run, text)
    return text


def _run(run: re.Match[str]) -> str:
    written, rest = _digits(run[1]), (run[2] or "").replace(",", "-")
    spoken, digits = (digits_of(part) for part in (written, rest))
    if len(digits) >= _WHOLE_DIGITS and digits.startswith(spoken) and len(spoken) >= _AGAIN_DIGITS:
        written = " " * len(written)  # "nol delapan satu - 081 234 5678" repeats the whole number in digits
    if not digits and tells_again(run.string, run.start(), spoken):
        return " " * len(written)  # "1966 (一九六六)"
    again = _AGAIN.match(run.string, run.end()) if not digits else None
    if again is not None and again[1] == spoken:
        return " " * len(written)  # "area code nine one five: 915.274.8306"
    return written + rest


_AGAIN = lazy_re.compile(r" ?[:=(-]{1,2} ?\(?([0-9]{2,4})(?=[ ().-]{1,2}[0-9]{3})")
_WHOLE_DIGITS, _AGAIN_DIGITS = 9, 3


def _digits(run: str) -> str:
    """Return the digits of a run of words. If no two words are adjacent, the digits form one group."""
    run = lowered(run)
    apart = not _adjacent(run)
    written = _words().sub(lambda word: _values()[word[0]] + FILLER * (len(word[0]) - 1), run).replace(",", "-")
    return written.replace(" ", FILLER).replace("-", FILLER) if apart else written


def _adjacent(run: str) -> bool:
    """Whether two words are adjacent without a separator. Separators elsewhere in the run then delimit groups."""
    ends = [(word.start(), word.end()) for word in _words().finditer(run)]
    return any(end == start for (_, end), (start, _) in pairwise(ends))
