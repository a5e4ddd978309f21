"""The small commands do what their help says, by the program itself; nothing but loopback is contacted."""

import json
from pathlib import Path

import pytest

from scamtriage.batch.journal import JournalBusy
from scamtriage.cli.errors import report
from scamtriage.cli.saved_pages.filetypes import NotAPage
from scamtriage.config import BadConfig
from scamtriage.knowledge.loading import BadTable
from scamtriage.knowledge.pages import contact_table
from scamtriage.lab.scene import load_scenes
from scamtriage.records.codec import BadRecord
from scamtriage.targets.decode import BadList
from tests.cli.running import NOWHERE, run, run_alone
from tests.samples import EVIDENCE


@pytest.mark.parametrize("command", [("collect",), ("lookup", "dns")])
def test_strict_is_for_whoever_only_observes_too(command: tuple[str, ...]) -> None:
    for words, code in (
        (("example.com", *NOWHERE, "--no-cache", "--passive"), 11),
        (("example.com", "--offline"), 0),
        (("a b c", "--offline"), 11),
    ):
        assert run(*command, *words, "--strict").returncode == code
        assert run(*command, *words).returncode == 0


def test_what_was_not_asked_is_said_and_is_no_absence() -> None:
    assert "not asked in mode offline" in run("lookup", "dns", "example.com", "--offline").stdout
    facts = json.loads(run("lookup", "registration", "example.com", "--offline", "--format", "json").stdout)
    assert (facts["outcome"], facts["facts"]) == ("skipped", None)


def test_a_name_that_is_judged_alone_is_not_said_to_be_seen(tmp_path: Path) -> None:
    for said in (
        run("check", "example.com", "--offline").stdout,
        run("check", "example.com", "example.org", "--offline").stdout,
        run("check", "example.com", "--offline", "--format", "md").stdout,
        run("scan", "-", "--offline", "-o", str(tmp_path / "v.csv"), stdin="example.com\n").stderr,
    ):
        assert "100%" not in said and "name" in said
    assert "what the site is and does is unknown" in " ".join(run("check", "example.com", "--offline").stdout.replace("│", " ").split())


