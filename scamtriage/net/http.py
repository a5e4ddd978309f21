"""One GET over one connection: the head within its caps, the body as far as it came, and nothing followed."""

import re
from functools import lru_cache

import h11

from scamtriage.net.body import Body
from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Malformed, NetError, TimedOut, Unreachable
from scamtriage.net.head import read_head
from scamtriage.net.inflate import unread_because
from scamtriage.net.mend import begins, end_of_head, mended
from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import Exchange, Handshake
from scamtriage.net.stream import Overrun, SocketStream
from scamtriage.net.url import WebAddress, location_of
from scamtriage.records.evidence import Cap
from scamtriage.records.limits import in_words, limit

_READ_BYTES = 65_536

_CLOSED_EARLY = "the connection was closed before the end"
_MORE_SENT = "the server sent more than the length that it announced"
_QUOTED = re.compile(r":? (?:bytearray\()?b?[\"']")
_PRINTABLE = re.compile(r"[!-~]+")
_ASKED = h11.Request(method="GET", target="/", headers=[("Host", "asked")])
"""What h11 is told to have been asked: it needs to know of a GET to read the answer, and no more. The question itself is `_question`."""

Headers = tuple[tuple[str, str], ...]


class HttpGet:
    """A GET on a stream that is connected already. `exchange()` may be asked for once; `caps` are the limits that were reached.

    Afterwards `reusable` says whether another GET may follow on the same stream.
    """

    def __init__(
        self, stream: SocketStream, page: WebAddress, headers: Headers, *, policy: NetPolicy, deadline: Deadline, stage: str = "page"
    ) -> None:
        self.caps: list[Cap] = []
        self.late = False
        """The body did not come to its end in time."""
        self._stage = stage
        self._stream = stream
        self._page = page
        self._headers = headers
        self._policy = policy
        self._deadline = deadline
        self._http: h11.Connection | None = None
        """Reads what is not of the everyday form; else None, and `_left` bytes of the body are to come, of which `_rest` is here."""
        self._left = -1
        self._rest = b""
        self._keeps = False
        self._mended = False
        self._wire_bytes = 0

    async def exchange(self, shown: Handshake | None = None, *, began: float | None = None) -> Exchange:
        """Ask and read. Raises NetError when not even a head came; everything after the head ends in an Exchange.

        `shown`: the handshake of the connection, if there was one; `began`: when the caller did, on the clock of the deadline.
        """
        started = self._deadline.elapsed() if began is None else began
        status_code, headers = await self._head()
        encoding = ", ".join(value.strip().lower() for name, value in headers if name == "content-encoding")
        body = Body(self._policy, encoding, redirect=bool(location_of(status_code, headers)))
        because = await self._body(body)
        self._stream.relax()
        data = body.data
        unread = unread_because(encoding, data, undone=body.undone)
        because = because or unread or ("" if body.undone else f"announced as {encoding[:40]} and is not")
        return Exchange(
            url=str(self._page),
            status_code=status_code,
            headers=headers,
            body=data,
            wire_bytes=self._wire_bytes,
            encoding=encoding,
            unread=unread,
            complete=not because,
            incomplete_because=because,
            mended=self._mended,
            address=self._stream.address,
            tls_version=shown.tls_version if shown is not None else "",
            certificate_sha256=shown.leaf_sha256 if shown is not None else "",
            chain_der=shown.chain_der if shown is not None else (),
            elapsed_s=round(self._deadline.elapsed() - started, 4),
        )

    @property
    def reusable(self) -> bool:
        """Both sides are done with this exchange, and neither wants to close."""
        http = self._http
        if http is None:
            return self._left == 0 and self._keeps and not self._rest
        return http.our_state is h11.DONE and http.their_state is h11.DONE and http.trailing_data == (b"", False)

    async def _head(self) -> tuple[int, Headers]:
        """Ask, and read status and headers."""
        policy = self._policy
        data = _question(self._page, self._headers)
        late = f"no answer within {policy.answer_timeout_s:g} s of the question"
        self._stream.expect(policy.answer_timeout_s, late, deadline=self._deadline)
        self._stream.max_received = self._stream.received + policy.max_wire_bytes * 5 // 4 + policy.max_head_bytes  # TLS adds 2 % to most
        await self._stream.write(data)
        first = await self._more(first=True)
        everyday = read_head(first, max_bytes=policy.max_head_bytes, max_lines=policy.max_head_lines)
        if everyday is None:
            return await self._head_by_h11(first)
        head, self._rest = everyday
        self._left, self._keeps = head.length, head.keeps
        return head.status_code, head.headers

    async def _head_by_h11(self, data: bytes) -> tuple[int, Headers]:
        policy = self._policy
        for _ in range(policy.max_informational + 1):
            head, data = await self._one_head(data)
            event = self._event(head)
            if isinstance(event, h11.Response):
                if self._http is not None and data:
                    self._http.receive_data(data)
                if len(event.headers) > policy.max_head_lines or _size(event) > policy.max_head_bytes:
                    raise Malformed(f"a head of more than {policy.max_head_lines} lines or {policy.max_head_bytes} bytes")
                return event.status_code, tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers)
        raise Malformed(f"more than {policy.max_informational} informational answers")

    async def _one_head(self, data: bytes) -> tuple[bytes, bytes]:
        """(a head with its empty line, what is here behind it)."""
        policy = self._policy
        came, searched = bytearray(data), 0
        while not (end := end_of_head(came, searched)):
            if not begins(came):
                raise Malformed("not HTTP")
            searched = len(came)
            if searched > policy.max_head_bytes or not (more := await self._more()):
                raise Malformed("not HTTP: its head has no end")
            came += more
        if not begins(came):
            raise Malformed("not HTTP")
        return bytes(came[:end]), bytes(came[end:])

    def _event(self, head: bytes) -> h11.Response | h11.InformationalResponse:
        """What h11 makes of a head, and where it refuses it, of what browsers read in it."""
        policy = self._policy
        try:
            self._http, event = _read_by_h11(head, policy.max_head_bytes)
        except h11.RemoteProtocolError as exc:
            if (better := mended(head)) == head:
                raise Malformed(f"not HTTP: {_words(exc)}") from exc
            try:
                self._http, event = _read_by_h11(better, policy.max_head_bytes)
            except h11.RemoteProtocolError as still:
                raise Malformed(f"not HTTP: {_words(still)}") from still
            self._mended = True
        return event

    async def _body(self, body: Body) -> str:
        """Read until the end, a cap or a fault; returns why the body is not whole, or ""."""
        policy = self._policy
        pieces = 0
        fault = ""
        try:
            while not (body.cap or body.full):
                piece = self._piece()
                if piece:
                    body.feed(piece)
                    pieces += 1
                    if pieces > policy.max_pieces:
                        body.cap = limit("pieces", policy.max_pieces)
                elif piece is not None:
                    break
                elif self._wire_bytes >= policy.max_wire_bytes:
                    body.cap = limit("wire_bytes", policy.max_wire_bytes)
                else:
                    self._arrived(await self._more())
        except h11.RemoteProtocolError as exc:
            fault = _sentence(exc)
            exc.__traceback__ = None  # h11 raises it from a frame that holds it: a circle around the body
        except Overrun:  # tiny records of TLS, which are many times as long as what is in them
            body.cap = limit("wire_bytes", self._stream.max_received)
        except NetError as exc:
            fault, self.late = str(exc), isinstance(exc, TimedOut)
            if self.late:
                self.caps.append(Cap(stage=self._stage, cap=self._slow(), seen=f"{self._wire_bytes} wire bytes"))
        because = body.finish(cut=bool(fault))
        if body.cap:
            self.caps.append(Cap(stage=self._stage, cap=body.cap, seen=f"{self._wire_bytes} wire bytes, {len(body.data)} kept"))
            because = f"cut short: {in_words(body.cap)}"
        elif body.full:
            because = f"cut short: {in_words(limit('redirect bytes', policy.max_redirect_body_bytes))}"
        return fault or because or (_MORE_SENT if self._beyond().strip() else "")

    def _slow(self) -> str:
        """Which limit of time ended the body."""
        if self._deadline.left() <= 0:
            return limit("seconds", f"{self._deadline.budget_s:.2g}")
        return limit("least_bytes_per_s", self._policy.min_bytes_per_s)

    def _beyond(self) -> bytes:
        """What is here already behind the end that was announced; nobody asked for another answer."""
        if self._http is None:
            return b"" if self._left else self._rest
        return self._http.trailing_data[0] if self._http.their_state is h11.DONE else b""

    def _piece(self) -> bytes | None:
        """The next piece of the body that is here; b"": that was the end; None: more must come."""
        if self._http is not None:
            event = self._http.next_event()
            return bytes(event.data) if isinstance(event, h11.Data) else None if event is h11.NEED_DATA else b""
        if not self._left:
            return b""
        if not self._rest:
            return None
        piece, self._rest = self._rest[: self._left], self._rest[self._left :]
        self._left -= len(piece)
        return piece

    def _arrived(self, data: bytes) -> None:
        if self._http is not None:
            self._http.receive_data(data)
        elif data:
            self._rest = data
        else:
            raise Unreachable(_CLOSED_EARLY)

    async def _more(self, *, first: bool = False) -> bytes:
        policy = self._policy
        data = await self._stream.read(max(1, min(_READ_BYTES, policy.max_wire_bytes - self._wire_bytes)))
        if first:
            if not data:
                raise Unreachable("the connection was closed without an answer")
            slow = f"the answer came slower than {policy.min_bytes_per_s} bytes a second"
            floor = max(1, int(policy.min_bytes_per_s * policy.slow_window_s))
            self._stream.expect(policy.slow_window_s, slow, deadline=self._deadline, floor_bytes=floor)
        self._wire_bytes += len(data)
        return data


