"""Decides whether a text consists of words. If not, its content is unknown, and the page must not count as harmless.

Scammers swap, double, drop, space out or join letters, use look-alike letters, or write them in an order that a style or a font of their
own puts right. In each case the words are no longer those of other pages, so one test covers all these tricks.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import compress, filterfalse, islice

from scamtriage.knowledge.judgement import page_model
from scamtriage.parse.contact.phone.letters import VIETNAMESE
from scamtriage.records import lazy_re

_DRAWN_CHARS, _DRAWN_SHARE = 40, 5
"""Unprintable characters (private use, drawn freely by a font), and their share (one in so many): from both on they are more than icons."""
_WHOLE, _PARTS = 4_000, 8
"""Characters of a text that are examined. A longer text is sampled in so many evenly spread parts."""
_STRETCH, _LEAST_LETTERS = 60, 120
"""Words looked up together, as one stretch, and the letters below which a stretch is ignored."""
_LONG, _LONGER = 4, 5
"""Minimum letters of a word that is looked up. Shorter words occur in many languages, or are parts of other words."""
_KNOWN, _KNOWN_LETTERS = 1 / 12, 1 / 20
"""A stretch is unknown if at most _KNOWN of its long words are known, or known longer words have at most _KNOWN_LETTERS of its letters.

Of 1,700 pages in English, Malay, Indonesian and Filipino the lowest shares are 1/5 and 1/15. Vietnamese is exempt from the second, because
it is written in syllables and has few longer words.
"""
_UNKNOWN_SHARE = 0.4
"""Share of unknown stretches from which a text is illegible. Honest pages have at most one in seven."""
_TONGUE_SHARE, _TONGUE_WORDS = 0.03, 2
"""A text is in another language if this share of its words, and so many different ones, are among that language's commonest."""
_APART_LETTERS, _APART_SHARE = 40, 0.4
"""Minimum letters of one script, and the share standing alone from which letters count as spaced out. Honest pages have at most one in
eight."""
_TWOS_SHARE = 0.8
"""The same share for letters that stand alone or in pairs. Honest pages have at most three in five, in Latin letters one in four."""
_PART = 150
"""Characters of each of _PARTS parts in which pieces of words are looked up."""
_PIECES_LETTERS, _DENSE_LETTERS = 120, 80
"""Letters of one script, and of those whose letters are syllables or words, below which its pieces are not looked up."""

_WORD = lazy_re.compile(r"[^\W_]+")
_APART = bytes(code if chr(code).isalnum() else 0x20 for code in range(256))
"""Replaces what stands between ASCII words by spaces; str.split is faster than _WORD."""
_LATIN = lazy_re.compile("[0-9a-zß-ʯᴀ-ᶿḀ-ỿⁱⁿₐ-ₜⱠ-Ɀꜰ-ꟿꭰ-ꮿꓐ-ꓽᎠ-Ᏽ]+")
"""Words of Latin letters, phonetic signs, and the Cherokee and Lisu capitals that look like Latin ones."""
_RUN = lazy_re.compile("[\u0900-\u0963\u0971-\u1cff\u3005-\u3007\u3040-\u30fa\u30fc-\u318e\u3400-\u9fff\uac00-\ud7af]+")
_BASE = lazy_re.compile(
    "[\u0904-\u0939\u0958-\u0961\u0985-\u09b9\u0b85-\u0bb9\u0c05-\u0c39\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u102a\u1780-\u17b3"
    "\u3040-\u318e\u3400-\u9fff\uac00-\ud7af ]+"
)
"""Syllables and letters that can carry vowel or tone signs, and the spaces between runs."""

