"""Killed at any moment, a scan continues with the same command: exactly one row a line, and none of them wrong."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from scamtriage.lab.scene import load_scenes

KILLS = int(os.environ.get("SCAMTRIAGE_KILLS", "6"))
"""The full harness: SCAMTRIAGE_KILLS=500 SCAMTRIAGE_KILL_LINES=2000 python -m pytest tests/batch/test_resume.py -k kills -s"""
LINES = int(os.environ.get("SCAMTRIAGE_KILL_LINES", "160"))
WHOLE_S = 60 + LINES / 10
"""A whole scan of the list is given up after this."""


def listed(tmp_path: Path, count: int = LINES) -> Path:
    """Scenes that answer at once, names that do not exist, duplicates, other spellings, and lines that are none."""
    targets = [scene.target for scene in load_scenes().values() if "timeout" not in scene.id and "limit" not in scene.id][:12]
    lines = [targets[n % len(targets)] if n % 3 == 0 else f"nobody-{n}.com" if n % 3 == 1 else "not a name" for n in range(count)]
    path = tmp_path / "list.txt"
    path.write_text("\n".join(lines) + "\n")
    return path


def start(source: Path, output: Path, processes: int = 1, dask: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.batch.lab_scan", str(source), str(output), str(processes), dask],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace",
    )  # fmt: skip


def rows(output: Path) -> dict[int, dict[str, object]]:
    found = [json.loads(line) for line in output.read_text().splitlines()]
    assert max(Counter(row["line"] for row in found).values()) == 1
    return {row["line"]: row for row in found}


def verdicts(output: Path) -> dict[int, object]:
    return {line: (row["status"], row["verdict"]) for line, row in rows(output).items()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, object]]:
    folder = tmp_path_factory.mktemp("whole")
    source = listed(folder)
    program = start(source, folder / "v.ndjson")
    assert program.wait(WHOLE_S) == 0, program.stderr and program.stderr.read()
    return source, verdicts(folder / "v.ndjson")


def test_every_line_has_one_row(whole: tuple[Path, dict[int, object]]) -> None:
    source, known = whole
    assert sorted(known) == list(range(1, len(source.read_text().splitlines()) + 1))


@pytest.mark.slow
def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path, whole: tuple[Path, dict[int, object]]) -> None:
    source, known = whole
    output, chance, rounds = tmp_path / "v.ndjson", random.Random(17), 0
    journal = output.with_name("v.ndjson.evidence.jsonl")
    for _ in range(KILLS):
        program = start(source, output)
        try:
            program.wait(chance.uniform(0.2, 3.0 + LINES / 500))
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGKILL)
            program.wait(10)
        assert program.returncode in (0, -signal.SIGKILL), program.stderr and program.stderr.read()
        if program.returncode == 0:  # it came to its end before it was killed: the next round begins anew
            assert verdicts(output) == known
            journal.unlink()
            rounds += 1
        elif chance.random() < 0.3 and journal.exists():
            os.truncate(journal, max(0, journal.stat().st_size - chance.randrange(200)))  # a power cut: the last write is torn
    program = start(source, output)
    assert program.wait(WHOLE_S) == 0, program.stderr and program.stderr.read()
    assert verdicts(output) == known
    print(f"{KILLS} starts, {rounds} of them came to an end; after each end all {len(known)} rows were right")


def test_one_interrupt_keeps_what_is_in_hand_and_the_same_command_continues(tmp_path: Path, whole: tuple[Path, dict[int, object]]) -> None:
    source, known = whole
    output = tmp_path / "v.ndjson"
    program = start(source, output)
    while not (output.exists() and output.read_text().count("\n") > 3) and program.poll() is None:
        time.sleep(0.05)
    program.send_signal(signal.SIGINT)
    assert program.wait(9) in (0, 130)
    assert rows(output)
    program = start(source, output)
    assert program.wait(WHOLE_S) == 0, program.stderr and program.stderr.read()
    assert verdicts(output) == known


def test_a_journal_of_another_list_is_refused(tmp_path: Path, whole: tuple[Path, dict[int, object]]) -> None:
    output = tmp_path / "v.ndjson"
    first, other = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("nobody-1.com\n")
    other.write_text("nobody-2.com\n")
    assert start(first, output).wait(30) == 0
    program = start(other, output)
    assert program.wait(30) != 0 and program.stderr is not None
    assert "another" in program.stderr.read()


def test_two_processes_give_the_same_rows_as_one(tmp_path: Path, whole: tuple[Path, dict[int, object]]) -> None:
    source, known = whole
    program = start(source, tmp_path / "v.ndjson", processes=2)
    assert program.wait(WHOLE_S) == 0, program.stderr and program.stderr.read()
    assert verdicts(tmp_path / "v.ndjson") == known
