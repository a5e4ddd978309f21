"""Reading of evidence files: plain or compressed, in blocks of lines, complete or truncated."""

import gzip
import importlib.util
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from scamtriage.batch.originals import Early, Originals
from scamtriage.knowledge.extras import missing
from scamtriage.knowledge.pages.filetypes import GZIP, ZSTD
from scamtriage.records import codec

BLOCK = 32
"""Number of dossiers judged together if rows need not appear at once."""
_SHORT_BYTES, _SHORTER = 1_000, 16
"""A shorter line is mostly that of a name alone: so many times as many of them are judged together, which is faster."""
BLOCK_BYTES = 900_000
"""Number of bytes at which a block is full, so that it fits into the pipe to a worker process."""
MOST_UNREADABLE = 32
"""A file is not evidence if none of its first lines, as many as this, can be parsed."""
MOST_UNREADABLE_BYTES = 4 * codec.MAX_LINE_BYTES
"""The same limit in bytes: the lines are kept in memory until one can be parsed."""
_STEP_BYTES = 65_536
_PACKINGS = {".gz": GZIP, ".zst": ZSTD}
"""Suffix of a compression -> its magic bytes, with which no line of JSON starts."""
_FEED_BYTES = 256
"""Compressed zstd bytes decompressed at a time. Four bytes may expand to 128 KiB, so these expand to at most 8 MiB."""
_UTF8_MARK = b"\xef\xbb\xbf"


def opened(path: Path) -> BinaryIO:
    """Open an evidence file, or stdin for "-", decompressed if its suffix or else its first bytes say so.

    Raises OSError, and BadRecord if zstd is needed and not installed.
    """
    stream = sys.stdin.buffer if str(path) == "-" else path.open("rb")
    kind = path.suffix.lower()
    if not isinstance(stream, io.BufferedReader | io.BufferedRandom):  # a caller may have replaced sys.stdin
        stream = io.BufferedReader(cast(io.RawIOBase, stream))
    if kind not in _PACKINGS and (head := stream.peek(4)[:4]):
        kind = next((kind for kind, magic in _PACKINGS.items() if magic.startswith(head[: len(magic)])), "")
    if kind == ".zst":
        if importlib.util.find_spec("zstandard") is None:
            raise codec.BadRecord(f"{path}: {missing('zstd')}; .gz works without")
        return cast(BinaryIO, io.BufferedReader(_Zstandard(stream), _STEP_BYTES))
    return cast(BinaryIO, _Gzip(fileobj=stream)) if kind == ".gz" else stream


class _Gzip(gzip.GzipFile):
    """A gzip reader that closes the underlying file too, which GzipFile does not."""

    def close(self) -> None:
        packed = cast(BinaryIO | None, self.fileobj)
        super().close()
        if packed is not None:
            packed.close()


class _Zstandard(io.RawIOBase):
    """A reader of zstd data, frame by frame. Raises EOFError if the data ends within a frame, and zlib.error if it is damaged.

    The library's own reader does not report truncated data.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._frame: Any = None
        self._read = memoryview(b"")
        self._at = 0
        """Offset in `_read` of the first byte that is not decompressed yet."""
        self._held = memoryview(b"")
        """Decompressed bytes that were not returned yet."""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while not self._held:
            if self._at == len(self._read):
                self._read, self._at = memoryview(self._packed.read(_STEP_BYTES)), 0
            if not self._read:
                if self._frame is not None:
                    raise EOFError("it ends within a frame")
                return 0
            part = self._read[self._at : self._at + _FEED_BYTES]
            self._at += len(part)
            self._held = memoryview(self._unpacked(part))
        taken = min(len(into), len(self._held))
        into[:taken], self._held = self._held[:taken], self._held[taken:]
        return taken

    def _unpacked(self, part: memoryview) -> bytes:
        import zstandard

        if self._frame is None:
            self._frame = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        try:
            found: bytes = self._frame.decompress(part)
        except zstandard.ZstdError as exc:
            raise zlib.error(str(exc)) from None
        if self._frame.eof:
            self._at -= len(self._frame.unused_data)
            self._frame = None
        return found

    def close(self) -> None:
        self._packed.close()
        super().close()


def numbered(file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Yield (number, offset, line) of each line that is not blank, as they arrive.

    A line is truncated to MAX_LINE_BYTES + 1, which limits memory and still shows that it is too long. Chunks of blank lines are only
    counted, so that many of them cost little.
    """
    read = getattr(file, "read1", file.read)
    number, held, done, begun = 1, bytearray(), 0, 0
    while part := read(_STEP_BYTES):
        if not held and part.isspace():
            number, done = number + part.count(b"\n"), done + len(part)
            begun = done
            continue
        start = 0
        while end := part.find(b"\n", start) + 1:
            line = bytes(held) + part[start:end] if held else part[start:end]
            if not line.isspace():
                yield number, begun, line
            number, start, begun = number + 1, end, done + end
            held.clear()
        done += len(part)
        held += part[start : start + max(0, codec.MAX_LINE_BYTES + 1 - len(held))]
    if held and not held.isspace():
        yield number, begun, bytes(held)


