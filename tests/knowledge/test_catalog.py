"""The knowledge is strict: what is misspelt, out of bounds or says nothing is refused, with file and line."""

import pytest

from scamtriage.knowledge import lint
from scamtriage.knowledge.judgement import describe
from scamtriage.knowledge.judgement.catalog import load_catalog, parse_catalog
from scamtriage.knowledge.loading import BadTable, read_text
from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.score.model import parse_model, shipped

SIGNALS, SCORING = read_text("signals.toml"), read_text("scoring.toml")


def test_the_shipped_pack_has_no_complaint() -> None:
    assert list(lint.complaints()) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[content-withdraw-fee]", "[content-withdraw-fee]\nthreshhold = 3", "content-withdraw-fee.threshhold"),
        ("[content-withdraw-fee]", '[content-withdraw-fee]\nneeds_too = ["page"]', "content-withdraw-fee.needs_too"),
        ('family = "contact"', 'family = "contacts"', "has no cap"),
        ('group = "call-core"', 'group = "call"', "has no cap"),
        ('needs = ["registration"]', 'needs = ["rdap"]', "needs.0: must be one of"),
        ('scam_types = ["gov-police"]', 'scam_types = ["goverment"]', "scam_types.0: must be one of tech-support, "),
        ('unless = ["content-benign-context"]', 'unless = ["content-benign"]', "unknown signal"),
        ('uncertainty = "E"', 'uncertainty = "X"', "uncertainty"),
    ],
)
def test_a_wrong_row_is_refused_with_file_line_and_key(old: str, new: str, says: str) -> None:
    assert old in SIGNALS
    with pytest.raises(BadTable, match=r"signals\.toml: line \d+: ") as refused:
        parse_catalog(SIGNALS.replace(old, new, 1), SCORING)
    assert says in str(refused.value)


def test_the_line_of_a_complaint_is_the_line_of_the_key() -> None:
    text = SIGNALS.replace("[content-withdraw-fee]", "[content-withdraw-fee]\nthreshhold = 3", 1)
    with pytest.raises(BadTable) as refused:
        parse_catalog(text, SCORING)
    line = int(str(refused.value).split("line ")[1].split(":")[0])
    assert text.splitlines()[line - 1] == "threshhold = 3"


@pytest.mark.parametrize("term", ["the", "และ", "的", "a"])
def test_a_term_that_stands_on_every_page_is_refused(term: str) -> None:
    assert lint.too_common(term)


@pytest.mark.parametrize("term", ["withdraw", "ถอนเงิน", "提现", "rút tiền", "출금"])
def test_a_telling_term_is_not(term: str) -> None:
    assert lint.too_common(term) == ""


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_signal_is_said_in_each_language(language: str) -> None:
    assert speech(language).reasons.keys() == parse_catalog(SIGNALS, SCORING).rows.keys()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "model.json"),
        ('{"slope": 0.7}', "prior"),
        ('{"slope": 0.7, "prior": 0.1, "colour": "red"}', "colour"),
        ('{"slope": 0.7, "prior": 0.1, "weights": {"no-such": 1.0}}', "no-such"),
        ('{"slope": 9.0, "prior": 0.1}', "slope"),
    ],
)
def test_a_wrong_model_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadTable, match=says):
        parse_model(parse_catalog(SIGNALS, SCORING), "model.json", text)


def test_the_shipped_model_is_the_catalogue_itself() -> None:
    catalog = parse_catalog(SIGNALS, SCORING)
    assert shipped(catalog).slope == catalog.scoring.shrinkage


def test_what_was_fitted_is_not_said_to_come_from_literature() -> None:
    for row in load_catalog().rows.values():
        if row.weight == "measured":
            assert describe.basis(row).startswith(describe.CODES["M"]) or not row.weight_source.startswith("fitted"), row.id
    for whole in ("page-wording", "page-ways"):
        assert "this project's own labelled pages" in describe.basis(load_catalog().rows[whole])
