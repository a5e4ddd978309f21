"""Addresses of hosts that the operator named himself, his proxy or a resolver's URL: judged by nobody.

The system is asked for them, unless the operator named whom to ask.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.errors import Unreachable
from scamtriage.net.guard import is_literal, name_refusal
from scamtriage.net.seams import Resolver

Lookup = Callable[[str], Awaitable[tuple[str, ...]]]
"""A host of the operator's to its addresses; never called with a name that a target chose. Raises Unreachable."""


async def of_the_system(host: str) -> tuple[str, ...]:
    """As this machine knows it: from its file of hosts, or from its own resolver."""
    if is_literal(host):
        return (host,)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise Unreachable(f"{host} has no address on this machine") from exc
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def of_resolvers(resolver: Resolver, run: RunClock, timeout_s: float) -> Lookup:
    """As these resolvers know it, and nobody else is told. Names of this network (localhost, a container's) are the system's to know."""

    async def addresses(host: str) -> tuple[str, ...]:
        if is_literal(host) or name_refusal(host) is not None:
            return await of_the_system(host)
        answers = await resolver.ask(((host, "A"), (host, "AAAA")), Deadline(run, timeout_s))
        return tuple(value for answer in answers for value in answer.values)

    return addresses
