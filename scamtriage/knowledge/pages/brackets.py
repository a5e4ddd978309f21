"""Which brackets of a script are open at a place, read backwards through a short window."""

import re

from scamtriage.records import lazy_re

_BRACKET = lazy_re.compile(rb"[(){}]")
_QUOTED = lazy_re.compile(rb"""(["'`])([^"'`\n;{}]{0,60})\1""")
_BEGINS_A_FUNCTION = lazy_re.compile(rb"""(?:=>\s{0,9}[\w.$]{0,40}|\bfunction\b[^(){}]{0,30}\([^(){}]{0,40}\)\s{0,9})[({]$""")
_CLOSES = {b")": b"(", b"}": b"{"}


def is_inside(before: bytes, head: re.Pattern[bytes]) -> bool:
    """Return whether a bracket that is open at the end of `before` belongs to `head`, which must match up to the bracket.

    The body of another function runs at another time: what stands around it does not count. Linear in the text.
    """
    text = _QUOTED.sub(_without_brackets, before)
    closed: list[bytes] = []
    for bracket in reversed(list(_BRACKET.finditer(text))):
        if bracket[0] in _CLOSES:
            closed.append(_CLOSES[bracket[0]])
        elif bracket[0] in closed:
            while closed.pop() != bracket[0]:
                pass  # a bracket of a comment or of a text: ":-)"
        else:
            piece = text[: bracket.end()]
            if head.search(piece):
                return True
            if _BEGINS_A_FUNCTION.search(piece):
                return False
    return False


def _without_brackets(match: re.Match[bytes]) -> bytes:
    return match[1] + _BRACKET.sub(b" ", match[2]) + match[1]
