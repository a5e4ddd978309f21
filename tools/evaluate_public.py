"""Judge pages of public repositories, scams and honest, by profiles that saw no page of their file.

Labelled sites are our inventions, and their scams speak. A kit hardly does: it is the true copy of a log-in, a keypad, three words and a
picture; and owners of small firms write as nobody invents. Such pages were taken down from public repositories, by region or trade, each with
its words, forms and scripts as they stood, without style sheets and frameworks. They hold tokens and names of real people, so they stay where
they are.
"""

from collections.abc import Callable, Sequence
from typing import Any

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement.page_model import Profile
from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import dossier
from tools import evaluate_real, page_spread, real_pages
from tools.real_pages import RealPage

Row = tuple[dict[str, Any], Assessment]


def judged(real: Sequence[RealPage], made: Sequence[Profile], rules: Rules) -> dict[str, list[Row]]:
    """Return each file's sites with their assessments by the profile of the fold that left the file out; none if they are not here."""
    found: dict[str, list[Row]] = {}
    for name, sites in real_pages.public().items():
        source = f"{real_pages.PUBLIC}/{name}"
        theirs = (of for fold, of in enumerate(made) if source in evaluate_real.left_out(real, fold, len(made)))
        of = next(theirs, made[0])  # of a file without a readable page nothing was learnt
        with page_spread.used(of):
            answers = [(site, assess(dossier(site), rules)) for site in sites]
        found[name] = [(site, answer) for site, answer in answers if isinstance(answer, Assessment)]
    return found


def report(rows: dict[str, list[Row]]) -> str:
    """Return Markdown: what becomes of real scams and of real honest pages, by region and by kind."""
    if not rows:
        return "Scams of the world were not measured: their pages were not there (`tools/evaluate_public.py`, `SCAMTRIAGE_PAGES`)."
    everything = [row for some in rows.values() for row in some]
    kinds = sorted({kind for site, _ in everything for kind in site.get("types", ())})
    by_kind = {kind: [row for row in everything if kind in row[0].get("types", ())] for kind in kinds}
    return (
        "**Scams of the world, and their honest neighbours.** Pages of public repositories, taken down by hand, by region or trade: phishing kits as they"
        " were deployed or are handed around, gambling houses, false exchanges, prizes, drainers, and the pages of real shops, schools, clinics, clubs and"
        " offices. Nearly all are judged as a tenant of a platform, under a name that says nothing, so that no age, mail or registration speaks for either"
        " side; what the server of a kit does is not to be seen, and of many honest pages only a part stood in one file. Kits were found by what they say"
        " and by whom they copy, so that log-ins and gambling are many, and callers few.\n\n"
        "*When they were first judged*, before anything was learnt or mended with them in view, of 148 scams of `english`, `indonesian`, `chinese` and `thai`"
        " (Vietnamese stands there too) 52 % were `suspicious` or worse, 22 % `likely-scam`, and 28 % `likely-benign`; of 172 honest pages 7 were"
        " `suspicious`, one of them `likely-scam`. `elsewhere` (Russian, Arabic, French, German, Turkish …) showed that languages which nobody taught"
        " the tool were taken for harmless. Of the later pages of kits (`kits`) 13 of 51 were `suspicious` or worse, of `money` (gambling, plans, tasks, wallets)"
        " 22 of 51, while 18 of these 102 were `likely-benign`. And honest firms of the region were accused: 15 of 93 in `local`, 25 of 150 in `trades`, 10 of"
        " 36 in `money`, 9 of them `likely-scam`, for words of salesmen that hardly an invented honest page has. By a fit that had learnt from all"
        " these, 22 of 329 honest pages that were chosen because they sound a little like scams (`archipelago`, `mekong`, `eastern`, `callers`) were"
        " `suspicious`, 6 of them `likely-scam` or more; of 75 scams (`gangs`) 46 were, 15 `likely-scam`, and 9 `likely-benign`. Of 90 honest pages of the"
        " region that were taken as they came, and that no fit has learnt from, one was `suspicious`, none `likely-scam`, 58 `likely-benign`. Of the 287"
        " that came next (`siam`, `nusantara`, `cathay`; `lenders`, `steps`) 10 of 198 honest pages were `suspicious`, one of them `likely-scam`; of 89"
        " scams, most of them later or thin pages of kits and false lenders, jobs and offices, 50 were, 27 `likely-scam`, and 11 `likely-benign`. Then"
        " the hardest that could be found were asked for: of 106 honest pages that take a transfer, a gift, a code or an identity number (`gifts`) 7 were"
        " `suspicious`, two of them `likely-scam`; of 47 scams of kinds that are seldom collected, a third of them Spanish, French, Portuguese or German"
        " (`screens`), 26 were, 10 `likely-scam`, and 5 `likely-benign`. Fourteen of these scams, which nothing on the page gives away, no fit learns from,"
        " nor from five honest ones that may be none.\n\n"
        "*Now* the fit learns from these pages (an honest one as much as an invented one, a scam less), and each file is judged here by a profile that did"
        " not see it; rules were written with `english`, `indonesian`, `kits`, `money`, `lenders`, `steps` and `screens` in view.\n\n"
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
