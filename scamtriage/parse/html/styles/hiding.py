"""Decides whether the declarations of an element hide it: removed, off-screen, without size, or in its background's colour.

Only what is certain counts as hidden. A colour that is not spelled out, or a position that another sheet may set, hides nothing.
"""

import colorsys
import re
from functools import lru_cache

GONE, FONT, VISIBILITY, INK = 1, 2, 4, 8
"""Ways to hide, as bits. GONE removes the element with all its content; the others are inherited, and an inner element can undo them."""

INHERITED = FONT | VISIBILITY | INK

MAX_STYLE_CHARS = 4_000
"""Characters read of the declarations of one element: the last ones, because later declarations win."""
_REMEMBERED = 400
_OFF_SCREEN_PX = 1_000.0
_PLACED_OFF_SCREEN_PX = 999.0

_CUE = re.compile(
    r"none|hidden|visib|collapse|opacity|font|-\d\d|clip|scale|translate|rotate|matrix|blur|zoom|indent|fixed|colou?r"
    r"|(?:inline|block)-size|:\s*+[01](?![.\d])|\\[\da-z]",
    re.IGNORECASE,
)
_APART = re.compile(
    r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+|\"(?:[^\"\\\n]++|\\.)*+\"?+|'(?:[^'\\\n]++|\\.)*+'?+|url\(\s*+[^\s\"')][^)]*+\)?+", re.DOTALL
)
_KNOWN = {  # valid values; a browser ignores a declaration with any other value
    "display": re.compile(r"none|(?:block|inline|flex|grid|flow|contents|list-item|table|ruby|math|-webkit|-moz|-ms)[a-z -]*|var\(.*"),
    "visibility": re.compile(r"visible|hidden|collapse|var\(.*"),
    "opacity": re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)%?|var\(.*"),
}
_INHERITING = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
_ZERO = re.compile(r"[+-]?(?:0++(?:\.0*+)?|\.0++)(?:[a-z]++|%)?")
_TINY = re.compile(r"(?:[0-3](?:\.\d*+)?|\.\d++)(?:px|pt)|0?\.[01]\d*+r?em")
"""Sizes below four pixels: no reader reads them, and no honest page writes in them."""
_FAINT = re.compile(r"-.*|[+]?(?:0++(?:\.0\d*+)?|\.0\d*+|\d(?:\.\d*+)?%|0%)")
_FAINT_FILTER = re.compile(r"opacity\(\s*+(?:0(?:\.0\d*+)?|\.0\d*+|0?\d?%)\s*+\)")
_LENGTH = re.compile(r"([+-]?(?:\d++(?:\.\d*+)?|\.\d++))(px|em|rem|vw|vh|%|pt|)")
_PX = {"px": 1.0, "": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "vw": 10.0, "vh": 10.0, "%": 0.0}
_SUM = re.compile(r"calc\(([^()]{1,80})\)")
_TERM = re.compile(r"([+-]?)(\d++(?:\.\d*+)?|\.\d++)(px|em|rem|vw|vh|%|pt|)")
_UNSIGNED = re.compile(r"[\w.%]\s[\w.]")
"""Two terms without a sign between them: no sum, and a browser ignores it."""
_SIZE_IN_FONT = re.compile(r"(?:^|\s)(\d[\w.%]*+)\s*+/|(?:^|\s)([.\d]++(?:px|pt|em|rem|%))|(?:^|\s)(0)(?=\s)")
_CLIP = re.compile(r"rect\(([^)]*+)\)")
_CLIP_PATH = re.compile(
    r"inset\(\s*+(?:50|[5-9]\d|100)%\s*+\)|(?:circle|ellipse)\(\s*+0(?:px|%)?(?:\s[^)]*+)?\)"
    r"|(?:polygon|rect|xywh)\((?:[\s,]*+0(?:px|%)?(?=[\s,)]))+\s*+\)"
)
_NOTHING_LEFT = re.compile(
    r"scale(?:[xy]|3d)?\(\s*+(?:0(?:\.0\d*+)?|\.0\d*+)\s*+[,)]|translate(?:[xy]|3d)?\(\s*+-\d{4,}+(?:\.\d*+)?px"
    r"|translate(?:[xy]|3d)?\(\s*+-[1-9]\d{2,}+v[wh]|translate(?:x|3d)?\(\s*+[1-9]\d{2,}+vw|matrix\(\s*+0\s*+,\s*+0\s*+,\s*+0\s*+,\s*+0\s*+,|rotate(?:[xy]|3d(?!\(\s*+0\s*+,\s*+0\s*+,))\([^()]{0,40}\b(?:90|270)deg"
)
_SMALL = re.compile(r"0?\.0\d*+")
_BLURRED = re.compile(r"blur\(\s*+(?:[3-9]\d|\d{3,})(?:\.\d*+)?px")
_SHOWN_OTHERWISE = (
    *("-webkit-background-clip", "background-clip", "text-shadow"),
    *("-webkit-text-stroke", "-webkit-text-stroke-width", "-webkit-text-fill-color"),
)
_TELLING = frozenset(
    (
        *("display", "visibility", "content-visibility", "opacity", "font", "font-size", "color", "background", "background-color"),
        *("position", "left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top", "transform", "clip", "clip-path"),
        *("overflow", "overflow-x", "overflow-y", "height", "width", "max-height", "max-width", "min-height", "min-width"),
        *("zoom", "translate", "white-space", "inset", "inset-inline-start", "inset-block-start"),
        *("scale", "filter", "max-inline-size", "max-block-size", "inline-size", "block-size"),
        *("padding", "padding-left", "padding-right", "padding-top", "padding-bottom", *_SHOWN_OTHERWISE),
    )
)
"""Properties that can hide an element, or prevent another from hiding it."""
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "gray": (128, 128, 128), "grey": (128, 128, 128)}
_WHITE = re.compile(r"(?:ok)?l(?:ab|ch)\(\s*+(?:1|100)%?\s++0%?\s++[\d.]++\s*+\)|hwb\(\s*+[\d.]++(?:deg)?\s++100%?\s++0%?\s*+\)")
_LETTER = re.compile(r"\\(?:0{0,4}([46][1-9a-f]|[57][0-9a])\s?|([g-zG-Z]))", re.IGNORECASE)
"""An escape that stands for a letter, as nobody needs who does not hide what he declares; marks and digits in names of classes need one."""
_FUNCTION = re.compile(r"(rgb|hsl)a?\(\s*+([^()]*+)\)")
_NEAR = 3
"""Largest difference of a colour channel (0-255) that is invisible."""

