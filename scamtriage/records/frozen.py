"""The dataclass of every record: frozen, slotted, keyword-only, and made at the speed of an open one.

The constructor that `dataclasses` writes for a frozen class goes through `object.__setattr__` for every field, which takes three times as
long as assigning it; a name that is judged alone makes twenty records, so that was a tenth of its time. Here an instance is open while
its constructor runs and frozen when that returns.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from itertools import repeat
from typing import Any, ParamSpec, TypeVar, dataclass_transform

T = TypeVar("T")
P = ParamSpec("P")


_OPENED: dict[type, type] = {}
"""Kind of record -> the class of its instances while they are made; when they are whole, the kind becomes their class."""
_MAKERS: dict[Any, Any] = {}
"""Kind of record -> its `maker`."""
Form = tuple[frozenset[type], Callable[[Any], Any] | None, bool]
"""Of a value in a dict: types that are right as they are, what makes the value of any other, and whether that reads lists, mostly empty."""


def builders(kind: type, forms: Sequence[Form], refusal: type[Exception]) -> tuple[Callable[[Any], Any], Callable[[Any], tuple[Any, ...]]]:
    """What makes a record of a dict that has its fields, all of them in their order, each in its form; and what makes the records of a list
    of such dicts. The functions raise `refusal`, as whatever reads a value may. Their code is written for this kind: a loop over the fields
    takes twice as long, and a call for each of two hundred links a quarter more."""
    names = tuple(f.name for f in fields(kind))
    values = [f"v{number}" for number in range(len(names))]
    known: dict[str, Any] = {"_names": names, "_refusal": refusal, "_new": object.__new__, "_frozen": kind, "_opened": _OPENED[kind]}
    body = ["if type(given) is not dict or tuple(given) != _names: raise _refusal", f"{', '.join(values)}, = given.values()"]
    for value, (plain, read, many) in zip(values, forms, strict=True):
        known |= {f"plain_{value}": plain, f"read_{value}": read}
        if read is None and len(plain) == 1:
            (known[f"plain_{value}"],) = plain
            body.append(f"if type({value}) is not plain_{value}: raise _refusal")
        elif read is None:
            body.append(f"if type({value}) not in plain_{value}: raise _refusal")
        elif many:
            body.append(f"{value} = read_{value}({value}) if {value} or type({value}) is not list else ()")
        elif plain:
            body.append(f"if type({value}) not in plain_{value}: {value} = read_{value}({value})")
        else:
            body.append(f"{value} = read_{value}({value})")
    body += ["made = _new(_opened)", *(f"made.{name} = {value}" for name, value in zip(names, values, strict=True))]
    body += ["made.__class__ = _frozen"]
    one = ["def one(given):", *(f"    {line}" for line in body), "    return made"]
    several = ["def several(all_):", "    if type(all_) is not list: raise _refusal", "    found = []", "    for given in all_:"]
    several += [*(f"        {line}" for line in body), "        found.append(made)", "    return tuple(found)"]
    exec("\n".join((*one, *several)), known)  # noqa: S102 -- from the names of fields alone
    return known["one"], known["several"]


def of_columns(kind: type[T], count: int, *columns: Iterable[object]) -> tuple[T, ...]:
    """So many records, made field by field for all of them, in a fifth of the time that making one after the other takes. `columns`: the
    values of every field, in the order of the fields."""
    made = tuple(map(object.__new__, repeat(kind, count)))
    for put, column in zip(_setters(kind), columns, strict=True):  # type: ignore[arg-type]  # of lru_cache: a class is hashable
        deque(map(put, made, column), maxlen=0)
    return made


@cache
def _setters(kind: type) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(getattr(kind, f.name).__set__ for f in fields(kind))


def changed(given: T, /, **values: Any) -> T:
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


def plain(given: object) -> dict[str, Any]:
    """A record as the dict of its fields, what is in them left as it is. Raises TypeError for what is no record.

    For `orjson`, whose own way with slotted classes asks every field of every record about itself and takes three times as long.
    """
    try:
        return _PLAIN[type(given)](given)
    except KeyError:
        raise TypeError(f"no record: {type(given).__name__}") from None


_PLAIN: dict[type, Callable[[Any], dict[str, Any]]] = {}
"""Kind of record -> what makes the dict of one."""


def _readers(names: Sequence[str], opened: type) -> tuple[Callable[[Any], Any], Callable[[Any], dict[str, Any]]]:
    """What makes a copy of a record that is still open, and what makes the dict of one."""
    known: dict[str, Any] = {"_new": object.__new__, "_opened": opened}
    lines = ["def copy(given):", "    made = _new(_opened)", *(f"    made.{name} = given.{name}" for name in names), "    return made"]
    lines += ["def plain(given):", f"    return {{{', '.join(f'{name!r}: given.{name}' for name in names)}}}"]
    exec("\n".join(lines), known)  # noqa: S102 -- from the names of fields alone
    return known["copy"], known["plain"]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """A frozen, slotted, keyword-only dataclass. Fields have plain defaults or a factory; there is no `__post_init__`."""
    made: Any = dataclass(frozen=True, slots=True, kw_only=True)(kind)
    assert not hasattr(made, "__post_init__"), made
    names = [f.name for f in fields(made)]
    open_ = _OPENED[made] = type(made.__name__, (), {"__slots__": tuple(names)})
    _COPIES[made], _PLAIN[made] = _readers(names, open_)
    known: dict[str, Any] = {
        "_set": object.__setattr__, "_new": object.__new__, "_opened": open_, "_frozen": made, "_missing": MISSING,
    }  # fmt: skip
    parameters, assigned = [], []
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
        assigned.append(f"    self.{f.name} = {value}")
    body, given = [*assigned, "    self.__class__ = _frozen"], f"*, {', '.join(parameters)}"
    lines = [f"def __init__(self, {given}):", "    _set(self, '__class__', _opened)", *body]
    lines += [f"def make({given}):", "    self = _new(_opened)", *body, "    return self"]
    exec("\n".join(lines), known)  # noqa: S102 -- as dataclasses does, from the names of fields alone
    known["__init__"].__qualname__ = f"{made.__qualname__}.__init__"
    made.__init__ = known["__init__"]
    _MAKERS[made] = known["make"]
    return made  # type: ignore[no-any-return]


def maker(kind: Callable[P, T]) -> Callable[P, T]:
    """The constructor of a record as a plain function with the same parameters: what is called as a class takes twice as long. For the few
    kinds of which every row has several."""
    return _MAKERS[kind]  # type: ignore[no-any-return]
