"""Every input that was kept still meets the law of its door; no machine for finding new ones is needed."""

import pytest

from tests.fuzz import corpus
from tests.fuzz.mutating import mutated
from tests.fuzz.targets import TARGETS

FOUND = [pytest.param(name, data, id=f"{name}: {words}") for name in TARGETS for words, data in corpus.found(name)]


@pytest.mark.parametrize("name", TARGETS)
def test_the_law_holds_for_all_inputs_that_were_kept(name: str) -> None:
    inputs = corpus.kept(name)
    assert len(inputs) >= 5, "a law that nothing reaches holds always"
    for data in inputs:
        corpus.check(name, data)


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_once_broke_a_law_breaks_it_no_more(name: str, data: bytes) -> None:
    corpus.check(name, data)


@pytest.mark.parametrize("name", TARGETS)
def test_the_law_holds_near_the_inputs_that_were_kept(name: str) -> None:
    inputs = corpus.kept(name)
    for seed in range(60):
        corpus.check(name, mutated(inputs[seed % len(inputs)], seed, inputs))
