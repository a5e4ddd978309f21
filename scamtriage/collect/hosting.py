"""Who runs the addresses: network, holder, country, whom to write to, and what stands in front of the origin."""

from scamtriage.knowledge import infrastructure
from scamtriage.net.errors import NetError
from scamtriage.net.protocol import Net
from scamtriage.parse.dns import cymru
from scamtriage.parse.rdap.network import parse_autnum, parse_ip
from scamtriage.records.facts import AddressHolder, DnsAnswer, HostingFacts
from scamtriage.records.frozen import changed
from scamtriage.records.target import Target


async def collect(target: Target, net: Net) -> HostingFacts:
    """Team Cymru's DNS says who announces each address; RDAP says whom to write to about the first one.

    Raises NetError when the host has no address that may be looked at.
    """
    addresses = (target.host,) if target.is_ip else await net.addresses(target.host)
    aliases = () if target.is_ip else (await net.lookup(target.host, "A"))[0].cname
    front = infrastructure.cdn_of_aliases(aliases)
    announced = [changed(holder, cdn=infrastructure.cdn_of_asn(holder.asn) or front) for holder in await _announced(addresses, net)]
    announced[0] = await _held(announced[0], net)
    names = (target.host, *aliases)
    return HostingFacts(
        addresses=tuple(announced),
        platform=next((name for host in names if (name := infrastructure.platform_of(host))), ""),
        dynamic_dns=any(infrastructure.dynamic_dns_of(host) for host in names),
        parking=next((name for address in addresses if (name := infrastructure.parking_of_address(address))), ""),
    )


async def _announced(addresses: tuple[str, ...], net: Net) -> list[AddressHolder]:
    """Prefix, autonomous system and country of each, for two DNS questions an address."""
    answers = await net.lookups(*((cymru.origin_name(address), "TXT") for address in addresses))
    origins = [cymru.read_origin(answer.values, address) for answer, address in zip(answers, addresses, strict=True)]
    systems = tuple(dict.fromkeys(cymru.as_name(origin.asn) for origin in origins if origin is not None))
    names = {answer.name: cymru.read_as_name(answer.values) for answer in await net.lookups(*((name, "TXT") for name in systems))}
    return [
        _silent(answer, address)
        if origin is None
        else AddressHolder(
            ip=address,
            prefix=origin.prefix,
            asn=origin.asn,
            holder=names[cymru.as_name(origin.asn)],
            country=origin.country,
            source="dns:origin.asn.cymru.com",
        )
        for answer, address, origin in zip(answers, addresses, origins, strict=True)
    ]


def _silent(answer: DnsAnswer, address: str) -> AddressHolder:
    said = "absent" if answer.outcome.conclusive else str(answer.outcome)
    return AddressHolder(ip=address, outcome=said, reason=answer.reason or "no announcement is known for this address")


async def _held(announced: AddressHolder, net: Net) -> AddressHolder:
    """The registries' own records laid over what is announced: that of the address, and of its network when the first has no contact."""
    # all addresses of a content network's prefix have one record, which is then asked for once
    asked = announced.prefix.partition("/")[0] if announced.cdn and announced.prefix else announced.ip
    try:
        answer = await net.rdap(f"ip/{asked}")
    except NetError as exc:  # what the DNS said stands
        return changed(announced, reason=f"the registry of the address did not help: {exc}")
    held = parse_ip(answer.body, asked, source=answer.server)
    if held.outcome != "ok":
        return changed(announced, reason=held.reason)
    if not held.abuse_email and announced.asn is not None:
        held = await _contacted(held, announced.asn, net)
    return changed(
        held,
        ip=announced.ip,
        asn=announced.asn if held.asn is None else held.asn,
        prefix=held.prefix or announced.prefix,
        holder=held.holder or announced.holder,
        country=held.country or announced.country,
        cdn=announced.cdn,
    )


async def _contacted(held: AddressHolder, asn: int, net: Net) -> AddressHolder:
    """With the contact of the autonomous system, where its registry tells one."""
    try:
        answer = await net.rdap(f"autnum/{asn}")
    except NetError as exc:
        return changed(held, reason=f"no contact for abuse is known: {exc}")
    network = parse_autnum(answer.body, asn, source=answer.server)
    return changed(held, abuse_email=network.abuse_email, abuse_phone=held.abuse_phone or network.abuse_phone)
