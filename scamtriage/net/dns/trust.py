"""Whether resolvers can be trusted: addresses for names that do not exist (hijacking), and addresses synthesized by NAT64."""

import asyncio
import secrets
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from socket import AF_INET6, inet_aton, inet_pton

from msgspec.structs import replace

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dns.answers import Ask
from scamtriage.net.tasks import cancel_and_wait
from scamtriage.records.facts import DnsAnswer, DnsOutcome

_PROBE_S = 2.0
_KNOWN = frozenset({IPv4Address("192.0.0.170"), IPv4Address("192.0.0.171")})
"""The addresses of ipv4only.arpa (RFC 7050 section 8.2)."""
_TRANSLATORS = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2000::/3")))
"""Where NAT64 prefixes may lie: the well-known one, local ones (RFC 8215), or a network's own global addresses.

Any other prefix would let a forged answer open ranges, including those of the analyst's own network.
"""


class ResolverTrust:
    """Probes when an answer first depends on the result, and again after five minutes."""

    def __init__(self, ask: Ask, run: RunClock, *, timeout_s: float, valid_s: float = 300.0) -> None:
        """`valid_s`: how long the result of a hijacking probe is valid."""
        self.hijacked: bool | None = None
        """Whether names that do not exist get addresses; None: not known yet."""
        self.nat64: tuple[str, ...] | None = None
        """NAT64 prefixes of this network; None: not detected yet."""
        self._ask = ask
        self._run = run
        self._timeout_s = timeout_s
        self._valid_s = valid_s
        self._lies: frozenset[str] = frozenset()
        self._probe: tuple[float, asyncio.Task[None]] | None = None

    def sure(self, answers: tuple[DnsAnswer, ...]) -> tuple[DnsAnswer, ...] | None:
        """Return what `judge` would return if no probe is needed, else None."""
        for answer in answers:
            if answer.outcome is DnsOutcome.OK and answer.rtype in ("A", "AAAA"):
                break
        else:
            return answers
        if self._unknown or self._lies or (self.nat64 is None and _looks_synthesized(answers)):
            return None
        self._begin()
        return answers

    async def judge(self, answers: tuple[DnsAnswer, ...], deadline: Deadline) -> tuple[DnsAnswer, ...]:
        """Return the answers; those that hold only addresses given to names that do not exist become MALFORMED."""
        if not any(a.outcome is DnsOutcome.OK and a.rtype in ("A", "AAAA") for a in answers):
            return answers
        if self._unknown:
            with deadline.paused():  # our own check does not use the target's time
                await self.doubt()
        else:
            self._begin()  # the old result is valid until the new probe has ended
        if self._lies:
            answers = tuple(self._disbelieved(answer) for answer in answers)
        if self.nat64 is None and _looks_synthesized(answers):
            await self._detect_nat64(deadline)
        return answers

    @property
    def _unknown(self) -> bool:
        """Whether there is no result yet and a probe is due or running."""
        return self._probe is None or (self.hijacked is None and not self._probe[1].done())

    async def doubt(self) -> None:
        """Wait until a hijacking probe has ended."""
        probe = self._begin()
        if not probe.done():
            await asyncio.shield(probe)

    def _begin(self) -> asyncio.Task[None]:
        """Return the current probe; start one if there is none or its result is too old."""
        moment = asyncio.get_running_loop().time()
        if self._probe is None or (moment - self._probe[0] > self._valid_s and self._probe[1].done()):
            self._probe = (moment, asyncio.create_task(self._probe_truth()))
        return self._probe[1]

    async def close(self) -> None:
        if self._probe is not None:
            await cancel_and_wait([self._probe[1]])

    async def _probe_truth(self) -> None:
        deadline = Deadline(self._run, min(self._timeout_s, _PROBE_S))
        names = (f"{secrets.token_hex(8)}.invalid", f"{secrets.token_hex(10)}.com")
        found = await self._ask(tuple((name, rtype) for name in names for rtype in ("A", "AAAA")), deadline)
        if any(a.outcome.conclusive for a in found):
            self._lies = frozenset(value for a in found for value in a.values)
            self.hijacked = bool(self._lies)

    def _disbelieved(self, answer: DnsAnswer) -> DnsAnswer:
        if answer.rtype not in ("A", "AAAA") or not answer.values or not self._lies.issuperset(answer.values):
            return answer
        why = "the resolver gives these addresses to names that do not exist: " + ", ".join(answer.values[:4])
        return replace(answer, outcome=DnsOutcome.MALFORMED, values=(), count=0, reason=why)

    async def _detect_nat64(self, deadline: Deadline) -> None:
        """Detect NAT64 (RFC 7050): ask for the AAAA records of a name that has none.

        Without an answer it stays unknown, and the guard refuses such addresses.
        """
        with deadline.paused():  # our own check, as above
            (answer,) = await self._ask((("ipv4only.arpa", "AAAA"),), Deadline(self._run, min(self._timeout_s, _PROBE_S)))
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
