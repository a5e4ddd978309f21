"""Lines of evidence with what they share: a duplicate stands in a journal without its evidence, and points to the line that holds it."""

import io
import os
import re
import sqlite3
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import AnyStr, BinaryIO

import orjson
from msgspec.structs import replace

from scamtriage.records import codec
from scamtriage.records.evidence import SCHEMA, Dossier
from scamtriage.records.scalars import MOST_LINES
from scamtriage.records.target import Target

_HEAD = re.compile(rb'\{"schema":"%s","line":(\d{1,16}),' % re.escape(SCHEMA.encode()))
"""How a line begins as we write it; any other is read for its number."""
_SHARES = re.compile(rb'"same_as"\s*:\s*(null|\d+)')
"""A raw quotation mark stands in no text of JSON, so this is the key; what carries a number is read as a whole before it is believed."""

_EVIDENCE = re.compile(rb'"evidence"\s*:\s*\{\s*"')
"""Of a line that holds some."""
_EARLY_BYTES = 4_000_000
"""Of duplicates that are held back; those that came first leave."""


def load_lines(lines: Iterable[AnyStr]) -> Iterator[Dossier]:
    """Read an evidence file line by line; blank lines are passed over, and duplicates hold the evidence that they point to."""
    return (codec.from_line(line, number) for number, line in enumerate(whole(lines), start=1) if line.strip())


def whole(lines: Iterable[AnyStr]) -> Iterator[AnyStr]:
    """The same lines, a duplicate's with the evidence of the line that it points to: see Originals. Raises what reading them raises."""
    with closing(Originals(lines)) as originals:
        offset = 0
        for line in lines:
            raw = line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass")
            found = originals.filled(raw, offset)
            offset += len(raw)
            yield line if found is raw else found if isinstance(line, bytes) else found.decode()


class Originals:
    """Fills a duplicate's line with the evidence of the line that it points to, the last of that number before it, if that is of the same
    host. In constant memory: of a plain file it is remembered where each line stands; the lines of any other source are kept, compressed,
    in a private temporary file that ends with the process, and begins when they are many."""

    def __init__(self, source: object) -> None:
        """`source`: what the lines come from."""
        self._held = _Held(source)

    def filled(self, raw: bytes, offset: int) -> bytes:
        """The line, which begins there in the source, itself where it needs or finds nothing. Raises OSError where no temporary file can
        be had."""
        shares = _SHARES.search(raw)
        if shares is None or shares[1] == b"null":
            self._held.keep(raw, offset)
            return raw
        return _filled(raw, self._held) or raw

    def close(self) -> None:
        self._held.close()


class Early:
    """Holds back duplicates that found no evidence before them, until the same line of the list comes once more: a scan that was continued
    has asked it again, and the later one counts. What nobody asked again comes at the end."""

    def __init__(self) -> None:
        self._held: dict[tuple[int, str], tuple[int, bytes]] = {}
        self._lines: Counter[int] = Counter()
        """Numbers in the list of those that are held."""
        self._bytes = 0

    def passed(self, number: int, line: bytes) -> Iterator[tuple[int, bytes]]:
        """What may be read now that this line, the one of this number in the file, has come: itself, nothing yet, or what can be held no
        longer."""
        shares = _SHARES.search(line)
        lost = shares is not None and shares[1] != b"null" and not _EVIDENCE.search(line)
        if not lost and (not self._held or _number(line) not in self._lines):
            yield number, line
            return
        dossier = _read(line)
        if dossier is None:
            yield number, line
            return
        key = dossier.line, dossier.input
        if key in self._held:
            self._let_go(key)
        if dossier.same_as is None or dossier.evidence or not isinstance(dossier.target, Target):
            yield number, line
            return
        self._held[key] = number, line
        self._lines[dossier.line] += 1
        self._bytes += len(line)
        while self._bytes > _EARLY_BYTES:
            yield self._let_go(next(iter(self._held)))

    def left(self) -> Iterator[tuple[int, bytes]]:
        """All that are still held."""
        while self._held:
            yield self._let_go(next(iter(self._held)))

    def _let_go(self, key: tuple[int, str]) -> tuple[int, bytes]:
        number, line = self._held.pop(key)
        self._lines[key[0]] -= 1
        if not self._lines[key[0]]:
            del self._lines[key[0]]
        self._bytes -= len(line)
        return number, line


def _filled(raw: bytes, held: "_Held") -> bytes | None:
    """The line of a duplicate with the evidence of its original; None for a line that needs or finds none. Whoever reads that says why."""
    duplicate = _read(raw)
    if duplicate is None or duplicate.same_as is None or duplicate.evidence or not isinstance(duplicate.target, Target):
        return None
    original = _read(held.line(duplicate.same_as))
    if original is None or not isinstance(original.target, Target) or original.target.host != duplicate.target.host:
        return None  # lists were joined or edited: it is another's
    end = b"\n" if raw.endswith(b"\n") else b""
    return codec.to_line(replace(duplicate, evidence=original.evidence)) + end


def _read(raw: bytes) -> Dossier | None:
    try:
        return codec.from_line(raw)
    except codec.BadRecord:
        return None


class _Held:
    """The lines by their numbers in the list: where they stand, or themselves."""

    def __init__(self, lines: object) -> None:
        self._again = _opened_again(lines)
        self._base = sqlite3.connect("", check_same_thread=False)  # "": unnamed, on disk once it is large, removed by SQLite
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000; CREATE TABLE held (line INTEGER PRIMARY KEY, kept);"
        )

    def keep(self, raw: bytes, offset: int) -> None:
        number = _number(raw)
        if number is None:
            return
        try:
            kept = offset if self._again is not None else zlib.compress(raw, 1)
            self._base.execute("INSERT OR REPLACE INTO held VALUES (?, ?)", (number, kept))
        except sqlite3.OperationalError as exc:
            raise OSError(f"{tempfile.gettempdir()}: {exc}; set TMPDIR to a folder that has room") from exc

    def line(self, number: int) -> bytes:
        """The last line of this number; b"" where there is none."""
        found = self._base.execute("SELECT kept FROM held WHERE line = ?", (number,)).fetchone()
        if found is None:
            return b""
        if self._again is None:
            return zlib.decompress(found[0])
        self._again.seek(found[0])
        return self._again.readline(codec.MAX_LINE_BYTES + 1)

    def close(self) -> None:
        self._base.close()
        if self._again is not None:
            self._again.close()


def _number(raw: bytes) -> int | None:
    if (head := _HEAD.match(raw)) is not None:
        number: object = int(head[1])
    else:
        try:
            number = orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))["line"]
        except (ValueError, KeyError, TypeError):
            return None
    return number if type(number) is int and 0 < number <= MOST_LINES else None


def _opened_again(lines: object) -> BinaryIO | None:
    """A plain file, to be read at any place; None for a pipe, a packed file and everything else."""
    if not (isinstance(lines, io.BufferedReader) and isinstance(lines.raw, io.FileIO) and lines.seekable()):
        return None
    try:
        again = Path(lines.raw.name).open("rb") if lines.tell() == 0 else None  # noqa: SIM115 - closed with the lines
    except (OSError, TypeError):  # standard input bears no name of a file
        return None
    if again is not None and not os.path.samestat(os.fstat(again.fileno()), os.fstat(lines.fileno())):
        again.close()
        return None
    return again
