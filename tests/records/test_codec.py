"""A line of evidence is read in every spelling, and refused with its place where it is wrong."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from msgspec import Struct
from msgspec.structs import replace

from scamtriage.records import codec, facts
from scamtriage.records.evidence import Cap, Dossier, Evidence
from scamtriage.records.target import BadTarget, Target
from tests.cost import least_cpu_s
from tests.samples import EVIDENCE

LINES = EVIDENCE.read_bytes().splitlines()


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A recorded line with a page, after a change of its JSON."""
    whole = next(line for line in map(orjson.loads, LINES) if line["evidence"].get("page", {}).get("facts"))
    change(whole)
    return orjson.dumps(whole)


@pytest.mark.parametrize("line", LINES)
def test_a_line_comes_back_to_the_byte(line: bytes) -> None:
    read = codec.from_line(line)
    assert codec.to_line(read) == line
    assert codec.from_any_line(line, 1) == read


@pytest.mark.parametrize("line", LINES)
def test_the_digest_of_the_line_is_that_of_its_records(line: bytes) -> None:
    """Of what stands between the braces of its evidence, as whoever has the file can see."""
    read, digest = codec.digested(1, line)
    stands = line.partition(b'"evidence":')[2].rpartition(b',"columns":')[0]
    assert digest == hashlib.sha256(stands).hexdigest() == codec.digest(read) == codec.digest(codec.from_any_line(line, 1))


@pytest.mark.parametrize("said", ['x,"evidence":{"a":1},"columns":{', '},"columns":{', ',"evidence":{', '\\","evidence":{'])
def test_keys_that_stand_in_texts_move_no_digest(said: str) -> None:
    dossier = codec.from_line(EVIDENCE.read_bytes().splitlines()[0])
    line = codec.to_line(replace(dossier, input=said, columns={said: said, "evidence": said, "columns": said}, flags=(said,)))
    assert codec._read(line, 1)[1] == line and codec.digested(1, line)[1] == codec.digest_of(line) == codec.digest(dossier)


def test_who_observed_may_be_unnamed_as_in_older_lines_and_is_no_part_of_the_digest() -> None:
    older = changed(lambda line: line.pop("observed_by", None))
    newer = codec.to_line(replace(codec.from_line(older), observed_by="scamtriage 9.9.9"))
    assert codec.to_line(codec.from_line(older)) == older and b"observed_by" not in older
    assert codec.from_line(newer).observed_by == "scamtriage 9.9.9" and codec.digest_of(newer) == codec.digest_of(older)


OTHERWISE = {
    "keys in another order": lambda one: one.update(schema=one.pop("schema")),
    "a key that may be missing": lambda one: one.pop("flags"),
    "a whole number for a fraction": lambda one: one["evidence"]["page"].update(elapsed_s=1),
    "a time with an offset": lambda one: one["evidence"]["page"].update(observed_at="2026-01-02T03:04:05+00:00"),
    "a time with a fraction of nothing": lambda one: one["evidence"]["page"].update(observed_at="2026-01-02T03:04:05.000000Z"),
    "links whose keys stand otherwise": lambda one: one["evidence"]["page"]["facts"].update(
        links=[{"host": "a.test", "url": "https://a.test/", "text": "a"}] * 9
    ),
}


