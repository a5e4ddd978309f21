"""What the table of SECURITY.md says of a proof: kept, broken, or not run here."""

import ast
from pathlib import Path

import pytest

from tests.hostile.promises import PROOFS, counted, kept, proved

ROOT = Path(__file__).parents[2]

PASSES, FAILS, SKIPS = "def test_a(): pass\n", "def test_b(): assert False\n", "import pytest\ndef test_c(): pytest.skip('no root')\n"


@pytest.mark.parametrize(("source", "is_kept"), [(PASSES + FAILS + SKIPS, False), (PASSES + SKIPS, True)])
def test_a_proof_is_run(source: str, is_kept: bool, tmp_path: Path) -> None:
    proof = tmp_path / "test_proof.py"
    proof.write_text(source)
    assert proved("a promise", (str(proof),)).kept is is_kept


@pytest.mark.parametrize(
    ("output", "code", "is_kept"),
    [(".", 0, True), ("1 passed, 2 skipped", 0, True), ("Fs", 1, False), ("s  [100%]", 0, None), ("2 skipped", 0, None), ("", 5, False)],
)
def test_what_could_not_be_run_is_not_kept(output: str, code: int, is_kept: bool | None) -> None:
    assert kept(code, counted(output)) is is_kept


@pytest.mark.parametrize("proof", sorted({proof for proofs in PROOFS.values() for proof in proofs}))
def test_a_proof_names_tests_that_are_there(proof: str) -> None:
    """A file that was called otherwise meanwhile would break its promise where nobody looks: the proofs are no part of the suite."""
    file, _, named = proof.partition("::")
    held = {node.name for node in ast.parse((ROOT / file).read_text()).body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert named in held if named else any(name.startswith("test_") for name in held)
