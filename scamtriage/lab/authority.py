"""A throw-away certificate authority: a root, one intermediate per kind, and leaves issued on demand."""

import hashlib
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from scamtriage.lab.scene import Certificate

POLICIES = {"dv": "2.23.140.1.2.1", "ov": "2.23.140.1.2.2", "ev": "2.23.140.1.1"}  # CA/Browser Forum baseline requirements 7.1.6.1
CA_DAYS = 4000
"""The root and the intermediates hold for so many days before and after the time of the lab."""
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # FIPS 186-4, D.1.2.3


class Authority:
    """Issue certificates for the lab's hosts.

    With a `seed`, all keys, serials and signatures derive from it, so that a recorded run can be reproduced byte for byte. Without one (the
    default), keys are random and lost with the process: a root that a user trusted cannot be abused later.
    """

    def __init__(self, now: datetime, seed: bytes | None = None) -> None:
        self._now = now.replace(microsecond=0)
        self._seed = seed
        self._root_key = self._key("root")
        name = _name(common_name="Scamtriage Lab Root", organisation="Scamtriage Lab")
        self._root = self._sign(self._ca(name, name, path_length=1, serial="root"), issuer_key=self._root_key, subject_key=self._root_key)
        self._intermediates: dict[str, tuple[x509.Certificate, ec.EllipticCurvePrivateKey]] = {}

    @property
    def root_pem(self) -> bytes:
        """The root certificate, for SSL_CERT_FILE."""
        return self._root.public_bytes(serialization.Encoding.PEM)

    def leaf_pem(self, spec: Certificate) -> bytes:
        """Return private key, leaf and intermediate in the order in which a TLS server expects them in one file."""
        key = self._key("leaf " + spec.hosts[0])
        not_before = self._now - timedelta(days=spec.age_days)
        subject = _name(
            common_name=spec.hosts[0][:64], organisation=spec.organisation if spec.kind in ("ov", "ev") else "", country=spec.country
        )
        issuer, issuer_key = (None, key) if spec.kind == "self-signed" else self._intermediate(spec.kind)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.subject if issuer else subject)
            .serial_number(self._serial("leaf " + spec.hosts[0]))
            .not_valid_before(not_before)
            .not_valid_after(not_before + timedelta(days=spec.days))
            .add_extension(x509.SubjectAlternativeName([_general_name(host) for host in spec.sans or spec.hosts]), critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(ca=False), critical=True)
        )
        if spec.kind in POLICIES:
            policy = x509.PolicyInformation(x509.ObjectIdentifier(POLICIES[spec.kind]), None)
            builder = builder.add_extension(x509.CertificatePolicies([policy]), critical=False)
        leaf = self._sign(builder, issuer_key=issuer_key, subject_key=key)
        shown = [leaf] if issuer is None else [leaf, issuer]
        return _private_pem(key) + b"".join(certificate.public_bytes(serialization.Encoding.PEM) for certificate in shown)

    def _intermediate(self, kind: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        if kind not in self._intermediates:
            key = self._key("intermediate " + kind)
            name = _name(common_name=f"Scamtriage Lab {kind.upper()} CA", organisation="Scamtriage Lab")
            any_policy = x509.PolicyInformation(x509.ObjectIdentifier("2.5.29.32.0"), None)
            builder = self._ca(name, self._root.subject, path_length=0, serial="intermediate " + kind).add_extension(
                x509.CertificatePolicies([any_policy]), critical=False
            )
            self._intermediates[kind] = (self._sign(builder, issuer_key=self._root_key, subject_key=key), key)
        return self._intermediates[kind]

    def _ca(self, subject: x509.Name, issuer: x509.Name, *, path_length: int, serial: str) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .serial_number(self._serial(serial))
            .not_valid_before(self._now - timedelta(days=CA_DAYS))
            .not_valid_after(self._now + timedelta(days=CA_DAYS))
            .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
            .add_extension(_key_usage(ca=True), critical=True)
        )

    def _sign(
        self, builder: x509.CertificateBuilder, *, issuer_key: ec.EllipticCurvePrivateKey, subject_key: ec.EllipticCurvePrivateKey
    ) -> x509.Certificate:
        builder = (
            builder.public_key(subject_key.public_key())
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(subject_key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        )
        return builder.sign(issuer_key, hashes.SHA256(), ecdsa_deterministic=self._seed is not None or None)

    def _key(self, label: str) -> ec.EllipticCurvePrivateKey:
        if self._seed is None:
            return ec.generate_private_key(ec.SECP256R1())
        return ec.derive_private_key(1 + self._number("key " + label) % (P256_ORDER - 1), ec.SECP256R1())

    def _serial(self, label: str) -> int:
        if self._seed is None:
            return x509.random_serial_number()
        return 1 + (self._number("serial " + label) >> 98)

    def _number(self, label: str) -> int:
        return int.from_bytes(hashlib.sha256((self._seed or b"") + b"\0" + label.encode()).digest(), "big")


def _name(*, common_name: str, organisation: str = "", country: str = "") -> x509.Name:
    parts = ((NameOID.COUNTRY_NAME, country), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common_name))
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _key_usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=ca,
        crl_sign=ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
