"""One GET over one connection: head and body within their caps; redirects are not followed."""

from functools import lru_cache

import h11

from scamtriage.net.answer import BodyFraming, Headers, read_head
from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Malformed, NetError, TimedOut, Unreachable
from scamtriage.net.inflate import Unpacker, codings_of, unread_because
from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import Handshake, HttpResponse
from scamtriage.net.repair_head import begins, end_of_head
from scamtriage.net.stream import Overrun, SocketStream
from scamtriage.net.url import WebAddress, location_of
from scamtriage.records import lazy_re
from scamtriage.records.evidence import Cap
from scamtriage.records.limits import in_words, limit

_READ_BYTES = 65_536

_MORE_SENT = "the server sent more than the length that it announced"
_PRINTABLE = lazy_re.compile(r"[!-~]+")


class HttpGet:
    """A GET on a connected stream. Call `exchange()` once; `caps` lists the limits that were reached.

    Afterwards `reusable` says whether another GET may follow on the same stream.
    """

    def __init__(
        self, stream: SocketStream, page: WebAddress, headers: Headers, *, policy: NetPolicy, deadline: Deadline, stage: str
    ) -> None:
        self.caps: list[Cap] = []
        self.late = False
        """The body did not end in time."""
        self._stage = stage
        self._stream = stream
        self._page = page
        self._headers = headers
        self._policy = policy
        self._deadline = deadline
        self._framing: BodyFraming | None = None
        """Of the answer, once its head is read."""
        self._mended = False
        self._wire_bytes = 0

    async def exchange(self, shown: Handshake | None = None, *, began: float | None = None) -> HttpResponse:
        """Send the request and read the answer.

        Raises NetError if no head arrived; a failure after the head is recorded in the Exchange. `shown`: the handshake of the connection,
        if there was one. `began`: when the caller started, on the clock of the deadline.
        """
        started = self._deadline.elapsed() if began is None else began
        status_code, headers, framing = await self._head()
        encoding = ", ".join(value.strip().lower() for name, value in headers if name == "content-encoding")
        body = Body(self._policy, encoding, redirect=bool(location_of(status_code, headers)))
        because = await self._body(body, framing)
        self._stream.relax()
        data = body.data
        unread = unread_because(encoding, data, undone=body.undone)
        because = because or unread or ("" if body.undone else f"announced as {encoding[:40]} and is not")
        return HttpResponse(
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
        """Whether both sides have finished this exchange and neither wants to close."""
        return self._framing is not None and self._framing.reusable

    async def _head(self) -> tuple[int, Headers, BodyFraming]:
        """Send the request; return status code, headers, and where the body ends."""
        policy = self._policy
        data = _question(self._page, self._headers)
        allowed_s = policy.answer_timeout_s * policy.longer
        late = f"no answer within {allowed_s:g} s of the question"
        self._stream.expect(allowed_s, late, deadline=self._deadline)
        self._stream.max_received = self._stream.received + policy.max_wire_bytes * 5 // 4 + policy.max_head_bytes  # TLS adds about 2 %
        await self._stream.write(data)
        data = await self._more(first=True)
        for _ in range(policy.max_informational + 1):
            raw, data = await self._one_head(data)
            head = read_head(raw, policy.max_head_bytes)
            self._mended |= head.mended
            if head.status_code >= 200:
                if len(head.headers) > policy.max_head_lines or len(raw) > policy.max_head_bytes:
                    raise Malformed(f"a head of more than {policy.max_head_lines} lines or {policy.max_head_bytes} bytes")
                self._framing = head.framing
                if data:
                    head.framing.receive(data)
                return head.status_code, head.headers, head.framing
        raise Malformed(f"more than {policy.max_informational} informational answers")

    async def _one_head(self, data: bytes | bytearray) -> tuple[bytes, bytes]:
        """Return (a head with its empty line, the bytes received after it)."""
        most, came, searched = self._policy.max_head_bytes, data, 0
        while not (end := end_of_head(came, searched)):
            if not begins(came):
                raise Malformed("not HTTP")
            if not searched:
                came = bytearray(came)  # it may come byte by byte
            searched = len(came)
            if searched > most or not (more := await self._more()):
                raise Malformed("not HTTP: its head has no end")
            came += more
        if not begins(came):
            raise Malformed("not HTTP")
        return bytes(came[:end]), bytes(came[end:])

    async def _body(self, body: "Body", framing: BodyFraming) -> str:
        """Read until the end, a cap or a fault; return why the body is incomplete, or ""."""
        policy = self._policy
        pieces = 0
        fault = ""
        try:
            while not body.cap:
                piece = framing.piece()
                if piece:
                    body.feed(piece)
                    pieces += 1
                    if pieces > policy.max_pieces:
                        body.cap = limit("pieces", policy.max_pieces)
                elif piece is not None or body.full:
                    break  # a redirect's body is not read on; if its end is here already, another GET may follow
                elif self._wire_bytes >= policy.max_wire_bytes:
                    body.cap = limit("wire_bytes", policy.max_wire_bytes)
                else:
                    framing.receive(await self._more())
            fault = framing.fault
        except Overrun:  # many tiny TLS records: far more wire bytes than content
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
        return fault or because or (_MORE_SENT if framing.beyond.strip() else "")

    def _slow(self) -> str:
        """Return the time limit that ended the body."""
        if self._deadline.left() <= 0:
            return limit("seconds", f"{self._deadline.budget_s:.2g}")
        return limit("least_bytes_per_s", self._policy.min_bytes_per_s)

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


class Body:
    """Collects one body within its caps: decoded, as received, or only the first bytes if it redirects."""

    def __init__(self, policy: NetPolicy, encoding: str, *, redirect: bool) -> None:
        self.cap = ""
        self.full = False
        """More of a redirect's body arrived than is kept. Reading stops there; this matters only if the redirect leads nowhere."""
        self._redirect = redirect
        self._limit = policy.max_redirect_body_bytes if redirect else policy.max_decoded_bytes
        self._plain = bytearray()
        self._packed = bool(codings_of(encoding))
        self._unpacker: Unpacker | None = None
        if not redirect:
            self._unpacker = Unpacker.of(
                encoding, max_bytes=policy.max_decoded_bytes, max_ratio=policy.max_ratio, ratio_after_bytes=policy.ratio_after_bytes
            )

    def feed(self, data: bytes) -> None:
        if self._unpacker is not None:
            self._unpacker.feed(data)
            self.cap = self._unpacker.cap
        else:
            room = self._limit - len(self._plain)
            self._plain += data[:room]
            if self._redirect:
                self.full = len(data) > room
            elif len(self._plain) == self._limit:
                self.cap = limit("decoded_bytes", self._limit)

    @property
    def data(self) -> bytes:
        return bytes(self._unpacker.body if self._unpacker is not None else self._plain)

    @property
    def undone(self) -> bool:
        """Whether no coding is left on the kept data."""
        return self._unpacker.undone if self._unpacker is not None else not self._packed

    def finish(self, *, cut: bool) -> str:
        """Return what is wrong with the encoding; "" if the body was cut on the wire, which is reported already."""
        if self._unpacker is None:
            return ""
        because = self._unpacker.finish()
        self.cap = self.cap or self._unpacker.cap
        return "" if cut else because


def _question(page: WebAddress, headers: Headers) -> bytes:
    """Build the bytes of the GET. Raises Malformed if a character of the address could split the request line."""
    if _PRINTABLE.fullmatch(page.target) is None or _PRINTABLE.fullmatch(page.authority) is None:
        raise Malformed("this address can't be asked for over HTTP")
    return f"GET {page.target} HTTP/1.1\r\nHost: {page.authority}\r\n{_lines(headers)}".encode("ascii")


@lru_cache(maxsize=64)
def _lines(headers: Headers) -> str:
    """Return the header lines of a profile, checked by h11, and the end of the head. Cached by profile."""
    sent = h11.Connection(h11.CLIENT).send(
        h11.Request(method="GET", target="/", headers=[("Host", "x"), *headers, ("Connection", "keep-alive")])
    )
    assert sent is not None
    return sent.decode("ascii").partition("Host: x\r\n")[2]
