"""Resolvers on loopback, honest and otherwise, with dnspython as their pen."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from tests.net.peers import Handler

Answer = Callable[["dns.message.Message", "dns.message.Message"], "bytes | list[bytes] | None"]


@dataclass
class Authority:
    """One resolver: records by (name, type); `twist` may answer in another way."""

    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    rcodes: dict[str, dns.rcode.Rcode] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    twist: Answer | None = None
    max_udp: int = 1232
    late_s: float = 0.0
    """So long it takes over an answer that goes by UDP."""
    address: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """(transport, name, type)."""
    queries: list[dns.message.Message] = field(default_factory=list)

    def respond(self, wire: bytes, transport: str) -> list[bytes]:
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name, rtype = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((transport, name, rtype))
        self.queries.append(query)
        if name in self.silent or "*" in self.silent:
            return []
        reply = dns.message.make_response(query, recursion_available=True)
        if name in self.rcodes:
            reply.set_rcode(self.rcodes[name])
        elif values := self.records.get((name, rtype)):
            reply.answer.append(dns.rrset.from_text(question.name, 300, "IN", rtype, *values))
        elif target := self.records.get((name, "CNAME")):
            reply.answer.append(dns.rrset.from_text(question.name, 300, "IN", "CNAME", *target))
            if values := self.records.get((target[0].rstrip("."), rtype)):
                reply.answer.append(dns.rrset.from_text(target[0], 300, "IN", rtype, *values))
        elif name != "ipv4only.arpa" and not any(known == name for known, _ in self.records):  # it exists wherever there is an internet
            reply.set_rcode(dns.rcode.NXDOMAIN)
        if self.twist is not None and (twisted := self.twist(query, reply)) is not None:
            return twisted if isinstance(twisted, list) else [twisted]
        wire = reply.to_wire(max_size=65535)
        if transport == "udp" and len(wire) > self.max_udp:
            reply = dns.message.make_response(query, recursion_available=True)
            reply.flags |= dns.flags.TC
            wire = reply.to_wire()
        return [wire]


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, authority: Authority) -> None:
        self.authority = authority

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: object) -> None:
        wires = self.authority.respond(data, "udp")
        if self.authority.late_s:
            asyncio.get_running_loop().call_later(self.authority.late_s, self._send, wires, addr)
        else:
            self._send(wires, addr)

    def _send(self, wires: list[bytes], addr: object) -> None:
        for wire in wires:
            if not self.transport.is_closing():
                self.transport.sendto(wire, addr)


@contextlib.asynccontextmanager
async def serving(authority: Authority, *, ssl: object = None, connection: Handler | None = None) -> AsyncIterator[str]:
    """Serve on one free port over UDP and TCP (TLS with a context); gives "127.0.0.1:PORT". `connection`: who is there over TCP instead."""
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()

    async def answering(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())
        with contextlib.suppress(OSError, EOFError, asyncio.CancelledError):
            while True:
                size = int.from_bytes(await reader.readexactly(2), "big")
                for wire in authority.respond(await reader.readexactly(size), "tls" if ssl else "tcp"):
                    writer.write(len(wire).to_bytes(2, "big") + wire)
                    await writer.drain()
        tasks.discard(asyncio.current_task())
        writer.close()

    for last in (*[False] * 9, True):
        server = await asyncio.start_server(connection or answering, "127.0.0.1", 0, ssl=ssl)
        port = server.sockets[0].getsockname()[1]
        try:
            transport, _ = await loop.create_datagram_endpoint(lambda: _Udp(authority), local_addr=("127.0.0.1", port))
            break
        except OSError:  # another test's question goes out from this port over UDP
            server.close()
            if last:
                raise
    authority.address = f"127.0.0.1:{transport.get_extra_info('sockname')[1]}"
    try:
        yield authority.address
    finally:
        transport.close()
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.contextmanager
def nobody() -> Iterator[str]:
    """A resolver's address at which nobody listens, and which says so. Taken meanwhile: no other test is given its port."""
    with socket.socket(type=socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", 0))
        held.connect(("127.0.0.1", 9))  # from now on it hears this one alone
        yield f"127.0.0.1:{held.getsockname()[1]}"
