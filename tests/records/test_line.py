"""A line of evidence is exact for every reader of JSON, and only text for every terminal."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.records.codec import from_line, to_line
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import BadTarget, LineStatus
from tests.hostile.harmless import ACTS

ACTING = "\x1b\x7f\x85\x9b\u00a0é\u061c\u200b\u200f\u2028\u202e\u2044\u2066\ufeff\ufffd\ufffb\U000e0041\U0001f600ไ"


@given(st.text(st.sampled_from(ACTING) | st.characters(exclude_categories=["Cs"])))
def test_no_character_of_a_line_acts_and_every_one_comes_back(text: str) -> None:
    dossier = Dossier(line=1, input=text, target=BadTarget(given=text, status=LineStatus.REFUSED, reason="no"), status=LineStatus.REFUSED)
    line = to_line(dossier)
    assert ACTS.search(line.decode()) is None
    assert from_line(line) == dossier
    assert orjson.loads(line)["input"] == text
