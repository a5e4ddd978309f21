"""Investigation of one target: run the collectors of the mode concurrently."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scamtriage.collect.observe import observe
from scamtriage.collect.spec import Collector
from scamtriage.records.evidence import Evidence, Mode, Outcome
from scamtriage.records.facts import PageFacts
from scamtriage.records.limits import LIMITS, named
from scamtriage.records.target import LineStatus, Target

if TYPE_CHECKING:
    from scamtriage.net.session import Session

_MOST_LOOKS = 3
_LOST = (Outcome.OK, Outcome.TIMEOUT, Outcome.UNREACHABLE)
"""Outcomes that a network outage on our side can produce: no answer, or a partial one."""
_SILENT = (Outcome.TIMEOUT, Outcome.UNREACHABLE)
_OF_TIME = tuple(LIMITS[name] for name in ("seconds", "least_bytes_per_s"))
"""Limits that end a page whose server has sent no more in time."""


PutOff = dict[str, set[str]]
"""Collector whose evidence is incomplete -> the registries that failed or refused when it asked them."""


async def investigate(
    target: Target, session: "Session", mode: Mode, *, collectors: Mapping[str, Collector], put_off: PutOff | None = None
) -> dict[str, Evidence]:
    """Return the evidence of one target by collector, in the order of `collectors`; {} offline. `put_off` is filled.

    If the evidence is incomplete because the resolver or our own network was down, wait for the outage to end and retry. Retry as well if
    this process stood still meanwhile, as while nobody reads its rows: the silence was ours. This needs a session with `hold_s`, after
    which an outage is waited for no more. At most two retries, so that an unstable network does not block the batch.
    """
    asked = [collector for collector in collectors.values() if collector.asks(mode) and collector.applies(target)]
    if not asked:
        return {}
    evidence: dict[str, Evidence] = {}
    for look in range(1, _MOST_LOOKS + 1):
        health = session.resolver.health
        outages, stalls = health.outages - (health.down_since is not None), session.clock.stalls
        found, unhelped = await _looked_at(target, session, asked)
        evidence = best(evidence, found)
        if not session.resolver.hold_s or look == _MOST_LOOKS or all(map(_whole, evidence.values())):
            break
        lost = any(item.outcome in _LOST and not _whole(item) for item in evidence.values())
        if session.clock.stalls > stalls and any(map(_fell_silent, evidence.values())):
            session.resolver.forget_failures()
            continue
        if lost:
            await session.resolver.sure()  # an unplugged cable breaks connections before any query fails
        if health.outages == outages or not await health.wait(session.resolver.hold_s):
            break
    if put_off is not None:
        put_off.update({name: services for name, services in unhelped.items() if not evidence[name].answered})
    return evidence


async def _looked_at(target: Target, session: "Session", asked: Sequence[Collector]) -> tuple[dict[str, Evidence], PutOff]:
    async with session.target(target) as net, asyncio.TaskGroup() as group:
        tasks = [group.create_task(observe(collector, target, net)) for collector in asked]
    return {task.result().collector: task.result() for task in tasks}, net.unhelped_by


def best(before: Mapping[str, Evidence], now: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Return for each collector the later evidence, or the earlier one if that is more complete."""
    return {name: before[name] if name in before and _told(before[name]) > _told(item) else item for name, item in now.items()}


def _told(item: Evidence) -> tuple[bool, bool, bool]:
    """Return a rank of completeness: conclusive outcome, all answers received, page not truncated."""
    return item.outcome.conclusive, item.answered, not _cut(item)


def _whole(item: Evidence) -> bool:
    return all(_told(item))


def _fell_silent(item: Evidence) -> bool:
    """Return whether something did not come in time. A page that its scripts write lacks its words however often it is asked for."""
    if not isinstance(item.facts, PageFacts):
        return item.outcome in _LOST and not _whole(item)
    cut = any(cap.stage == "page" and named(cap.cap)[0] in _OF_TIME for cap in item.caps)
    return _cut(item) and (cut or any(hop.outcome in _SILENT for hop in item.facts.hops[-1:]))


def status(evidence: Mapping[str, Evidence]) -> LineStatus:
    """Return the status of a line: ERROR if a collector crashed, PARTIAL if evidence is incomplete, else OK."""
    if any(item.outcome is Outcome.CRASHED for item in evidence.values()):
        return LineStatus.ERROR
    return LineStatus.OK if all(map(_whole, evidence.values())) else LineStatus.PARTIAL


def _cut(item: Evidence) -> bool:
    """Return whether the page was not read completely."""
    return isinstance(item.facts, PageFacts) and not item.facts.complete
