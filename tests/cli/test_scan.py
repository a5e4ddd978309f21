"""A scan and its files: order, journals, outputs, interrupts and full disks, by the program itself."""

import contextlib
import gzip
import json
import os
import queue
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from scamtriage.batch.journal import Journal
from scamtriage.cli import ordering
from scamtriage.cli.ordering import InOrder, Row, merge_by_line
from scamtriage.cli.retry_command import refusals_command
from scamtriage.targets.read import Line
from tests.cli.running import run, run_alone
from tests.samples import assessment
from tests.waiting import until, until_still


def ordered(read: list[int], came: list[int]) -> Iterator[int]:
    order = InOrder()
    for _ in order.noting(Line(number=number, text="") for number in read):
        pass
    return (row.line for row in order.rows(iter([assessment(line=line) for line in came])))


@pytest.mark.parametrize(
    ("read", "came"),
    [([1, 2, 3], [3, 1, 2]), ([2, 3, 7], [7, 3, 2]), ([1, 2, 3], [3, 2]), ([1, 2], [2, 1, 1])],
    ids=["late", "a heading and a row of many lines", "a row that never comes", "two rows of one line"],
)
def test_rows_leave_in_the_order_of_the_input(read: list[int], came: list[int]) -> None:
    assert list(ordered(read, came))[: len(set(came))] == sorted(set(came))


def test_a_row_leaves_as_soon_as_those_before_it_have_left() -> None:
    order = InOrder()
    list(order.noting([Line(number=2, text=""), Line(number=3, text="")]))

    def rows() -> Iterator[Row]:
        yield assessment(line=2)
        pytest.fail("the first row of a list with a heading was held back")

    assert next(order.rows(rows())).line == 2


def test_lines_are_read_only_so_far_ahead_of_the_oldest_row_that_is_missing() -> None:
    """One slow registry in a list of a million would else keep all rows behind its own in memory."""
    order, arrived, count = InOrder(), queue.SimpleQueue[int](), 3 * ordering.MOST_AHEAD

    def read() -> None:
        for line in order.noting(Line(number=number, text="") for number in range(1, count + 1)):
            arrived.put(line.number)

    def rows() -> Iterator[Row]:
        oldest = arrived.get(timeout=10)
        held = 0
        with contextlib.suppress(queue.Empty):  # nothing more is read
            while True:
                yield assessment(line=arrived.get(timeout=0.5))
                held += 1
        assert held == ordering.MOST_AHEAD - 1
        yield assessment(line=oldest)
        for _ in range(count - held - 1):
            yield assessment(line=arrived.get(timeout=10))

    threading.Thread(target=read, daemon=True).start()
    assert [row.line for row in order.rows(rows())] == [*range(1, count + 1)]


def test_what_is_stored_is_made_when_it_is_due_and_not_before() -> None:
    made: list[int] = []

    def row(line: int) -> Row:
        made.append(line)
        return assessment(line=line)

    def fresh() -> Iterator[Row]:
        assert made == [1, 2]
        yield assessment(line=3)
        assert made == [1, 2, 4]
        yield assessment(line=5)
        yield assessment(line=7)

    rows = merge_by_line(iter([1, 2, 4, 6]), int, row, [3, 5], fresh())
    assert next(rows).line == 1 and made == [1]
    assert [row.line for row in rows] == [2, 3, 4, 5, 6, 7]
    assert [row.line for row in merge_by_line(iter([1, 2, 4]), int, row, [3], iter(()))] == [1, 2, 4]


