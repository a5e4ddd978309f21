"""One target: every collector that the mode asks, side by side."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scamtriage.collect import COLLECTORS
from scamtriage.collect.observe import observe
from scamtriage.collect.spec import Collector
from scamtriage.records.evidence import Evidence, Mode, Outcome
from scamtriage.records.facts import PageFacts
from scamtriage.records.target import LineStatus, Target

if TYPE_CHECKING:
    from scamtriage.net.session import Session

_MOST_LOOKS = 3
_LOST = (Outcome.OK, Outcome.TIMEOUT, Outcome.UNREACHABLE)
"""How what was lost on the way to the world may have ended: without an answer, or with a part of it."""


async def investigate(
    target: Target, session: "Session", mode: Mode, *, collectors: Mapping[str, Collector] = COLLECTORS
) -> dict[str, Evidence]:
    """Evidence of one target, in the order of the table. Nothing is asked offline.

    A session that can wait looks again, when it is over, at what it saw while its resolver or its own way to the world had an outage:
    twice at most, for a network that comes and goes must not hold a list up for ever.
    """
    asked = [collector for collector in collectors.values() if collector.asks(mode) and collector.applies(target)]
    if not asked:
        return {}
    evidence: dict[str, Evidence] = {}
    for look in range(1, _MOST_LOOKS + 1):
        health = session.resolver.health
        outages = health.outages - (health.down_since is not None)
        evidence = _best(evidence, await _looked_at(target, session, asked))
        if not session.resolver.hold_s or look == _MOST_LOOKS or all(map(_whole, evidence.values())):
            break
        if any(item.outcome in _LOST and not _whole(item) for item in evidence.values()):
            await session.resolver.sure()  # a cable that is pulled ends connections before any question has met it
        if health.outages == outages:
            break
        await health.wait(session.resolver.hold_s)
    return evidence


async def _looked_at(target: Target, session: "Session", asked: Sequence[Collector]) -> dict[str, Evidence]:
    async with session.target(target) as net, asyncio.TaskGroup() as group:
        tasks = [group.create_task(observe(collector, target, net)) for collector in asked]
    return {task.result().collector: task.result() for task in tasks}


def _best(before: Mapping[str, Evidence], now: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Of each collector the later look, but where the one before had been told more: what was known is not forgotten."""
    return {name: before[name] if name in before and _told(before[name]) > _told(item) else item for name, item in now.items()}


def _told(item: Evidence) -> tuple[bool, bool, bool]:
    """How much one look has: an answer, all of its parts, a whole page. Where two have as much, the later one counts."""
    return item.outcome.conclusive, item.answered, not _cut(item)


def _whole(item: Evidence) -> bool:
    return all(_told(item))


def status(evidence: Mapping[str, Evidence]) -> LineStatus:
    """How the line ended: our own fault before missing evidence before complete."""
    if any(item.outcome is Outcome.CRASHED for item in evidence.values()):
        return LineStatus.ERROR
    return LineStatus.OK if all(map(_whole, evidence.values())) else LineStatus.PARTIAL


def _cut(item: Evidence) -> bool:
    """What was seen of the page is not all of it."""
    return isinstance(item.facts, PageFacts) and not item.facts.complete