@pytest.mark.parametrize(
    "options",
    [
        *(("--resolver", "9.9.9.9"), ("--proxy", "socks5h://127.0.0.1:9"), ("--timeout", "9"), ("--deadline", "90"), ("--cache",)),
        *(("--deep",), ("--second-look",), ("--reputation",), ("--personal-data",), ("--user-agent", "honest")),
    ],
)
def test_what_offline_could_not_obey_is_refused_wherever_it_was_said(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('mode = "offline"\n')
    for mode in (("--offline",), ("--config", str(tmp_path / "own.toml"))):
        done = run("check", "example.com", *mode, *options)
        assert (done.returncode, done.stdout) == (2, "") and f"so {options[0]} could do nothing" in done.stderr


@pytest.mark.parametrize("options", [("--deep",), ("--second-look",), ("--qr-images",), ("--user-agent", "honest")])
def test_what_would_ask_the_site_is_refused_where_it_gets_no_packet(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('mode = "passive"\n')
    for mode in (("--passive",), ("--config", str(tmp_path / "own.toml"))):
        done = run("check", "example.com", *mode, *options)
        assert (done.returncode, done.stdout) == (2, "") and f"so {options[0]} could do nothing" in done.stderr


def test_a_habit_of_the_settings_gives_way_to_a_mode_that_is_typed(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("second_look = true\ndeep = true\n")
    assert run("check", "example.com", "--offline", "--config", str(tmp_path / "own.toml")).returncode == 0


@pytest.mark.parametrize(
    ("line", "says"), [('user_agent = "foo"', "browser, honest"), ("follow = 9", "from 0 to 3"), ("processes = -1", "0 to 64")]
)
def test_a_setting_that_no_option_would_take_is_refused_in_the_file_too(line: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(line)
    done = run("check", "example.com", "--offline", "--config", str(tmp_path / "own.toml"))
    assert done.returncode == 2 and says in done.stderr


@pytest.mark.parametrize(
    ("address", "verdict"),
    [("10.0.0.1", "undetermined"), ("127.0.0.1", "undetermined"), ("[::1]", "undetermined"), ("http://8.8.8.8/login", "undetermined")],
)
def test_an_address_without_a_name_is_not_judged_by_its_name(address: str, verdict: str) -> None:
    row = json.loads(run("check", address, "--offline", "--format", "json").stdout)
    assert row["verdict"] == verdict
    assert (row["coverage"], row["reasons"] == []) == (0, not address.startswith("http"))  # a public one as such is a trait


def test_a_name_of_two_scripts_is_shown_encoded_and_as_it_reads_with_the_letters_that_stand_out() -> None:
    one = " ".join(run("check", "kb\u0430nk.com", "--offline").stdout.replace("│", " ").split())
    assert "xn--kbnk-63d[.]com (reads kb\u0430nk[.]com)" in one
    assert "mixes Cyrillic (\u0430 U+0430) and Latin" in one
    for format in ("table", "html", "md"):
        several = run("check", "kb\u0430nk.com", "example.com", "--offline", "--format", format).stdout
        assert "xn--kbnk-63d[.]com (reads kb\u0430nk[.]com)" in several and "example[.]com (reads" not in several


def test_what_hides_in_an_encoded_name_is_written_out(tmp_path: Path) -> None:
    line = json.loads(run("collect", "kb\u0430nk.com", "--offline").stdout)
    encoded = "xn--" + "a\u202eb\u200bc".encode("punycode").decode()
    line["target"] |= {"host": f"{encoded}.com", "registrable": f"{encoded}.com", "url": f"https://{encoded}.com/"}
    (tmp_path / "case.jsonl").write_text(json.dumps(line))
    said = run("score", str(tmp_path / "case.jsonl")).stdout
    assert "(reads a\\u{202e}b\\u{200b}c[.]com)" in said and "\u202e" not in said


def test_the_ids_of_signals_stand_beside_the_reasons_for_who_asks() -> None:
    assert "[name-tld-weight]" in run("check", "maybank2u-secure-login.top", "--offline", "-v").stdout
    assert "[name-tld-weight]" not in run("check", "maybank2u-secure-login.top", "--offline").stdout


def test_markdown_has_two_names() -> None:
    short, long = (run("check", "example.com", "--offline", "--format", format) for format in ("md", "markdown"))
    assert short.returncode == long.returncode == 0 and short.stdout == long.stdout != ""


def complained(exc: Exception) -> int:
    try:
        raise exc
    except Exception as raised:
        return report(raised)


def test_a_fault_of_our_own_is_one_harmless_line_that_asks_for_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert complained(RuntimeError("odd\x1b[31m")) == 1
    said = capsys.readouterr().err
    assert "our own fault: RuntimeError: odd\\u{1b}[31m" in said and "SCAMTRIAGE_TRACEBACK" in said
    assert complained(OSError(28, "No space left on device")) == 1
    assert capsys.readouterr().err == "scamtriage: No space left on device; make room there, or name a file on another disk\n"
    assert complained(OSError(30, "Read-only file system", "ro/v.csv")) == 1
    assert "ro/v.csv: Read-only file system; name a file in a folder that can be written to" in capsys.readouterr().err


def test_a_table_of_contacts_that_cannot_be_used_is_a_fault_of_the_file_and_not_ours(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Exception, match=r"contacts\.toml") as bad:
        contact_table.parse("dated = [")
    assert complained(bad.value) == 2
    assert capsys.readouterr().err.startswith("contacts.toml: ")


@pytest.mark.parametrize("fault", [BadConfig, BadList, BadRecord, BadTable, JournalBusy, NotAPage])
def test_a_fault_that_the_user_can_mend_is_told_alone_and_ends_with_2(fault: type[Exception], capsys: pytest.CaptureFixture[str]) -> None:
    assert complained(fault("the file: line 3: odd\x1b[31m")) == 2
    assert capsys.readouterr().err == "the file: line 3: odd\\u{1b}[31m\n"


def test_a_traceback_is_shown_only_to_whoever_asks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SCAMTRIAGE_TRACEBACK", "1")
    assert complained(RuntimeError("odd")) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.exhaustive
def test_the_demo_explains_a_scene_that_is_none_of_its_own_rows() -> None:
    scene = "ip-literal"
    done = run_alone("demo", scene, "-q")
    assert (done.returncode, done.stderr) == (0, "")
    assert len([line for line in done.stdout.splitlines() if line.startswith("╭─")]) == 1
    row = json.loads(run("demo", scene, "-q", "--format", "ndjson").stdout.splitlines()[-1])
    assert row["input"] == load_scenes()[scene].target


def test_calibrate_does_not_write_its_model_over_the_cases(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_bytes(EVIDENCE.read_bytes())
    done = run("calibrate", str(tmp_path / "cases.jsonl"), "-o", str(tmp_path / "cases.jsonl"))
    assert done.returncode == 2 and "name another file to write" in done.stderr


@pytest.mark.parametrize(("content", "says"), [(None, "No such file"), ("no certificate\n", "")])
def test_roots_that_cannot_be_used_are_said_once_and_nothing_is_asked(tmp_path: Path, content: "str | None", says: str) -> None:
    file = tmp_path / "roots.pem"
    if content is not None:
        file.write_text(content)
    settings = tmp_path / "scamtriage" / "config.toml"
    settings.parent.mkdir()
    settings.write_text(f"roots = '{file}'\n")
    for env in ({"SSL_CERT_FILE": str(file)}, {"XDG_CONFIG_HOME": str(tmp_path)}):
        done = run_alone("lookup", "registration", "evil.example", "-q", *NOWHERE, **env)
        assert done.returncode == 2 and done.stdout == ""
        assert "roots.pem can't be used as a PEM file of trusted roots" in done.stderr and says in done.stderr
        assert done.stderr.startswith("SSL_CERT_FILE" if "SSL_CERT_FILE" in env else "roots")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--lang", "xx"), "Invalid value for '--lang': 'xx' is not one of"),
        (("--config", "nowhere.toml"), "nowhere.toml: No such file or directory\n"),
    ],
)
def test_a_refusal_holds_no_words_of_the_libraries_below(options: tuple[str, ...], said: str) -> None:
    done = run("check", "evil.example", "--offline", *options)
    assert done.returncode == 2 and done.stderr.startswith(said)


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ("evil.example", "one site is looked at by: scamtriage check evil.example --offline\n"),
        ("https://evil.example/a?b&c", "scamtriage check 'https://evil.example/a?b&c' --offline\n"),
        ("https://evil.example/a.html", "scamtriage check https://evil.example/a.html --offline\n"),
        ("nowhere.csv", "nowhere.csv: No such file or directory. It was looked for in {folder}\n"),
        ("no/where.csv", "no/where.csv: No such file or directory. There is no folder no\n"),
        ("/nowhere.csv", "/nowhere.csv: No such file or directory\n"),
        (".", "Is a directory. Name a file in it\n"),
    ],
)
def test_what_is_no_file_is_told_with_what_to_try(given: str, advice: str, tmp_path: Path) -> None:
    done = run("scan", given, "--offline", cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == "" and done.stderr.endswith(advice.format(folder=tmp_path))
