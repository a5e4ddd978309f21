"""Sockets for DNS questions: connected, with random ports and ids, and replaced before these can be guessed."""

import asyncio
import errno
import os
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from scamtriage.net.dns import message
from scamtriage.net.dns.streams import StreamServer
from scamtriage.net.dns.upstreams import shown
from scamtriage.net.operator_hosts import socket_address
from scamtriage.records.facts import DnsOutcome

SOCKETS = 4
"""Connected sockets per resolver; the system chooses a random port for each."""
QUESTIONS_A_SOCKET = 500
"""A socket is replaced after so many questions, so that its port does not become known."""
STRAYS_A_SOCKET = 50
"""After so many unmatched messages we assume an attempt to guess ids, and replace the socket."""

Ended = Callable[["Question", message.Reply | None, DnsOutcome, str, str], None]
"""Called at most once per question: the question, reply or None, outcome, reason ("" if conclusive), label of the resolver."""


@dataclass(slots=True, eq=False)
class Question:
    """One name and type in flight."""

    section: bytes
    timeout_s: float
    ended: Ended
    by_stream: Callable[[StreamServer, bool], None]
    """Asks the same resolver over TCP; True if the UDP answer was unreadable."""
    dnssec_ok: bool = False
    waiting: Callable[[bool], None] = lambda _: None
    """Called with True when the question starts to wait for our own window, and False when it stops."""
    urgent: bool = False
    """Skips the queue: it probes whether a resolver answers, and the queue may be stuck because none does."""
    # state of the transport
    first_sent: float = 0.0
    sendings: int = 0
    due: float = 0.0
    last_sent: float = 0.0
    """Loop time."""
    tickets: list[tuple["QuerySocket", int]] = field(default_factory=list)
    tried: set["Server"] = field(default_factory=set)
    failure: tuple[DnsOutcome, str, "Server"] | None = None
    """The most informative failure so far, and its resolver."""
    bare: set["Server"] = field(default_factory=set)
    """Resolvers that get it without EDNS, because they rejected it with EDNS."""
    done: bool = False
    queued: bool = False
    queued_at: float = 0.0


class CongestionWindow:
    """How many questions one resolver may have in flight. It grows with answers and is halved by a drop (as TCP does, RFC 5681).

    A question that is never answered says nothing about the resolver, since names with dead nameservers are common among
    scam sites. A drop is a question whose repetition was answered while its first sending was not.
    """

    __slots__ = ("_drop_at", "_slow_start", "in_flight", "size")

    FIRST, SMALLEST, LARGEST = 32.0, 4.0, 512.0
    PATIENCE_S = 1.0
    """Drops within this time after a halving do not halve it again."""

    def __init__(self) -> None:
        self.size = self.FIRST
        self.in_flight = 0
        self._slow_start = True
        self._drop_at = float("-inf")

    @property
    def free(self) -> bool:
        """Whether one more question may go out."""
        return self.in_flight < self.size

    def answered(self) -> None:
        """Note an answer. The window grows by one per answer at first, and by one per window after the first drop."""
        if self.size < self.LARGEST and self.in_flight * 2 >= self.size:  # a window that is not used proves nothing
            self.size = min(self.LARGEST, self.size + (1.0 if self._slow_start else 1.0 / self.size))

    def restart(self) -> None:
        """Return to slow start: a resolver that is back from an outage must not get all waiting questions at once."""
        self.size = min(self.size, self.FIRST)
        self._slow_start = True

    def dropped(self, now: float) -> None:
        """Note a dropped question; `now` is in seconds of any monotonic clock."""
        if now - self._drop_at < self.PATIENCE_S:
            return
        self._drop_at = now
        self._slow_start = False
        self.size = max(self.SMALLEST, self.size / 2)


class Server:
    """One resolver, as used over UDP."""

    def __init__(self, address: str, port: int) -> None:
        self.address = address
        self.port = port
        self.label = shown(address, port)
        self.window = CongestionWindow()
        self.edns = True
        self.knows_edns = False
        """It has answered a question with EDNS."""
        self.silent = 0
        """Timeouts in a row without any message from this resolver."""
        self.queue: deque[Question] = deque()
        self.sockets: list[QuerySocket] = []


class QuerySocket:
    """One connected socket and its open questions by id."""

    __slots__ = ("open", "sent", "server", "sock", "strays")

    def __init__(self, server: Server, sock: socket.socket) -> None:
        self.server = server
        self.sock = sock
        self.open: dict[int, tuple[Question, bool]] = {}
        """Id -> (question, whether it was sent with EDNS)."""
        self.sent = 0
        self.strays = 0


class SocketPool:
    """The open sockets of all resolvers. Belongs to one event loop."""

    def __init__(self, arrived: Callable[[QuerySocket], None]) -> None:
        """`arrived` is called when a socket becomes readable."""
        self._arrived = arrived
        self._loop = asyncio.get_running_loop()
        self._taken = 0
        self._random_ids: list[int] = []
        self._retired: set[QuerySocket] = set()

    def socket_for(self, server: Server) -> QuerySocket:
        """Return the socket for the next question. Raises OSError if there is none and none can be opened."""
        self._taken += 1
        sockets = server.sockets
        used_up = None
        if len(sockets) == SOCKETS:
            udp_socket = sockets[self._taken % SOCKETS]
            attacked = udp_socket.strays >= STRAYS_A_SOCKET
            if udp_socket.sent < QUESTIONS_A_SOCKET and not attacked:
                return udp_socket
            if udp_socket.open and not attacked:
                used_up = udp_socket  # retired when there is another: until then it is better than none
            else:
                sockets.remove(udp_socket)
                self._close(udp_socket)  # under attack: its open questions are sent again from another socket
        try:
            sockets.append(self._opened(server))
        except OSError as exc:
            if not sockets or exc.errno not in (errno.EMFILE, errno.ENFILE):
                raise
        else:
            if used_up is not None:
                sockets.remove(used_up)
                self._retired.add(used_up)
        return sockets[-1]

    def ident(self, udp_socket: QuerySocket) -> int:
        """Return a random id that is not in use on this socket."""
        while True:
            if not self._random_ids:
                self._random_ids = list(memoryview(os.urandom(4_096)).cast("H"))
            ident = self._random_ids.pop()
            if ident not in udp_socket.open:
                return ident

    def idle(self, udp_socket: QuerySocket) -> None:
        """Close a retired socket when no question is open on it any more."""
        if udp_socket in self._retired:
            self._retired.discard(udp_socket)
            self._close(udp_socket)

    def close(self, server: Server) -> None:
        """Close all sockets of one resolver."""
        for udp_socket in (*server.sockets, *(old for old in self._retired if old.server is server)):
            self._close(udp_socket)
            self._retired.discard(udp_socket)
        server.sockets.clear()
        server.queue.clear()

    def _opened(self, server: Server) -> QuerySocket:
        sock = socket.socket(socket.AF_INET6 if ":" in server.address else socket.AF_INET, socket.SOCK_DGRAM)
        sock.setblocking(False)
        try:
            sock.connect(socket_address(server.address, server.port))
        except OSError:
            sock.close()
            raise
        udp_socket = QuerySocket(server, sock)
        self._loop.add_reader(sock.fileno(), self._arrived, udp_socket)
        return udp_socket

    def _close(self, udp_socket: QuerySocket) -> None:
        if udp_socket.sock.fileno() >= 0:
            self._loop.remove_reader(udp_socket.sock.fileno())
            udp_socket.sock.close()
