"""Remove invisible characters that copying leaves in an address. Joiners stay if the script needs them."""

from scamtriage.records import lazy_re
from scamtriage.records.invisible_characters import COPIED, JOINERS, REORDERING, SHAPES

_LEFT = lazy_re.compile(rf"[{COPIED}]|(?<=[\x00-\x7f])[{SHAPES}]+")
_MAY_BE_LEFT = lazy_re.compile(f"[{COPIED}{SHAPES}]")
REORDERS = lazy_re.compile(f"[{REORDERING}]")
_BETWEEN_PICTURES = lazy_re.compile("[\u2190-\u27bf\ufe0f\U0001f000-\U0001faff]\u200d[\u2190-\u27bf\U0001f000-\U0001faff]")
_AROUND = 8
"""Number of characters on each side of a joiner that decide whether it is needed; a letter has fewer marks."""


def strip_invisible(text: str) -> str:
    """Return the text as displayed. Applies to scheme, host and page alike, since the reader means what is displayed."""
    if text.isascii():
        return text
    if _MAY_BE_LEFT.search(text) is not None:
        text = _LEFT.sub("", text)
    return without_stray_joiners(text, in_pictures=True)


def without_stray_joiners(text: str, *, in_pictures: bool = False) -> str:
    """Remove zero-width joiners, except where a script needs them (RFC 5892, A.1 and A.2). `in_pictures` also keeps them within emoji
    sequences."""
    if "\u200c" not in text and "\u200d" not in text:
        return text
    return "".join(
        c
        for i, c in enumerate(text)
        if c not in JOINERS or _needed(text, i) or (in_pictures and _BETWEEN_PICTURES.match(text, max(i - 1, 0), i + 2))
    )


def _needed(text: str, at: int) -> bool:
    from idna import valid_contextj

    start = max(at - _AROUND, 0)
    try:
        return valid_contextj(text[start : at + _AROUND], at - start)
    except ValueError:  # next to a character that is not assigned in Unicode
        return False
