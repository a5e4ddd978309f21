"""The operator's own hosts, his proxy and his resolvers: where they are, who is asked for it, and what is said of it."""

import asyncio
import socket
from ipaddress import IPv6Address
from pathlib import Path

import pytest

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.errors import TimedOut, Unreachable
from scamtriage.net.operator_hosts import Lookup, of_resolvers, socket_address
from scamtriage.net.policy import NetPolicy
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from tests.net.dns.asking import ask, resolver
from tests.net.peers import DEAD, SITE, listening
from tests.net.test_dial import deadline, dialer, idle
from tests.watch import Watch

IF_INET6 = Path("/proc/net/if_inet6")


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
        async with Watch() as watch:
            stream = await made.dial_operator("resolver.example", 443, deadline())
        assert stream.address == SITE and watch.seconds < 1.0
        stream.close()


def link_local() -> str:
    """An address of this machine that is none without its interface, as home routers announce themselves: "fe80::1%eth0"."""
    rows = IF_INET6.read_text().split("\n") if IF_INET6.exists() else []
    own = [(words[0], words[-1]) for row in rows if (words := row.split()) and words[0].startswith("fe80")]
    if not own:
        pytest.skip("no link-local address on this machine")
    return f"{IPv6Address(bytes.fromhex(own[0][0]))}%{own[0][1]}"


@pytest.mark.parametrize("by_number", [False, True])
async def test_a_resolver_behind_a_named_interface_is_reached_over_tcp(by_number: bool) -> None:
    address, _, name = link_local().partition("%")
    index = socket.if_nametoindex(name)
    listener = socket.socket(socket.AF_INET6)
    listener.bind((address, 0, 0, index))
    async with await asyncio.start_server(idle, sock=listener):
        there = f"{address}%{index if by_number else name}"
        stream = await Dialer(NetPolicy()).dial_operator(there, listener.getsockname()[1], deadline())
        assert stream.address == there
        stream.close()


async def test_and_over_udp() -> None:
    address, _, name = link_local().partition("%")
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
        server.bind((address, 0, 0, socket.if_nametoindex(name)))
        server.setblocking(False)
        async with resolver(f"[{address}%{name}]:{server.getsockname()[1]}", timeout_s=0.3) as made:
            await ask(made, "site.example", "MX")
        assert b"\x04site" in server.recv(512)


def test_an_interface_is_a_number_beside_the_address() -> None:
    name = socket.if_nameindex()[0][1]
    assert socket_address("fe80::1%7", 53) == ("fe80::1", 53, 0, 7)
    assert socket_address(f"fe80::1%{name}", 53) == ("fe80::1", 53, 0, socket.if_nametoindex(name))
    assert socket_address("2001:db8::1", 53) == ("2001:db8::1", 53)
    with pytest.raises(OSError, match="No such device"):
        socket_address("fe80::1%nowhere", 53)


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


async def test_names_of_this_network_are_not_told_to_a_resolver() -> None:
    async def ask(questions: tuple[tuple[str, str], ...], deadline: Deadline) -> tuple[DnsAnswer, ...]:
        raise AssertionError(questions)

    lookup = of_resolvers(ask, RunClock(), 1.0)
    assert "127.0.0.1" in await lookup("localhost")
    assert await lookup("127.0.0.1") == ("127.0.0.1",)


async def test_half_an_answer_does_not_say_that_a_host_has_no_address() -> None:
    async def ask(questions: tuple[tuple[str, str], ...], deadline: Deadline) -> tuple[DnsAnswer, ...]:
        outcomes = (DnsOutcome.NODATA, DnsOutcome.TIMEOUT)
        return tuple(DnsAnswer(name=name, rtype=rtype, outcome=said) for (name, rtype), said in zip(questions, outcomes, strict=True))

    with pytest.raises(Unreachable, match="could not find out"):
        await of_resolvers(ask, RunClock(), 1.0)("resolver.example.com")
