"""Judged sites taken apart: by language and suffix, how well they are ranked, how sure the shares are, which were worst."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from scamtriage.knowledge import suffixes
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.render.text import defang
from scamtriage.score import quality

Row = tuple[dict[str, Any], Assessment]
"""A labelled site and its assessment."""
LANGUAGES = {
    "th": "Thai", "vi": "Vietnamese", "ms": "Malay", "id": "Indonesian", "fil": "Filipino", "km": "Khmer", "my": "Burmese", "lo": "Lao",
    "zh": "Chinese", "zht": "Chinese", "ja": "Japanese", "ko": "Korean", "en": "English", "hi": "Hindi",
}  # fmt: skip
"""By what a site's id begins with."""
BASE_RATES = (0.001, 0.01, 0.1, 0.3)
FEWEST = 20
"""Sites of one side from which on a share is worth a row."""
WORST = 8
_Z = 1.96


def wilson(hits: int, of: int) -> str:
    """A share with its 95 % Wilson interval, in per cent; a dash of nothing."""
    if not of:
        return "–"
    p, z2 = hits / of, _Z * _Z
    middle, half = p + z2 / (2 * of), _Z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    low, high = ((middle + sign * half) / (1 + z2 / of) for sign in (-1, 1))
    return f"{p:.1%} ({max(low, 0.0):.1%} to {min(high, 1.0):.1%})"


def report(rows: Sequence[Row]) -> str:
    """Markdown: ranking, precision by base rate, strata, worst errors."""
    language = _by(rows, lambda row: LANGUAGES.get(str(row[0]["id"]).partition("-")[0], "other"))
    suffix = _by(rows, _suffix_class)
    parts = [
        _ranking(rows),
        _precision(rows),
        *(_strata(name, by) for name, by in (("language", language), ("suffix", suffix))),
        _worst(rows),
    ]
    return "\n\n".join(parts)


def _by(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return dict(sorted(found.items()))


def _suffix_class(row: Row) -> str:
    return suffixes.load().class_of(row[1].target.suffix, private=row[1].target.private_suffix)


def _share(rows: Iterable[Row], level: Verdict, *, scam: bool) -> str:
    side = [answer.verdict.rank >= level.rank for site, answer in rows if bool(site["scam"]) is scam]
    return wilson(sum(side), len(side))


def _ranking(rows: Sequence[Row]) -> str:
    scored = [(answer.log_odds, bool(site["scam"])) for site, answer in rows]
    honest = sorted((nats for nats, scam in scored if not scam), reverse=True)
    scams = [nats for nats, scam in scored if scam]

    def found(share: float) -> str:
        """Recall when at most this share of the honest sites lies above the threshold."""
        threshold = honest[int(share * len(honest))]
        return wilson(sum(nats > threshold for nats in scams), len(scams))

    told = [(answer.probability, bool(site["scam"])) for site, answer in rows]
    bins = " ".join(f"{stated:.2f} → {seen:.2f} ({n})" for stated, seen, n in quality.reliability(told, 10))
    return (
        f"Ranked by log-odds: AUC {quality.ranking(scored):.3f}; recall at 1 % false alarms {found(0.01)}, at 0.1 % {found(0.001)} (that is, above every honest"
        f" site but {int(0.001 * len(honest))}). Honest sites called `suspicious` or worse {_share(rows, Verdict.SUSPICIOUS, scam=False)}, `likely-scam` or worse"
        f" {_share(rows, Verdict.LIKELY_SCAM, scam=False)}; scams {_share(rows, Verdict.SUSPICIOUS, scam=True)} and {_share(rows, Verdict.LIKELY_SCAM, scam=True)}."
        f" In brackets are 95 % Wilson intervals, which know nothing of authors' likeness. Stated → found, in ten bins: {bins}."
    )


def _precision(rows: Sequence[Row]) -> str:
    lines = [f"| verdict | {' | '.join(f'{rate:.1%} scams' for rate in BASE_RATES)} |", f"|---|{'---|' * len(BASE_RATES)}"]
    for level in (Verdict.SUSPICIOUS, Verdict.LIKELY_SCAM):
        reached = {
            scam: [answer.verdict.rank >= level.rank for site, answer in rows if bool(site["scam"]) is scam] for scam in (True, False)
        }
        recall, alarms = (sum(reached[scam]) / len(reached[scam]) for scam in (True, False))
        none, alarms = not alarms, alarms or _Z * _Z / (len(reached[False]) + _Z * _Z)  # the end of the interval, where none was seen
        cells = [f"{'over ' if none else ''}{recall * rate / (recall * rate + alarms * (1 - rate)):.3f}" for rate in BASE_RATES]
        lines.append(f"| `{level}` or above | {' | '.join(cells)} |")
    return "Precision by base rate:\n\n" + "\n".join(lines)


def _strata(name: str, by: dict[str, list[Row]]) -> str:
    lines = [
        f"| {name} | honest | `suspicious` or worse | scams | `suspicious` or above | `likely-scam` or above | AUC |",
        "|---|---|---|---|---|---|---|",
    ]
    for stratum, rows in by.items():
        honest, scams = (sum(bool(site["scam"]) is scam for site, _ in rows) for scam in (False, True))
        if min(honest, scams) < FEWEST:
            continue
        auc = quality.ranking([(answer.log_odds, bool(site["scam"])) for site, answer in rows])
        lines.append(
            f"| {stratum} | {honest} | {_share(rows, Verdict.SUSPICIOUS, scam=False)} | {scams} | {_share(rows, Verdict.SUSPICIOUS, scam=True)}"
            f" | {_share(rows, Verdict.LIKELY_SCAM, scam=True)} | {auc:.3f} |"
        )
    return f"By {name}:\n\n" + "\n".join(lines)


def _worst(rows: Sequence[Row]) -> str:
    ordered = sorted(rows, key=lambda row: row[1].log_odds)
    honest = [row for row in reversed(ordered) if not row[0]["scam"]][:WORST]
    scams = [row for row in ordered if row[0]["scam"]][:WORST]
    lines = ["| site | what it is | nats | verdict |", "|---|---|---|---|"]
    for site, answer in (*honest, *scams):
        kind = "honest" if not site["scam"] else ", ".join(site.get("types", ())) or "scam"
        lines.append(f"| `{site['id']}` ({defang(str(site['host']))}) | {kind} | {answer.log_odds:+.2f} | `{answer.verdict}` |")
    return "Worst errors:\n\n" + "\n".join(lines)
