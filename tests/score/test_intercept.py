"""What a desk's cases move alike moves sites that were seen in full, and no others; and not without bound."""

from functools import cache

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.batch.offline import offline
from scamtriage.cli.calibration.report import warnings
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.refit import Refit
from scamtriage.score import fit
from scamtriage.score.model import GREATEST_INTERCEPT
from scamtriage.score.terms import CALIBRATION
from scamtriage.targets.lines import Line
from tests.judgement.sites import assessed, dossier, sites
from tests.score.test_fit import SHIPPED, START, cases

PASSIVE = ("dns", "registration", "hosting")


@cache
def rules(intercept: float = 0.0) -> Rules:
    shipped = Rules.load()
    return Rules.of(shipped.catalog, model=replace(shipped.model, intercept=intercept))


def judged(found: Dossier, intercept: float) -> Assessment:
    return assessed(found, rules(intercept))


def passive(found: Dossier) -> Dossier:
    return replace(found, mode=Mode.PASSIVE, evidence={name: one for name, one in found.evidence.items() if name in PASSIVE})


SITES = [dossier(site) for site in sites("hard")]


@pytest.mark.parametrize("intercept", [1.5, -1.0])
def test_what_was_not_asked_neither_accuses_nor_acquits_under_a_model_of_ones_own(intercept: float) -> None:
    names = list(offline([Line(number=1, text="kedai-roti.com"), Line(number=2, text="secure-login-dbs.top")]))
    for found in (*names, *map(passive, SITES)):
        own, shipped = judged(found, intercept), judged(found, 0.0)
        assert (own.verdict, own.log_odds, own.held_back) == (shipped.verdict, shipped.log_odds, shipped.held_back)


def test_beside_full_evidence_it_counts_and_is_told() -> None:
    for found in SITES:
        own, shipped = judged(found, 1.5), judged(found, 0.0)
        assert own.log_odds == pytest.approx(shipped.log_odds + 1.5)
        assert CALIBRATION in {c.reading.signal for c in own.contributions}


def test_an_intercept_is_bounded_as_a_slope_is() -> None:
    assert fit.platt(cases(2000, slope=1.0, intercept=9.0), SHIPPED, START).intercept <= GREATEST_INTERCEPT
    far = [fit.Example(group=f"{at}.example", scam=at % 2 == 0, fixed=-12.0 - at % 2, parts={}) for at in range(2000)]
    assert fit.platt(far, SHIPPED, START).intercept == GREATEST_INTERCEPT


@pytest.mark.parametrize(
    ("intercept", "alone", "warned"),
    [(1.4, Verdict.SUSPICIOUS, True), (-0.8, Verdict.LIKELY_BENIGN, True), (0.5, Verdict.NO_FINDING, False)],
)
def test_an_intercept_that_is_a_verdict_by_itself_is_warned_of(intercept: float, alone: Verdict, warned: bool) -> None:
    rows = {what: [(0.9, True), (0.1, False)] * 300 for what in ("shipped", "own prior", "unseen")}
    model = replace(START, intercept=intercept)
    said = " ".join(warnings(Refit(model=model, scams=300, honest=300, hands=(300, 300), rows=rows, moved=(), rose=0, fell=0, alone=alone)))
    assert (f"by itself makes a site {alone}" in said) is warned
