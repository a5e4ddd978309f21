"""The knowledge is strict: what is misspelt, out of bounds or says nothing is refused, with file and line."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from scamtriage.knowledge import lint
from scamtriage.knowledge.judgement import describe
from scamtriage.knowledge.judgement.catalog import load_catalog, parse_catalog
from scamtriage.knowledge.judgement.scoring_rules import Scoring, references
from scamtriage.knowledge.loading import BadTable, Path, line_of, read_text
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


def first_of_each_rule() -> Iterator[Any]:
    """The first name that each rule of the sum holds, and the first key of each."""
    seen = set()
    for path, name, what in references(load_catalog().scoring):
        rule = (*(step for step in path if isinstance(step, str) and step != name), path[-1] == name)
        if rule not in seen:
            seen.add(rule)
            yield pytest.param(path, name, what.kinds[0], id=".".join(map(str, path)))


@pytest.mark.parametrize(("path", "name", "kind"), list(first_of_each_rule()))
def test_a_rule_of_the_sum_that_names_nothing_is_refused(path: Path, name: str, kind: str) -> None:
    lines = SCORING.splitlines(keepends=True)
    at = line_of(SCORING, path) - 1
    renamed, times = re.subn(rf"(?<![\w-]){name}(?![\w-])", f"{name}-renamed", "".join(lines[at:]), count=1)
    assert times
    with pytest.raises(BadTable, match=rf"scoring\.toml: line {at + 1}: .*'{name}-renamed' is no {kind}"):
        parse_catalog(SIGNALS, "".join(lines[:at]) + renamed)


def test_each_rule_that_switches_on_a_signal_is_among_them() -> None:
    named = {".".join(map(str, path)) for path, _, _ in references(load_catalog().scoring)}
    assert named >= {"conviction.recounted", "conviction.held_parts", "conviction.settled", "conviction.held.0", "conviction.loud.beside"}
    assert named >= {"acquittal.unproven", "acquittal.newborn", "forbidden.0", "hints.name-spelling", "types.beside.0", "shares.content"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('ceiling = "suspicious"', 'ceiling = "suspicius"', "conviction.ceiling: must be one of near-certain, "),
        ('verdict = "suspicious"', 'verdict = "suspicius"', "verdicts.2.verdict: must be one of near-certain, "),
        ('wallet-drainer = "high"', 'wallet-drainr = "high"', "must be one of tech-support, "),
        ('wallet-drainer = "high"', 'wallet-drainer = "hgh"', "urgency.wallet-drainer: must be one of immediate, "),
        ('urgency_unnamed = "normal"', 'urgency_unnamed = "norml"', "urgency_unnamed: must be one of immediate, "),
    ],
)
def test_a_word_of_a_closed_list_is_one_of_it(old: str, new: str, says: str) -> None:
    assert old in SCORING
    with pytest.raises(BadTable, match=r"scoring\.toml: line \d+: ") as refused:
        parse_catalog(SIGNALS, SCORING.replace(old, new, 1))
    assert says in str(refused.value)


def free_texts(hint: Any, path: str = "") -> Iterator[str]:
    """The places of a type that hold a text of which the type says nothing."""
    if hint is str:
        yield path
    elif isinstance(hint, type) and issubclass(hint, Struct):
        for name, kind in get_type_hints(hint, include_extras=True).items():
            yield from free_texts(kind, f"{path}.{name}")
    elif get_origin(hint) is not Annotated:
        for part in get_args(hint):
            yield from free_texts(part, path)


def test_a_text_of_the_rules_names_something_that_is_looked_up() -> None:
    """Else a rule whose signal was renamed would be off, and nothing would say so."""
    assert set(free_texts(Scoring)) == {".version", ".group_caps", ".family_caps", ".uncertainty"}


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
