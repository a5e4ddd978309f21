"""Registries on loopback: RDAP and WHOIS servers that say what a test gives them."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime

CREATED = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
WHOIS = (
    "Domain Name: {name}\r\nRegistrar: Mild Registrar\r\nRegistrar IANA ID: 9999\r\nCreation Date: 2020-01-02T03:04:05Z\r\n"
    "Registry Expiry Date: 2030-01-02T03:04:05Z\r\nRegistrar Abuse Contact Email: abuse@mild.example\r\n"
    "Name Server: NS1.DNS.NET\r\nDomain Status: clientHold https://icann.org/epp#clientHold\r\n{more}\r\n"
)


def answer(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]).encode() + body


def rdap(given: "Callable[[str], bytes | None]") -> Callable[..., object]:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            body = given(head.split(b" ")[1].decode())
            if body is None:
                await asyncio.sleep(3600)
            writer.write(body or b"")
            await writer.drain()

    return handler


def whois(text: str, *, then: str = "close") -> Callable[..., object]:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readline()).decode().split()[-1]
        writer.write(text.replace("{name}", asked.upper()).encode())
        await writer.drain()
        if then == "hang":
            await asyncio.sleep(3600)

    return handler


def domain(name: str, **more: object) -> bytes:
    events = [{"eventAction": "registration", "eventDate": "2020-01-02T03:04:05Z"}]
    return json.dumps({"objectClassName": "domain", "ldhName": name, "events": events, "status": ["active"], **more}).encode()
