"""Roots for services that must be who they say they are: registries and the operator's resolvers."""

import os
import ssl
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=4)
def client_context(roots: Path | None = None) -> ssl.SSLContext:
    """Certificates and names are checked; the roots are `roots`, else those that SSL_CERT_FILE names, else the system's, else certifi's.

    One context a process: making one costs milliseconds. Raises OSError or ssl.SSLError when the named file can't be used.

    Not `ssl.create_default_context`, which writes the secrets of every connection into the file that SSLKEYLOGFILE names.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks certificate and name
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    named = roots or os.environ.get("SSL_CERT_FILE")
    if named:
        context.load_verify_locations(cafile=str(named))
        return context
    context.load_default_certs(ssl.Purpose.SERVER_AUTH)
    if not context.cert_store_stats()["x509_ca"]:
        import certifi

        context.load_verify_locations(cafile=certifi.where())
    return context
