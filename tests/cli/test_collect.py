"""Evidence that is collected and judged later: case files that are whole, and what a file that is none is told."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scamtriage import __version__
from scamtriage.batch.journal import Journal
from scamtriage.cli.commands.collect import append
from tests.batch.keeping import keep
from tests.cli.running import run, run_alone
from tests.samples import EVIDENCE, dossier


def test_collect_writes_one_line_of_evidence_a_target_that_score_reads(tmp_path: Path) -> None:
    file = tmp_path / "case.jsonl"
    done = run("collect", "maybank2u-secure-login.top", "not-a-name", "--offline", "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert "not-a-name: refused: 'not-a-name' is a single word" in done.stderr and "maybank2u" not in done.stderr
    assert [json.loads(line)["line"] for line in file.read_text().splitlines()] == [1, 2]
    rows = [json.loads(line) for line in run("score", str(file), "--format", "ndjson").stdout.splitlines()]
    assert [row["status"] for row in rows] == ["ok", "refused"]
    piped = run_alone("score", "-", "--format", "ndjson", stdin=run_alone("collect", "maybank2u-secure-login.top", "--offline").stdout)
    assert json.loads(piped.stdout)["verdict"] == rows[0]["verdict"]


@pytest.mark.parametrize("mode", ["offline", "passive"])
def test_a_refused_line_of_evidence_names_the_mode_of_its_run_and_the_program(mode: str, tmp_path: Path) -> None:
    """It said "full", and of no line could be told which version had observed."""
    file = tmp_path / "case.jsonl"
    run("scan", "-", f"--{mode}", "--evidence", str(file), "-q", stdin="no target\n")
    run("collect", "no target", f"--{mode}", "-o", str(file))
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(line["status"], line["mode"], line["observed_by"]) for line in lines] == [("refused", mode, f"scamtriage {__version__}")] * 2


def test_a_last_line_that_is_cut_off_is_said_beside_the_rows_of_the_others(tmp_path: Path) -> None:
    whole = EVIDENCE.read_bytes().splitlines(keepends=True)
    (tmp_path / "case.jsonl").write_bytes(whole[0] + whole[1] + whole[2][:500])
    done = run("score", str(tmp_path / "case.jsonl"), "--format", "json")
    assert done.returncode == 1
    assert [row["status"] for row in json.loads(done.stdout)] == ["ok", "ok", "error"]
    table = run("score", str(tmp_path / "case.jsonl")).stdout
    assert "dsi-case-th" in table and "line 3: Invalid JSON" in table and "line 1 column" not in table
    (tmp_path / "ends.jsonl").write_bytes(whole[0] + whole[1][:500] + b"\n")
    [row] = json.loads(run("score", str(tmp_path / "ends.jsonl"), "--format", "json").stdout)[1:]
    assert row["status_reason"].endswith("character 501") and "line 2 column" not in row["status_reason"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"schema":"scamtriage.assessment/1","line":1}\n', "this is a verdict (scamtriage.assessment/1); expected an evidence file"),
        ('{"schema":"scamtriage.model/1","name":"x"}\n', "this is a model (scamtriage.model/1); expected an evidence file"),
        (
            '{"schema":"scamtriage.evidence/2"}\n',
            "this is scamtriage.evidence/2, and this version reads scamtriage.evidence/1: take the version",
        ),
        ('{"schema":"other/1"}\n', "this is of the schema 'other/1'; expected an evidence file"),
        ("[\n  {}\n]\n", "this is JSON over several lines; expected an evidence file"),
        ("url,label\na.example,scam\n", "this is not a JSON object; expected an evidence file"),
        ('{"line": 1}\n', "line 1: schema is missing; expected an evidence file"),
    ],
)
def test_a_file_that_is_no_evidence_is_told_what_it_is(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "given").write_text(text)
    done = run("score", str(tmp_path / "given"))
    assert (done.returncode, done.stdout) == (2, "") and f"given: line 1: {says.removeprefix('line 1: ')}" in done.stderr


@pytest.mark.parametrize("command", [["score"], ["scan", "--offline"]])
def test_nothing_to_judge_is_said(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "empty").write_text("\n" if command == ["score"] else "")
    done = run(*command, str(tmp_path / "empty"), "--format", "json")
    assert done.returncode == 0 and json.loads(done.stdout) == []
    assert "empty: no " in done.stderr


def test_evidence_is_not_appended_to_a_line_that_was_cut_off(tmp_path: Path) -> None:
    whole = EVIDENCE.read_bytes().splitlines(keepends=True)
    file = tmp_path / "case.jsonl"
    file.write_bytes(whole[0] + whole[1][:500])
    for _ in range(2):
        assert run("collect", "maybank2u-secure-login.top", "--offline", "-o", str(file)).returncode == 0
    rows = [json.loads(line) for line in run("score", str(file), "--format", "ndjson").stdout.splitlines()]
    assert [row["status"] for row in rows] == ["ok", "error", "ok", "ok"]


@pytest.mark.parametrize("name", ["case.jsonl.gz", "case.jsonl.zst", "case.tar.xz"])
def test_collect_writes_no_plain_lines_into_what_is_called_packed(tmp_path: Path, name: str) -> None:
    done = run("collect", "evil.example", "--offline", "-o", str(tmp_path / name))
    assert done.returncode == 2 and "plain file" in done.stderr
    assert not (tmp_path / name).exists()


def test_collect_appends_to_evidence_alone(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("what the caller said\n", encoding="utf-8")
    done = run("collect", "evil.example", "--offline", "-o", str(notes))
    assert done.returncode == 2 and "Name another -o" in done.stderr
    assert notes.read_text(encoding="utf-8") == "what the caller said\n"


def test_a_link_chooses_no_place_for_a_case_file(tmp_path: Path) -> None:
    case, elsewhere = tmp_path / "case.jsonl", tmp_path / "elsewhere.jsonl"
    case.symlink_to(elsewhere)
    done = run("collect", "a.example", "--offline", "-o", str(case))
    assert done.returncode != 0 and "is a link to a file that is not there" in done.stderr
    assert not elsewhere.exists()
    elsewhere.touch()
    assert run("collect", "a.example", "--offline", "-o", str(case)).returncode == 0
    assert elsewhere.stat().st_size and case.is_symlink()


def test_collect_leaves_a_journal_that_a_scan_holds(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.jsonl")
    done = run("collect", "evil.example", "--offline", "-o", str(tmp_path / "j.jsonl"))
    assert done.returncode == 2 and "being written by another run; wait for it, or name another file with -o" in done.stderr
    keep(journal, dossier(1))
    journal.close()
    assert (tmp_path / "j.jsonl").read_text().count("\n") == 1
    assert run("collect", "evil.example", "--offline", "-o", str(tmp_path / "j.jsonl")).returncode == 0
    assert (tmp_path / "j.jsonl").read_text().count("\n") == 2


def test_a_full_disk_leaves_whole_lines_in_a_case_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    file, most = tmp_path / "case.jsonl", 30_000
    line = b"x" * 20_000 + b"\n"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        with file.open("ab", buffering=0) as out:
            append(out, line)
            with pytest.raises(OSError, match="large"):
                append(out, line)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert file.read_bytes() == line


@pytest.mark.parametrize("command", [("check",), ("lookup", "dns"), ("collect",)])
def test_an_interrupt_is_answered_with_a_word_and_leaves_no_empty_case(command: tuple[str, ...], tmp_path: Path) -> None:
    case = tmp_path / "case.jsonl"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.settimeout(90)
        words = [*command, "evil.example.com", "--resolver", f"127.0.0.1:{silent.getsockname()[1]}", "--timeout", "60", "--no-cache"]
        words += ["-o", str(case)] if command == ("collect",) else []
        with subprocess.Popen(
            [sys.executable, "-m", "scamtriage", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as program:
            silent.recv(512)
            program.send_signal(signal.SIGINT)
            out, said = program.communicate(timeout=90)
    assert (program.returncode, out) == (130, "") and "Stopped early" in said
    assert not case.exists()
