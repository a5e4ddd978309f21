"""What a collector may ask of the network, and the shapes in which it answers."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from scamtriage.net.policy import NetPolicy
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import DnsAnswer


@dataclass(slots=True)
class Notes:
    """What the wire has to say about one collector's questions; `observe` writes it into the evidence."""

    caps: list[Cap] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    """"": who was asked and has not answered."""
    from_cache: bool = False
    observed_at: datetime | None = None
    """The earliest original time among the cached answers that were used; None when nothing came from the cache."""
    flags: list[str] = field(default_factory=list)


class Exchange(Struct, frozen=True, kw_only=True):
    """One HTTP request and what came back; redirects are not followed here."""

    url: str
    status_code: int
    headers: tuple[tuple[str, str], ...]
    """Lower-case names, Latin-1 values, in order, repeated ones kept."""
    body: bytes = b""
    """Decoded as far as `encoding` allowed; of a redirect at most 4 KB."""
    wire_bytes: int = 0
    encoding: str = ""
    """Content-Encoding as sent."""
    unread: str = ""
    """Why the body is still packed and says nothing; "" when its codings were undone. It is kept as it came."""
    complete: bool = True
    incomplete_because: str = ""
    mended: bool = False
    """Something in its head was skipped or repaired, as browsers do."""
    address: str = ""
    tls_version: str = ""
    certificate_sha256: str = ""
    chain_der: tuple[bytes, ...] = ()
    """What was shown with it; () without TLS."""
    elapsed_s: float = 0.0

    def header(self, name: str) -> str:
        """The first header of this lower-case name, or ""."""
        return next((value for key, value in self.headers if key == name), "")


class Handshake(Struct, frozen=True, kw_only=True):
    """A completed TLS handshake in which nothing was trusted. DER, leaf first, at most 10 of at most 64 KB."""

    chain_der: tuple[bytes, ...]
    leaf_sha256: str = ""
    """Of the first of them; "" when there is none."""
    tls_version: str
    address: str
    port: int
    beyond: int = 0
    """How many more certificates were shown than are kept."""


class RawAnswer(Struct, frozen=True, kw_only=True):
    """The raw answer of a registry, RDAP or WHOIS."""

    body: bytes
    server: str
    """"rdap:<url>" after redirects, or "whois:<host>"."""
    status_code: int | None = None
    """HTTP status of RDAP; None for WHOIS."""
    observed_at: datetime
    from_cache: bool = False
    complete: bool = True
    cut: str = ""
    """The cap by which it is not complete, where that is known."""
    asked: str = ""
    """The question under which it is remembered; "" when it is not."""
    lasting: bool = False
    """It is remembered as a record; what looks like anything else is asked again after minutes."""


class Net(Protocol):
    """One target's, one collector's view of the network. Everything below it is guarded, paced, capped and clocked.

    Methods raise subclasses of `scamtriage.net.errors.NetError`, each of which knows the Outcome that it becomes, and nothing else.
    """

    notes: Notes
    max_hops: int
    policy: NetPolicy

    def limit(self, seconds: float) -> AbstractAsyncContextManager[None]:
        """A part of the collector's time: what runs inside ends after so many seconds. Raises TimedOut."""
        ...

    def left(self) -> float:
        """Seconds that the collector still has for the wire; 0 or less: what is in hand is all there will be."""
        ...

    async def lookup(self, name: str, *rtypes: str) -> tuple[DnsAnswer, ...]:
        """Ask the operator's resolvers, all types side by side. Failures are outcomes of their answers, never exceptions:
        what has not come by the end of the collector's time for the wire has timed out."""
        ...

    async def lookups(self, *questions: tuple[str, str]) -> tuple[DnsAnswer, ...]:
        """The same for names and types of any kind, all side by side."""
        ...

    def begin(self, *questions: tuple[str, str]) -> None:
        """Ask already what `lookup` will want to know."""
        ...

    async def addresses(self, host: str) -> tuple[str, ...]:
        """The addresses of a host that the guard admits, at most 4. Raises NoSuchName, NoAddress, Blocked or the resolver's failure."""
        ...

    def refusal(self, address: str) -> str | None:
        """Why the guard would not connect to this address, or None when it would."""
        ...

    async def get(self, url: str, *, profile: str = "default", stage: str = "page", max_bytes: int | None = None) -> Exchange:
        """One guarded GET, no redirect followed. `profile` picks the documented header set; `stage` names it in caps; `max_bytes` is a
        smaller purse than the page's, on the wire and decoded."""
        ...

    async def handshake(self, host: str, port: int = 443) -> Handshake:
        """The certificate chain that the host shows; shares the connection's handshake with `get` when there is one."""
        ...

    async def rdap(self, url: str) -> RawAnswer:
        """GET one RDAP URL (redirects and referrals through the guard), paced by registry, cached."""
        ...

    async def whois(self, server: str, query: str) -> RawAnswer:
        """One WHOIS question to one server, port 43, paced by registry, cached."""
        ...

    def settle(self, answer: RawAnswer, *, found: bool) -> None:
        """Whoever has read an answer of a registry says whether it is a record, and with it how long it is remembered."""
        ...

    def now(self) -> datetime:
        """Aware UTC, from the run's one clock."""
        ...
