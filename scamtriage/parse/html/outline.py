"""Indexes the elements of a tree by name, and records the structure of the page."""

from collections.abc import Collection, Container, Sequence
from itertools import compress
from typing import Any

from scamtriage.parse.html.document import QUOTE_CLOSES, QUOTE_OPENS, Document
from scamtriage.parse.html.structure import PASSING, shingles
from scamtriage.parse.html.tag_numbers import COMMENTS, FIELDS, HTML_TAGS, kinds_of_tags, names_of

_STRANGE = 255
_MAX_AROUND_CHARS = 200
_MAX_QUOTED = 200


class Outline:
    """The elements of a tree that its readers need."""

    nodes: dict[str, list[Any]]
    """Name -> elements in page order."""
    inline: list[Any]
    """Elements that do not begin a line."""
    fields: list[Any]
    """Inputs of any tag, in page order."""

    def __init__(self, root: Any, document: Document) -> None:
        """Record in the document what follows from the elements: shape, depth, number of tags, language."""
        kinds = kinds_of_tags()
        nodes = list(root.traverse())
        numbers: list[int] = [node.tag_id for node in nodes]  # tag_id, not tag: reading a name decodes it for every element
        outline: list[int] | bytes
        try:
            page = bytes(numbers)
        except ValueError:  # some names are not HTML's: their elements are not needed by name
            page = bytes([number if number < HTML_TAGS else _STRANGE for number in numbers])
            outline = numbers
        else:
            outline = page.translate(None, kinds.passing)
        wanted: dict[int, list[Any]] = {}
        for number, node in zip(page.translate(None, kinds.unwanted), compress(nodes, page.translate(kinds.wanted)), strict=True):
            try:
                wanted[number].append(node)
            except KeyError:
                wanted[number] = [node]
        self.nodes = {kinds.names[number]: found for number, found in wanted.items()}
        self.inline = list(compress(nodes, page.translate(kinds.inline)))
        asked = [found for tag in FIELDS if (found := self.nodes.get(tag))]
        self.fields = list(compress(nodes, page.translate(kinds.fields))) if len(asked) > 1 else asked[0] if asked else []
        names = names_of(outline, numbers, nodes)
        if outline is numbers:
            outline = [number for number in numbers if number not in COMMENTS and names[number] not in PASSING]
        document.shape = {(names[one], names[two], names[three]) for one, two, three in shingles(outline)}
        document.depth = max(depth_of(node) for node in (*nodes[:: max(1, len(nodes) // 16)], *nodes[-2:]))
        document.tags = len(nodes)
        document.lang = root.attrs.get("lang") or ""


class TooNested(Exception):
    """So many elements stand in each other that to read the tree would cost too much."""


class Above:
    """Finds the nearest ancestor among given elements. Caches answers, so each element of the tree is passed once."""

    def __init__(self, elements: Collection[int]) -> None:
        """`elements`: the `mem_id` of each."""
        self._elements = elements
        self._known: dict[int, int] = {}
        """mem_id of an element -> nearest of the given elements above it; 0 for none."""

    def nearest(self, node: Any) -> int:
        """Return the `mem_id` of the nearest given element that contains the node; 0 for none."""
        passed: list[int] = []
        found = 0
        while (node := node.parent) is not None:
            number = node.mem_id
            if number in self._elements:
                found = number
                break
            if (known := self._known.get(number)) is not None:
                found = known
                break
            passed.append(number)
        for number in passed:
            self._known[number] = found
        return found


def attribute_of(node: Any, name: str) -> str:
    """Return an attribute as text; "" if it is missing or has no value."""
    return node.attrs.get(name) or ""


def depth_of(node: Any) -> int:
    """Return the number of elements above this one."""
    depth = 0
    while (node := node.parent) is not None:
        depth += 1
    return depth


def own_text(node: Any) -> str:
    """Return the text of a script, style sheet, title or text area, which is what stands in it directly (WHATWG DOM, child text content).

    In a drawing they can stand in each other, and then the whole text of each would hold all texts below it.
    """
    text: str = node.text(deep=False)
    return text


def unwrap(nodes: list[Any], body: Any) -> None:
    """Replace these elements by their content; remove empty ones. Outer ones come first, so that nothing is moved twice."""
    for node in nodes:
        node.unwrap(delete_empty=True)
    if body is not None:
        body.merge_text_nodes()


def hint_of(image: Any) -> str:
    """Return class and id of an image, and the beginning of its parent's class. That is cut, because many images may share one parent."""
    get, parent = image.attributes.get, image.parent
    around = (parent.attributes.get("class") or "")[:_MAX_AROUND_CHARS] if parent is not None else ""
    return f"{get('class') or ''} {get('id') or ''} {around}"


def mark_quoted(nodes: Sequence[Any], unseen: Container[int]) -> None:
    """Set marks around the texts of the outermost of these elements of quotation, of the first `_MAX_QUOTED`; texts of `unseen` ones, by
    `mem_id`, are not shown."""
    nodes = nodes[:_MAX_QUOTED]
    outer = Above({node.mem_id for node in nodes})
    for node in nodes:
        if outer.nearest(node):
            continue
        texts = [
            text
            for text in node.traverse(include_text=True)
            if text.is_text_node and text.parent.mem_id not in unseen and not text.is_empty_text_node
        ]
        if texts:
            texts[0].insert_before(QUOTE_OPENS)
            texts[-1].insert_after(QUOTE_CLOSES)
