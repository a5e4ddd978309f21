"""Interpret the records of a zone: hosts, mail, ownership proofs, DNSSEC."""

from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from scamtriage.knowledge.hosts import infrastructure
from scamtriage.records.facts import DnsAnswer, DnsOutcome

OF_THE_ZONE = frozenset({"NS", "SOA", "MX", "TXT", "CAA"})


def alias(answer: DnsAnswer) -> DnsAnswer:
    """Derive the CNAME answer from an address answer, which would contain any alias; this saves a query."""
    if answer.cname:
        return replace(answer, rtype="CNAME", outcome=DnsOutcome.OK, values=answer.cname[:1], count=1)
    outcome = DnsOutcome.NODATA if answer.outcome is DnsOutcome.OK else answer.outcome
    return replace(answer, rtype="CNAME", outcome=outcome, values=(), count=0)


def own(answer: DnsAnswer, zone: str) -> DnsAnswer:
    """Return the answer without values that an alias brought from another zone, because they describe that zone. The alias stays."""
    last = answer.cname[-1] if answer.cname else zone
    if answer.rtype not in OF_THE_ZONE or last == zone or last.endswith(f".{zone}"):
        return answer
    outcome = DnsOutcome.NODATA if answer.outcome is DnsOutcome.OK else answer.outcome
    return replace(answer, outcome=outcome, values=(), count=0)


def hosts(answer: DnsAnswer | None) -> tuple[str, ...]:
    """Return the name servers or mail hosts of an answer, sorted, without MX preferences."""
    if answer is None or answer.outcome is not DnsOutcome.OK:
        return ()
    names = {value.rpartition(" ")[2].lower() for value in answer.values}
    return tuple(sorted(name for name in names if name not in ("", ".")))


def takes_no_mail(answer: DnsAnswer | None) -> bool | None:
    """Return whether the answer is a null MX (RFC 7505): the zone accepts no mail. None if MX was not answered."""
    if answer is None or not answer.outcome.conclusive:
        return None
    return answer.outcome is DnsOutcome.OK and [value.split(" ")[-1] for value in answer.values] == ["."]


def verifications(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the services for which TXT records prove ownership of the name, sorted and without duplicates."""
    return tuple(sorted({service for text in texts if (service := infrastructure.verified_service(text))}))


def signatures(answers: Iterable[DnsAnswer]) -> Literal["validated", "signed", "unsigned", "unknown"]:
    """Return the DNSSEC state of the zone, from its DS record and the AD flags of a resolver that may validate."""
    known = {answer.rtype: answer for answer in answers}
    ds = known.get("DS")
    if ds is None or not ds.outcome.conclusive or ds.outcome is DnsOutcome.NXDOMAIN:
        return "unknown"
    if ds.outcome is not DnsOutcome.OK:
        return "unsigned"
    own = [a for a in known.values() if a is not ds and a.outcome is DnsOutcome.OK and not a.cname]
    return (
        "validated" if own and all(a.ad for a in (ds, *own)) else "signed"
    )  # DS is the parent's: it says nothing of the zone's signatures


def wildcard(answer: DnsAnswer) -> bool | None:
    """Whether a random label, which cannot have a record of its own, resolves; None if the answer is inconclusive."""
    if not answer.outcome.conclusive:
        return None
    return answer.outcome is DnsOutcome.OK or bool(answer.cname)
