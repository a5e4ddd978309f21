"""The one connect: an address that was judged is dialled as a literal, and what answers is checked to be it."""

import asyncio
import errno
import re
import socket
from collections.abc import Collection, Sequence

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Blocked, TimedOut, Unreachable
from scamtriage.net.guard import Network, port_refusal, refusal
from scamtriage.net.held import Held
from scamtriage.net.operator import Lookup, of_the_system, socket_address
from scamtriage.net.policy import NetPolicy
from scamtriage.net.race import NoRoom, Race
from scamtriage.net.seams import Route, Turning
from scamtriage.net.stream import SocketStream
from scamtriage.net.turns import Turns
from scamtriage.records.limits import limit

_FULL = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_FULL_PAUSE_S = 0.05
_FULL_PATIENCE_S = 120.0
"""A machine that has had no descriptor for this long has another problem than us."""
_SEVERAL = re.compile(r"\bit(?:, it)+\b")
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
        self.policy = policy
        self._allow = allow
        self._route = route
        self.places = Turns(_descriptors(policy.max_connections))
        """Its holders are the counted connections that are open now."""
        self.at_addresses: Turning = turns or Turns(policy.connections_per_address)
        self.operator_addresses: Lookup = of_the_system
        """Who knows the addresses of the operator's own hosts."""

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
        most = self.policy.max_addresses
        admitted = [address for address, why in refusals.items() if why is None]
        beyond = len(admitted) - most
        admitted = admitted[:most]
        if not admitted:
            raise Blocked("; ".join(str(why) for why in refusals.values()) or "there is no address to connect to")
        admitted.sort(key=lambda address: not self.at_addresses.free(address))  # a free one first; else in the given order
        try:
            return await self._open(admitted, port, deadline, counted=counted)
        except (Unreachable, TimedOut) as exc:
            if beyond > 0:  # one of them might listen
                raise (TimedOut if isinstance(exc, TimedOut) else Unreachable)(f"{exc}; addresses that were not tried: {beyond}").at(
                    "dns", limit("addresses", most), f"{most + beyond}"
                ) from None
            raise

    async def dial_operator(self, host: str, port: int, deadline: Deadline) -> SocketStream:
        """Connect to a host that the operator chose, his resolver or his proxy, at the first of its addresses that answers.

        Raises TimedOut or Unreachable, in words that stand in evidence and so don't say where it stands.
        """
        addresses: tuple[str, ...] = ()
        try:
            addresses = await self.operator_addresses(host)
            if not addresses:
                raise Unreachable("it has no address")
            return await self._open(list(addresses), port, deadline, counted=False)
        except (Unreachable, TimedOut) as exc:
            kind = TimedOut if isinstance(exc, TimedOut) else Unreachable  # no Refused: it is not he who is asked about
            raise kind(_without_places(str(exc), f"{host.rstrip('.')}.", host, *addresses)) from exc

    async def _open(self, addresses: list[str], port: int, deadline: Deadline, *, counted: bool) -> SocketStream:
        held = Held(self.places, self.at_addresses, deadline, counted=counted)
        await held.enter(addresses[0])
        try:
            sock, address = await Race(self.attempt, addresses, port, deadline, policy=self.policy, held=held).run()
        except BaseException:
            held.leave()
            raise
        return SocketStream(sock, address=address, release=held.leave)

    async def attempt(self, address: str, port: int, deadline: Deadline) -> tuple[socket.socket, tuple[str, int]]:
        """Begin to connect to a judged address: the socket, and where it goes. Raises OSError, NoRoom among them."""
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
        """A fresh socket; while the process or the machine has no descriptor left, wait: that is nobody's evidence."""
        waited = 0.0
        while True:
            try:
                sock = socket.socket(family, socket.SOCK_STREAM)
            except OSError as exc:
                if exc.errno not in _FULL:
                    raise
                if waited >= _FULL_PATIENCE_S:
                    raise NoRoom(*exc.args) from None
                with deadline.paused():
                    await asyncio.sleep(_FULL_PAUSE_S)
                waited += _FULL_PAUSE_S
            else:
                sock.setblocking(False)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)  # before connecting: the window follows it
                return sock


def _without_places(said: str, *places: str) -> str:
    """A failure in words that do not say where it was."""
    for place in sorted(places, key=len, reverse=True):  # one address may begin as another does
        said = said.replace(place, "it")
    parts = [_SEVERAL.sub("it", part.removeprefix("it: ")) for part in said.split("; ")]
    return "; ".join(dict.fromkeys(parts))


def _descriptors(wanted: int) -> int:
    """How many connections the descriptors of this process allow: three quarters of what is beyond 64, at least 4."""
    try:
        import resource  # POSIX only
    except ImportError:
        return wanted
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if soft == resource.RLIM_INFINITY else max(4, min(wanted, (soft - 64) * 3 // 4))
