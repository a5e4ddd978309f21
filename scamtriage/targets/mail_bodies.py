"""Bodies of the parts of a mail, decoded as their lines come (RFC 2045, 6.7 and 6.8)."""

import base64
import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from msgspec.structs import replace

from scamtriage.knowledge.pages.filetypes import CONTROL, by_signature
from scamtriage.records import lazy_re
from scamtriage.targets.charset import declared, declared_of_lines, likely
from scamtriage.targets.decode import marked
from scamtriage.targets.lines import Line
from scamtriage.targets.mail_words import unquoted
from scamtriage.targets.parse import MAX_LINE_CHARS
from scamtriage.targets.passages import cut_of

_UNFINISHED = lazy_re.compile(r"=[0-9A-F]?\Z", re.IGNORECASE)
_BASE64 = lazy_re.compile(r"[A-Za-z0-9+/]*={0,2}\s*")
_LONG = MAX_LINE_CHARS // 2
"""Number of characters after which a line is not joined any further: HTML in a mail may be a single line."""
_SAMPLE = 6_000
"""Number of base64 digits that show whether a part is text, and in which charset."""


class Body(Protocol):
    """Lines of a body, decoded as they come."""

    def feed(self, line: Line) -> Iterable[Line]:
        """Take a line, and return the lines of the text that are whole now."""
        ...

    def end(self) -> Iterable[Line]:
        """Return the line that was not whole."""
        ...


class AsItStands:
    """A body that is not encoded."""

    def feed(self, line: Line) -> Iterable[Line]:
        return (line,)

    def end(self) -> Iterable[Line]:
        return ()


class QuotedPrintable:
    """A body in quoted-printable. Wrapped lines are joined."""

    def __init__(self, charset: str) -> None:
        self._decoder = codecs.getincrementaldecoder(declared_of_lines(charset) or "utf-8")("replace")
        self._kept: Line | None = None
        """The line that is wrapped, as far as it is not decoded."""
        self._text = ""
        """What was decoded of it: a long one is cut in letters, each of which may be nine characters."""

    def feed(self, line: Line) -> Iterator[Line]:
        if line.problem:
            yield from self.end()
            yield line
            return
        self._kept = line if self._kept is None else replace(self._kept, text=self._kept.text + line.text)
        wrapped = self._kept.text.rstrip()
        if not wrapped.endswith("="):
            yield from self.end()
            return
        self._kept = replace(self._kept, text=wrapped[:-1])
        if len(self._kept.text) <= _LONG:
            return
        whole = _UNFINISHED.sub("", self._kept.text)
        self._text += self._decoded(whole)
        kept = replace(self._kept, text=self._kept.text[len(whole) :])
        self._kept = kept
        if len(self._text) > _LONG:
            head, self._text = _torn(self._text)
            yield _line(kept, head)
            self._kept = replace(line, text=kept.text)

    def end(self) -> Iterator[Line]:
        if self._kept is not None:
            yield _line(self._kept, self._text + self._decoded(self._kept.text, final=True))
            self._kept, self._text = None, ""
            self._decoder.reset()

    def _decoded(self, text: str, *, final: bool = False) -> str:
        data = unquoted(text.encode())
        return self._decoder.decode(data, final) if text.isascii() else data.decode("utf-8", "replace")


class Base64:
    """A body in base64. Its bytes decide whether it is text: mail programs call what they do not know an octet-stream."""

    def __init__(self, charset: str, *, said_to_be_text: bool, tell: Callable[[int, str], None]) -> None:
        self._charset, self._said_to_be_text, self._tell = charset, said_to_be_text, tell
        self._held: list[Line] = []
        """Lines that are not decoded yet, since too few are there to decide."""
        self._decided = self._over = False
        self._decoder: codecs.IncrementalDecoder | None = None
        """None while it is not decided, and of a part that is no text."""
        self._digits = self._text = ""
        self._first: Line | None = None
        """The line in which `_text` begins."""

    def feed(self, line: Line) -> Iterator[Line]:
        if self._decided:
            yield from self._feed(line)
            return
        self._held.append(line)
        if line.problem or not _BASE64.fullmatch(line.text.strip()) or sum(len(one.text) for one in self._held) >= _SAMPLE:
            yield from self._decide()

    def end(self) -> Iterator[Line]:
        if not self._decided:
            yield from self._decide()
        if self._decoder is not None:
            text = self._text + self._decoder.decode(b"", final=True)
            if self._first is not None and text:
                yield _line(self._first, text)
        self._text, self._first, self._over = "", None, True

    def _decide(self) -> Iterator[Line]:
        self._decided = True
        digits = "".join(line.text.strip() for line in self._held if not line.problem and _BASE64.fullmatch(line.text.strip()))
        sample = base64.b64decode(_whole(digits.partition("=")[0]))
        codec, what = _text_of(sample, self._charset, said_to_be_text=self._said_to_be_text)
        if codec:
            self._decoder = codecs.getincrementaldecoder(codec)("replace")
        else:
            number = next(line.number for line in self._held if line.text.strip())
            self._tell(number, f"the mail has {what} here, such as an attachment; addresses in it are not read")
        for line in self._held:
            yield from self._feed(line)
        self._held = []

    def _feed(self, line: Line) -> Iterator[Line]:
        digits = line.text.strip()
        if self._over or line.problem or not _BASE64.fullmatch(digits):
            if not self._over:
                self._tell(line.number, "the base64 of the mail breaks off here; what stands behind it is read as it is")
            yield from self.end()
            yield line
            return
        if self._decoder is None:
            return
        padded = digits.endswith("=")
        digits = self._digits + digits
        whole = _whole(digits)
        self._digits = "" if padded else digits[len(whole) :]
        pieces = self._decoder.decode(base64.b64decode(whole)).split("\n")
        *ended, self._text = self._text + pieces[0], *pieces[1:]
        for text in ended:
            yield _line(self._first or line, text.removesuffix("\r"))
            self._first = None
        self._first = self._first or line
        if len(self._text) > _LONG:
            head, self._text = _torn(self._text)
            yield _line(self._first, head)
            self._first = line


def _text_of(sample: bytes, charset: str, *, said_to_be_text: bool) -> tuple[str, str]:
    """Return (codec, "") of the first bytes of a text, or ("", what it is)."""
    from scamtriage.parse.html.charset import codec_of, meta_charset

    if (known := by_signature(sample)) is not None:
        return "", known[0]
    if codec := marked(sample) or declared(charset):
        return codec, ""
    if not said_to_be_text and (b"\0" in sample or CONTROL.search(sample)):
        return "", "a part that is no text"
    return codec_of(meta_charset(sample)) or likely(sample), ""


def _whole(digits: str) -> str:
    return digits[: len(digits) // 4 * 4]


def _torn(text: str) -> tuple[str, str]:
    """Return a long text in two parts, cut where no address is. The second is empty if there is no such place."""
    cut = cut_of(text) or len(text)
    return text[:cut], text[cut:]


def _line(line: Line, text: str) -> Line:
    return replace(line, text=text.replace("\x00", " "))
