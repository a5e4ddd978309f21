"""From a host name to a stream: resolve, judge, dial; or hand the name to the proxy. There is no third way."""

import contextlib
from collections.abc import Collection, Iterator
from ipaddress import ip_network

from msgspec.structs import replace

from scamtriage.net.clock import Deadline
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.answers import Ask, Questions
from scamtriage.net.errors import Blocked, Malformed, NetError, NoAddress, NoSuchName, TimedOut, Unreachable
from scamtriage.net.guard import Network, is_literal, port_refusal, refusal, stranger_refusal, veiled
from scamtriage.net.proxy import Proxy
from scamtriage.net.seams import Resolver
from scamtriage.net.stream import SocketStream
from scamtriage.records.facts import DnsAnswer, DnsOutcome

_NO_ANSWER: dict[DnsOutcome, tuple[type[NetError], str]] = {
    DnsOutcome.TIMEOUT: (TimedOut, "the resolver did not answer for {host}"),
    DnsOutcome.SERVFAIL: (Unreachable, "the resolver could not find out about {host}"),
    DnsOutcome.REFUSED: (Unreachable, "the resolver refused to answer for {host}"),
    DnsOutcome.UNREACHABLE: (Unreachable, "the resolver could not be reached for {host}"),
    DnsOutcome.MALFORMED: (Malformed, "the resolver's answer for {host} could not be read"),
}


class Connector:
    """The way to every host that somebody else chose: a target, a redirect, a registry's referral."""

    def __init__(self, dialer: Dialer, resolver: Resolver, *, allow: Collection[Network] = (), proxy: Proxy | None = None) -> None:
        self._dialer = dialer
        self._resolver = resolver
        self._allow = allow
        self._proxy = proxy
        self.reached: dict[str, bool] = {}
        """Of hosts that are nobody's target, whether we last came as far as them: the resolver told an address, or the proxy opened a way.
        What fails before that is not theirs. Of one to which we are on our way, it is still as it was."""

    async def connect(
        self,
        host: str,
        port: int,
        deadline: Deadline,
        *,
        ports: Collection[int],
        ask: Ask | None = None,
        counted: bool = False,
        apart: str = "",
    ) -> SocketStream:
        """A stream to the host. Raises NetError.

        `ask` may share answers or keep a budget; without it the resolver is asked. `counted` connections, those of targets,
        take turns at an address; registries have a pace of their own. `apart` is what a proxy knows them by, see there.
        """
        if (why := port_refusal(port, ports)) is not None:
            raise Blocked(why)
        with contextlib.nullcontext() if counted else self._on_the_way(host.rstrip(".")):
            if self._proxy is not None:
                return await self._proxy.connect(host, port, deadline, apart=apart)
            addresses = await self.addresses(host, deadline, ask=ask)
        return await self._dialer.dial(addresses, port, deadline, ports=ports, nat64=self._nat64(), counted=counted)

    @contextlib.contextmanager
    def _on_the_way(self, host: str) -> Iterator[None]:
        self.reached.setdefault(host, False)
        try:
            yield
        except BaseException:  # that its time is over among them
            self.reached[host] = False
            raise
        self.reached[host] = True

    async def addresses(self, host: str, deadline: Deadline, *, ask: Ask | None = None) -> tuple[str, ...]:
        """The addresses that the guard admits. Raises NoSuchName, NoAddress, Blocked or what the resolver failed with."""
        if is_literal(host):
            found = [host]
        else:
            asked = ((host, "A"), (host, "AAAA"))
            answers = await (ask or self._of_strangers)(asked, deadline)
            found = [value for answer in answers if answer.outcome is DnsOutcome.OK for value in answer.values]
            if not found:
                raise _failure(host, answers)
        refusals = {address: self.refusal(address) for address in found}
        admitted = tuple(address for address, why in refusals.items() if why is None)
        if not admitted:
            raise Blocked("; ".join(str(why) for why in refusals.values())[:500])
        return admitted

    def refusal(self, address: str) -> str | None:
        """Why the guard would not connect to this address, or None when it would."""
        return refusal(address, allow=self._allow, nat64=self._nat64())

    def veiled(self, answer: DnsAnswer) -> DnsAnswer:
        """The answer about a name that is nobody's whom we were asked about, with as little of this network as there has to be."""
        if answer.rtype not in ("A", "AAAA") or not answer.values:
            return answer
        values = tuple(dict.fromkeys(veiled(value, allow=self._allow, nat64=self._nat64()) for value in answer.values))
        if values == answer.values:
            return answer
        return replace(answer, values=values, count=answer.count - len(answer.values) + len(values))

    async def _of_strangers(self, questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        return tuple(map(self.veiled, await self._resolver.ask(questions, deadline)))

    def _nat64(self) -> tuple[Network, ...]:
        return tuple(ip_network(prefix) for prefix in self._resolver.nat64())


def _failure(host: str, answers: tuple[DnsAnswer, ...]) -> NetError:
    """What it means that no address came back. A failed question outweighs an empty answer: the address may hide behind it."""
    for name in (host, *(answer.cname[-1] for answer in answers if answer.outcome is DnsOutcome.REFUSED and answer.cname)):
        if (why := stranger_refusal(name, beside=host)) is not None:  # our own refusal, not the resolver's: it was not asked
            return Blocked(why)
    outcomes = {answer.outcome for answer in answers}
    aliases = any(answer.cname for answer in answers)  # what does not exist is then where they lead
    if outcomes == {DnsOutcome.NXDOMAIN} and not aliases:  # some servers say it of AAAA alone (RFC 4074 section 4.2)
        return NoSuchName(f"{host} does not exist")
    for outcome, (kind, sentence) in _NO_ANSWER.items():
        if outcome in outcomes:
            return kind(sentence.format(host=host))
    return NoAddress(f"{host} exists and has no address")
