"""What a collector may request from the network, and the types of the answers."""

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
    """What the network reports about one collector's requests; `observe` writes it into the evidence."""

    caps: list[Cap] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    """In the order asked; "" for one that has not answered."""
    from_cache: bool = False
    observed_at: datetime | None = None
    """When the earliest of the answers was given, the original time of a cached one; None if there was none."""
    flags: list[str] = field(default_factory=list)


class HttpResponse(Struct, frozen=True, kw_only=True):
    """One HTTP request and its response; redirects are not followed."""

    url: str
    status_code: int
    headers: tuple[tuple[str, str], ...]
    """Lower-case names, Latin-1 values, in order, repeated ones included."""
    body: bytes = b""
    """Decoded as far as possible; at most 4 KB if it is a redirect."""
    wire_bytes: int = 0
    encoding: str = ""
    """Content-Encoding as sent."""
    unread: str = ""
    """Why the body is still encoded and can't be read, "" if it was decoded. An unread body is stored as received."""
    complete: bool = True
    incomplete_because: str = ""
    mended: bool = False
    """A malformed part of the head was skipped or repaired, as browsers do."""
    address: str = ""
    tls_version: str = ""
    certificate_sha256: str = ""
    chain_der: tuple[bytes, ...] = ()
    """The certificates of the connection, leaf first; () without TLS."""
    elapsed_s: float = 0.0

    def header(self, name: str) -> str:
        """The first header of this lower-case name, or ""."""
        return next((value for key, value in self.headers if key == name), "")


class Handshake(Struct, frozen=True, kw_only=True):
    """A completed TLS handshake without verification. Certificates are DER, leaf first, at most 10 of at most 64 KB."""

    chain_der: tuple[bytes, ...]
    leaf_sha256: str = ""
    """SHA-256 of the first certificate; "" if there is none."""
    tls_version: str
    address: str
    port: int
    beyond: int = 0
    """How many more certificates were shown than are in `chain_der`."""


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
    """The cap that made it incomplete, if known."""
    asked: str = ""
    """The key under which it is cached; "" if it is not."""
    lasting: bool = False
    """It is cached as a record; anything else is cached for minutes only."""
    limited_by: str = ""
    """The service whose message that we ask too often this is, as the rate limiter knows it; "" for any other answer."""


class Net(Protocol):
    """The network as one collector of one target sees it: guarded, paced, capped and under a deadline.

    Methods raise only subclasses of `scamtriage.net.errors.NetError`, each with the Outcome that it becomes.
    """

    notes: Notes
    policy: NetPolicy

    def limit(self, seconds: float) -> AbstractAsyncContextManager[None]:
        """Limit the block to so many seconds of the collector's time. Raises TimedOut."""
        ...

    def left(self) -> float:
        """Seconds that the collector still has for requests; at 0 or less no further answer will arrive."""
        ...

    async def lookup(self, name: str, *rtypes: str) -> tuple[DnsAnswer, ...]:
        """Ask the operator's resolvers for all types in parallel.

        Failures are outcomes of the answers, never exceptions; an answer missing at the end of the collector's time has timed out.
        """
        ...

    async def lookups(self, *questions: tuple[str, str]) -> tuple[DnsAnswer, ...]:
        """Ask for any combination of names and types, all in parallel, as `lookup` does."""
        ...

    def begin(self, *questions: tuple[str, str]) -> None:
        """Start questions that `lookup` will ask for later."""
        ...

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Return the addresses of a host that the guard admits, at most 4. Raises NoSuchName, NoAddress, Blocked or the resolver's
        failure."""
        ...

    def refusal(self, address: str) -> str | None:
        """Return why the guard would not connect to this address, or None if it would."""
        ...

    async def get(self, url: str, *, profile: str = "default", stage: str = "page", max_bytes: int | None = None) -> HttpResponse:
        """Send one guarded GET; no redirect is followed.

        `profile` selects a documented header set; `stage` names the request in caps; `max_bytes` is a smaller limit than the page's, for
        wire and decoded bytes.
        """
        ...

    async def handshake(self, host: str, port: int = 443) -> Handshake:
        """Return the certificate chain that the host shows. Shares the handshake of a `get` to the same place if there is one."""
        ...

    async def rdap(self, url: str) -> RawAnswer:
        """GET one RDAP URL, paced by registry and cached; redirects and referrals pass the guard."""
        ...

    async def whois(self, server: str, query: str) -> RawAnswer:
        """Send one WHOIS query to one server, port 43, paced by registry and cached."""
        ...

    def settle(self, answer: RawAnswer, *, found: bool) -> None:
        """Report whether an answer of a registry holds a record, which decides how long it is cached."""
        ...

    async def refused(self, answer: RawAnswer, retry_after_s: float | None) -> None:
        """Report that an answer of a registry asks us to slow down, as its parser found: it is forgotten, and the registry rests."""
        ...

    def now(self) -> datetime:
        """Return the current time in UTC (aware), from the run's clock."""
        ...
