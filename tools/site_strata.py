"""Results of judged sites in detail: ranking, confidence intervals, languages and suffixes, worst errors."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from scamtriage.knowledge.hosts import suffixes
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.render.text import defang
from scamtriage.score import quality
from scamtriage.score.odds import logistic, logit
from tools import site_bootstrap

Row = tuple[dict[str, Any], Assessment]
"""A labelled site and its assessment."""
LANGUAGES = {
    "th": "Thai", "vi": "Vietnamese", "ms": "Malay", "id": "Indonesian", "fil": "Filipino", "km": "Khmer", "my": "Burmese", "lo": "Lao",
    "zh": "Chinese", "zht": "Chinese", "ja": "Japanese", "ko": "Korean", "en": "English", "hi": "Hindi",
}  # fmt: skip
"""First part of a site's id -> language."""
FEWEST = 20
"""Minimum scams and minimum honest sites of a stratum with its own row; smaller strata share one row."""
LEAST_HONEST = 1_000
"""Minimum honest sites at which 0.1 % is at least one site."""
EDGES = (0.0, 0.05, 0.15, 0.3, 0.5, 0.8, 0.97, 1.0)
"""Bin edges of stated probabilities."""
WORST = 8
_Z = 1.96


def wilson(hits: int, of: int) -> str:
    """Return a share with its 95 % Wilson interval, in per cent; a dash for 0 of 0."""
    if not of:
        return "–"
    p, z2 = hits / of, _Z * _Z
    middle, half = p + z2 / (2 * of), _Z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    low, high = ((middle + sign * half) / (1 + z2 / of) for sign in (-1, 1))
    return f"{p:.1%} ({max(low, 0.0):.1%} to {min(high, 1.0):.1%})"