@pytest.mark.parametrize("change", OTHERWISE.values(), ids=list(OTHERWISE))
def test_another_spelling_is_read_and_written_as_ours(change: Callable[[dict[str, Any]], object]) -> None:
    line = changed(change)
    read = codec.from_line(line)
    assert codec.to_line(read) != line and codec.from_line(codec.to_line(read)) == read
    stands = orjson.dumps(orjson.loads(line)["evidence"])
    assert codec.digested(1, line) == (read, hashlib.sha256(stands).hexdigest())


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
    "a number that is none": lambda one: one["evidence"]["page"].update(elapsed_s="nan"),
    "prices without a bound": lambda one: one["evidence"]["page"]["facts"].update(products=[["nan", "inf"]]),
    "a page left by a page that was left": lambda one: one["evidence"]["page"]["facts"].update(
        left=[{"kind": "page", "final_url": "u", "left": [{"kind": "page", "final_url": "u"}]}]
    ),
    "two numbers where three stand": lambda one: one["evidence"]["page"]["facts"].update(products=[[1.0, 2.0, 3.0]]),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_refused_with_its_place(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(codec.BadRecord, match="line 7: "):
        codec.from_line(changed(change), 7)


def test_a_line_without_evidence_has_the_digest_of_nothing() -> None:
    line = changed(lambda one: one.update(evidence={}))
    assert codec.digested(1, line)[1] == codec.digested(1, line.replace(b'"evidence":{}', b'"evidence": { }'))[1] == codec.NO_DIGEST
    assert codec.digested(1, changed(lambda one: one.pop("evidence")))[1] == codec.NO_DIGEST


def test_every_record_of_a_line_is_frozen_refuses_unknown_keys_and_bounds_its_numbers() -> None:
    here = (*vars(facts).values(), Cap, Evidence, Dossier, Target, BadTarget)
    assert all(kind.__struct_config__.frozen for kind in here if isinstance(kind, type(Struct)) and kind is not Struct)
    schema = codec.json_schema()
    kinds = [kind for kind in (schema, *schema["$defs"].values()) if kind.get("type") == "object"]
    assert len(kinds) > 20
    for kind in kinds:
        assert kind["additionalProperties"] is False, kind["title"]
        assert json.dumps(kind).count('"integer"') + json.dumps(kind).count('"number"') == json.dumps(kind).count('"maximum"'), kind[
            "title"
        ]


def test_a_key_that_looks_like_a_place_is_named_as_it_stands() -> None:
    for key in ("x` - at `$y[...].z", "x` - at `$evidence[...].z", "x` - at `$columns[...]"):
        line = changed(lambda one, key=key: one.update({"evidence": [], "columns": {}, key: 1}))  # type: ignore[misc]
        with pytest.raises(codec.BadRecord, match="line 7: "):
            codec.from_line(line, 7)
        with pytest.raises(codec.BadRecord, match="line 7: "):
            codec.from_line(changed(lambda one, key=key: one.update({key: 1})), 7)  # type: ignore[misc]


@pytest.mark.parametrize("other", ["scamtriage.evidence/2", "foo/9", "scamtriage.assessment/1", "", 1, None])
def test_evidence_of_another_schema_is_refused(other: object) -> None:
    """Whatever else stands there: its fields may mean something else."""
    with pytest.raises(codec.BadRecord, match=re.escape(str(other or "schema")) if other != 1 else "schema"):
        codec.from_line(changed(lambda one: one.update(schema=other)), 7)
    assert codec.json_schema()["properties"]["schema"]["enum"] == ["scamtriage.evidence/1"]


def test_evidence_without_a_schema_is_refused() -> None:
    with pytest.raises(codec.BadRecord, match="line 7: schema is missing; expected an evidence file"):
        codec.from_line(changed(lambda one: one.pop("schema")), 7)


def twice(line: bytes) -> bytes:
    return line[:-1] + b',"evidence":{}}'


def twice_within(line: bytes) -> bytes:
    return line.replace(b'"outcome":"ok"', b'"outcome":"timeout","outcome":"ok"', 1)


@pytest.mark.parametrize("change", [twice, twice_within])
def test_a_key_that_stands_twice_is_refused(change: Callable[[bytes], bytes]) -> None:
    """One reader takes the first, another the last: a line must say the same to all."""
    for line in (change(changed(lambda one: None)), change(changed(lambda one: one.update(schema=one.pop("schema"))))):
        with pytest.raises(codec.BadRecord, match=r"line 7: the key '(evidence|outcome)' stands twice"):
            codec.from_line(line, 7)
        with pytest.raises(codec.BadRecord, match="stands twice"):
            codec.digested(7, line)


def test_the_key_that_stands_twice_is_found_among_many_in_one_go() -> None:
    keys = ",".join(f'"k{number}":0' for number in [*range(20_000), 19_999])

    def read() -> None:
        with pytest.raises(codec.BadRecord, match="the key 'k19999' stands twice"):
            codec.table(f"{{{keys}}}", 7)

    assert least_cpu_s(read, within=0.5) <= 0.5  # each key counted among all others: eleven seconds


@pytest.mark.parametrize("key", ["line", "same_as"])
@pytest.mark.parametrize("value", [0, -5, 2**53, 2**63, True, 1.0, "7"])
def test_a_number_of_a_line_is_one(key: str, value: object) -> None:
    with pytest.raises(codec.BadRecord, match="line 7: "):
        codec.from_line(changed(lambda one: one.update({key: value})), 7)


FAULTS: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "page": ("evidence.page.facts.title: Expected `str`, got `int`", lambda facts: facts.update(title=5)),
    "dns": ("evidence.dns.facts.queries: Expected `int`, got `str`", lambda facts: facts.update(queries="many")),
    "registration": (
        "evidence.registration.facts.surprise: this key is unknown; a later version may have written it",
        lambda facts: facts.update(surprise=1),
    ),
    "certificate": ("evidence.certificate.facts.kind: Invalid value 'seal'", lambda facts: facts.update(kind="seal")),
}


@pytest.mark.parametrize("collector", FAULTS)
def test_a_fault_is_named_where_it_is_and_not_in_another_kind_of_facts(collector: str) -> None:
    says, change = FAULTS[collector]
    with pytest.raises(codec.BadRecord, match=re.escape(f"line 7: {says}")):
        codec.from_line(changed(lambda one: change(one["evidence"][collector]["facts"])), 7)


def test_a_fault_of_the_target_is_named_there() -> None:
    with pytest.raises(codec.BadRecord, match=r"line 7: target\.is_ip: Expected `bool`, got `str`"):
        codec.from_line(changed(lambda one: one["target"].update(is_ip="perhaps")), 7)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one["evidence"]["page"]["facts"].update(kind="x" * 100_000),
        lambda one: one["evidence"]["page"].update(outcome="x" * 100_000),
        lambda one: one["evidence"]["page"]["facts"].update({"x" * 100_000: 1}),
        lambda one: one["evidence"].update({"x" * 100_000: 1}),
    ],
    ids=["kind", "outcome", "key", "collector"],
)
def test_a_message_does_not_repeat_a_whole_line(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(codec.BadRecord, match=r"line 7: evidence\.") as refused:
        codec.from_line(changed(change), 7)
    assert len(str(refused.value)) < 600


def test_a_number_beyond_all_bounds_is_named_where_it_is() -> None:
    line = changed(lambda one: one["evidence"]["page"].update(elapsed_s=7.5)).replace(b'"elapsed_s":7.5', b'"elapsed_s":1e400')
    with pytest.raises(codec.BadRecord, match=r"line 7: evidence\.page\.elapsed_s: Number out of range"):
        codec.from_line(line, 7)
