"""Rules name sectors by their words: one that is spelled otherwise would fit no organisation, and nobody would hear of it."""

import pytest

from scamtriage.knowledge.language import sectors
from scamtriage.signals import imitation

PARTS = {name: part for name, part in vars(sectors).items() if isinstance(part, frozenset)}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_played_by_sectors_that_there_are(part: str) -> None:
    assert PARTS[part] and PARTS[part] <= set(sectors.SECTORS)


def test_what_a_page_imitates_is_told_of_sectors_that_there_are() -> None:
    assert set(imitation.BRAND_TYPES) | imitation.ACCOUNTS | {imitation.COIN} <= set(sectors.SECTORS)
