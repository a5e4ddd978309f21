"""Read facts from a DER certificate, field by field, so that one damaged field does not hide the others."""

import warnings
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from hashlib import sha256
from typing import Literal, TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from scamtriage.knowledge.addresses import literal
from scamtriage.parse.certificate_extensions import alone
from scamtriage.records.facts import CertificateFacts

MAX_NAMES = 100
_MAX_TEXT_CHARS = 256
_LEAST_BITS = 2_048
"""Of a key of RSA or DSA (CA/Browser Forum, Baseline Requirements 6.1.5)."""

_T = TypeVar("_T")
_E = TypeVar("_E", bound=x509.ExtensionType)
Validation = Literal["dv", "ov", "ev", "unknown"]

_POLICIES: dict[str, Validation] = {  # CA/Browser Forum, Baseline Requirements 7.1.6.1 and EV Guidelines 9.3
    "2.23.140.1.1": "ev",
    "2.23.140.1.2.2": "ov",
    "2.23.140.1.2.3": "ov",
    "2.23.140.1.2.1": "dv",
}
_CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
_WEAK_HASHES = frozenset({"md5", "sha1"})
_READ = {
    x509.SubjectAlternativeName.oid: "names",
    x509.CertificatePolicies.oid: "policies",
    x509.PrecertificateSignedCertificateTimestamps.oid: "log stamps",
    x509.BasicConstraints.oid: "basic constraints",
    x509.ExtendedKeyUsage.oid: "usage",
}
"""The extensions that are read, with the name that a problem report gives to a damaged one."""
UNREADABLE = (
    *(ValueError, TypeError, OverflowError, UnsupportedAlgorithm),
    *(x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType),
)
"""The exceptions that `cryptography` raises for a certificate, or a part of one, that it cannot read."""


@lru_cache(maxsize=4)
def loaded(der: bytes) -> x509.Certificate:
    """Load a certificate from DER. Raises UNREADABLE.

    Cached, so that reading its fields and verifying its chain share one object and the fields that it has already decoded.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return x509.load_der_x509_certificate(der)


def read_certificate(chain: Sequence[bytes], host: str) -> CertificateFacts:
    """Return the facts of a chain in DER, leaf first; `chain` must not be empty.

    Never raises: an unreadable leaf gives parsed=False. Dates are only read, not compared with the current time. The chain is verified
    elsewhere (chain.py). Warnings of `cryptography` about odd fields are dropped: a site would write to the caller's terminal by them, and
    where warnings are errors its evidence would be lost.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _facts_of(chain, host)


def _facts_of(chain: Sequence[bytes], host: str) -> CertificateFacts:
    leaf = chain[0]
    digests = tuple(sha256(der).hexdigest() for der in chain)
    encoded = b64encode(leaf).decode("ascii")
    try:
        certificate = loaded(leaf)
    except UNREADABLE as exc:
        return CertificateFacts(
            sha256=digests[0],
            der_base64=encoded,
            chain_sha256=digests,
            parsed=False,
            problems=(f"unreadable: {str(exc)[:160]}",),
        )
    reader = _Reader(certificate)
    names, addresses = reader.names()
    stamps = reader.stamps()
    return CertificateFacts(
        sha256=digests[0],
        der_base64=encoded,
        chain_sha256=digests,
        subject_cn=reader.name("subject", NameOID.COMMON_NAME),
        organisation=reader.name("subject", NameOID.ORGANIZATION_NAME),
        sans=(*names, *addresses)[:MAX_NAMES],
        san_count=len(names) + len(addresses),
        issuer_cn=reader.name("issuer", NameOID.COMMON_NAME),
        issuer_organisation=reader.name("issuer", NameOID.ORGANIZATION_NAME),
        validation=reader.validation(),
        not_before=reader.read("begin", lambda: certificate.not_valid_before_utc, None),
        not_after=reader.read("end", lambda: certificate.not_valid_after_utc, None),
        key=reader.key(),
        serial=reader.read("serial", lambda: f"{certificate.serial_number:x}"[:_MAX_TEXT_CHARS], ""),
        sct_first=min(stamps, default=None),
        sct_count=len(stamps),
        self_signed=reader.self_signed(),
        name_matches=None if reader.nameless else matches(host, names, addresses),
        problems=reader.found(names, addresses),
    )


def matches(host: str, names: Sequence[str], addresses: Sequence[str]) -> bool:
    """Whether a certificate for these names is valid for the host (RFC 6125 section 6.4).

    A wildcard stands for exactly the left-most label and needs at least two labels after it. A common name alone does not count, as in
    browsers.
    """
    if (address := literal(host)) is not None:
        return str(address) in addresses
    if host in names:
        return True
    _, _, parent = host.partition(".")
    return "." in parent and f"*.{parent}" in names


def _only_extension(der: bytes) -> x509.Extension[x509.ExtensionType]:
    """Return the single extension of this certificate. Raises UNREADABLE."""
    extensions: x509.Extensions = x509.load_der_x509_certificate(der).extensions
    return next(iter(extensions))


