"""Find many patterns in one pass over a text, in time linear in the text."""

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Struct

from scamtriage.knowledge.compiled_patterns import spelled
from scamtriage.knowledge.matcher_cache import database

K = TypeVar("K", bound=Hashable)

HIT_LIMIT = 50_000
"""Maximum hits of one scan. Longer scans stop there, so that hostile repetition costs no more than a long page."""

_CONTINUATION = bytes(range(0x80, 0xC0))


class Pattern(Struct, Generic[K], frozen=True):
    """One pattern, and the key under which its hits are reported.

    A literal is compared as UTF-8 bytes: fold case in both text and pattern beforehand. `caseless` ignores case of ASCII letters only. A
    regular expression must be in the subset of Hyperscan (no back-references, no look-around). It is reported at *every* possible end, with
    its leftmost start. So write only the head (`api\\.telegram\\.org/bot[0-9]{6}`) and parse the rest from there.
    """

    key: K
    expression: str
    literal: bool = True
    caseless: bool = False
    once: bool = False
    """`ends` reports only the first end."""
    hint: str = ""
    """A cheap regex whose match always ends within this pattern's match. `ends` searches the hint first.

    Only if the hint matched does a second pass search this pattern. For the few patterns that cost as much as hundreds of others: bounded
    repeats, large byte classes.
    """


class Hit(NamedTuple, Generic[K]):
    """The position of a match: byte offsets, `end` exclusive. A tuple, because a page has thousands of them."""

    key: K
    start: int
    end: int


class Matcher(Generic[K]):
    """A compiled set of patterns. Compiled on first use; may be shared by threads.

    Compilation is slow (about 20 ms for a thousand literals). So create a matcher once per process; its database is cached on disk (see
    `compiled`).
    """

    def __init__(self, patterns: Iterable[Pattern[K]]) -> None:
        self.patterns: tuple[Pattern[K], ...] = tuple(patterns)
        self._lengths = tuple(len(p.expression.encode()) if p.literal else 0 for p in self.patterns)
        self._hints = tuple(dict.fromkeys(p.hint for p in self.patterns if p.hint))
        self._threads = threading.local()

    def scan(self, text: str | bytes, *, limit: int = HIT_LIMIT) -> list[Hit[K]]:
        """Return every match, including overlaps, in order of their ends. Stops after `limit` matches."""
        raw: list[tuple[int, int, int]] = []

        def on_match(index: int, start: int, end: int, _flags: int, _context: object) -> bool:
            raw.append((index, start, end))
            return len(raw) >= limit

        self._run("every", text, on_match)
        return [Hit(self.patterns[i].key, (end - self._lengths[i]) if self._lengths[i] else start, end) for i, start, end in raw[:limit]]

    def ends(self, text: str | bytes, *, limit: int = HIT_LIMIT) -> list[tuple[int, int]]:
        """Return (index into `patterns`, end) of every match. Half the cost of `scan`, because starts are not tracked."""
        data = utf8(text) if isinstance(text, str) else text
        raw = self._ends_by("ends", data, limit + len(self._hints))
        if self._hints:
            plain = [hit for hit in raw if hit[0] < len(self.patterns)]
            if len(plain) < len(raw):
                plain += self._ends_by("hinted", data, limit)
                plain.sort(key=itemgetter(1))
            raw = plain
        del raw[limit:]
        return raw

    def places(self, text: str | bytes, *, limit: int = HIT_LIMIT) -> tuple[list[int], dict[int, list[int]]]:
        """Return `ends` grouped by pattern: all ends in order, and for each pattern index the positions of its ends in that list."""
        ends: list[int] = []
        whose: dict[int, list[int]] = defaultdict(list)
        if self._hints:
            for number, (index, end) in enumerate(self.ends(text, limit=limit)):
                ends.append(end)
                whose[index].append(number)
            return ends, whose

        def on_match(index: int, _start: int, end: int, _flags: int, _context: object) -> bool:
            whose[index].append(len(ends))
            ends.append(end)
            return len(ends) >= limit

        self._run("ends", text, on_match)
        return ends, whose

    def _ends_by(self, which: str, data: bytes, limit: int) -> list[tuple[int, int]]:
        raw: list[tuple[int, int]] = []
        append = raw.append

        def on_match(index: int, _start: int, end: int, _flags: int, _context: object) -> bool:
            append((index, end))
            return len(raw) >= limit

        self._run(which, data, on_match)
        return raw

    def found(self, text: str | bytes) -> dict[K, int]:
        """Return each pattern that matches, with the end of its first match. Cheaper than `scan` on repetitive text."""
        ends: dict[K, int] = {}
        keep, keys = ends.setdefault, self._keys

        def on_match(index: int, _start: int, end: int, _flags: int, _context: object) -> None:  # at most once for each pattern
            keep(keys[index], end)

        self._run("first", text, on_match)
        return ends

    def _run(self, which: str, text: str | bytes, on_match: Callable[[int, int, int, int, object], bool | None]) -> None:
        """Scan until `on_match` returns True."""
        if not text or not self.patterns:
            return
        scan, scratch, enough = getattr(self._threads, which, None) or self._ready(which)
        try:  # noqa: SIM105 -- most scans are of a few hundred bytes, and suppress() costs as much as one of them
            scan(utf8(text) if isinstance(text, str) else text, on_match, 0, None, scratch)
        except enough:
            pass

    def _ready(self, which: str) -> tuple[Callable[..., object], object, type[Exception]]:
        """Return the scan function, this thread's scratch memory for it, and the exception that signals an early end.

        Each thread has its own scratch memory, which Hyperscan does not allow concurrent scans to share.
        """
        import hyperscan

        patterns = getattr(self, f"_{which}")
        ready = patterns.scan, hyperscan.Scratch(patterns), hyperscan.ScanTerminated
        setattr(self._threads, which, ready)
        return ready

    @cached_property
    def _keys(self) -> tuple[K, ...]:
        return tuple([pattern.key for pattern in self.patterns])

    @cached_property
    def _every(self) -> Any:
        import hyperscan

        return _compiled([(i, p, 0 if p.literal else hyperscan.HS_FLAG_SOM_LEFTMOST) for i, p in enumerate(self.patterns)])

    @cached_property
    def _ends(self) -> Any:
        rows = [(i, p, _once(p)) for i, p in enumerate(self.patterns) if not p.hint]
        hints = [Pattern("", hint, literal=False, once=True) for hint in self._hints]
        return _compiled([*rows, *((i, p, _once(p)) for i, p in enumerate(hints, start=len(self.patterns)))])

    @cached_property
    def _hinted(self) -> Any:
        return _compiled([(i, p, _once(p)) for i, p in enumerate(self.patterns) if p.hint])

    @cached_property
    def _first(self) -> Any:
        import hyperscan

        return _compiled([(i, p, hyperscan.HS_FLAG_SINGLEMATCH) for i, p in enumerate(self.patterns)])


