"""What a file of source names, however it came by it: the laws about what nobody may call read it here."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import scamtriage

ROOT = Path(scamtriage.__file__).parent


FILES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}


@cache
def trees() -> dict[str, ast.Module]:
    """The program, file by file; parsed once for all laws of a process."""
    return {file: ast.parse(path.read_bytes()) for file, path in FILES.items()}


def named(tree: ast.Module) -> Iterator[str]:
    """Dotted names of all that is imported or used of modules, whatever it is called in the file; what nobody imported as "builtins.NAME",
    attributes of anything else as ".NAME"."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                yield one.name
                top = one.name.partition(".")[0]
                known[one.asname or top] = one.name if one.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                yield f"{node.module}.{one.name}"
                known[one.asname or one.name] = f"{node.module}.{one.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield _dotted(node, known)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in known:
            yield f"builtins.{node.id}"


def _dotted(node: ast.Attribute, known: dict[str, str]) -> str:
    names, inner = [node.attr], node.value
    while isinstance(inner, ast.Attribute):
        names.append(inner.attr)
        inner = inner.value
    if isinstance(inner, ast.Name) and inner.id in known:
        return ".".join([known[inner.id], *reversed(names)])
    return f".{node.attr}"
