"""Judge pages of public repositories, scams and honest, by profiles that saw no page of their region."""

from collections.abc import Callable, Sequence
from typing import Any

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement.page_model import Profile
from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import dossier
from tools import page_spread, public_pages

Row = tuple[dict[str, Any], Assessment]


def judged(made: Sequence[Profile], rules: Rules) -> dict[str, list[Row]]:
    """Return each region's sites with their assessments by the profile of the fold that left the region out."""
    regions = public_pages.regions()
    found: dict[str, list[Row]] = {}
    for at, (region, sites) in enumerate(sorted(regions.items())):
        with page_spread.used(made[at % len(made)]):
            answers = [(site, assess(dossier(site), rules)) for site in sites]
        found[region] = [(site, answer) for site, answer in answers if isinstance(answer, Assessment)]
    return found


def report(made: Sequence[Profile], rules: Rules) -> str:
    """Return Markdown: what becomes of real scams and of real honest pages, by region and by kind."""
    rows = judged(made, rules)
    if not rows:
        return "Scams of the world were not measured: the pages of `tools/public_pages.py` were not there (`SCAMTRIAGE_PAGES`)."
    everything = [row for some in rows.values() for row in some]
    kinds = sorted({kind for site, _ in everything for kind in site.get("types", ())})
    by_kind = {kind: [row for row in everything if kind in row[0].get("types", ())] for kind in kinds}
    return (
        "**Scams of the world, and their honest neighbours.** Pages of public repositories, taken down by hand, region by region: phishing kits as they were deployed"
        " or are handed around, gambling houses, false exchanges, prizes, drainers, and the pages of real shops, schools, clinics, clubs and offices. Nearly all are judged as a tenant of a"
        " platform, under a name that says nothing, so that no age, mail or registration speaks for either side; what the server of a kit does is not to be seen. Each is"
        " judged by a profile that saw no page of its region. Kits were found by what they say and by whom they copy, so that log-ins and gambling are many, and callers few.\n\n"
        f"{_table('region', rows)}\n\n{_table('kind of scam', by_kind, total=False)}"
    )


def _table(head: str, parts: dict[str, list[Row]], *, total: bool = True) -> str:
    lines = [
        f"| {head} | scams | `suspicious` or worse | `likely-scam` or worse | `likely-benign` | honest | `suspicious` or worse | `likely-scam` or worse |",
        "|---|---|---|---|---|---|---|---|",
    ]
    whole = {"all": [row for some in parts.values() for row in some]} if total else {}
    for name, rows in (parts | whole).items():
        sides = [[answer for site, answer in rows if site["scam"] is scam] for scam in (True, False)]
        told = [[_least(Verdict.SUSPICIOUS), _least(Verdict.LIKELY_SCAM), lambda a: a.verdict is Verdict.LIKELY_BENIGN], [_least(Verdict.SUSPICIOUS), _least(Verdict.LIKELY_SCAM)]]  # fmt: skip
        cells = [_cells(side, asked) for side, asked in zip(sides, told, strict=True)]
        lines.append(f"| {name} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def _least(level: Verdict) -> Callable[[Assessment], bool]:
    return lambda answer: answer.verdict.rank >= level.rank


def _cells(side: Sequence[Assessment], asked: Sequence[Callable[[Assessment], bool]]) -> str:
    counts = [sum(map(holds, side)) for holds in asked]
    return " | ".join([str(len(side)), *(f"{count} ({count / (len(side) or 1):.0%})" for count in counts)])