def _once(pattern: Pattern[Any]) -> int:
    import hyperscan

    return int(hyperscan.HS_FLAG_SINGLEMATCH) if pattern.once else 0


def _compiled(rows: Sequence[tuple[int, Pattern[Any], int]]) -> Any:
    """Return a database of (id, pattern, extra flags), cached on disk."""
    # Without the keys: they are not compiled, and the order of a set among them differs from process to process.
    return database(spelled((i, p.expression, p.literal, p.caseless, flag) for i, p, flag in rows))


def utf8(text: str) -> bytes:
    """Return the bytes that offsets refer to. Lone surrogates, which hostile pages can produce, take three bytes."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def character_offsets(data: bytes, offsets: Sequence[int], characters: int | None = None) -> dict[int, int]:
    """Return byte offset of UTF-8 data -> offset in characters, in one pass.

    `characters`: the length of the data, for a long text with few offsets. They are then counted from both ends, and the widest gap between
    them is not looked at.
    """
    positions: dict[int, int] = {}
    order = sorted(set(offsets))
    behind = len(order)
    if characters is not None:
        gaps = [end - start for start, end in pairwise((0, *order, len(data)))]
        behind = gaps.index(max(gaps))
        last = len(data)
        for offset in reversed(order[behind:]):
            characters -= len(data[offset:last].translate(None, _CONTINUATION))
            positions[offset] = characters
            last = offset
    last = characters = 0
    for offset in order[:behind]:
        characters += len(data[last:offset].translate(None, _CONTINUATION))
        positions[offset] = characters
        last = offset
    return positions
