"""Queries to the operator's resolvers: the records of a name, how each question ended, and whether answers can be trusted."""

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.dns import message
from scamtriage.net.dns.answer_cache import AnswerCache
from scamtriage.net.dns.answers import QueryGroup, Questions, unasked, wire_question
from scamtriage.net.dns.name import BadMessage
from scamtriage.net.dns.outage import Outage
from scamtriage.net.dns.query import Query
from scamtriage.net.dns.transports import Transports
from scamtriage.net.dns.trust import ResolverTrust
from scamtriage.net.errors import TimedOut
from scamtriage.net.guard import name_refusal
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy
from scamtriage.records.facts import DnsAnswer, DnsOutcome


class Resolver:
    """Asks the operator's resolvers in order, with fail-over. Answers are cached within the run.

    A resolver that never answers, or fails for every name, is an outage and not evidence. With `hold_s`, questions wait that long for its
    end, while their targets' clocks are paused.
    """

    def __init__(self, policy: NetPolicy, run: RunClock, *, dialer: Dialer, proxy: Proxy | None = None, hold_s: float = 0.0) -> None:
        self.hold_s = hold_s
        self.policy = policy
        self.ways = Transports(policy, run, dialer=dialer, proxy=proxy)
        self._memo = AnswerCache()
        self._outage = Outage(self.ways, self._memo, hold_s=hold_s, proxy=proxy)
        self.health = self._outage.health
        self._asked: dict[tuple[str, str], Query] = {}
        self._belief = ResolverTrust(self.unjudged, run, timeout_s=policy.dns_timeout_s)

    async def ask(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Ask all questions in parallel; one answer each, in order; failures are outcomes. "DMARC" is TXT of _dmarc.<name>."""
        return await self._answered(questions, self.begin(questions, deadline))

    def begin(self, questions: Questions, deadline: Deadline) -> QueryGroup:
        """Start the questions and return their bundle. Any number of tasks may wait for it; call `leave` at the end."""
        return self._asked_of(questions, QueryGroup(len(questions), deadline, self._judge))

    def nat64(self) -> tuple[str, ...]:
        """NAT64 prefixes detected on this network; detection runs when an answer first looks synthesized."""
        return self._belief.nat64 or ()

    @property
    def hijacked(self) -> bool | None:
        """Whether names that do not exist get addresses; None: not known yet."""
        return self._belief.hijacked

    async def truthful(self) -> bool | None:
        """Whether names that do not exist get no addresses; None if no resolver could say."""
        await self._belief.doubt()
        return None if self.hijacked is None else not self.hijacked

    async def close(self) -> None:
        """Stop everything; open questions are dropped."""
        try:
            await self._belief.close()
        finally:
            await self.ways.close()

    async def speaks(self) -> bool:
        """Whether any resolver answers at all, even with a failure."""
        return await self._outage.speaks()

    async def sure(self) -> None:
        """Detect and note an outage that no question has met yet."""
        await self._outage.sure()

    # asking

    async def unjudged(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Return the answers without checking whether they can be trusted."""
        return await self._answered(questions, self._asked_of(questions, QueryGroup(len(questions), deadline)))

    @staticmethod
    async def _answered(questions: Questions, bundle: QueryGroup) -> tuple[DnsAnswer, ...]:
        """Return what has arrived by the deadline. The questions go on, because others may wait for them."""
        try:
            async with bundle.deadline.limit():
                return await bundle.wait()
        except TimedOut as exc:
            return tuple([bundle.in_hand(index, question, str(exc)) for index, question in enumerate(questions)])
        finally:
            bundle.leave()

    def _asked_of(self, questions: Questions, bundle: QueryGroup) -> QueryGroup:
        self.ways.start()
        if self.health.down_since is None or not self.ways.all:
            self._send(questions, bundle)
        elif self.hold_s:
            self.ways.spawn(self._outlast(questions, bundle))
        else:
            self._refuse(questions, bundle)
        return bundle

    def _send(self, questions: Questions, bundle: QueryGroup) -> None:
        for index, question in enumerate(questions):
            self._begin(question, bundle, index)

    def _refuse(self, questions: Questions, bundle: QueryGroup) -> None:
        assert self.health.down_since is not None
        why = f"no resolver has answered since {self.health.down_since:%H:%M:%S} UTC"
        for index, (name, rtype) in enumerate(questions):
            bundle.settle(index, unasked(name, rtype, DnsOutcome.UNREACHABLE, why))

    async def _outlast(self, questions: Questions, bundle: QueryGroup) -> None:
        bundle.pause(True)
        up = await self.health.wait(self.hold_s)
        bundle.pause(False)
        if up:
            self._send(questions, bundle)
        else:
            self._refuse(questions, bundle)

    def _judge(self, bundle: QueryGroup) -> None:
        """Check whether all answers can be trusted: at once if possible, else in a task."""
        if (sure := self._belief.sure(bundle.heard())) is not None:
            bundle.finish(sure)
        else:
            self.ways.spawn(self._judged(bundle))

    async def _judged(self, bundle: QueryGroup) -> None:
        try:
            bundle.finish(await self._belief.judge(bundle.heard(), bundle.deadline))
        except Exception as exc:  # noqa: BLE001 - it is raised where the answers are waited for
            bundle.fail(exc)

    def _begin(self, key: tuple[str, str], bundle: QueryGroup, index: int) -> None:
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
            asked = self._asked[key] = self._new(key, section)
            asked.waiters.append((bundle, index))
            asked.start()
            return
        asked.waiters.append((bundle, index))
        if asked.paused:
            bundle.pause(True)

    def _new(self, key: tuple[str, str], section: bytes) -> Query:
        return Query(self.ways, key, section, timeout_s=self.policy.dns_timeout_s, finished=self._finished, outage=self._outage)

    def _finished(self, asked: Query, answer: DnsAnswer) -> None:
        self._asked.pop(asked.key, None)
        self._memo.put(asked.key, answer)
        if answer.outcome.conclusive:
            self._outage.learnt(asked.key)
