"""Measure how well the name alone separates scams from honest sites, on sources that the model never saw.

A published tool is measured on the same rows.
"""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from scamtriage.knowledge.hosts import suffixes
from tools import names_data
from tools.fit_names import FALSE_ALARMS, SHRINKAGE, SUSPICION, Study
from tools.names_data import FOLDS
from tools.names_ridge import row_weights

BASE_RATES = (0.001, 0.01, 0.1, 0.3)
ECE_BASE_RATE = 0.10
ECE_BINS = 15
WORST = 12
PEER_ROWS = 2_000
"""Rows per source for the published tool, which is slow."""


@dataclass(frozen=True)
class Figures:
    """The results for one set of scams and one set of honest names."""

    scams: int
    honest: int
    auc: float
    at_one_percent: float
    """Share of the scams found at the threshold that 1 % of the honest names exceed."""
    at_one_per_mille: float


def auc(scams: Any, honest: Any) -> float:
    """Return the probability that a scam scores above an honest name; ties count half (Mann-Whitney)."""
    both = np.concatenate([scams, honest])
    _, rank_of, count = np.unique(both, return_inverse=True, return_counts=True)
    ranks = (count.cumsum() - (count - 1) / 2)[rank_of]
    return float((ranks[: len(scams)].sum() - len(scams) * (len(scams) + 1) / 2) / len(scams) / len(honest))


def figures(scams: Any, honest: Any) -> Figures:
    thresholds = np.quantile(honest, [0.99, 0.999])
    found = [float((scams > threshold).mean()) for threshold in thresholds]
    return Figures(len(scams), len(honest), auc(scams, honest), *found)


def ece(stated: Any, y: Any, weights: Any) -> float:
    """Return the weighted expected calibration error over bins with equal numbers of names."""
    order = np.argsort(stated, kind="stable")
    error = 0.0
    for chunk in np.array_split(order, ECE_BINS):
        w = weights[chunk]
        error += w.sum() * abs((w * stated[chunk]).sum() - (w * y[chunk]).sum()) / max(w.sum(), 1e-12)
    return float(error / weights.sum())


def report(found: Study) -> tuple[str, str]:
    """Return (Markdown, SVG of the reliability table)."""
    table, scores = found.table, found.scores
    known = ~np.isnan(scores)
    label = np.array([row.label for row in table.rows])
    honest = known & (label == "benign")
    parts = [_head(found), _by_source(table, scores, honest, known & (label == "scam"))]
    parts.append(_false_alarms(table, scores, honest))
    parts.append(_by_class(table, scores, honest, known & (label == "scam")))
    parts.append(_precision(scores, honest, known & (label == "scam")))
    parts.append(_calibration(found, known & (label != "gambling")))
    parts.append(_peer(table, scores, known, label))
    parts.append(_worst(table, scores, honest, known & (label == "scam")))
    return "\n\n".join(parts) + "\n", svg(found.model["reliability"])


def _head(found: Study) -> str:
    return (
        f"Model `{found.model['name']}`, fitted on {found.rows:,} labelled names (SHA-256 `{found.model['trained_on'][:16]}…`). Every figure is of "
        "rows whose source the fitted weights had not seen; of the popular origins an eighth was left out at a time. The words into which "
        "labels are cut, and the frequencies of pairs of letters, come from all names and carry no label of scam. Scores are nats of "
        "evidence from the name alone, as in `--offline`."
    )


def _by_source(table: Any, scores: Any, honest: Any, scams: Any) -> str:
    rows = []
    for source, _ in FOLDS:
        f = figures(scores[scams & (table.source == source)], scores[honest])
        rows.append((source, f"{f.scams:,}", f"{f.auc:.3f}", f"{f.at_one_percent:.3f}", f"{f.at_one_per_mille:.3f}"))
    f = figures(scores[scams], scores[honest])
    rows.append(("all", f"{f.scams:,}", f"{f.auc:.3f}", f"{f.at_one_percent:.3f}", f"{f.at_one_per_mille:.3f}"))
    head = ("source of the scams", "names", "AUC", "recall at 1 % false alarms", "at 0.1 %")
    return f"### By source, against {int(honest.sum()):,} honest names\n\n" + _markdown(head, rows)


def _false_alarms(table: Any, scores: Any, honest: Any) -> str:
    rows = []
    for source in sorted(set(table.source[honest])):
        counted = SHRINKAGE * scores[honest & (table.source == source)]
        rows.append((source, f"{len(counted):,}", f"{(counted >= SUSPICION).mean():.2%}", f"{np.median(counted):+.2f}"))
    head = ("honest source", "names", "called `suspicious`", "median nats")
    return f"### Honest names called suspicious (the aim: at most {FALSE_ALARMS:.0%} of each)\n\n" + _markdown(head, rows)


def _by_class(table: Any, scores: Any, honest: Any, scams: Any) -> str:
    kinds = suffixes.load()
    of = np.array([kinds.class_of(row.target.suffix, private=row.target.private_suffix) for row in table.rows])
    asean = np.array([row.target.suffix.rpartition(".")[2] in names_data.ASEAN_TOPS for row in table.rows])
    rows = []
    for name, mask in [*((kind, of == kind) for kind in sorted(set(of))), ("South-East Asian country suffix", asean)]:
        if (honest & mask).sum() < 200 or (scams & mask).sum() < 200:
            continue
        f = figures(scores[scams & mask], scores[honest & mask])
        suspicious = (SHRINKAGE * scores[honest & mask] >= SUSPICION).mean()
        rows.append((name, f"{f.scams:,} / {f.honest:,}", f"{f.auc:.3f}", f"{f.at_one_percent:.3f}", f"{suspicious:.2%}"))
    head = ("suffix", "scam / honest names", "AUC", "recall at 1 %", "honest called suspicious")
    return "### By class of suffix\n\n" + _markdown(head, rows)


