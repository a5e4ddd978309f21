"""Connections through the operator's proxy: names are sent to it unresolved, and nothing else is contacted."""

import logging
import secrets
from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scamtriage.knowledge.addresses import bracketed
from scamtriage.net.clock import Deadline
from scamtriage.net.dial import Dialer
from scamtriage.net.errors import Blocked, Malformed, NetError, TimedOut, Unreachable
from scamtriage.net.guard import Network, is_literal, name_refusal, refusal
from scamtriage.net.policy import PROXY_SCHEMES
from scamtriage.net.race import NoRoom
from scamtriage.net.stream import SocketStream

if TYPE_CHECKING:
    from socksio.socks5 import SOCKS5Connection

log = logging.getLogger(__name__)

_MAX_CONNECT_HEAD_BYTES = 16_384
_CLOSED = "the proxy closed the connection"


class Proxy:
    """A SOCKS5 proxy (RFC 1928, remote names) or an HTTP proxy (CONNECT, RFC 9110 section 9.3.6).

    We send no credentials. A SOCKS proxy that accepts a user name (RFC 1929) gets a random one for each target, and for each host of the
    operator or of a registry. Tor uses another circuit for each user name, so that no exit sees everything that an analyst looks at.
    """

    def __init__(self, url: str, dialer: Dialer, *, allow: Collection[Network] = ()) -> None:
        parts = urlsplit(url)
        self._scheme = parts.scheme
        self._host = parts.hostname or ""
        self._port = parts.port or PROXY_SCHEMES[parts.scheme]
        self._dialer = dialer
        self._allow = allow
        self._takes_names = True
        self._names: dict[str, str] = {}

    async def connect(self, host: str, port: int, deadline: Deadline, *, apart: str = "") -> SocketStream:
        """Open a stream to `host`, a name or a literal, through the proxy.

        The guard judges the address of a literal; a name is judged only as a name. Connections with the same `apart` can be seen to belong
        together.
        """
        if (why := refusal(host, allow=self._allow) if is_literal(host) else name_refusal(host)) is not None:
            raise Blocked(why)
        return await self.open(host, port, deadline, apart=apart)

    async def open(self, host: str, port: int, deadline: Deadline, *, apart: str = "") -> SocketStream:
        """Open a stream without a judgement, to a host that the operator chose."""
        name = (apart or self._names.setdefault(host, secrets.token_hex(8))) if self._takes_names else ""
        try:
            try:
                return await self._opened(host, port, deadline, name)
            except _BrokeOff:  # a busy proxy closes connections too: try once more
                return await self._opened(host, port, deadline, name)
        except _WantsAnother:
            if self._takes_names:
                log.warning("the proxy refuses names of chance: from now on nothing keeps what goes through it on ways of their own")
            self._takes_names = False
            return await self._opened(host, port, deadline, "")

    async def _opened(self, host: str, port: int, deadline: Deadline, name: str) -> SocketStream:
        try:
            stream = await self._dialer.dial_operator(self._host, self._port, deadline)
        except (Unreachable, TimedOut) as exc:
            raise type(exc)(f"the proxy cannot be reached: {exc}") from exc
        try:
            async with deadline.limit():
                if self._scheme.startswith("socks"):
                    await _socks5(stream, host, port, name)
                else:
                    await _http_connect(stream, host, port)
        except BaseException:
            stream.close()
            raise
        stream.address = host if is_literal(host) else ""
        return stream

    async def greet(self, deadline: Deadline) -> None:
        """Connect and hear whether a SOCKS proxy speaks SOCKS5 and can do without a login: all that can be asked without naming a host.

        Raises NetError.
        """
        stream = await self._dialer.dial_operator(self._host, self._port, deadline)
        try:
            if self._scheme.startswith("socks"):
                async with deadline.limit():
                    await _socks5_method(stream, named=True)
        except TimedOut as exc:  # as HTTP servers do, which wait for a whole line; but a far or busy proxy may be slow
            raise Silent("the proxy did not answer as SOCKS5 in time") from exc
        finally:
            stream.close()

    async def listens(self, deadline: Deadline) -> bool:
        """Whether the proxy accepts connections."""
        try:
            (await self._dialer.dial_operator(self._host, self._port, deadline)).close()
        except (NetError, NoRoom):
            return False
        return True


