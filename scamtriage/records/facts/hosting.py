"""Who runs the addresses of a host."""

from msgspec import Struct

from scamtriage.records.scalars import Int64


class AddressHolder(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who runs an address. "" and None: not known."""

    ip: str
    """The address."""
    prefix: str = ""
    """The network that holds it, in CIDR notation, as the registry states it or else as it is announced."""
    asn: Int64 | None = None
    """Number of its autonomous system, without "AS"."""
    holder: str = ""
    """Who holds the network, or else the name of its autonomous system."""
    country: str = ""
    """ISO 3166-1 alpha-2 of the network as registered, which need not be where the machine stands."""
    abuse_email: str = ""
    """The network's mailbox for reports of abuse, or its autonomous system's."""
    abuse_phone: str = ""
    """The telephone for them."""
    cdn: str = ""
    """Name of the CDN or reverse proxy that hides the origin, or ""."""
    source: str = ""
    """Who told it: "rdap:<url>", or "dns:origin.asn.cymru.com" where no registry did."""
    outcome: str = "ok"
    """How what was asked about it ended. Unless "ok" or "absent", something is missing, and what was told stands here all the same."""
    reason: str = ""
    """A sentence, when the outcome is not "ok"."""

    @property
    def answered(self) -> bool:
        """Whether every question about it was: to the DNS, to the registry of the network and to that of its autonomous system."""
        return self.outcome in ("ok", "absent")


class HostingFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="hosting"):
    """Who runs the addresses of the host, and what else is known of the place."""

    addresses: tuple[AddressHolder, ...] = ()
    """One for each address of the host."""
    platform: str = ""
    """The shared host, site builder or tunnel whose suffix the name stands under, or ""."""
    dynamic_dns: bool = False
    """The name, or one that it is an alias of, stands under the suffix of a dynamic DNS service."""
    parking: str = ""
    """Parking service that holds an address, or ""."""

    @property
    def unanswered(self) -> tuple[AddressHolder, ...]:
        """Addresses of which something was asked that nobody answered."""
        return tuple(holder for holder in self.addresses if not holder.answered)
