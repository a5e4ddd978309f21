"""One DNS question, passed from resolver to resolver, and the groups that wait for its answer."""

import asyncio
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from scamtriage.net.clock import Deadline
from scamtriage.net.dns import message
from scamtriage.net.dns.answers import QueryGroup, owner_of, wire_question
from scamtriage.net.dns.name import BadMessage
from scamtriage.net.dns.sockets import Question
from scamtriage.net.dns.streams import StreamServer
from scamtriage.net.dns.transports import Transports
from scamtriage.net.dns.udp import UdpMux
from scamtriage.net.errors import Malformed, NetError, TimedOut, Unreachable
from scamtriage.net.guard import foreign_name_refusal
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from scamtriage.records.reasons import NO_RESOLVER_ANSWERS

if TYPE_CHECKING:
    from scamtriage.net.dns.https import HttpsServer
    from scamtriage.net.dns.outage import Outage

MIN_TTL_S, MAX_TTL_S = 60, 86_400
_POLICIES = ("v=spf1", "v=dmarc1")
SILENT = (DnsOutcome.TIMEOUT, DnsOutcome.UNREACHABLE)
"""Outcomes without any reply."""


class Query:
    """One name and type, asked from the first resolver to the last; each of `waiters` gets the answer once."""

    __slots__ = (
        "_ad",
        "_at",
        "_chain",
        "_failure",
        "_finished",
        "_now",
        "_outage",
        "_section",
        "_transports",
        "_ttls",
        "again",
        "key",
        "paused",
        "since",
        "timeout_s",
        "waiters",
    )

    def __init__(
        self,
        transports: Transports,
        key: tuple[str, str],
        *,
        timeout_s: float,
        finished: "Callable[[Query, DnsAnswer], None]",
        outage: "Outage | None",
    ) -> None:
        """`finished` is called before the waiters get the answer. `outage` handles a question that no resolver could answer.

        Without `outage` the question is a probe, and the failure is its answer. Raises BadMessage if the question can't be asked.
        """
        self.key = key
        self.timeout_s = timeout_s
        self.waiters: list[tuple[QueryGroup, int]] = []
        self.paused = False
        self.since = 0.0
        """Loop time at which it was asked, the last time that it was."""
        self.again = False
        """It was asked a second time, because the cause of the first failure was unclear."""
        self._transports = transports
        self._section = message.question(*wire_question(*key))
        self._finished = finished
        self._outage = outage

    def start(self) -> None:
        """Send the question, starting with the first resolver."""
        self.since = asyncio.get_running_loop().time()
        self._now = self._section  # or that of an alias, if the resolver leaves it to us to follow it
        self._ad = True  # cleared by the first reply that is not validated
        self._at = 0
        self._chain: list[str] = []
        self._ttls: list[int] = []
        self._failure: DnsAnswer | None = None
        self._send()

    def pause(self, begins: bool) -> None:
        if begins is not self.paused:
            self.paused = begins
            for group, _ in self.waiters:
                group.pause(begins)

    @property
    def wanted(self) -> bool:
        """Whether anybody still waits for the answer."""
        return any(not group.over for group, _ in self.waiters)

    def _by_stream(self, server: "StreamServer | HttpsServer", odd: bool) -> None:
        self._transports.spawn(self._exchange(server, odd))

    def finish(self, answer: DnsAnswer) -> None:
        self._finished(self, answer)
        for group, index in self.waiters:
            group.settle(index, answer)

    def _send(self) -> None:
        transports = self._transports.all
        if not transports:
            self.finish(self._answer(DnsOutcome.UNREACHABLE, reason=self._transports.none))
            return
        transport = transports[self._at]
        if isinstance(transport, UdpMux):
            dnssec_ok = self.key[1] == "DS"
            urgent = self._outage is None
            transport.ask(Question(self._now, self.timeout_s, self._ended, self._by_stream, dnssec_ok, self.pause, urgent))
        else:
            self._by_stream(transport, False)

    async def _exchange(self, server: "StreamServer | HttpsServer", odd: bool) -> None:
        reply, outcome, why = None, DnsOutcome.OK, ""
        make = message.padded_query if server.encrypted else message.query
        wire = make(secrets.randbelow(65536) if server.numbered else 0, self._now)
        try:
            answer = await self._said(server, wire)
            if answer[:2] != wire[:2] or not message.answers(answer, self._now):
                raise Malformed(f"{server.label} answers another question")
            reply = _read_reply(answer, self._now, odd=odd)
            outcome = reply.outcome
            why = "" if outcome.conclusive else reply.failure(server.label)
        except BadMessage as exc:
            outcome, why = DnsOutcome.MALFORMED, f"{server.label}: {exc}"
        except TimedOut as exc:
            outcome, why = DnsOutcome.TIMEOUT, f"{server.label}: {exc}"
        except Malformed as exc:
            outcome, why = DnsOutcome.MALFORMED, str(exc)
        except (NetError, OSError) as exc:  # NoRoom is no NetError
            outcome, why = DnsOutcome.UNREACHABLE, f"{server.label}: {exc}"
        self._ended(None, reply, outcome, why, server.label)

    async def _said(self, server: "StreamServer | HttpsServer", wire: bytes) -> bytes:
        """Send one message and return the answer; its time starts when it is sent. A probe skips the queue that it judges."""
        if self._outage is None:
            return await server.exchange(wire, Deadline(self._transports.run, self.timeout_s))
        self.pause(server.places.locked())
        try:
            await server.places.acquire()
        finally:
            self.pause(False)
        self.since = asyncio.get_running_loop().time()
        try:
            if self._outage.health.down_since is not None:  # the outage began while we waited
                raise Unreachable(NO_RESOLVER_ANSWERS)
            return await server.exchange(wire, Deadline(self._transports.run, self.timeout_s))
        finally:
            server.places.release()

    def _ended(self, asked: Question | None, reply: message.Reply | None, outcome: DnsOutcome, why: str, label: str) -> None:
        if reply is not None and outcome.conclusive:
            self._conclude(reply, outcome, label)
            return
        failure = self._answer(outcome, reason=why, label=label)
        if self._failure is None or self._failure.outcome in SILENT:
            self._failure = failure
        if self._at + 1 < len(self._transports.all):
            self._at += 1
            self._send()
        elif self._outage is not None:
            self._outage.failed(self, self._failure, asked.last_sent if asked is not None else self.since)
        else:
            self.finish(self._failure)

    def _conclude(self, reply: message.Reply, outcome: DnsOutcome, label: str) -> None:
        self._ad &= reply.ad
        self._chain += reply.chain
        if reply.ttl is not None:
            self._ttls.append(reply.ttl)
        if reply.ede in message.FILTERS:
            self.finish(self._answer(DnsOutcome.REFUSED, reason=reply.said, label=label))
        elif reply.endless or len(self._chain) > message.MAX_CNAME:
            why = f"its aliases lead in a circle, or further than {message.MAX_CNAME} steps"
            self.finish(self._answer(DnsOutcome.MALFORMED, reason=why, label=label))
        elif not reply.finished:  # some resolvers leave the end of the chain to the client
            self._follow(self._chain[-1], label)
        else:
            final = DnsOutcome.NODATA if outcome is DnsOutcome.OK and not reply.values else outcome
            self.finish(self._answer(final, reply=reply, label=label))

    def _follow(self, alias: str, label: str) -> None:
        if (why := foreign_name_refusal(alias, beside=self.key[0])) is not None:
            self.finish(self._answer(DnsOutcome.REFUSED, reason=f"its alias was not followed: {why}", label=label))
            return
        try:
            self._now = message.question(alias, int.from_bytes(self._section[-4:-2], "big"))
        except BadMessage as exc:
            self.finish(self._answer(DnsOutcome.MALFORMED, reason=f"its alias can't be asked: {exc}", label=label))
            return
        self._send()

    def _answer(self, outcome: DnsOutcome, *, reply: message.Reply | None = None, reason: str = "", label: str = "") -> DnsAnswer:
        policy = self._transports.policy
        name, rtype = self.key
        values = _ordered(reply.values, rtype) if reply is not None and outcome is DnsOutcome.OK else []
        ttl = min(self._ttls) if self._ttls else None
        return DnsAnswer(
            name=owner_of(name, rtype),
            rtype=rtype,
            outcome=outcome,
            values=_kept(values, policy.max_records, policy.max_txt_bytes) if values else (),
            count=len(values),
            ttl_raw=ttl,
            ttl_s=None if ttl is None else min(max(ttl, MIN_TTL_S), MAX_TTL_S),
            ad=reply is not None and self._ad,
            cname=tuple(self._chain[: message.MAX_CNAME]),
            resolver=label,
            reason=reason,
        )


