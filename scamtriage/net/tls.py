"""Two kinds of TLS context, never mixed, and the trusted roots.

`observing_context` verifies nothing and records what targets show; `client_context` verifies registries and resolvers. `roots_pem` returns
the roots for judging a chain offline.
"""

import os
import ssl
import warnings
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Any

from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import Handshake
from scamtriage.net.stream import SocketStream

_SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # macOS, BSD
)
_MAX_BYTES = 8_000_000


def observing_context() -> ssl.SSLContext:
    """Return one context for all targets of a run.

    Nothing is verified, and the trust store stays empty: with roots OpenSSL would verify all the same and discard the result. No client
    certificate is ever loaded. Old versions and weak ciphers are accepted, because such a site is to be observed, not trusted; the
    negotiated version is recorded.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION | getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_alpn_protocols(["http/1.1"])
    return context


@lru_cache(maxsize=4)
def client_context(roots: Path | None = None) -> ssl.SSLContext:
    """Return the context that verifies the certificates and names of registries and resolvers.

    The roots are `roots`, else those in SSL_CERT_FILE, else the system's, else certifi's. Cached, because creating one takes milliseconds.
    Raises OSError or ssl.SSLError if the named file can't be used.

    `ssl.create_default_context` is not used: it writes the secrets of every connection to the file named by SSLKEYLOGFILE.
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


def roots_pem(own: Path | None = None) -> bytes:
    """Return the root bundle as PEM; b"" if there is none, and then no chain can be judged. `own`: the bundle named in the settings."""
    named = own or os.environ.get("SSL_CERT_FILE")
    for place in [named] if named else _of_this_machine():
        if Path(place).is_file():
            with Path(place).open("rb") as bundle:
                return bundle.read(_MAX_BYTES)
    return b""


def _of_this_machine() -> Iterator[str]:
    yield from filter(None, [ssl.get_default_verify_paths().cafile, *_SYSTEM_BUNDLES])
    import certifi  # as in client_context: sites are judged by the same roots as registries

    yield certifi.where()


def _shown_chain(tls: ssl.SSLObject) -> tuple[bytes, ...]:
    """Return the DER certificates that the peer sent, leaf first."""
    session: Any = tls
    if hasattr(session, "get_unverified_chain"):  # public from Python 3.13
        return tuple([bytes(der) for der in session.get_unverified_chain()])
    return tuple([bytes(certificate.public_bytes(2)) for certificate in session._sslobj.get_unverified_chain() or ()])  # 2: DER


def handshake_of(stream: SocketStream, port: int, policy: NetPolicy) -> Handshake:
    """Return what a finished handshake shows: at most `max_chain` certificates, and none from the first oversized one on."""
    tls = stream.tls
    assert tls is not None
    shown = _shown_chain(tls)
    chain = tuple(takewhile(lambda der: len(der) <= policy.max_certificate_bytes, shown[: policy.max_chain]))
    return Handshake(
        chain_der=chain,
        leaf_sha256=sha256(chain[0]).hexdigest() if chain else "",
        tls_version=tls.version() or "",
        address=stream.address,
        port=port,
        beyond=len(shown) - len(chain),
    )
