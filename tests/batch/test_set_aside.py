"""A registry that refuses for a while: its lines are asked again in the same scan, and hold nobody up meanwhile."""

import asyncio
import time
from pathlib import Path

import pytest

from scamtriage.batch import set_aside
from scamtriage.net import pace
from scamtriage.records.evidence import Outcome
from tests.batch.test_worker_batch import record, scanned, surroundings
from tests.net.peers import listening


class Moody:
    """A WHOIS server that answers so many questions, then refuses for so long, and so on."""

    def __init__(self, answers: int, refuses_s: float) -> None:
        self._answers, self._refuses_s = answers, refuses_s
        self._left, self._until = answers, 0.0
        self.asked: list[tuple[float, bool]] = []
        """(moment, whether it was answered) of each question."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name, now = (await reader.readline()).strip(), time.monotonic()
        if not self._left and now >= self._until:
            self._left = self._answers
        kind = self._left > 0
        self.asked.append((now, kind))
        if kind:
            self._left -= 1
            self._until = now + self._refuses_s
        writer.write(record(name) if kind else b"WHOIS LIMIT EXCEEDED\r\n")
        await writer.drain()


class Served:
    """What `surroundings` needs of a desk."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address

    def close(self) -> None:
        pass


@pytest.mark.parametrize("processes", [1, 2])
async def test_lines_of_a_registry_that_refuses_for_a_while_are_asked_again_and_the_others_do_not_wait(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_LIMITED_REST_S", 0.5)
    moody, kind = Moody(answers=9, refuses_s=0.4), Moody(answers=1_000, refuses_s=0.0)
    async with (
        listening(moody.serve) as one,
        listening(kind.serve) as other,
        surroundings(
            tmp_path, {"com": Served(one), "net": Served(other)}, whois_per_s=50.0, deadline_s=5.0, in_flight=4  # type: ignore[dict-item]
        ) as (config, router),
    ):  # fmt: skip
        names = [f"name-{n}.{suffix}" for n in range(24) for suffix in ("com", "net")] + ["name-20.com"] * 30
        dossiers = await scanned(config, router, names, processes)
    assert sorted(dossier.line for dossier in dossiers) == [*range(1, len(names) + 1)]
    assert {dossier.evidence["registration"].outcome for dossier in dossiers} == {Outcome.OK}
    assert all(dossier.input.endswith(".com") for dossier in dossiers[-20:])  # no other line waited
    assert sum(1 for _, answered in moody.asked if not answered) <= 8


async def test_a_registry_that_refuses_for_good_is_waited_for_within_bounds_and_every_line_has_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_LIMITED_REST_S", 0.5)
    moody = Moody(answers=5, refuses_s=1_000.0)
    async with (
        listening(moody.serve) as one,
        surroundings(tmp_path, {"com": Served(one)}, whois_per_s=50.0, deadline_s=5.0, in_flight=4) as (config, router),  # type: ignore[dict-item]
        asyncio.timeout(60),
    ):
        dossiers = await scanned(config, router, [f"name-{n}.com" for n in range(40)], 1)
    assert sorted(dossier.line for dossier in dossiers) == [*range(1, 41)]
    found = [dossier.evidence["registration"].outcome for dossier in dossiers]
    assert (found.count(Outcome.OK), found.count(Outcome.LIMITED)) == (5, 35)
    assert sum(1 for _, answered in moody.asked if not answered) <= 8  # however many lines wait


async def test_a_rest_that_is_too_long_is_not_waited_for_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_LIMITED_REST_S", 30.0)
    monkeypatch.setattr(set_aside, "_AFTER_END_S", 3.0)
    moody = Moody(answers=5, refuses_s=1_000.0)
    async with (
        listening(moody.serve) as one,
        surroundings(tmp_path, {"com": Served(one)}, whois_per_s=50.0, deadline_s=5.0, in_flight=4) as (config, router),  # type: ignore[dict-item]
        asyncio.timeout(25),
    ):
        dossiers = await scanned(config, router, [f"name-{n}.com" for n in range(40)], 1)
    assert sorted(dossier.line for dossier in dossiers) == [*range(1, 41)]


async def test_a_registry_that_has_answered_nothing_holds_no_end_up(tmp_path: Path) -> None:
    """It may have banned us for days, or a firewall may stand before it, at each scan of this desk."""
    moody = Moody(answers=0, refuses_s=1_000.0)
    async with (
        listening(moody.serve) as one,
        surroundings(tmp_path, {"com": Served(one)}, whois_per_s=50.0, deadline_s=5.0) as (config, router),  # type: ignore[dict-item]
        asyncio.timeout(9),  # its first rest alone is ten seconds
    ):
        dossiers = await scanned(config, router, [f"name-{n}.com" for n in range(40)], 1)
    assert {dossier.evidence["registration"].outcome for dossier in dossiers} == {Outcome.LIMITED}


async def test_when_too_many_lines_are_set_aside_the_longest_waiting_go_back_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_LIMITED_REST_S", 2.0)
    monkeypatch.setattr("scamtriage.batch.run.MOST_ASIDE", 10)
    moody = Moody(answers=5, refuses_s=1.0)
    async with (
        listening(moody.serve) as one,
        surroundings(tmp_path, {"com": Served(one)}, whois_per_s=50.0, deadline_s=5.0, in_flight=2) as (config, router),  # type: ignore[dict-item]
        asyncio.timeout(60),
    ):
        dossiers = await scanned(config, router, [*(f"name-{n}.com" for n in range(30)), *["name-29.com"] * 30], 1)
    assert sorted(dossier.line for dossier in dossiers) == [*range(1, 61)]
    assert all(dossier.evidence for dossier in dossiers)
