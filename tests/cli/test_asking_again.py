"""What the summary offers for lines that are incomplete: a command that asks again, and how long a silent resolver is waited for."""

import gzip
import io
import json
import shlex
import shutil
import subprocess
from pathlib import Path
from unittest import mock

import pytest

from scamtriage import sessions
from scamtriage.cli.notices import progress
from scamtriage.cli.notices.retry_command import retry_command
from scamtriage.net.dns import upstreams
from scamtriage.render.text import plain
from scamtriage.targets.read import read
from tests.cli.running import run
from tests.cli.test_summary import said


def test_incomplete_lines_can_be_asked_again_by_a_command_that_can_be_pasted() -> None:
    [again] = [line for line in said(Path("case 17/v.ndjson")) if "again.ndjson" in line]
    assert "'case 17/v.ndjson'" in again and 'select(.status == "partial"' in again and "scamtriage scan -" in again


def test_the_file_of_the_second_asking_is_a_fresh_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for there, fresh in (
        ("v.ndjson", "again.ndjson"),
        ("again.ndjson", "again-2.ndjson"),
        ("again-2.ndjson.evidence.jsonl", "again-3.ndjson"),
    ):
        Path(there).touch()
        [line] = [line for line in said(Path("again.ndjson")) if "incomplete lines again" in line]
        assert line.endswith(f" again.ndjson | scamtriage scan - -o {fresh}")


def test_the_command_keeps_options_and_columns_and_does_not_cut_what_spans_lines(tmp_path: Path) -> None:
    if shutil.which("jq") is None:
        pytest.skip("NOT RUN: there is no jq")
    rows = [
        {"status": "partial", "input": "a.com\nb.com", "columns": {"note": 'he said "5,\n6"', 'x"\\(1)': "'"}},
        {"status": "ok", "input": "c.com", "columns": {"note": "n"}},
        {"status": "error", "input": "d.com", "columns": {"note": "", "url": "e.com"}},
    ]
    kept = tmp_path / "it's.ndjson"
    kept.write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = retry_command(kept, ("--passive", "--resolver", "9.9.9.9"), ("note", 'x"\\(1)', "url"))
    asked, _, scan = command.rpartition(" | ")
    table = subprocess.run(["bash", "-c", asked], capture_output=True, check=True).stdout
    words = shlex.split(scan)
    assert words[:7] == ["scamtriage", "scan", "-", "--column", "url 2", "--passive", "--resolver"]
    lines = [*read(io.BytesIO(table), column=words[4])]
    assert [(line.text, line.columns) for line in lines] == [
        ("a.com\nb.com", {"note": 'he said "5,\n6"', 'x"\\(1)': "'", "url": ""}),
        ("d.com", {"note": "", 'x"\\(1)': "", "url": "e.com"}),
    ]


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: there is no jq")
@pytest.mark.parametrize("columns", [(), ("note\x9b31m\u202e",)])
def test_rows_are_taken_from_what_is_packed_too_and_no_heading_acts_on_the_terminal(tmp_path: Path, columns: tuple[str, ...]) -> None:
    kept = tmp_path / "e.jsonl.gz"
    row = {"status": "partial", "input": "a.com", "columns": dict.fromkeys(columns, "n")}
    kept.write_bytes(gzip.compress(json.dumps(row).encode()))
    asked, _, _ = retry_command(kept, (), columns).rpartition(" | ")
    assert asked == plain(asked)
    told = subprocess.run(["bash", "-c", asked], capture_output=True, check=True).stdout.decode()
    assert told == (f'"url","{columns[0]}"\n"a.com","n"\n' if columns else "a.com\n")


def test_of_a_packed_journal_the_packed_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("nobody.example.com\n")
    done = scan_without_a_world(tmp_path, "list.txt", "-o", "t.csv", "--evidence", "e.jsonl.gz", "--processes", "1")
    [again] = [line for line in done.stderr.splitlines() if line.startswith("to ask the 1 incomplete")]
    assert ": gzip -dc e.jsonl.gz | jq " in again and not (tmp_path / "e.jsonl").exists()


