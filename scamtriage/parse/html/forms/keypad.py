"""A keypad that a page draws itself: ten buttons beside words for a PIN or a code, and no input to type into."""

from itertools import pairwise

from scamtriage.knowledge.pages.fields import field_words
from scamtriage.records import lazy_re

KEYS = 10
_KEY = lazy_re.compile(r"(?m)^[ \t]*([0-9])[ \t]*$")
_ZERO = lazy_re.compile(r"(?m)0(?<![^\n \t].)[ \t]*$")
"""A zero that ends a line, as that of a keypad does: `re` jumps from zero to zero, where it would look at the beginning of each line."""
_BETWEEN = 40
"""Characters at most between two keys: the line breaks, and a word or sign on a key of its own."""
_KINDS = ("pin", "otp", "password")
"""What is typed on a keypad, strongest first."""
_WORDS = 300
"""Characters read before the keys."""


def drawn_keypad(title: str, text: str) -> str:
    """Return what the page's own keypad asks for ("pin", "otp", "password"); "" without one. A calculator has no word for a code, and page
    numbers have no zero."""
    keys = list(_KEY.finditer(text)) if _ZERO.search(text) is not None else []
    for at in range(len(keys) - KEYS + 1):
        pad = keys[at : at + KEYS]
        if len({key[1] for key in pad}) == KEYS and all(b.start() - a.end() <= _BETWEEN for a, b in pairwise(pad)):
            before = text[max(0, pad[0].start() - _WORDS) : pad[0].start()]
            told = {kind for words in (title, before) for _, _, kind in field_words().told(words)}
            return next((kind for kind in _KINDS if kind in told), "")
    return ""
