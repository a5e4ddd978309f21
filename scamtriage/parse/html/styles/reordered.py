"""Letters that a box shows in another order than they are written in, as is done to hide numbers from programs.

Only what attributes say is read: `order` and `row-reverse` in a flexible box, and a mirrored box whose letters are mirrored once more.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice, pairwise
from typing import Any

from scamtriage.parse.html.styles.reversed_text import direction_of
from scamtriage.records import lazy_re

REORDERED = r"[\s;\"']order\s{0,4}:\s{0,4}-?[0-9]|row-reverse|scalex\(\s{0,2}-1|rotatey\(\s{0,2}180"
"""What one of these styles holds. Without it in the markup no element is looked at."""
_ORDER = lazy_re.compile(r"(?:\A|[;\s])order\s{0,4}:\s{0,4}(-?[0-9]{1,6})\s{0,4}(?:[;!]|\Z)", re.IGNORECASE)
_BACKWARDS = lazy_re.compile(r"flex-(?:direction|flow)\s{0,4}:[a-z\s]{0,12}row-reverse", re.IGNORECASE)
_BOX = lazy_re.compile(r"display\s{0,4}:\s{0,4}(?:inline-)?(?:flex|grid)\b", re.IGNORECASE)
_FLIPPED = lazy_re.compile(r"transform\s{0,4}:[^;]{0,40}(?:scalex\(\s{0,2}-1\s{0,2}\)|rotatey\(\s{0,2}180deg\s{0,2}\))", re.IGNORECASE)
_COLUMN = lazy_re.compile(r"flex-(?:direction|flow)\s{0,4}:[a-z\s]{0,12}column", re.IGNORECASE)
_FEWEST, _MOST = 3, 60
"""Items of a box that may be the letters of a word. Layouts have fewer or longer ones."""
_MOST_WITHIN = 3 * _MOST
"""Nodes of a box, with the gaps between its items and those that are not shown."""
_FEWEST_LETTERS = 6
"""Items of one letter each that run together. Fewer are sizes, and longer ones the words of a menu: they stay apart."""
_LETTERS, _WITHIN = 4, 8
"""Letters of an item, and nodes in it that are examined."""
_MAX_BOXES = 200
_NEVER_SHOWN = frozenset(("script", "style", "template", "noscript", "title"))


class Reordered:
    """Collects the boxes of one tree as its elements with a style are looked at."""

    def __init__(self) -> None:
        self._orders: dict[int, int] = {}
        self._boxes: dict[int, tuple[Any, str]] = {}
        """Boxes that put their items in a row or a column, with their style."""
        self._flipped: dict[int, Any] = {}

    def look(self, node: Any, style: str) -> None:
        """Note what the style of an element says of its place."""
        if (order := _ORDER.search(style)) is not None and (parent := node.parent) is not None:
            self._orders[node.mem_id] = int(order[1])
            if parent.mem_id not in self._boxes and _BOX.search(around := parent.attributes.get("style") or ""):
                self._boxes[parent.mem_id] = (parent, around)
        if _BACKWARDS.search(style) and _BOX.search(style):
            self._boxes[node.mem_id] = (node, style)
        if _FLIPPED.search(style):
            self._flipped[node.mem_id] = node

    def __bool__(self) -> bool:
        return bool(self._boxes or self._flipped)

    def put_in_order(self, hidden: Collection[int]) -> list[Any]:
        """Give the items of each box the texts that are shown in their places, and return those that stand in one line.

        `hidden`: ids of elements that are not shown.
        """
        joined: list[Any] = []
        for box, style in islice(self._shuffling(), _MAX_BOXES):
            within = [*islice(box.iter(include_text=True), _MOST_WITHIN + 1)]
            items = [one for one in within if one.mem_id not in hidden and _is_shown(one)]
            pieces = [[*_texts(one)] for one in items]
            nodes = [texts[0] for texts in pieces if len(texts) == 1]
            if not _FEWEST <= len(nodes) <= _MOST or len(within) > _MOST_WITHIN or any(len(texts) > 1 for texts in pieces):
                continue
            orders = [self._orders.get(item.mem_id, 0) for item, found in zip(items, pieces, strict=True) if found]
            shown = sorted(zip(orders, range(len(nodes)), strict=True), reverse=self._runs_back(box, style))
            texts = [nodes[at].text() for _, at in shown]
            if any(len(text.strip()) > _LETTERS for text in texts) or _is_counted(texts):
                continue
            letters = len(texts) >= _FEWEST_LETTERS and sum(len(text.strip()) for text in texts) < 2 * len(texts)
            for node, text in zip(nodes, texts, strict=True):
                if text := text.strip() if letters else text:
                    node.insert_before(text)
            gaps = [one for one in within if one.is_text_node and not one.text().strip()] if letters else []
            for node in (*nodes, *gaps):
                node.decompose()
            if letters and _COLUMN.search(style) is None:
                joined += (item for item in items if item.is_element_node)
        return joined

    def _shuffling(self) -> Iterator[tuple[Any, str]]:
        """Yield the boxes, and mirrored elements whose items are mirrored back, with their styles."""
        yield from self._boxes.values()
        for node in islice(self._flipped.values(), _MAX_BOXES):
            if node.mem_id not in self._boxes and self._is_mirrored(node):
                yield node, ""

    def _is_mirrored(self, box: Any) -> bool:
        """Whether a box is mirrored and each element in it once more: they run from the last to the first, and their letters as written."""
        within = [*islice(box.iter(), _MOST + 1)] if box.mem_id in self._flipped else ()
        return len(within) >= _FEWEST and all(one.mem_id in self._flipped for one in within)

    def _runs_back(self, box: Any, style: str) -> bool:
        """Whether the last item stands first. Where text runs from right to left, the last of a reversed row stands last again."""
        backwards = _BACKWARDS.search(style) is not None and direction_of(box) != "rtl"
        return backwards != self._is_mirrored(box)


def _is_shown(item: Any) -> bool:
    return bool(item.text().strip()) if item.is_text_node else item.is_element_node and item.tag not in _NEVER_SHOWN


def _texts(item: Any) -> Iterable[Any]:
    """Yield the pieces of text in an item, and no more than show that it has several."""
    if item.is_text_node:
        return (item,)
    return islice((one for one in islice(item.traverse(include_text=True), _WITHIN) if one.is_text_node), 2)


def _is_counted(texts: Iterable[str]) -> bool:
    """Whether the numbers among the items are those of pages, days, keys or stars, which count up or down by one."""
    numbers = [int(text) for text in texts if text.strip().isdecimal()]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) >= _FEWEST and steps in ({1}, {-1})
