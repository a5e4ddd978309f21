"""Refit the sum to a user's labelled cases: base rate, Platt factors, and weights. Weights are regularised towards the shipped ones."""

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.records.assessment import Assessment, Contribution
from scamtriage.score.model import GREATEST_INTERCEPT, GREATEST_SLOPE, LEAST_SLOPE, Model
from scamtriage.score.odds import logistic, logit
from scamtriage.score.terms import CALIBRATION

SLOPE_SD, INTERCEPT_SD = 0.5, 2.0
"""Standard deviations of the normal priors around the shipped Platt factors. They keep the factors near the shipped ones if cases are few
or separable."""
ROUNDS = 40
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One labelled case, reduced to what the sum needs."""

    group: str
    """The case's operator; all cases of a group are in one fold."""
    scam: bool
    fixed: float
    """Nats after caps from findings whose weight comes from a table or the name model."""
    parts: Mapping[str, float]
    """Signal -> share of its weight left by the caps, for findings whose weight may be refitted."""

    def nats(self, weights: Mapping[str, float]) -> float:
        """The sum after caps and before the slope, under these weights."""
        return self.fixed + math.fsum(weights[signal] * share for signal, share in self.parts.items())


def example(row: Assessment, model: Model, catalog: Catalog, *, scam: bool, group: str = "") -> Example:
    """Reduce an assessment made under `model` to an example."""
    fixed, parts = 0.0, {}
    for found in row.contributions:
        if found.reading.signal == CALIBRATION:
            continue
        counted = found.log_odds / model.slope
        if found.reading.weight is not None:
            fixed += counted
        elif found.raw:
            parts[found.reading.signal] = counted / found.raw
        elif sign(catalog.rows[found.reading.signal]):  # its weight was refitted to zero, but it was present
            parts[found.reading.signal] = _share_beside(found, row.contributions, model, catalog)
    return Example(group=group or row.target.registrable, scam=scam, fixed=fixed, parts=parts)


def sign(row: Row) -> int:
    """The sign of a plain weight: 1 or -1; 0 for a row without a plain weight."""
    return 0 if row.weight == "measured" or row.levels else (row.weight > 0) - (row.weight < 0)


def _share_beside(nought: Contribution, found: Sequence[Contribution], model: Model, catalog: Catalog) -> float:
    """The share that a zero weight would have if it were nonzero. It is what the caps leave to others of its group and sign, or else its
    own."""
    row, scoring = catalog.rows[nought.reading.signal], catalog.scoring
    side = [c for c in found if (c.family, c.group) == (nought.family, nought.group) and c.raw * sign(row) > 0]
    if side:
        return math.fsum([c.log_odds for c in side]) / model.slope / math.fsum([c.raw for c in side])
    return scoring.share(row) if any(c.group in scoring.conviction.bundles for c in found) else 1.0


def weights_of(catalog: Catalog, model: Model) -> dict[str, float]:
    """Signal -> nats before caps, for the rows with a plain weight."""
    return {row.id: model.weights.get(row.id, row.weight) for row in catalog.rows.values() if row.weight != "measured" and not row.levels}


def platt(cases: Sequence[Example], weights: Mapping[str, float], start: Model) -> Model:
    """Fit base rate, slope and intercept: logit(p) = logit(prior) + intercept + slope * nats.

    Newton's method on the penalised likelihood, with Platt's smoothed targets (Platt 1999; Lin, Lin and Weng 2007).
    """
    scams = sum(case.scam for case in cases)
    honest = len(cases) - scams
    prior = (scams + 1) / (len(cases) + 2)
    high, low = (scams + 1) / (scams + 2), 1 / (honest + 2)
    rows = [(case.nats(weights), high if case.scam else low) for case in cases]
    base = logit(prior)
    a, b = start.slope, start.intercept
    for _ in range(ROUNDS):
        grad_a, grad_b = (start.slope - a) / SLOPE_SD**2, (start.intercept - b) / INTERCEPT_SD**2
        haa, hab, hbb = 1 / SLOPE_SD**2, 0.0, 1 / INTERCEPT_SD**2
        for nats, target in rows:
            p = logistic(base + b + a * nats)
            off, curve = target - p, p * (1 - p)
            grad_a, grad_b = grad_a + off * nats, grad_b + off
            haa, hab, hbb = haa + curve * nats * nats, hab + curve * nats, hbb + curve
        det = haa * hbb - hab * hab
        step_a, step_b = (hbb * grad_a - hab * grad_b) / det, (haa * grad_b - hab * grad_a) / det
        if abs(b) >= GREATEST_INTERCEPT and b * step_b > 0:  # the intercept stays at its bound, so the slope is fitted alone
            step_a, step_b = grad_a / haa, 0.0
        a = min(max(a + _short(step_a), LEAST_SLOPE), GREATEST_SLOPE)
        b = min(max(b + _short(step_b, 2.0), -GREATEST_INTERCEPT), GREATEST_INTERCEPT)
        if abs(step_a) + abs(step_b) < 1e-9:
            break
    return replace(start, slope=a, intercept=b, prior=prior)