def _read_by_h11(head: bytes, most: int) -> tuple[h11.Connection, h11.Response | h11.InformationalResponse]:
    """A head in a connection of its own, and the connection, which goes on with the body. Raises RemoteProtocolError."""
    http = h11.Connection(h11.CLIENT, max_incomplete_event_size=most)
    http.send(_ASKED)
    http.send(h11.EndOfMessage())
    http.receive_data(head)
    event = http.next_event()
    if not isinstance(event, h11.Response | h11.InformationalResponse):
        raise Malformed("not an answer to a GET")
    return http, event


def _question(page: WebAddress, headers: Headers) -> bytes:
    """The GET as it goes out. Raises Malformed for an address with anything in it that could be read as more than one line or word."""
    if _PRINTABLE.fullmatch(page.target) is None or _PRINTABLE.fullmatch(page.authority) is None:
        raise Malformed("this address can't be asked for over HTTP")
    return f"GET {page.target} HTTP/1.1\r\nHost: {page.authority}\r\n{_lines(headers)}".encode("ascii")


@lru_cache(maxsize=64)
def _lines(headers: Headers) -> str:
    """The lines that a profile adds, checked once by h11, and the end of the head."""
    sent = h11.Connection(h11.CLIENT).send(
        h11.Request(method="GET", target="/", headers=[("Host", "x"), *headers, ("Connection", "keep-alive")])
    )
    assert sent is not None
    return sent.decode("ascii").partition("Host: x\r\n")[2]


def _size(response: h11.Response) -> int:
    return sum(len(name) + len(value) + 4 for name, value in response.headers) + len(response.reason)


def _words(exc: h11.RemoteProtocolError) -> str:
    """What h11 says, without the bytes that it quotes."""
    return _QUOTED.split(str(exc)[:160], maxsplit=1)[0]


def _sentence(exc: h11.RemoteProtocolError) -> str:
    text = _words(exc)
    return _CLOSED_EARLY if "peer closed" in text or "unexpectedly closed" in text else f"the body is not HTTP: {text}"
