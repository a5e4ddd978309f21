"""Certificates good, odd and broken: facts field by field, names by RFC 6125, chains against given roots."""

import ipaddress
import warnings
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import example, given
from hypothesis import strategies as st

from scamtriage.parse.certificate import matches, read_certificate
from scamtriage.parse.chain import ChainJudge

NOW = datetime(2026, 11, 1, tzinfo=UTC)


class Authority:
    """A root of our own and what it signs, from five days before `now` on."""

    def __init__(self, name: str = "Test Root", parent: "Authority | None" = None, *, now: datetime = NOW) -> None:
        self.begin = now - timedelta(days=5)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.subject = x509.Name(
            [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tests Ltd")]
        )
        signer = parent or self
        self.certificate = self._signed(self.subject, self.key.public_key(), signer, ca=True, days=3650)

    def _signed(self, subject, public_key, signer, *, ca, days, begin=None, extensions=()):
        begin = begin or self.begin
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(signer.subject)
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(begin + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key()), critical=False)
        )
        if ca:
            builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
            usage = dict.fromkeys(["content_commitment", "key_encipherment", "data_encipherment", "key_agreement"], False)
            usage |= {"digital_signature": True, "key_cert_sign": True, "crl_sign": True, "encipher_only": False, "decipher_only": False}
            builder = builder.add_extension(x509.KeyUsage(**usage), critical=True)
        for extension in extensions:
            builder = builder.add_extension(extension, critical=False)
        return builder.sign(signer.key, hashes.SHA256())

    def damaged(self, oid, content, *names, policy="2.23.140.1.2.2"):
        """A leaf with one extension that cannot be unpacked."""
        extensions = [x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), content)]
        if names:
            extensions.append(x509.SubjectAlternativeName([alternative(name) for name in names]))
        extensions.append(x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier(policy), None)]))
        return self._signed(self.subject, self.key.public_key(), self, ca=False, days=90, extensions=extensions)

    def leaf(self, *names, key=None, days=90, begin=None, policy=None, usage=ExtendedKeyUsageOID.SERVER_AUTH, cn="leaf"):
        key = key or ec.generate_private_key(ec.SECP256R1())
        alternatives = [alternative(name) for name in names]
        extensions = [x509.ExtendedKeyUsage([usage])]
        if alternatives:
            extensions.append(x509.SubjectAlternativeName(alternatives))
        if policy:
            extensions.append(x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier(policy), None)]))
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, cn)])
        return self._signed(subject, key.public_key(), self, ca=False, days=days, begin=begin, extensions=extensions)


def alternative(name: str) -> x509.GeneralName:
    if "@" in name:
        return x509.RFC822Name(name)
    return x509.IPAddress(ipaddress.ip_address(name)) if name[-1].isdigit() or ":" in name else x509.DNSName(name)


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


ROOT = Authority()
MIDDLE = Authority("Test Intermediate", ROOT)


def test_a_leaf_gives_its_facts_and_the_digest_of_its_bytes() -> None:
    leaf = der(MIDDLE.leaf("Shop.Example", "*.shop.example", policy="2.23.140.1.2.1"))
    facts = read_certificate([leaf, der(MIDDLE.certificate)], "www.shop.example")
    assert facts.sha256 == sha256(leaf).hexdigest()
    assert len(facts.chain_sha256) == 2
    assert (facts.sans, facts.san_count) == (("shop.example", "*.shop.example"), 2)
    assert (facts.issuer_cn, facts.issuer_organisation, facts.subject_cn) == ("Test Intermediate", "Tests Ltd", "leaf")
    assert (facts.validation, facts.key, facts.self_signed, facts.name_matches) == ("dv", "EC P-256", False, True)
    assert facts.not_before == NOW - timedelta(days=5)
    assert facts.not_after == NOW + timedelta(days=85)
    assert facts.problems == ()


