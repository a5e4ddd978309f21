"""Whether a frame takes the page, and what that leaves to know of a page that another one stands in front of."""

import re
from collections.abc import Iterable, Mapping

from scamtriage.knowledge.infrastructure import shows_films
from scamtriage.parse.html.hiding import effect

FILLS, COVERS = 1, 2
"""A frame that leaves hardly any room around it; one that lies over everything else."""

FEW_CHARS = 600
"""A page that says less beside a frame of such a size is there for what the frame shows."""

_HIGH = re.compile(r"(?<![-\w])(?:min-)?height\s{0,4}:\s{0,4}(?:[6-9]\d\d|\d{4}|(?:[89]\d|1\d\d)d?vh)(?!\d)")
_HIGH_AS_ALL = re.compile(r"(?<![-\w])height\s{0,4}:\s{0,4}(?:9\d|1\d\d)\s{0,2}(?:%|[dsl]?vh)")
_WIDE_AS_ALL = re.compile(r"(?<![-\w])width\s{0,4}:\s{0,4}(?:9\d|1\d\d)\s{0,2}(?:%|[dsl]?vw)")
_TAKEN_OUT = re.compile(r"position\s{0,4}:\s{0,4}(?:fixed|absolute)")
_TO_ALL_SIDES = re.compile(r"(?<![-\w])inset\s{0,4}:\s{0,4}0")
_STYLE_CHARS = 400


def filling(given: Mapping[str, str | None]) -> int:
    """How a frame with these attributes takes the page: by its height, or because it is as wide and as high as what is around it; 0 for
    one that does not."""
    size = f"width:{given.get('width') or ''};height:{given.get('height') or ''};{(given.get('style') or '')[-_STYLE_CHARS:]}".lower()
    whole = _TO_ALL_SIDES.search(size) or (_HIGH_AS_ALL.search(size) and _WIDE_AS_ALL.search(size))
    if whole and effect(given.get("style") or "")[0]:  # a window that waits to be opened
        return 0
    if whole and _TAKEN_OUT.search(size):
        return COVERS
    return FILLS if whole or _HIGH.search(size) else 0


def taking_the_page(frames: Iterable[tuple[str, int]], shown_weight: int) -> list[str]:
    """The hosts of these (host, how it fills) of which the frame is what a visitor sees: films, maps and the like are shown beside a page,
    and a calendar below its words is part of it."""
    return [host for host, how in frames if host and (how == COVERS or shown_weight < FEW_CHARS) and not shows_films(host)]
