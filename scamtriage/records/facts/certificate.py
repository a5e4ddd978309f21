"""What the certificate says that the host showed."""

from datetime import timedelta
from typing import Literal

from msgspec import Struct

from scamtriage.records.scalars import Int64, Moment

CLOCKS_APART = timedelta(days=1)
"""How far clocks may stand apart before a certificate is called one that does not hold yet."""


class CertificateFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="certificate"):
    """The certificate that the host showed, judged offline; nothing here was trusted while collecting."""

    sha256: str
    """Of the leaf's DER, taken before any parsing."""
    der_base64: str = ""
    """The leaf, at most 64 KB."""
    chain_sha256: tuple[str, ...] = ()
    """Of each certificate that was shown, leaf first."""
    parsed: bool = True
    """False: the DER is kept but could not be read; every field below is then unknown."""
    subject_cn: str = ""
    """Common name of whom it is for; counts for nothing, as in browsers."""
    organisation: str = ""
    """Whom the authority says it checked; "" in one that only proves control of the name."""
    sans: tuple[str, ...] = ()
    """DNS names (A-labels, lower case), then IP addresses; at most 100."""
    san_count: Int64 = 0
    """How many names and addresses it is for."""
    issuer_cn: str = ""
    """Common name of the authority."""
    issuer_organisation: str = ""
    """Organisation of the authority."""
    validation: Literal["dv", "ov", "ev", "unknown"] = "unknown"
    """What the authority says it checked: control of the name, an organisation, an organisation in full (CA/Browser Forum)."""
    not_before: Moment | None = None
    """Aware UTC: from when it holds."""
    not_after: Moment | None = None
    """Aware UTC: until when it holds; whether that is past depends on when it was seen."""
    key: str = ""
    """e.g. "EC P-256", "RSA 2048"."""
    serial: str = ""
    """Hexadecimal."""
    sct_first: Moment | None = None
    """Aware UTC: when a certificate log first saw it (RFC 6962), as the stamps within it say."""
    sct_count: Int64 = 0
    """How many such stamps it holds, at most 100."""
    self_signed: bool | None = None
    """It vouches for itself; None: that could not be checked."""
    name_matches: bool | None = None
    """It is for this host (RFC 6125); None: its names could not be read."""
    chain: Literal["valid", "invalid", "unverified"] = "unverified"
    """"unverified": the chain was not or could not be judged; weighs nothing."""
    problems: tuple[str, ...] = ()
    """What is wrong with it or with its chain, in words."""
    tls_version: str = ""
    """As agreed on with the host: "TLSv1.3"."""
    address: str = ""
    """Address that showed it."""
    port: Int64 = 443
    """Port at which it was shown."""