@pytest.mark.parametrize(
    ("oid", "level"), [("2.23.140.1.1", "ev"), ("2.23.140.1.2.2", "ov"), ("2.23.140.1.2.3", "ov"), ("1.2.3.4", "unknown")]
)
def test_the_policy_says_how_the_holder_was_checked(oid, level) -> None:
    assert read_certificate([der(ROOT.leaf("a.example", policy=oid))], "a.example").validation == level


def test_a_certificate_that_vouches_for_itself_is_called_so() -> None:
    assert read_certificate([der(ROOT.certificate)], "a.example").self_signed is True


def test_one_that_only_claims_to_vouch_for_itself_is_not() -> None:
    twin = Authority()
    assert read_certificate([der(Authority("Test Root", twin).certificate)], "a.example").self_signed is False


@pytest.mark.parametrize(
    ("key", "text", "problem"),
    [
        (rsa.generate_private_key(65537, 1024), "RSA 1024", "a key of only 1024 bits"),
        (rsa.generate_private_key(65537, 2048), "RSA 2048", None),
        (ec.generate_private_key(ec.SECP384R1()), "EC P-384", None),
        (ec.generate_private_key(ec.SECP256K1()), "EC secp256k1", None),
        (ed25519.Ed25519PrivateKey.generate(), "Ed25519", None),
    ],
)
def test_the_key_is_named_and_a_weak_one_is_a_problem(key, text, problem) -> None:
    facts = read_certificate([der(ROOT.leaf("a.example", key=key))], "a.example")
    assert facts.key == text
    assert facts.problems == ((problem,) if problem else ())


def test_oddities_are_problems_and_lose_nothing_else() -> None:
    facts = read_certificate([der(ROOT.leaf(usage=ExtendedKeyUsageOID.CLIENT_AUTH, cn="shop.example\x00.evil.example"))], "shop.example")
    assert facts.name_matches is False
    assert facts.subject_cn == "shop.example\x00.evil.example"
    assert set(facts.problems) == {"names no host", "is not meant for servers"}
    assert "is an authority's certificate" in read_certificate([der(ROOT.certificate)], "a.example").problems


@pytest.mark.parametrize("oid", ["1.3.6.1.4.1.11129.2.4.2", "1.3.6.1.5.5.7.1.1", "2.5.29.31", "2.5.29.37"])
def test_a_damaged_extension_loses_no_other(oid) -> None:
    leaf = ROOT.damaged(oid, b"\x04\x02zz", "a.example", "*.b.example", "1.2.3.4")
    facts = read_certificate([der(leaf)], "a.example")
    assert (facts.sans, facts.san_count, facts.validation) == (("a.example", "*.b.example", "1.2.3.4"), 3, "ov")
    assert facts.name_matches is True
    assert facts.problems and all(problem.startswith("unreadable") for problem in facts.problems)


def test_names_that_cannot_be_read_are_unknown() -> None:
    facts = read_certificate([der(ROOT.damaged("2.5.29.17", b"0\x0d\x82\x0b\xe9.example.x"))], "a.example")
    assert (facts.sans, facts.name_matches, facts.validation) == ((), None, "ov")
    assert "names no host" not in facts.problems and any(problem.startswith("unreadable names") for problem in facts.problems)


def test_of_thousands_of_names_a_hundred_are_kept_and_all_are_counted() -> None:
    facts = read_certificate([der(ROOT.leaf(*(f"h{n}.example" for n in range(2000))))], "h1999.example")
    assert (len(facts.sans), facts.san_count, facts.name_matches) == (100, 2000, True)


def test_a_name_or_an_address_that_stands_twice_is_one() -> None:
    facts = read_certificate([der(ROOT.leaf("a.example", "192.0.2.1", "a.example", "192.0.2.1"))], "a.example")
    assert (facts.sans, facts.san_count) == (("a.example", "192.0.2.1"), 2)


