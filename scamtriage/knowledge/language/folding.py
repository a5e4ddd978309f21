"""Normalise text for comparison: one spelling for everything that a reader cannot tell apart."""

import unicodedata
from collections.abc import Collection
from functools import cache
from typing import Literal

from scamtriage.knowledge.language import homoglyphs
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re
from scamtriage.records.invisible_characters import BLANKS, CONTROLS, IGNORABLE, LOOSE_MARKS, utf8

# Burmese and Khmer use ZWNJ and ZWSP as ordinary typography, so they are removed from both texts and terms.
INVISIBLE = lazy_re.compile(f"[{CONTROLS}{IGNORABLE}]")
_BLANK = lazy_re.compile(f"[{BLANKS}]")
_LOOSE = lazy_re.compile(f"[{LOOSE_MARKS}]")
_NARROW = "\u2006\u2009\u200a"
"""Six-per-em, thin and hair space: too narrow to be seen between the letters of a word."""
_PART = r"[^\s!-/:-@\[-`{-\xbf\u2000-\u206f\u3000-\u303f]"
"""A letter (or a mark on one) or a digit."""
_SPREAD = lazy_re.compile(rf"(?<!{_PART}){_PART}{{1,2}}(?:[{_NARROW}]{_PART}{{1,2}}(?!{_PART})){{2,}}+")
"""A word whose single letters, or pairs of letters, are separated."""
_TORN = lazy_re.compile(rf"(?<={_PART})(?<!\d)[{_NARROW}](?!\d)(?={_PART})")
_RUN_ON = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_BETWEEN_RUN_ON = lazy_re.compile(f"(?<={_RUN_ON})[{_NARROW}](?={_RUN_ON})")
"""Narrow spaces in scripts that put no spaces between words."""
_WORD_CHARS = 16
"""Characters per ordinary space, above which narrow spaces are taken for real word spaces."""
_SPACES = lazy_re.compile("  +")
_STRETCH_CHARS = 256
_STARTS = r"\s!-~\u0e01-\u0e2e\u1000-\u1021\u1780-\u17a2\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3"
"""White space, ASCII, and the letters of scripts that do without spaces: nothing that stands before one of these composes with it."""
_STRETCH = lazy_re.compile(rf"(?s).{{1,{_STRETCH_CHARS}}}(?=[{_STARTS}]|\Z)|.{{1,{_STRETCH_CHARS}}}")
"""Text that is composed by itself: with its marks, if these are not more."""
_ACCENTS = lazy_re.compile(f"[{''.join(mark for mark in map(chr, range(0x300, 0x370)) if unicodedata.combining(mark))}]+")
"""Marks on Latin letters."""
_MAY_BEAR = lazy_re.compile("[\u00c0-\u058f\u1dc0-\u1fff\u2070-\u2bff]")
"""What may be such a mark, or a letter or sign with one, once it is composed."""
_AM = (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3"))  # Thai and Lao SARA AM, typed as two characters


# The characters that need work, as prefix patterns over UTF-8. The matcher is far cheaper than a regex.
_ODDITIES = (
    Pattern(
        "invisible", r"[\x00-\x08\x0b\x0e-\x1f\x7f]|\xc2[\x80-\x9f\xad]|\xcd\x8f|\xd8\x9c|\xef\xbb\xbf|\xef\xbf[\xb0-\xbb]", literal=False
    ),
    Pattern("invisible", r"\xe1\x85\xa0|\xe1\x9e[\xb4\xb5]|\xe1\xa0[\x8b-\x8f]|\xef\xb8[\x80-\x8f]", literal=False),
    Pattern("invisible", r"\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xaf]", literal=False),
    Pattern("invisible", r"\xf0\x9b\xb2[\xa0-\xa3]|\xf0\x9d\x85[\x99\xb3-\xba]|\xf3\xa0", literal=False),
    Pattern(
        "loose",
        r"\xcc|\xcd[\x80-\xaf]|\xe0\xb8\xba|\xe1\xaa[\xb0-\xbf]|\xe1\xab|\xe1\xb7|\xe2\x83[\x90-\xb0]|\xef\xb8[\xa0-\xaf]",
        literal=False,
    ),
    Pattern("space", r"\t|\xc2\xa0|\xe3\x80\x80|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f|\xe1\x9a\x80", literal=False),
    Pattern("blank", r"\xe1\x85\x9f|\xe2\xa0\x80|\xe3\x85\xa4|\xef\xbe\xa0", literal=False),
    Pattern("narrow", r"\xe2\x80[\x86\x89\x8a]", literal=False),
    Pattern("spaces", r"[^ \n\f]  +[^ \n\f]", literal=False),
    Pattern("am", r"\xe0\xb9\x8d\xe0\xb8\xb2|\xe0\xbb\x8d\xe0\xba\xb2", literal=False),
    Pattern("margin", r"[ \n\f][\n\f]|[\n\f] ", literal=False),
    Pattern("line", r"\r|\xe2\x80[\xa8\xa9]", literal=False),  # other line endings
    # Characters that may combine with the preceding one or change in NFC, and others nearby in UTF-8. Latin letters, kana, Chinese
    # characters and composed Hangul are not included.
    Pattern("mark", r"[\xcc-\xce\xd2-\xdf\xe0\xf1-\xf4]|\xe1[^\xb8-\xbb]|\xe2\x80[\x80\x81]|\xe3\x80[\xaa-\xaf]", literal=False),
    Pattern("mark", r"\xe2[\x83\x84\x8c\xab\xb3\xb5\xb7]|\xe3\x82[\x99\x9a]|\xea[\x80-\xaf]|\xed[\x9e-\xbf]", literal=False),
    Pattern("mark", r"\xef[\xa4-\xad\xb8]|\xf0[^\x9f\xa0-\xae]", literal=False),
)
_REMOVED = frozenset(("invisible", "loose", "space", "blank"))
"""What is taken out, or becomes a space: runs of spaces, and lines of nothing else, may be left behind."""
_TAKING_APART = _REMOVED | {"margin", "line"}
"""If none of these was found, lines need no trimming or joining, and none is empty; only runs of spaces can remain."""


def normalise(text: str) -> str:
    """Return only the text of `folded`."""
    return folded(text)[0]


def folded(text: str) -> tuple[str, int]:
    """Return the normalised text, and how many different words mixed Latin letters with lookalikes of another script.

    Applies NFC, removes invisible characters, replaces lookalike letters, and collapses white space: to one line break if it contains one,
    otherwise to one space.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(), 0
    odd = set(_oddities().found(text))
    mixed = 0
    if "invisible" in odd:
        text = INVISIBLE.sub("", text)
    if not text.isascii():
        if "mark" in odd and (whole := composed(text)) != text:
            text = whole
            odd |= _oddities().found(text).keys()
        if "loose" in odd:
            text = _LOOSE.sub("", text)
        if "blank" in odd:
            text = _BLANK.sub(" ", text)
        if "narrow" in odd:
            text = _whole_words(text)
        if not {"am", "invisible", "loose", "narrow"}.isdisjoint(odd):  # what was removed may have stood between parts of one letter
            text = composed(text)
            for pieces, whole in _AM:
                text = text.replace(pieces, whole)
        if "twin" in odd:
            text, mixed = homoglyphs.latin(text)
    return _collapsed(text, odd), mixed


def _whole_words(text: str) -> str:
    """Remove narrow spaces within words, if the text has ordinary spaces between words."""
    text = _BETWEEN_RUN_ON.sub("", text)
    text = _SPREAD.sub(lambda word: "".join(word[0].split()), text)
    return _TORN.sub("", text) if text.count(" ") * _WORD_CHARS > len(text) else text


def _collapsed(text: str, odd: Collection[str]) -> str:
    """Collapse white space. `odd` contains the kinds of odd characters found in the text."""
    if _TAKING_APART.isdisjoint(odd) and text == text.strip():
        return (_SPACES.sub(" ", text) if "spaces" in odd else text).replace("\f", "\n")
    lines = list(filter(None, map(str.strip, text.splitlines())))
    if not _REMOVED.isdisjoint(odd):
        lines = [" ".join(line.split()) for line in lines]
    elif "spaces" in odd:
        lines = [" ".join(line.split()) if "  " in line else line for line in lines]
    return "\n".join(lines)


@cache
def _oddities() -> Matcher[str]:
    return Matcher((*_ODDITIES, *(Pattern("twin", head, literal=False) for head in utf8(homoglyphs.signs()))))


def lowered(text: str) -> str:
    """Return the text in lower case, each character in its place: "İ" is the only one whose lower case is longer."""
    return text.replace("İ", "I").lower()


def digits_of(text: str) -> str:
    """Return the decimal digits of a text in their order, of any script; ² and ①, which number a footnote or an item, are none."""
    return "".join(filter(str.isdecimal, text))


def composed(text: str, form: Literal["NFC", "NFD"] = "NFC") -> str:
    """Return the text in a normal form of Unicode, in linear time.

    The library sorts a run of combining marks in quadratic time: a letter with 300,000 marks would take a minute. Therefore long texts are
    composed in stretches, and only a run of marks longer than a stretch may stay unsorted.
    """
    if len(text) <= _STRETCH_CHARS:
        return unicodedata.normalize(form, text)
    return "".join([unicodedata.normalize(form, stretch) for stretch in _STRETCH.findall(text)])


def fold_term(term: str) -> str:
    """Return a term of a table in the form in which it is searched."""
    return normalise(term).casefold().replace("\n", " ")


def without_accents(text: str) -> str:
    """Remove marks from Latin letters; Vietnamese đ becomes d.

    Vowels and tones of Thai, Lao, Khmer, Burmese and Hindi are also marks, but are kept: without them กรุง, a city, is กรง, a cage.
    """
    if text.isascii() or (_MAY_BEAR.search(text) is None and unicodedata.is_normalized("NFC", text)):
        return text
    return composed(_ACCENTS.sub("", composed(text, "NFD"))).replace("đ", "d").replace("Đ", "D")


def fold_name(text: str) -> str:
    """Return the spelling for comparing names of organisations: without accents, and with one of the two characters for the Tai of
    Taiwan."""
    return without_accents(text).replace("臺", "台")
