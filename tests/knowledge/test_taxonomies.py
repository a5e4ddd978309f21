"""Our kinds of scam in other people's words: every kind once, and complaints that name the line."""

import pytest

from scamtriage.knowledge import taxonomies
from scamtriage.knowledge.judgement.rows import SCAM_TYPES
from scamtriage.knowledge.loading import BadTable, read_text
from scamtriage.records.assessment import Verdict

TEXT = read_text(taxonomies.FILE)
GAMBLING = 'gambling = { xarf = "fraud", fraud_type = "other" }\n'


def test_every_kind_and_every_verdict_has_its_words() -> None:
    table = taxonomies.load()
    assert set(table.types) == set(SCAM_TYPES) and set(table.likelihood) == set(Verdict)


@pytest.mark.parametrize(
    ("instead", "says"),
    [
        ("", "gambling: every one of ours must stand here once"),
        (GAMBLING + 'chess = { xarf = "fraud", fraud_type = "other" }\n', "chess: every one of ours"),
        ('gambling = { xarf = "fraud" }\n', "gambling: a fraud needs its fraud_type"),
        ('gambling = { xarf = "phishing", fraud_type = "other" }\n', "gambling: a fraud needs its fraud_type, and a phishing has none"),
        ('gambling = { xarf = "fraud", fraud_type = "other", colour = "red" }\n', "types.gambling.colour: unknown key"),
    ],
)
def test_a_table_with_a_gap_or_a_stranger_is_refused(instead: str, says: str) -> None:
    assert GAMBLING in TEXT
    with pytest.raises(BadTable, match=f"{taxonomies.FILE}: line.*{says}"):
        taxonomies.parse(TEXT.replace(GAMBLING, instead))
