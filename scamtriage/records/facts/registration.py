"""What a registry says of a name, over RDAP or WHOIS."""

from datetime import datetime
from typing import Literal

from scamtriage.records.frozen import record


@record
class DateNote:
    """A date of a registration that could not simply be believed."""

    field: Literal["created", "updated", "expires"]
    raw: str
    problem: Literal["ambiguous", "impossible", "future", "two-dates", "unreadable"]


@record
class RegistrationFacts:
    """Who registered the name and when: one record for RDAP and WHOIS. Times are aware UTC; None and "" mean not stated."""

    kind: Literal["registration"] = "registration"
    result: Literal["found", "redacted"] = "found"
    """"redacted": the registry answers that the name is registered and shows nothing else."""
    name: str
    """The domain that the answer is about."""
    created: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    date_notes: tuple[DateNote, ...] = ()
    registrar: str = ""
    registrar_iana_id: int | None = None
    abuse_email: str = ""
    abuse_phone: str = ""
    nameservers: tuple[str, ...] = ()
    """Lower-case host names without trailing dot, sorted."""
    status: tuple[str, ...] = ()
    """EPP status codes in RDAP spelling ("client hold"), else as the registry writes them."""
    dnssec: bool | None = None
    privacy: bool | None = None
    """A privacy or proxy service stands in for the registrant, or the registrant is redacted."""
    redacted: tuple[str, ...] = ()
    """Names of fields that the source says it left out (RFC 9537)."""
    registrant_country: str = ""
    """ISO 3166-1 alpha-2."""
    registrant_organisation: str = ""
    registrant_email_domain: str = ""
    personal: tuple[tuple[str, str], ...] = ()
    """Person data, only with --personal-data."""
    notices: tuple[str, ...] = ()
    source: str = ""
    """"rdap:<url>" or "whois:<server>"."""
    raw_sha256: str = ""
    raw_bytes: int = 0
    charset: str = ""
    replacements: int = 0
    """Bytes that the charset could not read."""


@record
class RegistrationAbsent:
    """The registry says: not registered."""

    kind: Literal["absent"] = "absent"
    because: str
    """The words of the registry that said so."""
    raw_sha256: str = ""


@record
class RegistrationLimited:
    """The registry asked us to slow down, or banned us. Nothing is known of the name."""

    kind: Literal["limited"] = "limited"
    because: str
    retry_after_s: float | None = None
    raw_sha256: str = ""


@record
class RegistrationMalformed:
    """The answer is in no language we know, or about another name. Nothing is known of the name."""

    kind: Literal["malformed"] = "malformed"
    because: str
    raw_sha256: str = ""


RegistrationResult = RegistrationFacts | RegistrationAbsent | RegistrationLimited | RegistrationMalformed
