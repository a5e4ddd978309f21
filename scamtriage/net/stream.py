"""One connected socket, plain or TLS: every wait is bounded, every byte is counted, closing releases everything."""

import asyncio
import socket
import ssl
from collections.abc import Callable

from scamtriage.net.clock import Deadline, weighs
from scamtriage.net.errors import Malformed, NetError, TimedOut, Unreachable, reason_of, translated
from scamtriage.net.tasks import wake

_CHUNK_BYTES = 65_536
_MAX_UNSENT_BYTES = 65_536
"""Limit for TLS data that the peer makes us send but does not read (key updates)."""
_CLOCK_STEP_S = 0.001


class Overrun(Malformed):
    """The peer sent more than `max_received`."""


class SocketStream:
    """A stream to one judged address. Errors are NetError.

    Waits end by the `limit` around them, or by `expect`. After `expect` the caller still has what it has read so far.
    """

    def __init__(self, sock: socket.socket, *, address: str, release: Callable[[], None]) -> None:
        self.address = address
        self.received = 0
        """Bytes from the wire, including those of TLS."""
        self.max_received = 0
        """Limit for `received`; 0: none. Reading beyond it raises Overrun."""
        self._sock = sock
        self._fd = sock.fileno()
        self._loop = asyncio.get_running_loop()
        self._release = release
        self._closed = False
        self._tls: ssl.SSLObject | None = None
        self._farewell = False
        """The peer ended its side of TLS; the TCP connection may stay open."""
        self._waiter: asyncio.Future[None] | None = None
        self._failure: NetError | None = None
        self._timer: asyncio.TimerHandle | None = None
        """Checks whether what is expected has arrived."""

    # reading and writing

    async def read(self, max_bytes: int = _CHUNK_BYTES) -> bytes:
        """Return what has arrived, at least one byte; b"" if the peer closed its side, with or without TLS close_notify."""
        return await (self._receive(max_bytes) if self._tls is None else self._read_tls(self._tls, max_bytes))

    async def exactly(self, size: int, broken: str) -> bytes:
        """Read exactly `size` bytes. Raises Unreachable(broken) if the peer closes its side first."""
        data = bytearray()
        while len(data) < size:
            part = await self.read(size - len(data))
            if not part:
                raise Unreachable(broken)
            data += part
        return bytes(data)

    async def write(self, data: bytes) -> None:
        """Send all of the data."""
        if self._tls is not None:
            try:
                self._tls.write(data)
            except ssl.SSLError as exc:
                raise self._translated(exc) from exc
            data = self._outgoing.read()
        await self._send(data)

    async def start_tls(self, context: ssl.SSLContext, name: str | None) -> None:
        """Perform the TLS handshake; `name` is sent as SNI, None sends none. Raises Unreachable with TLS's reason."""
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=name)
        while True:
            try:
                tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                await self._send(self._outgoing.read())
                await self._fill()
            except (ssl.SSLError, ValueError) as exc:
                raise Unreachable(f"TLS would not start: {reason_of(exc)}") from exc
        self._tls = tls  # our last handshake message is sent with the first request: one packet less

    async def flush(self) -> None:
        """Send pending TLS data, for a connection on which no request follows."""
        await self._send(self._outgoing.read())

    @property
    def tls(self) -> ssl.SSLObject | None:
        """The TLS session, for inspecting the peer."""
        return self._tls

    @property
    def idle(self) -> bool:
        """Whether nothing waits to be read, not even the end, so that the connection can be reused.

        Unsolicited data, such as "408 Request Timeout", would be taken for the answer to the next request.
        """
        if self._closed or self._failure is not None or self._farewell:
            return False
        try:
            self._sock.recv(1, socket.MSG_PEEK)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            pass
        return False

    def close(self) -> None:
        """Close at once and release what the connection held; may be called twice."""
        if self._closed:
            return
        self._closed = True
        if self._waiter is not None:
            self._loop.remove_reader(self._fd)
            self._loop.remove_writer(self._fd)
            self._fail(Unreachable("the connection is closed"))
        self._failure = None  # breaks a reference cycle: its traceback has frames that hold this stream
        self.relax()
        if self._tls is not None:  # some 100 KB; tasks that wait for other answers about the target still refer to this stream
            self._tls = None
            del self._incoming, self._outgoing
        self._sock.close()
        self._release()

    # time

    def expect(self, seconds: float, late: str, *, deadline: Deadline, floor_bytes: int = 0) -> None:
        """Fail the current or next wait with TimedOut(late) after `seconds`, or at the end of the deadline.

        With `floor_bytes`, fail only if fewer bytes have arrived since; otherwise the period starts again. Lag of this machine extends the
        period, at most to twice its length.
        """
        self._stage_s, self._late, self._deadline, self._floor = seconds, late, deadline, floor_bytes
        self._begin()

    def relax(self) -> None:
        """Cancel the last `expect`."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _begin(self) -> None:
        self._since, self._mark, self._lag = self._loop.time(), self.received, self._deadline.run.lag_s
        self._look_after(self._stage_s)

    def _look_after(self, seconds: float) -> None:
        self.relax()
        self._timer = self._loop.call_later(max(_CLOCK_STEP_S, min(seconds, self._deadline.left())), self._look)

    def _look(self) -> None:
        if self._deadline.left() <= 0:
            self._fail(TimedOut(f"no complete answer within {self._deadline.budget_s:.2g} s"))
            return
        early = self._since + self._stage_s - self._loop.time()
        if early > _CLOCK_STEP_S:
            self._look_after(early)
            return
        if self._floor and self.received - self._mark >= self._floor:
            self._begin()
            return
        lag = min(self._stage_s, self._deadline.run.lag_s - self._lag)
        left = self._since + self._stage_s + lag - self._loop.time()
        if left > 0:
            self._deadline.stretched |= left < lag and weighs(lag, self._stage_s)
            self._look_after(left)
        else:
            self._fail(TimedOut(self._late))

    def _fail(self, failure: NetError) -> None:
        self._failure = failure
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(failure)

    # the socket

    async def _receive(self, max_bytes: int) -> bytes:
        if self.max_received and self.received > self.max_received:
            raise Overrun(f"more than {self.max_received} bytes")
        while True:
            try:
                data = self._sock.recv(max_bytes)
            except (BlockingIOError, InterruptedError):
                await self._ready(self._loop.add_reader, self._loop.remove_reader)
            except OSError as exc:
                raise self._translated(exc) from exc
            else:
                self.received += len(data)
                return data

    async def _send(self, data: bytes) -> None:
        while data:
            try:
                data = data[self._sock.send(data) :]
            except (BlockingIOError, InterruptedError):
                await self._ready(self._loop.add_writer, self._loop.remove_writer)
            except OSError as exc:
                raise self._translated(exc) from exc

    async def _ready(self, watch: Callable[..., object], unwatch: Callable[[int], bool]) -> None:
        """Wait until the socket is readable or writable."""
        if self._failure is not None:
            raise self._failure
        if self._closed:
            raise Unreachable("the connection is closed")
        waiter = self._waiter = self._loop.create_future()
        watch(self._fd, wake, waiter)
        try:
            await waiter
        finally:
            self._waiter = None
            del waiter  # breaks a reference cycle: the failure's traceback holds this frame and a truncated page
            if not self._closed:
                unwatch(self._fd)

    # TLS

    async def _read_tls(self, tls: ssl.SSLObject, max_bytes: int) -> bytes:
        parts: list[bytes] = []
        size = 0
        while size < max_bytes and not self._farewell:
            try:
                part = tls.read(max_bytes - size)
            except ssl.SSLWantReadError:
                part = None
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                part = b""
            except ssl.SSLError as exc:
                if parts:
                    break  # return complete data first; the error recurs with the next call
                raise self._translated(exc) from exc
            if part is None:
                if parts:
                    break
                await self._answer_tls()
                await self._fill()
                continue
            if not part:
                self._farewell = True
                break
            parts.append(part)
            size += len(part)
            if not self._incoming.pending:  # one more read would only raise an exception
                break
        return parts[0] if len(parts) == 1 else b"".join(parts)

    async def _answer_tls(self) -> None:
        if self._outgoing.pending > _MAX_UNSENT_BYTES:
            raise Malformed("the peer only keeps TLS busy")
        if self._outgoing.pending:
            await self._send(self._outgoing.read())

    async def _fill(self) -> None:
        data = await self._receive(_CHUNK_BYTES)
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()

    @staticmethod
    def _translated(exc: Exception) -> NetError:
        return translated(exc) or Unreachable("the connection failed")
