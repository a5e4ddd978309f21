"""The operator's resolvers: what a name's records are, how each question ended, and whether the resolver can be believed."""

import asyncio
import secrets
from dataclasses import replace

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.dns import message
from scamtriage.net.dns.answers import Bundle, unasked, wire_question
from scamtriage.net.dns.asked import FAILING, LATELY_S, SILENT, Asked
from scamtriage.net.dns.belief import Belief
from scamtriage.net.dns.health import Health
from scamtriage.net.dns.memo import Memo
from scamtriage.net.dns.name import BadMessage
from scamtriage.net.dns.plugs import Question, Server
from scamtriage.net.dns.streams import HttpsServer, Streams, StreamServer
from scamtriage.net.dns.udp import UdpMux
from scamtriage.net.dns.upstreams import upstreams
from scamtriage.net.ending import end
from scamtriage.net.errors import TimedOut
from scamtriage.net.guard import name_refusal
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy
from scamtriage.records.facts import DnsAnswer, DnsOutcome

_ALIVE_S = 1.0
_MOMENT_S = 0.02
_NO_WAY = {
    False: "no resolver is known; name one with --resolver",
    True: "names are not looked up beside the proxy; name a resolver that it can reach: --resolver https://…",
}
Questions = tuple[tuple[str, str], ...]
"""Names and types."""


