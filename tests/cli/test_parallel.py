"""Names and evidence that several processes judge: the same bytes as from one, every line answered, in input order, in constant memory."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from scamtriage.batch.workers import WorkerLost
from scamtriage.cli.scan.parallel import Budget, judge_names
from scamtriage.config import Config
from scamtriage.targets.lines import Line
from tests.cli import running
from tests.samples import EVIDENCE
from tests.waiting import until

pytestmark = pytest.mark.slow
SPELLINGS = ("{}", "HTTPS://{}/", "hxxp://{}/", "{}.", "  {} ")


def lines(count: int) -> Iterator[str]:
    """Distinct names, and in every ten lines three that ask again what stands before them, spelled differently; some are no names."""
    for number in range(count):
        name = f"secure-{number - 5 * (number % 10 > 6):x}-login.{('com', 'top', 'vn', 'co.th')[number % 4]}"
        yield "not a name" if number % 50 == 49 else SPELLINGS[number % 5].format(name.replace(".", "[.]") if number % 7 == 0 else name)


def listed(folder: Path, count: int) -> Path:
    path = folder / f"names-{count}.txt"
    path.write_text("".join(f"{line}\n" for line in lines(count)))
    return path


def command(source: Path, processes: int, *more: str) -> list[str]:
    return [sys.executable, "-m", "scamtriage", "scan", str(source), "--offline", "--processes", str(processes), *more]


def run(source: Path, processes: int, *more: str) -> subprocess.CompletedProcess[str]:
    """Always as a program of its own, so that one process and several have the same clock: names are judged on the day of the run."""
    return running.run_alone("scan", str(source), "--offline", "--processes", str(processes), *more)


def test_two_processes_write_the_bytes_of_one_and_count_the_same(tmp_path: Path) -> None:
    source = listed(tmp_path, 2_000)
    one, two = run(source, 1, "--strict"), run(source, 2, "--strict")
    assert (one.returncode, two.returncode) == (11, 11), two.stderr  # some lines are no names
    assert two.stdout == one.stdout
    assert [json.loads(row)["line"] for row in two.stdout.splitlines()] == list(range(1, 2_001))
    counted = [done.stderr.splitlines()[1:] for done in (one, two)]
    assert counted[0] == counted[1] and counted[0][0].startswith("verdicts, by line:")


def test_columns_lists_of_the_user_and_the_exit_code_are_the_same(tmp_path: Path) -> None:
    source, blocked = tmp_path / "list.csv", tmp_path / "blocked.txt"
    source.write_text(
        "note,url\n" + "".join(f"n{n},https://shop-{n}.example.net/\n" for n in range(1_500)) + "x,maybank2u-secure-login.top\n"
    )
    blocked.write_text("shop-7.example.net\n")
    more = ("--block-list", str(blocked), "--fail-on", "suspicious", "-q", "-o")
    for processes in (1, 2):
        assert run(source, processes, *more, str(tmp_path / f"{processes}.ndjson")).returncode == 10
    assert (tmp_path / "2.ndjson").read_bytes() == (tmp_path / "1.ndjson").read_bytes()


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    script = f"set -o pipefail; {' '.join(command(listed(tmp_path, 20_000), 2, '-q'))} | head -1 | wc -l"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, timeout=240)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "1", "")


def test_a_list_of_the_user_that_cannot_be_read_is_said_as_one_process_says_it(tmp_path: Path) -> None:
    source = listed(tmp_path, 600)
    done = [run(source, processes, "--block-list", str(tmp_path / "none.txt")) for processes in (1, 2)]
    assert (done[1].returncode, done[1].stdout) == (done[0].returncode, "") and done[0].returncode != 0
    assert done[1].stderr == done[0].stderr


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="NOT RUN: needs /proc")
def test_a_killed_process_is_replaced_and_no_line_is_lost(tmp_path: Path) -> None:
    source, output = listed(tmp_path, 3_000), tmp_path / "v.ndjson"
    with subprocess.Popen(command(source, 2, "-o", str(output)), stderr=subprocess.PIPE) as program:
        until(lambda: output.exists() and output.stat().st_size, program)
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        said = program.communicate(timeout=240)[1].decode()
    assert program.returncode == 0 and "another takes its place" in said, said
    assert output.read_text() == run(source, 1).stdout


def test_processes_are_replaced_until_the_one_budget_of_all_is_spent() -> None:
    budget = Budget(2)
    assert [budget.spend() for _ in range(4)] == [True, True, False, False]


@pytest.mark.parametrize("said", ["a warning of a library", "7", "[7]", '{"size": 7}', '["7", {}]', "[7, []]", "[-1, {}]"])
def test_a_process_that_sends_something_else_ends_the_run_with_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    program = tmp_path / "worker"
    program.write_text(f"#!/bin/sh\necho '{said}'\nexec cat >/dev/null\n")  # it lives until its input ends
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    judged = judge_names(iter([Line(number=1, text="shop.example")]), Config(), 1, print, dedupe=False)
    done: SimpleQueue[object] = SimpleQueue()

    def run_it() -> None:
        try:
            done.put(list(judged))
        except WorkerLost as exc:
            done.put(str(exc))

    threading.Thread(target=run_it, daemon=True).start()
    assert done.get(timeout=30) == "a process that judges sent what is no answer; try --processes 1"


AS_ANY_USER = """
import ctypes, os, sys
for capability in (21, 24):  # CAP_SYS_ADMIN, CAP_SYS_RESOURCE: whoever has one may have any number of large pipes
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.executable, [sys.executable, "-c", sys.argv[1]])
"""
WITHOUT_LARGE_PIPES = """
import fcntl, os
from scamtriage.cli.scan.parallel import judge_names
from scamtriage.config import Config

