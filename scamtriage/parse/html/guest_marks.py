"""Marks in the text of a page where visitors' words begin and end, so that they are found again however the text is folded meanwhile."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from scamtriage.parse.html.guests import KINDS, NAMING, STEMS, Place, elements_of, kind_of
from scamtriage.parse.html.outline import Above

_PRIVATE = range(0xF0000, 0x110000)
"""Characters that mean nothing, and that folding leaves as they are."""
_BREAKS = " \n\f"

Places = dict[str, list[Place]]
"""Kind, one of `guests.KINDS`, -> ranges of a text."""


class Marks:
    """Two signs for each kind, none of which stands in the text that is to be marked."""

    def __init__(self, text: str) -> None:
        """A text in which all of them stand, 130,000 different ones, gets no marks."""
        free = islice((sign for sign in map(chr, _PRIVATE) if sign not in text), 2 * len(KINDS))
        pairs = [*zip(free, free, strict=False)]
        self._signs = dict(zip(KINDS, pairs, strict=True)) if len(pairs) == len(KINDS) else {}
        self._none = dict.fromkeys(map(ord, "".join(sign for pair in self._signs.values() for sign in pair)))
        self._meant = {sign: (kind, closes) for kind, pair in self._signs.items() for closes, sign in enumerate(pair)}

    def around(self, kind: str) -> tuple[str, str]:
        return self._signs.get(kind, ("", ""))

    def within(self, text: str, places: Places) -> str:
        """Return the text with a mark where each range begins and ends."""
        at = [
            (edge, sign) for kind, ranges in places.items() for place in ranges for edge, sign in zip(place, self.around(kind), strict=True)
        ]
        pieces, last = list[str](), 0
        for edge, sign in sorted(at, key=lambda one: one[0]):
            pieces += (text[last:edge], sign)
            last = edge
        return "".join((*pieces, text[last:]))

    def removed(self, text: str) -> str:
        return text.translate(self._none) if self._none else text

    def taken(self, text: str, *, folded: bool = False) -> tuple[str, Places]:
        """Return the text without the marks, and the ranges that they marked. What is never closed goes to the end. `folded`: no line, and
        no gap between words, is left behind where a mark stood alone."""
        places: Places = {}
        opened: dict[str, list[int]] = {kind: [] for kind in KINDS}
        pieces, length, last = list[str](), 0, ""
        for piece, sign in self._pieces(text):
            if folded and (not last or last in _BREAKS):
                piece = piece.lstrip(_BREAKS)
            pieces.append(piece)
            length, last = length + len(piece), piece[-1:] or last
            if not sign:
                continue
            kind, closes = self._meant[sign]
            if not closes:
                opened[kind].append(length)
            elif opened[kind]:
                places.setdefault(kind, []).append((opened[kind].pop(), length))
        whole = "".join(pieces)
        whole = whole.rstrip(_BREAKS) if folded else whole
        for kind, starts in opened.items():
            places.setdefault(kind, []).extend((start, len(whole)) for start in starts)
        ranges = {kind: [(a, min(b, len(whole))) for a, b in found if a < min(b, len(whole))] for kind, found in places.items()}
        return whole, {kind: sorted(found) for kind, found in ranges.items() if found}

    def _pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield (text before a mark, the mark), and last (the rest, "")."""
        start = 0
        at = sorted(edge for sign in self._meant for edge in _all(text, sign))
        for edge in at:
            yield text[start:edge], text[edge]
            start = edge + 1
        yield text[start:], ""


def _all(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


@cache
def _selector(kinds: tuple[str, ...]) -> str:
    named = [f"[{name}*={stem} i]" for kind in kinds for stem in STEMS[kind] for name in NAMING]
    return ",".join((*named, *(name for kind in kinds for name in sorted(elements_of(kind)))))


def kinds_in(written: Collection[str]) -> list[str]:
    """Return the kinds of which elements are named in markup: see `prescan.Prescan.written`."""
    return [kind for kind in KINDS if kind in written]


def mark_guests(tree: Any, kinds: Collection[str]) -> Marks | None:
    """Put marks around what stands in the elements of a tree that are of these kinds; None if there are none."""
    if not kinds or tree.body is None:
        return None
    by_kind: dict[str, list[Any]] = {}
    for node in tree.css(_selector(tuple(kinds))):
        if node.first_child is not None and (kind := kind_of(node.tag, node.attributes)):
            by_kind.setdefault(kind, []).append(node)
    if not by_kind:
        return None
    marks = Marks(tree.body.text())
    for kind, found in by_kind.items():
        opens, closes = marks.around(kind)
        for node in _outermost(found) if opens else ():
            node.first_child.insert_before(opens)
            node.last_child.insert_after(closes)
    return marks


def _outermost(nodes: Sequence[Any]) -> list[Any]:
    above = Above({node.mem_id for node in nodes})
    return [node for node in nodes if not above.nearest(node)]
