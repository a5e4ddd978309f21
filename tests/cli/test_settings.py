"""The file of settings: where it is looked for, what its paths mean, and that what is wrong in it is told with its name."""

import json
import os
import pwd
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scamtriage.cli import flags
from scamtriage.cli.options import Collecting, ConsoleOptions
from scamtriage.config import BadConfig, Config, load, usable_cores, user_folder
from scamtriage.records.evidence import Mode
from tests.cli.running import run, run_alone


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "own.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_offline_a_proxy_of_the_settings_is_dialled_by_no_scan(tmp_path: Path) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    file = written(tmp_path, f'proxy = "socks5h://127.0.0.1:{listening.getsockname()[1]}"\n')
    words = ("scan", "-", "--offline", "-q", "--config", str(file), "-o", str(tmp_path / "z.ndjson"))
    done = run(*words, "--evidence", str(tmp_path / "z.jsonl"), stdin="example.com\n")
    with listening, pytest.raises(BlockingIOError):
        listening.accept()
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "z.ndjson").read_text())["status"] == "ok"


def test_the_command_line_takes_a_proxy_of_the_settings_back(tmp_path: Path) -> None:
    file = written(tmp_path, 'proxy = "socks5h://127.0.0.1:9"\n')
    assert flags.settings(Collecting(config=file), None, console=ConsoleOptions()).proxy == "socks5h://127.0.0.1:9"
    assert flags.settings(Collecting(config=file, proxy="none"), None, console=ConsoleOptions()).proxy == ""
    done = run("check", "example.com", "--config", str(file), "--resolver", "192.0.2.1")
    assert done.returncode == 1 and "--proxy none" in done.stderr


@pytest.mark.parametrize("loop", ["config.toml", ""])
def test_settings_of_which_nobody_knows_whether_they_are_there_end_the_run(tmp_path: Path, loop: str) -> None:
    """They may hold `mode = "passive"` or a proxy: without them the target would be asked by ourselves."""
    looped = tmp_path / "scamtriage" / loop
    looped.parent.mkdir(exist_ok=True)
    looped.symlink_to(looped)
    done = run_alone("check", "example.com", "--offline", XDG_CONFIG_HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "") and str(tmp_path) in done.stderr and "XDG_CONFIG_HOME" in done.stderr


def test_without_home_the_settings_of_the_home_that_the_system_knows_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under cron they said `mode = "offline"`, and the target was visited."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    known = pwd.struct_passwd(("desk", "x", os.getuid(), 0, "", str(tmp_path), "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: known)
    (tmp_path / ".config" / "scamtriage").mkdir(parents=True)
    (tmp_path / ".config" / "scamtriage" / "config.toml").write_text('mode = "offline"\n')
    assert load(None, {}).mode is Mode.OFFLINE and user_folder("cache") == tmp_path / ".cache" / "scamtriage"
    monkeypatch.setattr(os, "access", lambda *_: False)  # a service's home, which is the system's
    assert load(None, {}).mode is Mode.OFFLINE and user_folder("cache").name == "cache"
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    assert load(None, {}).mode is Mode.FULL and user_folder("cache").name == "cache"


@pytest.mark.skipif(os.getuid() != 0, reason="NOT RUN: only root gives files away")
def test_settings_of_another_user_are_told_by_their_owner(tmp_path: Path) -> None:
    (tmp_path / "scamtriage").mkdir()
    file = tmp_path / "scamtriage" / "config.toml"
    file.write_text('mode = "passive"\n')
    os.chown(file, 12345, -1)
    done = run_alone("check", "example.com", "--offline", XDG_CONFIG_HOME=str(tmp_path))
    assert done.returncode == 2 and "belongs to another user" in done.stderr and "chmod" not in done.stderr


@pytest.mark.parametrize("there", [None, "a file"])
def test_where_no_settings_are_there_are_none(tmp_path: Path, there: str | None) -> None:
    if there is not None:
        (tmp_path / "scamtriage").write_text(there)
    assert run_alone("check", "example.com", "--offline", XDG_CONFIG_HOME=str(tmp_path)).returncode == 0


def test_a_path_of_the_settings_begins_at_their_folder_or_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/desk")
    file = written(
        tmp_path, 'cache_dir = "~/c"\nmodel = "m.json"\nroots = "/etc/r.pem"\nallow_lists = ["ours.txt", "~/more.txt"]\ntables = ""\n'
    )
    config = load(file, {})
    assert (config.cache_dir, config.model, config.roots) == ("/home/desk/c", f"{tmp_path}/m.json", "/etc/r.pem")
    assert (config.allow_lists, config.tables) == ((f"{tmp_path}/ours.txt", "/home/desk/more.txt"), "")
    monkeypatch.chdir(tmp_path)
    assert load(Path("own.toml"), {}) == config
    assert load(file, {"model": "typed.json"}).model == "typed.json"


def test_the_home_of_nobody_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"own\.toml: model: .*home"):
        load(written(tmp_path, 'model = "~nobody-of-that-name/m.json"\n'), {})


