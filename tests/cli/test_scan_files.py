"""The files of a scan: what it may write over, what a journal of another run is taken for, and what it holds."""

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scamtriage.batch.journal import Journal
from tests.cli.running import run


@pytest.mark.parametrize(
    "options",
    [
        ("-o", "LIST"),
        ("-o", "new.csv", "-o", "new.csv"),
        ("-o", "new.ndjson", "--evidence", "new.ndjson"),
        ("-o", "rows.csv", "--evidence", "LIST"),
        ("-o", "ours.txt", "--block-list", "ours.txt"),
    ],
)
def test_a_scan_refuses_to_write_what_it_reads_or_writes_already(tmp_path: Path, options: tuple[str, ...]) -> None:
    given = {"names.txt": "evil.example\n", "ours.txt": "example.org\n"}
    for name, text in given.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "link.txt").symlink_to(tmp_path / "names.txt")
    paths = [str(tmp_path / ("link.txt" if o == "LIST" else o)) if "." in o or o == "LIST" else o for o in options]
    done = run("scan", str(tmp_path / "names.txt"), "--offline", *paths)
    assert done.returncode == 2 and "name another file to write" in done.stderr
    assert {name: (tmp_path / name).read_text() for name in given} == given
    assert not (tmp_path / "new.csv").exists()


def test_a_scan_refuses_to_write_what_stands_behind_its_stdin(tmp_path: Path) -> None:
    listed = tmp_path / "list.ndjson"
    listed.write_text("evil.example\n")
    for options in (("-o", str(listed)), ("--evidence", str(listed))):
        with listed.open() as given:
            command = [sys.executable, "-m", "scamtriage", "scan", "-", "--offline", *options]
            done = subprocess.run(command, stdin=given, capture_output=True, text=True, timeout=90, check=False)
        assert done.returncode == 2 and "name another file to write" in done.stderr
    assert listed.read_text() == "evil.example\n"


@pytest.mark.parametrize("stood", [False, True])
def test_a_list_that_cannot_be_read_leaves_no_empty_evidence_behind(tmp_path: Path, stood: bool) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04" + bytes(400))
    evidence = tmp_path / "case.jsonl"
    if stood:
        evidence.touch()
    done = run("scan", "list.xlsx", "--passive", "--evidence", evidence.name, cwd=tmp_path)
    assert done.returncode == 2 and "list.xlsx: is no list that can be read" in done.stderr and "case.jsonl" not in done.stderr
    assert evidence.exists() is stood


@pytest.mark.parametrize("outputs", [("rows.csv",), ("rows.csv", "rows.ndjson"), ("rows.ndjson",)])
def test_a_list_that_cannot_be_read_costs_no_row_of_an_earlier_scan(tmp_path: Path, outputs: tuple[str, ...]) -> None:
    (tmp_path / "list.csv").write_text("id,link\n1,evil.example\n")
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04" + bytes(400))
    options = [word for name in outputs for word in ("-o", name)]
    assert run("scan", "list.csv", "--offline", "-q", *options, cwd=tmp_path).returncode == 0
    before = {name: (tmp_path / name).read_bytes() for name in outputs}
    assert all(b"evil" in rows for rows in before.values())
    for words in (("list.csv", "--column", "lnik"), ("list.xlsx",)):
        for more in ((), ("--processes", "2")):
            assert run("scan", *words, "--offline", *options, *more, cwd=tmp_path).returncode == 2
            assert {name: (tmp_path / name).read_bytes() for name in outputs} == before
    told = run("scan", "list.csv", "--column", "lnik", "--offline", "--format", "csv", cwd=tmp_path)
    assert (told.returncode, told.stdout) == (2, "")


