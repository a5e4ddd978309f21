"""Rows belong to the caller, who may do with them what he likes; and what a caller may give, of whatever class it is."""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import get_type_hints

import pytest
from jsonschema import Draft202012Validator

import scamtriage
from scamtriage import pipeline
from scamtriage.assess import Judge, Rules
from scamtriage.config import Config
from scamtriage.lab.internet import Lab
from scamtriage.lab.scene import load_scenes
from scamtriage.lab_worker import environment
from scamtriage.pipeline import number_lines, triage
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Mode
from scamtriage.render import row as rows_of
from tests.cli.running import run
from tests.running import lab_config
from tests.samples import EVIDENCE

OFFLINE = Config(mode=Mode.OFFLINE)


class Cell(str):
    """Text as arrays and parsers of pages give it."""

    def __str__(self) -> str:
        return "other"


async def test_who_empties_a_row_changes_no_later_one_and_no_evidence(lab: Lab, tmp_path: Path) -> None:
    """Later lines of the same host were judged by what was left: a near-certain scam became undetermined, in the file too."""
    target, path = load_scenes()["dsi-case"].target, tmp_path / "case.jsonl"
    found = []
    async for row in triage(
        number_lines([target, "n1.com", target]), lab_config(lab), Rules.load(), evidence=path, environment=environment(lab.router)
    ):
        assert isinstance(row, Assessment)
        found.append((row.line, row.verdict, len(row.evidence)))
        row.evidence.clear()
    first, _, again = sorted(found)
    assert first[1:] == again[1:] and first[2] > 3
    kept = {one.line: len(one.evidence) for one in map(codec.from_line, path.read_bytes().splitlines())}
    assert kept[1] == kept[3] == first[2]


async def test_text_of_another_class_is_judged_and_written_as_the_text_it_is(tmp_path: Path) -> None:
    rows = [row async for row in scamtriage.scan([Cell("a.com"), "b.com"], OFFLINE, evidence=tmp_path / "case.jsonl")]
    assert [json.loads(scamtriage.to_json(row))["input"] for row in rows] == ["a.com", "b.com"]
    assert len((tmp_path / "case.jsonl").read_bytes().splitlines()) == 2


@pytest.mark.skipif(sys.version_info < (3, 12), reason="loops run new tasks at once from Python 3.12 on")
def test_a_loop_may_run_new_tasks_at_once() -> None:
    async def rows() -> int:
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)  # type: ignore[attr-defined]
        asked = Config(mode=Mode.PASSIVE, resolvers=("127.0.0.1:9",), deadline_s=2.0, timeout_s=1.0, cache=False)
        return len([row async for row in scamtriage.scan(["example.com"], asked)])

    assert asyncio.run(rows()) == 1


async def test_a_scan_gives_one_row_a_target_whatever_the_settings_say_of_names_found(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    async def nothing(lines: object, config: Config, *_: object, **__: object) -> AsyncGenerator[Assessment, None]:
        asked.append(config.follow)
        return
        yield

    monkeypatch.setattr(pipeline, "triage", nothing)
    assert [row async for row in scamtriage.scan(["a.com"], Config(mode=Mode.OFFLINE, follow=2))] == [] and asked == [0]


def test_one_moment_is_the_same_in_every_zone() -> None:
    """At night in Bangkok tables were a day older than in London, and the row had the zone of whoever asked."""
    here = datetime(2027, 2, 27, 20, tzinfo=UTC)
    there = here.astimezone(timezone(timedelta(hours=7)))
    at_home, abroad = ([*map(scamtriage.to_json, scamtriage.score_evidence(EVIDENCE, now=moment))] for moment in (here, there))
    assert at_home == abroad
    assert json.loads(abroad[0])["tool"]["now"] == "2027-02-27T20:00:00Z"


@pytest.mark.parametrize("now", [date(2026, 11, 29), "2026-11-29", 0])
def test_what_is_no_moment_is_refused_with_a_sentence(now: object) -> None:
    with pytest.raises(TypeError, match="expected a datetime, and was given"):
        scamtriage.score_evidence(EVIDENCE, now=now)  # type: ignore[arg-type]


def test_rows_of_the_smallest_prior_keep_to_their_schema() -> None:
    judge, schema = Judge.of(Rules.load(), prior=1e-12), Draft202012Validator(rows_of.json_schema())
    kinds = []
    for line in EVIDENCE.read_bytes().splitlines():
        row = json.loads(scamtriage.to_json(judge(codec.from_line(line))))
        assert [*schema.iter_errors(row)] == []
        kinds += [kind["probability"] for kind in row["scam_types"]]
    assert 0 < min(kinds) < 1e-6


def test_where_there_is_no_page_there_are_no_contacts_in_any_format() -> None:
    """The document said that they were unknown, and the table that there are none."""
    [absent] = [line for line in EVIDENCE.read_bytes().splitlines() if b'"page":{"collector":"page","outcome":"absent"' in line][:1]
    row = Judge.of(Rules.load())(codec.from_line(absent))
    assert json.loads(scamtriage.to_json(row))["facts"]["contacts"] == []


@pytest.mark.parametrize("function", [scamtriage.scan, scamtriage.score_evidence, scamtriage.triage])
def test_tools_that_read_types_find_those_of_the_library(function: Callable[..., object]) -> None:
    """Frameworks that fill in arguments look them up; the names stood where only a checker of types reads."""
    assert get_type_hints(function)["config"] == Config | None


@pytest.mark.parametrize("which", ["assessment", "evidence", "relations"])
def test_every_schema_names_its_dialect(which: str) -> None:
    schema = json.loads(run("schema", which).stdout)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
