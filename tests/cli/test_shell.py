"""A good citizen of the shell: exit codes, pipes, nothing but data on stdout."""

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rich.cells import cell_len

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


def test_a_file_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    done = run("scan", "-", "--offline", "-o", str(tmp_path / "loop.csv"), stdin="a.com\n")
    assert done.returncode == 1 and "loop.csv: Too many levels of symbolic links" in done.stderr


def test_no_name_of_a_file_acts_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "page\x1b[31m.html").write_bytes(b"<p>call +66812345678</p>" * 200_000)
    done = run("contacts", str(tmp_path / "page\x1b[31m.html"))
    assert "page\\u{1b}[31m.html: only its first" in done.stderr and "\x1b" not in done.stderr


def test_several_outputs_are_written_in_one_go(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("v.ndjson", "t.csv", "r.html", "m.md")]
    done = run("scan", "-", "--offline", "-q", *(word for file in files for word in ("-o", str(file))), stdin="example.com\nfoo\n")
    assert done.returncode == 0 and done.stdout == ""
    assert len(files[0].read_text().splitlines()) == 2
    assert len(list(csv.reader(io.StringIO(files[1].read_text())))) == 3
    assert files[2].read_text().endswith("</body></html>\n")
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


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


def test_help_is_a_command_as_well() -> None:
    assert run("help", "check").stdout == run("check", "--help").stdout
    assert run("help").stdout == run("--help").stdout


@pytest.mark.parametrize(
    "words", [("check", "dsi-case-th.top", "--offline"), ("score", "examples/evidence.jsonl", "-f", "table"), ("explain", "nats")]
)
def test_nothing_is_wider_than_a_terminal_of_forty_columns(words: tuple[str, ...]) -> None:
    lines = run_alone(*words, COLUMNS="40").stdout.splitlines()
    assert lines and max(map(cell_len, lines)) <= 40
