"""How long something took, without what the machine took: a bound on it is then no bound on neighbours."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from pathlib import Path

_WAITED = Path("/proc/thread-self/schedstat")


def _machine_s() -> float:
    """Seconds for which this thread was ready to run and others had the processors; 0.0 where the system does not tell."""
    try:
        return int(_WAITED.read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


class Watch:
    """`async with Watch() as watch`: afterwards `watch.seconds` is wall time less the time for which this thread waited for a processor.

    What the loop computes, or sleeps without awaiting, counts: whoever holds up the loop is slow, however punctual its timers are.
    """

    def __init__(self) -> None:
        self.seconds = 0.0

    async def __aenter__(self) -> "Watch":
        self._began, self._machine_s = time.monotonic(), _machine_s()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.seconds = time.monotonic() - self._began - (_machine_s() - self._machine_s)


@contextlib.asynccontextmanager
async def within(seconds: float) -> AsyncIterator[None]:
    """The block takes less than so long on a `Watch`. What never ends is broken off a minute later."""
    async with asyncio.timeout(seconds + 60.0), Watch() as watch:
        yield
    assert watch.seconds < seconds
