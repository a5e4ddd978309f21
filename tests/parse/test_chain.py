"""An issuer that was verified before stands in for its way to the root, and changes no verdict: a judge without memory says the same."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from scamtriage.parse.chain import ChainJudge
from tests.parse.test_certificate import MIDDLE, NOW, ROOT, Authority, der, pem

FORGED = Authority("Test Intermediate", ROOT)
"""The same name, another key, and honestly signed."""
EXPIRED = Authority("Short Intermediate", ROOT)
EXPIRED.certificate = EXPIRED._signed(EXPIRED.subject, EXPIRED.key.public_key(), ROOT, ca=True, days=20)
NARROW = Authority("Narrow Intermediate", ROOT)
NARROW.certificate = NARROW._signed(
    NARROW.subject, NARROW.key.public_key(), ROOT, ca=True, days=900,
    extensions=[x509.NameConstraints(permitted_subtrees=[x509.DNSName("example")], excluded_subtrees=None)],
)  # fmt: skip
DEEP = Authority("Deep Intermediate", MIDDLE)
STRANGER = Authority("Nobody's Root")
M = der(MIDDLE.certificate)

CASES = {
    "another leaf": [der(MIDDLE.leaf("b.example")), M],
    "a wildcard": [der(MIDDLE.leaf("*.c.example")), M],
    "an address": [der(MIDDLE.leaf("93.184.216.34")), M],
    "no intermediate": [der(MIDDLE.leaf("b.example"))],
    "rubbish beside it": [der(MIDDLE.leaf("b.example")), M, b"garbage"],
    "the root beside it": [der(MIDDLE.leaf("b.example")), M, der(ROOT.certificate)],
    "a leaf of a namesake": [der(FORGED.leaf("b.example")), M],
    "a leaf of a stranger": [der(Authority("Test Intermediate").leaf("b.example")), M],
    "a leaf that vouches for itself": [der(Authority("b.example").certificate), M],
    "not for servers": [der(MIDDLE.leaf("b.example", usage=ExtendedKeyUsageOID.CLIENT_AUTH)), M],
    "no names": [der(MIDDLE.leaf()), M],
    "an authority's certificate": [der(DEEP.certificate), M],
    "valid long ago": [der(MIDDLE.leaf("b.example", begin=NOW - timedelta(days=900))), M],
    "one more step": [der(DEEP.leaf("b.example")), der(DEEP.certificate), M],
    "a step is missing": [der(DEEP.leaf("b.example")), der(DEEP.certificate)],
    "while its issuer is in force": [der(EXPIRED.leaf("b.example", days=10)), der(EXPIRED.certificate)],
    "after its issuer's end": [der(EXPIRED.leaf("b.example", begin=NOW + timedelta(days=60))), der(EXPIRED.certificate)],
    "a name that its issuer may sign": [der(NARROW.leaf("b.example")), der(NARROW.certificate)],
    "a name that its issuer may not sign": [der(NARROW.leaf("b.test")), der(NARROW.certificate)],
}


@pytest.fixture(scope="module")
def experienced() -> ChainJudge:
    """Has seen an honest chain over every intermediate."""
    judge = ChainJudge(pem(ROOT.certificate))
    for leaf, *others in (
        [MIDDLE.leaf("a.example"), MIDDLE],
        [FORGED.leaf("a.example"), FORGED],
        [EXPIRED.leaf("a.example", days=10), EXPIRED],
        [NARROW.leaf("a.example"), NARROW],
        [DEEP.leaf("a.example"), DEEP, MIDDLE],
    ):
        assert judge.judge([der(leaf), *(der(other.certificate) for other in others)], NOW) == ("valid", "")
    return judge


@pytest.mark.parametrize("case", CASES)
def test_what_was_verified_before_changes_no_verdict(case: str, experienced: ChainJudge) -> None:
    chain = CASES[case]
    assert experienced.judge(chain, NOW)[0] == ChainJudge(pem(ROOT.certificate)).judge(chain, NOW)[0]


def test_a_chain_that_is_seen_again_after_its_issuer_has_run_out_is_judged_anew() -> None:
    judge = ChainJudge(pem(ROOT.certificate))
    chain = [der(EXPIRED.leaf("b.example")), der(EXPIRED.certificate)]
    assert [judge.judge(chain, NOW + timedelta(days=days))[0] for days in (0, 0, 30, 0)] == ["valid", "valid", "unverified", "valid"]


def test_an_issuer_is_verified_once() -> None:
    judge = ChainJudge(pem(ROOT.certificate))
    assert judge.judge([der(MIDDLE.leaf("a.example")), M], NOW) == ("valid", "")
    judge._store = ChainJudge(pem(Authority("Nobody's Root").certificate))._store
    assert judge.judge([der(MIDDLE.leaf("b.example")), M], NOW) == ("valid", "")
    judged, why = judge.judge([der(FORGED.leaf("b.example")), der(FORGED.certificate)], NOW)
    assert judged == "unverified" and why.startswith("the chain could not be verified: ")


@pytest.mark.parametrize(
    ("chain", "why"),
    [
        (CASES["no intermediate"], "the chain could not be verified: the host does not show the certificate of its issuer"),
        (
            [der(STRANGER.leaf("b.example")), der(STRANGER.certificate)],
            "the chain could not be verified: it ends in a root that is not trusted here",
        ),
        (CASES["a step is missing"], "the chain could not be verified: the host does not show the certificate of its issuer"),
        (CASES["no names"], "the chain cannot be judged: it names no host"),
    ],
)
def test_why_a_common_chain_is_not_verified_is_told_in_words(chain: list[bytes], why: str) -> None:
    assert ChainJudge(pem(ROOT.certificate)).judge(chain, NOW) == ("unverified", why)


def test_another_flaw_of_a_certificate_that_stands_alone_is_told_as_it_is() -> None:
    _, why = ChainJudge(pem(ROOT.certificate)).judge(CASES["not for servers"][:1], NOW)
    assert "EKU" in why
