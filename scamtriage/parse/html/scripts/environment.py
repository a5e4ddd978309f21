"""What the names of the scripts of a page stand for, as far as all that is written to them has been seen."""

from collections.abc import Iterable, Mapping

from scamtriage.parse.html.scripts.scopes import Binding, SymbolTable
from scamtriage.parse.html.scripts.value_types import ObjectLiteral, Value


class Environment:
    """The bindings of all scopes. A name has a value where every write to it, certain or not, has been walked by then."""

    def __init__(self, names: SymbolTable) -> None:
        self.names = names
        self._bound: dict[Binding, tuple[int, Value]] = {}
        """How many of its writes have been seen, and what it stands for then."""
        self.doubted: set[Binding] = set()
        """Names of texts that a call gave another value which was not walked."""
        self._first: dict[Binding, float] = {}
        """The first number of each name that is given one and is changed by one step somewhere."""

    def value(self, name: Binding) -> Value:
        """What a name stands for; None where nobody knows."""
        seen, value = self._bound.get(name) or (1, self.names.functions.get(name))
        if seen != self.names.written[name] or (isinstance(value, ObjectLiteral | list) and name in self.names.changed):
            return None
        return value

    def last(self, name: Binding) -> Value:
        """What it was given last, whatever else is written to it."""
        return self._bound.get(name, (0, None))[1]

    def first_number(self, name: Binding) -> float | None:
        """What a count begins with; None for a name that is changed by more than one step."""
        return self._first.get(name)

    def assign(self, name: Binding, value: Value, *, writes: int = 1) -> None:
        """A name is given its value. `writes`: `+=` counts for two."""
        seen = self._bound.get(name) or (int(name in self.names.functions), None)
        self._bound[name] = seen[0] + writes, value
        if isinstance(value, float) and writes == 1 and self.names.written[name] in (2, 3):  # the first value, and a step of one or two
            self._first.setdefault(name, value)

    def bind(self, name: Binding, value: Value, *, later: bool) -> None:
        """A parameter is given its value. `later`: for a call that is to come; of two that differ nobody knows which is first."""
        if later and name in self._bound and self._bound[name][1] != value:
            self.names.written[name] += 1
        self._bound[name] = 1, value

    def differ(self, name: Binding, value: Value) -> None:
        """A text is given to a name that may stand for another: nobody knows for which."""
        held = self.last(name)
        if isinstance(held, str) and held != value:
            self.doubt((name,))

    def doubt(self, names: Iterable[Binding]) -> None:
        """Of these names those that stand for texts may stand for others."""
        for name in names:
            if isinstance(self.last(name), str):
                self.names.written[name] += 1
                self.doubted.add(name)

    def hold(self, name: Binding, value: Value) -> None:
        """A name has this value, whatever else is written to it."""
        self._bound[name] = self.names.written[name], value

    def forget(self, names: Iterable[Binding]) -> None:
        """Nothing has been written to these names."""
        for name in names:
            self._bound.pop(name, None)

    def saved(self, names: Iterable[Binding]) -> dict[Binding, tuple[int, Value]]:
        """The bindings of these names, for `restore`."""
        return {name: self._bound.get(name, (0, None)) for name in names}

    def restore(self, bindings: Mapping[Binding, tuple[int, Value]]) -> None:
        """As they were."""
        self._bound.update(bindings)
