"""Fit the model of host names on the labelled names and write scamtriage/knowledge/name_model.json; the same data give the same file.

A ridge regression on what a person can see in a name, with the catalogue's weights as prior means, fitted and tested by source.
"""

import json
import math
import sys
import zlib
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from scamtriage.knowledge import names
from scamtriage.knowledge import suffixes as suffix_table
from scamtriage.knowledge.catalog import load_catalog
from scamtriage.knowledge.infrastructure import dynamic_dns_of
from scamtriage.signals.name.model import SPELLING_LEAST, TERMS
from tools import names_data, names_letters
from tools.names_counts import bigrams, suffix_times, vocabulary
from tools.names_data import CRUX, FOLDS, Row
from tools.names_ridge import PRIORS, SCALE, Table, fit, row_weights, tabulate
from tools.names_shipped import AS_OF, LASTS_DAYS, by_weight, with_constant

_CATALOG = load_catalog()
SHRINKAGE = _CATALOG.scoring.shrinkage
SUSPICION = float(next(level.at_least for level in _CATALOG.scoring.verdicts if level.verdict == "suspicious") or 0.0)
"""Nats after shrinkage from which on a name alone is suspicious."""
FALSE_ALARMS = 0.01
MARGIN = 0.30
"""Nats below SUSPICION at which at most FALSE_ALARMS of any honest source that was left out may lie."""
STRATUM_LEAST = 1_000
WORD_CLIP = (-0.3, 1.6)
"""Anybody may put an honest word into a name, so none acquits by much."""
SUFFIX_CLIP, COUNTRY_CLIP, PLATFORM_CLIP, DYNAMIC_CLIP = (-1.2, 1.7), (-1.0, 0.0), (-0.3, 0.6), (-0.3, 1.5)
"""Most tenants of platforms are honest and stand on no list of honest names; most hosts of a country are in neither list. Under zones
of dynamic DNS stand private machines, seldom a site for the public."""
_NEVER_ACQUIT = """
bank banks banking bet bets casino credit finance gov govt loan loans pay payment poker police porn porno sex slot slots toto
togel tax xxx"""
NEVER_ACQUIT = frozenset(_NEVER_ACQUIT.split())
"""Words of the honest training lists (banks, and gambling and adult sites among the popular origins) that scams use as well."""
WORD_LEAST = 0.05
PIECE_SCALE = 0.5
"""Fitted nats of a piece of spelling to catalogue nats: less than SCALE, since pieces overlap and every campaign has its own."""
RATIO_SHARE = 0.1
"""What is added to each piece of the log-ratio of the two character models, whether the regression saw it or not."""
PIECE_LEAST = 0.10
"""Nats below which a piece of spelling is not kept, so that the model stays small: five of six."""
RESTRICTED = float(_CATALOG.rows["ben-restricted-suffix"].weight)
TIMES = 1.5
"""A word must be that much commoner in each of two sources of its side than on the other side."""
BINS = 10


def folded(fitted: dict[str, float], ratios: dict[str, float], suffixes: list[str]) -> dict[str, dict[str, float]]:
    """Weights in catalogue nats as the program looks them up: suffix and class in one, .com at 0, clipped, rounded.

    What that takes off every name goes into a constant, kept under "" in "".
    """
    weights: dict[str, dict[str, float]] = {signal: {} for signal in [*TERMS, "name-tld-weight"]}
    weights["name-spelling"] = spelled(fitted, ratios)
    for column, nats in fitted.items():
        signal, _, term = column.partition("|")
        if column and signal not in ("name-tld-weight", "name-spelling"):
            low, high = WORD_CLIP if signal == "name-words" else (-9.0, 9.0)
            low = 0.0 if signal == "name-words" and term.removeprefix("+") in NEVER_ACQUIT else low
            weights.setdefault(signal, {})[term] = max(low, min(high, SCALE * nats))
    table = suffix_table.load()
    com = fitted.get("name-tld-weight|class:classic", 0.0) + fitted.get("name-tld-weight|com", 0.0)
    classes = {c: fitted.get(f"name-tld-weight|class:{c}", 0.0) - com for c in ("classic", "country", "world-wide", "new", "platform")}
    tld = {f"class:{c}": _clipped(SCALE * nats, c) for c, nats in classes.items()} | {"class:restricted": 0.0}
    for suffix in suffixes:
        own = fitted.get(f"name-tld-weight|{suffix}")
        kind = table.class_of(suffix, private=suffix in PLATFORMS)
        if own is not None and kind != "restricted":
            tld[suffix] = _clipped(SCALE * (classes[kind] + own), "dynamic" if dynamic_dns_of(suffix) else kind)
    weights["name-tld-weight"] = tld
    weights[""] = {"": SCALE * (fitted[""] + com)}
    return weights


