"""Which parts of a page its author keeps from the reader's eye: by attribute, by inline style, by a rule of the page's own style sheet."""

import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern

MAX_STYLE_CHARS = 262_144
MAX_RULES = 60
MAX_LOOKS = 200
"""Rules of one sheet that are looked at closely."""

_PX = r"-\d{3,}+(?:\.\d*+)?(?:px|em|rem|vw|vh|%)?"
_HIDES = re.compile(
    r"display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)|opacity\s*+:\s*+(?:0?\.0\d*+|0)(?![\d.])"
    rf"|font-size\s*+:\s*+0(?![\d.])|(?:left|top|right|bottom|text-indent|margin-left|margin-top)\s*+:\s*+{_PX}"
    r"|clip\s*+:\s*+rect\(\s*+(?:0|1px)|transform\s*+:\s*+scale\(\s*+0\s*+\)",
    re.IGNORECASE,
)
_CUES = ("none", "hidden", "collapse", "opacity", "font-size", ":-", ": -", "clip", "scale(")
_COLOUR = re.compile(r"(?:^|[;\s])(background(?:-color)?|color)\s*+:\s*+([#\w(), ]{3,30})", re.IGNORECASE)
_WHITE = frozenset(("#fff", "#ffffff", "white", "rgb(255,255,255)"))
_RIGHT_TO_LEFT = re.compile(r"direction\s*+:\s*+rtl", re.IGNORECASE)
_RULE = re.compile(r"([.#][A-Za-z_][\w-]{0,60})\s*+\{([^{}]{0,300})\}")
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


def mirrors(style: str) -> bool:
    """Whether a style shows its text from the last letter to the first: an address that only the eye reads."""
    return "bidi-override" in style and _RIGHT_TO_LEFT.search(style) is not None


def mirrored_selectors(style_sheet: str) -> list[str]:
    """The simple selectors of a style sheet whose text is shown backwards; at most MAX_RULES."""
    if "bidi-override" not in style_sheet:
        return []
    rules = _RULE.findall(style_sheet[:MAX_STYLE_CHARS])
    return [selector for selector, style in rules if mirrors(style)][:MAX_RULES]


def hidden_selectors(style_sheet: str) -> list[str]:
    """The simple class and id selectors (".x", "#y") that a style sheet hides without a condition.

    Rules inside @media, of states and of descendants are left out: a menu that folds away on a phone hides nothing.
    """
    sheet = style_sheet[:MAX_STYLE_CHARS]
    found: dict[str, None] = {}
    looks = MAX_LOOKS
    for cue in sorted(_cues().found(sheet), key=_CUES.index):  # most sheets hold few of them
        at = sheet.find(cue)
        while at >= 0 and looks > 0 and len(found) < MAX_RULES:
            looks -= 1
            opened, closed = sheet.rfind("{", 0, at), sheet.find("}", at)
            closed = len(sheet) if closed < 0 else closed
            if opened >= 0 and _HIDES.search(sheet[opened:closed][:1_000]) and not _is_nested(sheet, opened):
                comment = sheet.rfind("*/", 0, opened)
                before = max(sheet.rfind("}", 0, opened) + 1, comment + 2 if comment >= 0 else 0)
                selectors = (selector.strip() for selector in sheet[before:opened][:1_000].split(","))
                found.update((selector, None) for selector in selectors if _SELECTOR.fullmatch(selector))
            at = sheet.find(cue, closed)
    return list(found)


@cache
def _cues() -> Matcher[str]:
    return Matcher(Pattern(cue, cue) for cue in _CUES)


def _is_nested(sheet: str, opened: int) -> bool:
    return sheet.count("{", 0, opened) > sheet.count("}", 0, opened)
