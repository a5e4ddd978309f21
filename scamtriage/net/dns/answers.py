"""Groups of questions and the callers that wait for their answers."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping

from scamtriage.net.clock import Deadline
from scamtriage.net.dns.name import BadMessage
from scamtriage.net.dns.records import TYPES
from scamtriage.net.tasks import wake
from scamtriage.records.facts import DnsAnswer, DnsOutcome

Questions = tuple[tuple[str, str], ...]
"""(name, type) pairs."""
Ask = Callable[[Questions, Deadline], Awaitable[tuple[DnsAnswer, ...]]]
"""Returns one answer per question, in order, by the deadline; failures are outcomes."""


class QueryGroup:
    """The questions of one caller and its deadline, which is paused while any of them waits for our own limits.

    After the last answer, `whole` is called with the group and must call `finish` with the final answers. Without `whole`, the answers are
    final.
    """

    __slots__ = ("_early", "_failure", "_pause", "_waiting", "_waits", "_whole", "answers", "deadline", "judged", "left", "over")

    def __init__(self, size: int, deadline: Deadline, whole: "Callable[[QueryGroup], None] | None" = None) -> None:
        self.answers: list[DnsAnswer | None] = [None] * size
        self.left = size
        self.deadline = deadline
        self.judged: tuple[DnsAnswer, ...] | None = None if size else ()
        """The final answers in the order of the questions; None until then."""
        self.over = False
        """Nobody waits any more: all is answered, or the caller has left."""
        self._whole = whole
        self._waits = 0
        self._pause: contextlib.AbstractContextManager[None] | None = None
        self._waiting: list[asyncio.Future[None]] = []
        self._early: list[tuple[Mapping[int, float], asyncio.Future[None]]] = []
        self._failure: BaseException | None = None

    async def wait(self) -> tuple[DnsAnswer, ...]:
        """Wait for all answers. Any number of tasks may wait; cancelling one does not affect the others."""
        if self.judged is None and self._failure is None:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(waiter)
            await waiter
        if self._failure is not None:
            raise self._failure
        assert self.judged is not None
        return self.judged

    async def early(self, patience: Mapping[int, float]) -> None:
        """Wait until all answers have arrived, or `patience[index]` seconds after question `index` got records."""
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
        """Return the answers so far, in the order of the questions."""
        return tuple([answer for answer in self.answers if answer is not None])

    def in_hand(self, index: int, question: tuple[str, str], why: str) -> DnsAnswer:
        """Return the answer if it can be trusted already, else TIMEOUT; for a caller that can't wait any longer."""
        answer = self.answers[index]
        if answer is None or (self._whole is not None and answer.rtype in ("A", "AAAA")):  # it is not yet checked for hijacking
            return unasked(*question, DnsOutcome.TIMEOUT, why)
        return answer

    def finish(self, judged: tuple[DnsAnswer, ...]) -> None:
        self.judged = judged
        self._wake()

    def fail(self, failure: BaseException) -> None:
        """Let every wait raise this failure."""
        self._failure = failure
        self._wake()

    def pause(self, begins: bool) -> None:
        """Note that one of the questions starts, or stops, waiting for our own limits."""
        self._waits += 1 if begins else -1
        if self._waits and self._pause is None and not self.over:
            self._pause = self.deadline.paused()
            self._pause.__enter__()
        elif not self._waits:
            self._resume()

    def leave(self) -> None:
        """End all waits and resume the deadline."""
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
        self.over = True
        self._resume()

    def _resume(self) -> None:
        if self._pause is not None:
            self._pause.__exit__(None, None, None)
            self._pause = None


def unasked(name: str, rtype: str, outcome: DnsOutcome, reason: str) -> DnsAnswer:
    """Return the answer to a question that was sent to no resolver."""
    return DnsAnswer(name=owner_of(name, rtype), rtype=rtype, outcome=outcome, reason=reason)


def owner_of(name: str, rtype: str) -> str:
    """Return the name that is asked: the "DMARC" record of a name is TXT of _dmarc.<name>."""
    return f"_dmarc.{name}" if rtype == "DMARC" else name


def wire_question(name: str, rtype: str) -> tuple[str, int]:
    """Return the name and the number of the type that are asked. Raises BadMessage for a type that is not read here."""
    number = TYPES.get("TXT" if rtype == "DMARC" else rtype)
    if number is None:
        raise BadMessage(f"records of type {rtype} are not read here")
    return owner_of(name, rtype), number
