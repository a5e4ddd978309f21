"""Distances and order of word occurrences on one page."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, product

from scamtriage.signals.page.occurrences import HEADING, TEXT, TITLE, Hit

NOWHERE = 10**9
"""Distance of occurrences that are not in the same place."""


def in_head(hits: Iterable[Hit]) -> Hit | None:
    """The first occurrence in title or heading; None if there is none."""
    return next((h for h in hits if h.place in (TITLE, HEADING)), None)


class Placed:
    """Occurrences sorted by place, for binary search."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        places: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            places[hit.place].append(hit)
        self._places: dict[int, tuple[list[Hit], list[Hit]]] = {}
        for place, members in places.items():
            members.sort()
            self._places[place] = members, list(accumulate(members, _further))

    def before(self, place: int, at: int) -> Hit | None:
        """Of those that begin before a character, the one that ends last; None if there is none."""
        members, furthest = self._places.get(place, _NONE)
        number = bisect_left(members, (at,))
        return furthest[number - 1] if number else None

    def behind(self, hit: Hit) -> Hit | None:
        """The first that begins at or after the start of a hit, except other meanings of the same characters."""
        members, _ = self._places.get(hit.place, _NONE)
        number = bisect_left(members, (hit.start,))
        while number < len(members) and members[number][:2] == hit[:2]:
            number += 1
        return members[number] if number < len(members) else None

    def holds(self, hit: Hit) -> bool:
        """Whether one of them is longer than a hit and contains it."""
        ahead, there = self.before(hit.place, hit.start), self.before(hit.place, hit.start + 1)
        return (ahead is not None and ahead.end >= hit.end) or (there is not None and there.end > hit.end)

    def meets(self, hit: Hit) -> bool:
        """Whether one of them shares a character with a hit."""
        found = self.before(hit.place, hit.end)
        return found is not None and found.end > hit.start


_NONE: tuple[list[Hit], list[Hit]] = ([], [])


def _further(one: Hit, other: Hit) -> Hit:
    return one if one.end > other.end else other


def gap(first: Sequence[Hit], second: Sequence[Hit]) -> tuple[int, Hit | None, Hit | None]:
    """Characters between the nearest pair in one place, with the pair; 0 if they touch. (NOWHERE, None, None) without a pair. An occurrence
    in both is not near itself."""
    best: tuple[int, Hit | None, Hit | None] = (NOWHERE, None, None)
    if not first or not second:
        return best
    others = Placed(second)
    for a in first:
        for b in (others.before(a.place, a.start), others.behind(a)):
            if b is not None and (between := max(0, b.start - a.end, a.start - b.end)) < best[0]:
                best = (between, a, b)
    return best


def near(hit: Hit, others: Iterable[Hit], gap: int) -> list[Hit]:
    """Those of the others within `gap` characters in the same place. Title and headings count as directly above the text."""
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
    """Return the length of the shortest stretch of one place with a member of every group, and these members.

    The last member ends the stretch. One occurrence serves one group only. The title counts as the beginning of the text. `shift`:
    characters of the title plus the separator from the text.
    """
    marks = [(h[2], h[0], h[1], number, h) for number, hits in enumerate(groups) for h in hits]
    marks += [(TEXT, start - shift, end - shift, number, h) for place, start, end, number, h in marks if place == TITLE]
    marks.sort()
    best = NOWHERE
    where: tuple[Hit, ...] = ()
    latest: dict[int, tuple[_Mark, ...]] = {}
    here, wanted = -1, len(groups)
    starts = [0] * wanted  # of the latest of each group
    for place, start, end, number, hit in marks:
        if place != here:
            here = place
            latest.clear()
        mark, known = ((start, end), hit), latest.get(number, ())
        if known and known[0][0] == mark[0]:  # another meaning of the same characters
            continue
        latest[number] = (mark, *known)[:wanted]
        starts[number] = start
        if len(latest) < wanted or end - min(starts) >= best:  # no stretch is shorter than from its first start to this end
            continue
        others = [some for other, some in latest.items() if other != number]
        for tried, chosen in enumerate(product(*others)):
            spans = {mark[0], *[one[0] for one in chosen]}
            if len(spans) < wanted:
                continue
            length = max([last for _, last in spans]) - min(spans)[0]
            if length < best:
                best, where = length, (*[one[1] for one in chosen], hit)
            if not tried:  # the latest of each, all different: any other choice begins earlier
                break
    return best, where


_Mark = tuple[tuple[int, int], Hit]
"""((start, end) counted from the beginning of the text, the hit)."""


def one_within(places: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the sorted positions lies between the two bounds, both included."""
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last