def test_a_csv_in_order_is_in_order() -> None:
    names = "".join(f"n{n}.example.com,{n}\n" for n in range(40))
    done = run_alone("scan", "-", "--offline", "--in-order", "-q", "--format", "ndjson", stdin="domain,note\n" + names)
    assert [json.loads(line)["line"] for line in done.stdout.splitlines()] == list(range(2, 42))


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


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("options", "pipe"),
    [
        (("--offline",), "-"),
        (("-o", "v.ndjson"), "named"),
        (("-o", "v.ndjson", "--in-order", "--evidence", "e.jsonl.gz"), "-"),
        pytest.param(("--offline",), "named", marks=pytest.mark.exhaustive),
        pytest.param(("-o", "v.ndjson"), "-", marks=pytest.mark.exhaustive),
        pytest.param(("-o", "v.ndjson", "--in-order", "--evidence", "e.jsonl.gz"), "named", marks=pytest.mark.exhaustive),
    ],
)
def test_one_interrupt_ends_a_scan_of_a_pipe_that_says_nothing_more(options: tuple[str, ...], pipe: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "named")
    command = [sys.executable, "-m", "scamtriage", "scan", pipe, *options, "--resolver", "127.0.0.1:9"]
    command = command[:-2] if "--offline" in options else command
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as program:
        assert program.stdin and program.stdout
        feeding = program.stdin if pipe == "-" else (tmp_path / "named").open("wb", buffering=0)
        feeding.write(b"not a name\n" * 5)
        feeding.flush()
        if "--offline" in options:
            assert b"not a name" in program.stdout.readline()
        else:
            until((tmp_path / "v.ndjson").exists, program)
            until_still(program)
        began = time.monotonic()
        program.send_signal(signal.SIGINT)
        assert program.wait(90) == 130
        assert time.monotonic() - began < 60  # it was for ever
        said = program.stderr.read() if program.stderr else b""
        feeding.close()
    assert b"the same command:\n  scamtriage scan" in said


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_one_interrupt_ends_a_scan_of_a_pipe_that_nobody_writes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "named")
    command = [sys.executable, "-X", "importtime", "-m", "scamtriage", "scan", "named", "--offline"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=tmp_path) as program:
        assert program.stderr
        loaded = iter(program.stderr.readline, b"")
        assert any(b"scamtriage.targets.read" in line for line in loaded)  # the last that is loaded before the list is opened
        until_still(program)
        program.send_signal(signal.SIGINT)
        assert b"no evidence was kept" in program.stderr.read() and program.wait(90) == 130


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("options", [("v.ndjson",), ("v.csv", "-o", "w.ndjson"), ("v.ndjson", "--processes", "2")])
def test_one_interrupt_ends_a_scan_whose_output_is_a_pipe_that_nobody_reads(options: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / options[0])
    (tmp_path / "list.txt").write_text("evil.example\n")
    command = [sys.executable, "-X", "importtime", "-m", "scamtriage", "scan", "list.txt", "--offline", "-o", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=tmp_path) as program:
        assert program.stderr
        loaded = iter(program.stderr.readline, b"")
        assert any(b"scamtriage.targets.read" in line for line in loaded)  # loaded before any output is opened
        until_still(program)
        program.send_signal(signal.SIGINT)
        assert b"Stopped early" in program.stderr.read() and program.wait(90) == 130


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize(
    ("lines", "options", "times", "apart_s"),
    [
        (2_000, ("v.ndjson",), 2, 0.5),
        pytest.param(2_000, ("v.csv", "-o", "w.csv"), 2, 0.5, marks=pytest.mark.exhaustive),
        pytest.param(60, ("v.ndjson", "-o", "w.ndjson"), 2, 0.5, marks=pytest.mark.exhaustive),
        (60, ("v.ndjson", "-o", "w.ndjson"), 1, 0.0),  # what is in hand is not waited for longer than it was promised
        pytest.param(60, ("v.ndjson", "-o", "w.ndjson"), 9, 0.2, marks=pytest.mark.exhaustive),
    ],
)
def test_interrupts_end_a_scan_whose_outputs_nobody_reads_on(
    lines: int, options: tuple[str, ...], times: int, apart_s: float, tmp_path: Path
) -> None:
    (tmp_path / "list.txt").write_text("".join(f"name-{n}.com\n" for n in range(lines)))
    outputs = [tmp_path / word for word in options if "." in word]
    for path in outputs:
        os.mkfifo(path)
    readers = [os.open(path, os.O_RDONLY | os.O_NONBLOCK) for path in outputs]
    command = [sys.executable, "-m", "scamtriage", "scan", "list.txt", "--offline", "-o", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path) as program:
        try:
            assert select.select(readers, [], [], 90)[0]
            until_still(program)  # until the pipe is full
            for _ in range(times):
                program.send_signal(signal.SIGINT)
                time.sleep(apart_s)
            assert program.wait(90) == 130
            assert program.stderr and b"Traceback" not in program.stderr.read()
        finally:
            program.kill()
    for reader in readers:
        os.close(reader)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize(
    ("words", "options"),
    [
        pytest.param("a{}.com", ("--evidence", "e.jsonl", "-f", "ndjson"), marks=pytest.mark.exhaustive),
        ("no name {}", ("--processes", "2", "-o", "v.ndjson")),
    ],
)
def test_two_interrupts_end_a_scan_that_has_rows_in_a_buffer_which_nobody_takes(
    words: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    """Be they stdout's, which a thread holds that waits, or those of several processes."""
    (tmp_path / "list.txt").write_text("".join(f"{words.format(n)}\n" for n in range(10_000)))
    os.mkfifo(tmp_path / "v.ndjson")
    named, (reader, writer) = os.open(tmp_path / "v.ndjson", os.O_RDONLY | os.O_NONBLOCK), os.pipe()
    command = [sys.executable, "-m", "scamtriage", "scan", "list.txt", "--offline", *options]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdout=writer, stderr=subprocess.PIPE, cwd=tmp_path, env=buffered) as program:
        os.close(writer)
        try:
            assert program.stderr and select.select([reader, named], [], [], 90)[0]
            until_still(program)  # until the pipe is full
            for _ in range(2):
                program.send_signal(signal.SIGINT)
                time.sleep(0.5)
            assert program.wait(90) == 130
            assert b"Traceback" not in program.stderr.read()
        finally:
            program.kill()
    os.close(reader)
    os.close(named)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_journal_that_is_no_file_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (str(tmp_path / "pipe"), "/dev/null"):
        done = run("scan", "-", "--offline", "--evidence", name, stdin="evil.example\n")
        assert (done.returncode, done.stdout) == (2, "") and f"{name} is no file, and a journal is read again" in done.stderr


