"""Outages of the resolvers: whether a failure is the name's or the resolver's, and when resolvers are back."""

import asyncio
import secrets

from msgspec.structs import replace

from scamtriage.net.clock import Deadline
from scamtriage.net.dns.answer_cache import AnswerCache
from scamtriage.net.dns.answers import QueryGroup
from scamtriage.net.dns.health import Health
from scamtriage.net.dns.query import SILENT, Query
from scamtriage.net.dns.transports import Transports
from scamtriage.net.proxy import Proxy
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from scamtriage.records.reasons import NO_RESOLVER_ANSWERS, NO_RESOLVER_HAS_ANSWERED

_ALIVE_S = 1.0
_SLOWEST_S = 4.0
"""Longest time that a resolver may take over a probe. One that is slower than `_ALIVE_S` would else never be found to be up again."""
_MOMENT_S = 0.02
_LATELY_S = 0.5
"""A resolver that sent something this recently is up."""
_FAILING = (DnsOutcome.SERVFAIL, DnsOutcome.REFUSED)
"""A resolver's answers for a broken zone; also for every name, if the resolver has lost its own upstream."""


class Outage:
    """Decides whether failed questions are the resolvers' fault.

    Such failures are not evidence: with `hold_s`, questions wait until the outage is over or has lasted that long, and are asked again.
    """

    def __init__(self, transports: Transports, cache: AnswerCache, *, hold_s: float, proxy: Proxy | None) -> None:
        self._transports = transports
        self.health = Health()
        self._cache = cache
        self._hold_s = hold_s
        self._proxy = proxy
        self._heard: tuple[str, str] | None = None
        self._useful_at = float("-inf")
        """Loop time of the last conclusive answer."""
        self._rose_at = float("-inf")
        """Loop time of the end of the last outage."""
        self._nobody = f"{secrets.token_hex(10)}.com"
        self._probes: dict[tuple[str, str], Query] = {}

    def learnt(self, question: tuple[str, str]) -> None:
        """Note that a resolver gave a conclusive answer to this question."""
        self._useful_at = asyncio.get_running_loop().time()
        self._heard = question

    def failed(self, asked: Query, answer: DnsAnswer, last_sent: float) -> None:
        """Handle a question that no resolver could answer."""
        if self._doubtful(asked, answer.outcome, last_sent):
            self._transports.spawn(self._suspect(asked, answer))
        else:
            asked.finish(answer)

    async def alive(self, within_s: float = _ALIVE_S) -> bool:
        """Whether any resolver gives a conclusive answer in time, to a probe or to a question in hand.

        One that has lost its upstream answers with a failure for every name; one that is slow may answer questions in hand, and no probe
        in time. Concurrent callers share one probe. If there is no resolver, return whether the proxy accepts connections; True without a
        proxy.
        """
        self._transports.start()
        if not self._transports.all:
            return await self._proxy_listens()
        began = asyncio.get_running_loop().time()
        return any(answer is not None and answer.outcome.conclusive for answer in await self._probed(within_s)) or self._useful_at > began

    async def speaks(self) -> bool:
        """Whether any resolver answers at all, even with a failure."""
        return any(answer is not None and answer.outcome not in SILENT for answer in await self._probed())

    async def sure(self) -> None:
        """Detect and note an outage that no question has met yet."""
        lately = asyncio.get_running_loop().time() - _LATELY_S
        if self.health.down_since is None and not self._transports.heard_since(lately) and not await self.alive():
            await self._fall()

    def _doubtful(self, asked: Query, outcome: DnsOutcome, last_sent: float) -> bool:
        """Whether this failure may be the resolver's own and no fact about the name.

        For a timeout, only a message received after the last sending shows that resolvers are up; with `hold_s` it must also be recent,
        and they may not have stood still since the question began: whoever wakes up again has lost most of what he was sent meanwhile.
        Questions over TLS and HTTPS are not taken back in an outage, and may fail after its end.
        """
        if outcome is DnsOutcome.TIMEOUT:
            lately = asyncio.get_running_loop().time() - _LATELY_S
            if not self._hold_s:
                return not self._transports.heard_since(last_sent)
            if self._rose_at > asked.since or self._transports.silent_since(asked.since):
                return True
            return not self._transports.heard_since(max(last_sent, lately))
        return outcome is DnsOutcome.UNREACHABLE or (outcome in _FAILING and bool(self._hold_s))

    async def _suspect(self, asked: Query, answer: DnsAnswer) -> None:
        """Decide whether a failure is the name's or an outage; finish the question, or ask it again after the outage."""
        failing = answer.outcome in _FAILING
        if self.health.down_since is None:
            if (failing and await self._others_fare_better()) or await self.alive():
                if asked.again or not self._hold_s or (failing and self._rose_at <= asked.since):
                    asked.finish(answer)
                else:  # there was an outage in between, or may have been a short one
                    asked.again = True
                    asked.start()
                return
            await self._fall()
        if not self._hold_s:
            asked.finish(replace(answer, reason=f"{answer.reason}; {NO_RESOLVER_ANSWERS}"))
            return
        asked.pause(True)
        up = await self.health.wait(self._hold_s)
        asked.pause(False)
        if not up:
            asked.finish(replace(answer, reason=f"{NO_RESOLVER_HAS_ANSWERED}for {self._hold_s:g} s"))
        elif asked.wanted:
            asked.start()
        else:  # a question that itself silences a weak resolver would do so for ever, long after its target has given up
            asked.finish(answer)
            self._cache.forget_failures()

    async def _others_fare_better(self) -> bool:
        """Whether another name is answered within a moment, which is likely in a batch; then no probe is needed."""
        moment = asyncio.get_running_loop().time()
        await asyncio.sleep(_MOMENT_S)
        return self._useful_at > moment

    async def _fall(self) -> None:
        """Start an outage: drop failed answers from the cache, reset the windows, and poll for its end.

        With `hold_s`, questions in hand wait for its end with all others.
        """
        silent = "no resolver answers" if await self._proxy_listens() else "the proxy takes no connections"
        if self.health.fall(self._transports.run.now(), silent):
            self._cache.forget_failures()
            self._transports.restart()
            self._transports.spawn(self._watch())
            if self._hold_s:
                self._transports.take_back(silent)

    async def _watch(self) -> None:
        within_s = _ALIVE_S
        while True:
            await asyncio.sleep(_ALIVE_S)
            within_s = within_s * 2 if within_s < _SLOWEST_S else _ALIVE_S
            if await self.alive(within_s):
                self._cache.forget_failures()  # those of questions whose patience ended
                self._rose_at = asyncio.get_running_loop().time()
                self.health.rise()
                return

    async def _proxy_listens(self) -> bool:
        """Whether the proxy accepts connections; True without one."""
        return self._proxy is None or await self._proxy.listens(Deadline(self._transports.run, _ALIVE_S))

    async def _probed(self, within_s: float = _ALIVE_S) -> list[DnsAnswer | None]:
        """Probe for the root, the last name that was answered, and a random name; return the answers.

        Some resolvers do not answer for the root, and a zone may break after it was answered.
        """
        self._transports.start()
        names = [("", "NS"), (self._nobody, "A"), *([self._heard] if self._heard is not None else [])]
        group = QueryGroup(len(names), Deadline(self._transports.run, within_s))
        for index, key in enumerate(names):
            if (probe := self._probes.get(key)) is None:
                probe = Query(self._transports, key, timeout_s=within_s, finished=self._probe_ended, outage=None)
                self._probes[key] = probe
                probe.waiters.append((group, index))
                probe.start()
            else:
                probe.waiters.append((group, index))
        await group.wait()
        return group.answers

    def _probe_ended(self, probe: Query, answer: DnsAnswer) -> None:
        self._probes.pop(probe.key, None)
        if answer.outcome.conclusive:
            self._useful_at = asyncio.get_running_loop().time()
