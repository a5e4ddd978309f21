"""Registries on loopback under public-looking addresses, and what they say."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.connect import Connector
from scamtriage.net.dial import Dialer
from scamtriage.net.errors import NetError
from scamtriage.net.pace import SharedRateLimiter
from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import RawAnswer
from scamtriage.net.registry.client import Registries
from tests.net.peers import Handler, Routes, Zone, identity, listening, server_context
from tests.watch import Watch

REGISTRY = "93.184.216.50"
OTHER = "93.184.216.51"
RECORD = (
    b"Domain Name: EXAMPLE.TEST\r\nRegistry Domain ID: 1\r\nRegistrar: Some Registrar\r\nCreation Date: 2020-01-02T03:04:05Z\r\n"
    b"Registry Expiry Date: 2030-01-02T03:04:05Z\r\nName Server: NS1.EXAMPLE.NET\r\nDomain Status: ok\r\n>>> Last update <<<\r\n"
)
NAMES = ("rdap.example", "registrar.example", "data.iana.org")
TABLES = {
    "dns.json": {"publication": "2026-11-20T00:00:00Z", "services": [[["test", "slow"], ["https://rdap.example/"]]]},
    "ipv4.json": {"publication": "2026-11-20T00:00:00Z", "services": [[["93.0.0.0/8"], ["https://rdap.example/"]]]},
}
DOMAIN = json.dumps({"objectClassName": "domain", "ldhName": "example.test"}).encode()
LIMIT = {
    "objectClassName": "domain",
    "ldhName": "example.test",
    "notices": [{"title": "Rate limit", "description": ["Query rate limit exceeded."]}],
}


class Desk:
    """Registries on loopback under public-looking addresses."""

    def __init__(self, folder: Path, **policy: object) -> None:
        tables = folder / "tables"
        tables.mkdir(exist_ok=True)
        for name, table in TABLES.items():
            (tables / name).write_text(json.dumps(table))
        (tables / "whois_servers.csv").write_text(
            "suffix,server,query,note\ntest,whois.example,{},\nvn,,{},not published by the registry\n"
        )
        (folder / "root.pem").write_bytes(identity(*NAMES)[1])
        settings = {
            "tables": tables,
            "whois_timeout_s": 2.0,
            "rdap_timeout_s": 2.0,
            "whois_per_s": 1000.0,
            "rdap_per_s": 1000.0,
            "slow_window_s": 0.6,
        }
        self.policy = NetPolicy(roots=folder / "root.pem", **{**settings, **policy})
        self.routes, self.zone, self.run, self.pace = Routes(), Zone(), RunClock(), SharedRateLimiter(None)
        dialer = Dialer(self.policy, route=self.routes)
        self.registries = Registries(self.policy, Connector(dialer, self.zone), self.run, pace=self.pace)
        self.stack = contextlib.AsyncExitStack()
        self.zone.names |= {
            "whois.example": [REGISTRY],
            "rdap.example": [REGISTRY],
            "registrar.example": [OTHER],
            "whois.iana.org": [OTHER],
        }

    async def whois(self, handler: Handler, address: str = REGISTRY) -> None:
        self.routes.table[address, 43] = await self.stack.enter_async_context(listening(handler))

    async def rdap(self, answer: "Callable[[str], bytes | Awaitable[bytes]]", address: str = REGISTRY) -> None:
        """`answer` gets the path and gives the whole response."""

        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                given = answer(head.split(b" ")[1].decode())
                writer.write(given if isinstance(given, bytes) else await given)
                await writer.drain()

        context = server_context(chain=identity(*NAMES))
        self.routes.table[address, 443] = await self.stack.enter_async_context(listening(handler, tls=context))

    def deadline(self, seconds: float = 6.0) -> Deadline:
        return Deadline(self.run, seconds)


def ok(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/rdap+json", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def sends(*parts: bytes, pause_s: float = 0.0, then: str = "close") -> Handler:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause_s)
        if then == "hang":
            await asyncio.sleep(3600)

    return handler


async def ended(question: Awaitable[RawAnswer], *, within_s: float) -> RawAnswer | NetError:
    """How a question ends; it must do so in time and with nothing but a NetError."""
    async with Watch() as watch:
        try:
            how = await question
        except NetError as exc:
            how = exc
    assert watch.seconds < within_s
    return how
