"""The start: quick, lazy, and its pages true."""

import json
import os
import subprocess
import sys

import pytest

from scamtriage.cli.rendering import PAGES, live_pages
from tests.cli.running import run

COMMANDS = sorted(path.stem for path in PAGES.glob("*.txt") if path.stem != "root")
HEAVY = ("httpx", "dns", "whois", "tldextract", "rich")


def loaded(*words: str) -> set[str]:
    """The heavy modules that a run imports, wherever it ends."""
    code = (
        "import sys, json, atexit\n"
        f"atexit.register(lambda: print('\\n' + json.dumps([m for m in {HEAVY!r} if m in sys.modules])))\n"
        f"sys.argv = ['scamtriage', *{list(words)!r}]\n"
        "from scamtriage.__main__ import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"COLUMNS": "80"}, check=False)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("words", [["--version"], ["--help"], *([command, "--help"] for command in COMMANDS)])
def test_version_and_help_import_nothing_heavy(words: list[str]) -> None:
    assert loaded(*words) == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_even_help_that_is_rendered_live_imports_nothing_heavy(command: str) -> None:
    assert loaded(command, "--quiet", "--help") == set()


def test_the_pages_are_what_the_command_tree_prints() -> None:
    written = {path.stem: path.read_text(encoding="utf-8") for path in PAGES.glob("*.txt")}
    assert written == live_pages(), "run: python -m scamtriage.cli.rendering"


def test_the_program_prints_the_same_page_when_it_renders_it() -> None:
    live = subprocess.run(
        [sys.executable, "-m", "scamtriage", "demo", "--quiet", "--help"],
        capture_output=True,
        check=True,
        env=os.environ | {"COLUMNS": "80"},
    )
    assert live.stdout == (PAGES / "demo.txt").read_bytes()


def test_the_page_of_the_program_is_no_command() -> None:
    done = run("root", "--help")
    assert (done.returncode, done.stdout) == (2, "") and "root" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_examples(command: str) -> None:
    page = (PAGES / f"{command}.txt").read_text(encoding="utf-8")
    assert "Examples:" in page and f"scamtriage {command}" in page


def test_help_cuts_no_description_and_puts_options_under_headings() -> None:
    root, check = run("--help").stdout, run("check", "--help").stdout
    assert "..." not in root.partition("Commands:")[2]
    headings = [line for line in check.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == [
        "Arguments:",
        "Options:",
        "Network:",
        "What is asked of the world:",
        "Verdict:",
        "Reports (stix, misp, xarf):",
        "Messages:",
    ]
    assert (
        check.index("Network:") < check.index("--cache") < check.index("What is asked") < check.index("--follow") < check.index("Verdict:")
    )
