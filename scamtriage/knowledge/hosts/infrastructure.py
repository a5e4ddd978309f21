"""Who is behind an address, a name server or a TXT record, and what a well-known host is for: CDNs, parking, services, as dated tables.

Sources: names and numbers as published by the services; parking zones also from the MISP warning lists (CC0). Shared registrar and hosting
services were left out, because honest sites use them. As of 2026-11.
"""

import re
from collections.abc import Iterable
from functools import cache
from ipaddress import ip_network
from typing import Annotated, Literal

from scamtriage.knowledge.addresses import address as read_address
from scamtriage.knowledge.hosts.lent_names import lies_under, longest
from scamtriage.knowledge.loading import HOST, CsvRow, Host, Text, matching, read_rows
from scamtriage.knowledge.small_tables import small_tables


class Parking(CsvRow, frozen=True, kw_only=True):
    """A name server or an address of a parking service."""

    unique = ("value",)
    kind: Literal["ns", "address"]
    value: Annotated[str, matching("[a-z0-9_.:/-]+", "must be a host name, in lower-case A-labels, an address or a network")]
    name: Text

    def __post_init__(self) -> None:
        if self.kind == "address":
            ip_network(self.value)
        elif re.fullmatch(HOST, self.value) is None:
            raise ValueError(f"value: {self.value!r} cannot stand there: it must be a host name, in lower-case A-labels")


class Cdn(CsvRow, frozen=True, kw_only=True):
    """A number or an alias of a content network."""

    unique = ("value",)
    kind: Literal["asn", "cname"]
    value: Host
    name: Text

    def __post_init__(self) -> None:
        if (self.kind == "asn") is not (self.value.isdecimal() and len(self.value) <= 10):
            raise ValueError(f"value: {self.value!r} cannot stand there: it must be a number for asn, and a host name for cname")


class Verification(CsvRow, frozen=True, kw_only=True):
    """The beginning of a TXT record that verifies a domain for a service."""

    unique = ("prefix",)
    prefix: Annotated[str, matching("[^A-Z]+", "must be in small letters, as it is compared so")]
    service: Text


@cache
def _parking(kind: str) -> dict[str, str]:
    return {row.value: row.name for _, row in read_rows("parking.csv", Parking) if row.kind == kind}


@cache
def _cdn(kind: str) -> dict[str, str]:
    return {row.value: row.name for _, row in read_rows("cdn.csv", Cdn) if row.kind == kind}


def cdn_of_asn(asn: int | None) -> str:
    """Return the content network with this autonomous system, or ""."""
    return _cdn("asn").get(str(asn), "")


def cdn_of_aliases(aliases: Iterable[str]) -> str:
    """Return the content network that one of these aliases leads to, or ""."""
    return next((name for alias in aliases if (name := longest(alias, _cdn("cname")))), "")


def is_app_store(host: str) -> bool:
    """Return whether the host's pages show apps or add-ons, each in the words of whoever offers it."""
    return lies_under(host, small_tables().app_stores.domains)


def is_world_site(host: str) -> bool:
    """Return whether it is a site that everybody knows and that speaks of nobody in particular, such as a search engine."""
    return host.removeprefix("www.") in small_tables().world_sites.domains


def shows_films(host: str) -> bool:
    """Return whether frames of this host contain only media such as films, maps or music, never a user's own page."""
    return host in small_tables().players.domains


def is_freemail(host: str) -> bool:
    """Return whether the host is a mail service at which anyone can open a mailbox."""
    return host in small_tables().freemail.domains


def parking_of_nameservers(hosts: Iterable[str]) -> str:
    """Return the parking service of these name servers, or "". If any server is not a parking service's, the result is ""."""
    services = [longest(host, _parking("ns")) for host in hosts]
    return services[0] if services and all(services) else ""


@cache
def _parking_networks() -> tuple[tuple[int, int, int, str], ...]:
    networks = ((ip_network(value), name) for value, name in _parking("address").items())
    return tuple((n.version, int(n.network_address), int(n.broadcast_address), name) for n, name in networks)


def parking_of_address(address: str) -> str:
    """Return the parking service of this IP address, or ""."""
    parsed = read_address(address)
    value = int(parsed)
    return next((name for version, first, last, name in _parking_networks() if version == parsed.version and first <= value <= last), "")


@cache
def _verifications() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (prefixes, services), in the same order."""
    rows = [row for _, row in read_rows("verifications.csv", Verification)]
    return tuple(row.prefix for row in rows), tuple(row.service for row in rows)


def verified_service(text: str) -> str:
    """Return the service that this TXT record verifies the domain for, or "". Services publish their prefixes."""
    folded = text[:80].strip().strip('"').lower()
    prefixes, services = _verifications()
    if not folded.startswith(prefixes):  # true for nearly all records
        return ""
    return next(service for prefix, service in zip(prefixes, services, strict=True) if folded.startswith(prefix))
