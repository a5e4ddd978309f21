"""The TLS handshakes of one target: each is performed once, at another address where TLS fails at one."""

import asyncio
import contextlib
import ssl
from collections.abc import Collection, Coroutine
from typing import Any, Protocol, TypeVar

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import NetError
from scamtriage.net.guard import is_literal
from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import Handshake
from scamtriage.net.stream import SocketStream
from scamtriage.net.tls import handshake_of

_T = TypeVar("_T")

_MOST_ADDRESSES = 3
"""Maximum number of a host's addresses at which a handshake is tried."""


class SessionSettings(Protocol):
    """What a session decides for all its handshakes."""

    policy: NetPolicy
    tls_context: ssl.SSLContext


class Connections(Protocol):
    """Who opens and closes the connections to a target, within its deadline: a `TargetNet`."""

    @property
    def session(self) -> SessionSettings: ...

    @property
    def deadline(self) -> Deadline: ...

    async def connect(self, host: str, port: int, deadline: Deadline, *, without: Collection[str] = ()) -> SocketStream: ...

    def discard(self, stream: SocketStream) -> None: ...

    def spawn(self, work: Coroutine[Any, Any, _T]) -> "asyncio.Task[_T]": ...


class _Shake:
    """A TLS connection in progress that several callers share: all see the handshake, one may take the connection."""

    def __init__(self, task: "asyncio.Task[tuple[SocketStream, Handshake]]") -> None:
        self.task = task
        self.wanted = False
        """Whether a caller waits to use the connection. If none does, it is closed right after the handshake."""

    def stream(self) -> SocketStream | None:
        """Return the connection once the handshake has succeeded, else None."""
        task = self.task
        return task.result()[0] if task.done() and not task.cancelled() and task.exception() is None else None


class Handshakes:
    """The handshakes with the hosts of a target, whose `TargetNet` opens and closes the connections."""

    def __init__(self, net: Connections) -> None:
        self._net = net
        self._shakes: dict[tuple[str, int], _Shake] = {}
        self._known: dict[tuple[str, int], frozenset[str]] = {}
        """Host and port -> addresses at which TLS failed before another gave a handshake; they are not tried again. Empty also where it
        failed at every address that was tried: later connections try one."""

    async def shake(self, host: str, port: int) -> Handshake:
        """Return what the host's TLS handshake shows; it is performed once per target."""
        shake = self._shakes.get((host, port)) or self._begin(host, port)
        return (await asyncio.shield(shake.task))[1]

    async def secure(self, host: str, port: int, deadline: Deadline) -> tuple[SocketStream, Handshake]:
        """Return a TLS stream to use: that of a handshake in progress if it is free, else a new one."""
        shake = self._shakes.get((host, port)) or self._begin(host, port)
        if shake.wanted or shake.stream() is not None:
            return await self._secured(host, port, deadline)
        shake.wanted = True
        try:
            async with deadline.limit():  # the handshake runs on the target's deadline, which may be later than this caller's
                return await asyncio.shield(shake.task)
        except BaseException:
            shake.wanted = shake.task.done()  # while it runs, another caller may claim it; else it is closed when done
            if (stream := shake.stream()) is not None:
                self._net.discard(stream)
            raise

    def _begin(self, host: str, port: int) -> _Shake:
        shake = _Shake(self._net.spawn(self._shaken(host, port)))
        self._shakes[host, port] = shake
        return shake

    async def _shaken(self, host: str, port: int) -> tuple[SocketStream, Handshake]:
        stream, handshake = await self._secured(host, port, self._net.deadline)
        if not self._shakes[host, port].wanted:
            with contextlib.suppress(NetError):
                await stream.flush()
            self._net.discard(stream)  # not pooled: others may wait for a turn at this address
        return stream, handshake

    async def _secured(self, host: str, port: int, deadline: Deadline) -> tuple[SocketStream, Handshake]:
        """Connect and perform the handshake, at another address where TLS fails at one.

        Visitors come to each address in turn, and an address without TLS that sorts first must not hide the others. These together get as
        long as the first, and are tried once per target, so that a host that is mute everywhere does not take the time of its page. Raises
        the first failure.
        """
        known = self._known.get((host, port))
        failed = set(known or ())
        try:
            found = await self._tried(host, port, deadline, failed)
        except NetError:
            if known is not None or is_literal(host) or not failed:
                raise
            self._known[host, port] = frozenset()
            with deadline.part(self._net.session.policy.handshake_timeout_s) as rest:
                further = await self._elsewhere(host, port, rest, failed)
            if further is None:
                raise
            found = further
        self._known[host, port] = frozenset(failed)
        return found

    async def _elsewhere(self, host: str, port: int, deadline: Deadline, failed: set[str]) -> tuple[SocketStream, Handshake] | None:
        """Return what another address gives, or None. Adds to `failed`."""
        while deadline.left() > 0 and len(failed) < _MOST_ADDRESSES:
            tried = len(failed)
            try:
                return await self._tried(host, port, deadline, failed)
            except NetError:
                if len(failed) == tried:  # no further address, or none that takes connections
                    break
        return None

    async def _tried(self, host: str, port: int, deadline: Deadline, failed: set[str]) -> tuple[SocketStream, Handshake]:
        """Connect to an address that is not among the `failed`, and perform the handshake. Where that fails, the address becomes one."""
        net, policy = self._net, self._net.session.policy
        stream = await net.connect(host, port, deadline, without=failed)
        try:
            stream.expect(policy.handshake_timeout_s, f"TLS was not ready within {policy.handshake_timeout_s:g} s", deadline=deadline)
            stream.max_received = policy.max_head_bytes * 8
            await stream.start_tls(net.session.tls_context, None if is_literal(host) else host)
            stream.relax()
            return stream, handshake_of(stream, port, policy)
        except BaseException as exc:
            net.discard(stream)
            if isinstance(exc, NetError) and stream.address:  # behind a proxy it is unknown
                failed.add(stream.address)
            raise
