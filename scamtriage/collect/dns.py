"""DNS facts: the addresses of the host, the servers of its zone and mail, and the policies that the zone publishes."""

import secrets

from scamtriage.knowledge.hosts import infrastructure
from scamtriage.net.errors import Malformed, NetError, TimedOut, Unreachable
from scamtriage.net.protocol import Net
from scamtriage.parse.dns import dmarc, spf, zone_records
from scamtriage.records.evidence import Cap, Mode
from scamtriage.records.facts import DnsAnswer, DnsFacts, DnsOutcome, SpfFacts
from scamtriage.records.limits import limit
from scamtriage.records.target import Target

ZONE_TYPES = ("NS", "MX", "TXT", "SOA", "CAA", "DS", "DMARC")
MAX_NS_HOSTS, MAX_MX_HOSTS = 4, 3
_WORDS = (
    *("autumn", "basket", "bridge", "camera", "candle", "castle", "coffee", "copper", "corner", "cotton", "desert", "dinner"),
    *("engine", "family", "flower", "forest", "garden", "guitar", "hammer", "harbor", "island", "jacket", "kitchen", "ladder"),
    *("lemon", "market", "meadow", "mirror", "orange", "paper", "pencil", "planet", "pocket", "rabbit", "river", "school"),
    *("silver", "summer", "sunset", "ticket", "travel", "tunnel", "violet", "window", "winter", "yellow"),
)
"""Words for random labels that do not exist. They look like ordinary names because the owner of a zone sees the queries."""
_FAILED: dict[DnsOutcome, type[NetError]] = {DnsOutcome.TIMEOUT: TimedOut, DnsOutcome.MALFORMED: Malformed}


async def collect(target: Target, net: Net) -> DnsFacts:
    """Query the host's addresses and the zone's records; in FULL mode, also the names that these records refer to.

    A name that does not exist gives OK evidence that contains NXDOMAIN. Raises NetError when no query was answered.
    """
    if target.is_ip:
        return _facts(target, net, (), (target.host,))
    net.begin((target.host, "A"), (target.host, "AAAA"))  # separate queries: other collectors wait for the addresses only
    zone = tuple(zone_records.own(answer, target.registrable) for answer in await net.lookup(target.registrable, *ZONE_TYPES))
    host = await net.lookup(target.host, "A", "AAAA")
    asked = (*host, zone_records.alias(host[0]), *zone)
    if not any(answer.outcome.conclusive for answer in asked):
        raise _FAILED.get(host[0].outcome, Unreachable)(host[0].reason or f"no resolver could say anything about {target.host}")
    net.notes.caps.extend(
        Cap(stage="dns", cap=limit("records", len(a.values)), seen=f"{a.count} of type {a.rtype}") for a in asked if a.count > len(a.values)
    )
    addresses = tuple(dict.fromkeys(value for answer in host for value in answer.values))
    known = {answer.rtype: answer for answer in zone}
    if all(answer.outcome is DnsOutcome.NXDOMAIN for answer in (host[0], known["NS"], known["SOA"])):
        return _facts(target, net, asked, addresses)
    texts = known["TXT"].values
    if net.policy.mode is not Mode.FULL:  # the owner of the zone chooses the servers that answer for names in it and for names it refers to
        record, problems = spf.find(texts)
        policy = spf.together(spf.read(record), {}, problems) if record else None
        return _facts(target, net, asked, addresses, spf_policy=policy)
    mail = zone_records.hosts(known["MX"])
    hosts = (*zone_records.hosts(known["NS"])[:MAX_NS_HOSTS], *mail[:MAX_MX_HOSTS])
    chance, *found = (
        await net.lookups(
            (f"{_label_of_nobody()}.{target.registrable}", "A"),
            *((name, "A") for name in hosts),
            *((name, "TXT") for name in spf.included(texts)),  # `_spf` reads these answers
        )
    )[: 1 + len(hosts)]
    # most hosts have an IPv4 address, so AAAA is queried only for those without one
    six = tuple((answer.name, "AAAA") for answer in found if answer.outcome is DnsOutcome.NODATA)
    net.begin(*six)
    policy, included = await _spf(texts, net)
    found += await net.lookups(*six)
    return _facts(
        target,
        net,
        asked,
        addresses,
        spf_policy=policy,
        wild=zone_records.wildcard(chance),
        host_addresses=tuple((name, values) for name in dict.fromkeys(hosts) if (values := _values(name, found))),
        further=1 + len(found) + included,
    )


def _label_of_nobody() -> str:
    return f"{secrets.choice(_WORDS)}{1_000 + secrets.randbelow(99_000)}"


def _values(name: str, found: list[DnsAnswer]) -> tuple[str, ...]:
    return next((answer.values for answer in found if answer.name == name and answer.values), ())


async def _spf(texts: tuple[str, ...], net: Net) -> tuple[SpfFacts | None, int]:
    """Return the SPF policy with its includes, within the lookup limit of RFC 7208, and the number of queries made."""
    record, problems = spf.find(texts)
    if not record:
        return None, 0
    first = spf.read(record)
    waiting, found = list(first.targets), dict[str, spf.SpfRecord | None]()
    asked = 0
    while waiting and asked < spf.MAX_LOOKUPS and net.left() > 0:  # a name that was not queried is not reported as missing
        name = waiting.pop(0)
        if name in found:
            continue
        (answer,) = await net.lookup(name, "TXT")
        asked += 1
        if not answer.outcome.conclusive:
            continue
        included, _ = spf.find(answer.values)
        found[name] = inner = spf.read(included) if included else None
        waiting += inner.targets if inner is not None else ()
        for name in waiting[: spf.MAX_LOOKUPS - asked]:
            net.begin((name, "TXT"))  # separate concurrent queries, so that an unresponsive one delays no other
    return spf.together(first, found, problems), asked


def _facts(
    target: Target,
    net: Net,
    answers: tuple[DnsAnswer, ...],
    addresses: tuple[str, ...],
    *,
    spf_policy: SpfFacts | None = None,
    wild: bool | None = None,
    host_addresses: tuple[tuple[str, tuple[str, ...]], ...] = (),
    further: int = 0,
) -> DnsFacts:
    known = {answer.rtype: answer for answer in answers}
    names = zone_records.hosts(known.get("NS"))
    return DnsFacts(
        zone=target.registrable,
        answers=answers,
        addresses=addresses,
        forbidden=tuple((address, why) for address in addresses if (why := net.refusal(address)) is not None),
        spf=spf_policy,
        dmarc=dmarc.find(known["DMARC"].values) if "DMARC" in known else None,
        dnssec=zone_records.signatures(answers),
        wildcard=wild,
        ns_hosts=names,
        mx_hosts=zone_records.hosts(known.get("MX")),
        null_mx=zone_records.takes_no_mail(known.get("MX")),
        host_addresses=host_addresses,
        parking_ns=infrastructure.parking_of_nameservers(names),
        verifications=zone_records.verifications(known["TXT"].values) if "TXT" in known else (),
        queries=max(0, len(answers) - 1) + further,
    )
