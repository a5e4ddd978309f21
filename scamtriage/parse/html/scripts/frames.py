"""Frames that scripts make, or give an address, and stretch over the page: what they show was not asked for."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from scamtriage.parse.html.filling import FILLS, filling

_MAKES = re.compile(r"[\"'`<](?:iframe|embed|object)\b", re.IGNORECASE)
_FRAMES = ("iframe", "IFRAME", "embed", '"object"', "'object'")
"""One look for each spares most scripts the search."""
_GIVES = re.compile(r"\.\s?src\s?=|[\"'`]src[\"'`]\s?,")
_ADDRESS = re.compile(r"[\"'`]((?:https?:)?//[\w.-]{3,100}(?:[/?:][^\"'`\s<>]{0,400})?)[\"'`]")
_STYLE = re.compile(r"[\"'`]([^\"'`\n]{0,20}[a-z]\s{0,4}:[^\"'`\n]{1,400})[\"'`]", re.IGNORECASE)
_SET = re.compile(
    r"(?:\.|[\"'`,{]\s{0,4})(position|inset|width|height|minWidth|minHeight)[\"'`]?\s{0,4}[=:,]\s{0,4}[\"'`]([\w%. ]{1,20})[\"'`]"
)
_NAMES = {"minWidth": "min-width", "minHeight": "min-height"}
_MAX_FOUND, _AROUND = 10, 1_000
"""Places looked at in a script, and characters before and behind each."""


def made_frames(scripts: Iterable[str], *, waiting: bool) -> Iterator[tuple[str, int]]:
    """(address, how it fills) of each address that a script holds beside the making of a frame and the style of one that takes the page;
    `waiting`: such a one stands in the page, and has no address yet."""
    for script in scripts:
        if not waiting and not any(word in script for word in _FRAMES):
            continue
        for cue in (_MAKES, _GIVES) if waiting else (_MAKES,):
            for match in islice(cue.finditer(script), _MAX_FOUND):
                place = script[max(0, match.start() - _AROUND) : match.end() + _AROUND]
                if waiting or _stretches(place):
                    yield from ((found[1], FILLS) for found in islice(_ADDRESS.finditer(place), _MAX_FOUND))


def _stretches(script: str) -> bool:
    told = [match[1] for match in islice(_STYLE.finditer(script), _MAX_FOUND)]
    told += [f"{_NAMES.get(match[1], match[1])}:{match[2]}" for match in islice(_SET.finditer(script), _MAX_FOUND)]
    return any(map(filling, (*told, ";".join(told))))
