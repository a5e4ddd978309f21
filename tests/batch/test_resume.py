"""Killed at any moment, a scan continues with the same command: exactly one row a line, and none of them wrong."""

import os
import random
import signal
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scamtriage.batch import today
from scamtriage.batch.evidence_store import EvidenceStore
from scamtriage.batch.jobs import jobs
from scamtriage.batch.journal import Journal
from scamtriage.batch.resume import Resume
from scamtriage.batch.run import Batch
from scamtriage.lab.internet import Lab
from scamtriage.net.open_session import open_session
from scamtriage.pipeline import number_lines
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.sessions import policy
from tests.batch.programs import LINES, WHOLE_S, ended, rows, start, verdicts
from tests.running import lab_config
from tests.stored import lines_with_originals
from tests.waiting import lines, until

KILLS = int(os.environ.get("SCAMTRIAGE_KILLS", "6"))
"""The full harness: SCAMTRIAGE_KILLS=500 SCAMTRIAGE_KILL_LINES=2000 python -m pytest -o faulthandler_timeout=0 -k kills -s tests/batch"""


def test_every_line_has_one_row(whole: tuple[Path, dict[int, object]]) -> None:
    source, known = whole
    assert sorted(known) == list(range(1, len(source.read_text().splitlines()) + 1))


@pytest.mark.slow
def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path, lab_file: Path, whole: tuple[Path, dict[int, object]]) -> None:
    source, known = whole
    output, chance, rounds = tmp_path / "v.ndjson", random.Random(17), 0
    journal = output.with_name("v.ndjson.evidence.jsonl")
    for _ in range(KILLS):
        program = start(lab_file, source, output)
        try:
            program.wait(chance.uniform(0.2, 3.0 + LINES / 500))
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGKILL)
            program.wait(60)
        assert program.returncode in (0, -signal.SIGKILL), program.stderr and program.stderr.read()
        if program.returncode == 0:  # it came to its end before it was killed: the next round begins anew
            assert verdicts(output) == known
            journal.unlink()
            rounds += 1
        elif chance.random() < 0.3 and journal.exists():
            os.truncate(journal, max(0, journal.stat().st_size - chance.randrange(200)))  # a power cut: the last write is torn
    program = start(lab_file, source, output)
    assert program.wait(WHOLE_S) == 0, program.stderr and program.stderr.read()
    assert verdicts(output) == known
    print(f"{KILLS} starts, {rounds} of them came to an end; after each end all {len(known)} rows were right")


def test_one_interrupt_keeps_what_is_in_hand_and_the_same_command_continues(
    tmp_path: Path, lab_file: Path, whole: tuple[Path, dict[int, object]]
) -> None:
    source, known = whole
    output = tmp_path / "v.ndjson"
    program = start(lab_file, source, output)
    until(lambda: lines(output) > 3, program)
    program.send_signal(signal.SIGINT)
    assert program.wait(90) in (0, 130)
    assert rows(output)
    program = start(lab_file, source, output)
    assert program.wait(WHOLE_S) == 0, program.stderr and program.stderr.read()
    assert verdicts(output) == known


def test_a_journal_of_another_list_is_refused(tmp_path: Path, lab_file: Path) -> None:
    output = tmp_path / "v.ndjson"
    first, other = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("nobody-1.com\n")
    other.write_text("nobody-2.com\n")
    assert start(lab_file, first, output).wait(180) == 0
    program = start(lab_file, other, output)
    assert program.wait(180) != 0 and program.stderr is not None
    assert "another" in program.stderr.read()


def test_two_processes_give_the_same_rows_as_one(tmp_path: Path, lab_file: Path, whole: tuple[Path, dict[int, object]]) -> None:
    source, known = whole
    program = start(lab_file, source, tmp_path / "v.ndjson", processes=2)
    assert program.wait(WHOLE_S) == 0, program.stderr and program.stderr.read()
    assert verdicts(tmp_path / "v.ndjson") == known


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".gz", pytest.param(".zst", marks=pytest.mark.exhaustive)])
def test_a_packed_journal_is_resumed_after_a_kill_and_after_it_was_torn(
    tmp_path: Path, lab_file: Path, whole: tuple[Path, dict[int, object]], suffix: str
) -> None:
    if suffix == ".zst":
        pytest.importorskip("zstandard", reason="NOT RUN: the extra [zstd] is not installed")
    (source, known), output, packed = whole, tmp_path / "v.ndjson", tmp_path / f"e.jsonl{suffix}"
    program = start(lab_file, source, output, evidence=str(packed))
    until(lambda: lines(output) > 20, program)
    program.kill()
    program.wait(60)
    assert ended(start(lab_file, source, output, evidence=str(packed)), WHOLE_S)[0] == 0
    assert verdicts(output) == known and not packed.with_suffix("").exists()
    os.truncate(packed, packed.stat().st_size * 2 // 3)
    assert ended(start(lab_file, source, output, evidence=str(packed)), WHOLE_S)[0] == 0
    assert verdicts(output) == known and not packed.with_suffix("").exists()


async def test_a_site_that_a_growing_list_names_again_after_days_is_looked_at_again(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [
        "dsi-case-th.top",
        "DSI-case-th.top",
        "dsi-case-th[.]top",
        "http://dsi-case-th.top./login",
        "dsi-case-th.top",
        "dsi-case-th.top.",
    ]
    config, path = lab_config(lab), tmp_path / "e.jsonl"

    async def scanned(until: int, days_ago: float) -> list[tuple[int, int | None, timedelta]]:
        """Continue with the list up to this line; return of each line of the journal its number, whose evidence it shares, and the age of
        its newest evidence."""
        monkeypatch.setattr(today, "now", lambda: lab.world.now - timedelta(days=days_ago))
        journal = Journal(path)
        resume = Resume(journal)
        resume.read(Mode.FULL, ())
        left = resume.compare(few := number_lines(given[:until]))
        assert not left
        store = EvidenceStore(journal, resume.seen)
        async with open_session(policy(config), route=lab.router, now=today.now) as session:
            async for one in Batch(session, config.mode, in_flight=1, recall=store.recall).run(jobs(few)):
                store.keep(one)
        store.close()
        with path.open("rb") as file:
            found = [codec.from_line(line) for _, line in lines_with_originals(file)]
        return [(one.line, one.same_as, lab.world.now - newest(one)) for one in found]

    def newest(one: Dossier) -> datetime:
        return max(evidence.observed_at for evidence in one.evidence.values())

    before = await scanned(2, 2.5)
    assert [shares for _, shares, _ in before] == [None, 1]
    grown = await scanned(5, 1.2)
    assert grown[:2] == before
    assert [shares for _, shares, _ in grown[2:]] == [None, None, 3]
    assert all(age < timedelta(days=1.3) for _, _, age in grown[2:])
    again = await scanned(6, 0.5)
    assert again[:5] == grown  # each line of the journal, also one that shares evidence of days ago, is finished
    assert again[5] == (6, 3, grown[2][2])  # looked at within the day
    assert await scanned(6, 400) == await scanned(6, -400) == again  # whatever the clock says: nothing is taken up twice
