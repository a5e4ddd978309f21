"""Whether any resolver answers, since when none does, and the wait for one that does again."""

import asyncio
import time
from datetime import datetime


class Health:
    """Whether resolvers answer; a batch may wait here for the end of an outage."""

    def __init__(self) -> None:
        self.down_since: datetime | None = None
        """UTC (aware); None while resolvers answer."""
        self.silent = ""
        """What does not answer, as a sentence."""
        self.outages = 0
        """Number of outages so far. A target during which it grew was not observed properly."""
        self.given_up = False
        """Whether the outage has lasted for longer than anybody waits."""
        self._up = asyncio.Event()
        self._up.set()
        self._fell_at = 0.0

    def fall(self, now: datetime, silent: str = "no resolver answers") -> bool:
        """Note that nothing answers; return True if that is new."""
        if self.down_since is not None:
            return False
        self.silent = silent
        self.down_since = now
        self._fell_at = time.monotonic()
        self.outages += 1
        self._up.clear()
        return True

    def rise(self) -> None:
        self.down_since = None
        self.given_up = False
        self._up.set()

    async def wait(self, at_most_s: float) -> bool:
        """Wait until resolvers answer again; False once the outage has lasted for `at_most_s`, whenever the caller began to wait.

        All questions share one patience: each with its own, a long list would wait for as many hours as it has hundreds of lines.
        """
        try:
            async with asyncio.timeout(at_most_s - (time.monotonic() - self._fell_at)):
                await self._up.wait()
        except TimeoutError:  # they may have come back in the same moment
            self.given_up = not self._up.is_set()
        return not self.given_up
