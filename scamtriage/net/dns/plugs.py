"""The sockets on which DNS questions go out: connected, at random ports, with random ids, and replaced before anybody can guess them."""

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
from scamtriage.net.dns.window import Window
from scamtriage.net.operator import socket_address
from scamtriage.records.facts import DnsOutcome

SOCKETS = 4
"""Connected sockets a resolver; each has a port of its own, chosen at random by the system."""
QUESTIONS_A_SOCKET = 500
"""After so many a socket is replaced, so that its port does not become known."""
STRAYS_A_SOCKET = 50
"""Messages that fit no question, before somebody is taken to be guessing and the socket is replaced."""

Ended = Callable[["Question", message.Reply | None, DnsOutcome, str, str], None]
"""Called at most once a question: the reply or None, how it ended, why unless that is conclusive, and which resolver."""


@dataclass(slots=True, eq=False)
class Question:
    """One name and type on its way."""

    section: bytes
    timeout_s: float
    ended: Ended
    by_stream: Callable[[StreamServer, bool], None]
    """Takes it over to the same resolver over TCP; True where the answer could not be read."""
    dnssec_ok: bool = False
    waiting: Callable[[bool], None] = lambda _: None
    """Told when the question begins and ends to wait for our own pace."""
    urgent: bool = False
    """It waits for no turn: it asks whether anybody answers at all, and those before it in the line may wait because nobody does."""
    # kept by the transport
    first_sent: float = 0.0
    sendings: int = 0
    due: float = 0.0
    last_sent: float = 0.0
    """On the clock of the loop."""
    tickets: list[tuple["Plug", int]] = field(default_factory=list)
    tried: set["Server"] = field(default_factory=set)
    failure: tuple[DnsOutcome, str, "Server"] | None = None
    """The most telling one until now, and whose it was."""
    bare: set["Server"] = field(default_factory=set)
    """To whom it goes without EDNS: they have not understood it otherwise."""
    done: bool = False
    queued: bool = False
    queued_at: float = 0.0


class Server:
    """One resolver, as seen over UDP."""

    def __init__(self, address: str, port: int) -> None:
        self.address = address
        self.port = port
        self.label = shown(address, port)
        self.window = Window()
        self.edns = True
        self.knows_edns = False
        """It has answered a question that had EDNS in it."""
        self.silent = 0
        """Sendings in a row that were given up without any message from this resolver."""
        self.queue: deque[Question] = deque()
        self.plugs: list[Plug] = []


class Plug:
    """One connected socket and the questions that are open on it, by id."""

    __slots__ = ("open", "sent", "server", "sock", "strays")

    def __init__(self, server: Server, sock: socket.socket) -> None:
        self.server = server
        self.sock = sock
        self.open: dict[int, tuple[Question, bool]] = {}
        """By id: the question, and whether EDNS was in it."""
        self.sent = 0
        self.strays = 0


class Plugs:
    """The open sockets of all resolvers. Belongs to one event loop."""

    def __init__(self, arrived: Callable[[Plug], None]) -> None:
        """`arrived` is called when something can be read from a socket."""
        self._arrived = arrived
        self._loop = asyncio.get_running_loop()
        self._taken = 0
        self._chance: list[int] = []
        self._retired: set[Plug] = set()

    def take(self, server: Server) -> Plug:
        """The socket for the next question. Raises OSError when there is none and none can be opened."""
        self._taken += 1
        plugs = server.plugs
        if len(plugs) < SOCKETS:
            try:
                plugs.append(self._opened(server))
            except OSError as exc:
                if not plugs or exc.errno not in (errno.EMFILE, errno.ENFILE):
                    raise
            return plugs[-1]
        index = self._taken % SOCKETS
        plug = plugs[index]
        if plug.sent >= QUESTIONS_A_SOCKET or plug.strays >= STRAYS_A_SOCKET:
            if plug.open and plug.strays < STRAYS_A_SOCKET:
                self._retired.add(plug)
            else:
                self._unplug(plug)  # what is open on a socket that somebody guesses at is sent again from another
            plugs[index] = plug = self._opened(server)
        return plug

    def ident(self, plug: Plug) -> int:
        """A random id that is not in use on this socket."""
        while True:
            if not self._chance:
                self._chance = list(memoryview(os.urandom(4_096)).cast("H"))
            ident = self._chance.pop()
            if ident not in plug.open:
                return ident

    def idle(self, plug: Plug) -> None:
        """Nothing is open on this socket any more."""
        if plug in self._retired:
            self._retired.discard(plug)
            self._unplug(plug)

    def close(self, server: Server) -> None:
        """Everything of one resolver."""
        for plug in (*server.plugs, *(old for old in self._retired if old.server is server)):
            self._unplug(plug)
            self._retired.discard(plug)
        server.plugs.clear()
        server.queue.clear()

    def _opened(self, server: Server) -> Plug:
        sock = socket.socket(socket.AF_INET6 if ":" in server.address else socket.AF_INET, socket.SOCK_DGRAM)
        sock.setblocking(False)
        try:
            sock.connect(socket_address(server.address, server.port))
        except OSError:
            sock.close()
            raise
        plug = Plug(server, sock)
        self._loop.add_reader(sock.fileno(), self._arrived, plug)
        return plug

    def _unplug(self, plug: Plug) -> None:
        if plug.sock.fileno() >= 0:
            self._loop.remove_reader(plug.sock.fileno())
            plug.sock.close()
