"""Which official label a name resembles without bearing it."""

from collections.abc import Sequence

from scamtriage.knowledge.judgement import name_model
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.language.brands import Brand
from scamtriage.knowledge.language.lookalikes import Likeness
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.signals.name.known import Hit, likeness_of

_PART_LEAST = 6
"""Fewest letters of a label part that is compared with official labels. Shorter parts resemble one by chance."""


def resembled(label: str, above: Sequence[str], hits: Sequence[Hit]) -> tuple[str, Likeness[Brand]] | None:
    """Return (label or part of it, official label that it resembles), or None. `above`: the labels left of it; `hits`: what is known in it.

    A part that is an ordinary word, or exactly a brand's name ("maybankgroup"), resembles nothing. Left of the registered name people call
    their desks what they like, and number them ("bookings", "office1"): only the same shape resembles.
    """
    parts = [label] if "-" not in label else [label, *[p for p in label.split("-") if len(p) >= _PART_LEAST]]
    if not label.isascii():
        parts = [*parts, *_foreign(label)]
    for part in parts:
        likeness = likeness_of(part)
        if likeness is not None and not _is_innocent(part, hits):
            return part, likeness
    official = brands.load().lookalikes
    for left in above:
        for part in [left] if left.isascii() else _foreign(left):
            if part.isascii() and len(part) < _PART_LEAST:
                continue
            likeness = likeness_of(part)
            if likeness is None or likeness.how != "shape" or _is_innocent(part, hits):
                continue
            if part.rstrip("0123456789") not in official:
                return part, likeness
    return None


def _foreign(label: str) -> list[str]:
    """Return the label and its parts between hyphens, as far as they are not ASCII."""
    return [part for part in dict.fromkeys([label, *label.split("-")]) if not part.isascii()]


def _is_innocent(part: str, hits: Sequence[Hit]) -> bool:
    if any(string == part for string, _, _, _ in hits) or brands.load().called(part.replace("-", "")):
        return True
    return part in small_tables().ordinary_words.words or name_model.load().vocabulary.is_word(part)
