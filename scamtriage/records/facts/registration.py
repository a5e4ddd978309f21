"""What a registry says of a name, over RDAP or WHOIS."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from scamtriage.records.scalars import Int64, Moment


class DateNote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A registration date that could not be taken as stated."""

    field: Literal["created", "updated", "expires"]
    """Which date it is."""
    raw: str
    """The registry's text of the date."""
    problem: Literal["ambiguous", "impossible", "future", "two-dates", "unreadable"]
    """Why it is not accepted, or what contradicts it."""


class RegistrationFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="registration"):
    """Who registered the name and when: one record for RDAP and WHOIS. Times are in UTC; None and "" mean not stated."""

    result: Literal["found", "redacted"] = "found"
    """"redacted": the registry says that the name is registered, and nothing else."""
    name: str
    """The domain that the answer is about."""
    created: Moment | None = None
    """When the name was registered."""
    updated: Moment | None = None
    """When the record was last changed."""
    expires: Moment | None = None
    """When the registration ends."""
    date_notes: tuple[DateNote, ...] = ()
    """Dates that could not be taken as stated. A date with no plausible reading is None above."""
    registrar: str = ""
    """The registrar, as the registry writes it."""
    registrar_iana_id: Int64 | None = None
    """The registrar's IANA number."""
    abuse_email: str = ""
    """The registrar's mailbox for abuse reports."""
    abuse_phone: str = ""
    """The registrar's telephone for abuse reports."""
    nameservers: tuple[str, ...] = ()
    """Lower-case host names without trailing dot, sorted."""
    status: tuple[str, ...] = ()
    """EPP status codes in RDAP spelling ("client hold"), else as the registry writes them."""
    dnssec: bool | None = None
    """The registry says that the delegation is signed with DNSSEC."""
    privacy: bool | None = None
    """The registrant is redacted, or a privacy or proxy service is shown instead."""
    redacted: tuple[str, ...] = ()
    """Names of fields that the source says it removed (RFC 9537)."""
    registrant_country: str = ""
    """Country of the registrant, ISO 3166-1 alpha-2."""
    registrant_organisation: str = ""
    """The registrant, if it is an organisation; "" behind a privacy service."""
    registrant_email_domain: str = ""
    """The domain of the registrant's mail address; the rest is not kept."""
    personal: tuple[tuple[str, str], ...] = ()
    """(field, value) of personal data, only with --personal-data."""
    notices: tuple[str, ...] = ()
    """Notices of the source, and why the registrar's own record is missing."""
    source: str = ""
    """"rdap:<url>" or "whois:<server>"."""
    raw_sha256: str = ""
    """SHA-256 of the registry's answer as received."""
    raw_bytes: Int64 = 0
    """Size of the registry's answer in bytes."""
    charset: str = ""
    """Charset used to decode the registry's answer."""
    replacements: Int64 = 0
    """Number of bytes that the charset could not decode."""

    @property
    def reserved(self) -> bool:
        """Whether the registry keeps the name, so that nobody holds it."""
        return self.result == "redacted" and self.status == ("reserved",)


class RegistrationAbsent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="absent"):
    """The registry says that the name is not registered."""

    because: str
    """The registry's text that says so."""
    raw_sha256: str = ""
    """SHA-256 of the registry's answer as received."""
    resolves: Literal[True] | UnsetType = UNSET
    """The name, or the host asked about, resolves in DNS all the same: the sources contradict each other."""


class RegistrationLimited(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The registry rate-limited or banned us. Nothing is known of the name."""

    because: str
    """The registry's text that says so."""
    retry_after_s: float | None = None
    """Seconds after which a retry is allowed; None: not stated."""
    sure: bool = True
    """False for words about our use of the server that may be its terms: it need not have refused anything."""
    raw_sha256: str = ""
    """SHA-256 of the registry's answer as received."""


class RegistrationMalformed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer cannot be parsed, or is about another name. Nothing is known of the name."""

    because: str
    """What is wrong with it, in words."""
    raw_sha256: str = ""
    """SHA-256 of the registry's answer as received."""


RegistrationResult = RegistrationFacts | RegistrationAbsent | RegistrationLimited | RegistrationMalformed
