"""Which of the declarations of an element count: valid, the last of its property unless one is `!important`, sums worked out."""

import re

from scamtriage.parse.html.styles.strings import without_quotes
from scamtriage.records import lazy_re

MAX_STYLE_CHARS = 4_000
"""Characters read of the declarations of one element: the last ones, because later declarations win."""
PX = {"px": 1.0, "": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "vw": 10.0, "vh": 10.0, "%": 0.0}
"""Unit -> pixels, as a common screen has them; of a share nothing is known."""
SHOWN_OTHERWISE = (
    *("-webkit-background-clip", "background-clip", "text-shadow"),
    *("-webkit-text-stroke", "-webkit-text-stroke-width", "-webkit-text-fill-color"),
)
_TELLING = frozenset(
    (
        *("display", "visibility", "content-visibility", "opacity", "font", "font-size", "color", "background", "background-color"),
        *("position", "left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top", "transform", "clip", "clip-path"),
        *("overflow", "overflow-x", "overflow-y", "height", "width", "max-height", "max-width", "min-height", "min-width"),
        *("zoom", "translate", "white-space", "inset", "inset-inline-start", "inset-block-start"),
        *("scale", "filter", "max-inline-size", "max-block-size", "inline-size", "block-size", "animation", "animation-name"),
        *("padding", "padding-left", "padding-right", "padding-top", "padding-bottom", *SHOWN_OTHERWISE),
    )
)
"""Properties that can hide an element, or prevent another from hiding it."""
_KNOWN = {  # valid values; a browser ignores a declaration with any other value
    "display": lazy_re.compile(r"none|(?:block|inline|flex|grid|flow|contents|list-item|table|ruby|math|-webkit|-moz|-ms)[a-z -]*|var\(.*"),
    "visibility": lazy_re.compile(r"visible|hidden|collapse|var\(.*"),
    "opacity": lazy_re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)%?|var\(.*"),
}
_INHERITING = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
_SUM = lazy_re.compile(r"calc\(([^()]{1,80})\)")
_TERM = lazy_re.compile(r"([+-]?)(\d++(?:\.\d*+)?|\.\d++)(px|em|rem|vw|vh|%|pt|)")
_UNSIGNED = lazy_re.compile(r"[\w.%]\s[\w.]")
"""Two terms without a sign between them: no sum, and a browser ignores it."""
_SIZE_IN_FONT = lazy_re.compile(r"(?:^|\s)(\d[\w.%]*+)\s*+/|(?:^|\s)([.\d]++(?:px|pt|em|rem|%))|(?:^|\s)(0)(?=\s)")


def compact(style: str) -> str:
    """Return the declarations that count, each property once."""
    said, important = _said(without_quotes(style[-MAX_STYLE_CHARS:].lower()))
    return ";".join([f"{name}:{value}{'!important' if name in important else ''}" for name, value in said.items()])


def winning(style: str) -> dict[str, str]:
    """Return property -> the value that wins, without values such as "inherit"."""
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
    total = sum(float(f"{sign}{number[:12]}") * PX.get(unit, 0.0) for sign, number, unit in terms)
    return f"{total:.4g}px" if any(unit for *_, unit in terms) else f"{total:.4g}"