@pytest.mark.filterwarnings("error")
def test_a_country_of_more_than_two_letters_warns_nobody() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        name = x509.NameAttribute(NameOID.COUNTRY_NAME, "Malaysia", _validate=False)
    subject = x509.Name([name, x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Odd Ltd")])
    odd = ROOT._signed(subject, ROOT.key.public_key(), ROOT, ca=False, days=90)
    facts = read_certificate([der(odd)], "a.example")
    assert facts.parsed and facts.organisation == "Odd Ltd"


def test_bytes_that_are_no_certificate_are_kept_and_nothing_is_known() -> None:
    facts = read_certificate([b"0\x82garbage"], "a.example")
    assert facts.parsed is False and facts.name_matches is None
    assert (facts.sha256, facts.der_base64) == (sha256(b"0\x82garbage").hexdigest(), "MIJnYXJiYWdl")
    assert facts.problems[0].startswith("unreadable")


LEAF = der(MIDDLE.leaf("a.example", policy="2.23.140.1.2.1"))


@given(st.integers(0, len(LEAF) - 1), st.integers(1, 255))
@example(12, 1)  # the version
def test_no_flipped_byte_makes_it_raise(index, mask) -> None:
    damaged = bytearray(LEAF)
    damaged[index] ^= mask
    facts = read_certificate([bytes(damaged)], "a.example")
    assert facts.sha256 == sha256(damaged).hexdigest()
    ChainJudge(pem(ROOT.certificate)).judge([bytes(damaged)], NOW)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(data) -> None:
    assert read_certificate([data], "a.example").parsed is False


@pytest.mark.parametrize(
    ("host", "names", "addresses", "expected"),
    [
        ("a.example", ["a.example"], [], True),
        ("a.example", ["b.example"], [], False),
        ("www.a.example", ["*.a.example"], [], True),
        ("a.example", ["*.a.example"], [], False),
        ("x.www.a.example", ["*.a.example"], [], False),
        ("a.example", ["*.example"], [], False),
        ("a.example", ["*"], [], False),
        ("wwwa.example.com", ["www*.example.com"], [], False),
        ("xn--bcher-kva.example", ["xn--bcher-kva.example"], [], True),
        ("1.2.3.4", ["1.2.3.4"], [], False),
        ("1.2.3.4", [], ["1.2.3.4"], True),
        ("2400:cb00::1", [], ["2400:cb00::1"], True),
        ("a.example", [], [], False),
    ],
)
def test_a_name_matches_as_in_rfc_6125(host, names, addresses, expected) -> None:
    assert matches(host, names, addresses) is expected


JUDGE = ChainJudge(pem(ROOT.certificate) + b"-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n")


def test_a_chain_to_a_trusted_root_is_valid() -> None:
    assert JUDGE.judge([LEAF, der(MIDDLE.certificate)], NOW) == ("valid", "")
    assert JUDGE.judge([LEAF, der(MIDDLE.certificate), der(ROOT.certificate)], NOW) == ("valid", "")


def test_a_wrong_name_or_date_is_no_fault_of_the_chain() -> None:
    elsewhere = der(MIDDLE.leaf("*.other.example", days=2))
    assert JUDGE.judge([elsewhere, der(MIDDLE.certificate)], NOW + timedelta(days=900)) == ("valid", "")


@pytest.mark.parametrize(
    "chain",
    [
        [LEAF],
        [LEAF, der(Authority("Test Intermediate").certificate)],
        [der(Authority().leaf("a.example"))],
        [b"garbage"],
        [LEAF, b"garbage"],
        [der(MIDDLE.leaf()), der(MIDDLE.certificate)],
        [der(MIDDLE.leaf("boss@a.example")), der(MIDDLE.certificate)],
    ],
    ids=["missing intermediate", "forged intermediate", "unknown root", "no leaf", "broken intermediate", "no names", "only a mailbox"],
)
def test_a_chain_that_the_library_refuses_is_unverified_with_its_reason(chain) -> None:
    verdict, why = JUDGE.judge(chain, NOW)
    assert verdict == "unverified" and why


def test_without_roots_nothing_is_judged() -> None:
    assert ChainJudge(b"").judge([LEAF], NOW) == ("unverified", "no trusted roots on this machine")
