"""Names that somebody has held for years. Under a country's suffix nobody is convicted on them, elsewhere nobody by the sums over the page
alone, and a person must look."""

from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from tests.judgement.sites import assessed, dossier, rules, sites
from tests.observed import judged as verdict_by


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


@pytest.mark.parametrize(("age_days", "convicted"), [(1_700, True), (2_000, False), (4_000, False)])
def test_much_must_be_found_beside_the_sums_where_the_name_was_held_for_years(age_days: int, convicted: bool) -> None:
    catalog = load_catalog()
    conviction = structs.replace(catalog.scoring.conviction, held_beside=100.0)  # more than anything that is found
    rules = Rules.of(replace(catalog, scoring=structs.replace(catalog.scoring, conviction=conviction)))
    found = assessed({"host": "kasir-toko.com", "age_days": age_days, "mx": False, "html": SCHEME}, rules)
    assert (found.verdict.rank > Verdict.SUSPICIOUS.rank) is convicted
    assert any("held for five years" in reason for reason in found.held_back) is not convicted


SCHEME = (
    "<html lang=id><title>Grup saham VIP</title><h1>Grup saham VIP bersama mentor</h1><p>Gabung grup Telegram kami, sinyal mentor tiap"
    " hari, profit tinggi. Deposit USDT ke dompet platform, tarik kapan saja setelah bayar biaya pajak. Kuota terbatas, hubungi admin di"
    " <a href='https://t.me/+Abc123'>Telegram</a>.</p>"
)


def test_an_old_shop_whose_long_page_is_misread_is_given_to_a_person_and_called_nothing() -> None:
    row = verdict_by("long-catalogue", rules())
    assert (row.verdict, row.held_by, row.states) == (Verdict.UNDETERMINED, ("sums-of-the-long-held",), ("active", "needs-human"))
    assert (row.scam_types, row.flags, row.urgency) == ((), (), "")
    (listed,) = (line for line in "".join(RENDERERS["table"]([row], Style(width=400))).splitlines() if "harrow" in line)
    assert "the name has been held for five years" in listed and "credential" not in listed
