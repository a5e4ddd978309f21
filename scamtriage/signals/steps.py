"""A row of the catalogue with its measure, and how a measurement becomes a reading by the row's thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from scamtriage.knowledge.judgement.rows import Row
from scamtriage.records.findings import Measurement, Presence, Reading
from scamtriage.signals.measurement import NOT_APPLICABLE, Measure
from scamtriage.signals.name import measures as of_names
from scamtriage.signals.name.measures import GATES, Gate
from scamtriage.signals.view import View

MOST_KEPT = 10_000


@dataclass(slots=True)
class Step:
    """One row of a plan, with its shared readings for unknown and not applicable."""

    row: Row
    measure: Measure
    unknown: Reading
    void: Reading
    gate: Gate | None
    """Views that do not pass it need not be asked; None: all are asked."""
    bounded: bool
    """Measured weights are clipped to the row's bounds."""
    known: dict[int, tuple[Measurement, Reading | None]] = field(default_factory=dict)
    """Cache of readings of common measurements, keyed by the measurement's id; the entry keeps the measurement alive."""


def step_of(row: Row, *, bounded: bool) -> Step:
    """Return the row with its measure. `bounded`: see Step."""

    def plain(presence: Presence, collector: str = "") -> Reading:
        return Reading(signal=row.id, presence=presence, collector=collector)

    measure = _measure(row.id)
    return Step(
        row=row,
        measure=measure,
        gate=GATES.get(measure) if not row.not_for else None,  # a row is said to be not for a name whatever its measure finds
        unknown=plain(Presence.UNKNOWN, row.needs[0] if row.needs else ""),
        void=plain(Presence.NOT_APPLICABLE),
        bounded=bounded,
    )


def _measure(signal: str) -> Measure:
    if signal in of_names.MEASURES:
        return of_names.MEASURES[signal]
    from scamtriage.signals.measures import MEASURES  # not at the top: names alone need none of these sixty rooms

    return MEASURES[signal]


def measured(step: Step, views: Sequence[View]) -> list[Measurement]:
    """Run the measure on each view; not applicable to names that the row is not for."""
    not_for = step.row.not_for
    if not not_for:
        return list(map(step.measure, views))
    return [step.measure(view) if view.standing.isdisjoint(not_for) else NOT_APPLICABLE for view in views]


def common_reading_of(step: Step, measurement: Measurement) -> Reading | None:
    """The reading of a common measurement, from the cache if known."""
    known = step.known.get(id(measurement))
    if known is None:
        if len(step.known) >= MOST_KEPT:
            step.known.clear()
        known = step.known[id(measurement)] = (measurement, reading_of(step, measurement))
    return known[1]


def reading_of(step: Step, measurement: Measurement) -> Reading | None:
    """Apply the row's half-open bounds to a measurement; None if the signal is absent, as at 0 where there is no lower bound. For a name
    judged alone the fitted weights stay unclipped: only they rank it, and the mode's ceiling limits the verdict."""
    row, value, weight = step.row, measurement.value, measurement.weight
    if value is None:
        return replace(step.unknown, shown=measurement.shown) if measurement.shown else step.unknown
    if row.levels:
        level = next((level for level in row.levels if level.holds(value)), None)
        if level is None:
            return None
        weight = level.weight
    elif not (value if row.at_least is None else value >= row.at_least) or not (row.under is None or value < row.under):
        return None
    if row.weight != "measured":
        weight = weight if row.levels else None
    elif step.bounded and weight is not None and row.clip is not None:
        weight = min(max(weight, row.clip[0]), row.clip[1])
    return Reading(
        signal=row.id,
        presence=Presence.PRESENT,
        value=value,
        shown=measurement.shown,
        pointers=measurement.pointers,
        types=measurement.types,
        kinds=measurement.kinds,
        weight=weight,
        common=measurement.common,
    )


def in_doubt(step: Step, why: str) -> Reading:
    """The reading of a row that is unknown, and why."""
    return replace(step.unknown, shown={"why": why}) if why else step.unknown
