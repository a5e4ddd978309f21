"""Judge the pages of packages, none of them a scam, by profiles that saw no page of their source."""

from collections import Counter
from collections.abc import Sequence

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement.page_model import Profile
from scamtriage.records.assessment import Assessment, Verdict
from tools import folds, page_spread
from tools.real_pages import AGE_DAYS, FORMS, RealPage

SIZES = ((1, "one screen"), (8, "up to eight stretches"), (32, "up to 32"), (10_000, "longer"))
"""Most stretches of a page -> how its size is told."""

NOT_THERE = "Not measured: the archives of `tools/real_pages.py` were not there (`SCAMTRIAGE_PAGES`)."


def judged(real: Sequence[RealPage], made: Sequence[Profile], rules: Rules) -> list[tuple[RealPage, Assessment]]:
    """Return each page with its assessment by the profile of the fold that left its source out."""
    found = []
    for fold, of in enumerate(made):
        with page_spread.used(of):
            theirs = folds.left_out(real, fold, len(made))
            found += [(page, assess(page.dossier, rules)) for page in real if page.source in theirs and not page.public]
    return [(page, answer) for page, answer in found if isinstance(answer, Assessment)]


def report(rows: Sequence[tuple[RealPage, Assessment]]) -> str:
    """Return Markdown: what of real pages is accused, by source and by size."""
    if not rows:
        return NOT_THERE
    by_source = {source: [row for row in rows if row[0].source == source] for source in sorted({page.source for page, _ in rows})}
    sizes = dict(zip([name for _, name in SIZES], _by_size(rows), strict=True))
    return (
        f"Pages that people made: {len(by_source[FORMS]) if FORMS in by_source else 0} of shops, clubs, forums and offices with their log-ins, orders and"
        " newsletters, which a published collection of forms holds, and blogs, newspapers, manuals and templates that published packages carry"
        f" (`tools/real_pages.py`). None is known as a scam. Each is judged under its own name (or an invented one), held for {AGE_DAYS} days, by a profile that"
        " saw no page of its source. Most are English, and ten years old; there is hardly a shop of South-East Asia among them.\n\n"
        f"{_table('source', by_source)}\n\n{_table('size', sizes)}"
    )


def _by_size(rows: Sequence[tuple[RealPage, Assessment]]) -> list[list[tuple[RealPage, Assessment]]]:
    least = [0, *(most for most, _ in SIZES)]
    return [[row for row in rows if low < len(row[0].stretches) <= most] for low, (most, _) in zip(least, SIZES, strict=False)]


def _table(head: str, parts: dict[str, list[tuple[RealPage, Assessment]]]) -> str:
    lines = [
        f"| {head} | pages | `suspicious` | `likely-scam` or worse | `likely-benign` | flagged as a fake call centre |",
        "|---|---|---|---|---|---|",
    ]
    for name, some in (parts | {"all": [row for part in parts.values() for row in part]}).items():
        verdicts = Counter(answer.verdict for _, answer in some)
        likely = sum(count for verdict, count in verdicts.items() if verdict.rank >= Verdict.LIKELY_SCAM.rank)
        calls = sum("fake-call-centre" in answer.flags for _, answer in some)
        told = [verdicts[Verdict.SUSPICIOUS], likely, verdicts[Verdict.LIKELY_BENIGN], calls]
        lines.append(f"| {name} | {len(some)} | " + " | ".join(f"{one} ({one / (len(some) or 1):.1%})" for one in told) + " |")
    return "\n".join(lines)
