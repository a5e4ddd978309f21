"""What stands around a run, its settings, the working folder and the locale: no code of it runs, and none of it changes a byte unasked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scamtriage.batch.protocol import OTHER_VERSION
from scamtriage.batch.workers import start_worker
from tests.cli.running import run, run_alone


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
