"""Accounts told by the name behind them, which stands behind another account too: "BCA: 701 … (RUMAH AMAL) back: 520 … (RUMAH AMAL)"."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from scamtriage.knowledge.pages.contact_table import Bank
from scamtriage.records import lazy_re

_NAME = r"[^\W\d_][^()0-9\n:]{1,30} [^()0-9\n:]{2,30}"
"""Two words at least: one alone may be a branch, or what is done with the number."""
_HOLDER = lazy_re.compile(rf" {{0,2}}(?:\(({_NAME})\)|\n ?({_NAME})(?:\n|\Z))")


Run = TypeVar("Run")


@dataclass(slots=True)
class Holders(Generic[Run]):
    """The holders of the accounts of a text, and the numbers beside whose name stands no bank that is known."""

    _banks: dict[str, Bank] = field(default_factory=dict)
    _asked: list[tuple[str, Run]] = field(default_factory=list)

    def told(self, low: str, end: int, bank: Bank) -> None:
        """Note whose an account at a bank is, which ends at `end`."""
        self._banks.setdefault(_behind(low, end), bank)

    def ask(self, low: str, end: int, run: Run) -> None:
        """Note a number that may be of the same holder as an account that stands before or behind it."""
        if holder := _behind(low, end):
            self._asked.append((holder, run))

    def answered(self) -> Iterator[tuple[Run, Bank]]:
        """Yield the numbers of holders of accounts, with the bank of one of these."""
        for holder, run in self._asked:
            if holder in self._banks:
                yield run, self._banks[holder]


def _behind(low: str, end: int) -> str:
    """Return the name right behind a number, in brackets or in a line of its own; "" for none."""
    holder = _HOLDER.match(low, end)
    return (holder[1] or holder[2]).strip() if holder is not None else ""
