"""A row's numbers claim no more digits than they have, and nothing in it is certain."""

import json
import math
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.records.assessment import ScamType
from scamtriage.render.document import document
from scamtriage.render.formats import RENDERERS
from scamtriage.render.json import to_json
from scamtriage.render.style import Style
from tests.render.reports import rows
from tests.samples import assessment


def _numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in _numbers(one)]
    if isinstance(value, list):
        return [number for one in value for number in _numbers(one)]
    return [value] if isinstance(value, float) else []


def test_no_number_of_a_judgement_claims_digits_that_a_sum_of_floats_left() -> None:
    for row in rows():
        table = json.loads(to_json(row))
        for part in ("probability", "interval", "log_odds", "coverage", "scam_types", "reasons", "unknown"):
            for number in _numbers(table[part]):
                assert len(f"{number!r}".partition(".")[2]) <= 6, (part, number)
        assert math.isclose(math.fsum(one["log_odds"] for one in table["reasons"]), table["log_odds"], abs_tol=1e-4)


def test_nothing_is_certain_in_a_row_and_no_nothing_has_a_sign() -> None:
    row = replace(
        rows()[0], probability=1 - 1e-12, interval=(1e-12, 1.0), log_odds=-1e-17, scam_types=(ScamType(type="gov-police", probability=1.0),)
    )
    table = document(row)
    assert (table["probability"], table["interval"], table["scam_types"][0]["probability"]) == (0.999999, [0.000001, 0.999999], 0.999999)
    assert str(table["log_odds"]) == "0.0"


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_json_is_one_document_however_many_rows_one_target_has_led_to(count: int, several: bool) -> None:
    found = json.loads("".join(RENDERERS["json"]([assessment(line=1 + line) for line in range(count)], Style(several=several))))
    assert isinstance(found, list) is (several or count != 1)
    assert [row["line"] for row in (found if isinstance(found, list) else [found])] == list(range(1, count + 1))
