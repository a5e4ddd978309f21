"""The room in which lines wait for a registry that refuses: who is let back to it, how often, and who gives way."""

import asyncio
import itertools

import pytest

from scamtriage.batch import set_aside
from scamtriage.batch.set_aside import Stay, WaitingRoom
from scamtriage.net import pace
from scamtriage.net.errors import NetError
from tests.watch import within


class Door(pace.SharedRateLimiter):
    """A rate limiter of a worker process: its answers come over a wire."""

    def __init__(self) -> None:
        super().__init__(None)
        self.names_s = 0.0
        self.asked = asyncio.Event()

    async def closed_s(self, service: str) -> tuple[float, NetError | None]:
        self.asked.set()
        await asyncio.sleep(0.01)
        return self.names_s, None

    async def is_alive(self, service: str) -> bool:
        return True


async def test_a_door_whose_last_line_was_sent_back_is_open_to_the_next() -> None:
    door = Door()
    room = WaitingRoom(door, 60.0, 0.0)
    stay = Stay(asyncio.get_running_loop().time())

    async def line() -> bool:
        async with room.turn("whois:x", stay) as admitted:
            return admitted

    first = asyncio.create_task(line())
    await door.asked.wait()
    room.give_way()
    assert await first is False
    await asyncio.sleep(0.05)
    async with within(5):
        assert await line() is True
    await room.close()


async def test_a_registry_that_names_a_moment_and_refuses_again_is_asked_less_and_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_aside, "_REST_S", 0.05)
    door = Door()
    room, loop = WaitingRoom(door, 60.0, 0.0), asyncio.get_running_loop()
    stay, moments = Stay(loop.time()), list[float]()
    for _ in range(6):
        async with room.turn("rdap:x", stay) as admitted:
            assert admitted
            moments.append(loop.time())
            door.names_s = 0.02
            loop.call_later(0.02, setattr, door, "names_s", 0.0)
            room.asked("rdap:x", stay, put_off=True)
    await room.close()
    pauses = [later - moment for moment, later in itertools.pairwise(moments)]
    assert all(pause >= 0.045 * 2**at for at, pause in enumerate(pauses))


@pytest.mark.parametrize("answers_others", [True, False])
async def test_a_name_that_its_registry_refuses_for_ever_does_not_close_it_again_and_again(
    answers_others: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_aside, "_REST_S", 0.0)
    room, began = WaitingRoom(Door(), 60.0, 0.0), asyncio.get_running_loop().time()
    refused, other, times = Stay(began), Stay(began), 0
    while times < 20:
        async with room.turn("whois:x", refused) as admitted:
            if not admitted:
                break
            times += 1
            room.asked("whois:x", refused, put_off=True)
        async with room.turn("whois:x", other) as admitted:
            assert admitted
            room.asked("whois:x", other, put_off=not answers_others)
    await room.close()
    assert times == (6 if answers_others else 20)  # where all are refused, none is singled out


async def test_lines_whose_evidence_is_large_give_way_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_aside, "MOST_ASIDE_BYTES", 1_000)
    door = Door()
    door.names_s = 30.0
    room, back = WaitingRoom(door, 60.0, 0.0), list[int]()

    async def line(number: int, size: int) -> None:
        async with room.turn("whois:x", Stay(float(number) + asyncio.get_running_loop().time(), size)) as admitted:
            assert not admitted
            back.append(number)

    lines = [asyncio.create_task(line(number, size)) for number, size in enumerate([400, 400, 300, 900, 50, 2_000])]
    await asyncio.sleep(0.1)
    assert sorted(back) == [0, 1, 2, 3, 4, 5]  # the last by itself is too large
    assert room._bytes == 0
    lines += [asyncio.create_task(line(number, 400)) for number in (6, 7, 8)]
    await asyncio.sleep(0.1)
    assert back[6:] == [6] and room._bytes == 800
    for one in lines:
        one.cancel()
    await asyncio.gather(*lines, return_exceptions=True)
    await room.close()
    assert room._bytes == 0


@pytest.mark.parametrize(("share", "answered"), [(5, True), (16, False)])
async def test_a_registry_that_answers_one_question_in_some_is_asked_on_after_the_end_if_these_are_few(
    share: int, answered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_aside, "_REST_S", 0.0)
    door, asked = Door(), 0
    room, began = WaitingRoom(door, 60.0, 0.0), asyncio.get_running_loop().time()

    async def line() -> bool:
        nonlocal asked
        stay = Stay(began)
        while True:
            async with room.turn("whois:x", stay) as admitted:
                if not admitted:
                    return False
                asked += 1
                put_off = asked % share != 1
                room.asked("whois:x", stay, put_off=put_off)
                door.names_s = 0.05
                asyncio.get_running_loop().call_later(0.05, setattr, door, "names_s", 0.0)
            if not put_off:
                return True

    room.no_more()
    found = await asyncio.gather(*(line() for _ in range(4)))
    await room.close()
    assert all(found) == answered
