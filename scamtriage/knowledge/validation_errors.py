"""Say where a value is that msgspec refused, and what would be right there."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import ValidationError, inspect

from scamtriage.records import lazy_re

_SAID = lazy_re.compile(r"(.*) - at (`key` in )?`\$((?:\[(?:\d+|\.\.\.)\]|\.[^.\[`]+)*)`", re.DOTALL)
_STEP = lazy_re.compile(r"\[(\d+|\.\.\.)\]|\.([^.\[]+)")
_STRANGE, _MISSING = (
    lazy_re.compile("Object contains unknown field `(.*)`", re.DOTALL),
    lazy_re.compile("Object missing required field `(.*)`"),
)


def explained(said: str, table: Any, shape: Any, convert: Callable[[], Any]) -> tuple[tuple[str | int, ...], str]:
    """Return the path of a wrong value, and what would be right. `convert` is what refused the table, which is used up."""

    def still() -> bool:
        try:
            convert()
        except ValidationError as exc:
            return str(exc) == said
        return False

    if (match := _STRANGE.fullmatch(said)) is not None and isinstance(table, dict) and match[1] in table:
        return (match[1],), "unknown key"  # even if the key reads like the place of an error
    match = _SAID.fullmatch(said)
    why, is_key, steps = match.groups() if match is not None else (said, None, "")
    path: list[str | int] = []
    here, kinds = table, [inspect.type_info(shape)]
    for index, name in _STEP.findall(steps):
        step = name or (_culprit(here, still) if index == "..." else int(index))
        here, kinds = here[step], [inner for kind in kinds for inner in _inside(kind, step)]
        path.append(step)
    if is_key:
        path.append(_culprit(here, still))
        return tuple(path), "no such key: it " + next((says for kind in kinds for says in _wanted(getattr(kind, "key_type", kind))), why)
    if match := _STRANGE.fullmatch(why):
        return (*path, match[1]), "unknown key"
    if match := _MISSING.fullmatch(why):
        return (*path, match[1]), "is missing"
    return tuple(path), " or ".join(says for kind in kinds for says in _wanted(kind)) or why


def _culprit(among: dict[str, Any], still: Callable[[], bool]) -> str:
    """Return the key whose value is wrong: msgspec does not name the keys of a dict. Leaves only this key in it."""
    for key, value in tuple(among.items()):
        among.clear()
        among[key] = value
        if still():
            return key
    raise AssertionError("no key is wrong by itself")


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    """Yield the types that a value may have at this step within a value of that type."""
    match kind:
        case inspect.Metadata():
            yield from _inside(kind.type, step)
        case inspect.UnionType():
            yield from (inner for one in kind.types for inner in _inside(one, step))
        case inspect.StructType():
            yield from (field.type for field in kind.fields if field.encode_name == step)
        case inspect.DictType():
            yield kind.value_type
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType() | inspect.FrozenSetType():
            yield kind.item_type
        case inspect.TupleType():
            yield kind.item_types[int(step)]


def _wanted(kind: Any) -> Iterator[str]:
    """Yield the sentences of a type about its values; none if msgspec's own is enough."""
    match kind:
        case inspect.Metadata(extra_json_schema={"description": says}):
            yield says
        case inspect.UnionType():
            yield from (says for one in kind.types for says in _wanted(one))
        case inspect.LiteralType():
            yield f"must be one of {', '.join(map(str, filter(None, kind.values)))}"
