"""The page in a web archive: the one file (.mht, .mhtml) in which Chrome, Edge and Internet Explorer save a page with its parts (RFC 2557).

Its headers are read by the standard library, one block at a time. Its parts are looked for here, in linear time: that parser compares
each line with the boundaries of all levels. Nothing is fetched. `archive_parts` reads the pictures and the pages in frames.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import collapse_rfc2231_value
from itertools import islice, pairwise
from typing import NamedTuple

from scamtriage.records import lazy_re

MOST_PARTS = 200
"""Parts that are looked at on one level. Browsers write the page first."""
MOST_LEVELS = 3
_MOST_MAIL_LEVELS = 12
"""Of a mail: one that was forwarded as an attachment has its own parts, pictures four levels deep, below those of the mail around it."""
_MOST_HEADER_BYTES = 16_384
_MOST_MAIL_HEADER_BYTES = 65_536
"""Of a mail: what servers write about its way takes kilobytes."""
_MOST_BOUNDARY_CHARS = 70
"""RFC 2046, 5.1.1."""
_HEADERS_END = lazy_re.compile(rb"\r?\n\r?\n|\A\r?\n")
BEFORE_HEADERS = rb"\A(?:\xef\xbb\xbf)?[\r\n]{0,99}(?:From [^\n]*\n)?"
"""What an editor or a mailbox puts before the headers of a file. Behind it an archive would be read as a page that shows all its parts."""
_BEFORE_HEADERS = lazy_re.compile(BEFORE_HEADERS)
HEADERS = "text/rfc822-headers"
"""The media type of the headers of a mail (RFC 6522)."""
PAGES = frozenset(("text/html", "application/xhtml+xml"))
_SAVED_FROM = lazy_re.compile(r"https?://[\x21-\x7e]{1,2000}", re.IGNORECASE)


class ArchivedPage(NamedTuple):
    """The page of an archive."""

    body: bytes
    charset: str
    """The charset that the headers of the page name, which come before what the page says itself; "" if they name none."""
    saved_from: str
    """The URL from which the headers say that it was saved; "" if they say none. Whoever made the file wrote it."""
    cut: str
    """Why the page is not whole; "" if it is."""


class Part(NamedTuple):
    """A part as it stands in the archive."""

    kind: str
    """Its media type, in lower case."""
    charset: str
    names: tuple[str, ...]
    """Its address, and its id behind "cid:"; () if it has neither."""
    body: bytes
    """Its bytes, still in their coding."""
    coding: str


class NoArchive(Exception):
    """No page can be read from the archive. The message says what is wrong, as the end of a sentence."""


def archived_page(data: bytes) -> ArchivedPage:
    """Return the page of a web archive: its root part. Raises NoArchive.

    `data`: the file or its beginning. The root is the part that the header "start" names, or else the first; of several alternatives, the
    first page.
    """
    headers, body = _split(_without_mark(data))
    claimed = _location(headers, "Snapshot-Content-Location")
    whole = True
    for _ in range(MOST_LEVELS):
        claimed = claimed or _location(headers, "Content-Location")
        if headers.get_content_maintype() != "multipart":
            break
        headers, body, whole = _root(headers, body)
    if headers.get_content_type() not in PAGES:
        kind = "another archive within it" if headers.get_content_maintype() == "multipart" else "a part that is no HTML"
        raise NoArchive(f"its first part is no page but {kind}")
    return ArchivedPage(
        body=decoded(_part(headers, body)),
        charset=_parameter(headers, "charset"),
        saved_from=claimed or _location(headers, "Content-Location"),
        cut="" if whole else "the archive ends within the page",
    )


def saved_from(head: bytes) -> str:
    """Return the URL from which the headers at the beginning of a file say that it was saved; "" if they say none. Raises nothing."""
    try:
        headers, _ = _split(_BEFORE_HEADERS.sub(b"", head, 1))
    except NoArchive:
        return ""
    return _location(headers, "Snapshot-Content-Location") or _location(headers, "Content-Location")


def _split(data: bytes, most: int = _MOST_HEADER_BYTES) -> tuple[Message, bytes]:
    """Return (the headers, what stands below them). Raises NoArchive for a block of headers that is longer than `most` bytes."""
    end = _HEADERS_END.search(data, 0, most)
    if end is None:
        raise NoArchive(f"its headers have no end within {most:,} bytes")
    return BytesHeaderParser().parsebytes(data[: end.start()] + b"\n\n"), data[end.end() :]


def _parameter(headers: Message, name: str) -> str:
    """Return a parameter of the header Content-Type; "" if it is not there or badly written: the standard library fails at some of those
    that RFC 2231 lets be encoded and continued."""
    try:
        said = headers.get_param(name, "")
        return said if isinstance(said, str) else collapse_rfc2231_value(said)
    except (TypeError, ValueError):
        return ""


def _mark(headers: Message) -> re.Pattern[bytes]:
    """Return the pattern of the lines between parts. Raises NoArchive."""
    boundary = _parameter(headers, "boundary").rstrip()
    if not 0 < len(boundary) <= _MOST_BOUNDARY_CHARS or not boundary.isascii():
        raise NoArchive("its headers do not say how its parts are told apart")
    return re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("ascii")) + rb"(--)?[ \t]{0,80}(?=\r?\n|\Z)")


def parts_of(data: bytes) -> Iterator[Part]:
    """Yield the parts of the first level of an archive, MOST_PARTS at most. Raises NoArchive."""
    headers, body = _split(_without_mark(data))
    if headers.get_content_maintype() != "multipart":
        return
    marks = islice(_mark(headers).finditer(body), MOST_PARTS + 1)
    for opened, closed in pairwise((*marks, None)):
        if opened is None or opened[1]:
            return
        try:
            own, content = _split(_between(body, opened, closed))
        except NoArchive:
            continue
        yield _part(own, content)


def _between(body: bytes, opened: re.Match[bytes], closed: re.Match[bytes] | None) -> bytes:
    """Return what stands between two marks, without the line break behind the first."""
    return body[opened.end() : closed.start() if closed else len(body)].removeprefix(b"\r").removeprefix(b"\n")


def head_of(data: bytes) -> Message:
    """Return the headers at the beginning of a mail or an archive. Raises NoArchive."""
    return _split(_without_mark(data), _MOST_MAIL_HEADER_BYTES)[0]


def leaves(data: bytes) -> Iterator[Part]:
    """Yield the parts of a mail that hold no others, those of mails within it too. Raises NoArchive if it has no headers. The headers of a
    mail within it are a part of the type HEADERS. What is badly told apart, or lies too deep, is one part, of the type that it says."""
    return _leaves(*_split(_without_mark(data), _MOST_MAIL_HEADER_BYTES), level=0)


def _leaves(headers: Message, body: bytes, *, level: int) -> Iterator[Part]:
    part = _part(headers, body)
    try:
        if part.kind == "message/rfc822" and level < _MOST_MAIL_LEVELS:
            mail = decoded(part).lstrip(b"\r\n")
            own, content = _split(mail, _MOST_MAIL_HEADER_BYTES)
            yield Part(HEADERS, "", (), mail[: len(mail) - len(content)], "")
            yield from _leaves(own, content, level=level + 1)
            return
        marks = [*islice(_mark(headers).finditer(body), MOST_PARTS + 1)] if headers.get_content_maintype() == "multipart" else []
    except NoArchive:
        marks = []
    if not marks or level >= _MOST_MAIL_LEVELS:
        yield part
        return
    for opened, closed in pairwise((*marks, None)):
        if opened is None or opened[1]:
            return
        inner = _between(body, opened, closed)
        try:
            own, content = _split(inner)
        except NoArchive:
            own, content = Message(), inner
        yield from _leaves(own, content, level=level + 1)
    if len(marks) > MOST_PARTS:  # what follows was not told apart, and parts that hold nothing may hide it
        yield Part(headers.get_content_type(), "", (), b"", "")


def _without_mark(data: bytes) -> bytes:
    """Return a file without what an editor or a mailbox puts before its headers."""
    return _BEFORE_HEADERS.sub(b"", data[: 2 * _MOST_HEADER_BYTES], 1) + data[2 * _MOST_HEADER_BYTES :]


def _part(headers: Message, body: bytes) -> Part:
    name = str(headers.get("Content-ID", "")).strip().removeprefix("<").removesuffix(">")
    names = ("".join(str(headers.get("Content-Location", "")).split()), f"cid:{name}" if name else "")
    coding = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()
    return Part(headers.get_content_type(), _parameter(headers, "charset"), tuple(filter(None, names)), body, coding)


def _root(headers: Message, body: bytes) -> tuple[Message, bytes, bool]:
    """Return headers and body of the root part, and whether its end was found. Raises NoArchive."""
    mark = _mark(headers)
    start = _parameter(headers, "start")
    alternative = headers.get_content_subtype() == "alternative"
    first: tuple[Message, bytes, bool] | None = None
    opened = mark.search(body)
    for _ in range(MOST_PARTS):
        if opened is None or opened[1]:
            break
        closed = mark.search(body, opened.end())
        try:
            own, content = _split(
                body[opened.end() : closed.start() if closed is not None else len(body)].removeprefix(b"\r").removeprefix(b"\n")
            )
        except NoArchive:
            if first is None:
                raise
            break
        found = own, content, closed is not None
        if not alternative and not start:
            return found
        if (own.get_content_type() in PAGES) if alternative else str(own.get("Content-ID", "")).strip() == start:
            return found
        first = first or found
        opened = closed
    if first is None:
        raise NoArchive("it holds no part")
    return first


def decoded(part: Part) -> bytes:
    """Return the bytes of a part. What is no base64 in it is passed over. None of the codings gives more bytes than it takes. Raises
    NoArchive."""
    match part.coding:
        case "quoted-printable":
            return quopri.decodestring(part.body)
        case "base64":
            try:
                return binascii.a2b_base64(part.body + b"==")
            except binascii.Error:
                raise NoArchive("its page is no base64, though its headers say so") from None
        case "" | "7bit" | "8bit" | "binary":
            return part.body
    raise NoArchive("its page is in a coding that browsers do not write")


def _location(headers: Message, name: str) -> str:
    said = "".join(str(headers.get(name, "")).split())
    return said if _SAVED_FROM.fullmatch(said) else ""
