"""Decides how the frames of a tree fill the page, from all declarations for them and for the elements around them.

A box around a video is only a part of the page, however the frame is stretched within it; a box over everything is the whole page.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.filling import COVERS, FILLS, declarations, declared, filling, filling_in, is_of_the_window, is_whole
from scamtriage.parse.html.outline import Above, depth_of
from scamtriage.parse.html.styles.hiding import effect
from scamtriage.parse.html.styles.rules import MAX_LOOKS, Rule, rules
from scamtriage.parse.html.styles.selectors import Asked, rule_of
from scamtriage.parse.html.styles.strings import without_quotes
from scamtriage.parse.html.tag_numbers import UNSEEN
from scamtriage.records import lazy_re

MAX_FRAMES = 60
"""Frames examined this closely. For further ones only their own attributes count."""

_MAX_AROUND = 12
_MAX_SELECTORS = 200
_BESIDE_CHARS = 60
"""Characters beside a frame in its box from which on the frame covers text."""
_TALL = lazy_re.compile(r"\d{4,}(?:\.\d*)?(?:px)?|[1-9]\d\d+[dsl]?vh")
_ABOVE_CHARS, _ABOVE_NODES = 120, 400
"""Characters above a frame as tall as the window up to which it is what a visitor sees, and nodes that are passed to count them."""
_NAME = lazy_re.compile(r"[.#]?[A-Za-z_][\w-]*")
_JOINS = lazy_re.compile(r"[\s>+~]")
_BRACKETS = lazy_re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class FrameBoxes:
    """What the style sheets of a page say about its frames."""

    def __init__(self, frames: Sequence[Any], sheets: Sequence[str], asked: Asked, cues: Matcher[str] | None = None) -> None:
        """`cues`: of what the rules must say that are looked at; those of position, size and visibility, unless others are given."""
        self._around = {node.mem_id: [node, *_above(node)] for node in frames[:MAX_FRAMES]}
        looked = {one.mem_id: one for line in self._around.values() for one in line}
        self._said: dict[int, list[Rule]] = {number: [] for number in looked}
        names = {name for node in looked.values() for name in _names(node)}
        for rule in _rules(sheets, names, cues or _cues()) if names else ():
            for node in asked.matched(rule.selector):
                if node.mem_id in looked:
                    self._said[node.mem_id].append(rule)
        self._styles = {number: self._style(node) for number, node in looked.items()}
        """mem_id -> declarations. Computed once, because many frames may share a box."""
        self._words: dict[int, int] = {}
        self._unseen = {number for number, style in self._styles.items() if effect(style)[0]}

    def filling(self, node: Any) -> int:
        """Return how this frame fills the page: FILLS, COVERS or 0."""
        around = self._around.get(node.mem_id)
        if around is None:
            return filling(declared(node.attributes))
        styles = [self._styles[one.mem_id] for one in around]
        how = filling(styles[0])
        if not how or any(one.mem_id in self._unseen for one in around):
            return 0
        said = declarations(styles[0])
        if any(_TALL.fullmatch(said.get(side, "")) for side in ("height", "min-height")) and _stands_first(node):
            return COVERS
        if is_of_the_window(said):
            return how
        return how if not is_whole(said) else self._in_boxes(around, [declarations(style) for style in styles])

    def style_of(self, node: Any) -> str:
        """Return all declarations for an element that is looked at, the strongest last; "" for any other."""
        return self._styles.get(node.mem_id, "")

    def is_unseen(self, node: Any) -> bool:
        """Return whether it, or an element around it, is hidden."""
        return any(one.mem_id in self._unseen for one in self._around.get(node.mem_id, ()))

    def _in_boxes(self, around: list[Any], said: list[dict[str, str]]) -> int:
        """Return the same for a frame that is as large as the element around it."""
        out = said[0].get("position") == "absolute"
        for box, of_box in zip(around[1:], said[1:], strict=True):
            placed = of_box.get("position", "static")
            if placed == "fixed" and is_whole(of_box):
                return COVERS
            if not out or placed not in ("relative", "absolute", "sticky", "fixed"):
                continue
            if self._words_in(box) > _BESIDE_CHARS:
                return COVERS
            if placed != "absolute" or not is_whole(of_box):
                return filling_in(of_box)
        return COVERS if out else FILLS

    def _words_in(self, box: Any) -> int:
        """Return the number of characters of text in a box, without scripts and the like. Counted once for all boxes, because boxes are
        nested."""
        if not self._words:
            boxes = [box for line in self._around.values() for box in line[1:]]
            above = Above({box.mem_id for box in boxes})
            self._words = dict.fromkeys((box.mem_id for box in boxes), 0)
            for text in box.parser.root.traverse(include_text=True):
                if text.is_text_node and text.parent.tag not in UNSEEN and (nearest := above.nearest(text)):
                    self._words[nearest] += len(text.text_content.strip())
            deepest_first = sorted({box.mem_id: box for box in boxes}.values(), key=depth_of, reverse=True)
            for inner in deepest_first:
                if outer := above.nearest(inner):
                    self._words[outer] += self._words[inner.mem_id]
        return self._words[box.mem_id]

    def _style(self, node: Any) -> str:
        said = sorted(self._said[node.mem_id], key=lambda rule: rule.rank)
        return declared(node.attributes, ";".join(rule.body for rule in said))


def _stands_first(node: Any) -> bool:
    """Return whether hardly any words stand above an element, so that what stands below is seen by nobody who does not scroll."""
    chars = 0
    for one in islice(node.parser.body.traverse(include_text=True), _ABOVE_NODES):
        if one.mem_id == node.mem_id:
            return True
        if one.is_text_node and one.parent.tag not in UNSEEN:
            chars += len(one.text_content.strip())
            if chars > _ABOVE_CHARS:
                return False
    return False


def _above(node: Any) -> list[Any]:
    found: list[Any] = []
    while (node := node.parent) is not None and node.tag not in ("body", "html") and len(found) < _MAX_AROUND:
        found.append(node)
    return found


def _names(node: Any) -> set[str]:
    get = node.attributes.get
    names = {node.tag, *[f".{word}" for word in (get("class") or "").split()]}
    return names | {f"#{get('id')}"} if get("id") else names


def _rules(sheets: Sequence[str], names: set[str], cues: Matcher[str]) -> Iterable[Rule]:
    """Yield the rules with such a cue whose last compound selector contains only these names."""
    count = 0
    for sheet in sheets:
        for order, (selectors, body) in enumerate(rules(without_quotes(sheet), cues)):
            if order == MAX_LOOKS:
                break
            for selector in selectors:
                last = _JOINS.split(_BRACKETS.sub("", selector))[-1]
                if not names.issuperset(_NAME.findall(last.partition(":")[0])):
                    continue
                count += 1
                if count > _MAX_SELECTORS:
                    return
                if (rule := rule_of(selector, body, count)) is not None:
                    yield rule


@cache
def _cues() -> Matcher[str]:
    heads = (r"position\s*:", r"inset[a-z-]*\s*:", r"(?:width|height|inline-size|block-size)\s*:", r"(?:display|visibility|opacity)\s*:")
    return Matcher([Pattern(head, head, literal=False, caseless=True) for head in (*heads, r"padding-(?:top|bottom)\s*:")])
