"""Connections to registries: a crowd shares a few, the dead are replaced, and nobody waits for one that cannot come."""

import asyncio
import socket

import pytest

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.errors import Queued, TimedOut, Unreachable
from scamtriage.net.registry.connections import ConnectionPool
from scamtriage.net.stream import SocketStream
from scamtriage.net.url import WebAddress, read_url
from tests.waiting import when

PAGE = read_url("https://rdap.example/domain/example.test")


class Door:
    """Where connections are opened: each takes a moment, or fails."""

    def __init__(self) -> None:
        self.opened = 0
        self.at_once = 0
        self.most = 0
        self.failure: Exception | None = None
        self.peers: list[socket.socket] = []

    async def connect(self, page: WebAddress, deadline: Deadline) -> SocketStream:
        self.opened += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await asyncio.sleep(0.01)
            if self.failure is not None:
                raise self.failure
        finally:
            self.at_once -= 1
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self.peers.append(theirs)
        return SocketStream(ours, address="93.184.216.34", release=lambda: None)


@pytest.fixture
def door() -> Door:
    return Door()


def deadline() -> Deadline:
    return Deadline(RunClock(), 5.0)


async def acquired(kept: ConnectionPool, page: WebAddress = PAGE, within_s: float = 5.0) -> tuple[SocketStream, bool]:
    """A connection as a question takes it, and whether it is new."""
    stream = await kept.turn(page, deadline(), within_s)
    return (await kept.fresh(page, deadline()), True) if stream is None else (stream, False)


async def ask(kept: ConnectionPool, seconds: float = 0.002) -> None:
    stream, _ = await acquired(kept)
    await asyncio.sleep(seconds)
    kept.release(PAGE, stream)


async def test_a_crowd_shares_the_connections_that_come_first(door: Door) -> None:
    kept = ConnectionPool(door.connect)
    await asyncio.gather(*(ask(kept, 0.0) for _ in range(100)))
    assert door.most == 4
    assert door.opened < 12
    kept.close()


async def test_where_answers_take_their_time_more_are_opened_up_to_a_limit(door: Door) -> None:
    kept = ConnectionPool(door.connect)
    asking = [asyncio.ensure_future(acquired(kept)) for _ in range(40)]
    while door.opened < 32:
        await asyncio.sleep(0.05)
    await when(lambda: sum(task.done() for task in asking) >= 32)
    await asyncio.sleep(0.2)
    taken = [task.result()[0] for task in asking if task.done()]
    assert door.opened == len(taken) == 32
    kept.release(PAGE, taken[0])
    kept.discard(PAGE, taken[1])
    await when(lambda: sum(task.done() for task in asking) >= 34)
    await asyncio.sleep(0.1)
    assert door.opened == 33
    assert sum(task.done() for task in asking) == 34
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)


async def test_the_last_one_used_is_used_next(door: Door) -> None:
    kept = ConnectionPool(door.connect)
    taken = [(await acquired(kept))[0] for _ in range(4)]
    for stream in taken:
        kept.release(PAGE, stream)
    assert kept.idle == tuple(taken)
    assert (await acquired(kept)) == (taken[3], False)
    kept.close()


async def test_the_oldest_of_another_registry_makes_room(door: Door) -> None:
    kept = ConnectionPool(door.connect)
    pages = [read_url(f"https://rdap{n}.example/") for n in range(17)]
    taken = [(page, (await acquired(kept, page))[0]) for page in pages for _ in range(4)]
    for page, stream in taken:
        kept.release(page, stream)
    assert kept.idle == tuple(stream for _, stream in taken[4:])
    kept.close()


async def test_a_connection_that_its_peer_closed_is_not_handed_out(door: Door) -> None:
    kept = ConnectionPool(door.connect)
    stream, fresh = await acquired(kept)
    assert fresh
    kept.release(PAGE, stream)
    door.peers[0].close()
    other, fresh = await acquired(kept)
    assert fresh
    assert other is not stream
    kept.release(PAGE, other)
    kept.close()


async def test_who_waits_at_a_closed_door_is_told_at_once(door: Door) -> None:
    kept = ConnectionPool(door.connect)
    door.failure = Unreachable("nobody there")
    results = await asyncio.gather(*(acquired(kept) for _ in range(50)), return_exceptions=True)
    assert {type(result) for result in results} == {Unreachable}
    assert door.opened == 4


async def test_whose_own_time_is_up_leaves_the_door_to_the_next(door: Door) -> None:
    kept = ConnectionPool(door.connect)
    door.failure = TimedOut("late")
    results = await asyncio.gather(*(acquired(kept) for _ in range(9)), return_exceptions=True)
    assert {type(result) for result in results} == {TimedOut}
    assert door.opened == 9


async def test_a_connection_that_is_handed_to_somebody_who_has_just_left_is_not_lost(door: Door) -> None:
    kept = ConnectionPool(door.connect)
    taken = [(await acquired(kept))[0] for _ in range(4)]
    waiter = asyncio.ensure_future(acquired(kept))
    await asyncio.sleep(0)
    kept.release(PAGE, taken[0])
    waiter.cancel()
    await asyncio.gather(waiter, return_exceptions=True)
    assert kept.idle == (taken[0],)
    kept.close()


async def test_whoever_finds_all_connections_taken_until_its_time_is_up_has_asked_nothing(door: Door) -> None:
    kept = ConnectionPool(door.connect)
    taken = await asyncio.gather(*(acquired(kept) for _ in range(32)))
    with pytest.raises(Queued, match=r"no connection to \S+ came free within 0\.2 s"):
        await acquired(kept, within_s=0.2)
    kept.release(PAGE, taken[0][0])
    assert await acquired(kept) == (taken[0][0], False)
