"""All chosen scenes merged: the data that every server of the lab answers from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import Literal
from urllib.parse import urlsplit

from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.registry.bootstrap import load as load_bootstrap
from scamtriage.lab.scene import Certificate, Network, Page, Records, Registration, Scene, Surroundings

Kind = Literal["dns", "http", "https", "whois", "whois-iana", "closed"]
ADDRESS_TYPES = ("A", "AAAA")


@dataclass(frozen=True, slots=True)
class Service:
    """A service at one address and port of the world; "closed" refuses connections."""

    address: str
    port: int
    kind: Kind


class World:
    """The data of a small internet at one moment. Immutable after construction."""

    def __init__(self, scenes: Iterable[Scene], surroundings: Surroundings, now: datetime) -> None:
        self.scenes = {scene.id: scene for scene in scenes}
        self.surroundings = surroundings
        self.now = now
        self.registrations: dict[str, Registration] = {}
        self.certificates: dict[str, Certificate] = {}
        self.pages: dict[tuple[str, str, int], list[Page]] = {}
        self.records: dict[str, Records] = {name: dict(records) for name, records in surroundings.dns.items()}
        self.validated: set[str] = set()
        self.ttl_s: dict[str, int] = {}
        for scene in self.scenes.values():
            self._add(scene)
        self.registry_hosts = frozenset(surroundings.registry_hosts) | _shipped_registries()
        for host in sorted(self.registry_hosts):
            self.records.setdefault(host, {})["A"] = [surroundings.iana if host == "whois.iana.org" else surroundings.registry]
        self._give_helpers_addresses()

    def _add(self, scene: Scene) -> None:
        self.validated.update(scene.validated)
        for registration in scene.registration:
            self.registrations[registration.name] = registration
        for name, records in scene.dns.items():
            self.records.setdefault(name, {}).update(records)
            self.ttl_s[name] = scene.ttl_s
        for certificate in scene.certificate:
            self.certificates.update(dict.fromkeys(certificate.hosts, certificate))
        for page in scene.page:
            self.pages.setdefault(origin(page.url), []).append(page)

    def _give_helpers_addresses(self) -> None:
        """Give addresses to name servers and mail hosts that scenes only mention, so that scenes stay short."""
        network = ip_network(self.surroundings.network[0].prefix)
        mentioned = sorted(
            {value.split()[-1].rstrip(".").lower() for records in self.records.values() for value in _listed(records, "NS", "MX")}
            - self.records.keys()
            - {""}
        )
        for offset, host in enumerate(mentioned, start=10):
            self.records[host] = {"A": [str(network[offset])]}

    def addresses(self, host: str) -> list[str]:
        """Return A and AAAA of a host, following CNAMEs; an address returns itself."""
        if literal(host) is not None:
            return [host]
        for _ in range(16):
            records = self._closest(host)
            if not (alias := list(_listed(records, "CNAME"))):
                return list(_listed(records, *ADDRESS_TYPES))
            host = alias[0].rstrip(".").lower()
        return []

    def _closest(self, host: str) -> Records:
        """Return the records of a host, or of the wildcard that covers it."""
        if host in self.records:
            return self.records[host]
        covering = ("*." + host.split(".", count)[-1] for count in range(1, host.count(".") + 1))
        return next((self.records[name] for name in covering if name in self.records), {})

    def network(self, address: str) -> Network | None:
        """Return the smallest network of the world that contains the address."""
        ip = ip_address(address)
        holding = [n for n in self.surroundings.network if ip.version == ip_network(n.prefix).version and ip in ip_network(n.prefix)]
        return max(holding, key=lambda n: ip_network(n.prefix).prefixlen, default=None)

    def services(self) -> list[Service]:
        """Return every reachable service. Addresses that are not global are left out: connections to them are forbidden."""
        shared = self.surroundings
        found = {
            (shared.resolver, 53): Service(shared.resolver, 53, "dns"),
            (shared.registry, 443): Service(shared.registry, 443, "https"),
            (shared.registry, 43): Service(shared.registry, 43, "whois"),
            (shared.iana, 43): Service(shared.iana, 43, "whois-iana"),
        }
        for scheme, host, port in self.pages:
            for address in self.addresses(host):
                found[address, port] = Service(address, port, "https" if scheme == "https" else "http")
                found.setdefault((address, 80), Service(address, 80, "http"))
        known = {address for records in self.records.values() for address in _listed(records, *ADDRESS_TYPES)}
        for address in known | {address for address, _ in found}:
            for port in (43, 80, 443):
                found.setdefault((address, port), Service(address, port, "closed"))
        return [service for service in found.values() if ip_address(service.address).is_global]

    def site(self, scheme: str, host: str, port: int) -> list[Page]:
        """Return the pages of one origin in the scene's order, most specific condition first."""
        return self.pages.get((scheme, host, port), [])

    def has_tls(self, host: str) -> bool:
        """Return whether a server presents a certificate for this host."""
        if host in self.certificates:
            return self.certificates[host].kind != "none"
        return host in self.registry_hosts or any(scheme == "https" and host == h for scheme, h, _ in self.pages)

    def demo_targets(self) -> list[Scene]:
        """Return the scenes of the demo, in its order."""
        return sorted((scene for scene in self.scenes.values() if scene.demo), key=lambda scene: scene.demo)


def origin(url: str) -> tuple[str, str, int]:
    """Return (scheme, host, port) of a URL."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)


def _shipped_registries() -> frozenset[str]:
    """Return the hosts of every RDAP and WHOIS service in the program's tables, so that these lead to the lab's registry."""
    table = load_bootstrap()
    urls = {*table.domains.values(), table.address_default, *(url for ranges in table.addresses.values() for _, _, url in ranges)}
    hosts = {urlsplit(url).hostname for url in urls} | {server.server for server in table.whois.values()}
    return frozenset(host.lower() for host in hosts if host)


def _listed(records: Records, *rtypes: str) -> Iterator[str]:
    for rtype in rtypes:
        values = records.get(rtype, [])
        if isinstance(values, list):
            yield from values
