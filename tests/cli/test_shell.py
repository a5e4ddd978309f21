"""A good citizen of the shell: exit codes, pipes, nothing but data on stdout."""

import contextlib
import csv
import io
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rich.cells import cell_len

from scamtriage.batch.protocol import OTHER_VERSION
from scamtriage.batch.workers import start_worker
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


def test_settings_come_from_the_named_file_and_unknown_keys_are_refused(tmp_path: Path) -> None:
    settings = tmp_path / "s.toml"
    settings.write_text("prior = 0.3\n")
    assert json.loads(run("check", "example.com", "--offline", "--config", str(settings), "--format", "json").stdout)["prior"] == 0.3
    settings.write_text("priro = 0.3\n")
    done = run("check", "example.com", "--offline", "--config", str(settings))
    assert done.returncode == 2 and "priro" in done.stderr


def test_a_file_cannot_open_the_guard(tmp_path: Path) -> None:
    settings = tmp_path / "s.toml"
    settings.write_text('allow_networks = ["10.0.0.0/8"]\n')
    done = run("check", "example.com", "--offline", "--config", str(settings))
    assert done.returncode == 2 and "command line only" in done.stderr


def test_no_settings_are_read_from_the_working_folder(tmp_path: Path) -> None:
    for name in ("config.toml", "scamtriage.toml", ".scamtriage.toml", "pyproject.toml"):
        (tmp_path / name).write_text("nonsense = true\n[tool.scamtriage]\nprior = 0.9\n")
    assert json.loads(run("check", "example.com", "--offline", "--format", "json", cwd=tmp_path).stdout)["prior"] == 0.1


def planted(folder: Path) -> Path:
    """A folder with modules in it that would be taken for those of Python and of ours; each leaves a mark when it runs."""
    for name in ("json", "orjson", "idna", "httpx", "sitecustomize", "usercustomize", "scamtriage", "asyncio"):
        (folder / f"{name}.py").write_text("import pathlib\npathlib.Path(__file__).with_suffix('.ran').touch()\nraise SystemExit(7)\n")
    return folder


