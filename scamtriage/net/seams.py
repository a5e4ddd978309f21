"""Where the parts of the network room meet: what each needs of the others, and nothing more.

Two of them make others wait for us, while the clock of their target stands still (`clock.Deadline.paused`):

* `Pacing` is a token bucket without burst, with a circuit breaker, for each registry: how often it is asked, and when it is left alone.
  `pace.Pace` keeps it in files that all processes of the user share.
* `Turning` is a semaphore for each key: how many connections there are at once, in all and at one address. `turns.Turns` keeps it in this
  process, `turns.SharedTurns` for the processes of one scan. `held.Held` takes a place and turns for one connection, and gives them back.

`elsewhere` is both over a wire, for workers of another process. How many DNS questions are on their way to a resolver is no matter of
either: `dns.window` learns it from the answers.
"""

from typing import TYPE_CHECKING, Protocol

from scamtriage.net.clock import Deadline
from scamtriage.net.dns.answers import Bundle, Questions
from scamtriage.net.errors import NetError
from scamtriage.net.protocol import RawAnswer
from scamtriage.records.facts import DnsAnswer

if TYPE_CHECKING:
    from scamtriage.net.dns.outage import Health


class Route(Protocol):
    """The last hop, below the guard: where a judged address is really dialled. A laboratory replaces this and nothing else."""

    def __call__(self, address: str, port: int) -> tuple[str, int]: ...


class Resolver(Protocol):
    """The operator's resolvers."""

    health: "Health"
    hold_s: float
    """How long questions wait for the end of an outage; 0: nobody waits."""

    async def ask(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Names and types side by side, one answer each and in order; failures are outcomes. No budget is kept here."""
        ...

    def begin(self, questions: Questions, deadline: Deadline) -> Bundle:
        """The same, begun and not waited for."""
        ...

    async def sure(self) -> None:
        """Note an outage that nobody has met yet."""
        ...

    def nat64(self) -> tuple[str, ...]:
        """NAT64 prefixes detected on this network (RFC 7050), e.g. "64:ff9b::/96"; mostly none."""
        ...

    async def close(self) -> None: ...


class Pacing(Protocol):
    """How often a registry is asked: kept by this process, or asked of the process that keeps it for many."""

    waiting: dict[str, int]
    """Service -> how many wait for their turn now."""

    async def turn(self, service: str, per_s: float) -> tuple[float, NetError | None]:
        """Wait until the service may be asked: (0, None), or (seconds for which it is left alone, what that means for a question)."""
        ...

    async def answered(self, service: str) -> None: ...

    async def failed(self, service: str) -> None: ...

    async def limited(self, service: str, retry_after_s: float | None) -> None: ...

    def close(self) -> None: ...


class Turning(Protocol):
    """So many at a time for each address: within this process, over those of a scan, or asked of the process that keeps them for many."""

    def free(self, key: str) -> bool:
        """Whether nobody of this process would have to wait, as far as it knows; for choosing where to go first."""
        ...

    async def seize(self, key: str) -> bool:
        """Take a turn if one can be had without waiting."""
        ...

    async def take(self, key: str) -> None:
        """Take a turn; wait for one if all are taken. Each one taken is given back once, by `give`."""
        ...

    def give(self, key: str) -> None: ...


class Registry(Protocol):
    """RDAP and WHOIS: paced by registry, cached, referrals through the guard. No referral leads to `shun` or below it: the target's own
    name, where its owner is not to hear who asks."""

    async def rdap(self, url: str, deadline: Deadline, *, shun: str = "") -> RawAnswer: ...

    async def whois(self, server: str, query: str, deadline: Deadline, *, shun: str = "") -> RawAnswer: ...

    def settle(self, answer: RawAnswer, *, found: bool) -> None: ...

    async def close(self) -> None: ...
