"""Select the registry for a name or an address: RDAP services as published by IANA, and WHOIS servers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, TypeVar

from scamtriage.knowledge.addresses import address as read_address
from scamtriage.knowledge.loading import HOST, BadTable, CsvRow, Host, Table, Text, matching, read_rows, read_table, read_text

STALE_DAYS = 14
"""Days without a check after which the tables are fetched again, if the mode allows it."""
FILES = ("dns.json", "ipv4.json", "ipv6.json", "asn.json")
"""File names under https://data.iana.org/rdap/ (RFC 9224)."""
SOURCE = "https://data.iana.org/rdap/"
IANA_WHOIS = "whois.iana.org"
MAX_FILE_BYTES = 4_000_000

_T = TypeVar("_T")
_Range = tuple[int, int, str]


class WhoisServer(CsvRow, frozen=True, kw_only=True):
    """How to query one suffix on port 43."""

    unique = ("suffix",)
    suffix: Host
    server: Annotated[str, matching(f"|{HOST}", "must be a host, or nothing")]
    """"" if the registry has no public server."""
    query: Annotated[str, matching(r"(?:(?!\{\}).)*\{\}(?:(?!\{\}).)*", "must hold {} once, for the name")] = "{}"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """The registry tables of one run."""

    as_of: datetime
    """Publication time of the table of names; for a folder without one, of the newest table in it."""
    fetched: datetime | None = None
    """When the least recently fetched file was fetched from IANA; None if any file never was."""
    domains: Mapping[str, str]
    """Suffix in A-labels -> base URL, with a trailing "/"."""
    addresses: Mapping[int, tuple[_Range, ...]]
    """IP version -> (first, last, base URL), most specific first."""
    address_default: str = ""
    """The service for addresses and autonomous systems that are in no table."""
    asns: tuple[_Range, ...] = ()
    """(first, last, base URL) of autonomous system numbers."""
    whois: Mapping[str, WhoisServer] = field(default_factory=dict)

    def age_days(self, now: datetime) -> float:
        return (now - self.as_of).total_seconds() / 86_400

    def unchecked_days(self, now: datetime) -> float:
        """Return the days since IANA was last checked for a newer table. IANA may publish none for weeks."""
        looked = self.fetched if self.fetched is not None and self.as_of <= self.fetched <= now else self.as_of
        return (now - looked).total_seconds() / 86_400

    def domain_url(self, domain: str) -> str:
        """Return the base URL of the RDAP service for this name, or "" if none is known."""
        return _by_suffix(domain, self.domains) or ""

    def address_url(self, address: str) -> str:
        """Return the base URL of the RDAP service for this address, or ""."""
        parsed = read_address(address)
        value = int(parsed)
        found = (url for first, last, url in self.addresses.get(parsed.version, ()) if first <= value <= last)
        return next(found, self.address_default)

    def asn_url(self, asn: int) -> str:
        """Return the base URL of the RDAP service for this autonomous system, or ""."""
        return next((url for first, last, url in self.asns if first <= asn <= last), self.address_default)

    def whois_server(self, domain: str) -> WhoisServer | None:
        """Return how to query this name on port 43; None if the table has no entry (IANA's WHOIS may have one)."""
        return _by_suffix(domain, self.whois)


def _by_suffix(domain: str, table: Mapping[str, _T]) -> _T | None:
    labels = domain.lower().rstrip(".").split(".")
    return next((table[tail] for tail in (".".join(labels[at:]) for at in range(1, len(labels))) if tail in table), None)


def load(folder: Path | None = None, *, refreshed: Path | None = None) -> Bootstrap:
    """Load only the tables of `folder` if it is given; otherwise the shipped ones, updated from `refreshed`, which `update` writes.

    Raises BadTable for a folder that cannot be read. A refreshed file that cannot be read is skipped, and the shipped copy is used.
    """
    if folder is not None:
        tables = {name: _read(folder / name) for name in FILES if (folder / name).is_file()}
        if not tables:
            raise BadTable(f"{folder}: none of {', '.join(FILES)} is there")
        newest = max(table["as_of"] for table in tables.values())
        return _laid_over(Bootstrap(as_of=newest, domains={}, addresses={}, whois=_whois(folder / "whois_servers.csv")), tables)
    shipped = _shipped()
    if refreshed is None:
        return shipped
    tables = {}
    for name in FILES:
        try:
            tables[name] = _read(refreshed / name)
        except BadTable:
            continue
    return replace(_laid_over(shipped, tables), fetched=_fetched(refreshed) if len(tables) == len(FILES) else None)


