"""What the zone answers: one outcome for each question."""

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from scamtriage.records.scalars import Int64


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


class DnsAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer to one question."""

    name: str
    """The name that was asked about."""
    rtype: str
    """The type of record that was asked for; "DMARC" is TXT of _dmarc.<zone>."""
    outcome: DnsOutcome
    """"ok"; "nodata": the name exists, and has no such record; "nxdomain": the name does not exist. After any other nothing is known."""
    values: tuple[str, ...] = ()
    """Presentation texts, at most 32. Of a name that is not below the zone, an address that is set apart is told by the first one of its
    range: 10.0.0.0 for any of 10.0.0.0/8."""
    count: Int64 = 0
    """How many values there were."""
    ttl_raw: Int64 | None = None
    """Seconds, as the server said."""
    ttl_s: Int64 | None = None
    """Seconds, clamped to 60 s .. 1 day."""
    ad: bool = False
    """The resolver says it validated the answer (RFC 4035); worth what the resolver is worth."""
    cname: tuple[str, ...] = ()
    """The chain that was followed, at most 16."""
    resolver: str = ""
    """Who answered: a public address or a provider's name; no address of the desk's own network, and no account."""
    reason: str = ""
    """Why the answer tells nothing, in words; "" when it is conclusive."""


class SpfFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An SPF policy (RFC 7208)."""

    record: str
    """As published, its first 2,000 characters."""
    all: Literal["+", "-", "~", "?", ""] = ""
    """Qualifier of `all`; "" when there is none."""
    lookups: Int64 = 0
    """Terms that cost a DNS query, those of includes too."""
    too_many_lookups: bool = False
    """More than 10 of them, or a circle: a permanent error."""
    ip4_addresses: Int64 = 0
    """Addresses that the ip4 terms admit, and `+all`, includes followed as far as the query budget went."""
    complete: bool = True
    """Every include was asked for and answered (with `--passive` none is); else the counts are of what was."""
    includes: tuple[str, ...] = ()
    """Names whose records count as well, at most 32."""
    problems: tuple[str, ...] = ()
    """What is wrong with the policy, in words, at most 10."""


class DmarcFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A DMARC policy (RFC 7489)."""

    record: str
    """As published, its first 2,000 characters."""
    policy: Literal["none", "quarantine", "reject", ""] = ""
    """What is asked of a receiver (tag p); "" where it is none of the three words."""
    subdomain_policy: str = ""
    """The same for names below (tag sp), as written; "" when not stated."""
    pct: Int64 = 100
    """Per cent of failing mail that the policy is for (tag pct); 100 when not stated, 0 of a policy that is tried out (tag t)."""


class DnsFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="dns"):
    """Where the name points. One outcome per question: a time-out of MX is not "no MX"."""

    zone: str
    """The registrable name, at which NS, MX, SOA, CAA, TXT and DMARC were asked."""
    answers: tuple[DnsAnswer, ...] = ()
    """A, AAAA, CNAME of the host; NS, MX, TXT, SOA, CAA of the zone; TXT of _dmarc.<zone> as rtype "DMARC"; DS; further ones by name."""
    addresses: tuple[str, ...] = ()
    """Every address the host has, forbidden ones too."""
    forbidden: tuple[tuple[str, str], ...] = ()
    """(address, why we must not connect to it)."""
    spf: SpfFacts | None = None
    """The zone's policy; None when it has none, or its TXT could not be had (`answers` tells which)."""
    dmarc: DmarcFacts | None = None
    """The zone's policy; None when it has none or two, or it could not be had (`answers` tells which)."""
    dnssec: Literal["validated", "signed", "unsigned", "unknown"] = "unknown"
    """"signed": the zone has a DS record; "validated": the resolver says as well that it checked every answer; "unsigned": it has none."""
    wildcard: bool | None = None
    """Random labels below the zone resolve; None: could not be told, or was not asked (`--passive`)."""
    ns_hosts: tuple[str, ...] = ()
    """Name servers of the zone, lower case, sorted."""
    mx_hosts: tuple[str, ...] = ()
    """Mail hosts of the zone, lower case, sorted, preference left out."""
    null_mx: bool = False
    """The zone says that it takes no mail (RFC 7505)."""
    host_addresses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(nameserver or mail host, its addresses: of IPv4, or of IPv6 where it has none of these), as far as the query budget went;
    none with `--passive`."""
    parking_ns: str = ""
    """The parking service whose nameservers these are, or ""."""
    verifications: tuple[str, ...] = ()
    """Distinct services whose verification tokens stand in TXT."""
    queries: Int64 = 0
    """How many questions these facts took."""

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
