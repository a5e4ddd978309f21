"""Parse IP addresses and networks, with a cache: resolver, guard, registries and facts all parse the addresses of a target."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_LONGEST_CHARS = 64
"""Maximum length of a cached text. A longer one is no address, or has a zone, and may come from an attacker."""


def literal(text: str) -> IPv4Address | IPv6Address | None:
    """Return the text as an address, or None if it is none."""
    return _literal(text) if len(text) <= _LONGEST_CHARS else _literal.__wrapped__(text)


def address(text: str) -> IPv4Address | IPv6Address:
    """Return the text as an address. Raises ValueError."""
    found = literal(text)
    return ip_address(text) if found is None else found


def bracketed(host: str) -> str:
    """Return the host as written in a URL or before a port: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def with_port(text: str) -> tuple[str, str]:
    """Split "IP", "IP:PORT" or "[IPv6]:PORT" into the address without brackets and the port (else that of DNS). Neither is validated."""
    host, _, port = text.rpartition(":") if text.count(":") == 1 or "]:" in text else (text, "", "53")
    return host.removeprefix("[").removesuffix("]"), port


def written(found: IPv6Address) -> str:
    """Return an IPv6 address as browsers write it. Python's form of IPv4-mapped addresses changed in 3.13."""
    if found.ipv4_mapped is None:
        return found.compressed
    high, low = divmod(int(found.ipv4_mapped), 1 << 16)
    return f"::ffff:{high:x}:{low:x}"


def network(text: str, *, strict: bool = True) -> IPv4Network | IPv6Network | None:
    """Return the text as a network, or None if it is none. If `strict`, host bits must be zero."""
    return (_network if len(text) <= _LONGEST_CHARS else _network.__wrapped__)(text, strict)


@lru_cache(maxsize=4_096)
def _literal(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


@lru_cache(maxsize=1_024)
def _network(text: str, strict: bool) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text, strict)
    except ValueError:
        return None
