"""Remove invisible characters that copying leaves in an address. Joiners stay if the script needs them."""

import re

_LEFT = re.compile(
    "[\u00ad\u034f\u180e\u200b\u200e\u2060-\u2064\u206a-\u206f\ufeff\U000e0001\U000e0020-\U000e007f]"
    "|(?<=[\x00-\x7f])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"  # variation selectors: an ASCII letter has one shape
)
REORDERS = re.compile("[\u061c\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that may display text in another order than stored (UAX 9), so that the intended text is unknown."""
_JOINERS = "\u200c\u200d"
_BETWEEN_PICTURES = re.compile("[\u2190-\u27bf\ufe0f\U0001f000-\U0001faff]\u200d[\u2190-\u27bf\U0001f000-\U0001faff]")
_AROUND = 8
"""Number of characters on each side of a joiner that decide whether it is needed; a letter has fewer marks."""


def without_unseen(text: str) -> str:
    """Return the text as displayed. Applies to scheme, host and page alike, since the reader means what is displayed."""
    return without_stray_joiners(_LEFT.sub("", text), in_pictures=True)


def without_stray_joiners(text: str, *, in_pictures: bool = False) -> str:
    """Remove zero-width joiners, except where a script needs them (RFC 5892, A.1 and A.2). `in_pictures` also keeps them within emoji
    sequences."""
    if "\u200c" not in text and "\u200d" not in text:
        return text
    return "".join(
        c
        for i, c in enumerate(text)
        if c not in _JOINERS or _needed(text, i) or (in_pictures and _BETWEEN_PICTURES.match(text, max(i - 1, 0), i + 2))
    )


def _needed(text: str, at: int) -> bool:
    from idna import valid_contextj

    start = max(at - _AROUND, 0)
    try:
        return valid_contextj(text[start : at + _AROUND], at - start)
    except ValueError:  # next to a character that is not assigned in Unicode
        return False
