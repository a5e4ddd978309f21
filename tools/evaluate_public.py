"""Judge pages of public repositories, scams and honest. Nothing is learnt from them, and they are no part of the project.

Labelled sites are our inventions, and their scams speak. A kit hardly does: it is the true copy of a log-in, a keypad, three words and a
picture. Such pages were taken down from public repositories, region by region, each with its words, forms and scripts as they stood, without
style sheets and frameworks. They hold tokens and names of real people, so they stay where they are.
"""

import tomllib
from collections.abc import Callable, Sequence
from typing import Any

from scamtriage.assess import Rules, assess
from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import dossier
from tools import real_pages

FOLDER = "public"
"""Below the folder of real pages: a file a region, in the form of tests/judgement/*.toml."""
Row = tuple[dict[str, Any], Assessment]


def judged(rules: Rules) -> dict[str, list[Row]]:
    """Return each region's sites with their assessments; none if the folder is not there."""
    at = real_pages.folder()
    found: dict[str, list[Row]] = {}
    for file in sorted((at / FOLDER).glob("*.toml")) if at else ():
        answers = [(site, assess(dossier(site), rules)) for site in tomllib.loads(file.read_text(encoding="utf-8"))["site"]]
        found[file.stem] = [(site, answer) for site, answer in answers if isinstance(answer, Assessment)]
    return found


def report(rules: Rules) -> str:
    """Return Markdown: what becomes of real scams and of real honest pages, by region and by kind."""
    rows = judged(rules)
    if not rows:
        return "Scams of the world were not measured: their pages were not there (`tools/evaluate_public.py`, `SCAMTRIAGE_PAGES`)."
    everything = [row for some in rows.values() for row in some]
    kinds = sorted({kind for site, _ in everything for kind in site.get("types", ())})
    by_kind = {kind: [row for row in everything if kind in row[0].get("types", ())] for kind in kinds}
    return (
        "**Scams of the world, and their honest neighbours.** Pages of public repositories, taken down by hand, region by region: phishing kits as they"
        " were deployed or are handed around, gambling houses, false exchanges, prizes, drainers, and the pages of real shops, schools, clinics, clubs and"
        " offices. Nearly all are judged as a tenant of a platform, under a name that says nothing, so that no age, mail or registration speaks for either"
        " side; what the server of a kit does is not to be seen. Nothing is learnt from them. When they were first judged, 52 % of the 148 scams of"
        " `english`, `indonesian`, `chinese` and `thai` (Vietnamese stands there too) were `suspicious` or worse, 22 % `likely-scam`, and 28 %"
        " `likely-benign`; of 172 honest pages 7 were `suspicious`, one of them `likely-scam`. Then rules were written with `english` and `indonesian` in view, and"
        " checked on the others; `elsewhere` (Russian, Arabic, French, German, Turkish …) showed that languages which nobody taught the tool were taken for"
        " harmless. Kits were found by what they say and by whom they copy, so that log-ins and gambling are many, and callers few.\n\n"
        f"{_table('region', rows, total=True)}\n\n{_table('kind of scam', by_kind)}"
    )


def _table(head: str, parts: dict[str, list[Row]], *, total: bool = False) -> str:
    sides = {True: ("suspicious", "likely-scam", "likely-benign"), False: ("suspicious", "likely-scam")} if total else {True: ("suspicious", "likely-scam", "likely-benign")}  # fmt: skip
    titles = [title for scam, levels in sides.items() for title in ("scams" if scam else "honest", *(f"`{level}`" for level in levels))]
    lines = [f"| {' | '.join([head, *titles])} |", f"|{'---|' * (len(titles) + 1)}"]
    whole = {"all": [row for some in parts.values() for row in some]} if total else {}
    for name, rows in (parts | whole).items():
        cells = [
            cell for scam, levels in sides.items() for cell in _cells([answer for site, answer in rows if site["scam"] is scam], levels)
        ]
        lines.append(f"| {' | '.join([name, *cells])} |")
    return "\n".join(lines)


def _cells(side: Sequence[Assessment], levels: Sequence[str]) -> list[str]:
    counts = [sum(map(_holds(Verdict(level)), side)) for level in levels]
    return [str(len(side)), *(f"{count} ({count / (len(side) or 1):.0%})" for count in counts)]


def _holds(level: Verdict) -> Callable[[Assessment], bool]:
    """Whether a verdict is this one, or for those that accuse at least this one."""
    return lambda answer: answer.verdict is level or (level.rank >= Verdict.SUSPICIOUS.rank and answer.verdict.rank > level.rank)
