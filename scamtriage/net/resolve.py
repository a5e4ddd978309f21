"""The operator's resolvers: what a name's records are, how each question ended, and whether the resolver can be believed."""

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from ipaddress import IPv4Address, IPv6Address

from scamtriage.net import dnswire
from scamtriage.net.backend import trusted_backend
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.doh import HttpsServer, StreamServer
from scamtriage.net.errors import Malformed, NetError, TimedOut, Unreachable
from scamtriage.net.health import Health
from scamtriage.net.memo import Memo
from scamtriage.net.operator import operator_addresses
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy
from scamtriage.net.stream import SocketStream
from scamtriage.net.udp import Question, Server, UdpMux
from scamtriage.net.upstreams import Upstream, upstreams
from scamtriage.records.facts import DnsAnswer, DnsOutcome

MIN_TTL_S, MAX_TTL_S = 60, 86_400
_TRUTH_S = 300.0
"""How long it is believed that a resolver tells the truth about names that do not exist."""
_ALIVE_S = 1.0
_FILTERS = {15: "Blocked", 16: "Censored", 17: "Filtered", 18: "Prohibited"}
"""Extended DNS errors (RFC 8914) with which a resolver says that the answer is its own policy."""
_SILENT = (DnsOutcome.TIMEOUT, DnsOutcome.UNREACHABLE)

StreamWay = StreamServer | HttpsServer


