"""Refitting the numbers of the sum to a desk's own labelled cases: base rate, Platt factors, and weights drawn towards the shipped ones."""

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scamtriage.knowledge.catalog import Catalog, Row
from scamtriage.records.assessment import Assessment, Contribution
from scamtriage.score.combine import CALIBRATION, logistic, logit
from scamtriage.score.model import GREATEST_INTERCEPT, GREATEST_SLOPE, LEAST_SLOPE, Model

SLOPE_SD, INTERCEPT_SD = 0.5, 2.0
"""How far the Platt factors may be expected from the shipped ones (normal priors): few or separable cases leave them where they are."""
ROUNDS = 40
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One labelled case as the sum sees it."""

    group: str
    """Whose it is: all cases of one hand stand in one fold."""
    scam: bool
    fixed: float
    """Nats after caps from findings whose weight a table or the name model decides."""
    parts: Mapping[str, float]
    """Signal -> the share of its weight that the caps left, for the findings whose weight may be refitted."""

    def nats(self, weights: Mapping[str, float]) -> float:
        """The sum after caps and before the slope, under these weights."""
        return self.fixed + math.fsum(weights[signal] * share for signal, share in self.parts.items())


def example(row: Assessment, model: Model, catalog: Catalog, *, scam: bool, group: str = "") -> Example:
    """What is needed of an assessment that was made under `model`."""
    fixed, parts = 0.0, {}
    for found in row.contributions:
        if found.reading.signal == CALIBRATION:
            continue
        counted = found.log_odds / model.slope
        if found.reading.weight is not None:
            fixed += counted
        elif found.raw:
            parts[found.reading.signal] = counted / found.raw
        elif sign(catalog.rows[found.reading.signal]):  # a weight that was refitted to nought: it fired all the same
            parts[found.reading.signal] = _share_beside(found, row.contributions, model, catalog)
    return Example(group=group or row.target.registrable, scam=scam, fixed=fixed, parts=parts)


def sign(row: Row) -> int:
    """The side on which a plain weight stands; 0 of a row that has none."""
    return 0 if row.weight == "measured" or row.levels else (row.weight > 0) - (row.weight < 0)


def _share_beside(nought: Contribution, found: Sequence[Contribution], model: Model, catalog: Catalog) -> float:
    """The share that a weight of nought would have if it were one: what the caps leave to others of its group and sign, or its own."""
    row, scoring = catalog.rows[nought.reading.signal], catalog.scoring
    side = [c for c in found if (c.family, c.group) == (nought.family, nought.group) and c.raw * sign(row) > 0]
    if side:
        return math.fsum([c.log_odds for c in side]) / model.slope / math.fsum([c.raw for c in side])
    return scoring.share(row) if any(c.group in scoring.conviction.bundles for c in found) else 1.0


def weights_of(catalog: Catalog, model: Model) -> dict[str, float]:
    """Signal -> nats before caps, for the rows with a plain weight."""
    return {row.id: model.weights.get(row.id, row.weight) for row in catalog.rows.values() if row.weight != "measured" and not row.levels}


def platt(cases: Sequence[Example], weights: Mapping[str, float], start: Model) -> Model:
    """`start` with base rate, slope and intercept of these cases: logit(p) = logit(prior) + intercept + slope * nats.

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
        if abs(b) >= GREATEST_INTERCEPT and b * step_b > 0:  # it stays at its bound, and the slope is fitted beside that
            step_a, step_b = grad_a / haa, 0.0
        a = min(max(a + _short(step_a), LEAST_SLOPE), GREATEST_SLOPE)
        b = min(max(b + _short(step_b, 2.0), -GREATEST_INTERCEPT), GREATEST_INTERCEPT)
        if abs(step_a) + abs(step_b) < 1e-9:
            break
    return replace(start, slope=a, intercept=b, prior=prior)


def refit(cases: Sequence[Example], catalog: Catalog, model: Model, shipped: Mapping[str, float]) -> dict[str, float]:
    """Weights for these cases, each drawn to the shipped one as strongly as its row is certain (the standard deviation of its code), never
    across nought. Signals that fired on no case keep theirs. Coordinate-wise Newton steps; the same cases give the same numbers."""
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


def cross_validate(cases: Sequence[Example], fit: Fit, folds: int = FOLDS) -> list[tuple[float, bool]]:
    """(probability, is a scam) of every case under numbers that were fitted without its fold."""
    fold = split(cases, folds)
    stated: list[tuple[float, bool]] = []
    for left_out in range(folds):
        model, weights = fit([case for case, at in zip(cases, fold, strict=True) if at != left_out])
        stated += [(probability(case, model, weights), case.scam) for case, at in zip(cases, fold, strict=True) if at == left_out]
    return stated


def split(cases: Sequence[Example], folds: int) -> list[int]:
    """A fold for each case: by whose they are, both classes dealt out evenly; the order of the cases is irrelevant."""
    truth: dict[str, bool] = {}
    for case in cases:
        truth[case.group] = truth.get(case.group, False) or case.scam
    dealt: dict[str, int] = {}
    for wanted in (True, False):
        names = sorted((hashlib.sha256(name.encode()).digest(), name) for name, scam in truth.items() if scam is wanted)
        dealt |= {name: at % folds for at, (_, name) in enumerate(names)}
    return [dealt[case.group] for case in cases]


def probability(case: Example, model: Model, weights: Mapping[str, float], *, prior: float | None = None) -> float:
    """Stated by this model, at its own prior unless another is given."""
    return logistic(logit(prior or model.prior) + model.intercept + model.slope * case.nats(weights))


def data_digest(rows: Iterable[tuple[str, bool, str]]) -> str:
    """SHA-256 over (host, is a scam, digest of its evidence), whatever their order."""
    lines = sorted(f"{host}\t{'scam' if scam else 'honest'}\t{evidence}\n" for host, scam, evidence in rows)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _short(step: float, most: float = 0.5) -> float:
    """Newton's step, bounded: far from the optimum the curvature says little."""
    return min(max(step, -most), most)
