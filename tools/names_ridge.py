"""Ridge regression on visible features of host names: the binary feature table, and the nats of its columns.

The catalogue's weights are the prior means. Large sources count less per row. A word needs several sources, and its ridge is smaller the
more its shares among scams and honest names differ.
"""

from array import array
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from tools import names_data
from tools.names_data import Row
from tools.names_priors import PRIORS

SCALE = 0.8
"""Factor from fitted nats to catalogue nats. The honest training names are popular or established, so that traits of new names look worse
than they are. With the shrinkage, a little more than half of each fitted nat counts."""
LEAST_COUNT = 8
AGREED = 2
"""Minimum sources, and minimum rows in each, for a word or spelling piece."""

RIDGE = {"name-words": 20.0, "name-tld-weight": 10.0, "name-spelling": 20.0}
RIDGE_ELSE = 5.0
CONTRAST = (0.5, 4.0)
"""Bounds in nats of the contrast that divides the ridge of a word or spelling piece."""
LEAST_SHARE = 5e-6
"""Added to every share, so that a few names of one source give no contrast."""


@dataclass
class Table:
    """The rows as a sparse binary matrix."""

    x: Any
    terms: list[str]
    rows: list[Row]
    y: Any
    source: Any

    def take(self, mask: Any, keep: Any) -> Any:
        return self.x[mask][:, keep]


def tabulate(rows: list[Row]) -> Table:
    index: dict[str, int] = {}
    where, what = array("i"), array("i")  # about thirty million entries
    for position, row in enumerate(rows):
        for column in dict.fromkeys(names_data.columns(row.target)):
            where.append(position)
            what.append(index.setdefault(column, len(index)))
    places = np.frombuffer(where, np.int32), np.frombuffer(what, np.int32)
    x = sp.csr_matrix((np.ones(len(where), np.float32), places), shape=(len(rows), len(index)))
    often = np.asarray(x.sum(0)).ravel() >= LEAST_COUNT
    terms = [term for term, kept in zip(index, often, strict=True) if kept]
    y = np.array([row.label == "scam" for row in rows], np.float32)
    return Table(x[:, often].tocsr(), terms, rows, y, np.array([row.source for row in rows]))


def is_word(terms: list[str]) -> Any:
    """Return the mask of words and spelling pieces."""
    return np.array([term.startswith(("name-words|", "name-spelling|")) for term in terms])


def agreed(table: Table, used: Any) -> Any:
    """Return the mask of columns to fit. A word or spelling piece needs AGREED rows in each of AGREED sources, and LEAST_COUNT in total."""
    seen, total = np.zeros(len(table.terms)), np.zeros(len(table.terms))
    for source in sorted(set(table.source)):
        count = np.asarray(table.x[used & (table.source == source)].sum(0)).ravel()
        seen += count >= AGREED
        total += count
    return ~is_word(table.terms) | ((seen >= AGREED) & (total >= LEAST_COUNT))


def contrast(table: Table, used: Any, keep: Any) -> Any:
    """Return the absolute log-ratio of a column's shares among scams and among honest names, in nats; all sources count equally."""
    shares: dict[bool, list[Any]] = {True: [], False: []}
    for source in sorted(set(table.source[used])):
        of = used & (table.source == source)
        shares[bool(table.y[of].mean() > 0.5)].append(np.asarray(table.take(of, keep).mean(0)).ravel())
    scams, honest = (np.mean(shares[side], axis=0) + LEAST_SHARE for side in (True, False))
    return np.abs(np.log(scams / honest))


def row_weights(table: Table, used: Any) -> Any:
    """Return row weights: large sources count less per row, and both labels count equally in total."""
    weights = np.zeros(len(table.y))
    for source, n in sorted(Counter(table.source[used].tolist()).items()):
        weights[used & (table.source == source)] = n**-0.4
    for label in (0.0, 1.0):
        mask = used & (table.y == label)
        weights[mask] *= used.sum() / 2 / weights[mask].sum()
    return weights


def fit(table: Table, used: Any) -> dict[str, float]:
    """Return nats by column, and "" for the constant."""
    keep = agreed(table, used)
    terms = [term for term, kept in zip(table.terms, keep, strict=True) if kept]
    x, y, weights = table.take(used, keep), table.y[used], row_weights(table, used)[used]
    w = weights.astype(np.float32)
    mean = np.array([PRIORS[t][0] / SCALE if t in PRIORS else 0.0 for t in terms])
    ridge = np.array([PRIORS[t][1] if t in PRIORS else RIDGE.get(t.partition("|")[0], RIDGE_ELSE) for t in terms])
    ridge[is_word(terms)] /= np.clip(contrast(table, used, keep), *CONTRAST)[is_word(terms)]
    transposed = x.T.tocsr()

    def loss(b: Any) -> tuple[float, Any]:
        z = x @ b[1:].astype(np.float32) + np.float32(b[0])
        away = b[1:] - mean
        slope = w * (1 / (1 + np.exp(-z)) - y)
        return (
            float(weights @ np.logaddexp(0, -z * (2 * y - 1)) + 0.5 * (ridge * away**2).sum()),
            np.concatenate([[slope.sum()], transposed @ slope + ridge * away]),
        )

    bounds = [(None, None), *((0.0, None) if t in PRIORS else (None, None) for t in terms)]
    found = minimize(loss, np.concatenate([[0.0], mean]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 80})
    return {"": float(found.x[0]), **dict(zip(terms, found.x[1:].tolist(), strict=True))}
