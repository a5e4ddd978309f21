"""Refitting: known numbers are found again, few cases change little, and order is irrelevant."""

import math
import random

import pytest

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.score import fit, quality
from scamtriage.score.fit import Example
from scamtriage.score.model import shipped

CATALOG = load_catalog()
START = shipped(CATALOG)
SHIPPED = fit.weights_of(CATALOG, START)


def cases(count: int, *, slope: float, intercept: float, seed: int = 7) -> list[Example]:
    """Cases whose truth follows a known slope and intercept."""
    rng = random.Random(seed)
    found = []
    for at in range(count):
        nats = rng.gauss(0, 3)
        p = 1 / (1 + math.exp(-(intercept + slope * nats)))
        found.append(Example(group=f"n{at}.example", scam=rng.random() < p, fixed=nats, parts={}))
    return found


def test_a_known_slope_is_found_again() -> None:
    model = fit.platt(cases(4000, slope=1.1, intercept=-0.5), SHIPPED, START)
    assert model.slope == pytest.approx(1.1, abs=0.08)
    assert math.log(model.prior / (1 - model.prior)) + model.intercept == pytest.approx(-0.5, abs=0.12)


def test_perfectly_separable_cases_do_not_run_away() -> None:
    apart = [Example(group=f"{at}.example", scam=at % 2 == 0, fixed=9.0 if at % 2 == 0 else -9.0, parts={}) for at in range(60)]
    model = fit.platt(apart, SHIPPED, START)
    assert 0.3 <= model.slope <= 1.5
    assert abs(model.intercept) < 2


def test_the_order_of_cases_is_irrelevant() -> None:
    one = cases(200, slope=0.8, intercept=0.0)
    other = list(reversed(one))
    assert fit.platt(one, SHIPPED, START).slope == pytest.approx(fit.platt(other, SHIPPED, START).slope, abs=1e-9)
    assert dict(zip([c.group for c in one], fit.split(one), strict=True)) == dict(
        zip([c.group for c in other], fit.split(other), strict=True)
    )


def test_all_cases_of_a_name_stand_in_one_fold_and_classes_are_dealt_evenly() -> None:
    many = [Example(group=f"{at % 50}.example", scam=at % 50 < 25, fixed=0.0, parts={}) for at in range(200)]
    folds = fit.split(many)
    assert all(len({fold for case, fold in zip(many, folds, strict=True) if case.group == name}) == 1 for name in {c.group for c in many})
    scams = [sum(case.scam for case, fold in zip(many, folds, strict=True) if fold == at) for at in range(5)]
    assert scams == [20] * 5


def firing(signal: str, scams: int, honest: int) -> list[Example]:
    return [Example(group=f"{at}.example", scam=at < scams, fixed=0.0, parts={signal: 1.0}) for at in range(scams + honest)]


def test_a_weight_is_drawn_to_the_shipped_one_and_never_crosses_nought() -> None:
    signal = "contact-messenger-only"
    few = fit.refit(firing(signal, 1, 1), CATALOG, START, SHIPPED)[signal]
    many = fit.refit(firing(signal, 0, 400), CATALOG, START, SHIPPED)[signal]
    assert abs(few - SHIPPED[signal]) < abs(many - SHIPPED[signal])
    assert 0 <= many < few <= SHIPPED[signal] + 0.5


def test_a_signal_that_never_fired_keeps_its_weight() -> None:
    refitted = fit.refit(firing("content-urgency", 5, 5), CATALOG, START, SHIPPED)
    assert {s for s in SHIPPED if refitted[s] != SHIPPED[s]} <= {"content-urgency"}


def test_the_measures_of_quality_know_their_ends() -> None:
    right = [(0.9, True)] * 10 + [(0.1, False)] * 10
    assert quality.ranking(right) == 1.0
    assert quality.ranking([(1 - p, scam) for p, scam in right]) == 0.0
    assert quality.ranking([(0.5, True), (0.5, False)]) == 0.5
    assert quality.log_loss([(0.5, True), (0.5, False)]) == pytest.approx(math.log(2))
    assert quality.calibration_error([(0.25, True), (0.25, False), (0.25, False), (0.25, False)], bins=1) == pytest.approx(0.0)
    assert quality.calibration_error([(1.0, False), (0.0, True)], bins=2) == pytest.approx(1.0)
