"""Fast servers for the lab, which leave CPU for what is measured: every answer is cached as bytes, and may be delayed.

The lab itself makes the answers. With a latency, each answer waits for one round trip, the first of a connection for two, since TCP's
handshake on loopback takes no time.
"""

import asyncio
import gzip
import random
import ssl
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from scamtriage.lab import internet
from scamtriage.lab.authority import Authority
from scamtriage.lab.internet import Lab
from scamtriage.lab.nameserver import Nameserver
from scamtriage.lab.websites import Request, Websites
from scamtriage.lab.world import Service

Delay = Callable[[], float]
_REMEMBERED = 200_000
_CHUNK_BYTES = 65_536
_AFTER_S = 1e-6
"""Minimum time between two actions of a connection, including its close, so that an answer is sent before the connection closes."""


class StrongAuthority(Authority):
    """Root and intermediates on P-384, like the best-known free CA, so that verifying a chain costs as much as for real sites."""

    def _key(self, label: str) -> ec.EllipticCurvePrivateKey:
        return super()._key(label) if label.startswith("leaf") else ec.generate_private_key(ec.SECP384R1())


def round_trips(milliseconds: str) -> Delay:
    """Parse "50-200" into a function that returns random round trips in seconds; "" gives none."""
    if not milliseconds:
        return lambda: 0.0
    least, most = (float(part) / 1_000 for part in milliseconds.split("-"))
    chance = random.Random(1)
    return lambda: chance.uniform(least, most)


class FastLab(Lab):
    """The lab with these servers."""

    delay: Delay = staticmethod(lambda: 0.0)

    async def _listen(self, service: Service, host: str, port: int) -> int:
        if service.kind not in ("dns", "http", "https", "whois"):
            return await super()._listen(service, host, port)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._protocol(service), host, port, backlog=1_024)
        bound: int = server.sockets[0].getsockname()[1]
        self._servers.append(server)
        if service.kind == "dns":
            names = Names(self.nameserver, self.delay)
            transport, _ = await loop.create_datagram_endpoint(lambda: names, local_addr=(host, bound))
            transport.get_extra_info("socket").setsockopt(1, 8, 4_000_000)  # SOL_SOCKET, SO_RCVBUF
            self._transports.append(transport)
        return bound

    def _protocol(self, service: Service) -> Callable[[], asyncio.Protocol]:
        match service.kind:
            case "https":
                pages, context = Pages(self.websites, "https", service.port), self.identities.listener()
                return lambda: Speaker(pages.answer, self.delay(), context)
            case "http":
                plain = Pages(self.websites, "http", service.port)
                return lambda: Speaker(plain.answer, self.delay(), None)
            case "whois":
                return lambda: Speaker(self._whois, self.delay(), None)
            case _:
                return lambda: Speaker(lambda asked: (b"", len(asked), True), self.delay(), None)

    def _whois(self, asked: bytes) -> tuple[bytes, int, bool]:
        line, end, _ = asked.partition(b"\n")
        return (self.registry.whois(line.decode()), len(asked), True) if end else (b"", 0, False)


class Names(asyncio.DatagramProtocol):
    """The resolver over UDP; answers are cached."""

    def __init__(self, nameserver: Nameserver, delay: Delay) -> None:
        self._nameserver = nameserver
        self._delay = delay
        self._known: dict[bytes, bytes] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = self._known.get(data[2:])
        if answer is None:
            answer = (self._nameserver.respond(data, max_size=4_096) or b"")[2:]
            if len(self._known) < _REMEMBERED:
                self._known[data[2:]] = answer
        if not answer:
            return
        if seconds := self._delay():
            asyncio.get_running_loop().call_later(seconds, self._transport.sendto, data[:2] + answer, addr)
        else:
            self._transport.sendto(data[:2] + answer, addr)


class Pages:
    """HTTP/1.1 answers as bytes; every page is compressed once."""

    def __init__(self, websites: Websites, scheme: str, port: int) -> None:
        self._websites = websites
        self._scheme = scheme
        self._port = port
        self._known: dict[tuple[str, str], bytes] = {}

    def answer(self, asked: bytes) -> tuple[bytes, int, bool]:
        """Return (answer, bytes of the request, whether to close); an empty answer until the request head is complete."""
        end = asked.find(b"\r\n\r\n")
        if end < 0:
            return b"", 0, False
        first, *lines = asked[:end].decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        method, path, _ = first.split(" ")
        host = headers.get("host", "").partition(":")[0].lower()
        answer = self._known.get((host, path)) or self._packed(host, path, headers)
        if method == "HEAD":
            answer = answer[: answer.find(b"\r\n\r\n") + 4]
        return answer, end + 4, headers.get("connection", "").lower() == "close"

    def _packed(self, host: str, path: str, headers: dict[str, str]) -> bytes:
        response = self._websites.respond(Request(scheme=self._scheme, host=host, port=self._port, path=path, headers=headers))
        body = gzip.compress(response.body, 6, mtime=0) if len(response.body) > 400 else response.body
        fields = {"Server": "bench", "Content-Type": response.content_type, **response.headers, "Content-Length": str(len(body))}
        if body is not response.body:
            fields["Content-Encoding"] = "gzip"
        head = "\r\n".join([f"HTTP/1.1 {response.status} OK", *(f"{name}: {value}" for name, value in fields.items()), "", ""])
        packed = head.encode("latin-1") + body
        if len(self._known) < _REMEMBERED:
            self._known[host, path] = packed
        return packed


class Speaker(asyncio.Protocol):
    """One connection: sends what `answer` returns for the received bytes, with TLS if there is a context."""

    def __init__(self, answer: Callable[[bytes], tuple[bytes, int, bool]], delay_s: float, context: ssl.SSLContext | None) -> None:
        self._answer = answer
        self._delay_s = delay_s
        self._asked = bytearray()
        self._first = True
        self._due = 0.0
        self._tls: ssl.SSLObject | None = None
        if context is not None:
            self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._shaken = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        if self._tls is None:
            self._take(data)
            return
        self._incoming.write(data)
        try:
            if not self._shaken:
                self._tls.do_handshake()
                self._shaken = True
            while part := self._tls.read(_CHUNK_BYTES):
                self._take(part)
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError:
            self._transport.close()
            return
        self._send(self._outgoing.read())

    def _take(self, data: bytes) -> None:
        self._asked += data
        while True:
            answer, taken, closes = self._answer(bytes(self._asked))
            if not taken:
                return
            del self._asked[:taken]
            if self._tls is not None:
                self._tls.write(answer)
                answer = self._outgoing.read()
            self._send(answer)
            if closes:
                self._later(self._transport.close)

    def _send(self, data: bytes) -> None:
        if data:
            self._later(self._transport.write, data)

    def _later(self, act: Callable[..., object], *args: object) -> None:
        if not self._delay_s:
            act(*args)
            return
        loop = asyncio.get_running_loop()
        self._due = max(loop.time() + self._delay_s * (2 if self._first else 1), self._due + _AFTER_S)
        loop.call_at(self._due, act, *args)
        if args:
            self._first = False


def prepare(latency: str) -> None:
    """Set stronger certificates and this latency for the next lab."""
    internet.Authority = StrongAuthority  # type: ignore[attr-defined]
    FastLab.delay = staticmethod(round_trips(latency))
