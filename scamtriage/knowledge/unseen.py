"""Invisible characters, and those that show only as a gap, as regex character classes."""

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
