"""The one connect: an address that was judged is dialled as a literal, and what answers is checked to be it."""

import asyncio
import errno
import socket
from collections import deque
from collections.abc import Collection, Sequence

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Blocked, NetError, TimedOut, Unreachable
from scamtriage.net.foreign import translated
from scamtriage.net.guard import Network, port_refusal, refusal
from scamtriage.net.policy import NetPolicy
from scamtriage.net.seams import Route, Turning
from scamtriage.net.stream import SocketStream
from scamtriage.net.turns import Turns

_FULL = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_FULL_PAUSE_S = 0.05
_FULL_PATIENCE_S = 120.0
"""A machine that has had no descriptor for this long has another problem than us."""
_ALL = "all"
RECEIVE_BYTES = 262_144
"""What the kernel may take in for a connection before we read it (it doubles the figure). Left to itself it takes up to 32 MB from a
server that sends faster than we read, none of which any purse would see."""


def direct(address: str, port: int) -> tuple[str, int]:
    """The route of everyday: an address is dialled where it is."""
    return address, port


class Dialer:
    """Opens every TCP connection of the program.

    The address that was checked is the address that is dialled; a refused address is skipped, because one private record
    must not let a scam site hide. Targets and whatever they name go through `dial`; what the operator chose himself, his
    resolver and his proxy, goes through `dial_operator`, which judges nothing.
    """

    def __init__(self, policy: NetPolicy, *, allow: Collection[Network] = (), route: Route = direct, turns: Turning | None = None) -> None:
        """`turns`: where those at each address are had, when other processes have them too."""
        self._policy = policy
        self._allow = allow
        self._route = route
        self._places = Turns(_descriptors(policy.max_connections))
        self._per_address: Turning = turns or Turns(policy.connections_per_address)

    @property
    def open_connections(self) -> int:
        """Connections that are open now."""
        return self._places.holders

    async def dial(
        self,
        addresses: Sequence[str],
        port: int,
        deadline: Deadline,
        *,
        ports: Collection[int],
        nat64: Collection[Network] = (),
        counted: bool = True,
    ) -> SocketStream:
        """Connect to the first of the admitted addresses that answers. Raises Blocked, TimedOut or Unreachable.

        A counted connection takes a place among all, and a turn at its address.
        """
        if (why := port_refusal(port, ports)) is not None:
            raise Blocked(why)
        refusals = {address: refusal(address, allow=self._allow, nat64=nat64) for address in addresses}
        most = self._policy.max_addresses
        admitted = [address for address, why in refusals.items() if why is None]
        beyond = len(admitted) - most
        admitted = admitted[:most]
        if not admitted:
            raise Blocked("; ".join(str(why) for why in refusals.values()) or "there is no address to connect to")
        admitted.sort(key=lambda address: not self._per_address.free(address))  # a free one first; else in the given order
        try:
            return await self._open(admitted, port, deadline, counted=counted)
        except (Unreachable, TimedOut) as exc:
            if beyond > 0:
                raise type(exc)(f"{exc}; addresses that were not tried: {beyond}").at(
                    "dns", f"addresses {most}", f"{most + beyond}"
                ) from None
            raise

    async def dial_operator(self, address: str, port: int, deadline: Deadline) -> SocketStream:
        """Connect to an IP literal that the operator chose: his resolver or his proxy. Raises TimedOut or Unreachable."""
        return await self._open([address], port, deadline, counted=False)

    async def _open(self, addresses: list[str], port: int, deadline: Deadline, *, counted: bool) -> SocketStream:
        race = _Race(self, addresses, port, deadline, counted=counted)
        if counted:
            await race.enter(addresses[0])
        try:
            sock, address = await race.run()
        except BaseException:
            race.leave()
            raise
        return SocketStream(sock, address=address, release=race.leave)

    async def _socket(self, family: int, deadline: Deadline) -> socket.socket:
        """A fresh socket; while the process or the machine has no descriptor left, wait: that is nobody's evidence."""
        waited = 0.0
        while True:
            try:
                sock = socket.socket(family, socket.SOCK_STREAM)
            except OSError as exc:
                if exc.errno not in _FULL or waited >= _FULL_PATIENCE_S:
                    raise
                with deadline.paused():
                    await asyncio.sleep(_FULL_PAUSE_S)
                waited += _FULL_PAUSE_S
            else:
                sock.setblocking(False)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)  # before connecting: the window follows it
                return sock


