"""Nothing runs but us: no shell, no eval, no unpickling, no YAML, no code that is found by name or loads itself because it is installed."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.laws.named import FILES, named, trees

FORBIDDEN = re.compile(
    r"builtins\.(eval|exec|compile|__import__|input|breakpoint)"
    r"|(pickle|cPickle|marshal|shelve|dill|yaml|runpy|code|codeop|pty|commands|pkg_resources|imp|ctypes|cffi|multiprocessing)(\..+)?"
    r"|importlib\.(__import__|import_module|reload|machinery(\..+)?|util\.(spec_from_\w+|module_from_spec)|metadata\.(entry_points|EntryPoints?))"
    r"|os\.(system|popen|startfile|fork\w*|exec\w+|spawn\w+|posix_spawn\w*)"
    r"|subprocess\.(Popen|run|call|check_\w+|get\w*output)"
    r"|asyncio\.(subprocess\.)?create_subprocess_\w+|\.subprocess_(exec|shell)"
    r"|concurrent\.futures\.(process\.)?ProcessPoolExecutor"
    r"|(builtins|importlib|os|subprocess|asyncio|concurrent\.futures)(\.\w+)?\.\*"
)
"""What runs what others wrote, or starts a process."""
OWN = {
    ("__init__.py", "importlib.import_module"): "the rooms of a table of its own, when they are asked for",
    ("batch/workers.py", "asyncio.create_subprocess_exec"): "the workers of a scan",
    ("cli/command_table.py", "importlib.import_module"): "the command of a table of its own, when it is run",
    ("cli/scan/parallel.py", "subprocess.Popen"): "the worker of a list of names",
    ("lab/__main__.py", "subprocess.run"): "the tool that gives the laboratory its addresses",
    ("pattern_folder.py", "subprocess.run"): "the compiler of large sets of patterns",
}
"""(file, what it names) -> what for."""


def culprits(tree: ast.Module) -> Iterator[str]:
    yield from filter(FORBIDDEN.fullmatch, named(tree))
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="shell", value=ast.Constant(value=said)) if said:
                yield "shell="


@pytest.mark.parametrize("file", FILES)
def test_no_file_runs_what_others_wrote(file: str) -> None:
    assert {name for name in culprits(trees()[file]) if (file, name) not in OWN} == set()


def test_what_may_start_something_still_does() -> None:
    assert [(file, name) for file, name in OWN if name not in culprits(trees()[file])] == []


@pytest.mark.parametrize(
    "fault",
    [
        "eval('1')",
        "run = exec",
        "import builtins\nbuiltins.exec('1')",
        "import pickle",
        "from yaml import load",
        "import subprocess\nsubprocess.check_output(['x'])",
        "import subprocess as s\ns.run(['x'])",
        "from subprocess import run",
        "from os import system",
        "from os import *",
        "import os\nos.execv('x', [])",
        "import os\nos.posix_spawn('x', [], {})",
        "import os\nos.fork()",
        "from asyncio import create_subprocess_exec",
        "import asyncio\nasyncio.get_running_loop().subprocess_shell(int, 'x')",
        "from importlib import import_module",
        "import importlib.metadata\nimportlib.metadata.entry_points()",
        "from importlib.metadata import entry_points",
        "from importlib.util import spec_from_file_location",
        "import multiprocessing",
        "from concurrent.futures import ProcessPoolExecutor",
        "import ctypes",
        "start('x', shell=1)",
    ],
)
def test_the_law_sees_whoever_breaks_it(fault: str) -> None:
    assert list(culprits(ast.parse(fault))) != []
