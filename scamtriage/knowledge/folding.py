"""Text made comparable: one spelling for what a reader cannot tell apart."""

import re
import unicodedata

# Characters without a width: soft hyphen, joiners, bidi controls, fillers, variation selectors, BOM, tags. Burmese and Khmer use
# ZWNJ and ZWSP as ordinary typography, so they go from the text and from the terms alike.
_INVISIBLE_RANGES = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180E), (0x200B, 0x200F)),
    *((0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
    (0xE0000, 0xE007F),
)
_INVISIBLE = tuple(chr(code) for first, last in _INVISIBLE_RANGES for code in range(first, last + 1))
INVISIBLE = re.compile("[" + "".join(_INVISIBLE) + "]")
_ODD_SPACES = "\t\xa0\u3000\u2003\u2002\u2009\u202f\u200a\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u205f\u1680\x1f"
_AM = (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3"))  # Thai and Lao SARA AM, typed in two pieces


def normalise(text: str) -> str:
    """NFC, invisible characters out, white space collapsed: to one line break where there was one, else to one space."""
    if not text.isascii():
        if any(character in text for character in _INVISIBLE):  # a search for each is faster than one for the class
            text = INVISIBLE.sub("", text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        for pieces, whole in _AM:
            if pieces in text:
                text = text.replace(pieces, whole)
    lines = text.splitlines()
    if "  " in text or any(space in text for space in _ODD_SPACES):
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
    return "\n".join(filter(None, map(str.strip, lines)))


def fold_term(term: str) -> str:
    """A term of a table, in the form in which it is looked for."""
    return normalise(term).casefold().replace("\n", " ")


def without_accents(text: str) -> str:
    """Latin letters without their marks; Vietnamese đ becomes d."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")
