"""What the token reader collects as it goes: texts, headings and links, each with its bounds."""

import re
from collections import deque
from collections.abc import Collection
from html import unescape
from itertools import pairwise

from scamtriage.parse.html.document import LAST_LINKS, MAX_HEADINGS, MAX_LINKS, Document
from scamtriage.parse.html.guest_marks import kinds_in
from scamtriage.parse.html.guests import STEMS, kind_of
from scamtriage.parse.html.tokens import attributes
from scamtriage.records.limits import limit

MAX_TEXT_CHARS = 200_000
FOOT_CHARS = 32_768
"""Of a page that has more tokens, or more text, than are read, the end is read all the same: contacts stand there."""

_MAX_PIECES = 40
_MAX_PIECE_CHARS = 1_000
"""Pieces of text that a link or a heading is put together of, and characters of each."""


class Texts:
    """The visible and the concealed text, in the order of the page, and the end of the visible one beyond its bound."""

    def __init__(self) -> None:
        self.places: list[tuple[str, int, int]] = []
        """(kind, where it begins, where it ends) of what visitors wrote."""
        self._visible: list[str] = []
        self._concealed: list[str] = []
        self._chars = 0
        self._foot: deque[str] = deque()
        self._foot_chars = 0

    def append(self, piece: str, document: Document, *, hidden: bool) -> None:
        """Take markup's text as it is written. Both texts share one bound; reaching it is noted in the document's caps."""
        if self._chars < MAX_TEXT_CHARS:
            self._chars += len(piece)
            (self._concealed if hidden else self._visible).append(piece)
            return
        if piece.strip():
            document.caps[limit("text chars", MAX_TEXT_CHARS)] = 0
        if not hidden:
            self._foot.append(piece[-FOOT_CHARS:])
            self._foot_chars += len(self._foot[-1])
            while self._foot_chars > FOOT_CHARS + len(self._foot[0]):
                self._foot_chars -= len(self._foot.popleft())

    def edge(self) -> int:
        """Return the place in the visible text that is reached, for `finish`."""
        return len(self._visible)

    def finish(self, document: Document) -> None:
        """`places`, whose ends are such places, become ranges of the text: a reference to a character does not go on behind a tag."""
        pieces, length, at = list[str](), 0, dict[int, int]()
        edges = sorted({edge for _, *ends in self.places for edge in ends})
        for start, stop in pairwise((0, *edges, len(self._visible))):
            at[start] = length
            pieces.append(unescape("".join(self._visible[start:stop])))
            length += len(pieces[-1])
        at[len(self._visible)] = length
        document.text = "".join(pieces)
        for kind, start, stop in self.places:
            if at[start] < at[stop]:
                document.guests.setdefault(kind, []).append((at[start], at[stop]))
        document.hidden = unescape("".join(self._concealed))
        document.foot = unescape("".join(self._foot))


class GuestElements:
    """The open elements in which visitors write."""

    def __init__(self, written: Collection[str]) -> None:
        kinds = kinds_in(written)
        stems = "|".join(stem for kind in kinds for stem in STEMS[kind])
        self._stem = re.compile(stems, re.IGNORECASE) if stems else None
        self._opened: list[tuple[int, str, int]] = []  # (how many elements were open with it, kind, where it begins)

    def open(self, name: str, region: str, depth: int, texts: Texts) -> None:
        """Note an element if it is one. `region`: its tag behind the name. Of most no attribute need be read."""
        if self._stem is None or (self._stem.search(region) is None and self._stem.search(name) is None):
            return
        if kind := kind_of(name, attributes(region, 0, len(region))):
            self._opened.append((depth, kind, texts.edge()))

    def close(self, depth: int, texts: Texts) -> None:
        """Close what was opened with so many open elements or more."""
        while self._opened and self._opened[-1][0] >= depth:
            _, kind, begins = self._opened.pop()
            texts.places.append((kind, begins, texts.edge()))


class Headings:
    """h1 to h3 as they end; lesser headings for a page that has no others."""

    def __init__(self) -> None:
        self._pieces: list[str] | None = None  # of the heading that stands open
        self._shown_so = 0  # the ways in which the heading itself is hidden
        self._lesser: list[str] = []
        self._before_box: int | None = None  # how many of them stand before the last box to type in
        self._lesser_at = 0  # how many elements are open where a lesser one stands open

    @property
    def is_open(self) -> bool:
        return self._pieces is not None

    def start(self, hidden: int, lesser_at: int) -> None:
        """A heading opens, hidden in these ways; `lesser_at`: the open elements beneath a lesser one, 0 for h1 to h3."""
        self._pieces, self._shown_so, self._lesser_at = [], hidden, lesser_at

    def text(self, raw: str, hidden: int) -> None:
        if not hidden & ~self._shown_so:
            _collect(self._pieces, raw)

    def box(self) -> None:
        """A box to type in: a lesser heading behind the last of them is none."""
        self._before_box = len(self._lesser)

    def closed_lesser(self, depth: int) -> bool:
        """Whether a lesser heading stood open, which ends where fewer elements are open than beneath it."""
        if not self._lesser_at:
            return False
        if depth < self._lesser_at and self._pieces is not None:
            self._lesser.append(unescape("".join(self._pieces)))
            self._pieces, self._lesser_at = None, 0
        return True

    def end(self, document: Document) -> None:
        if self._pieces is None:
            return
        if len(document.headings) < MAX_HEADINGS:
            document.headings.append(unescape("".join(self._pieces)))
        else:
            document.reach("headings", MAX_HEADINGS)
        self._pieces = None

    def finish(self, document: Document) -> None:
        if document.headings:
            return
        document.lesser = True
        lesser = self._lesser if self._before_box is None else self._lesser[: self._before_box]
        document.headings = lesser[:MAX_HEADINGS]
        if len(lesser) > MAX_HEADINGS:
            document.reach("headings", MAX_HEADINGS, len(lesser))


class Links:
    """Links with their texts: the first MAX_LINKS, and without texts the last of those beyond."""

    def __init__(self) -> None:
        self._pieces: list[str] | None = None  # of the link that stands open
        self._last: deque[tuple[str, str]] = deque(maxlen=LAST_LINKS)

    def start(self, given: dict[str, str], document: Document) -> None:
        self.end(document)
        if href := given.get("href") or given.get("xlink:href"):  # the latter of SVG
            document.link_count += 1
            if document.link_count > MAX_LINKS:
                document.reach("links", MAX_LINKS, document.link_count)
                self._last.append((href, ""))
                return
            self._pieces = []
            document.links.append((href, ""))

    def text(self, raw: str) -> None:
        _collect(self._pieces, raw)

    def end(self, document: Document) -> None:
        if self._pieces is not None:
            href, _ = document.links[-1]
            document.links[-1] = (href, unescape("".join(self._pieces)))
            self._pieces = None

    def forget(self) -> None:
        """Leave the link that stands open without a text: what follows it is not read one by one."""
        self._pieces = None

    def finish(self, document: Document) -> None:
        document.links += self._last


def _collect(pieces: list[str] | None, raw: str) -> None:
    if pieces is not None and len(pieces) < _MAX_PIECES:
        pieces.append(raw[:_MAX_PIECE_CHARS])
