"""Which addresses and ports we may connect to: global unicast, and nothing that IANA reserves for a special purpose.

`ipaddress.is_global` is not used: it differs between patch releases and calls multicast, NAT64, 6to4 and IPv4-compatible forms global. The
table below is our own.
"""

from bisect import bisect_right
from collections.abc import Collection
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.hosts.public_suffix import NOT_PUBLIC, is_ending
from scamtriage.knowledge.hosts.urlparts import NUMBER

Network = IPv4Network | IPv6Network

# As of 2026-11-01, from IANA's IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), multicast registries and IPv6 unicast list.

SPECIAL_IPV4 = (
    ("0.0.0.0/8", "this network, RFC 791"),
    ("10.0.0.0/8", "private, RFC 1918"),
    ("100.64.0.0/10", "shared address space of providers, RFC 6598"),
    ("127.0.0.0/8", "loopback, RFC 1122"),
    ("168.63.129.16/32", "metadata service of a cloud provider"),
    ("169.254.0.0/16", "link-local and metadata services, RFC 3927"),
    ("172.16.0.0/12", "private, RFC 1918"),
    ("192.0.0.0/24", "protocol assignments, RFC 6890"),
    ("192.0.2.0/24", "documentation, RFC 5737"),
    ("192.31.196.0/24", "AS112, RFC 7535"),
    ("192.52.193.0/24", "AMT, RFC 7450"),
    ("192.88.99.0/24", "6to4 relays, RFC 7526"),
    ("192.168.0.0/16", "private, RFC 1918"),
    ("192.175.48.0/24", "AS112, RFC 7534"),
    ("198.18.0.0/15", "benchmarks, RFC 2544"),
    ("198.51.100.0/24", "documentation, RFC 5737"),
    ("203.0.113.0/24", "documentation, RFC 5737"),
    ("224.0.0.0/4", "multicast, RFC 5771"),
    ("240.0.0.0/4", "reserved and broadcast, RFC 1112"),
)
"""Metadata services at 100.100.100.200, 169.254.169.254 and 192.0.0.192 lie in these ranges; 168.63.129.16 is a public address."""

SPECIAL_IPV6 = (
    ("::/96", "unspecified, loopback or carries an IPv4 address, RFC 4291"),
    ("::ffff:0:0/96", "carries an IPv4 address, RFC 4291"),
    ("::ffff:0:0:0/96", "carries an IPv4 address, RFC 2765"),
    ("64:ff9b::/96", "carries an IPv4 address through NAT64, RFC 6052"),
    ("64:ff9b:1::/48", "carries an IPv4 address through a local NAT64, RFC 8215"),
    ("100::/64", "discard, RFC 6666"),
    ("100:0:0:1::/64", "dummy prefix, RFC 9780"),
    ("2001::/32", "carries an IPv4 address, Teredo, RFC 4380"),
    ("2001:1::/32", "protocol assignments, RFC 2928"),
    ("2001:2::/31", "benchmarks and AMT, RFC 5180 and 7450"),
    ("2001:4::/30", "protocol assignments and AS112, RFC 7535"),
    ("2001:8::/29", "protocol assignments, RFC 2928"),
    ("2001:10::/28", "ORCHID, RFC 4843"),
    ("2001:20::/28", "ORCHIDv2, RFC 7343"),
    ("2001:30::/28", "drone identifiers, RFC 9374"),
    ("2001:40::/26", "protocol assignments, RFC 2928"),
    ("2001:80::/25", "protocol assignments, RFC 2928"),
    ("2001:100::/24", "protocol assignments, RFC 2928"),
    ("2001:db8::/32", "documentation, RFC 3849"),
    ("2002::/16", "carries an IPv4 address, 6to4, RFC 3056"),
    ("2620:4f:8000::/48", "AS112, RFC 7534"),
    ("3fff::/20", "documentation, RFC 9637"),
    ("5f00::/16", "segment routing, RFC 9602"),
    ("fc00::/7", "unique local, metadata services among them, RFC 4193"),
    ("fe80::/10", "link-local, RFC 4291"),
    ("fec0::/10", "site-local, RFC 3879"),
    ("ff00::/8", "multicast, RFC 4291"),
)

_GLOBAL_UNICAST_IPV6 = ip_network("2000::/3")  # all that IANA has allocated
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # RFC 5214 section 6.1: first half of the interface identifier

_Ranges = tuple[list[int], list[int], list[str]]


def _ranges(table: tuple[tuple[str, str], ...]) -> _Ranges:
    rows = sorted(
        (int(network.network_address), int(network.broadcast_address), why) for network, why in ((ip_network(n), w) for n, w in table)
    )
    return [first for first, _, _ in rows], [last for _, last, _ in rows], [why for _, _, why in rows]


_SPECIAL = {4: _ranges(SPECIAL_IPV4), 6: _ranges(SPECIAL_IPV6)}


def refusal(address: str, *, allow: Collection[Network] = (), nat64: Collection[Network] = ()) -> str | None:
    """Return why we must not connect to this IP literal, or None if we may.

    `allow` are networks that the operator opened explicitly. An IPv6 address that carries an IPv4 address is always refused, except under a
    `nat64` prefix detected on this network: then the inner address is judged.
    """
    return _judged(address, tuple(allow), tuple(nat64))


