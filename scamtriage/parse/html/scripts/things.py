"""The things that a name or an expression of a script can stand for, and what JavaScript makes of two of them."""

from collections.abc import Callable
from dataclasses import dataclass

from scamtriage.parse.html.scripts.location import SET, Location
from scamtriage.parse.html.scripts.methods import Known, Wanted
from scamtriage.parse.html.scripts.scopes import Function


class Page:
    """The window or the document: where a parameter stands for one, `w.location` is the page's."""


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """What an object that is written out holds."""

    held: "dict[str, Value]"


@dataclass(frozen=True, slots=True)
class Builtin:
    """A function of the language or of the page that a script calls by a name of its own: `var d = window.atob`."""

    path: tuple[str, ...]


PAGE = Page()
Value = Known | bool | Page | Location | Function | Members | Builtin | Wanted | None

COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "==": lambda one, other: one == other,
    "===": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "!==": lambda one, other: one != other,
}


def compared(sign: str, one: Value, other: Value) -> bool | None:
    """What a comparison gives; None where only a run would tell."""
    one, other = (value.href if isinstance(value, Location) else value for value in (one, other))
    if isinstance(one, float) and isinstance(other, float):
        return COMPARED[sign](one, other)
    if type(one) is type(other) and isinstance(one, str | bool | Page) and sign[0] in "=!":
        return (one == other) == (sign[0] == "=")
    return None


def truth(value: Value) -> bool | None:
    """Whether a condition holds that is worth this."""
    return None if value is None else bool(value) if isinstance(value, str | float) else value is not False


def member(owner: Value, name: Value) -> Value:
    """`owner[name]` of a text, a list, or an object that is written out."""
    if isinstance(owner, Members):
        return owner.held.get(name) if isinstance(name, str) else None
    if not isinstance(owner, str | list):
        return None
    if name == "length":
        return float(len(owner))
    index = int(name) if isinstance(name, float) and 0 <= name < len(owner) and name == name // 1 else -1
    return owner[index] if index >= 0 else None


def part_of(owner: Value, name: Value) -> str:
    """The part of the page's address that `owner[name] = …` sets, "" for none."""
    if isinstance(owner, Location) and isinstance(name, str) and name in SET:
        return name
    return "href" if owner is PAGE and name == "location" else ""
