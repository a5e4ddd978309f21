"""Frames that scripts make, or give an address, and stretch over the page: what they show was not asked for."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from scamtriage.parse.html.filling import COVERS, FILLS, filling
from scamtriage.records import lazy_re

_MAKES = lazy_re.compile(r"[\"'`<](?:iframe|embed|object)\b", re.IGNORECASE)
_FRAMES = ("iframe", "IFRAME", "embed", '"object"', "'object'")
"""One look for each spares most scripts the search."""
_GIVES = lazy_re.compile(r"\.\s?src\s?=|[\"'`]src[\"'`]\s?,")
_ADDRESS = lazy_re.compile(r"[\"'`]((?:https?:)?//[\w.-]{3,100}(?:[/?:][^\"'`\s<>]{0,400})?)[\"'`]")
_OF_THE_SITE = lazy_re.compile(r"src[\"'`]?\s?[=:,]\s?[\"'`](/?[\w.-][^\"'`\s<>]{0,400})[\"'`]")
_AT_LOAD = lazy_re.compile(
    r"\A(?:[\s;]{0,9}(?:void\s|[!(+~-])\s{0,9}(?:async\s{1,9})?(?:function\s?\w{0,30}\([^(){}]{0,100}\)|\([^(){}]{0,100}\)\s?=>)\s?\{"
    r"|[^{}]{0,100}\b(?:addEventListener\(\s?[\"'`](?:DOMContentLoaded|load)[\"'`]\s?,|onload\s?=)[^{}]{0,60}\{)"
)
"""How a script begins that runs as a whole at once, or once the page is there."""
_STYLE = lazy_re.compile(r"[\"'`]([^\"'`\n]{0,20}[a-z]\s{0,4}:[^\"'`\n]{1,400})[\"'`]", re.IGNORECASE)
_SET = lazy_re.compile(
    r"(?:\.|[\"'`,{]\s{0,4})(position|inset|width|height|minWidth|minHeight)[\"'`]?\s{0,4}[=:,]\s{0,4}[\"'`]([\w%. ]{1,20})[\"'`]"
)
_NAMES = {"minWidth": "min-width", "minHeight": "min-height"}
_MAX_FOUND, _AROUND = 10, 1_000
"""Places looked at in a script, and characters before and behind each."""


def made_frames(scripts: Iterable[str], *, waiting: int) -> Iterator[tuple[str, int]]:
    """(address, how it fills) of each address that a script holds beside the making of a frame and the style of one that takes the page:
    it covers the page if it does so whatever a visitor does. `waiting`: how a frame fills that stands in the page without an address;
    else 0."""
    for script in scripts:
        if not waiting and not any(word in script for word in _FRAMES):
            continue
        for cue in (_MAKES, _GIVES) if waiting else (_MAKES,):
            for match in islice(cue.finditer(script), _MAX_FOUND):
                place = script[max(0, match.start() - _AROUND) : match.end() + _AROUND]
                how = waiting or _stretches(place)
                if how == COVERS and not _is_at_once(script, match.start()):
                    how = FILLS
                if how:
                    yield from ((found[1], how) for found in islice(_ADDRESS.finditer(place), _MAX_FOUND))
                if how == COVERS:
                    yield from ((found[1], how) for found in islice(_OF_THE_SITE.finditer(place), _MAX_FOUND))


def _is_at_once(script: str, at: int) -> bool:
    """Return whether what stands there is in no function and under no condition, but for one around all of the script."""
    return script.count("{", 0, at) - script.count("}", 0, at) <= (_AT_LOAD.match(script) is not None)


def _stretches(script: str) -> int:
    """How a frame fills the page that has the styles in this part of a script: FILLS, COVERS or 0."""
    told = [match[1] for match in islice(_STYLE.finditer(script), _MAX_FOUND)]
    told += [f"{_NAMES.get(match[1], match[1])}:{match[2]}" for match in islice(_SET.finditer(script), _MAX_FOUND)]
    return max(map(filling, (*told, ";".join(told))))