def _ordered(values: list[str], rtype: str) -> list[str]:
    """Sort the records: resolvers rotate them, and the same zone must give the same facts."""
    if len(values) < 2:
        return values
    return sorted(values, key=_by_preference) if rtype == "MX" else sorted(values)


def _by_preference(value: str) -> tuple[int, str]:
    preference, _, host = value.partition(" ")
    return int(preference), host


def _kept(values: list[str], max_records: int, max_bytes: int) -> tuple[str, ...]:
    """Return the records that fit the limits, in their order. Mail policies go before other texts; a long record hides none behind it."""
    if len(values) <= max_records and sum(map(len, values)) <= max_bytes:
        return tuple(values)
    fitting: set[int] = set()
    size = 0
    for index in sorted(range(len(values)), key=lambda index: not values[index][:8].lower().startswith(_POLICIES)):
        if size + len(values[index]) <= max_bytes:
            size += len(values[index])
            fitting.add(index)
            if len(fitting) == max_records:
                break
    return tuple([values[index] for index in sorted(fitting)])


def _read_reply(wire: bytes, section: bytes, *, odd: bool) -> message.Reply:
    """Parse a reply. If that fails and `odd`, parse it again as re-encoded by dnspython.

    `odd`: the answer over UDP was unreadable too.
    """
    try:
        return message.parse(wire, section)
    except BadMessage:
        if not odd:
            raise
    from dns.exception import DNSException
    from dns.message import from_wire

    try:
        return message.parse(from_wire(wire, ignore_trailing=True).to_wire(), section)
    except (DNSException, ValueError) as exc:
        raise BadMessage(f"no DNS message ({type(exc).__name__})") from exc