_GAP = re.compile(r"(?:padding|margin|(?<![-\w])(?:min-)?width)[a-z-]{0,20}+\s*+:[^;1-9]{0,40}+[1-9]", re.IGNORECASE)
_OVERRIDES = re.compile(r"(?:bidi|isolate)-override", re.IGNORECASE)
_RIGHT_TO_LEFT = re.compile(r"direction\s*+:\s*+rtl", re.IGNORECASE)
Colour = tuple[int, int, int, float]


def effect(style: str) -> tuple[int, int]:
    """Return (ways in which these declarations hide their element, inherited ways that they undo), as bits."""
    if ":" not in style or _CUE.search(style) is None:
        return 0, 0
    return _remembered(style) if len(style) <= _REMEMBERED else _effect(style[-MAX_STYLE_CHARS:])


def within(around: int, style: str) -> int:
    """Return the ways in which an element with these declarations is hidden, if the ways `around` are inherited."""
    hides, shows = effect(style)
    return (around & ~shows) | hides


def mirrors(style: str, direction: str) -> bool:
    """Return whether a style shows its text in reverse order, as is done to hide addresses from programs. `direction`: "rtl" if attributes
    already say that it runs from right to left."""
    return _OVERRIDES.search(style) is not None and (direction == "rtl" or _RIGHT_TO_LEFT.search(style) is not None)


def parts(style: str) -> bool:
    """Return whether an empty inline element appears as a space."""
    return _GAP.search(style) is not None


@lru_cache(maxsize=2)
def without_quotes(css: str) -> str:
    r"""Return a style sheet without comments, and with "\0" for each quoted text or address.

    Those may contain anything. Cached, because several readers need the same sheet.
    """
    if any(mark in css for mark in ("/*", '"', "'", "url(")):
        css = _APART.sub(lambda match: " " if match[0][0] == "/" else "\0", css)
    return _LETTER.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[2], css) if "\\" in css else css


def split_quotes(css: str) -> tuple[str, list[str]]:
    r"""Return (a style sheet without comments and addresses, and with "\0<number>\0" for each quoted text, those texts as written).

    A text that its line does not end is none.
    """
    quoted: list[str] = []

    def number(match: re.Match[str]) -> str:
        if match[0][0] not in "\"'":
            return " "
        mark, text = match[0][0], match[0][1:]
        if ended := text.endswith(mark):
            text = text[:-1]
            ended = (len(text) - len(text.rstrip("\\"))) % 2 == 0
        if not ended and match.end() < len(css):
            return " "
        quoted.append(text)
        return f"\0{len(quoted) - 1}\0"

    return _APART.sub(number, css.replace("\0", " ")), quoted


@lru_cache(maxsize=2_048)
def _remembered(style: str) -> tuple[int, int]:
    return _effect(style)


def _effect(style: str) -> tuple[int, int]:
    said = _declared(without_quotes(style.lower()))
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


