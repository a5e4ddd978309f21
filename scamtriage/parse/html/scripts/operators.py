"""What the operators of a script make of operands that are known: choices, comparisons, sums and products."""

import operator
import re
from abc import ABC, abstractmethod
from collections.abc import Callable

from scamtriage.parse.html.scripts.builtin_methods import MAX_TEXT, spelt
from scamtriage.parse.html.scripts.scopes import Script
from scamtriage.parse.html.scripts.tokens import VALUES
from scamtriage.parse.html.scripts.value_types import COMPARED, WINDOW, Prefix, Value, as_text, compared, truth
from scamtriage.records import lazy_re

MAX_DEPTH = 40
MAX_MADE = 4_000_000
"""Characters that sums, methods and decoders make of texts in one walk."""

# What stands in it is the host for certain, whatever comes behind: a sum may go on with what nobody knows.
_HOST_IS_WHOLE = lazy_re.compile(r"\s*(?:https?:)?[/\\]{2}[^/\\?#]+[/\\?#]", re.IGNORECASE)
_ADDS = frozenset((".", "+", "*", "/", "%", "(", "["))
_MULTIPLIES: dict[str, Callable[[float, float], float]] = {"*": operator.mul, "/": operator.truediv, "%": operator.mod}
_CHOOSE = frozenset(("?", "||", "&&", "??"))


class Operators(ABC):
    """A recursive-descent evaluator without a tree: each method gives the value of what it reads, and the token behind that."""

    def __init__(self) -> None:
        self._left = MAX_MADE

    @abstractmethod
    def _operand(self, code: Script, at: int, stop: int, depth: int) -> tuple[Value, int]:
        """One operand with its members and calls."""

    def spend(self, chars: int) -> bool:
        """Whether so many characters may still be made."""
        self._left -= chars
        return self._left >= 0

    def of(self, code: Script, start: int, stop: int, depth: int = 0) -> Value:
        """The value of a range; None where it can't be told. A text of which only the end is unknown goes as far as it is known, if it has
        named a host by then."""
        value = self._choice(code, start, stop, depth)
        return str(value) if isinstance(value, Prefix) else value

    def _choice(self, code: Script, at: int, stop: int, depth: int) -> Value:
        """What `?`, `||`, `&&` and `??` leave of a range."""
        if at >= stop or depth > MAX_DEPTH:
            return None
        value, after = self._comparison(code, at, stop, depth)
        if after >= stop:
            return value
        sign, held = code.pieces.texts[after], truth(value)
        if held is None or sign not in _CHOOSE:
            return None
        held = held or sign == "??"  # whatever is known is neither null nor undefined
        if sign != "?" and held == (sign != "&&"):  # whatever stands behind it
            after = self.next_of(("?", "||") if sign == "&&" else ("?",), code, after + 1, stop)
            if after >= stop:
                return value
        if code.pieces.texts[after] == "?":
            return self._choice(code, *self.branches(code, after, stop)[not held], depth + 1)
        return self._choice(code, after + 1, stop, depth + 1)

    def branches(self, code: Script, at: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The ranges of what stands behind the `?` at this place, and behind its `:`."""
        middle = self.next_of((":",), code, at + 1, stop)
        return (at + 1, middle), (middle + 1, stop)

    def next_of(self, signs: tuple[str, ...], code: Script, at: int, stop: int) -> int:
        """Where one of these stands next, outside of brackets and of choices within; the end where none does."""
        texts, partner, within = code.pieces.texts, code.pieces.partner, 0
        while at < stop and self.spend(1):
            if not within and texts[at] in signs:
                return at
            within += (texts[at] == "?") - (texts[at] == ":")
            at = partner.get(at, at) + 1
        return stop

    def _comparison(self, code: Script, at: int, stop: int, depth: int) -> tuple[Value, int]:
        texts = code.pieces.texts
        value, after = self._sum(code, at, stop, depth)
        while value is not None and after < stop and (sign := texts[after]) in COMPARED:
            other, end = self._sum(code, after + 1, stop, depth)
            unsure = value is WINDOW and not {"document", "this"}.isdisjoint(texts[at:end])  # the one stands in the other
            value, after = None if unsure else compared(sign, value, other), end
        return value, after

    def _sum(self, code: Script, at: int, stop: int, depth: int) -> tuple[Value, int]:
        texts = code.pieces.texts
        found, after = self._product(code, at, stop, depth)
        if found is None or isinstance(found, Prefix):
            return self._prefix(code, found or "", at, stop), stop
        while after < stop and (sign := texts[after]) in ("+", "-"):
            at = after + 1
            value, after = self._product(code, at, stop, depth)
            if value is None or isinstance(value, Prefix):
                told = as_text(found)
                return self._prefix(code, (told if isinstance(told, str) else "") + (value or ""), at, stop), stop
            if sign == "+":
                found = self.added(found, value)
            else:
                found = found - value if isinstance(found, float) and isinstance(value, float) else None
            if found is None:
                return None, stop
        return found, after

    def added(self, one: Value, other: Value) -> str | float | None:
        """`one + other`"""
        one, other = as_text(one), as_text(other)
        if isinstance(one, float) and isinstance(other, float):
            return one + other
        if not (isinstance(one, str | float) and isinstance(other, str | float)):
            return None
        whole = spelt(one) + spelt(other)
        return whole if len(whole) <= MAX_TEXT and self.spend(len(whole)) else None

    def _product(self, code: Script, at: int, stop: int, depth: int) -> tuple[Value, int]:
        value, at = self._operand(code, at, stop, depth)
        while isinstance(value, float) and at < stop and (sign := code.pieces.texts[at]) in _MULTIPLIES:
            more, at = self._operand(code, at + 1, stop, depth)
            if not isinstance(more, float) or (sign != "*" and not more):
                return None, at
            value = _MULTIPLIES[sign](value, more)
        return value, at

    def _prefix(self, code: Script, told: str, at: int, stop: int) -> Prefix | None:
        """A text of which more would follow, where it names a host and what follows only adds to it."""
        if _HOST_IS_WHOLE.match(told) is None:
            return None
        pieces = code.pieces
        while at < stop:
            text = pieces.texts[at]
            if text in ("in", "instanceof") or (text not in _ADDS and pieces.kinds[at] not in VALUES):
                return None
            at = pieces.partner.get(at, at) + 1
        return Prefix(told)


def key_of(owner: str, key: Value) -> str:
    """The name of the member `owner[key]` of the page; "" for one that has none. Forms and links have numbers for names, too."""
    return f"{key:.0f}" if isinstance(key, float) and owner in ("forms", "links") else key if isinstance(key, str) else ""
