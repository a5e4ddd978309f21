"""A registry that refuses for a while: its lines are asked again in the same scan, and hold nobody up meanwhile."""

import asyncio
import itertools
import time
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scamtriage.batch import set_aside
from scamtriage.batch.investigate import PutOff
from scamtriage.batch.jobs import jobs
from scamtriage.batch.set_aside import Stay, WaitingRoom
from scamtriage.config import Config
from scamtriage.lab_worker import environment
from scamtriage.net import pace
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Evidence, Mode, Outcome
from scamtriage.records.target import Target
from scamtriage.sessions import open_batch
from tests.batch.keeping import one_by_one
from tests.batch.test_worker_batch import alist, record, scanned, surroundings
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


@pytest.mark.parametrize("processes", [1, 2])
async def test_the_registry_for_which_the_end_of_a_scan_waits_is_told(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_LIMITED_REST_S", 8.0)  # doubled once or twice
    moody = Moody(answers=5, refuses_s=1_000.0)
    async with (
        listening(moody.serve) as one,
        surroundings(tmp_path, {"com": Served(one)}, whois_per_s=50.0, deadline_s=5.0, in_flight=4) as (config, router),  # type: ignore[dict-item]
        open_batch(config, processes=processes, environment=environment(router)) as batch,
        asyncio.timeout(60),
    ):
        assert not batch.ending
        names = number_lines([*(f"name-{n}.com" for n in range(20)), *["name-19.com"] * 3])
        found = asyncio.create_task(alist(one_by_one(batch, jobs(names))))
        while not batch.ending:
            assert not found.done()
            await asyncio.sleep(0.05)
        until = "until they may be asked again, 15 min after their last answer at most"
        assert batch.held == f"{len(batch.working)} set aside for whois:whois.com-registry.example {until}"
        batch.stop()
        batch.abort()
        await asyncio.gather(found, return_exceptions=True)


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


async def test_a_registry_that_answers_so_many_a_while_answers_all_of_a_short_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However short the list: who limits by the minute answered some of it, and the others were partial though it went on answering."""
    monkeypatch.setattr(pace, "_LIMITED_REST_S", 0.2)
    monkeypatch.setattr(set_aside, "_REST_S", 0.1)
    monkeypatch.setattr(set_aside, "_AT_LEAST_S", 2.0)
    moody = Moody(answers=3, refuses_s=0.5)
    async with (
        listening(moody.serve) as one,
        surroundings(tmp_path, {"com": Served(one)}, whois_per_s=50.0, deadline_s=5.0, in_flight=4) as (config, router),  # type: ignore[dict-item]
        asyncio.timeout(60),
    ):
        dossiers = await scanned(config, router, [f"name-{n}.com" for n in range(30)], 1)
    assert {dossier.evidence["registration"].outcome for dossier in dossiers} == {Outcome.OK}


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
    monkeypatch.setattr("scamtriage.batch.asking.MOST_ASIDE", 10)
    moody = Moody(answers=5, refuses_s=1.0)
    async with (
        listening(moody.serve) as one,
        surroundings(tmp_path, {"com": Served(one)}, whois_per_s=50.0, deadline_s=5.0, in_flight=2) as (config, router),  # type: ignore[dict-item]
        asyncio.timeout(60),
    ):
        dossiers = await scanned(config, router, [*(f"name-{n}.com" for n in range(30)), *["name-29.com"] * 30], 1)
    assert sorted(dossier.line for dossier in dossiers) == [*range(1, 61)]
    assert all(dossier.evidence for dossier in dossiers)


async def test_a_line_that_gave_way_waits_at_no_other_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It made no room, so each made the next give way: one line too many sent all of them from the registry that answers to the other."""
    monkeypatch.setattr("scamtriage.batch.asking.MOST_ASIDE", 10)
    turns: list[tuple[Stay, str]] = []
    waited = WaitingRoom.turn

    async def refused(target: Target, session: object, mode: Mode, *, put_off: PutOff, **_: object) -> dict[str, Evidence]:
        put_off["registration"] = {"rdap:x", "whois:x"}
        return {"registration": Evidence(collector="registration", outcome=Outcome.LIMITED, observed_at=datetime.now(UTC))}

    def turn(room: WaitingRoom, service: str, stay: Stay) -> "AbstractAsyncContextManager[bool]":
        turns.append((stay, service))
        return waited(room, service, stay)

    async def closed(self: object, service: str) -> tuple[float, None]:
        return 60.0, None

    async def alive(self: object, service: str) -> bool:
        return service == "rdap:x"

    monkeypatch.setattr("scamtriage.batch.asking.investigate", refused)
    monkeypatch.setattr(WaitingRoom, "turn", turn)
    monkeypatch.setattr(pace.SharedRateLimiter, "closed_s", closed)
    monkeypatch.setattr(pace.SharedRateLimiter, "is_alive", alive)
    config = Config(mode=Mode.PASSIVE, resolvers=("127.0.0.1:9",), cache=False, in_flight=2)
    async with open_batch(config) as batch, asyncio.timeout(30):
        found = asyncio.create_task(alist(one_by_one(batch, jobs(number_lines(f"name-{n}.com" for n in range(14))))))
        while len(turns) < 14:
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)
        assert [service for _, service in turns] == ["rdap:x"] * 14
        assert sum(stay.gave_way for stay, _ in turns) == 4
        batch.stop()
        found.cancel()
        await asyncio.gather(found, return_exceptions=True)


async def test_a_short_list_waits_at_its_end_for_no_longer_than_a_short_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_LIMITED_REST_S", 30.0)
    monkeypatch.setattr(set_aside, "_AT_LEAST_S", 1.0)
    moody = Moody(answers=1, refuses_s=1_000.0)
    async with (
        listening(moody.serve) as one,
        surroundings(tmp_path, {"com": Served(one)}, whois_per_s=50.0, deadline_s=5.0, in_flight=1) as (config, router),  # type: ignore[dict-item]
        asyncio.timeout(15),
    ):
        dossiers = await scanned(config, router, ["name-1.com", "name-2.com", "name-3.com"], 1)
    assert [dossier.evidence["registration"].outcome for dossier in sorted(dossiers, key=lambda one: one.line)] == [
        Outcome.OK, Outcome.LIMITED, Outcome.LIMITED,
    ]  # fmt: skip


async def test_lines_that_are_set_aside_hold_up_no_batch_that_was_told_to_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_LIMITED_REST_S", 60.0)
    monkeypatch.setattr(set_aside, "_AT_LEAST_S", 0.5)
    moody = Moody(answers=5, refuses_s=1_000.0)
    async with (
        listening(moody.serve) as one,
        surroundings(tmp_path, {"com": Served(one)}, whois_per_s=50.0, deadline_s=5.0, in_flight=2) as (config, router),  # type: ignore[dict-item]
        open_batch(config, environment=environment(router)) as batch,
        asyncio.timeout(30),
    ):
        found = asyncio.create_task(alist(one_by_one(batch, jobs(number_lines(f"name-{n}.com" for n in itertools.count())))))
        while "set aside for whois:" not in batch.held:
            await asyncio.sleep(0.05)
        batch.stop()
        dossiers = await found
    outcomes = [dossier.evidence["registration"].outcome for dossier in dossiers]
    assert outcomes.count(Outcome.OK) == 5 and Outcome.LIMITED in outcomes
