"""What could not be checked names only what applies to this name."""

import pytest

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import Target
from scamtriage.signals.silences import silences
from scamtriage.signals.view import View
from scamtriage.targets.parse import parse_target
from tests.judgement.sites import assessed

RULES = Rules.load()
ROWS = load_catalog().rows


def offline(name: str) -> Dossier:
    target = parse_target(name)
    assert isinstance(target, Target)
    return Dossier(line=1, input=name, target=target, evidence={}, mode=Mode.OFFLINE)


def unasked(name: str) -> tuple[Assessment, set[str]]:
    row = assessed(offline(name))
    return row, {signal for one in row.unknown for signal in one.signals}


@pytest.mark.parametrize("name", ["roti-enak.my.id", "www.cimb.com.my", "roti.blogspot.com", "45.12.40.9", "moe.go.th"])
def test_a_row_that_is_not_for_this_name_is_not_told_as_unknown(name: str) -> None:
    standing = View(offline(name), RULES.tables, None).standing
    _, unknown = unasked(name)
    assert standing and unknown
    assert not [signal for signal in unknown if not standing.isdisjoint(ROWS[signal].not_for)]


def test_only_a_name_like_an_organisations_may_be_kept_by_it_for_safety() -> None:
    plain, alike = unasked("roti-enak.my.id"), unasked("maybank2u-support.com")
    assert [("ben-defensive-registration" in unknown, "http-redirect-official" in unknown) for _, unknown in (plain, alike)] == [
        (False, False),
        (True, True),
    ]
    assert "ben-defensive-registration" not in {one.signal for family in plain[0].unknown for one in family.heaviest}


def test_rows_that_do_not_apply_leave_the_coverage_of_a_name_whole() -> None:
    assert {unasked(name)[0].coverage for name in ("roti-enak.my.id", "www.cimb.com.my", "roti.blogspot.com")} == {1.0}


def test_all_unknown_rows_are_told_of_a_name_to_which_they_apply() -> None:
    _, unknown = unasked("maybank2u-support.com")
    silent = silences(View(offline("maybank2u-support.com"), RULES.tables, None))
    assert unknown == {row.id for row in ROWS.values() if not silent.keys().isdisjoint(row.needs)}
