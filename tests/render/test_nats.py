"""Weights and shares as people read them: nothing is "-0.00", and no share is more than it is."""

import csv
import io

import pytest
from msgspec.structs import replace

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.speech import ENGLISH
from scamtriage.render.formats import RENDERERS
from scamtriage.render.opening import opening
from scamtriage.render.panel import panel
from scamtriage.render.phrases import covered, nats
from scamtriage.render.style import Style
from tests.samples import assessment


@pytest.mark.parametrize(("weight", "told"), [(-0.004, "+0.00"), (0.0, "+0.00"), (-0.005001, "-0.01"), (2.345, "+2.35"), (-7.0, "-7.00")])
def test_a_weight_has_its_sign_unless_nothing_is_left_of_it(weight: float, told: str) -> None:
    assert nats(weight) == told


@pytest.mark.parametrize("format", ["panel", "md", "html", "csv"])
def test_no_output_for_people_says_that_nothing_is_less_than_nothing(format: str) -> None:
    row = assessment()
    row = replace(row, log_odds=-0.0004, contributions=tuple(replace(one, log_odds=-0.0004) for one in row.contributions * 6))
    style = Style(verbose=1)
    told = panel(row, style) if format == "panel" else "".join(RENDERERS[format]([row], style))
    assert "0.00" in told and "-0.00" not in told


@pytest.mark.parametrize(
    ("coverage", "said"),
    [(0.347985, "34%"), (0.35, "35%"), (0.29, "29%"), (0.57, "57%"), (0.599999, "59%"), (0.9999, "99%"), (1.0, "100%"), (0.0, "0%")],
)
def test_a_coverage_that_reaches_no_level_does_not_look_as_if_it_did(coverage: float, said: str) -> None:
    """0.347985 is too little for any verdict but `undetermined`, whose bound is 35%."""
    row = replace(assessment(), coverage=coverage)
    assert covered(coverage) == said and f"coverage {said}" in opening(row, ENGLISH)
    cells = next(csv.DictReader(io.StringIO("".join(RENDERERS["csv"]([row], Style())))))
    assert cells["coverage"] == f"{int(said[:-1]) / 100:.2f}"
    assert all(covered(rule.coverage) == f"{rule.coverage:.0%}" for rule in load_catalog().scoring.verdicts)