def test_evidence_is_not_written_over_a_file_that_is_none_and_no_output_is_begun(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("maybank2u-secure-login.top\n")
    (tmp_path / "mine.json").write_text('{"precious": 1}')
    (tmp_path / "rows.ndjson").write_text(ROW)
    words = [str(tmp_path / name) for name in ("list.txt", "rows.ndjson", "mine.json")]
    done = run("scan", words[0], "--offline", "-o", words[1], "--evidence", words[2])
    assert done.returncode == 2 and "mine.json is no evidence, and was left as it is. Name another --evidence" in done.stderr
    assert (tmp_path / "mine.json").read_text() == '{"precious": 1}'
    assert (tmp_path / "rows.ndjson").read_text() == ROW


def test_a_second_scan_on_the_same_journal_is_told_what_to_do_and_empties_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("maybank2u-secure-login.top\n")
    (tmp_path / "rows.ndjson").write_text(ROW)
    journal = Journal(tmp_path / "rows.jsonl")
    words = [str(tmp_path / name) for name in ("list.txt", "rows.ndjson", "rows.jsonl")]
    done = run("scan", words[0], "--offline", "-o", words[1], "--evidence", words[2])
    journal.close()
    assert (
        done.returncode == 2 and "wait for it, or name another file with --evidence" in done.stderr and "our own fault" not in done.stderr
    )
    assert (tmp_path / "rows.ndjson").read_text() == ROW


ROW = '{"schema":"scamtriage.assessment/1","line":1}\n'
"""What an earlier scan has written."""
OTHERWISE = {
    "another text": ("url,case\nb.example,17\n", ("--offline",), "line 2 of the list, or another column of it, differs from"),
    "another case": ("url,case\na.example,99\n", ("--offline",), "line 2 of the list, or another column of it, differs from"),
    "shorter": ("url,case\na.example,17\n", ("--offline",), "holds lines that the list no longer has, up to line 3"),
    "another mode": (
        "url,case\na.example,17\nc.example,\n",
        ("--resolver", "127.0.0.1:9"),
        "was written with --offline, but this scan runs without --offline. Repeat",
    ),
}


@pytest.mark.parametrize("what", OTHERWISE)
def test_a_journal_of_another_list_or_question_is_refused_before_any_output_is_begun(what: str, tmp_path: Path) -> None:
    listed, rows, evidence = (str(tmp_path / name) for name in ("list.csv", "rows.ndjson", "e.jsonl"))
    Path(listed).write_text("url,case\na.example,17\nc.example,\n")
    assert run("scan", listed, "--offline", "-q", "--evidence", evidence).returncode == 0
    Path(rows).write_text(ROW)
    before = Path(evidence).read_bytes()
    text, options, said = OTHERWISE[what]
    Path(listed).write_text(text)
    done = run("scan", listed, *options, "-o", rows, "--evidence", evidence)
    assert done.returncode == 2 and said in done.stderr and "name another --evidence" in done.stderr
    assert (Path(rows).read_text(), Path(evidence).read_bytes()) == (ROW, before)
    assert run("scan", listed, *options, "--evidence", evidence).stdout == ""


@pytest.mark.parametrize("order", [(), ("--in-order",)])
def test_what_a_journal_holds_is_told_once_and_the_rest_is_asked(order: tuple[str, ...], tmp_path: Path) -> None:
    listed, evidence = tmp_path / "list.txt", tmp_path / "e.jsonl"
    names = ["a.example", "b.example", "A.example", "d.example", "e.example", "not a name"]
    listed.write_text("\n".join(names[:4]))
    whole = run("scan", str(listed), "--offline", "-q", "--evidence", str(evidence)).stdout
    kept = sorted(evidence.read_bytes().splitlines(keepends=True), key=lambda line: int(json.loads(line)["line"]))
    evidence.write_bytes(b"".join((kept[3], kept[0], kept[2])))  # line 2 had not finished
    listed.write_text("\n".join(names))
    done = run("scan", str(listed), "--offline", *order, "--evidence", str(evidence))
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert [row["line"] for row in rows][: 6 if order else 3] == (list(range(1, 7)) if order else [4, 1, 3])
    assert {json.dumps(row) for row in rows if row["line"] < 5} == {json.dumps(json.loads(row)) for row in whole.splitlines()}
    assert "Resuming: 3 lines stand" in done.stderr and evidence.read_bytes().count(b"\n") == 6
    assert "To ask anew, name another" in done.stderr


def test_a_scan_without_a_journal_does_not_promise_to_continue() -> None:
    command = [sys.executable, "-m", "scamtriage", "scan", "-", "--offline"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdin and program.stdout and program.stderr
        program.stdin.write("evil.example\n")
        program.stdin.flush()
        assert json.loads(program.stdout.readline())["line"] == 1
        program.send_signal(signal.SIGINT)
        program.stdin.write("more.example\n" * 3)
        program.stdin.close()
        said = program.stderr.read()
        assert program.wait(90) == 130
    assert "no evidence was kept" in said and "nothing is lost" not in said


def test_what_is_seen_is_in_the_journal_although_nothing_follows(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scamtriage", "scan", "-", "--offline", "-q", "--evidence", str(tmp_path / "e.jsonl")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdin and program.stdout
        program.stdin.write("evil.example\n")
        program.stdin.flush()
        assert json.loads(program.stdout.readline())["line"] == 1
        program.kill()
    assert (tmp_path / "e.jsonl").read_text().count("\n") == 1


def test_a_journal_that_is_no_file_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (str(tmp_path / "pipe"), "/dev/null"):
        done = run("scan", "-", "--offline", "--evidence", name, stdin="evil.example\n")
        assert (done.returncode, done.stdout) == (2, "") and f"{name} is no file, and a journal is read again" in done.stderr


def test_a_setting_that_cannot_be_used_leaves_the_rows_of_yesterday(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('roots = "/nowhere.pem"\n')
    (tmp_path / "list.txt").write_text("evil.example\n")
    kept, journal = tmp_path / "keep.ndjson", tmp_path / "j.jsonl"
    kept.write_text(ROW)
    done = run("scan", str(tmp_path / "list.txt"), "--config", str(tmp_path / "bad.toml"), "-o", str(kept), "--evidence", str(journal))
    assert done.returncode == 2 and "roots" in done.stderr
    assert kept.read_text() == ROW and not journal.exists()


@pytest.mark.parametrize(("name", "code"), [("x.jsonl.bz2", 2), ("x.jsonl.XZ", 2), ("X.JSONL.GZ", 0)])
def test_a_journal_is_never_plain_under_the_name_of_a_packed_one(name: str, code: int, tmp_path: Path) -> None:
    done = run("scan", "-", "--offline", "--evidence", str(tmp_path / name), stdin="evil.example\n")
    assert done.returncode == code, done.stderr
    if code:
        assert ".gz or .zst" in done.stderr and not list(tmp_path.iterdir())
    else:
        assert gzip.decompress((tmp_path / name).read_bytes()).startswith(b'{"schema"')
        assert run("score", str(tmp_path / name), "--format", "ndjson").stdout.count("\n") == 1
