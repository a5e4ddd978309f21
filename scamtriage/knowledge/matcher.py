"""Many patterns found in one pass over a text, in linear time whatever the text."""

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from scamtriage.knowledge.compiled import database

K = TypeVar("K", bound=Hashable)

HIT_LIMIT = 50_000
"""Hits kept of one scan. A text with more is cut there, so that hostile repetition costs no more than a long page."""

_CONTINUATION = bytes(range(0x80, 0xC0))
_SPECIAL = frozenset(b"\\^$.|?*+()[]{}#/ \t\r\n\f\v\0")


@dataclass(frozen=True, slots=True)
class Pattern(Generic[K]):
    """One thing to look for, and the key under which it is reported.

    A literal is compared byte by byte in UTF-8: fold case in the text and in the pattern before. `caseless` folds ASCII letters alone.
    A regular expression is in the subset that Hyperscan compiles (no back-references, no look-around). It is reported at *every*
    end that it has, with its leftmost start: write it as a head (`api\\.telegram\\.org/bot[0-9]{6}`) and read the rest from there.
    """

    key: K
    expression: str
    literal: bool = True
    caseless: bool = False
    once: bool = False
    """`ends` reports its first end alone."""
    hint: str = ""
    """A cheap regular expression that ends within this one wherever it stands: `ends` looks for that in its pass, and for this one in a
    second pass where it was found. For the few that cost as much as hundreds of others: bounded repeats, classes of many bytes."""


class Hit(NamedTuple, Generic[K]):
    """Where a pattern stands: byte offsets, `end` exclusive. A tuple, because a page makes thousands of them."""

    key: K
    start: int
    end: int


class Matcher(Generic[K]):
    """A compiled set of patterns. Compiled at first use; may be shared by threads.

    Compilation takes about 20 ms for a thousand literals, so a matcher is made once a process, and what came of it is kept (`compiled`).
    """

    def __init__(self, patterns: Iterable[Pattern[K]]) -> None:
        self.patterns: tuple[Pattern[K], ...] = tuple(patterns)
        self._lengths = tuple(len(p.expression.encode()) if p.literal else 0 for p in self.patterns)
        self._hints = tuple(dict.fromkeys(p.hint for p in self.patterns if p.hint))
        self._threads = threading.local()

    def scan(self, text: str | bytes, *, limit: int = HIT_LIMIT) -> list[Hit[K]]:
        """Every occurrence, overlapping ones too, in the order of their ends; at most `limit`, and then the rest is not looked at."""
        raw: list[tuple[int, int, int]] = []

        def on_match(index: int, start: int, end: int, _flags: int, _context: object) -> bool:
            raw.append((index, start, end))
            return len(raw) >= limit

        self._run("every", text, on_match)
        return [Hit(self.patterns[i].key, (end - self._lengths[i]) if self._lengths[i] else start, end) for i, start, end in raw[:limit]]

    def ends(self, text: str | bytes, *, limit: int = HIT_LIMIT) -> list[tuple[int, int]]:
        """The cheap form of `scan`: (index into `patterns`, end) of every occurrence. Starts are not tracked, which halves the cost."""
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
        """`ends` sorted by pattern: the end of every occurrence in their order, and which of them are whose, by index into `patterns`."""
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
        """Which patterns occur at all, each with the end of its first occurrence. Cheaper than `scan` on a repetitive text."""
        ends: dict[K, int] = {}
        patterns = self.patterns

        def on_match(index: int, _start: int, end: int, _flags: int, _context: object) -> bool:
            ends.setdefault(patterns[index].key, end)
            return len(ends) >= HIT_LIMIT

        self._run("first", text, on_match)
        return ends

    def _run(self, which: str, text: str | bytes, on_match: Callable[[int, int, int, int, object], bool]) -> None:
        """Scan until `on_match` says that it is enough."""
        if not self.patterns:
            return
        scan, enough = getattr(self._threads, which, None) or self._ready(which)
        try:  # noqa: SIM105 -- most scans are of a few hundred bytes, and suppress() costs as much as one of them
            scan(utf8(text) if isinstance(text, str) else text, match_event_handler=on_match)
        except enough:
            pass

    def _ready(self, which: str) -> tuple[Callable[..., object], type[Exception]]:
        """How this thread scans, with working memory of its own, which Hyperscan refuses to share between scans that run at once; and
        what is raised when a scan is ended early."""
        import hyperscan

        patterns = getattr(self, f"_{which}")
        ready = partial(patterns.scan, scratch=hyperscan.Scratch(patterns)), hyperscan.ScanTerminated
        setattr(self._threads, which, ready)
        return ready

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
    """A database of (id, pattern, flags of its own), from the user's cache where it was kept."""

    def compile_() -> Any:
        import hyperscan

        found = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        found.compile(
            expressions=[escape(p.expression) if p.literal else p.expression.encode() for _, p, _ in rows],
            ids=[i for i, _, _ in rows],
            elements=len(rows),
            flags=[flag | (hyperscan.HS_FLAG_CASELESS if p.caseless else 0) | hyperscan.HS_FLAG_DOTALL for _, p, flag in rows],
        )
        return found

    return database([f"{i} {flag} {p.literal:d}{p.caseless:d} {p.expression}" for i, p, flag in rows], compile_)


def escape(literal: str) -> bytes:
    """The literal as a byte-wise regular expression of Hyperscan."""
    return b"".join(b"\\x%02x" % byte if byte in _SPECIAL else bytes((byte,)) for byte in literal.encode())


def utf8(text: str) -> bytes:
    """The bytes that offsets count in. Lone surrogates, which hostile pages can produce, take three bytes."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def character_offsets(data: bytes, offsets: Sequence[int]) -> dict[int, int]:
    """Byte offsets of UTF-8 data -> offsets in characters, in one walk over the data."""
    positions: dict[int, int] = {}
    last = characters = 0
    for offset in sorted(set(offsets)):
        characters += len(data[last:offset].translate(None, _CONTINUATION))
        positions[offset] = characters
        last = offset
    return positions
