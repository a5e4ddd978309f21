"""The evidence file as the point from which a batch resumes: whole lines only, one writer, at most a second at risk."""

import contextlib
import gzip
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from scamtriage.records import codec
from scamtriage.records.evidence import Dossier
from scamtriage.records.frozen import changed

SYNC_S = 1.0
"""At most this long between a write and its fsync."""
GROUP_BYTES = 1_000_000
_STEP_BYTES = 65_536


class JournalBusy(Exception):
    """Another run writes this journal."""


def in_journal(dossier: Dossier) -> tuple[bytes, str]:
    """The line of a dossier as it stands in the journal, and the digest of its evidence. A duplicate points to the line that holds the
    evidence of its host: the digest is "", for it stands elsewhere."""
    if dossier.same_as is not None:
        return codec.to_line(changed(dossier, evidence={})), ""
    return codec.to_line_and_digest(dossier)


def is_first(dossier: Dossier) -> bool:
    """Whether evidence stands in this line of the journal that duplicates may point to."""
    return dossier.same_as is None and bool(dossier.evidence)


class Journal:
    """Appends dossiers to a file of JSON lines. A torn last line, left by a power cut, is cut off on open."""

    def __init__(self, path: Path) -> None:
        """Open and lock. Raises JournalBusy, BadRecord for a file that is no journal, OSError."""
        if path.suffix in (".gz", ".zst"):
            raise ValueError("a compressed journal is packed when the run is done; open its plain form")
        self.path = path
        self._file: IO[bytes] = path.open("r+b" if path.exists() else "w+b")
        try:
            _lock(self._file, path)
            self.torn_bytes = _cut_torn_line(self._file)
        except BaseException:
            self._file.close()
            raise
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._end = self._file.seek(0, os.SEEK_END)
        self._written_at = 0.0

    def replay(self) -> Iterator[tuple[int, Dossier]]:
        """(offset, dossier) of every line that is there already, in the order of writing."""
        with self.path.open("rb") as reader:
            offset = 0
            for number, line in enumerate(reader, start=1):
                yield offset, codec.from_line(line, number)
                offset += len(line)

    def append(self, dossier: Dossier) -> int:
        """Keep a dossier; returns its offset. It is on disk within a second, or with the next `sync`."""
        return self.append_line(codec.to_line(dossier))

    def append_line(self, line: bytes) -> int:
        """The same for a line that is encoded already, without its newline."""
        offset = self._end
        self._pending.append(line + b"\n")
        self._pending_bytes += len(line) + 1
        self._end += len(line) + 1
        if not self._written_at:
            self._written_at = time.monotonic()
        if self._pending_bytes >= GROUP_BYTES or time.monotonic() - self._written_at >= SYNC_S:
            self.sync()
        return offset

    @property
    def waits(self) -> bool:
        """Something is kept that is not yet on disk."""
        return bool(self._pending)

    def sync(self) -> None:
        """Write what is kept, and have it on disk. After an error the lines stay kept and the file is cut back to whole lines."""
        if not self._pending:
            return
        start = self._file.tell()
        try:
            self._file.writelines(self._pending)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                self._file.seek(start)
                self._file.truncate(start)
            raise
        self._pending.clear()
        self._pending_bytes = 0
        self._written_at = 0.0

    def read_at(self, offset: int) -> Dossier:
        """The dossier at an offset that `append` or `replay` gave."""
        return codec.from_line(self.line_at(offset))

    def line_at(self, offset: int) -> bytes:
        """The same as it is written."""
        self.sync()
        with self.path.open("rb") as reader:
            reader.seek(offset)
            return reader.readline()

    def close(self) -> None:
        try:
            self.sync()
        finally:
            self._file.close()


def _cut_torn_line(file: IO[bytes]) -> int:
    """Cut what stands after the last newline; returns how many bytes that were."""
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
    return end - position


def _lock(file: IO[Any], path: Path) -> None:
    """One writer at a time; the lock ends with the process, however it ends."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise JournalBusy(f"{path} is being written by another run; wait for it, or name another file with --evidence") from None


def pack(plain: Path, packed: Path) -> None:
    """Compress a finished journal; the plain form goes only when the packed one is on disk."""
    part = packed.with_name(packed.name + ".part")
    with plain.open("rb") as source, part.open("wb") as raw:
        with _compressor(packed, raw) as out:
            shutil.copyfileobj(source, out, _STEP_BYTES)
        raw.flush()
        os.fsync(raw.fileno())
    part.replace(packed)
    plain.unlink()


def unpack(packed: Path, plain: Path) -> None:
    """The plain form of a packed journal, to resume from. Of a torn one it holds what can be read; the lost lines are taken up again."""
    part = plain.with_name(plain.name + ".part")
    with packed.open("rb") as raw, _decompressor(packed, raw) as source, part.open("wb") as out:
        try:
            shutil.copyfileobj(source, out, _STEP_BYTES)
        except Exception as exc:
            if isinstance(exc, OSError) and not isinstance(exc, gzip.BadGzipFile):
                raise
            if not out.tell():
                raise OSError(f"{packed} is no packed journal, or nothing of it can be read") from exc
    part.replace(plain)


def _compressor(path: Path, raw: IO[bytes]) -> IO[bytes]:
    if path.suffix == ".zst":
        return _zstandard(path).ZstdCompressor(level=6).stream_writer(raw, closefd=False)  # type: ignore[no-any-return]
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0))


def _decompressor(path: Path, raw: IO[bytes]) -> IO[bytes]:
    if path.suffix == ".zst":
        return _zstandard(path).ZstdDecompressor().stream_reader(raw, read_across_frames=True)  # type: ignore[no-any-return]
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="rb"))


def _zstandard(path: Path) -> Any:
    try:
        import zstandard
    except ImportError:
        raise OSError(f"{path}: .zst needs the extra: pip install 'scamtriage[zstd]'; .gz works without") from None
    return zstandard
