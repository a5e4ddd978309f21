"""A scan that is interrupted, or whose outputs nobody reads on: it ends, and what was seen is kept."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scamtriage.render.sections import UNFINISHED
from tests.waiting import until, until_still


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


@pytest.mark.parametrize("outputs", [("r.html",), ("r.md", "r.html")])
def test_a_report_of_a_scan_that_was_stopped_says_that_lines_are_missing(outputs: tuple[str, ...], tmp_path: Path) -> None:
    """It looked whole: an officer could take the lines that are not in it for lines without a finding."""
    names = "evil.example\nnot a name\n"
    command = [sys.executable, "-m", "scamtriage", "scan", "-", "--offline", "-o", "v.ndjson"]
    command += [word for name in outputs for word in ("-o", name)]
    for stopped in (True, False):
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as program:
            assert program.stdin
            if stopped:
                program.stdin.write(names)
                program.stdin.flush()
                until(lambda: (tmp_path / "v.ndjson").is_file() and (tmp_path / "v.ndjson").read_text().count("\n") > 1, program)
                program.send_signal(signal.SIGINT)
            _, said = program.communicate(None if stopped else names, timeout=90)
        assert program.returncode == (130 if stopped else 0)
        assert ("Stopped early, after 2 rows" in said) is stopped
        assert all((UNFINISHED in (tmp_path / name).read_text()) is stopped for name in outputs)
        (tmp_path / "v.ndjson").unlink()


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


def test_losing_whoever_reads_stderr_is_no_fault_of_a_scan(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("evil.example\n" * 50)
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "scamtriage", "scan", "list.txt", "--offline", "-o", "v.ndjson"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, cwd=tmp_path) as program:
        os.close(theirs)
        assert program.wait(90) == 0
    assert (tmp_path / "v.ndjson").read_text().count("\n") == 50
