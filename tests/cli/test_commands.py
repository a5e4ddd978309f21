"""The small commands do what their help says, by the program itself; nothing but loopback is contacted."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scamtriage import __version__
from scamtriage.batch.journal import Journal, JournalBusy
from scamtriage.cli.collect import append
from scamtriage.cli.errors import report
from scamtriage.cli.filetypes import NotAPage
from scamtriage.config import BadConfig
from scamtriage.knowledge.loading import BadTable
from scamtriage.knowledge.pages import contact_table
from scamtriage.lab.scene import load_scenes
from scamtriage.records.codec import BadRecord
from scamtriage.targets.decode import BadList
from tests.batch.keeping import keep
from tests.cli.running import run, run_alone
from tests.samples import EVIDENCE, dossier

PAGE = "<title>Bank</title><p>Call +66 81 234 5678 or <a href='https://wa.me/60123456789'>WhatsApp</a>"
NOWHERE = ("--resolver", "127.0.0.1:1", "--timeout", "0.2")
"""A resolver that nobody runs: the machine is cut off."""


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "page.html").write_text(PAGE)
    return str(tmp_path / "page.html")


def test_contacts_of_a_saved_page_are_listed_in_each_format(page: str) -> None:
    found = json.loads(run("contacts", page, "--format", "json").stdout)
    assert {(c["kind"], c["value"]) for c in found} >= {("phone", "+66812345678"), ("whatsapp", "+60123456789")}
    lines = run("contacts", page, "--format", "ndjson").stdout.splitlines()
    assert [json.loads(line) for line in lines] == found
    table = run("contacts", page).stdout
    assert "+66812345678" in table and "whatsapp" in table


def test_the_table_shows_the_flags_of_a_contact_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "page.html").write_text("<p>Call +1-888-555-0123 now, or +66 81 234 5678")
    [found] = [one for one in json.loads(run("contacts", str(tmp_path / "page.html"), "--format", "json").stdout) if one.get("flags")]
    assert found["flags"] == ["fictitious"]
    lines = [line for line in run("contacts", str(tmp_path / "page.html")).stdout.splitlines() if "nobody answers it" in line]
    assert len(lines) == 1 and "+18885550123" in lines[0]


def test_contacts_of_a_page_from_a_pipe_are_read_in_the_charset_that_is_named() -> None:
    done = run_alone("contacts", "-", "--url", "https://shop.example.co.th/", "--charset", "utf-8", stdin="<p>โทร 081-234-5678")
    assert "+66812345678" in done.stdout


@pytest.mark.parametrize(
    "said", ["saved from url=(0021)https://x.example.co.th/ ", "\n Page saved with SingleFile \n url: https://x.co.th/ \n"]
)
def test_a_saved_page_says_itself_where_it_came_from(said: str) -> None:
    assert "+66812345678" in run("contacts", "-", "--charset", "utf-8", stdin=f"<!DOCTYPE html><!--{said}--><p>Tel 081-234-5678").stdout


def test_where_a_page_came_from_has_to_be_an_address(page: str) -> None:
    done = run("contacts", page, "--url", "not a url!!")
    assert (done.returncode, done.stdout) == (2, "") and "--url" in done.stderr


@pytest.mark.parametrize("charset", ["foo", "utf-7", "utf-8; x=1"])
def test_a_charset_that_nobody_knows_is_refused_with_examples(page: str, charset: str) -> None:
    done = run("contacts", page, "--charset", charset)
    assert (done.returncode, done.stdout) == (2, "") and "tis-620 (windows-874)" in done.stderr


@pytest.mark.parametrize("charset", ["TIS-620", "utf8", "windows-874"])
def test_a_charset_may_be_written_in_every_way_that_pages_write_it(page: str, charset: str) -> None:
    assert "+66812345678" in run("contacts", page, "--charset", charset).stdout


def test_a_page_without_contacts_says_so() -> None:
    assert run("contacts", "-", stdin="<p>hello, this is all that stands here").stdout == "no contact was found on the page\n"


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


@pytest.mark.parametrize("command", [("collect",), ("lookup", "dns")])
def test_strict_is_for_whoever_only_observes_too(command: tuple[str, ...]) -> None:
    for words, code in (
        (("example.com", *NOWHERE, "--no-cache", "--passive"), 11),
        (("example.com", "--offline"), 0),
        (("a b c", "--offline"), 11),
    ):
        assert run(*command, *words, "--strict").returncode == code
        assert run(*command, *words).returncode == 0


def test_a_last_line_that_is_cut_off_is_said_beside_the_rows_of_the_others(tmp_path: Path) -> None:
    whole = EVIDENCE.read_bytes().splitlines(keepends=True)
    (tmp_path / "case.jsonl").write_bytes(whole[0] + whole[1] + whole[2][:500])
    done = run("score", str(tmp_path / "case.jsonl"), "--format", "json")
    assert done.returncode == 1
    assert [row["status"] for row in json.loads(done.stdout)] == ["ok", "ok", "error"]
    table = run("score", str(tmp_path / "case.jsonl")).stdout
    assert "dsi-case-th" in table and "line 3: Invalid JSON" in table


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"schema":"scamtriage.assessment/1","line":1}\n', "this is a verdict (scamtriage.assessment/1); expected an evidence file"),
        ('{"schema":"scamtriage.model/1","name":"x"}\n', "this is a model (scamtriage.model/1); expected an evidence file"),
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
    [("--resolver", "9.9.9.9"), ("--proxy", "socks5h://127.0.0.1:9"), ("--deep",), ("--second-look",), ("--reputation",), ("--cache",)],
)
def test_what_offline_could_not_obey_is_refused_wherever_it_was_said(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('mode = "offline"\n')
    for mode in (("--offline",), ("--config", str(tmp_path / "own.toml"))):
        done = run("check", "example.com", *mode, *options)
        assert (done.returncode, done.stdout) == (2, "") and f"so {options[0]} could do nothing" in done.stderr


@pytest.mark.parametrize("option", ["--deep", "--second-look", "--qr-images"])
def test_what_would_ask_the_site_is_refused_where_it_gets_no_packet(option: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('mode = "passive"\n')
    for mode in (("--passive",), ("--config", str(tmp_path / "own.toml"))):
        done = run("check", "example.com", *mode, option)
        assert (done.returncode, done.stdout) == (2, "") and f"so {option} could do nothing" in done.stderr


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


def test_a_machine_that_is_cut_off_is_told_so_by_doctor() -> None:
    done = run_alone("doctor", *NOWHERE, "--json", "--no-cache")
    states = {finding["name"]: finding["state"] for finding in json.loads(done.stdout)}
    assert done.returncode == 1
    assert (states["resolver"], states["hijacking"], states["knowledge"]) == ("fail", "unknown", "ok")
    spoken = run("doctor", *NOWHERE, "--no-cache")
    assert "FAIL  resolver" in spoken.stdout and "→ check the network" in spoken.stdout


def test_doctor_names_the_file_of_knowledge_that_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text("{}")
    (tmp_path / "own.toml").write_text(f'model = "{tmp_path / "model.json"}"\n')
    done = run("doctor", *NOWHERE, "--no-cache", "--config", str(tmp_path / "own.toml"))
    assert "FAIL  knowledge" in done.stdout and "model.json" in done.stdout


@pytest.mark.parametrize(("text", "says"), [(None, "No such file"), ("# comment\n*.com\n", "line 2: ")])
def test_doctor_tells_all_that_it_found_beside_a_list_of_the_settings_that_does_not_load(
    tmp_path: Path, text: str | None, says: str
) -> None:
    if text is not None:
        (tmp_path / "list.txt").write_text(text)
    (tmp_path / "own.toml").write_text('block_lists = ["list.txt"]\n')
    done = run("doctor", *NOWHERE, "--no-cache", "--config", str(tmp_path / "own.toml"))
    assert done.returncode == 1 and "FAIL  resolver" in done.stdout
    assert "FAIL  knowledge" in done.stdout and f"list.txt: {says}" in done.stdout


def test_update_without_a_place_for_tables_says_so() -> None:
    done = run("update", *NOWHERE, "--no-cache")
    assert (done.returncode, "no place for fresh tables" in done.stdout) == (1, True)


def test_update_that_fetched_nothing_is_no_success(tmp_path: Path) -> None:
    done = run_alone("update", *NOWHERE, XDG_CACHE_HOME=str(tmp_path))
    assert (done.returncode, done.stdout.count("kept as it was")) == (1, 4)
    assert "stay in use" in done.stderr and "scamtriage doctor" in done.stderr


def test_doctor_and_update_ask_nobody_where_the_settings_say_offline(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('mode = "offline"\nproxy = "socks5h://127.0.0.1:9"\n')
    settings = ("--config", str(tmp_path / "own.toml"))
    done = run("doctor", *settings, "--json", "--no-cache")
    found = {finding["name"]: finding for finding in json.loads(done.stdout)}
    assert [found[name]["sentence"] for name in ("resolver", "hijacking", "proxy")] == ["not asked in mode offline"] * 3
    assert found["knowledge"]["state"] == "ok"
    assert done.returncode == (found["clock"]["state"] == "fail"), "nothing else fails, and the clock only where it cannot be right"
    update = run("update", *settings)
    assert (update.returncode, update.stdout) == (1, 'mode = "offline" of the settings opens no socket; nothing was fetched\n')


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
    assert capsys.readouterr().err == "scamtriage: No space left on device\n"


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


def test_contacts_and_facts_are_said_in_a_language_and_what_was_not_seen_is_unknown(tmp_path: Path) -> None:
    from scamtriage.knowledge.speech import speech

    (tmp_path / "page.html").write_text("<p>โทร 1202 หรือ 081-234-5678 <a href='https://line.me/ti/p/~dsi_x'>LINE</a>")
    page = str(tmp_path / "page.html")
    thai = speech("th")
    said = run("contacts", page, "--lang", "th", "--url", "https://a.co.th/").stdout
    assert all(word in said for word in (thai.word("contact", "hotline"), thai.word("contact", "phone"), thai.word("where", "link")))
    assert not any(word in said for word in ("hotline", "phone", "mobile", "personal", "short"))
    as_json = ("contacts", page, "--format", "json")
    assert run(*as_json, "--lang", "th").stdout == run(*as_json).stdout
    (tmp_path / "bare.html").write_text("<p>hi")
    unseen = run("contacts", str(tmp_path / "bare.html"), "--lang", "th").stdout
    assert unseen.startswith(thai.say("unknown which contacts the page gives: {why}", why="").strip()) and "unknown" not in unseen
    assert thai.word("evidence", "not asked in mode offline") in run("lookup", "dns", "a.example", "--offline", "--lang", "th").stdout