def spelled(fitted: dict[str, float], ratios: dict[str, float]) -> dict[str, float]:
    """Nats of the pieces of spelling that are kept: what the regression gave them, and their share of the character models' ratio."""
    kept: dict[str, float] = {}
    for column in dict.fromkeys([*fitted, *ratios]):
        signal, _, term = column.partition("|")
        if signal != "name-spelling":
            continue
        nats = PIECE_SCALE * fitted.get(column, 0.0) + RATIO_SHARE * ratios.get(column, 0.0)
        if abs(nats) >= PIECE_LEAST and not (nats < 0 and of_a_common_word(term)):
            kept[term] = nats
    return kept


def of_a_common_word(term: str) -> bool:
    """Whether the piece is a great part of a word that never acquits, or holds one."""
    piece = term.strip("+^$")
    return any(word in piece or (len(piece) >= 4 and piece in word) for word in NEVER_ACQUIT)


PLATFORMS: set[str] = set()


def _clipped(nats: float, kind: str) -> float:
    low, high = {"country": COUNTRY_CLIP, "platform": PLATFORM_CLIP, "dynamic": DYNAMIC_CLIP}.get(kind, SUFFIX_CLIP)
    return max(low, min(high, nats))


def score(table: Table, mask: Any, weights: dict[str, dict[str, float]]) -> Any:
    """Raw scores of the masked rows, constant left out."""
    split = [term.partition("|") for term in table.terms]
    per_column = np.array([0.0 if signal == "name-tld-weight" else weights.get(signal, {}).get(term, 0.0) for signal, _, term in split])
    spelling = np.array([signal == "name-spelling" for signal, _, _ in split])
    suffixes = suffix_table.load()
    tld = weights["name-tld-weight"]

    def of(row: Row) -> float:
        kind = suffixes.class_of(row.target.suffix, private=row.target.private_suffix)
        if kind == "restricted":
            return RESTRICTED if row.target.suffix in suffixes.restricted else 0.0
        return tld.get(row.target.suffix, tld[f"class:{kind}"])

    x = table.x[mask]
    spelled = np.maximum(x @ np.where(spelling, per_column, 0.0), SPELLING_LEAST)
    return x @ np.where(spelling, 0.0, per_column) + spelled + np.array([of(row) for row, m in zip(table.rows, mask, strict=True) if m])


def left_out(table: Table) -> Any:
    """Raw scores of every row by a model that never saw its source (popular origins: its eighth)."""
    eighth = np.array([zlib.crc32(row.host.encode()) % len(FOLDS) for row in table.rows])
    labelled = np.array([row.label != "gambling" for row in table.rows])
    scores = np.full(len(table.rows), np.nan)
    suffixes = sorted({row.target.suffix for row in table.rows})
    for number, (scam, honest) in enumerate(FOLDS):
        out = (table.source == scam) | (table.source == honest) | ((table.source == CRUX) & (eighth == number))
        weights = folded(fit(table, ~out & labelled), names_letters.ratios(table, ~out & labelled), suffixes)
        scores[out] = score(table, out, weights) + constant_for(table, ~out & labelled, weights)
        print(f"  left out {scam}, {honest or 'no further honest source'}", file=sys.stderr)
    return scores


def constant_for(table: Table, used: Any, weights: dict[str, dict[str, float]]) -> float:
    """The constant at which the median popular origin of the used rows scores 0: models of different folds become comparable."""
    mask = used & (table.source == CRUX) & (table.y == 0)
    return -float(np.median(score(table, mask, weights)))


def shift(table: Table, scores: Any) -> float:
    """Raw nats to add to every name so that no honest source that was left out has more than FALSE_ALARMS above suspicion."""
    aim = (SUSPICION - MARGIN) / SHRINKAGE
    honest = np.array([row.label == "benign" for row in table.rows])
    tops = [
        float(np.quantile(scores[honest & (table.source == source)], 1 - FALSE_ALARMS))
        for source in sorted(set(table.source))
        if (honest & (table.source == source) & ~np.isnan(scores)).sum() >= STRATUM_LEAST
    ]
    return aim - max(tops)


