"""The only place that connects: a judged address is dialled as a literal, and the peer's address is checked."""

import asyncio
import errno
import resource
import socket
from collections.abc import Collection, Sequence

from scamtriage.net.clock import Deadline
from scamtriage.net.connection_slot import ConnectionSlot
from scamtriage.net.errors import Blocked, TimedOut, Unreachable
from scamtriage.net.guard import Network, port_refusal, refusal
from scamtriage.net.interfaces import Route, Semaphore
from scamtriage.net.operator_hosts import Lookup, of_the_system, socket_address
from scamtriage.net.policy import NetPolicy
from scamtriage.net.race import NoRoom, Race
from scamtriage.net.semaphores import KeyedSemaphore
from scamtriage.net.stream import SocketStream
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

_FULL = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_FULL_PAUSE_S = 0.05
_SEVERAL = lazy_re.compile(r"\bit(?:, it)+\b")
RECEIVE_BYTES = 262_144
"""Receive buffer of a connection in the kernel, which doubles the figure.

Without it the kernel accepts up to 32 MB from a server that sends faster than we read, and none of our byte limits would count them.
"""


def direct(address: str, port: int) -> tuple[str, int]:
    """The default route: dial the address itself."""
    return address, port


class Dialer:
    """Opens every TCP connection of the program.

    The address that was checked is the address that is dialled. A refused address is skipped, because one private record must not let a
    scam site hide. Targets and the hosts they name go through `dial`. The operator's own resolver and proxy go through `dial_operator`,
    which judges nothing.
    """

    def __init__(
        self, policy: NetPolicy, *, allow: Collection[Network] = (), route: Route = direct, turns: Semaphore | None = None
    ) -> None:
        """`turns`: the limit per address, if it is shared with other processes."""
        self.policy = policy
        self._allow = allow
        self._route = route
        self.places = KeyedSemaphore(_descriptors(policy.max_connections))
        """Its holders are the counted connections that are open now."""
        self.at_addresses: Semaphore = turns or KeyedSemaphore(policy.connections_per_address)
        self.operator_addresses: Lookup = of_the_system
        """Resolves the operator's own hosts."""

    async def dial(
        self,
        addresses: Sequence[str],
        port: int,
        deadline: Deadline,
        *,
        ports: Collection[int],
        nat64: Collection[Network],
        counted: bool,
    ) -> SocketStream:
        """Connect to the first admitted address that answers. Raises Blocked, TimedOut or Unreachable.

        A counted connection takes a place among all connections, and a turn at its address.
        """
        if (why := port_refusal(port, ports)) is not None:
            raise Blocked(why)
        refusals = {address: refusal(address, allow=self._allow, nat64=nat64) for address in addresses}
        most = self.policy.max_addresses
        admitted = [address for address, why in refusals.items() if why is None]
        beyond = len(admitted) - most
        admitted = admitted[:most]
        if not admitted:
            raise Blocked("; ".join(str(why) for why in refusals.values()) or "there is no address to connect to")
        admitted.sort(key=lambda address: not self.at_addresses.available(address))  # an available one first; else in the given order
        try:
            return await self._open(admitted, port, deadline, counted=counted)
        except (Unreachable, TimedOut) as exc:
            if beyond > 0:  # an address that was not tried might listen
                raise (TimedOut if isinstance(exc, TimedOut) else Unreachable)(f"{exc}; addresses that were not tried: {beyond}").at(
                    "dns", limit("addresses", most), f"{most + beyond}"
                ) from None
            raise

    async def dial_operator(self, host: str, port: int, deadline: Deadline) -> SocketStream:
        """Connect to the operator's resolver or proxy, at the first of its addresses that answers.

        Raises TimedOut or Unreachable. The messages appear in evidence, so they do not name the host or its addresses.
        """
        addresses: tuple[str, ...] = ()
        try:
            addresses = await self.operator_addresses(host)
            if not addresses:
                raise Unreachable("it has no address")
            return await self._open(list(addresses), port, deadline, counted=False)
        except (Unreachable, TimedOut) as exc:
            kind = TimedOut if isinstance(exc, TimedOut) else Unreachable  # not Refused, which would be a statement about the target
            raise kind(_without_places(str(exc), f"{host.rstrip('.')}.", host, *addresses)) from exc

    async def _open(self, addresses: list[str], port: int, deadline: Deadline, *, counted: bool) -> SocketStream:
        held = ConnectionSlot(self.places, self.at_addresses, deadline, counted=counted)
        await held.acquire(addresses[0])
        try:
            sock, address = await Race(self.attempt, addresses, port, deadline, policy=self.policy, held=held).run()
        except BaseException:
            held.release()
            raise
        return SocketStream(sock, address=address, release=held.release)

    async def attempt(self, address: str, port: int, deadline: Deadline) -> tuple[socket.socket, tuple[str, int]]:
        """Start connecting to a judged address; return the socket and its destination. Raises OSError, including NoRoom."""
        where = self._route(address, port)
        sock = await self._socket(socket.AF_INET6 if ":" in where[0] else socket.AF_INET, deadline)
        try:
            code = sock.connect_ex(socket_address(*where))
            if code not in (0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EINTR):
                raise OSError(code, "")
        except OSError:
            sock.close()
            raise
        return sock, where

    async def _socket(self, family: int, deadline: Deadline) -> socket.socket:
        """Create a socket. While no descriptor is free, wait with the clock paused: that says nothing about the target."""
        waited = 0.0
        while True:
            try:
                sock = socket.socket(family, socket.SOCK_STREAM)
            except OSError as exc:
                if exc.errno not in _FULL:
                    raise
                if waited >= self.policy.descriptor_wait_s:
                    raise NoRoom(*exc.args) from None
                with deadline.paused():
                    await asyncio.sleep(_FULL_PAUSE_S)
                waited += _FULL_PAUSE_S
            else:
                sock.setblocking(False)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)  # before connecting: the TCP window depends on it
                return sock


def _without_places(said: str, *places: str) -> str:
    """Return a failure message that does not reveal these places."""
    for place in sorted(places, key=len, reverse=True):  # one address may be a prefix of another
        said = said.replace(place, "it")
    parts = [_SEVERAL.sub("it", part.removeprefix("it: ")) for part in said.split("; ")]
    return "; ".join(dict.fromkeys(parts))


def _descriptors(wanted: int) -> int:
    """Return how many of the wanted connections the descriptor limit allows: three quarters of what exceeds 64, at least 4."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if soft == resource.RLIM_INFINITY else min(wanted, max(4, (soft - 64) * 3 // 4))
