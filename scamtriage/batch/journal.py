"""The journal: the evidence file from which a batch resumes. Whole lines only, one writer, fsync about once a second."""

import contextlib
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeVar

from msgspec.structs import replace

from scamtriage.batch.compression import STEP_BYTES, From, decompressor, need_continued, pack, readable, unpacked, write_all
from scamtriage.batch.private_files import open_or_create
from scamtriage.net.locks import is_still_at, try_lock
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from scamtriage.records.evidence import SCHEMA, Dossier
from scamtriage.records.os_errors import NameInErrors

SYNC_S = 1.0
"""Seconds between two fsyncs by `EvidenceStore.synced`."""
GROUP_BYTES = 1_000_000
_BEGINS = b'{"schema":"%s",' % SCHEMA.encode()
"""Start of every journal line. It identifies a journal whose only line is truncated."""


class JournalBusy(Exception):
    """Another run holds the lock of this journal."""

    ends_with = 2


def encode_line(dossier: Dossier) -> tuple[bytes, str]:
    """Return the journal line of a dossier and the digest of its evidence.

    A duplicate is stored without evidence, as a reference to the line that has it; its digest is "".
    """
    if dossier.same_as is not None:
        return codec.to_line(replace(dossier, evidence={})), ""
    line = codec.to_line(dossier)
    return line, codec.digest_of(line)


def is_first(dossier: Dossier) -> bool:
    """Return whether the journal line of this dossier holds evidence that duplicates can refer to."""
    return dossier.same_as is None and bool(dossier.evidence)


class Journal:
    """An append-only file of dossiers as JSON lines.

    On open, the file is locked and checked to be a journal; then a truncated last line, as after a power cut, is removed.
    A file that is not a journal is never changed.
    """

    def __init__(self, path: Path, packed: Path | None = None) -> None:
        """Open and lock the file. Raises JournalBusy, BadRecord for a file that is not a journal, OSError.

        `packed`: its compressed form. It is unpacked if the plain file is missing or empty; `pack` replaces it."""
        if path.suffix.lower() in (".gz", ".zst"):
            raise ValueError("a compressed journal is packed when the run is done; open its plain form")
        if packed is not None and packed.exists():  # check it before creating the plain file
            with packed.open("rb") as raw, decompressor(packed, raw) as source:
                _recognise(_first_line(readable(source, packed)), packed)
        self.path, self.packed = path, packed
        self._file: IO[bytes] = open_locked(
            path, lambda: os.fdopen(open_or_create(path), "r+b", buffering=0), "name another file with --evidence"
        )
        try:
            if packed is not None and packed.exists():
                if self._file.seek(0, os.SEEK_END):
                    need_continued(self._file, path, packed)
                else:
                    with self._file:  # keep its lock until the unpacked file is locked and has replaced it
                        self._file = unpacked(packed, path)
            self._file.seek(0)
            _recognise(_first_line(self._file.read), path)
            _end_last_line(self._file)
        except BaseException:
            self._file.close()
            raise
        self._pending: list[bytes] = []
        """Lines not yet synced to disk. The first `_written` of them are written to the file."""
        self._pending_bytes = self._written = 0
        self._end = self._on_disk = self._file.seek(0, os.SEEK_END)

    def replay(self) -> Iterator[tuple[int, Dossier]]:
        """Yield (offset, dossier) of every line in the file, in the order of writing."""
        reader = self._reader(0)
        offset = 0
        for number, line in enumerate(iter(lambda: reader.readline(codec.MAX_LINE_BYTES + 1), b""), start=1):
            yield offset, codec.agreeing(codec.from_line(line, number), number)
            offset += len(line)

    def append_line(self, line: bytes) -> int:
        """Buffer a dossier's line, given without its newline, and return its offset.

        The next `write` puts it into the file, the next `sync` onto the disk.
        """
        offset = self._end
        self._pending.append(line + b"\n")
        self._pending_bytes += len(line) + 1
        self._end += len(line) + 1
        if self._pending_bytes >= GROUP_BYTES:
            self.sync()
        return offset

    def write(self) -> None:
        """Write the buffered lines to the file, so that they survive a crash of this process. Raises OSError.

        After an error the lines stay buffered, and the file is truncated to whole lines.
        """
        if self._written == len(self._pending):
            return
        self._need_whole()
        start, written = self._file.tell(), self._written
        try:
            with NameInErrors(self.path):
                write_all(self._file, b"".join(self._pending[written:]))
            self._written = len(self._pending)
        except BaseException:  # also a second Ctrl-C: `_written` and the file must agree
            self._cut_back(start)
            self._written = written
            raise

    def sync(self) -> None:
        """Write the buffered lines and fsync the file, so that they survive a power cut. Raises OSError."""
        self._need_whole()
        if not self._pending:
            return
        self.write()
        try:
            with NameInErrors(self.path):
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

    def line_at(self, offset: int) -> bytes:
        """Return the raw line at an offset returned by `append_line` or `replay`."""
        self.write()
        self._need_whole()
        return self._reader(offset).readline()

    @property
    def kept(self) -> bool:
        """Whether the journal is not empty and its file still exists, complete, under its path."""
        if self._file.closed:  # packed
            return True
        try:
            self._need_whole()
        except OSError:
            return False
        return self._file.tell() > 0

    def _reader(self, offset: int) -> io.BufferedReader:
        """Return a reader from `offset` on. It reads the open file, even if its path now names another one."""
        return io.BufferedReader(From(self._file, offset), STEP_BYTES)

    def _need_whole(self) -> None:
        """Raise OSError if the file was removed, replaced or truncated by another process.

        Stored lines would be lost, and new ones written to an unlinked file or after a gap.
        """
        if not is_still_at(self.path, self._file.fileno(), bytes_written=self._file.tell()):
            raise OSError(
                f"{self.path} was removed, replaced or cut during the run; what it no longer holds is asked again by the same command"
            )

    def pack(self, packed: Path, stopped: Callable[[], bool] = lambda: False) -> None:
        """Compress the finished journal to `packed`, remove the plain file, and close. Nothing changes if `stopped` returns True.

        The lock is held until the plain file is removed.
        """
        self.sync()
        pack(self.path, packed, stopped)
        self._file.close()

    def discard_empty(self) -> None:
        """Remove the file and close it, if it is empty, nothing is buffered for it, and its path still names it."""
        if not (self._file.closed or self._end) and is_still_at(self.path, self._file.fileno()):
            with self._file, contextlib.suppress(OSError):  # the file may stay: it is empty
                self.path.unlink()

    def close(self) -> None:
        """Sync and close the file. May be called twice."""
        if self._file.closed:
            return
        try:
            self.sync()
        finally:
            self._file.close()


