"""The commands that look at this machine: doctor tells all that it found, update what it could not fetch."""

import json
from pathlib import Path

import pytest

from tests.cli.running import NOWHERE, run, run_alone


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


@pytest.mark.parametrize(("mode", "state"), [(0o700, "ok"), (0o755, "warn")])
def test_doctor_says_whether_anything_can_be_kept(tmp_path: Path, mode: int, state: str) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(mode)
    (tmp_path / "own.toml").write_text('cache_dir = "cache"\nmode = "offline"\n')
    found = {one["name"]: one for one in json.loads(run("doctor", "--config", str(tmp_path / "own.toml"), "--json").stdout)}
    assert found["cache"]["state"] == state and str(tmp_path / "cache") in found["cache"]["sentence"]
    assert ("chmod 700" in found["cache"]["advice"]) == (state == "warn")


def test_doctor_says_which_settings_are_in_force(tmp_path: Path) -> None:
    own = tmp_path / "scamtriage" / "config.toml"
    own.parent.mkdir()

    def told() -> str:
        [found] = [
            one
            for one in json.loads(run_alone("doctor", *NOWHERE, "--json", XDG_CONFIG_HOME=str(tmp_path)).stdout)
            if one["name"] == "settings"
        ]
        return str(found["sentence"])

    own.write_text('mode = "offline"\ncache = false\n')
    assert told() == f"{own} sets mode, cache"
    own.write_text('# mode = "offline"\n')
    assert told() == f"nothing is set: {own} is empty"


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
