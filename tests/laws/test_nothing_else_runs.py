"""Nothing runs but us: no shell, no eval, no unpickling, no YAML, no code that is found by name or loads itself because it is installed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import scamtriage

ROOT = Path(scamtriage.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
NAMES = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}
MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "yaml", "runpy", "code", "codeop", "pty", "commands", "pkg_resources", "imp"}
CALLS = {("os", "system"), ("os", "popen"), ("importlib", "import_module"), ("metadata", "entry_points"), ("importlib", "metadata")}
OWN = {("records/frozen.py", "exec")}
"""Makes the initializers of our own records as the standard library's dataclasses do, from their fields and nothing else."""
STARTS = {
    "create_subprocess_exec": {"batch/crew.py"},
    "create_subprocess_shell": set(),
    "Popen": {"cli/apart.py"},
    "run": {"lab/__main__.py"},
}
"""What starts a process, and the files that may: a scan and a list of names their own workers, the laboratory the tool that gives it
addresses."""


def culprits(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names if name.name.partition(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in MODULES:
                yield module
            case ast.Call(func=ast.Name(id=name)) if name in NAMES and (path.relative_to(ROOT).as_posix(), name) not in OWN:
                yield name
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)) if (owner, name) in CALLS:
                yield f"{owner}.{name}"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="subprocess" | "asyncio" as owner), attr=name)) if name in STARTS:
                if owner == "subprocess" or name != "run":
                    where = path.relative_to(ROOT).as_posix()
                    yield from () if where in STARTS[name] else (f"{owner}.{name}",)
            case ast.keyword(arg="shell", value=ast.Constant(value=True)):
                yield "shell=True"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_runs_what_others_wrote(path: Path) -> None:
    assert list(culprits(path)) == []
