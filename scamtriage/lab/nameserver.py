"""The lab's resolver: answers for every name of the world over UDP and TCP, and NXDOMAIN for all others."""

import asyncio
import struct
from collections.abc import Callable
from ipaddress import ip_address

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from scamtriage.lab.scene import Records
from scamtriage.lab.world import World

NEGATIVE_SOA = "ns.scamtriage-lab.net. hostmaster.scamtriage-lab.net. 1 7200 3600 1209600 60"
RCODES = {"SERVFAIL": dns.rcode.SERVFAIL, "REFUSED": dns.rcode.REFUSED, "NXDOMAIN": dns.rcode.NXDOMAIN}
SIGNED_DS = "20326 13 2 " + "5CA1AB1E" * 8  # any well-formed digest: the resolver sets AD itself, and no client checks the DS
MAX_CHAIN = 16


class Nameserver:
    """Authoritative server and recursive resolver in one; clients see an ordinary resolver."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.records: dict[str, Records] = {name: dict(records) for name, records in world.records.items()}
        for zone in [name for name, records in self.records.items() if "NS" in records]:
            self.records[zone].setdefault("SOA", [_soa(self.records[zone])])
        for zone in world.validated:
            self.records.setdefault(zone, {}).setdefault("DS", [SIGNED_DS])
        self._parents = {parent for name in self.records for parent in parents(name)}
        self.asked: list[tuple[str, str]] = []
        """(name, type) of every question, in order."""

    def respond(self, wire: bytes, *, max_size: int) -> bytes | None:
        """Return the answer to one message, or None if the scene makes the server stay silent."""
        try:
            query = dns.message.from_wire(wire)
            question = query.question[0]
        except (dns.exception.DNSException, IndexError):
            return None
        name = question.name.to_text(omit_final_dot=True).lower()
        rtype = dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, rtype))
        response = dns.message.make_response(query, recursion_available=True)
        if not self._fill(response, question.name, name, rtype):
            return None
        wants_ad = bool(query.flags & dns.flags.AD or query.ednsflags & dns.flags.DO)
        if wants_ad and any(name == zone or name.endswith("." + zone) for zone in self._world.validated):
            response.flags |= dns.flags.AD
        limit = min(max_size, max(512, query.payload)) if query.edns >= 0 else min(max_size, 512)
        try:
            return response.to_wire(
                max_size=limit if max_size < 65535 else 65535, want_shuffle=False
            )  # unshuffled, so that a recorded run can be reproduced
        except dns.exception.TooBig:
            short = dns.message.make_response(query, recursion_available=True)
            short.flags |= dns.flags.TC
            return short.to_wire()

    def _fill(self, response: dns.message.Message, owner: dns.name.Name, name: str, rtype: str) -> bool:
        """Fill in the answer and the rcode. Return False to stay silent."""
        for _ in range(MAX_CHAIN):
            found, ttl_s = self._find(name)
            if found is None:
                return _negative(response, dns.rcode.NXDOMAIN)
            values = found.get(rtype, found.get("CNAME", [])) if rtype != "CNAME" else found.get("CNAME", [])
            if values == "TIMEOUT":
                return False
            if isinstance(values, str):
                return _negative(response, RCODES[values])
            if not values:
                return _negative(response, dns.rcode.NOERROR)
            given = rtype if rtype in found else "CNAME"
            texts = [quoted(value) for value in values] if given == "TXT" else values
            response.answer.append(dns.rrset.from_text_list(owner, ttl_s, dns.rdataclass.IN, dns.rdatatype.from_text(given), texts))
            if given == rtype:
                return True
            name = values[0].rstrip(".").lower()
            owner = dns.name.from_text(name)
        return True

    def _find(self, name: str) -> tuple[Records | None, int]:
        """Return the records of a name and their TTL in seconds; None for the records if the name does not exist.

        The records may come from a wildcard or be computed.
        """
        if (found := self.records.get(name)) is not None:
            return found, self._world.ttl_s.get(name, 300)
        if name in self._parents:
            return {}, 300
        for parent in parents(name):
            if (found := self.records.get("*." + parent)) is not None:
                return found, self._world.ttl_s.get("*." + parent, 300)
            if parent in self.records:
                break  # a closer name exists, so the wildcard above it does not apply (RFC 4592)
        return self._computed(name), 300

    def _computed(self, name: str) -> Records | None:
        if name.startswith("whois.nic.") and name.count(".") == 2:
            return {"A": [self._world.surroundings.registry]}
        if name.endswith((".origin.asn.cymru.com", ".origin6.asn.cymru.com")):
            return self._origin(name)
        if name.endswith(".asn.cymru.com") and name.startswith("as"):
            return self._autonomous_system(name.split(".")[0][2:])
        return None

    def _origin(self, name: str) -> Records | None:
        """Team Cymru's IP-to-ASN zone: "ASN | prefix | country | registry | date"."""
        labels = name.split(".")[:-4][::-1]
        try:
            address = ".".join(labels) if len(labels) == 4 else str(ip_address(int("".join(labels), 16)))
            network = self._world.network(address)
        except ValueError:
            return None
        return {"TXT": [f"{network.asn} | {network.prefix} | {network.country} | apnic | 2015-03-11"]} if network else None

    def _autonomous_system(self, number: str) -> Records | None:
        for network in self._world.surroundings.network:
            if str(network.asn) == number:
                return {"TXT": [f"{number} | {network.country} | apnic | 2015-03-11 | {network.holder}, {network.country}"]}
        return None


class Datagrams(asyncio.DatagramProtocol):
    """One UDP socket of the name server."""

    def __init__(self, respond: Callable[..., bytes | None]) -> None:
        self._respond = respond

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if (answer := self._respond(data, max_size=4096)) is not None:
            self._transport.sendto(answer, addr)  # type: ignore[attr-defined]


async def serve_stream(nameserver: Nameserver, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Serve one TCP connection: length-prefixed messages until the client disconnects (RFC 7766)."""
    while True:
        try:
            (length,) = struct.unpack("!H", await reader.readexactly(2))
            wire = await reader.readexactly(length)
        except asyncio.IncompleteReadError:
            return
        answer = nameserver.respond(wire, max_size=65535)
        if answer is None:
            await asyncio.Event().wait()  # no answer, until the client gives up or the lab ends
        else:
            writer.write(struct.pack("!H", len(answer)) + answer)
            await writer.drain()


def _negative(response: dns.message.Message, rcode: dns.rcode.Rcode) -> bool:
    response.set_rcode(rcode)
    if rcode in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):  # RFC 2308: the SOA says how long the negative answer may be cached
        response.authority.append(dns.rrset.from_text(dns.name.root, 60, dns.rdataclass.IN, dns.rdatatype.SOA, NEGATIVE_SOA))
    return True


def quoted(text: str) -> str:
    """Return one TXT value as quoted character strings of at most 255 bytes (RFC 1035 section 3.3)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return " ".join(f'"{escaped[i : i + 250]}"' for i in range(0, max(len(escaped), 1), 250))


def _soa(records: Records) -> str:
    servers = records["NS"]
    primary = servers[0] if isinstance(servers, list) and servers else "ns.scamtriage-lab.net."
    return f"{primary.rstrip('.')}. hostmaster.scamtriage-lab.net. 2024010101 7200 3600 1209600 300"


def parents(name: str) -> list[str]:
    labels = name.split(".")
    return [".".join(labels[i:]) for i in range(1, len(labels))]
