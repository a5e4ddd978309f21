"""Decides whether a frame fills or covers its page, so that the visitor sees the frame's page instead."""

from collections.abc import Iterable, Mapping

from scamtriage.knowledge.hosts.infrastructure import shows_films
from scamtriage.parse.html.styles.declarations import MAX_STYLE_CHARS
from scamtriage.parse.html.styles.hiding import effect
from scamtriage.records import lazy_re

FILLS, COVERS = 1, 2
"""FILLS: the frame leaves hardly any room around it. COVERS: it lies over everything else."""

FEW_CHARS = 600
"""A page with less text beside a filling frame serves only to show that frame."""

_NAMES = {"inline-size": "width", "block-size": "height", "min-inline-size": "min-width", "min-block-size": "min-height"}
_HIGH = lazy_re.compile(r"(?:[6-9]\d\d|\d{4,})(?:\.\d*)?(?:px)?|(?:[89]\d|1\d\d)[dsl]?vh")
_LENGTH = lazy_re.compile(r"[+-]?[\d.]+(?:%|[a-z]*)")
_WORD = lazy_re.compile(r"[a-z]+(?:-[a-z]+)*")
_WHOLE = lazy_re.compile(r"\+?(?:9\d|[1-9]\d\d+)(?:\.\d*)?(?:%|[dsl]?v(?:[whib]|min|max))")
_OF_THE_WINDOW = lazy_re.compile(r"\+?(?:9\d|[1-9]\d\d+)(?:\.\d*)?[dsl]?v(?:[whib]|min|max)")
_STRETCHED = frozenset(("stretch", "fill-available", "-webkit-fill-available", "-moz-available"))
_LOW = lazy_re.compile(r"(?:\d|[1-9]\d)(?:\.\d*)?%|[1-5]?\d?\d(?:\.\d*)?(?:px)?")
_RATIO = lazy_re.compile(r"(?:auto )?(\d{1,5}(?:\.\d{1,5})?)(?:\s?/\s?(\d{1,5}(?:\.\d{1,5})?))?")


def declared(given: Mapping[str, str | None], said: str = "") -> str:
    """Return all declarations of an element with these attributes, the strongest last. `said`: those from the page's style sheets."""
    return f"width:{given.get('width') or ''};height:{given.get('height') or ''};{said};{given.get('style') or ''}"


def filling(style: str) -> int:
    """Return how a frame with these declarations fills the page: FILLS, COVERS, or 0 if it does not.

    It does if it is high, or as wide and high as its surroundings.
    """
    said = declarations(style)
    if not is_whole(said):
        return FILLS if any(_HIGH.fullmatch(said.get(name, "")) for name in ("height", "min-height")) else 0
    if effect(style)[0]:  # hidden, as a dialog that is opened later
        return 0
    return COVERS if said.get("position") in ("fixed", "absolute") else FILLS


def filling_in(said: Mapping[str, str]) -> int:
    """Return how a frame fills the page that is as large as a box with these declarations: FILLS or 0.

    The box holds nothing else. A video player's box does not fill the page: its height is a fraction of its width.
    """
    if is_whole(said) or _HIGH.fullmatch(said.get("height", "")):
        return FILLS
    if (ratio := _RATIO.fullmatch(said.get("aspect-ratio", ""))) is not None:
        return 0 if float(ratio[1]) >= float(ratio[2] or 1) else FILLS
    sizes = [said[name] for name in ("padding-bottom", "padding-top", "height") if name in said]
    return 0 if sizes and all(map(_LOW.fullmatch, sizes)) else FILLS


def is_whole(said: Mapping[str, str]) -> bool:
    """Return whether an element is as wide and as high as what is around it."""
    if all(said.get(name, "").startswith("0") for name in ("inset-inline", "inset-block")) or said.get("inset", "").startswith("0"):
        return True
    return all(_is_full(said.get(side, "")) or _is_full(said.get(f"min-{side}", "")) for side in ("width", "height"))


def is_of_the_window(said: Mapping[str, str]) -> bool:
    """Return whether its size depends on the browser window and not on the elements around it."""
    return said.get("position") == "fixed" or all(_OF_THE_WINDOW.fullmatch(said.get(side, "")) for side in ("width", "height"))


def declarations(style: str) -> dict[str, str]:
    """Return property -> value, with the value that wins (the last one, or the last !important one)."""
    said: dict[str, str] = {}
    loud: set[str] = set()
    for declaration in style[-MAX_STYLE_CHARS:].lower().split(";"):
        name, colon, value = declaration.partition(":")
        name = _NAMES.get(name.strip(), name.strip())
        value, important, _ = value.partition("!")
        value = value.strip()
        if colon and value and (important or name not in loud):
            said[name] = value
            if important:
                loud.add(name)
    return said


def _is_full(value: str) -> bool:
    """Return whether a size may be all of the available size. Any value that is not a plain length or keyword may be."""
    if not value or _LENGTH.fullmatch(value):
        return _WHOLE.fullmatch(value) is not None
    return _WORD.fullmatch(value) is None or value in _STRETCHED


def taking_the_page(frames: Iterable[tuple[str, str, int]], shown_weight: int) -> list[tuple[str, str]]:
    """Return (address, host) of those (address, host, FILLS or COVERS) whose frame is what the visitor sees.

    Frames of videos, maps and the like are left out. A frame with FILLS counts only if the page itself has little text.
    """
    wanted = (COVERS, FILLS) if shown_weight < FEW_CHARS else (COVERS,)
    return [(url, host) for url, host, how in frames if host and how in wanted and not shows_films(host)]
