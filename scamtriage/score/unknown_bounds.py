"""Bounds on how far unknown signals could move the sum, from weights, caps, shares and the findings.

A further finding never makes others of its sign count more. So it moves the sum by at most its own nats, limited by what the caps and the
common bound of weak traits leave. In addition it may end the weight of other findings: of an old name that was bought, or of honest words
around a scheme. A page-wide sum also reduces others to their shares.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.judgement.scoring_rules import Scoring
from scamtriage.records.assessment import Unknown, Weighty
from scamtriage.records.findings import UNSHOWN_WORDS
from scamtriage.score import caps
from scamtriage.score.caps import WeightedSignal
from scamtriage.score.model import Model

MOST_NAMED = 3
"""Most signals of a family that are listed with the nats each could move."""
MOST_REMEMBERED = 4_096


@dataclass(frozen=True, slots=True)
class _Open:
    """The unanswered signals of one family, prepared for the bounds."""

    names: frozenset[str]
    adds: tuple[tuple[str, float, float], ...]
    """(group, nats that its rows could add together, their share beside a page-wide sum)."""
    takes: tuple[tuple[str, float, float], ...]
    bundle: bool
    """Whether a page-wide sum is among them."""
    each: tuple[tuple[str, float], ...]
    """(signal, greatest nats before caps) of those with a weight, greatest first."""


@dataclass(slots=True)
class _Found:
    """The room that the present findings leave for others."""

    held: Sequence[WeightedSignal]
    scoring: Scoring
    loose: Sequence[WeightedSignal]
    """Uncapped findings that others could silence."""
    whole: bool = field(init=False)
    weak: float = 0.0
    """Nats of all weak newcomer traits together."""
    groups: dict[tuple[str, str], float] = field(default_factory=dict)
    """(family, group) -> nats before shares and before the family's cap."""
    strong: dict[str, float] = field(default_factory=dict)
    """Family -> nats as counted, without weak traits."""
    families: dict[str, float] = field(default_factory=dict)
    """Family -> nats as counted."""
    loud: float = 0.0
    """Nats of the schemes' wording, summed as the threshold of loudness requires."""
    endable: list[WeightedSignal] = field(default_factory=list)
    """Of the held findings those whose weight another can end."""
    enders: frozenset[str] = frozenset()
    """Signals that may end the weight of a finding."""
    to_copies: frozenset[str] = frozenset()
    """Signals beside which a page-wide sum acquits of nothing."""

    def __post_init__(self) -> None:
        scoring, schemes = self.scoring, self.scoring.conviction.same_witness
        self.whole = caps.beside_the_whole(self.held, scoring)
        self.endable = [item for item in self.held if item.row.unless or item.row.group in scoring.conviction.bundles]
        self.to_copies = frozenset((*scoring.decoys, *scoring.copies, *scoring.thefts, *scoring.forbidden))
        self.enders = self.to_copies.union(*[item.row.unless for item in (*self.endable, *self.loose)])
        speaking: dict[tuple[str, str], float] = {}
        traits: dict[tuple[str, str], float] = {}
        for item in self.held:
            row, counted = item.row, item.counted
            place = (row.family, row.group)
            self.groups[place] = self.groups.get(place, 0.0) + item.raw
            self.families[row.family] = self.families.get(row.family, 0.0) + counted
            if row.group in scoring.circumstantial_groups:
                traits[place] = traits.get(place, 0.0) + counted
            else:
                self.strong[row.family] = self.strong.get(row.family, 0.0) + counted
            if row.family in schemes and item.raw > 0:
                speaking[place] = speaking.get(place, 0.0) + item.raw
        for (family, _), counted in traits.items():
            if counted > 0:
                self.weak += counted
            else:
                self.strong[family] = self.strong.get(family, 0.0) + counted
        self.loud = math.fsum([min(nats, scoring.group_caps[group][1]) for (_, group), nats in speaking.items()])

    def ending(self, family: str) -> frozenset[str] | None:
        """Signals of this family that may end the weight of findings. None: any of them may, by making the schemes loud."""
        scoring = self.scoring
        if self.whole and family in scoring.conviction.same_witness:
            return None
        return self.enders

    def room(self, family: str, group: str) -> float:
        """Nats that the group's cap leaves for more that accuses."""
        least, most = self.scoring.group_caps[group]
        return most - min(max(self.groups.get((family, group), 0.0), least), most)

    def depth(self, family: str, group: str) -> float:
        """Nats, positive, that the group's cap leaves for more that acquits."""
        least, most = self.scoring.group_caps[group]
        return min(max(self.groups.get((family, group), 0.0), least), most) - least


