"""The caps of the sum: groups, then families, then all weak newcomer traits together. Members share each cut pro rata.

Each part's sum is bounded, and signals with different shares are never in one part. So a finding that accuses never lowers the sum, and one
that acquits never raises it.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.judgement.scoring_rules import Scoring

Curb = Literal["another page", "theft", "forbidden", "copy", "loud"]


class WeightedSignal(Struct):
    """One weighed signal on its way through the caps."""

    row: Row
    raw: float
    """Nats before caps."""
    counted: float
    """Nats after the caps applied so far."""
    curbed: Curb | Literal[""] = ""
    """Why it acquits by less: other visitors see another page, secrets go to a stranger, this is a copy, or the scheme wording beside it is
    loud."""


def apply(items: Sequence[WeightedSignal], scoring: Scoring, *, uncapped: frozenset[str] = frozenset()) -> None:
    """Apply all caps to `counted` in place. Items of `uncapped` families keep their raw nats."""
    held = [item for item in items if item.row.family not in uncapped] if uncapped else items
    if not held:
        return
    places = _places(held)
    for (group, _), members in places.items():
        _bound(members, *scoring.group_caps[group])
    _against_padding(held, scoring)
    if beside_the_whole(held, scoring):
        for item in held:
            item.counted *= scoring.share(item.row)
    weak = [members for (group, _), members in places.items() if group in scoring.circumstantial_groups and _sum(members) > 0]
    apart = {id(item) for part in weak for item in part}
    families: dict[str, list[WeightedSignal]] = {}
    for item in held:
        families.setdefault(item.row.family, []).append(item)
    for family, members in families.items():
        least, most = scoring.family_caps[family]
        strong = [item for item in members if id(item) not in apart] if weak else members
        _bound(strong, least, most)
        if len(strong) < len(members):
            _shrink([part for part in weak if part[0].row.family == family], most - _sum(strong))
    if weak:
        _shrink(weak, scoring.circumstantial_max)


def beside_the_whole(items: Iterable[WeightedSignal], scoring: Scoring) -> bool:
    """Whether a sum over the whole page is present; only then other rows are scaled by their share."""
    bundles = scoring.conviction.bundles
    return any([item.row.group in bundles for item in items])  # noqa: C419 -- few, and a list is faster


def _against_padding(items: Sequence[WeightedSignal], scoring: Scoring) -> None:
    """Limit how much page-wide sums acquit, as honest text is easily pasted around a scam. Beside loud scheme wording they acquit by
    little; by nothing if other visitors are shown another page, secrets go to a stranger, nobody honest sells or asks for what the page
    does, or it is a copy of an honest one."""
    names = {item.row.id for item in items}
    for signals, why in _voided_by(scoring):
        if not names.isdisjoint(signals):
            _acquit_by(0.0, items, scoring, why)
            return
    schemes = [item for item in items if item.row.family in scoring.conviction.same_witness and item.raw > 0]
    loud = math.fsum(
        [min(math.fsum([item.raw for item in said]), scoring.group_caps[group][1]) for (group, _), said in _places(schemes).items()]
    )
    if loud >= scoring.loud_schemes:
        _acquit_by(scoring.loud_acquittal, items, scoring, "loud")


def _voided_by(scoring: Scoring) -> tuple[tuple[tuple[str, ...], Curb], ...]:
    """Signals beside which page-wide sums acquit of nothing, and why."""
    return (scoring.decoys, "another page"), (scoring.thefts, "theft"), (scoring.forbidden, "forbidden"), (scoring.copies, "copy")


def _acquit_by(most: float, items: Sequence[WeightedSignal], scoring: Scoring, why: Curb) -> None:
    for item in items:
        if item.row.group in scoring.conviction.bundles and item.counted < -most:
            item.counted, item.curbed = -most, why


def _sum(members: Iterable[WeightedSignal]) -> float:
    return math.fsum([item.counted for item in members])


def _shrink(parts: Sequence[Sequence[WeightedSignal]], most: float) -> None:
    """Scale all parts by one factor so that their sum is at most `most`."""
    total = math.fsum(map(_sum, parts))
    if total > most:
        for members in parts:
            _bound(members, -math.inf, _sum(members) * max(most, 0.0) / total)


def _places(items: Iterable[WeightedSignal]) -> dict[tuple[str, str], list[WeightedSignal]]:
    """(group, family) -> its items, in order."""
    found: dict[tuple[str, str], list[WeightedSignal]] = {}
    for item in items:
        place = item.row.group, item.row.family
        if (members := found.get(place)) is None:
            found[place] = [item]
        else:
            members.append(item)
    return found


def _bound(members: Sequence[WeightedSignal], least: float, most: float) -> None:
    """Scale the members of the side that exceeds a bound, so that the sum equals the bound."""
    if len(members) == 1 and least <= members[0].counted <= most:
        return  # as most parts are
    up, down = 0.0, 0.0
    for item in members:
        if item.counted > 0:
            up += item.counted
        else:
            down += item.counted
    if up + down > most:
        for item in members:
            if item.counted > 0:
                item.counted *= (most - down) / up
    elif up + down < least:
        for item in members:
            if item.counted < 0:
                item.counted *= (least - up) / down
