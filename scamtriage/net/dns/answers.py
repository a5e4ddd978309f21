"""Askers and answers of the resolver: who waits for what, and how a reply becomes an answer."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping

from scamtriage.net.clock import Deadline
from scamtriage.net.dns import message
from scamtriage.net.dns.name import BadMessage
from scamtriage.net.dns.records import TYPES
from scamtriage.net.ending import wake
from scamtriage.records.facts import DnsAnswer, DnsOutcome

Questions = tuple[tuple[str, str], ...]
"""Names and types."""
Ask = Callable[[Questions, Deadline], Awaitable[tuple[DnsAnswer, ...]]]
"""One answer for each question and in its order, by the end of the deadline; failures are outcomes."""


class Bundle:
    """The questions of one caller, and his deadline, which stands still while any of them waits for our own pace.

    When the last one is answered, `whole` gets them and gives them back by `finish`; without it they are the answers.
    """

    __slots__ = ("_early", "_failure", "_over", "_pause", "_waiting", "_waits", "_whole", "answers", "deadline", "judged", "left")

    def __init__(self, size: int, deadline: Deadline, whole: "Callable[[Bundle], None] | None" = None) -> None:
        self.answers: list[DnsAnswer | None] = [None] * size
        self.left = size
        self.deadline = deadline
        self.judged: tuple[DnsAnswer, ...] | None = None if size else ()
        """The answers in the order of the questions; None until all have come."""
        self._over = False
        self._whole = whole
        self._waits = 0
        self._pause: contextlib.AbstractContextManager[None] | None = None
        self._waiting: list[asyncio.Future[None]] = []
        self._early: list[tuple[Mapping[int, float], asyncio.Future[None]]] = []
        self._failure: BaseException | None = None

    async def wait(self) -> tuple[DnsAnswer, ...]:
        """All answers. Any number may wait; whoever is cancelled takes nothing from the others."""
        if self.judged is None and self._failure is None:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(waiter)
            await waiter
        if self._failure is not None:
            raise self._failure
        assert self.judged is not None
        return self.judged

    async def early(self, patience: Mapping[int, float]) -> None:
        """Until all have come, or so many seconds after one of these questions got records."""
        if self.judged is not None or self._failure is not None:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        self._early.append((patience, waiter))
        for index in patience:
            self._hasten(index)
        await waiter

    def settle(self, index: int, answer: DnsAnswer) -> None:
        if self.answers[index] is None:
            self.answers[index] = answer
            self.left -= 1
            if self._early and self.left:
                self._hasten(index)
            if not self.left:
                if self._whole is not None:
                    self._whole(self)
                else:
                    self.finish(self.heard())

    def heard(self) -> tuple[DnsAnswer, ...]:
        """What has been answered, in the order of the questions."""
        return tuple([answer for answer in self.answers if answer is not None])

    def in_hand(self, index: int, question: tuple[str, str], why: str) -> DnsAnswer:
        """For whoever can't wait any longer: the answer as far as it may be believed already, or that there was none in time."""
        answer = self.answers[index]
        if answer is None or (self._whole is not None and answer.rtype in ("A", "AAAA")):  # it might be the resolver's invention
            return unasked(*question, DnsOutcome.TIMEOUT, why)
        return answer

    def finish(self, judged: tuple[DnsAnswer, ...]) -> None:
        self.judged = judged
        self._wake()

    def fail(self, failure: BaseException) -> None:
        """There will be no answers."""
        self._failure = failure
        self._wake()

    def pause(self, begins: bool) -> None:
        """One of the questions begins, or ends, to wait for our own pace."""
        self._waits += 1 if begins else -1
        if self._waits and self._pause is None and not self._over:
            self._pause = self.deadline.paused()
            self._pause.__enter__()
        elif not self._waits:
            self._resume()

    def leave(self) -> None:
        """Nobody waits any more."""
        self._end()
        for waiter in self._waiting:
            waiter.cancel()

    def _wake(self) -> None:
        self._end()
        for waiter in self._waiting:
            wake(waiter)
        self._waiting.clear()
        self._early.clear()

    def _hasten(self, index: int) -> None:
        answer = self.answers[index]
        if answer is not None and answer.outcome is DnsOutcome.OK:
            for patience, waiter in self._early:
                if index in patience:
                    asyncio.get_running_loop().call_later(patience[index], wake, waiter)

    def _end(self) -> None:
        self._over = True
        self._resume()

    def _resume(self) -> None:
        if self._pause is not None:
            self._pause.__exit__(None, None, None)
            self._pause = None


def unasked(name: str, rtype: str, outcome: DnsOutcome, reason: str) -> DnsAnswer:
    """The answer to a question that went to no resolver."""
    return DnsAnswer(name=f"_dmarc.{name}" if rtype == "DMARC" else name, rtype=rtype, outcome=outcome, reason=reason)


def wire_question(name: str, rtype: str) -> tuple[str, int]:
    if rtype == "DMARC":
        return f"_dmarc.{name}", TYPES["TXT"]
    if rtype not in TYPES:
        raise BadMessage(f"records of type {rtype} are not read here")
    return name, TYPES[rtype]


def ordered(values: list[str], rtype: str) -> list[str]:
    """The records in an order of their own: resolvers rotate them, and the same zone must give the same facts."""
    if len(values) < 2:
        return values
    return sorted(values, key=_by_preference) if rtype == "MX" else sorted(values)


def _by_preference(value: str) -> tuple[int, str]:
    preference, _, host = value.partition(" ")
    return int(preference), host


def kept(values: list[str], max_records: int, max_bytes: int) -> tuple[str, ...]:
    """The first records, as many as the purse holds."""
    kept: list[str] = []
    size = 0
    for value in values[:max_records]:
        size += len(value)
        if size > max_bytes:
            break
        kept.append(value)
    return tuple(kept)


def read_reply(wire: bytes, section: bytes, *, odd: bool) -> message.Reply:
    """Our own reader; what it could not read over UDP either gets a second opinion of dnspython."""
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
