"""The race to the addresses of one host ("Happy Eyeballs", RFC 8305)."""

import asyncio
import errno
import socket
from collections import deque
from collections.abc import Awaitable, Callable

from scamtriage.net.clock import Deadline, weighs
from scamtriage.net.connection_slot import ConnectionSlot
from scamtriage.net.errors import NetError, Refused, TimedOut, Unreachable, translated
from scamtriage.net.policy import NetPolicy
from scamtriage.net.tasks import wake

Attempt = Callable[[str, int, Deadline], Awaitable[tuple[socket.socket, tuple[str, int]]]]
"""Starts connecting to an address; returns the socket and its destination."""


class NoRoom(OSError):
    """For minutes no socket could be created: the process or the machine has no descriptor or memory left."""


class Race:
    """Connection attempts to the addresses of one host, started one after the other (RFC 8305); the first to connect wins."""

    def __init__(
        self, attempt: Attempt, addresses: list[str], port: int, deadline: Deadline, *, policy: NetPolicy, held: ConnectionSlot
    ) -> None:
        self._attempt = attempt
        self._waiting = deque(addresses)
        self._port = port
        self._deadline = deadline
        self._policy = policy
        self._held = held
        self._loop = asyncio.get_running_loop()
        self._flying: dict[int, tuple[socket.socket, str, tuple[str, int]]] = {}
        self._ready: list[int] = []
        self._wake: asyncio.Future[None] | None = None
        self._failures: list[str] = []
        self._refused = 0
        """How many of `_failures` are refused connections."""
        self._late = False
        """An attempt got no answer in time."""
        self._crowded: list[str] = []
        """Addresses skipped because our other connections hold all their turns; that is not a failure of theirs."""

    async def run(self) -> tuple[socket.socket, str]:
        """Return the connected socket and its judged address. Raises NetError if every attempt failed or time is up."""
        policy = self._policy
        lag_before, began = self._deadline.run.lag_s, self._loop.time()
        try:
            while self._waiting or self._flying or self._crowded:
                if not self._waiting and self._crowded:
                    self._waiting.extend(self._crowded)
                    self._crowded.clear()
                    if not self._flying:  # nothing else is left to try
                        await self._held.reacquire(self._waiting[0])
                        lag_before, began = self._deadline.run.lag_s, self._loop.time()
                if self._waiting:
                    asked = self._loop.time()
                    await self._start(self._waiting.popleft())
                    began += self._loop.time() - asked  # waiting for a turn or a descriptor does not count
                while self._flying:
                    lag_s = self._deadline.run.lag_s - lag_before
                    timeout_s = policy.connect_timeout_s + min(policy.connect_timeout_s, lag_s)
                    left = min(began + timeout_s - self._loop.time(), self._deadline.left())
                    if left <= 0:
                        self._give_up()
                        break
                    late = self._loop.time() - began > policy.connect_timeout_s
                    self._deadline.stretched |= late and weighs(lag_s, policy.connect_timeout_s)
                    more = self._waiting or self._crowded
                    woken = await self._sleep(min(left, policy.race_delay_s) if more else left)
                    if (won := self._winner()) is not None:
                        return won
                    if more and (not woken or not self._flying):
                        break
        finally:
            self._clear()
        kind = TimedOut if self._late else Refused if self._failures and self._refused == len(self._failures) else Unreachable
        raise kind("; ".join(dict.fromkeys(self._failures)) or "no address could be tried")

    def _give_up(self) -> None:
        """Record that no attempt was answered in time. Raises TimedOut unless skipped addresses and time remain."""
        silent = ", ".join(address for _, address, _ in self._flying.values())
        late = f"no connection to {silent} within {self._policy.connect_timeout_s:g} s"
        if self._deadline.left() <= 0:  # what went before took the time, so that nothing is known of these addresses
            late = f"no complete answer within {self._deadline.budget_s:.2g} s"
        self._clear()
        self._late = True
        self._failures.append(late)
        if not self._crowded or self._deadline.left() <= 0:
            raise TimedOut(late)

    async def _start(self, address: str) -> None:
        if not await self._held.try_acquire(address):
            self._crowded.append(address)
            return
        try:
            sock, where = await self._attempt(address, self._port, self._deadline)
        except NoRoom:
            raise
        except OSError as exc:
            self._fail(address, exc)
            return
        fd = sock.fileno()
        self._flying[fd] = (sock, address, where)
        self._loop.add_writer(fd, self._landed, fd)

    def _landed(self, fd: int) -> None:
        self._loop.remove_writer(fd)
        self._ready.append(fd)
        if self._wake is not None:
            wake(self._wake)

    async def _sleep(self, seconds: float) -> bool:
        """Wait until an attempt has ended; False if the time ran out first."""
        if self._ready:
            return True
        self._wake = self._loop.create_future()
        timer = self._loop.call_later(seconds, wake, self._wake)
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
                self._held.keep(address)
                return sock, address
            sock.close()
            self._fail(address, OSError(code or errno.ECONNABORTED, ""))
        return None

    def _fail(self, address: str, exc: OSError) -> None:
        kind = OSError(exc.errno, "") if exc.errno is not None else exc  # OSError picks the subclass of the errno
        self._refused += isinstance(kind, ConnectionRefusedError)
        self._failures.append(f"{address}: {translated(kind) or NetError('the connection failed')}")

    def _clear(self) -> None:
        for fd, (sock, _, _) in self._flying.items():
            self._loop.remove_writer(fd)
            sock.close()
        self._flying.clear()
        self._ready.clear()


def _is_peer(sock: socket.socket, where: tuple[str, int]) -> bool:
    """Whether the socket's peer is the address that we dialled; a layer below us might have redirected it."""
    try:
        peer = sock.getpeername()
    except OSError:
        return False
    there, meant = (socket.inet_pton(sock.family, address.partition("%")[0]) for address in (peer[0], where[0]))
    return peer[1] == where[1] and there == meant
