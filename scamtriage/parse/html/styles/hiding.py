"""Decides whether the declarations of an element hide it: removed, off-screen, without size, or in its background's colour.

Only what is certain counts as hidden. A colour that is not spelled out, or a position that another sheet may set, hides nothing.
"""

import re
from functools import lru_cache

from scamtriage.parse.html.styles.colours import colour
from scamtriage.parse.html.styles.declarations import MAX_STYLE_CHARS, PX, SHOWN_OTHERWISE, winning
from scamtriage.parse.html.styles.strings import without_quotes
from scamtriage.records import lazy_re

GONE, FONT, VISIBILITY, INK = 1, 2, 4, 8
"""Ways to hide, as bits. GONE removes the element with all its content; the others are inherited, and an inner element can undo them."""

INHERITED = FONT | VISIBILITY | INK

_REMEMBERED = 400
_OFF_SCREEN_PX = 1_000.0
_PLACED_OFF_SCREEN_PX = 999.0

_CUE = lazy_re.compile(
    r"none|hidden|visib|collapse|opacity|font|-\d\d|clip|scale|translate|rotate|matrix|blur|zoom|indent|fixed|colou?r"
    r"|(?:inline|block)-size|:\s*+[01](?![.\d])|\\[\da-z]",
    re.IGNORECASE,
)
_ZERO = lazy_re.compile(r"[+-]?(?:0++(?:\.0*+)?|\.0++)(?:[a-z]++|%)?")
_TINY = lazy_re.compile(r"(?:[0-3](?:\.\d*+)?|\.\d++)(?:px|pt)|0?\.[01]\d*+r?em")
"""Sizes below four pixels: no reader reads them, and no honest page writes in them."""
_FAINT = lazy_re.compile(r"-.*|[+]?(?:0++(?:\.0\d*+)?|\.0\d*+|\d(?:\.\d*+)?%|0%)")
_FAINT_FILTER = lazy_re.compile(r"opacity\(\s*+(?:0(?:\.0\d*+)?|\.0\d*+|0?\d?%)\s*+\)")
_LENGTH = lazy_re.compile(r"([+-]?(?:\d++(?:\.\d*+)?|\.\d++))(px|em|rem|vw|vh|%|pt|)")
_CLIP = lazy_re.compile(r"rect\(([^)]*+)\)")
_CLIP_PATH = lazy_re.compile(
    r"inset\(\s*+(?:50|[5-9]\d|100)%\s*+\)|(?:circle|ellipse)\(\s*+0(?:px|%)?(?:\s[^)]*+)?\)"
    r"|(?:polygon|rect|xywh)\((?:[\s,]*+0(?:px|%)?(?=[\s,)]))+\s*+\)"
)
_NOTHING_LEFT = lazy_re.compile(
    r"scale(?:[xy]|3d)?\(\s*+(?:0(?:\.0\d*+)?|\.0\d*+)\s*+[,)]|translate(?:[xy]|3d)?\(\s*+-\d{4,}+(?:\.\d*+)?px"
    r"|translate(?:[xy]|3d)?\(\s*+-[1-9]\d{2,}+v[wh]|translate(?:x|3d)?\(\s*+[1-9]\d{2,}+vw|matrix\(\s*+0\s*+,\s*+0\s*+,\s*+0\s*+,\s*+0\s*+,|rotate(?:[xy]|3d(?!\(\s*+0\s*+,\s*+0\s*+,))\([^()]{0,40}\b(?:90|270)deg"
)
_SMALL = lazy_re.compile(r"0?\.0\d*+")
_BLURRED = lazy_re.compile(r"blur\(\s*+(?:[3-9]\d|\d{3,})(?:\.\d*+)?px")
_NEAR = 3
"""Largest difference of a colour channel (0-255) that is invisible."""

_GAP = lazy_re.compile(r"(?:padding|margin|(?<![-\w])(?:min-)?width)[a-z-]{0,20}+\s*+:[^;1-9]{0,40}+[1-9]", re.IGNORECASE)


def effect(style: str) -> tuple[int, int]:
    """Return (ways in which these declarations hide their element, inherited ways that they undo), as bits."""
    if ":" not in style or _CUE.search(style) is None:
        return 0, 0
    return _remembered(style) if len(style) <= _REMEMBERED else _effect(style[-MAX_STYLE_CHARS:])


def within(around: int, style: str) -> int:
    """Return the ways in which an element with these declarations is hidden, if the ways `around` are inherited."""
    hides, shows = effect(style)
    return (around & ~shows) | hides


def parts(style: str) -> bool:
    """Return whether an empty inline element appears as a space."""
    return _GAP.search(style) is not None


@lru_cache(maxsize=2_048)
def _remembered(style: str) -> tuple[int, int]:
    return _effect(style)


