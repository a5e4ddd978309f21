"""What is built and locked holds what the program and its documents take for granted."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from flit_core.sdist import SdistBuilder

from tests.laws.named import trees

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CALLED = {"tlsh": "py-tlsh", "zxingcpp": "zxing-cpp", "PIL": "pillow"}
"""Modules whose package has another name and may not be here."""
EXTRAS = [one for extra in PROJECT["optional-dependencies"].values() for one in extra]


def named(requirements: list[str]) -> set[str]:
    """The packages of these lines, as their names are compared (PEP 503)."""
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in requirements)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match is not None}


def locked(which: str) -> set[str]:
    return named([line for line in (ROOT / "requirements" / which).read_text(encoding="utf-8").splitlines() if "==" in line])


def imported() -> set[str]:
    """The packages of others that the program imports, wherever it does."""
    found = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"scamtriage"}


def test_what_is_imported_is_declared() -> None:
    """What only comes along with another package goes with it."""
    declared, holders = named(PROJECT["dependencies"] + EXTRAS), packages_distributions()
    missing = {module for module in imported() if declared.isdisjoint(named(holders.get(module) or [CALLED.get(module, module)]))}
    assert missing == set()


@pytest.mark.parametrize("which", ["runtime.txt", "extras.txt"])
def test_what_is_declared_is_locked(which: str) -> None:
    wanted = PROJECT["dependencies"] + (EXTRAS if which == "extras.txt" else [])
    assert named(wanted) - locked(which) == set()


def test_a_source_package_holds_what_its_readme_sends_the_reader_to() -> None:
    builder = SdistBuilder.from_ini_path(ROOT / "pyproject.toml")
    packed = {str(Path(file)) for file in builder.apply_includes_excludes(builder.select_files())}
    sent = re.findall(r"\]\((?!http|#)([^)#]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(sent) > 5
    needed = {"Makefile", "CHANGELOG.md", "requirements/dev.txt", "requirements/extras.txt", "examples/evidence.jsonl", *sent}
    assert {file for file in needed - packed if not file.endswith("/")} == set()
    assert not any(file.startswith(("tests/", "tools/", "bench/")) for file in packed)


def test_nobody_is_sent_to_a_stranger_for_a_package_of_our_name() -> None:
    """No index has it: whoever registers the name there would be installed."""
    rooms = [ROOT / room for room in ("scamtriage", "docs", "examples", "requirements")]
    files = [*ROOT.glob("*.md"), *(file for room in rooms for file in room.rglob("*.*"))]
    texts = [file for file in files if file.suffix in (".md", ".py", ".toml", ".txt")]
    assert [file.name for file in texts if re.search(r"pip install '?\"?scamtriage\b", file.read_text(encoding="utf-8"))] == []
