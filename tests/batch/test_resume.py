"""Killed at any moment, a scan continues with the same command: exactly one row a line, and none of them wrong."""

import os
import random
import signal
import subprocess
from pathlib import Path

import pytest

from tests.batch.programs import LINES, WHOLE_S, ended, rows, start, verdicts
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
