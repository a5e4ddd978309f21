"""The benchmarks still fit what they measure; how fast it is, nobody asks here."""

import asyncio
import importlib
import pkgutil

import pytest

import bench
from bench import judging, reading
from bench.pages import page
from bench.serving import Speaker

MODULES = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name != "__main__")


@pytest.mark.parametrize("name", MODULES)
def test_a_benchmark_can_be_begun(name: str) -> None:
    importlib.import_module(f"bench.{name}")


def test_names_and_stored_evidence_are_judged() -> None:
    listed, stored = judging.made_up(20), judging.evidence(3)
    works = judging.works(listed, stored)
    assert (works["names alone"](), works["stored evidence"]()) == (20, 3)


def test_every_part_of_a_reading_is_timed_where_it_is_called() -> None:
    """A function that was moved or renamed is missed at once; the clocks are gone afterwards."""
    places = [place.split(".") for part in reading.PARTS.values() for place in part]
    before = [getattr(reading.ROOMS[room], name) for room, name in places]
    with reading._clocks() as spent:
        reading._facts(page("th", size=1_000))
    assert all(spent[part] > 0 for part in reading.PARTS)
    assert before == [getattr(reading.ROOMS[room], name) for room, name in places]


@pytest.mark.parametrize("delay_s", [0.0, 0.02])
async def test_a_late_answer_has_left_before_its_connection_ends(delay_s: float) -> None:
    """Or whoever asks WHOIS, as all but we do, would be measured without an answer."""

    def answer(said: bytes) -> tuple[bytes, int, bool]:
        return b"Domain Name: A.EXAMPLE", len(said), True

    server = await asyncio.get_running_loop().create_server(lambda: Speaker(answer, delay_s, None), "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"a.example\r\n")
        assert await asyncio.wait_for(reader.read(), 5) == b"Domain Name: A.EXAMPLE"
        writer.close()
