"""Which letters follow which in scams' names and in honest ones: the log-ratio of two character models, told apart by piece of spelling.

The regression sees only pieces that two sources hold. Campaigns stand on several lists under spellings that are rare on each; a
model of letters that reaches back from five characters to three keeps what little is known of them.
"""

from collections import defaultdict
from typing import Any

import numpy as np

from tools.names_ridge import Table

SPELLING = "name-spelling|"
_ORDERS = (3, 4, 5)
_POWER = -0.6
"""A row of a source of n counts n to this power: large sources count less, as in the regression, and more."""
_ROWS = 20_000
"""Rows of a source at which a row counts one."""
_SHORTER = 0.3
"""Rows' worth of trust in what the shorter piece says. So little keeps spellings that were seen only a few times."""
_LEAST_ROWS = 20
"""Rows that a piece must stand in, so that the model stays small: with those of eight to twenty it were twice
as large, and recall at 1 % 0.006 higher."""
_LETTERS = 30.0
"""About how many characters may follow: what is known where nothing is."""


def ratios(table: Table, used: Any) -> dict[str, float]:
    """Nats by column of spelling: what the last character of a piece adds to the log-ratio once the shorter piece has spoken."""
    found: dict[str, float] = {}
    columns = [(number, term) for number, term in enumerate(table.terms) if term.startswith(SPELLING)]
    often = np.asarray(table.x[used].sum(0)).ravel() >= _LEAST_ROWS
    rows = {side: _rows(table, used, side) for side in (True, False)}
    for left in (False, True):
        shorter: dict[str, int] = {}
        known: dict[bool, Any] = {}
        before = np.zeros(0)
        for order in _ORDERS:
            some = [(number, term) for number, term in columns if (term[len(SPELLING)] == "+") is left and _size(term) == order]
            pieces = [term.removeprefix(SPELLING).removeprefix("+") for _, term in some]
            places = np.array([number for number, _ in some], dtype=int)
            for side in (True, False):
                low = known[side][[shorter[piece[1:]] for piece in pieces]] if shorter else np.full(len(pieces), 1 / _LETTERS)
                known[side] = _smoothed(rows[side][places], pieces, low)
            ratio = np.log(known[True]) - np.log(known[False])
            added = ratio - before[[shorter[piece[1:]] for piece in pieces]] if shorter else ratio
            found.update((term, nats) for (number, term), nats in zip(some, added.tolist(), strict=True) if often[number])
            shorter, before = {piece: at for at, piece in enumerate(pieces)}, ratio
    return found


def _size(term: str) -> int:
    return len(term) - len(SPELLING) - (term[len(SPELLING)] == "+")


def _rows(table: Table, used: Any, scams: bool) -> Any:
    """Weighed rows of one side that hold each column."""
    total = np.zeros(len(table.terms))
    for source in sorted(set(table.source[used])):
        of = used & (table.source == source)
        if bool(table.y[of].mean() > 0.5) is scams:
            total += np.asarray(table.x[of].sum(0)).ravel() * (of.sum() / _ROWS) ** _POWER
    return total


def _smoothed(count: Any, pieces: list[str], low: Any) -> Any:
    """Share of the rows that hold a piece among those that hold all but its last character, drawn towards the shorter piece's."""
    group: dict[str, int] = defaultdict(lambda: len(group))
    begun = np.array([group[piece[:-1]] for piece in pieces], dtype=int)
    rows = np.bincount(begun, count, minlength=len(group))[begun]
    return (count + _SHORTER * low) / (rows + _SHORTER)
