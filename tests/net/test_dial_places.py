"""What connections take of this machine: places, descriptors, buffers. Waiting for them says nothing about a target."""

import asyncio
import resource
import socket

import pytest

from scamtriage.net.dial import RECEIVE_BYTES
from scamtriage.net.errors import Unreachable
from scamtriage.net.race import NoRoom
from tests.net.descriptors import no_descriptors
from tests.net.dialling import deadline, dialer, idle
from tests.net.peers import OTHER, SITE, listening
from tests.watch import within


async def test_no_descriptor_left_is_a_pause_and_no_failure() -> None:
    async with listening(idle) as server:
        door = dialer({SITE: server}, connect_timeout_s=0.3)
        with no_descriptors():
            clock = deadline(0.5)
            dialling = asyncio.ensure_future(door.dial([SITE], 80, clock, ports={80}, nat64=(), counted=True))
            await asyncio.sleep(0.7)
            assert not dialling.done()
        stream = await dialling
        assert clock.left() > 0.1
        stream.close()


async def test_a_machine_whose_descriptors_stay_taken_is_told_after_a_while() -> None:
    async with listening(idle) as server:
        door = dialer({SITE: server}, descriptor_wait_s=0.1)
        with no_descriptors():
            async with within(5):
                with pytest.raises(NoRoom):
                    await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True)
        (await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True)).close()
        assert (door.places.holders, door.at_addresses.holders) == (0, 0)


async def test_a_connection_over_the_number_of_all_waits_and_its_clock_stands_still() -> None:
    async with listening(idle) as server:
        addresses = [f"93.184.216.{n}" for n in range(1, 4)]
        door = dialer(dict.fromkeys(addresses, server), max_connections=2)
        held = [await door.dial([address], 80, deadline(), ports={80}, nat64=(), counted=True) for address in addresses[:2]]
        clock = deadline(0.3)
        waiting = asyncio.ensure_future(door.dial([addresses[2]], 80, clock, ports={80}, nat64=(), counted=True))
        await asyncio.sleep(0.5)
        assert not waiting.done()
        uncounted = await door.dial([addresses[2]], 80, deadline(), ports={80}, nat64=(), counted=False)
        held[0].close()
        (await waiting).close()
        assert clock.left() > 0.1
        held[1].close()
        uncounted.close()
        assert (door.places.holders, door.at_addresses.holders) == (0, 0)


@pytest.mark.parametrize(("soft", "wanted", "places"), [(64, 512, 4), (164, 512, 75), (164, 20, 20), (64, 2, 2)])
async def test_descriptors_of_this_process_bound_the_places(soft: int, wanted: int, places: int) -> None:
    before, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    try:
        door = dialer({}, max_connections=wanted)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, hard))
    assert [await door.places.try_acquire("all") for _ in range(places + 1)] == [True] * places + [False]


async def test_the_kernel_takes_no_more_of_a_connection_than_we_let_it() -> None:
    """Else it takes megabytes from a server that sends faster than we read, and no limit of ours counts them."""
    with socket.socket() as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)
        most = own.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)
    async with listening(idle) as server:
        sock, where = await dialer({SITE: server}).attempt(SITE, 80, deadline())
        with sock:
            assert where == server
            assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF) == most
            assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_an_address_that_this_machine_cannot_reach_leaves_the_next_its_chance() -> None:
    """To all of a network nobody connects: the machine itself refuses it, before anything is sent."""
    async with listening(idle) as server:
        door = dialer({SITE: ("255.255.255.255", 80), OTHER: server})
        stream = await door.dial([SITE, OTHER], 80, deadline(), ports={80}, nat64=(), counted=True)
        assert stream.address == OTHER
        stream.close()
        with pytest.raises(Unreachable, match=SITE):
            await door.dial([SITE], 80, deadline(), ports={80}, nat64=(), counted=True)
        assert (door.places.holders, door.at_addresses.holders) == (0, 0)
