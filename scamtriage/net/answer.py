"""The head of an HTTP answer, and the end of its body.

Nearly every answer is an ordinary one: HTTP/1.1, fields of plain lines, one length. One pattern reads it; all others are left to h11, which
says the same of an ordinary one and takes five times as long.
"""

from typing import Protocol

import h11
from msgspec import Struct

from scamtriage.net.errors import Malformed
from scamtriage.net.repair_head import mended
from scamtriage.records import lazy_re

Headers = tuple[tuple[str, str], ...]

CLOSED_EARLY = "the connection was closed before the end"
_ORDINARY = lazy_re.compile(
    r"HTTP/1\.1 ([2-5][0-9][0-9])(?: [\t\x20-\x7e\x80-\xff]*)?\r\n((?:[-!#$%&'*+.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*\r\n)+)\r\n"
)
"""A head without control characters, folded lines, or line ends of another kind."""
_WITHOUT_BODY = (204, 304)
_MAX_LENGTH_DIGITS = 20
_QUOTED = lazy_re.compile(r":? (?:bytearray\()?b?[\"']")
_ASKED = h11.Request(method="GET", target="/", headers=[("Host", "asked")])
"""The request that h11 is given, because it needs one to parse the answer. The request on the wire is built by `HttpGet`."""


class BodyFraming(Protocol):
    """Says where the body ends. `receive` takes what arrived behind the head, b"" for the end of the connection."""

    fault: str
    """Why the body cannot be read on, "" if it can."""

    def receive(self, data: bytes) -> None: ...

    def piece(self) -> bytes | None:
        """Return the next bytes of the body; None if more must be received; b"" at its end, and after a fault."""
        ...

    @property
    def beyond(self) -> bytes:
        """The bytes that arrived after the announced end; b"" unless `piece` has met that end."""
        ...

    @property
    def reusable(self) -> bool:
        """Whether both sides have finished this answer, with nothing after it, and neither wants to close."""
        ...


class Head(Struct, frozen=True):
    """A head. Its status is below 200 if another head follows."""

    status_code: int
    headers: Headers
    """Lower-case names, Latin-1 values, in order."""
    framing: BodyFraming
    mended: bool = False
    """A part that h11 refuses was skipped or repaired, as browsers do."""


def read_head(head: bytes, most: int) -> Head:
    """Parse a head with its empty line. Raises Malformed. `most`: bytes that a head may have.

    What h11 refuses is read once more in the repaired form that browsers would accept.
    """
    if (ordinary := _read_ordinary(head)) is not None:
        return ordinary
    repaired = False
    try:
        http, event = _read_by_h11(head, most)
    except h11.RemoteProtocolError as exc:
        if (better := mended(head)) == head:
            raise Malformed(f"not HTTP: {_words(exc)}") from exc
        try:
            http, event = _read_by_h11(better, most)
        except h11.RemoteProtocolError as still:
            raise Malformed(f"not HTTP: {_words(still)}") from still
        repaired = True
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers)
    return Head(event.status_code, headers, _ByH11(http), repaired)


def _read_ordinary(head: bytes) -> Head | None:
    """Parse a head of HTTP/1.1 with one length and no wish about the connection but to keep it; None for any other."""
    match = _ORDINARY.fullmatch(head.decode("latin-1"))
    if match is None or (status_code := int(match[1])) in _WITHOUT_BODY:
        return None
    headers, length = [], ""
    for line in match[2].split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        name, value = name.lower(), value.strip(" \t")
        if name == "content-length":
            if length or not value.isascii() or not value.isdigit() or len(value) > _MAX_LENGTH_DIGITS:
                return None
            length = value
        elif name == "transfer-encoding" or (name == "connection" and value.lower() != "keep-alive"):
            return None
        headers.append((name, value))
    return Head(status_code, tuple(headers), _OfLength(int(length))) if length else None


class _OfLength:
    """A body of the announced length."""

    __slots__ = ("_came", "_ended", "_left", "fault")

    def __init__(self, length: int) -> None:
        self._left = length
        self._came = b""
        self._ended = False
        self.fault = ""

    def receive(self, data: bytes) -> None:
        if not data and self._left > len(self._came):
            self.fault = CLOSED_EARLY
        self._came += data

    def piece(self) -> bytes | None:
        if not self._left:
            self._ended = True
            return b""
        if not self._came:
            return b"" if self.fault else None
        piece, self._came = self._came[: self._left], self._came[self._left :]
        self._left -= len(piece)
        return piece

    @property
    def beyond(self) -> bytes:
        return self._came if self._ended else b""

    @property
    def reusable(self) -> bool:
        return self._ended and not self._came


class _ByH11:
    """A body of any other kind: in chunks, until the connection closes, none at all."""

    __slots__ = ("_http", "fault")

    def __init__(self, http: h11.Connection) -> None:
        self._http = http
        self.fault = ""

    def receive(self, data: bytes) -> None:
        self._http.receive_data(data)

    def piece(self) -> bytes | None:
        try:
            event = self._http.next_event()
        except h11.RemoteProtocolError as exc:
            self.fault = _sentence(exc)
            exc.__traceback__ = None  # breaks a reference cycle: its traceback has a frame of h11 that holds it, and the body
            return b""
        if isinstance(event, h11.Data):
            return bytes(event.data)
        return None if event is h11.NEED_DATA else b""

    @property
    def beyond(self) -> bytes:
        return b"" if self._http.their_state is h11.SEND_BODY else self._http.trailing_data[0]

    @property
    def reusable(self) -> bool:
        http = self._http
        return http.our_state is h11.DONE and http.their_state is h11.DONE and http.trailing_data == (b"", False)


def _read_by_h11(head: bytes, most: int) -> tuple[h11.Connection, h11.Response | h11.InformationalResponse]:
    """Parse a head in a new h11 connection; return that connection, which parses the body, and the event.

    Raises RemoteProtocolError, or Malformed if it is no response.
    """
    http = h11.Connection(h11.CLIENT, max_incomplete_event_size=most)
    http.send(_ASKED)
    http.send(h11.EndOfMessage())
    http.receive_data(head)
    event = http.next_event()
    if not isinstance(event, h11.Response | h11.InformationalResponse):
        raise Malformed("not an answer to a GET")
    return http, event


def _words(exc: h11.RemoteProtocolError) -> str:
    """Return h11's message without the bytes that it quotes."""
    return _QUOTED.split(str(exc)[:160], maxsplit=1)[0]


def _sentence(exc: h11.RemoteProtocolError) -> str:
    text = _words(exc)
    return CLOSED_EARLY if "peer closed" in text or "unexpectedly closed" in text else f"the body is not HTTP: {text}"
