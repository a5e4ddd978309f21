"""Text that is stored in reverse order and displayed the right way round, by a style, <bdo> or a Unicode override."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from scamtriage.records import lazy_re

MAX_TURNED = 4_000
_MAX_STEPS = 100_000
"""Nodes examined in all such elements together. Text beyond that stays as it is stored."""
_MAX_AROUND = 8
"""Elements whose attributes are asked for a direction, an element and those around it."""
_OVERRIDE = lazy_re.compile("\u202e([^\u202a-\u202e\u2066-\u2069\n\f]*+)")
_RIGHT_TO_LEFT = lazy_re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts that are written from right to left anyway."""
_OVERRIDING = lazy_re.compile(r"(?:bidi|isolate)-override", re.IGNORECASE)
_DIRECTED = lazy_re.compile(r"direction\s*+:\s*+rtl", re.IGNORECASE)


def turned(text: str) -> str:
    """Return a text as it is displayed if it overrides the direction of its letters (U+202E)."""
    return _OVERRIDE.sub(lambda run: _back(run[1]), text) if "\u202e" in text else text


def mirrors(style: str, direction: str) -> bool:
    """Return whether a style shows its text in reverse order, as is done to hide addresses from programs. `direction`: "rtl" if attributes
    already say that it runs from right to left."""
    return _OVERRIDING.search(style) is not None and (direction == "rtl" or _DIRECTED.search(style) is not None)


def turn(elements: Iterable[Any]) -> None:
    """Rewrite the text in these elements of a tree as it is displayed."""
    done: set[int] = set()
    left = _MAX_STEPS
    for element in elements:
        within = [*islice(element.traverse(include_text=True), left)]
        if (left := left - len(within)) <= 0:
            return
        pieces = [node for node in within if node.is_text_node and node.mem_id not in done]
        texts = [_back(node.text()) for node in reversed(pieces)]
        for node, text in zip(pieces, texts, strict=True):
            if text.strip():
                node.insert_before(text)
            node.decompose()
        done.update(node.mem_id for node in element.traverse(include_text=True) if node.is_text_node)


def direction_of(element: Any) -> str:
    """Return "rtl" or "ltr", as attributes of this element or of the nearest around it say; "" if none of the nearest does."""
    for _ in range(_MAX_AROUND):
        if element is None or not element.is_element_node:
            break
        if (said := (element.attributes.get("dir") or "").strip().lower()) in ("rtl", "ltr"):
            return said
        element = element.parent
    return ""


def _back(text: str) -> str:
    return text if _RIGHT_TO_LEFT.search(text) else text[::-1]
