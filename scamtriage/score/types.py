"""What kind of scam it would be, and how urgent that is. Independent of how likely a scam is."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from scamtriage.knowledge.judgement.catalog import OPEN_TYPES, Scoring
from scamtriage.records.assessment import Reading, ScamType
from scamtriage.score.caps import WeightedSignal, beside_the_whole

SHARED = 0.5
"""A signal that names n types gives each its nats / n ** SHARED. Naming many types says little of each."""

ALIKE = 1e-9
"""If the strongest and the weakest kind differ by fewer nats, all are equal. Equal sums may differ in their last digits."""
FEW = 2
"""Most equally strong kinds that are still named."""


def kinds(items: Sequence[WeightedSignal], findings: Sequence[Reading], scoring: Scoring) -> tuple[ScamType, ...]:
    """The types with enough evidence, strongest first. Each item speaks for its reading's types, or else its row's. Items that say who is
    imitated count in full here, whatever share the sum takes."""
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
    """The same types, or none if more than a few are equally strong. Findings that fit many types alike do not name one."""
    return () if len(named) > FEW and named[0].log_odds - named[-1].log_odds < ALIKE else named


@lru_cache(maxsize=1_024)
def _of_one_kind(types: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(t for t in types if t not in OPEN_TYPES)


def urgency(types: Iterable[ScamType], scoring: Scoring) -> str:
    """The urgency of the most urgent type, in the order of the table."""
    named = {t.type for t in types}
    return next((word for name, word in scoring.urgency.items() if name in named), "")
