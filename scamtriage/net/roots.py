"""The roots that are trusted, for judging chains offline: those of the settings, else of SSL_CERT_FILE, else the system's."""

import os
import ssl
from pathlib import Path

_SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # macOS, BSD
)
_MAX_BYTES = 8_000_000


def roots_pem(own: Path | None = None) -> bytes:
    """The bundle as PEM; b"" when there is none, and then no chain can be judged. `own`: the one that the settings name."""
    named = own or os.environ.get("SSL_CERT_FILE")
    places = [named] if named else [ssl.get_default_verify_paths().cafile or "", *_SYSTEM_BUNDLES]
    for place in places:
        if place and Path(place).is_file():
            with Path(place).open("rb") as bundle:
                return bundle.read(_MAX_BYTES)
    return b""
