"""The text of mails as it was written, where a mail program has wrapped and encoded it (RFC 2045, 6.7 and 6.8)."""

import base64
import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from msgspec.structs import replace

from scamtriage.targets.parse import MAX_LINE_CHARS
from scamtriage.targets.read import MAIL_OF_BOX, Line

_HEADER = re.compile(r"[!-9;-~]{1,76}:")
_ENCODING = re.compile(r"content-transfer-encoding:\s*([a-z0-9-]+)", re.IGNORECASE)
_TYPE = re.compile(r"content-type:\s*([a-z]+)/", re.IGNORECASE)
_CHARSET = re.compile(r"\bcharset=[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_BOUNDARY = re.compile(r"\bboundary=(?:\"([^\"]{1,70})\"|([^\s;\"]{1,70}))", re.IGNORECASE)
_MOST_BOUNDARIES = 16
"""Number of boundaries remembered. Parts may be nested; of a mailbox, only those of its last mails are needed."""
_BYTES = re.compile(rb"=([0-9A-F]{2})", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}\s*")
_LONG = MAX_LINE_CHARS // 2
"""Number of characters after which a line is not joined any further: HTML in a mail may be a single line."""


def decoded_mail(text: Iterable[Line], tell: Callable[[str], None]) -> Iterator[Line]:
    """Yield the lines of a text. Those of a part of a mail in quoted-printable are joined where they were wrapped, and decoded: the second
    half of a wrapped address would be a stranger's. Of a part in base64, the lines of its text are yielded instead. A line so made has the
    number of the first line that it is made of. Each part of a mail, and each mail of a mailbox, has its own encoding.

    `tell`: called with a sentence about the first part in base64 that is no text, so that its addresses are not read, or that breaks off.
    """
    headers, boundaries, told = _Headers(), dict[str, None](), set[str]()
    body: _Body | None = None
    """None within headers."""
    blank = True

    def once(number: int, words: str) -> None:
        if words not in told:
            told.add(words)
            tell(f"line {number}: {words}")

    for line in text:
        begins = _is_boundary(line.text, boundaries) or (blank and MAIL_OF_BOX.match(line.text) is not None)
        if begins or _ENCODING.match(line.text) is not None:
            if body is not None:
                yield from body.end()
            body, headers = None, _Headers() if begins else headers
        blank = not line.text.strip()
        if body is None and not begins and not headers.take(line.text):
            for mark in headers.boundaries:
                boundaries[mark] = boundaries.pop(mark, None)
            for mark in [*boundaries][:-_MOST_BOUNDARIES]:
                del boundaries[mark]
            body = headers.body(once)
            if headers.hidden:
                once(line.number + blank, "the mail has a part here that is no text, such as an attachment; addresses in it are not read")
        yield from body.feed(line) if body is not None else (line,)
    if body is not None:
        yield from body.end()


def _is_boundary(text: str, boundaries: Iterable[str]) -> bool:
    return text.startswith("--") and any(text.startswith(mark, 2) and text[2 + len(mark) :].rstrip() in ("", "--") for mark in boundaries)


class _Headers:
    """What the headers of a mail, or of a part of it, say about its body."""

    def __init__(self) -> None:
        self._encoding, self._kind, self._charset = "", "text", ""
        self._of_type = False
        """Whether the last line was that of the content type, which may go on in the next ones."""
        self.boundaries: list[str] = []

    def take(self, text: str) -> bool:
        """Read a line of headers; return False if it is none, so that the body begins."""
        goes_on = text[:1] in (" ", "\t") and bool(text.strip())
        if not goes_on and not _HEADER.match(text):
            return False
        if (encoding := _ENCODING.match(text)) is not None:
            self._encoding = encoding[1].lower()
        if (kind := _TYPE.match(text)) is not None:
            self._kind = kind[1].lower()
        self._of_type = kind is not None or (goes_on and self._of_type)
        if not self._of_type:
            return True
        if (charset := _CHARSET.search(text)) is not None:
            self._charset = charset[1]
        self.boundaries = [*self.boundaries, *(mark[1] or mark[2] for mark in _BOUNDARY.finditer(text))][-_MOST_BOUNDARIES:]
        return True

    @property
    def hidden(self) -> bool:
        """Whether the body is encoded and no text."""
        return self._encoding == "base64" and self._kind != "text"

    def body(self, tell: Callable[[int, str], None]) -> "_Body":
        if self._encoding == "quoted-printable":
            return _QuotedPrintable(self._codec())
        return _Base64(self._codec(), tell) if self._encoding == "base64" and not self.hidden else _AsItStands()

    def _codec(self) -> str:
        from scamtriage.parse.html.charset import codec_of  # imported here: most texts do not need this table

        return codec_of(self._charset) or "utf-8"


class _Body(Protocol):
    """Lines of a body, decoded as they come."""

    def feed(self, line: Line) -> Iterable[Line]:
        """Take a line, and return the lines of the text that are whole now."""
        ...

    def end(self) -> Iterable[Line]:
        """Return the line that was not whole."""
        ...


class _AsItStands:
    def feed(self, line: Line) -> Iterable[Line]:
        return (line,)

    def end(self) -> Iterable[Line]:
        return ()


class _QuotedPrintable:
    def __init__(self, codec: str) -> None:
        self._codec = codec
        self._kept: Line | None = None

    def feed(self, line: Line) -> Iterator[Line]:
        if line.problem:
            yield from self.end()
            yield line
            return
        joined = line if self._kept is None else replace(self._kept, text=self._kept.text + line.text)
        self._kept = None
        wrapped = joined.text.rstrip()
        if not wrapped.endswith("="):
            yield self._decoded(joined)
            return
        self._kept = replace(joined, text=wrapped[:-1])
        if len(self._kept.text) > _LONG:
            head, tail = _torn(self._kept.text)
            yield self._decoded(replace(self._kept, text=head))
            self._kept = replace(line, text=tail) if tail else None

    def end(self) -> Iterator[Line]:
        if self._kept is not None:
            yield self._decoded(self._kept)
            self._kept = None

    def _decoded(self, line: Line) -> Line:
        data = _BYTES.sub(lambda found: bytes.fromhex(found[1].decode()), line.text.encode())
        return _line(line, data.decode(self._codec if line.text.isascii() else "utf-8", "replace"))


class _Base64:
    def __init__(self, codec: str, tell: Callable[[int, str], None]) -> None:
        self._tell = tell
        self._decoder = codecs.getincrementaldecoder(codec)("replace")
        self._digits = self._text = ""
        self._first: Line | None = None
        """The line in which `_text` begins."""
        self._over = False

    def feed(self, line: Line) -> Iterator[Line]:
        digits = line.text.strip()
        if self._over or line.problem or not _BASE64.fullmatch(digits):
            if not self._over:
                self._tell(line.number, "the base64 of the mail breaks off here; what stands behind it is read as it is")
            yield from self.end()
            yield line
            return
        padded = digits.endswith("=")
        digits = self._digits + digits
        whole = len(digits) // 4 * 4
        self._digits = "" if padded else digits[whole:]
        pieces = self._decoder.decode(base64.b64decode(digits[:whole])).split("\n")
        *ended, self._text = self._text + pieces[0], *pieces[1:]
        for text in ended:
            yield _line(self._first or line, text.removesuffix("\r"))
            self._first = None
        self._first = self._first or line
        if len(self._text) > _LONG:
            head, self._text = _torn(self._text)
            yield _line(self._first, head)
            self._first = line

    def end(self) -> Iterator[Line]:
        text = self._text + self._decoder.decode(b"", final=True)
        if self._first is not None and text:
            yield _line(self._first, text)
        self._text, self._first, self._over = "", None, True


def _torn(text: str) -> tuple[str, str]:
    """Return a long text in two parts, cut at the last blank."""
    head, _, tail = text.rpartition(" ")
    return (head, tail) if head else (tail, "")


def _line(line: Line, text: str) -> Line:
    return replace(line, text=text.replace("\x00", " "))
