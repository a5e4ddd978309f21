"""Names that are broken at the end of a line, as in text or a list copied from a PDF: either half alone is a stranger's."""

import re

from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.knowledge.hosts.url_passwords import without_password
from scamtriage.records import lazy_re

BREAKS = ("-", ".", "\u00ad", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212")
"""Last characters of a line that may break a name: hyphens, however they are set, and the dot."""
_CUT = lazy_re.compile(
    r"""[!-~]*[A-Za-z0-9](?:-|[\u00ad\u2010-\u2013\u2212])\Z | (?<![!-~])h[tx*+]{2}ps?://(?:[\w-]{1,63}\.){1,8}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""The first half of a name, broken at a hyphen, or behind a scheme at a dot."""
_OPENING = "\"'([{<|*_~"
_NUMBER = lazy_re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?![\w.-])")
_MOST_HALF = 99
_MOST_WHOLE = 200
"""Most characters of the first half, and of a name that is advised."""


def first_half(text: str) -> str:
    """Return what a line ends with, if that may be the first half of an address, else ""."""
    text = text[-_MOST_HALF:].rstrip()
    if not text.endswith(BREAKS) or (cut := _CUT.search(text)) is None:
        return ""
    half = cut[0].lstrip(_OPENING)
    if half.endswith("."):
        return "" if is_ending(half[:-1].rpartition(".")[2].lower()) else half
    return half[:-1] if half.endswith("\u00ad") else f"{half[:-1]}-"


def of_two(begun: str, address: str, before: str) -> str:
    """Return why an address is refused that may be the other half of one that the line before began, else "". `before`: what stands before
    it in its line. What starts with a scheme, "www." or an IP address has not begun before."""
    if before.strip("> \t\u00a0") or "://" in address or address[:4].lower() == "www." or _NUMBER.match(address):
        return ""
    whole = without_password(f"{begun}{address}")
    shown = whole if len(whole) <= _MOST_WHOLE else f"{whole[: _MOST_WHOLE - 1]}…"
    return f"the line before ends in {without_password(begun)!r}: give {shown} if that is meant"
