"""What was observed of one target, one record a collector; sizes are capped, text is raw and hostile until rendered."""

from typing import Literal, get_args

from msgspec import Struct

from scamtriage.records.facts.certificate import CertificateFacts
from scamtriage.records.facts.dns import DmarcFacts, DnsAnswer, DnsFacts, DnsOutcome, SpfFacts
from scamtriage.records.facts.hosting import AddressHolder, HostingFacts
from scamtriage.records.facts.page import Contact, Cookie, Look, PageFacts, QrImage
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
"""The `kind` of each is its collector's name; only a registration has a second one."""

OBSERVED_BY: tuple[str, ...] = tuple(kind.__struct_config__.tag for kind in get_args(Facts) if kind is not RegistrationAbsent)
"""The collectors by name: what a line of evidence may be keyed by. `collect.COLLECTORS` holds the code."""


class Lead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name that was discovered on the way; fed back as a target only with --follow."""

    host: str
    """Lower-case A-labels, or an IP literal."""
    via: Literal["redirect", "certificate", "link"] = "redirect"
    """"redirect": the page landed there; "certificate": it stands beside the host in its certificate, of which the first 10 are kept."""
