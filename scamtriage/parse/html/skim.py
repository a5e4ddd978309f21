"""The part of a page that is too long to be read tag by tag: what asks or leads in it, and where its foot begins."""

import re
from collections.abc import Iterator

from scamtriage.parse.html.document import MAX_FRAME_CHARS
from scamtriage.parse.html.tokens import attributes, tag_end

CARRIERS = ("iframe", "embed", "object")
"""What can hold a document in an attribute."""
_MAX_TAG_CHARS = 20_000
_TAGS = re.compile(
    r"<(a|area|/?form|/?template|/?noscript|input|select|textarea|button|iframe|frame|embed|object|script|meta|base|img|link)(?=[\s/>])",
    re.IGNORECASE,
)
_ENDS_UNSEEN = re.compile(r"<!--|-->|</?(?:script|style)\b[^<>]{0,300}>?", re.IGNORECASE)


def skim(html: str, position: int, stop: int) -> Iterator[tuple[str, dict[str, str] | None]]:
    """(name, attributes) of each tag between two places that can ask for or lead to something; end tags as "/form" without any. None for
    the attributes of a tag that never ends or is too long to be read, alone or with the others; documents in attributes may be as long as
    all of them together."""
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
    """Where about so many last characters of the page begin, behind `position`: in no script or comment, as far as their own tags tell."""
    about = max(position, len(html) - size)
    first = html.find("<", about)
    if first < 0:  # all of it is the text behind one tag
        first = max(position, html.rfind("<", position, about))
    ends = _ENDS_UNSEEN.search(html, first)
    return first if ends is None or (ends[0][1] != "/" and ends[0] != "-->") else ends.end()