def _precision(scores: Any, honest: Any, scams: Any) -> str:
    rows = []
    for share in (0.01, 0.001):
        threshold = np.quantile(scores[honest], 1 - share)
        recall = (scores[scams] > threshold).mean()
        cells = [f"{rate * recall / (rate * recall + (1 - rate) * share):.3f}" for rate in BASE_RATES]
        rows.append((f"{share:.1%} false alarms", *cells))
    return "### Precision by base rate\n\n" + _markdown(("threshold at", *(f"{rate:.1%} scams" for rate in BASE_RATES)), rows)


def _calibration(found: Study, used: Any) -> str:
    weights = row_weights(found.table, used)[used]
    y = found.table.y[used]
    weights = np.where(y > 0, weights * ECE_BASE_RATE, weights * (1 - ECE_BASE_RATE))
    stated = 1 / (1 + np.exp(-(SHRINKAGE * found.scores[used] + math.log(ECE_BASE_RATE / (1 - ECE_BASE_RATE)))))
    rows = [
        (f"{r['from']:.3f} to {r['to']:.3f}", f"{r['names']:,}", f"{r['stated']:.3f}", f"{r['found']:.3f}")
        for r in found.model["reliability"]
    ]
    return (
        f"### Stated and found at a base rate of {ECE_BASE_RATE:.0%}\n\nExpected calibration error {ece(stated, y, weights):.3f}, sources weighted. "
        "High probabilities are understated on purpose: the honest names are popular or established ones, and no newcomer is among them.\n\n"
        + _markdown(("stated between", "names", "stated", "found"), rows)
    )


def _peer(table: Any, scores: Any, known: Any, label: Any) -> str:
    """Compare with fraudurl on a fixed sample of the same rows; the model uses nothing of it."""
    try:
        from fraudurl import cli as peer
    except ImportError:
        return "### Beside a published tool\n\nfraudurl is not installed here (`requirements/tools.txt`): not compared."
    peer._init_worker(False, None)
    chosen = []
    for source in sorted(set(table.source)):
        where = np.flatnonzero(known & (table.source == source) & (label != "gambling")).tolist()
        chosen += random.Random(names_data.SEED).sample(where, min(PEER_ROWS, len(where)))
    picked = np.array(chosen)
    theirs = np.array([float(r.get("fraud_probability") or 0.0) for r in peer.score_rows([table.rows[i].host for i in chosen])])
    honest = label[picked] == "benign"
    rows = []
    for source in [*(s for s, _ in FOLDS), "all"]:
        scams = (label[picked] == "scam") & ((table.source[picked] == source) | (source == "all"))
        ours, other = figures(scores[picked][scams], scores[picked][honest]), figures(theirs[scams], theirs[honest])
        rows.append((source, f"{ours.auc:.3f}", f"{other.auc:.3f}", f"{ours.at_one_percent:.3f}", f"{other.at_one_percent:.3f}"))
    head = ("source of the scams", "AUC", "AUC of fraudurl", "recall at 1 %", "recall of fraudurl")
    return (
        f"### Beside a published tool\n\nfraudurl (PyPI) on the same {len(picked):,} hosts. It may have been trained on some of these "
        "sources; ours is scored without them.\n\n" + _markdown(head, rows)
    )


def _worst(table: Any, scores: Any, honest: Any, scams: Any) -> str:
    order = np.argsort(np.where(honest, scores, -np.inf), kind="stable")[::-1][:WORST]
    high = [(table.rows[i].host.replace(".", "[.]"), table.rows[i].source, f"{SHRINKAGE * scores[i]:+.2f}") for i in order]
    order = np.argsort(np.where(scams, scores, np.inf), kind="stable")[:WORST]
    low = [(table.rows[i].host.replace(".", "[.]"), table.rows[i].source, f"{SHRINKAGE * scores[i]:+.2f}") for i in order]
    head = ("host", "source", "nats")
    return (
        "### Worst errors\n\nHonest by label and most like scams (several are mirrors of gambling sites among the popular origins):\n\n"
        + _markdown(head, high)
        + "\n\nScams by label and most like honest sites (most are hacked sites or official domains, that is errors of the label):\n\n"
        + _markdown(head, low)
    )


def _markdown(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(head)
    lines = [heads, ["---"] * len(heads), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def svg(reliability: list[dict[str, float]]) -> str:
    """Plot found against stated probability, one dot per bin, in a square of 320."""
    size, edge = 320, 40
    dots = [(edge + r["stated"] * (size - 2 * edge), size - edge - r["found"] * (size - 2 * edge)) for r in reliability]
    lines = "".join(
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="#246" stroke-width="1.5"/>'
        for a, b in pairwise(dots)
    )
    circles = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#246"/>' for x, y in dots)
    ticks = "".join(
        f'<text x="{edge + t * (size - 2 * edge):.0f}" y="{size - edge + 16}" text-anchor="middle">{t:g}</text>'
        f'<text x="{edge - 8}" y="{size - edge - t * (size - 2 * edge) + 4:.0f}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.5, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="11" role="img">'
        "<title>Stated and found probability of the name model on sources left out</title>"
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="M{edge} {edge}V{size - edge}H{size - edge}" fill="none" stroke="#444"/>'
        f'<line x1="{edge}" y1="{size - edge}" x2="{size - edge}" y2="{edge}" stroke="#bbb" stroke-dasharray="4 4"/>'
        f"{lines}{circles}{ticks}"
        f'<text x="{size / 2}" y="{size - 6}" text-anchor="middle">stated</text>'
        f'<text x="12" y="{size / 2}" text-anchor="middle" transform="rotate(-90 12 {size / 2})">found</text></svg>\n'
    )