class Resolver:
    """Asks the operator's resolvers, in their order, with fail-over. Answers are remembered within the run.

    A resolver that says nothing at all is an outage, not evidence: with `hold_s` questions wait for its end that long,
    while their targets' clocks stand still.
    """

    def __init__(self, policy: NetPolicy, run: RunClock, *, dialer: Dialer, proxy: Proxy | None = None, hold_s: float = 0.0) -> None:
        self.hold_s = hold_s
        self.health = Health()
        self.hijacked: bool | None = None
        """Names that do not exist get addresses; None: not known yet."""
        self.sent = 0
        """Questions that went to the resolvers."""
        self._policy = policy
        self._run = run
        self._dialer = dialer
        self._proxy = proxy
        self._ways: list[UdpMux | StreamWay] = []
        self._tcp: dict[Server, StreamServer] = {}
        self._memo = Memo()
        self._asked: dict[tuple[str, str], _Open] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._lies: frozenset[str] = frozenset()
        self._truth: tuple[float, asyncio.Future[None]] | None = None
        self._nat64: tuple[str, ...] | None = None
        self._started = False

    async def ask(self, name: str, rtypes: tuple[str, ...], deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """All types side by side, one answer each and in order; failures are outcomes. "DMARC" is TXT of _dmarc.<name>."""
        answers = await self._ask(name, rtypes, deadline)
        if any(a.outcome is DnsOutcome.OK and a.rtype in ("A", "AAAA") for a in answers):
            await self._doubt(deadline)
            if self._lies:
                answers = tuple(self._disbelieved(answer) for answer in answers)
            if self._nat64 is None and _looks_synthesized(answers):
                await self._detect_nat64(deadline)
        return answers

    def nat64(self) -> tuple[str, ...]:
        """NAT64 prefixes detected on this network; looked for when an answer first looks like one."""
        return self._nat64 or ()

    async def close(self) -> None:
        """End everything; open questions are dropped."""
        for task in list(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        for way in (*self._ways, *self._tcp.values()):
            if isinstance(way, UdpMux):
                way.close()
            else:
                await way.close()
        self._ways.clear()
        self._started = False

    async def alive(self) -> bool:
        """Whether any resolver answers anything at all, within a second. Also what `doctor` asks."""
        self._start()
        deadline = Deadline(self._run, _ALIVE_S)
        probe = _Open(self, ("", "NS"), dnswire.question("", dnswire.TYPES["NS"]), timeout_s=_ALIVE_S, probe=True)
        bundle = _Bundle(1, deadline)
        probe.waiters.append((bundle, 0))
        probe.start()
        await bundle.done
        answer = bundle.answers[0]
        return answer is not None and answer.outcome not in _SILENT

    # asking

    async def _ask(self, name: str, rtypes: tuple[str, ...], deadline: Deadline) -> tuple[DnsAnswer, ...]:
        self._start()
        if self.health.down_since is not None and not (self.hold_s and await self._outlast(deadline)):
            why = f"no resolver has answered since {self.health.down_since:%H:%M:%S} UTC"
            return tuple(_answer(name, rtype, DnsOutcome.UNREACHABLE, reason=why) for rtype in rtypes)
        bundle = _Bundle(len(rtypes), deadline)
        for index, rtype in enumerate(rtypes):
            self._begin(name, rtype, bundle, index)
        try:
            if bundle.left:
                await bundle.done
        finally:
            bundle.leave()
        return tuple(answer for answer in bundle.answers if answer is not None)

    async def _outlast(self, deadline: Deadline) -> bool:
        with deadline.paused():
            return await self.health.wait(self.hold_s)

    def _begin(self, name: str, rtype: str, bundle: "_Bundle", index: int) -> None:
        key = (name, rtype)
        if (known := self._memo.get(key)) is not None:
            bundle.settle(index, known)
            return
        if (asked := self._asked.get(key)) is None:
            try:
                section = dnswire.question(*_wire_question(name, rtype))
            except dnswire.BadMessage as exc:
                bundle.settle(index, _answer(name, rtype, DnsOutcome.MALFORMED, reason=f"this can't be asked: {exc}"))
                return
            timeout_s = max(0.05, min(self._policy.dns_timeout_s, bundle.deadline.left()))
            asked = self._asked[key] = _Open(self, key, section, timeout_s=timeout_s)
            asked.waiters.append((bundle, index))
            asked.start()
            return
        asked.waiters.append((bundle, index))
        if asked.paused:
            bundle.wait(True)

    def _start(self) -> None:
        if self._started:
            return
        self._started = True
        found = upstreams(self._policy.resolvers)
        servers = [Server(u.host, u.port) for u in found if u.kind == "udp"] if self._proxy is None else []
        for upstream in found:
            if upstream.kind == "udp":
                if servers and not any(isinstance(way, UdpMux) for way in self._ways):
                    self._ways.append(UdpMux(servers, self._by_tcp))
                continue
            self._ways.append(self._stream_way(upstream))

    def _stream_way(self, upstream: Upstream) -> StreamWay:
        if upstream.kind == "https":
            backend = trusted_backend(self._dialer, self._run, proxy=self._proxy, budget_s=self._policy.dns_timeout_s)
            return HttpsServer(upstream.url, backend, roots=self._policy.roots)
        from scamtriage.net.trust import client_context

        return StreamServer(
            self._opener(upstream.host, upstream.port), upstream.label, context=client_context(self._policy.roots), name=upstream.host
        )

    def _opener(self, host: str, port: int) -> Callable[[Deadline], "asyncio.Future[SocketStream]"]:
        async def open_(deadline: Deadline) -> SocketStream:
            if self._proxy is not None:
                return await self._proxy.open(host, port, deadline)
            failure: NetError = Unreachable(f"{host} has no address")
            for address in await operator_addresses(host):
                try:
                    return await self._dialer.dial_operator(address, port, deadline)
                except (Unreachable, TimedOut) as exc:
                    failure = exc
            raise failure

        return lambda deadline: asyncio.ensure_future(open_(deadline))

    def _by_tcp(self, question: Question, server: Server, why: str) -> None:
        """The answer did not fit its datagram, or could not be read: ask the same resolver over TCP."""
        owner = question.owner
        assert isinstance(owner, _Open)
        if server not in self._tcp:
            self._tcp[server] = StreamServer(self._opener(server.address, server.port), server.label, keep=False)
        owner.by_stream(self._tcp[server], odd=bool(why))

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _heard_since(self, moment: float) -> bool:
        return any(isinstance(way, UdpMux) and way.last_heard >= moment for way in self._ways)

    # outages

    async def _suspect(self, asked: "_Open", answer: DnsAnswer) -> None:
        """Nothing at all was heard while we asked: is it the name, or is it the resolver?"""
        if await self._is_alive():
            asked.finish(answer)
            return
        if self.health.fall(self._run.now()):
            self._spawn(self._watch())
        if not self.hold_s:
            asked.finish(replace(answer, reason=f"{answer.reason}; no resolver answers at all"))
            return
        asked.pause(True)
        up = await self.health.wait(self.hold_s)
        asked.pause(False)
        if up:
            asked.start()
        else:
            asked.finish(replace(answer, reason=f"no resolver has answered for {self.hold_s:g} s"))

    async def _is_alive(self) -> bool:
        """One probe for all who want to know at the same time."""
        probe = self._asked.get(("", "alive"))
        bundle = _Bundle(1, Deadline(self._run, _ALIVE_S))
        if probe is None:
            section = dnswire.question("", dnswire.TYPES["NS"])
            probe = self._asked[("", "alive")] = _Open(self, ("", "alive"), section, timeout_s=_ALIVE_S, probe=True)
            probe.waiters.append((bundle, 0))
            probe.start()
        else:
            probe.waiters.append((bundle, 0))
        await bundle.done
        answer = bundle.answers[0]
        return answer is not None and answer.outcome not in _SILENT

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_ALIVE_S)
            if await self._is_alive():
                self.health.rise()
                return

    # belief

    async def _doubt(self, deadline: Deadline) -> None:
        """Make sure that it is known whether names that do not exist get addresses."""
        loop = asyncio.get_running_loop()
        if self._truth is None or loop.time() - self._truth[0] > _TRUTH_S:
            self._truth = (loop.time(), asyncio.ensure_future(self._probe_truth()))
        if not self._truth[1].done():
            await asyncio.shield(self._truth[1])

    async def _probe_truth(self) -> None:
        deadline = Deadline(self._run, self._policy.dns_timeout_s)
        names = (f"{secrets.token_hex(8)}.invalid", f"{secrets.token_hex(10)}.com")
        found = [a for answers in await asyncio.gather(*(self._ask(n, ("A", "AAAA"), deadline) for n in names)) for a in answers]
        if any(a.outcome.conclusive for a in found):
            self._lies = frozenset(value for a in found for value in a.values)
            self.hijacked = bool(self._lies)

    def _disbelieved(self, answer: DnsAnswer) -> DnsAnswer:
        if answer.rtype not in ("A", "AAAA") or not answer.values or not self._lies.issuperset(answer.values):
            return answer
        why = "the resolver gives these addresses to names that do not exist: " + ", ".join(answer.values[:4])
        return replace(answer, outcome=DnsOutcome.MALFORMED, values=(), count=0, reason=why)

    async def _detect_nat64(self, deadline: Deadline) -> None:
        """RFC 7050: what AAAA does a name get that has none?"""
        self._nat64 = ()
        [answer] = await self._ask("ipv4only.arpa", ("AAAA",), deadline)
        known = {IPv4Address("192.0.0.170"), IPv4Address("192.0.0.171")}
        found = [IPv6Address(value) for value in answer.values]
        prefixes = {str(IPv6Address(int(a) >> 32 << 32)) + "/96" for a in found if IPv4Address(int(a) & 0xFFFF_FFFF) in known}
        self._nat64 = tuple(sorted(prefixes))


class _Bundle:
    """The questions of one caller, and his deadline, which stands still while any of them waits for our own pace."""

    __slots__ = ("_pause", "_waits", "answers", "deadline", "done", "left")

    def __init__(self, size: int, deadline: Deadline) -> None:
        self.answers: list[DnsAnswer | None] = [None] * size
        self.left = size
        self.deadline = deadline
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waits = 0
        self._pause: contextlib.AbstractContextManager[None] | None = None

    def settle(self, index: int, answer: DnsAnswer) -> None:
        if self.answers[index] is None:
            self.answers[index] = answer
            self.left -= 1
            if not self.left and not self.done.done():
                self.done.set_result(None)

    def wait(self, begins: bool) -> None:
        self._waits += 1 if begins else -1
        if self._waits and self._pause is None and not self.done.done():
            self._pause = self.deadline.paused()
            self._pause.__enter__()
        elif not self._waits:
            self._resume()

    def leave(self) -> None:
        """Nobody waits any more."""
        self._resume()
        if not self.done.done():
            self.done.cancel()

    def _resume(self) -> None:
        if self._pause is not None:
            self._pause.__exit__(None, None, None)
            self._pause = None


class _Open:
    """One question that is being asked, and everybody who wants its answer."""

    __slots__ = (
        "_chain",
        "_failure",
        "_hops",
        "_resolver",
        "_section",
        "_since",
        "_ttls",
        "_way",
        "key",
        "paused",
        "probe",
        "timeout_s",
        "waiters",
    )

    def __init__(self, resolver: Resolver, key: tuple[str, str], section: bytes, *, timeout_s: float, probe: bool = False) -> None:
        self.key = key
        self.timeout_s = timeout_s
        self.waiters: list[tuple[_Bundle, int]] = []
        self.paused = False
        self.probe = probe
        self._resolver = resolver
        self._section = section
        self._reset()

    def _reset(self) -> None:
        self._since = asyncio.get_running_loop().time()
        self._way = 0
        self._chain: list[str] = []
        self._ttls: list[int] = []
        self._failure: DnsAnswer | None = None

    def start(self) -> None:
        """Ask, from the first resolver on."""
        self._reset()
        self._send()

    def pause(self, begins: bool) -> None:
        if begins is not self.paused:
            self.paused = begins
            for bundle, _ in self.waiters:
                bundle.wait(begins)

    def by_stream(self, server: StreamWay, *, odd: bool = False) -> None:
        self._resolver._spawn(self._exchange(server, odd))

    def finish(self, answer: DnsAnswer) -> None:
        self._resolver._asked.pop(self.key, None)
        if not self.probe:
            self._resolver._memo.put(self.key, answer)
        for bundle, index in self.waiters:
            bundle.settle(index, answer)

    def _send(self) -> None:
        ways = self._resolver._ways
        if not ways:
            self.finish(self._answer(DnsOutcome.UNREACHABLE, reason="no resolver is known; name one with --resolver"))
            return
        way = ways[self._way]
        self._resolver.sent += 1
        if isinstance(way, UdpMux):
            dnssec_ok = self.key[1] == "DS"
            way.ask(Question(self._section, self.timeout_s, self._ended, dnssec_ok, self.pause, owner=self))
        else:
            self.by_stream(way)

    async def _exchange(self, server: StreamWay, odd: bool) -> None:
        reply, outcome, why = None, DnsOutcome.OK, ""
        wire = dnswire.query(0 if isinstance(server, HttpsServer) else secrets.randbelow(65536), self._section)
        try:
            answer = await server.exchange(wire, Deadline(self._resolver._run, self.timeout_s))
            if answer[:2] != wire[:2] or not dnswire.answers(answer, self._section):
                raise Malformed(f"{server.label} answers another question")
            reply = _read(answer, self._section, odd=odd)
            outcome = dnswire.OUTCOMES.get(reply.rcode, DnsOutcome.SERVFAIL)
            why = "" if outcome.conclusive else f"{server.label} answers code {reply.rcode}"
        except dnswire.BadMessage as exc:
            outcome, why = DnsOutcome.MALFORMED, f"{server.label}: {exc}"
        except TimedOut as exc:
            outcome, why = DnsOutcome.TIMEOUT, f"{server.label}: {exc}"
        except Malformed as exc:
            outcome, why = DnsOutcome.MALFORMED, str(exc)
        except NetError as exc:
            outcome, why = DnsOutcome.UNREACHABLE, f"{server.label}: {exc}"
        self._ended(None, reply, outcome, why, server.label)

    def _ended(self, _: Question | None, reply: dnswire.Reply | None, outcome: DnsOutcome, why: str, label: str) -> None:
        if reply is not None and outcome.conclusive:
            self._conclude(reply, outcome, label)
            return
        failure = self._answer(outcome, reason=why, label=label)
        if self._failure is None or self._failure.outcome in _SILENT:
            self._failure = failure
        if self._way + 1 < len(self._resolver._ways):
            self._way += 1
            self._send()
        elif self._failure.outcome in _SILENT and not self.probe and not self._resolver._heard_since(self._since):
            self._resolver._spawn(self._resolver._suspect(self, self._failure))
        else:
            self.finish(self._failure)

    def _conclude(self, reply: dnswire.Reply, outcome: DnsOutcome, label: str) -> None:
        self._chain += reply.chain
        if reply.ttl is not None:
            self._ttls.append(reply.ttl)
        if reply.ede in _FILTERS:
            why = f"the resolver filters this name (extended error {reply.ede}, {_FILTERS[reply.ede]})"
            self.finish(self._answer(DnsOutcome.REFUSED, reason=why, label=label))
        elif reply.endless or len(self._chain) > dnswire.MAX_CNAME:
            self.finish(self._answer(DnsOutcome.MALFORMED, reason="its aliases lead in a circle, or further than 16 steps", label=label))
        elif not reply.finished:  # some resolvers leave the end of the chain to the asker
            self._section = dnswire.question(self._chain[-1], int.from_bytes(self._section[-4:-2], "big"))
            self._send()
        else:
            final = DnsOutcome.NODATA if outcome is DnsOutcome.OK and not reply.values else outcome
            self.finish(self._answer(final, reply=reply, label=label))

    def _answer(self, outcome: DnsOutcome, *, reply: dnswire.Reply | None = None, reason: str = "", label: str = "") -> DnsAnswer:
        policy = self._resolver._policy
        values = reply.values if reply is not None and outcome is DnsOutcome.OK else []
        ttl = min(self._ttls) if self._ttls else None
        return _answer(
            self.key[0],
            self.key[1],
            outcome,
            values=_kept(values, policy.max_records, policy.max_txt_bytes),
            count=len(values),
            ttl_raw=ttl,
            ttl_s=None if ttl is None else min(max(ttl, MIN_TTL_S), MAX_TTL_S),
            ad=reply is not None and reply.ad,
            cname=tuple(self._chain[: policy.max_cname]),
            resolver=label,
            reason=reason,
        )


def _answer(
    name: str,
    rtype: str,
    outcome: DnsOutcome,
    *,
    values: tuple[str, ...] = (),
    count: int = 0,
    ttl_raw: int | None = None,
    ttl_s: int | None = None,
    ad: bool = False,
    cname: tuple[str, ...] = (),
    resolver: str = "",
    reason: str = "",
) -> DnsAnswer:
    return DnsAnswer(
        name=f"_dmarc.{name}" if rtype == "DMARC" else name,
        rtype=rtype,
        outcome=outcome,
        values=values,
        count=count,
        ttl_raw=ttl_raw,
        ttl_s=ttl_s,
        ad=ad,
        cname=cname,
        resolver=resolver,
        reason=reason,
    )


def _wire_question(name: str, rtype: str) -> tuple[str, int]:
    if rtype == "DMARC":
        return f"_dmarc.{name}", dnswire.TYPES["TXT"]
    if rtype not in dnswire.TYPES:
        raise dnswire.BadMessage(f"records of type {rtype} are not read here")
    return name, dnswire.TYPES[rtype]


def _kept(values: list[str], max_records: int, max_bytes: int) -> tuple[str, ...]:
    """The first records, as many as the purse holds."""
    kept: list[str] = []
    size = 0
    for value in values[:max_records]:
        size += len(value)
        if size > max_bytes:
            break
        kept.append(value)
    return tuple(kept)


def _read(wire: bytes, section: bytes, *, odd: bool) -> dnswire.Reply:
    """Our own reader; what it could not read over UDP either gets a second opinion of dnspython."""
    try:
        return dnswire.parse(wire, section)
    except dnswire.BadMessage:
        if not odd:
            raise
    from dns.exception import DNSException
    from dns.message import from_wire

    try:
        return dnswire.parse(from_wire(wire, ignore_trailing=True).to_wire(), section)
    except (DNSException, ValueError) as exc:
        raise dnswire.BadMessage(f"no DNS message ({type(exc).__name__})") from exc


def _looks_synthesized(answers: tuple[DnsAnswer, ...]) -> bool:
    """An IPv6 address under the well-known NAT64 prefix, or one that ends in an IPv4 address of the same name."""
    four = {int(IPv4Address(v)) for a in answers if a.rtype == "A" for v in a.values}
    six = [int(IPv6Address(v)) for a in answers if a.rtype == "AAAA" for v in a.values]
    return any(value >> 96 == 0x0064FF9B or value & 0xFFFF_FFFF in four for value in six)
