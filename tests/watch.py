"""How long something waited, without what the machine took: a bound on waiting is then no bound on neighbours."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

_BEAT_S = 0.02


class Watch:
    """`async with Watch() as watch`: afterwards `watch.seconds` is wall time less the time for which this loop ran late meanwhile."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lag_s = 0.0

    async def __aenter__(self) -> "Watch":
        self._began = self._due = time.monotonic()
        self._beating = asyncio.create_task(self._beat())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._beating.cancel()
        ended = time.monotonic()
        self.seconds = ended - self._began - self._lag_s - max(0.0, ended - self._due)

    async def _beat(self) -> None:
        while True:
            self._due = time.monotonic() + _BEAT_S
            await asyncio.sleep(_BEAT_S)
            self._lag_s += max(0.0, time.monotonic() - self._due)


@contextlib.asynccontextmanager
async def within(seconds: float) -> AsyncIterator[None]:
    """The block takes less than so long on a `Watch`. What never ends is broken off a minute later."""
    async with asyncio.timeout(seconds + 60.0), Watch() as watch:
        yield
    assert watch.seconds < seconds