try:
    for _ in range(200):
        fcntl.fcntl(os.pipe()[0], fcntl.F_SETPIPE_SZ, 1 << 20)
except PermissionError:
    print(list(judge_names(iter(()), Config(), 2, print, dedupe=False)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs the limit that Linux sets to the pipes of a user")
def test_processes_start_where_the_user_may_have_no_more_large_pipes() -> None:
    command = [sys.executable, "-c", AS_ANY_USER, WITHOUT_LARGE_PIPES]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if not done.stdout and not done.stderr:
        pytest.skip("NOT RUN: this system lets a user have any number of large pipes")
    assert (done.stdout, done.stderr) == ("[]\n", "")


STORED = EVIDENCE.read_bytes().splitlines(keepends=True)


def scored(source: Path, processes: int, *more: str) -> tuple[int, str, str]:
    started = running.run if processes == 1 else running.run_alone
    done = started("score", str(source), "-f", "ndjson", "--processes", str(processes), *more)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "more",
    [
        pytest.param((), marks=pytest.mark.exhaustive),
        ("--lang", "th", "--strict", "--now", "2026-11-30"),
        pytest.param(("--fail-on", "likely-scam", "--prior", "0.3"), marks=pytest.mark.exhaustive),
    ],
)
def test_evidence_gives_the_bytes_and_the_exit_code_of_one_process(tmp_path: Path, more: tuple[str, ...]) -> None:
    source = tmp_path / "evidence.jsonl"
    source.write_bytes(b"\n" + b"".join(STORED * 5) + b"   \n" + STORED[0].rstrip(b"\n"))
    one, two = scored(source, 1, *more), scored(source, 2, *more)
    assert two == one and one[1].count("\n") == 5 * len(STORED) + 1
    assert one[0] == (11 if "--strict" in more else 10 if "--fail-on" in more else 0)


def test_a_line_of_evidence_that_cannot_be_read_is_a_row_and_keeps_no_other_from_being_judged(tmp_path: Path) -> None:
    source, bad = tmp_path / "evidence.jsonl", (b'{"line": 1}\n', b"\xff\n", b"{}\n")
    source.write_bytes(b"".join(b"".join(STORED * 2) + line for line in bad) + b"".join(STORED * 2))
    one, two = scored(source, 1), scored(source, 2)
    assert two == one and one[0] == 1
    rows = [json.loads(row) for row in one[1].splitlines()]
    assert len(rows) == 8 * len(STORED) + 3
    wrong = [at for at, row in enumerate(rows, start=1) if row["status"] == "error"]
    assert wrong == [(2 * len(STORED) + 1) * nth for nth in (1, 2, 3)]
    for at in wrong:
        assert rows[at - 1]["line"] == at and f"line {at}: " in rows[at - 1]["status_reason"] and rows[at - 1]["verdict"] is None


def test_a_file_that_holds_no_evidence_is_refused_by_both_alike(tmp_path: Path) -> None:
    source = tmp_path / "verdicts.ndjson"
    source.write_bytes(b'{"schema":"scamtriage.assessment/1","line":1}\n' * 100)
    one, two = scored(source, 1), scored(source, 2)
    assert two == one and one[:2] == (2, "") and "line 1: this is a verdict (scamtriage.assessment/1)" in one[2]


def test_a_packed_file_that_is_cut_off_gives_what_stands_before(tmp_path: Path) -> None:
    source = tmp_path / "evidence.jsonl.gz"
    source.write_bytes(gzip.compress(b"".join(STORED * 5))[:-2_000])
    one, two = scored(source, 1), scored(source, 2)
    assert two == one and one[0] == 2 and one[1].count("\n") >= 32
    assert "evidence.jsonl.gz: the gzip data is damaged or ends early" in one[2] and "unknown" in one[2]


HIGHEST = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize("processes", [pytest.param(1, marks=pytest.mark.exhaustive), 2])
def test_five_times_the_lines_take_no_more_memory(tmp_path: Path, processes: int) -> None:
    few, many = (  # six blocks are in hand at a time; after some thousand lines all that is remembered within bounds is full
        highest_rss(command(listed(tmp_path, count), processes, "-q")) for count in (6_400, 32_000)
    )
    assert many <= 1.05 * few


def highest_rss(program: list[str]) -> int:
    """Of the process and those that it has waited for, whichever had most.

    Started by a small one: what had been the most of whoever starts it counts as its own, and the process of the tests is far larger.
    """
    return int(subprocess.run([sys.executable, "-c", HIGHEST, *program], capture_output=True, check=True).stdout)