_MARKED = (lazy_re.compile("[\u0e00-\u0e7f]{2,}"), lazy_re.compile("[\u0e80-\u0eff]{2,}"), lazy_re.compile("[\u1780-\u17ff]{2,}"))
_DEVANAGARI = lazy_re.compile("[\u0900-\u0963\u0971-\u097f]{2,}")
_DENSE = lazy_re.compile("[\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_KANA = lazy_re.compile("[\u3040-\u30ff]")
_PIECES = (*((script, (4,), 0.012) for script in _MARKED), (_DEVANAGARI, (4,), 0.006), (_DENSE, (2, 3, 4), 0.025))
"""(letters of scripts, lengths of the pieces looked up, known pieces per letter up to which the letters make no words).

Of labelled and other honest pages those in Thai, Lao and Khmer have at least 0.017, in Hindi 0.012, in Chinese and Korean 0.031. Backwards,
and in any other order, nine of ten have less. Devanagari is written in languages of which no page is known. Burmese is left out: its
syllables are long.
"""
_ROWS = (b"\x0e", b"\x0e", b"\x17", b"\x09", bytes((*range(0x30, 0xA0), *range(0xAC, 0xD8))))
_RUN_ROWS, _MYANMAR_ROW = bytes((*range(0x09, 0x1D), *_ROWS[-1])), b"\x10"
_LATIN_ROWS = b"\x00\x01\x02\x13\x1d\x1e\x20\x2c\xa4\xa7\xab"
"""First bytes in UTF-16 of the letters of each of _PIECES, of _RUN, of _MYANMAR and of _LATIN, and of others. How many characters begin so
is counted many times faster than an expression passes over them."""
_BESIDE = tuple(
    (lazy_re.compile(script.pattern.replace("{2,}", "+")), sizes, share, rows)
    for (script, sizes, share), rows in zip(_PIECES, _ROWS, strict=True)
)
_LETTERS_BESIDE, _DENSE_BESIDE = 200, 120
"""Letters of a script, and of one whose letters are syllables or words, from which on it is looked at wherever most letters are of another.

Of 4,600 labelled pages with so many none has too few known pieces; of the same pages backwards nearly all have. Of Latin letters beside
others only different words without digits count: what stands there are names of models and coins, again and again.
"""
_MOSTLY = 3
"""The text is mostly Latin, and was examined as such, if fewer than one in so many characters between blanks are of _RUN."""
_MYANMAR, _MYANMAR_RUN = lazy_re.compile("[\u1000-\u109f]"), lazy_re.compile("[\u1000-\u109f]+")
_MISPLACED = lazy_re.compile(
    "(?<![\u1000-\u109f])[\u102b-\u1030\u1032\u1036-\u103a]|[\u1037\u1038][\u102b-\u1032\u1039\u103b-\u103e]"
    "|\u103a[\u102b-\u1030\u1032\u1036\u103b-\u103e]|[\u102b\u102c][\u102d-\u1031\u103b-\u103e]"
)
"""A sign of the Myanmar script that begins a word, or stands behind another that ends a syllable."""
_MISPLACED_SHARE = 0.025
"""The share of such signs above which Burmese letters make no words: they are in another order, or encoded as in Zawgyi, which is not read
either. Of 653 honest and labelled pages the highest is 0.01; of the same pages backwards or shuffled all but one are above 0.045."""
_KANA_PIECES, _KANA_SHARE = 0.045, 0.1
"""The same with so many kana among the letters: Japanese repeats a few short endings. Honest pages have at least 0.06."""


def is_legible(text: str) -> bool:
    """Return whether the text consists of words as it is shown."""
    if not text.isascii():
        line = text.replace("\n", " ")
        drawn = 0 if line.isprintable() else len(line) - sum(map(str.isprintable, line))
        if drawn >= _DRAWN_CHARS and drawn * _DRAWN_SHARE >= len(line):
            return False
    return _of_most(_sample(text).lower()) and (text.isascii() or _is_legible_beside(text))


def _of_most(sample: str) -> bool:
    """Return whether the letters of the script that most of this text is written in make words."""
    if sample.isascii():
        return _of_words(sample.encode().translate(_APART).decode().split())
    words = _LATIN.findall(sample)
    letters = sum(map(len, words))
    if 2 * letters >= len(sample):  # there is no room for as many of other scripts
        return _of_words(words)
    runs = "".join(_BASE.findall(" ".join(_RUN.findall(sample)))).split()
    if letters < sum(map(len, runs)):
        return not _apart([*filterfalse(str.isdigit, runs)], 2) and _in_pieces(sample) and _in_syllables(sample)
    of_others = sum(map(len, _WORD.findall(sample))) - letters
    return of_others > letters or _of_words(words)


def _is_legible_beside(text: str) -> bool:
    """Return whether the letters of each script make words, apart from all others: honest words of one script vouch for none of another."""
    rows = text.encode("utf-16-be", "surrogatepass")[::2]

    def at_most(begin: bytes) -> int:
        return len(rows) - len(rows.translate(None, begin))

    if not at_most(_RUN_ROWS) or _RUN.search(text) is None:
        return True
    found = dict.fromkeys(_ROWS, 0)  # Thai and Lao share one
    for script, sizes, share, begin in _BESIDE:
        least = _DENSE_BESIDE if len(sizes) > 1 else _LETTERS_BESIDE
        if at_most(begin) - found[begin] < least:
            continue
        runs = script.findall(text)
        found[begin] += (letters := sum(map(len, runs)))
        if letters < least:
            continue
        of_script = _sample(" ".join(runs))
        if _apart("".join(_BASE.findall(of_script)).split(), 2) or not _stands_in_pieces(_parts_of(of_script), script, sizes, share):
            return False
    if at_most(_MYANMAR_ROW) and not _in_syllables(_sample(" ".join(_MYANMAR_RUN.findall(text)))):
        return False
    between = sum(map(text.count, " \n"))
    if at_most(_LATIN_ROWS) - between < _LEAST_LETTERS or _MOSTLY * at_most(_RUN_ROWS) < len(text) - between:
        return True
    words = [*dict.fromkeys(filter(str.isalpha, _LATIN.findall(text.lower())))]
    return _in_words(words)


def _of_words(words: Iterable[str]) -> bool:
    """Return whether these words stand together and are known, numbers apart."""
    words = [*filterfalse(str.isdigit, words)]
    return not _apart(words, 2) and _in_words(words)


def _in_pieces(sample: str) -> bool:
    """Return whether the script of most of these letters stands in pieces of its words. True for scripts of which none are known."""
    sample = _parts_of(sample)
    return _stands_in_pieces(sample, *_most_written(sample))


def _parts_of(sample: str) -> str:
    """Return the parts of a text in which pieces of words are looked up."""
    step = max(1, len(sample) // _PARTS)
    return "\n".join([sample[at : at + _PART] for at in range(0, len(sample), step)]) if step > _PART else sample


def _stands_in_pieces(sample: str, script: re.Pattern[str], sizes: tuple[int, ...], share: float) -> bool:
    """Return whether the letters of a script stand in pieces of its words, as _PIECES says of it. True if there are few such letters."""
    runs = script.findall(sample)
    letters = sum(map(len, runs))
    dense = len(sizes) > 1
    if letters < (_DENSE_LETTERS if dense else _PIECES_LETTERS):
        return True
    if dense and len(_KANA.findall("".join(runs))) > _KANA_SHARE * letters:
        share = _KANA_PIECES
    pieces = (run[at : at + size] for run in runs for size in sizes for at in range(len(run) - size + 1))
    least = int(share * letters)
    return next(islice(filter(_known_pieces().__contains__, pieces), least, None), "") != ""


def _in_syllables(sample: str) -> bool:
    """Return whether the signs of Burmese letters stand where syllables have them. True if there are few such letters."""
    letters = len(_MYANMAR.findall(sample)) if _MYANMAR.search(sample) is not None else 0
    return letters < _PIECES_LETTERS or len(_MISPLACED.findall(sample)) <= _MISPLACED_SHARE * letters


_Script = tuple[re.Pattern[str], tuple[int, ...], float]


def _most_written(sample: str) -> _Script:
    """Return what _PIECES says of the script of which there are most letters."""

    def letters(one: _Script) -> int:
        return sum(map(len, one[0].findall(sample)))

    likely = next((one for one in _PIECES if one[0].search(sample, 0, _PART) is not None), _PIECES[0])
    if 2 * letters(likely) > len(sample):  # then no other has as many
        return likely
    return max(_PIECES, key=letters)


@cache
def _known_pieces() -> frozenset[str]:
    """Return every piece of a script without spaces in the profile: about thirteen thousand, from pages of every kind."""
    return frozenset(word for word in page_model.load().words if word[0] >= "\u0900")


def _sample(text: str) -> str:
    """Return the text, or whole words from evenly spread parts of a long one."""
    if len(text) <= _WHOLE:
        return text
    part, step = _WHOLE // _PARTS, len(text) // _PARTS
    return " ".join(
        [text[at : at + part].partition(" ")[2].rpartition(" ")[0] or text[at : at + part] for at in range(0, step * _PARTS, step)]
    )


def _apart(runs: Sequence[str], most: int) -> bool:
    """Return whether the letters stand alone, or (if `most` > 1) in pairs, in too many of these runs."""
    lengths = [*map(len, runs)]
    letters = sum(lengths)
    if letters < _APART_LETTERS:
        return False
    ones = lengths.count(1)
    return ones >= _APART_SHARE * letters or (most > 1 and ones + 2 * lengths.count(2) >= _TWOS_SHARE * letters)


def _in_words(words: Sequence[str]) -> bool:
    """Return whether most stretches of these words are words of a language."""
    stretches = [words[at : at + _STRETCH] for at in range(0, max(1, len(words) - _STRETCH // 2), _STRETCH)]
    counted = [(stretch, letters) for stretch in stretches if (letters := sum(map(len, stretch))) >= _LEAST_LETTERS]
    left, most = len(counted), max(1, _UNKNOWN_SHARE * len(counted))
    for stretch, letters in counted:  # until there are too few left for so many to be unknown
        if left < most:
            break
        left -= not _is_unknown(stretch, letters)
    if left < most:
        return True
    spoken = [[word for word in words if word in tongue] for tongue in page_model.other_words()]
    return any(len(said) >= _TONGUE_SHARE * len(words) and len(set(said)) >= _TONGUE_WORDS for said in spoken)


def _is_unknown(words: Sequence[str], letters: int) -> bool:
    """Return whether hardly any of these words is known from other pages. `letters`: of all of them together."""
    long = [*compress(words, map(_LONG.__le__, map(len, words)))]
    known = [*map(len, filter(page_model.known_words().__contains__, long))]
    if len(known) <= _KNOWN * len(long):
        return True
    longer = sum([size for size in known if size >= _LONGER])
    return longer <= _KNOWN_LETTERS * letters and len(VIETNAMESE.findall(" ".join(words))) * 6 < len(words)
