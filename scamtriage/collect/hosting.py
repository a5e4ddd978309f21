"""Who runs the addresses: network, holder, country, abuse contact, and any CDN in front of the origin."""

from msgspec import UNSET
from msgspec.structs import replace

from scamtriage.knowledge import addresses
from scamtriage.knowledge.hosts import infrastructure, lent_names
from scamtriage.net.errors import Limited, NetError
from scamtriage.net.protocol import Net, RawAnswer
from scamtriage.net.tasks import side_by_side
from scamtriage.parse.dns import cymru
from scamtriage.parse.rdap.network import parse_autnum, parse_ip
from scamtriage.records.facts import AddressHolder, DnsAnswer, HostingFacts
from scamtriage.records.target import Target


async def collect(target: Target, net: Net) -> HostingFacts:
    """Look up who announces each address (Team Cymru, over DNS) and the abuse contact of each network (RDAP).

    Raises NetError when the host has no address that may be looked up: one that the guard refuses is recorded, and named to nobody. And
    when nobody answers about a bare address, of which nothing else is asked: that would be a fact without a source.
    """
    found = await net.addresses(target.host)
    named = () if target.is_ip else await net.lookup(target.host, "A", "AAAA")  # asked for by `addresses` already
    aliases = named[0].cname if named else ()
    refused = {address: why for answer in named for address in answer.values if (why := net.refusal(address)) is not None}
    front = infrastructure.cdn_of_aliases(aliases)
    announced = [replace(holder, cdn=infrastructure.cdn_of_asn(holder.asn) or front) for holder in await _announced(found, net)]
    names = (target.host, *aliases)
    facts = HostingFacts(
        addresses=await _all_held(announced, net),
        platform=next((name for host in names if (name := lent_names.platform_of(host))), ""),
        dynamic_dns=any(lent_names.dynamic_dns_of(host) for host in names),
        parking=next((name for address in found if (name := infrastructure.parking_of_address(address))), ""),
        forbidden=tuple(refused.items()) or UNSET,
    )
    if target.is_ip and not facts.parking and not any(holder.answered or holder.prefix for holder in facts.addresses):
        unanswered = facts.addresses[0]
        raise (Limited if unanswered.outcome == "limited" else NetError)(unanswered.reason)
    return facts


async def _announced(found: tuple[str, ...], net: Net) -> list[AddressHolder]:
    """Return prefix, autonomous system and country of each address; two DNS queries per address."""
    answers = await net.lookups(*((cymru.origin_name(address), "TXT") for address in found))
    origins = [cymru.read_origin(answer.values, address) for answer, address in zip(answers, found, strict=True)]
    systems = tuple(dict.fromkeys(cymru.as_name(origin.asn) for origin in origins if origin is not None))
    named = {answer.name: answer for answer in await net.lookups(*((name, "TXT") for name in systems))}
    return [
        _silent(answer, address) if origin is None else _known(address, origin, named[cymru.as_name(origin.asn)])
        for answer, address, origin in zip(answers, found, origins, strict=True)
    ]


def _known(address: str, origin: cymru.Origin, named: DnsAnswer) -> AddressHolder:
    return AddressHolder(
        ip=address,
        prefix=origin.prefix,
        asn=origin.asn,
        holder=cymru.read_as_name(named.values),
        country=origin.country,
        source="dns:origin.asn.cymru.com",
        outcome="ok" if named.outcome.conclusive else str(named.outcome),
        reason=named.reason,
    )


def _silent(answer: DnsAnswer, address: str) -> AddressHolder:
    said = "absent" if answer.outcome.conclusive else str(answer.outcome)
    return AddressHolder(ip=address, outcome=said, reason=answer.reason or "no announcement is known for this address")


async def _all_held(announced: list[AddressHolder], net: Net) -> tuple[AddressHolder, ...]:
    """Merge the registries' records into the announcements. Networks are queried concurrently, each with all of the remaining time."""
    networks: dict[str, list[AddressHolder]] = {}
    for holder in announced:
        networks.setdefault(_network(holder), []).append(holder)
    held = {one.ip: one for group in await side_by_side(_of_one_network(group, net) for group in networks.values()) for one in group}
    return tuple(held[holder.ip] for holder in announced)


