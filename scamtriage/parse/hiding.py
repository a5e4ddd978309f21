"""Which parts of a page its author keeps from the reader's eye: by attribute, by inline style, by a rule of the page's own style sheet."""

import re

MAX_STYLE_CHARS = 262_144
MAX_RULES = 60

_PX = r"-\d{3,}+(?:\.\d*+)?(?:px|em|rem|vw|vh|%)?"
_HIDES = re.compile(
    r"display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)|opacity\s*+:\s*+(?:0?\.0\d*+|0)(?![\d.])"
    rf"|font-size\s*+:\s*+0(?![\d.])|(?:left|top|right|bottom|text-indent|margin-left|margin-top)\s*+:\s*+{_PX}"
    r"|clip\s*+:\s*+rect\(\s*+(?:0|1px)|transform\s*+:\s*+scale\(\s*+0\s*+\)",
    re.IGNORECASE,
)
_CUES = ("none", "hidden", "opacity", "font-size", "-9", "clip", "scale", "collapse")
_COLOUR = re.compile(r"(?:^|[;\s])(background(?:-color)?|color)\s*+:\s*+([#\w(), ]{3,30})", re.IGNORECASE)
_WHITE = frozenset(("#fff", "#ffffff", "white", "rgb(255,255,255)"))
_SELECTOR = re.compile(r"[.#][A-Za-z_][\w-]{0,60}")


def hides(style: str) -> bool:
    """Whether an inline style keeps its element from being seen, or writes in the colour of its own ground."""
    if ":" not in style:
        return False
    if _HIDES.search(style):
        return True
    if "color" not in style.lower():
        return False
    colours = {name.lower().split("-")[0]: value.replace(" ", "").lower() for name, value in _COLOUR.findall(style[:1_000])}
    ink = colours.get("color", "")
    ground = colours.get("background", "")
    return bool(ink) and (ink == ground or (ink in _WHITE and ground in _WHITE))


def hidden_selectors(style_sheet: str) -> list[str]:
    """The simple class and id selectors (".x", "#y") that a style sheet hides without a condition.

    Rules inside @media, of states and of descendants are left out: a menu that folds away on a phone hides nothing.
    """
    found: dict[str, None] = {}
    nested = 0
    for part in style_sheet[:MAX_STYLE_CHARS].split("}"):
        opened = part.split("{")
        if len(opened) == 1:
            nested = max(0, nested - 1)
            continue
        nested += len(opened) - 2
        rule = opened[-1]
        if nested or not any(cue in rule for cue in _CUES) or not _HIDES.search(rule):
            continue
        for selector in opened[-2].split(","):
            if _SELECTOR.fullmatch(selector := selector.strip()):
                found[selector] = None
        if len(found) >= MAX_RULES:
            break
    return list(found)
