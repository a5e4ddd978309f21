"""A good citizen of the shell: exit codes, pipes, nothing but data on stdout."""

import contextlib
import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rich.cells import cell_len

from scamtriage.cli.output.streams import ReaderGone, leave_if_unread
from tests.cli.running import run, run_alone

BAD_NAME = "maybank2u-secure-login.top"


CODES = [
    (["check", "example.com", "--offline"], 0),
    (["check", BAD_NAME, "--offline"], 0),
    (["check", BAD_NAME, "--offline", "--fail-on", "suspicious"], 10),
    (["check", "example.com", "--offline", "--fail-on", "suspicious"], 0),
    (["check", "not-a-name", "--offline"], 0),
    (["check", "not-a-name", "example.com", "--offline", "--strict"], 11),
    (["check", "example.com", "--offline", "--strict"], 0),
    (["check"], 2),
    (["check", "example.com", "--nonsense"], 2),
    (["check", "example.com", "--offline", "--passive"], 2),
    (["check", "example.com", "--offline", "--prior", "2"], 2),
    (["check", "example.com", "--offline", "--config", "/nowhere.toml"], 2),
    (["check", "example.com", "--resolver", "dns.example"], 2),
    (["score", "/nowhere.jsonl"], 2),
    (["explain", "no-such-signal"], 2),
    (["scan", "/nowhere.txt", "--offline"], 2),
]


@pytest.mark.parametrize(("words", "code"), CODES)
def test_exit_codes_are_the_documented_ones(words: list[str], code: int) -> None:
    done = run(*words)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert code != 2 or (done.stdout == "" and done.stderr.strip())


@pytest.mark.parametrize(("words", "code"), {code: (words, code) for words, code in CODES}.values(), ids=str)
def test_exit_codes_reach_the_shell(words: list[str], code: int) -> None:
    done = run_alone(*words)
    assert done.returncode == code and "Traceback" not in done.stderr, done.stderr


def test_json_of_one_is_an_object_and_of_several_an_array() -> None:
    assert json.loads(run("check", "example.com", "--offline", "--format", "json").stdout)["target"]["host"] == "example.com"
    both = json.loads(run("check", "b.example.com", "a.example.com", "--offline", "--format", "json").stdout)
    assert [row["line"] for row in both] == [1, 2]


def test_every_line_gets_exactly_one_row_and_options_cannot_be_injected() -> None:
    lines = [
        "example.com",
        "",
        "# comment",
        "--help",
        "-o/tmp/x",
        "@file",
        "http://[::1",
        "x" * 9_000,
        "a\x00b",
        "exämple.com",
        "example.com",
    ]
    done = run_alone("scan", "-", "--offline", "-q", stdin="\n".join(lines) + "\n")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["line"] for row in rows] == list(range(1, len(lines) + 1))
    assert all(row["status"] in ("ok", "refused", "skipped") for row in rows)
    assert all(row["status_reason"] for row in rows if row["status"] != "ok")
    assert done.returncode == 0


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


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")
@pytest.mark.parametrize("words", ["schema evidence", "collect --offline a.com b.com", "check --offline -q a.com", "--version"])
def test_no_command_takes_it_for_an_error_that_nobody_reads_on(words: str) -> None:
    shell = f"{{ sleep 0.1; {sys.executable} -m scamtriage {words}; echo $? >&2; }} | :"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.stderr == "0\n"


def test_a_file_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    done = run("scan", "-", "--offline", "-o", str(tmp_path / "loop.csv"), stdin="a.com\n")
    assert done.returncode == 1 and "loop.csv: Too many levels of symbolic links" in done.stderr


def test_no_name_of_a_file_acts_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "page\x1b[31m.html").write_bytes(b"<p>call +66812345678</p>" * 200_000)
    done = run("contacts", str(tmp_path / "page\x1b[31m.html"))
    assert "page\\u{1b}[31m.html: only its first" in done.stderr and "\x1b" not in done.stderr


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


def test_several_outputs_are_written_in_one_go(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("v.ndjson", "t.csv", "r.html", "m.md")]
    done = run("scan", "-", "--offline", "-q", *(word for file in files for word in ("-o", str(file))), stdin="example.com\nfoo\n")
    assert done.returncode == 0 and done.stdout == ""
    assert len(files[0].read_text().splitlines()) == 2
    assert len(list(csv.reader(io.StringIO(files[1].read_text())))) == 3
    assert files[2].read_text().endswith("</body></html>\n")
    if os.name == "posix":
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
@pytest.mark.parametrize(
    ("folder", "mode", "warned"),
    [
        *[(0o755, 0o666, True), (0o701, 0o604, True), (0o755, 0o640, False), (0o755, 0o600, False)],
        *[(0o700, 0o666, False), (0o750, 0o644, False)],  # nobody else gets there
    ],
)
def test_a_file_that_everybody_can_read_is_told_of_before_it_is_written(folder: int, mode: int, warned: bool) -> None:
    with TemporaryDirectory() as made:
        if not all(above.stat().st_mode & 0o001 for above in Path(made).resolve().parents):
            pytest.skip("folders of this machine's temporary files are closed to others")
        Path(made).chmod(folder)
        rows, kept = Path(made) / "f.csv", Path(made) / "f.jsonl"
        for path in (rows, kept):
            path.touch()
            path.chmod(mode)
        done = run("scan", "-", "--offline", "-q", "-o", str(rows), stdin="example.com\n")
        told = run("collect", "example.com", "--offline", "-q", "-o", str(kept))
        assert done.returncode == told.returncode == 0 and rows.stat().st_mode & 0o777 == kept.stat().st_mode & 0o777 == mode
        assert [f"{path} keeps its rights" in one.stderr for path, one in ((rows, done), (kept, told))] == [warned, warned]


