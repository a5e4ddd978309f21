"""The operator's resolvers: what a name's records are, how each question ended, and whether the resolver can be believed."""

import asyncio
import secrets
from dataclasses import replace

from scamtriage.net import dnswire
from scamtriage.net.answers import Bundle, answer_of, kept, ordered, read_reply, wire_question
from scamtriage.net.belief import Belief
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.doh import HttpsServer, Streams, StreamServer
from scamtriage.net.errors import Malformed, NetError, TimedOut
from scamtriage.net.guard import name_refusal
from scamtriage.net.health import Health
from scamtriage.net.memo import Memo
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy
from scamtriage.net.udp import Question, Server, UdpMux
from scamtriage.net.upstreams import upstreams
from scamtriage.records.facts import DnsAnswer, DnsOutcome

MIN_TTL_S, MAX_TTL_S = 60, 86_400
_ALIVE_S = 1.0
_FILTERS = {15: "Blocked", 16: "Censored", 17: "Filtered", 18: "Prohibited"}
"""Extended DNS errors (RFC 8914) with which a resolver says that the answer is its own policy."""
_NO_WAY = {
    False: "no resolver is known; name one with --resolver",
    True: "names are not looked up beside the proxy; name a resolver that it can reach: --resolver https://…",
}
Questions = tuple[tuple[str, str], ...]
"""Names and types."""
_SILENT = (DnsOutcome.TIMEOUT, DnsOutcome.UNREACHABLE)


