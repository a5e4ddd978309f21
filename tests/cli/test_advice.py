"""Who types what is not meant here is told what to type: an option of other tools, a site for a command, a file for a site."""

import os
import shlex
import socket
import subprocess
from pathlib import Path

import pytest

from scamtriage.cli import app
from scamtriage.cli.command_table import COMMANDS
from tests.cli.running import run, run_alone


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
    ("words", "meant"),
    [
        (("extract", "chat.txt"), "Here it is: scamtriage scan TEXT --extract, or scamtriage contacts TEXT"),
        (("triage", "a"), "Here it is: scamtriage check TARGET, or scamtriage scan FILE"),
        (("WHOIS", "example"), "Here it is: scamtriage lookup registration TARGET"),
        (("scan", "a.csv", "b.csv"), "(b.csv): scan reads one list; several of one form: cat FILE FILE | scamtriage scan -"),
        (("score", "a.jsonl", "b.jsonl", "c.jsonl"), "score reads one file; several: cat FILE FILE | scamtriage score -"),
        (("calibrate", "a.jsonl", "b.jsonl"), "cat FILE FILE > CASES.jsonl, then scamtriage calibrate CASES.jsonl"),
        (("contacts", "a.html", "b.html"), "contacts reads one file; run it for each"),
    ],
)
def test_a_command_of_other_tools_and_several_files_at_once_are_told_what_to_type_here(words: tuple[str, ...], meant: str) -> None:
    done = run(*words)
    assert done.returncode == 2 and meant in done.stderr


def test_every_command_that_stands_in_for_another_tools_is_one() -> None:
    for meant in app._CALLED.values():
        assert all(words.split()[1] in COMMANDS | {"--version": ""} for words in meant.split(", or "))


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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hxxps://a[.]top/x",), "scamtriage check 'hxxps://a[.]top/x'"),
        (("all.txt", "--offline"), "'all.txt' is no command, and a file here. A list is triaged by: scamtriage scan all.txt --offline\n"),
        (("none.txt",), "No such command 'none.txt'"),
        (("demo", "dsi"), "no scene is called 'dsi'; did you mean: dsi-case? All are listed by: scamtriage demo --list\n"),
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


@pytest.mark.parametrize("command", [("check",), ("lookup", "dns"), ("collect",)])
def test_a_site_that_is_called_as_a_file_here_is_said_to_be_taken_for_a_site(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("notes")
    done = run(*command, "README.md", "--offline", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith("README.md: taken for a site; a file here has this name, which ./ before it means\n")
    assert "taken for a site" not in run(*command, "other.md", "--offline", cwd=tmp_path).stderr
    assert "taken for a site" not in run(*command, "README.md", "--offline", "-q", cwd=tmp_path).stderr
    assert "./README.md is a file here" in run(*command, "./README.md", "--offline", cwd=tmp_path).stderr


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


def test_a_reader_that_leaves_one_of_several_outputs_is_told_by_the_program_itself(tmp_path: Path) -> None:
    """The option parser ends a program whose pipe is closed with 1 and without a word."""
    (tmp_path / "names.txt").write_text("".join(f"name-{n}.com\n" for n in range(4_000)))
    os.mkfifo(tmp_path / "rows.csv")
    with subprocess.Popen(["head", "-1", str(tmp_path / "rows.csv")], stdout=subprocess.DEVNULL) as reader:
        done = run_alone("scan", "names.txt", "--offline", "-o", "v.ndjson", "-o", "rows.csv", cwd=tmp_path)
        reader.wait(30)
    assert done.returncode == 1
    assert done.stderr.count("rows.csv: Broken pipe; the other outputs are short") == 1
