"""Names and paths that are lent to many people: platforms, dynamic DNS, shared hosts. Registration then says nothing about who has a page.

Sources: names as published by the services; dynamic-DNS zones also from the MISP warning lists (CC0). As of 2026-11.
"""

from collections.abc import Container, Iterable
from functools import cache

from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.hosts.public_suffix import split
from scamtriage.knowledge.loading import CsvRow, Host, Text, read_rows
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records.target import Target

_OWN_DOORS = frozenset(
    {
        *("about", "account", "accounts", "help", "legal", "login", "logout", "policies", "pricing", "privacy", "register", "settings"),
        *("robots", "favicon", "signin", "signup", "terms"),
    }
)
"""First path segments, without extension, that services never assign to a tenant."""


class LentName(CsvRow, frozen=True, kw_only=True):
    """A suffix of a platform or of a dynamic-DNS service."""

    unique = ("suffix",)
    suffix: Host
    name: Text


class SharedName(CsvRow, frozen=True, kw_only=True):
    """A name whose pages belong to many people."""

    unique = ("name",)
    name: Host
    tenants: str
    """Hosts below it whose paths belong to tenants; those behind "!" are the service's own. "" for all."""
    why: Text


@cache
def _platforms() -> dict[str, str]:
    return {row.suffix: row.name for _, row in read_rows("platforms.csv", LentName)}


@cache
def _dynamic_dns() -> dict[str, str]:
    return {row.suffix: row.name for _, row in read_rows("dynamic_dns.csv", LentName)}


def longest(name: str, table: dict[str, str]) -> str:
    """Return the entry for the longest suffix of the name in the table, or ""."""
    tail = name.lower().rstrip(".")
    while tail and tail not in table:
        tail = tail.partition(".")[2]
    return table[tail] if tail else ""


def lies_under(host: str, zones: Container[str]) -> bool:
    """Return whether the host is one of these zones or below one."""
    tail = host.lower().rstrip(".")
    while tail and tail not in zones:
        tail = tail.partition(".")[2]
    return bool(tail)


def platform_of(host: str) -> str:
    """Return the platform that lends this name (page host, site builder, storage or tunnel), or ""."""
    return "" if host in _platforms() else longest(host, _platforms())


def is_platform(host: str) -> bool:
    """Return whether this is the platform's own name; its paths hold pages of many tenants."""
    return host in _platforms() or host.removeprefix("www.") in _platforms()


def is_shortener(host: str) -> bool:
    """Return whether the host is a link shortener, whose links anyone can create."""
    return lies_under(host, small_tables().shorteners.domains)


def is_shared(host: str) -> bool:
    """Return whether pages of many people are under this name: a platform's own, a shortener's, a file store's."""
    return is_platform(host) or is_shortener(host) or lies_under(host, _shared())


def is_tenants(host: str) -> bool:
    """Return whether paths of this host belong to many tenants.

    Under some shared names this holds only for certain hosts; the other hosts are the service's own.
    """
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
    """Return whether the name lends space to many people, by path or as subdomains. A tenant's own host does not."""
    return host in _lending() or is_platform(host) or (is_tenants(host) and not lender_of(host))


def lent_below(host: str) -> str:
    """Return the name at which space is lent, for one that `lends`: the host itself, or one of those below it."""
    return host if is_tenants(host) or lender_of(host) else _lending().get(host, host)


@cache
def _lending() -> dict[str, str]:
    """Return every name at or below which space is lent -> a name at which it is, the shortest one."""
    hosts = {
        *_platforms(),
        *_dynamic_dns(),
        *small_tables().shorteners.domains,
    }
    for name, where in _shared().items():
        hosts |= {name, *(f"{left}.{name}" for left in where.split() if not where.startswith("!"))}
    found: dict[str, str] = {}
    for host in sorted(hosts, key=lambda name: (name in _shared() and not is_tenants(name), len(name), name)):
        labels = host.split(".")
        for at in range(len(labels) - 1):
            found.setdefault(".".join(labels[at:]), host)
    return found


def is_tenant(host: str, url: str) -> bool:
    """Return whether the URL is a tenant's page under a path of a shared name.

    Owner and registration of the name then say nothing about the tenant. The front page and common service paths (`_OWN_DOORS`) are the
    service's own.
    """
    if url.endswith("/") and url.count("/") < 4:  # the front page
        return False
    *_, path = url.split("/", 3) if url.count("/") > 2 else ("",)
    if not path:
        return False
    first = path.partition("?")[0].partition("/")[0].lower()
    return bool(first) and first.partition(".")[0] not in _OWN_DOORS and is_tenants(host)


@cache
def _shared() -> dict[str, str]:
    """Return shared name -> where its tenants are."""
    return {row.name: row.tenants for _, row in read_rows("shared_names.csv", SharedName)}


def lender_of(host: str) -> str:
    """Return who lends this name, or "". What is registered is then not the tenant's."""
    end = ".".join(host.rsplit(".", 2)[-2:])
    return platform_of(host) or dynamic_dns_of(host) if end.lower() in _lent_ends() or end.endswith(".") else ""


def is_lent(target: Target) -> bool:
    """Return whether the name or the path is lent to a tenant: registration and zone then say nothing about who has the page. An address is
    lent by nobody, and an alias of a platform lends no name."""
    return target.private_suffix or is_tenant(target.host, target.url) or bool(lender_of(target.host))


@cache
def _lent_ends() -> frozenset[str]:
    """The last two labels of all names that are lent; few other names end so."""
    return frozenset(".".join(name.split(".")[-2:]) for name in (*_platforms(), *_dynamic_dns()))


def site_of(host: str) -> str:
    """Return the part of a host that is one site: the registered name, or the tenant's name under a platform.

    An IP address is returned unchanged.
    """
    if literal(host) is not None:
        return host
    cut = split(host)
    return host.removeprefix("www.") if not cut.private and lender_of(host) else cut.registrable


def is_named_by(names: Iterable[str], host: str) -> bool:
    """Return whether one of these names, perhaps with a wildcard, is of the site of the host: "*.a.top" and "www.a.top" name a.top."""
    own = {site_of(host)}
    return any(lies_under(name.removeprefix("*."), own) for name in names)


def dynamic_dns_of(host: str) -> str:
    """Return the dynamic-DNS service that has this name, or ""."""
    return longest(host, _dynamic_dns())