def check(name: str, raw: bytes) -> dict[str, Any]:
    """Parse and check one of IANA's files. Raises BadTable."""
    if len(raw) > MAX_FILE_BYTES:
        raise BadTable(f"{name}: larger than {MAX_FILE_BYTES} bytes")
    try:
        table = json.loads(raw)
        published = datetime.fromisoformat(table["publication"].replace("Z", "+00:00"))
        if published.tzinfo is None:
            published = published.replace(tzinfo=UTC)
        services = [([str(entry) for entry in service[0]], [str(url) for url in service[1]]) for service in table["services"]]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as exc:
        raise BadTable(f"{name}: not a bootstrap file of RFC 9224: {exc}") from None
    if not services:
        raise BadTable(f"{name}: it names no service")
    return {"as_of": published, "services": services}


def _read(path: Path) -> dict[str, Any]:
    try:
        return check(str(path), path.read_bytes())
    except OSError as exc:
        raise BadTable(f"{path}: cannot be read: {exc.strerror}") from None


def _fetched(folder: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(min((folder / name).stat().st_mtime for name in FILES), UTC)
    except (OSError, OverflowError, ValueError):
        return None


def _laid_over(under: Bootstrap, tables: dict[str, dict[str, Any]]) -> Bootstrap:
    domains, addresses, as_of = dict(under.domains), dict(under.addresses), under.as_of
    if "dns.json" in tables:
        theirs = {suffix.lower(): url for suffixes, urls in tables["dns.json"]["services"] if (url := _best(urls)) for suffix in suffixes}
        domains = {suffix: url for suffix, url in domains.items() if "." in suffix} | theirs  # IANA lists no second-level suffixes
        as_of = tables["dns.json"]["as_of"]
    for name, version in (("ipv4.json", 4), ("ipv6.json", 6)):
        if name in tables:
            pairs = [(net, url) for nets, urls in tables[name]["services"] if (url := _best(urls)) for net in nets]
            addresses[version] = _ranges(pairs)
    asns = under.asns
    if "asn.json" in tables:
        pairs = [(numbers, url) for entries, urls in tables["asn.json"]["services"] if (url := _best(urls)) for numbers in entries]
        asns = tuple((first, last, url) for text, url in pairs for first, last in [_numbers(text)] if first <= last)
    return replace(under, as_of=as_of, domains=domains, addresses=addresses, asns=asns)


def _best(urls: list[str]) -> str:
    """Return the HTTPS URL if there is one, with a trailing "/"."""
    usable = [url for url in urls if url.startswith(("https://", "http://"))]
    url = next((url for url in usable if url.startswith("https://")), usable[0] if usable else "")
    return url if not url or url.endswith("/") else url + "/"


def _numbers(text: str) -> tuple[int, int]:
    """Parse "64512-65534" or "64512"; anything else gives an empty range."""
    first, _, last = text.partition("-")
    numbers = (first, last or first)
    return (int(first), int(numbers[1])) if all(n.isascii() and n.isdigit() and len(n) <= 10 for n in numbers) else (1, 0)


def _ranges(pairs: list[tuple[str, str]]) -> tuple[_Range, ...]:
    networks = []
    for text, url in pairs:
        try:
            networks.append((ip_network(text), url))
        except ValueError:
            continue
    networks.sort(key=lambda pair: -pair[0].prefixlen)
    return tuple((int(network.network_address), int(network.broadcast_address), url) for network, url in networks)


class Shipped(Table, frozen=True, kw_only=True):
    """rdap_bootstrap.json: base URL -> what it serves, with spaces between. Networks of IPv4 are ranges of their first number."""

    as_of: date
    source: Text
    domains: dict[Annotated[str, matching(r"https?://\S+/", "must be an address that ends in a slash")], Text]
    ipv4_first_octets: dict[str, Text]
    ipv6: dict[str, Text]
    asns: dict[str, Text]
    address_default: Text


def _shipped() -> Bootstrap:
    table = read_table("rdap_bootstrap.json", Shipped)
    four = [(f"{octet}.0.0.0/8", url) for url, octets in table.ipv4_first_octets.items() for octet in _octets(octets)]
    six = [(network, url) for url, networks in table.ipv6.items() for network in networks.split()]
    return Bootstrap(
        as_of=datetime.combine(table.as_of, time(), UTC),
        domains={suffix: url for url, suffixes in table.domains.items() for suffix in suffixes.split()},
        addresses={4: _ranges(four), 6: _ranges(six)},
        address_default=table.address_default,
        asns=tuple((*_numbers(entry), url) for url, entries in table.asns.items() for entry in entries.split()),
        whois=_whois(None),
    )


def _octets(text: str) -> list[int]:
    found: list[int] = []
    for word in text.split():
        first, _, last = word.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def _whois(path: Path | None) -> dict[str, WhoisServer]:
    """Load the shipped table for None. A path without a file gives an empty table."""
    name = "whois_servers.csv" if path is None else str(path)
    if path is not None and not path.is_file():
        return {}
    try:
        text = read_text(name) if path is None else path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise BadTable(f"{name}: cannot be read: {exc}") from None
    return {row.suffix: row for _, row in read_rows(name, WhoisServer, text)}
