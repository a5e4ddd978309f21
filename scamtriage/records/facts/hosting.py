"""Who operates the addresses of a host."""

from msgspec import UNSET, Struct, UnsetType

from scamtriage.records.scalars import Int64


class AddressHolder(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who operates an address. "" and None mean not known."""

    ip: str
    """The address."""
    prefix: str = ""
    """The network of the address in CIDR notation: as the registry states it, else as announced in BGP."""
    asn: Int64 | None = None
    """Number of the autonomous system, without "AS"."""
    holder: str = ""
    """Holder of the network, else the name of its autonomous system."""
    country: str = ""
    """ISO 3166-1 alpha-2 country of the network's registration; the server may be elsewhere."""
    abuse_email: str = ""
    """Mailbox for abuse reports of the network, else of its autonomous system."""
    abuse_phone: str = ""
    """Telephone for abuse reports."""
    cdn: str = ""
    """Name of the CDN or reverse proxy in front of the origin server, or ""."""
    source: str = ""
    """Source of the data: "rdap:<url>", or "dns:origin.asn.cymru.com" if no registry answered."""
    outcome: str = "ok"
    """How the queries about this address ended. Unless "ok" or "absent", something is missing; what was answered is still recorded here."""
    reason: str = ""
    """A sentence, if the outcome is not "ok", or if the stated mailbox is left out because its registry found it dead."""

    @property
    def answered(self) -> bool:
        """Whether every query about it was answered: DNS, the network's registry and the autonomous system's registry."""
        return self.outcome in ("ok", "absent")


class HostingFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="hosting"):
    """Who operates the addresses of the host, and on what kind of service it runs."""

    addresses: tuple[AddressHolder, ...] = ()
    """One for each address of the host."""
    platform: str = ""
    """The shared host, site builder or tunnel service under whose suffix the name is, or ""."""
    dynamic_dns: bool = False
    """The name, or a name that it is an alias of, is under the suffix of a dynamic DNS service."""
    parking: str = ""
    """The parking service that holds an address, or ""."""
    forbidden: tuple[tuple[str, str], ...] | UnsetType = UNSET
    """(address beside the others that must not be contacted, why). Nobody was asked about it: it belongs to the network of whoever looks.
    Two views of a zone and DNS rebinding look like this. Not set if there is none, nor by older versions, which did not say it here."""

    @property
    def of_no_cdn(self) -> bool:
        """Whether the network of every address is known, and none is a CDN or reverse proxy."""
        return bool(self.addresses) and all(holder.asn is not None and not holder.cdn for holder in self.addresses)

    @property
    def unanswered(self) -> tuple[AddressHolder, ...]:
        """Addresses about which a query was not answered."""
        return tuple(holder for holder in self.addresses if not holder.answered)
