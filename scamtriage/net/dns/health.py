"""Whether the operator's resolvers answer at all: an outage is nobody's evidence."""

import asyncio
from datetime import datetime


class Health:
    """Up until nothing answers; a batch may wait here for the end of an outage."""

    def __init__(self) -> None:
        self.down_since: datetime | None = None
        """Aware UTC; None while resolvers answer."""
        self.silent = ""
        """What does not answer, in words."""
        self.outages = 0
        """How many there have been. A target during which this grew was not observed properly."""
        self._up = asyncio.Event()
        self._up.set()

    def fall(self, now: datetime, silent: str = "no resolver answers") -> bool:
        """Note that nothing answers; True when that is news."""
        if self.down_since is not None:
            return False
        self.silent = silent
        self.down_since = now
        self.outages += 1
        self._up.clear()
        return True

    def rise(self) -> None:
        self.down_since = None
        self._up.set()

    async def wait(self, at_most_s: float) -> bool:
        """Until resolvers answer again; False when that took too long."""
        try:
            async with asyncio.timeout(at_most_s):
                await self._up.wait()
        except TimeoutError:  # they may have come back in the same moment
            return self._up.is_set()
        return True
