"""Outages of the resolvers: whether a failure is a name's or their own, and when they are back."""

import asyncio
import secrets
from datetime import datetime

from msgspec.structs import replace

from scamtriage.net.clock import Deadline
from scamtriage.net.dns import message
from scamtriage.net.dns.answers import Bundle, wire_question
from scamtriage.net.dns.asked import SILENT, Asked
from scamtriage.net.dns.memo import Memo
from scamtriage.net.dns.ways import Ways
from scamtriage.net.proxy import Proxy
from scamtriage.records.facts import DnsAnswer, DnsOutcome

_ALIVE_S = 1.0
_MOMENT_S = 0.02
_LATELY_S = 0.5
"""Whoever was heard so short a time ago is there."""
_FAILING = (DnsOutcome.SERVFAIL, DnsOutcome.REFUSED)
"""What a resolver says of a zone that is broken, and of every name when its own way to the world is."""


class Health:
    """Up until nothing answers; a batch may wait here for the end of an outage."""

    def __init__(self) -> None:
        self.down_since: datetime | None = None
        """Aware UTC; None while resolvers answer."""
        self.silent = ""
        """What does not answer, in words."""
        self.outages = 0
        """How many there have been. A target during which this grew was not observed properly."""
        self._up = asyncio.Event()
        self._up.set()

    def fall(self, now: datetime, silent: str = "no resolver answers") -> bool:
        """Note that nothing answers; True when that is news."""
        if self.down_since is not None:
            return False
        self.silent = silent
        self.down_since = now
        self.outages += 1
        self._up.clear()
        return True

    def rise(self) -> None:
        self.down_since = None
        self._up.set()

    async def wait(self, at_most_s: float) -> bool:
        """Until resolvers answer again; False when that took too long."""
        try:
            async with asyncio.timeout(at_most_s):
                await self._up.wait()
        except TimeoutError:  # they may have come back in the same moment
            return self._up.is_set()
        return True


class Outage:
    """Judges failures of questions. Where they are the resolvers' own, nothing of it is evidence: with `hold_s` questions wait so long for
    the end, and are asked again."""

    def __init__(self, ways: Ways, memo: Memo, *, hold_s: float, proxy: Proxy | None) -> None:
        self._ways = ways
        self.health = Health()
        self._memo = memo
        self._hold_s = hold_s
        self._proxy = proxy
        self._heard: tuple[str, str] | None = None
        self._useful_at = float("-inf")
        """On the clock of the loop: when a resolver last said something about a name."""
        self._nobody = f"{secrets.token_hex(10)}.com"
        self._probes: dict[tuple[str, str], Asked] = {}

    def learnt(self, question: tuple[str, str]) -> None:
        """A resolver has said what is the case."""
        self._useful_at = asyncio.get_running_loop().time()
        self._heard = question

    def failed(self, asked: Asked, answer: DnsAnswer, last_sent: float) -> None:
        """No resolver could answer."""
        if self._doubtful(answer.outcome, last_sent):
            self._ways.spawn(self._suspect(asked, answer))
        else:
            asked.finish(answer)

    async def alive(self) -> bool:
        """Whether any resolver says, within a second, what is the case for any name: one whose own way to the world is cut says that it
        failed, of each. One probe serves all who ask at the same time. Where none is used, whether the way is open on which names go."""
        self._ways.start()
        if not self._ways.all:
            return await self._proxy_listens()
        return any(answer is not None and answer.outcome.conclusive for answer in await self._probed())

    async def speaks(self) -> bool:
        """Whether any resolver says anything at all."""
        return any(answer is not None and answer.outcome not in SILENT for answer in await self._probed())

    async def sure(self) -> None:
        """Note an outage that nobody has met yet; only a question asked now could."""
        lately = asyncio.get_running_loop().time() - _LATELY_S
        if self.health.down_since is None and not self._ways.heard_since(lately) and not await self.alive():
            await self._fall()

    def _doubtful(self, outcome: DnsOutcome, last_sent: float) -> bool:
        """Whether it may be the resolver's own trouble that this failed, and no fact about the name. What was heard before the question
        was last sent says nothing of what became of it; nor, while a batch can wait, what was heard long before it was given up."""
        if outcome is DnsOutcome.TIMEOUT:
            lately = asyncio.get_running_loop().time() - _LATELY_S
            return not self._ways.heard_since(max(last_sent, lately) if self._hold_s else last_sent)
        return outcome is DnsOutcome.UNREACHABLE or (outcome in _FAILING and bool(self._hold_s))

    async def _suspect(self, asked: Asked, answer: DnsAnswer) -> None:
        """A question failed, and nothing shows that others fare better: is it the name, or is it the resolver?"""
        failing = answer.outcome in _FAILING
        if self.health.down_since is None:
            if (failing and await self._others_fare_better()) or await self.alive():
                if failing or asked.again or not self._hold_s:
                    asked.finish(answer)
                else:  # an outage may have come and gone meanwhile
                    asked.again = True
                    asked.start()
                return
            await self._fall()
        if not self._hold_s:
            asked.finish(replace(answer, reason=f"{answer.reason}; no resolver answers at all"))
            return
        asked.pause(True)
        up = await self.health.wait(self._hold_s)
        asked.pause(False)
        if up:
            asked.start()
        else:
            asked.finish(replace(answer, reason=f"no resolver has answered for {self._hold_s:g} s"))

    async def _others_fare_better(self) -> bool:
        """Whether something is learnt about any name in the next moment, as in a batch it mostly is: then nobody needs to be asked."""
        moment = asyncio.get_running_loop().time()
        await asyncio.sleep(_MOMENT_S)
        return self._useful_at > moment

    async def _fall(self) -> None:
        """Nothing answers; what failed until now is not believed any more."""
        silent = "no resolver answers" if await self._proxy_listens() else "the proxy takes no connections"
        if self.health.fall(self._ways.run.now(), silent):
            self._memo.forget_failures()
            self._ways.restart()
            self._ways.spawn(self._watch())

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_ALIVE_S)
            if await self.alive():
                self.health.rise()
                return

    async def _proxy_listens(self) -> bool:
        """True without one."""
        return self._proxy is None or await self._proxy.listens(Deadline(self._ways.run, _ALIVE_S))

    async def _probed(self) -> list[DnsAnswer | None]:
        """Of the root, of what was answered last, and of a name that nobody has: there are resolvers that say nothing of the root, and
        zones that break after they were answered for."""
        self._ways.start()
        names = [("", "NS"), (self._nobody, "A"), *([self._heard] if self._heard is not None else [])]
        bundle = Bundle(len(names), Deadline(self._ways.run, _ALIVE_S))
        for index, key in enumerate(names):
            if (probe := self._probes.get(key)) is None:
                section = message.question(*wire_question(*key))
                probe = self._probes[key] = Asked(self._ways, key, section, timeout_s=_ALIVE_S, finished=self._probe_ended, outage=None)
                probe.waiters.append((bundle, index))
                probe.start()
            else:
                probe.waiters.append((bundle, index))
        await bundle.wait()
        return bundle.answers

    def _probe_ended(self, probe: Asked, answer: DnsAnswer) -> None:
        self._probes.pop(probe.key, None)
        if answer.outcome.conclusive:
            self._useful_at = asyncio.get_running_loop().time()
