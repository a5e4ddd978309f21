"""Read RDAP answers about addresses and autonomous systems: prefix, holder, country and abuse contact."""

import ipaddress
import re
from typing import Any

from msgspec.structs import replace

from scamtriage.knowledge import addresses
from scamtriage.knowledge.hosts.lent_names import lies_under
from scamtriage.knowledge.registry import registries as knowledge
from scamtriage.parse.rdap import jcard, response, safe_json
from scamtriage.parse.registration import terms
from scamtriage.records import lazy_re
from scamtriage.records.facts import AddressHolder

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_HOLDER_ROLES = ("registrant", "administrative", "sponsor")
_GROUPS = frozenset({"org", "group"})  # card kinds (RFC 6350 section 6.1.4) that are not persons
_OF_NOBODY = lazy_re.compile(
    r"^(?:non-ripe-ncc-managed-address-block|iana-(?:blk|rsvd|netblock(?:-\d+)?)|erx-netblock|apnic-ap|(?:apnic|ripe|afrinic|lacnic)-\d+"
    r"|stub-[0-9a-f-]+slash\d+)$"
    r"|\b(?:block|range)s? (?:is |are )?not (?:fully )?(?:allocated|assigned|managed|administered|registered) (?:to|by|in) (?:the )?"
    r"(?:apnic|ripe|arin|afrinic|lacnic)\b"
)
"""A registry's entry, by name or description, for what it did not allocate itself, or what another has now: its contact is a help desk that
answers no report. What a holder writes of his own blocks ("this range is not managed by our NOC") is none."""
_REGISTRIES = frozenset({"ripe.net", "apnic.net", "arin.net", "afrinic.net", "lacnic.net", "iana.org"})
"""Domains of those help desks. Name and remarks are the holder's own words: beside any other contact they hide nobody."""


def parse_ip(raw: bytes, ip: str, *, source: str = "", not_found: bool = False) -> AddressHolder:
    """Return the holder of an address. Never raises: `outcome` is "ok", "absent", "limited" or "malformed", with a reason.

    An answer about other addresses is malformed. `not_found`: it came whole, with HTTP 404, which counts only where no record stands in it.
    """
    if (address := addresses.literal(ip.strip("[]"))) is None:
        return AddressHolder(ip=ip, source=source, outcome="malformed", reason="the address asked about is none")
    return _or_absent(_read_ip(raw, ip, address, source), raw, not_found)


def _read_ip(raw: bytes, ip: str, address: _Address, source: str) -> AddressHolder:
    document = response.open_answer(raw, knowledge.load())
    if isinstance(document, response.Refused):
        return AddressHolder(ip=ip, source=source, outcome=document.kind, reason=document.because)
    prefix = _prefix(document, address)
    if not prefix:
        return _limited_or_other(document, AddressHolder(ip=ip, source=source), f"the answer is not about {ip}")
    holder, country, email, phone, dead = _holder(document)
    if (not email or _is_registrys(email)) and (why := _of_nobody(document)):
        if not _names_others(document):
            return AddressHolder(ip=ip, source=source, outcome="absent", reason=f"the registry holds no record of this network: {why}")
        email = phone = ""  # a help desk's
    return AddressHolder(
        ip=ip, prefix=prefix, asn=_origin(document), holder=holder, country=country,
        abuse_email=email, abuse_phone=phone, source=source, reason=dead,
    )  # fmt: skip


def parse_autnum(raw: bytes, asn: int, *, source: str = "", not_found: bool = False) -> AddressHolder:
    """Return the holder of an autonomous system. `ip` is "" and `outcome` is as in parse_ip."""
    return _or_absent(_read_autnum(raw, asn, source), raw, not_found)


def _or_absent(read: AddressHolder, raw: bytes, not_found: bool) -> AddressHolder:
    """Return what was read, or that there is no record if nothing could be read of an answer that says so by its status."""
    words = response.absent_by_status(raw, knowledge.load()) if not_found and read.outcome == "malformed" else ""
    return replace(read, outcome="absent", reason=words) if words else read


def _read_autnum(raw: bytes, asn: int, source: str) -> AddressHolder:
    document = response.open_answer(raw, knowledge.load())
    if isinstance(document, response.Refused):
        return AddressHolder(ip="", asn=asn, source=source, outcome=document.kind, reason=document.because)
    bounds = [_number(document.get(key)) for key in ("startAutnum", "endAutnum")]
    handle = safe_json.text(document.get("handle")).upper().removeprefix("AS")
    start, end = bounds[0], bounds[1] if bounds[1] is not None else bounds[0]
    about = start <= asn <= end if start is not None and end is not None else handle == str(asn)
    if not about:
        return _limited_or_other(document, AddressHolder(ip="", asn=asn, source=source), f"the answer is not about AS{asn}")
    holder, country, email, phone, dead = _holder(document)
    return AddressHolder(ip="", asn=asn, holder=holder, country=country, abuse_email=email, abuse_phone=phone, source=source, reason=dead)