def one_sided(table: Table, weights: dict[str, dict[str, float]]) -> dict[str, float]:
    """The words whose weight two sources of its side support by themselves."""
    share: dict[str, Any] = {}
    labels = {source: bool(table.y[table.source == source].mean() > 0.5) for source in sorted(set(table.source))}
    for source in labels:
        share[source] = np.asarray(table.x[(table.source == source)].mean(0)).ravel()
    pooled = {side: np.mean([share[s] for s, is_scam in labels.items() if is_scam is side], axis=0) for side in (True, False)}
    column = {term: index for index, term in enumerate(table.terms)}
    kept: dict[str, float] = {}
    for word, nats in weights["name-words"].items():
        side, at = nats > 0, column[f"name-words|{word}"]
        support = sum(share[s][at] > TIMES * pooled[not side][at] for s, is_scam in labels.items() if is_scam is side)
        if support >= 2 and abs(nats) >= WORD_LEAST:
            kept[word] = nats
    return kept


def reliability(table: Table, scores: Any, base_rate: float = 0.10) -> list[dict[str, float]]:
    """How often names of sources that were left out are scams, by stated probability, re-weighted to the base rate."""
    used = ~np.isnan(scores) & np.array([row.label != "gambling" for row in table.rows])
    weights = row_weights(table, used)[used]
    y = table.y[used]
    weights = np.where(y > 0, weights * base_rate, weights * (1 - base_rate))
    stated = 1 / (1 + np.exp(-(SHRINKAGE * scores[used] + math.log(base_rate / (1 - base_rate)))))
    edges = np.quantile(stated, np.linspace(0, 1, BINS + 1))
    rows = []
    for low, high in pairwise(edges.tolist()):
        inside = (stated >= low) & ((stated < high) | (high == edges[-1]))
        if inside.any():
            total = weights[inside].sum()
            rows.append({
                "from": round(float(low), 4), "to": round(float(high), 4), "names": int(inside.sum()),
                "stated": round(float((weights * stated)[inside].sum() / total), 4),
                "found": round(float((weights * y)[inside].sum() / total), 4),
            })  # fmt: skip
    return rows


@dataclass
class Study:
    """Everything that a fit found out."""

    model: dict[str, Any]
    table: Table
    scores: Any
    """Nats before shrinkage, by models that never saw the row's source."""
    rows: int


def measured(model: names.NameModel, rows: list[Row]) -> Table:
    """The rows as the measures see them that read the words and pairs of this fit, and not of the shipped one."""
    shipped = names.load
    names.load = lambda: model  # type: ignore[assignment]
    try:
        return tabulate(rows)
    finally:
        names.load = shipped


def study(folder: Path) -> Study:
    """Fit, leaving out and keeping in. Takes about ten minutes on one core, and 3 GiB."""
    rows = list(names_data.read(folder))
    PLATFORMS.update(row.target.suffix for row in rows if row.target.private_suffix)
    classes = ("restricted", "platform", "classic", "country", "world-wide", "new")
    model: dict[str, Any] = {
        "schema": names.SCHEMA, "name": "names-4", "trained_on": names_data.digest(folder), "rows": len(rows),
        "as_of": AS_OF.isoformat(), "expires": (AS_OF + timedelta(days=LASTS_DAYS)).isoformat(),
        "weights": {s: {} for s in [*TERMS, *(c.partition("|")[0] for c in PRIORS)]}
        | {"name-tld-weight": {f"class:{c}": 0.0 for c in classes}},
        "suffix_times": suffix_times(rows), "reliability": [], "spelling": {"label": {}, "left": {}}, "vocabulary": vocabulary(rows), "bigrams": bigrams(rows),
    }  # fmt: skip
    table = measured(names.parse(json.dumps(model)), rows)
    print(f"{table.x.shape[0]} names, {table.x.shape[1]} columns", file=sys.stderr)
    scores = left_out(table)
    moved = shift(table, scores)
    used = np.array([row.label != "gambling" for row in table.rows])
    weights = folded(fit(table, used), names_letters.ratios(table, used), sorted({row.target.suffix for row in table.rows}))
    weights["name-words"] = one_sided(table, weights)
    model["weights"] = with_constant(weights, constant_for(table, used, weights) + moved)
    spelling = model["weights"].pop("name-spelling")
    model["spelling"] = {
        "label": by_weight({piece: nats for piece, nats in spelling.items() if piece[0] != "+"}),
        "left": by_weight({piece[1:]: nats for piece, nats in spelling.items() if piece[0] == "+"}),
    }
    model["reliability"] = reliability(table, scores + moved)
    return Study(model, table, scores + moved, len(rows))
