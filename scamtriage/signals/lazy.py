"""A property that is worked out once an object, without a lock."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cached_property

    lazy = cached_property
else:

    class lazy:  # noqa: N801 -- used like `property`
        """Like functools.cached_property, which before Python 3.12 takes a lock each time. A page has a hundred such values; views are of
        one thread, and the values depend on nothing but the evidence."""

        def __init__(self, of):
            self.func = of
            self.__doc__ = of.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            found = self.func(instance)
            setattr(instance, self._name, found)  # `instance.__dict__` would make a dictionary of an object that has none yet
            return found
