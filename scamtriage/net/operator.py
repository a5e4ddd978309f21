"""Addresses of hosts that the operator named himself, his proxy or a resolver's URL: asked of the system, judged by nobody."""

import asyncio
import socket

from scamtriage.net.errors import Unreachable
from scamtriage.net.guard import is_literal


async def operator_addresses(host: str) -> tuple[str, ...]:
    """The addresses of an operator's host; never called with a name that a target chose. Raises Unreachable."""
    if is_literal(host):
        return (host,)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise Unreachable(f"{host} has no address on this machine") from exc
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
