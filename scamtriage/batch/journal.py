"""The evidence file as the point from which a batch resumes: whole lines only, one writer, at most a second at risk."""

import contextlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeVar

from msgspec.structs import replace

from scamtriage.batch.packed import STEP_BYTES, From, decompressor, need_continued, pack, readable, unpacked, write_all
from scamtriage.net.locks import try_lock
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from scamtriage.records.evidence import SCHEMA, Dossier
from scamtriage.records.named import Named
from scamtriage.records.private import found_or_made

SYNC_S = 1.0
"""At most this long between a write and its fsync, where whoever appends looks at the clock (`Memory.on_disk_in_time`)."""
GROUP_BYTES = 1_000_000
_BEGINS = b'{"schema":"%s",' % SCHEMA.encode()
"""How each line of ours begins: what stands alone in a file and was torn is known by it."""


class JournalBusy(Exception):
    """Another run writes this journal."""

    ends_with = 2


def in_journal(dossier: Dossier) -> tuple[bytes, str]:
    """The line of a dossier as it stands in the journal, and the digest of its evidence. A duplicate points to the line that holds the
    evidence of its host: the digest is "", for it stands elsewhere."""
    if dossier.same_as is not None:
        return codec.to_line(replace(dossier, evidence={})), ""
    return codec.to_line(dossier), codec.digest(dossier)


def is_first(dossier: Dossier) -> bool:
    """Whether evidence stands in this line of the journal that duplicates may point to."""
    return dossier.same_as is None and bool(dossier.evidence)


class Journal:
    """Appends dossiers to a file of JSON lines. A torn last line, left by a power cut, is cut off on open: after the file was locked, and
    recognised as a journal. No other file is changed."""

    def __init__(self, path: Path, packed: Path | None = None) -> None:
        """Open and lock. `packed`: its compressed form, which is taken up where nothing plain was begun, and which `pack` replaces.

        Raises JournalBusy, BadRecord for a file that is no journal, OSError."""
        if path.suffix.lower() in (".gz", ".zst"):
            raise ValueError("a compressed journal is packed when the run is done; open its plain form")
        if packed is not None and packed.exists():  # before a plain one is made beside it
            with packed.open("rb") as raw, decompressor(packed, raw) as source:
                _recognise(_first_line(readable(source, packed)), packed)
        self.path = path
        self._file: IO[bytes] = held(path, lambda: os.fdopen(found_or_made(path), "r+b", buffering=0), "name another file with --evidence")
        try:
            if packed is not None and packed.exists():
                if self._file.seek(0, os.SEEK_END):
                    need_continued(self._file, path, packed)
                else:
                    with self._file:  # locked until the unpacked one is, which takes its place
                        self._file = unpacked(packed, path)
            self._file.seek(0)
            _recognise(_first_line(self._file.read), path)
            _cut_torn_line(self._file)
        except BaseException:
            self._file.close()
            raise
        self._pending: list[bytes] = []
        """Lines that are not known to be on disk; the first `_written` of them stand in the file."""
        self._pending_bytes = self._written = 0
        self._end = self._on_disk = self._file.seek(0, os.SEEK_END)

    def replay(self) -> Iterator[tuple[int, Dossier]]:
        """(offset, dossier) of every line that is there already, in the order of writing."""
        reader = self._reader(0)
        offset = 0
        for number, line in enumerate(iter(lambda: reader.readline(codec.MAX_LINE_BYTES + 1), b""), start=1):
            yield offset, codec.agreeing(codec.from_line(line, number), number)
            offset += len(line)

    def append_line(self, line: bytes) -> int:
        """Keep a dossier's line, given without its newline; returns its offset. It is in the file with the next `write`, and on disk with
        the next `sync`."""
        offset = self._end
        self._pending.append(line + b"\n")
        self._pending_bytes += len(line) + 1
        self._end += len(line) + 1
        if self._pending_bytes >= GROUP_BYTES:
            self.sync()
        return offset

    def write(self) -> None:
        """Hand what is kept to the system: it outlives this process. After an error the lines stay kept and the file is cut back to whole
        lines."""
        if self._written == len(self._pending):
            return
        self._need_whole()
        start, written = self._file.tell(), self._written
        try:
            with Named(self.path):
                write_all(self._file, b"".join(self._pending[written:]))
            self._written = len(self._pending)
        except BaseException:  # a second Ctrl-C too, wherever it comes: what is counted as written stands there, and nothing else
            self._cut_back(start)
            self._written = written
            raise

    def sync(self) -> None:
        """The same, and have it on disk: it outlives a power cut."""
        self._need_whole()
        if not self._pending:
            return
        self.write()
        try:
            with Named(self.path):
                os.fsync(self._file.fileno())
        except BaseException:
            self._cut_back(self._on_disk)
            self._written = 0
            raise
        self._pending.clear()
        self._pending_bytes = self._written = 0
        self._on_disk = self._file.tell()

    def _cut_back(self, start: int) -> None:
        with contextlib.suppress(OSError):
            self._file.seek(start)
            self._file.truncate(start)

    def read_at(self, offset: int) -> Dossier:
        """The dossier at an offset that `append_line` or `replay` gave."""
        return codec.from_line(self.line_at(offset))

    def line_at(self, offset: int) -> bytes:
        """The same as it is written."""
        self.write()
        self._need_whole()
        return self._reader(offset).readline()

    @property
    def kept(self) -> bool:
        """Whether it holds something, and all of that stands where it was named."""
        if self._file.closed:  # packed
            return True
        try:
            self._need_whole()
        except OSError:
            return False
        return self._file.tell() > 0

    def _reader(self, offset: int) -> io.BufferedReader:
        """What is written from there on: of the file that we hold, whatever stands under its name by now."""
        return io.BufferedReader(From(self._file, offset), STEP_BYTES)

    def _need_whole(self) -> None:
        """Raises OSError where somebody took away, replaced or cut the file meanwhile: what we kept is not there, and what is written from
        now on would stand where nobody finds it, or behind a hole."""
        ours = os.fstat(self._file.fileno())
        try:
            there = os.path.samestat(ours, self.path.stat())
        except OSError:
            there = False
        if not there or ours.st_size < self._file.tell():
            raise OSError(
                f"{self.path} was removed, replaced or cut during the run; what it no longer holds is asked again by the same command"
            )

    def pack(self, packed: Path, stopped: Callable[[], bool] = lambda: False) -> None:
        """Compress what is finished, and close. It stays locked until the plain form has gone: who opens that meanwhile is refused. When
        somebody stops it, it stays plain."""
        self.sync()
        pack(self.path, packed, stopped)
        self._file.close()

    def close(self) -> None:
        """Write what is kept, and give the file back. May be called twice."""
        if self._file.closed:
            return
        try:
            self.sync()
        finally:
            self._file.close()