def compact(style: str) -> str:
    """Return the declarations that count, each property once."""
    said, important = _said(without_quotes(style[-MAX_STYLE_CHARS:].lower()))
    return ";".join([f"{name}:{value}{'!important' if name in important else ''}" for name, value in said.items()])


def _declared(style: str) -> dict[str, str]:
    """Return property -> value, without values such as "inherit"."""
    return {name: value for name, value in _said(style)[0].items() if value not in _INHERITING}


def _said(style: str) -> tuple[dict[str, str], set[str]]:
    """Return (property -> value that wins, the properties with !important), for properties that can hide. Shorthands are replaced by what
    they set."""
    said: dict[str, str] = {}
    important: set[str] = set()
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip()
        if not colon or name not in _TELLING:
            continue
        value, bang, word = value.strip().partition("!")
        value = value.rstrip()
        if not value:
            continue
        if "calc(" in value:
            value = _SUM.sub(_summed, value)
        if name == "font":
            size = _SIZE_IN_FONT.search(value)
            name = "font-size"
            if value not in _INHERITING:
                value = next(filter(None, size.groups())) if size else "medium"
        elif name == "background-color":
            name = "background"
        known = _KNOWN.get(name)
        if known is not None and known.fullmatch(value) is None and value not in _INHERITING:
            continue
        loud = bool(bang) and word.strip() == "important"
        if name in important and not loud:
            continue
        if loud:
            important.add(name)
        said[name] = value
    return said, important


def _summed(calc: re.Match[str]) -> str:
    """What `calc(…)` comes to, in pixels if it has lengths; as written if it holds more than sums of plain lengths or numbers."""
    said = " ".join(calc[1].split())
    terms = _TERM.findall(said.replace(" ", ""))
    written = "".join(["".join(term) for term in terms])
    if not terms or written != said.replace(" ", "") or _UNSIGNED.search(said) or any(unit == "%" for *_, unit in terms):
        return calc[0]
    total = sum(float(f"{sign}{number[:12]}") * _PX.get(unit, 0.0) for sign, number, unit in terms)
    return f"{total:.4g}px" if any(unit for *_, unit in terms) else f"{total:.4g}"


def _is_gone(said: dict[str, str]) -> bool:
    if said.get("display") == "none" or said.get("content-visibility") == "hidden":
        return True
    if _FAINT.fullmatch(said.get("opacity", "1")):
        return True
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
    return float(length[1][:12]) * _PX[length[2]] if length else 0.0


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
    if said.get("-webkit-text-fill-color") == "transparent" and not any(name in said for name in _SHOWN_OTHERWISE[:-1]):
        return True
    ink = _colour(said.get("color", ""))
    if ink is None or any(name in said for name in _SHOWN_OTHERWISE):
        return False
    if ink[3] <= 0.05:
        return True
    ground = _colour(said.get("background", ""))
    if ground is None or ground[3] < 0.99:
        return False
    return all(abs(one - other) <= _NEAR for one, other in zip(ink[:3], ground[:3], strict=True))


@lru_cache(maxsize=1_024)
def _colour(value: str) -> Colour | None:
    """Return (red, green, blue, opacity) of a value that is a spelled-out colour; None for any other."""
    if value == "transparent":
        return 0, 0, 0, 0.0
    if (named := _NAMED.get(value)) is not None:
        return *named, 1.0
    if _WHITE.fullmatch(value):
        return 255, 255, 255, 1.0
    digits = value[1:]
    if value[:1] == "#" and len(digits) in (3, 4, 6, 8) and re.fullmatch(r"[0-9a-f]+", digits):
        if len(digits) < 6:
            digits = "".join(digit * 2 for digit in digits)
        red, green, blue, *rest = (int(digits[at : at + 2], 16) for at in range(0, len(digits), 2))
        return red, green, blue, rest[0] / 255 if rest else 1.0
    function = _FUNCTION.fullmatch(value)
    parts = re.split(r"[\s,/]+", function[2].strip()) if function else []
    if function is None or len(parts) not in (3, 4):
        return None
    try:
        alpha = _share(parts[3], 1.0) if len(parts) == 4 else 1.0
        if function[1] == "hsl":
            hue = float(parts[0].removesuffix("deg")) / 360
            channels = colorsys.hls_to_rgb(hue % 1, _share(parts[2], 100.0), _share(parts[1], 100.0))
        else:
            channels = tuple(_share(part, 255.0) for part in parts[:3])  # type: ignore[assignment]
    except ValueError:
        return None
    red, green, blue = (round(max(0.0, min(1.0, channel)) * 255) for channel in channels)
    return red, green, blue, alpha


def _share(text: str, whole: float) -> float:
    return float(text[:-1][:12]) / 100 if text.endswith("%") else float(text[:12]) / whole