def test_no_code_of_the_working_folder_runs(tmp_path: Path) -> None:
    script = Path(sys.executable).parent / "scamtriage"
    words = [str(script), "check", "example.com", "--offline", "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=planted(tmp_path), check=False)
    assert json.loads(done.stdout)["status"] == "ok", done.stderr
    assert list(tmp_path.glob("*.ran")) == []


async def test_no_code_of_the_working_folder_runs_in_a_worker_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(planted(tmp_path))
    worker = await start_worker("scamtriage.worker")
    await worker.communicate(b"{}\n")
    assert worker.returncode == OTHER_VERSION
    assert list(tmp_path.glob("*.ran")) == []


def in_surroundings(**env: str) -> str:
    return run_alone("check", "例え.jp", "--offline", "--format", "json", **env).stdout


@pytest.fixture(scope="module")
def usual() -> str:
    return in_surroundings()


@pytest.mark.parametrize("env", [{"HOME": ""}, {"LC_ALL": "C"}, {"TZ": "Pacific/Kiritimati"}, {"PYTHONIOENCODING": "ascii"}])
def test_odd_surroundings_change_no_byte(env: dict[str, str], usual: str) -> None:
    assert in_surroundings(**env) == usual != ""


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


def test_a_working_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("example.com\n")
    words = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -m scamtriage scan {tmp_path}/list.txt -q --offline -o x.ndjson"
    ours = os.environ | {"PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=False, cwd=tmp_path, env=ours)
    assert done.returncode == 1 and done.stderr == "scamtriage: the working folder: No such file or directory\n"


def test_a_path_is_told_in_its_own_letters_under_a_locale_without_them(tmp_path: Path) -> None:
    out = str(tmp_path / "ü.ndjson")
    for _ in range(2):
        words = ("scan", "-", "--offline", "--evidence", str(tmp_path / "é.jsonl"), "-o", out)
        done = run_alone(*words, stdin="example.com\n", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert done.returncode == 0, done.stderr
    assert f"{tmp_path}/é.jsonl" in done.stderr and "udc" not in done.stderr


@pytest.mark.parametrize(("command", "option"), [("score", "-o"), ("check", "--output")])
def test_who_wants_a_file_from_a_command_that_prints_is_told_how_to_get_one(command: str, option: str) -> None:
    done = run(command, "x", option, "x.html")
    assert done.returncode == 2 and f"scamtriage {command} writes to stdout: scamtriage {command} … > FILE" in done.stderr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("scan", "--threads", "5"), "here it is --in-flight N"),
        (("scan", "--resume"), "the same command resumes by itself"),
        (("check", "a.com", "--json"), "here it is --format json"),
        (("check", "a.com", "--ofline"), "did you mean --offline?"),
        (("scan", "--out", "x.csv"), "here it is --output FILE"),
    ],
)
def test_an_option_of_other_tools_is_told_as_it_is_called_here(words: tuple[str, ...], meant: str) -> None:
    done = run(*words)
    assert done.returncode == 2 and f"; {meant}" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("scan", "--zzz"),
        ("check", "a.com", "--threads", "5"),
        ("explain", "--resume"),
        ("lookup", "a.com", "--csv"),  # it has --format, but not this one
        ("schema", "--debug"),
        ("doctor", "--jsn"),
    ],
)
def test_nothing_is_suggested_that_is_not_like_it(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 2 and "did you mean" not in done.stderr.lower() and "here it is" not in done.stderr


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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hxxps://a[.]top/x",), "scamtriage check 'hxxps://a[.]top/x'"),
        (("check", "-"), "scamtriage scan -"),
        (("check", "all.txt"), "all.txt is a file here; a list is triaged by: scamtriage scan all.txt"),
        (("check", "a.eml"), "a.eml is a file here; the addresses in a mail are triaged by: scamtriage scan --extract a.eml"),
        (("lookup", "dns", "page.html"), "scamtriage contacts page.html"),
        (("scan", "https://a.top/"), "scamtriage check https://a.top"),
        (("contacts", "https://a.top/x"), "scamtriage lookup contacts https://a.top/x"),
        (("check", "a.top", "--timeout", "abc"), "Invalid value for '--timeout': it must be a valid number\n"),
    ],
)
def test_who_gives_a_site_for_a_command_or_a_file_for_a_site_is_told_what_to_type(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    for name in ("all.txt", "a.eml", "page.html"):
        (tmp_path / name).write_text("a.top\n")
    done = run(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize("asked", [("--offline",), ("--passive",), ("--proxy", "socks5h://127.0.0.1:9"), ("--no-second-look", "-q")])
@pytest.mark.parametrize(
    "words", [("scan", "https://a.top/"), ("check", "all.txt"), ("lookup", "dns", "all.txt"), ("collect", "-"), ("a.top",)]
)
def test_advice_asks_no_more_of_the_world_than_what_was_typed(words: tuple[str, ...], asked: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "all.txt").write_text("a.top\n")
    done = run(*words, *asked, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    [advice] = [
        line for line in done.stderr.splitlines() if "scamtriage scan " in line or ("scamtriage check " in line and "Try:" not in line)
    ]
    meant = shlex.split(advice[advice.rindex("scamtriage ") :])
    assert set(asked) <= {"-q" if word == "--quiet" else word for word in meant}
    assert not {"--offline", "--passive", "--proxy"} & set(meant) - set(asked)


@pytest.mark.parametrize(
    ("before", "after"), [((), ("check", "all.txt")), ((), ("a.top",)), ((), ("check", "-foo.top")), (("check",), ("a.top",))], ids=str
)
def test_advice_shows_no_password(before: tuple[str, ...], after: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "all.txt").write_text("a.top\n")
    proxy = ("--proxy", "http://nok:s3cret@127.0.0.1:9/")
    done = run(*((*proxy, *before, *after) if before else (*after, *proxy)), cwd=tmp_path)
    assert done.returncode == 2 and "nok:***@" in done.stderr and "s3cret" not in done.stderr


def test_advice_about_a_list_in_json_repeats_the_options_too(tmp_path: Path) -> None:
    (tmp_path / "rows.json").write_text('{"url": "https://a.top/"}\n')
    for more in ((), ("--extract",)):
        done = run("scan", "rows.json", "--passive", *more, cwd=tmp_path)
        assert done.returncode == 2 and done.stderr.endswith(f"scamtriage scan - {'--extract ' if more else ''}--passive\n")


def test_an_option_that_the_other_command_has_not_is_no_part_of_the_advice(tmp_path: Path) -> None:
    done = run("scan", "a.top", "--in-order", "--passive", "-o", "rows.csv", cwd=tmp_path)
    assert done.stderr.endswith("scamtriage check a.top --passive\n")


def test_a_proxy_that_does_not_run_is_not_given_up_without_saying_what_sites_then_see() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: it refuses connections
        for command in (("check", "a.top"), ("lookup", "dns", "a.top"), ("doctor", "--resolver", "127.0.0.1:1", "--timeout", "0.2")):
            done = run(*command, "--proxy", f"socks5h://127.0.0.1:{taken.getsockname()[1]}")
            assert done.returncode == 1
            assert "--proxy none) every site that is looked at sees the address of this machine" in done.stdout + done.stderr


@pytest.mark.parametrize("word", ["nosuch.html", "urls.txt", "./nosuch.html", "./nosuch", "../a/rows.csv.gz", "old/page.htm"])
def test_a_file_that_is_not_there_is_not_judged_as_a_site(word: str) -> None:
    for command in (("check", word, "--offline"), ("lookup", "dns", word), ("collect", word, "--offline")):
        done = run(*command)
        assert (done.returncode, done.stdout) == (2, "") and f"{word}: there is no such file" in done.stderr


def test_a_site_whose_page_is_called_as_files_are_is_a_site() -> None:
    for word in ("evil.com/page.html", "https://evil.html/", "page.html.evil.top", "setup.zip"):
        assert run("check", word, "--offline").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--offline", "check", "a.top"), "it stands behind the command: scamtriage check --offline a.top"),
        (("--proxy", "none", "-q", "scan", "all.txt", "--passive"), "scamtriage scan --proxy none -q all.txt --passive"),
        (("check", "-foo.top", "--offline"), "a name that begins with a hyphen stands behind --: scamtriage check --offline -- -foo.top"),
        (("check", "-abc.top"), "scamtriage check -- -abc.top"),
        (("check", "-qfoo.top"), "scamtriage check -- -qfoo.top"),
        (("lookup", "dns", "-vfoo.top", "--passive"), "scamtriage lookup dns --passive -- -vfoo.top"),
    ],
)
def test_who_puts_an_option_or_a_name_where_it_is_misread_is_told_where_it_belongs(words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "") and f"{said}\n" in done.stderr


def test_a_real_mistake_in_an_option_is_still_named_as_such() -> None:
    assert "No such option: --nonsense" in run("check", "a.top", "--nonsense").stderr
    assert "behind" not in run("--nonsense", "check", "a.top").stderr + run("check", "a.top", "-f", "x.top").stderr
    assert "No such option: --nonsense" in run("scan", "all.txt", "-orows.md", "--nonsense").stderr


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
