"""The one connect: races, turns, full tables, and what is really dialled."""

import asyncio
import errno
import gc
import socket
import sys
import time

import pytest

from scamtriage.net.dial import Dialer
from scamtriage.net.errors import Blocked, Refused, TimedOut, Unreachable
from scamtriage.net.policy import NetPolicy
from scamtriage.net.semaphores import KeyedSemaphore
from scamtriage.records.evidence import Cap
from tests.net.dialling import deadline, dialer, idle
from tests.net.peers import DEAD, OTHER, SITE, listening
from tests.watch import Watch, within


async def test_the_first_address_that_answers_wins(silent, refused) -> None:
    async with listening(idle) as server:
        door = dialer({SITE: silent, OTHER: refused, DEAD: server})
        async with Watch() as watch:
            stream = await door.dial([SITE, OTHER, DEAD], 80, deadline(), ports={80}, nat64=(), counted=True)
        assert stream.address == DEAD
        assert watch.seconds < 2  # connecting may take five
        assert door.at_addresses.holders == 1
        stream.close()
        stream.close()
        assert (door.places.holders, door.at_addresses.holders) == (0, 0)


async def test_a_refused_address_makes_room_for_the_next_at_once(refused) -> None:
    async with listening(idle) as server:
        async with Watch() as watch:
            stream = await dialer({SITE: refused, OTHER: server}, race_delay_s=5.0).dial(
                [SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True
            )
        assert (stream.address, watch.seconds < 1) == (OTHER, True)
        stream.close()


async def test_when_all_refuse_each_is_named(refused) -> None:
    door = dialer({SITE: refused, OTHER: refused})
    with pytest.raises(Refused, match=rf"{SITE}: the connection was refused; {OTHER}: the connection was refused"):
        await door.dial([SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True)
    assert door.places.holders == 0


async def test_one_that_never_answers_may_listen(refused, silent) -> None:
    door = dialer({SITE: refused, OTHER: silent}, connect_timeout_s=0.1)
    with pytest.raises(TimedOut):
        await door.dial([SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True)
    with pytest.raises(Unreachable, match="not tried: 1") as found:
        await dialer({SITE: refused, OTHER: refused}, max_addresses=1).dial(
            [SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True
        )
    assert not isinstance(found.value, Refused)
    assert found.value.cap == Cap(stage="dns", cap="addresses 1", seen="2")


async def test_silence_ends_after_the_time_for_connecting(silent) -> None:
    door = dialer({SITE: silent}, connect_timeout_s=0.2)
    started = time.monotonic()
    async with Watch() as watch:
        with pytest.raises(TimedOut, match=f"no connection to {SITE} within 0.2 s"):
            await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True)
    assert time.monotonic() - started > 0.15 and watch.seconds < 1
    with pytest.raises(TimedOut, match=r"no complete answer within 0\.05 s"):  # it had not the time that a connection gets
        await door.dial([SITE], 80, deadline(0.05), ports={80}, nat64=(), counted=True)


async def test_at_most_four_addresses_are_tried(refused) -> None:
    tried = []

    def route(address: str, port: int) -> tuple[str, int]:
        tried.append(address)
        return refused

    door = Dialer(NetPolicy(), route=route)
    with pytest.raises(Unreachable):
        await door.dial([f"93.184.216.{n}" for n in range(1, 9)], 80, deadline(), ports={80}, nat64=(), counted=True)
    assert len(tried) == 4


@pytest.mark.parametrize(
    ("addresses", "port"), [(["127.0.0.1"], 80), (["10.0.0.1", "::1"], 80), ([SITE], 22), ([], 80), (["localhost"], 80)]
)
async def test_the_dialer_judges_for_itself(addresses, port) -> None:
    with pytest.raises(Blocked):
        await dialer({}).dial(addresses, port, deadline(), ports={80}, nat64=(), counted=True)


async def test_a_connection_over_the_number_waits_its_turn_and_its_clock_stands_still() -> None:
    async with listening(idle) as server:
        door = dialer({SITE: server}, connections_per_address=2)
        held = [await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True) for _ in range(2)]
        clock = deadline(0.3)
        waiting = asyncio.ensure_future(door.dial([SITE], 80, clock, ports={80}, nat64=(), counted=True))
        await asyncio.sleep(0.5)
        assert not waiting.done()
        held[0].close()
        third = await waiting
        assert clock.left() > 0.1
        for stream in (third, held[1]):
            stream.close()
        assert door.at_addresses.holders == 0


async def test_a_free_address_is_tried_before_one_whose_turns_are_taken() -> None:
    async with listening(idle) as server:
        door = dialer({SITE: server, OTHER: server}, connections_per_address=1)
        one = await door.dial([SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True)
        two = await door.dial([SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True)
        assert (one.address, two.address) == (SITE, OTHER)
        one.close()
        two.close()


@pytest.mark.parametrize("elsewhere", [[], ["2606:4700::1"]])
async def test_who_waits_for_one_address_keeps_no_place_from_other_hosts(elsewhere: list[str]) -> None:
    async with listening(idle) as server:
        policy = NetPolicy(connections_per_address=1, max_connections=3, race_delay_s=0.05)
        door = Dialer(policy, route=no_ipv6(server, []))
        held = await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True)
        waiting = [
            asyncio.ensure_future(door.dial([SITE, *elsewhere], 80, deadline(), ports={80}, nat64=(), counted=True)) for _ in range(5)
        ]
        await asyncio.sleep(0.3)
        async with within(2):
            other = await door.dial([OTHER], 80, deadline(), ports={80}, nat64=(), counted=True)
        held.close()
        for task in waiting:
            (await task).close()
        other.close()
        assert (door.places.holders, door.at_addresses.holders) == (0, 0)


def no_ipv6(server: tuple[str, int], tried: list[str]):
    """The last hop of a machine that has IPv4 alone."""

    def route(address: str, port: int) -> tuple[str, int]:
        tried.append(address)
        if ":" in address:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        return server

    return route


async def test_an_address_that_was_passed_over_for_want_of_a_turn_is_waited_for_when_all_else_has_failed() -> None:
    tried: list[str] = []
    async with listening(idle) as server:
        door = Dialer(NetPolicy(connections_per_address=1, race_delay_s=0.05), route=no_ipv6(server, tried))
        held = await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True)
        clocks = [deadline(0.3) for _ in range(5)]
        waiting = [
            asyncio.ensure_future(door.dial([SITE, "2606:4700::1"], 80, clock, ports={80}, nat64=(), counted=True)) for clock in clocks
        ]
        await asyncio.sleep(0.5)
        assert not any(task.done() for task in waiting)
        assert door.at_addresses.available("2606:4700::1")  # nothing is held while a turn is waited for
        for task in waiting:
            held.close()
            held = await task
            assert held.address == SITE
        held.close()
        assert all(clock.left() > 0.1 for clock in clocks)
        assert (door.places.holders, door.at_addresses.holders) == (0, 0)


async def test_a_turn_that_becomes_free_is_taken_while_another_address_keeps_silent(silent) -> None:
    async with listening(idle) as server:
        door = dialer({SITE: server, OTHER: silent}, connections_per_address=1, connect_timeout_s=3.0)
        held = await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True)
        waiting = asyncio.ensure_future(door.dial([SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True))
        await asyncio.sleep(0.2)
        held.close()
        async with Watch() as watch:
            stream = await waiting
        assert (stream.address, watch.seconds < 1) == (SITE, True)
        stream.close()


async def test_silence_elsewhere_does_not_decide_for_an_address_that_was_never_tried(silent, refused) -> None:
    async with listening(idle) as server:
        door = dialer({SITE: server, OTHER: silent, DEAD: refused}, connections_per_address=1, connect_timeout_s=0.2)
        held = await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True)
        waiting = asyncio.ensure_future(door.dial([SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True))
        await asyncio.sleep(0.5)
        held.close()
        (await waiting).close()
        assert door.at_addresses.holders == 0


async def test_two_hosts_that_lack_each_others_turns_do_not_wait_for_each_other_for_ever(refused) -> None:
    async with listening(idle) as server:
        door = dialer({SITE: refused, OTHER: refused, DEAD: server}, connections_per_address=1)
        ways = [[SITE, OTHER, DEAD], [OTHER, SITE, DEAD]] * 10
        async with asyncio.timeout(60):

            async def one(way: list[str]) -> None:
                (await door.dial(way, 80, deadline(), ports={80}, nat64=(), counted=True)).close()

            await asyncio.gather(*(one(way) for way in ways))
        assert (door.places.holders, door.at_addresses.holders) == (0, 0)


async def test_what_connects_somewhere_else_than_dialled_is_dropped(monkeypatch) -> None:
    """As if something below us had redirected the connection."""
    async with listening(idle) as server:
        door = dialer({SITE: server})
        monkeypatch.setattr(socket.socket, "getpeername", lambda self: ("10.9.9.9", server[1]))
        with pytest.raises(Unreachable):
            await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True)


async def test_turns_are_handed_on_in_order_and_none_is_lost_to_the_cancelled() -> None:
    turns = KeyedSemaphore(1)
    await turns.acquire("a")
    got: list[int] = []

    async def wait(number: int) -> None:
        await turns.acquire("a")
        got.append(number)
        turns.release("a")

    tasks = [asyncio.ensure_future(wait(number)) for number in range(5)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    turns.release("a")
    tasks[0].cancel()  # in the moment in which it was handed the turn
    await asyncio.gather(*tasks, return_exceptions=True)
    assert got == [2, 3, 4]
    assert turns.holders == 0 and turns.available("a")


def test_nothing_but_the_dialer_and_the_resolver_ever_connects() -> None:
    """Read from the audit events of a whole fetch, in a process of its own: hooks can't be taken off."""
    import subprocess

    code = """
import asyncio, sys, traceback
connects = []
def hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        frames = [f.filename for f in traceback.extract_stack()[:-1] if "/scamtriage/" in f.filename]
        connects.append((event, frames[-1].rsplit("/", 1)[-1] if frames else ""))
async def main():
    from tests.net.peers import Net, says, page, server_context
    async with Net() as net:
        await net.serve(says(page(b"hello")), port=443, tls=server_context("site.example"))
        sys.addaudithook(hook)
        async with net.view("https://site.example/") as view:
            assert (await view.get("https://site.example/")).body == b"hello"
            await view.handshake("site.example")
asyncio.run(main())
print(sorted({name for _, name in connects}), {event for event, _ in connects})
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['dial.py'] {'socket.connect'}"


async def test_nothing_is_left_of_a_race_that_was_cancelled(silent) -> None:
    door = dialer({SITE: silent, OTHER: silent})
    tasks = [asyncio.ensure_future(door.dial([SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True)) for _ in range(20)]
    await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    gc.collect()
    assert (door.places.holders, door.at_addresses.holders) == (0, 0)
