"""What a registry says of a name, over RDAP or WHOIS."""

from typing import Literal

from msgspec import Struct

from scamtriage.records.scalars import Int64, Moment


class DateNote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A date of a registration that could not simply be believed."""

    field: Literal["created", "updated", "expires"]
    """Which of the dates."""
    raw: str
    """The words of the registry that are of the date."""
    problem: Literal["ambiguous", "impossible", "future", "two-dates", "unreadable"]
    """Why it is not believed, or what contradicts it."""


class RegistrationFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="registration"):
    """Who registered the name and when: one record for RDAP and WHOIS. Times are aware UTC; None and "" mean not stated."""

    result: Literal["found", "redacted"] = "found"
    """"redacted": the registry answers that the name is registered and shows nothing else."""
    name: str
    """The domain that the answer is about."""
    created: Moment | None = None
    """When the name was registered."""
    updated: Moment | None = None
    """When the record was last changed."""
    expires: Moment | None = None
    """When the registration ends."""
    date_notes: tuple[DateNote, ...] = ()
    """Dates that were not simply believed; one that has no other reading is None above."""
    registrar: str = ""
    """Through whom it was registered, as the registry writes it."""
    registrar_iana_id: Int64 | None = None
    """The registrar's number at IANA."""
    abuse_email: str = ""
    """The registrar's mailbox for reports of abuse."""
    abuse_phone: str = ""
    """The registrar's telephone for them."""
    nameservers: tuple[str, ...] = ()
    """Lower-case host names without trailing dot, sorted."""
    status: tuple[str, ...] = ()
    """EPP status codes in RDAP spelling ("client hold"), else as the registry writes them."""
    dnssec: bool | None = None
    """The registry says that the delegation is signed."""
    privacy: bool | None = None
    """A privacy or proxy service stands in for the registrant, or the registrant is redacted."""
    redacted: tuple[str, ...] = ()
    """Names of fields that the source says it left out (RFC 9537)."""
    registrant_country: str = ""
    """ISO 3166-1 alpha-2."""
    registrant_organisation: str = ""
    """Whose name it is, where that is an organisation; "" behind a privacy service."""
    registrant_email_domain: str = ""
    """What stands behind the @ of the registrant's address; the rest is not kept."""
    personal: tuple[tuple[str, str], ...] = ()
    """Person data, only with --personal-data."""
    notices: tuple[str, ...] = ()
    """What the source says beside the record, and why the registrar's own record is missing."""
    source: str = ""
    """"rdap:<url>" or "whois:<server>"."""
    raw_sha256: str = ""
    """Of the registry's answer as it came."""
    raw_bytes: Int64 = 0
    """Bytes of the registry's answer."""
    charset: str = ""
    """In which the registry's answer was read."""
    replacements: Int64 = 0
    """Bytes that the charset could not read."""


class RegistrationAbsent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="absent"):
    """The registry says: not registered."""

    because: str
    """The words of the registry that said so."""
    raw_sha256: str = ""
    """Of the registry's answer as it came."""


class RegistrationLimited(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The registry asked us to slow down, or banned us. Nothing is known of the name."""

    because: str
    """The words of the registry that said so."""
    retry_after_s: float | None = None
    """Seconds after which it may be asked again; None: it did not say."""
    raw_sha256: str = ""
    """Of the registry's answer as it came."""


class RegistrationMalformed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer is in no language we know, or about another name. Nothing is known of the name."""

    because: str
    """What is wrong with it, in words."""
    raw_sha256: str = ""
    """Of the registry's answer as it came."""


RegistrationResult = RegistrationFacts | RegistrationAbsent | RegistrationLimited | RegistrationMalformed
