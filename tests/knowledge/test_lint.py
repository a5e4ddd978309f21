"""The knowledge pack is whole, and each kind of mistake in it is named with file and line."""

import dataclasses
import re

import pytest
from msgspec.structs import replace

from scamtriage.knowledge import lint, lint_values, small_tables
from scamtriage.knowledge.judgement.catalog import Catalog, load_catalog, parse_catalog
from scamtriage.knowledge.judgement.describe import signals_markdown
from scamtriage.knowledge.loading import BadTable, read_text


def changed(catalog: Catalog, signal: str, **changes: object) -> Catalog:
    row = replace(catalog.rows[signal], **changes)
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


def test_a_sentence_that_stands_twice_is_a_complaint_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "sentences/th.toml", 'a = "x"\na = "y"\n')
    assert any(c.startswith("sentences/th.toml") for c in lint.complaints())


def test_a_pack_that_does_not_load_is_one_complaint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> Catalog:
        raise BadTable("signals.toml: line 7: x: must be y")

    monkeypatch.setattr(lint, "load_catalog", broken)
    assert lint.main() == 1
    assert capsys.readouterr().err == "signals.toml: line 7: x: must be y\n"


def test_the_document_of_signals_holds_every_row_with_its_weight(catalog: Catalog) -> None:
    text = signals_markdown(catalog)
    rows = {line.split("`")[1]: line for line in text.splitlines() if line.startswith("| `")}
    assert rows.keys() == catalog.rows.keys()
    assert {len(re.split(r"(?<!\\)\|", line)) for line in rows.values()} == {11}, "a cell breaks the table"
    for row in catalog.rows.values():
        if isinstance(row.weight, float) and row.weight and not row.levels:
            assert f"{row.weight:+g}" in rows[row.id]


def complained(monkeypatch: pytest.MonkeyPatch, name: str, changes: dict[str, str]) -> str:
    """What the lint of values says of one file with these changes."""
    texts = {file: read_text(file) for file in ("signals.toml", "scoring.toml", name)}
    for old, new in changes.items():
        assert old in texts[name], old
        texts[name] = texts[name].replace(old, new, 1)
    monkeypatch.setattr(lint_values, "read_text", lambda file: texts[file] if file == name else read_text(file))
    catalog = parse_catalog(texts["signals.toml"], texts["scoring.toml"])
    found = [
        *lint_values.scoring(catalog, texts["scoring.toml"]),
        *lint_values.signals(catalog, texts["signals.toml"]),
        *(lint_values.tables(catalog) if name not in ("signals.toml", "scoring.toml") else ()),
    ]
    assert all(re.match(rf"{re.escape(name)}: line \d+: ", complaint) for complaint in found)
    return "\n".join(found)


def test_rules_of_the_sum_that_cannot_be_meant_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {
        "shrinkage = 0.7": "shrinkage = -0.7",
        "prior = 0.10": "prior = 1.0",
        "official_stop = 2.5": "official_stop = 0.0",
        "at_least = 5.67": "at_least = 1.0",
        "coverage = 0.60": "coverage = 2.0",
        "ask = [0.0, 4.2]": "ask = [0.5, 4.2]",
    }
    said = complained(monkeypatch, "scoring.toml", changes)
    for words in (
        *("shrinkage: -0.7 must be above 0", "prior: 1 must be between", "official_stop: 0 must be above 0", "must fall from the highest"),
        *("coverage is a share", "group_caps.ask: the least must be at most 0"),
    ):
        assert words in said


def test_rows_whose_steps_or_names_cannot_be_meant_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {
        "under = 1.5, weight = 0.3 }": "under = 1.2, weight = 0.3 }",
        "clip = [0.0, 3.2]": "clip = [3.2, 0.0]",
        "clip = [-0.5, 1.6]": "clip = [-0.5, 9.0]",
        'states = ["official"]': 'states = ["offical"]',
    }
    said = complained(monkeypatch, "signals.toml", changes)
    for words in ("levels: each must begin", "strong.clip: must hold 0", "medium.clip: must hold 0", "'offical' is no state"):
        assert words in said
    (lost,) = lint_values.signals(changed(load_catalog(), "http-redirect-cross", needs=()), read_text("signals.toml"))
    assert "http-redirect-cross.needs: only what the name alone answers needs nothing" in lost


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("suffixes.csv", "\ngov,restricted", "\ncom,restricted", "suffix: com is open to anybody, as "),
        ("suffixes.csv", "\ngov,restricted", "\nmicrosoft,restricted", "is open to anybody, as "),
        ("suffixes.csv", "\ngov,restricted", "\nexample.com,restricted", "suffix: example.com is no public suffix"),
        ("parking.csv", "ns,above.com", "ns,com", "value: com is a public suffix"),
        ("confusables.csv", "0131,i", "0061,i", "code: 0061 is a letter of ASCII"),
        ("report_to.csv", "tel. 1441", "tel. abc", "channel: 'tel. abc' is no number to call"),
        ("tables.toml", '"3765" = 1.2', '"3765" = 5.2', "registrars.ids: 3765: 5.2 lies outside of 0 to 1.2"),
        ("tables.toml", '"namesilo" = 0.8', '"NameSilo" = 0.8', "registrars.names: 'NameSilo' must be in small letters"),
        ("tables.toml", '"mailinator.com"', '"gmail.com"', "disposable.domains: gmail.com is freemail, too"),
    ],
)
def test_values_of_tables_that_cannot_be_meant_are_named(monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str, says: str) -> None:
    assert says in complained(monkeypatch, name, {old: new})


def test_a_table_that_never_expires_must_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    known = small_tables.load()
    aged = {name: replace(age, expires=age.expires.replace(year=2126)) for name, age in known.items() if age.expires}
    monkeypatch.setattr(small_tables, "load", lambda: aged)
    assert len([why for why in lint_values.tables(load_catalog()) if "would weigh until 2126" in why]) == len(aged)
