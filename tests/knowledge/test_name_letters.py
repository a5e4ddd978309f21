"""The character models of the fit: which spellings are whose, by sources that count alike."""

from typing import Any

import pytest


def table(names: dict[str, list[str]]) -> Any:
    """A table of pieces of spelling, by source; sources that begin with "scam" are scams."""
    np = pytest.importorskip("numpy", reason="needs what `make evaluate` installs")
    sp = pytest.importorskip("scipy.sparse", reason="needs what `make evaluate` installs")
    ridge = pytest.importorskip("tools.names_ridge", reason="needs what `make evaluate` installs", exc_type=ModuleNotFoundError)
    rows = [(source, name) for source, some in names.items() for name in some]
    found = [{f"^{name}$"[start : start + n] for n in (3, 4, 5) for start in range(len(name) + 3 - n)} for _, name in rows]
    terms = [f"name-spelling|{piece}" for piece in sorted(set().union(*found))]
    x = sp.csr_matrix(np.array([[term.partition("|")[2] in some for term in terms] for some in found], dtype=np.float32))
    y = np.array([source.startswith("scam") for source, _ in rows], dtype=np.float32)
    return ridge.Table(x, terms, [], y, np.array([source for source, _ in rows]))


def ratios(names: dict[str, list[str]], without: str = "") -> dict[str, float]:
    letters = pytest.importorskip("tools.names_letters", reason="needs what `make evaluate` installs", exc_type=ModuleNotFoundError)
    made = table(names)
    return {term.partition("|")[2]: nats for term, nats in letters.ratios(made, made.source != without).items()}


SCAMS, HONEST = ["walletfix"] * 30, ["bakery"] * 30


def test_a_spelling_of_scams_alone_accuses_and_one_of_honest_names_acquits() -> None:
    found = ratios({"scam one": SCAMS, "honest": HONEST})
    assert found["^wa"] > 0 > found["^ba"]


def test_what_both_sides_spell_alike_says_little() -> None:
    found = ratios({"scam one": [*SCAMS, *["walnut"] * 25], "honest": [*HONEST, *["walrus"] * 25]})
    assert abs(found["wal"]) < 0.5 < found["let"]


def test_a_source_that_is_left_out_says_nothing() -> None:
    names = {"scam one": SCAMS, "scam two": ["airdrop"] * 30, "honest": HONEST}
    assert "^ai" in ratios(names)
    assert "^ai" not in ratios(names, without="scam two")


def test_a_large_source_does_not_drown_a_small_one() -> None:
    found = ratios({"scam large": ["walletfix"] * 3000, "scam small": ["bakerx"] * 60, "honest": HONEST})
    assert found["erx"] > 0
