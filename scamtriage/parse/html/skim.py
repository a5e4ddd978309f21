"""Skims a page that is too long to be read tag by tag. Finds the tags that ask or lead somewhere, and the footer."""

import re
from collections.abc import Iterator

from scamtriage.parse.html.document import MAX_FRAME_CHARS
from scamtriage.parse.html.tokens import attributes, tag_end
from scamtriage.records import lazy_re

CARRIERS = ("iframe", "embed", "object")
"""Elements that can hold a document in an attribute."""
_MAX_TAG_CHARS = 20_000
_TAGS = lazy_re.compile(
    r"<(a|area|/?form|/?template|/?noscript|input|select|textarea|button|iframe|frame|embed|object|script|meta|base|img|link)(?=[\s/>])",
    re.IGNORECASE,
)
_ENDS_UNSEEN = lazy_re.compile(r"<!--|-->|</?(?:script|style)\b[^<>]{0,300}>?", re.IGNORECASE)


def skim(html: str, position: int, stop: int) -> Iterator[tuple[str, dict[str, str] | None]]:
    """Yield (name, attributes) of each tag between two offsets that can ask for or lead to something.

    End tags are "/form" with {}. Attributes are None if the tag never ends or is too long, by itself or together with the others. Tags of
    CARRIERS may be longer, up to a common total.
    """
    carried, left = 2 * MAX_FRAME_CHARS, 4 * len(html)
    for match in _TAGS.finditer(html, position, stop):
        name = match[1].lower()
        if name[0] == "/":
            yield name, {}
            continue
        end = tag_end(html, match.end()) if left > 0 else -1
        length = (end if end > 0 else len(html)) - match.end()
        left -= length
        if end > 0 and (length < _MAX_TAG_CHARS or (name in CARRIERS and (carried := carried - length) > 0)):
            yield name, attributes(html, match.end(), end)
        else:
            yield name, None


def foot_of(html: str, position: int, size: int) -> int:
    """Return the offset of about the last `size` characters, after `position` and outside scripts and comments.

    Scripts and comments are recognised only by their tags in that part.
    """
    about = max(position, len(html) - size)
    first = html.find("<", about)
    if first < 0:  # all of it is text after one tag
        first = max(position, html.rfind("<", position, about))
    ends = _ENDS_UNSEEN.search(html, first)
    return first if ends is None or (ends[0][1] != "/" and ends[0] != "-->") else ends.end()
