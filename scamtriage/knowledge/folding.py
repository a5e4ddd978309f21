"""Text made comparable: one spelling for what a reader cannot tell apart."""

import re
import unicodedata
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern

# Characters without a width: soft hyphen, joiners, bidi controls, fillers, variation selectors, BOM, tags. Burmese and Khmer use
# ZWNJ and ZWSP as ordinary typography, so they go from the text and from the terms alike.
_INVISIBLE_RANGES = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180E), (0x200B, 0x200F)),
    *((0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
    (0xE0000, 0xE007F),
)
_INVISIBLE = tuple(chr(code) for first, last in _INVISIBLE_RANGES for code in range(first, last + 1))
INVISIBLE = re.compile("[" + "".join(_INVISIBLE) + "]")
_SPACES = re.compile("  +")
_ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
"""The marks that stand on Latin letters."""
_AM = (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3"))  # Thai and Lao SARA AM, typed in two pieces


# The same as heads for the matcher, in UTF-8; a regular expression over the characters costs ten times as much on a long text.
_ODDITIES = (
    Pattern("invisible", r"\xc2\xad|\xcd\x8f|\xd8\x9c|\xe3\x85\xa4|\xef\xbb\xbf|\xef\xbe\xa0|\xf3\xa0[\x80\x81]", literal=False),
    Pattern("invisible", r"\xe1\x85[\x9f\xa0]|\xe1\x9e[\xb4\xb5]|\xe1\xa0[\x8b-\x8e]|\xef\xb8[\x80-\x8f]", literal=False),
    Pattern("invisible", r"\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa4\xa6-\xaf]", literal=False),
    Pattern("space", r"\t|\x1f|\xc2\xa0|\xe3\x80\x80|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f|\xe1\x9a\x80", literal=False),
    Pattern("spaces", r"[^ \n\f]  +[^ \n\f]", literal=False),
    Pattern("am", r"\xe0\xb9\x8d\xe0\xb8\xb2|\xe0\xbb\x8d\xe0\xba\xb2", literal=False),
    Pattern("margin", r"[ \n\f][\n\f]|[\n\f] ", literal=False),
    Pattern("line", r"[\x0b\r\x1c-\x1e]|\xc2\x85|\xe2\x80[\xa8\xa9]", literal=False),  # whatever else ends one
    # whatever may join the character before it, or is spelled otherwise in NFC, and what lies near those in UTF-8: Latin letters, Kana,
    # Chinese and whole syllables of Hangul are not among them
    Pattern("mark", r"[\xcc-\xce\xd2-\xdf\xe0\xf1-\xf4]|\xe1[^\xb8-\xbb]|\xe2\x80[\x80\x81]|\xe3\x80[\xaa-\xaf]", literal=False),
    Pattern("mark", r"\xe2[\x83\x84\x8c\xab\xb3\xb5\xb7]|\xe3\x82[\x99\x9a]|\xea[\x80-\xaf]|\xed[\x9e-\xbf]", literal=False),
    Pattern("mark", r"\xef[\xa4-\xad\xb8]|\xf0[^\x9f\xa0-\xae]", literal=False),
)
_ODD = frozenset(pattern.key for pattern in _ODDITIES)
_TAKING_APART = frozenset(("invisible", "space", "margin", "line"))
"""Where nothing of these was found, every line is as it shall be, and not empty, but for spaces in a row."""

_SHORT = 1_000
"""Characters of a text in which nothing is looked for, because doing all is cheaper."""


def normalise(text: str) -> str:
    """NFC, invisible characters out, white space collapsed: to one line break where there was one, else to one space."""
    odd = _ODD if len(text) < _SHORT else _oddities().found(text).keys()
    if not text.isascii():
        if "invisible" in odd:
            text = INVISIBLE.sub("", text)
        if "mark" in odd and not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if "am" in odd:
            for pieces, whole in _AM:
                text = text.replace(pieces, whole)
    if _TAKING_APART.isdisjoint(odd) and text == text.strip():
        return (_SPACES.sub(" ", text) if "spaces" in odd else text).replace("\f", "\n")
    lines = list(filter(None, map(str.strip, text.splitlines())))
    if "space" in odd or "invisible" in odd:
        lines = [" ".join(line.split()) for line in lines]
    elif "spaces" in odd:
        lines = [" ".join(line.split()) if "  " in line else line for line in lines]
    return "\n".join(lines)


@cache
def _oddities() -> Matcher[str]:
    return Matcher(_ODDITIES)


def fold_term(term: str) -> str:
    """A term of a table, in the form in which it is looked for."""
    return normalise(term).casefold().replace("\n", " ")


def without_accents(text: str) -> str:
    """Latin letters without their marks; Vietnamese đ becomes d. The vowels and tones of Thai, Lao, Khmer, Burmese and Hindi are marks as
    well, and no accents: without them กรุง, a city, is กรง, a cage."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not (c in _ACCENTS and unicodedata.combining(c)))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def of_names(text: str) -> str:
    """The spelling in which names of organisations are compared: no accents, and one sign for the Tai of Taiwan, which both are written."""
    return without_accents(text).replace("臺", "台")
