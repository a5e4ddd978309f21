"""The examples do what their README says."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
EVIDENCE = EXAMPLES / "evidence.jsonl"
RECIPES = sorted((EXAMPLES / "recipes").glob("*.sh"))


def run(*command: str | Path) -> str:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, encoding="utf-8", env=environment, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_script_judges_the_recorded_evidence() -> None:
    said = run(sys.executable, EXAMPLES / "score_offline.py")
    assert "dsi-case-th[.]top" in said
    assert "near-certain" in said
    assert "100.0%" not in said  # nothing is certain


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: jq is not installed")
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.name)
def test_a_recipe_runs_on_the_recorded_evidence(recipe: Path) -> None:
    said = run(recipe, EVIDENCE)
    assert said.strip()


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: jq is not installed")
def test_the_abuse_contacts_are_nobodys_own(tmp_path: Path) -> None:
    """A scam can write its own mailbox into its registration: who is written to there is told of himself."""
    [line] = [line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if '"host":"dsi-case-th.top"' in line]
    seen = json.loads(line)
    seen["evidence"]["registration"]["facts"]["abuse_email"] = "abuse@mail.dsi-case-th.top"
    (tmp_path / "own.jsonl").write_text(json.dumps(seen) + "\n", encoding="utf-8")
    said = run(EXAMPLES / "recipes" / "abuse-contacts.sh", tmp_path / "own.jsonl")
    assert "mail.dsi-case-th" not in said
    assert "dsi-case-th[.]top\thost\tabuse@vps.scamtriage-lab.net" in said


def test_every_file_is_in_the_readme() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    named = [path.name for path in EXAMPLES.iterdir() if path.is_file() and path.name != "README.md"]
    assert [name for name in named if name not in readme] == []
