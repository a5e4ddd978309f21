"""What the host's certificate says."""

from datetime import timedelta
from typing import Literal

from msgspec import Struct

from scamtriage.records.scalars import Int64, Moment

CLOCKS_APART = timedelta(days=1)
"""How far clocks may differ before a certificate counts as not yet valid."""


class CertificateFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="certificate"):
    """The certificate that the host presented, verified offline. The connection did not depend on its validity."""

    sha256: str
    """SHA-256 of the leaf's DER, computed before any parsing."""
    der_base64: str = ""
    """The leaf, at most 64 KB."""
    chain_sha256: tuple[str, ...] = ()
    """SHA-256 of each certificate that was presented, leaf first."""
    parsed: bool = True
    """False: the DER is kept but could not be parsed, and every field below is unknown."""
    subject_cn: str = ""
    """Common name of the subject; ignored for matching, as in browsers."""
    organisation: str = ""
    """Organisation that the authority says it checked; "" if the certificate only proves control of the name."""
    sans: tuple[str, ...] = ()
    """Subject alternative names: DNS names (A-labels, lower case), then IP addresses; at most 100."""
    san_count: Int64 = 0
    """Total number of subject alternative names."""
    issuer_cn: str = ""
    """Common name of the issuing authority."""
    issuer_organisation: str = ""
    """Organisation of the issuing authority."""
    validation: Literal["dv", "ov", "ev", "unknown"] = "unknown"
    """What the authority says it checked: "dv" control of the name, "ov" an organisation, "ev" an organisation in full (CA/Browser
    Forum)."""
    not_before: Moment | None = None
    """Start of validity, UTC."""
    not_after: Moment | None = None
    """End of validity, UTC. Whether it has passed depends on the time of observation."""
    key: str = ""
    """Key type and size: "EC P-256", "RSA 2048"."""
    serial: str = ""
    """Serial number, hexadecimal."""
    sct_first: Moment | None = None
    """Earliest timestamp of a certificate transparency log in it, UTC (RFC 6962)."""
    sct_count: Int64 = 0
    """How many such timestamps it contains, at most 100."""
    self_signed: bool | None = None
    """It is signed with its own key; None: could not be checked."""
    name_matches: bool | None = None
    """It is valid for this host name (RFC 6125); None: its names could not be read."""
    chain: Literal["valid", "invalid", "unverified"] = "unverified"
    """"unverified": the chain was not or could not be verified; that has no weight."""
    problems: tuple[str, ...] = ()
    """Problems of the certificate or its chain, in words."""
    tls_version: str = ""
    """TLS version negotiated with the host: "TLSv1.3"."""
    address: str = ""
    """Address that presented it."""
    port: Int64 = 443
    """Port at which it was presented."""
