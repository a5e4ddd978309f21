"""The hostile internet: every behaviour on loopback behind a public-looking address, and a vault behind all others."""

import asyncio
import contextlib
import json
import queue
import ssl
import threading
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from typing import Any

from scamtriage.lab.internet import Lab
from scamtriage.lab.nameserver import Datagrams, serve_stream
from scamtriage.lab.router import Router, Unrouted
from scamtriage.lab.scene import Certificate, Registration
from tests.hostile.behaviour import Behaviour, load
from tests.hostile.naming import Naming
from tests.hostile.serving import HONEST, serve

LOOPBACK = "127.0.0.1"
CONTROLS = ("old-company", "new-bakery", "dsi-case")
"""Scenes of the lab that are observed beside the hostile ones and must not suffer."""
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[object]]
Place = tuple[str, int]
"""An address and a port of the world."""


class Cage(Router):
    """A router without an outside: whatever is not served by somebody ends in the vault, and is on record."""

    def __init__(self, routes: dict[tuple[str, int], tuple[str, int]], operator: tuple[str, int], vault: tuple[str, int]) -> None:
        super().__init__()
        for (address, port), to in routes.items():
            self.add(address, port, to)
        self.add_operator(*operator)
        self._vault = vault

    def __call__(self, address: str, port: int) -> tuple[str, int]:
        try:
            return super().__call__(address, port)
        except Unrouted:
            return self._vault

    @property
    def forbidden(self) -> list[tuple[str, int]]:
        """What was dialled although nobody may: each one is a broken promise."""
        return self.unrouted


