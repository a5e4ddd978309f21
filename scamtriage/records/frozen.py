"""The dataclass of every record: frozen, slotted, keyword-only, and made at the speed of an open one.

The constructor that `dataclasses` writes for a frozen class goes through `object.__setattr__` for every field, which takes three times as
long as assigning it; a name that is judged alone makes twenty records, so that was a tenth of its time. Here an instance is open while
its constructor runs and frozen when that returns.
"""

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


_OPENED: dict[type, type] = {}


def opened(kind: type) -> type:
    """The class of a record's instances while they are made: give them `kind` as their class when they are whole."""
    return _OPENED[kind]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """A frozen, slotted, keyword-only dataclass. Fields have plain defaults or a factory; there is no `__post_init__`."""
    made: Any = dataclass(frozen=True, slots=True, kw_only=True)(kind)
    assert not hasattr(made, "__post_init__"), made
    names = [f.name for f in fields(made)]
    open_ = _OPENED[made] = type(made.__name__, (), {"__slots__": tuple(names)})
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
