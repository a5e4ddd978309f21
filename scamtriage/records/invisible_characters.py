"""The characters that nobody sees, or that show only as a gap: each set as a regex character class, with what it is for.

IGNORABLE, CONTROLS   removed from the text of pages before it is compared; made visible in what people read
BLANKS, LOOSE_MARKS   become a space there; are removed there
JOINERS               removed from addresses and refused in terms, unless the script needs them
COPIED, SHAPES        removed from addresses: what copying leaves in them
REORDERING            refused in addresses, which would be read in another order than they are stored
AROUND                stripped from both ends of a line that was pasted
ESCAPED               written as escapes in lines of evidence, so that they cannot control a terminal
"""

import re
from collections.abc import Iterator

IGNORABLE = (
    "\u00ad\u034f\u061c\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Zero-width characters: soft hyphen, joiners, bidi controls, variation selectors, BOM, annotations, tags.

These are the characters with the property Default_Ignorable_Code_Point, without `BLANKS`, and one musical notehead without the property
(U+1D159).
"""
CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"
"""C0 except HTML's white space, DEL and C1. Browsers render nothing for them and break no line."""
BLANKS = "\u115f\u2800\u3164\uffa0"
"""Characters that are no white space by their names but render as a gap: Hangul fillers and the empty Braille pattern."""
LOOSE_MARKS = "\u0300-\u036f\u0e3a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20f0\ufe20-\ufe2f"
"""Marks that are not part of a letter in NFC, such as strokes, lines and dots; the text is read without them.

The mark under Thai consonants is for Pali. The frame of a keycap is not included.
"""
JOINERS = "\u200c\u200d"
"""ZWNJ and ZWJ, which Indic scripts and emoji sequences need."""
COPIED = "\u00ad\u034f\u180e\u200b\u200e\u2060-\u2064\u206a-\u206f\ufeff\U000e0001\U000e0020-\U000e007f"
SHAPES = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors. An ASCII letter has one shape."""
REORDERING = "\u061c\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that may display text in another order than stored (UAX 9), so that the intended text is unknown."""
AROUND = "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Without ranges, as `str.strip` takes them."""
ESCAPED = "\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"


def utf8(signs: str) -> Iterator[str]:
    """Yield one regex over UTF-8 for each set of these characters that differ only in the last byte."""
    last: dict[str, list[str]] = {}
    for sign in signs:
        *before, byte = [rf"\x{byte:02x}" for byte in sign.encode()]
        last.setdefault("".join(before), []).append(byte)
    for head, ends in last.items():
        yield f"{head}[{''.join(ends)}]"


def members(characters: str) -> str:
    """Return the characters of a class, with its ranges spelled out."""
    return re.sub("(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), characters)
