"""What kind of scam it would be, which traits it shows, and how urgent that is; kept apart from how likely it is."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from scamtriage.knowledge.catalog import OPEN_TYPES, Scoring
from scamtriage.records.assessment import Reading, ScamType
from scamtriage.score.caps import Item, beside_the_whole

SHARED = 0.5
"""Exponent of the number of types among which one signal's nats are split: a signal for everything says little of each."""

ALIKE = 1e-9
"""Nats between the strongest and the weakest kind below which all are the same: equal sums may differ in their last digits."""
FEW = 2
"""Kinds between which a reader can choose."""


def kinds(items: Sequence[Item], findings: Sequence[Reading], scoring: Scoring) -> tuple[ScamType, ...]:
    """The types that hold, strongest first. Each item speaks for the types of its finding, or else of its row; those that say who is
    imitated with all that they say, whatever share of it the sum counts."""
    sums: dict[str, float] = {}
    rules = scoring.types
    shared = beside_the_whole(items, scoring)
    for item, finding in zip(items, findings, strict=True):
        if item.counted <= 0:
            continue
        types = _of_one_kind(finding.types or item.row.scam_types)
        nats = item.counted / scoring.share(item.row) if shared and item.row.group in rules.unshared else item.counted
        for name in types:
            sums[name] = sums.get(name, 0.0) + nats / len(types) ** SHARED
    if not sums:
        return ()
    named = {name: nats for name, nats in sums.items() if nats >= rules.least}
    if not named:
        return ()
    best = max(named.values())
    total = math.fsum(math.exp((nats - best) / rules.temperature) for nats in named.values())
    kept = [(name, nats) for name, nats in named.items() if nats >= best - rules.margin]
    kept.sort(key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        ScamType(type=name, probability=math.exp((nats - best) / rules.temperature) / total, log_odds=nats * scoring.shrinkage)
        for name, nats in kept
    )


def telling(named: tuple[ScamType, ...]) -> tuple[ScamType, ...]:
    """The same, or none where more than a few are alike: findings that fit each of them as well say of none that it is this one."""
    return () if len(named) > FEW and named[0].log_odds - named[-1].log_odds < ALIKE else named


@lru_cache(maxsize=1_024)
def _of_one_kind(types: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(t for t in types if t not in OPEN_TYPES)


def urgency(types: Iterable[ScamType], scoring: Scoring) -> str:
    """The most urgent of the named types, in the order of the table."""
    named = {t.type for t in types}
    return next((word for name, word in scoring.urgency.items() if name in named), "")