def _effect(style: str) -> tuple[int, int]:
    said = winning(without_quotes(style.lower()))
    hides = shows = 0
    if _is_gone(said):
        hides |= GONE
    if (visibility := said.get("visibility")) is not None:
        hides, shows = (hides, shows | VISIBILITY) if visibility == "visible" else (hides | VISIBILITY, shows)
    if (size := said.get("font-size")) is not None:
        hides, shows = (hides | FONT, shows) if _ZERO.fullmatch(size) or _TINY.fullmatch(size) else (hides, shows | FONT)
    if "color" in said or "background" in said or "-webkit-text-fill-color" in said:
        hides, shows = (hides | INK, shows) if _is_ground(said) else (hides, shows | INK)
    return hides, shows


def _is_gone(said: dict[str, str]) -> bool:
    if said.get("display") == "none" or said.get("content-visibility") == "hidden":
        return True
    if _FAINT.fullmatch(said.get("opacity", "1")) and (said.get("animation") or said.get("animation-name") or "none") == "none":
        return True  # what is animated is clear before it comes into view
    if _is_off_screen(said) or _is_flat(said):
        return True
    if _is_clipped(said.get("clip", "")) or _CLIP_PATH.search(said.get("clip-path", "")):
        return True
    if _ZERO.fullmatch(said.get("scale", "")) or _SMALL.fullmatch(said.get("zoom", "")):
        return True
    if _FAINT_FILTER.search(said.get("filter", "")) or _BLURRED.search(said.get("filter", "")):
        return True
    return _NOTHING_LEFT.search(said.get("transform", "")) is not None


def _is_off_screen(said: dict[str, str]) -> bool:
    position = said.get("position", "")
    if position == "fixed" and _is_whole(f"-{said.get('inset', '').split(' ')[0]}"):
        return True
    if position != "static":
        edge = _PLACED_OFF_SCREEN_PX if position in ("absolute", "fixed") else _OFF_SCREEN_PX
        for side in ("left", "top", "right", "bottom", "inset-inline-start", "inset-block-start"):
            value = said.get(side, "")
            if position == "fixed" and value[-2:] in ("vw", "vh") and value[:1].isdigit() and _is_whole(f"-{value}"):
                return True  # it moves with the screen
            if value[:1] == "-" and (_px(value) <= -edge or (edge < _OFF_SCREEN_PX and _is_whole(value))):
                return True
    if said.get("translate", "")[:1] == "-" and _px(said["translate"].split()[0]) <= -_OFF_SCREEN_PX:
        return True
    indent = said.get("text-indent", "")
    if indent[:1] == "-" and _px(indent) <= -_OFF_SCREEN_PX:
        return True
    if indent[:1].isdigit() and said.get("overflow") == "hidden" and (_px(indent) >= _OFF_SCREEN_PX or _is_whole(f"-{indent}")):
        return said.get("white-space") == "nowrap" or _px(indent) >= _OFF_SCREEN_PX
    for side in ("left", "top"):
        margin = said.get(f"margin-{side}", "")
        padded = _px(said.get(f"padding-{side}", "")) >= _PLACED_OFF_SCREEN_PX  # a padding cancels the negative margin
        if margin[:1] == "-" and _px(margin) <= -_OFF_SCREEN_PX and not padded:
            return True
    return False


def _px(value: str) -> float:
    length = _LENGTH.fullmatch(value)
    return float(length[1][:12]) * PX[length[2]] if length else 0.0


def _is_whole(value: str) -> bool:
    length = _LENGTH.fullmatch(value)
    return length is not None and length[2] in ("%", "vw", "vh") and float(length[1][:12]) <= -100


def _is_flat(said: dict[str, str]) -> bool:
    """Return whether height or width is zero and the overflow is hidden. A box with padding is not flat."""
    overflow = said.get("overflow", "")
    for size, along in (("height", "overflow-y"), ("width", "overflow-x")):
        if not any(part in ("hidden", "clip") for part in (overflow, said.get(along, ""), overflow.split(" ")[0])):
            continue
        logical = "block-size" if size == "height" else "inline-size"
        sizes = [said.get(f"{most}{name}", "") for name in (size, logical) for most in ("", "max-")]
        if any(value == "1px" or (value and _ZERO.fullmatch(value)) for value in sizes):
            open_by = [value for name, value in said.items() if name.startswith("padding") or name == f"min-{size}"]
            return not any(character in "123456789" for value in open_by for character in value)
    return False


def _is_clipped(value: str) -> bool:
    rectangle = _CLIP.match(value)
    if rectangle is None:
        return False
    sides = rectangle[1].replace(",", " ").split()
    if len(sides) != 4 or not all(_LENGTH.fullmatch(side) for side in sides):
        return False
    top, right, bottom, left = map(_px, sides)
    return bottom - top <= 1 or right - left <= 1


def _is_ground(said: dict[str, str]) -> bool:
    """Return whether the text colour is transparent, or that of its own opaque background."""
    if said.get("-webkit-text-fill-color") == "transparent" and not any(name in said for name in SHOWN_OTHERWISE[:-1]):
        return True
    ink = colour(said.get("color", ""))
    if ink is None or any(name in said for name in SHOWN_OTHERWISE):
        return False
    if ink[3] <= 0.05:
        return True
    ground = colour(said.get("background", ""))
    if ground is None or ground[3] < 0.99:
        return False
    return all(abs(one - other) <= _NEAR for one, other in zip(ink[:3], ground[:3], strict=True))