@dataclass(slots=True)
class UnknownBounds:
    """The bounds under one catalogue and one model."""

    catalog: Catalog
    model: Model
    _open: dict[tuple[str, ...], _Open] = field(default_factory=dict)
    """Cache by signals; few sets occur."""
    _alone: dict[tuple[Hashable, ...], tuple[tuple[Unknown, ...], tuple[Unknown, ...]]] = field(default_factory=dict)
    """Cache for names judged alone: id of the input and the findings that bear on the bounds, which few names have and with few weights ->
    (input, result)."""

    def of(self, unknown: tuple[Unknown, ...], items: Sequence[WeightedSignal], uncapped: frozenset[str]) -> tuple[Unknown, ...]:
        """Return the unknowns with the log-odds each could add and take, greatest first."""
        held: Sequence[WeightedSignal] = items
        loose: Sequence[WeightedSignal] = ()
        key: tuple[Hashable, ...] = ()
        if uncapped:
            bearing = [item for item in items if item.row.unless or item.row.family not in uncapped]
            key = (id(unknown), *[(item.row.id, item.raw, item.counted) for item in bearing])
            if (known := self._alone.get(key)) is not None:
                return known[1]
            held = [item for item in bearing if item.row.family not in uncapped]
            loose = [item for item in bearing if item.row.family in uncapped]
        found = _Found(held, self.catalog.scoring, loose)
        answered = []
        for one in unknown:
            adds, takes = self._bound(one.family, one.signals, found)
            heaviest = self._heaviest(one.family, one.signals, found)
            if UNSHOWN_WORDS in one.signals:  # older evidence does not say: they would void what the page acquits by
                void = -self.model.slope * math.fsum([i.counted for i in items if i.counted < 0 and "page" in i.row.needs])
                adds += void
                others = [named for named in heaviest if named.signal != UNSHOWN_WORDS]
                named = [*others, Weighty(signal=UNSHOWN_WORDS, raw=0.0, weight=void)]
                heaviest = tuple(sorted(named, key=lambda named: -named.weight)[:MOST_NAMED])
            answered.append(
                Unknown(
                    family=one.family,
                    because=one.because,
                    signals=one.signals,
                    weight=max(adds, takes),
                    adds=adds,
                    takes=takes,
                    part=one.part,
                    heaviest=heaviest,
                )
            )
        ordered = tuple(sorted(answered, key=lambda one: (-one.weight, one.family, one.because)))
        if key:
            if len(self._alone) >= MOST_REMEMBERED:
                self._alone.clear()
            self._alone[key] = (unknown, ordered)
        return ordered

    def _bound(self, family: str, signals: tuple[str, ...], found: _Found) -> tuple[float, float]:
        """The most log-odds that these signals of a family could add, and take."""
        rows, slope = self._prepared(signals), self.model.slope
        return self._adds(family, rows, found) * slope, self._takes(family, rows, found) * slope

    def _heaviest(self, family: str, signals: tuple[str, ...], found: _Found) -> tuple[Weighty, ...]:
        """The signals that could each move the log-odds most. A signal that ends no other weight moves no more than its own nats, so the
        search stops early."""
        slope, rows = self.model.slope, self._prepared(signals)
        ending = None if rows.bundle else found.ending(family)
        most: list[tuple[float, str, float]] = []
        for signal, raw in rows.each:
            if ending is None or signal in ending or len(most) < MOST_NAMED or raw * slope > -most[-1][0]:
                most = sorted([*most, (-max(self._bound(family, (signal,), found)), signal, raw)])[:MOST_NAMED]
        return tuple([Weighty(signal=signal, raw=raw, weight=-weight) for weight, signal, raw in most])

    def _adds(self, family: str, rows: _Open, found: _Found) -> float:
        """The most nats that the rows could add, before calibration."""
        scoring = self.catalog.scoring
        strong = weak = spoken = 0.0
        for group, nats, share in rows.adds:
            spoken += min(nats, scoring.group_caps[group][1])
            counted = min(nats, found.room(family, group)) * (share if found.whole else 1.0)
            if group in scoring.circumstantial_groups:
                redeemed = min(counted, max(-found.groups.get((family, group), 0.0), 0.0))  # undoing an acquittal is not weak
                weak, strong = weak + counted - redeemed, strong + redeemed
            else:
                strong += counted
        weak = min(weak, max(scoring.circumstantial_max - found.weak, 0.0))
        own = min(strong + weak, max(scoring.family_caps[family][1] - found.strong.get(family, 0.0), 0.0))
        return own + (self._unpadded(family, spoken, found) if found.whole else 0.0) + _beside(rows, found, -1, scoring)

    def _takes(self, family: str, rows: _Open, found: _Found) -> float:
        """The most nats that the rows could take, before calibration."""
        scoring = self.catalog.scoring
        own = math.fsum([min(nats, found.depth(family, group)) * (share if found.whole else 1.0) for group, nats, share in rows.takes])
        if not own:
            return 0.0
        return min(own, found.families.get(family, 0.0) - scoring.family_caps[family][0]) + _beside(rows, found, 1, scoring)

    def _unpadded(self, family: str, own: float, found: _Found) -> float:
        """Nats of acquittal that honest words lose if these rows make the schemes loud."""
        scoring = self.catalog.scoring
        schemes = scoring.conviction.same_witness
        if family not in schemes:
            return 0.0
        quiet = [-scoring.loud_acquittal - i.counted for i in found.held if i.row.group in scoring.conviction.bundles]
        return math.fsum([nats for nats in quiet if nats > 0]) if found.loud + own >= scoring.loud_schemes else 0.0

    def _prepared(self, signals: tuple[str, ...]) -> _Open:
        if (known := self._open.get(signals)) is not None:
            return known
        scoring = self.catalog.scoring
        sums: tuple[dict[str, float], dict[str, float]] = ({}, {})
        share: dict[str, float] = {}
        each = []
        for row in [self.catalog.rows[signal] for signal in signals]:
            share[row.group] = scoring.share(row)
            bounds = _bounds(row, self.model.weights.get(row.id))
            each.append((row.id, max(bounds)))
            for side, nats in zip(sums, bounds, strict=True):
                side[row.group] = side.get(row.group, 0.0) + nats
        takes, adds = (tuple((group, nats, share[group]) for group, nats in side.items() if nats) for side in sums)
        whole = not share.keys().isdisjoint(scoring.conviction.bundles)
        weighty = tuple(sorted([one for one in each if one[1]], key=lambda one: (-one[1], one[0])))
        found = _Open(frozenset(signals), adds, takes, whole, weighty)
        if len(self._open) >= MOST_REMEMBERED:
            self._open.clear()
        self._open[signals] = found
        return found


def _beside(rows: _Open, found: _Found, sign: int, scoring: Scoring) -> float:
    """Nats of findings of this sign that the rows would silence, or reduce to shares as a page-wide sum."""
    freed = 0.0
    shares = rows.bundle and not found.whole
    for item in found.held if shares else found.endable:
        if item.counted * sign > 0:
            if (item.row.unless and not rows.names.isdisjoint(item.row.unless)) or (
                sign < 0 and item.row.group in scoring.conviction.bundles and not rows.names.isdisjoint(found.to_copies)
            ):
                freed += abs(item.counted)
            elif shares:
                freed += abs(item.counted) * (1.0 - scoring.share(item.row))
    return freed + math.fsum([abs(i.counted) for i in found.loose if i.counted * sign > 0 and not rows.names.isdisjoint(i.row.unless)])


def _bounds(row: Row, fitted: float | None) -> tuple[float, float]:
    """The most nats that a row can take, and add; both are at least 0."""
    if row.levels:
        given = [level.weight for level in row.levels]
    elif row.weight == "measured":
        given = list(row.clip or (0.0,))
    else:
        given = [row.weight if fitted is None else fitted]
    return max(0.0, -min(given)), max(0.0, max(given))
