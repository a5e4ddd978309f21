"""Real servers on loopback behind public-looking addresses, for the tests of the network room."""

import asyncio
import contextlib
import ssl
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.collector_net import CollectorNet
from scamtriage.net.connect import Connector
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.answers import QueryGroup
from scamtriage.net.dns.health import Health
from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import RawAnswer
from scamtriage.net.session import Session
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from scamtriage.records.target import Target

IMPATIENT = {"slow_window_s": 0.3, "answer_timeout_s": 0.5, "handshake_timeout_s": 0.5, "connect_timeout_s": 0.5, "deadline_s": 5.0}
"""Limits of a session whose peers are silent on purpose."""
SITE = "93.184.216.34"
OTHER = "93.184.216.35"
DEAD = "93.184.216.99"

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Routes:
    """The last hop: what is not listed raises, and everything that was dialled is written down."""

    def __init__(self) -> None:
        self.table: dict[tuple[str, int], tuple[str, int]] = {}
        self.dialled: list[tuple[str, int]] = []

    def __call__(self, address: str, port: int) -> tuple[str, int]:
        if (address, port) not in self.table:
            raise OSError(f"{address} port {port} is not part of this test")
        self.dialled.append((address, port))
        return self.table[address, port]


class Zone:
    """A resolver with a table: name -> addresses, or a DnsOutcome. A callable makes a fresh answer at each question."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {}
        self.asked: list[tuple[str, str]] = []
        self.late_s: dict[tuple[str, str], float | None] = {}
        """Questions that are answered so late; None: never."""
        self.fails: dict[tuple[str, str], DnsOutcome] = {}
        """Questions that fail, though the name has a table."""
        self.health, self.hold_s = Health(), 0.0

    async def ask(self, questions: tuple[tuple[str, str], ...], deadline: Deadline) -> tuple[DnsAnswer, ...]:
        return await self.begin(questions, deadline).wait()

    def begin(self, questions: tuple[tuple[str, str], ...], deadline: Deadline) -> QueryGroup:
        group = QueryGroup(len(questions), deadline)
        for index, question in enumerate(questions):
            if (late := self.late_s.get(question, 0.0)) is not None:
                asyncio.get_running_loop().call_later(late, lambda i=index, q=question: group.settle(i, self._answer(*q)))
        return group

    async def sure(self) -> None:
        """It has no outages."""

    def forget_failures(self) -> None:
        """It remembers nothing."""

    def _answer(self, name: str, rtype: str) -> DnsAnswer:
        self.asked.append((name, rtype))
        entry = self.fails.get((name, rtype)) or self.names.get(name, DnsOutcome.NXDOMAIN)
        entry = entry() if callable(entry) and not isinstance(entry, type) else entry
        if isinstance(entry, DnsOutcome):
            return DnsAnswer(name=name, rtype=rtype, outcome=entry, resolver="zone")
        values = tuple(value for value in entry if (":" in value) == (rtype == "AAAA")) if rtype in ("A", "AAAA") else ()
        outcome = DnsOutcome.OK if values else DnsOutcome.NODATA
        return DnsAnswer(name=name, rtype=rtype, outcome=outcome, values=values, count=len(values), resolver="zone")

    def nat64(self) -> tuple[str, ...]:
        return ()

    async def close(self) -> None:
        pass


class NoRegistry:
    async def rdap(self, url: str, deadline: Deadline, *, shun: str = "") -> RawAnswer:
        raise NotImplementedError

    async def whois(self, server: str, query: str, deadline: Deadline, *, shun: str = "") -> RawAnswer:
        raise NotImplementedError

    def settle(self, answer: RawAnswer, *, found: bool) -> None:
        pass

    async def close(self) -> None:
        pass


class Net:
    """A session on loopback: `serve` puts handlers behind addresses, `session.target(...)` looks at them."""

    def __init__(self, **policy: object) -> None:
        self.policy = NetPolicy(**policy)
        self.routes = Routes()
        self.zone = Zone()
        self.clock = RunClock()
        self.dialer = Dialer(self.policy, route=self.routes)
        self.session = Session(
            self.policy,
            dialer=self.dialer,
            resolver=self.zone,
            connector=Connector(self.dialer, self.zone, allow=[ip_network(network) for network in self.policy.allow_networks]),
            registry=NoRegistry(),
            clock=self.clock,
        )
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> "Net":
        self.clock.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._stack.aclose()
        await self.session.close()

    async def serve(self, handler: Handler, *, host: str = "site.example", address: str = SITE, port: int = 80, tls: object = None) -> None:
        """Serve on loopback what the world finds at `address`:`port` under the name `host`."""
        server = await self._stack.enter_async_context(listening(handler, tls=tls))
        self.routes.table[address, port] = server
        self.zone.names[host] = list(dict.fromkeys([*self.zone.names.get(host, []), address]))

    @contextlib.asynccontextmanager
    async def view(self, url: str = "https://site.example/") -> AsyncIterator[object]:
        async with self.session.target(target(url)) as net:
            yield CollectorNet(net, "page")


def target(url: str, *, scheme_given: bool = True) -> Target:
    host = urlsplit(url).hostname or ""
    return Target(given=url, host=host, registrable=host, suffix="example", url=url, scheme_given=scheme_given)


@contextlib.asynccontextmanager
async def listening(handler: Handler, *, tls: object = None) -> AsyncIterator[tuple[str, int]]:
    """A server on a free port of loopback. It ends with the block, its connections too."""
    running: set[asyncio.Task[None]] = set()

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        running.add(task)
        try:
            await handler(reader, writer)
        except (OSError, EOFError, asyncio.CancelledError):
            pass
        finally:
            running.discard(task)
            writer.close()

    server = await asyncio.start_server(connection, "127.0.0.1", 0, ssl=tls, backlog=512)
    try:
        yield server.sockets[0].getsockname()[:2]
    finally:
        server.close()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One direction of what stands between two peers, until its end."""
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


def says(answer: bytes, *, then: str = "close") -> Handler:
    """Read a request head and answer with these bytes, then close, hang or reset."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        if then == "hang":
            await asyncio.sleep(3600)
        if then == "reset":
            writer.transport.abort()

    return handler


def page(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


@cache
def identity(*names: str, days: int = 90, age_days: int = 1) -> tuple[bytes, bytes]:
    """(key PEM, certificate PEM) of a self-signed certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:60])])
    begin = datetime.now(UTC) - timedelta(days=age_days)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(4711)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private, certificate.public_bytes(serialization.Encoding.PEM)


def server_context(*names: str, chain: tuple[bytes, bytes] | None = None) -> ssl.SSLContext:
    """A TLS server with a certificate for these names, or with (key PEM, chain PEM)."""
    key, certificates = chain or identity(*(names or ("site.example",)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "chain.pem").write_bytes(certificates)
        (Path(folder) / "key.pem").write_bytes(key)
        context.load_cert_chain(Path(folder) / "chain.pem", Path(folder) / "key.pem")
    return context


QUICK = {"slow_window_s": 0.3, "min_bytes_per_s": 100, "answer_timeout_s": 0.5, "handshake_timeout_s": 0.5, "deadline_s": 5.0}


async def get(handler, url="http://site.example/", tls=None, **policy):
    async with Net(**{**QUICK, **policy}) as net:
        await net.serve(handler, port=443 if tls else 80, tls=tls)
        async with net.view(url) as view:
            exchange = await view.get(url)
        assert net.dialer.places.holders == 0
        return exchange, view.notes