@pytest.mark.parametrize(
    "line",
    [
        "timeout_s = 0",
        "deadline_s = 100000",
        f"rdap_per_s = 1{'0' * 400}",
        "follow = 9",
        "prior = nan",
        'language = "xx"',
        'reporter = "x"',
        'share = ["foo"]',
        'tlp = "AMBER"',
        "nothing = 1",
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_the_file_that_has_it(tmp_path: Path, line: str) -> None:
    file = written(tmp_path, line)
    with pytest.raises(BadConfig) as caught:
        load(file, {})
    assert str(caught.value).startswith(f"{file}: {line.partition(' ')[0]}: ")
    assert "allow_networks" not in str(caught.value)  # known, and refused in a file


@pytest.mark.parametrize("line", [f"follow = 1{'0' * 5_000}", f"share = {'[' * 5_000}"])
def test_settings_of_a_size_that_nobody_reads_are_told_with_their_file(tmp_path: Path, line: str) -> None:
    file = written(tmp_path, line)
    with pytest.raises(BadConfig, match=re.escape(f"{file}: ")):
        load(file, {})


def test_what_was_typed_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"^timeout_s: "):
        load(written(tmp_path, "timeout_s = 3\n"), {"timeout_s": 0.0})


def test_settings_that_notepad_saved_are_read(tmp_path: Path) -> None:
    assert load(written(tmp_path, b'\xef\xbb\xbflanguage = "th"\r\n'), {}) == Config(language="th")


@pytest.mark.parametrize("words", [("scan", "-", "--evidence", "-"), ("collect", "example.com", "-o", "-")])
def test_evidence_is_written_to_no_file_that_is_called_like_stdout(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(*words, "--offline", stdin="example.com\n", cwd=tmp_path)
    assert done.returncode == 2 and "stdout" in done.stderr and list(tmp_path.iterdir()) == []


def test_what_the_file_switches_on_or_narrows_an_option_takes_back(tmp_path: Path) -> None:
    switches = ("second_look", "deep", "qr_images", "reputation", "personal_data")
    file = written(tmp_path, 'mode = "passive"\ncache = false\n' + "".join(f"{name} = true\n" for name in switches))
    typed = flags.settings(Collecting(config=file, full=True, cache=True, **dict.fromkeys(switches, False)), None, console=ConsoleOptions())
    assert (typed.mode, typed.cache, [getattr(typed, name) for name in switches]) == (Mode.FULL, True, [False] * len(switches))
    silent = flags.settings(Collecting(config=file), None, console=ConsoleOptions())
    assert (silent.mode, silent.cache, [getattr(silent, name) for name in switches]) == (Mode.PASSIVE, False, [True] * len(switches))
    words = (
        "check",
        "example.com",
        "--config",
        str(file),
        "--offline",
        "--no-deep",
        "--no-second-look",
        "--no-qr-images",
        "--no-reputation",
    )
    assert run(*words).returncode == 0
    refused = run("check", "example.com", "--full", "--offline")
    assert refused.returncode == 2 and "--full and --offline exclude each other" in refused.stderr


def test_no_settings_at_all_are_named_as_the_documents_say() -> None:
    answered = run("check", "example.com", "--offline", "--config", "/dev/null")
    assert answered.returncode == 0, answered.stderr


@pytest.mark.parametrize(
    ("line", "mode", "said"),
    [
        ('langage = "th"', 0o600, "no such setting; did you mean language?"),
        ("language = th", 0o600, 'words stand in quotes: key = "word"'),
        ('language = "th"', 0o666, "others may write it; run: chmod go-w"),
    ],
)
def test_a_file_of_settings_that_cannot_be_used_says_what_to_change(line: str, mode: int, said: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f"{line}\n")
    file.chmod(mode)
    done = run("check", "a.top", "--offline", "--config", str(file))
    assert done.returncode == 2 and said in done.stderr


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="NOT RUN: this system binds no process to a core")
def test_one_process_per_core_counts_the_cores_that_this_process_may_use() -> None:
    first = min(os.sched_getaffinity(0))
    said = f"import os; os.sched_setaffinity(0, [{first}]); from scamtriage.config import usable_cores; print(usable_cores())"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout == "1\n"
    assert usable_cores() == len(os.sched_getaffinity(0))


@pytest.mark.parametrize("command", [("explain", "nats"), ("contacts", "PAGE")])
def test_commands_about_no_site_speak_the_language_of_the_file_of_settings(command: tuple[str, ...], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>โทร</title><p>โทร 02 123 4567</p>", encoding="utf-8")
    words = [str(page) if word == "PAGE" else word for word in command]
    spoken = run(*words, "--config", str(written(tmp_path, 'language = "th"')))
    assert spoken.returncode == 0, spoken.stderr
    assert spoken.stdout == run(*words, "--lang", "th").stdout != run(*words).stdout


def test_to_share_none_and_a_kind_is_a_contradiction(tmp_path: Path) -> None:
    for words in (("--share", "none", "--share", "phone"), ("--share", "phone", "--share", "none")):
        done = run("check", "a.example", "--offline", *words)
        assert done.returncode == 2 and "exclude each other" in done.stderr
    (tmp_path / "settings.toml").write_text('share = ["none", "phone"]\n')
    done = run("check", "a.example", "--offline", "--config", str(tmp_path / "settings.toml"))
    assert done.returncode == 2 and "excludes every kind" in done.stderr


def test_names_are_not_followed_without_a_network() -> None:
    done = run("check", "--offline", "a.example", "--follow", "1")
    assert done.returncode == 2 and "--follow" in done.stderr
