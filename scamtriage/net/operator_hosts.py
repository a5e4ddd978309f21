"""Resolution of the operator's own hosts, the proxy or a resolver's URL; the guard does not judge them.

The system resolves them, unless the operator named resolvers by address.
"""

import asyncio
import errno
import os
import socket
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dns.answers import Ask
from scamtriage.net.errors import Unreachable
from scamtriage.net.guard import is_literal, name_refusal

HOSTS = Path("/etc/hosts")

Lookup = Callable[[str], Awaitable[tuple[str, ...]]]
"""Resolves a host of the operator; never called with a name that a target chose. Raises Unreachable."""


def socket_address(address: str, port: int) -> tuple[str, int] | tuple[str, int, int, int]:
    """Return what a socket connects to. Raises OSError.

    Home routers announce themselves as fe80::1%eth0. Python wants the interface as a separate number; it drops one inside the address, and
    the connection fails.
    """
    plain, _, zone = address.partition("%")
    if not zone:
        return address, port
    try:
        return plain, port, 0, int(zone) if zone.isdecimal() and len(zone) < 10 else socket.if_nametoindex(zone)
    except OSError:
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV)) from None


async def of_the_system(host: str) -> tuple[str, ...]:
    """Resolve a host as this machine does: from its hosts file, or by the system's resolver."""
    if is_literal(host):
        return (host,)
    if name_refusal(host) is None:
        if known := _of_the_file(host):
            return known
        host = f"{host.rstrip('.')}."  # fully qualified, so that a search list of this network can't redirect it
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise Unreachable(f"{host} has no address on this machine") from exc
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _of_the_file(host: str) -> tuple[str, ...]:
    """Return the addresses of a name in the hosts file. Cached by name until the file changes."""
    try:
        found = HOSTS.stat()
        return _read(HOSTS, found.st_mtime_ns, found.st_size, host.lower().rstrip("."))
    except OSError:
        return ()


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int, host: str) -> tuple[str, ...]:
    lines = [line for line in path.read_text("utf-8", "replace").lower().splitlines() if host in line]  # block lists can be very long
    rows = [line.partition("#")[0].split() for line in lines]
    return tuple(dict.fromkeys(row[0] for row in rows if host in row[1:] and is_literal(row[0])))


def of_resolvers(ask: Ask, run: RunClock, timeout_s: float) -> Lookup:
    """Return a lookup that asks only these resolvers. Names of this network (localhost, a container's) go to the system."""

    async def addresses(host: str) -> tuple[str, ...]:
        if is_literal(host) or name_refusal(host) is not None:
            return await of_the_system(host)
        answers = await ask(((host, "A"), (host, "AAAA")), Deadline(run, timeout_s))
        found = tuple(value for answer in answers for value in answer.values)
        if not found and not all(answer.outcome.conclusive for answer in answers):
            raise Unreachable(f"the resolver could not find out about {host}")
        return found

    return addresses
