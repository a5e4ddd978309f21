"""The operator's own hosts, his proxy and his resolvers: where they are, who is asked for it, and what is said of it."""

import asyncio
import socket
import time

import pytest

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.errors import TimedOut, Unreachable
from scamtriage.net.operator import Lookup, of_resolvers
from scamtriage.net.policy import NetPolicy
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from tests.net.peers import DEAD, SITE, listening
from tests.net.test_dial import deadline, dialer, idle


def known(*addresses: str) -> Lookup:
    async def lookup(host: str) -> tuple[str, ...]:
        return addresses

    return lookup


async def test_the_operators_own_address_is_not_judged() -> None:
    async with listening(idle) as (host, port):
        stream = await Dialer(NetPolicy()).dial_operator(host, port, deadline())
        stream.close()


async def test_an_address_of_the_operators_that_keeps_silent_does_not_hold_up_another(silent) -> None:
    async with listening(idle) as server:
        made = dialer({DEAD: silent, SITE: server}, connect_timeout_s=5.0)
        made.operator_addresses = known(DEAD, SITE)
        began = time.monotonic()
        stream = await made.dial_operator("resolver.example", 443, deadline())
        assert stream.address == SITE and time.monotonic() - began < 1.0
        stream.close()


async def test_a_resolver_behind_a_named_interface_is_reached_over_tcp() -> None:
    """As home routers announce themselves: "fe80::1%eth0"."""
    try:
        server = await asyncio.start_server(idle, "::1", 0)
    except OSError:
        pytest.skip("no IPv6 on this machine")
    async with server:
        stream = await Dialer(NetPolicy()).dial_operator("::1%1", server.sockets[0].getsockname()[1], deadline())
        assert stream.address == "::1%1"
        stream.close()


async def test_where_the_operators_own_hosts_are_is_not_said(silent, refused) -> None:
    for routes, addresses, said in (
        ({SITE: refused, f"{SITE}0": refused}, (SITE, f"{SITE}0"), "the connection was refused"),
        ({SITE: silent, DEAD: silent}, (SITE, DEAD), "no connection to it within 0.3 s"),
        ({}, (), "it has no address"),
    ):
        made = dialer(routes, connect_timeout_s=0.3)
        made.operator_addresses = known(*addresses)
        with pytest.raises((Unreachable, TimedOut)) as failed:
            await made.dial_operator("resolver.example", 443, deadline())
        assert str(failed.value) == said


async def test_nor_where_the_machine_knows_no_address_of_them(monkeypatch) -> None:
    async def nothing(host: str, *_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nothing)
    with pytest.raises(Unreachable, match=r"^it has no address on this machine$"):
        await dialer({}).dial_operator("resolver.example.com", 443, deadline())


@pytest.mark.parametrize(
    ("outcome", "said"), [(DnsOutcome.TIMEOUT, "the resolver could not find out about it"), (DnsOutcome.NODATA, "it has no address")]
)
async def test_that_a_host_has_no_address_is_said_where_the_resolver_says_so(outcome: DnsOutcome, said: str) -> None:
    async def ask(questions: tuple[tuple[str, str], ...], deadline: Deadline) -> tuple[DnsAnswer, ...]:
        return tuple(DnsAnswer(name=name, rtype=rtype, outcome=outcome) for name, rtype in questions)

    made = dialer({})
    made.operator_addresses = of_resolvers(ask, RunClock(), 1.0)
    with pytest.raises(Unreachable) as failed:
        await made.dial_operator("resolver.example.com", 443, deadline())
    assert str(failed.value) == said
