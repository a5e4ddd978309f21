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
    reason: str = ""


@record
class HostingFacts:
    kind: Literal["hosting"] = "hosting"
    addresses: tuple[AddressHolder, ...] = ()
    platform: str = ""
    """The shared host, site builder or tunnel whose suffix the name stands under, or ""."""
    dynamic_dns: bool = False
    parking: str = ""
    """Parking service that holds an address, or ""."""
