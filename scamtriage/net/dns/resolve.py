"""Queries to the operator's resolvers: the records of a name, how each question ended, and whether answers can be trusted."""

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.answer_cache import AnswerCache
from scamtriage.net.dns.answers import QueryGroup, Questions, unasked
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
from scamtriage.records.reasons import NO_RESOLVER_HAS_ANSWERED


class Resolver:
    """Asks the operator's resolvers in order, with fail-over. Answers are cached within the run.

    A resolver that never answers, or fails for every name, is an outage and not evidence. With `hold_s`, questions wait for its
    end until it has lasted that long, while their targets' clocks are paused.
    """

    def __init__(self, policy: NetPolicy, run: RunClock, *, dialer: Dialer, proxy: Proxy | None = None, hold_s: float = 0.0) -> None:
        self.hold_s = hold_s
        self.policy = policy
        self.transports = Transports(policy, run, dialer=dialer, proxy=proxy)
        self._cache = AnswerCache()
        self._outage = Outage(self.transports, self._cache, hold_s=hold_s, proxy=proxy)
        self.health = self._outage.health
        self._asked: dict[tuple[str, str], Query] = {}
        self._trust = ResolverTrust(self.unjudged, run, timeout_s=policy.dns_timeout_s)

    async def ask(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Ask all questions in parallel; one answer each, in order; failures are outcomes. "DMARC" is TXT of _dmarc.<name>."""
        return await self._answered(questions, self.begin(questions, deadline))

    def begin(self, questions: Questions, deadline: Deadline) -> QueryGroup:
        """Start the questions and return their group. Any number of tasks may wait for it; call `leave` at the end."""
        return self._asked_of(questions, QueryGroup(len(questions), deadline, self._judge))

    def nat64(self) -> tuple[str, ...]:
        """NAT64 prefixes detected on this network; detection runs when an answer first looks synthesized."""
        return self._trust.nat64 or ()

    async def hijacked(self) -> bool | None:
        """Whether names that do not exist get addresses; None if no resolver could say."""
        await self._trust.doubt()
        return self._trust.hijacked

    async def close(self) -> None:
        """Stop everything; open questions are dropped."""
        try:
            await self._trust.close()
        finally:
            await self.transports.close()

    async def speaks(self) -> bool:
        """Whether any resolver answers at all, even with a failure."""
        return await self._outage.speaks()

    async def sure(self) -> None:
        """Detect and note an outage that no question has met yet."""
        await self._outage.sure()

    def forget_failures(self) -> None:
        """Ask again what failed: it was not the resolver that was silent."""
        self._cache.forget_failures()

    # asking

    async def unjudged(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Return the answers without checking whether they can be trusted."""
        return await self._answered(questions, self._asked_of(questions, QueryGroup(len(questions), deadline)))

    @staticmethod
    async def _answered(questions: Questions, group: QueryGroup) -> tuple[DnsAnswer, ...]:
        """Return what has arrived by the deadline. The questions go on, because others may wait for them."""
        try:
            async with group.deadline.limit():
                return await group.wait()
        except TimedOut as exc:
            return tuple([group.in_hand(index, question, str(exc)) for index, question in enumerate(questions)])
        finally:
            group.leave()

    def _asked_of(self, questions: Questions, group: QueryGroup) -> QueryGroup:
        self.transports.start()
        if self.health.down_since is None or not self.transports.all:
            self._send(questions, group)
        elif self.hold_s:
            self.transports.spawn(self._outlast(questions, group))
        else:
            self._refuse(questions, group)
        return group

    def _send(self, questions: Questions, group: QueryGroup) -> None:
        for index, question in enumerate(questions):
            self._begin(question, group, index)

    def _refuse(self, questions: Questions, group: QueryGroup) -> None:
        assert self.health.down_since is not None
        why = f"{NO_RESOLVER_HAS_ANSWERED}since {self.health.down_since:%H:%M:%S} UTC"
        for index, (name, rtype) in enumerate(questions):
            group.settle(index, unasked(name, rtype, DnsOutcome.UNREACHABLE, why))

    async def _outlast(self, questions: Questions, group: QueryGroup) -> None:
        group.pause(True)
        up = await self.health.wait(self.hold_s)
        group.pause(False)
        if up:
            self._send(questions, group)
        else:
            self._refuse(questions, group)

    def _judge(self, group: QueryGroup) -> None:
        """Check whether all answers can be trusted: at once if possible, else in a task."""
        if (sure := self._trust.sure(group.heard())) is not None:
            group.finish(sure)
        else:
            self.transports.spawn(self._judged(group))

    async def _judged(self, group: QueryGroup) -> None:
        try:
            group.finish(await self._trust.judge(group.heard(), group.deadline))
        except Exception as exc:  # noqa: BLE001 - it is raised where the answers are waited for
            group.fail(exc)

    def _begin(self, key: tuple[str, str], group: QueryGroup, index: int) -> None:
        if (why := name_refusal(key[0])) is not None:
            group.settle(index, unasked(*key, DnsOutcome.REFUSED, why))
            return
        if (known := self._cache.get(key)) is not None:
            group.settle(index, known)
            return
        if (asked := self._asked.get(key)) is not None:
            asked.waiters.append((group, index))
            if asked.paused:
                group.pause(True)
            return
        try:
            asked = Query(self.transports, key, timeout_s=self.policy.dns_timeout_s, finished=self._finished, outage=self._outage)
        except BadMessage as exc:
            group.settle(index, unasked(*key, DnsOutcome.MALFORMED, f"this can't be asked: {exc}"))
            return
        self._asked[key] = asked
        asked.waiters.append((group, index))
        asked.start()

    def _finished(self, asked: Query, answer: DnsAnswer) -> None:
        self._asked.pop(asked.key, None)
        self._cache.put(asked.key, answer)
        if answer.outcome.conclusive:
            self._outage.learnt(asked.key)
