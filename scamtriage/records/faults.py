"""Which fault of a line of evidence is its own: the reader of a union tries every kind, and each finds fault with what is of another."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, get_args, get_type_hints

import orjson

from scamtriage.records.facts import Facts


def meant(errors: Sequence[Any], line: bytes | str) -> tuple[Any, str]:
    """The first fault of the kind of record that the line says it is, and its place: of other kinds every line is full of faults."""
    try:
        given = orjson.loads(line)
    except orjson.JSONDecodeError:
        given = None
    for error in errors:
        at, where = given, []
        for step in error["loc"]:
            if (kind := _KINDS.get(step)) is None:
                where.append(str(step))
                at = at[step] if isinstance(at, dict) and step in at else None
            elif not kind(at):
                break
        else:
            return error, ".".join(where)
    whole = [str(step) for step in errors[0]["loc"] if step not in _KINDS]
    if "facts" in whole:  # of no kind that we know
        return {"type": "kind", "msg": "facts of a kind that is known have it in `kind`, and all of that kind's keys"}, ".".join(whole[:3])
    return errors[0], ".".join(whole)


def _is_kind(kind: str, given: Any) -> bool:
    return isinstance(given, dict) and given.get("kind") == kind


_KINDS: dict[Any, Callable[[Any], bool]] = {
    **{kind.__name__: partial(_is_kind, get_args(get_type_hints(kind)["kind"])[0]) for kind in get_args(Facts)},
    "Target": lambda given: isinstance(given, dict) and "host" in given,
    "BadTarget": lambda given: not (isinstance(given, dict) and "host" in given),
}
"""As the reader names the kinds of a union -> whether it is this one that a line means."""