class Resolver:
    """Asks the operator's resolvers, in their order, with fail-over. Answers are remembered within the run.

    A resolver that says nothing at all is an outage, not evidence: with `hold_s` questions wait for its end that long,
    while their targets' clocks stand still.
    """

    def __init__(self, policy: NetPolicy, run: RunClock, *, dialer: Dialer, proxy: Proxy | None = None, hold_s: float = 0.0) -> None:
        self.hold_s = hold_s
        self.health = Health()
        self.sent = 0
        """Questions that went to the resolvers."""
        self._policy = policy
        self._run = run
        self._proxy = proxy
        self._streams = Streams(policy, run, dialer, proxy)
        self._ways: list[UdpMux | StreamServer | HttpsServer] = []
        self._tcp: dict[Server, StreamServer] = {}
        self._memo = Memo()
        self._asked: dict[tuple[str, str], _Open] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._belief = Belief(self._ask, run, timeout_s=policy.dns_timeout_s)
        self._started = False

    async def ask(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Names and types side by side, one answer each and in order; failures are outcomes. "DMARC" is TXT of _dmarc.<name>."""
        return await self._belief.judge(await self._ask(questions, deadline), deadline)

    def nat64(self) -> tuple[str, ...]:
        """NAT64 prefixes detected on this network; looked for when an answer first looks like one."""
        return self._belief.nat64 or ()

    @property
    def hijacked(self) -> bool | None:
        """Whether names that do not exist get addresses; None: not known yet."""
        return self._belief.hijacked

    async def truthful(self) -> bool | None:
        """Whether names that do not exist stay without addresses; None when nobody could say."""
        await self._belief.doubt()
        return None if self.hijacked is None else not self.hijacked

    async def close(self) -> None:
        """End everything; open questions are dropped."""
        await self._belief.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for way in (*self._ways, *self._tcp.values()):
            if isinstance(way, UdpMux):
                way.close()
            else:
                await way.close()
        self._ways.clear()
        self._started = False

    async def alive(self) -> bool:
        """Whether any resolver answers anything at all, within a second. One probe serves all who ask at the same time."""
        self._start()
        key = ("", "alive")
        bundle = Bundle(1, Deadline(self._run, _ALIVE_S))
        if (probe := self._asked.get(key)) is None:
            section = dnswire.question("", dnswire.TYPES["NS"])
            probe = self._asked[key] = _Open(self, key, section, timeout_s=_ALIVE_S, probe=True)
            probe.waiters.append((bundle, 0))
            probe.start()
        else:
            probe.waiters.append((bundle, 0))
        if bundle.left:
            await bundle.done
        answer = bundle.answers[0]
        return answer is not None and answer.outcome not in _SILENT

    # asking

    async def _ask(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        self._start()
        if self.health.down_since is not None and not (self.hold_s and await self._outlast(deadline)):
            why = f"no resolver has answered since {self.health.down_since:%H:%M:%S} UTC"
            return tuple(answer_of(name, rtype, DnsOutcome.UNREACHABLE, reason=why) for name, rtype in questions)
        bundle = Bundle(len(questions), deadline)
        timeout_s = max(0.05, min(self._policy.dns_timeout_s, deadline.left()))
        for index, question in enumerate(questions):
            self._begin(question, bundle, index, timeout_s)
        try:
            if bundle.left:
                await bundle.done
        finally:
            bundle.leave()
        return tuple(answer for answer in bundle.answers if answer is not None)

    async def _outlast(self, deadline: Deadline) -> bool:
        with deadline.paused():
            return await self.health.wait(self.hold_s)

    def _begin(self, key: tuple[str, str], bundle: Bundle, index: int, timeout_s: float) -> None:
        if (why := name_refusal(key[0])) is not None:
            bundle.settle(index, answer_of(*key, DnsOutcome.REFUSED, reason=why))
            return
        if (known := self._memo.get(key)) is not None:
            bundle.settle(index, known)
            return
        if (asked := self._asked.get(key)) is None:
            try:
                section = dnswire.question(*wire_question(*key))
            except dnswire.BadMessage as exc:
                bundle.settle(index, answer_of(*key, DnsOutcome.MALFORMED, reason=f"this can't be asked: {exc}"))
                return
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
            self._ways.append(self._streams.server(upstream))

    def _by_tcp(self, question: Question, server: Server, why: str) -> None:
        """The answer did not fit its datagram, or could not be read: ask the same resolver over TCP."""
        owner = question.owner
        assert isinstance(owner, _Open)
        if server not in self._tcp:
            self._tcp[server] = self._streams.plain(server.address, server.port, server.label)
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
        if await self.alive():
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

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_ALIVE_S)
            if await self.alive():
                self.health.rise()
                return


class _Open:
    """One question that is being asked, and everybody who wants its answer."""

    __slots__ = (
        "_chain",
        "_failure",
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
        self.waiters: list[tuple[Bundle, int]] = []
        self.paused = False
        self.probe = probe
        self._resolver = resolver
        self._section = section

    def start(self) -> None:
        """Ask, from the first resolver on."""
        self._since = asyncio.get_running_loop().time()
        self._way = 0
        self._chain: list[str] = []
        self._ttls: list[int] = []
        self._failure: DnsAnswer | None = None
        self._send()

    def pause(self, begins: bool) -> None:
        if begins is not self.paused:
            self.paused = begins
            for bundle, _ in self.waiters:
                bundle.wait(begins)

    def by_stream(self, server: StreamServer | HttpsServer, *, odd: bool = False) -> None:
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
            self.finish(self._answer(DnsOutcome.UNREACHABLE, reason=_NO_WAY[self._resolver._proxy is not None]))
            return
        way = ways[self._way]
        self._resolver.sent += 1
        if isinstance(way, UdpMux):
            dnssec_ok = self.key[1] == "DS"
            way.ask(Question(self._section, self.timeout_s, self._ended, dnssec_ok, self.pause, owner=self))
        else:
            self.by_stream(way)

    async def _exchange(self, server: StreamServer | HttpsServer, odd: bool) -> None:
        reply, outcome, why = None, DnsOutcome.OK, ""
        wire = dnswire.query(0 if isinstance(server, HttpsServer) else secrets.randbelow(65536), self._section)
        try:
            answer = await server.exchange(wire, Deadline(self._resolver._run, self.timeout_s))
            if answer[:2] != wire[:2] or not dnswire.answers(answer, self._section):
                raise Malformed(f"{server.label} answers another question")
            reply = read_reply(answer, self._section, odd=odd)
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
            self._follow(self._chain[-1], label)
        else:
            final = DnsOutcome.NODATA if outcome is DnsOutcome.OK and not reply.values else outcome
            self.finish(self._answer(final, reply=reply, label=label))

    def _follow(self, alias: str, label: str) -> None:
        if (why := name_refusal(alias)) is not None:
            self.finish(self._answer(DnsOutcome.REFUSED, reason=f"its alias was not followed: {why}", label=label))
            return
        try:
            self._section = dnswire.question(alias, int.from_bytes(self._section[-4:-2], "big"))
        except dnswire.BadMessage as exc:
            self.finish(self._answer(DnsOutcome.MALFORMED, reason=f"its alias can't be asked: {exc}", label=label))
            return
        self._send()

    def _answer(self, outcome: DnsOutcome, *, reply: dnswire.Reply | None = None, reason: str = "", label: str = "") -> DnsAnswer:
        policy = self._resolver._policy
        values = ordered(reply.values, self.key[1]) if reply is not None and outcome is DnsOutcome.OK else []
        ttl = min(self._ttls) if self._ttls else None
        return answer_of(
            self.key[0],
            self.key[1],
            outcome,
            values=kept(values, policy.max_records, policy.max_txt_bytes),
            count=len(values),
            ttl_raw=ttl,
            ttl_s=None if ttl is None else min(max(ttl, MIN_TTL_S), MAX_TTL_S),
            ad=reply is not None and reply.ad,
            cname=tuple(self._chain[: policy.max_cname]),
            resolver=label,
            reason=reason,
        )
