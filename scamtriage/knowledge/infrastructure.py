"""Who stands behind an address or a name server: content networks, lending platforms, dynamic DNS and parking, as dated tables.

Sources: names and numbers as the services publish them themselves; parking and dynamic-DNS zones also stand in the MISP
warning lists (CC0), from which shared registrar and hosting services were left out, because honest sites live there. As of 2026-11.
"""

from collections.abc import Container, Iterable
from functools import cache
from ipaddress import ip_network

from scamtriage.knowledge.addresses import address as read_address
from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.loading import BadRule, read_csv, read_text, read_toml
from scamtriage.knowledge.public_suffix import split

_OWN_DOORS = frozenset(
    {
        *("about", "account", "accounts", "help", "legal", "login", "logout", "policies", "pricing", "privacy", "register", "settings"),
        *("robots", "favicon", "signin", "signup", "terms"),
    }
)
"""First part of a path, its ending aside, that no service leaves to a tenant."""


@cache
def _pairs(file: str, kind: str) -> dict[str, str]:
    """value -> name of one kind of row. Raises BadRule for a value that stands twice."""
    found: dict[str, str] = {}
    for line, row in read_csv(file, read_text(file), ("kind", "value", "name")):
        if row["kind"] == kind:
            if row["value"] in found:
                raise BadRule(f"{file}: line {line}: {row['value']} stands there twice")
            found[row["value"]] = row["name"]
    return found


@cache
def _suffixes(file: str, columns: tuple[str, ...]) -> dict[str, str]:
    key, value = columns[:2]
    return {row[key]: row[value] for _, row in read_csv(file, read_text(file), columns)}


def _longest(name: str, table: dict[str, str]) -> str:
    """What the table says of the longest suffix of the name that stands in it, or ""."""
    labels = name.lower().rstrip(".").split(".")
    return next((table[tail] for tail in (".".join(labels[at:]) for at in range(len(labels))) if tail in table), "")


def lies_under(host: str, zones: Container[str]) -> bool:
    """Whether a host is one of these names, or stands below one."""
    labels = host.lower().rstrip(".").split(".")
    return any(".".join(labels[at:]) in zones for at in range(len(labels)))


def cdn_of_asn(asn: int | None) -> str:
    """The content network that this autonomous system is, or ""."""
    return _pairs("cdn.csv", "asn").get(str(asn), "")


def cdn_of_aliases(aliases: Iterable[str]) -> str:
    """The content network that one of these aliases leads to, or ""."""
    return next((name for alias in aliases if (name := _longest(alias, _pairs("cdn.csv", "cname")))), "")


def platform_of(host: str) -> str:
    """The platform that lends this name: page host, site builder, storage or tunnel; or ""."""
    table = _suffixes("platforms.csv", ("suffix", "name", "kind"))
    return "" if host in table else _longest(host, table)


def is_platform(host: str) -> bool:
    """Whether this is the platform's own name, under whose paths many people's pages lie."""
    table = _suffixes("platforms.csv", ("suffix", "name", "kind"))
    return host in table or host.removeprefix("www.") in table


def is_shortener(host: str) -> bool:
    """Whether anybody's links stand under this name."""
    return lies_under(host, _listed("shorteners"))


def shows_films(host: str) -> bool:
    """Whether frames of this host hold a film, a map, music and the like: never a page that somebody made of his own."""
    return host in _listed("players")


def is_shared(host: str) -> bool:
    """Whether many people's pages lie under this name: a platform's own, a shortener's, a store of files."""
    return is_platform(host) or is_shortener(host) or lies_under(host, _shared())


def is_tenants(host: str) -> bool:
    """Whether what lies under paths of this host is made by many people; of some shared names that holds of a few hosts alone, and
    elsewhere under them the service itself speaks."""
    host = host.removeprefix("www.")
    labels = host.split(".")
    name = next((tail for at in range(len(labels)) if (tail := ".".join(labels[at:])) in _shared()), "")
    where = _shared()[name].split() if name else []
    if not where:
        return bool(name) or is_platform(host) or is_shortener(host)
    left = host[: -len(name) - 1] or "@"
    if where[0].startswith("!"):
        return not any(left == own or left.endswith(f".{own}") for own in (where[0][1:], *where[1:]))
    return left in where


