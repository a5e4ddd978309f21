"""Patience with a registry: a turn in its pace, the first question alone, and again after what it wants us to wait."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Limited, NetError, NoAddress, NoSuchName, NotAsked, TimedOut, Unreachable
from scamtriage.net.pace import Pace
from scamtriage.net.policy import NetPolicy
from scamtriage.net.seams import Pacing

T = TypeVar("T")
_FIRST_WAIT_S = 1.0
"""Where a registry does not say how long; doubled at each attempt."""
_ALONE_S = 3.0
"""So long the first question to a registry is waited for by those that follow."""
_FOR_THE_ANSWER_S = 1.0
_LINE_S = 10.0
"""Holders of addresses are also told by the DNS; their registries are not asked when the line of such questions is longer than this. Those
about names, which may wait at the same server, do not lengthen it: a long list would know no holder and no desk for abuse."""


class Patience:
    """What is asked of registries in one run, by service."""

    def __init__(self, policy: NetPolicy, pace: Pacing, reached: Mapping[str, bool] = MappingProxyType({})) -> None:
        """`reached`: of hosts of registries, whether our resolver tells an address, or our proxy opens a way."""
        self._policy = policy
        self._pace = pace
        self._reached = reached
        self._ways = Pace(None) if policy.proxy is not None else None
        """What a silent proxy keeps us from is left alone too, by this run: it is not the registry's fault, and costs as much time."""
        self._met: dict[str, asyncio.Event] = {}
        self._lines: dict[str, set[str]] = {}

    @contextlib.contextmanager
    def in_line(self, service: str, url: str) -> Iterator[None]:
        """A place in the line of questions about addresses, for one of them. Raises NotAsked when that is too long."""
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
        """Ask, and again, as long as the deadline and the number of attempts allow. Raises NetError."""
        if deadline.left() <= 0:  # nobody is asked, so nobody fails
            raise TimedOut("no time was left")
        await self._after_the_first(service, deadline)
        attempt = 0
        while True:
            closed_s, why = await self._turn(service, per_s, deadline)
            if why is not None:
                self._met[service].set()
                if attempt == 0 or closed_s > self._longest_s(deadline):
                    raise why
                await asyncio.sleep(closed_s)
                continue
            attempt += 1
            hasty = deadline.left() < _FOR_THE_ANSWER_S
            try:
                answer = await ask()
            except Limited as exc:
                await self._pace.limited(service, exc.retry_after_s)
                doubled = _FIRST_WAIT_S * 2 ** (attempt - 1) * random.uniform(1, 1.5)
                wait = exc.retry_after_s if exc.retry_after_s is not None else doubled
                if attempt >= self._policy.max_attempts or wait > self._longest_s(deadline):
                    raise
                await asyncio.sleep(wait)
            except (TimedOut, Unreachable) as exc:
                if not (hasty and isinstance(exc, TimedOut)):  # else it was we who had no time
                    await self._failed(service, exc)
                raise
            except (NoSuchName, NoAddress) as exc:  # it is the registry that is not found: that says nothing of the name in question
                raise Unreachable(f"the registry could not be asked: {exc}") from exc
            else:
                await self._pace.answered(service)
                if self._ways is not None:
                    await self._ways.answered(service)
                return answer
            finally:
                self._met[service].set()

    async def _turn(self, service: str, per_s: float, deadline: Deadline) -> tuple[float, NetError | None]:
        """As that of the pace, where the way to the service is open, which may have closed while we stood in line."""
        closed = await self._ways.closed_s(service) if self._ways is not None else (0.0, None)
        if closed[1] is None:
            with deadline.paused():
                closed = await self._pace.turn(service, per_s)
            if closed[1] is None and self._ways is not None:
                closed = await self._ways.closed_s(service)
        return closed

    async def _failed(self, service: str, exc: NetError) -> None:
        """Book it where it belongs: on the registry only if we came as far as that. One that is on the way counts once until the rest is
        over, however many were on it; and not at all if it was told at once."""
        if self._reached.get(service.partition(":")[2], True):
            await self._pace.failed(service)
        elif self._ways is not None and isinstance(exc, TimedOut) and (await self._ways.closed_s(service))[1] is None:
            await self._ways.failed(service)

    async def _after_the_first(self, service: str, deadline: Deadline) -> None:
        """The first question of a run goes to a registry alone. It finds the address of the server, so that the turns of those behind it
        are not used all at once when that is known; and it hears first when we are not welcome."""
        if (met := self._met.get(service)) is None:
            self._met[service] = asyncio.Event()
        elif not met.is_set():
            with deadline.paused(), contextlib.suppress(TimeoutError):
                await asyncio.wait_for(met.wait(), _ALONE_S)

    def _longest_s(self, deadline: Deadline) -> float:
        """The longest that a question may wait for a registry that wants to be left alone; some time is kept for the answer."""
        return min(self._policy.max_retry_after_s, deadline.left() - _FOR_THE_ANSWER_S)
