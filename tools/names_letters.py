"""The log-ratio of two character models, of scam names and of honest names, split up by spelling piece.

The regression uses only pieces found in two sources. Campaigns are on several lists with spellings that are rare on each. A character model
that backs off from five characters to three keeps the little that is known of them.
"""

from collections import defaultdict
from typing import Any

import numpy as np

from tools.names_ridge import Table

SPELLING = "name-spelling|"
_ORDERS = (3, 4, 5)
_POWER = -0.6
"""Exponent of the size of a source, which gives the weight of its rows: large sources count less per row, and more in total."""
_ROWS = 20_000
"""Size of a source whose rows have weight 1."""
_SHORTER = 0.3
"""Weight of the shorter piece's estimate, in rows. A small value keeps spellings that were seen only a few times."""
_LEAST_ROWS = 20
"""Minimum rows of a piece, to keep the model small: a minimum of eight doubles its size and gains 0.006 recall at 1 %."""
_LETTERS = 30.0
"""Approximate number of possible next characters: gives the estimate without any data."""


def ratios(table: Table, used: Any) -> dict[str, float]:
    """Return spelling column -> nats: what the piece's last character adds to the log-ratio of the shorter piece."""
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
            ends = [shorter.get(piece[1:], -1) for piece in pieces]  # -1: it stood only inside words, whose spelling is not counted
            for side in (True, False):
                known[side] = _smoothed(rows[side][places], pieces, np.append(known.get(side, ()), 1 / _LETTERS)[ends])
            ratio = np.log(known[True]) - np.log(known[False])
            added = ratio - np.append(before, 0.0)[ends]
            found.update((term, nats) for (number, term), nats in zip(some, added.tolist(), strict=True) if often[number])
            shorter, before = {piece: at for at, piece in enumerate(pieces)}, ratio
    return found


def _size(term: str) -> int:
    return len(term) - len(SPELLING) - (term[len(SPELLING)] == "+")


def _rows(table: Table, used: Any, scams: bool) -> Any:
    """Return the weighted number of rows of one side that have each column."""
    total = np.zeros(len(table.terms))
    for source in sorted(set(table.source[used])):
        of = used & (table.source == source)
        if bool(table.y[of].mean() > 0.5) is scams:
            total += np.asarray(table.x[of].sum(0)).ravel() * (of.sum() / _ROWS) ** _POWER
    return total


def _smoothed(count: Any, pieces: list[str], low: Any) -> Any:
    """Return the share of rows with a piece among those with all but its last character, smoothed towards the shorter piece's share."""
    group: dict[str, int] = defaultdict(lambda: len(group))
    begun = np.array([group[piece[:-1]] for piece in pieces], dtype=int)
    rows = np.bincount(begun, count, minlength=len(group))[begun]
    return (count + _SHORTER * low) / (rows + _SHORTER)
