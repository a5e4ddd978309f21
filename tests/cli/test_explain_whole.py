"""Nothing is left unexplained: keys, columns, kinds, in the table and in JSON, in every language."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.mark.parametrize("words", [("held", "back"), ("held-back",), ("held back", "--format", "table")])
def test_several_words_are_one_question(words: tuple[str, ...]) -> None:
    assert run("explain", *words).stdout.startswith("word   held_back")


def test_json_is_asked_for_as_everywhere_and_as_before() -> None:
    new, old = run("explain", "nats", "--format", "json").stdout, run("explain", "nats", "--json").stdout
    assert json.loads(new)["id"] == "nats" and new == old


def _keys(schema: object) -> set[str]:
    """The keys of all objects that a JSON Schema describes."""
    if isinstance(schema, list):
        return {key for part in schema for key in _keys(part)}
    if not isinstance(schema, dict):
        return set()
    return {key for what, part in schema.items() for key in (_keys(part) | (set(part) if what == "properties" else set()))}


def _unexplained(words: set[str]) -> list[str]:
    from scamtriage.cli.explained.dictionary import dictionary, known_as
    from scamtriage.knowledge.judgement.catalog import load_catalog

    catalog = load_catalog()
    return sorted(word for word in words if not known_as(word, catalog, dictionary(catalog)))


def test_every_key_of_the_json_and_every_column_of_the_csv_is_explained() -> None:
    from scamtriage.render.csv import COLUMNS
    from scamtriage.render.row import json_schema
    from scamtriage.render.table import HEADINGS

    assert _unexplained(_keys(json_schema())) == []
    assert _unexplained({*COLUMNS, "made_text"}) == []
    assert _unexplained({word for heading in HEADINGS for word in heading.split(", ") if word}) == []
    assert _unexplained({"fictitious", "not asked", "in part", "by-record", "by-lexicon", "official-hotline", "not stated"}) == []


@pytest.mark.parametrize("language", ["th", "ms", "id", "vi", "zh"])
def test_every_verdict_and_kind_of_scam_is_explained_in_every_language(language: str) -> None:
    from scamtriage.knowledge.speech import speech

    tables = speech(language).tables
    for kind in ("verdict", "type", "state", "flag"):
        assert _unexplained({said for said in tables[kind].values() if "{" not in said}) == []
    for verdict, said in tables["verdict"].items():
        assert verdict in run("explain", said).stdout


def test_several_words_are_explained_one_after_the_other_and_a_name_of_two_is_one() -> None:
    said = run("explain", "needs-human", "official").stdout
    assert "a person must look" in said and "never called a scam" in said
    assert run("explain", "held", "back").stdout == run("explain", "held-back").stdout
    assert run("explain", "needs-human", "oficial").returncode == 2


def test_several_words_are_one_json_document() -> None:
    told = json.loads(run("explain", "host", "name-token-strong", "likely-scam", "--format", "json").stdout)
    assert [mark["id"] for mark in told] == ["host", "host", "name-token-strong", "likely-scam"]


@pytest.mark.parametrize("language", ["th", "ms", "id", "vi", "zh"])
def test_what_a_word_of_a_report_means_is_said_in_the_language(language: str) -> None:
    from scamtriage.knowledge import glossary, glossary_pages
    from scamtriage.knowledge.speech import speech

    tables = (
        glossary.KINDS, glossary.FAMILIES, glossary.MODES, glossary.STATUSES, glossary.OUTCOMES, glossary.TERMS, glossary.CONTACTS,
        glossary.DETAILS, glossary.ASKS, glossary.DESKS, glossary.URGENCIES, glossary.CERTAINTIES, glossary.OF_A_CONTACT, glossary.FLAGS,
        glossary.STATES, glossary.OF_A_PAGE, glossary_pages.BARRIERS, glossary_pages.PLACES, glossary_pages.VISITORS,
        glossary_pages.VETTING, glossary_pages.DEVICES,
    )  # fmt: skip
    meant = {sentence for table in tables for sentence in table.values()} | {glossary.SHOWN}
    assert meant <= speech(language).tables["meaning"].keys() and speech(language).tables["meaning"].keys() <= meant
    said = run("explain", "near-certain", "coverage", "one-signal", "--lang", language).stdout
    assert (
        speech(language).word("verdict", "near-certain") in said
        and speech(language).word("evidence", "the verdict hangs on one signal") in said
    )
    assert not re.search(r"\b(means|evidence|obtained|verdict|nats or more)\b", said)


def test_a_signal_shows_the_sentence_of_the_report_and_the_settings_name_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scamtriage.knowledge.speech import speech

    thai = speech("th")
    assert thai.reasons["dns-no-mx-authority"] in " ".join(run("explain", "dns-no-mx-authority", "--lang", "th").stdout.split())
    (tmp_path / "scamtriage").mkdir()
    (tmp_path / "scamtriage" / "config.toml").write_text('language = "th"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert thai.word("type", "romance") in run("explain", "romance").stdout
    assert "romance: " not in run("explain", "romance", "--lang", "en").stdout


@pytest.mark.parametrize("language", ["th", "ms", "id", "vi", "zh"])
def test_a_signal_is_explained_in_the_language_but_for_what_it_measures_and_its_sources(language: str) -> None:
    from scamtriage.knowledge.judgement.catalog import load_catalog
    from scamtriage.knowledge.speech import speech

    rows, spoken = load_catalog().rows.values(), speech(language)
    assert spoken.tables["question"].keys() == {row.question for row in rows}
    assert spoken.tables["mistaken"].keys() == {row.false_positives for row in rows} - {""}
    listed = " ".join(run("explain", "--lang", language).stdout.split())
    assert [row.id for row in rows if row.question in listed] == []
    told = dict(_fields(run("explain", "page-wording", "combo-call-script", "content-brand-copy", "--lang", language).stdout))
    english = re.compile(r"\b(nats|times|when|counted|share|group|family|unless|fires|silent|below|from|and|or|of|acquit|expert)\b")
    for term in (
        "asks",
        "present when",
        "weight",
        "together",
        "needs",
        "ends the weight of",
        "acquits of less",
        "may be wrong about",
        "scenes",
    ):
        assert not english.search(re.sub(r"[a-z]+-[a-z-]+", "", told[spoken.word("term", term)])), (term, told)


def _fields(table: str) -> list[tuple[str, str]]:
    """The (term, text) of a table of two columns, whose text may run over several lines."""
    found: list[tuple[str, str]] = []
    for line in table.splitlines():
        term, _, text = line.partition("  ")
        if term:
            found.append((term, text.strip()))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
    return found


def test_keys_are_named_as_they_are_written() -> None:
    from scamtriage.render.csv import COLUMNS
    from scamtriage.render.row import json_schema

    keys = {*_keys(json_schema()), *COLUMNS, "made_text"}
    told = json.loads(run("explain", "--format", "json").stdout)
    assert {key.replace("_", "-") for key in keys if "_" in key} & {one["id"] for one in told} == set()
    for key in ("log_odds", "held_by", "rests_on", "evidence_digest", "more_columns", "made_text"):
        assert key in {one["id"] for one in told}
        for asked in (key, key.replace("_", "-"), key.replace("_", " ")):
            said = run("explain", asked).stdout
            assert key in said and key.replace("_", "-") not in said
            assert json.loads(run("explain", asked, "--format", "json").stdout)["id"] == key


@pytest.mark.parametrize("language", ["en", "th", "zh"])
def test_json_lists_all_that_the_table_does_in_the_language_asked_for(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from scamtriage.knowledge.judgement.catalog import load_catalog
    from scamtriage.knowledge.speech import speech

    monkeypatch.setenv("COLUMNS", "4000")
    told, rows, spoken = json.loads(run("explain", "--format", "json", "--lang", language).stdout), load_catalog().rows, speech(language)
    listed = [line.split("  ")[0] for line in run("explain", "--lang", language).stdout.splitlines()]
    assert [one["id"] for one in told] == listed and len(told) > len(rows) + 250
    for one in told[: len(rows)]:
        row = rows[one["id"]]
        assert one["question"] == spoken.word("question", row.question)
        assert one["because"] == spoken.reasons.get(row.id, row.because)
    assert all(one["meaning"] for one in told[len(rows) :])
    [alone] = [json.loads(run("explain", "page-wording", "--format", "json", "--lang", language).stdout)]
    assert alone in told
