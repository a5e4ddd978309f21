"""The start: quick, lazy, and its pages true."""

import json
import os
import subprocess
import sys

import pytest

from scamtriage.__main__ import main
from scamtriage.cli import command_table
from scamtriage.cli.help_pages import PAGES, live_pages
from tests.cli.running import run
from tests.short import in_short

COMMANDS = sorted(path.stem for path in PAGES.glob("*.txt") if path.stem != "root")
HEAVY = (
    *("httpx", "dns", "whois", "tldextract", "rich", "hyperscan", "selectolax", "phonenumbers"),
    *("scamtriage.assess", "scamtriage.collect", "scamtriage.lab.internet", "scamtriage.parse.html.page", "scamtriage.signals"),
)


def loaded(*words: str, among: tuple[str, ...] = HEAVY, **env: str) -> set[str]:
    """The modules that a run imports of `among`, by default the heavy ones, wherever it ends."""
    code = (
        "import sys, json, atexit\n"
        f"atexit.register(lambda: print('\\n' + json.dumps([m for m in {among!r} if m in sys.modules])))\n"
        f"sys.argv = ['scamtriage', *{list(words)!r}]\n"
        "from scamtriage.__main__ import main\nmain()"
    )
    env = os.environ | {"COLUMNS": "80"} | env
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("words", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    assert loaded(*words) == set()


def test_the_version_imports_the_rules_and_nothing_that_asks_or_prints() -> None:
    assert loaded("--version") <= {"scamtriage.assess", "scamtriage.signals"}


def test_a_name_alone_loads_nothing_that_reads_pages() -> None:
    pages = ("scamtriage.signals.measures", "scamtriage.signals.page.text", "scamtriage.signals.page.unmarked", "hyperscan", "selectolax")
    assert loaded("check", "--offline", "example.com", among=pages) == set()


def test_where_it_cannot_run_it_says_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SystemExit, match="WSL"):
        main()


@pytest.mark.parametrize("command", COMMANDS)
def test_even_help_that_is_rendered_live_imports_nothing_heavy(command: str) -> None:
    assert loaded(command, "--quiet", "--help") == set()


@pytest.mark.parametrize("command", in_short(COMMANDS, ("check", "scan", "score", "lookup", "contacts")))
def test_completion_imports_nothing_heavy_and_no_other_command(command: str) -> None:
    asked = {"_SCAMTRIAGE_COMPLETE": "complete_bash", "COMP_WORDS": f"scamtriage {command} --", "COMP_CWORD": "2"}
    commands = tuple(f"scamtriage.cli.commands.{name}" for name in COMMANDS)
    assert loaded(among=(*HEAVY, *commands), **asked) == {f"scamtriage.cli.commands.{command}"}
    assert (
        loaded(
            among=(*HEAVY, *commands, "scamtriage.render.formats", "scamtriage.knowledge"),
            **asked | {"COMP_WORDS": "scamtriage ", "COMP_CWORD": "1"},
        )
        == set()
    )


@pytest.mark.parametrize("words", [["explian"], ["explain", "scam-or-not"], ["lookup", "dns", "example.com", "--offline"]])
def test_what_judges_nothing_loads_no_renderer_of_verdicts(words: list[str]) -> None:
    assert loaded(*words, among=("scamtriage.render.formats", "scamtriage.render.html", "scamtriage.render.stix")) == set()


def test_a_lookup_of_names_reads_no_page() -> None:
    assert loaded("lookup", "dns", "example.com", "--offline") & {"hyperscan", "scamtriage.parse.html.page"} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_says_the_first_sentence_of_each(command: str) -> None:
    first = " ".join((command_table.load(command).help or "").partition("\n\n")[0].split())
    assert command_table.COMMANDS[command] == first.partition(". ")[0].removesuffix(".")


def test_the_pages_are_what_the_command_tree_prints() -> None:
    written = {path.stem: path.read_text(encoding="utf-8") for path in PAGES.glob("*.txt")}
    assert written == live_pages(), "run: python -m scamtriage.cli.help_pages"


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
