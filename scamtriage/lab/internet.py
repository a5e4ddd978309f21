"""The running lab: every server of the world on loopback, or on the world's own addresses inside a network namespace."""

import asyncio
import contextlib
import json
import socket
import ssl
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from scamtriage.lab.authority import Authority
from scamtriage.lab.nameserver import Datagrams, Nameserver, serve_stream
from scamtriage.lab.registry import Registry, bootstrap, serve_whois
from scamtriage.lab.router import Router
from scamtriage.lab.scene import SCENES, Scene, load_scenes, load_surroundings
from scamtriage.lab.websites import Identities, Websites, serve_http
from scamtriage.lab.world import Kind, Service, World

LOOPBACK = "127.0.0.1"
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


_TRIES = 8
"""Ports tried for a name server, which needs the same one for connections and for datagrams."""


class Lab:
    """A small internet. Created by `Lab.start`; everything stops at the end of the `async with` block."""

    def __init__(self, world: World, authority: Authority, folder: Path, scenes: Path) -> None:
        self.world = world
        self.router = Router()
        self.registry = Registry(world)
        self.nameserver = Nameserver(world)
        self.websites = Websites(world, self.registry.rdap, scenes)
        self.resolver = ""
        """"IP:PORT" of the lab's resolver."""
        self.ca_file = folder / "ca.pem"
        """The root of all certificates here, for SSL_CERT_FILE."""
        self.tables = folder / "tables"
        """A folder with the lab's own RDAP bootstrap."""
        self.identities = Identities(world, authority, folder)
        self._servers: list[asyncio.Server] = []
        self._refusing: list[socket.socket] = []
        self._transports: list[asyncio.BaseTransport] = []
        self._connections: set[asyncio.Task[None]] = set()
        self.ca_file.write_bytes(authority.root_pem)
        self.tables.mkdir()
        for name, table in bootstrap(world).items():
            (self.tables / name).write_text(json.dumps(table), encoding="utf-8")

    @classmethod
    @contextlib.asynccontextmanager
    async def start(
        cls,
        scenes: Iterable[str] | None = None,
        *,
        now: datetime | None = None,
        seed: bytes | None = None,
        natural: bool = False,
        folder: Path = SCENES,
        extra: Iterable[Scene] = (),
    ) -> AsyncIterator["Lab"]:
        """Start every server. `scenes`: ids, or None for all; `extra`: scenes made by a test.

        `now` is the time from which the ages in the scenes are counted; `seed` makes the certificates reproducible. `natural` listens on
        the world's own addresses and ports instead of loopback. They must already be assigned to this host, as in a network namespace.
        """
        known = load_scenes(folder)
        chosen = list(known.values()) if scenes is None else [known[name] for name in scenes]
        moment = now or datetime.now(UTC)
        world = World([*chosen, *extra], load_surroundings(), moment)
        with tempfile.TemporaryDirectory(prefix="scamtriage-lab-") as private:
            lab = cls(world, Authority(moment, seed), Path(private), folder)
            try:
                await (lab._listen_naturally() if natural else lab._listen_on_loopback())
                yield lab
            finally:
                await lab._stop()
        if lab.identities.failed is not None:
            raise lab.identities.failed

    @property
    def demo_targets(self) -> list[Scene]:
        """The scenes of the demo, in its order."""
        return self.world.demo_targets()

    def description(self) -> dict[str, Any]:
        """Return everything that another process needs, as plain JSON values."""
        return {
            "resolver": self.resolver,
            "ca_file": str(self.ca_file),
            "tables": str(self.tables),
            "now": self.world.now.isoformat(),
            "targets": {scene.id: scene.target for scene in self.world.scenes.values()},
            "routes": [[ip, port, *to] for (ip, port), to in sorted(self.router.routes.items())],
        }

    async def _listen_on_loopback(self) -> None:
        """Start one server for each kind of service and public port (answers may depend on the port). The router maps addresses to them."""
        ports: dict[tuple[Kind, int], int] = {}
        for service in self.world.services():
            key = (service.kind, service.port)
            if key not in ports:
                ports[key] = await self._listen(service, LOOPBACK, 0)
            self.router.add(service.address, service.port, (LOOPBACK, ports[key]))
        self.resolver = f"{LOOPBACK}:{ports['dns', 53]}"
        self.router.add_operator(LOOPBACK, ports["dns", 53])

    async def _listen_naturally(self) -> None:
        for service in self.world.services():
            if service.kind != "closed":
                await self._listen(service, service.address, service.port)
        self.resolver = f"{self.world.surroundings.resolver}:53"

    async def _listen(self, service: Service, host: str, port: int) -> int:
        """Serve, and return the port. A "closed" service binds the port without listening, so that it refuses connections."""
        if service.kind == "closed":
            self._refusing.append(socket.socket())
            self._refusing[-1].bind((host, port))
            return int(self._refusing[-1].getsockname()[1])
        handler, context = self._handler(service)
        for left in reversed(range(_TRIES)):
            server = await asyncio.start_server(partial(self._connection, handler), host, port, ssl=context, backlog=256)
            bound: int = server.sockets[0].getsockname()[1]
            try:
                if service.kind == "dns":
                    await self._listen_for_datagrams(host, bound)
            except OSError:  # another program has the port that is free for connections
                server.close()
                if port or not left:
                    raise
                continue
            self._servers.append(server)
            break
        return bound

    async def _listen_for_datagrams(self, host: str, port: int) -> None:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: Datagrams(self.nameserver.respond), local_addr=(host, port))
        self._transports.append(transport)

    def _handler(self, service: Service) -> tuple[Handler, ssl.SSLContext | None]:
        match service.kind:
            case "dns":
                return partial(serve_stream, self.nameserver), None
            case "http":
                return partial(serve_http, self.websites.respond, "http", service.port), None
            case "https":
                return partial(serve_http, self.websites.respond, "https", service.port), self.identities.listener()
            case "whois":
                return partial(serve_whois, self.registry.whois), None
            case "whois-iana":
                return partial(serve_whois, self.registry.iana), None
            case "closed":
                raise ValueError("nothing handles a closed port")

    async def _connection(self, handler: Handler, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Run one connection to its end. A client that disconnects, or the end of the lab, is not an error."""
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            await handler(reader, writer)
        except (OSError, EOFError, asyncio.CancelledError):
            pass  # only `_stop` cancels this task, and only `_stop` awaits it
        finally:
            self._connections.discard(task)
            writer.close()

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        for refusing in self._refusing:
            refusing.close()
        for transport in self._transports:
            transport.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
