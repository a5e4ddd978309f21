"""Holders of addresses as a desk serves them: the service of Team Cymru, and one answer of the RDAP of addresses."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

from scamtriage.records.facts import HostingFacts
from tests.collect.desk import REGISTRY, Desk, desk

NETWORK = {
    "objectClassName": "ip network",
    "startAddress": "93.184.216.0",
    "endAddress": "93.184.216.255",
    "ipVersion": "v4",
    "name": "EXAMPLE-NET",
    "country": "NL",
    "entities": [
        {
            "objectClassName": "entity",
            "roles": ["abuse"],
            "vcardArray": ["vcard", [["fn", {}, "text", "Abuse"], ["email", {}, "text", "abuse@holder.example"]]],
        }
    ],
}


@contextlib.asynccontextmanager
async def holders(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk that knows shop.com, of a content network, and plain.com, of a host, with who announces their addresses."""
    async with desk(tmp_path) as made:
        made.zone.records |= {
            ("shop.com", "A"): ["93.184.216.34"],
            ("34.216.184.93.origin.asn.cymru.com", "TXT"): ['"15133 64500 | 93.184.216.0/24 | US | arin | 2008-06-02"'],
            ("as15133.asn.cymru.com", "TXT"): ['"15133 | US | arin | 2007-03-19 | EDGECAST, US"'],
            ("plain.com", "A"): ["93.184.217.34"],
            ("34.217.184.93.origin.asn.cymru.com", "TXT"): ['"64500 | 93.184.217.0/24 | NL | ripe | 2008-06-02"'],
            ("as64500.asn.cymru.com", "TXT"): ['"64500 | NL | ripe | 2007-03-19 | PLAIN-HOST Plain Host B.V., NL"'],
        }
        yield made


async def serve_rdap(world: Desk, network: dict[str, object], status: str = "200 OK") -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            body = json.dumps(network).encode()
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()

    await world.serve(handler, REGISTRY, 443)


async def facts(world: Desk, line: str) -> HostingFacts:
    evidence = await world.observe(line, "hosting")
    assert isinstance(evidence.facts, HostingFacts), evidence.reason
    return evidence.facts
