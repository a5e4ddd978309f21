"""The 80 % band around the log-odds of a site."""

import math

from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.records.findings import Presence
from scamtriage.score.caps import WeightedSignal
from scamtriage.score.model import Model
from scamtriage.score.pending import ScoringState
from scamtriage.score.weighing import without

BAND_SIGMAS = 1.2816
"""Half width of the 80 % band, in standard deviations."""


class Band:
    """How far the log-odds of a site may fall and rise.

    Weights vary independently, each scaled as it was counted (delta method). Sums fitted on whole pages instead move, under the caps, by
    the deviation that fits on other authors' pages show.
    """

    def __init__(self, catalog: Catalog, model: Model) -> None:
        scoring = catalog.scoring
        self._scoring, self._slope = scoring, model.slope
        self._spread = {code: spread * model.slope for code, spread in scoring.uncertainty.items()}
        """Uncertainty code -> standard deviation of a calibrated weight, in nats."""
        self._fitted = [row for row in catalog.rows.values() if row.group in scoring.fitted_spread and row.weight == "measured"]
        """Rows whose weight is a sum fitted on whole pages."""

    def of(self, of: ScoringState) -> tuple[float, float]:
        """Nats from the log-odds down to the lower end, and up to the upper end."""
        fitted, spread = self._scoring.fitted_spread, self._spread
        parts = [(spread[i.row.uncertainty] * i.counted / i.raw) ** 2 for i in of.items if i.raw and i.row.group not in fitted]
        variance = BAND_SIGMAS**2 * math.fsum(parts)
        if of.offline:
            half = math.sqrt(variance)
            return half, half
        moves = [self._moves(of, row) for row in self._fitted]
        down = math.sqrt(math.fsum([variance, *[fall**2 for fall, _ in moves]]))
        up = math.sqrt(math.fsum([variance, *[rise**2 for _, rise in moves]]))
        return down, up

    def _moves(self, of: ScoringState, row: Row) -> tuple[float, float]:
        """Nats by which the log-odds fall and rise between the ends of this page-wide sum's band."""
        scoring = self._scoring
        half = BAND_SIGMAS * scoring.fitted_spread[row.group]
        at = next((at for at, item in enumerate(of.items) if item.row is row), None)
        if at is None:  # too close to zero to count as a finding
            weighed = any([r.signal == row.id and r.presence is Presence.ABSENT for r in of.readings])  # noqa: C419
            return (half * self._slope,) * 2 if weighed else (0.0, 0.0)
        item, reading = of.items[at], of.present[at]
        least, most = row.clip or (-math.inf, math.inf)
        middle = item.raw if item.raw != reading.weight or reading.value is None else reading.value  # the value before the row's own bounds
        now = math.fsum([i.counted for i in of.items])
        floor, ceiling = scoring.family_caps[row.family]  # no other row of this family has a weight
        ends = []
        for end in (min(max(middle - half, least), most), min(max(middle + half, least), most)):
            if min(max(end, floor), ceiling) == min(max(item.raw, floor), ceiling):  # both are at the same cap, so the sum does not move
                ends.append(now)
            else:
                ends.append(
                    without(None, [*of.items[:at], WeightedSignal(row, end, end), *of.items[at + 1 :]], scoring, of.uncapped, of.gap)
                )
        return max(now - ends[0], 0.0) * self._slope, max(ends[1] - now, 0.0) * self._slope
