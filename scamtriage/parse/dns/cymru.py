"""Team Cymru's IP-to-ASN service over DNS: build the query names and read the TXT answers."""

from ipaddress import IPv6Address

from msgspec import Struct

from scamtriage.knowledge import addresses
from scamtriage.parse.registration import terms


class Origin(Struct, frozen=True, kw_only=True):
    """The announcement (AS and prefix) that covers an address."""

    asn: int
    prefix: str
    country: str = ""
    """ISO 3166-1 alpha-2, from the regional registry's allocation."""


def origin_name(address: str) -> str:
    """Return the name whose TXT records give the origin AS of an address."""
    parsed = addresses.address(address)
    if isinstance(parsed, IPv6Address):
        return ".".join(reversed(parsed.exploded.replace(":", ""))) + ".origin6.asn.cymru.com"
    return ".".join(reversed(str(parsed).split("."))) + ".origin.asn.cymru.com"


def as_name(asn: int) -> str:
    """Return the name whose TXT record names the holder of an autonomous system."""
    return f"as{asn}.asn.cymru.com"


def read_origin(texts: tuple[str, ...], address: str) -> Origin | None:
    """Return the most specific announcement that covers the address, or None. Example: "23028 24 | 216.90.108.0/24 | US | arin |
    1998-09-25".
    """
    found: list[tuple[int, Origin]] = []
    for text in texts:
        cells = [cell.strip() for cell in text.strip('"').split("|")]
        asn = cells[0].split(" ")[0]
        if len(cells) < 3 or not (asn.isascii() and asn.isdigit() and len(asn) <= 10 and 0 < int(asn) < 2**32):
            continue
        network = addresses.network(cells[1])
        if network is None or addresses.address(address) not in network:
            continue
        found.append((network.prefixlen, Origin(asn=int(asn), prefix=str(network), country=terms.country(cells[2]))))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def read_as_name(texts: tuple[str, ...]) -> str:
    """Return the holder's name without its country, or "". Example: "23028 | US | arin | 2002-01-04 | TEAM-CYMRU - Team Cymru Inc., US"."""
    for text in texts:
        cells = [cell.strip() for cell in text.strip('"').split("|")]
        if len(cells) >= 5 and cells[4]:
            name, _, country = cells[4].rpartition(", ")
            return (name if name and len(country) == 2 else cells[4])[:200]
    return ""