def report(sets: Mapping[str, Sequence[Row]], prior: float) -> str:
    """Return Markdown: ranking, calibration at this prior, strata, worst errors."""
    rows = [row for of in sets.values() for row in of]
    language = _by(rows, lambda row: LANGUAGES.get(str(row[0]["id"]).partition("-")[0], "other"))
    suffix = _by(rows, _suffix_class)
    parts = [
        ranking(list(sets.values())),
        calibration(rows, prior),
        *(strata(name, by) for name, by in (("language", language), ("suffix", suffix))),
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


def share(rows: Iterable[Row], level: Verdict, *, scam: bool) -> str:
    """Return the share of one side's sites that reach a level, with an interval over sites."""
    side = [answer.verdict.rank >= level.rank for site, answer in rows if bool(site["scam"]) is scam]
    return wilson(sum(side), len(side))


def ranking(sets: Sequence[Sequence[Row]]) -> str:
    """Return Markdown: how well log-odds separate scams from honest sites, and the share of each side that reaches a level."""
    rows = [row for of in sets for row in of]
    drawn, what = site_bootstrap.blocks(sets), site_bootstrap.drawn_from(sets)
    honest_sites = sum(not site["scam"] for site, _ in rows)

    def told(figure: Callable[[Sequence[Row]], float | None]) -> str:
        low, high = site_bootstrap.interval(drawn, lambda chosen: figure([row for of in chosen for row in of]))
        return f"{figure(rows) or 0.0:.1%} ({low:.1%} to {high:.1%})"

    def recall(alarms: float) -> str:
        return told(lambda some: recall_at(alarms, [(answer.log_odds, bool(site["scam"])) for site, answer in some]))

    def reaching(level: Verdict, *, scam: bool) -> str:
        hits = [answer.verdict.rank >= level.rank for site, answer in rows if bool(site["scam"]) is scam]
        if what == "sites" or sum(hits) in (0, len(hits)):  # a bootstrap of all-equal values has no spread
            return wilson(sum(hits), len(hits))
        return told(lambda some: _part([a.verdict.rank >= level.rank for site, a in some if bool(site["scam"]) is scam]))

    scored = [(answer.log_odds, bool(site["scam"])) for site, answer in rows]
    rare = (
        f", at 0.1 % {recall(0.001)} (that is, above every honest site but {int(0.001 * honest_sites)})"
        if honest_sites >= LEAST_HONEST
        else f" ({honest_sites} honest sites are too few to speak of one in a thousand)"
    )
    return (
        f"Ranked by log-odds: AUC {quality.ranking(scored):.3f}; recall at 1 % false alarms {recall(0.01)}{rare}. Honest sites called"
        f" `suspicious` or worse {reaching(Verdict.SUSPICIOUS, scam=False)}, `likely-scam` or worse {reaching(Verdict.LIKELY_SCAM, scam=False)};"
        f" scams {reaching(Verdict.SUSPICIOUS, scam=True)} and {reaching(Verdict.LIKELY_SCAM, scam=True)}. In brackets is where 95 % of"
        f" {site_bootstrap.DRAWS} draws of as many {what} lie, thresholds taken anew in each; of shares Wilson's interval where sets are too few to"
        " draw, or none or all were seen."
    )


def recall_at(alarms: float, scored: Iterable[tuple[float, bool]]) -> float | None:
    """Return the share of scams above the threshold that at most this share of honest sites exceeds; None if either side is empty."""
    sides: dict[bool, list[float]] = {True: [], False: []}
    for nats, scam in scored:
        sides[scam].append(nats)
    if not sides[True] or not sides[False]:
        return None
    threshold = sorted(sides[False], reverse=True)[int(alarms * len(sides[False]))]
    return sum(nats > threshold for nats in sides[True]) / len(sides[True])


def _part(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def calibration(rows: Sequence[Row], prior: float) -> str:
    """Return Markdown: stated and found probabilities, re-weighted to this base rate (half of the sets are scams)."""
    scams = sum(bool(site["scam"]) for site, _ in rows)
    weight = {True: prior / scams, False: (1 - prior) / (len(rows) - scams)}
    told = [(logistic(logit(prior) + answer.log_odds), bool(site["scam"])) for site, answer in rows]
    lines, off = [], 0.0
    for low, high in pairwise(EDGES):
        some = [(p, scam) for p, scam in told if low <= p < high or (high == EDGES[-1] and p == high)]
        mass = math.fsum(weight[scam] for _, scam in some)
        if not some:
            continue
        stated = math.fsum(p * weight[scam] for p, scam in some) / mass
        found = math.fsum(weight[scam] for _, scam in some if scam) / mass
        off += mass * abs(stated - found)
        lines.append(f"| {low:.2f} to {high:.2f} | {len(some)} | {stated:.3f} | {found:.3f} |")
    head = ["| stated between | sites | stated | found |", "|---|---|---|---|"]
    return (
        f"Stated and found at the shipped prior, with scams weighted to {prior:.0%} of all sites (expected calibration error {off:.3f}):\n\n"
        + "\n".join([*head, *lines])
    )


def strata(name: str, by: Mapping[str, Sequence[Row]]) -> str:
    """Return a table with a row for each large stratum and one for all others, so that rows add up to all sites."""
    large: dict[str, Sequence[Row]] = {}
    small: list[Row] = []
    for stratum, rows in by.items():
        scams = sum(bool(site["scam"]) for site, _ in rows)
        if min(scams, len(rows) - scams) < FEWEST:
            small.extend(rows)
        else:
            large[stratum] = rows
    lines = [
        f"| {name} | honest | `suspicious` or worse | scams | `suspicious` or above | `likely-scam` or above | lower, and for a person | AUC |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for stratum, rows in (large | ({f"others ({len(by) - len(large)})": small} if small else {})).items():
        honest, scams = (sum(bool(site["scam"]) is scam for site, _ in rows) for scam in (False, True))
        auc = quality.ranking([(answer.log_odds, bool(site["scam"])) for site, answer in rows])
        handed = sum(bool(site["scam"]) and a.verdict.rank < Verdict.SUSPICIOUS.rank and "needs-human" in a.states for site, a in rows)
        lines.append(
            f"| {stratum} | {honest} | {share(rows, Verdict.SUSPICIOUS, scam=False)} | {scams} | {share(rows, Verdict.SUSPICIOUS, scam=True)}"
            f" | {share(rows, Verdict.LIKELY_SCAM, scam=True)} | {handed} | {auc:.3f} |"
        )
    return (
        f"By {name} (95 % Wilson intervals, which know nothing of authors' likeness; a scam on a name that is never convicted is handed to a"
        " person):\n\n" + "\n".join(lines)
    )


def _worst(rows: Sequence[Row]) -> str:
    ordered = sorted(rows, key=lambda row: row[1].log_odds)
    honest = [row for row in reversed(ordered) if not row[0]["scam"]][:WORST]
    scams = [row for row in ordered if row[0]["scam"]][:WORST]
    lines = ["| site | what it is | nats | verdict |", "|---|---|---|---|"]
    for site, answer in (*honest, *scams):
        kind = "honest" if not site["scam"] else ", ".join(site.get("types", ())) or "scam"
        lines.append(f"| `{site['id']}` ({defang(str(site['host']))}) | {kind} | {answer.log_odds:+.2f} | `{answer.verdict}` |")
    return "Worst errors:\n\n" + "\n".join(lines)
