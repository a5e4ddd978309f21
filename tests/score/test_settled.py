"""Names that somebody has held for years under a country's suffix: nobody is convicted on them, and a person must look."""

from typing import Any

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed, dossier, sites


def judged(**changed: Any) -> Assessment:
    scam = next(site for site in sites("dev") if site["scam"] and assessed(site).verdict is Verdict.NEAR_CERTAIN)
    return assessed(scam | changed)


@pytest.mark.parametrize(("host", "age_days"), [("kasir-toko.co.id", 1827), ("cua-hang-may.vn", 4000)])
def test_nobody_is_convicted_on_a_name_that_was_held_for_years_under_the_suffix_of_a_country(host: str, age_days: int) -> None:
    found = judged(host=host, age_days=age_days)
    assert found.verdict is Verdict.SUSPICIOUS
    assert "needs-human" in found.states
    assert any("held for years" in reason for reason in found.held_back)


@pytest.mark.parametrize(
    ("host", "age_days"), [("kasir-toko.co.id", 1826), ("kasir-toko.com", 4000), ("kasir-toko.top", 4000), ("kasir.github.io", -1)]
)
def test_younger_names_and_those_that_anybody_sells_are_judged_as_ever(host: str, age_days: int) -> None:
    found = judged(host=host, age_days=age_days)
    assert found.verdict.rank > Verdict.SUSPICIOUS.rank
    assert not any("held for years" in reason for reason in found.held_back)


def test_where_the_age_is_unknown_nothing_is_held_back() -> None:
    scam = next(site for site in sites("dev") if site["scam"] and assessed(site).verdict is Verdict.NEAR_CERTAIN)
    unknown = dossier(scam | {"host": "kasir-toko.co.id", "age_days": 4000})
    del unknown.evidence["registration"]
    found = assessed(unknown)
    assert not any("held for years" in reason for reason in found.held_back)
