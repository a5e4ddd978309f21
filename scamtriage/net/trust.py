"""Roots for services that must be who they say they are: registries and the operator's resolvers."""

import os
import ssl
from functools import lru_cache


@lru_cache(maxsize=1)
def client_context() -> ssl.SSLContext:
    """Certificates and names are checked; the roots are those that SSL_CERT_FILE names, else the system's, else certifi's.

    One context for the process: making one costs milliseconds.
    """
    named = os.environ.get("SSL_CERT_FILE")
    if named:
        return ssl.create_default_context(cafile=named)
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        import certifi  # comes with httpx

        context.load_verify_locations(cafile=certifi.where())
    return context
