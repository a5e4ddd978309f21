"""The knowledge pack is whole, and each kind of mistake in it is named with file and line."""

import dataclasses
import re

import pytest

from scamtriage.knowledge import lint
from scamtriage.knowledge.catalog import Catalog, load_catalog
from scamtriage.knowledge.describe import signals_markdown
from scamtriage.knowledge.loading import BadRule


def changed(catalog: Catalog, signal: str, **changes: object) -> Catalog:
    row = dataclasses.replace(catalog.rows[signal], **changes)  # type: ignore[arg-type]
    return dataclasses.replace(catalog, rows={**catalog.rows, signal: row})


@pytest.fixture
def catalog() -> Catalog:
    return load_catalog()


def weighed(catalog: Catalog) -> str:
    """A signal with one weight of its own and no levels."""
    return next(row.id for row in catalog.rows.values() if not row.levels and isinstance(row.weight, float) and row.weight > 0)


def test_nothing_is_wrong_with_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint.main() == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weight": 99.0}, "lies outside the cap"),
        ({"direction": "benign"}, "says benign, weighs"),
        ({"question": "no question"}, "must be a question"),
        ({"because": ""}, "must be a question, and because a sentence"),
        ({"weight_source": ""}, "weight_source: is missing"),
        ({"at_least": 2.0, "under": 1.0}, "must be above at_least"),
        ({"because": "it has {0} of them"}, "is no plain placeholder"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_line(catalog: Catalog, changes: dict[str, object], words: str) -> None:
    signal = weighed(catalog)
    found = [complaint for complaint in lint._rows(changed(catalog, signal, **changes)) if signal in complaint]
    assert any(words in complaint for complaint in found)
    assert all(re.match(r"signals\.toml: line \d+: ", complaint) for complaint in found)


@pytest.mark.parametrize(("term", "why"), [("a", "too short"), ("the", "ordinary words"), ("ที่", "ordinary words"), ("arrest warrant", "")])
def test_a_term_that_stands_on_every_page_is_refused(term: str, why: str) -> None:
    assert why in lint.too_common(term) and bool(lint.too_common(term)) is bool(why)


def instead(monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    """One file of the pack reads as `text`."""
    read = lint.read_text
    monkeypatch.setattr(lint, "read_text", lambda file: text if file == name else read(file))


def test_words_that_stand_twice_or_everywhere_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "words/en.toml", 'police = ["warrant", "warrant"]\nbank = ["the"]\n')
    assert list(lint._words()) == [
        "words/en.toml: line 1: police: 'warrant' stands twice",
        "words/en.toml: line 2: bank: 'the' stands in ordinary words: the",
    ]


def test_a_translation_of_no_signal_or_with_a_strange_placeholder_is_named(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    signal = next(row.id for row in catalog.rows.values() if "{" not in row.because)
    instead(monkeypatch, "sentences/th.toml", f'"no-such-signal" = "x"\n"{signal}" = "{{nothing}}"\n')
    found = list(lint._sentences(catalog))
    assert any("no such signal" in c for c in found) and any("nothing does not stand in the English sentence" in c for c in found)


def test_a_pack_that_does_not_load_is_one_complaint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> Catalog:
        raise BadRule("signals.toml: line 7: x: must be y")

    monkeypatch.setattr(lint, "load_catalog", broken)
    assert lint.main() == 1
    assert capsys.readouterr().err == "signals.toml: line 7: x: must be y\n"


def test_the_document_of_signals_holds_every_row_with_its_weight(catalog: Catalog) -> None:
    text = signals_markdown(catalog)
    rows = {line.split("`")[1]: line for line in text.splitlines() if line.startswith("| `")}
    assert rows.keys() == catalog.rows.keys()
    assert {len(re.split(r"(?<!\\)\|", line)) for line in rows.values()} == {10}, "a cell breaks the table"
    for row in catalog.rows.values():
        if isinstance(row.weight, float) and row.weight and not row.levels:
            assert f"{row.weight:+g}" in rows[row.id]