@pytest.mark.parametrize("options", [(), ("--in-order",), ("--processes", "2", "-f", "ndjson"), ("-f", "csv"), ("-f", "html")])
def test_of_a_packed_list_that_was_cut_all_rows_before_the_cut_are_written_and_the_file_is_named(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    text = "".join(f"host{n * 7919 % 100_003}.com\n" for n in range(3_000)).encode()
    cut = gzip.compress(text)[:5_000]
    whole = zlib.decompressobj(wbits=31).decompress(cut).count(b"\n")
    (tmp_path / "list.txt.gz").write_bytes(cut)
    done = (run_alone if "--processes" in options else run)("scan", str(tmp_path / "list.txt.gz"), "--offline", *options)
    assert done.returncode == 2 and done.stderr.startswith(f"{tmp_path}/list.txt.gz: the gzip data is cut short"), done.stderr
    if "html" in options:
        assert done.stdout.rstrip().endswith("</html>")
    else:
        assert whole > 1_000 and done.stdout.count("\n") == whole + ("csv" in options)


def test_a_setting_that_cannot_be_used_leaves_the_rows_of_yesterday(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('roots = "/nowhere.pem"\n')
    (tmp_path / "list.txt").write_text("evil.example\n")
    kept, journal = tmp_path / "keep.ndjson", tmp_path / "j.jsonl"
    kept.write_text(ROW)
    done = run("scan", str(tmp_path / "list.txt"), "--config", str(tmp_path / "bad.toml"), "-o", str(kept), "--evidence", str(journal))
    assert done.returncode == 2 and "roots" in done.stderr
    assert kept.read_text() == ROW and not journal.exists()


def test_a_scan_whose_proxy_is_not_there_says_so_at_once_and_no_cluster_is_dialled_beside_one() -> None:
    done = run("scan", "-", "--proxy", "socks5h://127.0.0.1:9", "--resolver", "192.0.2.1", stdin="example.com\n")
    assert (done.returncode, done.stdout) == (1, "") and "the proxy socks5h://127.0.0.1:9: " in done.stderr
    done = run("scan", "-", "--proxy", "socks5h://127.0.0.1:9", "--dask", "tcp://127.0.0.1:9", stdin="example.com\n")
    assert done.returncode == 2 and "--dask and --proxy exclude each other" in done.stderr


def test_a_scan_refuses_to_follow_and_says_what_follows(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("evil.example\n")
    done = run("scan", str(tmp_path / "list.txt"), "--offline", "--follow", "1")
    assert done.returncode == 2 and done.stdout == "" and "check" in done.stderr and "leads" in done.stderr
    assert "--follow" not in run("scan", "--help").stdout and "--follow" in run("check", "--help").stdout
    (tmp_path / "settings.toml").write_text("follow = 1\n")
    done = run("scan", str(tmp_path / "list.txt"), "--offline", "--config", str(tmp_path / "settings.toml"))
    assert done.returncode == 0 and "follow = 1 of the settings" in done.stderr


@pytest.mark.parametrize(("name", "code"), [("x.jsonl.bz2", 2), ("x.jsonl.XZ", 2), ("X.JSONL.GZ", 0)])
def test_a_journal_is_never_plain_under_the_name_of_a_packed_one(name: str, code: int, tmp_path: Path) -> None:
    done = run("scan", "-", "--offline", "--evidence", str(tmp_path / name), stdin="evil.example\n")
    assert done.returncode == code, done.stderr
    if code:
        assert ".gz or .zst" in done.stderr and not list(tmp_path.iterdir())
    else:
        assert gzip.decompress((tmp_path / name).read_bytes()).startswith(b'{"schema"')
        assert run("score", str(tmp_path / name), "--format", "ndjson").stdout.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_losing_whoever_reads_stderr_is_no_fault_of_a_scan(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("evil.example\n" * 50)
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "scamtriage", "scan", "list.txt", "--offline", "-o", "v.ndjson"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, cwd=tmp_path) as program:
        os.close(theirs)
        assert program.wait(90) == 0
    assert (tmp_path / "v.ndjson").read_text().count("\n") == 50


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("options", [("-o", "full.csv"), ("-o", "full.csv", "-o", "v.ndjson"), ()])
def test_a_full_disk_is_told_with_the_file_that_is_on_it(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "full.csv").symlink_to("/dev/full")
    (tmp_path / "list.txt").write_text("evil.example\n" * 50)
    command = [sys.executable, "-m", "scamtriage", "scan", "list.txt", "--offline", *options]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, timeout=90, check=False)
    assert done.returncode == 1
    assert f"scamtriage: {options[1] if options else 'stdout'}: No space left on device" in done.stderr


@pytest.mark.parametrize(
    ("first", "path"),
    [
        ('{"schema":"scamtriage.assessment/1","input":"a.com"}', ".input"),
        ('["a.com"]', ".[]"),
        ("[", ".[] | .url? // ."),
        ('{"url": "a.com"}', ".url"),
        ('[{"n": 1, "link": "a.com"}]', ".[] | .link? // ."),
    ],
)
def test_a_list_of_json_ends_the_run_with_the_command_that_unpacks_it(first: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "list.ndjson").write_text(first + "\n")
    done = run("scan", "list.ndjson", "--offline", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"looks like JSON, and a list has one target per line: jq -r '{path}' list.ndjson | scamtriage scan -" in done.stderr
    for line in ("[2001:db8::1]", "[[evil.com]]"):
        assert "looks like JSON" not in run("scan", "-", "--offline", stdin=f"{line}\n").stderr


def test_a_suffix_in_capitals_chooses_the_format_too(tmp_path: Path) -> None:
    done = run("scan", "-", "--offline", "-q", "-o", str(tmp_path / "B.CSV"), stdin="evil.example\n")
    assert done.returncode == 0 and (tmp_path / "B.CSV").read_text(encoding="utf-8-sig").startswith("line,")


def test_a_scan_names_the_file_of_its_evidence_where_it_kept_one(tmp_path: Path) -> None:
    rows, kept, packed = tmp_path / "v.ndjson", tmp_path / "e.jsonl", tmp_path / "p.jsonl.gz"
    for evidence in (kept, packed):
        done = run("scan", "-", "--offline", "-o", str(rows), "--evidence", str(evidence), stdin="example.com\n")
        assert f"evidence: {evidence} (for score, " in done.stderr and evidence.is_file()
    for words in (("-o", str(rows)), ("-q", "--evidence", str(kept))):
        assert "evidence:" not in run("scan", "-", "--offline", *words, stdin="example.com\n").stderr


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: there is no jq")
def test_refused_lines_are_listed_with_their_reasons_by_the_command_of_the_summary(tmp_path: Path) -> None:
    source, rows, evidence = tmp_path / "list.txt", tmp_path / "my rows.ndjson", tmp_path / "e.jsonl"
    source.write_text("a.example\n\x1b[2Jlocalhost\nb.example c.example\n\n")
    told = run("scan", str(source), "--offline", "-o", str(rows)).stderr
    assert run("collect", "--offline", "a.example", "localhost", "-o", str(evidence)).returncode == 0
    [line] = [line for line in told.splitlines() if line.startswith("nothing was asked about 2 refused lines; ")]
    for command, lines in ((line.partition("which and why: ")[2], [2, 3]), (refusals_command(evidence), [2])):
        listed = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True).stdout
        assert "\x1b" not in listed and [json.loads(one)[0] for one in listed.splitlines()] == lines
        assert all(json.loads(one)[2] for one in listed.splitlines())
    assert "refused" not in run("scan", "-", "--offline", "-o", str(tmp_path / "v.ndjson"), stdin="a.example\n").stderr


def test_a_format_that_is_typed_beside_an_output_is_not_dropped_in_silence(tmp_path: Path) -> None:
    words = ("scan", "-", "--offline", "-o", str(tmp_path / "v.ndjson"))
    done = run(*words, "-f", "stix", stdin="a.example\n")
    assert done.returncode == 0 and "--format stix is for stdout" in done.stderr
    assert "--format" not in run(*words, stdin="a.example\n").stderr