class HostileInternet:
    """Made by `HostileInternet.start`; all of it ends with the `async with` block."""

    def __init__(self, lab: Lab, behaviours: tuple[Behaviour, ...], *, natural: bool = False) -> None:
        self.natural = natural
        """Nothing listens: `served` is for somebody who owns all addresses, in a network namespace."""
        self.served: dict[Place, tuple[Handler, ssl.SSLContext | None]] = {}
        """Who answers at each place of the world; all other places lead to the vault."""
        self.lab = lab
        self.behaviours = behaviours
        self.naming = Naming(lab.nameserver, behaviours)
        self.routes = dict(lab.router.routes)
        self.resolver: tuple[str, int] = (LOOPBACK, 0)
        self.vault: tuple[str, int] = (LOOPBACK, 0)
        self.vault_contacts = 0
        self.connections: Counter[str] = Counter()
        """Of each behaviour."""
        self.most_bytes: Counter[str] = Counter()
        """That any one connection of a behaviour took."""
        self.heard: list[bytes] = []
        """The first bytes of what clients said to hostile web servers: what we gave away."""
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    @contextlib.asynccontextmanager
    async def start(cls, behaviours: tuple[Behaviour, ...] | None = None, *, natural: bool = False) -> AsyncIterator["HostileInternet"]:
        async with Lab.start(CONTROLS) as lab:
            world = cls(lab, load() if behaviours is None else behaviours, natural=natural)
            try:
                await world._begin()
                yield world
            finally:
                await world._end()

    def cage(self) -> Cage:
        """A fresh route for one client."""
        return Cage(self.routes, self.resolver, self.vault)

    def settings(self, **changes: Any) -> dict[str, Any]:
        """`Config` for a client of this internet; clocks are short, and nothing else differs."""
        settings: dict[str, Any] = {
            "resolvers": (f"{self.resolver[0]}:{self.resolver[1]}",),
            "roots": str(self.lab.ca_file),
            "tables": str(self.lab.tables),
            "cache": False,
            "timeout_s": 3.0,
            "deadline_s": 8.0,
            "registry_timeout_s": 3.0,
            "whois_per_s": 1_000.0,
            "rdap_per_s": 1_000.0,
            "in_flight": 30,
        }
        return {**settings, **changes}

    async def _begin(self) -> None:
        if self.natural:
            self.resolver = (self.lab.world.surroundings.resolver, 53)
            for service in self.lab.world.services():
                self.served[service.address, service.port] = (_closing, None) if service.kind == "closed" else self.lab._handler(service)
            self.served[self.resolver] = (self._resolving, None)
        else:
            self.vault = (LOOPBACK, await self._listen(self._vaulted))
            self.resolver = (LOOPBACK, await self._listen(self._resolving))
        loop = asyncio.get_running_loop()
        self._udp, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self.naming), local_addr=self.resolver)
        self._tables()
        await self._answer(self.lab.world.surroundings.iana, 43, self._iana)
        for behaviour in self.behaviours:
            await self._stand(behaviour)

    async def _answer(self, address: str, port: int, handler: Handler, *, tls: bool = False) -> None:
        """Let a place of the world be answered by the handler."""
        self.served[address, port] = (handler, self.lab.identities.listener() if tls else None)
        if not self.natural:
            self.routes[address, port] = (LOOPBACK, await self._listen(handler, tls=tls))

    async def _stand(self, b: Behaviour) -> None:
        """Give one behaviour its name, its addresses, its registry and its servers."""
        records = self.lab.nameserver.records
        records[b.host] = dict(b.dns.get("records", {"A": ["{address}"]}))
        records[b.host] = {kind: [b.filled(v) for v in values] for kind, values in records[b.host].items()}
        for name, more in b.dns.get("others", {}).items():
            records[b.filled(name)] = more
        if not b.rdap and not b.whois and not b.iana:
            self.lab.world.registrations[b.host] = Registration(name=b.host, created_days_ago=900, expires_in_days=300)
        web = partial(self._played, b, b.web or {"html": HONEST})
        await self._answer(b.address, 80, web)
        if b.tls is None:
            self.served[b.address, 443] = (_closing, None)
            self.routes[b.address, 443] = self._closed()
        elif "certificate" in b.tls:
            self.lab.world.certificates[b.host] = Certificate(**{"hosts": [b.host], **b.tls["certificate"]})
            await self._answer(b.address, 443, web, tls=True)
        else:
            await self._answer(b.address, 443, partial(self._played, b, b.tls))
        if b.whois is not None:
            records[f"whois.nic.{b.suffix}"] = {"A": [b.address]}
            await self._answer(b.address, 43, partial(self._played, b, {"line": True, **b.whois}))
        if b.rdap is not None:
            host, address = f"rdap-{b.id}.lab-registries.net", b.address.replace("45.12.4", "45.12.8")
            records[host] = {"A": [address]}
            self.lab.world.certificates[host] = Certificate(hosts=[host])
            await self._answer(address, 443, partial(self._played, b, _rdap(b.rdap)), tls=True)

    def _tables(self) -> None:
        """RDAP bootstrap: a registry of its own for every behaviour whose registry is hostile."""
        path = self.lab.tables / "dns.json"
        table = json.loads(path.read_text())
        table["services"][0][0].append("click")
        table["services"] += [[[b.suffix], [f"https://rdap-{b.id}.lab-registries.net/"]] for b in self.behaviours if b.rdap is not None]
        path.write_text(json.dumps(table))

    def _closed(self) -> tuple[str, int]:
        """A port at which nobody listens: the lab's."""
        return next(to for (_, port), to in self.lab.router.routes.items() if port == 43 and to[1] in self._refusing_ports())

    def _refusing_ports(self) -> set[int]:
        return {sock.getsockname()[1] for sock in self.lab._refusing}

    async def _played(self, b: Behaviour, script: Any, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections[b.id] += 1
        ear = _Ear(reader, self.heard)

        def count(sent: int) -> None:
            self.most_bytes[b.id] = max(self.most_bytes[b.id], sent)

        await serve(script, b.filled, ear, writer, count)  # type: ignore[arg-type]

    async def _vaulted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        self.vault_contacts += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nVAULT-SECRET")
        return 0

    async def _iana(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        suffix = (await reader.readline()).decode("latin-1").strip().lower()
        hostile = next((b for b in self.behaviours if b.suffix == suffix and (b.iana or b.rdap is not None)), None)
        if hostile is None:
            writer.write(self.lab.registry.iana(suffix))
        else:
            writer.write((hostile.filled(hostile.iana) or f"domain: {suffix}\nstatus: ACTIVE\n").encode("latin-1"))
        return 0

    async def _resolving(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        await serve_stream(_One(self.naming), reader, writer)  # type: ignore[arg-type]
        return 0

    async def _listen(self, handler: Handler, *, tls: bool = False) -> int:
        context = self.lab.identities.listener() if tls else None
        server = await asyncio.start_server(partial(self._connection, handler), LOOPBACK, 0, ssl=context, backlog=64)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _connection(self, handler: Handler, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await handler(reader, writer)
            await writer.drain()
        except (OSError, EOFError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _end(self) -> None:
        self._udp.close()
        for server in self._servers:
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@contextlib.contextmanager
def beside(behaviours: tuple[Behaviour, ...] | None = None) -> Iterator[HostileInternet]:
    """The internet in a thread and a loop of its own, so that a client that is busy with a page doesn't slow its servers."""
    ready: queue.Queue[tuple[HostileInternet, asyncio.AbstractEventLoop, asyncio.Event]] = queue.Queue()

    async def live() -> None:
        async with HostileInternet.start(behaviours) as internet:
            over = asyncio.Event()
            ready.put((internet, asyncio.get_running_loop(), over))
            await over.wait()

    thread = threading.Thread(target=asyncio.run, args=(live(),), daemon=True)
    thread.start()
    internet, loop, over = ready.get(timeout=60)
    try:
        yield internet
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(30)


async def _closing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """As near to a closed port as a listener comes."""
    writer.transport.abort()


class _Ear:
    """A reader that keeps what it heard."""

    def __init__(self, reader: asyncio.StreamReader, heard: list[bytes]) -> None:
        self._reader = reader
        self._heard = heard

    async def readuntil(self, end: bytes) -> bytes:
        said = await self._reader.readuntil(end)
        self._heard.append(said)
        return said

    async def read(self) -> bytes:
        return await self._reader.read()


class _Datagrams(Datagrams):
    def __init__(self, naming: Naming) -> None:
        super().__init__(lambda *_, **__: None)
        self._naming = naming

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        for answer in self._naming.respond(data, max_size=1232) or ():
            self._transport.sendto(answer, addr)  # type: ignore[attr-defined]


class _One:
    """The same over a stream: the first message of each answer."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming

    def respond(self, wire: bytes, *, max_size: int) -> bytes | None:
        answers = self._naming.respond(wire, max_size=max_size)
        return answers[0] if answers else None


def _rdap(script: Any) -> Any:
    """An RDAP answer is a page of another type."""
    if "json" not in script:
        return script
    return {"type": "application/rdap+json", **script, "html": script["json"]}
