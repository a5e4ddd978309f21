"""Doors whose last hop leads to servers of a test."""

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.policy import NetPolicy


def dialer(routes: dict, **policy) -> Dialer:
    def route(address: str, port: int) -> tuple[str, int]:
        return routes[address]

    return Dialer(NetPolicy(**{"connect_timeout_s": 1.0, "race_delay_s": 0.05, **policy}), route=route)


def deadline(seconds: float = 5.0) -> Deadline:
    return Deadline(RunClock(), seconds)


async def idle(reader, writer) -> None:
    await reader.read()
