"""Compressed journals: compress one when a run is done, and decompress it to resume."""

import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from scamtriage.batch.private_files import create_private, unfinished
from scamtriage.knowledge.extras import missing
from scamtriage.net.locks import try_lock
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from scamtriage.records.os_errors import NameInErrors

STEP_BYTES = 65_536


class From(io.RawIOBase):
    """A reader of a file from an offset on, which preserves the file's own position."""

    def __init__(self, file: IO[bytes], offset: int) -> None:
        self._file = file
        self._at = offset

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        back = self._file.tell()
        try:
            self._file.seek(self._at)
            size: int = self._file.readinto(into)  # type: ignore[attr-defined]
        finally:
            self._file.seek(back)
        self._at += size
        return size


def pack(plain: Path, packed: Path, stopped: Callable[[], bool] = lambda: False) -> None:
    """Compress a finished journal. The plain file is removed once the packed one is on disk.

    Nothing changes if `stopped` returns True meanwhile.
    """
    part = unfinished(packed)
    try:
        with NameInErrors(packed), plain.open("rb") as source, io.BufferedWriter(cast(io.RawIOBase, create_private(part))) as raw:
            with _compressor(packed, raw) as out:
                while not stopped() and (piece := source.read(STEP_BYTES)):
                    out.write(piece)
            raw.flush()
            os.fsync(raw.fileno())
        if stopped():
            part.unlink()
            return
        part.replace(packed)
    except BaseException:
        part.unlink(missing_ok=True)  # free the space: the disk may be full
        raise
    plain.unlink()


def unpacked(packed: Path, plain: Path) -> IO[bytes]:
    """Decompress a journal to `plain` and return that file, locked before it appears under its name. Raises BadRecord, OSError.

    Of a truncated journal it holds what can be read; the scan collects the lost lines again.
    """
    part = unfinished(plain)
    out = create_private(part)
    try:
        try_lock(out.fileno())  # a new file: no other process has it open
        with NameInErrors(plain), packed.open("rb") as raw, decompressor(packed, raw) as source:
            read, unended = readable(source, packed), 0
            while piece := read(STEP_BYTES):
                unended = len(piece) - end if (end := piece.rfind(b"\n") + 1) else unended + len(piece)
                if unended > codec.MAX_LINE_BYTES or b"\n\n" in piece:  # a decompression bomb must not fill the disk
                    raise BadRecord(f"{packed} holds a line that is blank, or of more than {codec.MAX_LINE_BYTES} bytes: no journal does")
                write_all(out, piece)
        os.fsync(out.fileno())
        part.replace(plain)
    except BaseException:
        out.close()
        part.unlink(missing_ok=True)
        raise
    return out


def need_continued(file: IO[bytes], plain: Path, packed: Path) -> None:
    """Raise BadRecord unless the plain journal starts with all whole lines of the packed one. Packing it would otherwise lose them."""
    file.seek(0)
    begun = io.BufferedReader(From(file, 0), STEP_BYTES)
    with packed.open("rb") as raw, decompressor(packed, raw) as source:
        read, other = readable(source, packed), 0
        while piece := read(STEP_BYTES):
            same = begun.read(len(piece)) if not other else b""
            if same != piece:
                differs = next((at for at, (one, two) in enumerate(zip(same, piece, strict=False)) if one != two), len(same))
                other += len(piece) - differs
                if b"\n" in piece[differs:] or other > codec.MAX_LINE_BYTES:
                    raise BadRecord(
                        f"{packed} holds evidence that {plain} beside it lacks, and one of them would replace the other; both were left as"
                        " they are. Move one of them away"
                    )


def readable(source: IO[bytes], packed: Path) -> Callable[[int], bytes]:
    """Return a read function that treats damaged data as the end of the file.

    It raises OSError if nothing at all can be read, and for I/O errors of the system.
    """
    some = False

    def read(size: int) -> bytes:
        nonlocal some
        try:
            part: bytes = source.read1(size)  # type: ignore[attr-defined]  # at truncated data, `read` discards what it has decompressed
        except Exception as exc:
            if isinstance(exc, OSError) and not isinstance(exc, gzip.BadGzipFile):
                raise
            if not some:
                raise OSError(f"{packed} is no packed journal, or nothing of it can be read") from exc
            return b""
        some |= bool(part)
        return part

    return read


def write_all(file: IO[bytes], data: bytes) -> None:
    """Write all of `data`: an unbuffered file may accept only a part at a time."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def _compressor(path: Path, raw: IO[bytes]) -> IO[bytes]:
    if path.suffix.lower() == ".zst":
        return _zstandard(path).ZstdCompressor(level=6).stream_writer(raw, closefd=False)  # type: ignore[no-any-return]
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0))


def decompressor(path: Path, raw: IO[bytes]) -> IO[bytes]:
    """Return a reader of what `raw` holds packed: zstd if `path` ends in .zst, else gzip. Raises OSError if zstd is not installed."""
    if path.suffix.lower() == ".zst":
        return _zstandard(path).ZstdDecompressor().stream_reader(raw, read_across_frames=True)  # type: ignore[no-any-return]
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="rb"))


def _zstandard(path: Path) -> Any:
    try:
        import zstandard
    except ImportError:
        raise OSError(f"{path}: {missing('zstd')}; .gz works without") from None
    return zstandard
