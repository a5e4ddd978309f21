"""Verify offline whether a certificate chain leads to a trusted root; host name and validity dates are not judged here."""

import contextlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import verification

from scamtriage.parse.certificate import UNREADABLE, loaded

_MAX_DEPTH = 8
_MAX_REMEMBERED = 4_096
_MAX_ISSUERS = 256
_NO_ISSUER = "no interior errors"
"""What the library says of a certificate of which it knows no issuer; any other flaw is an interior error, or named at once."""

_Subject = x509.DNSName | x509.IPAddress
Judgement = tuple[Literal["valid", "unverified"], str]


@dataclass(frozen=True, slots=True)
class _Issuer:
    """An issuer that was already verified up to a root, with the period in which its whole path is valid."""

    anchor: verification.Store
    begin: datetime
    end: datetime


class ChainJudge:
    """Verifies chains against a fixed set of roots and caches the results."""

    def __init__(self, roots_pem: bytes) -> None:
        roots = _roots(roots_pem)
        self._store = verification.Store(roots) if roots else None
        self._roots = frozenset(root.public_bytes(Encoding.DER) for root in roots)
        self._judged: dict[tuple[bytes, date], Judgement] = {}
        """Keyed by chain and day of observation, because an intermediate may expire during a scan."""
        self._issuers: dict[tuple[bytes, ...], _Issuer] = {}

    def judge(self, chain: Sequence[bytes], observed_at: datetime) -> Judgement:
        """Return ("valid", "") or ("unverified", reason). `chain` is DER, leaf first.

        The chain is verified for the leaf's own first name, at the moment nearest to `observed_at` within the leaf's validity period. A
        wrong name or an expired date is a separate finding. A rejected chain is called "unverified", never invalid: a harmless mistake of
        an honest site, such as a missing intermediate, causes the same rejection.

        Few authorities sign most of the web. So a verified issuer serves as trust anchor when the same certificates appear above another
        leaf. If that shorter verification fails, the whole chain is verified.
        """
        if self._store is None:
            return "unverified", "no trusted roots on this machine"
        key = sha256(b"".join(chain)).digest(), observed_at.date()
        if key not in self._judged:
            if len(self._judged) >= _MAX_REMEMBERED:
                self._judged.clear()
            self._judged[key] = self._verify(self._store, chain, observed_at)
        return self._judged[key]

    def ends_elsewhere(self, chain: Sequence[bytes]) -> bool:
        """Whether an unverified chain ends in a root that is not in our set; such a chain lacks no intermediate."""
        if self._store is None or len(chain) < 2 or chain[-1] in self._roots:
            return False
        try:
            last = x509.load_der_x509_certificate(chain[-1])
            return last.issuer == last.subject
        except UNREADABLE:
            return False

    def _verify(self, store: verification.Store, chain: Sequence[bytes], observed_at: datetime) -> Judgement:
        try:
            leaf = loaded(chain[0])
            subject = _subject(leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)
            moment = min(max(observed_at, leaf.not_valid_before_utc), leaf.not_valid_after_utc - timedelta(seconds=1))
            if not self._vouched(leaf, subject, tuple(chain[1:]), moment):
                others = [x509.load_der_x509_certificate(der) for der in chain[1:]]
                self._remember(_verifier(store, subject, moment).verify(leaf, others), tuple(chain[1:]))
        except verification.VerificationError as exc:
            return "unverified", f"the chain could not be verified: {self._flaw(chain, str(exc)) or str(exc)[:160]}"
        except x509.ExtensionNotFound:
            return "unverified", "the chain cannot be judged: it names no host"
        except UNREADABLE as exc:
            return "unverified", f"the chain cannot be judged: {str(exc)[:160]}"
        return "valid", ""

    def _flaw(self, chain: Sequence[bytes], said: str) -> str:
        """Return the common reason why a chain is rejected, in words; "" for any other. `said`: the library's."""
        if self.ends_elsewhere(chain):
            return "it ends in a root that is not trusted here"
        return "the host does not show the certificate of its issuer" if _NO_ISSUER in said else ""

    def _vouched(self, leaf: x509.Certificate, subject: _Subject, others: tuple[bytes, ...], moment: datetime) -> bool:
        """Whether the cached issuer for these certificates signed this leaf too."""
        issuer = self._issuers.get(others)
        if issuer is None or not issuer.begin <= moment <= issuer.end:
            return False
        try:
            _verifier(issuer.anchor, subject, moment).verify(leaf, [])
        except verification.VerificationError:
            return False
        return True

    def _remember(self, verified: Sequence[x509.Certificate], others: tuple[bytes, ...]) -> None:
        """Cache the issuer of a verified leaf, unless a certificate on the path has name constraints."""
        _, *way = verified
        if len(way) < 2 or any(_limits_names(certificate) for certificate in way):
            return
        if len(self._issuers) >= _MAX_ISSUERS:
            self._issuers.clear()
        self._issuers[others] = _Issuer(
            verification.Store([way[0]]),
            max(certificate.not_valid_before_utc for certificate in way),
            min(certificate.not_valid_after_utc for certificate in way),
        )


def _verifier(store: verification.Store, subject: _Subject, moment: datetime) -> verification.ServerVerifier:
    builder = verification.PolicyBuilder().store(store).time(moment.replace(tzinfo=None)).max_chain_depth(_MAX_DEPTH)
    return builder.build_server_verifier(subject)


def _limits_names(certificate: x509.Certificate) -> bool:
    try:
        certificate.extensions.get_extension_for_class(x509.NameConstraints)
    except x509.ExtensionNotFound:
        return False
    return True


def _subject(names: x509.SubjectAlternativeName) -> _Subject:
    for name in names.get_values_for_type(x509.DNSName):
        return x509.DNSName(name.replace("*", "any", 1))
    for address in names.get_values_for_type(x509.IPAddress):
        return x509.IPAddress(address)
    raise ValueError("it names no host")


def _roots(pem: bytes) -> list[x509.Certificate]:
    """Return every readable root of the bundle; unreadable entries are skipped."""
    roots = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about roots with odd serial numbers: the system trusts them
        for part in pem.split(b"-----BEGIN CERTIFICATE-----")[1:]:
            with contextlib.suppress(ValueError):
                roots.append(x509.load_pem_x509_certificate(b"-----BEGIN CERTIFICATE-----" + part))
    return roots