def refit(cases: Sequence[Example], catalog: Catalog, model: Model, shipped: Mapping[str, float]) -> dict[str, float]:
    """Fit weights to these cases. Each has a normal prior around the shipped weight, with the standard deviation of its row's uncertainty
    code, and never changes sign. Signals that no case shows keep their weight. Coordinate-wise Newton steps; deterministic."""
    spread = catalog.scoring.uncertainty
    weights = dict(shipped)
    base = logit(model.prior) + model.intercept
    sums = [case.nats(weights) for case in cases]
    firing: dict[str, list[tuple[int, float]]] = {}
    for at, case in enumerate(cases):
        for signal, share in case.parts.items():
            firing.setdefault(signal, []).append((at, share))
    for _ in range(ROUNDS):
        moved = 0.0
        for signal in sorted(firing):
            row, was, drawn_to = catalog.rows[signal], weights[signal], shipped[signal]
            precision = 1 / spread[row.uncertainty] ** 2
            grad, curve = (drawn_to - was) * precision, precision
            for at, share in firing[signal]:
                p = logistic(base + model.slope * sums[at])
                grad += (cases[at].scam - p) * model.slope * share
                curve += p * (1 - p) * (model.slope * share) ** 2
            now = was + _short(grad / curve)
            now = max(now, 0.0) if sign(row) > 0 else min(now, 0.0)
            weights[signal] = now
            for at, share in firing[signal]:
                sums[at] += (now - was) * share
            moved = max(moved, abs(now - was))
        if moved < 1e-7:
            break
    return weights


Fit = Callable[[Sequence[Example]], tuple[Model, Mapping[str, float]]]


def cross_validate(cases: Sequence[Example], fit: Fit) -> list[tuple[float, bool]]:
    """(probability, is a scam) of each case under numbers fitted without its fold."""
    fold = split(cases)
    stated: list[tuple[float, bool]] = []
    for left_out in range(FOLDS):
        model, weights = fit([case for case, at in zip(cases, fold, strict=True) if at != left_out])
        stated += [(probability(case, model, weights), case.scam) for case, at in zip(cases, fold, strict=True) if at == left_out]
    return stated


def split(cases: Sequence[Example]) -> list[int]:
    """Assign one of the FOLDS to each case. Groups stay together, both classes are spread evenly, and the order of cases is irrelevant."""
    truth: dict[str, bool] = {}
    for case in cases:
        truth[case.group] = truth.get(case.group, False) or case.scam
    dealt: dict[str, int] = {}
    for wanted in (True, False):
        names = sorted((hashlib.sha256(name.encode()).digest(), name) for name, scam in truth.items() if scam is wanted)
        dealt |= {name: at % FOLDS for at, (_, name) in enumerate(names)}
    return [dealt[case.group] for case in cases]


def probability(case: Example, model: Model, weights: Mapping[str, float], *, prior: float | None = None) -> float:
    """The probability of a scam under this model, at its own prior unless another is given."""
    return logistic(logit(prior or model.prior) + model.intercept + model.slope * case.nats(weights))


def data_digest(rows: Iterable[tuple[str, bool, str]]) -> str:
    """SHA-256 over (host, is a scam, digest of its evidence), in any order."""
    lines = sorted(f"{host}\t{'scam' if scam else 'honest'}\t{evidence}\n" for host, scam, evidence in rows)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _short(step: float, most: float = 0.5) -> float:
    """Bound a Newton step; far from the optimum the curvature is unreliable."""
    return min(max(step, -most), most)
