"""Statistics of the labelled names without any fit: their suffixes, words and letter pairs."""

import math
from collections import Counter, defaultdict
from statistics import median

from tools import names_data
from tools.names_data import CRUX, Row

TOLD_LEAST = 30
"""Minimum names under a suffix among scams and among popular origins for its ratio to be reported."""


def suffix_times(rows: list[Row]) -> dict[str, float]:
    """Return for each suffix its share on lists of scams (the median) divided by that among popular origins.

    Rare suffixes are left out, and those of South-East Asia, whose scams the lists hardly cover.
    """
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
    """Return words that occur between hyphens, digits and dots in names of several sources."""
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
    """Return the negative log-probability of each letter pair in honest names, with half a count added to each pair."""
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
