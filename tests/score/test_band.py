"""The 80 % band covers how far sums over whole pages move where other authors are learnt from, and no more than their bounds let them."""

import math

import pytest

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement.catalog import load_catalog, parse_catalog
from scamtriage.knowledge.loading import BadTable, read_text
from scamtriage.records.assessment import Assessment
from scamtriage.records.findings import Presence, Reading
from scamtriage.score.band import BAND_SIGMAS
from scamtriage.score.combine import Scorer, ScoringOptions
from tests.judgement.sites import dossier, sites

SCORING = load_catalog().scoring
RULES = Rules.load()
FOUND = dossier(sites("hard")[0])


def judged(*readings: Reading) -> Assessment:
    (answer,) = Scorer(catalog=RULES.catalog, model=RULES.model).several([(FOUND, readings, {}, "")], ScoringOptions(prior=0.5))
    return answer


def reading(signal: str, nats: float | None) -> Reading:
    """Of a sum over the whole page, bounded as its row bounds it; None: so near to nought that nothing was found."""
    if nats is None:
        return Reading(signal=signal, presence=Presence.ABSENT, value=0.0)
    least, most = RULES.catalog.rows[signal].clip or (0.0, 0.0)
    return Reading(signal=signal, presence=Presence.PRESENT, value=nats, weight=min(max(nats, least), most))


def band(answer: Assessment) -> tuple[float, float]:
    """Nats below and above the log-odds, which is that of the probability at a prior of one half."""
    low, high = (math.log(p / (1 - p)) for p in answer.interval)
    return answer.log_odds - low, high - answer.log_odds


def test_between_its_bounds_a_sum_may_be_off_by_what_its_fits_show() -> None:
    wide = BAND_SIGMAS * SCORING.fitted_spread["wording"] * SCORING.shrinkage
    assert band(judged(reading("page-wording", 0.5))) == pytest.approx((wide, wide), abs=0.01)
    assert band(judged(reading("page-wording", None))) == pytest.approx((wide, wide), abs=0.01)


def test_beyond_its_bounds_it_may_be_off_by_less_and_by_nothing_on_the_far_side() -> None:
    near, far, farther = (band(judged(reading("page-wording", nats))) for nats in (9.0, 11.0, 16.0))
    assert near[0] > far[0] > farther[0] == pytest.approx(0.0, abs=1e-6)
    assert near[1] == pytest.approx(0.0, abs=1e-6)


def test_ways_have_a_spread_of_their_own() -> None:
    wide = BAND_SIGMAS * SCORING.fitted_spread["ways"] * SCORING.shrinkage
    assert band(judged(reading("page-ways", -1.0))) == pytest.approx((wide, wide), abs=0.01)


def test_a_spread_is_of_a_sum_over_the_whole_page() -> None:
    wrong = read_text("scoring.toml").replace("[fitted_spread]", "[fitted_spread]\nidentity = 1.0")
    with pytest.raises(BadTable, match=r"fitted_spread.*identity"):
        parse_catalog(read_text("signals.toml"), wrong)
