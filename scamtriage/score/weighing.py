"""Give readings their nats before caps; recompute the sum without one of them."""

import math
from collections.abc import Container, Iterable, Sequence

from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.judgement.scoring_rules import Scoring
from scamtriage.records.findings import Reading
from scamtriage.score import caps
from scamtriage.score.caps import WeightedSignal
from scamtriage.score.model import Model
from scamtriage.score.unread_part import UnreadPart

NEWCOMER = "newcomer"
"""Key of the weak newcomer traits, which count as one witness."""
_GAMBLING = ("gambling",)


def weighed(present: Sequence[Reading], catalog: Catalog, model: Model, *, ignoring: bool) -> list[WeightedSignal]:
    """Weigh each reading by its own nats, else the model's, else the row's. `ignoring`: gambling signals weigh nothing, nor do rows that
    hold only beside them."""
    rows, fitted = catalog.rows, model.weights
    items = []
    for reading in present:
        row, raw = rows[reading.signal], reading.weight
        if raw is None:
            raw = fitted.get(row.id, 0.0 if row.weight == "measured" else row.weight)
        items.append(WeightedSignal(row, raw, raw))
    if ignoring:
        _ignore_gambling(items, present, catalog.scoring)
    return items


def _ignore_gambling(items: Sequence[WeightedSignal], present: Sequence[Reading], scoring: Scoring) -> None:
    ignored = {reading.signal for reading, item in zip(present, items, strict=True) if (reading.types or item.row.scam_types) == _GAMBLING}
    if not ignored:
        return
    left = {reading.signal for reading in present} - ignored
    wordless = any(item.row.family == "wording" for item in items if item.row.id in ignored)
    for item in items:
        if item.row.id in ignored or not _holds(item.row, left):
            item.raw = item.counted = 0.0
        elif wordless and item.row.family == "ways":  # contact channels accuse only beside words
            item.raw = item.counted = min(item.raw, scoring.ways_alone)


def _holds(row: Row, present: set[str]) -> bool:
    """Whether the conditions of a row that needs others still hold."""
    if any(present.isdisjoint(members) for members in row.all_of):
        return False
    return not row.count_of or sum(member in present for member in row.count_of) >= row.count


def heaviest(items: Sequence[WeightedSignal], *, but: tuple[str, ...]) -> WeightedSignal | None:
    """The item that accuses most; None if none does. `but`: groups to ignore."""
    return max((i for i in items if i.counted > 0 and i.row.group not in but), key=lambda i: (i.counted, i.row.id), default=None)


def without(
    left_out: WeightedSignal | None,
    items: Sequence[WeightedSignal],
    scoring: Scoring,
    uncapped: frozenset[str],
    gap: UnreadPart | None = None,
) -> float:
    """Nats before calibration without one item, with the caps applied anew."""
    rest = [WeightedSignal(item.row, item.raw, item.raw) for item in items if item is not left_out]
    caps.apply(rest, scoring, uncapped=uncapped)
    if gap is not None:
        gap.even(rest)
    return math.fsum(item.counted for item in rest)


def witnesses(items: Sequence[WeightedSignal], scoring: Scoring) -> dict[str, float]:
    """Nats of each witness after caps and before shares, without the weak groups. Each family is a witness, except that families reading
    the same words are one. All weak newcomer traits are one witness, across families."""
    same, shared = scoring.conviction.same_witness, caps.beside_the_whole(items, scoring)
    sums: dict[str, float] = {}
    for item in items:
        family = item.row.family
        if item.row.group in scoring.conviction.weak_groups:
            continue
        newcomer = item.row.group in scoring.circumstantial_groups and item.counted > 0
        witness = NEWCOMER if newcomer else same.get(family, family)
        sums[witness] = sums.get(witness, 0.0) + item.counted / (scoring.share(item.row) if shared else 1.0)
    return sums


def spoken_for(items: Iterable[WeightedSignal], mute: Container[str]) -> float:
    """Nats by which what was found speaks for the site, above 0: without the families of `mute`, and without what it lacks."""
    return -math.fsum([i.counted for i in items if i.counted < 0 and not i.row.lacking and i.row.family not in mute])
