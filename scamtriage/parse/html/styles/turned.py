"""Text that is written from its last letter to its first, and shown the other way round: by a style, by <bdo>, by a mark of Unicode."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

MAX_TURNED = 4_000
_MAX_STEPS = 100_000
"""Nodes looked at in all of them; what is left behind stays as it is written."""
_OVERRIDE = re.compile("\u202e([^\u202a-\u202e\u2066-\u2069\n\f]*+)")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that stand so anyway."""


def turned(text: str) -> str:
    """A text as it is shown where it overrides the direction of its letters (U+202E)."""
    return _OVERRIDE.sub(lambda run: _back(run[1]), text) if "\u202e" in text else text


def turn(elements: Iterable[Any]) -> None:
    """Write what stands in these elements of a tree as it is shown."""
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


def _back(text: str) -> str:
    return text if _RIGHT_TO_LEFT.search(text) else text[::-1]
