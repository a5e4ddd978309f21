"""Whether a text is words to whom does not see it drawn: else what it says is unknown, and it acquits nobody.

Whatever is done to the letters of a page (swapped, doubled, left out, set apart by points, run together, in another alphabet that looks
alike), its words are none of those that stand on other pages. One question for all of it, and no table of tricks.
"""

import re
from collections.abc import Sequence
from itertools import filterfalse

from scamtriage.knowledge import tongues
from scamtriage.parse.contact.phone.letters import VIETNAMESE

_DRAWN_CHARS, _DRAWN_SHARE = 40, 5
"""Characters of private use, which a font draws as it likes, and one in so many, from which on they are no icons."""
_WHOLE, _PARTS = 4_000, 8
"""Characters of a text that are looked at; of a longer one so many stretches, evenly spread."""
_STRETCH, _LEAST_LETTERS = 60, 120
"""Words of a text that are looked up together, and letters of them of which fewer say nothing."""
_LONG, _LONGER = 4, 5
"""Letters of words that are looked up: shorter ones are everybody's, or a piece of another."""
_KNOWN, _KNOWN_LETTERS = 1 / 12, 1 / 20
"""Of the long words, or of all letters those in longer ones: so few are known of a stretch that is no words. Of 1,700 pages in English,
Malay, Indonesian and Filipino the poorest has 1 / 5 and 1 / 15. Vietnamese is written by syllables, and has hardly a longer word."""
_UNKNOWN_SHARE = 0.4
"""Of the stretches: one in seven on an honest page, at most."""
_TONGUE_SHARE, _TONGUE_WORDS = 0.03, 2
"""Of all words of a text, and different ones: so many are the commonest of a language that nobody here weighs."""
_APART_LETTERS, _APART_SHARE = 40, 0.4
"""Letters of one kind of writing, and of them that stand each by itself: one in eight on the pages of honest people, at most."""
_TWOS_SHARE = 0.8
"""The same of those that stand by ones or twos: three in five, at most."""

_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile("[0-9a-zß-ʯᴀ-ᶿḀ-ỿⁱⁿₐ-ₜⱠ-Ɀꜰ-ꟿꭰ-ꮿꓐ-ꓽᎠ-Ᏽ]+")
"""Words of Latin letters, of signs of phonetics, and of the capitals of Cherokee and Lisu, which look like them."""
_RUN = re.compile("[\u0900-\u0963\u0971-\u1cff\u3005-\u3007\u3040-\u30fa\u30fc-\u318e\u3400-\u9fff\uac00-\ud7af]+")
_NO_BASE = re.compile(
    "[^\u0904-\u0939\u0958-\u0961\u0985-\u09b9\u0b85-\u0bb9\u0c05-\u0c39\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u102a\u1780-\u17b3"
    "\u3040-\u318e\u3400-\u9fff\uac00-\ud7af ]+"
)
"""What is no letter that signs of vowels and tones may stand on, and no syllable."""


def is_legible(text: str) -> bool:
    """Whether what stands there is what is read."""
    if not text.isascii():
        line = text.replace("\n", " ")
        drawn = 0 if line.isprintable() else len(line) - sum(map(str.isprintable, line))
        if drawn >= _DRAWN_CHARS and drawn * _DRAWN_SHARE >= len(line):
            return False
    sample = _sample(text).lower()
    if sample.isascii():
        words = _WORD.findall(sample)
        return not _apart(words, 1) and _in_words(words)
    words = _LATIN.findall(sample)
    runs = _NO_BASE.sub("", " ".join(_RUN.findall(sample))).split()
    letters = sum(map(len, words))
    if letters < sum(map(len, runs)):
        return not _apart(runs, 2)
    of_others = sum(map(len, _WORD.findall(sample))) - letters
    return of_others > letters or (not _apart(words, 1) and _in_words(words))


def _sample(text: str) -> str:
    """The text, or of a long one stretches from all of it, of whole words."""
    if len(text) <= _WHOLE:
        return text
    part, step = _WHOLE // _PARTS, len(text) // _PARTS
    return " ".join(
        [text[at : at + part].partition(" ")[2].rpartition(" ")[0] or text[at : at + part] for at in range(0, step * _PARTS, step)]
    )


def _apart(runs: Sequence[str], most: int) -> bool:
    """Whether the letters of these runs stand each by itself, or by twos where no words are so short."""
    lengths = [*map(len, filterfalse(str.isdigit, runs))]
    letters = sum(lengths)
    if letters < _APART_LETTERS:
        return False
    ones = lengths.count(1)
    return ones >= _APART_SHARE * letters or (most > 1 and ones + 2 * lengths.count(2) >= _TWOS_SHARE * letters)


def _in_words(words: Sequence[str]) -> bool:
    """Whether these are words of a language, in most of their stretches."""
    words = [*filterfalse(str.isdigit, words)]
    stretches = [words[at : at + _STRETCH] for at in range(0, max(1, len(words) - _STRETCH // 2), _STRETCH)]
    stretches = [stretch for stretch in stretches if sum(map(len, stretch)) >= _LEAST_LETTERS]
    if sum(map(_is_unknown, stretches)) < max(1, _UNKNOWN_SHARE * len(stretches)):
        return True
    spoken = [[word for word in words if word in tongue] for tongue in tongues.others()]
    return any(len(said) >= _TONGUE_SHARE * len(words) and len(set(said)) >= _TONGUE_WORDS for said in spoken)


def _is_unknown(words: Sequence[str]) -> bool:
    """Whether hardly one of these words stands on other pages."""
    lengths = [*map(len, words)]
    known = [*map(len, filter(tongues.known().__contains__, words))]
    short, short_known = (sum(map(all_of.count, range(_LONG))) for all_of in (lengths, known))
    if len(known) - short_known <= _KNOWN * (len(words) - short):
        return True
    longer = sum(known) - sum([size * known.count(size) for size in range(_LONGER)])
    return longer <= _KNOWN_LETTERS * sum(lengths) and len(VIETNAMESE.findall(" ".join(words))) * 6 < len(words)
