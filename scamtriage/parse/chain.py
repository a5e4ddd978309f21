"""Whether a chain leads to a root that this machine trusts: judged offline, apart from name and date."""

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

_Subject = x509.DNSName | x509.IPAddress
Judgement = tuple[Literal["valid", "unverified"], str]


@dataclass(frozen=True, slots=True)
class _Issuer:
    """An authority whose own way to a root has been verified, and while which all certificates of that way are in force."""

    anchor: verification.Store
    begin: datetime
    end: datetime


class ChainJudge:
    """Judges chains against a fixed set of roots and remembers what it judged."""

    def __init__(self, roots_pem: bytes) -> None:
        roots = _roots(roots_pem)
        self._store = verification.Store(roots) if roots else None
        self._roots = frozenset(root.public_bytes(Encoding.DER) for root in roots)
        self._judged: dict[tuple[bytes, date], Judgement] = {}
        """By the chain and the day on which it was seen: a scan may outlast an intermediate."""
        self._issuers: dict[tuple[bytes, ...], _Issuer] = {}

    def judge(self, chain: Sequence[bytes], observed_at: datetime) -> Judgement:
        """("valid", "") or ("unverified", why). `chain` is DER, leaf first.

        The library is asked about the leaf's own first name, at a moment within the leaf's own dates as near to `observed_at`
        as they allow: a wrong name or an expired date is a finding of its own. What the library refuses may still be a small fault of
        an honest site, a missing intermediate most of all, so it is never called invalid.

        Few authorities sign most of the web. So an issuer that was verified up to a root stands in for that way when the very same
        certificates come again above another leaf; a leaf that it does not vouch for is judged whole.
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
        """Whether a chain that was not verified leads to a root of its own, which is none of ours: no intermediate is missing in it."""
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
            return "unverified", f"the chain could not be verified: {str(exc)[:160]}"
        except (*UNREADABLE, x509.ExtensionNotFound) as exc:
            return "unverified", f"the chain cannot be judged: {str(exc)[:160]}"
        return "valid", ""

    def _vouched(self, leaf: x509.Certificate, subject: _Subject, others: tuple[bytes, ...], moment: datetime) -> bool:
        """Whether the issuer that these certificates led to before signed this leaf too."""
        issuer = self._issuers.get(others)
        if issuer is None or not issuer.begin <= moment <= issuer.end:
            return False
        try:
            _verifier(issuer.anchor, subject, moment).verify(leaf, [])
        except verification.VerificationError:
            return False
        return True

    def _remember(self, verified: Sequence[x509.Certificate], others: tuple[bytes, ...]) -> None:
        """The issuer of a leaf that was verified, unless something on its way limits for which names it holds."""
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
    """Every root of the bundle that can be read; one bad entry spoils no other."""
    roots = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a root with an odd serial number: it is as trusted as the system says
        for part in pem.split(b"-----BEGIN CERTIFICATE-----")[1:]:
            with contextlib.suppress(ValueError):
                roots.append(x509.load_pem_x509_certificate(b"-----BEGIN CERTIFICATE-----" + part))
    return roots
