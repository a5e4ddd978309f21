"""What dnspython understands of a DNS answer, in the spelling of our own reader: the slow way, record by record."""

import contextlib
import ipaddress
import struct

import dns.exception
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rdtypes.ANY.CAA
import dns.rdtypes.ANY.DS
import dns.rdtypes.ANY.MX
import dns.rdtypes.ANY.SOA
import dns.rdtypes.ANY.TXT
import dns.rdtypes.nsbase
import dns.wire

from scamtriage.net.dns import message
from scamtriage.net.dns.records import TYPES

Told = tuple[bool, bool, list[str], list[str], bool, int | None]
"""Truncated, AD, values, chain, endless, and the smallest TTL where there are values."""


def section_of(wire: bytes) -> bytes | None:
    """The first question of a message as it stands, uncompressed; None when there is none."""
    at = 12
    while at < len(wire) and 0 < wire[at] < 64:
        at += 1 + wire[at]
    end = at + 5
    return wire[12:end] if end <= len(wire) and wire[at] == 0 and at - 12 < 255 else None


def of(reply: message.Reply) -> Told:
    """Our own reader's answer in this shape."""
    ttl = reply.ttl if reply.values else None
    return reply.truncated, reply.ad, reply.values, reply.chain, reply.endless, ttl


def read(wire: bytes, section: bytes) -> tuple[set[int], Told] | None:
    """The response codes it may have (see `_upper_bits`), and the answer section, followed from the question's name along its aliases.
    None where dnspython cannot read what that needs."""
    try:
        return _read(wire, section)
    except dns.exception.DNSException:
        return None


def _read(wire: bytes, section: bytes) -> tuple[set[int], Told]:
    _, flags, questions, answers, authority, additional = struct.unpack_from("!6H", wire)
    head = (bool(flags & 0x0200), bool(flags & 0x0020))
    if not questions:
        return {flags & 15}, (*head, [], [], False, None)
    parser = dns.wire.Parser(wire, 12)
    owner = parser.get_name(decompress=True)
    qtype, _ = parser.get_struct("!HH")
    records = []
    for _ in range(answers):
        if head[0] and not parser.remaining():
            break
        name = parser.get_name(decompress=True)
        rtype, rclass, ttl, length = parser.get_struct("!HHIH")
        start = parser.current
        parser.seek(start + length)
        if rclass == dns.rdataclass.IN:
            records.append((name, rtype, 0 if ttl >> 31 else ttl, start, length))
    chain: list[dns.name.Name] = []
    ttls: list[int] = []
    visited, endless = [owner], False
    while not any(name == owner and rtype == qtype for name, rtype, *_ in records):
        alias = next((r for r in records if r[0] == owner and r[1] == dns.rdatatype.CNAME), None)
        if alias is None:
            break
        owner = _rdata(wire, dns.rdatatype.CNAME, *alias[3:]).target  # type: ignore[attr-defined]
        if owner in visited or len(chain) == message.MAX_CNAME:
            endless = True
            break
        visited.append(owner)
        chain.append(owner)
        ttls.append(alias[2])
    values = []
    for name, rtype, ttl, start, length in records:
        if name == owner and rtype == qtype:
            values.append(_value(wire, rtype, start, length))
            ttls.append(ttl)
    codes = {flags & 15 | upper << 4 for upper in _upper_bits(parser, authority, additional)}
    return codes, (*head, values, [_name(name) for name in chain], endless, min(ttls) if values else None)


def _upper_bits(parser: dns.wire.Parser, authority: int, additional: int) -> set[int]:
    """What EDNS may add to the response code (RFC 6891 section 6.1.3): of the last OPT, as far as the sections can be read.

    More than one where names are compressed: our reader follows fewer pointers than dnspython, and these sections may be cut anywhere.
    """
    now, possible = 0, set()
    with contextlib.suppress(dns.exception.DNSException):
        for index in range(authority + additional):
            start = parser.current
            parser.get_name(decompress=True)
            if any(byte >= 0xC0 for byte in parser.wire[start : parser.current]):
                possible.add(now)
            rtype, _, ttl, length = parser.get_struct("!HHIH")
            parser.get_bytes(length)
            if rtype == dns.rdatatype.OPT and index >= authority:
                now = ttl >> 24
    return {*possible, now}


def _value(wire: bytes, rtype: int, start: int, length: int) -> str:
    if rtype not in TYPES.values():
        return f"\\# {length} {wire[start : start + length].hex()}"
    match rdata := _rdata(wire, rtype, start, length):
        case dns.rdtypes.ANY.TXT.TXT():
            return b"".join(rdata.strings).decode("utf-8", "backslashreplace")
        case dns.rdtypes.nsbase.NSBase():
            return _name(rdata.target)
        case dns.rdtypes.ANY.MX.MX():
            return f"{rdata.preference} {_name(rdata.exchange)}"
        case dns.rdtypes.ANY.SOA.SOA():
            numbers = (rdata.serial, rdata.refresh, rdata.retry, rdata.expire, rdata.minimum)
            return " ".join((_name(rdata.mname), _name(rdata.rname), *map(str, numbers)))
        case dns.rdtypes.ANY.DS.DS():
            return f"{rdata.key_tag} {rdata.algorithm} {rdata.digest_type} {rdata.digest.hex()}"
        case dns.rdtypes.ANY.CAA.CAA():
            value = rdata.value.decode("utf-8", "backslashreplace").replace("\\", "\\\\").replace('"', '\\"')
            return f'{rdata.flags} {rdata.tag.decode("ascii", "backslashreplace")} "{value}"'
        case _:
            return str(ipaddress.ip_address(rdata.address)) if rtype == 1 else _ipv6(rdata.address)


def _rdata(wire: bytes, rtype: int, start: int, length: int) -> dns.rdata.Rdata:
    parser = dns.wire.Parser(wire, start)  # a new one, for one that has been further on goes back there after a pointer
    with parser.restrict_to(length):
        return dns.rdata.from_wire_parser(dns.rdataclass.IN, dns.rdatatype.RdataType.make(rtype), parser)


def _ipv6(text: str) -> str:
    import socket

    return socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, text))


def _name(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).lower().replace("\\$", "$")
