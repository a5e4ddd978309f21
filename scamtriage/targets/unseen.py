"""Characters that nobody sees: what copying left in an address is dropped wherever it stands; a joiner stays where a script needs it."""

import re

_LEFT = re.compile(
    "[\u00ad\u034f\u180e\u200b\u200e\u2060-\u2064\u206a-\u206f\ufeff\U000e0001\U000e0020-\U000e007f]"
    "|(?<=[\x00-\x7f])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"  # what chooses the shape of a letter: ours have one
)
REORDERS = re.compile("[\u061c\u200f\u202a-\u202e\u2066-\u2069]")
"""What may show letters and digits in another order than they stand in (UAX 9): nobody knows which of the two was meant."""
_JOINERS = "\u200c\u200d"
_BETWEEN_PICTURES = re.compile("[\u2190-\u27bf\ufe0f\U0001f000-\U0001faff]\u200d[\u2190-\u27bf\U0001f000-\U0001faff]")
_AROUND = 8
"""Characters on each side of a joiner that say whether it is needed: a letter has fewer marks."""


def without_unseen(text: str) -> str:
    """An address, or words with one, as it is seen. For scheme, host and page alike: a reader sees one text, and means one page."""
    return without_stray_joiners(_LEFT.sub("", text), in_pictures=True)


def without_stray_joiners(text: str, *, in_pictures: bool = False) -> str:
    """Zero-width joiners stay only where a script needs them (RFC 5892, A.1 and A.2), and on request within a picture made of several."""
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
    except ValueError:  # beside a character that no version of Unicode has named
        return False
