"""What each field of a record means: the string below it in the source, for JSON Schemas and documents."""

import ast
import inspect
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from sys import modules
from types import ModuleType
from typing import Any

from msgspec import Struct
from msgspec.inspect import multi_type_info

KIND = "The collector, or another answer of it: it tells these facts from others."
"""Meaning of the field that holds the tag of a record."""


@cache
def meanings(module: ModuleType) -> dict[tuple[str, str], str]:
    """Return (record, field) -> the string below the field, on one line. Empty where the source is not at hand."""
    found: dict[tuple[str, str], str] = {}
    try:
        source = inspect.getsource(module)
    except OSError:  # installed without its source
        return found
    for record in ast.parse(source).body:
        for field, below in pairwise(getattr(record, "body", ())):
            match record, field, below:
                case ast.ClassDef(name=name), ast.AnnAssign(target=ast.Name(id=given)), ast.Expr(value=ast.Constant(value=str(meaning))):
                    found[name, given] = " ".join(meaning.split())
    return found


def describe(components: dict[str, Any], records: Iterable[type[Struct]]) -> None:
    """Give each field of the components of a JSON Schema its meaning. `records`: what the schema is of; parts are found in their fields."""
    for record in _with_parts(records):
        fields = components.get(record.__name__, {}).get("properties", {})
        if (tag := record.__struct_config__.tag_field) is not None:
            fields[tag]["description"] = KIND
        for base in record.__mro__:
            said = meanings(modules[base.__module__]) if issubclass(base, Struct) and base is not Struct else {}
            for (of, field), meaning in said.items():
                if of == base.__name__ and field in fields:
                    fields[field].setdefault("description", meaning)


def _with_parts(records: Iterable[type[Struct]]) -> set[type[Struct]]:
    """Return these records and all that stand in their fields."""
    found: set[type[Struct]] = set()
    waiting: list[Any] = [*multi_type_info(records)]
    while waiting:
        match waiting.pop():
            case list() | tuple() as several:
                waiting += several
            case one if (kind := getattr(one, "cls", None)) is not None and issubclass(kind, Struct):
                if kind not in found:
                    found.add(kind)
                    waiting += [field.type for field in one.fields]
            case one:
                waiting += [getattr(one, name) for name in ("types", "item_type", "item_types", "value_type", "type") if hasattr(one, name)]
    return found
