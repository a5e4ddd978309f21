"""What the labelled names say without any fit: their suffixes, their words and the pairs of their letters."""

import math
from collections import Counter, defaultdict
from statistics import median

from tools import names_data
from tools.names_data import CRUX, Row

TOLD_LEAST = 30
"""Names under a suffix, of scams and of popular origins each, from which its ratio is told."""


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
