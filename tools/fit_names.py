"""Fit the model of host names on labelled names and write scamtriage/knowledge/name_model.json. Deterministic.

A ridge regression on visible features of a name, with the catalogue's weights as prior means; fitted and tested by source.
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

from scamtriage.knowledge.hosts import suffixes as suffix_table
from scamtriage.knowledge.hosts.lent_names import dynamic_dns_of
from scamtriage.knowledge.judgement import name_model
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.signals.name.model import SPELLING_LEAST, TERMS
from tools import names_data, names_letters
from tools.names_counts import bigrams, suffix_times, vocabulary
from tools.names_data import CRUX, FOLDS, Row
from tools.names_priors import PRIORS
from tools.names_ridge import SCALE, Table, fit, row_weights, tabulate
from tools.names_shipped import AS_OF, LASTS_DAYS, by_weight, with_constant

_CATALOG = load_catalog()
SHRINKAGE = _CATALOG.scoring.shrinkage
SUSPICION = float(next(level.at_least for level in _CATALOG.scoring.verdicts if level.verdict == "suspicious") or 0.0)
"""Nats after shrinkage from which a name alone is suspicious."""
FALSE_ALARMS = 0.01
MARGIN = 0.30
"""Nats below SUSPICION that at most FALSE_ALARMS of any left-out honest source may exceed."""
STRATUM_LEAST = 1_000
WORD_CLIP = (-0.3, 1.6)
"""Anyone can put a harmless word into a name, so no word acquits by much."""
SUFFIX_CLIP, COUNTRY_CLIP, PLATFORM_CLIP, DYNAMIC_CLIP = (-1.2, 1.7), (-1.0, 0.0), (-0.3, 0.6), (-0.3, 1.5)
"""Most tenants of platforms are honest but on no list of honest names; most hosts of a country are on neither list.

Dynamic DNS is used for private machines, seldom for public sites.
"""
_NEVER_ACQUIT = """
bank banks banking bet bets casino credit finance gov govt loan loans pay payment poker police porn porno sex slot slots toto
togel tax xxx"""
NEVER_ACQUIT = frozenset(_NEVER_ACQUIT.split())
"""Words of the honest training lists that scams use too; these lists include banks and, among popular origins, gambling and adult sites."""
WORD_LEAST = 0.05
PIECE_SCALE = 0.5
"""Factor from fitted nats of a spelling piece to catalogue nats. Smaller than SCALE, since pieces overlap and each campaign has its own."""
RATIO_SHARE = 0.1
"""Share of each piece's log-ratio of the two character models that is added, whether the regression saw the piece or not."""
PIECE_LEAST = 0.10
"""Minimum nats of a spelling piece in the model, to keep it small; five of six pieces are below."""
RESTRICTED = float(_CATALOG.rows["ben-restricted-suffix"].weight)
TIMES = 1.5
"""Minimum ratio of a word's frequency in each of two sources of its side to that on the other side."""
BINS = 10


def folded(fitted: dict[str, float], ratios: dict[str, float], suffixes: list[str]) -> dict[str, dict[str, float]]:
    """Return weights in catalogue nats as the program looks them up: suffix combined with class, .com at 0, clipped.

    What this subtracts from every name is added to a constant, stored under "" in "".
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
    """Return the nats of the spelling pieces to keep: the fitted value plus a share of the character models' log-ratio."""
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
    """Return whether the piece is a large part of a NEVER_ACQUIT word, or contains one."""
    piece = term.strip("+^$")
    return any(word in piece or (len(piece) >= 4 and piece in word) for word in NEVER_ACQUIT)


PLATFORMS: set[str] = set()


def _clipped(nats: float, kind: str) -> float:
    low, high = {"country": COUNTRY_CLIP, "platform": PLATFORM_CLIP, "dynamic": DYNAMIC_CLIP}.get(kind, SUFFIX_CLIP)
    return max(low, min(high, nats))


def score(table: Table, mask: Any, weights: dict[str, dict[str, float]]) -> Any:
    """Return raw scores of the masked rows, without the constant."""
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
    """Return raw scores of every row by a model that never saw its source (for popular origins: its eighth)."""
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
    """Return the constant at which the median popular origin of the used rows scores 0.

    This makes models of different folds comparable.
    """
    mask = used & (table.source == CRUX) & (table.y == 0)
    return -float(np.median(score(table, mask, weights)))


def shift(table: Table, scores: Any) -> float:
    """Return raw nats to add to every name, so that no left-out honest source has more than FALSE_ALARMS above suspicion."""
    aim = (SUSPICION - MARGIN) / SHRINKAGE
    honest = np.array([row.label == "benign" for row in table.rows])
    tops = [
        float(np.quantile(scores[honest & (table.source == source)], 1 - FALSE_ALARMS))
        for source in sorted(set(table.source))
        if (honest & (table.source == source) & ~np.isnan(scores)).sum() >= STRATUM_LEAST
    ]
    return aim - max(tops)


def one_sided(table: Table, weights: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the words whose weight is supported separately by two sources of its side."""
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
    """Return stated and found probability of left-out names by bin, re-weighted to the base rate."""
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


UNTESTED = {"from": 0.0, "to": 1.0, "names": 0, "stated": 0.0, "found": 0.0}
"""Stands in a model's table of reliability until the fit has one: its schema asks for a row."""


@dataclass
class Study:
    """The results of a fit."""

    model: dict[str, Any]
    table: Table
    scores: Any
    """Nats before shrinkage, by models that never saw the row's source."""
    rows: int


def measured(model: name_model.NameModel, rows: list[Row]) -> Table:
    """Tabulate the rows with the words and letter pairs of this fit instead of the shipped ones."""
    shipped = name_model.load
    name_model.load = lambda: model  # type: ignore[assignment]
    try:
        return tabulate(rows)
    finally:
        name_model.load = shipped


def study(folder: Path) -> Study:
    """Fit with sources left out and on everything. Takes about ten minutes on one core, and 3 GiB."""
    rows = list(names_data.read(folder))
    PLATFORMS.update(row.target.suffix for row in rows if row.target.private_suffix)
    classes = ("restricted", "platform", "classic", "country", "world-wide", "new")
    model: dict[str, Any] = {
        "schema": name_model.SCHEMA, "name": "names-5", "trained_on": names_data.digest(folder), "rows": len(rows),
        "as_of": AS_OF.isoformat(), "expires": (AS_OF + timedelta(days=LASTS_DAYS)).isoformat(),
        "weights": {s: {} for s in [*TERMS, *(c.partition("|")[0] for c in PRIORS)]}
        | {"name-tld-weight": {f"class:{c}": 0.0 for c in classes}},
        "suffix_times": suffix_times(rows), "reliability": [UNTESTED], "spelling": {"label": {}, "left": {}}, "vocabulary": vocabulary(rows), "bigrams": bigrams(rows),
    }  # fmt: skip
    table = measured(name_model.parse(json.dumps(model)), rows)
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