class _Reader:
    """Reads one certificate field by field; an unreadable field becomes a problem."""

    def __init__(self, certificate: x509.Certificate) -> None:
        self._certificate = certificate
        self._problems: list[str] = []
        self.nameless = False
        """Whether the subject alternative names are unreadable; the hosts of the certificate are then unknown."""
        together = self.read("extensions", lambda: certificate.extensions, None)
        self._extensions = x509.Extensions(list(self._one_by_one())) if together is None else together

    def _one_by_one(self) -> Iterator[x509.Extension[x509.ExtensionType]]:
        """Yield each readable extension; used when the library cannot read all of them together."""
        for kind, der in alone(self._certificate, _READ):
            extension = self.read(_READ[kind], partial(_only_extension, der), None)
            if extension is not None:
                yield extension
            elif kind == x509.SubjectAlternativeName.oid:
                self.nameless = True

    def read(self, what: str, get: Callable[[], _T], otherwise: _T) -> _T:
        """Return a field, or `otherwise` after noting the problem."""
        try:
            return get()
        except UNREADABLE as exc:
            self._problems.append(f"unreadable {what}: {str(exc)[:120]}")
            return otherwise

    def name(self, whose: Literal["subject", "issuer"], oid: ObjectIdentifier) -> str:
        """Return the first attribute of this kind, or "" if there is none."""

        def get() -> str:
            attributes = getattr(self._certificate, whose).get_attributes_for_oid(oid)
            return str(attributes[0].value)[:_MAX_TEXT_CHARS] if attributes else ""

        return self.read(whose, get, "")

    def names(self) -> tuple[list[str], list[str]]:
        """Return (DNS names as lower-case A-labels, IP addresses), without duplicates."""
        extension = self._extension(x509.SubjectAlternativeName)
        if extension is None:
            return [], []
        none: list[str] = []
        names = self.read("names", lambda: extension.get_values_for_type(x509.DNSName), none)
        addresses = self.read("addresses", lambda: [str(value) for value in extension.get_values_for_type(x509.IPAddress)], none)
        return list(dict.fromkeys(name.lower().removesuffix(".")[:_MAX_TEXT_CHARS] for name in names)), list(dict.fromkeys(addresses))

    def validation(self) -> Validation:
        """Return how the authority claims to have validated the applicant."""
        extension = self._extension(x509.CertificatePolicies)
        found = {policy.policy_identifier.dotted_string for policy in extension} if extension is not None else set()
        return next((level for oid, level in _POLICIES.items() if oid in found), "unknown")

    def stamps(self) -> list[datetime]:
        """Return the times of the signed certificate timestamps (RFC 6962). A log may lie, so an early time for a young name is only a
        hint.
        """
        extension = self._extension(x509.PrecertificateSignedCertificateTimestamps)
        if extension is None:
            return []
        return self.read("log stamps", lambda: [stamp.timestamp.replace(tzinfo=UTC) for stamp in extension][:MAX_NAMES], [])

    def key(self) -> str:
        match self.read("key", self._certificate.public_key, None):
            case rsa.RSAPublicKey(key_size=size):
                return self._sized("RSA", size)
            case ec.EllipticCurvePublicKey(curve=curve):
                return f"EC {_CURVES.get(curve.name, curve.name)}"
            case dsa.DSAPublicKey(key_size=size):
                return self._sized("DSA", size)
            case ed25519.Ed25519PublicKey():
                return "Ed25519"
            case ed448.Ed448PublicKey():
                return "Ed448"
            case _:
                return ""

    def self_signed(self) -> bool | None:
        """Whether the certificate signed itself; None if the signature cannot be checked."""
        certificate = self._certificate
        try:
            if certificate.subject != certificate.issuer:
                return False
            certificate.verify_directly_issued_by(certificate)
        except InvalidSignature:
            return False
        except UNREADABLE:
            return None
        return True

    def found(self, names: Sequence[str], addresses: Sequence[str]) -> tuple[str, ...]:
        """Return all problems, those of reading first."""
        certificate = self._certificate
        algorithm = self.read("signature", lambda: certificate.signature_hash_algorithm, None)
        if algorithm is not None and algorithm.name in _WEAK_HASHES:
            self._problems.append(f"signed with {algorithm.name.upper()}")
        if not names and not addresses and not self.nameless:
            self._problems.append("names no host")
        if len(names) > MAX_NAMES:
            self._problems.append(f"{len(names)} names, {MAX_NAMES} kept")
        basics = self._extension(x509.BasicConstraints)
        if basics is not None and basics.ca:
            self._problems.append("is an authority's certificate")
        usage = self._extension(x509.ExtendedKeyUsage)
        if usage is not None and not {ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE} & set(usage):
            self._problems.append("is not meant for servers")
        return tuple(dict.fromkeys(self._problems))

    def _sized(self, kind: str, size: int) -> str:
        if size < _LEAST_BITS:
            self._problems.append(f"a key of only {size} bits")
        return f"{kind} {size}"

    def _extension(self, kind: type[_E]) -> _E | None:
        try:
            return self._extensions.get_extension_for_class(kind).value
        except x509.ExtensionNotFound:
            return None
