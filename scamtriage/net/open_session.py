"""Assembly of the network package: one dialer, resolver, registry client and session, closed in order of dependency."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from ipaddress import ip_network

from scamtriage.net.clock import RunClock
from scamtriage.net.connect import Connector
from scamtriage.net.dial import Dialer, direct
from scamtriage.net.dns.resolve import Resolver
from scamtriage.net.interfaces import RateLimiter, Route, Semaphore
from scamtriage.net.operator_hosts import of_resolvers
from scamtriage.net.pace import SharedRateLimiter
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy
from scamtriage.net.registry.client import Registries
from scamtriage.net.session import Session


@asynccontextmanager
async def open_session(
    policy: NetPolicy,
    *,
    route: Route | None = None,
    pace: RateLimiter | None = None,
    turns: Semaphore | None = None,
    hold_s: float = 0.0,
    now: Callable[[], datetime] | None = None,
) -> AsyncIterator[Session]:
    """Open a session on the real network.

    `route` replaces the last hop below the guard, for a test laboratory. `pace` replaces the token buckets in the user's own folder; with a
    `route` the default is buckets in memory. `turns` limits connections per address across processes. `hold_s` is how long an
    outage of the resolvers may last while questions wait for its end. `now` replaces the wall clock.
    """
    allow = tuple(ip_network(network) for network in policy.allow_networks)
    clock = RunClock(now) if now is not None else RunClock()
    dialer = Dialer(policy, allow=allow, route=route or direct, turns=turns)
    bootstrap = Resolver(replace(policy, resolvers=tuple(r for r in policy.resolvers if "://" not in r), proxy=None), clock, dialer=dialer)
    if bootstrap.policy.resolvers:
        dialer.operator_addresses = of_resolvers(bootstrap.unjudged, clock, policy.dns_timeout_s)
    proxy = Proxy(policy.proxy, dialer, allow=allow) if policy.proxy is not None else None
    resolver = Resolver(policy, clock, dialer=dialer, proxy=proxy, hold_s=hold_s)
    if pace is None and route is not None:
        pace = SharedRateLimiter(None)
    connector = Connector(dialer, resolver, allow=allow, proxy=proxy)
    registry = Registries(policy, connector, clock, pace=pace)
    session = Session(policy, dialer=dialer, resolver=resolver, connector=connector, registry=registry, clock=clock)
    clock.start()  # after whatever may raise: nobody would stop it
    try:
        yield session
    finally:
        try:
            await session.close()
        finally:
            await bootstrap.close()
