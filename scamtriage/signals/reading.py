"""The readings of a site: every row that can be measured, and the conditions between rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import attrgetter

from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.records.evidence import Mode
from scamtriage.records.findings import AGE_UNASKED, ANOTHERS, HELD_TOO, Measurement, Presence, Reading
from scamtriage.signals.measurement import NO, Measure
from scamtriage.signals.name.measures import Gate
from scamtriage.signals.steps import Step, common_reading_of, in_doubt, measured, reading_of, step_of
from scamtriage.signals.view import View

_WORDS = frozenset({"content", "wording", "ways"})
"""Families that rest on what a page says and asks."""
_PRESENT = Presence.PRESENT
_signal = attrgetter("signal")


@dataclass(slots=True)
class Plan:
    """The rows that can be measured if certain collectors answered, in catalogue order."""

    steps: tuple[Step, ...]
    conditional: tuple[Step, ...]
    """Rows that depend on others, each after those it depends on, as far as there are no cycles."""
    deciding: frozenset[str]
    """Ids of these rows."""
    asked: frozenset[str]
    """Ids of all rows that can be measured."""
    others: tuple[Row, ...]
    """The other rows that are not for some names."""
    words: dict[str, Step]
    """By their ids those that tell what the page says and asks, not where it leads or what it hands out."""
    aged: tuple[Step, ...] = ()
    """Those whose answer depends on how long the name has been held."""
    order: tuple[str, ...] = ()
    """Ids of the measured rows, in catalogue order."""
    voids: dict[frozenset[str], list[Reading]] = field(default_factory=dict)
    """Cache: standing of a name -> readings of those of the other rows that are not for it."""

    def void(self, standing: frozenset[str]) -> list[Reading]:
        """The readings of rows that cannot be measured and are not for such a name."""
        known = self.voids.get(standing)
        if known is None:
            rows = [row for row in self.others if not standing.isdisjoint(row.not_for)]
            known = self.voids[standing] = [Reading(signal=row.id, presence=Presence.NOT_APPLICABLE) for row in rows]
        return known


@dataclass(slots=True)
class Reader:
    """Turns views into readings. Keeps one plan per mode and set of silent collectors."""

    catalog: Catalog
    _plans: dict[tuple[bool, frozenset[str]], Plan] = field(default_factory=dict)

    def read_all(self, views: Sequence[View], silent: frozenset[str]) -> list[list[Reading]]:
        """For each view what its signals found, in catalogue order, then signals with a silent collector that are not for this name. Absent
        signals are not listed, nor are other ones with a silent collector. All views must share the mode and `silent`. Each measure runs
        over all views before the next (faster, see `bench.judging`)."""
        alone = views[0].dossier.mode is Mode.OFFLINE
        plan = self._plans.get((alone, silent)) or self._plan(alone, silent)
        found: list[list[Reading]] = [[] for _ in views]
        known: dict[tuple[Measure, tuple[str, ...]], list[Measurement]] = {}
        members: dict[Gate | None, tuple[Sequence[View], list[list[Reading]]]] = {None: (views, found)}
        for step in plan.steps:
            if step.gate not in members:
                members[step.gate] = _let_in(step.gate, views, found)
            some, theirs = members[step.gate]
            asked = step.measure, step.row.not_for
            if asked not in known:
                known[asked] = measured(step, some)
            for readings, measurement in zip(theirs, known[asked], strict=True):
                if measurement is NO:
                    continue
                if not measurement.applicable:
                    readings.append(step.void)
                    continue
                reading = common_reading_of(step, measurement) if measurement.common else reading_of(step, measurement)
                if reading is not None:
                    readings.append(reading)
        if "page" not in silent:
            _doubt_pages(plan, views, found, dated="registration" not in silent)
        if plan.others:
            for readings, view in zip(found, views, strict=True):
                readings += plan.void(view.standing)
        return [_decided(plan, readings) for readings in found] if plan.conditional else found

    def _plan(self, alone: bool, silent: frozenset[str]) -> Plan:
        rows = [row for row in self.catalog.rows.values() if not silent.intersection(row.needs)]
        steps = tuple(step_of(row, bounded=not (alone and row.family == "name")) for row in rows)
        conditional = _in_order(step for step in steps if step.row.conditional)
        deciding, asked = frozenset(step.row.id for step in conditional), frozenset(row.id for row in rows)
        others = tuple(row for row in self.catalog.rows.values() if row.not_for and row.id not in asked)
        words = {step.row.id: step for step in steps if step.row.family in _WORDS and "page" in step.row.needs}
        aged, order = tuple(step for step in steps if step.row.by_age), tuple(row.id for row in rows)
        plan = self._plans[alone, silent] = Plan(steps, tuple(conditional), deciding, asked, others, words, aged, order)
        return plan


def _doubt_pages(plan: Plan, views: Sequence[View], found: list[list[Reading]], *, dated: bool) -> None:
    """Change in place what pages say that need not be theirs, or counts by an age that no registry told (`dated`: one did)."""
    from scamtriage.signals.page import unmarked  # not at the top, as in `_measure`

    for number, view in enumerate(views):
        if not dated:
            found[number] = _of_any_age(plan, view, found[number])
        if view.unmarked:
            found[number] = unmarked.as_written(view, found[number])
        if view.page_is_anothers and not any(r.signal == HELD_TOO and r.presence is _PRESENT for r in found[number]):
            found[number] = [_of_another(plan, reading) for reading in found[number]]


def _of_any_age(plan: Plan, view: View, readings: list[Reading]) -> list[Reading]:
    """The readings, where those of the page are unknown that would be others on a name which was held for long."""
    if view.presumed_age is not None:
        return readings
    now, aged, twin = {reading.signal: reading for reading in readings}, dict[str, Reading | None](), view.long_held()
    for step in plan.aged:
        [measurement] = measured(step, (twin,))
        aged[step.row.id] = step.void if not measurement.applicable else reading_of(step, measurement)
    vars(twin).clear()
    open_ = [step for step in plan.aged if _counts(now.get(step.row.id)) != _counts(aged[step.row.id])]
    kept = {**now, **{step.row.id: in_doubt(step, AGE_UNASKED) for step in open_}}
    return [kept[signal] for signal in plan.order if signal in kept] if open_ else readings


def _counts(reading: Reading | None) -> tuple[object, ...]:
    """What a reading counts: absent and not applicable count the same."""
    return () if reading is None or reading.presence is Presence.NOT_APPLICABLE else (reading.presence, reading.weight)


def _of_another(plan: Plan, reading: Reading) -> Reading:
    """The reading where the page is another's: what its words say is unknown of this name."""
    step = plan.words.get(reading.signal)
    return reading if step is None or reading.presence is not _PRESENT else in_doubt(step, ANOTHERS)


