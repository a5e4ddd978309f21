"""Whether a chain leads to a root that this machine trusts: judged offline, apart from name and date."""

import contextlib
import warnings
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from cryptography import x509
from cryptography.x509 import verification

from scamtriage.parse.certificate import UNREADABLE

_MAX_DEPTH = 8
_MAX_REMEMBERED = 4_096


class ChainJudge:
    """Judges chains against a fixed set of roots and remembers what it judged."""

    def __init__(self, roots_pem: bytes) -> None:
        roots = _roots(roots_pem)
        self._store = verification.Store(roots) if roots else None
        self._judged: dict[bytes, tuple[Literal["valid", "unverified"], str]] = {}

    def judge(self, chain: Sequence[bytes], observed_at: datetime) -> tuple[Literal["valid", "unverified"], str]:
        """("valid", "") or ("unverified", why). `chain` is DER, leaf first.

        The library is asked about the leaf's own first name, at a moment within the leaf's own dates as near to `observed_at`
        as they allow: a wrong name or an expired date is a finding of its own. What the library refuses may still be a small fault of
        an honest site, a missing intermediate most of all, so it is never called invalid.
        """
        if self._store is None:
            return "unverified", "no trusted roots on this machine"
        key = sha256(b"".join(chain)).digest()
        if key not in self._judged:
            if len(self._judged) >= _MAX_REMEMBERED:
                self._judged.clear()
            self._judged[key] = self._verify(self._store, chain, observed_at)
        return self._judged[key]

    @staticmethod
    def _verify(store: verification.Store, chain: Sequence[bytes], observed_at: datetime) -> tuple[Literal["valid", "unverified"], str]:
        try:
            leaf, *others = (x509.load_der_x509_certificate(der) for der in chain)
            names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
            moment = min(max(observed_at, leaf.not_valid_before_utc), leaf.not_valid_after_utc - timedelta(seconds=1))
            builder = verification.PolicyBuilder().store(store).time(moment.replace(tzinfo=None)).max_chain_depth(_MAX_DEPTH)
            builder.build_server_verifier(_subject(names)).verify(leaf, others)
        except verification.VerificationError as exc:
            return "unverified", f"the chain is not accepted: {str(exc)[:160]}"
        except (*UNREADABLE, x509.ExtensionNotFound) as exc:
            return "unverified", f"the chain cannot be judged: {str(exc)[:160]}"
        return "valid", ""


def _subject(names: x509.SubjectAlternativeName) -> x509.DNSName | x509.IPAddress:
    for name in names.get_values_for_type(x509.DNSName):
        return x509.DNSName(name.replace("*", "any", 1))
    for address in names.get_values_for_type(x509.IPAddress):
        return x509.IPAddress(address)
    raise ValueError("it names no host")


def _roots(pem: bytes) -> list[x509.Certificate]:
    """Every root of the bundle that can be read; one bad entry spoils no other."""
    roots = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a root with an odd serial number: it is as trusted as the system says
        for part in pem.split(b"-----BEGIN CERTIFICATE-----")[1:]:
            with contextlib.suppress(ValueError):
                roots.append(x509.load_pem_x509_certificate(b"-----BEGIN CERTIFICATE-----" + part))
    return roots
