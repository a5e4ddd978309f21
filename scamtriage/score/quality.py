"""Metrics of stated probabilities on labelled rows. Pure arithmetic; rows are (probability, is a scam)."""

import math
from collections.abc import Sequence
from itertools import pairwise

Rows = Sequence[tuple[float, bool]]
_SURELY = 1e-12


def log_loss(rows: Rows) -> float:
    """Mean negative log-likelihood, in nats; 0.693 for constant 0.5."""
    return -math.fsum(math.log(max(p if scam else 1 - p, _SURELY)) for p, scam in rows) / len(rows)


def calibration_error(rows: Rows, bins: int = 5) -> float:
    """Expected calibration error: mean distance between stated and observed, in bins of equal count, weighted by rows."""
    return math.fsum(abs(stated - found) * n for stated, found, n in reliability(rows, bins)) / len(rows)


def reliability(rows: Rows, bins: int = 5) -> tuple[tuple[float, float, int], ...]:
    """(mean probability, share of scams, rows) per bin, from low to high."""
    ordered = sorted(rows)
    cuts = [len(ordered) * at // bins for at in range(bins + 1)]
    parts = [ordered[low:high] for low, high in pairwise(cuts) if high > low]
    return tuple((math.fsum(p for p, _ in part) / len(part), sum(scam for _, scam in part) / len(part), len(part)) for part in parts)


def ranking(rows: Rows) -> float:
    """Area under the ROC curve: the chance that a scam ranks above an honest site; ties count half. 0.5 if a class is empty."""
    ordered = sorted(rows)
    scams = sum(scam for _, scam in ordered)
    honest = len(ordered) - scams
    if not scams or not honest:
        return 0.5
    above = 0.0
    honest_below, at = 0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        tied_scams = sum(scam for _, scam in ordered[at:end])
        tied_honest = end - at - tied_scams
        above += tied_scams * (honest_below + tied_honest / 2)
        honest_below, at = honest_below + tied_honest, end
    return above / (scams * honest)
