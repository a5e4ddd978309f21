"""Spelled-out colours of a style, as channels and opacity."""

import colorsys
import re
from functools import lru_cache

from scamtriage.records import lazy_re

Colour = tuple[int, int, int, float]
"""Red, green and blue, 0-255, and opacity, 0-1."""

_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "gray": (128, 128, 128), "grey": (128, 128, 128)}
_WHITE = lazy_re.compile(r"(?:ok)?l(?:ab|ch)\(\s*+(?:1|100)%?\s++0%?\s++[\d.]++\s*+\)|hwb\(\s*+[\d.]++(?:deg)?\s++100%?\s++0%?\s*+\)")
_FUNCTION = lazy_re.compile(r"(rgb|hsl)a?\(\s*+([^()]*+)\)")


@lru_cache(maxsize=1_024)
def colour(value: str) -> Colour | None:
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
