"""One target: every collector that the mode asks, side by side."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scamtriage.collect import COLLECTORS
from scamtriage.collect.observe import observe
from scamtriage.collect.spec import Collector
from scamtriage.records.evidence import Evidence, Mode, Outcome
from scamtriage.records.target import LineStatus, Target

if TYPE_CHECKING:
    from scamtriage.net.session import Session


async def investigate(
    target: Target, session: "Session", mode: Mode, *, collectors: Mapping[str, Collector] = COLLECTORS
) -> dict[str, Evidence]:
    """Evidence of one target, in the order of the table. Nothing is asked offline."""
    asked = [collector for collector in collectors.values() if collector.asks(mode) and collector.applies(target)]
    if not asked:
        return {}
    async with session.target(target) as net, asyncio.TaskGroup() as group:
        tasks = [group.create_task(observe(collector, target, net)) for collector in asked]
    return {task.result().collector: task.result() for task in tasks}


def status(evidence: Mapping[str, Evidence]) -> LineStatus:
    """How the line ended: our own fault before missing evidence before complete."""
    outcomes = {item.outcome for item in evidence.values()}
    if Outcome.CRASHED in outcomes:
        return LineStatus.ERROR
    return LineStatus.OK if all(outcome.conclusive for outcome in outcomes) else LineStatus.PARTIAL
