"""A whole session for one collector: the lab's or a test's own resolver and registries, all on loopback."""

import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

from scamtriage.collect import COLLECTORS
from scamtriage.collect.observe import observe
from scamtriage.net.open_session import open_session
from scamtriage.net.policy import NetPolicy
from scamtriage.net.session import Session
from scamtriage.records.evidence import Evidence
from scamtriage.records.target import Target
from scamtriage.targets.parse import parse_target
from tests.net.dns_servers import Authority, serving
from tests.net.peers import Handler, Routes, identity, listening, server_context

REGISTRY, REGISTRAR = "93.184.216.50", "93.184.216.51"
HOSTS = ("rdap.example.net", "rdap.registrar.net", "whois.example.net", "whois.registrar.net", "whois.iana.org")


class Desk:
    """`zone` is what the resolver knows; `serve` puts registries behind public-looking addresses."""

    def __init__(self, session: Session, zone: Authority, routes: Routes, stack: contextlib.AsyncExitStack) -> None:
        self.session, self.zone, self.routes, self._stack = session, zone, routes, stack

    async def serve(self, handler: Handler, address: str, port: int) -> None:
        tls = server_context(chain=identity(*HOSTS)) if port == 443 else None
        self.routes.table[address, port] = await self._stack.enter_async_context(listening(handler, tls=tls))

    async def observe(self, line: str, collector: str) -> Evidence:
        target = parse_target(line)
        assert isinstance(target, Target)
        async with self.session.target(target) as net:
            return await observe(COLLECTORS[collector], target, net)


@contextlib.asynccontextmanager
async def desk(folder: Path, *, beside: tuple[str, ...] | None = (), **policy: object) -> AsyncIterator[Desk]:
    """`beside`: further resolvers, asked where the desk's own has no answer; None: no resolver is named at all."""
    tables = folder / "tables"
    tables.mkdir()
    services = [[["com", "org", "example"], ["https://rdap.example.net/"]]]
    table = {"publication": "2026-11-20T00:00:00Z", "services": services}
    (tables / "dns.json").write_text(json.dumps(table))
    (tables / "ipv4.json").write_text(json.dumps(table | {"services": [[["0.0.0.0/0"], ["https://rdap.example.net/"]]]}))
    (tables / "ipv6.json").write_text(json.dumps(table | {"services": [[["::/0"], ["https://rdap.example.net/"]]]}))
    (tables / "asn.json").write_text(json.dumps(table | {"services": [[["1-4294967295"], ["https://rdap.example.net/"]]]}))
    rows = "com,whois.example.net,domain {},\nnet,whois.example.net,{},\nvn,,{},not published by the registry\n"
    (tables / "whois_servers.csv").write_text("suffix,server,query,note\n" + rows)
    (folder / "root.pem").write_bytes(identity(*HOSTS)[1])
    zone, routes = Authority(), Routes()
    for host in HOSTS:
        zone.records[host, "A"] = [REGISTRAR if "registrar" in host else REGISTRY]
    settings = {"dns_timeout_s": 0.6, "deadline_s": 4.0, "whois_timeout_s": 1.5, "whois_per_s": 1000.0, "rdap_per_s": 1000.0}
    async with contextlib.AsyncExitStack() as stack:
        address = await stack.enter_async_context(serving(zone))
        host, _, port = address.rpartition(":")
        routes.table[host, int(port)] = (host, int(port))  # the operator's resolver is dialled where it is
        named = () if beside is None else (address, *beside)
        rules = NetPolicy(resolvers=named, tables=tables, roots=folder / "root.pem", **{**settings, **policy})
        session = await stack.enter_async_context(open_session(rules, route=routes))
        yield Desk(session, zone, routes, stack)
