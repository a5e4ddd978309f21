"""Whether this machine can observe reliably: resolver, hijacking, registry tables, clock, proxy; each with advice."""

import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from scamtriage.knowledge import small_tables
from scamtriage.knowledge.registry import bootstrap
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.resolve import Resolver
from scamtriage.net.dns.upstreams import upstreams
from scamtriage.net.errors import Malformed, NetError
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy, Silent, WantsLogin
from scamtriage.net.registry.client import Registries
from scamtriage.net.registry.tables import refresh
from scamtriage.net.session import Session
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import DnsOutcome

KNOWN_NAME = "example.com"
"""Reserved by RFC 2606; it exists."""
_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
_REACHABLE = "name a resolver that the proxy can reach: --resolver https://dns.quad9.net/dns-query"


_NO_LOGIN = "name one that takes this machine's connections without a login"
_WRONG_KIND = "name the port at which it does, or write http:// where it is an HTTP proxy"
_START_IT = "start it; without it (--proxy none) every site that is looked at sees the address of this machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result of one check. `advice` is what to do, "" if nothing."""

    name: str
    state: Literal["ok", "warn", "fail", "unknown"]
    sentence: str
    advice: str = ""


async def examine(session: Session) -> AsyncIterator[Finding]:
    """Yield every finding as it is made."""
    policy, run = session.policy, session.clock
    offline = policy.mode is Mode.OFFLINE
    yield _not_asked("resolver") if offline else await resolver_answers(policy, session.resolver, run)
    yield _not_asked("hijacking") if offline else await tells_the_truth(session.resolver)
    yield tables_are_fresh(session.registry.tables.known, run.now())
    yield tables_weigh(run.now().date())
    yield clock_is_plausible(run.now(), time.time())
    yield _not_asked("proxy") if offline and policy.proxy is not None else await proxy_answers(policy, session.dialer, run)


def _not_asked(name: str) -> Finding:
    return Finding(name=name, state="unknown", sentence="not asked in mode offline")


async def resolver_answers(policy: NetPolicy, resolver: Resolver, run: RunClock) -> Finding:
    """Check that a resolver is known, answers, and knows a name that exists."""
    known = upstreams(policy.resolvers)
    if not known:
        return Finding(name="resolver", state="fail", sentence="no resolver is known", advice="name one: --resolver 9.9.9.9")
    if policy.proxy is not None:
        known = tuple(upstream for upstream in known if upstream.kind != "udp")  # with a proxy, UDP resolvers are not asked
        if not known:
            return Finding(name="resolver", state="unknown", sentence="names are not looked up beside the proxy", advice=_REACHABLE)
    labels = ", ".join(upstream.given for upstream in known)
    if not await resolver.speaks():
        return Finding(
            name="resolver", state="fail", sentence=f"{labels}: no answer", advice="check the network, or name another with --resolver"
        )
    (answer,) = await resolver.ask(((KNOWN_NAME, "A"),), Deadline(run, policy.dns_timeout_s))
    if answer.outcome is DnsOutcome.OK:
        return Finding(name="resolver", state="ok", sentence=f"{labels}: answers")
    return Finding(
        name="resolver",
        state="fail",
        sentence=f"{labels}: answers, but says {answer.outcome} for {KNOWN_NAME}",
        advice="behind a captive portal or a filter nothing can be observed; name another with --resolver",
    )


async def tells_the_truth(resolver: Resolver) -> Finding:
    """Check that names that do not exist get no addresses."""
    match await resolver.hijacked():
        case False:
            return Finding(name="hijacking", state="ok", sentence="names that do not exist get no address")
        case True:
            return Finding(
                name="hijacking",
                state="fail",
                sentence="the resolver gives addresses to names that do not exist",
                advice="its answers are not believed; use one that tells the truth: --resolver https://dns.quad9.net/dns-query",
            )
        case None:
            return Finding(name="hijacking", state="unknown", sentence="the resolver could not be asked about names that do not exist")


def tables_are_fresh(tables: bootstrap.Bootstrap, now: datetime) -> Finding:
    """Check the age of the RDAP bootstrap."""
    age = tables.age_days(now)
    sentence = f"RDAP bootstrap as of {tables.as_of:%Y-%m-%d}, {max(age, 0):.0f} days old, {len(tables.domains)} suffixes"
    if age < -1:
        return Finding(name="registries", state="warn", sentence=f"{sentence}: from the future", advice="set this machine's clock")
    if tables.unchecked_days(now) > bootstrap.STALE_DAYS:
        return Finding(name="registries", state="warn", sentence=sentence, advice="scamtriage update")
    return Finding(name="registries", state="ok", sentence=sentence)


def tables_weigh(day: date) -> Finding:
    """Check which knowledge tables are too old to count as evidence today."""
    known = small_tables.load()
    if old := small_tables.too_old(day):
        sentence = f"too old to weigh: {', '.join(old)}; what they would say is unknown"
        return Finding(name="tables", state="warn", sentence=sentence, advice="install a newer release")
    last, name = min((age.expires, name) for name, age in known.items() if age.expires is not None)
    return Finding(name="tables", state="ok", sentence=f"every table weighs; the first to expire is {name}, after {last:%Y-%m-%d}")


def clock_is_plausible(now: datetime, system_s: float) -> Finding:
    """Check that the clock shows a time at which this program can be running. The ages of names depend on it."""
    if doubt := small_tables.clock_in_doubt(now.date()):
        sentence = f"this machine says it is {now:%Y-%m-%d %H:%M} UTC, but {doubt}"
        return Finding(name="clock", state="fail", sentence=sentence, advice="set the clock")
    if abs(now.timestamp() - system_s) > 60:
        return Finding(name="clock", state="warn", sentence="this run was given another time than the machine's")
    return Finding(name="clock", state="ok", sentence=f"{now:%Y-%m-%d %H:%M:%S} UTC is plausible; it is compared with no other clock")


async def proxy_answers(policy: NetPolicy, dialer: Dialer, run: RunClock) -> Finding:
    """Check that the proxy, if there is one, accepts connections and, if it is to, speaks SOCKS5."""
    if policy.proxy is None:
        ignored = next((name for name in _PROXIES if os.environ.get(name)), "")
        more = f"; {ignored} of the environment is not obeyed, --proxy is" if ignored else ""
        return Finding(name="proxy", state="ok", sentence=f"none is used{more}")
    proxy = Proxy(policy.proxy, dialer)
    try:
        await proxy.greet(Deadline(run, policy.connect_timeout_s))
    except NetError as exc:
        advice = _WRONG_KIND if isinstance(exc, Malformed | Silent) else _NO_LOGIN if isinstance(exc, WantsLogin) else _START_IT
        return Finding(name="proxy", state="fail", sentence=f"{policy.proxy}: {exc}", advice=advice)
    if not any(upstream.kind != "udp" for upstream in upstreams(policy.resolvers)):
        return Finding(
            name="proxy",
            state="warn",
            sentence=f"{policy.proxy} takes connections; names can't be looked up through it",
            advice=_REACHABLE,
        )
    return Finding(name="proxy", state="ok", sentence=f"{policy.proxy} takes connections")


async def update(registry: Registries, cache_dir: Path | None) -> list[tuple[str, bool]]:
    """Download IANA's tables. For each file, return a message and whether it succeeded.

    Raises nothing: a table that can't be downloaded stays as it was.
    """
    if cache_dir is None:
        return [("nothing is kept between runs (--no-cache), so there is no place for fresh tables", False)]
    return await refresh(registry.tables, cache_dir / "bootstrap")
