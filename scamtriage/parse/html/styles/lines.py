"""Blocks that a style makes inline: the text before, in and after such a block is joined without a break."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.document import BLOCKS
from scamtriage.parse.html.styles.rules import rules
from scamtriage.parse.html.styles.selectors import Asked, rule_of
from scamtriage.parse.html.styles.strings import without_quotes
from scamtriage.records import lazy_re

MAX_SELECTORS = 60
_MAX_SHEET_CHARS = 1_000_000
_CUE = r"display\s*:\s*(inline|contents)"
_IN_LINE = lazy_re.compile(r"display\s{0,4}:\s{0,4}(inline(?:-block|-flex|-grid)?|contents)\b", re.IGNORECASE)
_APART = lazy_re.compile(r"(?:padding|margin|width)[\w-]{0,12}\s{0,4}:\s{0,4}(?!-|0(?![.\d]))", re.IGNORECASE)
_LISTED = frozenset(("li", "dt", "dd", "td", "th", "option", "button", "summary", "select", "textarea", "title", "body", "br", "hr"))
"""Block elements that stand in rows and are usually spaced apart by another rule."""
_FEW = 3
"""Letters of an element that may be a part of a word."""
_MAX_PLACES = 60
"""Nodes examined in an element to see whether its text is so short."""


def in_line(style: str) -> str:
    """Return the inline display value that these declarations set; "" for none, or if they add space around the element."""
    found = _IN_LINE.search(style)
    return "" if found is None or _APART.search(style) else found[1].lower()


def joined_by(sheets: Iterable[str], asked: Asked) -> list[Any]:
    """Return the blocks that the sheets make inline."""
    selectors: dict[str, str] = {}
    for sheet in sheets:
        for listed, body in rules(without_quotes(sheet[:_MAX_SHEET_CHARS]), _cue()) if _IN_LINE.search(sheet) else ():
            if how := in_line(body):
                selectors.update((one, how) for selector in listed if (rule := rule_of(selector, "", 0)) and (one := rule.selector))
    return [node for one, how in [*selectors.items()][:MAX_SELECTORS] for node in asked.matched(one) if joins(node, how)]


def joins(node: Any, how: str) -> bool:
    """Return whether the text before and after this element is on one line with it. `how`: its display value."""
    name = node.tag
    if name not in BLOCKS:
        return False
    if name not in _LISTED and how in ("inline", "contents"):
        return True
    return name not in ("br", "hr", "body", "title", "select", "textarea") and _holds_few(node, 0 if "-" in how else _FEW)


def _holds_few(node: Any, most: int) -> bool:
    """Return whether the text of an element is at most `most` letters. Bounded, because blocks are nested."""
    text = ""
    for place, piece in enumerate(node.traverse(include_text=True)):
        if piece.is_text_node:
            text = f"{text}{piece.text()}".lstrip()
        if place > _MAX_PLACES or len(text.rstrip()) > most:
            return False
    return True


@cache
def _cue() -> Matcher[str]:
    return Matcher([Pattern("line", _CUE, literal=False, caseless=True)])
