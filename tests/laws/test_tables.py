"""What is registered is what is there: every module of a room stands in its table, and nothing else does."""

import json
from pathlib import Path
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

import scamtriage.collect
import scamtriage.render
from scamtriage.cli.options import Format, Tongue
from scamtriage.collect import COLLECTORS, OPTIONAL
from scamtriage.knowledge.glossary import CONTACTS
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.pages.contact_table import LABEL_CLASSES
from scamtriage.knowledge.speech import LANGUAGES
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import OBSERVED_BY
from scamtriage.records.facts.contact import CONTACT_KINDS, MESSENGERS
from scamtriage.render.formats import RENDERERS
from scamtriage.render.json import to_json
from scamtriage.render.panel import ALWAYS_SHOWN
from scamtriage.render.table import TELLING_FAMILIES, TELLING_GROUPS
from scamtriage.signals.measures import MEASURES
from tests.samples import SEEN, assessment

SERVING = {
    "spec",
    "observe",
    "text",
    "contact_phrases",
    "phrases",
    "style",
    "row",
    "document",
    "formats",
    "facts",
    "navigation",
    "pictures",
    "read_response",
    "second_look",
    "further_pages",
    "fact_lines",
    "disclosure",
    "relations",
    "redaction",
    "report_text",
    "sections",
    "opening",
    "console",
    "line_breaks",
    "panel",
}
"""Modules that serve their room and are no row of its table."""


def modules(package: object) -> set[str]:
    folder = Path(package.__path__[0])  # type: ignore[attr-defined]
    return {path.stem for path in folder.glob("*.py")} - {"__init__"}


def test_every_module_that_serves_is_there() -> None:
    assert SERVING - modules(scamtriage.collect) - modules(scamtriage.render) == set()


def test_every_collector_is_in_the_table_and_the_reverse() -> None:
    assert modules(scamtriage.collect) - SERVING == set(COLLECTORS) | set(OPTIONAL)


def test_every_renderer_is_in_the_table_and_the_reverse() -> None:
    sources = {renderer.__module__.rpartition(".")[2] for renderer in RENDERERS.values()}
    assert modules(scamtriage.render) - SERVING == sources


def test_every_renderer_can_be_asked_for_and_the_reverse() -> None:
    assert get_args(Format) == tuple(RENDERERS)


def test_every_language_of_reports_can_be_asked_for_and_the_reverse() -> None:
    assert get_args(Tongue) == LANGUAGES


def test_every_kind_of_contact_is_explained_and_every_messenger_has_words_before_its_ids() -> None:
    """Else `explain` knows no word for what a report says, and only links of the messenger are found."""
    assert set(CONTACTS) == set(CONTACT_KINDS)
    assert set(MESSENGERS) - {"whatsapp-group"} <= LABEL_CLASSES


def test_every_signal_has_its_measure_and_the_reverse() -> None:
    assert set(MEASURES) == load_catalog().rows.keys()


def test_families_and_groups_that_renderers_name_are_those_of_the_catalogue() -> None:
    """Else a family that is called otherwise is never again the reason that a list shows, and nothing says so."""
    rows = load_catalog().rows.values()
    assert {row.family for row in rows} >= TELLING_FAMILIES
    assert {row.group for row in rows} >= {*TELLING_GROUPS, ALWAYS_SHOWN}


class OneField(Struct, frozen=True, kw_only=True):
    kind: str = "toy"
    value: str = "seen"


class NoField(Struct, frozen=True, kw_only=True):
    kind: str = "toy"


def test_facts_of_any_number_of_fields_stand_in_a_row() -> None:
    for facts, shown in ((OneField(), {"value": "seen"}), (NoField(), {})):
        evidence = Evidence(collector="toy", outcome=Outcome.OK, facts=facts, observed_at=SEEN)  # type: ignore[arg-type]
        row = json.loads(to_json(replace(assessment(), evidence={"toy": evidence})))["facts"]["toy"]
        assert {name: row[name] for name in row.keys() - {"outcome", "observed_at", "from_cache", "source"}} == shown


def test_evidence_is_keyed_by_the_collectors_there_are() -> None:
    assert set(OBSERVED_BY) == set(COLLECTORS) | set(OPTIONAL)
