"""The network as one collector sees it: its own deadline and notes; the rest is shared within the target."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import NetError, NotAsked, Unreachable
from scamtriage.net.http import HttpGet
from scamtriage.net.profiles import headers
from scamtriage.net.protocol import Handshake, HttpResponse, Notes, RawAnswer
from scamtriage.net.session import TargetNet
from scamtriage.net.stream import SocketStream
from scamtriage.net.url import WebAddress, read_url
from scamtriage.records.evidence import Cap, Mode
from scamtriage.records.facts import DnsAnswer
from scamtriage.records.limits import limit

_RESERVE_S = 2.0
"""Seconds of a collector's time, at most a tenth of it, reserved for processing what has arrived."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A kept-alive connection that may serve one more request."""

    place: tuple[str, str, int]
    stream: SocketStream
    handshake: Handshake | None


class CollectorNet:
    """A `Net` (see protocol.py) with its own deadline and notes."""

    def __init__(self, shared: TargetNet, collector: str) -> None:
        self._shared = shared
        self._collector = collector
        self._session = shared.session
        self.policy = self._session.policy
        self.notes = Notes(flags=list(self._session.flags))
        self.deadline = self._led(self.policy.deadline_s)
        self._kept: _Kept | None = None

    @contextlib.asynccontextmanager
    async def within(self, seconds: float) -> AsyncIterator[None]:
        """Run the block within the collector's own time; waiting for our own rate limits does not count. Raises TimedOut."""
        self._shared.deadline.release(self.deadline)
        deadline = self.deadline = self._led(min(seconds * self.policy.longer, self.policy.deadline_s))
        try:
            async with deadline.whole():
                yield
        finally:
            deadline.close()
            self.end()

    def limit(self, seconds: float) -> AbstractAsyncContextManager[None]:
        return self.deadline.limit(seconds)

    def end(self) -> None:
        """Release what the collector holds, and flag it if a deadline was stretched."""
        if self._kept is not None:
            self._shared.discard(self._kept.stream)
            self._kept = None
        if self.deadline.stretched or self._shared.deadline.stretched:
            self.notes.flags.append("loaded")

    def left(self) -> float:
        return self.deadline.left()

    def begin(self, *questions: tuple[str, str]) -> None:
        if self.policy.mode is Mode.OFFLINE:
            raise NotAsked("nothing is asked offline")
        if not self._shared.begin(questions):
            self._cap("dns", limit("queries", self.policy.max_queries))

    async def lookup(self, name: str, *rtypes: str) -> tuple[DnsAnswer, ...]:
        return await self.lookups(*((name, rtype) for rtype in rtypes))

    async def lookups(self, *questions: tuple[str, str]) -> tuple[DnsAnswer, ...]:
        self.begin(*questions)
        answers = await self._shared.begun(questions, self.deadline)
        if any(answer.outcome.conclusive for answer in answers):
            self._heard()
        if self.left() <= 0 and not all(answer.outcome.conclusive for answer in answers):
            self._cap("dns", limit("seconds", f"{self.deadline.budget_s:g}"))
        self.notes.sources += {answer.resolver: None for answer in answers if answer.resolver}
        return answers

    async def addresses(self, host: str) -> tuple[str, ...]:
        if self.policy.mode is Mode.OFFLINE:
            raise NotAsked("nothing is asked offline")
        with self._noting():
            found = await self._session.connector.addresses(host, self.deadline, ask=self._shared.answers)
        most = self.policy.max_addresses
        if len(found) > most:
            self._cap(self._collector, limit("addresses", most), seen=str(len(found)))
        return found[:most]

    def refusal(self, address: str) -> str | None:
        return self._session.connector.refusal(address)

    async def get(self, url: str, *, profile: str = "default", stage: str = "page", max_bytes: int | None = None) -> HttpResponse:
        self._check_contact()
        page = read_url(url)
        policy = self.policy if max_bytes is None else replace(self.policy, max_wire_bytes=max_bytes, max_decoded_bytes=max_bytes)
        sent = headers(profile, self.policy)
        began = self.deadline.elapsed()
        with self._noting():
            stream, handshake, fresh = await self._stream_for(page)
        try:
            request = HttpGet(stream, page, sent, policy=policy, deadline=self.deadline, stage=stage)
            exchange = await request.exchange(handshake, began=began)
        except Unreachable:
            self._shared.discard(stream)
            if fresh:
                raise
            return await self.get(
                url, profile=profile, stage=stage, max_bytes=max_bytes
            )  # the peer had closed the kept connection in the meantime
        except BaseException:
            self._shared.discard(stream)
            raise
        if request.reusable:
            self._kept = _Kept((page.scheme, page.host, page.port), stream, handshake)
        else:
            self._shared.discard(stream)
        self._heard()
        self.notes.caps += request.caps
        self.notes.sources.append(exchange.address or page.host)
        return exchange

    async def _stream_for(self, page: WebAddress) -> tuple[SocketStream, Handshake | None, bool]:
        """Return (stream, its handshake, whether it is new).

        A kept connection is reused for the same place and closed otherwise, so that none is held while we wait for a turn elsewhere.
        """
        kept = self._kept
        self._kept = None
        if kept is not None:
            if kept.place == (page.scheme, page.host, page.port) and kept.stream.idle:
                return kept.stream, kept.handshake, False
            self._shared.discard(kept.stream)
        if page.scheme == "https":
            return *await self._shared.handshakes.secure(page.host, page.port, self.deadline), True
        return await self._shared.connect(page.host, page.port, self.deadline), None, True

    async def handshake(self, host: str, port: int = 443) -> Handshake:
        self._check_contact()
        with self._noting():
            shown = await self._shared.handshakes.shake(host, port)
        if shown.beyond:
            kept, most = len(shown.chain_der), self.policy.max_chain
            cap = limit("certificates", most) if kept == most else limit("certificate bytes", self.policy.max_certificate_bytes)
            self._cap(self._collector, cap, seen=f"{kept + shown.beyond} certificates")
        self._heard()
        self.notes.sources.append(shown.address or host)
        return shown

    async def rdap(self, url: str) -> RawAnswer:
        with self._put_off():
            return self._noted(self._turn(), await self._session.registry.rdap(url, self.deadline, shun=self._shun))

    async def whois(self, server: str, query: str) -> RawAnswer:
        with self._put_off():
            return self._noted(self._turn(), await self._session.registry.whois(server, query, self.deadline, shun=self._shun))

    @property
    def _shun(self) -> str:
        """The domain that registry referrals must not lead to, because its owner would see us; "" in mode FULL.

        FULL contacts the site anyway, and a registrar may be its own registrar.
        """
        return "" if self.policy.mode is Mode.FULL else self._shared.zone

    def settle(self, answer: RawAnswer, *, found: bool) -> None:
        self._session.registry.settle(answer, found=found)

    async def refused(self, answer: RawAnswer, retry_after_s: float | None) -> None:
        self._shared.put_off(self._collector, await self._session.registry.refused(answer, retry_after_s))

    def now(self) -> datetime:
        return self._session.clock.now()

    def _led(self, budget_s: float) -> Deadline:
        """Return a deadline that pauses with the one that the target's collectors share."""
        deadline = Deadline(self._session.clock, budget_s, reserve_s=min(_RESERVE_S, budget_s / 10))
        self._shared.deadline.lead(deadline)
        return deadline

    def _check_contact(self) -> None:
        if self.policy.mode is not Mode.FULL:
            raise NotAsked(f"{self.policy.mode}: the target itself is not contacted")

    def _turn(self) -> int:
        """Reserve a place among the sources, so that they are listed in the order of the questions. Return its index."""
        self.notes.sources.append("")
        return len(self.notes.sources) - 1

    def _heard(self, at: datetime | None = None) -> None:
        """Note when an answer was given, now or `at`: the evidence bears the time of the earliest."""
        earliest = self.notes.observed_at
        if earliest is None or (at is not None and at < earliest):
            self.notes.observed_at = at if at is not None else self.now()

    @contextlib.contextmanager
    def _put_off(self) -> Iterator[None]:
        """Note a registry that fails or refuses inside the block."""
        try:
            yield
        except NetError as exc:
            self._shared.put_off(self._collector, exc.service)
            raise

    def _noted(self, turn: int, answer: RawAnswer) -> RawAnswer:
        self._shared.put_off(self._collector, answer.limited_by)
        self.notes.sources[turn] = answer.server
        self.notes.from_cache |= answer.from_cache
        self._heard(answer.observed_at)
        if not answer.complete:
            self._cap(answer.server.partition(":")[0], answer.cut or limit("broken off"), seen=str(len(answer.body)))
        return answer

    @contextlib.contextmanager
    def _noting(self) -> Iterator[None]:
        """Add the cap of a failure inside the block, if it has one, to the notes."""
        try:
            yield
        except NetError as exc:
            if exc.cap is not None and exc.cap not in self.notes.caps:
                self.notes.caps.append(exc.cap)
            raise

    def _cap(self, stage: str, cap: str, seen: str = "") -> None:
        if (met := Cap(stage=stage, cap=cap, seen=seen)) not in self.notes.caps:
            self.notes.caps.append(met)
