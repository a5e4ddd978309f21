"""The search for short numbers near words for calling, beside the first pass."""

import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact.anchors import calling_words, word_anchors

_NEAR_SHORT, _NUMBER, _WORD = 80, 0, 1
"""The distance in bytes between a word for calling and a short number, and the keys of the matcher that finds both."""
_SHORT_NUMBER = (
    r"(?:[19][0-9]{2,5}|3[0-24-69] ?[0-9]{2}|7[01]999|77222|[2-8]11|116 [0-9]{3}|13[0-9] ?[0-9]{3}|13 [0-9]{2} [0-9]{2}|7[67][0-9]{2}"
    r"|#[0-9]{4}|000|2882|8888)"
)

_WORD_ENDS = r"(?:[^A-Za-z\xc3-\xc6\xe1]|\xe1[^\xba\xbb])"
"""Not followed by a Latin letter, accented ones included: "ph" is not found in "phẩm"."""


@cache
def _short_numbers() -> Matcher[int]:
    number = rf"[^0-9A-Za-z,$_=-]{_SHORT_NUMBER}(?:[^0-9A-Za-z,%_=-]|,(?:[^0-9]|[0-9]{{3}}))"
    return Matcher([Pattern(_NUMBER, number, literal=False), *_words_for_calling()])


@cache
def _calling() -> Matcher[int]:
    return Matcher(_words_for_calling())


def _words_for_calling() -> list[Pattern[int]]:
    latin = [rf"[^A-Za-z]{re.escape(word)}{_WORD_ENDS}" for word in calling_words() if word.isascii()]
    others = [pattern.expression for pattern in word_anchors("", (word for word in calling_words() if not word.isascii()), "")]
    return [Pattern(_WORD, expression, literal=False, caseless=True) for expression in (*latin, *others)]


def called_shorts(data: bytes, *, most: int) -> tuple[list[tuple[int, str]], bool]:
    """Return (ends of short digit runs near a word for calling, whether the search was cut before another such word).

    Without such a word, short digit runs are prices and years. The second value reports a cut, so that a table of years cannot hide a
    number.
    """
    found: list[tuple[int, str]] = []
    seen = _short_numbers().ends(data, limit=most)
    word = number = -_NEAR_SHORT
    for index, end in seen:
        if index:
            if end - number < _NEAR_SHORT // 2:
                found.append((number, "short"))
                number = -_NEAR_SHORT
            word = end
        elif end - word < _NEAR_SHORT:
            found.append((end, "short"))
        else:
            number = end
    return found, len(seen) >= most and bool(_calling().ends(data[max(0, seen[-1][1] - _NEAR_SHORT) :], limit=1))
