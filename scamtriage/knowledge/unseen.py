"""Characters that nobody sees, and those that show as nothing but a gap, as classes of regular expressions."""

IGNORABLE = (
    "\u00ad\u034f\u061c\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Without a width wherever they stand: soft hyphen, joiners, bidi controls, variation selectors, BOM, annotations, tags and whatever else
has the property Default_Ignorable_Code_Point, but for the blanks; and a head of notes that has none."""
CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"
"""C0 but for white space of HTML, DEL and C1: browsers draw nothing for them, and break no line."""
BLANKS = "\u115f\u2800\u3164\uffa0"
"""No white space by their names, and drawn as a gap: the fillers of Hangul, and a sign of Braille without dots."""
LOOSE_MARKS = "\u0300-\u036f\u0e3a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20f0\ufe20-\ufe2f"
"""Strokes, lines and dots that in NFC are part of no letter: whatever they stand on is read without them. That under consonants of Thai
marks Pali. The frame of a keycap is none."""