def lends(host: str) -> bool:
    """Whether pages of many people lie under this name, be it by path or as hosts below it; a tenant's own host lends nothing."""
    return host in _lending() or is_platform(host) or (is_tenants(host) and not lender_of(host))


@cache
def _lending() -> frozenset[str]:
    """Every name at or below which something is lent."""
    hosts = {
        *_suffixes("platforms.csv", ("suffix", "name", "kind")),
        *_suffixes("dynamic_dns.csv", ("suffix", "name")),
        *_listed("shorteners"),
    }
    for name, where in _shared().items():
        hosts |= {name, *(f"{left}.{name}" for left in where.split() if not where.startswith("!"))}
    return frozenset(".".join(labels[at:]) for labels in (host.split(".") for host in hosts) for at in range(len(labels) - 1))


def is_tenant(host: str, url: str) -> bool:
    """Whether this is the page of somebody to whom a path of a shared name is lent: the name's owner and its registration say nothing of
    him. Its front page, and the doors that every service keeps for itself, are the service's own."""
    path = url.split("/", 3)[3] if url.count("/") > 2 else ""
    first = path.partition("?")[0].partition("/")[0].lower()
    return bool(first) and first.partition(".")[0] not in _OWN_DOORS and is_tenants(host)


@cache
def _shared() -> dict[str, str]:
    """Shared name -> where tenants lie under it."""
    return _suffixes("shared_names.csv", ("name", "tenants", "why"))


def is_freemail(host: str) -> bool:
    """Whether anybody opens a mailbox there, whoever owns the name."""
    return host in _listed("freemail")


@cache
def _listed(table: str) -> frozenset[str]:
    return frozenset(read_toml("tables.toml", read_text("tables.toml"))[table]["domains"])


def lender_of(host: str) -> str:
    """Who lends this name, so that what is registered there is not the tenant's; or ""."""
    return platform_of(host) or dynamic_dns_of(host)


def site_of(host: str) -> str:
    """The part of a host that is one site: the name that somebody registered, or under a name that is lent its tenant's; of an address
    all of it."""
    if literal(host) is not None:
        return host
    cut = split(host)
    return host.removeprefix("www.") if not cut.private and lender_of(host) else cut.registrable


def dynamic_dns_of(host: str) -> str:
    """The dynamic-DNS service under whose zone this name stands, or ""."""
    return _longest(host, _suffixes("dynamic_dns.csv", ("suffix", "name")))


def parking_of_nameservers(hosts: Iterable[str]) -> str:
    """The parking service whose name servers these are, or "": with one that is no such service's the name may lead anywhere."""
    services = [_longest(host, _pairs("parking.csv", "ns")) for host in hosts]
    return services[0] if services and all(services) else ""


@cache
def _parking_networks() -> tuple[tuple[int, int, int, str], ...]:
    networks = ((ip_network(value), name) for value, name in _pairs("parking.csv", "address").items())
    return tuple((n.version, int(n.network_address), int(n.broadcast_address), name) for n, name in networks)


def parking_of_address(address: str) -> str:
    """The parking service to which this IP literal belongs, or ""."""
    parsed = read_address(address)
    value = int(parsed)
    return next((name for version, first, last, name in _parking_networks() if version == parsed.version and first <= value <= last), "")


@cache
def _verifications() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(prefixes, the services that they belong to)."""
    rows = [row for _, row in read_csv("verifications.csv", read_text("verifications.csv"), ("prefix", "service"))]
    return tuple(row["prefix"] for row in rows), tuple(row["service"] for row in rows)


def verified_service(text: str) -> str:
    """The service to which this TXT record proves the name, or ""; the services document their tokens themselves."""
    folded = text[:80].strip().strip('"').lower()
    prefixes, services = _verifications()
    if not folded.startswith(prefixes):  # nearly all of them
        return ""
    return next(service for prefix, service in zip(prefixes, services, strict=True) if folded.startswith(prefix))