def listed(lines: Iterable[bytes | str]) -> Iterator[tuple[int, int, bytes]]:
    """Like `numbered`, of lines that a caller has already. Raises TypeError for what is no line."""
    for number, line in enumerate(lines, start=1):
        if not isinstance(line, bytes | str):
            raise TypeError(f"line {number} of the evidence is no line, but {type(line).__name__}")
        raw = line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line
        if raw.strip():
            yield number, 0, raw


def blocks(
    file: BinaryIO | Iterable[bytes | str], size: int, failed: list[Exception], *, filled: bool = True
) -> Iterator[list[tuple[int, bytes]]]:
    """Yield blocks of at most `size` (number, line) of an evidence file, or of its lines, without blank lines; of more, if `size` is not 1,
    where most are short.

    `filled`: duplicates get the evidence that they refer to. A duplicate before its evidence is delayed to the end; it is dropped if its
    line comes again, as after a resumed scan. A read error is appended to `failed`, so that the lines before it are judged first.
    """
    block: list[tuple[int, bytes]] = []
    held = long = 0
    most = size * _SHORTER if size > 1 else 1
    originals, early = Originals(file) if filled else None, Early()
    try:
        for number, offset, read in numbered(cast(BinaryIO, file)) if hasattr(file, "read") else listed(file):
            if number == 1 and read.startswith(_UTF8_MARK):  # byte order mark, as Windows writes it
                read, offset = read.removeprefix(_UTF8_MARK), offset + len(_UTF8_MARK)
            line = originals.filled(read, offset) if originals is not None else read
            for passed in early.passed(number, line) if filled else ((number, line),):
                block.append(passed)
                held += len(passed[1])
                long += len(passed[1]) >= _SHORT_BYTES
                if long == size or len(block) == most or held >= BLOCK_BYTES:
                    yield block
                    block, held, long = [], 0, 0
    except (OSError, EOFError, zlib.error) as exc:
        failed.append(exc)
    finally:
        if originals is not None:
            originals.close()
    block.extend(early.left())
    if block:
        yield block


def require_evidence(given: Iterator[list[tuple[int, bytes]]]) -> Iterator[list[tuple[int, bytes]]]:
    """Yield the blocks unchanged. Raises BadRecord if none of the first lines can be parsed, instead of a refusal for each."""
    head: list[list[tuple[int, bytes]]] = []
    wrong: codec.BadRecord | None = None
    unread = unread_bytes = 0
    for block in given:
        head.append(block)
        for number, line in block:
            try:
                codec.from_line(line, number)
            except codec.BadRecord as exc:
                wrong, unread, unread_bytes = wrong or exc, unread + 1, unread_bytes + len(line)
                if unread >= MOST_UNREADABLE:
                    raise wrong from None
            else:
                return chain(head, given)
        if unread_bytes >= MOST_UNREADABLE_BYTES:
            break
    if wrong is not None:
        raise wrong
    return iter(head)


def complain(evidence: Path, failed: list[Exception]) -> None:
    """Raise the error in `failed` that ended reading early, if there is one. Raises BadRecord, OSError."""
    for exc in failed:
        if isinstance(exc, OSError) and not isinstance(exc, gzip.BadGzipFile):
            raise exc
        kind = {".gz": "gzip", ".zst": "zstd"}.get(evidence.suffix.lower(), "packed")
        raise codec.BadRecord(f"{evidence}: the {kind} data is damaged or ends early ({str(exc)[:80]}); what stands behind is unknown")
