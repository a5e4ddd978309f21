"""The quick reader of evidence gives what the careful one gives, or leaves the line to it."""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from scamtriage.records import codec, facts, quick
from scamtriage.records.evidence import Dossier

ROOT = Path(__file__).parents[2]
LINES = [
    line
    for path in (ROOT / "examples" / "evidence.jsonl", *sorted((ROOT / "tests" / "golden").glob("*/evidence.jsonl")))
    for line in path.read_bytes().splitlines()
]


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A recorded line with a page, after a change of its JSON."""
    whole = next(line for line in map(orjson.loads, LINES) if line["evidence"].get("page", {}).get("facts"))
    change(whole)
    return orjson.dumps(whole)


@pytest.mark.parametrize("line", LINES)
def test_both_readers_agree(line: bytes) -> None:
    read = quick.record(Dossier).one(orjson.loads(line))
    assert read == codec._from_any_line(line, 1)
    assert codec.to_line(read) == line


@pytest.mark.parametrize("line", LINES)
def test_the_digest_of_the_line_is_that_of_its_records(line: bytes) -> None:
    ((read, digest),) = codec.load_digested([line])
    assert digest == codec.digest(read) == codec.digest(codec._from_any_line(line, 1)) == codec.to_line_and_digest(read)[1]


LEFT = {
    "keys in another order": lambda one: one.update(schema=one.pop("schema")),
    "a key that may be missing": lambda one: one.pop("flags"),
    "a whole number for a fraction": lambda one: one["evidence"]["page"].update(elapsed_s=1),
    "a time with an offset": lambda one: one["evidence"]["page"].update(observed_at="2026-01-02T03:04:05+00:00"),
    "a time with a fraction of nothing": lambda one: one["evidence"]["page"].update(observed_at="2026-01-02T03:04:05.000000Z"),
    "links whose keys stand otherwise": lambda one: one["evidence"]["page"]["facts"].update(
        links=[{"host": "a.test", "url": "https://a.test/", "text": "a"}] * 9
    ),
}


@pytest.mark.parametrize("change", LEFT.values(), ids=list(LEFT))
def test_another_spelling_is_left_to_the_careful_reader(change: Callable[[dict[str, Any]], object]) -> None:
    line = changed(change)
    with pytest.raises(quick.NotExact):
        quick.record(Dossier).one(orjson.loads(line))
    read = codec.from_line(line)
    assert [found for found, _ in codec.load_digested([line])] == [read]
    assert [digest for _, digest in codec.load_digested([line])] == [codec.digest(read)]


WRONG = {
    "an unknown key": lambda one: one.update(surprise=1),
    "an unknown key far below": lambda one: one["evidence"]["page"]["facts"].update(surprise=1),
    "a number for a text": lambda one: one["evidence"]["page"]["facts"].update(title=1),
    "an outcome that is none": lambda one: one["evidence"]["page"].update(outcome="perhaps"),
    "a day that is none": lambda one: one["evidence"]["page"].update(observed_at="2026-02-30T00:00:00Z"),
    "a time without its zone": lambda one: one["evidence"]["registration"]["facts"].update(created="2024-01-01"),
    "a record that is a list": lambda one: one["evidence"].update(page=[]),
    "one link without its text": lambda one: one["evidence"]["page"]["facts"].update(
        links=[*[{"url": "u", "host": "h", "text": "t"}] * 9, {"url": "u", "host": "h", "text": None}]
    ),
    "two numbers where three stand": lambda one: one["evidence"]["page"]["facts"].update(products=[[1.0, 2.0, 3.0]]),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_refused_with_its_place(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(codec.BadRecord, match="line 7: "):
        codec.from_line(changed(change), 7)


def test_a_line_without_evidence_has_the_digest_of_nothing() -> None:
    line = changed(lambda one: one.update(evidence={}))
    assert [digest for _, digest in codec.load_digested([line])] == [codec.NO_DIGEST]


def test_every_fact_has_a_builder() -> None:
    kinds = [kind for kind in vars(facts).values() if dataclasses.is_dataclass(kind)]
    assert len(kinds) > 20
    assert all(quick.record(kind).names for kind in kinds if isinstance(kind, type))


@pytest.mark.parametrize("other", ["scamtriage.evidence/2", "foo/9", "scamtriage.assessment/1", "", 1, None])
def test_evidence_of_another_schema_is_refused(other: object) -> None:
    """Whatever else stands there: its fields may mean something else."""
    with pytest.raises(codec.BadRecord, match=re.escape(str(other or "schema")) if other != 1 else "schema"):
        codec.from_line(changed(lambda one: one.update(schema=other)), 7)
    assert codec.json_schema()["properties"]["schema"]["const"] == "scamtriage.evidence/1"


def test_evidence_without_a_schema_is_refused() -> None:
    with pytest.raises(codec.BadRecord, match="line 7: schema is missing; wanted is evidence"):
        codec.from_line(changed(lambda one: one.pop("schema")), 7)
