"""The text of mails as it was written, where a mail program has wrapped, encoded and packed it (RFC 2045 to 2047, RFC 5322)."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from scamtriage.records import lazy_re
from scamtriage.targets.charset import Guess, declared_of_lines
from scamtriage.targets.delimiter import table_delimiter
from scamtriage.targets.lines import Line
from scamtriage.targets.mail_bodies import AsItStands, Base64, Body, QuotedPrintable
from scamtriage.targets.mail_marks import MAIL, MAIL_OF_BOX
from scamtriage.targets.mail_words import with_plain_words
from scamtriage.targets.markup import BEGINS, Markup
from scamtriage.targets.parse import MAX_LINE_CHARS
from scamtriage.targets.rows import split

_BYTE = lazy_re.compile("[\udc80-\udcff]")
"""Matches a byte that is not UTF-8 (PEP 383)."""
_HEADER = lazy_re.compile(r"([!-9;-~]{1,76}):")
_ENCODING = lazy_re.compile(r"content-transfer-encoding:\s*([a-z0-9-]+)", re.IGNORECASE)
_TYPE = lazy_re.compile(r"content-type:\s*([a-z]+)/([\w.+-]{1,80})", re.IGNORECASE)
_CHARSET = lazy_re.compile(r"\bcharset=[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_BOUNDARY = lazy_re.compile(r"\bboundary=(?:\"([^\"]{1,70})\"|([^\s;\"]{1,70}))", re.IGNORECASE)
_TABLE = lazy_re.compile(r"content-type:\s*text/csv|name=\"?[^\";]{0,200}\.[ct]sv\b", re.IGNORECASE)
_SCRIPT = lazy_re.compile(
    r"content-type:\s*\w+/(?:x-)?(?:java|ecma)?script|content-type:\s*text/css|name=\"?[^\";]{0,200}\.(?:js|css|vbs)\b", re.IGNORECASE
)
_FLOWED = lazy_re.compile(r"\bdelsp=\"?yes\b", re.IGNORECASE)
_QUOTED = lazy_re.compile(r">* ?")
"""What stands before the words of a line of flowed text: marks of a quotation, and a blank."""
_MOST_FLOWED = MAX_LINE_CHARS // 2
_KEPT = ("content-type", "content-transfer-encoding", "content-disposition")
_MOST_KEPT = 4_000
"""Number of characters of these headers that are read."""
_OF_PASSAGE = lazy_re.compile(
    r"(?:arc|authentication|autocrypt|content|dkim|domainkey|list|mime|received|thread|x)-[!-9;-~]{1,60}:"
    r"|(?:message-id|references|in-reply-to):|received:\s*(?:(?:from|by)\b|\(|\Z)|(?:to|cc|bcc|delivered-to|envelope-to):.*@",
    re.IGNORECASE,
)
"""Headers that servers and mail programs write, and those of recipients: they name machines that the mail has passed, and whom it has
reached."""
_MOST_BOUNDARIES = 16
"""Number of boundaries remembered. Parts may be nested; of a mailbox, only those of its last mails are needed."""
_MOST_PACKED = 5
"""Number of mails that lie one in the other, as after several forwards; the text of what lies deeper is read as it stands."""


class PassedLine(Line, frozen=True, kw_only=True):
    """A line of a header that tells the way of the mail: only an address with a page or a scheme is meant as one."""


def decoded_mail(text: Iterable[Line], tell: Callable[[str], None]) -> Iterator[Line]:
    """Yield the lines of a text. Those of a part of a mail in quoted-printable are joined where they were wrapped, and decoded: the second
    half of a wrapped address would be a stranger's. Of a part in base64, the lines of its text are yielded instead. A line so made has the
    number of the first line that it is made of. Each part of a mail, each mail of a mailbox and each mail that is attached to another has
    its own encoding.

    `tell`: called with a sentence about a part in base64 that is no text, so that its addresses are not read, or that breaks off.
    """
    told = set[str]()

    def once(number: int, words: str) -> None:
        if words not in told:
            told.add(words)
            tell(f"line {number}: {words}")

    return with_plain_words(_lines(text, once))


def _lines(text: Iterable[Line], tell: Callable[[int, str], None]) -> Iterator[Line]:
    mail = _Mail(tell, packed=0)
    for line in text:
        yield from mail.feed(line)
    yield from mail.end()


class _Mail:
    """A mail, a mailbox or any other text, whose lines may look like the headers of a mail."""

    def __init__(self, tell: Callable[[int, str], None], *, packed: int) -> None:
        self._tell, self._packed = tell, packed
        self._headers, self._boundaries = _Headers(), dict[str, None]()
        self._body: Body | None = None
        """None within headers."""
        self._within: _Mail | Markup | _Cells | _Flowed | AsItStands | None = None
        """What reads the decoded body; None until its first words show what it is."""
        self._blank = True
        """Whether a mail may begin in the next line: one behind the other, or pasted into a complaint."""

    def feed(self, line: Line) -> Iterator[Line]:
        passed_on = isinstance(self._within, _Mail) and isinstance(self._body, AsItStands)  # as bytes, whose charset is told within
        if not passed_on and (_BYTE.search(line.text) is not None if not line.text.isascii() else self._shifts(line.text)):
            line = replace(line, text=self._in_letters(line))
        bounds, of_box = self._is_boundary(line.text), self._blank and MAIL_OF_BOX.match(line.text) is not None
        another = (
            self._blank and isinstance(self._body, AsItStands) and not isinstance(self._within, _Mail) and MAIL.match(line.text) is not None
        )
        if bounds or of_box or another or (_ENCODING.match(line.text) is not None and not isinstance(self._within, _Mail)):
            yield from self.end()
            self._headers = _Headers() if bounds or of_box or another else self._headers
        self._blank = bounds or not line.text.strip()
        if bounds or of_box:
            yield replace(line, text=self._in_letters(line)) if passed_on else line
        elif self._body is None and self._headers.take(line.text):
            yield PassedLine(number=line.number, text=line.text) if self._headers.of_passage and not line.problem else line
        else:
            if self._body is None:
                for mark in self._headers.boundaries:
                    self._boundaries[mark] = self._boundaries.pop(mark, None)
                for mark in [*self._boundaries][:-_MOST_BOUNDARIES]:
                    del self._boundaries[mark]
                self._body = self._headers.body(self._tell)
            yield from self._read(self._body.feed(line))

    def _in_letters(self, line: Line) -> str:
        """Return a line with bytes that are not UTF-8 in the charset that the part declares, or else in the likeliest."""
        raw = line.text.encode("utf-8", "surrogateescape")
        codec = declared_of_lines(self._headers.charset) if self._body is not None else ""
        if not codec:
            codec = self._headers.guess.of(raw)
            how = f"they were read as {codec}" if codec != "utf-8" else "none is likely, and a target with letters that are lost is refused"
            self._tell(line.number, f"the mail does not say in which charset its letters are here; {how}")
        return raw.decode(codec, "replace")

    def _shifts(self, text: str) -> bool:
        """Whether an ASCII line has other letters: ISO-2022-JP, of Japanese mails, writes them with shifts."""
        return "\x1b" in text and isinstance(self._body, AsItStands) and declared_of_lines(self._headers.charset).startswith("iso2022")

    def end(self) -> Iterator[Line]:
        if self._body is not None:
            yield from self._read(self._body.end())
        if self._within is not None:
            yield from self._within.end()
        self._body = self._within = None

    def _read(self, lines: Iterable[Line]) -> Iterator[Line]:
        for line in lines:
            if self._within is None and line.text.strip():
                self._within = self._reader(line.text)
            yield from self._within.feed(line) if self._within is not None else (line,)

    def _reader(self, first: str) -> "_Mail | Markup | _Cells | _Flowed | AsItStands":
        if (self._headers.holds_mail or MAIL.match(first)) and self._packed < _MOST_PACKED:
            return _Mail(self._tell, packed=self._packed + 1)
        if BEGINS.match(first) or self._headers.holds_code:
            return Markup(code=self._headers.holds_code)
        if self._headers.flows:
            return _Flowed()
        return _Cells(table_delimiter(first)) if self._headers.holds_table else AsItStands()

    def _is_boundary(self, text: str) -> bool:
        return text.startswith("--") and any(
            text.startswith(mark, 2) and text[2 + len(mark) :].rstrip() in ("", "--") for mark in self._boundaries
        )


class _Cells:
    """The rows of a table, whose cells are parted by tabs: a delimiter directly behind an address would be read as a part of its page."""

    def __init__(self, delimiter: str | None) -> None:
        self._delimiter = delimiter

    def feed(self, line: Line) -> Iterable[Line]:
        cells = split(line.text, self._delimiter) if self._delimiter else []
        return (replace(line, text="\t".join(cells)) if cells else line,)

    def end(self) -> Iterable[Line]:
        return ()


class _Flowed:
    """Text that is wrapped within words: a blank at the end of a line says that the line goes on (RFC 3676 with DelSp)."""

    def __init__(self) -> None:
        self._kept: Line | None = None

    def feed(self, line: Line) -> Iterator[Line]:
        if line.problem or line.text == "-- ":
            yield from self.end()
            yield line
            return
        joined = line if self._kept is None else replace(self._kept, text=self._kept.text + _QUOTED.sub("", line.text, count=1))
        goes_on = joined.text.endswith(" ") and len(joined.text) <= _MOST_FLOWED
        self._kept = replace(joined, text=joined.text[:-1]) if goes_on else None
        if not goes_on:
            yield joined

    def end(self) -> Iterator[Line]:
        if self._kept is not None:
            yield self._kept
            self._kept = None


class _Headers:
    """What the headers of a mail, or of a part of it, say about its body."""

    def __init__(self) -> None:
        self._name = ""
        """That of the last header, which may go on in the next lines."""
        self._kept: dict[str, str] = {}
        self.guess = Guess()
        """The charset of this mail or part, if it declares none."""
        self.of_passage = False
        """Whether the header that was read last tells the way of the mail."""

    def take(self, text: str) -> bool:
        """Read a line of headers; return False if it is none, so that the body begins."""
        goes_on = text[:1] in (" ", "\t") and bool(text.strip())
        header = None if goes_on else _HEADER.match(text)
        if not goes_on and header is None:
            return False
        if header is not None:
            self._name, self.of_passage = header[1].lower(), _OF_PASSAGE.match(text) is not None
            self._kept.pop(self._name, None)
        if self._name in _KEPT and len(self._kept.get(self._name, "")) < _MOST_KEPT:
            self._kept[self._name] = f"{self._kept.get(self._name, '')} {text[:_MOST_KEPT]}".lstrip()
        return True

    @property
    def boundaries(self) -> list[str]:
        return [mark[1] or mark[2] for mark in _BOUNDARY.finditer(self._kept.get("content-type", ""))][-_MOST_BOUNDARIES:]

    @property
    def charset(self) -> str:
        found = _CHARSET.search(self._kept.get("content-type", ""))
        return found[1] if found is not None else ""

    @property
    def holds_mail(self) -> bool:
        """Whether the part is another mail, or its headers (RFC 2046, 5.2.1; RFC 6522)."""
        kind, subtype = self._type()
        return (kind == "message" and subtype in ("rfc822", "global", "news")) or subtype == "rfc822-headers"

    @property
    def holds_code(self) -> bool:
        """Whether the part is a script or a style."""
        return any(_SCRIPT.search(header) for header in self._kept.values())

    @property
    def flows(self) -> bool:
        return _FLOWED.search(self._kept.get("content-type", "")) is not None

    @property
    def holds_table(self) -> bool:
        return any(_TABLE.search(header) for header in self._kept.values())

    def body(self, tell: Callable[[int, str], None]) -> Body:
        encoding = _ENCODING.match(self._kept.get("content-transfer-encoding", ""))
        match encoding[1].lower() if encoding is not None else "":
            case "quoted-printable":
                return QuotedPrintable(self.charset)
            case "base64":
                return Base64(self.charset, said_to_be_text=self._type()[0] == "text", tell=tell)
            case _:
                return AsItStands()

    def _type(self) -> tuple[str, str]:
        kind = _TYPE.match(self._kept.get("content-type", ""))
        return (kind[1].lower(), kind[2].lower()) if kind is not None else ("text", "plain")
