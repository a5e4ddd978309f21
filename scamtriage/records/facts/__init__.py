"""What was observed of one target: one record per collector. Sizes are capped; text is untrusted and unescaped."""

from typing import Literal, get_args

from msgspec import Struct

from scamtriage.records.facts.certificate import CertificateFacts
from scamtriage.records.facts.contact import Contact, QrImage
from scamtriage.records.facts.dns import DmarcFacts, DnsAnswer, DnsFacts, DnsOutcome, SpfFacts
from scamtriage.records.facts.hosting import AddressHolder, HostingFacts
from scamtriage.records.facts.page import Cookie, Look, PageFacts
from scamtriage.records.facts.page_parts import Form, FormField, Hop, Link
from scamtriage.records.facts.registration import (
    DateNote,
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
    RegistrationResult,
)
from scamtriage.records.facts.reputation import Listing, ReputationFacts

__all__ = [
    "OBSERVED_BY",
    "AddressHolder",
    "CertificateFacts",
    "Contact",
    "Cookie",
    "DateNote",
    "DmarcFacts",
    "DnsAnswer",
    "DnsFacts",
    "DnsOutcome",
    "Facts",
    "Form",
    "FormField",
    "Hop",
    "HostingFacts",
    "Lead",
    "Link",
    "Listing",
    "Look",
    "PageFacts",
    "QrImage",
    "RegistrationAbsent",
    "RegistrationFacts",
    "RegistrationLimited",
    "RegistrationMalformed",
    "RegistrationResult",
    "ReputationFacts",
    "SpfFacts",
]

Facts = DnsFacts | RegistrationFacts | RegistrationAbsent | CertificateFacts | PageFacts | HostingFacts | ReputationFacts
"""The `kind` tag of each is its collector's name; only the registration collector has a second kind."""

OBSERVED_BY: tuple[str, ...] = tuple(kind.__struct_config__.tag for kind in get_args(Facts) if kind is not RegistrationAbsent)
"""The collector names: the keys that evidence may use. `collect.COLLECTORS` holds the code."""


class Lead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A host name that was discovered. It becomes a target only with --follow."""

    host: str
    """Lower-case A-labels, or an IP literal."""
    via: Literal["redirect", "certificate", "link"] = "redirect"
    """How it was found. "redirect": the page ended there; "certificate": the host's certificate also names it (the first 10 such names are
    kept)."""