class Resolver:
    """Asks the operator's resolvers, in their order, with fail-over. Answers are remembered within the run.

    A resolver that says nothing at all is an outage, not evidence, and so is one that fails for every name: with `hold_s` questions wait
    for its end that long, while their targets' clocks stand still.
    """

    def __init__(self, policy: NetPolicy, run: RunClock, *, dialer: Dialer, proxy: Proxy | None = None, hold_s: float = 0.0) -> None:
        self.hold_s = hold_s
        self.health = Health()
        self.sent = 0
        """Questions that went to the resolvers."""
        self.policy = policy
        self.run = run
        self._proxy = proxy
        self._streams = Streams(policy, run, dialer, proxy)
        self.ways: list[UdpMux | StreamServer | HttpsServer] = []
        self._tcp: dict[Server, StreamServer] = {}
        self._memo = Memo()
        self._heard: tuple[str, str] | None = None
        self._useful_at = float("-inf")
        """On the clock of the loop: when a resolver last said something about a name."""
        self._nobody = f"{secrets.token_hex(10)}.com"
        self._asked: dict[tuple[str, str], Asked] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._belief = Belief(self._ask, run, timeout_s=policy.dns_timeout_s)
        self._started = False

    async def ask(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Names and types side by side, one answer each and in order; failures are outcomes. "DMARC" is TXT of _dmarc.<name>."""
        return await self._answered(questions, self.begin(questions, deadline))

    def begin(self, questions: Questions, deadline: Deadline) -> Bundle:
        """Ask already; the bundle is waited for, by any number, and left in the end."""
        return self._asked_of(questions, Bundle(len(questions), deadline, self._judge))

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
        try:
            await self._belief.close()
            await self._end_tasks()
        finally:
            for way in (*self.ways, *self._tcp.values()):
                if isinstance(way, UdpMux):
                    way.close()
                else:
                    await way.close()
            await self._end_tasks()  # a question that is dropped may have begun one
            self.ways.clear()
            self._started = False

    async def _end_tasks(self) -> None:
        while tasks := list(self._tasks):
            self._tasks.difference_update(tasks)
            await end(tasks)

    async def alive(self) -> bool:
        """Whether any resolver says, within a second, what is the case for any name: one whose own way to the world is cut says that it
        failed, of each. One probe serves all who ask at the same time. Where none is used, whether the way is open on which names go."""
        self._start()
        if not self.ways:
            return await self._proxy_listens()
        return any(answer is not None and answer.outcome.conclusive for answer in await self._probed())

    async def speaks(self) -> bool:
        """Whether any resolver says anything at all."""
        return any(answer is not None and answer.outcome not in SILENT for answer in await self._probed())

    async def sure(self) -> None:
        """Note an outage that nobody has met yet; only a question asked now could."""
        loop = asyncio.get_running_loop()
        if self.health.down_since is None and not self.heard_since(loop.time() - LATELY_S) and not await self.alive():
            await self._fall()

    async def _proxy_listens(self) -> bool:
        """True without one."""
        return self._proxy is None or await self._proxy.listens(Deadline(self.run, _ALIVE_S))

    async def _probed(self) -> "list[DnsAnswer | None]":
        """Of the root, of what was answered last, and of a name that nobody has: there are resolvers that say nothing of the root, and
        zones that break after they were answered for."""
        self._start()
        names = [("", "NS"), (self._nobody, "A"), *([self._heard] if self._heard is not None else [])]
        bundle = Bundle(len(names), Deadline(self.run, _ALIVE_S))
        for index, (name, rtype) in enumerate(names):
            key = (name, f"{rtype} again")
            if (probe := self._asked.get(key)) is None:
                section = message.question(*wire_question(name, rtype))
                probe = self._asked[key] = Asked(self, key, section, timeout_s=_ALIVE_S, probe=True)
                probe.waiters.append((bundle, index))
                probe.start()
            else:
                probe.waiters.append((bundle, index))
        await bundle.wait()
        return bundle.answers

    # asking

    async def _ask(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """The answers as they come, judged by nobody."""
        return await self._answered(questions, self._asked_of(questions, Bundle(len(questions), deadline)))

    @staticmethod
    async def _answered(questions: Questions, bundle: Bundle) -> tuple[DnsAnswer, ...]:
        """What has come by the end of the deadline. The questions go on: others may want the answers."""
        try:
            async with bundle.deadline.limit():
                return await bundle.wait()
        except TimedOut as exc:
            return tuple([bundle.in_hand(index, question, str(exc)) for index, question in enumerate(questions)])
        finally:
            bundle.leave()

    def _asked_of(self, questions: Questions, bundle: Bundle) -> Bundle:
        self._start()
        if self.health.down_since is None or not self.ways:
            self._send(questions, bundle)
        elif self.hold_s:
            self.spawn(self._outlast(questions, bundle))
        else:
            self._refuse(questions, bundle)
        return bundle

    def _send(self, questions: Questions, bundle: Bundle) -> None:
        for index, question in enumerate(questions):
            self._begin(question, bundle, index)

    def _refuse(self, questions: Questions, bundle: Bundle) -> None:
        assert self.health.down_since is not None
        why = f"no resolver has answered since {self.health.down_since:%H:%M:%S} UTC"
        for index, (name, rtype) in enumerate(questions):
            bundle.settle(index, unasked(name, rtype, DnsOutcome.UNREACHABLE, why))

    async def _outlast(self, questions: Questions, bundle: Bundle) -> None:
        bundle.pause(True)
        up = await self.health.wait(self.hold_s)
        bundle.pause(False)
        if up:
            self._send(questions, bundle)
        else:
            self._refuse(questions, bundle)

    def _judge(self, bundle: Bundle) -> None:
        """All is answered: let it be believed or not, at once where that can be."""
        if (sure := self._belief.sure(bundle.heard())) is not None:
            bundle.finish(sure)
        else:
            self.spawn(self._judged(bundle))

    async def _judged(self, bundle: Bundle) -> None:
        try:
            bundle.finish(await self._belief.judge(bundle.heard(), bundle.deadline))
        except Exception as exc:  # noqa: BLE001 - it is raised where the answers are waited for
            bundle.fail(exc)

    def _begin(self, key: tuple[str, str], bundle: Bundle, index: int) -> None:
        if (why := name_refusal(key[0])) is not None:
            bundle.settle(index, unasked(*key, DnsOutcome.REFUSED, why))
            return
        if (known := self._memo.get(key)) is not None:
            bundle.settle(index, known)
            return
        if (asked := self._asked.get(key)) is None:
            try:
                section = message.question(*wire_question(*key))
            except BadMessage as exc:
                bundle.settle(index, unasked(*key, DnsOutcome.MALFORMED, f"this can't be asked: {exc}"))
                return
            asked = self._asked[key] = Asked(self, key, section, timeout_s=self.policy.dns_timeout_s)
            asked.waiters.append((bundle, index))
            asked.start()
            return
        asked.waiters.append((bundle, index))
        if asked.paused:
            bundle.pause(True)

    def _start(self) -> None:
        if self._started:
            return
        self._started = True
        found = upstreams(self.policy.resolvers)
        servers = [Server(u.host, u.port) for u in found if u.kind == "udp"] if self._proxy is None else []
        for upstream in found:
            if upstream.kind == "udp":
                if servers and not any(isinstance(way, UdpMux) for way in self.ways):
                    self.ways.append(UdpMux(servers, self._by_tcp))
                continue
            self.ways.append(self._streams.server(upstream))

    def _by_tcp(self, question: Question, server: Server, why: str) -> None:
        """The answer did not fit its datagram, or could not be read: ask the same resolver over TCP."""
        owner = question.owner
        assert isinstance(owner, Asked)
        if server not in self._tcp:
            self._tcp[server] = self._streams.plain(server.address, server.port, server.label)
        owner.by_stream(self._tcp[server], odd=bool(why))

    def spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        """Let it go on until the resolver is closed."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def heard_since(self, moment: float) -> bool:
        """Whether any resolver said anything after this moment on the clock of the loop."""
        return any(way.last_heard >= moment for way in (*self.ways, *self._tcp.values()))

    def answered(self, asked: Asked, answer: DnsAnswer) -> None:
        """The question has ended."""
        self._asked.pop(asked.key, None)
        if answer.outcome.conclusive:
            self._useful_at = asyncio.get_running_loop().time()
        if not asked.probe:
            self._memo.put(asked.key, answer)
            if answer.outcome.conclusive:
                self._heard = asked.key

    @property
    def no_way(self) -> str:
        """Why there is nobody to ask."""
        return _NO_WAY[self._proxy is not None]

    # outages

    async def suspect(self, asked: Asked, answer: DnsAnswer) -> None:
        """A question failed, and nothing shows that others fare better: is it the name, or is it the resolver?"""
        failing = answer.outcome in FAILING
        if self.health.down_since is None:
            if (failing and await self._others_fare_better()) or await self.alive():
                if failing or asked.again or not self.hold_s:
                    asked.finish(answer)
                else:  # an outage may have come and gone meanwhile
                    asked.again = True
                    asked.start()
                return
            await self._fall()
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

    async def _others_fare_better(self) -> bool:
        """Whether something is learnt about any name in the next moment, as in a batch it mostly is: then nobody needs to be asked."""
        moment = asyncio.get_running_loop().time()
        await asyncio.sleep(_MOMENT_S)
        return self._useful_at > moment

    async def _fall(self) -> None:
        """Nothing answers; what failed until now is not believed any more."""
        silent = "no resolver answers" if await self._proxy_listens() else "the proxy takes no connections"
        if self.health.fall(self.run.now(), silent):
            self._memo.forget_failures()
            for way in self.ways:
                if isinstance(way, UdpMux):
                    way.restart()
            self.spawn(self._watch())

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_ALIVE_S)
            if await self.alive():
                self.health.rise()
                return
