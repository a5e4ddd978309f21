"""A resolver of ours that asks servers on loopback, for tests."""

import contextlib
from collections.abc import AsyncIterator

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.resolve import Resolver
from scamtriage.net.policy import NetPolicy
from scamtriage.records.facts import DnsAnswer

SITE = {("site.example", "A"): ["93.184.216.34"], ("site.example", "MX"): ["10 mail.site.example."]}


@contextlib.asynccontextmanager
async def resolver(*resolvers: str, timeout_s: float = 1.0, hold_s: float = 0.0, **policy: object) -> AsyncIterator[Resolver]:
    rules = NetPolicy(resolvers=resolvers, dns_timeout_s=timeout_s, **policy)
    run = RunClock()
    run.start()
    made = Resolver(rules, run, dialer=Dialer(rules), hold_s=hold_s)
    try:
        yield made
    finally:
        await made.close()
        run.stop()


async def ask(made: Resolver, name: str, *rtypes: str, within_s: float = 10.0) -> list[DnsAnswer]:
    return list(await made.ask(tuple((name, rtype) for rtype in rtypes or ("A",)), Deadline(made.transports.run, within_s)))
