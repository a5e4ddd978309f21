"""Interfaces that have several implementations: the last hop, the pace of registries, and semaphores.

The last two can make a caller wait; the clock of its target stands still meanwhile (`clock.Deadline.paused`):

* `RateLimiter` is a token bucket without burst and a circuit breaker for each registry. `pace.SharedRateLimiter` keeps its
  state in files that all processes of the user share.
* `Semaphore` is a semaphore for each key: it limits the connections in total and per address. `semaphores.KeyedSemaphore` works within
  this process, `semaphores.FileLockSemaphore` across the processes of one scan. `connection_slot.ConnectionSlot` acquires and releases what
  one connection needs.

`remote_limits` implements both over a wire, for worker processes. Neither limits the DNS questions in flight to a resolver:
`dns.sockets.CongestionWindow` adapts that to the answers.
"""

from collections.abc import Callable
from typing import Protocol

from scamtriage.net.errors import NetError

Route = Callable[[str, int], tuple[str, int]]
"""The last hop, below the guard: maps a judged address and port to where it is really dialled. A test laboratory replaces only this."""


class RateLimiter(Protocol):
    """Rate limit and circuit breaker for registries, kept by this process or requested from the one that keeps it."""

    waiting: dict[str, int]
    """Service -> number of tasks that wait for a turn now."""

    async def turn(self, service: str, per_s: float) -> tuple[float, NetError | None]:
        """Wait until the service may be asked. Return (0, None), or (seconds until it may be asked again, the error for this question)."""
        ...

    async def closed_s(self, service: str) -> tuple[float, NetError | None]:
        """Return (seconds until the service may be asked again, the error for a question); (0, None) if it may be now."""
        ...

    async def is_alive(self, service: str) -> bool:
        """Return whether the service has answered a question of this run."""
        ...

    async def answered(self, service: str) -> None: ...

    async def failed(self, service: str) -> None: ...

    async def limited(self, service: str, retry_after_s: float | None) -> None: ...

    def close(self) -> None: ...


class Semaphore(Protocol):
    """A semaphore per address: within this process, across those of a scan, or requested from the process that keeps it."""

    def available(self, key: str) -> bool:
        """Whether a task of this process could acquire it at once, as far as is known. Decides which address to try first."""
        ...

    async def try_acquire(self, key: str) -> bool:
        """Acquire a turn if one is available without waiting; return whether it was."""
        ...

    async def acquire(self, key: str) -> None:
        """Acquire a turn, waiting if all are taken. Release each one once, by `release`."""
        ...

    def release(self, key: str) -> None: ...