F = TypeVar("F", bound=IO[bytes])


def held(path: Path, opened: Callable[[], F], instead: str) -> F:
    """The file, made where there is none, never cut, and held by us alone; the lock ends with the process, however it ends. `opened` opens
    it, `instead` is what else to do while another run holds it. Raises JournalBusy, OSError."""
    while True:
        file = opened()
        try:
            if not try_lock(file.fileno()):
                raise JournalBusy(f"{path} is being written by another run; wait for it, or {instead}")
            if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # another run put its own in this place, or packed it, between our opening and our lock


def _first_line(read: Callable[[int], bytes]) -> bytes:
    """With its newline, unless it was torn or is longer than any line of ours."""
    line = bytearray()
    while len(line) <= codec.MAX_LINE_BYTES and (part := read(STEP_BYTES)):
        line += part
        if (end := line.find(b"\n", len(line) - len(part))) >= 0:
            return bytes(line[: end + 1])
    return bytes(line)


def to_append_to(path: Path, option: str) -> None:
    """See that a plain file can take evidence behind what it holds; `option` named it. Raises BadRecord, OSError."""
    with path.open("rb") as file:
        _recognise(_first_line(file.read), path, option)


def _recognise(line: bytes, path: Path, option: str = "--evidence") -> None:
    """Raises BadRecord for the first line of a file that is no journal. An empty file is one, and so is the torn beginning of a line of
    ours: a journal's only line, when the power went."""
    if line.endswith(b"\n"):
        try:
            codec.from_line(line)
        except BadRecord as exc:
            raise BadRecord(f"{path}: {exc}; it was left as it is. Name another {option}") from None
    elif not (line.startswith(_BEGINS) or _BEGINS.startswith(line)):
        raise BadRecord(f"{path} is no evidence, and was left as it is. Name another {option}")


def _cut_torn_line(file: IO[bytes]) -> None:
    """Cut what stands after the last newline."""
    end = file.seek(0, os.SEEK_END)
    position = end
    while position > 0:
        start = max(0, position - 65_536)
        file.seek(start)
        found = file.read(position - start).rfind(b"\n")
        if found >= 0:
            position = start + found + 1
            break
        position = start
    if position < end:
        file.truncate(position)
    file.seek(position)
