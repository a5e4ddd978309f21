"""What the certificate says that the host showed."""

from datetime import datetime
from typing import Literal

from scamtriage.records.frozen import record


@record
class CertificateFacts:
    """The certificate that the host showed, judged offline; nothing here was trusted while collecting."""

    kind: Literal["certificate"] = "certificate"
    sha256: str
    """Of the leaf's DER, taken before any parsing."""
    der_base64: str = ""
    """The leaf, at most 64 KB."""
    chain_sha256: tuple[str, ...] = ()
    parsed: bool = True
    """False: the DER is kept but could not be read; every field below is then unknown."""
    subject_cn: str = ""
    organisation: str = ""
    sans: tuple[str, ...] = ()
    """DNS names (A-labels, lower case), then IP addresses; at most 100."""
    san_count: int = 0
    issuer_cn: str = ""
    issuer_organisation: str = ""
    validation: Literal["dv", "ov", "ev", "unknown"] = "unknown"
    not_before: datetime | None = None
    not_after: datetime | None = None
    key: str = ""
    """e.g. "EC P-256", "RSA 2048"."""
    serial: str = ""
    sct_first: datetime | None = None
    sct_count: int = 0
    self_signed: bool | None = None
    name_matches: bool | None = None
    """None: its names could not be read."""
    chain: Literal["valid", "invalid", "unverified"] = "unverified"
    """"unverified": the chain was not or could not be judged; weighs nothing."""
    problems: tuple[str, ...] = ()
    tls_version: str = ""
    address: str = ""
    port: int = 443
