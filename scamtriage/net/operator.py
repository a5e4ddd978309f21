"""Addresses of hosts that the operator named himself, his proxy or a resolver's URL: judged by nobody.

The system is asked for them, unless the operator named whom to ask.
"""

import asyncio
import errno
import os
import socket
import sys
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dns.answers import Ask
from scamtriage.net.errors import Unreachable
from scamtriage.net.guard import is_literal, name_refusal

HOSTS = Path("/etc/hosts") if sys.platform != "win32" else Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), r"System32\drivers\etc\hosts")

Lookup = Callable[[str], Awaitable[tuple[str, ...]]]
"""A host of the operator's to its addresses; never called with a name that a target chose. Raises Unreachable."""


def socket_address(address: str, port: int) -> tuple[str, int] | tuple[str, int, int, int]:
    """Where a socket connects to. Home routers announce themselves as fe80::1%eth0, and Python takes the interface as a number beside the
    address alone: what stands in the address it drops, and nothing is reached. Raises OSError."""
    plain, _, zone = address.partition("%")
    if not zone:
        return address, port
    try:
        return plain, port, 0, int(zone) if zone.isdecimal() and len(zone) < 10 else socket.if_nametoindex(zone)
    except OSError:
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV)) from None


async def of_the_system(host: str) -> tuple[str, ...]:
    """As this machine knows it: from its file of hosts, or from its own resolver."""
    if is_literal(host):
        return (host,)
    if name_refusal(host) is None:
        if known := _of_the_file(host):
            return known
        host = f"{host.rstrip('.')}."  # whole: whoever names the search list of this network does not choose where it leads
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise Unreachable(f"{host} has no address on this machine") from exc
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _of_the_file(host: str) -> tuple[str, ...]:
    """What the file of hosts says of a name. It is read once for each, and again when it has changed."""
    try:
        found = HOSTS.stat()
        return _read(HOSTS, found.st_mtime_ns, found.st_size, host.lower().rstrip("."))
    except OSError:
        return ()


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int, host: str) -> tuple[str, ...]:
    lines = [line for line in path.read_text("utf-8", "replace").lower().splitlines() if host in line]  # some block lists are very long
    rows = [line.partition("#")[0].split() for line in lines]
    return tuple(dict.fromkeys(row[0] for row in rows if host in row[1:] and is_literal(row[0])))


def of_resolvers(ask: Ask, run: RunClock, timeout_s: float) -> Lookup:
    """As these resolvers know it, and nobody else is told. Names of this network (localhost, a container's) are the system's to know."""

    async def addresses(host: str) -> tuple[str, ...]:
        if is_literal(host) or name_refusal(host) is not None:
            return await of_the_system(host)
        answers = await ask(((host, "A"), (host, "AAAA")), Deadline(run, timeout_s))
        found = tuple(value for answer in answers for value in answer.values)
        if not found and not all(answer.outcome.conclusive for answer in answers):
            raise Unreachable(f"the resolver could not find out about {host}")
        return found

    return addresses
