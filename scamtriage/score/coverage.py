"""How much of what the mode asks was answered, and which signals remain unknown."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.records.assessment import Unknown
from scamtriage.records.evidence import Mode
from scamtriage.records.findings import Presence, Reading

_VOID = Presence.NOT_APPLICABLE
ASKED = {
    Mode.FULL: frozenset({"name", "registration", "dns", "hosting", "tls", "http", "content", "contact"}),
    Mode.PASSIVE: frozenset({"name", "registration", "dns", "hosting"}),
    Mode.OFFLINE: frozenset({"name"}),
}
"""Mode -> families of signals that it observes."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The rows that a set of silent collectors leaves unanswered."""

    by_family: dict[str, float]
    """Family -> sum of the unanswered rows' greatest weights."""
    unknown: tuple[Unknown, ...]
    signals: frozenset[str]
    """The unanswered rows."""
    answers: dict[tuple[str, ...], tuple[float, tuple[Unknown, ...]]] = field(default_factory=dict)
    """Cache of results, keyed by the mode and by the readings that are neither present nor absent. Few different keys occur."""


MOST_REMEMBERED = 4096


@dataclass(slots=True)
class Coverage:
    """Computes coverage, and caches what each set of silent collectors leaves unknown."""

    catalog: Catalog
    _totals: dict[str, float] = field(default_factory=dict)
    _rows: dict[str, int] = field(default_factory=dict)
    """Family -> number of its rows."""
    _missing: dict[tuple[tuple[str, str], ...], Missing] = field(default_factory=dict)
    _latest: tuple[Mapping[str, str], Missing] | None = None
    """The mapping that was asked for last, which names judged alone share, and its result."""

    def __post_init__(self) -> None:
        for row in self.catalog.rows.values():
            self._totals[row.family] = self._totals.get(row.family, 0.0) + row.greatest
            self._rows[row.family] = self._rows.get(row.family, 0) + 1

    def of(self, mode: Mode, odd: list[Reading], silent: Mapping[str, str]) -> tuple[float, tuple[Unknown, ...]]:
        """Return the coverage (0..1) and what is unknown. Families that do not apply are left out. `odd`: the readings that are neither
        present nor absent."""
        missing = self.missing(silent)
        key = (mode, *[r.signal if r.presence is _VOID else f"{r.signal}?{r.shown['why'] if r.shown else ''}" for r in odd])
        known = missing.answers.get(key)
        if known is None:
            if len(missing.answers) > MOST_REMEMBERED:
                missing.answers.clear()
            known = missing.answers[key] = self._count(mode, odd, missing)
        return known

    def _count(self, mode: Mode, odd: list[Reading], missing: Missing) -> tuple[float, tuple[Unknown, ...]]:
        open_weight = dict(missing.by_family)
        void: dict[str, float] = {}
        own: dict[tuple[str, str], list[Row]] = {}
        none: set[str] = set()
        for reading in odd:
            row = self.catalog.rows[reading.signal]
            if reading.presence is Presence.UNKNOWN:
                open_weight[row.family] = open_weight.get(row.family, 0.0) + row.greatest
                own.setdefault((row.family, reading.shown.get("why", "the sources that answered left this open")), []).append(row)
            else:
                void[row.family] = void.get(row.family, 0.0) + row.greatest
                none.add(row.id)
                if row.id in missing.signals:
                    open_weight[row.family] -= row.greatest
        whole = answered = 0.0
        for family in self.catalog.scoring.covered_families:
            total = self._totals.get(family, 0.0) - void.get(family, 0.0)
            if family not in ASKED[mode] or total <= 0:
                continue
            cap = self.catalog.scoring.family_caps[family][1]
            whole += cap
            answered += cap * max(0.0, 1 - open_weight.get(family, 0.0) / total)
        groups = [self._unknown(family, why, rows) for (family, why), rows in own.items()]
        silent = missing.unknown if none.isdisjoint(missing.signals) else tuple(_applying(missing.unknown, none))
        unknown = (*silent, *groups) if groups else silent
        return (answered / whole if whole else 0.0), unknown

    def missing(self, silent: Mapping[str, str]) -> Missing:
        """Return the rows that these silent collectors leave unanswered; cached, as few different sets occur."""
        if self._latest is not None and self._latest[0] is silent:
            return self._latest[1]
        key = tuple(silent.items())
        known = self._missing.get(key)
        if known is None:
            if len(self._missing) > MOST_REMEMBERED:
                self._missing.clear()
            known = self._missing[key] = self._find(silent)
        self._latest = (silent, known)
        return known

    def _find(self, silent: Mapping[str, str]) -> Missing:
        groups: dict[tuple[str, str], list[Row]] = {}
        sums: dict[str, float] = {}
        for row in self.catalog.rows.values():
            collector = next((need for need in row.needs if need in silent), None)
            if collector is None:
                continue
            groups.setdefault((row.family, silent[collector]), []).append(row)
            sums[row.family] = sums.get(row.family, 0.0) + row.greatest
        found = tuple(self._unknown(family, why, rows) for (family, why), rows in groups.items())
        return Missing(sums, found, frozenset(row.id for rows in groups.values() for row in rows))

    def _unknown(self, family: str, because: str, rows: list[Row]) -> Unknown:
        ordered = sorted(rows, key=lambda row: (-row.greatest, row.id))
        part = len(rows) < self._rows[family]
        return Unknown(family=family, because=because, signals=tuple(row.id for row in ordered), part=part)


def _applying(unknown: Iterable[Unknown], none: Container[str]) -> Iterator[Unknown]:
    """What is unknown without the signals that do not apply to the target."""
    for one in unknown:
        if signals := tuple(signal for signal in one.signals if signal not in none):
            yield one if signals == one.signals else replace(one, signals=signals)
