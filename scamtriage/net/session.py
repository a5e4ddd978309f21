"""One run on the network and its targets: what the collectors of a target share, their budgets, and the cleanup."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Collection, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from scamtriage.knowledge.hosts.urlparts import DEFAULT_PORTS
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.connect import Connector
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.answers import QueryGroup, Questions, unasked
from scamtriage.net.errors import Blocked, NetError, Refused, TimedOut, Unreachable
from scamtriage.net.guard import foreign_name_refusal, is_literal
from scamtriage.net.handshakes import Handshakes
from scamtriage.net.policy import NetPolicy
from scamtriage.net.stream import SocketStream
from scamtriage.net.tasks import cancel_and_wait, retrieve_exception
from scamtriage.net.tls import observing_context
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from scamtriage.records.limits import limit
from scamtriage.records.target import Target

if TYPE_CHECKING:
    from scamtriage.net.dns.resolve import Resolver
    from scamtriage.net.registry.client import Registries

_T = TypeVar("_T")
_PATIENCE_S = {"A": 0.1, "AAAA": 1.0}
"""Type of the first answer -> seconds to wait for the other family (RFC 8305 section 3: 0.05 s). IPv6 often has no route."""


class Session:
    """One run: its policy, its clock, and the parts of this package. Callers reach the network only through `target`."""

    def __init__(
        self, policy: NetPolicy, *, dialer: Dialer, resolver: "Resolver", connector: Connector, registry: "Registries", clock: RunClock
    ) -> None:
        self.policy = policy
        self.clock = clock
        self.dialer = dialer
        self.resolver = resolver
        self.connector = connector
        self.registry = registry
        self.tls_context = observing_context()
        self.flags = tuple(["allow-net"] * bool(policy.allow_networks) + ["via-proxy"] * bool(policy.proxy))

    @contextlib.asynccontextmanager
    async def target(self, target: Target) -> "AsyncIterator[TargetNet]":
        """Open the network of one target. At the end of the block all its tasks and connections are closed."""
        net = TargetNet(self, target)
        try:
            yield net
        finally:
            await net.close()

    async def close(self) -> None:
        """Close the registry client and the resolver, then stop the clock."""
        try:
            await self.registry.close()
        finally:
            try:
                await self.resolver.close()
            finally:
                self.clock.stop()


class TargetNet:
    """What the collectors of one target share: answers, handshakes, the query budget. Closed by `Session.target`."""

    def __init__(self, session: Session, target: Target) -> None:
        self.session = session
        self._host = target.host
        self.zone = target.registrable
        self._apart = secrets.token_hex(8)
        self.deadline = Deadline(session.clock, session.policy.deadline_s)
        self.ports = session.policy.ports | {urlsplit(target.url).port or DEFAULT_PORTS[urlsplit(target.url).scheme]}
        self._answers: dict[tuple[str, str], tuple[QueryGroup, int]] = {}
        self.handshakes = Handshakes(self)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._streams: set[SocketStream] = set()
        self._queries = 0
        self.unhelped_by: dict[str, set[str]] = {}
        """Collector -> registries that failed or refused when it asked them."""

    def put_off(self, collector: str, service: str) -> None:
        """Note that a registry failed or refused; "" notes nothing."""
        if service:
            self.unhelped_by.setdefault(collector, set()).add(service)

    async def close(self) -> None:
        """Cancel what is still running and close every open stream."""
        for group, _ in self._answers.values():
            group.leave()
        try:
            await cancel_and_wait(self._tasks)
        finally:
            for stream in self._streams:
                stream.close()
            vars(self).pop("handshakes", None)  # it refers back, and its connections would wait for the garbage collector

    def begin(self, questions: Questions) -> bool:
        """Send the questions not yet asked for this target. Return False if the query budget does not cover all of them."""
        answers = self._answers
        missing = [question for question in questions if question not in answers]
        if not missing:
            return True
        missing = [question for question in dict.fromkeys(missing) if not self._refused(question)]
        affordable = tuple(missing[: self.session.policy.max_queries - self._queries])
        if affordable:
            self._queries += len(affordable)
            group = self.session.resolver.begin(affordable, self.deadline)
            answers.update({question: (group, index) for index, question in enumerate(affordable)})
        return len(affordable) == len(missing)

    def _refused(self, question: tuple[str, str]) -> bool:
        """Whether the guard keeps this name from the resolvers. If so, store a REFUSED answer with the reason; it costs no budget."""
        if (why := foreign_name_refusal(question[0], beside=self._host)) is None:
            return False
        group = QueryGroup(1, self.deadline)
        group.settle(0, unasked(*question, DnsOutcome.REFUSED, why))
        self._answers[question] = group, 0
        return True

    async def answers(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Return the answers in the order of the questions; each question is sent once per target.

        A question without an answer at the deadline has timed out. Raises Unreachable if the query budget left questions unsent and no
        answer has an address.
        """
        asked = self.begin(questions)
        answers = await self.begun(questions, deadline)
        if not asked and not any(answer.outcome is DnsOutcome.OK for answer in answers):
            most = self.session.policy.max_queries
            raise Unreachable(f"{questions[0][0]} was not looked up: {most} questions were asked about this target").at(
                "dns", limit("queries", most)
            )
        return answers

    async def begun(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Return the answers to questions that were begun before; one that was not begun is UNREACHABLE."""
        found = []
        for question in questions:
            if (entry := self._answers.get(question)) is not None:
                group, index = entry
                try:
                    judged = group.judged
                    if judged is None:
                        async with deadline.limit():
                            judged = await group.wait()
                    answer = judged[index]
                except TimedOut as exc:
                    answer = group.in_hand(index, question, str(exc))
                found.append(self._told(answer))
            else:
                found.append(unasked(*question, DnsOutcome.UNREACHABLE, ""))
        return tuple(found)

    def _told(self, answer: DnsAnswer) -> DnsAnswer:
        """Return the answer as evidence may show it: veiled unless its owner name lies in the target's zone (see `Connector.veiled`)."""
        owner = (answer.cname[-1] if answer.cname else answer.name).lower().rstrip(".")
        own = owner in (self._host, self.zone) or owner.endswith(f".{self.zone}")
        return answer if own else self.session.connector.veiled(answer)

    async def connect(self, host: str, port: int, deadline: Deadline, *, without: Collection[str] = ()) -> SocketStream:
        """Connect to a host of this target, at none of the addresses in `without`; the stream is closed with the target at the latest.

        Addresses of one family are enough to start; the other family is awaited only if these fail. Otherwise a zone that never answers one
        of the two questions would delay us at every name, while browsers do not wait.
        """
        if not is_literal(host) and (why := foreign_name_refusal(host, beside=self._host)) is not None:
            raise Blocked(why)
        try:
            stream = await self._connected(host, port, deadline, without)
        except Refused as exc:
            if is_literal(host) or self._knows_all(host):
                raise
            raise Unreachable(str(exc)) from exc  # an address that was not resolved might listen
        self._streams.add(stream)
        return stream

    def _knows_all(self, host: str) -> bool:
        """Whether both address questions of the host have a conclusive answer."""
        entries = [self._answers.get((host, rtype)) for rtype in ("A", "AAAA")]
        return all(entry is not None and (said := entry[0].judged) is not None and said[entry[1]].outcome.conclusive for entry in entries)

    async def _connected(self, host: str, port: int, deadline: Deadline, without: Collection[str]) -> SocketStream:
        known: Questions = ()
        more = False

        async def early(questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
            nonlocal known
            known = await self._early(questions, deadline)
            if not known:
                return await self.answers(questions, deadline)
            return tuple(map(self._told, await self.session.resolver.ask(known, deadline)))

        async def late(questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
            nonlocal more
            answers = await self.answers(tuple(question for question in questions if question not in known), deadline)
            more = any(answer.outcome is DnsOutcome.OK for answer in answers)
            return answers

        connect = partial(self.session.connector.connect, counted=True, apart=self._apart, without=without)
        try:
            return await connect(host, port, deadline, ports=self.ports, ask=early)
        except NetError as failure:
            if not known:
                raise
            try:
                return await connect(host, port, deadline, ports=self.ports, ask=late)
            except NetError as last:  # the first refusal stands unless the other family was dialled too
                dialled = more and not isinstance(last, Blocked)
                raise last if dialled and isinstance(failure, Refused | Blocked) else failure from None

    async def _early(self, questions: Questions, deadline: Deadline) -> Questions:
        """Return the questions that have addresses while the other has no answer. Empty if both or neither are answered in time."""
        self.begin(questions)
        groups = [self._answers.get(question) for question in questions]
        if (first := groups[0]) is None or all(entry is None or entry[0].judged is not None for entry in groups):
            return ()
        patience = {
            entry[1]: _PATIENCE_S[rtype] for entry, (_, rtype) in zip(groups, questions, strict=True) if entry and entry[0] is first[0]
        }
        try:
            async with deadline.limit():
                await first[0].early(patience)
        except TimedOut:
            return ()
        answered = [entry is not None and entry[0].answers[entry[1]] for entry in groups]
        if all(answered):
            return ()
        return tuple([question for question, answer in zip(questions, answered, strict=True) if answer and answer.outcome is DnsOutcome.OK])

    def discard(self, stream: SocketStream) -> None:
        """Close a stream that is no longer needed."""
        stream.close()
        self._streams.discard(stream)

    def spawn(self, work: Coroutine[Any, Any, _T]) -> "asyncio.Task[_T]":
        """Start a task that ends with the target at the latest."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._over)
        return task

    def _over(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        retrieve_exception(task)  # the caller that waited for it may be gone
