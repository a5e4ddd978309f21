"""Who runs the addresses of a host."""

from typing import Literal

from scamtriage.records.frozen import record


@record
class AddressHolder:
    """Who runs an address. "" and None: not known."""

    ip: str
    prefix: str = ""
    asn: int | None = None
    holder: str = ""
    country: str = ""
    abuse_email: str = ""
    abuse_phone: str = ""
    cdn: str = ""
    """Name of the CDN or reverse proxy that hides the origin, or ""."""
    source: str = ""
    outcome: str = "ok"
    """How what was asked about it ended. Unless "ok" or "absent", something is missing, and what was told stands here all the same."""
    reason: str = ""

    @property
    def answered(self) -> bool:
        """Whether every question about it was: to the DNS, to the registry of the network and to that of its autonomous system."""
        return self.outcome in ("ok", "absent")


@record
class HostingFacts:
    kind: Literal["hosting"] = "hosting"
    addresses: tuple[AddressHolder, ...] = ()
    platform: str = ""
    """The shared host, site builder or tunnel whose suffix the name stands under, or ""."""
    dynamic_dns: bool = False
    parking: str = ""
    """Parking service that holds an address, or ""."""

    @property
    def unanswered(self) -> tuple[AddressHolder, ...]:
        """Addresses of which something was asked that nobody answered."""
        return tuple(holder for holder in self.addresses if not holder.answered)
