"""The domains of the table of organisations, judged by their names alone."""

import io

import pytest
from msgspec.structs import replace

from scamtriage.assess import Judge, Rules
from scamtriage.batch.offline import offline
from scamtriage.knowledge.language import brands
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.rulings import CHECKED_BODY
from scamtriage.targets.read import read

OFFICIAL = sorted({domain for brand in brands.load().rows for domain in brand.official})


def test_the_own_name_of_a_body_is_no_trait_against_it() -> None:
    judge, listed = Judge.of(Rules.load()), "\n".join(OFFICIAL)
    for dossier in offline(read(io.BytesIO(listed.encode()))):
        row = judge(dossier)
        assert isinstance(row, Assessment) and row.mode is Mode.OFFLINE
        assert row.verdict is Verdict.NO_FINDING, row.input
        assert "needs-human" not in row.states and CHECKED_BODY not in row.held_back, row.input


@pytest.mark.parametrize("mode", [Mode.PASSIVE, Mode.FULL])
@pytest.mark.parametrize("host", ["metamask.io", "steamcommunity.com"])
def test_nor_is_it_where_nothing_else_was_answered(host: str, mode: Mode) -> None:
    [dossier] = offline(read(io.BytesIO(host.encode())))
    row = Judge.of(Rules.load())(replace(dossier, mode=mode))
    assert isinstance(row, Assessment)
    assert "needs-human" not in row.states and CHECKED_BODY not in row.held_back
