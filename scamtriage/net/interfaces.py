"""Protocols between the parts of this package: what each needs of the others.

Two of them can make a caller wait; the clock of its target stands still meanwhile (`clock.Deadline.paused`):

* `AnyPace` is a token bucket without burst and a circuit breaker for each registry. `pace.Pace` keeps its state in files that all
  processes of the user share.
* `AnySemaphore` is a semaphore for each key: it limits the connections in total and per address. `semaphores.KeyedSemaphore` works within
  this process, `semaphores.FileLockSemaphore` across the processes of one scan. `connection_slot.ConnectionSlot` acquires and releases what
  one connection needs.

`remote_limits` implements both over a wire, for worker processes. Neither limits the DNS questions in flight to a resolver:
`dns.congestion` adapts that to the answers.
"""

from typing import TYPE_CHECKING, Protocol

from scamtriage.net.clock import Deadline
from scamtriage.net.dns.answers import QueryGroup, Questions
from scamtriage.net.errors import NetError
from scamtriage.net.protocol import RawAnswer
from scamtriage.records.facts import DnsAnswer

if TYPE_CHECKING:
    from scamtriage.net.dns.outage import Health


class Route(Protocol):
    """The last hop, below the guard: maps a judged address to where it is really dialled. A test laboratory replaces only this."""

    def __call__(self, address: str, port: int) -> tuple[str, int]: ...


class Resolver(Protocol):
    """The operator's resolvers."""

    health: "Health"
    hold_s: float
    """How long questions wait for the end of an outage; 0: they do not wait."""

    async def ask(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Ask all questions in parallel; one answer each, in order. Failures are outcomes. No budget is counted here."""
        ...

    def begin(self, questions: Questions, deadline: Deadline) -> QueryGroup:
        """Start the questions and return without waiting."""
        ...

    async def sure(self) -> None:
        """Probe the resolver and note an outage that no question has met yet."""
        ...

    def nat64(self) -> tuple[str, ...]:
        """NAT64 prefixes detected on this network (RFC 7050), e.g. "64:ff9b::/96"; usually empty."""
        ...

    async def close(self) -> None: ...


class AnyPace(Protocol):
    """Rate limit and circuit breaker for registries, kept by this process or requested from the one that keeps it."""

    waiting: dict[str, int]
    """Service -> number of tasks that wait for a turn now."""

    async def turn(self, service: str, per_s: float) -> tuple[float, NetError | None]:
        """Wait until the service may be asked. Return (0, None), or (seconds until it may be asked again, the error for this question)."""
        ...

    async def answered(self, service: str) -> None: ...

    async def failed(self, service: str) -> None: ...

    async def limited(self, service: str, retry_after_s: float | None) -> None: ...

    def close(self) -> None: ...


class AnySemaphore(Protocol):
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


class Registry(Protocol):
    """RDAP and WHOIS: paced by registry, cached, referrals checked by the guard.

    No referral is followed to `shun` or below it. That is the target's own name, whose owner must not see our questions.
    """

    async def rdap(self, url: str, deadline: Deadline, *, shun: str = "") -> RawAnswer: ...

    async def whois(self, server: str, query: str, deadline: Deadline, *, shun: str = "") -> RawAnswer: ...

    def settle(self, answer: RawAnswer, *, found: bool) -> None: ...

    async def close(self) -> None: ...
