"""The bytes of a list as text, in constant memory: gzip or not, with a mark or without, in UTF-8, UTF-16 or what local programs save."""

import codecs
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO
from unicodedata import category

from scamtriage.knowledge.filetypes import CONTROL, GZIP, by_signature
from scamtriage.targets.charset import beyond_ascii, likeliest

CHUNK = 65_536
_LOOKED_AT = 512
"""Bytes by which a list without a mark is told to be UTF-16; of a longer first line only these."""
_SAMPLE = 16_384
"""Bytes by which another charset than UTF-8 is told, from the first one on that is none."""
_SETTLED = 16
"""Letters beyond ASCII that were UTF-8: what is none after so many is damage. A few letters of Thai and Chinese charsets may look so."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class BadList(Exception):
    """The list cannot be read at all. The message says what to try."""

    ends_with = 2


def decoded(source: BinaryIO, name: str, charset: str, tell: Callable[[str], None]) -> Iterator[str]:
    """Chunks of text; bytes that are no text become U+FFFD. Raises BadList for a file of another kind, and for an unknown charset.

    `charset`: a label of the web, or "" to have it told by the bytes; `tell` hears what they were taken for when that is no UTF.
    """
    pieces = _inflated(_pieces(source), name)
    first = _head(pieces)
    if (known := by_signature(first)) is not None:
        raise BadList(f"{name}: is no list that can be read, but looks like {known[0]}; save the list as CSV or plain text, and give that")
    encoding = _codec(charset, name) if charset else _marked(first) or ("" if _begins_as_text(first) else _utf16(first))
    pieces = _chain(first, pieces)
    yield from _all(pieces, encoding) if encoding else _as_the_bytes_say(pieces, name, tell)


def _codec(charset: str, name: str) -> str:
    from scamtriage.parse.html.charset import codec_of  # a table that lists in UTF-8 do not need

    if not (codec := codec_of(charset)):
        raise BadList(
            f"{name}: {charset[:40]!r} is no charset that is known; known are utf-8, windows-874, gbk, big5, shift_jis and others"
        )
    return "utf-8-sig" if codec == "utf-8" else codec


def _marked(head: bytes) -> str:
    return next((codec for mark, codec in _BOMS if head.startswith(mark)), "")


def _chain(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _all(pieces: Iterator[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for piece in pieces:
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _as_the_bytes_say(pieces: Iterator[bytes], name: str, tell: Callable[[str], None]) -> Iterator[str]:
    """UTF-8 as long as it is. A line is held back until it is whole, so that its charset is told by all of it, and all is read in one."""
    held, letters = b"", 0
    for piece in pieces:
        data = held + piece
        end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
        if len(data) > 2 * CHUNK or (len(data) - end > _SAMPLE and data[end:].isascii()):  # a line that long is refused anyway
            end = len(data)
        try:
            text, end = codecs.utf_8_decode(data[:end], "strict", False)
        except UnicodeDecodeError as exc:
            start = max(data.rfind(b"\n", 0, exc.start), data.rfind(b"\r", 0, exc.start)) + 1
            good = data[:start].decode()
            yield good
            yield from _otherwise(_chain(data[start:], pieces), letters + beyond_ascii(good) >= _SETTLED, name, tell)
            return
        held = data[end:]
        letters += beyond_ascii(text) if letters < _SETTLED else 0
        yield text
    if held:
        yield from _otherwise(iter((held,)), letters >= _SETTLED, name, tell)


def _otherwise(pieces: Iterator[bytes], damaged: bool, name: str, tell: Callable[[str], None]) -> Iterator[str]:
    """What begins with bytes that are no UTF-8. `damaged`: what stood before them was."""
    sample = b""
    while len(sample) < _SAMPLE and (more := next(pieces, b"")):
        sample += more
    try:
        yield sample.decode()  # a last line without an end
        return
    except UnicodeDecodeError as exc:
        torn = exc.end == len(sample) and exc.reason == "unexpected end of data" and not sample[: exc.start].isascii()
        charset = "" if damaged or torn else likeliest(sample[:_SAMPLE])
    if charset:
        tell(f"{name}: is no UTF-8 and was read as {charset}, which its bytes look like; --charset names another")
    else:
        tell(f"{name}: is no UTF-8, and no charset is likely: a target with letters that are lost is refused; --charset names one")
    yield from _all(_chain(sample, pieces), _codec(charset or "utf-8", name))


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    """What has arrived, as it arrives: a line of a pipe is not kept waiting for the next."""
    reader = getattr(source, "read1", source.read)
    while piece := reader(CHUNK):
        yield piece


def _head(pieces: Iterator[bytes]) -> bytes:
    """The first line, or as much of it as is looked at: what kind of list it is must not depend on how a pipe cuts it. Where bytes
    stand that no line of text has, half of a letter may look like its end, and all is taken that is looked at."""
    head = next(pieces, b"")
    while len(head) < _LOOKED_AT and not _begins_as_text(head):
        if not (more := next(pieces, b"")):
            break
        head += more
    return head


def _begins_as_text(head: bytes) -> bool:
    """Whether a whole line of UTF-8 stands first: nothing behind it says that it is something else, for it may come later. The first
    byte of all ends no line: half of a letter, it may look so."""
    line = head[: head.find(b"\n", 1) + 1]
    if not line or b"\0" in line or CONTROL.search(line):
        return False
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _utf16(head: bytes) -> str:
    """UTF-16 without a mark: one half of its ASCII letters is zero, and all of it is text. "" for anything else."""
    even = head[:_LOOKED_AT][: len(head) // 2 * 2]
    for codec, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros, others = even[high::2].count(0), even[1 - high :: 2].count(0)
        if len(even) >= 8 and zeros * 20 > len(even) and others * 4 < zeros:  # a tenth of the letters, and hardly one 一 (U+4E00)
            text = even.decode(codec, "ignore")
            if not any(char not in "\t\r\n" and category(char) in ("Cc", "Cn", "Co", "Cs") for char in text):
                return codec
    return ""


def _inflated(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Bounded pieces; gzip is inflated in bounded steps, so a bomb costs time in proportion to what is asked of it, never memory."""
    pending = _head(pieces)
    if not pending.startswith(GZIP):
        yield pending
        yield from pieces
        return
    inflater = zlib.decompressobj(wbits=31)
    while pending:
        try:
            piece = inflater.decompress(pending, CHUNK)
        except zlib.error as exc:
            raise BadList(f"{name}: the gzip data is damaged ({exc}); lines before the damage were read") from None
        if piece:
            yield piece
        if inflater.eof:
            pending = inflater.unused_data
            while len(pending := pending.lstrip(b"\0")) < len(GZIP) and (more := next(pieces, b"")):  # a tape is filled up with zeros
                pending += more
            if not pending:
                return
            if not pending.startswith(GZIP):
                raise BadList(f"{name}: something that is no gzip stands behind the gzip data; the lines before it were read")
            inflater = zlib.decompressobj(wbits=31)
        else:
            pending = inflater.unconsumed_tail or next(pieces, b"")
    raise BadList(f"{name}: the gzip data is cut short; the lines before the cut were read")
