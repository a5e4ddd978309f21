"""The examples do what their README says."""

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
    assert "dsi-case-th.top" in said
    assert "near-certain" in said


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: jq is not installed")
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.name)
def test_a_recipe_runs_on_the_recorded_evidence(recipe: Path) -> None:
    said = run(recipe, EVIDENCE)
    assert said.strip()


def test_every_file_is_in_the_readme() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    named = [path.name for path in EXAMPLES.iterdir() if path.is_file() and path.name != "README.md"]
    assert [name for name in named if name not in readme] == []
