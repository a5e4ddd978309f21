"""Text that is hidden in ways which an inner element can undo: font size zero, invisible colour, `visibility`."""

from collections.abc import Sequence
from typing import Any

from scamtriage.parse.html.outline import Above


def in_parts(faded: Sequence[tuple[Any, int]], showing: Sequence[tuple[Any, int]]) -> tuple[list[Any], list[Any]]:
    """Return (elements that are hidden as a whole, text nodes that are hidden one by one).

    `faded`: elements and the ways in which each is hidden, as bits. `showing`: elements and the ways that each undoes.
    """
    ways = {node.mem_id: hides for node, hides in faded}
    shows = {node.mem_id: shown for node, shown in showing}
    if not shows:
        return [node for node, _ in faded], []
    whole: list[Any] = []
    pieces: list[Any] = []
    state: dict[int, int] = {}
    apart = {node.mem_id: node for node, _ in faded if node.tag not in ("html", "body")}
    above = Above(apart)
    for outer in apart.values():
        if above.nearest(outer):  # it is examined together with the outer element
            continue
        texts: list[Any] = []
        broken = False
        for node in outer.traverse(include_text=True):
            number, parent = node.mem_id, node.parent
            around = 0 if parent is None else state.get(parent.mem_id, 0)
            left = state[number] = (around & ~shows.get(number, 0)) | ways.get(number, 0)
            broken |= left != around and not left
            if left and node.tag == "-text":
                texts.append(node)
        if broken:
            pieces += texts
        else:
            whole.append(outer)
    return whole, pieces
