"""The dataclass of every record: frozen, slotted, keyword-only, and made at the speed of an open one.

The constructor that `dataclasses` writes for a frozen class goes through `object.__setattr__` for every field, which takes three times as
long as assigning it; a name that is judged alone makes twenty records, so that was a tenth of its time. Here an instance is open while
its constructor runs and frozen when that returns.
"""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


_OPENED: dict[type, type] = {}
"""Kind of record -> the class of its instances while they are made; when they are whole, the kind becomes their class."""
Form = tuple[frozenset[type], Callable[[Any], Any] | None, bool]
"""Of a value in a dict: types that are right as they are, what makes the value of any other, and whether that reads lists, mostly empty."""


def builder(kind: type, forms: Sequence[Form], refusal: type[Exception]) -> Callable[[Any], Any]:
    """What makes a record of a dict that has its fields, all of them in their order, each in its form. The function raises `refusal`, as
    whatever reads a value may. Its code is written for this kind: a loop over the fields takes twice as long."""
    names = tuple(f.name for f in fields(kind))
    values = [f"v{number}" for number in range(len(names))]
    known: dict[str, Any] = {"_names": names, "_refusal": refusal, "_new": object.__new__, "_frozen": kind, "_opened": _OPENED[kind]}
    body = []
    for value, (plain, read, many) in zip(values, forms, strict=True):
        known |= {f"plain_{value}": plain, f"read_{value}": read}
        if read is None:
            body.append(f"    if type({value}) not in plain_{value}: raise _refusal")
        elif many:
            body.append(f"    {value} = read_{value}({value}) if {value} or type({value}) is not list else ()")
        elif plain:
            body.append(f"    if type({value}) not in plain_{value}: {value} = read_{value}({value})")
        else:
            body.append(f"    {value} = read_{value}({value})")
    lines = [
        "def build(given):",
        "    if type(given) is not dict or tuple(given) != _names: raise _refusal",
        f"    {', '.join(values)}, = given.values()",
        *body,
        "    made = _new(_opened)",
        *(f"    made.{name} = {value}" for name, value in zip(names, values, strict=True)),
        "    made.__class__ = _frozen",
        "    return made",
    ]
    exec("\n".join(lines), known)  # noqa: S102 -- from the names of fields alone
    build: Callable[[Any], Any] = known["build"]
    return build


def changed(given: T, **values: Any) -> T:
    """A copy of a record with some of its fields changed; `dataclasses.replace`, in a tenth of its time where there are many fields.
    Raises AttributeError for a field that it does not have."""
    kind = type(given)
    made = _COPIES[kind](given)
    for name, value in values.items():
        setattr(made, name, value)
    made.__class__ = kind
    return made  # type: ignore[no-any-return]


_COPIES: dict[type, Callable[[Any], Any]] = {}
"""Kind of record -> what makes a copy of one that is still open."""


def _copier(names: Sequence[str], opened: type) -> Callable[[Any], Any]:
    known: dict[str, Any] = {"_new": object.__new__, "_opened": opened}
    lines = ["def copy(given):", "    made = _new(_opened)", *(f"    made.{name} = given.{name}" for name in names), "    return made"]
    exec("\n".join(lines), known)  # noqa: S102 -- from the names of fields alone
    copy: Callable[[Any], Any] = known["copy"]
    return copy


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """A frozen, slotted, keyword-only dataclass. Fields have plain defaults or a factory; there is no `__post_init__`."""
    made: Any = dataclass(frozen=True, slots=True, kw_only=True)(kind)
    assert not hasattr(made, "__post_init__"), made
    names = [f.name for f in fields(made)]
    open_ = _OPENED[made] = type(made.__name__, (), {"__slots__": tuple(names)})
    _COPIES[made] = _copier(names, open_)
    known: dict[str, Any] = {"_set": object.__setattr__, "_opened": open_, "_frozen": made, "_missing": MISSING}
    parameters, body = [], []
    for f in fields(made):
        value = f.name
        if f.default is not MISSING:
            known[f"_{f.name}"] = f.default
            parameters.append(f"{f.name}=_{f.name}")
        elif f.default_factory is not MISSING:
            known[f"_{f.name}"] = f.default_factory
            parameters.append(f"{f.name}=_missing")
            value = f"_{f.name}() if {f.name} is _missing else {f.name}"
        else:
            parameters.append(f.name)
        body.append(f"    self.{f.name} = {value}")
    head = f"def __init__(self, *, {', '.join(parameters)}):"
    lines = [head, "    _set(self, '__class__', _opened)", *body, "    self.__class__ = _frozen"]
    exec("\n".join(lines), known)  # noqa: S102 -- as dataclasses does, from the names of fields alone
    known["__init__"].__qualname__ = f"{made.__qualname__}.__init__"
    made.__init__ = known["__init__"]
    return made  # type: ignore[no-any-return]
