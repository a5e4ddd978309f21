"""A journal in its packed form: pressed when a run is done, and plain again to go on from."""

import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from scamtriage.net.locks import try_lock
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from scamtriage.records.named import Named
from scamtriage.records.private import anew

STEP_BYTES = 65_536


class From(io.RawIOBase):
    """Reads a file from an offset on; where the file itself is written next stays as it is."""

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
    """Compress a finished journal; the plain form goes only when the packed one is on disk, and nothing changes when somebody stops it."""
    part = packed.with_name(packed.name + ".part")
    try:
        with Named(packed), plain.open("rb") as source, io.BufferedWriter(cast(io.RawIOBase, anew(part))) as raw:
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
        part.unlink(missing_ok=True)  # on a full disk it would stand in its own way
        raise
    plain.unlink()


def unpacked(packed: Path, plain: Path) -> IO[bytes]:
    """The plain form of a packed journal, to resume from, locked before it stands in its place. Of a torn one it holds what can be read;
    the lost lines are taken up again."""
    part = plain.with_name(plain.name + ".part")
    out = anew(part)
    try:
        try_lock(out.fileno())  # nobody else has seen it yet
        with Named(plain), packed.open("rb") as raw, decompressor(packed, raw) as source:
            read, unended = readable(source, packed), 0
            while piece := read(STEP_BYTES):
                unended = len(piece) - end if (end := piece.rfind(b"\n") + 1) else unended + len(piece)
                if unended > codec.MAX_LINE_BYTES or b"\n\n" in piece:  # it must not fill the disk, whatever it unpacks to
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
    """Raises BadRecord where a packed journal holds whole lines with which the plain one beside it does not begin: packing that would
    replace them."""
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
    """Reads what can be read, and then ends. Raises OSError where that is nothing, or the machine fails."""
    some = False

    def read(size: int) -> bytes:
        nonlocal some
        try:
            part: bytes = source.read1(size)  # type: ignore[attr-defined]  # at the cut, `read` throws away what it has of the size
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
    """All of it: an unbuffered file may take a part at a time."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def _compressor(path: Path, raw: IO[bytes]) -> IO[bytes]:
    if path.suffix.lower() == ".zst":
        return _zstandard(path).ZstdCompressor(level=6).stream_writer(raw, closefd=False)  # type: ignore[no-any-return]
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0))


def decompressor(path: Path, raw: IO[bytes]) -> IO[bytes]:
    if path.suffix.lower() == ".zst":
        return _zstandard(path).ZstdDecompressor().stream_reader(raw, read_across_frames=True)  # type: ignore[no-any-return]
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="rb"))


def _zstandard(path: Path) -> Any:
    try:
        import zstandard
    except ImportError:
        raise OSError(f"{path}: .zst needs one more package: pip install zstandard; .gz works without") from None
    return zstandard
