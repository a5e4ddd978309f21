"""Lines of evidence as this program writes them, read at the speed of building their records.

A line is read here only when every key stands in its order and every value has exactly the type and form in which it is written; whatever
else may be right or wrong with a line is for `codec`, whose reader takes ten times as long and says what is wrong. So both give the same
records, and the bytes of a line that was read here are canonical.
"""

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from scamtriage.records.frozen import builders

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(?!000000)\d{6})?Z", re.ASCII)


class NotExact(Exception):
    """The value is not in the form in which it is written; it may be right all the same."""


class Form(NamedTuple):
    """How the values of one type stand in JSON."""

    plain: frozenset[type]
    """Types of JSON values that are right as they are."""
    read: Callable[[Any], Any] | None
    """Makes the value of any other; raises NotExact."""
    many: bool = False
    """It reads lists, of which most are empty."""


class Record:
    """Builds one kind of record from the dicts of its JSON."""

    def __init__(self, kind: type) -> None:
        hints = get_type_hints(kind)
        self.names = tuple(f.name for f in fields(kind))
        self._nested = frozenset(name for name in self.names if get_args(hints[name]) == (kind, ...))
        forms = tuple(Form(frozenset(), self._own, True) if name in self._nested else _form(hints[name]) for name in self.names)
        self.one, self.several = builders(kind, forms, NotExact)
        """The record of one dict, and the records of a list of them. Raise NotExact."""

    def _own(self, given: Any) -> Any:
        """Records of this kind within one of them: one level, as none is written deeper."""
        if type(given) is list and any(type(one) is dict and any(one.get(name) for name in self._nested) for one in given):
            raise NotExact
        return self.several(given)


@cache
def record(kind: type) -> Record:
    """The builder of this dataclass."""
    return Record(kind)


@cache
def _form(hint: Any) -> Form:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _union([part for part in inner if part is not NoneType], NoneType in inner)
    if hint in (str, int, float, bool):
        return Form(frozenset((hint,)), None)
    return Form(frozenset(), _reader(hint, origin, inner), many=origin is tuple and inner[1] is ...)


def _union(parts: list[Any], or_none: bool) -> Form:
    none = frozenset((NoneType,) if or_none else ())
    if len(parts) == 1:
        form = _form(parts[0])
        return Form(form.plain | none, form.read)
    kinds = {record(part).names: record(part) for part in parts}
    assert len(kinds) == len(parts), "records of a union are told apart by their keys"
    return Form(none, partial(_one_kind, kinds))


def _reader(hint: Any, origin: Any, inner: tuple[Any, ...]) -> Callable[[Any], Any]:
    if hint is datetime:
        return _moment
    if origin is Literal:
        return partial(_known, dict(zip(inner, inner, strict=True)))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return partial(_known, {member.value: member for member in hint})
    if origin is dict:
        return partial(_mapping, _form(inner[1]))
    if origin is tuple and inner[1] is not ...:
        return partial(_fixed, tuple(map(_form, inner)))
    if origin is tuple:
        return partial(_sequence, _form(inner[0])) if get_origin(inner[0]) or inner[0] is str else record(inner[0]).several
    return record(hint).one


def _moment(given: Any) -> datetime:
    if type(given) is not str or _MOMENT.fullmatch(given) is None:
        raise NotExact
    try:
        return datetime.fromisoformat(given)
    except ValueError:  # the 30th of February
        raise NotExact from None


def _known(values: dict[Any, Any], given: Any) -> Any:
    try:
        return values[given]
    except (KeyError, TypeError):
        raise NotExact from None


def _one_kind(kinds: dict[tuple[str, ...], Record], given: Any) -> Any:
    kind = kinds.get(tuple(given)) if type(given) is dict else None
    if kind is None:
        raise NotExact
    return kind.one(given)


def _value(form: Form, given: Any) -> Any:
    if type(given) in form.plain:
        return given
    if form.read is None:
        raise NotExact
    return form.read(given)


def _mapping(form: Form, given: Any) -> dict[str, Any]:
    if type(given) is not dict:
        raise NotExact
    return {key: _value(form, value) for key, value in given.items()}


def _sequence(form: Form, given: Any) -> tuple[Any, ...]:
    if type(given) is not list:
        raise NotExact
    if form.read is None:
        if not form.plain.issuperset(map(type, given)):
            raise NotExact
        return tuple(given)
    return tuple(map(partial(_value, form), given))


def _fixed(forms: tuple[Form, ...], given: Any) -> tuple[Any, ...]:
    if type(given) is not list or len(given) != len(forms):
        raise NotExact
    return tuple(map(_value, forms, given))
