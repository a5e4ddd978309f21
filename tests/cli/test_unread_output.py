"""Whoever reads the output may leave, and what is written to may be closed or full: no traceback, and the right exit code."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scamtriage.cli.output.streams import ReaderGone, leave_if_unread


def test_a_reader_that_goes_away_is_no_error() -> None:
    names = "".join(f"name{n}.example.com\n" for n in range(5_000))
    with subprocess.Popen(
        [sys.executable, "-m", "scamtriage", "scan", "-", "--offline"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin and program.stdout and program.stderr
        program.stdin.write(names)
        program.stdin.close()
        assert json.loads(program.stdout.readline())["line"] == 1
        program.stdout.close()
        said = program.stderr.read()
        assert program.wait(90) == 0
    assert "Traceback" not in said and "Exception" not in said


@pytest.mark.parametrize(("gate", "code"), [("--fail-on suspicious", 10), ("--strict", 11), ("--fail-on near-certain", 0), ("", 0)])
@pytest.mark.parametrize(
    "asked", ["check --offline -q {name}", "scan {file} --offline -q", "score examples/evidence.jsonl -q", "collect --offline {name}"]
)
def test_a_gate_holds_though_its_reader_has_left(asked: str, gate: str, code: int, tmp_path: Path) -> None:
    if asked.startswith("collect") and gate.startswith("--fail-on"):
        pytest.skip("it judges nothing")
    if asked.startswith("score") and "near" in gate:
        code = 10  # the first of the file is one
    name, file = "kbank-login-verify.top", tmp_path / "list.txt"
    file.write_text(f"{name}\n" + "".join(f"name{n}.example.com\n" for n in range(5_000)))
    shell = f"{sys.executable} -m scamtriage {asked.format(name=name, file=file)} {gate}"
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run(["sh", "-c", shell], stdout=writes, stderr=subprocess.PIPE, text=True, timeout=120)
    os.close(writes)
    assert (done.returncode, done.stderr) == (code, "")


@pytest.mark.parametrize("words", ["schema evidence", "collect --offline a.com b.com", "check --offline -q a.com", "--version"])
def test_no_command_takes_it_for_an_error_that_nobody_reads_on(words: str) -> None:
    shell = f"{{ sleep 0.1; {sys.executable} -m scamtriage {words}; echo $? >&2; }} | :"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.stderr == "0\n"


def test_a_full_disk_is_said_and_exits_with_1() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "scamtriage", "check", "example.com", "--offline"],
            env=buffered,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1 and "No space left" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a POSIX shell, and a device that is always full")
@pytest.mark.parametrize(
    ("words", "code", "lines", "says"),
    [
        ("scan - --offline --format csv -q 2>&-", 0, 2, ""),
        ("check example.com --offline >&-", 1, 0, "stdout: Bad file descriptor"),
        ("score examples/evidence.jsonl -f ndjson >&-", 1, 0, "stdout: Bad file descriptor"),
        ("score --help >&-", 1, 0, "stdout: Bad file descriptor"),
        ("scan - --offline -q -o $TMP/rows.csv >&-", 0, 0, ""),
        ("scan - --offline <&-", 0, 0, "no target found"),
        ("--version >/dev/full", 1, 0, "stdout: No space left"),
        ("score examples/evidence.jsonl -f ndjson --processes 2 >/dev/full", 1, 0, "stdout: No space left"),
    ],
)
def test_a_stream_that_is_closed_or_full_is_no_fault_of_ours(words: str, code: int, lines: int, says: str, tmp_path: Path) -> None:
    command = ["sh", "-c", f"{sys.executable} -m scamtriage {words.replace('$TMP', str(tmp_path))}"]
    done = subprocess.run(command, input="example.com\n", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count("\n")) == (code, lines)
    assert says in done.stderr and "Traceback" not in done.stderr and "own fault" not in done.stderr


@pytest.mark.parametrize("ends", ["0", "130"])
def test_an_interrupt_while_nobody_takes_the_last_words_is_no_fault(ends: str) -> None:
    """What was interrupted already waits a moment by itself; what was not waits for its reader until somebody stops it."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writer, b"x" * 4096)
    os.set_blocking(writer, True)
    code = f"import sys; from scamtriage.cli import app; app.run(lambda: sys.stderr.write('on\\n') and sys.stdout.write('last') and {ends})"
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, env=buffered) as program:
        os.close(writer)
        try:
            assert program.stderr and program.stderr.readline() == b"on\n"
            time.sleep(0.5)
            if ends == "0":
                program.send_signal(signal.SIGINT)
            assert program.wait(90) == 130
            assert program.stderr.read() == b""
        finally:
            program.kill()
    os.close(reader)


@pytest.mark.parametrize("words", [("-m", "scamtriage.lab", "list"), ("examples/score_offline.py",)])
def test_what_is_no_command_of_the_program_ends_quietly_too_when_its_reader_has_gone(words: tuple[str, ...]) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run([sys.executable, *words], stdout=writes, stderr=subprocess.PIPE, text=True, timeout=120)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, "")


def test_nobody_is_asked_for_a_reader_who_has_left() -> None:
    """`check` writes its rows at the end alone: `| head` that was stopped, or `| true`, cost the look at every target."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.setblocking(False)
        targets = [f"n{number}.example" for number in range(200)]
        asks = ["check", *targets, "--passive", "--resolver", f"127.0.0.1:{silent.getsockname()[1]}", "--timeout", "0.2", "--no-cache"]
        with subprocess.Popen([sys.executable, "-m", "scamtriage", *asks], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            assert program.stdout is not None
            program.stdout.close()
            asked: set[bytes] = set()
            while program.poll() is None:
                with contextlib.suppress(BlockingIOError):
                    asked |= {*re.findall(rb"n[0-9]+(?=\x07example)", silent.recv(4096))}
        assert program.returncode == 0 and 0 < len(asked) < len(targets) // 2


def test_a_reader_who_is_there_is_told_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reader, writer = os.pipe()
    with open(writer, "w", encoding="utf-8") as out, open(tmp_path / "rows", "w", encoding="utf-8") as file:
        for stream in (out, file):
            monkeypatch.setattr(sys, "stdout", stream)
            leave_if_unread()
        os.close(reader)
        leave_if_unread()
        monkeypatch.setattr(sys, "stdout", out)
        with pytest.raises(ReaderGone):
            leave_if_unread()
