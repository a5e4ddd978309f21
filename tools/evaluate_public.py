"""Judge pages of public repositories, scams and honest, by profiles that saw no page of their file.

Labelled sites are our inventions, and their scams speak. A kit hardly does: it is the true copy of a log-in, a keypad, three words and a
picture; and owners of small firms write as nobody invents. Such pages were taken down from public repositories, by region or trade, each with
its words, forms and scripts as they stood, without style sheets and frameworks. They hold tokens and names of real people, so they stay where
they are.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement.page_model import Profile
from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import dossier
from tools import folds, page_spread, real_pages
from tools.real_pages import RealPage
from tools.site_strata import Row


class FirstSight(NamedTuple):
    """What became of some files when they were first judged; None where it was not counted."""

    files: str
    sought: str
    scams: tuple[int | None, ...] = ()
    """How many, and how many of them `suspicious` or worse, `likely-scam` or worse, `likely-benign`."""
    honest: tuple[int | None, ...] = ()
    """How many, and how many of them `suspicious` or worse, `likely-scam` or worse."""


FIRST_SIGHTS = (
    FirstSight("english, indonesian, chinese, thai", "kits and gambling houses, and neighbours", (148, 77, 33, 41), (172, 7, 1)),
    FirstSight("kits, money; local, trades", "more kits, plans, tasks; small firms of the region", (102, 35, None, 18), (279, 50, 9)),
    FirstSight("gangs; archipelago, mekong, eastern, callers", "honest pages that sound like scams", (75, 46, 15, 9), (329, 22, 6)),
    FirstSight("(never learnt from)", "honest pages of the region as they came", (), (90, 1, 0)),
    FirstSight("lenders, steps; siam, nusantara, cathay", "thin and later pages of kits; the region", (89, 50, 27, 11), (198, 10, 1)),
    FirstSight("screens; gifts", "rare kinds; pages that take a transfer, a gift, a code", (47, 26, 10, 5), (106, 7, 2)),
    FirstSight("thefts; offices", "later steps of thefts; pages that ask or promise much", (48, 28, 13, 4), (92, 9, 0)),
    FirstSight("desks; fronts", "call desks, recovery, romance; honest pages as they came", (28, 19, 13, 4), (99, 0, 0)),
    FirstSight("errands; counters", "later steps, plans, games; honest desks, lenders, wallets", (51, 33, 13, 9), (73, 6, 2)),
    FirstSight("copies, baits; owners, tills", "rare kinds and their doubles; honest trades near to scams", (86, 75, 47, 5), (218, 23, 5)),
    FirstSight(
        "wheels, takeovers; logins, seafirms, bureaus",
        "prizes, stolen accounts; log-ins, the region, lenders, help",
        (87, 54, 28, 12),
        (325, 10, 1),
    ),
    FirstSight("crews; warners, askers", "gambling, plans, phrases of purses; who warns of scams; who asks", (78, 61, 36, 7), (159, 2, 0)),
    FirstSight(
        "yards; parlours, homes",
        "kits, plans, wheels, tasks; firms that look suspicious; front pages of 2018",
        (54, 43, 24, 1),
        (115, 3, 0),
    ),
)
"""In the order in which they were collected; from the third on each met what had been learnt from those before."""


GONE = (
    "*The pages of all files up to `askers` are gone.* What they taught stays in the fit (`tools/page_pull.py`). When they were last judged, each by a"
    " profile that had not seen its file, under rules written with many of the scams in view, of the files up to `counters` 394 of 585 scams (67.4%) were"
    " `suspicious` or worse, 163 `likely-scam` or worse and 28 `likely-benign`, and of 1,468 honest pages 60 (4.1%) and 9; of the twelve from `copies` to"
    " `askers` 194 of 238 scams (81.5%), 128 and 13, and of 700 honest pages 22 (3.1%) and 4. Of the files of the last row the fits of this page, and that by"
    " which it judges what was kept apart, have learnt; the shipped profile has not, since a page of a manual was accused by it."
)


def judged(real: Sequence[RealPage], made: Sequence[Profile], rules: Rules) -> dict[str, list[Row]]:
    """Return each file's sites with their assessments by the profile of the fold that left the file out; none if they are not here."""
    found: dict[str, list[Row]] = {}
    for name, sites in real_pages.public().items():
        source = f"{real_pages.PUBLIC}/{name}"
        theirs = (of for fold, of in enumerate(made) if source in folds.left_out(real, fold, len(made)))
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
        "*When they were first judged*, before anything was learnt or mended with them in view:\n\n"
        f"{_first_sights()}\n\n"
        "`elsewhere` (Russian, Arabic, French, German, Turkish …) showed that languages which nobody taught the tool were taken for harmless. Of the files up"
        " to `trades` nothing had been learnt when they were judged, and honest firms were accused for words of salesmen that hardly an invented honest page"
        " has. From `screens`, `thefts`, `desks`, `errands` and `counters` 30 scams are left out of the fit, which nothing on the page gives away or whose label is not certain, and from"
        " `gifts`, `fronts`, `owners` and `tills` twelve honest pages that may be none; from the five of `wheels` eight scams and two honest pages, from the last three five scams. Of takeovers of"
        " accounts at a messenger, and of forged papers and money, nothing had been learnt and no row knew: 10 of the 27 of `takeovers` were seen.\n\n"
        f"{GONE}\n\n"
        "*Now* the fit learns from these pages (an honest one as much as an invented one, a scam less), and each file that is here is judged by a profile that"
        " did not see it.\n\n"
        f"{_table('region', rows, total=True)}\n\n{_table('kind of scam', by_kind)}"
    )


def _first_sights() -> str:
    scams = "scams | `suspicious` | `likely-scam` | `likely-benign`"
    lines = [f"| files | sought were | {scams} | honest | `suspicious` | `likely-scam` |", f"|{'---|' * 9}"]
    for seen in FIRST_SIGHTS:
        counts = [*(seen.scams or (None,) * 4), *(seen.honest or (None,) * 3)]
        lines.append(f"| {seen.files} | {seen.sought} | {' | '.join('' if count is None else str(count) for count in counts)} |")
    return "\n".join(lines)


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
    return [str(len(side)), *(f"{count} ({count / (len(side) or 1):.1%})" for count in counts)]


def _holds(level: Verdict) -> Callable[[Assessment], bool]:
    """Whether a verdict is this one, or for those that accuse at least this one."""
    return lambda answer: answer.verdict is level or (level.rank >= Verdict.SUSPICIOUS.rank and answer.verdict.rank > level.rank)
