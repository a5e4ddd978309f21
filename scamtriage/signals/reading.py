"""From measurements to readings: the thresholds of the catalogue, and what counts only together or not together."""

from dataclasses import dataclass, field

from scamtriage.knowledge.catalog import Catalog, Row
from scamtriage.records.assessment import Measurement, Presence, Reading
from scamtriage.signals import MEASURES
from scamtriage.signals.measurement import Measure
from scamtriage.signals.view import View


@dataclass(slots=True)
class Plan:
    """What can be measured when these collectors answered, in the order of the catalogue."""

    rows: tuple[tuple[Row, Measure], ...]
    conditional: tuple[Row, ...]
    """In the order of decision: first what silences others, by the number it silences; then the rest as in the file."""


@dataclass(slots=True)
class Reader:
    """Reads views. Keeps one plan for each set of collectors that answered, and one reading for each plain no."""

    catalog: Catalog
    _plans: dict[frozenset[str], Plan] = field(default_factory=dict)
    _plain: dict[tuple[str, Presence], Reading] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.catalog.rows.values():
            for presence in (Presence.ABSENT, Presence.NOT_APPLICABLE, Presence.UNKNOWN):
                collector = row.needs[0] if row.needs and presence is Presence.UNKNOWN else ""
                self._plain[row.id, presence] = Reading(signal=row.id, presence=presence, collector=collector)

    def read(self, view: View, silent: frozenset[str]) -> tuple[Reading, ...]:
        """One reading for each signal whose collectors all answered; the others are unknown, and are not listed."""
        plan = self._plans.get(silent) or self._plan(silent)
        found: dict[str, Reading] = {}
        measured: dict[Measure, Measurement] = {}
        for row, measure in plan.rows:
            measurement = measured.get(measure)
            if measurement is None:
                measurement = measured[measure] = measure(view)
            found[row.id] = self._judge(row, measurement)
        for row in plan.conditional:
            if found[row.id].presence is Presence.PRESENT:
                presence = _condition(row, found)
                if presence is not Presence.PRESENT:
                    found[row.id] = self._plain[row.id, presence]
        return tuple(found.values())

    def _judge(self, row: Row, measurement: Measurement) -> Reading:
        value = measurement.value
        if not measurement.applicable:
            return self._plain[row.id, Presence.NOT_APPLICABLE]
        if value is None:
            return self._plain[row.id, Presence.UNKNOWN]
        weight = measurement.weight
        if row.levels:
            level = next((level for level in row.levels if level.holds(value)), None)
            if level is None:
                return self._plain[row.id, Presence.ABSENT]
            weight = level.weight
        elif row.at_least is not None or row.under is not None:
            if (row.at_least is not None and value < row.at_least) or (
                row.under is not None and not 0 < value < row.under and not _ages(row, value)
            ):
                return self._plain[row.id, Presence.ABSENT]
        elif not value:
            return self._plain[row.id, Presence.ABSENT]
        if weight is not None and row.clip is not None:
            weight = min(max(weight, row.clip[0]), row.clip[1])
        return Reading(
            signal=row.id,
            presence=Presence.PRESENT,
            value=value,
            shown=measurement.shown,
            pointers=measurement.pointers,
            types=measurement.types,
            weight=weight if row.levels or row.weight == "measured" else None,
        )

    def _plan(self, silent: frozenset[str]) -> Plan:
        rows = tuple((row, MEASURES[row.id]) for row in self.catalog.rows.values() if not silent.intersection(row.needs))
        silences: dict[str, int] = {}
        for row in self.catalog.rows.values():
            for other in row.unless:
                silences[other] = silences.get(other, 0) + 1
        conditional = [row for row, _ in rows if row.conditional]
        conditional.sort(key=lambda row: -silences.get(row.id, 0))
        plan = self._plans[silent] = Plan(rows, tuple(conditional))
        return plan


def _ages(row: Row, value: float) -> bool:
    """A lower bound of 0 lets 0 itself in: a name may be seen on the day of its registration."""
    return value == 0 and row.at_least is not None and row.at_least <= 0


def _condition(row: Row, found: dict[str, Reading]) -> Presence:
    """Whether a row that is present by itself stays so beside the others; unknown when that hangs on what is unknown."""
    for other in row.unless:
        reading = found.get(other)
        if reading is not None and reading.presence is Presence.PRESENT:
            return Presence.ABSENT
    doubt = False
    for members in row.all_of:
        states = [found[m].presence if m in found else Presence.UNKNOWN for m in members]
        if Presence.PRESENT not in states:
            if Presence.UNKNOWN not in states:
                return Presence.ABSENT
            doubt = True
    if row.count_of:
        states = [found[m].presence if m in found else Presence.UNKNOWN for m in row.count_of]
        sure = states.count(Presence.PRESENT)
        if sure < row.count:
            if sure + states.count(Presence.UNKNOWN) < row.count:
                return Presence.ABSENT
            doubt = True
    return Presence.UNKNOWN if doubt else Presence.PRESENT


def silences(view: View) -> dict[str, str]:
    """Collectors that did not answer, each with the reason. What does not apply to the target is not silent."""
    silent: dict[str, str] = {}
    evidence = view.dossier.evidence
    for collector in ("dns", "registration", "certificate", "page", "hosting"):
        one = evidence.get(collector)
        if one is None:
            if collector == "registration" and (view.lent or view.target.is_ip):
                continue
            silent[collector] = "not asked"
        elif not one.outcome.conclusive:
            if collector == "registration" and (view.lent or view.target.is_ip):
                continue
            silent[collector] = one.reason or one.outcome.value
    if "page" in silent:
        silent["fetch"] = silent["page"]
    elif view.fetched is None:
        silent["fetch"] = silent["page"] = view.page_silent_because
    elif view.page_silent_because:
        silent["page"] = view.page_silent_because
    return silent
