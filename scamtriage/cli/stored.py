"""Files of stored evidence as `score`, `relate` and `calibrate` read them: plain or packed, a block of lines at a time, whole or not."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from scamtriage.knowledge.filetypes import GZIP, ZSTD
from scamtriage.records import codec

BLOCK = 32
"""Dossiers that are judged together when nobody waits for the first of them."""
BLOCK_BYTES = 900_000
"""Of lines, from which on a block takes no more: it fits into the pipe to another process, and ten long pages are as fast as many."""
MOST_UNREADABLE = 32
"""Lines at the head of a file none of which can be read: what stands there is no evidence."""
_STEP_BYTES = 65_536
_PACKINGS = {".gz": GZIP, ".zst": ZSTD}
"""By whose first bytes no line of JSON begins."""
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
        self._left = b""
        """Of what was read and not yet unpacked."""
        self._held = memoryview(b"")
        """Unpacked, and not yet asked for."""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while not self._held:
            if not (part := self._left or self._packed.read(_STEP_BYTES)):
                if self._frame is not None:
                    raise EOFError("it ends within a frame")
                return 0
            self._held = memoryview(self._unpacked(part))
        taken = min(len(into), len(self._held))
        into[:taken], self._held = self._held[:taken], self._held[taken:]
        return taken

    def _unpacked(self, part: bytes) -> bytes:
        import zstandard

        if self._frame is None:
            self._frame = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        try:
            found: bytes = self._frame.decompress(part)
        except zstandard.ZstdError as exc:
            raise zlib.error(str(exc)) from None
        self._left = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame = None
        return found

    def close(self) -> None:
        self._packed.close()
        super().close()


def blocks(lines: Iterable[bytes], size: int, failed: list[Exception]) -> Iterator[list[tuple[int, bytes]]]:
    """The lines of an evidence file with their numbers, blank ones left out, as many together as are judged together. Where the file cannot
    be read on, the reason is left in `failed`: what stands before is judged first."""
    block: list[tuple[int, bytes]] = []
    held = 0
    try:
        for number, line in enumerate(lines, start=1):
            if number == 1:
                line = line.removeprefix(_UTF8_MARK)  # what Windows writes before UTF-8
            if not line.strip():
                continue
            block.append((number, line))
            held += len(line)
            if len(block) == size or held >= BLOCK_BYTES:
                yield block
                block, held = [], 0
    except (OSError, EOFError, zlib.error) as exc:
        failed.append(exc)
    if block:
        yield block


def evidential(given: Iterator[list[tuple[int, bytes]]]) -> Iterator[list[tuple[int, bytes]]]:
    """The same blocks. Raises BadRecord for a file at whose head no line can be read: all of it would be rows of complaint."""
    head: list[list[tuple[int, bytes]]] = []
    wrong: codec.BadRecord | None = None
    unread = 0
    for block in given:
        head.append(block)
        for number, line in block:
            try:
                codec.from_line(line, number)
            except codec.BadRecord as exc:
                wrong, unread = wrong or exc, unread + 1
            else:
                return chain(head, given)
        if unread >= MOST_UNREADABLE:
            break
    if wrong is not None:
        raise wrong
    return iter(head)


def complain(evidence: Path, failed: list[Exception]) -> None:
    """Raises what kept the file from being read to its end."""
    for exc in failed:
        if isinstance(exc, OSError) and not isinstance(exc, gzip.BadGzipFile):
            raise exc
        kind = {".gz": "gzip", ".zst": "zstd"}.get(evidence.suffix.lower(), "packed")
        raise codec.BadRecord(f"{evidence}: the {kind} data is damaged or ends early ({str(exc)[:80]}); what stands behind is unknown")
