"""What the table of SECURITY.md says of a proof: kept, broken, or not run here."""

from pathlib import Path

import pytest

from tests.hostile.promises import proved

PASSES, FAILS, SKIPS = "def test_a(): pass\n", "def test_b(): assert False\n", "import pytest\ndef test_c(): pytest.skip('no root')\n"


@pytest.mark.parametrize(
    ("source", "kept"),
    [(PASSES, True), (PASSES + SKIPS, True), (PASSES + FAILS, False), (FAILS + SKIPS, False), (SKIPS, None), ("", False)],
)
def test_what_could_not_be_run_is_not_kept(source: str, kept: bool | None, tmp_path: Path) -> None:
    proof = tmp_path / "test_proof.py"
    proof.write_text(source)
    assert proved("a promise", (str(proof),)).kept is kept