def _network(announced: AddressHolder) -> str:
    """Return the key of the group that one lookup serves. A content network has one abuse desk, however many prefixes it announces."""
    return f"AS{announced.asn}" if infrastructure.cdn_of_asn(announced.asn) else announced.prefix or announced.ip


async def _of_one_network(announced: list[AddressHolder], net: Net) -> list[AddressHolder]:
    """Look up one group of addresses. One record serves all addresses that it covers, or the whole content network. A failed lookup is not
    repeated."""
    records: list[AddressHolder] = []
    for holder in announced:
        if not any(holder.cdn or not record.prefix or _holds(record, holder.ip) for record in records):
            records.append(await _record(holder, net))
    return [_laid_over(one, next((r for r in records if _holds(r, one.ip)), records[-1])) for one in announced]


async def _record(announced: AddressHolder, net: Net) -> AddressHolder:
    """Return the record of the address; if there is none, or it has no contact, with the contact of its autonomous system. A failed lookup
    returns a record without prefix."""
    # query the first address of a content network's prefix, so that all its addresses share one lookup
    first = announced.prefix.partition("/")[0]
    asked = first if announced.cdn and first and net.refusal(first) is None else announced.ip
    try:
        answer = await net.rdap(f"ip/{asked}")
    except NetError as exc:
        return AddressHolder(ip=asked, outcome=str(exc.outcome), reason=f"the registry of the address did not help: {exc}")
    held = parse_ip(answer.body, asked, source=answer.server, not_found=_not_found(answer))
    if held.outcome == "limited":
        await net.refused(answer, None)
    if (held.prefix or held.outcome == "absent") and not held.abuse_email and announced.asn is not None:
        held = await _contacted(held, announced.asn, net)
    return held


def _not_found(answer: RawAnswer) -> bool:
    return answer.status_code == 404 and answer.complete


def _laid_over(announced: AddressHolder, held: AddressHolder) -> AddressHolder:
    """Prefer the registry's record to the announcement. An outcome or reason of a failed query is kept from either."""
    ended = next((one for one in (announced, held) if not one.answered), held if announced.outcome == "absent" else announced)
    outcome, reason = ended.outcome, ended.reason or held.reason
    if not held.prefix:
        return replace(announced, abuse_email=held.abuse_email, abuse_phone=held.abuse_phone, outcome=outcome, reason=reason)
    return replace(
        held,
        ip=announced.ip,
        asn=announced.asn if held.asn is None else held.asn,
        prefix=held.prefix if _holds(held, announced.ip) else announced.prefix,
        holder=held.holder or announced.holder,
        country=held.country or announced.country,
        cdn=announced.cdn,
        outcome=outcome,
        reason=reason,
    )


def _holds(record: AddressHolder, ip: str) -> bool:
    network, address = addresses.network(record.prefix), addresses.literal(ip)
    return network is not None and address is not None and address in network


async def _contacted(held: AddressHolder, asn: int, net: Net) -> AddressHolder:
    """Return the record with the contact of the autonomous system if its registry has one."""
    try:
        answer = await net.rdap(f"autnum/{asn}")
    except NetError as exc:
        return _without_contact(held, str(exc.outcome), str(exc))
    network = parse_autnum(answer.body, asn, source=answer.server, not_found=_not_found(answer))
    if network.outcome == "limited":
        await net.refused(answer, None)
    if not network.answered:
        return _without_contact(held, network.outcome, network.reason)
    return replace(
        held,
        abuse_email=network.abuse_email,
        abuse_phone=held.abuse_phone or network.abuse_phone,
        reason=held.reason or network.reason,
    )


def _without_contact(held: AddressHolder, outcome: str, why: str) -> AddressHolder:
    return replace(held, outcome=outcome, reason="; ".join(filter(None, (f"no contact for abuse is known: {why}", held.reason))))
