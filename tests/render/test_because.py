"""The last column of a list tells one site from another."""

from dataclasses import replace

import pytest

from scamtriage.records.assessment import Contribution, Presence, Reading, Verdict
from scamtriage.render import RENDERERS
from scamtriage.render.style import Style
from tests.samples import assessment


def found(signal: str, family: str, group: str, raw: float, log_odds: float) -> Contribution:
    reading = Reading(signal=signal, presence=Presence.PRESENT)
    return Contribution(reading=reading, family=family, group=group, because=signal, raw=raw, log_odds=log_odds)


WORDING = found("page-wording", "wording", "wording", 9.0, 4.9)
BRAND = found("brand", "content", "brand-page", 3.0, 0.5)
LETTERS = found("letters", "name", "name-shape", 1.5, 0.7)
TRIFLE = found("trifle", "content", "ask", 0.3, 0.06)
UNHEARD = found("unheard", "contact", "call-core", 2.8, 0.03)


@pytest.mark.parametrize(
    ("others", "says"),
    [([BRAND, LETTERS], "brand"), ([LETTERS], "page-wording"), ([TRIFLE, UNHEARD], "page-wording"), ([], "page-wording")],
)
def test_a_finding_of_the_sites_own_stands_above_a_sum_over_the_page(others: list[Contribution], says: str) -> None:
    row = replace(assessment(), contributions=(WORDING, *others))
    assert "".join(RENDERERS["table"]([row, row], Style())).splitlines()[1].rstrip().endswith(says)


def test_a_benign_row_names_what_acquits() -> None:
    words, age = found("page-wording", "wording", "wording", -9.0, -4.9), found("age", "benign-evidence", "age", -1.7, -0.5)
    row = replace(assessment(verdict=Verdict.LIKELY_BENIGN), contributions=(words, BRAND, age))
    assert "".join(RENDERERS["table"]([row, row], Style())).splitlines()[1].rstrip().endswith("age")
