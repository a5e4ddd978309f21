"""How far what is unknown could still move the sum: bounds that follow from weights, caps, shares and what was found already.

A finding that is added makes no other of its sign count more, so it moves the sum by no more than it counts itself, and nothing counts
more than the caps and the weak traits' common bound leave. Beyond that a finding can end the weighing of what stands beside it: of old
names that are bought, of honest words around a scheme, and, by the page as a whole, of the shares that others count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scamtriage.knowledge.catalog import Catalog, Row, Scoring
from scamtriage.records.assessment import Unknown
from scamtriage.records.frozen import maker
from scamtriage.score import caps
from scamtriage.score.caps import Item
from scamtriage.score.model import Model

_unknown = maker(Unknown)


@dataclass(frozen=True, slots=True)
class _Open:
    """The signals of one family that nobody answered, as the sum would take them."""

    names: frozenset[str]
    adds: tuple[tuple[str, float, float], ...]
    """(group, nats that its rows could add together, the share that they count beside the page as a whole)."""
    takes: tuple[tuple[str, float, float], ...]
    bundle: bool
    """They weigh the page as a whole."""


@dataclass(slots=True)
class _Found:
    """What the present findings leave to others: nats before caps for and against a scam, by group and by family."""

    held: Sequence[Item]
    whole: bool
    pros: dict[str, float] = field(default_factory=dict)
    cons: dict[str, float] = field(default_factory=dict)
    weak: float = 0.0
    """Nats of the weak traits of newcomers together."""

    def __post_init__(self) -> None:
        for item in self.held:
            side = self.pros if item.raw > 0 else self.cons
            side[item.row.group] = side.get(item.row.group, 0.0) + abs(item.raw)
            side[_FAMILY + item.row.family] = side.get(_FAMILY + item.row.family, 0.0) + abs(item.raw)


_FAMILY = "family "
"""Before the name of a family, where groups and families stand in one table."""


@dataclass(slots=True)
class Reach:
    """The bounds under one catalogue and one model."""

    catalog: Catalog
    model: Model
    _open: dict[tuple[str, ...], _Open] = field(default_factory=dict)
    """By the signals; few sets of silent collectors occur."""
    _last: tuple[tuple[Unknown, ...], tuple[Unknown, ...]] = ((), ())
    """What was asked and answered last where nothing had been found that the caps hold."""

    def of(self, unknown: tuple[Unknown, ...], items: Sequence[Item], uncapped: frozenset[str]) -> tuple[Unknown, ...]:
        """The same, each with what its signals could add to, and take from, the log-odds beside these findings; greatest first."""
        scoring, slope = self.catalog.scoring, self.model.slope
        held = [item for item in items if item.row.family not in uncapped] if uncapped else items
        if not held and unknown is self._last[0]:
            return self._last[1]
        found = _Found(held, caps.beside_the_whole(held, scoring))
        found.weak = sum([i.counted for i in held if i.counted > 0 and i.row.group in scoring.circumstantial_groups])
        answered = []
        for one in unknown:
            rows = self._open.get(one.signals) or self._prepared(one.signals)
            adds, takes = self._adds(one.family, rows, found) * slope, self._takes(one.family, rows, found) * slope
            answered.append(
                _unknown(family=one.family, because=one.because, signals=one.signals, weight=max(adds, takes), adds=adds, takes=takes)
            )
        ordered = tuple(sorted(answered, key=lambda one: (-one.weight, one.family, one.because)))
        if not held:
            self._last = (unknown, ordered)
        return ordered

    def _adds(self, family: str, rows: _Open, found: _Found) -> float:
        """The most nats that the rows add, before calibration."""
        scoring = self.catalog.scoring
        strong = weak = most = unshared = 0.0
        for group, nats, share in rows.adds:
            counted = min(nats, scoring.group_caps[group][1] + found.cons.get(group, 0.0))
            unshared += counted
            share = share if found.whole else 1.0
            most = max(most, share)
            if group in scoring.circumstantial_groups:
                weak += counted * share
            else:
                strong += counted * share
        room = scoring.family_caps[family][1] + found.cons.get(_FAMILY + family, 0.0)
        own = min(strong + min(weak, max(scoring.circumstantial_max - found.weak, 0.0)), most * room)
        if rows.takes:
            own += self._made_room(family, rows, found)
        if found.whole:
            own += self._unpadded(family, min(unshared, room), found)
        return own + _beside(rows, found, -1, scoring)

    def _takes(self, family: str, rows: _Open, found: _Found) -> float:
        """The most nats that the rows take away, before calibration."""
        scoring = self.catalog.scoring
        own = most = 0.0
        for group, nats, share in rows.takes:
            share = share if found.whole else 1.0
            most = max(most, share)
            own += share * min(nats, found.pros.get(group, 0.0) - scoring.group_caps[group][0])
        if not own:
            return 0.0
        return min(own, most * (found.pros.get(_FAMILY + family, 0.0) - scoring.family_caps[family][0])) + _beside(rows, found, 1, scoring)

    def _made_room(self, family: str, rows: _Open, found: _Found) -> float:
        """What takes also makes room under a cap that is reached, for findings that may count a greater share than it does itself, or
        divides with others what a group may take."""
        scoring = self.catalog.scoring
        sums = {group: nats for group, nats, _ in rows.adds}
        full = found.pros.get(_FAMILY + family, 0.0) + sum(sums.values()) > scoring.family_caps[family][1]
        room = 0.0
        for group, nats, share in rows.takes:
            least, most = scoring.group_caps[group]
            if full or found.pros.get(group, 0.0) + sums.get(group, 0.0) > most:
                room += nats * (1.0 - (share if found.whole else 1.0))
            if found.cons.get(group, 0.0) > 0 and found.cons[group] + nats > -least:
                room += nats
        return room

    def _unpadded(self, family: str, own: float, found: _Found) -> float:
        """What honest words around a scheme acquit less, should the schemes become loud."""
        scoring = self.catalog.scoring
        schemes = scoring.conviction.same_witness
        if family not in schemes:
            return 0.0
        loud = own + sum([i.counted / scoring.share(i.row) for i in found.held if i.counted > 0 and i.row.family in schemes])
        quiet = [-scoring.loud_acquittal - i.counted for i in found.held if i.row.group in scoring.conviction.bundles]
        return sum([nats for nats in quiet if nats > 0]) if loud >= scoring.loud_schemes else 0.0

    def _prepared(self, signals: tuple[str, ...]) -> _Open:
        scoring = self.catalog.scoring
        sums: tuple[dict[str, float], dict[str, float]] = ({}, {})
        share: dict[str, float] = {}
        for row in [self.catalog.rows[signal] for signal in signals]:
            share[row.group] = scoring.share(row)
            for side, nats in zip(sums, _bounds(row, self.model.weights.get(row.id)), strict=True):
                side[row.group] = side.get(row.group, 0.0) + nats
        takes, adds = (tuple((group, nats, share[group]) for group, nats in side.items() if nats) for side in sums)
        found = self._open[signals] = _Open(frozenset(signals), adds, takes, not share.keys().isdisjoint(scoring.conviction.bundles))
        return found


def _beside(rows: _Open, found: _Found, sign: int, scoring: Scoring) -> float:
    """What findings of this sign no longer weigh: the rows silence them, or are the page as a whole, beside which others count a share."""
    freed = 0.0
    for item in found.held:
        if item.counted * sign > 0:
            if item.row.unless and not rows.names.isdisjoint(item.row.unless):
                freed += abs(item.counted)
            elif rows.bundle and not found.whole:
                freed += abs(item.counted) * (1.0 - scoring.share(item.row))
    return freed


def _bounds(row: Row, fitted: float | None) -> tuple[float, float]:
    """The most nats that a row can take, and add; neither is negative."""
    if row.levels:
        given = [level.weight for level in row.levels]
    elif row.weight == "measured":
        given = list(row.clip or (0.0,))
    else:
        given = [row.weight if fitted is None else fitted]
    return max(0.0, -min(given)), max(0.0, max(given))