def _limited_or_other(document: dict[str, Any], asked: AddressHolder, reason: str) -> AddressHolder:
    limit = response.limit_notice(document, knowledge.load())
    return AddressHolder(
        ip=asked.ip, asn=asked.asn, source=asked.source, outcome="limited" if limit else "malformed", reason=limit or reason
    )


def _is_registrys(mail: str) -> bool:
    return lies_under(mail.rpartition("@")[2].lower(), _REGISTRIES)


def _names_others(document: dict[str, Any]) -> bool:
    """Whether somebody else than a registry can be written to, in whatever role: the network is his, however it is called."""
    mails = (mail for entity, _, _ in response.entities(document) for mail in jcard.read(entity).emails)
    return any(terms.is_read(mail) and not _is_registrys(mail) for mail in mails)


def _of_nobody(document: dict[str, Any]) -> str:
    """Return the registry's words that the network is none of its own, or ""."""
    said = (terms.capped(safe_json.text(document.get("name"))), *response.notices(document, "remarks"))
    return next((text for text in said if _OF_NOBODY.search(text.lower())), "")


def _prefix(document: dict[str, Any], address: _Address) -> str:
    """Return the smallest stated prefix that contains the address, or "". The RIRs' cidr0 is preferred to start and end addresses."""
    stated = []
    for row in safe_json.objects(document.get("cidr0_cidrs")):
        base, length = safe_json.text(row.get("v4prefix") or row.get("v6prefix")), _number(row.get("length"))
        if (network := addresses.network(f"{base}/{length}", strict=False)) is not None:
            stated.append(network)
    holding = [network for network in stated if address in network]
    if holding:
        return str(max(holding, key=lambda network: network.prefixlen))
    try:
        first = addresses.address(safe_json.text(document.get("startAddress")).split("/")[0].strip())
        last = addresses.address(safe_json.text(document.get("endAddress")).split("/")[0].strip())
        if not (first.version == last.version == address.version and int(first) <= int(address) <= int(last)):
            return ""
        networks = ipaddress.summarize_address_range(first, last)
        return next(str(network) for network in networks if address in network)
    except ValueError:
        return ""


def _holder(document: dict[str, Any]) -> tuple[str, str, str, str, str]:
    """Return (holder, country, abuse e-mail, abuse phone, why there is no e-mail though one is stated). An organisation is preferred to a
    person, the registrant to other roles."""
    names: dict[str, str] = {}
    country = terms.country(safe_json.text(document.get("country")))
    of_registrant = email = phone = dead = ""
    for entity, roles, _ in response.entities(document):
        card = jcard.read(entity)
        for role in roles & set(_HOLDER_ROLES):
            # networks are held by organisations; other roles are persons unless the card says otherwise
            named = card.kind in _GROUPS or (role == "registrant" and card.kind != "individual")
            own = card.name if named and card.name != safe_json.text(entity.get("handle")) else ""
            if card.organisation or own:
                names.setdefault(role, card.organisation or own)
        if "registrant" in roles:
            of_registrant = of_registrant or card.country
        if "abuse" in roles and not email and card.emails:
            alive = tuple(mail for mail in card.emails if not _bounces(mail, entity))
            if not alive:
                dead = dead or f"the mailbox {card.emails[0]} for abuse reports is marked as invalid by its registry"
            card = replace(card, emails=alive)
            email, phone = card.abuse_email, card.phones[0] if card.phones else phone
    described = next(
        (text for text in response.notices({"notices": document.get("remarks")}) if text.lower().startswith("description:")), ""
    )
    holder = next((names[role] for role in _HOLDER_ROLES if names.get(role)), "")
    holder = holder or terms.capped(described.partition(":")[2].strip()) or terms.capped(safe_json.text(document.get("name")))
    return holder, country or of_registrant, email, phone, "" if email else dead


def _bounces(mail: str, entity: dict[str, Any]) -> bool:
    """Whether the registry tested this mailbox and found it dead, as APNIC writes below a contact."""
    said = re.compile(rf"(?<![\w.+-]){re.escape(mail)} is invalid\b", re.IGNORECASE)
    return any(said.search(text) for text in response.notices(entity, "remarks"))


def _origin(document: dict[str, Any]) -> int | None:
    """Return the origin AS that ARIN states (arin_originas0), or None unless there is exactly one."""
    origins = [number for value in safe_json.items(document.get("arin_originas0_originautnums")) if (number := _number(value)) is not None]
    return origins[0] if len(origins) == 1 else None


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value < 2**32 else None
    text = safe_json.text(value).strip().upper().removeprefix("AS")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else None
