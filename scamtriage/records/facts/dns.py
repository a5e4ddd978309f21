"""What the zone answers: one outcome for each question."""

from enum import StrEnum
from typing import Literal

from scamtriage.records.frozen import record


class DnsOutcome(StrEnum):
    """How one DNS question ended. These never merge."""

    OK = "ok"
    NODATA = "nodata"  # the name exists, this type does not
    NXDOMAIN = "nxdomain"  # the name does not exist
    SERVFAIL = "servfail"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    MALFORMED = "malformed"
    UNREACHABLE = "unreachable"  # the resolver could not be reached

    @property
    def conclusive(self) -> bool:
        """Whether the answer tells us something about the name rather than about the way to it."""
        return self in (DnsOutcome.OK, DnsOutcome.NODATA, DnsOutcome.NXDOMAIN)


@record
class DnsAnswer:
    """The answer to one question. `values` are presentation texts, at most 32; `count` is how many there were."""

    name: str
    rtype: str
    outcome: DnsOutcome
    values: tuple[str, ...] = ()
    count: int = 0
    ttl_raw: int | None = None
    """Seconds, as the server said."""
    ttl_s: int | None = None
    """Seconds, clamped to 60 s .. 1 day."""
    ad: bool = False
    """The resolver says it validated the answer (RFC 4035); worth what the resolver is worth."""
    cname: tuple[str, ...] = ()
    """The chain that was followed, at most 16."""
    resolver: str = ""
    reason: str = ""
    """Why the answer tells nothing, in words; "" when it is conclusive."""


@record
class SpfFacts:
    """An SPF policy (RFC 7208). `lookups` counts the terms that cost a DNS query; more than 10 is a permanent error."""

    record: str
    all: Literal["+", "-", "~", "?", ""] = ""
    """Qualifier of `all`; "" when there is none."""
    lookups: int = 0
    too_many_lookups: bool = False
    ip4_addresses: int = 0
    """Addresses that the ip4 terms admit, includes followed as far as the query budget went."""
    complete: bool = True
    includes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@record
class DmarcFacts:
    """A DMARC policy (RFC 7489)."""

    record: str
    policy: Literal["none", "quarantine", "reject", ""] = ""
    subdomain_policy: str = ""
    pct: int = 100


@record
class DnsFacts:
    """Where the name points. One outcome per question: a time-out of MX is not "no MX"."""

    kind: Literal["dns"] = "dns"
    zone: str
    """The registrable name, at which NS, MX, SOA, CAA, TXT and DMARC were asked."""
    answers: tuple[DnsAnswer, ...] = ()
    """A, AAAA, CNAME of the host; NS, MX, TXT, SOA, CAA of the zone; TXT of _dmarc.<zone> as rtype "DMARC"; DS; further ones by name."""
    addresses: tuple[str, ...] = ()
    """Every address the host has, forbidden ones too."""
    forbidden: tuple[tuple[str, str], ...] = ()
    """(address, why we must not connect to it)."""
    spf: SpfFacts | None = None
    dmarc: DmarcFacts | None = None
    dnssec: Literal["validated", "signed", "unsigned", "unknown"] = "unknown"
    wildcard: bool | None = None
    """Random labels below the zone resolve; None: could not be told."""
    ns_hosts: tuple[str, ...] = ()
    mx_hosts: tuple[str, ...] = ()
    null_mx: bool = False
    host_addresses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(nameserver or mail host, its addresses: of IPv4, or of IPv6 where it has none of these), as far as the query budget went."""
    parking_ns: str = ""
    """The parking service whose nameservers these are, or ""."""
    verifications: tuple[str, ...] = ()
    """Distinct services whose verification tokens stand in TXT."""
    queries: int = 0

    def answer(self, rtype: str) -> DnsAnswer | None:
        """The first answer of this type, or None when it was not asked."""
        return next((a for a in self.answers if a.rtype == rtype), None)

    @property
    def unanswered(self) -> tuple[DnsAnswer, ...]:
        """The questions that ended in nothing. An alias stands in the answer for A, and is not asked for by itself."""
        return tuple(answer for answer in self.answers if not answer.outcome.conclusive and answer.rtype != "CNAME")

    def told(self, *rtypes: str) -> bool:
        """Whether each of these questions was asked and answered: what none of them brought is absent then, and unknown otherwise."""
        told = {answer.rtype for answer in self.answers if answer.outcome.conclusive}
        return told.issuperset(rtypes)

    @property
    def exists(self) -> bool | None:
        """Whether the name exists; None when nobody could say."""
        asked = [a.outcome for a in self.answers if a.rtype in ("A", "AAAA")]
        if DnsOutcome.OK in asked or DnsOutcome.NODATA in asked:
            return True
        if any(a.cname for a in self.answers if a.rtype in ("A", "AAAA")):
            return True  # an alias that leads nowhere: what does not exist is its target
        return False if set(asked) == {DnsOutcome.NXDOMAIN} else None  # some servers deny it for AAAA alone (RFC 4074 section 4.2)
