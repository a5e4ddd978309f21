"""The types of values that the evaluator knows, their truth, their comparison and their members."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scamtriage.parse.html.scripts.builtin_methods import Known
from scamtriage.parse.html.scripts.location import NAVIGATING, Location
from scamtriage.parse.html.scripts.scopes import Function, Script


class Window:
    """The window or the document: where a parameter stands for one, `w.location` is the page's."""


class Prefix(str):
    """A text of which only the beginning is known."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class ObjectLiteral:
    """What an object that is written out holds."""

    held: "dict[str, Value]"


@dataclass(frozen=True, slots=True)
class Builtin:
    """A function of the language or of the page that a script calls by a name of its own: `var d = window.atob`."""

    path: tuple[str, ...]


TIMERS = ("setTimeout", "setInterval")


@dataclass(frozen=True, slots=True)
class Timer:
    """What `setTimeout` gives: the place of its call."""

    code: Script
    opened: int


WINDOW = Window()
Value = Known | bool | Window | Location | Function | ObjectLiteral | Builtin | Timer | None

COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "===": operator.eq,
    "!=": operator.ne,
    "!==": operator.ne,
}


def as_text(value: Value) -> Value:
    """A location as the text that scripts read of it, None if nobody knows the address; any other value as it is."""
    return value.part("href") if isinstance(value, Location) else value


def compared(sign: str, one: Value, other: Value) -> bool | None:
    """What a comparison gives; None where only a run would tell."""
    one, other = as_text(one), as_text(other)
    if isinstance(one, float) and isinstance(other, float):
        return COMPARED[sign](one, other)
    if type(one) is type(other) and isinstance(one, str | bool | Window) and sign[0] in "=!":
        return (one == other) == (sign[0] == "=")
    return None


def truth(value: Value) -> bool | None:
    """Whether a condition holds that is worth this."""
    return None if value is None else bool(value) if isinstance(value, str | float) else value is not False


def member(owner: Value, name: Value) -> Value:
    """`owner[name]` of a text, a list, or an object that is written out."""
    if isinstance(owner, ObjectLiteral):
        return owner.held.get(name) if isinstance(name, str) else None
    if not isinstance(owner, str | list):
        return None
    if name == "length":
        return float(len(owner))
    index = int(name) if isinstance(name, float) and 0 <= name < len(owner) and name == name // 1 else -1
    return owner[index] if index >= 0 else None


def part_of(owner: Value, name: Value) -> str:
    """The part of the page's address that `owner[name] = …` sets, "" for none."""
    if isinstance(owner, Location) and isinstance(name, str) and name in NAVIGATING:
        return name
    return "href" if owner is WINDOW and name == "location" else ""
