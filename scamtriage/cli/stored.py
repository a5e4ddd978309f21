"""Files of stored evidence as `score`, `relate` and `calibrate` read them: plain or packed, a block of lines at a time, whole or not."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from scamtriage.cli.again import JOURNAL
from scamtriage.knowledge.filetypes import GZIP, ZSTD
from scamtriage.records import codec
from scamtriage.records.originals import Early, Originals

BLOCK = 32
"""Dossiers that are judged together when nobody waits for the first of them."""
BLOCK_BYTES = 900_000
"""Of lines, from which on a block takes no more: it fits into the pipe to another process, and ten long pages are as fast as many."""
MOST_UNREADABLE = 32
"""Lines at the head of a file none of which can be read: what stands there is no evidence."""
MOST_UNREADABLE_BYTES = 4 * codec.MAX_LINE_BYTES
"""The same for long ones, which are held until it is known."""
_STEP_BYTES = 65_536
_PACKINGS = {".gz": GZIP, ".zst": ZSTD}
"""By whose first bytes no line of JSON begins."""
_FEED_BYTES = 256
"""Of zstd at a time: four bytes of it may hold 128 KiB, so that these unpack to at most 8 MiB."""
_UTF8_MARK = b"\xef\xbb\xbf"


def opened(path: Path) -> BinaryIO:
    """An evidence file or, for "-", stdin; packed where its name or, of another name and of a pipe, its first bytes say so. Raises OSError,
    and BadParameter where zstd is not installed."""
    stream = sys.stdin.buffer if str(path) == "-" else path.open("rb")
    kind = path.suffix.lower()
    if not isinstance(stream, io.BufferedReader | io.BufferedRandom):  # whoever runs us may have put something else there
        stream = io.BufferedReader(cast(io.RawIOBase, stream))
    if kind not in _PACKINGS and (head := stream.peek(4)[:4]):
        kind = next((kind for kind, magic in _PACKINGS.items() if magic.startswith(head[: len(magic)])), "")
    if kind == ".zst":
        from scamtriage.cli.needs import need_extra

        need_extra(path, kind)
        return cast(BinaryIO, io.BufferedReader(_Zstandard(stream), _STEP_BYTES))
    return cast(BinaryIO, _Gzip(fileobj=stream)) if kind == ".gz" else stream


class _Gzip(gzip.GzipFile):
    """Closes what it reads from, as other files do."""

    def close(self) -> None:
        packed = cast(BinaryIO | None, self.fileobj)
        super().close()
        if packed is not None:
            packed.close()


class _Zstandard(io.RawIOBase):
    """What a file of zstd holds, frame by frame. Raises EOFError where it ends within one, and OSError where it is damaged: the reader of
    the library takes a torn file for a whole one."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._frame: Any = None
        self._read = memoryview(b"")
        self._at = 0
        """Where in what was read stands what is not yet unpacked."""
        self._held = memoryview(b"")
        """Unpacked, and not yet asked for."""

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
    """The lines of a file as they arrive, with their numbers and the bytes before each, blank ones left out. Of one that is longer than a
    line may be stands only as much as says so: whatever a file unpacks to, no more than that is held. A flood of blank lines costs what
    counting them costs."""
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


def blocks(file: BinaryIO, size: int, failed: list[Exception], *, filled: bool = True) -> Iterator[list[tuple[int, bytes]]]:
    """The lines of an evidence file with their numbers, blank ones left out, as many together as are judged together; `filled`: a
    duplicate's with the evidence that it points to, and one that came before that only where nobody asked it again. Where the file cannot
    be read on, the reason is left in `failed`: what stands before is judged first."""
    block: list[tuple[int, bytes]] = []
    held = 0
    originals, early = Originals(file) if filled else None, Early()
    try:
        for number, offset, read in numbered(file):
            line = originals.filled(read, offset) if originals is not None else read
            if number == 1:
                line = line.removeprefix(_UTF8_MARK)  # what Windows writes before UTF-8
            for passed in early.passed(number, line) if filled else ((number, line),):
                block.append(passed)
                held += len(passed[1])
                if len(block) == size or held >= BLOCK_BYTES:
                    yield block
                    block, held = [], 0
    except (OSError, EOFError, zlib.error) as exc:
        failed.append(exc)
    finally:
        if originals is not None:
            originals.close()
    block.extend(early.left())
    if block:
        yield block


def evidential(given: Iterator[list[tuple[int, bytes]]]) -> Iterator[list[tuple[int, bytes]]]:
    """The same blocks. Raises BadRecord for a file at whose head no line can be read: all of it would be rows of complaint."""
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
            else:
                return chain(head, given)
        if unread >= MOST_UNREADABLE or unread_bytes >= MOST_UNREADABLE_BYTES:
            break
    if wrong is not None:
        raise wrong
    return iter(head)


def unreadable(evidence: Path, exc: codec.BadRecord) -> codec.BadRecord:
    """The same with the name of the file, and of the evidence that lies beside rows."""
    journal = evidence.with_name(evidence.name + JOURNAL)
    meant = f". The evidence of these rows lies beside them: {journal}" if journal.is_file() else ""
    return codec.BadRecord(f"{evidence}: {exc}{meant}")


def complain(evidence: Path, failed: list[Exception]) -> None:
    """Raises what kept the file from being read to its end."""
    for exc in failed:
        if isinstance(exc, OSError) and not isinstance(exc, gzip.BadGzipFile):
            raise exc
        kind = {".gz": "gzip", ".zst": "zstd"}.get(evidence.suffix.lower(), "packed")
        raise codec.BadRecord(f"{evidence}: the {kind} data is damaged or ends early ({str(exc)[:80]}); what stands behind is unknown")
