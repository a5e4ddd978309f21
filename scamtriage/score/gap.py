"""A page of which a part was not read: what was found on it counts, what was not found is unknown, and altogether it acquits nobody."""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from scamtriage.knowledge.catalog import Catalog, Row
from scamtriage.records.assessment import Presence, Reading
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import PageFacts
from scamtriage.records.unread import where_unread, words_unread
from scamtriage.score.caps import Item

_WAYS = frozenset({"contact", "ways"})
"""Families that rest on how one is to be reached."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What of a page was not read."""

    because: str
    words: bool
    """Words may stand there; else contacts alone."""

    def covers(self, row: Row) -> bool:
        """Whether what this row looks for may stand in it."""
        return "page" in row.needs and (self.words or row.family in _WAYS)

    def voids(self, row: Row) -> bool:
        """Whether what this row found may only seem so: it rests on something that was not found."""
        return row.lacking and self.covers(row)

    def even(self, items: Iterable[Item]) -> None:
        """Let what was seen acquit of no more than it accuses of: a page that is cut is worth no less suspicion than one that was not had.
        Taken away altogether, every honest shop whose words alone sound like a gang's would be accused for a lost connection."""
        seen = [item for item in items if self.words and self.covers(item.row)]
        accuses = math.fsum([item.counted for item in seen if item.counted > 0])
        acquits = -math.fsum([item.counted for item in seen if item.counted < 0])
        if acquits > accuses:
            for item in seen:
                if item.counted < 0:
                    item.counted *= accuses / acquits

    def asked(self, readings: Sequence[Reading], acquitting: Set[str], silent: Mapping[str, str], catalog: Catalog) -> list[Reading]:
        """The readings as coverage counts them: what was not found and may stand in the gap is unknown, and so is what acquits (one more
        word there could undo it)."""
        rows = catalog.rows
        kept = [reading for reading in readings if not self._open(rows[reading.signal], acquitting)]
        known, shown = {reading.signal for reading in kept}, {"why": self.because}
        unknown = [row for row in rows.values() if row.id not in known and self.covers(row) and silent.keys().isdisjoint(row.needs)]
        return kept + [Reading(signal=row.id, presence=Presence.UNKNOWN, collector="page", shown=shown) for row in unknown]

    def _open(self, row: Row, acquitting: Set[str]) -> bool:
        """Whether what was found is not the last word: a row with a weight that was measured weighs all of the page."""
        return self.covers(row) and (row.lacking or row.id in acquitting or row.weight == "measured")


def gap_of(dossier: Dossier, silent: Mapping[str, str]) -> Gap | None:
    """What is missing of a page that was read; None of one that is whole, and of one that says nothing at all."""
    evidence = dossier.evidence.get("page")
    page = evidence.facts if evidence is not None else None
    if evidence is None or not isinstance(page, PageFacts) or "page" in silent:
        return None
    if not page.complete:
        return Gap(page.incomplete_because, words=True)
    if not evidence.caps:
        return None
    words, contacts = words_unread(evidence.caps), where_unread(evidence.caps)
    return Gap(f"of a page this long not all is read ({words or contacts})", words=bool(words)) if words or contacts else None
