"""Fit the model of host names on the labelled names and write scamtriage/knowledge/name_model.json; the same data give the same file.

A ridge regression on what a person can see in a name, with the catalogue's weights as prior means, fitted and tested by source.
"""

import json
import math
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from scamtriage.knowledge import names
from scamtriage.knowledge import suffixes as suffix_table
from scamtriage.knowledge.infrastructure import dynamic_dns_of
from scamtriage.signals.name.model import SPELLING_LEAST, TERMS
from tools import names_data, names_letters
from tools.names_data import CRUX, FOLDS, Row
from tools.names_ridge import PRIORS, SCALE, Table, fit, row_weights, tabulate

OUT = Path(__file__).resolve().parents[1] / "scamtriage" / "knowledge" / names.FILE
AS_OF, LASTS_DAYS = date(2026, 11, 24), 180
"""The day on which the training names were last cleaned; for how long what their suffixes weigh is told: where names are cheap changes within
half a year."""
SHRINKAGE = 0.7
SUSPICION = 1.35
FALSE_ALARMS = 0.01
MARGIN = 0.30
"""Nats below SUSPICION at which at most FALSE_ALARMS of any honest source that was left out may lie."""
STRATUM_LEAST = 1_000
TOLD_LEAST = 30
"""Names under a suffix, of scams and of popular origins each, from which its ratio is told."""
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
RESTRICTED = -3.0
"""Nats of ben-restricted-suffix in the catalogue."""
CONSTANT_HOME = "name-random-looking"
"""The signal that takes the constant: exactly one of its terms with a letter count or pair bucket holds for every name."""
CONSTANT_TERMS = ("pairs ", "letters ", "other")
TIMES = 1.5
"""A word must be that much commoner in each of two sources of its side than on the other side."""
BINS = 10


def suffix_times(rows: list[Row]) -> dict[str, float]:
    """How many times as common each suffix is on the lists of scams (their median) as among the popular origins. Left out is what few
    hold, and South-East Asia, whose scams those lists hardly know."""
    by_source: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.label == "scam" or row.source == CRUX:
            by_source[row.source][row.target.suffix] += 1
    popular = by_source.pop(CRUX)
    shares = {source: (counts, counts.total()) for source, counts in sorted(by_source.items())}
    times: dict[str, float] = {}
    for suffix, count in sorted(popular.items()):
        known = suffix.rpartition(".")[2] not in names_data.ASEAN_TOPS
        if known and count >= TOLD_LEAST and sum(counts[suffix] for counts, _ in shares.values()) >= TOLD_LEAST:
            listed = median(counts[suffix] / total for counts, total in shares.values())
            times[suffix] = float(f"{listed * popular.total() / count:.2g}")
    return times


def vocabulary(rows: list[Row]) -> dict[str, int]:
    """Words that stand by themselves between hyphens, digits and dots, in names of several sources."""
    count: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for word in names_data.words_of(row.target):
            if 3 <= len(word) <= 14:
                count[word] += 1
                sources[word].add(row.source)
    return {
        word: n
        for word, n in sorted(count.items())
        if (len(word) >= 4 and n >= 6 and len(sources[word]) >= 2) or (len(word) == 3 and n >= 40 and len(sources[word]) >= 4)
    }


def bigrams(rows: list[Row]) -> dict[str, float]:
    """Minus log-probability of each pair of letters in honest names, with half a count everywhere."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    count: dict[str, float] = {a + b: 0.5 for a in "^" + letters for b in letters + "$"}
    for row in rows:
        if row.label != "benign" or "xn--" in row.host:
            continue
        label = row.target.registrable.partition(".")[0]
        framed = "^" + "".join(c for c in label if c in letters) + "$"
        for index in range(len(framed) - 1):
            pair = framed[index : index + 2]
            count[pair] = count.get(pair, 0.0) + 1
    total: Counter[str] = Counter()
    for pair, n in count.items():
        total[pair[0]] += n  # type: ignore[assignment]
    return {pair: round(-math.log(n / total[pair[0]]), 3) for pair, n in sorted(count.items())}


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


def with_constant(weights: dict[str, dict[str, float]], nats: float) -> dict[str, dict[str, float]]:
    """The weights as shipped: rounded, sorted, the constant in the terms that every name has one of."""
    shipped = {signal: dict(terms) for signal, terms in sorted(weights.items()) if signal}
    for column, (prior, _) in PRIORS.items():  # what the training names are too few to say stays as the catalogue says
        signal, _, term = column.partition("|")
        shipped.setdefault(signal, {}).setdefault(term, prior)
    home = shipped[CONSTANT_HOME]
    for term in home:
        if term.startswith(CONSTANT_TERMS):
            home[term] += nats
    return {signal: {term: round(w, 2) for term, w in sorted(terms.items())} for signal, terms in shipped.items()}


def by_weight(pieces: dict[str, float]) -> dict[str, str]:
    """The pieces of spelling as they are kept: those of one weight in one line, which is small and quick to read."""
    lines: dict[str, list[str]] = defaultdict(list)
    for piece, nats in sorted(pieces.items()):
        lines[f"{nats:.2f}"].append(piece)
    return {nats: " ".join(some) for nats, some in sorted(lines.items())}


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


def write(model: dict[str, Any]) -> None:
    """The model as it is shipped: the same data give the same bytes."""
    OUT.write_text(
        json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace('},"', '},\n"') + "\n", encoding="utf-8"
    )
    names.load.cache_clear()
    print(f"wrote {OUT}: {OUT.stat().st_size} bytes", file=sys.stderr)
