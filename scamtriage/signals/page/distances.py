"""How the occurrences of words stand to each other on one page."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from scamtriage.signals.page.occurrences import HEADING, TEXT, TITLE, Hit

NOWHERE = 10**9
"""Characters between what stands in no place together."""


def gap(first: Iterable[Hit], second: Iterable[Hit]) -> tuple[int, Hit | None, Hit | None]:
    """Characters between the nearest two occurrences in one place, 0 when they touch; NOWHERE when there is no such pair."""
    best: tuple[int, Hit | None, Hit | None] = (NOWHERE, None, None)
    by_place = _by_place(second)
    for a in first:
        others = by_place.get(a.place)
        if not others:
            continue
        at = bisect_left(others, (a.start,))
        for b in others[max(0, at - 1) : at + 1]:
            between = max(0, b.start - a.end, a.start - b.end)
            if between < best[0] and not (a.start == b.start and a.end == b.end):
                best = (between, a, b)
    return best


def near(hit: Hit, others: Iterable[Hit], gap: int) -> list[Hit]:
    """Those of the others within `gap` characters in the same place; title and headings stand directly above the text."""
    first, last = hit.start - gap, hit.end + gap
    above = hit.place in (TITLE, HEADING)
    return [
        h
        for h in others
        if (h.place == hit.place and h.start <= last and h.end >= first)
        or (above and h.place in (TITLE, HEADING))
        or (above and h.place == TEXT and h.start <= gap)
        or (hit.place == TEXT and hit.start <= gap and h.place in (TITLE, HEADING))
    ]


def span(groups: Sequence[Sequence[Hit]], shift: int) -> tuple[int, tuple[Hit, ...]]:
    """Characters of the shortest stretch of one place that holds a member of every group, and these members, of which the last closes
    it; one occurrence serves one group only. The title is read before the text and counts as its beginning.
    `shift`: characters of the title and what parts it from the text."""
    marks = sorted((h.place, h.start, h.end, number, h) for number, hits in enumerate(groups) for h in hits)
    marks += [(TEXT, start - shift, end - shift, number, h) for place, start, end, number, h in marks if place == TITLE]
    marks.sort()
    best = NOWHERE
    where: tuple[Hit, ...] = ()
    last: dict[int, tuple[int, int]] = {}
    members: dict[int, Hit] = {}
    here, wanted = -1, len(groups)
    for place, start, end, number, hit in marks:
        if place != here:
            here = place
            last.clear()
        last[number] = (start, end)
        members[number] = hit
        if len(last) < wanted:
            continue
        ends = set(last.values())
        if len(ends) < wanted or end - min(ends)[0] >= best:  # no stretch is shorter than from its first start to this end
            continue
        length = max([e for _, e in ends]) - min(ends)[0]
        if length < best:
            best, where = length, (*(members[other] for other in last if other != number), hit)
    return best, where


def _by_place(hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    places: dict[int, list[Hit]] = defaultdict(list)
    for h in hits:
        places[h.place].append(h)
    for members in places.values():
        members.sort()
    return places


def one_within(places: list[int], first: int, last: int) -> bool:
    """Whether one of the sorted places lies between the two, both included."""
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last