@lru_cache(maxsize=4096)
def _judged(address: str, allow: tuple[Network, ...], nat64: tuple[Network, ...]) -> str | None:
    """Judge an address. Cached, because each address of a target is judged on resolution and again on dialling."""
    if (parsed := literal(address)) is None:
        return f"{address[:80]!r} is no IP address"
    if isinstance(parsed, IPv6Address) and parsed.scope_id is not None:
        return f"{address[:80]} has a zone"
    if any(parsed in network for network in allow):
        return None
    if isinstance(parsed, IPv4Address):
        return _special(parsed)
    for prefix in nat64:
        if parsed in prefix:
            why = _special(_inner(parsed, prefix.prefixlen))
            return f"{parsed} carries an IPv4 address: {why}" if why is not None else None
    if (why := _special(parsed)) is not None:
        return why
    if parsed not in _GLOBAL_UNICAST_IPV6:
        return f"{parsed} is not global unicast"
    if int(parsed) >> 32 & 0xFFFF_FFFF in _ISATAP:
        return f"{parsed} carries an IPv4 address, ISATAP, RFC 5214"
    return None


def veiled(address: str, *, allow: Collection[Network] = (), nat64: Collection[Network] = ()) -> str:
    """Return the address, or if it is refused, an end of its special range that is refused too.

    If `allow` admits both ends, return the first address of the range that is refused. A zone may name a host of the analyst's network, and
    the internal resolver knows more about it than evidence should show.
    """
    if (parsed := literal(address)) is None or refusal(address, allow=allow, nat64=nat64) is None:
        return address
    firsts, lasts, _ = _SPECIAL[parsed.version]
    index = bisect_right(firsts, int(parsed)) - 1
    first, last = firsts[index], lasts[index]
    if int(parsed) > last:  # it carries an IPv4 address: in the last 32 bits, or as its NAT64 prefix defines
        around = next((prefix for prefix in nat64 if parsed in prefix), ip_network((int(parsed) >> 32 << 32, 96)))
        first, last = int(around.network_address), int(around.broadcast_address)
    beyond = sorted(int(network.broadcast_address) + 1 for network in allow if network.version == parsed.version)
    told = (str(type(parsed)(end)) for end in (first, last, *(end for end in beyond if first <= end <= last)))
    return next((end for end in told if refusal(end, allow=allow, nat64=nat64) is not None), str(type(parsed)(0)))


def port_refusal(port: int, ports: Collection[int]) -> str | None:
    """Return why we must not connect to this port, or None if we may."""
    return None if port in ports else f"port {port} is not one that we connect to"


@lru_cache(maxsize=4096)
def name_refusal(name: str) -> str | None:
    """Return why a name must not go to a resolver or a proxy, or None if it may.

    The resolver checks every question and every alias it follows: a zone may give any name as mail host, name server or alias. The
    addresses in the answers are judged as well.
    """
    plain = name.lower().rstrip(".")
    if "." not in plain:
        return f"{plain[:80]!r} is a single label, a name of the local network"
    last = plain.rpartition(".")[2]
    if NUMBER.fullmatch(last) is not None:  # includes 10.0x1, which the resolver of a proxy may read as 10.0.0.1
        return f"{plain[-80:]!r} is written as an address, and no name"
    if last in NOT_PUBLIC or plain.endswith(".home.arpa") or plain == "home.arpa":
        return f"{plain[-80:]!r} stands under .{last}, where no public names are"
    return None


def foreign_name_refusal(name: str, *, beside: str) -> str | None:
    """Apply `name_refusal` to a name from a target or its zone, and also require a public suffix.

    Clusters use private endings. Our list of public suffixes is as old as this release, so a name with the same ending as `beside` is
    allowed too. `beside` is a name that may be asked, such as the analyst's target.
    """
    if (why := name_refusal(name)) is not None:
        return why
    plain = name.lower().rstrip(".")
    last = plain.rpartition(".")[2]
    if is_ending(last) or last == beside.lower().rstrip(".").rpartition(".")[2]:
        return None
    return f"{plain[-80:]!r} ends in .{last[:63]}, which is no public ending that we know; give it as a target to have it looked at"


def is_literal(host: str) -> bool:
    """Whether the host is an IP address rather than a name."""
    return literal(host) is not None


def _special(address: IPv4Address | IPv6Address) -> str | None:
    firsts, lasts, reasons = _SPECIAL[address.version]
    index = bisect_right(firsts, int(address)) - 1  # both tables begin with the address 0
    if int(address) > lasts[index]:
        return None
    return f"{address} is not contacted: {reasons[index]}"


def _inner(address: IPv6Address, prefix_bits: int) -> IPv4Address:
    """Return the embedded IPv4 address (RFC 6052 section 2.2); bits 64 to 71 are never part of it."""
    value = int(address)
    if prefix_bits == 96:
        return IPv4Address(value & 0xFFFF_FFFF)
    without_u = (value >> 64) << 56 | (value & (1 << 56) - 1)
    return IPv4Address(without_u >> (120 - prefix_bits - 32) & 0xFFFF_FFFF)