class _Race:
    """Attempts at the addresses of one host, each started a little after the one before (RFC 8305); the first to connect wins."""

    def __init__(self, dialer: Dialer, addresses: list[str], port: int, deadline: Deadline, *, counted: bool) -> None:
        self._dialer = dialer
        self._waiting = deque(addresses)
        self._port = port
        self._deadline = deadline
        self._counted = counted
        self._loop = asyncio.get_running_loop()
        self._flying: dict[int, tuple[socket.socket, str, tuple[str, int]]] = {}
        self._ready: list[int] = []
        self._wake: asyncio.Future[None] | None = None
        self._failures: list[str] = []
        self._late = False
        """An attempt has found no answer in its time."""
        self._crowded: list[str] = []
        """Addresses that were passed over because others of ours had all their turns: that is no failure of theirs."""
        self._held: set[str] = set()
        self._in = False

    async def enter(self, first: str) -> None:
        """Take a place among all connections, and a turn at the first address. The clock stands still while one has to be waited for."""
        try:
            self._in = await self._dialer._places.seize(_ALL)
            if self._in and await self._held_now(first):
                return
            with self._deadline.paused():
                if not self._in:
                    await self._dialer._places.take(_ALL)
                    self._in = True
                await self._dialer._per_address.take(first)
                self._held.add(first)
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """Give back the place and all turns."""
        self._keep(None)
        if self._in:
            self._in = False
            self._dialer._places.give(_ALL)

    def _keep(self, winner: str | None) -> None:
        """Give back the turns at all addresses but the winner's."""
        for address in self._held - {winner}:
            self._dialer._per_address.give(address)
            self._held.discard(address)

    async def run(self) -> tuple[socket.socket, str]:
        """The connected socket and its judged address. Raises NetError when every attempt failed or time is up."""
        policy = self._dialer._policy
        lag_before, began = self._deadline.run.lag_s, self._loop.time()
        try:
            while self._waiting or self._flying or self._crowded:
                if not self._waiting and self._crowded:
                    self._waiting.extend(self._crowded)
                    self._crowded.clear()
                    if not self._flying:  # nothing else is left to try
                        await self._turn(self._waiting[0])
                        lag_before, began = self._deadline.run.lag_s, self._loop.time()
                if self._waiting:
                    await self._start(self._waiting.popleft())
                while self._flying:
                    timeout_s = policy.connect_timeout_s + min(policy.connect_timeout_s, self._deadline.run.lag_s - lag_before)
                    left = min(began + timeout_s - self._loop.time(), self._deadline.left())
                    if left <= 0:
                        self._give_up()
                        break
                    self._deadline.stretched |= self._loop.time() - began > policy.connect_timeout_s
                    more = self._waiting or self._crowded
                    woken = await self._sleep(min(left, policy.race_delay_s) if more else left)
                    if (won := self._winner()) is not None:
                        return won
                    if more and (not woken or not self._flying):
                        break
        finally:
            self._clear()
        raise (TimedOut if self._late else Unreachable)("; ".join(dict.fromkeys(self._failures)) or "no address could be tried")

    async def _turn(self, address: str) -> None:
        """Wait for a turn, with none in hand that another might wait for. The clock stands still: the line is our own."""
        self._keep(None)
        with self._deadline.paused():
            await self._dialer._per_address.take(address)
            self._held.add(address)

    def _give_up(self) -> None:
        """Nobody has answered in time. Those that were never asked are still to come, unless the time is that of the whole."""
        silent = ", ".join(address for _, address, _ in self._flying.values())
        late = f"no connection to {silent} within {self._dialer._policy.connect_timeout_s:g} s"
        self._clear()
        self._late = True
        self._failures.append(late)
        if not self._crowded or self._deadline.left() <= 0:
            raise TimedOut(late)

    async def _held_now(self, address: str) -> bool:
        """Have a turn at the address, if it can be had without waiting."""
        if address not in self._held and await self._dialer._per_address.seize(address):
            self._held.add(address)
        return address in self._held

    async def _start(self, address: str) -> None:
        if self._counted and not await self._held_now(address):
            self._crowded.append(address)
            return
        try:
            where = self._dialer._route(address, self._port)
            sock = await self._dialer._socket(socket.AF_INET6 if ":" in where[0] else socket.AF_INET, self._deadline)
        except OSError as exc:
            if exc.errno in _FULL:
                raise
            self._fail(address, exc)
            return
        try:
            code = sock.connect_ex(where)
        except OSError as exc:
            sock.close()
            self._fail(address, exc)
            return
        if code not in (0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EINTR):
            sock.close()
            self._fail(address, OSError(code, ""))
            return
        fd = sock.fileno()
        self._flying[fd] = (sock, address, where)
        self._loop.add_writer(fd, self._landed, fd)

    def _landed(self, fd: int) -> None:
        self._loop.remove_writer(fd)
        self._ready.append(fd)
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def _sleep(self, seconds: float) -> bool:
        """Wait until an attempt has ended; False when the time ran out first."""
        if self._ready:
            return True
        self._wake = self._loop.create_future()
        timer = self._loop.call_later(seconds, _end, self._wake)
        try:
            await self._wake
        finally:
            timer.cancel()
            self._wake = None
        return bool(self._ready)

    def _winner(self) -> tuple[socket.socket, str] | None:
        while self._ready:
            sock, address, where = self._flying.pop(self._ready.pop(0))
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if code == 0 and _is_peer(sock, where):
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._keep(address)
                return sock, address
            sock.close()
            self._fail(address, OSError(code or errno.ECONNABORTED, ""))
        return None

    def _fail(self, address: str, exc: OSError) -> None:
        kind = OSError(exc.errno, "") if exc.errno is not None else exc  # the subclass that belongs to the number
        self._failures.append(f"{address}: {translated(kind) or NetError('the connection failed')}")

    def _clear(self) -> None:
        for fd, (sock, _, _) in self._flying.items():
            self._loop.remove_writer(fd)
            sock.close()
        self._flying.clear()
        self._ready.clear()


def _end(wake: asyncio.Future[None]) -> None:
    if not wake.done():
        wake.set_result(None)


def _is_peer(sock: socket.socket, where: tuple[str, int]) -> bool:
    """Whether the socket is connected to where we dialled, and not to what something below us made of it."""
    try:
        peer = sock.getpeername()
    except OSError:
        return False
    return peer[1] == where[1] and socket.inet_pton(sock.family, peer[0].partition("%")[0]) == socket.inet_pton(sock.family, where[0])


def _descriptors(wanted: int) -> int:
    """How many connections the descriptors of this process allow: three quarters of what is beyond 64, at least 4."""
    try:
        import resource  # POSIX only
    except ImportError:
        return wanted
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if soft == resource.RLIM_INFINITY else max(4, min(wanted, (soft - 64) * 3 // 4))
