"""Mutation testing of the modules that contain the guard: a test that no wrong line can fail is no test.

`python -m tools.mutants` changes one thing at a time in each module (a comparison, a constant, a branch, a row of a table, a statement),
runs only that module's tests, and prints the changes that no test noticed. Messages and docstrings are not changed.

The usual tools skip most of what these modules consist of: see docs/decisions/testing.md.
"""

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOMS = {
    "scamtriage/net/guard.py": ("tests/net/test_guard.py",),
    "scamtriage/net/inflate.py": ("tests/net/test_inflate.py",),
    "scamtriage/render/text.py": ("tests/render/test_text.py",),
}
LEAST_KILLED = 0.9

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module."""

    line: int
    before: str
    after: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every change of a module, outer statements first."""
    tree = ast.parse(source)
    left = {id(part) for node in ast.walk(tree) for part in _left_alone(node)}
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            for index, node in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(node, ast.AST) or id(node) in left:
                    continue
                place = index if isinstance(value, list) else None
                for other in _others(node):
                    yield _mutant(tree, parent, name, place, node, other)
                if (
                    place is not None
                    and isinstance(parent, ast.Tuple | ast.List | ast.Set | ast.Dict)
                    and len(value) > 1
                    and name == "elts"
                ):
                    yield _mutant(tree, parent, name, place, node, None)


def _left_alone(node: ast.AST) -> Iterator[ast.AST]:
    """Yield nodes that do not affect behaviour: documentation, types, and decorators (cache sizes)."""
    match node:
        case ast.Expr(value=ast.Constant() as words):
            yield from (node, words)
        case ast.Assign(value=ast.Subscript(value=ast.Name(id="tuple")) as alias):
            yield from ast.walk(alias)
        case ast.FunctionDef(decorator_list=decorators):
            yield from (part for decorator in decorators for part in ast.walk(decorator))
    for field in ("annotation", "returns"):
        if isinstance(part := getattr(node, field, None), ast.AST):
            yield from ast.walk(part)


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """Yield possible replacements of the node."""
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Constant(value=str(value)) if (number := re.search(r"\d+$", value)) and " " not in value:
            yield ast.Constant(f"{value[: number.start()]}{int(number[0]) + 1}")
        case ast.Constant(value=str(value)) if value and " " not in value:
            yield from (ast.Constant(part) for part in {value[: len(value) // 2], value[len(value) // 2 :]} - {value})
        case ast.Constant(value=bytes(value)) if value:
            yield ast.Constant(value[1:])
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            yield inner
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            other = copy.copy(node)
            other.test = ast.UnaryOp(ast.Not(), test)
            yield other
        case ast.Compare(ops=[op]) | ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _SWAPS:
            changed: ast.AST = copy.copy(node)
            swapped = _SWAPS[type(op)]()
            setattr(changed, "ops" if isinstance(node, ast.Compare) else "op", [swapped] if isinstance(node, ast.Compare) else swapped)
            yield changed
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield ast.Return(ast.Constant(None))
    if isinstance(node, ast.Assign | ast.AugAssign | ast.Raise | ast.Expr | ast.Delete | ast.Continue | ast.Break):
        yield ast.Pass()


def _mutant(tree: ast.Module, parent: ast.AST, name: str, place: int | None, node: ast.AST, other: ast.AST | None) -> Mutant:
    """Return the module with `node` replaced by `other`, or removed if `other` is None."""
    memo: dict[int, object] = {}
    changed = copy.deepcopy(tree, memo)
    where = memo[id(parent)]
    if place is None:
        setattr(where, name, copy.deepcopy(other))
    else:
        getattr(where, name)[place : place + 1] = [copy.deepcopy(other)] if other is not None else []
    line = getattr(node, "lineno", getattr(parent, "lineno", 0))
    return Mutant(line, _shown(node), _shown(other) if other is not None else "(left out)", ast.fix_missing_locations(changed))


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 100 else f"{text[:99]}…"


class _Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import hook that loads the mutant instead of the module."""

    def __init__(self, path: str, tree: ast.Module) -> None:
        self._name, self._path, self._tree = path.removesuffix(".py").replace("/", "."), path, tree

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(fullname, self, origin=self._path) if fullname == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._tree, self._path, "exec"), module.__dict__)


def _tests(room: str, tree: ast.Module) -> int:
    """Run the tests of a module against a tree, in this process."""
    import hypothesis
    import pytest

    sys.meta_path.insert(0, _Instead(room, tree))
    hypothesis.settings.register_profile(
        "mutants", database=None, derandomize=True, phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate]
    )
    hypothesis.settings.load_profile("mutants")
    return int(pytest.main(["-x", "-qq", "--no-header", "--tb=no", "--noconftest", "-p", "no:cacheprovider", *ROOMS[room]]))


def _started(room: str, tree: ast.Module, limit_s: float = 0) -> int:
    """Fork a process that runs the tests, since a mutant may end it in any way. Return its pid."""
    if (child := os.fork()) == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if limit_s:
            signal.setitimer(signal.ITIMER_REAL, limit_s)  # SIGALRM ends the process, so an endless loop counts as noticed
        try:
            code = _tests(room, tree)
        except BaseException:  # noqa: BLE001 - a mutant may raise anything
            code = 1
        os._exit(code)
    return child


def survivors(room: str, jobs: int) -> tuple[int, list[Mutant]]:
    """Return (number of mutants, those that no test noticed)."""
    source = Path(room).read_text()
    began = time.monotonic()
    _, status = os.waitpid(_started(room, ast.parse(source)), 0)
    if status:
        sys.exit(f"{room}: its tests fail without any change")
    limit_s = 10 + 10 * (time.monotonic() - began)
    running: dict[int, Mutant] = {}
    alive: list[Mutant] = []
    total = 0

    def collect() -> None:
        child, status = os.wait()
        mutant = running.pop(child)
        if status == 0:
            alive.append(mutant)

    for mutant in mutants(source):
        total += 1
        running[_started(room, mutant.tree, limit_s)] = mutant
        if len(running) >= jobs:
            collect()
    while running:
        collect()
    return total, sorted(alive, key=lambda mutant: mutant.line)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("rooms", nargs="*", default=list(ROOMS))
    given = options.parse_args()
    _preload()
    all_of_them = killed = 0
    for room in given.rooms:
        total, alive = survivors(room, given.jobs)
        print(f"{room}: {total - len(alive)} of {total} killed ({1 - len(alive) / total:.1%})", flush=True)
        for mutant in alive:
            print(f"  {room}:{mutant.line}: {mutant.before}  ->  {mutant.after}", flush=True)
        all_of_them += total
        killed += total - len(alive)
    print(f"{killed} of {all_of_them} killed ({killed / all_of_them:.1%}); at least {LEAST_KILLED:.0%} are asked")
    return 0 if killed >= LEAST_KILLED * all_of_them else 1


def _preload() -> None:
    """Import third-party test dependencies once, before forking."""
    import _pytest.assertion.rewrite  # noqa: F401
    import cryptography.x509  # noqa: F401
    import h11  # noqa: F401
    import httpx  # noqa: F401
    import hypothesis.strategies  # noqa: F401
    import pytest_asyncio  # noqa: F401
    import typer  # noqa: F401


if __name__ == "__main__":
    sys.exit(main())
