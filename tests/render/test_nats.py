"""Weights as people read them: nothing is "-0.00"."""

import pytest
from msgspec.structs import replace

from scamtriage.render.formats import RENDERERS
from scamtriage.render.panel import panel
from scamtriage.render.phrases import nats
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
