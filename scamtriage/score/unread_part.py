"""Pages of which a part was not read: findings count, absences are unknown, and the sum does not acquit."""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.language import brands
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import PageFacts
from scamtriage.records.findings import ANOTHERS, HELD_TOO, UNSHOWN, UNSHOWN_WORDS, Presence, Reading
from scamtriage.records.target import Target
from scamtriage.records.truncation import not_all_read, where_unread, words_unread
from scamtriage.score.caps import WeightedSignal

_WAYS = frozenset({"contact", "ways"})
"""Families that rest on contact channels."""


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """The unread part of a page."""

    because: str
    words: bool
    """Words may stand there; otherwise only contacts."""

    def covers(self, row: Row) -> bool:
        """Whether what this row looks for may stand in the unread part."""
        return "page" in row.needs and (self.words or row.family in _WAYS)

    def voids(self, row: Row) -> bool:
        """Whether this row's finding is unreliable because it rests on an absence."""
        return row.lacking and self.covers(row)

    def even(self, items: Iterable[WeightedSignal]) -> None:
        """Scale down what acquits until it does not exceed what accuses. A cut page must not seem more honest than a page that was not
        fetched. Dropping all that acquits would instead accuse every honest shop with suspicious wording after a lost connection."""
        seen = [item for item in items if self.words and self.covers(item.row)]
        accuses = math.fsum([item.counted for item in seen if item.counted > 0])
        acquits = -math.fsum([item.counted for item in seen if item.counted < 0])
        if acquits > accuses:
            for item in seen:
                if item.counted < 0:
                    item.counted *= accuses / acquits

    def asked(self, readings: Sequence[Reading], acquitting: Set[str], silent: Mapping[str, str], catalog: Catalog) -> list[Reading]:
        """The readings as coverage counts them. Absences that the unread part may contradict become unknown, as does what acquits: one more
        word could undo it."""
        rows = catalog.rows
        kept = [reading for reading in readings if not self._open(rows[reading.signal], acquitting)]
        known, shown = {reading.signal for reading in kept}, {"why": self.because}
        unknown = [row for row in rows.values() if row.id not in known and self.covers(row) and silent.keys().isdisjoint(row.needs)]
        return kept + [Reading(signal=row.id, presence=Presence.UNKNOWN, collector="page", shown=shown) for row in unknown]

    def _open(self, row: Row, acquitting: Set[str]) -> bool:
        """Whether the unread part may change this finding. A measured weight depends on the whole page."""
        return self.covers(row) and (row.lacking or row.id in acquitting or row.weight == "measured")


def gap_of(dossier: Dossier, silent: Mapping[str, str], present: Iterable[Reading]) -> UnreadPart | None:
    """The unread part of a page; None if all was read, or if the page has no evidence at all."""
    page = dossier.facts("page", PageFacts)
    if page is None or "page" in silent:
        return None
    if not page.complete:
        return UnreadPart(page.incomplete_because, words=True)
    if page.barrier:
        return UnreadPart(page.hidden_because, words=True)
    if page.status_code >= 400:  # others, or later visitors, may be shown another page: what it says accuses, and acquits nobody
        return UnreadPart(f"the server answered {page.status_code}", words=True)
    if not page.asks and (wordless := page.wordless_because):
        return UnreadPart(wordless, words=True)
    found = {reading.signal for reading in present}
    if HELD_TOO not in found and _is_anothers(dossier, page):
        return UnreadPart(ANOTHERS, words=True)
    if UNSHOWN_WORDS in found:
        return UnreadPart(UNSHOWN, words=True)
    if not (caps := dossier.evidence["page"].caps):
        return None
    words, contacts = words_unread(caps), where_unread(caps)
    return UnreadPart(not_all_read(words or contacts), words=bool(words)) if words or contacts else None


def _is_anothers(dossier: Dossier, page: PageFacts) -> bool:
    target = dossier.target
    return isinstance(target, Target) and brands.load().end_at(page.final_host, page.final_url, begun=target.host)
