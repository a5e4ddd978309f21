"""Pictures that a style lays over the whole window: a visitor sees them, and not the words behind."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.filling import declarations, is_whole
from scamtriage.parse.html.frame_boxes import FrameBoxes
from scamtriage.parse.html.outline import attribute_of
from scamtriage.parse.html.styles.hiding import effect
from scamtriage.parse.html.styles.rules import rules
from scamtriage.parse.html.styles.selectors import Asked, rule_of
from scamtriage.parse.html.styles.strings import without_quotes
from scamtriage.records import lazy_re

FIXED = r"position\s*:\s*fixed"
"""What a style of such a picture holds. Without it in the markup no element is looked at."""

_MAX_BOXES = 40
_ITS_OWN = ("img", "object", "embed")
_MAX_WITHIN = 24
"""Elements of a box that are looked at for a picture."""
_SIDES = ("top", "left", "right", "bottom")
_WIDE = lazy_re.compile(r"(?:9\d|1\d\d)(?:\.\d*)?(?:%|[dsl]?vw)")
_OF_ALL = lazy_re.compile(r"cover|contain|100%|100v[wh]")
"""A picture that is as large as its box. One that stands in it once is else a sign that the page is loading; a pattern takes no clicks."""
_PICTURED = lazy_re.compile(r"\0|url\(")
_CLEAR = lazy_re.compile(r"none|transparent|rgba|hsla|#(?:[0-9a-f]{3}[0-9a-e]|[0-9a-f]{6}[0-9a-e][0-9a-f])\b|/\s*[\d.]+%?\)|blur|gradient")
_PLACED = lazy_re.compile(r"position\s*:\s*(?:relative|absolute|fixed|sticky)|z-index", re.IGNORECASE)


def is_covered(tree: Any, sheets: Sequence[str], asked: Asked, markup: str) -> bool:
    """Return whether a picture lies over the whole window, and no style may lift anything above it.

    `sheets`: the page's style sheets, `markup`: all of it. What lies behind (a negative z-index), is hidden or nearly clear, or as small as
    a loading sign covers nothing.
    """
    still = {box.mem_id: box for box in islice(_boxes(tree, sheets, asked), _MAX_BOXES)}
    boxes = [(box, pictures) for box in still.values() if (pictures := _pictures_in(box)) is not None]
    if not boxes:
        return False
    styles = FrameBoxes([one for box, pictures in boxes for one in (box, *pictures)], sheets, asked, cues=_cues())
    lifted = len(_PLACED.findall(markup)) > len(boxes)
    return any(_covers(box, pictures, styles, lifted=lifted) for box, pictures in boxes)


def _boxes(tree: Any, sheets: Sequence[str], asked: Asked) -> Iterator[Any]:
    """Yield the elements that stand still in the window."""
    yield from tree.css("[style*=fixed i]")
    for sheet in sheets:
        for count, (selectors, _) in enumerate(rules(without_quotes(sheet), _fixed())):
            if count == _MAX_BOXES:
                break
            for selector in selectors[:_MAX_BOXES]:
                if (rule := rule_of(selector, "", 0)) is not None:
                    yield from asked.matched(rule.selector)[:_MAX_BOXES]


def _pictures_in(box: Any) -> list[Any] | None:
    """The pictures in a box; None if it holds anything else, as a menu does."""
    within = [*islice(box.traverse(include_text=True), _MAX_WITHIN + 1)]
    if len(within) > _MAX_WITHIN or any(one.is_text_node and one.text_content.strip() for one in within):
        return None
    return [one for one in within if one.is_element_node and one.tag in _ITS_OWN and one.mem_id != box.mem_id]


def _covers(box: Any, pictures: list[Any], styles: FrameBoxes, *, lifted: bool) -> bool:
    style = styles.style_of(box)
    said = declarations(style)
    if said.get("position") != "fixed" or not (is_whole(said) or all(said.get(side, "")[:1] == "0" for side in _SIDES)):
        return False
    if styles.is_unseen(box) or effect(style)[0] or _is_clear(said):
        return False
    above = said.get("z-index", "").strip()
    if above[:1] == "-" or (not above.isdecimal() and lifted) or (above == "0" and lifted):
        return False
    if box.tag in _ITS_OWN:
        return bool(attribute_of(box, "src") or attribute_of(box, "data"))
    ground = f"{said.get('background', '')} {said.get('background-image', '')}"
    if _PICTURED.search(ground):
        tiled = "no-repeat" not in f"{ground} {said.get('background-repeat', '')}" and said.get("pointer-events") != "none"
        return tiled or _OF_ALL.search(f"{ground} {said.get('background-size', '')}") is not None
    if _CLEAR.search(f"{ground} {said.get('background-color', '')}") or not (ground.strip() or said.get("background-color")):
        return False
    return any(_WIDE.fullmatch(declarations(styles.style_of(one)).get("width", "")) for one in pictures)


def _is_clear(said: dict[str, str]) -> bool:
    """Whether what lies behind is seen through it."""
    opacity = re.fullmatch(r"(\d*\.?\d+)(%?)", said.get("opacity", "1"))
    share = float(opacity[1][:9]) / (100 if opacity[2] else 1) if opacity else 1.0
    return share < 0.7 or "mix-blend-mode" in said


@cache
def _fixed() -> Matcher[str]:
    return Matcher([Pattern("fixed", FIXED, literal=False, caseless=True)])


@cache
def _cues() -> Matcher[str]:
    heads = (
        r"position\s*:", r"(?:inset|top|left|right|bottom)[a-z-]*\s*:", r"(?:width|height|inline-size|block-size)\s*:",
        r"(?:display|visibility|opacity)\s*:", r"z-index\s*:", r"background[a-z-]*\s*:", r"(?:mix-blend-mode|pointer-events)\s*:",
    )  # fmt: skip
    return Matcher([Pattern(head, head, literal=False, caseless=True) for head in heads])
