"""Which dated lists of popular and vouched-for names contain the host. Makes no network request."""

import asyncio

from scamtriage.knowledge.hosts import warninglists
from scamtriage.net.errors import NotAsked
from scamtriage.net.protocol import Net
from scamtriage.records.facts import ReputationFacts
from scamtriage.records.target import Target


async def collect(target: Target, net: Net) -> ReputationFacts:
    """Look host and registrable name up in the lists of the optional package. Raises NotAsked when it is not installed."""
    return await asyncio.to_thread(look_up, target)


def look_up(target: Target) -> ReputationFacts:
    """The same, within this thread. Loading the lists takes seconds, once a process. Raises NotAsked."""
    try:
        lists = warninglists.load()
    except warninglists.NotInstalled as exc:
        raise NotAsked(str(exc)) from None
    return ReputationFacts(
        listings=lists.holding((target.host, target.registrable)), lists=len(lists.chosen), as_of=lists.as_of.isoformat()
    )
