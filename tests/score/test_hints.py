"""What of a name alone makes nobody suspicious."""

import io

import pytest

from scamtriage.assess import Rules
from scamtriage.batch.offline import offline
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.rulings import RULINGS
from scamtriage.score.verdict import HINTS
from scamtriage.targets.read import read
from tests.judgement.sites import assessed

RULES = Rules.load()
SUSPICIOUS = next(level.at_least for level in RULES.catalog.scoring.verdicts if level.verdict == "suspicious")


def alone(host: str) -> Assessment:
    return assessed(next(iter(offline(read(io.BytesIO(host.encode()))))))


@pytest.mark.parametrize(
    "host",
    [
        *("suicide-helpline.org", "suicide-prevention-helpline.org"),
        *("apple-orchard.com", "amazon-river-tours.com", "tm-consulting.com"),
        *("view-immigration-status.service.gov.uk", "aperfectwallet.com"),
    ],
)
def test_spelling_and_words_that_honest_names_share_make_nobody_suspicious(host: str) -> None:
    row = alone(host)
    assert row.verdict is Verdict.NO_FINDING
    assert (HINTS in row.held_back) is (row.log_odds >= (SUSPICIOUS or 0.0))


@pytest.mark.parametrize("host", ["apple-id-verify.com", "amazon-river-tours.xyz", "validate-metamask.com", "maybank-login.xyz"])
def test_a_name_is_suspicious_where_something_else_accuses_it(host: str) -> None:
    row = alone(host)
    assert row.verdict is Verdict.SUSPICIOUS and HINTS not in row.held_back


@pytest.mark.parametrize("host", ["аррӏе.com", "аррӏе.co.th", "раураӏ.de", "g00gle.asia", "micr0soft.my", "y0utube.com.mx"])
def test_who_copies_a_label_letter_by_letter_is_always_suspicious(host: str) -> None:
    assert alone(host).verdict is Verdict.SUSPICIOUS


@pytest.mark.parametrize("address", ["45.12.41.90", "[2a01:4f8::1]", "http://45.12.41.90:8080/login"])
def test_an_address_has_no_name_to_judge(address: str) -> None:
    row = alone(address)
    assert (row.verdict, row.coverage) == (Verdict.UNDETERMINED, 0.0)
    assert row.held_back == (RULINGS["too-little-observed"],)
