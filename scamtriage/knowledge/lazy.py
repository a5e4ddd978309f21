"""An attribute that is computed when it is first read, and then simply stands there."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 — used like functools.cached_property, which before Python 3.12 takes a lock at every first read
    """functools.cached_property without its lock: ours are read by one thread, thousands of times a second."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> "lazy[T]": ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> "lazy[T] | T":
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._compute(owner)
        return value
