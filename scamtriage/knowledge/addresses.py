"""IP literals, each read once: an address of a target is met a dozen times between resolver, guard, registries and facts."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_LONGEST_CHARS = 64
"""Of what is remembered: what is longer is no address, or one with a zone, and a stranger may have written it."""


def literal(text: str) -> IPv4Address | IPv6Address | None:
    """The address that a text is, or None when it is none."""
    return _literal(text) if len(text) <= _LONGEST_CHARS else _literal.__wrapped__(text)


def address(text: str) -> IPv4Address | IPv6Address:
    """The same for what must be one. Raises ValueError."""
    found = literal(text)
    return ip_address(text) if found is None else found


def bracketed(host: str) -> str:
    """A host as it stands before a port or in an address of the web: of IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def with_port(text: str, default: str) -> tuple[str, str]:
    """What "IP", "IP:PORT" or "[IPv6]:PORT" says, unchecked: the address without brackets, and the port."""
    host, _, port = text.rpartition(":") if text.count(":") == 1 or "]:" in text else (text, "", default)
    return host.removeprefix("[").removesuffix("]"), port


def written(found: IPv6Address) -> str:
    """An IPv6 address as browsers write it; Python's own form of those that hold one of IPv4 changed with 3.13."""
    if found.ipv4_mapped is None:
        return found.compressed
    high, low = divmod(int(found.ipv4_mapped), 1 << 16)
    return f"::ffff:{high:x}:{low:x}"


def network(text: str, *, strict: bool = True) -> IPv4Network | IPv6Network | None:
    """The network that a text is, or None when it is none, or, if `strict`, has bits set behind its prefix."""
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
