"""From a host name to a stream: resolve, judge and dial, or pass the name to the proxy."""

import contextlib
from collections.abc import Collection, Iterator
from ipaddress import ip_network
from typing import TYPE_CHECKING

from msgspec.structs import replace

from scamtriage.net.clock import Deadline
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.answers import Ask, Questions
from scamtriage.net.errors import Blocked, Malformed, NetError, NoAddress, NoSuchName, TimedOut, Unreachable
from scamtriage.net.guard import Network, foreign_name_refusal, is_literal, port_refusal, refusal, veiled
from scamtriage.net.proxy import Proxy
from scamtriage.net.stream import SocketStream
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from scamtriage.records.reasons import RESOLVER_NOT_REACHED

if TYPE_CHECKING:
    from scamtriage.net.dns.resolve import Resolver

_NO_ANSWER: dict[DnsOutcome, tuple[type[NetError], str]] = {
    DnsOutcome.TIMEOUT: (TimedOut, "the resolver did not answer for {host}"),
    DnsOutcome.SERVFAIL: (Unreachable, "the resolver could not find out about {host}"),
    DnsOutcome.REFUSED: (Unreachable, "the resolver refused to answer for {host}"),
    DnsOutcome.UNREACHABLE: (Unreachable, RESOLVER_NOT_REACHED + "{host}"),
    DnsOutcome.MALFORMED: (Malformed, "the resolver's answer for {host} could not be read"),
}


class Connector:
    """Connects to every host that the operator did not choose: targets, redirects, referrals of registries."""

    def __init__(self, dialer: Dialer, resolver: "Resolver", *, allow: Collection[Network] = (), proxy: Proxy | None = None) -> None:
        self._dialer = dialer
        self._resolver = resolver
        self._allow = allow
        self._proxy = proxy
        self.reached: dict[str, bool] = {}
        """Host that is no target -> whether the last attempt got past name resolution, or the proxy's connect.

        A failure before that is not the host's fault. During an attempt the previous value remains.
        """

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
        without: Collection[str] = (),
    ) -> SocketStream:
        """Open a stream to the host, at none of the addresses in `without`. Raises NetError.

        `ask` may share answers or enforce a budget; by default the resolver is asked. `counted` connections, those of targets, take turns
        at an address; registries have rate limits of their own. `apart` separates connections at the proxy, see `Proxy.connect`.
        """
        if (why := port_refusal(port, ports)) is not None:
            raise Blocked(why)
        with contextlib.nullcontext() if counted else self._on_the_way(host.rstrip(".")):
            if self._proxy is not None:
                return await self._proxy.connect(host, port, deadline, apart=apart)
            addresses = tuple([one for one in await self.addresses(host, deadline, ask=ask) if one not in without])
        return await self._dialer.dial(addresses, port, deadline, ports=ports, nat64=self._nat64(), counted=counted)

    @contextlib.contextmanager
    def _on_the_way(self, host: str) -> Iterator[None]:
        self.reached.setdefault(host, False)
        try:
            yield
        except BaseException:  # includes a cancellation by a time limit
            self.reached[host] = False
            raise
        self.reached[host] = True

    async def addresses(self, host: str, deadline: Deadline, *, ask: Ask | None = None) -> tuple[str, ...]:
        """Return the addresses that the guard admits. Raises NoSuchName, NoAddress, Blocked or the resolver's failure."""
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
        """Return why the guard would not connect to this address, or None if it would."""
        return refusal(address, allow=self._allow, nat64=self._nat64())

    def veiled(self, answer: DnsAnswer) -> DnsAnswer:
        """Return the answer with its addresses veiled (see `guard.veiled`), for a name that is not the target's own."""
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
    """Return the error for a host without addresses. A failed question outweighs an empty answer, which may hide an address."""
    for name in (host, *(answer.cname[-1] for answer in answers if answer.outcome is DnsOutcome.REFUSED and answer.cname)):
        if (why := foreign_name_refusal(name, beside=host)) is not None:  # our own refusal, not the resolver's: it was not asked
            return Blocked(why)
    outcomes = {answer.outcome for answer in answers}
    aliases = any(answer.cname for answer in answers)  # then the name that does not exist is that of an alias
    if outcomes == {DnsOutcome.NXDOMAIN} and not aliases:  # some servers return NXDOMAIN for AAAA alone (RFC 4074 section 4.2)
        return NoSuchName(f"{host} does not exist")
    for outcome, (kind, sentence) in _NO_ANSWER.items():
        if outcome in outcomes:
            # what is said of the name (it is filtered, its aliases lead in a circle) tells more than that there was no answer; words about
            # the resolver itself name it, and a page's reason should not
            of_the_name = (a.reason for a in answers if a.outcome is outcome and a.reason and a.resolver not in a.reason)
            return kind(next(of_the_name, "") or sentence.format(host=host))
    return NoAddress(f"{host} exists and has no address")
