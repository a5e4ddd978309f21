"""Count Vietnamese syllables, and which follow which, on labelled sites and write scamtriage/knowledge/accents.json. Deterministic.

Only sites that the profile is fitted on are read: the kept ones stay unseen.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scamtriage.assess import Rules
from scamtriage.knowledge.language import accents
from scamtriage.records.facts import PageFacts
from scamtriage.signals.page.unmarked import lacks_marks
from scamtriage.signals.view import View
from tests.judgement.sets import learnt_from
from tests.judgement.sites import dossier, sites
from tools.labelled_sites import digest_of, said

OUT = Path(__file__).resolve().parents[1] / "scamtriage" / "knowledge" / accents.FILE
LEAST_ASCII = 20
"""Occurrences from which a word that has no form with marks is kept: "zalo", "online" and what else stands between such syllables."""


def vietnamese(learnt: Iterable[dict[str, Any]]) -> Iterator[PageFacts]:
    """Yield the pages of these sites that are Vietnamese and bear their marks."""
    tables = Rules.load().tables
    for site in learnt:
        page = View(dossier(site), tables).fetched
        if page is not None and page.language == "vi" and not lacks_marks(page):
            yield page


def table(learnt: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the table of these sites as data."""
    found = list(vietnamese(learnt))
    texts = (text for page in found for text in (page.title, *page.headings, page.text, page.description))
    words, pairs = accents.counted(row for text in texts for row in accents.rows_of(text))
    often = Counter({word: number for word, number in words.items() if number >= accents.LEAST})
    forms = {
        bare: dict(list(some.items())[: accents.MOST_FORMS])
        for bare, some in accents.by_syllable(often).items()
        if len(some) > 1 or bare not in some or some[bare] >= LEAST_ASCII
    }
    kept = {form for some in forms.values() for form in some}
    followers: dict[str, dict[str, int]] = {}
    for (first, second), number in sorted(pairs.items(), key=lambda one: (one[0][0], -one[1], one[0][1])):
        if number >= accents.LEAST and first in kept and second in kept:
            followers.setdefault(first, {})[second] = number
    return {
        "as_of": datetime.now(UTC).date().isoformat(),
        "source": "counted on the Vietnamese pages of the labelled sites: python -m tools.count_accents",
        "pages": len(found),
        "digest": digest_of(map(said, learnt)),
        "forms": dict(sorted(forms.items())),
        "pairs": followers,
    }


def main() -> None:
    """Write the file."""
    made = json.dumps(table([site for name in learnt_from() for site in sites(name)]), ensure_ascii=False, separators=(",", ":")).replace(
        "},", "},\n"
    )
    OUT.write_text(f"{made}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