def test_a_quiet_scan_says_that_it_waits_for_a_resolver_and_ends_when_its_patience_does(tmp_path: Path) -> None:
    """Without the line, a job at night would stand still and say nothing; with one patience for each line of the list, for days. The rows
    of the rest would stand there as done, without a single answer."""
    (tmp_path / "list.txt").write_text("".join(f"nobody-{n}.example.com\n" for n in range(6)))
    words = ("list.txt", "-q", "-o", "v.ndjson", "--in-flight", "1", "--processes", "1")
    done = scan_without_a_world(tmp_path, *words, outage_s=1.5, told_s=0.3)
    waits, ends = done.stderr.splitlines()
    assert waits.startswith("warning: no resolver answers since ") and "paused" in waits
    assert ends.startswith("scamtriage: no resolver answers since ") and "were not asked" in ends and done.returncode == 1
    written = [(tmp_path / name).read_text() for name in ("v.ndjson", "v.ndjson.evidence.jsonl")]
    assert written == ["", ""], "a row without any answer stood there as done, and no resume asked for it"
    again = scan_without_a_world(tmp_path, *words, outage_s=0.1)
    assert again.returncode == 1 and (tmp_path / "v.ndjson").read_text() == ""
    whole = ("list.txt", "-q", "-o", "whole.ndjson", "--in-flight", "6", "--processes", "1")  # all of its lines are in hand
    short = scan_without_a_world(tmp_path, *whole, outage_s=0.1)
    assert short.returncode == 1 and "were not asked" in short.stderr and (tmp_path / "whole.ndjson").read_text() == ""


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_machine_without_a_network_asks_nothing_and_leaves_the_list_to_a_resume(
    processes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its list of resolvers is empty. The whole list was called done within seconds, and the same command asked nobody any more."""
    monkeypatch.setattr(upstreams, "system_resolvers", tuple)
    (tmp_path / "list.txt").write_text("not a name\nnobody.example.com\n")
    done = run("scan", "list.txt", "-o", "v.ndjson", "--passive", "--no-cache", "--processes", processes, cwd=tmp_path)
    assert done.returncode == 1 and "this machine knows no resolver" in done.stderr and "--resolver" in done.stderr
    assert (tmp_path / "v.ndjson").read_text().count("\n") <= 1 and "nobody" not in (tmp_path / "v.ndjson.evidence.jsonl").read_text()
    (tmp_path / "none.txt").write_text("not a name\n8.8.8.8\n")  # a line about which nobody would be asked, and one that names an address
    none = run("scan", "none.txt", "--passive", "--no-cache", "-o", "none.ndjson", "--processes", processes, cwd=tmp_path)
    assert none.returncode == 0 and (tmp_path / "none.ndjson").read_text().count("\n") == 2


def scan_without_a_world(folder: Path, *words: str, outage_s: float = 0.0, told_s: float = 15.0) -> "subprocess.CompletedProcess[str]":
    """`outage_s`: how long it waits for a resolver; 0: its rows are made without one."""
    nowhere = ("--passive", "--resolver", "127.0.0.1:1", "--timeout", "0.2", "--no-cache")  # nobody answers here
    with mock.patch.object(sessions, "OUTAGE_S", outage_s), mock.patch.object(progress, "_PLAIN_EVERY_S", told_s):
        return run("scan", *words, *nowhere, cwd=folder)


def test_only_what_was_typed_and_says_how_to_ask_is_repeated(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("link,remark\nnobody.example.com,x\n")
    words = ["--resolver", "127.0.0.1:2", "-v", "--in-order", "--processes", "1"]
    done = scan_without_a_world(tmp_path, "list.csv", "--column", "link", "-o", "v.ndjson", "--format", "csv", *words)
    [again] = [line for line in done.stderr.splitlines() if line.startswith("to ask the 1 incomplete")]
    repeated = shlex.split(again.rpartition(" | ")[2])
    assert repeated[:5] == ["scamtriage", "scan", "-", "--column", "url"] and repeated[-2:] == ["-o", "again.ndjson"]
    words += ["--passive", "--resolver", "127.0.0.1:1", "--timeout", "0.2", "--no-cache"]
    assert sorted(repeated[5:-2]) == sorted("--verbose" if word == "-v" else word for word in words)
    assert '"remark"' in again
