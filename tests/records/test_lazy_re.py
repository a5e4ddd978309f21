"""Expressions of modules wait for their first use, and then answer as those of `re` do."""

import ast
import copy
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import scamtriage
from scamtriage.records import lazy_re

MODULES = sorted(found.name for found in walk_packages(scamtriage.__path__, "scamtriage.") if not found.name.endswith("__main__"))
TEXT = "Call 1441 or 1599 now"


@pytest.mark.parametrize("name", ["search", "match", "fullmatch", "findall", "split"])
@pytest.mark.parametrize("pattern", [r"\d+", r"call (\d)(\d+)", r"call .*"])
def test_an_expression_answers_as_that_of_re(name: str, pattern: str) -> None:
    lazy, of_re = lazy_re.compile(pattern, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)
    for _ in range(2):  # the second use finds what the first one kept
        assert repr(getattr(lazy, name)(TEXT)) == repr(getattr(of_re, name)(TEXT))
    assert (lazy.pattern, lazy.flags, lazy.groups) == (of_re.pattern, of_re.flags, of_re.groups)
    assert lazy.sub("-", TEXT, count=1) == of_re.sub("-", TEXT, count=1)
    assert [found.span() for found in lazy.finditer(TEXT, 5, 12)] == [found.span() for found in of_re.finditer(TEXT, 5, 12)]


def test_it_is_compiled_at_its_first_use() -> None:
    broken = lazy_re.compile("(")
    with pytest.raises(re.error):
        broken.search(TEXT)
    assert copy.deepcopy(lazy_re.compile(rb"\d")).search(b"a1") is not None


def _held(value: object, within: frozenset[int] = frozenset()) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    """The expressions that a value holds. `within`: the ids of what it stands in, which it may hold itself."""
    if isinstance(value, lazy_re.Expression):
        yield value  # type: ignore[misc]
    elif isinstance(value, dict | tuple | list | set | frozenset) and id(value) not in within:
        for one in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from _held(one, within | {id(value)})


def test_every_expression_of_a_module_is_valid() -> None:
    held = [one for module in MODULES for value in vars(import_module(module)).values() for one in _held(value)]
    assert len({id(one) for one in held}) > 1_000
    for one in held:
        assert one.flags >= 0, one.pattern


def test_no_module_compiles_an_expression_when_it_is_loaded() -> None:
    at: list[str] = []
    for module in MODULES:
        path = Path(str(import_module(module).__file__))
        waiting: list[ast.AST] = list(ast.parse(path.read_text()).body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            if isinstance(node, ast.Attribute) and node.attr == "compile" and getattr(node.value, "id", "") == "re":
                at.append(f"{module}:{node.lineno}")
            waiting.extend(ast.iter_child_nodes(node))
    assert not at
