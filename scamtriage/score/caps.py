"""The caps of the sum: groups, then families, then the weak newcomer traits together; each shared pro rata among its members."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scamtriage.knowledge.catalog import Row, Scoring


@dataclass(slots=True)
class Item:
    """One weighed signal on its way through the caps."""

    row: Row
    raw: float
    """Nats before caps."""
    counted: float
    """Nats after the caps so far."""


def apply(items: Sequence[Item], scoring: Scoring, *, uncapped: frozenset[str] = frozenset()) -> None:
    """Scale `counted` in place. Members of `uncapped` families keep their raw nats."""
    held = [item for item in items if item.row.family not in uncapped] if uncapped else items
    if not held:
        return
    _bound(held, "group", scoring.group_caps)
    _bound(held, "family", scoring.family_caps)
    _against_padding(held, scoring)
    if beside_the_whole(held, scoring):
        for item in held:
            item.counted *= scoring.share(item.row)
    weak = [item for item in held if item.row.group in scoring.circumstantial_groups and item.counted > 0]
    _scale(weak, sum(item.counted for item in weak), scoring.circumstantial_max)


def beside_the_whole(items: Iterable[Item], scoring: Scoring) -> bool:
    """Whether the page as a whole is weighed too: only then other rows count no more than their share."""
    return any([item.row.group in scoring.conviction.bundles for item in items])  # noqa: C419 -- few, and a list is faster


def _against_padding(items: Sequence[Item], scoring: Scoring) -> None:
    """Honest text is pasted around a scam in a minute: where schemes speak loudly, words acquit by little."""
    schemes = scoring.conviction.same_witness
    if sum(item.counted for item in items if item.row.family in schemes and item.counted > 0) < scoring.loud_schemes:
        return
    for item in items:
        if item.row.group in scoring.conviction.bundles:
            item.counted = max(item.counted, -scoring.loud_acquittal)


def _bound(items: Iterable[Item], by: str, caps: dict[str, tuple[float, float]]) -> None:
    parts: dict[str, list[Item]] = {}
    for item in items:
        parts.setdefault(item.row.group if by == "group" else item.row.family, []).append(item)
    for name, members in parts.items():
        least, most = caps[name]
        up = down = 0.0
        for member in members:
            if member.counted > 0:
                up += member.counted
            else:
                down += member.counted
        if up + down > most:
            _scale([m for m in members if m.counted > 0], up, most - down)
        elif up + down < least:
            _scale([m for m in members if m.counted < 0], down, least - up)


def _scale(members: Sequence[Item], total: float, bound: float) -> None:
    """Make the members sum to `bound` when they go beyond it."""
    if total == 0 or abs(total) <= abs(bound):
        return
    factor = bound / total
    for member in members:
        member.counted *= factor