class Silent(TimedOut):
    """The proxy took the connection and said nothing to the greeting: what it speaks is unknown."""


class WantsLogin(Unreachable):
    """The proxy takes nobody without a login."""


class _WantsAnother(Unreachable):
    """The proxy rejected the random user name: it requires a real login."""


class _BrokeOff(Unreachable):
    """The proxy closed the connection after it got a user name."""


async def _socks5(stream: SocketStream, host: str, port: int, name: str) -> None:
    from socksio import ProtocolError, socks5  # imported here: only needed with a proxy

    session, asks_for_name = await _socks5_method(stream, named=bool(name))
    try:
        if asks_for_name:
            session.send(socks5.SOCKS5UsernamePasswordRequest(name.encode(), name.encode()))
            await stream.write(session.data_to_send())
            try:
                taken = await stream.exactly(2, _CLOSED)
            except Unreachable as exc:
                raise _BrokeOff(str(exc)) from exc
            if taken[1:] != b"\0":
                raise _WantsAnother("the proxy wants a login, which we do not send")
            session.receive_data(b"\1\0")  # some proxies send another version byte; the status was checked above
        session.send(socks5.SOCKS5CommandRequest.from_address(socks5.SOCKS5Command.CONNECT, (host, port)))
        await stream.write(session.data_to_send())
        head = _of_version_5(await stream.exactly(5, _CLOSED))
        size = {1: 4, 3: head[4] + 1, 4: 16}.get(head[3])
        if size is None:
            raise Malformed("the proxy does not speak SOCKS5")
        reply = session.receive_data(head + await stream.exactly(size + 1, _CLOSED))
    except ProtocolError as exc:
        raise Malformed("the proxy does not speak SOCKS5") from exc
    code = getattr(reply, "reply_code", None)
    if code != socks5.SOCKS5ReplyCode.SUCCEEDED:
        raise Unreachable(f"the proxy could not connect: {getattr(code, 'name', 'failure').replace('_', ' ').lower()}")


async def _socks5_method(stream: SocketStream, *, named: bool) -> "tuple[SOCKS5Connection, bool]":
    """Agree with the proxy on how to log in. Return the session, and whether the proxy asks for a user name. `named`: it may."""
    from socksio import ProtocolError, socks5

    session = socks5.SOCKS5Connection()
    free, by_name = socks5.SOCKS5AuthMethod.NO_AUTH_REQUIRED, socks5.SOCKS5AuthMethod.USERNAME_PASSWORD
    session.send(socks5.SOCKS5AuthMethodsRequest([free, by_name] if named else [free]))
    await stream.write(session.data_to_send())
    try:
        method = getattr(session.receive_data(_of_version_5(await stream.exactly(2, _CLOSED))), "method", None)
    except ProtocolError as exc:
        raise Malformed("the proxy does not speak SOCKS5") from exc
    if method not in ((free, by_name) if named else (free,)):
        raise WantsLogin("the proxy wants a login, which we do not send")
    return session, method == by_name


def _of_version_5(answer: bytes) -> bytes:
    if answer[0] != 5:
        raise Malformed("the proxy does not speak SOCKS5")
    return answer


async def _http_connect(stream: SocketStream, host: str, port: int) -> None:
    authority = f"{bracketed(host)}:{port}"
    await stream.write(f"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n".encode("ascii"))
    head = bytearray()
    while not head.endswith(b"\r\n\r\n"):  # byte by byte: what follows belongs to the peer behind the proxy
        if len(head) > _MAX_CONNECT_HEAD_BYTES:
            raise Malformed("the proxy's answer is too long")
        head += await stream.exactly(1, _CLOSED)
    status = bytes(head.split(b"\r\n", 1)[0]).split(b" ", 2)
    if len(status) < 2 or not status[0].startswith(b"HTTP/1."):
        raise Malformed("the proxy does not speak HTTP")
    if not status[1].startswith(b"2") or len(status[1]) != 3:
        raise Unreachable(f"the proxy could not connect: status {status[1][:3].decode('ascii', 'replace')}")