F = TypeVar("F", bound=IO[bytes])


def open_locked(path: Path, opened: Callable[[], F], instead: str) -> F:
    """Open a file and lock it exclusively. Raises JournalBusy, OSError.

    The operating system releases the lock when the process ends. `opened`: opens the file, creates it if missing, and does not truncate it.
    `instead`: advice for the message if another run holds the lock.
    """
    while True:
        file = opened()
        try:
            if not try_lock(file.fileno()):
                raise JournalBusy(f"{path} is being written by another run; wait for it, or {instead}")
            if is_still_at(path, file.fileno()):
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # another run replaced or packed the file between our open and our lock: retry


def _first_line(read: Callable[[int], bytes]) -> bytes:
    """Return the first line with its newline, or without it if it is truncated or longer than MAX_LINE_BYTES."""
    line = bytearray()
    while len(line) <= codec.MAX_LINE_BYTES and (part := read(STEP_BYTES)):
        line += part
        if (end := line.find(b"\n", len(line) - len(part))) >= 0:
            return bytes(line[: end + 1])
    return bytes(line)


def check_appendable(path: Path, option: str) -> None:
    """Check that evidence can be appended to an existing plain file. Raises BadRecord, OSError.

    `option`: the option that named the file, for the message.
    """
    with path.open("rb") as file:
        _recognise(_first_line(file.read), path, option)


def _recognise(line: bytes, path: Path, option: str = "--evidence") -> None:
    """Raise BadRecord if `line`, the first of a file, does not belong to a journal.

    An empty file is accepted, and so is the truncated start of a journal line: after a power cut it may be the only one.
    """
    if line.endswith(b"\n") or (line.startswith(_BEGINS) and _is_whole(line)):
        try:
            codec.from_line(line)
        except BadRecord as exc:
            raise BadRecord(f"{path}: {exc}; it was left as it is. Name another {option}") from None
    elif not (line.startswith(_BEGINS) or _BEGINS.startswith(line)):
        raise BadRecord(f"{path} is no evidence, and was left as it is. Name another {option}")


def _is_whole(line: bytes) -> bool:
    """Whether a line without its newline is whole: no beginning of a JSON object is JSON."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _end_last_line(file: IO[bytes]) -> None:
    """Make the file end with a newline, and seek there. What stands behind the last one is cut if it is torn; a whole line, as of a file
    that another program wrote or cut, is kept.
    """
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
        file.seek(position)
        if _is_whole(file.read()):
            position = end + file.write(b"\n")
        else:
            file.truncate(position)
    file.seek(position)
