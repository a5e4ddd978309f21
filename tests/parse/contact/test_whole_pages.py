"""Contacts of whole pages, markup and all: what an analyst would write down, and nothing else."""

from functools import cache

import pytest

from tests.parse.contact.corpus import HERE, Score, measure, pages

SETS = tuple(f"fresh_{number:02}" for number in range(1, 31))
LANGUAGES = {"th", "vi", "ms", "id", "fil", "km", "my", "lo", "zh", "ja", "ko", "en", "hi"}
OTHERWISE = {**dict.fromkeys(("fresh_21", "fresh_22"), LANGUAGES - {"lo"} | {"pt"}), "fresh_28": LANGUAGES - {"hi"}}
"""Sets whose authors chose other languages: Portuguese instead of Lao, both spellings of Chinese and no Hindi."""


def test_every_file_of_whole_pages_is_measured() -> None:
    assert sorted(path.stem for path in HERE.glob("fresh_*.toml")) == list(SETS)


@cache
def scores(name: str) -> dict[str, Score]:
    """The pages of a set are read once, whatever is asked of them."""
    return measure(pages(name))


@pytest.mark.parametrize("kind", ["phone", "messenger", "email", "wallet", "remote-tool"])
@pytest.mark.parametrize("name", SETS)
def test_precision_and_recall_hold_for_each_kind(name: str, kind: str) -> None:
    score = scores(name)[kind]
    if score.right + score.false >= 20:
        assert score.precision >= 0.95
    else:
        assert score.false <= 1  # one in fewer than twenty says nothing of a twentieth
    assert score.recall >= 0.90


def test_short_and_free_numbers_are_found_over_all_sets() -> None:
    found = [of["hotline"] for name in SETS if "hotline" in (of := scores(name))]
    score = Score(sum(one.right for one in found), sum(one.false for one in found), sum(one.missed for one in found))
    assert score.right >= 30
    assert score.precision >= 0.95
    assert score.recall >= 0.90


def test_accounts_of_banks_and_of_payment_schemes_are_found_over_all_sets() -> None:
    found = [of["bank-account"] for name in SETS if "bank-account" in (of := scores(name))]
    score = Score(sum(one.right for one in found), sum(one.false for one in found), sum(one.missed for one in found))
    assert score.right >= 300
    assert score.precision >= 0.99
    assert score.recall >= 0.95


@pytest.mark.parametrize("name", SETS)
def test_a_set_holds_every_language(name: str) -> None:
    assert {page["lang"] for page in pages(name)} == OTHERWISE.get(name, LANGUAGES)
