"""The trusted roots, for judging chains offline: of the settings, of SSL_CERT_FILE, of the system or, where it has none, certifi's."""

import os
import ssl
from collections.abc import Iterator
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
    for place in [named] if named else _of_this_machine():
        if Path(place).is_file():
            with Path(place).open("rb") as bundle:
                return bundle.read(_MAX_BYTES)
    return b""


def _of_this_machine() -> Iterator[str]:
    yield from filter(None, [ssl.get_default_verify_paths().cafile, *_SYSTEM_BUNDLES])
    import certifi  # where registries are believed by it, sites are judged by it

    yield certifi.where()
