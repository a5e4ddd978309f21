"""Restore the evidence of duplicates. A journal stores a duplicate without evidence and with the number of the line that has it."""

import io
import os
import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import orjson

from scamtriage.batch.host_index import temporary_room
from scamtriage.records import codec, lazy_re
from scamtriage.records.evidence import SCHEMA, Dossier, Mode
from scamtriage.records.scalars import MOST_LINES
from scamtriage.records.target import Target

_HEAD = lazy_re.compile(rb'\{"schema":"%s","line":(\d{1,16}),' % re.escape(SCHEMA.encode()))
"""How a line begins as this program writes it. Any other line is parsed to get its number."""
_SHARES = lazy_re.compile(rb'"same_as"\s*:\s*(null|\d+)')
"""The `same_as` key. JSON text cannot contain an unescaped quotation mark, so a match is a key; the line is parsed before its number is
used."""

_EVIDENCE = lazy_re.compile(rb'"evidence"\s*:\s*\{\s*"')
"""Matches a line whose evidence is not empty."""
_EARLY_BYTES = 4_000_000
"""Total size of the duplicates held back. Above it, the oldest are released."""


class Originals:
    """Adds to a duplicate's line the evidence of its original. The original is the last earlier line of that number, if it has the same
    host.

    Memory is constant. For a plain file the offset of each line is stored. Lines of any other source are compressed into an unnamed SQLite
    database, which goes to disk when large and is removed with the process.
    """

    def __init__(self, source: object) -> None:
        """Take the source of the lines; a plain file is opened a second time for random access."""
        self._held = _Held(source)

    def filled(self, raw: bytes, offset: int) -> bytes:
        """Return the line, with evidence if it is a duplicate whose original was found. `offset`: where the line begins in the source.
        Raises OSError if the temporary database cannot be written."""
        shares = _SHARES.search(raw)
        if shares is None or shares[1] == b"null":
            self._held.keep(raw, offset)
            return raw
        return _filled(raw, self._held) or raw

    def close(self) -> None:
        self._held.close()


class Early:
    """Holds back duplicates that appear before their evidence, until the same input line appears again. A resumed scan collects such a line
    again, and the later result counts. Lines that do not appear again are released at the end."""

    def __init__(self) -> None:
        self._held: dict[tuple[int, str], tuple[int, bytes]] = {}
        self._lines: Counter[int] = Counter()
        """How many held lines have each line number of the list."""
        self._bytes = 0

    def passed(self, number: int, line: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that can be read now. `number`: the position of `line` in the file. Yields the line itself, nothing while it is
        held back, or the oldest held lines above the size limit."""
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
        if dossier.same_as is None or dossier.evidence or dossier.mode is Mode.OFFLINE or not isinstance(dossier.target, Target):
            yield number, line  # of a name that is judged alone there is no evidence to wait for
            return
        self._held[key] = number, line
        self._lines[dossier.line] += 1
        self._bytes += len(line)
        while self._bytes > _EARLY_BYTES:
            yield self._let_go(next(iter(self._held)))

    def left(self) -> Iterator[tuple[int, bytes]]:
        """Release all held lines."""
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
    """Return a duplicate's line with the evidence of its original. Return None if none is needed or the original is missing; the reader of
    the line reports that."""
    duplicate = _read(raw)
    if duplicate is None or duplicate.same_as is None or duplicate.evidence or not isinstance(duplicate.target, Target):
        return None
    line = held.line(duplicate.same_as)
    original = _read(line)
    if original is None or not isinstance(original.target, Target) or original.target.host != duplicate.target.host:
        return None  # lists were joined or edited: the number means another line
    end = b"\n" if raw.endswith(b"\n") else b""
    return codec.with_evidence(raw, line) + end


def _read(raw: bytes) -> Dossier | None:
    try:
        return codec.from_line(raw)
    except codec.BadRecord:
        return None


class _Held:
    """Index of lines by their number in the list: stores offsets, or the lines themselves."""

    def __init__(self, lines: object) -> None:
        self._again = _opened_again(lines)
        self._base = sqlite3.connect("", check_same_thread=False)  # "": unnamed; SQLite moves it to disk when large, and removes it
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000; CREATE TABLE held (line INTEGER PRIMARY KEY, kept);"
        )

    def keep(self, raw: bytes, offset: int) -> None:
        number = _number(raw)
        if number is None:
            return
        kept = offset if self._again is not None else zlib.compress(raw, 1)
        with temporary_room():
            self._base.execute("INSERT OR REPLACE INTO held VALUES (?, ?)", (number, kept))

    def line(self, number: int) -> bytes:
        """Return the last line of this number, or b"" if there is none."""
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
    """Open a plain file a second time for random access. Return None for a pipe, a compressed file or anything else."""
    if not (isinstance(lines, io.BufferedReader) and isinstance(lines.raw, io.FileIO) and lines.seekable()):
        return None
    try:
        again = Path(lines.raw.name).open("rb") if lines.tell() == 0 else None  # noqa: SIM115 - closed with the lines
    except (OSError, TypeError):  # standard input has no file name
        return None
    if again is not None and not os.path.samestat(os.fstat(again.fileno()), os.fstat(lines.fileno())):
        again.close()
        return None
    return again
