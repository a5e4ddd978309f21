"""Decode the bytes of a list to text in constant memory. Input may be gzip or plain, with or without BOM, in UTF-8, UTF-16, UTF-32
or a local charset."""

import codecs
import shlex
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO
from unicodedata import category

from scamtriage.knowledge.pages.filetypes import CONTROL, GZIP, by_signature
from scamtriage.targets.charset import beyond_ascii, likeliest
from scamtriage.targets.mail_marks import is_mail

CHUNK = 65_536
_LOOKED_AT = 512
"""Number of bytes examined to detect UTF-16 without a BOM; a longer first line is examined only this far."""
_SAMPLE = 16_384
"""Number of bytes used to detect a charset other than UTF-8, counted from the first line that is not UTF-8."""
_SETTLED = 16
"""After this many non-ASCII letters in valid UTF-8, an invalid byte counts as damage. A few letters of Thai and Chinese charsets can look
like UTF-8."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the next one
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class BadList(Exception):
    """The list cannot be read. The message says what to try."""

    ends_with = 2

    def __init__(self, message: str, *, command: str = "") -> None:
        """`command`: the command of ours that ends the message, to which its reader adds the options that were typed; "" if none does."""
        super().__init__(message)
        self.command = command


class NoColumn(BadList):
    """No column of a table is known to hold the targets. The message advises `--column`, which its reader may not have."""


def decoded(source: BinaryIO, name: str, charset: str, tell: Callable[[str], None], *, mails_as_bytes: bool = False) -> Iterator[str]:
    """Yield the text in chunks; undecodable bytes become U+FFFD. Raises BadList for another kind of file, and for an unknown charset.

    `charset`: a web label, or "" to detect it. `mails_as_bytes`: the charset of a mail is not detected; bytes that are not UTF-8 become
    lone surrogates. `tell`: called with a message if the detected charset is not UTF-8, UTF-16 or UTF-32.
    """
    pieces = _inflated(_pieces(source), name)
    first = _head(pieces)
    if (known := by_signature(first)) is not None:
        instead = "the mail as text or .eml" if name.lower().endswith(".msg") else "the list as CSV or plain text"
        told = f"{name}: is no list that can be read, but looks like {known[0]}; save {instead}, and give that"
        if not first.startswith(b"%PDF-"):
            raise BadList(told)
        text = f"pdftotext {'-' if name == '-' else shlex.quote(name)} - | scamtriage scan - --extract"
        raise BadList(f"{told}; the addresses of a report are found by: {text}", command="scan")
    encoding = _codec(charset, name) if charset else marked(first) or ("" if _begins_as_text(first) else _utf16(first))
    pieces = _chain(first, pieces)
    if encoding:
        yield from _all(pieces, encoding)
    elif mails_as_bytes and is_mail(name, first.decode("latin-1")):
        yield from _all(pieces, "utf-8", lost="surrogateescape")
    else:
        yield from _as_the_bytes_say(pieces, name, tell)


def _codec(charset: str, name: str) -> str:
    from scamtriage.parse.html.charset import codec_of  # imported here: lists in UTF-8 do not need this table

    if not (codec := codec_of(charset)):
        raise BadList(
            f"{name}: {charset[:40]!r} is no charset that is known; known are utf-8, windows-874, gbk, big5, shift_jis and others"
        )
    return "utf-8-sig" if codec == "utf-8" else codec


def marked(head: bytes) -> str:
    """Return the codec that a byte order mark names, or ""."""
    return next((codec for mark, codec in _BOMS if head.startswith(mark)), "")


def _chain(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _all(pieces: Iterator[bytes], encoding: str, *, lost: str = "replace") -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors=lost)
    for piece in pieces:
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _as_the_bytes_say(pieces: Iterator[bytes], name: str, tell: Callable[[str], None]) -> Iterator[str]:
    """Decode as UTF-8 while it is valid. Data is cut at line ends, so that the charset is detected from whole lines and each line is
    decoded in one charset."""
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
    """Decode what begins with bytes that are not UTF-8. `damaged`: the text before was UTF-8, so this is damage."""
    sample = b""
    while len(sample) < _SAMPLE and (more := next(pieces, b"")):
        sample += more
    try:
        yield sample.decode()  # a last line without a line end
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
    """Yield the data as it arrives: `read1` does not wait for a full chunk on a pipe."""
    reader = getattr(source, "read1", source.read)
    while piece := reader(CHUNK):
        yield piece


def _head(pieces: Iterator[bytes]) -> bytes:
    """Return the first line, or the part of it that detection examines. The result must not depend on how a pipe splits the data.

    Data with NUL, control or invalid UTF-8 bytes is read up to the full length: half of a UTF-16 letter may look like a line end.
    """
    head = next(pieces, b"")
    while len(head) < _LOOKED_AT and not _begins_as_text(head):
        if not (more := next(pieces, b"")):
            break
        head += more
    return head


def _begins_as_text(head: bytes) -> bool:
    """Whether the data begins with a whole line of valid UTF-8 text. If so, later bytes do not decide the encoding.

    The first byte never counts as the line end, since it may be half of a UTF-16 letter.
    """
    line = head[: head.find(b"\n", 1) + 1]
    if not line or b"\0" in line or CONTROL.search(line):
        return False
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _utf16(head: bytes) -> str:
    """Detect UTF-16 without a BOM: ASCII letters have a zero byte, and all of it decodes to text. Returns "" for anything else."""
    even = head[:_LOOKED_AT][: len(head) // 2 * 2]
    for codec, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros, others = even[high::2].count(0), even[1 - high :: 2].count(0)
        if len(even) >= 8 and zeros * 20 > len(even) and others * 4 < zeros:  # zeros in 1/10 of the high bytes, few in low ones (U+4E00)
            text = even.decode(codec, "ignore")
            if not any(char not in "\t\r\n" and category(char) in ("Cc", "Cn", "Co", "Cs") for char in text):
                return codec
    return ""


def _inflated(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Yield the data in bounded pieces, decompressed if it is gzip. Each step inflates at most CHUNK bytes, so memory is bounded even for a
    gzip bomb."""
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
            while len(pending := pending.lstrip(b"\0")) < len(GZIP) and (more := next(pieces, b"")):  # zero padding, as on tapes
                pending += more
            if not pending:
                return
            if not pending.startswith(GZIP):
                raise BadList(f"{name}: something that is no gzip stands behind the gzip data; the lines before it were read")
            inflater = zlib.decompressobj(wbits=31)
        else:
            pending = inflater.unconsumed_tail or next(pieces, b"")
    raise BadList(f"{name}: the gzip data is cut short; the lines before the cut were read")
