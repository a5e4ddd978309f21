"""Whether resolvers can be trusted: addresses for names that do not exist (hijacking), denial of names that do,
and addresses synthesized by NAT64.
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from socket import AF_INET6, inet_aton, inet_pton

from msgspec.structs import replace

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dns.answers import Ask
from scamtriage.net.tasks import cancel_and_wait
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from scamtriage.records.reasons import RESOLVER_DENIES_ALL

_PROBE_S = 2.0
_THERE = ("ipv4only.arpa", "A")
"""A question whose name exists wherever there is an internet (RFC 7050 section 8.2), and tells nothing of us.

A portal, a sinkhole or a network without upstream denies it like any other.
"""
_KNOWN = frozenset({IPv4Address("192.0.0.170"), IPv4Address("192.0.0.171")})
"""The addresses of ipv4only.arpa (RFC 7050 section 8.2)."""
_TRANSLATORS = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2000::/3")))
"""Where NAT64 prefixes may lie: the well-known one, local ones (RFC 8215), or a network's own global addresses.

Any other prefix would let a forged answer open ranges, including those of the analyst's own network.
"""


class _Probe:
    """A question about the resolver. `work` asks it and returns the result, None if it got no answer; the last result remains then."""

    def __init__(self, work: Callable[[], Coroutine[None, None, bool | None]], valid_s: float) -> None:
        self.told: bool | None = None
        self._work = work
        self._valid_s = valid_s
        self._last: tuple[float, asyncio.Task[None]] | None = None

    @property
    def unknown(self) -> bool:
        """Whether there is no result yet and a probe is due or running."""
        return self._last is None or (self.told is None and not self._last[1].done())

    def begin(self) -> asyncio.Task[None]:
        """Return the current probe; start one if there is none or its result is too old."""
        moment = asyncio.get_running_loop().time()
        if self._last is None or (moment - self._last[0] > self._valid_s and self._last[1].done()):
            self._last = (moment, asyncio.create_task(self._run()))
        return self._last[1]

    async def end(self) -> None:
        """Wait until a probe has ended."""
        probe = self.begin()
        if not probe.done():
            await asyncio.shield(probe)

    async def close(self) -> None:
        if self._last is not None:
            await cancel_and_wait([self._last[1]])

    async def _run(self) -> None:
        if (told := await self._work()) is not None:
            self.told = told


class ResolverTrust:
    """Probes when an answer first depends on the result, and again after five minutes."""

    def __init__(self, ask: Ask, run: RunClock, *, timeout_s: float, valid_s: float = 300.0) -> None:
        """`valid_s`: how long the result of a probe is valid."""
        self.nat64: tuple[str, ...] | None = None
        """NAT64 prefixes of this network; None: not detected yet."""
        self._ask = ask
        self._run = run
        self._timeout_s = timeout_s
        self._lies: frozenset[str] = frozenset()
        self._invents, self._denies = _Probe(self._ask_for_nobody, valid_s), _Probe(self._ask_for_what_is_there, valid_s)

    @property
    def hijacked(self) -> bool | None:
        """Whether names that do not exist get addresses; None: not known yet."""
        return self._invents.told

    def sure(self, answers: tuple[DnsAnswer, ...]) -> tuple[DnsAnswer, ...] | None:
        """Return what `judge` would return if no probe is needed, else None."""
        for probe in (probes := self._needed(answers)):
            if probe.unknown or probe.told:
                return None
        if self.nat64 is None and self._invents in probes and _looks_synthesized(answers):
            return None
        for probe in probes:
            probe.begin()
        return answers

    async def judge(self, answers: tuple[DnsAnswer, ...], deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Return the answers; those that hold only addresses given to names that do not exist become MALFORMED, denials by a resolver that
        denies everything REFUSED."""
        for probe in (probes := self._needed(answers)):
            if probe.unknown:
                with deadline.paused():  # our own check does not use the target's time
                    await probe.end()
            else:
                probe.begin()  # the old result is valid until the new probe has ended
        answers = tuple(map(self._disbelieved, answers))
        if self.nat64 is None and self._invents in probes and _looks_synthesized(answers):
            await self._detect_nat64(deadline)
        return answers

    async def doubt(self) -> None:
        """Wait until a hijacking probe has ended."""
        await self._invents.end()

    async def close(self) -> None:
        await self._invents.close()
        await self._denies.close()

    def _needed(self, answers: tuple[DnsAnswer, ...]) -> list[_Probe]:
        """The probes that tell whether these answers are worth anything. That a zone publishes no DMARC is no denial of the zone."""
        probes = []
        for answer in answers:
            if answer.outcome is DnsOutcome.OK:
                if answer.rtype in ("A", "AAAA") and self._invents not in probes:
                    probes.append(self._invents)
            elif answer.outcome is DnsOutcome.NXDOMAIN and answer.rtype != "DMARC" and self._denies not in probes:
                probes.append(self._denies)
        return probes

    async def _ask_for_nobody(self) -> bool | None:
        names = (f"{secrets.token_hex(8)}.invalid", f"{secrets.token_hex(10)}.com")
        found = await self._ask(tuple((name, rtype) for name in names for rtype in ("A", "AAAA")), self._of_a_probe())
        if not any(a.outcome.conclusive for a in found):
            return None
        self._lies = frozenset(value for a in found for value in a.values)
        return bool(self._lies)

    async def _ask_for_what_is_there(self) -> bool | None:
        (answer,) = await self._ask((_THERE,), self._of_a_probe())
        return answer.outcome is DnsOutcome.NXDOMAIN if answer.outcome.conclusive else None

    def _of_a_probe(self) -> Deadline:
        return Deadline(self._run, min(self._timeout_s, _PROBE_S))

    def _disbelieved(self, answer: DnsAnswer) -> DnsAnswer:
        if answer.outcome is DnsOutcome.NXDOMAIN and self._denies.told:
            return replace(answer, outcome=DnsOutcome.REFUSED, reason=RESOLVER_DENIES_ALL)
        if answer.rtype not in ("A", "AAAA") or not answer.values or not self._lies.issuperset(answer.values):
            return answer
        why = "the resolver gives these addresses to names that do not exist: " + ", ".join(answer.values[:4])
        return replace(answer, outcome=DnsOutcome.MALFORMED, values=(), count=0, reason=why)

    async def _detect_nat64(self, deadline: Deadline) -> None:
        """Detect NAT64 (RFC 7050): ask for the AAAA records of a name that has none.

        Without an answer it stays unknown, and the guard refuses such addresses.
        """
        with deadline.paused():  # our own check, as above
            (answer,) = await self._ask((("ipv4only.arpa", "AAAA"),), self._of_a_probe())
        if not answer.outcome.conclusive:
            return
        found = [int(IPv6Address(value)) for value in answer.values]
        prefixes = {IPv6Network((value >> 32 << 32, 96)) for value in found if IPv4Address(value & 0xFFFF_FFFF) in _KNOWN}
        self.nat64 = tuple(sorted(str(prefix) for prefix in prefixes if any(map(prefix.subnet_of, _TRANSLATORS))))


def _looks_synthesized(answers: tuple[DnsAnswer, ...]) -> bool:
    """Whether an IPv6 address lies in the well-known NAT64 prefix, or ends in an IPv4 address of the same name."""
    six = [inet_pton(AF_INET6, value) for a in answers if a.rtype == "AAAA" for value in a.values]
    if not six:
        return False
    four = {inet_aton(value) for a in answers if a.rtype == "A" for value in a.values}
    return any(value[:4] == b"\0\x64\xff\x9b" or value[12:] in four for value in six)
