"""DNS answers: one outcome for each query."""

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from scamtriage.records.scalars import Int64


class DnsOutcome(StrEnum):
    """How one DNS query ended. Outcomes are never merged."""

    OK = "ok"
    NODATA = "nodata"  # the name exists, but has no record of this type
    NXDOMAIN = "nxdomain"  # the name does not exist
    SERVFAIL = "servfail"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    MALFORMED = "malformed"
    UNREACHABLE = "unreachable"  # the resolver could not be reached

    @property
    def conclusive(self) -> bool:
        """Whether the outcome says something about the name, and not only about the path to the server."""
        return self in _CONCLUSIVE


_CONCLUSIVE = frozenset({DnsOutcome.OK, DnsOutcome.NODATA, DnsOutcome.NXDOMAIN})


class DnsAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer to one query."""

    name: str
    """The name that was queried."""
    rtype: str
    """The record type that was queried; "DMARC" is TXT of _dmarc.<zone>."""
    outcome: DnsOutcome
    """"ok"; "nodata": the name exists but has no such record; "nxdomain": the name does not exist. With any other outcome nothing is
    known."""
    values: tuple[str, ...] = ()
    """Values in presentation format, at most 32. For a name outside the zone, a special-purpose address is replaced by the first address of
    its range: 10.0.0.0 for any in 10.0.0.0/8."""
    count: Int64 = 0
    """How many values the answer had."""
    ttl_raw: Int64 | None = None
    """TTL in seconds, as the server sent it."""
    ttl_s: Int64 | None = None
    """TTL in seconds, clamped to 60 s .. 1 day."""
    ad: bool = False
    """The resolver says that it validated the answer (RFC 4035). This is as reliable as the resolver."""
    cname: tuple[str, ...] = ()
    """The CNAME chain that was followed, at most 16 names."""
    resolver: str = ""
    """The resolver that answered: a public address or a provider's name. Addresses of the user's own network and account names are not
    recorded."""
    reason: str = ""
    """Why the answer is not conclusive, in words; "" if it is."""


class SpfFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An SPF policy (RFC 7208)."""

    record: str
    """The record as published, first 2,000 characters."""
    all: Literal["+", "-", "~", "?", ""] = ""
    """Qualifier of the `all` mechanism; "" if there is none, or the zone has two policies, which is a permanent error."""
    lookups: Int64 = 0
    """Number of terms that cost a DNS query, includes counted too."""
    too_many_lookups: bool = False
    """More than 10 such terms, or an include loop: a permanent error."""
    ip4_addresses: Int64 = 0
    """Number of addresses allowed by the ip4 terms and by `+all`, following includes within the query budget."""
    complete: bool = True
    """Every include was queried and answered (with `--passive` none is queried). If False, the counts cover only what was answered."""
    includes: tuple[str, ...] = ()
    """Names whose records are included, at most 32."""
    problems: tuple[str, ...] = ()
    """Problems of the policy, in words, at most 10."""


class DmarcFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A DMARC policy (RFC 7489)."""

    record: str
    """The record as published, first 2,000 characters."""
    policy: Literal["none", "quarantine", "reject", ""] = ""
    """Policy for receivers (tag p); "" if it is none of the three words."""
    subdomain_policy: str = ""
    """Policy for subdomains (tag sp), as written; "" if not stated."""
    pct: Int64 = 100
    """Percentage of failing mail that the policy applies to (tag pct). 100 if not stated, 0 for a policy in test mode (tag t)."""


_LISTS = (("addresses", ("A", "AAAA")), ("ns_hosts", ("NS",)), ("mx_hosts", ("MX",)), ("verifications", ("TXT",)))
"""Each list of the facts, and the types of the queries that fill it."""


class DnsFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="dns"):
    """The DNS records of the name. Each query has its own outcome: a timeout for MX does not mean "no MX"."""

    zone: str
    """The registrable name, queried for NS, MX, SOA, CAA, TXT and DMARC."""
    answers: tuple[DnsAnswer, ...] = ()
    """A, AAAA and CNAME of the host; NS, MX, TXT, SOA and CAA of the zone; TXT of _dmarc.<zone> as rtype "DMARC"; DS; others by name."""
    addresses: tuple[str, ...] = ()
    """Every address of the host, including forbidden ones."""
    forbidden: tuple[tuple[str, str], ...] = ()
    """(address, why we must not connect to it)."""
    spf: SpfFacts | None = None
    """The zone's SPF policy; None if it has none or TXT was not answered (see `answers`)."""
    dmarc: DmarcFacts | None = None
    """The zone's DMARC policy; None if it has none or two, or the query was not answered (see `answers`)."""
    dnssec: Literal["validated", "signed", "unsigned", "unknown"] = "unknown"
    """"signed": the zone has a DS record; "validated": the resolver also says that it validated every answer; "unsigned": the zone has no
    DS record."""
    wildcard: bool | None = None
    """Random labels below the zone resolve; None: not known, or not queried (`--passive`)."""
    ns_hosts: tuple[str, ...] = ()
    """Name servers of the zone, lower case, sorted."""
    mx_hosts: tuple[str, ...] = ()
    """Mail hosts of the zone without preference, lower case, sorted."""
    null_mx: bool | None = None
    """The zone declares that it accepts no mail (RFC 7505); None: MX was not answered (see `answers`)."""
    host_addresses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(name server or mail host, its IPv4 addresses, else its IPv6 addresses). As far as the query budget allowed; empty with
    `--passive`."""
    parking_ns: str = ""
    """The parking service that runs these name servers, or ""."""
    verifications: tuple[str, ...] = ()
    """Distinct services whose verification tokens are in TXT records."""
    queries: Int64 = 0
    """Number of queries that these facts needed."""

    def answer(self, rtype: str) -> DnsAnswer | None:
        """Return the first answer of this type, or None if it was not queried."""
        return next((a for a in self.answers if a.rtype == rtype), None)

    @property
    def unanswered(self) -> tuple[DnsAnswer, ...]:
        """The queries without a conclusive outcome. CNAME is left out: aliases come with the answer for A, not from a query of their
        own."""
        return tuple(answer for answer in self.answers if not answer.outcome.conclusive and answer.rtype != "CNAME")

    def told(self, *rtypes: str) -> bool:
        """Whether every one of these types was queried and conclusively answered. Only then is a record that none of them returned
        absent."""
        return {answer.rtype for answer in self.answers if answer.outcome in _CONCLUSIVE}.issuperset(rtypes)

    @property
    def unheard(self) -> tuple[str, ...]:
        """The lists that are empty because their queries were not answered, and not because the zone has no such record."""
        empty = [(name, rtypes) for name, rtypes in _LISTS if not getattr(self, name)]
        return tuple(name for name, rtypes in empty if not self.told(*rtypes)) if empty else ()

    @property
    def exists(self) -> bool | None:
        """Whether the name exists; None if no answer says."""
        asked = [a.outcome for a in self.answers if a.rtype in ("A", "AAAA")]
        if DnsOutcome.OK in asked or DnsOutcome.NODATA in asked:
            return True
        if any(a.cname for a in self.answers if a.rtype in ("A", "AAAA")):
            return True  # a dangling alias: the alias itself exists
        return False if set(asked) == {DnsOutcome.NXDOMAIN} else None  # some servers deny only AAAA (RFC 4074 section 4.2)
