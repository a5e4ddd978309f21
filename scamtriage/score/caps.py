"""The caps of the sum: groups of a family, then families, then the weak newcomer traits together; each shared pro rata among its members.

A part's sum is bounded, and parts that count unequal shares lie in no part together: so what accuses never lowers the sum, and what acquits
never raises it, whatever stands beside it.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from scamtriage.knowledge.catalog import Row, Scoring

K = TypeVar("K", bound=Hashable)


@dataclass(slots=True)
class Item:
    """One weighed signal on its way through the caps."""

    row: Row
    raw: float
    """Nats before caps."""
    counted: float
    """Nats after the caps so far."""
    curbed: Literal["", "another page", "loud"] = ""
    """Why it acquits of less than it would: others are shown another page, or the schemes beside it are loud."""


def apply(items: Sequence[Item], scoring: Scoring, *, uncapped: frozenset[str] = frozenset()) -> None:
    """Scale `counted` in place. Members of `uncapped` families keep their raw nats."""
    held = [item for item in items if item.row.family not in uncapped] if uncapped else items
    if not held:
        return
    for (group, _), members in _parts(held, _place):
        _bound(members, *scoring.group_caps[group])
    _against_padding(held, scoring)
    if beside_the_whole(held, scoring):
        for item in held:
            item.counted *= scoring.share(item.row)
    weak = _weak(held, scoring)
    apart = {id(item) for part in weak for item in part}
    for family, members in _parts(held, lambda row: row.family):
        least, most = scoring.family_caps[family]
        strong = [item for item in members if id(item) not in apart] if weak else members
        _bound(strong, least, most)
        if len(strong) < len(members):
            _shrink([part for part in weak if part[0].row.family == family], most - _sum(strong))
    _shrink(weak, scoring.circumstantial_max)


def beside_the_whole(items: Iterable[Item], scoring: Scoring) -> bool:
    """Whether the page as a whole is weighed too: only then other rows count no more than their share."""
    return any([item.row.group in scoring.conviction.bundles for item in items])  # noqa: C419 -- few, and a list is faster


def _against_padding(items: Sequence[Item], scoring: Scoring) -> None:
    """Honest text is pasted around a scam in a minute: where schemes speak loudly, words acquit by little; and by nothing where victims are
    shown another page."""
    if any([item.row.id in scoring.decoys for item in items]):  # noqa: C419 -- few, and a list is faster
        _acquit_by(0.0, items, scoring, "another page")
        return
    schemes = [item for item in items if item.row.family in scoring.conviction.same_witness and item.raw > 0]
    loud = math.fsum(
        [min(math.fsum([item.raw for item in said]), scoring.group_caps[group][1]) for (group, _), said in _parts(schemes, _place)]
    )
    if loud >= scoring.loud_schemes:
        _acquit_by(scoring.loud_acquittal, items, scoring, "loud")


def _acquit_by(most: float, items: Sequence[Item], scoring: Scoring, why: Literal["another page", "loud"]) -> None:
    for item in items:
        if item.row.group in scoring.conviction.bundles and item.counted < -most:
            item.counted, item.curbed = -most, why


def _place(row: Row) -> tuple[str, str]:
    return row.group, row.family


def _weak(items: Sequence[Item], scoring: Scoring) -> list[list[Item]]:
    """The groups of traits of newcomers that speak for a scam: together they count little, and only as far as their families leave room."""
    traits = [item for item in items if item.row.group in scoring.circumstantial_groups]
    return [members for _, members in _parts(traits, _place) if _sum(members) > 0]


def _sum(members: Iterable[Item]) -> float:
    return math.fsum([item.counted for item in members])


def _shrink(parts: Sequence[Sequence[Item]], most: float) -> None:
    """Make the parts come to no more than `most` together, each by as much of itself."""
    total = math.fsum(map(_sum, parts))
    if total > most:
        for members in parts:
            _bound(members, -math.inf, _sum(members) * max(most, 0.0) / total)


def _parts(items: Iterable[Item], by: Callable[[Row], K]) -> Iterable[tuple[K, list[Item]]]:
    parts: dict[K, list[Item]] = {}
    for item in items:
        parts.setdefault(by(item.row), []).append(item)
    return parts.items()


def _bound(members: Sequence[Item], least: float, most: float) -> None:
    """Scale the side that takes the sum of the members beyond a bound, so that it stands at the bound."""
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
