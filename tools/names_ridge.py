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

SCALE = 0.8
"""Factor from fitted nats to catalogue nats. The honest training names are popular or established, so that traits of new names look worse
than they are. With the shrinkage, a little more than half of each fitted nat counts."""
LEAST_COUNT = 8
AGREED = 2
"""Minimum sources, and minimum rows in each, for a word or spelling piece."""

# Whose name it is, where it stands, and below what kind of suffix -> nats. The log-ratio of the shares of such names among scams and honest
# names, tempered. The prior is strong, since for names that stand on the lists the pieces of spelling take what is the organisation's.
STANDING_NATS = {
    "money itself classic": 1.4, "money itself country": 0.3, "money itself new": 1.5,
    "money apart classic": 2.4, "money apart country": 2.2, "money apart new": 2.4,
    "money glued classic": 1.5, "money glued country": 0.8, "money glued new": 2.4,
    "money left classic": 2.2, "money left country": 2.0, "money left new": 2.4,
    "office itself classic": 0.8, "office itself country": 0.3, "office itself new": 1.2,
    "office apart classic": 2.2, "office apart country": 1.2, "office apart new": 2.2,
    "office glued classic": 1.0, "office glued country": 0.3, "office glued new": 1.5,
    "office left classic": 1.4, "office left country": 1.2, "office left new": 2.0,
    "other itself classic": 1.2, "other itself country": 0.3, "other itself new": 1.3,
    "other apart classic": 1.9, "other apart country": 1.2, "other apart new": 2.2,
    "other glued classic": 1.4, "other glued country": 0.6, "other glued new": 1.8,
    "other left classic": 1.2, "other left country": 1.6, "other left new": 1.2,
}  # fmt: skip
# Nats of the catalogue as prior means of the binary signals, and the strength of the prior in pseudo-rows.
PRIORS: dict[str, tuple[float, float]] = {
    "name-token-strong|yes": (3.2, 200), "name-token-medium|yes": (1.1, 200), "name-brand-plus-action|yes": (1.6, 100),
    "name-official-suffix-decoy|yes": (3.0, 100), "name-official-suffix-decoy|gov": (1.5, 30), "name-idn-mixed-script|yes": (2.3, 100),
    "name-digits-3plus|yes": (0.5, 20), "name-lucky-number|yes": (0.4, 1000), "name-short-alnum-brand|yes": (0.5, 1000),
    "name-numeric-only|yes": (0.4, 1000), "name-trade-token|yes": (0.7, 50), "name-helpline-token|yes": (1.6, 100),
    **{f"name-brand-embedded|{standing}": (nats, 300) for standing, nats in STANDING_NATS.items()},
    "name-brand-lookalike|shape": (2.4, 30),
    "name-brand-lookalike|slip, old": (2.0, 30), "name-brand-lookalike|slip, new": (2.4, 300), "name-brand-lookalike|slip, office": (0.8, 300),
    **{f"name-brand-lookalike|{slips}, {of}": (1.2, 30) for slips in ("two slips", "three slips") for of in ("old", "new", "office")},
}  # fmt: skip
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
