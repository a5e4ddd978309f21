"""What kind of scam it would be, and how urgent that is. Independent of how likely a scam is."""

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from scamtriage.knowledge.judgement.rows import OPEN_TYPES, Row
from scamtriage.knowledge.judgement.scoring_rules import Scoring, Types
from scamtriage.records.assessment import ScamType
from scamtriage.records.findings import Reading
from scamtriage.score.caps import WeightedSignal, beside_the_whole

SHARED = 0.5
"""A signal that names n types gives each its nats / n ** SHARED. Naming many types says little of each."""

ALIKE = 1e-9
"""If the strongest and the weakest kind differ by fewer nats, all are equal. Equal sums may differ in their last digits."""
FEW = 2
"""Most equally strong kinds that are still named."""
IMMEDIATE = "immediate"
CALLED = "fake-call-centre"
"""Flag of sites whose victims are called, or call."""


def kinds(items: Sequence[WeightedSignal], findings: Sequence[Reading], scoring: Scoring) -> tuple[ScamType, ...]:
    """The types with enough evidence, strongest first, each with its share: its probability if the site is a scam.

    Where the words of the page as a whole were weighed, they say how likely each type is, and the rows speak beside them. A row speaks for
    its reading's types, or else its own. Rows that say who is imitated count in full here, whatever share the sum takes; all rows do if
    nothing has enough otherwise, or what has enough fits many types alike: a cloaked page is of any kind, and its scheme of one.
    """
    rules = scoring.types
    said = dict(next(iter([finding.kinds for finding in findings if finding.kinds]), ()))
    shared = beside_the_whole(items, scoring)
    sums = _sums(items, findings, scoring, rules.unshared if shared else ())
    if said:
        sums = {name: nats + sums.get(name, 0.0) for name, nats in said.items()}
    else:
        if shared and not _tell_one([nats for nats in sums.values() if nats >= rules.least]):
            sums = _sums(items, findings, scoring, scoring.group_caps)
        sums = {name: nats for name, nats in sums.items() if nats >= rules.least} if sums else {}
    if not sums:
        return ()
    best = max(sums.values())
    total = math.fsum(math.exp((nats - best) / rules.temperature) for nats in sums.values())
    shares = {name: math.exp((nats - best) / rules.temperature) / total for name, nats in sums.items()}
    strongest = max(sums, key=lambda name: sums[name])
    shown = _shown(items, findings, scoring, strongest) | _other_halves(said, strongest, rules)
    kept = [name for name, nats in sums.items() if nats >= best - ALIKE or shares[name] >= rules.share or name in shown]
    kept.sort(key=lambda name: (-sums[name], name))
    named = math.fsum([shares[name] for name in kept])
    return tuple(ScamType(type=name, probability=shares[name] / named, log_odds=sums[name] * scoring.shrinkage) for name in kept)


def _sums(items: Sequence[WeightedSignal], findings: Sequence[Reading], scoring: Scoring, full: Container[str]) -> dict[str, float]:
    """Nats of the rows for each type. `full`: groups that count in full rather than by their share."""
    sums: dict[str, float] = {}
    for item, finding in zip(items, findings, strict=True):
        if item.counted <= 0 or finding.kinds:
            continue
        if not (types := finding.types or item.row.scam_types) or not (types := _of_one_kind(types)):
            continue
        nats = item.counted / scoring.share(item.row) if item.row.group in full else item.counted
        for name in types:
            sums[name] = sums.get(name, 0.0) + nats / len(types) ** SHARED
    return sums


def _shown(items: Sequence[WeightedSignal], findings: Sequence[Reading], scoring: Scoring, strongest: str) -> set[str]:
    """The types that are named beside the strongest: of rows that show them whatever a site is else, and pressing ones. Types that a
    reading tells are shown together, so only where the strongest is one of them."""
    found: set[str] = set()
    for item, finding in zip(items, findings, strict=True):
        if item.row.id in scoring.types.beside:
            if item.counted > 0 and (not finding.types or strongest in finding.types):
                found.update(finding.types or item.row.scam_types)
        elif _pressing(item.row, finding, scoring):
            found.update(item.row.scam_types)
    return found


def _other_halves(said: Mapping[str, float], strongest: str, rules: Types) -> set[str]:
    """The types that make one scheme with the strongest, and that the words alone find as likely as a further type must be. Rows find the
    part that is told in whole sentences, and so bury the other."""
    if not said:
        return set()
    total = math.fsum(math.exp(nats) for nats in said.values())
    others = {name for pair in rules.halves if strongest in pair for name in pair}
    return {name for name in others if math.exp(said.get(name, -math.inf)) >= rules.share * total}


def _pressing(row: Row, finding: Reading, scoring: Scoring) -> bool:
    """Whether a row of one immediate type found more than the least that it fires at. Its type is then named beside stronger ones."""
    most = finding.value is not None and row.at_least is not None and finding.value > row.at_least
    return most and bool(_immediate(row, scoring))


def _immediate(row: Row, scoring: Scoring) -> tuple[str, ...]:
    """The type of a row of one immediate type; () for any other row."""
    types = row.scam_types
    return types if len(types) == 1 and scoring.urgency.get(types[0]) == IMMEDIATE else ()


def _tell_one(sums: Sequence[float]) -> bool:
    """Whether there are any, and not more than a few equal ones."""
    return bool(sums) and not (len(sums) > FEW and max(sums) - min(sums) < ALIKE)


def telling(named: tuple[ScamType, ...]) -> tuple[ScamType, ...]:
    """The same types, or none if more than a few are equally strong. Findings that fit many types alike do not name one."""
    return () if len(named) > FEW and named[0].log_odds - named[-1].log_odds < ALIKE else named


def beside_honesty(named: tuple[ScamType, ...], probability: float) -> tuple[ScamType, ...]:
    """The types with the probability that the site is a scam of that kind: their shares times the site's own `probability`."""
    return tuple([replace(t, probability=t.probability * probability) for t in named])


def flags(named: tuple[ScamType, ...], scoring: Scoring) -> tuple[str, ...]:
    """The flags that follow from the strongest type of a likely scam, as others may be named with a hundredth."""
    return (CALLED,) if any(t.type in scoring.types.called for t in named[:1]) else ()


@lru_cache(maxsize=1_024)
def _of_one_kind(types: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(t for t in types if t not in OPEN_TYPES)


def urgency(named: Iterable[ScamType], items: Iterable[WeightedSignal], scoring: Scoring) -> str:
    """The urgency of what is most urgent, in the order of the table: the types, the flags of the rows, and an immediate type for which a
    row alone speaks, as a life weighs more than what else the page does. Where none of these is there, the kind is unknown."""
    found = {t.type for t in named}
    for item in items:
        found.update(item.row.flags, _immediate(item.row, scoring))
    return next((word for name, word in scoring.urgency.items() if name in found), scoring.urgency_unnamed)
