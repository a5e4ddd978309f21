"""Letters that a box shows in another order than they are written in, as is done to hide numbers from programs.

Only what attributes say is read: `order` and `row-reverse` in a flexible box, and a mirrored box whose letters are mirrored once more.
"""

import re
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

REORDERED = r"[\s;\"']order\s{0,4}:\s{0,4}-?[0-9]|row-reverse|scalex\(\s{0,2}-1|rotatey\(\s{0,2}180"
"""What one of these styles holds. Without it in the markup no element is looked at."""
_ORDER = re.compile(r"(?:\A|[;\s])order\s{0,4}:\s{0,4}(-?[0-9]{1,6})\s{0,4}(?:[;!]|\Z)", re.IGNORECASE)
_BACKWARDS = re.compile(r"flex-(?:direction|flow)\s{0,4}:[a-z\s]{0,12}row-reverse", re.IGNORECASE)
_BOX = re.compile(r"display\s{0,4}:\s{0,4}(?:inline-)?(?:flex|grid)\b", re.IGNORECASE)
_FLIPPED = re.compile(r"transform\s{0,4}:[^;]{0,40}(?:scalex\(\s{0,2}-1\s{0,2}\)|rotatey\(\s{0,2}180deg\s{0,2}\))", re.IGNORECASE)
_FEWEST, _MOST = 3, 60
"""Items of a box that may be the letters of a word. Layouts have fewer or longer ones."""
_LETTERS, _WITHIN = 4, 8
"""Letters of an item, and nodes in it that are examined."""
_MAX_BOXES = 200


class Reordered:
    """Collects the boxes of one tree as its elements with a style are looked at."""

    def __init__(self) -> None:
        self._orders: dict[int, int] = {}
        self._boxes: dict[int, tuple[Any, bool]] = {}
        self._flipped: dict[int, Any] = {}

    def look(self, node: Any, style: str) -> None:
        """Note what the style of an element says of its place."""
        if (order := _ORDER.search(style)) is not None and node.parent is not None:
            self._orders[node.mem_id] = int(order[1])
            if node.parent.mem_id not in self._boxes and _BOX.search(node.parent.attributes.get("style") or ""):
                self._boxes[node.parent.mem_id] = (node.parent, False)
        if _BACKWARDS.search(style) and _BOX.search(style):
            self._boxes[node.mem_id] = (node, True)
        if _FLIPPED.search(style):
            self._flipped[node.mem_id] = node

    def mirrored(self) -> list[Any]:
        """Return the mirrored elements whose letters are mirrored back: they run from the last to the first."""
        found = []
        for node in islice(self._flipped.values(), _MAX_BOXES):
            within = [*islice(node.iter(), _MOST)]
            if len(within) >= _FEWEST and all(one.mem_id in self._flipped for one in within):
                found.append(node)
        return found

    def put_in_order(self, hidden: Collection[int]) -> list[Any]:
        """Give the items of each box the texts that are shown in their places, and return the items, which stand in one line.

        `hidden`: ids of elements that are not shown.
        """
        moved: list[Any] = []
        for box, backwards in islice(self._boxes.values(), _MAX_BOXES):
            items = [one for one in islice(box.iter(), _MOST + 1) if one.mem_id not in hidden]
            pieces = [[*_texts(one)] for one in items]
            if not _FEWEST <= len(items) <= _MOST or any(len(texts) != 1 or len(texts[0].text().strip()) > _LETTERS for texts in pieces):
                continue
            nodes = [texts[0] for texts in pieces]
            shown = sorted(zip([self._orders.get(one.mem_id, 0) for one in items], range(len(items)), strict=True), reverse=backwards)
            for node, text in zip(nodes, [nodes[at].text().strip() for _, at in shown], strict=True):
                if text:
                    node.insert_before(text)
            gaps = [one for one in box.iter(include_text=True) if one.is_text_node and not one.text().strip()]
            for node in (*nodes, *gaps):
                node.decompose()
            moved += items
        return moved


def _texts(item: Any) -> Iterable[Any]:
    """Yield the pieces of text in an item, and no more than show that it has several."""
    return islice((one for one in islice(item.traverse(include_text=True), _WITHIN) if one.is_text_node), 2)
