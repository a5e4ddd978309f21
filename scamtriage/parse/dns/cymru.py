"""Team Cymru's IP-to-ASN service over DNS: what to ask, and what the TXT answers mean."""

from ipaddress import IPv6Address

from msgspec import Struct

from scamtriage.knowledge import addresses


class Origin(Struct, frozen=True, kw_only=True):
    """Where an address is announced."""

    asn: int
    prefix: str
    country: str = ""
    """ISO 3166-1 alpha-2, of the registry's allocation."""


def origin_name(address: str) -> str:
    """The name whose TXT records say where an address is announced."""
    parsed = addresses.address(address)
    if isinstance(parsed, IPv6Address):
        return ".".join(reversed(parsed.exploded.replace(":", ""))) + ".origin6.asn.cymru.com"
    return ".".join(reversed(str(parsed).split("."))) + ".origin.asn.cymru.com"


def as_name(asn: int) -> str:
    """The name whose TXT record says who an autonomous system is."""
    return f"as{asn}.asn.cymru.com"


def read_origin(texts: tuple[str, ...], address: str) -> Origin | None:
    """The most specific announcement that holds the address: "23028 24 | 216.90.108.0/24 | US | arin | 1998-09-25"."""
    found: list[tuple[int, Origin]] = []
    for text in texts:
        cells = [cell.strip() for cell in text.strip('"').split("|")]
        asn = cells[0].split(" ")[0]
        if len(cells) < 3 or not (asn.isascii() and asn.isdigit() and len(asn) <= 10 and 0 < int(asn) < 2**32):
            continue
        network = addresses.network(cells[1])
        if network is None or addresses.address(address) not in network:
            continue
        country = cells[2].upper()
        known = len(country) == 2 and country.isascii() and country.isalpha()
        found.append((network.prefixlen, Origin(asn=int(asn), prefix=str(network), country=country if known else "")))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def read_as_name(texts: tuple[str, ...]) -> str:
    """The holder: "23028 | US | arin | 2002-01-04 | TEAM-CYMRU - Team Cymru Inc., US" without its country; "" when there is none."""
    for text in texts:
        cells = [cell.strip() for cell in text.strip('"').split("|")]
        if len(cells) >= 5 and cells[4]:
            name, _, country = cells[4].rpartition(", ")
            return (name if name and len(country) == 2 else cells[4])[:200]
    return ""