def test_an_unknown_suffix_of_an_output_names_the_known_ones(tmp_path: Path) -> None:
    done = run("scan", "-", "--offline", "-o", str(tmp_path / "x.xlsx"), stdin="example.com\n")
    assert done.returncode == 2 and ".csv" in done.stderr


def test_a_csv_column_is_read_and_the_others_come_along() -> None:
    done = run("scan", "-", "--offline", "-q", "--column", "link", stdin="case,link\n17,example.com\n")
    [row] = [json.loads(line) for line in done.stdout.splitlines()]
    assert row["columns"] == {"case": "17"}


def test_no_colour_goes_into_a_pipe() -> None:
    assert "\x1b" not in run_alone("check", BAD_NAME, "--offline").stdout


def test_schema_and_rows_agree() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(run_alone("schema").stdout)
    rows = run("scan", "-", "--offline", "-q", stdin="example.com\nfoo\n").stdout.splitlines()
    for row in rows:
        jsonschema.validate(json.loads(row), schema)


@pytest.mark.parametrize("asked", ["{what}_{shell}", "{shell}_{what}"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(shell: str, asked: str) -> None:
    done = run_alone(_SCAMTRIAGE_COMPLETE=asked.format(what="source", shell=shell))
    assert done.returncode == 0 and "complete_" + shell in done.stdout


@pytest.mark.parametrize(
    ("typed", "word", "offered"),
    [
        ("scamtriage sc", 1, ["scan", "score", "schema"]),
        ("scamtriage lookup re", 2, ["registration"]),
        ("scamtriage check --second", 2, ["--second-look"]),
        ("scamtriage help sc", 2, ["scan", "score", "schema"]),
        ("scamtriage evil.com sc", 2, ["scan", "score", "schema"]),
    ],
)
def test_commands_options_and_choices_are_completed(typed: str, word: int, offered: list[str]) -> None:
    done = run_alone(_SCAMTRIAGE_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(word))
    assert sorted(done.stdout.split()) == sorted(offered) and not done.stderr


@pytest.fixture(scope="module")
def piped() -> str:
    return run_alone("scan", "-", "--offline", "--format", "csv", stdin="ตัวอย่าง.ไทย\n").stdout


def test_a_pipe_that_is_named_as_a_file_holds_no_mark_of_utf_8(tmp_path: Path) -> None:
    (tmp_path / "pipe.csv").symlink_to("/dev/stdout")
    assert run_alone("scan", "-", "--offline", "-o", str(tmp_path / "pipe.csv"), stdin="a.com\n").stdout.startswith("line,")


@pytest.mark.parametrize("mode", [(), ("--evidence", "kept.jsonl")])
def test_a_csv_file_opens_in_excel_and_a_pipe_holds_no_mark(tmp_path: Path, mode: tuple[str, ...], piped: str) -> None:
    table = tmp_path / "table.csv"
    mode = tuple(str(tmp_path / word) if "." in word else word for word in mode)
    run_alone("scan", "-", "--offline", "-o", str(table), "-o", str(tmp_path / "v.ndjson"), *mode, stdin="ตัวอย่าง.ไทย\n")
    run_alone("scan", "-", "--offline", "-o", str(tmp_path / "alone.csv"), *mode, stdin="ตัวอย่าง.ไทย\n")
    assert piped.startswith("line,")
    for file in (table, tmp_path / "alone.csv"):
        assert (
            file.read_bytes().startswith(b"\xef\xbb\xbfline,")
            and file.read_text(encoding="utf-8-sig").splitlines()[1:] == piped.splitlines()[1:]
        )
    assert not (tmp_path / "v.ndjson").read_bytes().startswith(b"\xef")
    assert run("scan", str(table), "--offline", "--column", "input", "--format", "ndjson").returncode == 0


def test_the_version_names_the_knowledge_as_the_rows_do() -> None:
    row = json.loads(run("check", "example.com", "--offline", "--format", "json").stdout)
    said = f"scamtriage {row['tool']['version']} (knowledge {row['tool']['knowledge']})\n"
    assert run("--version").stdout == said
    assert run("-V", "schema").stdout == said  # the same where the command tree says it


def test_a_shell_for_completion_is_not_passed_over() -> None:
    done = run("--install-completion", "zsh")
    assert done.returncode == 2 and done.stdout == "" and "from which it is started" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
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


def test_help_is_a_command_as_well() -> None:
    assert run("help", "check").stdout == run("check", "--help").stdout
    assert run("help").stdout == run("--help").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("words", [("-m", "scamtriage.lab", "list"), ("examples/score_offline.py",)])
def test_what_is_no_command_of_the_program_ends_quietly_too_when_its_reader_has_gone(words: tuple[str, ...]) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run([sys.executable, *words], stdout=writes, stderr=subprocess.PIPE, text=True, timeout=120)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "words", [("check", "dsi-case-th.top", "--offline"), ("score", "examples/evidence.jsonl", "-f", "table"), ("explain", "nats")]
)
def test_nothing_is_wider_than_a_terminal_of_forty_columns(words: tuple[str, ...]) -> None:
    lines = run_alone(*words, COLUMNS="40").stdout.splitlines()
    assert lines and max(map(cell_len, lines)) <= 40


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
