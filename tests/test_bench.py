"""The benchmarks still fit what they measure; how fast it is, nobody asks here."""

import asyncio
import importlib
import pkgutil
import sys

import pytest

import bench
from bench import batch, judging, quick, reading
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


def test_quick_is_taken_off_the_command_line_and_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["batch", "--quick", "--latency"])
    assert (quick(), sys.argv) == (True, ["batch", "--latency"])
    assert (quick(), sys.argv) == (False, ["batch", "--latency"])


@pytest.mark.parametrize("methods", [batch.FLAT, batch.LATE])
def test_a_quick_table_compares_the_same_methods_on_fewer_targets(methods: tuple[batch.Method, ...]) -> None:
    short = batch.hurried(methods)
    assert {method.name for method in short} == {method.name for method in methods}
    assert sum(method.count for method in short) * 4 <= sum(method.count for method in methods)
    assert short[0].title == methods[0].title and all(0 < method.count < batch.LONG for method in short)


@pytest.mark.exhaustive  # starts a lab, and the program twice
def test_each_measurement_is_told_and_the_table_holds_their_median(capsys: pytest.CaptureFixture[str]) -> None:
    medians = batch.table((batch.Method("scamtriage scan", "scan", 2, 2), batch.Method("unknown", "nothing", 1, 1)), "", 1)
    told = capsys.readouterr()
    assert (list(medians), medians["scamtriage scan"]["whole"]) == (["scamtriage scan"], 2)
    assert told.err.startswith("round 1 of 1: scamtriage scan: ") and "\nSKIPPED: round 1 of 1: unknown: " in told.err
    assert "\n| scamtriage scan | 2 | " in told.out
