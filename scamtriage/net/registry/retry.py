"""Retries at a registry: the rate limit, the first question alone, and the wait between attempts."""

import asyncio
import contextlib
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Limited, NetError, NoAddress, NoSuchName, NotAsked, Queued, TimedOut, Unreachable
from scamtriage.net.interfaces import RateLimiter
from scamtriage.net.pace import SharedRateLimiter
from scamtriage.net.policy import NetPolicy

T = TypeVar("T")
_FIRST_WAIT_S = 1.0
"""Wait if a registry does not say how long; doubled with each attempt."""
_ALONE_S = 3.0
"""Longest wait for the first question to a registry."""
FOR_THE_ANSWER_S = 1.0
"""Least time for an answer; silence within less is not the registry's."""
_MOST_LAG = 0.5
"""Share of the time of a question for which this machine may have been too busy to read an answer, if silence is to be the registry's."""
_LINE_S = 10.0
"""Limit of the queue of address questions to a registry, in seconds of its rate.

Beyond it they are not asked, because DNS shows the holders of addresses too. Questions about names at the same server do not count:
otherwise a long list of targets would get no holder or abuse contact at all.
"""


class RetryPolicy:
    """The questions to registries in one run, by service."""

    def __init__(self, policy: NetPolicy, pace: RateLimiter, reached: Mapping[str, bool] = MappingProxyType({})) -> None:
        """`reached`: host of a registry -> whether our resolver gave an address, or our proxy opened a connection."""
        self._policy = policy
        self._pace = pace
        self._reached = reached
        self._proxy_breakers = SharedRateLimiter(None) if policy.proxy is not None else None
        """Circuit breakers of this run for services that a silent proxy does not reach. That is not the registry's fault, but costs as much
        time."""
        self._met: dict[str, asyncio.Event] = {}
        self._lines: dict[str, set[str]] = {}

    @contextlib.contextmanager
    def in_line(self, service: str, url: str) -> Iterator[None]:
        """Hold a place in the queue of address questions, if this is one. Raises NotAsked if the queue is too long."""
        if not ("/ip/" in url or "/autnum/" in url):
            yield
            return
        line = self._lines.setdefault(service, set())
        if url not in line and len(line) > _LINE_S * self._policy.rdap_per_s:
            raise NotAsked(
                f"more questions wait for {service} than it may be asked in {_LINE_S:g} s; ask again later, or fewer targets at a time"
            )
        line.add(url)
        try:
            yield
        finally:
            line.discard(url)

    async def ask(self, service: str, per_s: float, deadline: Deadline, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask, and retry while the deadline and the number of attempts allow. Raises NetError."""
        if deadline.left() <= 0:  # nothing is sent, so no failure is recorded
            raise TimedOut("no time was left")
        await self._after_the_first(service, deadline)
        try:
            return await self._ask(service, per_s, deadline, ask)
        finally:
            self._met[service].set()

    async def _ask(self, service: str, per_s: float, deadline: Deadline, ask: Callable[[], Awaitable[T]]) -> T:
        attempt = 0
        while True:
            closed_s, why = await self._turn(service, per_s, deadline)
            if why is not None:
                self._met[service].set()
                if attempt == 0 or closed_s > self._longest_s(deadline):
                    why.service = service
                    raise why
                await asyncio.sleep(closed_s)
                continue
            attempt += 1
            hasty, sent, lag_before_s = deadline.left() < FOR_THE_ANSWER_S, time.monotonic(), deadline.run.lag_s
            try:
                answer = await ask()
            except Limited as exc:
                exc.service = service
                await self._pace.limited(service, exc.retry_after_s)
                doubled = _FIRST_WAIT_S * 2 ** (attempt - 1) * random.uniform(1, 1.5)
                wait = exc.retry_after_s if exc.retry_after_s is not None else doubled
                if attempt >= self._policy.max_attempts or wait > self._longest_s(deadline):
                    raise
                self._met[service].set()
                await asyncio.sleep(wait)
            except (TimedOut, Unreachable) as exc:
                exc.service = service
                held_up = deadline.run.lag_s - lag_before_s > _MOST_LAG * (time.monotonic() - sent)
                if not (isinstance(exc, Queued) or (isinstance(exc, TimedOut) and (hasty or held_up))):  # else we were too late ourselves
                    await self._failed(service, exc)
                raise
            except (NoSuchName, NoAddress) as exc:  # the registry's host was not found, which says nothing about the name in question
                raise Unreachable(f"the registry could not be asked: {exc}") from exc
            else:
                await self._pace.answered(service)
                if self._proxy_breakers is not None:
                    await self._proxy_breakers.answered(service)
                return answer

    async def _turn(self, service: str, per_s: float, deadline: Deadline) -> tuple[float, NetError | None]:
        """Wait for a turn at the rate limit while the way through the proxy is open; check that again afterwards."""
        closed = await self._proxy_breakers.closed_s(service) if self._proxy_breakers is not None else (0.0, None)
        if closed[1] is None:
            with deadline.paused():
                closed = await self._pace.turn(service, per_s)
            if closed[1] is None and self._proxy_breakers is not None:
                closed = await self._proxy_breakers.closed_s(service)
        return closed

    async def _failed(self, service: str, exc: NetError) -> None:
        """Record a failure: for the registry if we got as far as that, else for the way through the proxy.

        The way counts one failure until its rest is over, however many questions fail, and only a timeout: other errors cost no time.
        """
        if self._reached.get(service.partition(":")[2], True):
            await self._pace.failed(service)
        elif self._proxy_breakers is not None and isinstance(exc, TimedOut) and (await self._proxy_breakers.closed_s(service))[1] is None:
            await self._proxy_breakers.failed(service)

    async def _after_the_first(self, service: str, deadline: Deadline) -> None:
        """Wait for the first question of the run to this registry to end, at most `_ALONE_S`.

        It resolves the server's address; otherwise the waiting questions would use their turns all at once after that. It also learns first
        if we are refused.
        """
        if (met := self._met.get(service)) is None:
            self._met[service] = asyncio.Event()
        elif not met.is_set():
            with deadline.paused(), contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ALONE_S):  # `wait_for` of Python 3.11 loses a cancellation that comes with the event
                    await met.wait()

    def _longest_s(self, deadline: Deadline) -> float:
        """Return the longest wait for a closed registry; some time is reserved for the answer."""
        return min(self._policy.max_retry_after_s, deadline.left() - FOR_THE_ANSWER_S)
