"""TLS to look at, not to trust: a handshake with whatever the host shows, and the chain as it came."""

import ssl
import warnings
from hashlib import sha256
from itertools import takewhile
from typing import Any

from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import Handshake
from scamtriage.net.stream import SocketStream


def observing_context() -> ssl.SSLContext:
    """One context for all targets of a run.

    Nothing is verified, and the trust store stays empty: with a filled one OpenSSL would verify all the same and throw the
    answer away. No client certificate is ever loaded. Old versions and weak ciphers are accepted, because a site that uses them
    is to be seen, not to be believed; what was agreed on is recorded.
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


def shown_chain(tls: ssl.SSLObject) -> tuple[bytes, ...]:
    """The DER of the certificates that the peer sent, leaf first."""
    session: Any = tls
    if hasattr(session, "get_unverified_chain"):  # public from Python 3.13
        return tuple([bytes(der) for der in session.get_unverified_chain()])
    return tuple([bytes(certificate.public_bytes(2)) for certificate in session._sslobj.get_unverified_chain() or ()])  # 2: DER


def handshake_of(stream: SocketStream, port: int, policy: NetPolicy) -> Handshake:
    """What a finished handshake shows of the peer, within the policy's numbers and up to a certificate that is too large."""
    tls = stream.tls
    assert tls is not None
    shown = shown_chain(tls)
    chain = tuple(takewhile(lambda der: len(der) <= policy.max_certificate_bytes, shown[: policy.max_chain]))
    return Handshake(
        chain_der=chain,
        leaf_sha256=sha256(chain[0]).hexdigest() if chain else "",
        tls_version=tls.version() or "",
        address=stream.address,
        port=port,
        beyond=len(shown) - len(chain),
    )
