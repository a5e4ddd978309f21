"""What the operators of a script make of operands that are known: sums and comparisons, and what choices leave of them."""

import re
from abc import ABC, abstractmethod

from scamtriage.parse.html.scripts.location import Location
from scamtriage.parse.html.scripts.methods import MAX_TEXT, spelt
from scamtriage.parse.html.scripts.scopes import Code
from scamtriage.parse.html.scripts.things import COMPARED, PAGE, Value, compared, truth
from scamtriage.parse.html.scripts.tokens import VALUES

MAX_DEPTH = 40
MAX_MADE = 4_000_000
"""Characters that sums, methods and decoders make of texts in one walk."""

# What stands in it is the host for certain, whatever comes behind: a sum may go on with what nobody knows.
_HOST_IS_WHOLE = re.compile(r"\s*(?:https?:)?[/\\]{2}[^/\\?#]+[/\\?#]", re.IGNORECASE)
_ADDS = frozenset((".", "+", "*", "/", "%", "(", "["))
_CHOOSE = frozenset(("?", "||", "&&", "??"))


class Operators(ABC):
    """From the loosest bond to the closest."""

    def __init__(self) -> None:
        self._purse = MAX_MADE

    @abstractmethod
    def _term(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        """(value, where it ends, whether all of it is known) of one operand."""

    def _spend(self, chars: int) -> bool:
        """Whether so many characters may still be made."""
        self._purse -= chars
        return self._purse >= 0

    def of(self, code: Code, start: int, stop: int, depth: int = 0) -> Value:
        """The value of a range; None where it can't be told. A text of which only the end is unknown goes as far as it is known, if it has
        named a host by then."""
        return self._choice(code, start, stop, depth)[0]

    def _choice(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, bool]:
        """(value, whether all of it is known) of a range: what `?`, `||` and `&&` leave of it."""
        if at >= stop or depth > MAX_DEPTH:
            return None, True
        value, after, whole = self._comparison(code, at, stop, depth)
        if after >= stop:
            return value, whole
        sign, held = code.pieces.texts[after], truth(value)
        if held is None or sign not in _CHOOSE:
            return None, True
        held = held or sign == "??"  # whatever is known is neither null nor undefined
        if sign != "?" and held == (sign != "&&"):  # whatever stands behind it
            after = self._next(code, after + 1, stop, ("?", "||") if sign == "&&" else ("?",))
            if after >= stop:
                return value, True
        if code.pieces.texts[after] == "?":
            return self._choice(code, *self.branches(code, after, stop)[not held], depth + 1)
        return self._choice(code, after + 1, stop, depth + 1)

    def branches(self, code: Code, at: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The ranges of what stands behind the `?` at this place, and behind its `:`."""
        middle = self._next(code, at + 1, stop, (":",))
        return (at + 1, middle), (middle + 1, stop)

    def _next(self, code: Code, at: int, stop: int, signs: tuple[str, ...]) -> int:
        """Where one of these stands next, outside of brackets and of choices within; the end where none does."""
        texts, partner, within = code.pieces.texts, code.pieces.partner, 0
        while at < stop and self._spend(1):
            if not within and texts[at] in signs:
                return at
            within += (texts[at] == "?") - (texts[at] == ":")
            at = partner.get(at, at) + 1
        return stop

    def _comparison(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        texts = code.pieces.texts
        value, after, whole = self._sum(code, at, stop, depth)
        while value is not None and after < stop and (sign := texts[after]) in COMPARED:
            other, end, _ = self._sum(code, after + 1, stop, depth)
            unsure = value is PAGE and not {"document", "this"}.isdisjoint(texts[at:end])  # the one stands in the other
            value, after = None if unsure else compared(sign, value, other), end
        return value, after, whole

    def _sum(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        """(value, where it ends, whether all of it is known)"""
        texts = code.pieces.texts
        found, after, whole = self._product(code, at, stop, depth)
        if found is None or not whole:
            return self._open(code, found if isinstance(found, str) else "", at, stop), stop, False
        while after < stop and (sign := texts[after]) in ("+", "-"):
            at = after + 1
            value, after, whole = self._product(code, at, stop, depth)
            if value is None or not whole:
                told = found.href if isinstance(found, Location) else found if isinstance(found, str) else ""
                return self._open(code, told + (value if isinstance(value, str) else ""), at, stop), stop, False
            if sign == "+":
                found = self._added(found, value)
            else:
                found = found - value if isinstance(found, float) and isinstance(value, float) else None
            if found is None:
                return None, stop, False
        return found, after, True

    def _added(self, one: Value, other: Value) -> str | float | None:
        one, other = (value.part("href") if isinstance(value, Location) else value for value in (one, other))
        if isinstance(one, float) and isinstance(other, float):
            return one + other
        if not (isinstance(one, str | float) and isinstance(other, str | float)):
            return None
        whole = spelt(one) + spelt(other)
        return whole if len(whole) <= MAX_TEXT and self._spend(len(whole)) else None

    def _product(self, code: Code, at: int, stop: int, depth: int) -> tuple[Value, int, bool]:
        value, at, whole = self._term(code, at, stop, depth)
        while whole and isinstance(value, float) and at < stop and (sign := code.pieces.texts[at]) in ("*", "/", "%"):
            more, at, whole = self._term(code, at + 1, stop, depth)
            if not isinstance(more, float) or (sign != "*" and not more):
                return None, at, True
            value = value * more if sign == "*" else value / more if sign == "/" else value % more
        return value, at, whole

    def _open(self, code: Code, told: str, at: int, stop: int) -> str | None:
        """A text of which more would follow, where it names a host and what follows only adds to it."""
        if _HOST_IS_WHOLE.match(told) is None:
            return None
        pieces = code.pieces
        while at < stop:
            text = pieces.texts[at]
            if text in ("in", "instanceof") or (text not in _ADDS and pieces.kinds[at] not in VALUES):
                return None
            at = pieces.partner.get(at, at) + 1
        return told