def _let_in(gate: Gate | None, views: Sequence[View], found: Sequence[list[Reading]]) -> tuple[Sequence[View], list[list[Reading]]]:
    """The views that pass a gate, and the lists of their readings."""
    some = [at for at, view in enumerate(views) if gate is None or gate(view)]
    return [views[at] for at in some], [found[at] for at in some]


def _in_order(steps: Iterable[Step]) -> list[Step]:
    """Order conditional rows so that each follows those it depends on. In a cycle, the row that silences most others comes first."""
    left = list(steps)
    silences = Counter(other for step in left for other in step.row.unless)
    ordered: list[Step] = []
    while left:
        open_ = {step.row.id for step in left}
        chosen = next((step for step in left if _hangs_on(step.row).isdisjoint(open_)), None)
        chosen = chosen or max(left, key=lambda step: silences[step.row.id])
        left.remove(chosen)
        ordered.append(chosen)
    return ordered


def _hangs_on(row: Row) -> set[str]:
    return {*row.unless, *row.count_of}.union(*row.all_of)


def _decided(plan: Plan, found: list[Reading]) -> list[Reading]:
    """Silence or keep each present conditional row according to the others."""
    if plan.deciding.isdisjoint(map(_signal, found)):
        return found
    present = {reading.signal for reading in found if reading.presence is _PRESENT}
    if plan.deciding.isdisjoint(present):
        return found
    open_ = [step for step in plan.conditional if step.row.id in present]
    doubted = {reading.signal: str(reading.shown.get("why", "")) for reading in found if reading.presence is Presence.UNKNOWN}
    turned: dict[str, Step] = {}
    for step in open_:
        decided = _condition(step.row, present, doubted.keys(), plan.asked)
        if decided is not _PRESENT:
            signal = step.row.id
            present.remove(signal)
            turned[signal] = step
            if decided is Presence.UNKNOWN:
                doubted[signal] = _only_why(step.row, doubted)
    if not turned:
        return found
    silenced = turned.keys() - doubted.keys()
    return [in_doubt(turned[r.signal], doubted[r.signal]) if r.signal in turned else r for r in found if r.signal not in silenced]


def _only_why(row: Row, doubted: Mapping[str, str]) -> str:
    """Why the unknown rows on which this one hangs are so; "" if there are several reasons or none was given."""
    whys = {doubted[signal] for signal in _hangs_on(row) & doubted.keys()}
    return whys.pop() if len(whys) == 1 else ""


def _condition(row: Row, present: set[str], doubted: AbstractSet[str], asked: frozenset[str]) -> Presence:
    """Whether a present row stays so, given the others. Unknown if that depends on rows that are unknown or not measured."""
    if not present.isdisjoint(row.unless):
        return Presence.ABSENT
    doubt = False
    for members in row.all_of:
        if present.isdisjoint(members):
            if doubted.isdisjoint(members) and asked.issuperset(members):
                return Presence.ABSENT
            doubt = True
    if row.count_of:
        sure = sum(m in present for m in row.count_of)
        if sure < row.count:
            if sure + sum(m in doubted or m not in asked for m in row.count_of) < row.count:
                return Presence.ABSENT
            doubt = True
    return Presence.UNKNOWN if doubt else Presence.PRESENT
